// Excerpts: cost and size depend on the width of a terminal, not on the length of the line.
#include "runtime/diag/excerpt.h"

#include "runtime/base/utf8.h"
#include "runtime/diag/message.h"

enum {
  EXCERPT_CELLS = 120, // longer lines are cut around the place
  AFTER_CELLS = 80,    // of which from the start of the place onwards
  TAB_CELLS = 4,
};

// A part of a source on its way to the terminal.
struct window {
  struct str text; // of the source up to the line's end
  size_t start, end;
};

// Cells that a cluster takes when it stands at `cell`.
static size_t cells_of(struct str cluster, size_t cell) {
  if (cluster.p[0] == '\t')
    return TAB_CELLS - cell % TAB_CELLS;
  size_t width = text_width(cluster);
  return width ? width : 1; // shown by a picture
}

// Offset up to which the text from `at` takes at most `cells`; *used tells how many it takes.
static size_t forward(struct str text, size_t at, size_t cells, size_t *used) {
  *used = 0;
  while (at < text.n) {
    size_t end = text_cluster(text, at);
    size_t width = cells_of(str_slice(text, at, end), *used);
    if (*used + width > cells)
      break;
    *used += width;
    at = end;
  }
  return at;
}

// Offset from which the text before `at` takes about `cells`.
static size_t backward(struct str text, size_t from, size_t at, size_t cells) {
  size_t steps = cells * 8; // marks take no cell, but may be many
  while (at > from && cells > 0 && steps-- > 0) {
    size_t end = at;
    if (uni_is_mark(utf8_prev(text, &at)))
      continue;
    size_t width = cells_of(str_slice(text, at, end), 0);
    cells -= width < cells ? width : cells;
  }
  return at;
}

static struct window choose_window(struct str text, size_t line_start, size_t place) {
  struct window window = { text, line_start, text.n };
  size_t used;
  if (forward(text, line_start, EXCERPT_CELLS, &used) == text.n)
    return window;
  window.end = forward(text, place, AFTER_CELLS, &used);
  window.start = backward(text, line_start, place, EXCERPT_CELLS - used);
  if (window.start == line_start)
    window.end = forward(text, line_start, EXCERPT_CELLS, &used);
  return window;
}

static void append_cluster(struct buf *out, struct str cluster, size_t cells) {
  if (cluster.p[0] == '\t') {
    while (cells-- > 0)
      buf_byte(out, ' ');
    return;
  }
  bool shown = text_width(cluster) > 0;
  for (size_t at = 0; at < cluster.n;) {
    uint32_t c = utf8_next(cluster, &at);
    uint32_t instead = display_instead(c);
    char bytes[4];
    buf_add(out, bytes, utf8_put(instead ? instead : shown ? c : 0xFFFD, bytes));
    if (!shown) // one picture for the whole
      break;
  }
}

struct excerpt excerpt_make(const struct source *source, struct span span) {
  uint32_t line = source_place(source, span.start).line;
  struct span whole = source_line_span(source, line);
  size_t start = span.start < whole.end ? span.start : whole.end;
  size_t end = span.end > start ? span.end : start + 1; // an empty place marks the character at it
  struct window window = choose_window((struct str){ source->text.p, whole.end }, whole.start, start);
  struct excerpt excerpt = { 0 };
  size_t cell = 0;
  if (window.start > whole.start) {
    buf_text(&excerpt.text, "…");
    cell = 1;
  }
  excerpt.before = cell;
  for (size_t at = window.start, next; at < window.end; at = next) {
    next = text_cluster(window.text, at);
    struct str cluster = str_slice(window.text, at, next);
    size_t cells = cells_of(cluster, cell);
    append_cluster(&excerpt.text, cluster, cells);
    cell += cells;
    if (next <= start)
      excerpt.before = cell;
    else if (at < end)
      excerpt.marked = cell - excerpt.before;
  }
  if (window.end < whole.end)
    buf_text(&excerpt.text, "…");
  if (!excerpt.marked) // at the end of the line
    excerpt.marked = 1;
  return excerpt;
}
