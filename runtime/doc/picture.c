// Building, measuring and dividing pictures. See picture.h.
#include "runtime/doc/picture.h"

#include "runtime/base/utf8.h"

const unsigned char doc_inks[INKS][3] = {
  [INK_BLACK] = { 0, 0, 0 },           [INK_WHITE] = { 255, 255, 255 },     [INK_FRAME] = { 89, 89, 89 },
  [INK_GRID] = { 200, 200, 200 },      [INK_BAND] = { 238, 238, 238 },      [INK_BAR] = { 31, 78, 121 },
  [INK_BAR_OPEN] = { 200, 220, 240 },  [INK_HEAT_1] = { 227, 238, 248 },    [INK_HEAT_2] = { 185, 211, 234 },
  [INK_HEAT_3] = { 130, 174, 214 },    [INK_HEAT_4] = { 60, 115, 175 },     [INK_HEAT_5] = { 31, 78, 121 },
};

struct doc_picture *doc_add_picture(struct arena *arena, struct doc_blocks *blocks, struct str name, struct str title,
                                    double width) {
  struct doc_picture *picture = arena_new(arena, struct doc_picture);
  *picture = (struct doc_picture){ .name = name, .title = title, .width = width };
  vec_push(arena, &blocks->list, (struct doc_block){ .kind = DOC_PICTURE, .picture = picture });
  return picture;
}

struct doc_picture_row *doc_add_picture_row(struct arena *arena, struct doc_picture *picture, double height) {
  struct doc_picture_row *row = vec_add(arena, &picture->rows);
  row->height = height;
  return row;
}

void doc_add_box(struct arena *arena, struct doc_picture_row *row, double x, double y, double width, double height,
                 enum doc_ink ink, enum doc_ink outline) {
  vec_push(arena, &row->shapes, (struct doc_shape){ .kind = SHAPE_BOX, .ink = ink, .x = x, .y = y, .width = width,
                                                    .height = height, .outline = outline, .thickness = 0.75 });
}

void doc_add_rule(struct arena *arena, struct doc_picture_row *row, double x, double y, double width, double height,
                  enum doc_ink ink) {
  vec_push(arena, &row->shapes, (struct doc_shape){ .kind = SHAPE_LINE, .ink = ink, .x = x, .y = y, .width = width,
                                                    .height = height, .thickness = 0.5 });
}

struct doc_shape *doc_add_words(struct arena *arena, struct doc_picture_row *row, double x, double y, double size,
                                struct str text) {
  struct doc_shape *shape = vec_add(arena, &row->shapes);
  *shape = (struct doc_shape){ .kind = SHAPE_TEXT, .ink = INK_BLACK, .x = x, .y = y, .size = size, .text = text };
  return shape;
}

// ---- Pieces

size_t doc_picture_cut(const struct doc_picture *picture, size_t from, double height) {
  double used = picture->head.height;
  size_t row = from;
  while (row < picture->rows.n && (row == from || used + picture->rows.at[row].height <= height))
    used += picture->rows.at[row++].height;
  return row;
}

double doc_picture_height(const struct doc_picture *picture, size_t from, size_t to) {
  double height = picture->head.height;
  for (size_t row = from; row < to; row++)
    height += picture->rows.at[row].height;
  return height;
}

static void add_sentence(struct buf *out, struct str words) {
  if (words.n == 0)
    return;
  if (out->n)
    buf_byte(out, ' ');
  buf_str(out, words);
  if (words.p[words.n - 1] != '.')
    buf_byte(out, '.');
}

struct str doc_picture_words(struct arena *arena, const struct doc_picture *picture, size_t from, size_t to) {
  struct buf words = { 0 };
  add_sentence(&words, picture->title);
  if (from == 0)
    add_sentence(&words, picture->alternative);
  for (size_t row = from; row < to; row++)
    add_sentence(&words, picture->rows.at[row].alternative);
  struct str result = str_copy(arena, buf_view(&words));
  buf_finish(&words);
  return result;
}

// ---- Widths

// Advances of Times in thousandths of an em, from the space on.
static const short ascii_widths[] = {
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
  500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
  556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
  500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
};

// Letters with marks are as wide as those without, small ones at most 550; marks of their own take no room.
static int letter_width(uint32_t c) {
  if (c >= ' ' && c - ' ' < sizeof ascii_widths / sizeof *ascii_widths)
    return ascii_widths[c - ' '];
  if (c < ' ' || (c >= 0x300 && c <= 0x36F))
    return 0;
  bool latin = c >= 0xC0 && c <= 0x17F, vietnamese = c >= 0x1EA0 && c <= 0x1EF9;
  bool small = c < 0x100 ? c >= 0xDF : c % 2 == 1;
  if (c == 0x1A0 || c == 0x1A1 || c == 0x1AF || c == 0x1B0)
    return c == 0x1A0 || c == 0x1AF ? 820 : 600;
  if (latin || vietnamese)
    return small ? 550 : 760;
  return c >= 0x2010 && c <= 0x201F && c != 0x2014 && c != 0x2015 ? 500 : 1000;
}

double doc_words_width(struct str text, double size, bool bold) {
  double width = 0;
  for (size_t at = 0; at < text.n;)
    width += letter_width(utf8_next(text, &at));
  return width * (bold ? 1.08 : 1) * size / 1000;
}

// ---- Lines

// Bytes of text[from…] that fit: as many words as there is room for, else as many letters, one at least.
static size_t line_end(struct str text, size_t from, double size, bool bold, double width) {
  double used = 0, room = width * 1000 / size / (bold ? 1.08 : 1);
  size_t end = 0, at = from;
  while (at < text.n) {
    size_t next = at;
    uint32_t c = utf8_next(text, &next);
    if (c == ' ')
      end = at;
    used += letter_width(c);
    if (used > room && at > from)
      return end > from ? end : at;
    at = next;
  }
  return text.n;
}

struct doc_lines doc_wrap(struct arena *arena, struct str text, double size, bool bold, double width, size_t most) {
  struct doc_lines lines = { 0 };
  for (size_t from = 0; from < text.n && lines.list.n < most;) {
    size_t end = line_end(text, from, size, bold, width);
    if (lines.list.n + 1 == most && end < text.n) {
      end = line_end(text, from, size, bold, width - doc_words_width(STR("…"), size, bold));
      vec_push(arena, &lines.list, str_concat(arena, str_trim(str_slice(text, from, end)), STR("…")));
      break;
    }
    vec_push(arena, &lines.list, str_trim(str_slice(text, from, end)));
    from = end;
    while (from < text.n && text.p[from] == ' ')
      from++;
  }
  return lines;
}
