// The PDF emitter on frames made by hand: what stands in the file, and that it is the same each time. Files of part 1
// are read here, for their objects lie open; validators read both kinds in the shell tests.
#include "runtime/emit/emit.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/base/file.h"
#include "runtime/emit/pdf_object.h"
#include "test/unit/check.h"

static const char picture_path[] = "pdf_test.png";

// --------------------------------------------------------------------------------------------------- making frames

struct maker {
  struct arena *arena;
  struct faces *faces;
  struct shaper *shaper;
  struct frames frames;
  struct doc doc;
  struct frame_page *page;
};

static void new_page(struct maker *m, const char *label) {
  m->page = vec_add(m->arena, &m->frames.pages);
  *m->page = (struct frame_page){ .width = 595.276, .height = 841.89, .label = str_from(label) };
}

static void maker_open(struct maker *m) {
  struct str error;
  *m = (struct maker){ .arena = arena_create() };
  m->faces = faces_open(m->arena, NULL, &error);
  CHECK(m->faces);
  if (!m->faces)
    exit(check_report());
  m->shaper = shaper_create(m->arena, m->faces);
  m->frames.faces = m->faces;
  m->doc = (struct doc){ .title = STR("Kế hoạch <thử> & nghiệm"),
                         .author = STR("UBND tỉnh"),
                         .subject = STR("ASCII (only)"),
                         .language = STR("vi-VN"),
                         .date = STR("2026-04-01") };
}

static void maker_close(struct maker *m) {
  shaper_finish(m->shaper);
  faces_close(m->faces);
  arena_destroy(m->arena);
}

static uint32_t tag(struct maker *m, enum tag_kind kind, uint32_t parent) {
  vec_push(m->arena, &m->frames.tags, (struct tag){ .kind = kind, .parent = parent, .columns = 1, .rows = 1 });
  return (uint32_t)m->frames.tags.n - 1;
}

static struct frame_item *text(struct maker *m, uint32_t tag, double y, const char *words) {
  struct str s = str_from(words);
  VEC(struct glyph) glyphs = { 0 };
  for (size_t at = 0, end; at < s.n; at = end) {
    end = str_find_byte(s, ' ', at);
    end = end == SIZE_MAX ? s.n : end == at ? at + 1 : end;
    struct shaped shaped = shaper_word(m->shaper, FACE_REGULAR, str_slice(s, at, end));
    for (size_t i = 0; i < shaped.n; i++) {
      struct glyph glyph = shaped.glyphs[i];
      glyph.cluster += (uint32_t)at;
      vec_push(m->arena, &glyphs, glyph);
    }
  }
  struct frame_item *item = vec_add(m->arena, &m->page->items);
  *item = (struct frame_item){ .kind = FRAME_TEXT, .tag = tag, .x = 85, .y = y };
  item->text = (struct frame_text){ .size = 14, .text = s, .glyphs = glyphs.at, .n = glyphs.n };
  return item;
}

static bool emit(struct maker *m, enum pdf_part part, struct buf *out) {
  struct pdf_options options = { part, "template", "program" };
  struct arena *arena = arena_create();
  struct str error = { 0 };
  out->n = 0;
  bool good = emit_pdf(arena, &m->doc, &m->frames, &options, out, &error);
  CHECK(good == !error.n);
  arena_destroy(arena);
  return good;
}

// ------------------------------------------------------------------------------------------------------ reading files

// All streams of the file that are compressed, unpacked, one after the other.
static struct buf streams(const struct buf *file) {
  struct buf all = { 0 };
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
  static char room[1 << 20];
  struct str s = buf_view(file);
  for (size_t at = 0; (at = str_find(s, STR(">>\nstream\n"), at)) != SIZE_MAX;) {
    at += 10;
    size_t n = 0, end = str_find(s, STR("\nendstream"), at);
    if (end == SIZE_MAX)
      break;
    if (libdeflate_zlib_decompress(decompressor, s.p + at, end - at, room, sizeof room, &n) == LIBDEFLATE_SUCCESS)
      buf_add(&all, room, n);
    at = end;
  }
  libdeflate_free_decompressor(decompressor);
  return all;
}

// Every offset of the cross-reference table leads to the object of its number.
static void check_offsets(const struct buf *file) {
  struct str s = buf_view(file);
  size_t at = str_find(s, STR("\nxref\n0 "), 0);
  CHECK(at != SIZE_MAX);
  if (at == SIZE_MAX)
    return;
  long n = strtol(s.p + at + 8, NULL, 10);
  at = str_find_byte(s, '\n', at + 8) + 1;
  for (long i = 1; i < n; i++) {
    unsigned long offset = strtoul(s.p + at + 20 * (size_t)i, NULL, 10);
    char head[32];
    snprintf(head, sizeof head, "%ld 0 obj\n", i);
    CHECK(offset < s.n && strncmp(s.p + offset, head, strlen(head)) == 0);
  }
}

// ------------------------------------------------------------------------------------------------------------- tests

// A heading, a paragraph over two pages, a list, a table with an empty cell, links, a field.
static void make_document(struct maker *m) {
  uint32_t root = tag(m, TAG_DOCUMENT, 0);
  new_page(m, "1");
  text(m, tag(m, TAG_H1, root), 780, "KẾ HOẠCH");
  uint32_t p = tag(m, TAG_P, root);
  text(m, p, 90, "Đoạn văn (dài)");
  new_page(m, "2");
  text(m, NO_TAG, 800, "2");
  text(m, p, 780, "sang trang");
  uint32_t link = tag(m, TAG_LINK, p), dead = tag(m, TAG_LINK, p);
  text(m, link, 760, "mạng");
  text(m, dead, 740, "hỏng");
  vec_push(m->arena, &m->page->links, (struct frame_link){ 85, 757, 40, 16, STR("https://a.vn/tìm (1)"), link });
  vec_push(m->arena, &m->page->links, (struct frame_link){ 85, 737, 40, 16, STR("#nowhere"), dead });
  uint32_t list = tag(m, TAG_L, root), item = tag(m, TAG_LI, list);
  text(m, tag(m, TAG_LBL, item), 720, "1.");
  text(m, tag(m, TAG_LBODY, item), 720, "mục");
  uint32_t table = tag(m, TAG_TABLE, root), row = tag(m, TAG_TR, table);
  uint32_t head = tag(m, TAG_TH, row), empty = tag(m, TAG_TD, row);
  m->frames.tags.at[empty].columns = 2;
  text(m, head, 700, "Cột");
  tag(m, TAG_P, empty);
  *vec_add(m->arena, &m->page->items) =
      (struct frame_item){ .kind = FRAME_RULE, .tag = NO_TAG, .x = 85, .y = 690, .width = 100, .height = 0.5 };
  uint32_t form = tag(m, TAG_FORM, root);
  m->frames.tags.at[form].alternative = STR("Signature");
  vec_push(m->arena, &m->page->fields, (struct frame_field){ STR("sig.person"), 300, 500, 150, 80, form });
  vec_push(m->arena, &m->frames.bookmarks, (struct frame_bookmark){ STR("KẾ HOẠCH"), 1, 0, 790 });
  vec_push(m->arena, &m->frames.bookmarks, (struct frame_bookmark){ STR("Part"), 2, 1, 700 });
}

static void test_structure(void) {
  struct maker m;
  struct buf file = { 0 };
  maker_open(&m);
  make_document(&m);
  CHECK(emit(&m, PDF_A1B, &file));
  CHECK(str_starts(buf_view(&file), STR("%PDF-1.4\n")));
  check_offsets(&file);
  CHECK(has(buf_view(&file), "/Lang(vi-VN)") && has(buf_view(&file), "/MarkInfo<</Marked true>>") && has(buf_view(&file), "/DisplayDocTitle true"));
  CHECK(has(buf_view(&file), "/S/H1/P ") && has(buf_view(&file), "/S/Document/P "));
  CHECK(has(buf_view(&file), "/Type/MCR/MCID 0/Pg "));                      // the second page of the paragraph
  CHECK(has(buf_view(&file), "/S/TH") && has(buf_view(&file), "/O/Table/Scope/Row")); // no THead around it
  CHECK(has(buf_view(&file), "/A<</O/Table/ColSpan 2>>"));                  // the empty cell stays
  CHECK(count(buf_view(&file), "/S/P/P ") == 1);                  // its empty paragraph does not
  CHECK(has(buf_view(&file), "/O/List/ListNumbering/Decimal"));
  CHECK(has(buf_view(&file), "/S/Link/P ") && has(buf_view(&file), "/S/Span/P ")); // the dead link is a span
  CHECK(count(buf_view(&file), "/Subtype/Link") == 1);
  CHECK(has(buf_view(&file), "/URI(https://a.vn/t%C3%ACm%20\\(1\\))"));
  CHECK(has(buf_view(&file), "/FT/Sig/T(sig_person)/TU(Signature)") && has(buf_view(&file), "/AcroForm<</SigFlags 1/Fields["));
  CHECK(has(buf_view(&file), "/Encoding/Identity-H") && has(buf_view(&file), "/CIDToGIDMap/Identity") && has(buf_view(&file), "/CIDSet "));
  CHECK(has(buf_view(&file), "+Liberation") || has(buf_view(&file), "+TimesNewRoman"));
  CHECK(has(buf_view(&file), "/Title(Part)/Dest["));
  CHECK(has(buf_view(&file), "/PageLabels<</Nums[0<</S/D/St 1>>]>>"));
  buf_finish(&file);
  maker_close(&m);
}

static void test_content(void) {
  struct maker m;
  struct buf file = { 0 };
  maker_open(&m);
  make_document(&m);
  CHECK(emit(&m, PDF_A1B, &file));
  struct buf all = streams(&file);
  CHECK(has(buf_view(&all), "/H1<</MCID 0>>BDC\n0 g\n") || has(buf_view(&all), "/H1<</MCID 0>>BDC\n/F0 14 Tf\n85 780 Td\n"));
  CHECK(has(buf_view(&all), "/Artifact<</Type/Pagination>>BDC\n"));
  CHECK(has(buf_view(&all), "/Artifact<</Type/Layout>>BDC\n85 690 100 .5 re f\nEMC\n"));
  CHECK(count(buf_view(&all), "BDC\n") == count(buf_view(&all), "EMC\n"));
  CHECK(count(buf_view(&all), "BT\n") == count(buf_view(&all), "ET\n"));
  CHECK(has(buf_view(&all), "<1EBE>\n") && has(buf_view(&all), "<0020>\n") && has(buf_view(&all), "beginbfchar")); // Ế, space
  buf_finish(&all);
  buf_finish(&file);
  maker_close(&m);
}

// The numbers behind the spaces of a justified line add up to its stretch, within half a thousandth.
static void test_justification(void) {
  struct maker m;
  struct buf file = { 0 };
  maker_open(&m);
  uint32_t p = tag(&m, TAG_P, tag(&m, TAG_DOCUMENT, 0));
  new_page(&m, "1");
  text(&m, p, 700, "o o o o o o o o o o o")->text.space = 1.7;
  CHECK(emit(&m, PDF_A1B, &file));
  struct buf all = streams(&file);
  size_t at = str_find(buf_view(&all), STR("]TJ"), 0);
  long sum = 0, n = 0;
  CHECK(at != SIZE_MAX);
  for (size_t i = at == SIZE_MAX ? 0 : at; i > 0 && all.p[i] != '['; i--)
    if (all.p[i] == ')' && all.p[i + 1] == '-') {
      sum += strtol(all.p + i + 1, NULL, 10);
      n++;
    }
  CHECK(n == 10);
  CHECK(labs(sum + 1214) <= 1); // 10 × 1.7 pt at 14 pt
  buf_finish(&all);
  buf_finish(&file);
  maker_close(&m);
}

// One glyph for two texts: the second is told.
static void test_actual_text(void) {
  struct maker m;
  struct buf file = { 0 };
  maker_open(&m);
  uint32_t p = tag(&m, TAG_P, tag(&m, TAG_DOCUMENT, 0));
  new_page(&m, "1");
  text(&m, p, 700, "a\u2010b a\u2011b ? \u65E5");
  CHECK(emit(&m, PDF_A1B, &file));
  struct buf all = streams(&file);
  CHECK(has(buf_view(&all), "/ActualText(\xFE\xFF\x20\x11)>>BDC"));
  CHECK(has(buf_view(&all), "/ActualText(\xFE\xFF\x65\xE5)>>BDC"));
  CHECK(count(buf_view(&all), "ActualText") == 2);
  CHECK(count(buf_view(&file), "/S/Span/P ") == 2);
  buf_finish(&all);
  buf_finish(&file);
  maker_close(&m);
}

static void test_metadata(void) {
  struct maker m;
  struct buf file = { 0 };
  maker_open(&m);
  make_document(&m);
  vec_push(m.arena, &m.doc.properties, (struct doc_attribute){ STR("Số ký hiệu"), STR("140/KH-UBND") });
  vec_push(m.arena, &m.doc.properties, (struct doc_attribute){ STR("Title"), STR("t") });
  CHECK(emit(&m, PDF_A2A, &file));
  CHECK(str_starts(buf_view(&file), STR("%PDF-1.7\n")));
  CHECK(has(buf_view(&file), "Kế hoạch &lt;thử&gt; &amp; nghiệm"));
  CHECK(has(buf_view(&file), "<xmp:CreateDate>2026-04-01T00:00:00+07:00</xmp:CreateDate>"));
  CHECK(has(buf_view(&file), "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"));
  CHECK(has(buf_view(&file), "<pdfuaid:part>1</pdfuaid:part>"));
  CHECK(has(buf_view(&file), "<pdf:Producer>program (template)</pdf:Producer>"));
  CHECK(has(buf_view(&file), ">140/KH-UBND</pdfx:") && has(buf_view(&file), "<pdfx:_Title>t</pdfx:_Title>"));
  m.doc.date = STR("2026-04-01T10:05:23Z");
  CHECK(emit(&m, PDF_A1B, &file));
  CHECK(has(buf_view(&file), "/CreationDate(D:20260401100523+00'00')") && has(buf_view(&file), "T10:05:23+00:00<"));
  m.doc.date = STR("tháng 4");
  CHECK(emit(&m, PDF_A1B, &file));
  CHECK(!has(buf_view(&file), "CreationDate") && !has(buf_view(&file), "CreateDate"));
  buf_finish(&file);
  maker_close(&m);
}

// Claims follow the tags: a heading level left out is no PDF/UA, a cell outside a row no level A.
static void test_claims(void) {
  struct maker m;
  struct buf file = { 0 };
  maker_open(&m);
  uint32_t root = tag(&m, TAG_DOCUMENT, 0);
  new_page(&m, "1");
  text(&m, tag(&m, TAG_H3, root), 700, "a");
  CHECK(emit(&m, PDF_A2A, &file));
  CHECK(!has(buf_view(&file), "pdfuaid:part") && has(buf_view(&file), "<pdfaid:conformance>A<"));
  text(&m, tag(&m, TAG_TD, root), 680, "b");
  CHECK(emit(&m, PDF_A2A, &file));
  CHECK(has(buf_view(&file), "<pdfaid:conformance>U<"));
  buf_finish(&file);
  maker_close(&m);
}

static void add_chunk(struct buf *out, const char *type, struct str data) {
  const char length[4] = { 0, 0, 0, (char)data.n };
  buf_add(out, length, 4);
  buf_text(out, type);
  buf_str(out, data);
  buf_add(out, "\0\0\0\0", 4); // checksums are not looked at
}

// Two pixels, blue, the second half transparent.
static struct buf make_picture(void) {
  static const char header[13] = { 0, 0, 0, 2, 0, 0, 0, 1, 8, 6, 0, 0, 0 };
  static const char rows[9] = { 0, 0, 0, (char)200, (char)255, 0, 0, (char)200, (char)128 };
  char packed[64];
  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
  size_t n = libdeflate_zlib_compress(compressor, rows, sizeof rows, packed, sizeof packed);
  libdeflate_free_compressor(compressor);
  struct buf out = { 0 };
  buf_text(&out, "\x89PNG\r\n\x1A\n");
  add_chunk(&out, "IHDR", (struct str){ header, sizeof header });
  add_chunk(&out, "IDAT", (struct str){ packed, n });
  add_chunk(&out, "IEND", STR(""));
  return out;
}

static void test_pictures(void) {
  struct maker m;
  struct buf file = { 0 }, picture = make_picture();
  maker_open(&m);
  uint32_t figure = tag(&m, TAG_FIGURE, tag(&m, TAG_DOCUMENT, 0));
  m.frames.tags.at[figure].alternative = STR("Blue");
  new_page(&m, "1");
  *vec_add(m.arena, &m.page->items) = (struct frame_item){
    .kind = FRAME_IMAGE, .tag = figure, .x = 85, .y = 600, .width = 20, .height = 10, .image = str_from(picture_path)
  };
  CHECK(!emit(&m, PDF_A2A, &file)); // no such file
  CHECK(file_write(picture_path, buf_view(&picture)) == FILE_OK);
  CHECK(emit(&m, PDF_A2A, &file));
  CHECK(has(buf_view(&file), "/SMask ") && has(buf_view(&file), "/ColorSpace/DeviceRGB"));
  CHECK(emit(&m, PDF_A1B, &file));
  CHECK(!has(buf_view(&file), "/SMask ") && has(buf_view(&file), "/Alt(Blue)") && has(buf_view(&file), "/BBox[85 600 105 610]"));
  for (size_t n = 0; n < picture.n; n++) { // cut short anywhere: an error, never a crash
    CHECK(file_write(picture_path, (struct str){ picture.p, n }) == FILE_OK);
    if (n < picture.n - 12)
      CHECK(!emit(&m, PDF_A2A, &file) && !file.n);
  }
  remove(picture_path);
  buf_finish(&picture);
  buf_finish(&file);
  maker_close(&m);
}

struct job {
  struct maker *maker;
  struct buf file;
};

static void *emit_twice(void *data) {
  struct job *job = data;
  struct pdf_options options = { PDF_A2A, "template", "program" };
  for (int i = 0; i < 2; i++) {
    struct arena *arena = arena_create();
    struct str error;
    job->file.n = 0;
    emit_pdf(arena, &job->maker->doc, &job->maker->frames, &options, &job->file, &error);
    arena_destroy(arena);
  }
  return NULL;
}

// The same bytes each time, and from several threads at once.
static void test_repeatable(void) {
  struct maker m;
  struct job jobs[3] = { { &m, { 0 } }, { &m, { 0 } }, { &m, { 0 } } };
  pthread_t threads[2];
  maker_open(&m);
  make_document(&m);
  for (int i = 0; i < 2; i++)
    CHECK(pthread_create(&threads[i], NULL, emit_twice, &jobs[i]) == 0);
  emit_twice(&jobs[2]);
  for (int i = 0; i < 2; i++)
    pthread_join(threads[i], NULL);
  for (int i = 0; i < 2; i++)
    CHECK(jobs[i].file.n && str_eq(buf_view(&jobs[i].file), buf_view(&jobs[2].file)));
  m.doc.title = STR("Another");
  struct buf other = { 0 };
  CHECK(emit(&m, PDF_A2A, &other));
  CHECK(!str_eq(buf_view(&other), buf_view(&jobs[2].file)));
  for (int i = 0; i < 3; i++)
    buf_finish(&jobs[i].file);
  buf_finish(&other);
  maker_close(&m);
}

static void test_empty(void) {
  struct maker m;
  struct buf file = { 0 };
  maker_open(&m);
  CHECK(!emit(&m, PDF_A2A, &file)); // a PDF has at least one page
  new_page(&m, "");
  CHECK(emit(&m, PDF_A2A, &file));
  CHECK(!has(buf_view(&file), "StructTreeRoot") && has(buf_view(&file), "<pdfaid:conformance>U<"));
  buf_finish(&file);
  maker_close(&m);
}

int main(void) {
  test_structure();
  test_content();
  test_justification();
  test_actual_text();
  test_metadata();
  test_claims();
  test_pictures();
  test_repeatable();
  test_empty();
  return check_report();
}
