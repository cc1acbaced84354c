// The index of a source: where lines begin, and in long lines which column stands where.
#include "runtime/diag/source.h"

#include "runtime/base/utf8.h"
#include "runtime/base/vec.h"

enum { MARK_BYTES = 4096 };

struct index {
  struct arena *arena;
  VEC(uint32_t) lines;
  VEC(struct column_mark) marks;
};

// Offset of the line's end; *next is the offset behind its line end, or 0 when the text ends first.
static size_t line_end(struct str text, size_t at, size_t *next) {
  while (at < text.n && text.p[at] != '\n' && text.p[at] != '\r')
    at++;
  bool pair = at + 1 < text.n && text.p[at] == '\r' && text.p[at + 1] == '\n';
  *next = at == text.n ? 0 : at + 1 + pair;
  return at;
}

static void mark_columns(struct index *index, struct str text, size_t start, size_t end) {
  struct str up_to_end = { text.p, end };
  uint32_t column = 0;
  for (size_t at = start, last = start; at < end; column++) {
    if (at - last >= MARK_BYTES) {
      vec_push(index->arena, &index->marks, (struct column_mark){ (uint32_t)at, column });
      last = at;
    }
    at = text_cluster(up_to_end, at);
  }
}

struct source *source_open(struct arena *arena, const char *name, struct str text) {
  struct index index = { .arena = arena };
  size_t start = 0, next;
  do {
    vec_push(arena, &index.lines, (uint32_t)start);
    size_t end = line_end(text, start, &next);
    if (end - start > MARK_BYTES)
      mark_columns(&index, text, start, end);
    start = next;
  } while (next);
  struct source *source = arena_new(arena, struct source);
  *source = (struct source){
    .name = name,
    .text = text,
    .lines = index.lines.at,
    .line_count = index.lines.n,
    .marks = index.marks.at,
    .mark_count = index.marks.n,
  };
  return source;
}

// Index of the last line that begins at or before the offset.
static size_t line_index(const struct source *source, uint32_t offset) {
  size_t low = 0, high = source->line_count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (source->lines[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

// The last mark at or before the offset, or the start of the line.
static struct column_mark nearest_mark(const struct source *source, uint32_t line_start, uint32_t offset) {
  size_t low = 0, high = source->mark_count; // marks before `low` are at or before the offset
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (source->marks[middle].offset <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  bool in_line = low > 0 && source->marks[low - 1].offset >= line_start;
  return in_line ? source->marks[low - 1] : (struct column_mark){ line_start, 0 };
}

struct place source_place(const struct source *source, uint32_t offset) {
  size_t line = line_index(source, offset);
  struct span span = source_line_span(source, (uint32_t)line + 1);
  if (offset > span.end)
    offset = span.end;
  struct column_mark mark = nearest_mark(source, span.start, offset);
  struct str up_to_end = { source->text.p, span.end };
  for (size_t at = mark.offset; at < offset; mark.column++) {
    at = text_cluster(up_to_end, at);
    if (at > offset)
      break;
  }
  return (struct place){ (uint32_t)line + 1, mark.column + 1 };
}

struct span source_line_span(const struct source *source, uint32_t line) {
  if (line == 0 || line > source->line_count)
    return (struct span){ (uint32_t)source->text.n, (uint32_t)source->text.n };
  struct str text = source->text;
  size_t start = source->lines[line - 1];
  size_t end = line < source->line_count ? source->lines[line] : text.n;
  if (line < source->line_count) // takes off LF, CR LF or CR
    end -= end - start >= 2 && text.p[end - 1] == '\n' && text.p[end - 2] == '\r' ? 2 : 1;
  return (struct span){ (uint32_t)start, (uint32_t)end };
}

struct str source_line(const struct source *source, uint32_t line) {
  return source_slice(source, source_line_span(source, line));
}

struct str source_slice(const struct source *source, struct span span) {
  return str_slice(source->text, span.start, span.end);
}
