// Templates: page geometry and named styles, read from YAML (templates/NAME/template.yaml). Lengths in the file
// are millimetres for the page and points for type; here everything is points.
#ifndef KEHOACH_STYLE_TEMPLATE_H
#define KEHOACH_STYLE_TEMPLATE_H

#include "runtime/base/str.h"
#include "runtime/base/vec.h"

#define POINTS_PER_MM (72.0 / 25.4)

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_JUSTIFY };

// A line drawn under the paragraph's last line, its length measured from that line (Nghị định 30, annex I).
struct style_rule {
  double ratio;     // of the width of the last line; 0: none
  double minimum;   // points
  double thickness, gap;
};

// A frame around the paragraph's text (urgency and secrecy marks). At least `width` and `height`; thickness 0: none.
struct style_frame {
  double width, height, thickness; // points
};

struct style {
  const char *name;
  double size;        // points, of the size set in use
  bool bold, italic;
  bool upper;         // set in capitals, whatever is written
  enum align align;
  double first_indent, left_indent, right_indent;
  double space_before, space_after; // between two paragraphs the larger counts; dropped at the top of a page
  double leading;     // multiple of the face's natural line height
  bool keep_with_next, keep_together;
  int widows, orphans; // least lines on the next and on this page
  struct style_rule rule;
  struct style_frame frame;
  double color[3];    // 0…1
};

struct page_geometry {
  double width, height; // portrait
  double top, bottom, left, right;
  double number_top;    // baseline of the page number from the upper edge
};

struct table_look {
  double border, padding_x, padding_y; // points
};

struct columns_look {
  const char *name;
  double left_overhang, right_overhang; // beyond the text block
};

// Words that stay together on one line, as a pattern of words: see the comment in the template file.
struct unbreakable {
  struct str before, after; // word classes; the space between a word of class `before` and one of `after` does not break
};

struct template {
  const char *name;    // "nd30-2020"
  struct page_geometry page;
  int size_set;        // 0 = A (small), 1 = B (large): all sizes move together
  VEC(struct style) styles;
  VEC(struct columns_look) columns;
  struct table_look table;
  const struct style *body;
  const struct style *page_number;
  VEC(struct unbreakable) unbreakable;
  struct str css;      // look of the HTML page
};

// Parses `yaml` (NUL not needed) with the size set asked for (-1: the template's default). The template lives in
// the arena. On failure returns NULL and, in *error, a one-line reason with the line number.
struct template *template_read(struct arena *arena, struct str yaml, struct str css, int size_set, struct str *error);

// The style of that name, or the one named "body" when there is none. Never NULL.
const struct style *template_style(const struct template *template, const char *name);

// How the columns of that name lie on the page; no overhang when there is none. Never NULL.
const struct columns_look *template_columns(const struct template *template, const char *name);

#endif
