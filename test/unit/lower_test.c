// Lowering: plans read from source become the official form; no word is lost, none is printed twice.
#include <string.h>

#include "compiler/lower/lower.h"
#include "runtime/doc/build.h"
#include "test/unit/check.h"

static struct arena *arena;
static const struct registry *registry;

static const struct plan *plan_of(const char *source_text) {
  struct diags diags = { .arena = arena };
  const struct source *source = source_open(arena, "thu-muc/ke-hoach.md", str_from(source_text));
  const struct syntax *syntax = syntax_read(arena, source, &diags);
  return check_plan(arena, syntax, &(struct check_options){ .registry = registry }, &diags);
}

static struct str printed(const struct doc *doc) {
  struct buf out = { 0 };
  doc_print(doc, &out);
  struct str text = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return text;
}

static struct str doc_of(const char *source_text) {
  return printed(lower_plan(arena, plan_of(source_text)));
}

static void check_has(struct str text, const char *part) {
  if (!has(text, part))
    fprintf(stderr, "not found: %s\nin:\n" STR_FMT "\n", part, STR_ARG(text));
  CHECK(has(text, part));
}

#define ROOM6 "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"

static void test_letterhead(void) {
  struct str doc =
      doc_of("---\ncơ quan: Ủy ban nhân dân tỉnh Tuyên Quang\nsố: 5\nký hiệu: KH-UBND\nđịa danh: Tuyên Quang\n"
             "ngày: 1/2/2026\ntrích yếu: Thực hiện *Đề án*\nkhẩn: Hỏa tốc\n---\n\nNội dung.\n");
  check_has(doc, "p agency: \"Ủy ban nhân dân\" break \"tỉnh Tuyên Quang\"");
  check_has(doc, "p number-symbol: \"Số: 5/KH-UBND\"");
  check_has(doc, "p place-date: \"Tuyên Quang, ngày 01 tháng 02 năm 2026\"");
  check_has(doc, "p urgency-express: \"Hỏa tốc\"");
  check_has(doc, "h1 kind: \"KẾ HOẠCH\"");
  check_has(doc, "date \"2026-02-01\"");
  CHECK(!has(doc, "columns closing") && !has(doc, "agency-parent"));
}

static void test_blanks(void) {
  struct str doc = doc_of("---\ncơ quan chủ quản: UBND tỉnh Lào Cai\ncơ quan: Sở Công Thương\nsố:\nký hiệu: KH-SCT\n"
                          "địa danh: Lào Cai\nngày: /3/2026\n---\n\nNội dung.\n");
  check_has(doc, "p agency-parent: \"UBND tỉnh Lào Cai\"");
  check_has(doc, "p agency: \"Sở Công Thương\"");
  check_has(doc, "\"Số: " ROOM6 "/KH-SCT\"");
  check_has(doc, "\"Lào Cai, ngày " ROOM6 " tháng 3 năm 2026\"");
  CHECK(!has(doc, "\ndate "));
}

static void test_date_in_words(void) {
  struct str doc = doc_of("---\nđịa danh: Huế\nngày: ngày 5 tháng 11 năm 2025\n---\n\nNội dung.\n");
  check_has(doc, "\"Huế, ngày 5 tháng 11 năm 2025\"");
}

static void test_body(void) {
  struct str doc = doc_of("Căn cứ Luật Biên phòng Việt Nam;\n\n# Phần thứ nhất\n\n# I. MỤC ĐÍCH\n\n## 1. Mục đích\n\n"
                          "1.1. Một câu có *nhấn mạnh* và **đậm**.\n\na) Điểm a;\n\n- Gạch\n\n+ Cộng\n");
  check_has(doc, "p legal-basis: \"Căn cứ Luật Biên phòng Việt Nam;\"");
  check_has(doc, "section label=\"I.\"");
  check_has(doc, "label=\"1.1.\"");
  check_has(doc, "\"Một câu có \" i\"nhấn mạnh\" \" và \" b\"đậm\" \".\"");
  check_has(doc, "point label=\"a)\"");
  check_has(doc, "dash label=\"-\"");
  check_has(doc, "plus label=\"+\"");
}

static void test_references_and_notes(void) {
  struct str doc =
      doc_of("# I. MỤC ĐÍCH\n\n1. Một việc. {#viec}\n\n2. Xem [@viec] và [nguồn](https://example.vn), chú[^a].\n\n"
             "[^a]: Lời chú thứ nhất.\n");
  check_has(doc, "->#viec");
  check_has(doc, "anchor=\"viec\"");
  check_has(doc, "\"nguồn\"->https://example.vn");
  check_has(doc, "note:1");
  check_has(doc, "note 1\n  p note: \"Lời chú thứ nhất.\"");
  CHECK(!has(doc, "[@viec]"));
  struct str hostile = doc_of("# I. MỘT\n\nMột [liên kết](javascript:alert) xấu.\n");
  CHECK(has(hostile, "liên kết") && !has(hostile, "javascript"));
}

static void test_images(void) {
  struct str doc = doc_of(
      "# I. MỘT\n\nTrước ![Sơ đồ](anh/so-do.png) sau.\n\n![Ngoài](../../etc/x.png)\n\n![Xa](https://a.vn/b.png)\n");
  check_has(doc, "image path=\"thu-muc/anh/so-do.png\" alternative=\"Sơ đồ\"");
  CHECK(count(doc, "image path") == 1);
  check_has(doc, "\"Ngoài\"");
  check_has(doc, "\"Xa\"");
  CHECK(str_find(doc, STR("Trước"), 0) < str_find(doc, STR("so-do.png"), 0));
  CHECK(str_find(doc, STR("so-do.png"), 0) < str_find(doc, STR("sau."), 0));
}

static void test_table(void) {
  struct str doc = doc_of("# I. MỘT\n\n| TT | Việc |\n|:-:|---|\n| 1 | Làm<br>xong |\n");
  check_has(doc, "table table header=1");
  check_has(doc, "p table-head: \"TT\"");
  check_has(doc, "p table-center: \"1\"");
  check_has(doc, "p table-text: \"Làm\" break \"xong\"");
}

static void test_closing(void) {
  struct str doc =
      doc_of("---\nký:\n  thẩm quyền: TM. ỦY BAN NHÂN DÂN\n  chức vụ: CHỦ TỊCH\n  họ tên: Nguyễn Văn An\n---\n\n"
             "# I. MỘT\n\nNội dung./.\n\nNơi nhận:\n- Thủ tướng Chính phủ;\n- Lưu: VT.\n\n"
             "# Phụ lục\n\n**DANH SÁCH**\n\n(Kèm theo Kế hoạch số 1/KH-UBND)\n\nCuối.\n");
  check_has(doc, "columns closing 46 54 keep-with-previous");
  check_has(doc, "item1 recipients-item label=\"-\": \"Thủ tướng Chính phủ;\"");
  check_has(doc, "p authority: \"TM. ỦY BAN NHÂN DÂN\"");
  check_has(doc, "p position: \"CHỦ TỊCH\"");
  check_has(doc, "space 79.37 field=\"sig_person\"");
  check_has(doc, "p signer: \"Nguyễn Văn An\"");
  check_has(doc, "section portrait restart");
  CHECK(count(doc, "DANH SÁCH") == 2); // the title, and the outline
  CHECK(count(doc, "(Kèm theo") == 1);
  CHECK(str_find(doc, STR("columns closing"), 0) < str_find(doc, STR("DANH SÁCH"), 0));
}

#define TASKS                                                                                                                         \
  "# IV. NHIỆM VỤ\n\n## 1. Tuyên truyền\n\n1.1. Việc thứ nhất.\n\n- Cơ quan chủ trì: Công an tỉnh.\n"             \
  "- Cơ quan phối hợp: Sở Tư pháp, Sở Tài chính.\n- Thời gian thực hiện: Năm 2026.\n\n1.2. Việc thứ hai.\n\n" \
  "- Cơ quan chủ trì: Sở Tư pháp.\n- Thời gian thực hiện: Thường xuyên.\n"

static void test_matrix(void) {
  const struct plan *plan = plan_of("---\ncơ quan: Ủy ban nhân dân tỉnh Lào Cai\nphụ lục phân công: có\n---\n\n" TASKS);
  struct str official = printed(lower_plan(arena, plan)), page = printed(lower_plan_page(arena, plan, &(struct lower_options){ 0 }));
  check_has(official, "section landscape restart\n  h2 annex-label");
  check_has(official, "h2 annex-label anchor=\"phan-cong-nhiem-vu\"");
  check_has(official, "(Kèm theo Kế hoạch số ");
  check_has(official, "p table-text: \"Công an tỉnh\"");
  CHECK(!has(official, "filter:"));
  check_has(page, "filter:lead=\"Chủ trì\" filter:coordinate=\"Phối hợp\"");
  check_has(page, "coordinate=\"Sở Tư pháp|Sở Tài chính\"");
  check_has(page, "name=\"bang-phan-cong\"");
}

// Children that inherit share one cell in the official annex; on the page each row stands for itself.
static void test_inherited(void) {
  const struct plan *plan = plan_of("---\nphụ lục phân công: có\n---\n\n# I. NHIỆM VỤ\n\n## 1. Tuyên truyền\n\n"
                                    "1.1. Mở chuyên mục trên báo.\n\n1.2. Phát thanh tại cơ sở.\n\n"
                                    "- Cơ quan chủ trì: Sở Văn hóa, Thể thao và Du lịch.\n");
  struct str official = printed(lower_plan(arena, plan)), page = printed(lower_plan_page(arena, plan, &(struct lower_options){ 0 }));
  CHECK(plan->tasks.n == 2);
  check_has(official, "td 1x2\n        p table-text: \"Sở Văn hóa, Thể thao và Du lịch\"");
  check_has(official, "covered");
  CHECK(!has(page, "covered") && count(page, "p table-text: \"Sở Văn hóa, Thể thao và Du lịch\"") == 2);
}

static void test_sheet(void) {
  struct matrix matrix = { 0 };
  matrix_add(arena, &matrix, plan_of(TASKS));
  const struct sheet *sheet = lower_matrix_sheet(arena, &matrix, NULL);
  CHECK(sheet->rows == 2 && sheet->cells.n == sheet->rows * sheet->columns.n);
  CHECK_STR(sheet->columns.at[0].title, "TT");
  CHECK_STR(vec_last(&sheet->columns)->title, "Nguồn (mục)");
  CHECK_STR(sheet->cells.at[2].text, "Công an tỉnh");
}

// Every word of the source is in the document, in order.
static void test_words(void) {
  static const char source[] =
      "Mở đầu một.\n\n# I. HAI\n\n## 1. Ba bốn\n\nnăm sáu\n\n- bảy\n  tám\n\n  chín\n\n+ mười\n\n"
      "| mười một | mười hai |\n|---|---|\n| mười ba | |\n\na) mười bốn\n\n# Phụ lục I\n\nmười lăm\n";
  struct str doc = doc_of(source), rest = str_from(source), word_of;
  size_t at = str_find(doc, STR("Mở đầu"), 0);
  while (str_split(&rest, ' ', &word_of)) {
    struct str line = word_of, part;
    while (str_split(&line, '\n', &part)) {
      if (part.n == 0 || strchr("#-+|", part.p[0]) || str_is(part, "lục"))
        continue;
      size_t found = str_find(doc, part, at);
      if (found == SIZE_MAX)
        fprintf(stderr, "lost: " STR_FMT "\n", STR_ARG(part));
      CHECK(found != SIZE_MAX);
      at = found == SIZE_MAX ? at : found;
    }
  }
}

int main(void) {
  struct str error = { 0 };
  arena = arena_create();
  syntax_start();
  registry = registry_read(arena, (struct str){ 0 }, &error);
  CHECK(registry != NULL);
  test_letterhead();
  test_blanks();
  test_date_in_words();
  test_body();
  test_references_and_notes();
  test_images();
  test_table();
  test_closing();
  test_matrix();
  test_inherited();
  test_sheet();
  test_words();
  arena_destroy(arena);
  return check_report();
}
