// The Word document: nothing of the text can become markup or a relationship, structure is what Word expects, the archive
// is the same every time. The parts are read back from the archive by its own directory.
#include <libdeflate.h>
#include <string.h>

#include "runtime/doc/build.h"
#include "runtime/emit/emit.h"
#include "runtime/emit/zip.h"
#include "runtime/font/face.h"
#include "templates/data.h"
#include "test/unit/check.h"

static struct arena *arena;
static struct template *template;
static struct faces *faces;

static size_t number(struct str bytes, size_t at, int n) {
  size_t value = 0;
  for (int i = n; i-- > 0;)
    value = value << 8 | (unsigned char)bytes.p[at + (size_t)i];
  return value;
}

// What the archive holds under `name`; empty when it does not.
static struct str entry_of(struct str archive, const char *name) {
  size_t end = archive.n - 22, at = number(archive, end + 16, 4);
  for (size_t i = 0; i < number(archive, end + 10, 2); i++) {
    size_t packed = number(archive, at + 20, 4), size = number(archive, at + 24, 4),
           length = number(archive, at + 28, 2);
    size_t method = number(archive, at + 10, 2), start = number(archive, at + 42, 4);
    if (str_is(str_slice(archive, at + 46, at + 46 + length), name)) {
      struct str stored = str_slice(archive, start + 30 + length, start + 30 + length + packed);
      struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
      char *bytes = arena_array(arena, char, size + 1);
      bool good = method == 0 || libdeflate_deflate_decompress(unpacker, stored.p, packed, bytes, size, NULL) == 0;
      libdeflate_free_decompressor(unpacker);
      struct str content = method == 0 ? stored : (struct str){ bytes, size };
      CHECK(good && libdeflate_crc32(0, content.p, content.n) == number(archive, at + 16, 4));
      return content;
    }
    at += 46 + length;
  }
  return (struct str){ 0 };
}

static struct str package_of(const struct doc *doc) {
  struct buf out = { 0 };
  struct str error = { 0 };
  buf_text(&out, "in front"); // an archive may be appended to something
  CHECK(emit_docx(arena, doc, template, faces, &out, &error));
  struct str package = str_slice(str_copy(arena, buf_view(&out)), sizeof "in front" - 1, out.n);
  buf_finish(&out);
  return package;
}

static struct str text_of(const struct doc *doc) {
  return entry_of(package_of(doc), "word/document.xml");
}

static struct doc *new_doc(struct doc_blocks **blocks) {
  struct doc *doc = arena_new(arena, struct doc);
  doc->language = STR("vi-VN");
  *blocks = doc_add_section(arena, doc, false);
  return doc;
}

static void test_archive(void) {
  struct buf out = { 0 };
  struct zip zip = { .out = &out };
  zip_add(&zip, "a", STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
  zip_add(&zip, "b", STR(""));
  CHECK(zip_finish(&zip));
  struct str archive = buf_view(&out);
  CHECK(number(archive, 0, 4) == 0x04034b50 && number(archive, 12, 2) == 0x21 && number(archive, 10, 2) == 0);
  CHECK(entry_of(archive, "a").n == 67 && entry_of(archive, "b").n == 0 && archive.n < 67 + 2 * (30 + 46 + 2) + 22);
  buf_finish(&out);
}

static void test_hostile_text(void) {
  struct doc_blocks *blocks;
  struct doc *doc = new_doc(&blocks);
  doc->title = STR("</dc:title><x>");
  doc_add_line(arena, blocks, "body", STR("</w:t></w:r><w:object/>]]> \t\n & \x01\xff"));
  struct doc_paragraph *links = doc_add_paragraph(arena, blocks, "body");
  doc_add_link(arena, links, STR("xấu"), 0, STR("javascript:alert(1)"));
  doc_add_link(arena, links, STR("tốt"), 0, STR("https://example.vn/?a=\"b\"\\c"));
  doc_add_link(arena, links, STR("không có"), 0, STR("#nowhere"));
  struct str package = package_of(doc), text = entry_of(package, "word/document.xml");
  CHECK(!has(text, "<w:object") && !has(text, "javascript") && !has(text, "\t") && memchr(text.p, 1, text.n) == NULL);
  CHECK(has(text, "&lt;/w:t&gt;") && has(text, "HYPERLINK &quot;https://example.vn/?a=%22b%22%5Cc&quot;"));
  CHECK(!has(text, "<w:hyperlink"));
  CHECK(!has(entry_of(package, "docProps/core.xml"), "<x>"));
  CHECK(!has(entry_of(package, "word/_rels/document.xml.rels"), "TargetMode"));
}

static void test_links(void) {
  struct doc_blocks *blocks;
  struct doc *doc = new_doc(&blocks);
  struct doc_paragraph *paragraph = doc_add_line(arena, blocks, "clause", STR("Một"));
  paragraph->anchor = STR("muc-1");
  paragraph->role = DOC_HEADING;
  paragraph->level = 3;
  paragraph->label = STR("1.");
  doc_add_line(arena, blocks, "body", STR("Hai"))->anchor = STR("muc-1"); // the first keeps the name
  doc_add_link(arena, doc_add_paragraph(arena, blocks, "body"), STR("mục 1"), DOC_BOLD, STR("#muc-1"));
  struct str text = text_of(doc);
  CHECK(count(text, "<w:bookmarkStart ") == 1 &&
        has(text, "<w:hyperlink w:anchor=\"kh_1\"><w:r><w:rPr><w:b/></w:rPr>"));
  CHECK(has(text, "<w:pStyle w:val=\"clause\"/><w:outlineLvl w:val=\"2\"/></w:pPr>"));
  CHECK(has(text, ">1. </w:t>"));
}

static void test_notes(void) {
  struct doc_blocks *blocks;
  struct doc *doc = new_doc(&blocks);
  struct doc_paragraph *paragraph = doc_add_line(arena, blocks, "body", STR("Xem"));
  const size_t marks[] = { 0, 0, 9 }; // there is no tenth note
  for (size_t i = 0; i < 3; i++)
    doc_add_note(arena, paragraph, marks[i]);
  for (int i = 0; i < 2; i++) {
    struct doc_paragraph *note = vec_add(arena, &doc->notes);
    note->style = "note";
    doc_add_text(arena, note, i ? STR("không ai nhắc tới") : STR("lời chú"), 0);
  }
  doc_add_note(arena, &doc->notes.at[0], 1); // Word has no notes of notes
  struct str package = package_of(doc), text = entry_of(package, "word/document.xml"),
             notes = entry_of(package, "word/footnotes.xml");
  CHECK(count(text, "<w:footnoteReference w:id=\"1\"/>") == 1 && count(text, "NOTEREF kh_note_1 ") == 1);
  CHECK(count(notes, "<w:footnoteRef/>") == 1 && has(notes, "lời chú") && !has(notes, "<w:footnoteReference"));
  CHECK(has(text, ">2 </w:t>") && has(text, "không ai nhắc tới"));
}

static void add_cells(struct doc_row *row, int n) {
  for (int i = 0; i < n; i++)
    doc_add_line(arena, doc_add_cell(arena, row)->blocks, "table-text", STR("ô"));
}

static void test_tables(void) {
  struct doc_blocks *blocks;
  struct doc *doc = new_doc(&blocks);
  struct doc_table *table = doc_add_table(arena, blocks, "table");
  table->header_rows = 1;
  struct doc_row *row = doc_add_row(arena, table);
  struct doc_cell *cell = doc_add_cell(arena, row);
  cell->rows = 5; // more than there are header rows
  cell->columns = 2;
  doc_add_covered(arena, row);
  add_cells(row, 1);
  row = doc_add_row(arena, table);
  cell = doc_add_cell(arena, row);
  cell->rows = 2;
  add_cells(row, 2);
  row = doc_add_row(arena, table);
  doc_add_covered(arena, row);
  add_cells(row, 1);                     // and one too few
  doc_add_table(arena, blocks, "table"); // without rows
  doc_add_columns(arena, blocks, "closing");
  struct str text = text_of(doc);
  CHECK(count(text, "<w:tblHeader/>") == 1 && count(text, "<w:gridSpan w:val=\"2\"/>") == 1);
  CHECK(count(text, "<w:vMerge w:val=\"restart\"/>") == 1 && count(text, "<w:vMerge/>") == 1);
  CHECK(count(text, "<w:tc>") == 8 && count(text, "</w:p></w:tc>") + count(text, "</w:p>\n</w:tc>") == 8);
  CHECK(count(text, "<w:keepNext/>") == 1); // the header's one cell with words
}

// Gaps: the larger of two counts, once.
static void test_gaps(void) {
  struct doc_blocks *blocks;
  struct doc *doc = new_doc(&blocks);
  doc_add_line(arena, blocks, "caption", STR("Bảng"));    // 4 below
  doc_add_line(arena, blocks, "kind", STR("KẾ HOẠCH"));   // 18 above
  doc_add_line(arena, blocks, "subject", STR("Về việc")); // 12 below, under its rule
  doc_add_line(arena, blocks, "body", STR("Một"));        // 6 above
  struct str text = text_of(doc);
  CHECK(has(text, "<w:pStyle w:val=\"caption\"/><w:spacing w:after=\"0\"/>"));
  CHECK(has(text, "<w:pStyle w:val=\"kehoach-rule\"/><w:keepNext/>") &&
        has(text, "<w:spacing w:before=\"40\" w:after=\"240\"/>"));
  CHECK(has(text, "<w:pStyle w:val=\"body\"/><w:spacing w:before=\"0\"/>"));
}

static void test_sections(void) {
  struct doc_blocks *blocks;
  struct doc *doc = new_doc(&blocks);
  doc_add_line(arena, blocks, "body", STR("Một"));
  doc_add_section(arena, doc, false); // empty: no page
  doc_add_line(arena, doc_add_section(arena, doc, true), "body", STR("Hai"));
  struct str text = text_of(doc);
  CHECK(count(text, "<w:sectPr>") == 2 && count(text, "<w:titlePg/>") == 2 && count(text, "w:start=\"1\"") == 2);
  CHECK(has(text, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>") && has(text, "w:h=\"11906\" w:orient=\"landscape\"/>"));
  CHECK(text_of(arena_new(arena, struct doc)).n > 0); // a document without text
}

static void test_repeatable(void) {
  struct doc_blocks *blocks;
  struct doc *doc = new_doc(&blocks);
  doc->date = STR("2026-04-01");
  doc_add_line(arena, blocks, "subject", STR("Một"));
  struct str package = package_of(doc);
  CHECK(str_eq(package, package_of(doc)));
  CHECK(has(entry_of(package, "docProps/core.xml"), ">2026-04-01T00:00:00Z</dcterms:created>"));
}

int main(void) {
  struct str error = { 0 };
  arena = arena_create();
  template = template_read(arena, nd30_template, nd30_page, -1, &error);
  faces = faces_open(arena, NULL, &error);
  CHECK(template && faces);
  if (template && faces) {
    test_archive();
    test_hostile_text();
    test_links();
    test_notes();
    test_tables();
    test_gaps();
    test_sections();
    test_repeatable();
  }
  faces_close(faces);
  arena_destroy(arena);
  return check_report();
}
