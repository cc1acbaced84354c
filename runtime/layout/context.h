// What the steps of one layout share.
#ifndef KEHOACH_LAYOUT_CONTEXT_H
#define KEHOACH_LAYOUT_CONTEXT_H

#include "runtime/layout/layout.h"
#include "runtime/layout/slab.h"

struct stay;
struct paragraph_scratch;

struct open_list { // a list of the tag tree that may go on (danh sách)
  int level;
  uint32_t list, body;
};

struct levels {
  VEC(int) list; // as written, outermost first
};

struct layout {
  struct arena *arena;   // of the frames
  struct arena *scratch; // ends with the layout
  const struct doc *doc;
  const struct template *template;
  const struct faces *faces;
  struct shaper *shaper;
  struct stay *stay;
  struct paragraph_scratch *paragraph;
  struct frames *frames;
  struct slabs *notes; // footnotes as slabs, one list for each of doc.notes
  bool *marked;        // of doc.notes: a mark leads to it, so that it is printed where it is marked first; NULL: none is
  VEC(struct open_list) lists;
  struct levels headings, bookmarks; // around this place
  int page_number;                   // of the last page
  double note_width;                 // of the text block of this section
  uint8_t *reported;                 // a bit for each character: it is in frames.missing
  size_t lines;                      // made so far; beyond LAYOUT_MAX_LINES nothing more is set
  bool too_long;
};

// More lines than LAYOUT_MAX_PAGES pages hold.
#define LAYOUT_MAX_LINES ((size_t)LAYOUT_MAX_PAGES * 150)

// ---- text.c: what is printed for what is written

struct printed {
  struct str text;
  VEC(uint32_t) fixed; // offsets of spaces that do not break
};

// Normal form C, in capitals if `upper`; white space becomes ' ', invisible characters vanish, those without a glyph
// are replaced and reported.
void text_print(struct layout *l, struct str text, bool upper, enum face_slant slant, struct printed *printed);

// Notes the character as one that the faces lack.
void text_report(struct layout *l, uint32_t c);

// ---- stay.c: words that stay together

struct stay *stay_create(struct arena *arena, const struct template *template);
// The space between two words must not break. `id` is the number the shaper gave the word, or 0.
bool stay_together(struct stay *stay, struct str before, uint32_t before_id, struct str after, uint32_t after_id);

// ---- paragraph.c: paragraphs → lines

enum face_slant style_slant(const struct style *style);
double style_line_height(const struct layout *l, const struct style *style);
double style_ascent(const struct layout *l, const struct style *style); // from the top of a line to its baseline

// What a paragraph is to the tree of tags.
struct paragraph_tags {
  uint32_t text, label; // label NO_TAG: the label belongs to the text
  bool raised;          // a footnote: the label is a superscript
};

// Appends the paragraph's lines to `slabs`.
void paragraph_set(struct layout *l, const struct doc_paragraph *paragraph, const struct style *style, double width,
                   struct paragraph_tags tags, struct slabs *slabs);

// Width of the longest unbreakable stretch, and of the whole on one line.
void paragraph_measure(struct layout *l, const struct doc_paragraph *paragraph, const struct style *style,
                       double *least, double *most);

// ---- tags.c

uint32_t tag_add(struct layout *l, enum tag_kind kind, uint32_t parent);
struct paragraph_tags tag_paragraph(struct layout *l, const struct doc_paragraph *paragraph, uint32_t parent);
// Depth 1… of `level` among the levels around it: never more than one deeper than the last.
int level_depth(struct arena *arena, struct levels *levels, int level);

// ---- flow.c, columns.c, table.c: blocks → slabs

// `inner`: in a cell or column, where tables and columns are set one below the other.
void flow_blocks(struct layout *l, const struct doc_blocks *blocks, double width, uint32_t parent, bool inner,
                 struct slabs *slabs);
void flow_columns(struct layout *l, const struct doc_columns *columns, double width, uint32_t parent,
                  struct slabs *slabs);
void flow_table(struct layout *l, const struct doc_table *table, double width, uint32_t parent, struct slabs *slabs);
// Sets footnote `note` unless it is set.
void flow_note(struct layout *l, size_t note, uint32_t parent);

// Widths of the columns, `width` in all.
void table_widths(struct layout *l, const struct doc_table *table, size_t columns, double width, double *widths);

// ---- picture.c
void flow_picture(struct layout *l, const struct doc_picture *picture, double width, uint32_t parent, struct slabs *slabs);

// ---- image.c

// The natural size in points of a PNG or JPEG file, made smaller where the text block is.
bool image_fit(const struct layout *l, struct str path, double width, double *w, double *h);

// ---- pages.c: slabs → pages

// False when there are too many pages.
bool pages_fill(struct layout *l, const struct doc_section *section, struct slabs *slabs);

#endif
