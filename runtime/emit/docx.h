// What the files of the DOCX emitter share. Private to runtime/emit/docx*.
//
// WordprocessingML (ISO/IEC 29500-1, transitional). The schema wants the children of an element in its order; the comments
// name the element whose order a function follows. Lengths are twentieths of a point (twips), borders eighths.
#ifndef KEHOACH_EMIT_DOCX_H
#define KEHOACH_EMIT_DOCX_H

#include "runtime/emit/emit.h"
#include "runtime/emit/zip.h"
#include "runtime/layout/measure.h"

// Styles beside the template's: a short rule, a paragraph that takes no room, the marks of footnotes.
#define DOCX_RULE "kehoach-rule"
#define DOCX_NOTHING "kehoach-nothing"
#define DOCX_NOTE_MARK "kehoach-note-mark"

// Ids of the two page headers.
#define DOCX_NUMBERED "numbered"
#define DOCX_UNNUMBERED "unnumbered"

#define DOCX_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define DOCX_W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

// Between a frame and its text, in points; Word wants it whole.
#define DOCX_FRAME_PADDING 4

struct docx_picture {
  struct str bytes;
  const char *ending; // "png", "jpeg"
};

struct docx {
  struct arena *arena;
  const struct doc *doc;
  const struct template *template;
  struct measurer *measurer;
  struct buf *out;         // the part being written
  VEC(struct str) anchors; // sorted, each once: the index is the bookmark's number
  bool *bookmarked;        // by the same index
  bool *noted;             // by index of the note: it has been marked
  bool in_note;
  bool in_table;
  bool held;      // paragraphs stand with the next one: cells of header rows
  bool landscape; // the section in hand
  VEC(struct docx_picture) pictures;
};

long docx_twips(double points);

// What a place asks of a paragraph beyond its style.
struct docx_place {
  double width;         // of the flow
  double before, after; // gaps; below 0: the style's
  bool keep_next;
};

// docx_text.c
void docx_paragraph(struct docx *docx, const struct doc_paragraph *paragraph, const struct docx_place *place);
void docx_runs(struct docx *docx, const struct doc_paragraph *paragraph);
// A paragraph without words, `points` high.
void docx_empty(struct docx *docx, double points, bool keep_next);
void docx_anchors(struct docx *docx);                     // before anything is written
void docx_bookmark(struct docx *docx, struct str anchor); // once for each anchor

// docx_blocks.c
// `before`: the gap above the first paragraph; below 0: its style's. `inner`: in a column or cell.
void docx_blocks(struct docx *docx, const struct doc_blocks *blocks, double width, bool inner, double before);

// docx_table.c
void docx_table(struct docx *docx, const struct doc_table *table, double width);
// The columns at blocks[first] and those behind it that are as wide, as rows of one table; returns how many there were.
size_t docx_columns(struct docx *docx, const struct doc_blocks *blocks, size_t first, double width);

// docx_image.c
void docx_image(struct docx *docx, const struct doc_image *image, double width);

// docx_style.c
void docx_styles(struct docx *docx);

// docx_parts.c
// Adds all parts of the package: these two, and those beside them.
void docx_package(struct docx *docx, struct str document, struct str notes, struct zip *zip);

#endif
