// Sources: a file's bytes with its lines, and spans in it.
#ifndef KEHOACH_DIAG_SOURCE_H
#define KEHOACH_DIAG_SOURCE_H

#include "runtime/base/str.h"

// Half-open range of byte offsets. Sources are limited to SOURCE_LIMIT bytes, so 32 bits do.
struct span {
  uint32_t start, end;
};

#define SOURCE_LIMIT (256u << 20)

struct source {
  const char *name; // as printed in messages: the path as given
  struct str text;
  const uint32_t *lines; // offset of each line's first byte
  size_t line_count;     // at least 1; behind a last line end stands one more, empty line
  // In long lines every few thousand bytes the column is noted, so that finding a place does not read the whole line.
  const struct column_mark {
    uint32_t offset, column;
  } *marks;
  size_t mark_count;
};

// Lines end with LF, CR LF or CR. The source and its index live in the arena; `text` must live as long.
struct source *source_open(struct arena *arena, const char *name, struct str text);

// Line and column from 1; columns count characters as displayed (a composed letter is one). An offset inside a
// character, a line end or behind the text counts as the start of the character, the end of its line or of the text.
struct place {
  uint32_t line, column;
};
struct place source_place(const struct source *source, uint32_t offset);
struct span source_line_span(const struct source *source, uint32_t line); // without its line end
struct str source_line(const struct source *source, uint32_t line); // without its line end
struct str source_slice(const struct source *source, struct span span);

#endif
