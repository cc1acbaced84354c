// The HTML page: nothing of the document can become markup, structure and links are right, the filter knows each name once.
#include <string.h>

#include "runtime/doc/build.h"
#include "runtime/emit/emit.h"
#include "runtime/emit/html.h"
#include "templates/data.h"
#include "test/unit/check.h"

static struct arena *arena;
static struct template *template;

static struct str page_of(const struct doc *doc) {
  struct buf out = { 0 };
  emit_html(arena, doc, template, &out);
  struct str page = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return page;
}

static struct str body_of(struct str page) {
  return str_slice(page, str_find(page, STR("<body>"), 0), page.n);
}

static struct doc *one_section(struct doc_blocks **blocks) {
  struct doc *doc = arena_new(arena, struct doc);
  doc->language = STR("vi-VN");
  *blocks = doc_add_section(arena, doc, false);
  return doc;
}

static void test_encoding(void) {
  struct buf out = { 0 };
  unsigned char digest[32];
  html_base64(&out, STR("foob"));
  CHECK_STR(buf_view(&out), "Zm9vYg==");
  buf_finish(&out);
  html_sha256(STR("abc"), digest);
  html_base64(&out, (struct str){ (const char *)digest, sizeof digest });
  CHECK_STR(buf_view(&out), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  buf_finish(&out);
  // The padding needs a second block.
  html_sha256(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), digest);
  CHECK(digest[0] == 0x24 && digest[1] == 0x8d && digest[31] == 0xc1);
}

static void test_hostile_text(void) {
  struct doc_blocks *blocks;
  struct doc *doc = one_section(&blocks);
  doc->title = STR("</title><script>alert(1)</script>");
  doc->author = STR("\"><script>alert(1)</script>");
  struct doc_paragraph *paragraph = doc_add_line(arena, blocks, "body", STR("</p><script>alert(1)</script> & \"'"));
  paragraph->anchor = STR("a\"><img src=x onerror=alert(1)>");
  paragraph->html_class = STR("\"><script>alert(1)</script>");
  doc_add_link(arena, paragraph, STR("xấu"), 0, STR("javascript:alert(1)"));
  doc_add_link(arena, paragraph, STR("xấu"), 0, STR("data:text/html,<script>alert(1)</script>"));
  doc_add_link(arena, paragraph, STR("tốt"), 0, STR("HTTPS://example.vn/?a=1&b=\"x\""));
  doc_add_image(arena, blocks, STR("/nowhere/x.png"), STR("<img onerror=alert(1)>"));
  doc_add_line(arena, blocks, "body", (struct str){ "a\0b\x01\xff", 5 });
  struct str page = page_of(doc);
  CHECK(count(page, "<script") == 0);
  CHECK(!has(page, "javascript:") && !has(page, "data:text"));
  CHECK(!has(page, "<img"));
  CHECK(has(page, "href=\"HTTPS://example.vn/?a=1&amp;b=&quot;x&quot;\""));
  CHECK(has(page, "&lt;/p&gt;&lt;script&gt;"));
  CHECK(memchr(page.p, 0, page.n) == NULL && memchr(page.p, 1, page.n) == NULL);
}

static struct doc_paragraph *add_item(struct doc_blocks *blocks, int level, struct str text) {
  struct doc_paragraph *item = doc_add_line(arena, blocks, "dash", text);
  item->role = DOC_ITEM;
  item->level = level;
  item->label = STR("-");
  return item;
}

static void test_lists(void) {
  struct doc_blocks *blocks;
  struct doc *doc = one_section(&blocks);
  add_item(blocks, 1, STR("một"));
  add_item(blocks, 3, STR("ba"));
  add_item(blocks, 2, STR("hai"));
  add_item(blocks, 1, STR("một nữa"));
  doc_add_line(arena, blocks, "body", STR("hết"));
  struct str body = body_of(page_of(doc));
  CHECK(count(body, "<ul") == 3 && count(body, "</ul>") == 3);
  CHECK(count(body, "<li>") == 4 && count(body, "</li>") == 4);
  CHECK(has(body, "<p class=\"dash\">- một</p><ul>\n<li><p class=\"dash\">- ba</p></li></ul>"));
  CHECK(has(body, "</ul>\n<p class=\"body\">hết</p>"));
}

static void test_headings_and_outline(void) {
  struct doc_blocks *blocks;
  struct doc *doc = one_section(&blocks);
  struct doc_paragraph *section = doc_add_line(arena, blocks, "section", STR("MỤC ĐÍCH"));
  section->role = DOC_HEADING;
  section->level = 2;
  section->label = STR("I.");
  section->anchor = section->bookmark = STR("muc-I");
  section->bookmark_level = 1;
  struct str body = body_of(page_of(doc));
  CHECK(has(body, "<h2 class=\"section\" id=\"muc-I\">I. MỤC ĐÍCH</h2>"));
  CHECK(has(body, "<nav aria-label=\"Mục lục\">") && has(body, "<a href=\"#muc-I\">muc-I</a>"));
  CHECK(has(body, "<a class=\"skip\" href=\"#trang-noi-dung\">"));
}

static void test_notes(void) {
  struct doc_blocks *blocks;
  struct doc *doc = one_section(&blocks);
  struct doc_paragraph *paragraph = doc_add_line(arena, blocks, "body", STR("Xem"));
  doc_add_note(arena, paragraph, 0);
  doc_add_note(arena, paragraph, 0);
  doc_add_note(arena, paragraph, 7); // there is no such note
  struct doc_paragraph note = { .style = "note" };
  doc_add_text(arena, &note, STR("Lời chú"), 0);
  vec_push(arena, &doc->notes, note);
  struct str body = body_of(page_of(doc));
  CHECK(count(body, "role=\"doc-noteref\"") == 2 && count(body, "role=\"doc-backlink\"") == 2);
  CHECK(has(body, "id=\"trang-ve-1-2\"") && has(body, "href=\"#trang-ve-1-2\""));
  CHECK(has(body, "<li id=\"trang-chu-thich-1\" class=\"note\">Lời chú"));
}

static void add_task_row(struct doc_table *table, struct str lead, struct str coordinate) {
  struct doc_row *row = doc_add_row(arena, table);
  doc_add_line(arena, doc_add_cell(arena, row)->blocks, "table-text", STR("Việc"));
  vec_push(arena, &row->attributes, (struct doc_attribute){ STR("lead"), lead });
  vec_push(arena, &row->attributes, (struct doc_attribute){ STR("coordinate"), coordinate });
  vec_push(arena, &row->attributes, (struct doc_attribute){ STR("or\"igin"), STR("a\"b") });
}

static void test_filter(void) {
  struct doc_blocks *blocks;
  struct doc *doc = one_section(&blocks);
  struct doc_table *table = doc_add_table(arena, blocks, "matrix");
  table->name = STR("bang");
  table->caption = STR("Bảng");
  table->filter_label = STR("Cơ quan");
  vec_push(arena, &table->filters, (struct doc_attribute){ STR("lead"), STR("Chủ trì") });
  vec_push(arena, &table->filters, (struct doc_attribute){ STR("coordinate"), STR("Phối hợp") });
  struct doc_row *row = doc_add_row(arena, table);
  struct doc_cell *cell = doc_add_cell(arena, row);
  cell->header = true;
  doc_add_line(arena, cell->blocks, "table-head", STR("Nhiệm vụ"));
  table->header_rows = 1;
  add_task_row(table, STR("Sở Tư pháp"), STR("Đài A|Công an tỉnh"));
  add_task_row(table, STR("Công an tỉnh"), STR("Sở Tư pháp|Sở Tư pháp"));
  struct str page = page_of(doc);
  CHECK(count(page, "<option value=\"Sở Tư pháp\">") == 1);
  CHECK(str_find(page, STR(">Công an tỉnh</option>"), 0) < str_find(page, STR(">Đài A</option>"), 0));
  CHECK(str_find(page, STR(">Đài A</option>"), 0) < str_find(page, STR(">Sở Tư pháp</option>"), 0));
  CHECK(has(page, "<th scope=\"col\" class=\"table-head\">Nhiệm vụ</th>"));
  CHECK(has(page, "data-lead=\"Công an tỉnh\" data-coordinate=\"Sở Tư pháp|Sở Tư pháp\" data-or-igin=\"a&quot;b\""));
  CHECK(has(page, "aria-live=\"polite\"") && count(page, "<script>") == 1 && has(page, "script-src 'sha256-"));
  CHECK(has(page, "data-title=\"Nhiệm vụ\""));
}

static void test_spans(void) {
  struct doc_blocks *blocks;
  struct doc *doc = one_section(&blocks);
  struct doc_table *table = doc_add_table(arena, blocks, "table");
  struct doc_row *row = doc_add_row(arena, table);
  struct doc_cell *cell = doc_add_cell(arena, row);
  cell->rows = 2;
  row = doc_add_row(arena, table);
  doc_add_covered(arena, row);
  struct str body = body_of(page_of(doc));
  CHECK(has(body, "<td rowspan=\"2\"></td>") && count(body, "<td") == 1 && count(body, "<tr>") == 2);
  CHECK(!has(body, "<script>") && !has(body, "<form"));
}

static void test_repeatable(void) {
  struct doc_blocks *blocks;
  struct doc *doc = one_section(&blocks);
  doc_add_line(arena, blocks, "subject", STR("Một"));
  CHECK(str_eq(page_of(doc), page_of(doc)));
}

int main(void) {
  struct str error = { 0 };
  arena = arena_create();
  template = template_read(arena, nd30_template, nd30_page, -1, &error);
  CHECK(template != NULL);
  if (template) {
    test_encoding();
    test_hostile_text();
    test_lists();
    test_headings_and_outline();
    test_notes();
    test_filter();
    test_spans();
    test_repeatable();
  }
  arena_destroy(arena);
  return check_report();
}
