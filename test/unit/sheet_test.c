// Sheets: CSV fields, merged cells, formulas kept as text; XLSX made twice is the same.
#include "runtime/emit/emit.h"
#include "test/unit/check.h"

static struct sheet sample(struct arena *arena) {
  struct sheet sheet = { .name = STR("Phân công"), .title = STR("BẢNG PHÂN CÔNG"), .rows = 2, .date = STR("2026-04-01") };
  vec_push(arena, &sheet.columns, (struct sheet_column){ STR("TT"), 6, true, SHEET_NUMBER });
  vec_push(arena, &sheet.columns, (struct sheet_column){ STR("Chủ trì"), 30, true, SHEET_TEXT });
  vec_push(arena, &sheet.cells, (struct sheet_cell){ STR("1"), 1 });
  vec_push(arena, &sheet.cells, (struct sheet_cell){ STR("Sở “A”, \"B\""), 2 });
  vec_push(arena, &sheet.cells, (struct sheet_cell){ STR("=2+3"), 1 });
  vec_push(arena, &sheet.cells, (struct sheet_cell){ STR("Sở “A”, \"B\""), 0 });
  return sheet;
}

int main(void) {
  struct arena *arena = arena_create();
  struct sheet sheet = sample(arena);
  struct buf csv = { 0 }, text = { 0 }, first = { 0 }, second = { 0 };
  struct str error = { 0 };

  emit_csv(&sheet, &csv);
  CHECK_STR(buf_view(&csv), "\xEF\xBB\xBF\"TT\",\"Chủ trì\"\r\n\"1\",\"Sở “A”, \"\"B\"\"\"\r\n"
                            "\"'=2+3\",\"Sở “A”, \"\"B\"\"\"\r\n");
  emit_text(&sheet, &text);
  CHECK_STR(buf_view(&text), "BẢNG PHÂN CÔNG\n\n1. Sở “A”, \"B\"\n\n=2+3. Sở “A”, \"B\"\n\n");
  CHECK(emit_xlsx(arena, &sheet, &first, &error));
  CHECK(emit_xlsx(arena, &sheet, &second, &error));
  CHECK(first.n > 1000 && str_eq(buf_view(&first), buf_view(&second)));

  buf_finish(&csv);
  buf_finish(&text);
  buf_finish(&first);
  buf_finish(&second);
  arena_destroy(arena);
  return check_report();
}
