// Pictures as SVG in the page, each piece with its title and its words; the figures follow as a table that opens.
#include "runtime/emit/html.h"

#include "runtime/doc/picture.h"

enum { PIECE_HEIGHT = 440 }; // points: a piece fits a landscape page with its heading

static void add_number(struct buf *out, const char *name, double value) {
  buf_printf(out, " %s=\"", name);
  buf_number(out, value, 2);
  buf_byte(out, '"');
}

static void add_ink(struct buf *out, const char *name, enum doc_ink ink) {
  const unsigned char *rgb = doc_inks[ink];
  buf_printf(out, " %s=\"#%02x%02x%02x\"", name, rgb[0], rgb[1], rgb[2]);
}

// By this the script finds what a filter changes.
static void add_cell(struct buf *out, const struct doc_shape *shape) {
  if (shape->cell)
    buf_printf(out, " data-cell=\"%d\"", shape->cell - 1);
}

// An outline lies inside the box's edge.
static void add_box(struct buf *out, const struct doc_shape *shape) {
  bool line = shape->kind == SHAPE_LINE;
  double inset = !line && shape->outline != INK_NONE ? shape->thickness / 2 : 0;
  double width = line && shape->width <= 0 ? shape->thickness : shape->width - 2 * inset;
  double height = line && shape->height <= 0 ? shape->thickness : shape->height - 2 * inset;
  buf_text(out, "<rect");
  add_number(out, "x", shape->x + inset);
  add_number(out, "y", shape->y + inset);
  add_number(out, "width", width > 0 ? width : 0);
  add_number(out, "height", height > 0 ? height : 0);
  add_cell(out, shape);
  if (shape->ink == INK_NONE)
    buf_text(out, " fill=\"none\"");
  else
    add_ink(out, "fill", shape->ink);
  if (inset > 0) {
    add_ink(out, "stroke", shape->outline);
    add_number(out, "stroke-width", shape->thickness);
  }
  buf_text(out, "/>\n");
}

static void add_words(struct buf *out, const struct doc_shape *shape) {
  static const char *const aligns[] = { [SHAPE_START] = "", [SHAPE_MIDDLE] = "middle", [SHAPE_END] = "end" };
  buf_text(out, "<text");
  add_number(out, "x", shape->x);
  add_number(out, "y", shape->y);
  add_number(out, "font-size", shape->size);
  add_cell(out, shape);
  if (shape->align != SHAPE_START)
    buf_printf(out, " text-anchor=\"%s\"", aligns[shape->align]);
  if (shape->bold)
    buf_text(out, " font-weight=\"700\"");
  if (shape->italic)
    buf_text(out, " font-style=\"italic\"");
  if (shape->ink != INK_BLACK)
    add_ink(out, "fill", shape->ink);
  buf_byte(out, '>');
  buf_xml(out, shape->text);
  buf_text(out, "</text>\n");
}

static void add_row(struct buf *out, const struct doc_picture_row *row) {
  for (size_t i = 0; i < row->shapes.n; i++)
    if (row->shapes.at[i].kind != SHAPE_TEXT)
      add_box(out, &row->shapes.at[i]);
  for (size_t i = 0; i < row->shapes.n; i++)
    if (row->shapes.at[i].kind == SHAPE_TEXT)
      add_words(out, &row->shapes.at[i]);
}

// A group that the script moves up where rows above it are filtered out.
static void add_group(struct buf *out, const struct doc_picture_row *row, double y) {
  buf_text(out, "<g");
  buf_text(out, " transform=\"translate(0 ");
  buf_number(out, y, 2);
  buf_text(out, ")\"");
  add_number(out, "data-height", row->height);
  if (row->body.n) {
    buf_text(out, " data-body=\"");
    buf_xml(out, row->body);
    buf_byte(out, '"');
  } else if (row->follows)
    buf_printf(out, " data-rows=\"%zu-%zu\"", row->first, row->last);
  if (row->figures)
    buf_printf(out, " data-figures=\"%zu\"", row->figures);
  buf_text(out, ">\n");
  add_row(out, row);
  buf_text(out, "</g>\n");
}

static void add_name(struct html *html, const struct doc_picture *picture, size_t piece, const char *part) {
  html_id(html->out, picture->name);
  buf_printf(html->out, "-%zu-%s", piece, part);
}

static void add_piece(struct html *html, const struct doc_picture *picture, size_t piece, size_t from, size_t to) {
  struct buf *out = html->out;
  buf_text(out, "<svg role=\"img\" aria-labelledby=\"");
  add_name(html, picture, piece, "ten");
  buf_text(out, "\" aria-describedby=\"");
  add_name(html, picture, piece, "loi");
  buf_text(out, "\" viewBox=\"0 0 ");
  buf_number(out, picture->width, 2);
  buf_byte(out, ' ');
  buf_number(out, doc_picture_height(picture, from, to), 2);
  buf_text(out, "\">\n<title id=\"");
  add_name(html, picture, piece, "ten");
  buf_text(out, "\">");
  buf_xml(out, picture->title);
  if (piece > 1)
    buf_printf(out, " (%zu)", piece);
  buf_text(out, "</title>\n<desc id=\"");
  add_name(html, picture, piece, "loi");
  buf_text(out, "\">");
  buf_xml(out, doc_picture_words(html->arena, picture, from, to));
  buf_text(out, "</desc>\n");
  add_row(out, &picture->head);
  double y = picture->head.height;
  for (size_t row = from; row < to; y += picture->rows.at[row++].height)
    add_group(out, &picture->rows.at[row], y);
  buf_text(out, "</svg>\n");
}

// The table whose filter it follows, and the shades of its counts.
static void open_figure(struct html *html, const struct doc_picture *picture) {
  buf_text(html->out, "<figure class=\"picture\"");
  if (picture->table.n) {
    buf_text(html->out, " data-table=\"");
    html_id(html->out, picture->table);
    buf_printf(html->out, "\" data-piece=\"%d\" data-most=\"%d\" data-inks=\"", PIECE_HEIGHT, picture->most);
    for (int level = 0; level < HEAT_LEVELS; level++) {
      const unsigned char *rgb = doc_inks[INK_HEAT_1 + level];
      buf_printf(html->out, "%s#%02x%02x%02x", level ? " " : "", rgb[0], rgb[1], rgb[2]);
    }
    buf_byte(html->out, '"');
  }
  buf_text(html->out, ">\n");
  html->follows = html->follows || picture->table.n;
  if (picture->table.n)
    buf_text(html->out, "<p class=\"follows\" hidden></p>\n");
}

void html_picture(struct html *html, const struct doc_picture *picture) {
  open_figure(html, picture);
  buf_text(html->out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
  buf_xml(html->out, picture->title);
  buf_text(html->out, "\">\n");
  for (size_t from = 0, piece = 1; from < picture->rows.n; piece++) {
    size_t to = doc_picture_cut(picture, from, PIECE_HEIGHT);
    add_piece(html, picture, piece, from, to);
    from = to;
  }
  buf_text(html->out, "</div>\n");
  if (picture->data) {
    buf_printf(html->out, "<details><summary%s>%s</summary>\n", html_lang(html), html_word(html, HTML_FIGURES));
    html_table(html, picture->data);
    buf_text(html->out, "</details>\n");
  }
  buf_text(html->out, "</figure>\n");
}
