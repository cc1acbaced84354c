// Pictures: widths are never less than those of the face, lines fit, pieces keep every row, SVG says all in words.
#include "runtime/doc/build.h"
#include "runtime/doc/picture.h"
#include "runtime/emit/emit.h"
#include "templates/data.h"
#include "test/unit/check.h"

static struct arena *arena;

static void test_widths(void) {
  CHECK(doc_words_width(STR(""), 10, false) == 0);
  CHECK(doc_words_width(STR("mm"), 10, false) > doc_words_width(STR("ii"), 10, false));
  // Marks take no room of their own, capitals more than small letters, bold more than regular.
  CHECK(doc_words_width(STR("a\u0301"), 10, false) == doc_words_width(STR("a"), 10, false));
  CHECK(doc_words_width(STR("Ư"), 10, false) > doc_words_width(STR("ư"), 10, false));
  CHECK(doc_words_width(STR("Ế"), 10, false) > doc_words_width(STR("ế"), 10, false));
  CHECK(doc_words_width(STR("Sở"), 10, true) > doc_words_width(STR("Sở"), 10, false));
}

static void test_lines(void) {
  struct str text = STR("Ủy ban nhân dân các xã, phường, đặc khu trên địa bàn tỉnh");
  struct doc_lines all = doc_wrap(arena, text, 9, false, 80, 20);
  size_t bytes = 0;
  CHECK(all.list.n > 2);
  for (size_t i = 0; i < all.list.n; i++) {
    CHECK(doc_words_width(all.list.at[i], 9, false) <= 80);
    bytes += all.list.at[i].n + (i > 0);
  }
  CHECK(bytes == text.n); // no word is lost
  struct doc_lines cut = doc_wrap(arena, text, 9, false, 80, 2);
  CHECK(cut.list.n == 2 && str_ends(cut.list.at[1], STR("…")) && doc_words_width(cut.list.at[1], 9, false) <= 80);
  // A word that no line can hold is divided; nothing is no line.
  CHECK(doc_wrap(arena, STR("mmmmmmmmmmmmmmmmmmmm"), 9, false, 40, 9).list.n > 1);
  CHECK(doc_wrap(arena, STR(""), 9, false, 40, 9).list.n == 0);
  CHECK(doc_wrap(arena, STR("mm"), 9, false, 1, 9).list.n == 2);
}

static struct doc_picture *sample(struct doc_blocks *blocks, size_t rows) {
  struct doc_picture *picture = doc_add_picture(arena, blocks, STR("hinh"), STR("Tiến độ <1>"), 100);
  picture->head.height = 20;
  for (size_t i = 0; i < rows; i++) {
    struct doc_picture_row *row = doc_add_picture_row(arena, picture, 30);
    row->alternative = str_printf(arena, "Hàng %zu", i + 1);
    doc_add_words(arena, row, 1, 10, 8, STR("a & b"));
    doc_add_box(arena, row, 0, 0, 10, 5, INK_BAR, INK_NONE);
  }
  return picture;
}

static void test_pieces(void) {
  struct doc_blocks blocks = { 0 };
  struct doc_picture *picture = sample(&blocks, 10);
  size_t at = 0, pieces = 0;
  for (; at < picture->rows.n; pieces++) {
    size_t end = doc_picture_cut(picture, at, 110); // the head and three rows
    CHECK(end > at && doc_picture_height(picture, at, end) <= 110);
    at = end;
  }
  CHECK(pieces == 4);
  CHECK(doc_picture_cut(picture, 0, 1) == 1); // a row that has no room stands all the same
  CHECK_STR(doc_picture_words(arena, picture, 1, 3), "Tiến độ <1>. Hàng 2. Hàng 3.");
}

static void test_svg(void) {
  struct str error = { 0 };
  struct template *template = template_read(arena, nd30_template, nd30_page, -1, &error);
  struct doc *doc = arena_new(arena, struct doc);
  struct buf out = { 0 };
  CHECK(template != NULL);
  struct doc_picture *picture = sample(doc_add_section(arena, doc, true), 2);
  struct doc_picture_row *row = vec_last(&picture->rows);
  picture->table = STR("bang");
  row->follows = true;
  row->first = row->last = 4;
  row->figures = 2;
  vec_last(&row->shapes)->cell = 8;
  emit_html(arena, doc, template, &out);
  struct str page = buf_view(&out);
  CHECK(has(page, "<svg role=\"img\"") && has(page, "<title id=\"hinh-1-ten\">Tiến độ &lt;1&gt;</title>"));
  CHECK(has(page, "Hàng 1. Hàng 2.</desc>") && has(page, ">a &amp; b</text>"));
  CHECK(has(page, "<g transform=\"translate(0 50)\" data-height=\"30\" data-rows=\"4-4\" data-figures=\"2\">\n"
                  "<rect x=\"0\" y=\"0\" width=\"10\" height=\"5\" data-cell=\"7\" fill=\"#1f4e79\"/>")); // of the second row
  CHECK(has(page, "<figure class=\"picture\" data-table=\"bang\" data-piece="));
  // Words lie above areas.
  CHECK(str_find(page, STR("<rect"), 0) < str_find(page, STR("<text"), 0));
  buf_finish(&out);
}

int main(void) {
  arena = arena_create();
  test_widths();
  test_lines();
  test_pieces();
  test_svg();
  arena_destroy(arena);
  return check_report();
}
