// Pictures of vector shapes: boxes, lines and texts in the face of the document, row under row. The HTML page writes them as
// SVG, paper draws them. Lengths are points, the origin of a row is its upper left corner, y goes down. Texts lie above boxes
// and lines. What the picture shows is also said in words, and as a table where there are figures.
#ifndef KEHOACH_DOC_PICTURE_H
#define KEHOACH_DOC_PICTURE_H

#include "runtime/doc/doc.h"

// Colours, told apart by their lightness too, so that they stay apart in grey and for the colour-blind.
enum doc_ink {
  INK_NONE, INK_BLACK, INK_WHITE, INK_FRAME, INK_GRID, INK_BAND, INK_BAR, INK_BAR_OPEN,
  INK_HEAT_1, INK_HEAT_2, INK_HEAT_3, INK_HEAT_4, INK_HEAT_5, INKS
};
extern const unsigned char doc_inks[INKS][3]; // red, green, blue
enum { HEAT_LEVELS = INK_HEAT_5 - INK_HEAT_1 + 1 };

enum doc_shape_kind { SHAPE_BOX, SHAPE_LINE, SHAPE_TEXT };
enum doc_shape_align { SHAPE_START, SHAPE_MIDDLE, SHAPE_END };

struct doc_shape {
  enum doc_shape_kind kind;
  enum doc_ink ink;          // of the area, the line or the letters
  double x, y;               // BOX, LINE: upper left; TEXT: where the baseline starts, has its middle or ends
  double width, height;      // BOX; a LINE has only one of them
  enum doc_ink outline;      // BOX: inside its edge; NONE: no outline
  double thickness;          // of line and outline
  struct str text;
  double size;
  bool bold, italic;
  enum doc_shape_align align;
  int cell;                  // the column of a count that follows the table, from 1; 0: it stands as it is
};

struct doc_picture_row {
  double height;
  struct str alternative; // in words
  VEC(struct doc_shape) shapes;
  // What it stands for in the table that the picture follows: rows first to last, or those that have `body` in a role.
  bool follows;
  size_t first, last;
  struct str body;
  size_t figures;         // its row in `data`, from 1; 0: none
};

struct doc_picture {
  struct str name;         // id in HTML
  struct str title, alternative;
  double width;
  struct doc_picture_row head; // stands above the rows, and again wherever the picture is divided
  VEC(struct doc_picture_row) rows;
  struct doc_table *data;  // the same in figures, for the HTML page; may be NULL
  // A table of the document whose filter it follows in the HTML page, or empty. The table's rows have the attributes “of”
  // (the number of the first row of the same thing, where that is another) and “columns” (those in which they count).
  struct str table;
  int most;                // in one cell: what the darkest shade stands for
};

struct doc_picture *doc_add_picture(struct arena *arena, struct doc_blocks *blocks, struct str name, struct str title,
                                    double width);
struct doc_picture_row *doc_add_picture_row(struct arena *arena, struct doc_picture *picture, double height);
void doc_add_box(struct arena *arena, struct doc_picture_row *row, double x, double y, double width, double height,
                 enum doc_ink ink, enum doc_ink outline);
void doc_add_rule(struct arena *arena, struct doc_picture_row *row, double x, double y, double width, double height,
                  enum doc_ink ink);
struct doc_shape *doc_add_words(struct arena *arena, struct doc_picture_row *row, double x, double y, double size,
                                struct str text); // in black, from the left

// The first row after `from` that a piece of `height`, head included, has no room for; always some row is in it.
size_t doc_picture_cut(const struct doc_picture *picture, size_t from, double height);
double doc_picture_height(const struct doc_picture *picture, size_t from, size_t to);
// The words of a piece: title, what all of it shows, and each of its rows.
struct str doc_picture_words(struct arena *arena, const struct doc_picture *picture, size_t from, size_t to);

// An upper bound of the width in any face with the widths of Times: pictures are drawn before a face is chosen.
double doc_words_width(struct str text, double size, bool bold);
// Lines no wider than `width`. Where there are more than `most`, the last one ends in “…”.
struct doc_lines {
  VEC(struct str) list;
};
struct doc_lines doc_wrap(struct arena *arena, struct str text, double size, bool bold, double width, size_t most);

#endif
