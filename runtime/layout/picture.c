// Pictures of vector shapes: each piece that fits a page is one slab and one figure, said in words for those who cannot see it.
#include <math.h>
#include <string.h>

#include "runtime/doc/picture.h"
#include "runtime/layout/context.h"

#define HEADING_ROOM 64.0 // points kept on the first page for the heading above

struct items {
  struct frame_item *at;
  size_t n, cap;
};

struct drawing {
  struct layout *l;
  struct items items;
  uint32_t tag;
  double scale;
};

static void set_color(double color[3], enum doc_ink ink) {
  for (int i = 0; i < 3; i++)
    color[i] = doc_inks[ink][i] / 255.0;
}

// A slab's items count y downwards to their lower edge.
static void add_area(struct drawing *d, double x, double y, double width, double height, enum doc_ink ink) {
  if (ink == INK_NONE || width <= 0 || height <= 0)
    return;
  struct frame_item item = { .kind = FRAME_RULE,
                             .tag = d->tag,
                             .x = x * d->scale,
                             .y = (y + height) * d->scale,
                             .width = width * d->scale,
                             .height = height * d->scale };
  set_color(item.color, ink);
  vec_push(d->l->arena, &d->items, item);
}

static void draw_box(struct drawing *d, const struct doc_shape *shape, double y) {
  double t = shape->outline != INK_NONE ? shape->thickness : 0;
  add_area(d, shape->x + t, y + shape->y + t, shape->width - 2 * t, shape->height - 2 * t, shape->ink);
  if (t <= 0)
    return;
  add_area(d, shape->x, y + shape->y, shape->width, t, shape->outline);
  add_area(d, shape->x, y + shape->y + shape->height - t, shape->width, t, shape->outline);
  add_area(d, shape->x, y + shape->y + t, t, shape->height - 2 * t, shape->outline);
  add_area(d, shape->x + shape->width - t, y + shape->y + t, t, shape->height - 2 * t, shape->outline);
}

static void draw_line(struct drawing *d, const struct doc_shape *shape, double y) {
  add_area(d, shape->x, y + shape->y, fmax(shape->width, shape->thickness), fmax(shape->height, shape->thickness),
           shape->ink);
}

static void draw_words(struct drawing *d, const struct doc_shape *shape, double y) {
  static const enum face_slant slants[2][2] = { { FACE_REGULAR, FACE_ITALIC }, { FACE_BOLD, FACE_BOLD_ITALIC } };
  enum face_slant slant = slants[shape->bold][shape->italic];
  struct printed printed = { 0 };
  text_print(d->l, shape->text, false, slant, &printed);
  struct shaped shaped = shaper_word(d->l->shaper, slant, printed.text);
  double width = shaped.width * shape->size / 1000;
  double x = shape->x - (shape->align == SHAPE_END ? width : shape->align == SHAPE_MIDDLE ? width / 2 : 0);
  struct frame_item item = { .kind = FRAME_TEXT,
                             .tag = d->tag,
                             .x = x * d->scale,
                             .y = (y + shape->y) * d->scale,
                             .width = width * d->scale };
  item.text = (struct frame_text){
    .slant = slant, .size = shape->size * d->scale, .text = printed.text, .glyphs = shaped.glyphs, .n = shaped.n
  };
  set_color(item.text.color, shape->ink);
  vec_push(d->l->arena, &d->items, item);
}

static void draw_row(struct drawing *d, const struct doc_picture_row *row, double y, bool words) {
  for (size_t i = 0; i < row->shapes.n; i++) {
    const struct doc_shape *shape = &row->shapes.at[i];
    if ((shape->kind == SHAPE_TEXT) != words)
      continue;
    if (words)
      draw_words(d, shape, y);
    else if (shape->kind == SHAPE_BOX)
      draw_box(d, shape, y);
    else
      draw_line(d, shape, y);
  }
}

// First what has areas, then the words above them: each of the two is one stretch of the figure's content.
static void draw_rows(struct drawing *d, const struct doc_picture *picture, size_t from, size_t to) {
  for (int words = 0; words < 2; words++) {
    double y = picture->head.height;
    draw_row(d, &picture->head, 0, words);
    for (size_t row = from; row < to; y += picture->rows.at[row++].height)
      draw_row(d, &picture->rows.at[row], y, words);
  }
}

static void flow_piece(struct layout *l, const struct doc_picture *picture, size_t from, size_t to, double scale,
                       uint32_t parent, struct slabs *slabs) {
  struct drawing d = { .l = l, .scale = scale, .tag = tag_add(l, TAG_FIGURE, parent) };
  double height = doc_picture_height(picture, from, to) * scale;
  vec_last(&l->frames->tags)->alternative = doc_picture_words(l->arena, picture, from, to);
  vec_push(l->arena, &d.items, (struct frame_item){ .kind = FRAME_FIGURE, .tag = d.tag, .y = height,
                                                    .width = picture->width * scale, .height = height });
  draw_rows(&d, picture, from, to);
  vec_push(l->scratch, &slabs->list,
           (struct slab){ .before = 6, .after = 6, .height = height, .items = d.items.at, .item_count = d.items.n });
}

void flow_picture(struct layout *l, const struct doc_picture *picture, double width, uint32_t parent, struct slabs *slabs) {
  double page = l->template->page.width - l->template->page.top - l->template->page.bottom;
  double scale = fmin(1, width / picture->width), room = page - HEADING_ROOM;
  for (size_t from = 0; from < picture->rows.n && !l->too_long;) {
    size_t to = doc_picture_cut(picture, from, room / scale);
    l->lines += to - from;
    l->too_long = l->too_long || l->lines > LAYOUT_MAX_LINES;
    flow_piece(l, picture, from, to, scale, parent, slabs);
    from = to;
    room = page - 2;
  }
}
