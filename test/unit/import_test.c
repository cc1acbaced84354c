// Drafts become plans without a word changed: signs that mean something to Markdown, spans of cells, notes, emphasis; and the
// old encodings.
#include "compiler/import/decode.h"
#include "compiler/import/import.h"
#include "compiler/import/legacy.h"
#include "compiler/syntax/syntax.h"
#include "test/unit/check.h"

static struct arena *arena;

static struct import_paragraph paragraph(const char *words, uint32_t place) {
  struct import_paragraph p = { .place = place };
  vec_push(arena, &p.runs, (struct import_run){ .kind = TEXT_WORDS, .s = str_from(words) });
  return p;
}

static void add(struct import_draft *draft, struct import_paragraph p) {
  vec_push(arena, &draft->blocks,
           (struct import_block){ .kind = IMPORT_PARAGRAPH, .place = p.place, .paragraph = p });
}

static const struct syntax *read_plan(struct import_draft *draft, struct imported *imported) {
  struct diags diags;
  diags_init(&diags, arena);
  import_plan(draft, imported);
  return syntax_read(arena, source_open(arena, "plan.md", imported->plan), &diags);
}

// ---- Signs

static const char *const nasty[] = {
  "Giá 5 * 3 * 2 và *không nghiêng* hay **đậm**",
  "tệp a_b_c, _đầu_ và ______ chỗ trống",
  "# không phải đề mục",
  "> không phải trích dẫn",
  "200. không phải số",
  "2024. cũng không",
  "=== gạch",
  "|a|b| không phải bảng",
  "liên kết [a](b), [c][d], [e]: f, [^1], [@id], [x]",
  "<b>thẻ</b> <br> <!-- ghi chú --> a < b > c",
  "&amp; &#65; & R&D; TT&TT; &LT; &nbsp;",
  "C:\\thư mục\\tệp \\* \\",
  "`mã` ``hai`` ~~gạch~~ ~ một",
  "kết thúc {#id} và {nhiệm vụ}",
  "![ảnh](x.png)",
  "http://a.b/c_d_e?f=1&g=2",
  "“ngoặc kép” ‘đơn’ … – —",
};
enum { NASTY = sizeof nasty / sizeof *nasty };

static void test_signs(void) {
  struct import_draft draft = { .arena = arena, .unit = IMPORT_PARAGRAPHS };
  struct imported imported = { 0 };
  for (uint32_t i = 0; i < NASTY; i++)
    add(&draft, paragraph(nasty[i], i + 1));
  const struct syntax *syntax = read_plan(&draft, &imported);
  const struct node *node = syntax->root->first;
  for (size_t i = 0; i < NASTY; i++, node = node->next) {
    CHECK(node);
    if (!node)
      return;
    CHECK_STR(node->text.s, nasty[i]);
  }
  CHECK(!node);
}

static void test_cells(void) {
  struct import_draft draft = { .arena = arena, .unit = IMPORT_PARAGRAPHS };
  struct imported imported = { 0 };
  struct import_block block = { .kind = IMPORT_TABLE, .place = 1 };
  for (int r = 0; r < 3; r++) {
    struct import_row row = { 0 };
    for (int c = 0; c < (r == 2 ? 1 : 2); c++) { // the third row's first cell is that of the second
      struct import_cell cell = { .columns = 1 + (r == 0 && c == 1), .rows = 1 + (r == 1 && c == 0) };
      vec_push(arena, &cell.paragraphs, paragraph(r == 1 && c ? "a|b *c*" : "x", 2));
      vec_push(arena, &row.cells, cell);
    }
    vec_push(arena, &block.table.rows, row);
  }
  vec_push(arena, &draft.blocks, block);
  const struct syntax *syntax = read_plan(&draft, &imported);
  const struct table *table = syntax->root->first->table;
  CHECK(table && table->columns == 3 && table->rows == 3);
  CHECK_STR(table->cells.at[1].text.s, "x");
  CHECK_STR(table->cells.at[2].text.s, "");
  CHECK_STR(table->cells.at[4].text.s, "a|b *c*");
  CHECK_STR(table->cells.at[6].text.s, "");
  CHECK_STR(table->cells.at[7].text.s, "x");
}

// ---- Emphasis: each run keeps its own, whatever stands beside it.

static void test_emphasis(void) {
  static const struct {
    const char *s;
    unsigned style;
  } runs[] = {
    { "a", TEXT_BOLD }, { "b", 0 }, { "c ", TEXT_ITALIC }, { "d", TEXT_BOLD | TEXT_ITALIC }, { "(", 0 }, { "e)", TEXT_BOLD },
    { ":", TEXT_ITALIC }, { "H", 0 }, { "2", TEXT_SUB }, { "O ", 0 }, { "“f”", TEXT_STRIKE }, { "g", 0 },
  };
  struct import_draft draft = { .arena = arena, .unit = IMPORT_PARAGRAPHS };
  struct imported imported = { 0 };
  struct import_paragraph p = { .place = 1 };
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
    vec_push(arena, &p.runs, (struct import_run){ .kind = TEXT_WORDS, .style = runs[i].style, .s = str_from(runs[i].s) });
  add(&draft, p);
  const struct text *text = &read_plan(&draft, &imported)->root->first->text;
  CHECK_STR(text->s, "abc d(e):H2O “f”g");
  for (size_t i = 0, at = 0; i < sizeof runs / sizeof *runs; at += strlen(runs[i++].s))
    for (size_t k = 0; k < text->runs.n; k++)
      if (text->runs.at[k].from <= at && at < text->runs.at[k].to)
        CHECK(text->runs.at[k].style == runs[i].style);
}

// ---- Numbers and headings as the document shows them

static void test_numbers(void) {
  struct import_draft draft = { .arena = arena, .unit = IMPORT_PARAGRAPHS };
  struct imported imported = { 0 };
  struct import_paragraph first = paragraph("NHIỆM VỤ", 1), second = paragraph("Tập huấn", 2), third = paragraph("ý", 3);
  first.number = STR("I.");
  second.number = STR("1.");
  third.number = STR("-");
  add(&draft, first);
  add(&draft, second);
  add(&draft, third);
  const struct node *part = read_plan(&draft, &imported)->root->first;
  CHECK(part->label.scheme == SCHEME_ROMAN && part->first->label.scheme == SCHEME_ARABIC);
  CHECK(part->first->first->label.scheme == SCHEME_DASH);
  CHECK_STR(part->first->first->text.s, "ý");
}

// ---- Encodings

static void test_encodings(void) {
  struct str text;
  const char *encoding;
  struct import_error error;
  bool capitals;
  CHECK(decode_text(arena, STR("\xFF\xFE" "a\0\xBF\x1E"), &text, &encoding, &error));
  CHECK_STR(text, "aế");
  CHECK(decode_text(arena, STR("KÕ ho\xB9\x63h"), &text, &encoding, &error) == false); // too few words to be sure
  CHECK(decode_text(arena, STR("\xFEy ban nh\xA9n d\xA9n t\xD8nh, c\xB8\x63 s\xEB v\xB5 \x78\xB7 h\xE9i"), &text, &encoding,
                    &error));
  CHECK_STR(str_from(encoding), "TCVN3");
  CHECK(str_find(text, STR("nhân dân tỉnh, các sở và xã hội"), 0) != SIZE_MAX);
  CHECK_STR(legacy_convert(arena, LEGACY_VNI, STR("Keá hoaïch thöïc hieän, ñoái vôùi UÛy ban")),
            "Kế hoạch thực hiện, đối với Ủy ban");
  CHECK(legacy_of_font(STR(".VnTimeH"), &capitals) == LEGACY_TCVN3 && capitals);
  CHECK(legacy_of_font(STR("VNI-Times"), &capitals) == LEGACY_VNI && !capitals);
  CHECK(legacy_of_font(STR("Times New Roman"), &capitals) == LEGACY_NONE);
  CHECK(legacy_guess(arena, STR("Kế hoạch thực hiện của Ủy ban nhân dân tỉnh và các xã")) == LEGACY_NONE);
}

int main(void) {
  arena = arena_create();
  syntax_start();
  test_signs();
  test_cells();
  test_emphasis();
  test_numbers();
  test_encodings();
  arena_destroy(arena);
  return check_report();
}
