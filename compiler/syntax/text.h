// Text: the words of one block as they are read, with their emphasis and links, and where in the source each byte
// stands. `s` holds no markup: soft line ends are one space, forced ones '\n', references and notes a stretch of their own.
#ifndef KEHOACH_SYNTAX_TEXT_H
#define KEHOACH_SYNTAX_TEXT_H

#include "runtime/base/vec.h"
#include "runtime/diag/source.h"

enum text_run_kind {
  TEXT_WORDS,
  TEXT_BREAK,     // forced line end; s holds '\n'
  TEXT_NOTE,      // footnote mark; target: its label; s holds “[^label]” as written
  TEXT_REFERENCE, // [@id]; target: id; s holds "[@id]" as written
  TEXT_IMAGE,     // target: path; s holds the alternative text, or U+FFFC where there is none
};
enum text_style { TEXT_BOLD = 1, TEXT_ITALIC = 2, TEXT_CODE = 4, TEXT_STRIKE = 8, TEXT_SUB = 16, TEXT_SUP = 32 };

struct text_run {
  enum text_run_kind kind;
  unsigned style;
  uint32_t from, to; // bytes of s
  struct str target; // link of TEXT_WORDS, or see the kind
};

// From byte `at` of s on, up to the next entry, the source runs along from offset `source`.
struct text_place {
  uint32_t at, source;
};

struct text {
  struct str s;
  VEC(struct text_run) runs;   // in order, covering s without gaps
  VEC(struct text_place) map;  // in order, the first at 0; empty for text that stands in no source
};

uint32_t text_offset(const struct text *text, size_t at);               // source offset of byte `at` (n allowed)
struct span text_span(const struct text *text, size_t from, size_t to); // of the bytes from…to
// The part from…to as a text of its own, runs and map cut to it.
struct text text_part(struct arena *arena, const struct text *text, size_t from, size_t to);
// `from` moved over white space, so that a part does not begin with it.
size_t text_skip_space(const struct text *text, size_t from);

#endif
