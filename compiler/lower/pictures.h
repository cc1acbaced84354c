// Pictures of the matrix. Private to compiler/lower.
#ifndef KEHOACH_LOWER_PICTURES_H
#define KEHOACH_LOWER_PICTURES_H

#include "compiler/derive/schedule.h"
#include "compiler/lower/lowering.h"
#include "runtime/doc/picture.h"

// All pictures are as wide as a landscape page; names stand on the left, time runs to the right.
#define PICTURE_WIDTH 700.0
#define PICTURE_WORDS 9.0  // size of names
#define PICTURE_SMALL 7.5  // of what stands in columns
#define PICTURE_LINE 10.5  // of names, from baseline to baseline

// Columns of time on a picture.
struct time_axis {
  struct schedule_scale scale;
  double left, column; // where the first begins, how wide each is
};

// Years over quarters, or columns of years, from `y` of the head on; makes the head so much higher.
void axis_head(struct arena *arena, struct doc_picture *picture, const struct time_axis *axis);
// The lines between columns, through the whole of a row.
void axis_grid(struct arena *arena, struct doc_picture_row *row, const struct time_axis *axis);
struct str axis_name(struct arena *arena, const struct schedule_scale *scale, int column); // “Quý I/2026”, “2026”, “2026–2030”
// Cell number `cell` with two counts, one over the other, the darker the nearer their sum is to `most`.
void axis_cell(struct arena *arena, struct doc_picture_row *row, int cell, double x, double width, double height,
               struct workload_count count, int most, bool both);

// Lines of a name in a column of `width`, and the height of a row that holds them.
double picture_name(struct arena *arena, struct doc_picture_row *row, struct str name, double x, double width, size_t most,
                    bool bold);
// A table of a picture's figures; its titles, then cells row by row.
struct doc_table *picture_table(struct arena *arena, struct str caption);
struct doc_row *picture_figures(struct arena *arena, struct doc_picture *picture, struct doc_picture_row *row);
void picture_cell(struct arena *arena, struct doc_row *row, struct str text, bool header);

// Pictures with their titles, each on pages of its own. `level` of the headings and bookmarks.
void lower_timeline(struct arena *arena, struct doc *doc, const struct matrix *matrix, const struct schedule *schedule,
                    int level);
void lower_workload(struct arena *arena, struct doc *doc, const struct matrix *matrix, const struct schedule *schedule,
                    int level);
struct doc_blocks *picture_section(struct arena *arena, struct doc *doc, enum word title, const char *anchor, int level);

#endif
