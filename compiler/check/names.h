// Index of names: every name and alias of the registry, found by longest match in one step per word.
#ifndef KEHOACH_CHECK_NAMES_H
#define KEHOACH_CHECK_NAMES_H

#include "compiler/check/registry.h"
#include "compiler/check/vocabulary.h"

struct name_entry {
  uint32_t agency;  // index
  uint32_t next;    // another agency of the same words, as value; 0: none
  uint8_t rank;     // enum name_rank
  bool city;        // only in a city's documents
  bool capitals;    // only in capitals
  bool shared;      // an abbreviation of several
};

struct name_index {
  struct phrases names;          // → entries
  VEC(struct name_entry) entries;
  VEC(bool) commas;              // of each node of `names`: a comma may stand before its word
  struct phrases places;         // → provinces
  struct phrases ids;            // → agencies
  struct vocabulary vocabulary;
};

// Whose document names them: what “tỉnh” means, and which province's bodies are one's own.
struct name_view {
  const struct registry *registry;
  const struct province *province; // NULL: unknown
  bool city;
};

struct name_match {
  const struct agency *agency;
  size_t end;       // word after it
  int count;        // of “17 xã”, else 0
  bool foreign;     // of another province
};

// The index of the built-in registry, made when the program was built (tables_main.c).
struct name_tables {
  struct phrase_table names, places, ids;
  const struct name_entry *entries;
  const bool *commas;
  uint32_t entry_count;
  struct vocabulary_tables vocabulary;
};

// Reads the rows; the index is taken from `tables`, which must have been made of the same rows, or built when it is NULL.
struct registry *registry_make(struct arena *arena, struct str overlay, const struct name_tables *tables,
                               struct str *error);
void names_build(struct arena *arena, struct registry *registry);
void names_take(struct arena *arena, struct registry *registry, const struct name_tables *tables);

// The longest name that begins at word `i`.
bool name_match_at(const struct name_view *view, const struct words *words, size_t i, struct name_match *match);
// The province named at word `i`, NULL when there is none.
const struct province *place_at(const struct registry *registry, const struct words *words, size_t i, size_t *end);

#endif
