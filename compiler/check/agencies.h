// Agency lists (danh sách cơ quan): finding bodies in a text by longest match, splitting what lies between.
#ifndef KEHOACH_CHECK_AGENCIES_H
#define KEHOACH_CHECK_AGENCIES_H

#include "compiler/check/registry.h"
#include "compiler/syntax/text.h"

// One body of a list. `agency` is NULL where the registry does not know it.
struct actor {
  const struct agency *agency;
  struct str name;     // the registry's full name, with the province's wording; the written words when unknown
  struct str written;  // as the author wrote it
  struct span span;
  bool group;          // a collective: registry group, or a catch-all
  bool catch_all;      // “các cơ quan, đơn vị liên quan”: a group without members
  bool corrected;      // written with a slip: “Sở Kế boạch và Đầu tư”; `agency` is the one meant
  int count;           // “17 xã”: 17; else 0
};
struct actors {
  struct actor *at;
  size_t n, cap;
}; // a VEC with a name

// A plan's own names: “sau đây viết tắt là …”, front matter `viết tắt`. Short form → what it stands for.
struct alias {
  struct str written;
  struct str meaning;
  struct span span; // where it is declared
};

struct lexicon; // registry + the plan's province + its own names: what a list is read with

struct lexicon *lexicon_create(struct arena *arena, const struct registry *registry, struct str province_name,
                               struct date on);
void lexicon_add(struct lexicon *lexicon, struct alias alias);

// The longest body that begins exactly at byte `from` of text.s, or false. *to is the byte after it.
bool actor_at(const struct lexicon *lexicon, const struct text *text, size_t from, size_t *to, struct actor *actor);

// Reads text.s[from, to) as a list of bodies: “A; B, C và D”. Connectives and a final stop belong to none. Words between
// that are no body become actors with agency NULL when they look like one (start with a body word of
// grammar/body-words.tsv, or stand alone in the list), else stay out and are returned in *rest (may be NULL).
void actors_read(struct arena *arena, const struct lexicon *lexicon, const struct text *text, size_t from, size_t to,
                 struct actors *actors, struct actors *rest);

// The list that starts at `from` and goes on as long as bodies and connectives follow (for prose: “phối hợp với A, B và
// C tổ chức …” stops before “tổ chức”). Returns the byte where it ends; `from` when there is none.
size_t actors_prefix(struct arena *arena, const struct lexicon *lexicon, const struct text *text, size_t from,
                     struct actors *actors);

// The full name as the lexicon's province says it: “Công an thành phố” where the province is a city.
struct str agency_full_name(const struct lexicon *lexicon, const struct agency *agency);

// Those who took over from the body, by full name, “, ” between; empty when there are none.
struct str agency_successors(struct arena *arena, const struct lexicon *lexicon, const struct agency *agency);

// The nearest registry name to an unknown one within a small distance, or the empty string.
struct str actor_nearest(struct arena *arena, const struct lexicon *lexicon, struct str written);

#endif
