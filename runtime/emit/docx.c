// emit_docx: the document in the official layout as a Word document, for those who comment in Word. What stands where is
// left to Word; the figures are the template's, and what must be measured is measured as for the PDF.
#include "runtime/emit/docx.h"

// ---- Sections

static double text_width(const struct docx *docx, const struct doc_section *section) {
  const struct page_geometry *page = &docx->template->page;
  return (section->landscape ? page->height : page->width) - page->left - page->right;
}

// CT_SectPr. The template says where the baseline of the page number stands, Word wants the top of its line.
static void put_section(struct docx *docx, const struct doc_section *section, bool first) {
  const struct page_geometry *page = &docx->template->page;
  double width = section->landscape ? page->height : page->width;
  double height = section->landscape ? page->width : page->height;
  double header = page->number_top - measure_ascent(docx->measurer, docx->template->page_number);
  bool hidden = first || section->restart_numbering;
  struct buf *out = docx->out;
  buf_printf(out,
             "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"" DOCX_NUMBERED "\"/>"
             "<w:headerReference w:type=\"first\" r:id=\"" DOCX_UNNUMBERED "\"/>"
             "<w:pgSz w:w=\"%ld\" w:h=\"%ld\"%s/>",
             docx_twips(width), docx_twips(height), section->landscape ? " w:orient=\"landscape\"" : "");
  buf_printf(out,
             "<w:pgMar w:top=\"%ld\" w:right=\"%ld\" w:bottom=\"%ld\" w:left=\"%ld\" w:header=\"%ld\" w:footer=\"%ld\" "
             "w:gutter=\"0\"/>",
             docx_twips(page->top), docx_twips(page->right), docx_twips(page->bottom), docx_twips(page->left),
             docx_twips(header > 0 ? header : 0), docx_twips(page->bottom / 2));
  if (hidden)
    buf_text(out, "<w:pgNumType w:start=\"1\"/>");
  buf_text(out, hidden ? "<w:titlePg/></w:sectPr>" : "</w:sectPr>");
}

static bool is_empty(const struct doc_section *section) {
  return !section->blocks || !section->blocks->list.n;
}

// Notes to which no text refers are not lost: they stand behind the text, with their numbers.
static void add_unmarked_notes(struct docx *docx, double width) {
  struct docx_place place = { .width = width, .before = -1, .after = -1 };
  docx->in_note = true;
  for (size_t i = 0; i < docx->doc->notes.n; i++) {
    struct doc_paragraph note = docx->doc->notes.at[i];
    if (docx->noted[i])
      continue;
    note.label = note.label.n ? note.label : str_printf(docx->arena, "%zu", i + 1);
    docx_paragraph(docx, &note, &place);
  }
  docx->in_note = false;
}

// A section's properties stand in a paragraph without words behind it; the last section's at the end of the body.
static void add_sections(struct docx *docx) {
  static const struct doc_section blank;
  const struct doc_section *last = NULL;
  bool first = true;
  for (size_t i = 0; i < docx->doc->sections.n; i++) {
    const struct doc_section *section = &docx->doc->sections.at[i];
    if (is_empty(section))
      continue;
    if (last) {
      buf_text(docx->out, "<w:p><w:pPr><w:pStyle w:val=\"" DOCX_NOTHING "\"/>");
      put_section(docx, last, first);
      buf_text(docx->out, "</w:pPr></w:p>\n");
      first = false;
    }
    last = section;
    docx->landscape = section->landscape;
    docx_blocks(docx, section->blocks, text_width(docx, section), false, -1);
  }
  last = last ? last : &blank;
  add_unmarked_notes(docx, text_width(docx, last));
  docx_empty(docx, 0, false); // the body ends with a paragraph
  put_section(docx, last, first);
}

static void put_document(struct docx *docx) {
  buf_text(docx->out, DOCX_XML "<w:document " DOCX_W
                               " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
                               "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
                               "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
                               "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>\n");
  add_sections(docx);
  buf_text(docx->out, "</w:body></w:document>\n");
}

// ---- Footnotes

static void put_note(struct docx *docx, size_t note) {
  const struct doc_paragraph *paragraph = &docx->doc->notes.at[note];
  const char *name = paragraph->style ? paragraph->style : "note";
  buf_printf(docx->out,
             "<w:footnote w:id=\"%zu\"><w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:rPr><w:rStyle "
             "w:val=\"" DOCX_NOTE_MARK "\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> "
             "</w:t></w:r>",
             note + 1, template_style(docx->template, name)->name);
  docx_runs(docx, paragraph);
  buf_text(docx->out, "</w:p></w:footnote>\n");
}

static void put_notes(struct docx *docx) {
  buf_text(docx->out,
           DOCX_XML "<w:footnotes " DOCX_W ">\n"
                    "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\n"
                    "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/>"
                    "</w:r></w:p></w:footnote>\n");
  docx->in_note = true;
  for (size_t i = 0; i < docx->doc->notes.n; i++)
    if (docx->noted[i])
      put_note(docx, i);
  docx->in_note = false;
  buf_text(docx->out, "</w:footnotes>\n");
}

// ---- The whole

bool emit_docx(struct arena *arena, const struct doc *doc, const struct template *template, const struct faces *faces,
               struct buf *out, struct str *error) {
  struct buf document = { 0 }, notes = { 0 };
  struct docx docx = { .arena = arena, .doc = doc, .template = template, .out = &document };
  struct zip zip = { .out = out, .start = out->n };
  docx.measurer = measurer_create(arena, doc, template, faces);
  docx_anchors(&docx);
  put_document(&docx);
  docx.out = &notes;
  put_notes(&docx);
  docx_package(&docx, buf_view(&document), buf_view(&notes), &zip);
  measurer_destroy(docx.measurer);
  buf_finish(&document);
  buf_finish(&notes);
  if (zip_finish(&zip))
    return true;
  *error = STR("the document is too large for a ZIP archive");
  return false;
}
