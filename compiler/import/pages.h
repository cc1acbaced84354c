// Pages: the lines of a text file on their way to a script. Not for other folders.
#ifndef KEHOACH_IMPORT_PAGES_H
#define KEHOACH_IMPORT_PAGES_H

#include "compiler/import/script.h"

struct sheet_line {
  struct str s;    // without line end and form feeds
  uint32_t page;   // from 0
  bool dropped;    // a page's head or foot
  bool joined;     // nothing stands between it and the line before
  bool merged;     // went into a line above, a table's row
  bool parted;     // begins a paragraph, though nothing stands before it
  size_t taken;    // bytes at its start that went to the line before
};

struct pages {
  struct script *script;
  VEC(struct sheet_line) lines;
  uint32_t count;
  bool feeds;    // pages are told by form feeds
  size_t widest; // bytes of the widest line of text
  size_t margin; // white space before the line that has the least
  bool indented; // first lines of paragraphs begin further in
};

static inline bool line_is_blank(const struct sheet_line *line) {
  return line->dropped || line->merged || str_trim(line->s).n == 0;
}

// A row of a Markdown table.
static inline bool line_is_row(struct str s) {
  s = str_trim(s);
  return s.n && s.p[0] == '|';
}

// Takes a line out and tells it.
void pages_drop(struct pages *pages, size_t line, enum import_fact fact);

// furniture.c: running heads and page numbers.
void pages_clear(struct pages *pages);
// columns.c: tables set in columns become tables of bars.
void pages_tabulate(struct pages *pages);

// flow.c: the text of a PDF without its layout gets its paragraphs back.
void pages_flow(struct pages *pages);

#endif
