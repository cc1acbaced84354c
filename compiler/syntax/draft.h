// Draft: a text being written, byte by byte with its style and its place in the source. One draft serves a whole
// compilation: its arrays are reused, and draft_text copies out what a block keeps.
#ifndef KEHOACH_SYNTAX_DRAFT_H
#define KEHOACH_SYNTAX_DRAFT_H

#include "compiler/syntax/text.h"

struct draft {
  struct arena *arena;
  VEC(char) s;
  VEC(struct text_run) runs;
  VEC(struct text_place) map;
};

void draft_clear(struct draft *draft);
// Bytes that stand in the source from `source` on, one for one.
void draft_add(struct draft *draft, enum text_run_kind kind, unsigned style, struct str target, struct str bytes, uint32_t source);
// Plain words of an existing text, with runs and map.
void draft_append(struct draft *draft, const struct text *text);
// A space between two texts; stands in the source at `source`.
void draft_space(struct draft *draft, uint32_t source);
// The text with runs of spaces made one; itself where there are none.
struct text draft_squeeze(struct draft *draft, struct arena *arena, const struct text *text);
// A copy without white space at its ends. References [@id] become runs of their own.
struct text draft_text(struct draft *draft, struct arena *arena);

#endif
