// Images: PNG and JPEG files become parts of the package, in line with the text. One that cannot be read is told by its
// words, as on paper.
#include "runtime/base/file.h"
#include "runtime/emit/docx.h"

enum { IMAGE_LIMIT = 16 << 20 };

// CT_Inline: lengths in EMU, 12,700 to the point.
static void put_drawing(struct docx *docx, const struct doc_image *image, double w, double h) {
  size_t number = docx->pictures.n;
  long width = (long)(w * 12700 + 0.5), height = (long)(h * 12700 + 0.5);
  struct buf *out = docx->out;
  buf_printf(out,
             "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%ld\" "
             "cy=\"%ld\"/><wp:docPr id=\"%zu\" name=\"image%zu\" descr=\"",
             width, height, number, number);
  buf_xml(out, image->alternative);
  buf_printf(
      out,
      "\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
      "<pic:nvPicPr><pic:cNvPr id=\"%zu\" name=\"image%zu\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip "
      "r:embed=\"image%zu\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" "
      "y=\"0\"/><a:ext cx=\"%ld\" cy=\"%ld\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
      "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
      number, number, number, width, height);
}

static bool read_picture(struct docx *docx, const struct doc_image *image, double width, double *w, double *h) {
  struct str bytes = { 0 };
  if (!measure_image(docx->measurer, image->path, width, w, h) ||
      file_read(docx->arena, str_copy(docx->arena, image->path).p, IMAGE_LIMIT, &bytes) != FILE_OK || bytes.n == 0)
    return false;
  struct docx_picture picture = { bytes, bytes.p[0] == '\x89' ? "png" : "jpeg" }; // whatever its name says
  vec_push(docx->arena, &docx->pictures, picture);
  return true;
}

void docx_image(struct docx *docx, const struct doc_image *image, double width) {
  const struct style *figure = template_style(docx->template, "figure");
  double w, h;
  if (!read_picture(docx, image, width, &w, &h)) {
    struct doc_paragraph words = { .style = "figure" };
    struct docx_place place = { .width = width, .before = -1, .after = -1 };
    vec_push(docx->arena, &words.runs,
             (struct doc_run){ .text = image->alternative.n ? image->alternative : image->path });
    docx_paragraph(docx, &words, &place);
    return;
  }
  buf_printf(docx->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/><w:spacing w:after=\"%ld\"/></w:pPr>", figure->name,
             docx_twips(figure->space_before));
  put_drawing(docx, image, w, h);
  buf_text(docx->out, "</w:p>\n");
}
