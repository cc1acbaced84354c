// Measures for writers that leave the pages to another program: what layout would find, without setting pages.
#ifndef KEHOACH_LAYOUT_MEASURE_H
#define KEHOACH_LAYOUT_MEASURE_H

#include "runtime/doc/doc.h"
#include "runtime/font/face.h"
#include "runtime/style/template.h"

struct measurer;

// Ends with measurer_destroy. Everything measured is in points.
struct measurer *measurer_create(struct arena *arena, const struct doc *doc, const struct template *template,
                                 const struct faces *faces);
void measurer_destroy(struct measurer *measurer);

// From the top of a line of that style to its baseline.
double measure_ascent(struct measurer *measurer, const struct style *style);
double measure_line_height(struct measurer *measurer, const struct style *style); // its height

struct measured {
  size_t lines;
  double height; // without the gaps around it
  double last;   // width of the last line
  double widest; // of all lines
};
struct measured measure_paragraph(struct measurer *measurer, const struct doc_paragraph *paragraph, double width);

// Widths of the columns of a table, `width` in all.
void measure_table(struct measurer *measurer, const struct doc_table *table, size_t columns, double width,
                   double *widths);

// Size of an image on a page whose text is `width` wide; false if the file cannot be read.
bool measure_image(struct measurer *measurer, struct str path, double width, double *w, double *h);

// Length of the rule under, and width of the frame around, a last line of `line` in a flow of `width`.
double style_rule_width(const struct style *style, double line, double width);
double style_frame_width(const struct style *style, double line, double width);

// Of the height of the text block: higher rows are divided rather than leaving a page half empty.
#define TALL_ROW 0.4
// Of the lesser side of the text block; a higher header is not repeated.
#define TALLEST_HEAD 0.4

#endif
