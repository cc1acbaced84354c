// Front matter: values as typed, places, and what is no front matter.
#include "test/unit/reading.h"

static struct str at_entry(const struct reading *reading, const struct entry *entry) {
  return source_slice(reading->source, entry->span);
}

static void values_are_as_typed(void) {
  struct reading r = read_text("---\nSố: 05\nngày: 01/4/2026\nđịa danh: \"Tuyên \\\"Quang\"\ngiai đoạn:\n  Một: 2026 - 2027\n"
                               "nơi nhận:\n- A;\n- B\nthường trực:\n---\nc\n");
  CHECK(r.syntax->has_front && r.diags.list.n == 0);
  CHECK_STR(read_entry(&r, "so"), "05");
  CHECK_STR(read_entry(&r, "ngay"), "01/4/2026");
  CHECK_STR(at_entry(&r, syntax_entry(r.syntax, "ngay")), "01/4/2026");
  CHECK_STR(source_slice(r.source, syntax_entry(r.syntax, "so")->key_span), "Số");
  const struct entry *place = syntax_entry(r.syntax, "dia danh");
  CHECK_STR(place->value.s, "Tuyên \"Quang");
  CHECK_STR(read_back(&r, &place->value, "Quang"), "Quang");
  const struct entry *phases = syntax_entry(r.syntax, "giai doan");
  CHECK(phases->kind == ENTRY_MAP && phases->children.n == 1);
  CHECK_STR(phases->children.at[0].bare, "mot");
  CHECK_STR(at_entry(&r, &phases->children.at[0]), "2026 - 2027");
  const struct entry *list = syntax_entry(r.syntax, "noi nhan");
  CHECK(list->kind == ENTRY_LIST && list->children.n == 2);
  CHECK_STR(list->children.at[1].value.s, "B");
  CHECK_STR(read_entry(&r, "thuong truc"), "");
  CHECK(r.syntax->blocks.n == 1 && !syntax_entry(r.syntax, "mau"));
  read_close(&r);
}

static void mistakes_are_told_and_kept(void) {
  struct reading r = read_text("---\ntrích yếu: Đề án: một\n---\nb\n");
  CHECK(read_count(&r, "KH0003") == 1 && r.syntax->entries.n == 0);
  CHECK(source_place(r.source, r.diags.list.at[0].span.start).line == 2);
  CHECK_STR(read_shape(&r), "P P");
  read_close(&r);
  r = read_text("---\na: &x [b]\nc: *x\n---\n");
  CHECK(read_count(&r, "KH0004") == 1);
  read_close(&r);
  r = read_text("---\nsố: 1\n\nVăn bản\n");
  CHECK(read_count(&r, "KH0002") == 1 && !r.syntax->has_front);
  read_close(&r);
  r = read_text("---\nsố: 1\nSO: 2\n---\n");
  CHECK(read_count(&r, "KH0011") == 1);
  CHECK_STR(read_entry(&r, "so"), "1");
  read_close(&r);
}

static void rules_are_no_front_matter(void) {
  struct reading r = read_text("---\nMột câu\n---\n\nb\n");
  CHECK(!r.syntax->has_front && r.diags.list.n == 0);
  read_close(&r);
  r = read_text("a\n\n---\nb: c\n---\n");
  CHECK(!r.syntax->has_front && r.syntax->entries.n == 0);
  read_close(&r);
}

static void depth_is_bounded(void) {
  struct buf text = { 0 };
  buf_text(&text, "---\na: ");
  for (int i = 0; i < 60; i++)
    buf_byte(&text, '[');
  for (int i = 0; i < 60; i++)
    buf_byte(&text, ']');
  buf_text(&text, "\n---\n");
  struct reading r = read_bytes(buf_view(&text));
  CHECK(read_count(&r, "KH0005") == 1);
  read_close(&r);
  buf_finish(&text);
}

int main(void) {
  values_are_as_typed();
  mistakes_are_told_and_kept();
  rules_are_no_front_matter();
  depth_is_bounded();
  return check_report();
}
