// Slabs: the document as one vertical list, before pages. A slab is a stretch that no page break enters: a line of text
// with its rules and notes, an image, a blank. Only a band (rows of a table, columns) may be divided, by band_split.
// Items in a slab lie relative to its upper left corner: x to the right, y downwards.
#ifndef KEHOACH_LAYOUT_SLAB_H
#define KEHOACH_LAYOUT_SLAB_H

#include "runtime/doc/doc.h"
#include "runtime/layout/frames.h"

// How strongly a slab holds on to the one before it. When a page is too small, the weakest gives way.
enum keep {
  KEEP_FREE,
  KEEP_LINES,   // widow or orphan
  KEEP_HEADING, // what comes next stands with its heading
  KEEP_CLOSING, // the signature has text above it
  KEEP_WHOLE,   // lines of one title
};

struct band;

struct slab {
  double before, after; // gaps wanted; between two slabs the larger counts
  double height;
  enum keep keep;
  bool blank;   // empty room, dropped at the top of a page
  bool is_text; // a line of running text
  struct frame_item *items;
  size_t item_count;
  struct frame_link *links;
  size_t link_count;
  const size_t *notes; // footnotes referred to, indices into doc.notes
  size_t note_count;
  const struct frame_field *field;
  const struct doc_paragraph *mark; // first line of a paragraph with an anchor or a bookmark
  struct str anchor;                // of a footnote
  struct band *band;                // rows of a table, columns
  struct band *head;                // header rows to repeat when a page begins with this slab
};

struct slabs {
  VEC(struct slab) list;
};

struct cell {
  size_t row, rows, column, columns;
  double x, width; // from the band's left edge, with padding
  double shift;    // of the content, downwards
  struct slabs content;
  size_t next; // first slab not yet on a page
};

// Rows that row spans tie together, with their cells in reading order. Columns are one row without borders.
struct band {
  VEC(struct cell) cells;
  double *heights; // of the rows
  size_t rows, columns;
  double x, width; // from the left edge of the text
  double padding_x, padding_y;
  double border; // thickness; 0: none
  bool joined;   // rows of the same table stand above: they drew the border between
  bool whole;    // divided only when it is taller than a page
  // How far it is on pages.
  size_t first;     // first row of which something is left
  VEC(size_t) open; // cells begun and not ended, in order
  size_t cursor;    // first cell not begun
};

// ---- band.c

// Height of `slabs` from `from` on, without the gap above the first.
double slabs_height(const struct slabs *slabs, size_t from);
// Makes the rows as high as their cells need; `least` is the height of an empty row without padding.
void band_measure(struct band *band, double least);
// Height of the rows that are left.
double band_height(const struct band *band);
// Nothing of it is on pages any more.
void band_rewind(struct band *band);

// What of a band goes on a page.
struct band_part {
  size_t end;  // rows before this one are finished
  bool inside; // the row `end` begins on this page and goes on
  double height;
};
// What fits into `room`; false if nothing does. `fresh`: the page holds nothing else, so something must. Rows higher than
// `tall` may be divided to fill a page.
bool band_fit(const struct band *band, double room, double tall, bool fresh, struct band_part *part);

// The gap between two neighbours.
static inline double slab_gap(const struct slab *upper, const struct slab *lower) {
  return upper->after > lower->before ? upper->after : lower->before;
}

#endif
