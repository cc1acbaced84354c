// styles.xml: the template's named styles as Word's paragraph styles, under the same names.
#include "runtime/emit/docx.h"

// ---- Frames

static void put_side(struct buf *out, const char *side, const struct style *style, long space) {
  long eighths = (long)(style->frame.thickness * 8 + 0.5);
  buf_printf(out, "<w:%s w:val=\"single\" w:sz=\"%ld\" w:space=\"%ld\" w:color=\"%02X%02X%02X\"/>", side,
             eighths < 2 ? 2 : eighths, space, (int)(style->color[0] * 255 + 0.5), (int)(style->color[1] * 255 + 0.5),
             (int)(style->color[2] * 255 + 0.5));
}

// A frame around the text: half of what its height is more than the line's goes above, half below.
static void put_frame(struct docx *docx, const struct style *style) {
  enum { MOST_SPACE = 31 }; // in points; Word takes no more
  double more = (style->frame.height - measure_line_height(docx->measurer, style)) / 2;
  long space = more < 1 ? 1 : more > MOST_SPACE ? MOST_SPACE : (long)(more + 0.5);
  if (style->frame.thickness <= 0)
    return;
  buf_text(docx->out, "<w:pBdr>");
  put_side(docx->out, "top", style, space);
  put_side(docx->out, "left", style, DOCX_FRAME_PADDING);
  put_side(docx->out, "bottom", style, space);
  put_side(docx->out, "right", style, DOCX_FRAME_PADDING);
  buf_text(docx->out, "</w:pBdr>");
}

// ---- Styles

static void put_spacing(struct buf *out, const struct style *style) {
  enum { SINGLE = 240 }; // of lines as high as the face wants
  buf_printf(out, "<w:spacing w:before=\"%ld\" w:after=\"%ld\" w:line=\"%ld\" w:lineRule=\"auto\"/>",
             docx_twips(style->space_before), docx_twips(style->space_after), (long)(style->leading * SINGLE + 0.5));
}

static void put_indents(struct buf *out, const struct style *style) {
  bool hanging = style->first_indent < 0;
  buf_printf(out, "<w:ind w:left=\"%ld\" w:right=\"%ld\" w:%s=\"%ld\"/>", docx_twips(style->left_indent),
             docx_twips(style->right_indent), hanging ? "hanging" : "firstLine",
             docx_twips(hanging ? -style->first_indent : style->first_indent));
}

// CT_PPr.
static void put_paragraph_properties(struct docx *docx, const struct style *style) {
  static const char *const aligns[] = {
    [ALIGN_LEFT] = "left", [ALIGN_CENTER] = "center", [ALIGN_RIGHT] = "right", [ALIGN_JUSTIFY] = "both"
  };
  struct buf *out = docx->out;
  buf_text(out, "<w:pPr>");
  if (style->keep_with_next)
    buf_text(out, "<w:keepNext/>");
  if (style->keep_together)
    buf_text(out, "<w:keepLines/>");
  buf_printf(out, "<w:widowControl w:val=\"%d\"/>", style->widows > 1 || style->orphans > 1);
  put_frame(docx, style);
  put_spacing(out, style);
  put_indents(out, style);
  buf_printf(out, "<w:jc w:val=\"%s\"/></w:pPr>", aligns[style->align]);
}

static bool is_black(const double color[3]) {
  return color[0] == 0 && color[1] == 0 && color[2] == 0;
}

// CT_RPr. Sizes are half points.
static void put_run_properties(struct buf *out, const struct style *style) {
  long halves = (long)(style->size * 2 + 0.5);
  buf_text(out, "<w:rPr>");
  if (style->bold)
    buf_text(out, "<w:b/>");
  if (style->italic)
    buf_text(out, "<w:i/>");
  if (style->upper)
    buf_text(out, "<w:caps/>");
  if (!is_black(style->color))
    buf_printf(out, "<w:color w:val=\"%02X%02X%02X\"/>", (int)(style->color[0] * 255 + 0.5),
               (int)(style->color[1] * 255 + 0.5), (int)(style->color[2] * 255 + 0.5));
  buf_printf(out, "<w:sz w:val=\"%ld\"/><w:szCs w:val=\"%ld\"/></w:rPr>", halves, halves);
}

// Named with the template's name before it: some plain names (“caption”) are Word's own.
static void put_style(struct docx *docx, const struct style *style) {
  buf_printf(docx->out,
             "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"%s\"><w:name w:val=\"%s %s\"/>"
             "<w:basedOn w:val=\"Normal\"/><w:qFormat/>",
             style->name, docx->template->name, style->name);
  put_paragraph_properties(docx, style);
  put_run_properties(docx->out, style);
  buf_text(docx->out, "</w:style>\n");
}

// What every text has that says nothing else.
static void put_defaults(struct docx *docx) {
  struct str language = docx->doc->language.n ? docx->doc->language : STR("vi-VN");
  long halves = (long)(docx->template->body->size * 2 + 0.5);
  buf_text(docx->out,
           "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"Times New "
           "Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/>");
  buf_printf(docx->out, "<w:sz w:val=\"%ld\"/><w:szCs w:val=\"%ld\"/><w:lang w:val=\"", halves, halves);
  buf_xml(docx->out, language);
  buf_text(docx->out,
           "\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\n");
}

void docx_styles(struct docx *docx) {
  static const char basic[] =
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
      "w:val=\"Normal\"/><w:qFormat/></w:style>\n"
      "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default "
      "Paragraph "
      "Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\n"
      "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal "
      "Table\"/><w:uiPriority "
      "w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" "
      "w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" "
      "w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n"
      "<w:style w:type=\"character\" w:styleId=\"" DOCX_NOTE_MARK "\"><w:name w:val=\"footnote reference\"/><w:basedOn "
      "w:val=\"DefaultParagraphFont\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\n"
      "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"" DOCX_RULE "\"><w:name w:val=\"" DOCX_RULE
      "\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr><w:rPr><w:sz "
      "w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:style>\n"
      "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"" DOCX_NOTHING "\"><w:name w:val=\"" DOCX_NOTHING
      "\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr><w:rPr><w:sz "
      "w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:style>\n";
  buf_text(docx->out, DOCX_XML "<w:styles " DOCX_W ">\n");
  put_defaults(docx);
  buf_text(docx->out, basic);
  for (size_t i = 0; i < docx->template->styles.n; i++)
    put_style(docx, &docx->template->styles.at[i]);
  // The one that Word gives to the footnotes an editor adds.
  buf_printf(docx->out,
             "<w:style w:type=\"paragraph\" w:styleId=\"FootnoteText\"><w:name w:val=\"footnote text\"/>"
             "<w:basedOn w:val=\"%s\"/></w:style>\n</w:styles>\n",
             template_style(docx->template, "note")->name);
}
