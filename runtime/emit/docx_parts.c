// The parts of the package beside the text (ISO/IEC 29500-2, 29500-1): what is in it, how the parts relate, properties. No
// part relates to anything outside the package, and none holds code.
#include "runtime/emit/docx.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

// ---- Parts and relationships

static const struct part {
  const char *name, *type, *relation, *id; // relation NULL: of the package, not of the document
} parts[] = {
  { "word/document.xml", WORD_TYPE "document.main+xml", NULL, NULL },
  { "word/styles.xml", WORD_TYPE "styles+xml", OFFICE "relationships/styles", "styles" },
  { "word/settings.xml", WORD_TYPE "settings+xml", OFFICE "relationships/settings", "settings" },
  { "word/fontTable.xml", WORD_TYPE "fontTable+xml", OFFICE "relationships/fontTable", "fonts" },
  { "word/footnotes.xml", WORD_TYPE "footnotes+xml", OFFICE "relationships/footnotes", "footnotes" },
  { "word/header1.xml", WORD_TYPE "header+xml", OFFICE "relationships/header", DOCX_NUMBERED },
  { "word/header2.xml", WORD_TYPE "header+xml", OFFICE "relationships/header", DOCX_UNNUMBERED },
  { "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", NULL, NULL },
  { "docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", NULL, NULL },
  { "docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml", NULL, NULL },
};
enum { PARTS = sizeof parts / sizeof *parts };

static void put_content_types(struct buf *out) {
  buf_text(out, DOCX_XML
           "<Types xmlns=\"" PACKAGE "content-types\">\n"
           "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n"
           "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
           "<Default Extension=\"png\" ContentType=\"image/png\"/>\n"
           "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>\n");
  for (size_t i = 0; i < PARTS; i++)
    buf_printf(out, "<Override PartName=\"/%s\" ContentType=\"%s\"/>\n", parts[i].name, parts[i].type);
  buf_text(out, "</Types>\n");
}

static void put_package_relations(struct buf *out) {
  buf_text(out, DOCX_XML "<Relationships xmlns=\"" PACKAGE "relationships\">\n"
                         "<Relationship Id=\"document\" Type=\"" OFFICE
                         "relationships/officeDocument\" Target=\"word/document.xml\"/>\n"
                         "<Relationship Id=\"core\" Type=\"" PACKAGE
                         "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\n"
                         "<Relationship Id=\"app\" Type=\"" OFFICE
                         "relationships/extended-properties\" Target=\"docProps/app.xml\"/>\n"
                         "<Relationship Id=\"custom\" Type=\"" OFFICE
                         "relationships/custom-properties\" Target=\"docProps/custom.xml\"/>\n"
                         "</Relationships>\n");
}

static void put_document_relations(const struct docx *docx, struct buf *out) {
  buf_text(out, DOCX_XML "<Relationships xmlns=\"" PACKAGE "relationships\">\n");
  for (size_t i = 0; i < PARTS; i++)
    if (parts[i].relation)
      buf_printf(out, "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"/>\n", parts[i].id, parts[i].relation,
                 parts[i].name + sizeof "word/" - 1);
  for (size_t i = 0; i < docx->pictures.n; i++)
    buf_printf(out,
               "<Relationship Id=\"image%zu\" Type=\"" OFFICE "relationships/image\" Target=\"media/image%zu.%s\"/>\n",
               i + 1, i + 1, docx->pictures.at[i].ending);
  buf_text(out, "</Relationships>\n");
}

// ---- Settings, fonts, headers

// CT_Settings. Mode 15 is that of Word 2013 and later.
static void put_settings(struct buf *out) {
  buf_text(
      out, DOCX_XML
      "<w:settings " DOCX_W ">\n<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>"
      "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
      "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
      "<w:compat><w:doNotExpandShiftReturn/>"
      "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
      "</w:compat><w:themeFontLang w:val=\"vi-VN\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/>\n"
      "</w:settings>\n");
}

static void put_fonts(struct buf *out) {
  buf_text(out, DOCX_XML "<w:fonts " DOCX_W
                         ">\n<w:font w:name=\"Times New Roman\"><w:panose1 w:val=\"02020603050405020304\"/>"
                         "<w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font>\n"
                         "</w:fonts>\n");
}

static void put_header(struct buf *out, const char *style, const char *text) {
  buf_printf(out, DOCX_XML "<w:hdr " DOCX_W "><w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>%s</w:p></w:hdr>\n", style,
             text);
}

// ---- Properties

static void put_property(struct buf *out, const char *element, struct str value) {
  if (value.n == 0)
    return;
  buf_printf(out, "<%s>", element);
  buf_xml(out, value);
  buf_printf(out, "</%s>\n", element);
}

// W3CDTF; a day begins at midnight.
static void put_time(struct docx *docx, struct buf *out, const char *element) {
  struct str date = docx->doc->date;
  if (date.n == sizeof "2026-04-01" - 1)
    date = str_concat(docx->arena, date, STR("T00:00:00Z"));
  if (date.n < sizeof "2026-04-01T00:00:00Z" - 1)
    return;
  buf_printf(out, "<dcterms:%s xsi:type=\"dcterms:W3CDTF\">", element);
  buf_xml(out, date);
  buf_printf(out, "</dcterms:%s>\n", element);
}

static void put_core(struct docx *docx, struct buf *out) {
  const struct doc *doc = docx->doc;
  buf_text(out, DOCX_XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
                         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n");
  put_property(out, "dc:title", doc->title);
  put_property(out, "dc:subject", doc->subject);
  put_property(out, "dc:creator", doc->author);
  put_property(out, "cp:keywords", doc->keywords);
  put_property(out, "dc:language", doc->language);
  put_time(docx, out, "created");
  put_time(docx, out, "modified");
  buf_text(out, "</cp:coreProperties>\n");
}

static void put_application(const struct docx *docx, struct buf *out) {
  buf_text(out, DOCX_XML "<Properties xmlns=\"" OFFICE "extended-properties\">\n");
  put_property(out, "Application", docx->doc->creator);
  buf_text(out, "</Properties>\n");
}

static void put_custom_property(struct buf *out, size_t *id, struct str name, struct str value) {
  buf_printf(out, "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"%zu\" name=\"", (*id)++);
  buf_xml(out, name);
  buf_text(out, "\"><vt:lpwstr>");
  buf_xml(out, value);
  buf_text(out, "</vt:lpwstr></property>\n");
}

static void put_custom(const struct docx *docx, struct buf *out) {
  const struct doc *doc = docx->doc;
  size_t id = 2;
  buf_text(out, DOCX_XML "<Properties xmlns=\"" OFFICE "custom-properties\" xmlns:vt=\"" OFFICE "docPropsVTypes\">\n");
  for (size_t i = 0; i < doc->properties.n; i++)
    put_custom_property(out, &id, doc->properties.at[i].key, doc->properties.at[i].value);
  for (size_t i = 0; i < doc->carried.n; i++)
    put_custom_property(out, &id, doc->carried.at[i].key, doc->carried.at[i].value);
  buf_text(out, "</Properties>\n");
}

// ---- The package

static void add(struct zip *zip, const char *name, struct buf *part) {
  zip_add(zip, name, buf_view(part));
  buf_finish(part);
}

static void add_pictures(const struct docx *docx, struct zip *zip) {
  for (size_t i = 0; i < docx->pictures.n; i++) {
    const struct docx_picture *picture = &docx->pictures.at[i];
    zip_add(zip, str_printf(docx->arena, "word/media/image%zu.%s", i + 1, picture->ending).p, picture->bytes);
  }
}

void docx_package(struct docx *docx, struct str document, struct str notes, struct zip *zip) {
  struct buf part = { 0 };
  put_content_types(&part);
  add(zip, "[Content_Types].xml", &part);
  put_package_relations(&part);
  add(zip, "_rels/.rels", &part);
  zip_add(zip, "word/document.xml", document);
  put_document_relations(docx, &part);
  add(zip, "word/_rels/document.xml.rels", &part);
  zip_add(zip, "word/footnotes.xml", notes);
  docx->out = &part;
  docx_styles(docx);
  add(zip, "word/styles.xml", &part);
  put_settings(&part);
  add(zip, "word/settings.xml", &part);
  put_fonts(&part);
  add(zip, "word/fontTable.xml", &part);
  put_header(&part, docx->template->page_number->name,
             "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>2</w:t></w:r></w:fldSimple>");
  add(zip, "word/header1.xml", &part);
  put_header(&part, DOCX_NOTHING, "");
  add(zip, "word/header2.xml", &part);
  add_pictures(docx, zip);
  put_core(docx, &part);
  add(zip, "docProps/core.xml", &part);
  put_application(docx, &part);
  add(zip, "docProps/app.xml", &part);
  put_custom(docx, &part);
  add(zip, "docProps/custom.xml", &part);
}
