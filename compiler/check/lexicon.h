// Inside the reading of agencies: the lexicon and its functions on words. Callers outside use agencies.h.
#ifndef KEHOACH_CHECK_LEXICON_H
#define KEHOACH_CHECK_LEXICON_H

#include "compiler/check/agencies.h"
#include "compiler/check/names.h"

// What a plan's own short form stands for: a body, known or not.
struct own_name {
  const struct agency *agency;
  struct str name;
};

struct nearest; // names without diacritics, made when first asked for

struct lexicon {
  struct arena *arena;
  struct name_view view;
  const struct vocabulary *vocabulary;
  struct phrases own;            // → own_names
  VEC(struct own_name) own_names;
  struct phrases abbreviations;  // the plan's own
  VEC(struct words) expansions;
  struct nearest *nearest;
};

// A text and its words, abbreviations expanded.
struct passage {
  struct arena *arena;
  const struct lexicon *lexicon;
  const struct text *text;
  struct words words;
};

void passage_read(struct arena *arena, const struct lexicon *lexicon, const struct text *text, size_t from, size_t to,
                  struct passage *passage);

// The words of a whole text that is folded already.
void passage_cut(struct arena *arena, const struct lexicon *lexicon, const struct text *text, const struct folded *folded,
                 struct passage *passage);

// A body that the registry or the plan knows, or a group such as “các sở, ban, ngành liên quan”, beginning at word `i`.
bool known_body_at(const struct passage *passage, size_t i, size_t *end, struct actor *actor);
// Words that look like the name of a body; they go on to the next separator or body, in prose to the next verb.
bool unknown_body_at(const struct passage *passage, size_t i, bool prose, size_t *end, struct actor *actor);
// `end` moved over “thuộc Sở X” behind a group.
size_t skip_owner(const struct passage *passage, size_t end);

// A list that begins at word `i` and goes on as long as bodies follow; its end, `i` when there is none.
size_t body_list_at(const struct passage *passage, size_t i, struct actors *actors);
// All of the words i…end as a list.
void body_list_read(const struct passage *passage, size_t i, size_t end, struct actors *actors, struct actors *rest);

// The body whose name `written` is but for one letter, NULL when there is none.
const struct agency *agency_misspelt(const struct lexicon *lexicon, struct str written);

// Gives a misspelt actor the body that is meant.
void actor_correct(const struct passage *passage, struct actor *actor);

// The words i…end as an actor whom nobody knows.
struct actor actor_unknown(const struct passage *passage, size_t i, size_t end);
// Word after the bracket that opens before word `i`; `i` when none opens there.
size_t skip_brackets(const struct words *words, size_t i);
// Words of the connective at `i` (“và”, “cùng với”), 0 when there is none.
size_t connective_at(const struct passage *passage, size_t i);

enum { GAP_SEPARATORS = GAP_COMMA | GAP_SEMICOLON };
enum { GAP_BREAKS = GAP_SEMICOLON | GAP_COLON | GAP_STOP | GAP_OPEN | GAP_CLOSE | GAP_LINE };

#endif
