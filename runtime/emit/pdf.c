// The PDF of a document: fonts first, for pages speak in glyphs of the subsets; then the pages, which grow the
// structure tree as they are written; then what hangs on the catalog; and the container last.
#include "runtime/emit/pdf.h"

#include <stdarg.h>
#include <stdio.h>

#include "runtime/emit/pdf_save.h"

bool pdf_fail(struct pdf *pdf, const char *format, ...) {
  if (pdf->reason.n)
    return false;
  char line[512];
  va_list arguments;
  va_start(arguments, format);
  int n = vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  size_t written = n < 0 ? 0 : (size_t)n < sizeof line ? (size_t)n : sizeof line - 1;
  pdf->reason = str_copy(pdf->arena, (struct str){ line, written });
  return false;
}

static void print_output_intent(const struct pdf *pdf, struct buf *out) {
  buf_text(out, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
                "/RegistryName(http://www.color.org)/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
  print_ref(out, pdf->profile);
  buf_text(out, ">>]");
}

static void print_form(const struct pdf *pdf, struct buf *out) {
  enum { SIGNATURES_EXIST = 1 }; // there is a field for one (table 219)
  buf_printf(out, "/AcroForm<</SigFlags %d/Fields[", SIGNATURES_EXIST);
  for (size_t i = 0; i < pdf->fields.n; i++) {
    buf_text(out, i ? " " : "");
    print_ref(out, pdf->fields.at[i]);
  }
  buf_text(out, "]>>");
}

static void print_catalog(const void *data, struct buf *out) {
  const struct pdf *pdf = data;
  buf_text(out, "/Lang");
  print_text(out, pdf->doc->language.n ? pdf->doc->language : STR("vi-VN"));
  buf_text(out, "/ViewerPreferences<</DisplayDocTitle true>>/Metadata ");
  print_ref(out, pdf->metadata);
  print_output_intent(pdf, out);
  if (pdf->tags.root) {
    buf_text(out, "/MarkInfo<</Marked true>>/StructTreeRoot ");
    print_ref(out, pdf->tags.root);
  }
  if (pdf->frames->bookmarks.n)
    buf_text(out, "/PageMode/UseOutlines");
  if (pdf->fields.n)
    print_form(pdf, out);
  pdf_print_page_labels(pdf, out);
}

// What the file may say of itself. Text always has its Unicode, so level U is sure; level A and PDF/UA ask for tags
// that are in order, which is the document's part.
static void find_level(struct pdf *pdf) {
  bool second = pdf->options->part == PDF_A2A;
  if (pdf->level != PDF_LEVEL_NONE)
    pdf->level = !second ? PDF_LEVEL_B : tags_well_formed(pdf) ? PDF_LEVEL_A : PDF_LEVEL_U;
  pdf->universal = second && !pdf->loose && pdf->doc->title.n && tags_accessible(pdf);
}

static bool compose(struct pdf *pdf) {
  static const char *const nothing[] = { NULL };
  if (!pdf->frames->pages.n)
    return pdf_fail(pdf, "the document has no pages");
  if (!pdf_make_fonts(pdf))
    return false;
  pdf_sort_anchors(pdf);
  tags_open(pdf);
  if (!pdf_make_pages(pdf))
    return false;
  tags_close(pdf);
  pdf_make_bookmarks(pdf);
  find_level(pdf);
  pdf_make_metadata(pdf);
  object_extend(&pdf->objects, objects_catalog(&pdf->objects), nothing, print_catalog, pdf);
  return objects_good(&pdf->objects);
}

bool emit_pdf(struct arena *arena, const struct doc *doc, const struct frames *frames,
              const struct pdf_options *options, struct buf *out, struct str *error) {
  struct pdf pdf = { .arena = arena, .doc = doc, .frames = frames, .options = options, .level = PDF_LEVEL_B };
  size_t before = out->n;
  bool good = objects_open(&pdf.objects, arena) && compose(&pdf) &&
              pdf_save(&pdf.objects, options->part == PDF_A1B ? PDF_CLASSIC : PDF_COMPACT, out);
  if (!good) {
    pdf_fail(&pdf, "libharu: error 0x%04lX", (unsigned long)pdf.objects.error);
    out->n = before;
    *error = pdf.reason;
  }
  objects_close(&pdf.objects);
  return good;
}
