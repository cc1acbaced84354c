// Paragraphs and runs as WordprocessingML. Numbers of items are text, as the author wrote them: Word renumbers nothing.
#include <stdlib.h>

#include "runtime/doc/build.h"
#include "runtime/doc/picture.h"
#include "runtime/emit/docx.h"

long docx_twips(double points) {
  return (long)(points * 20 + (points < 0 ? -0.5 : 0.5));
}

// ---- Bookmarks: named by number, for Word allows forty letters without signs

static int compare_names(const void *a, const void *b) {
  return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void collect(struct docx *docx, const struct doc_blocks *blocks);

static void collect_cells(struct docx *docx, const struct doc_table *table) {
  for (size_t r = 0; r < table->rows.n; r++)
    for (size_t c = 0; c < table->rows.at[r].cells.n; c++)
      collect(docx, table->rows.at[r].cells.at[c].blocks);
}

static void collect(struct docx *docx, const struct doc_blocks *blocks) {
  for (size_t i = 0; blocks && i < blocks->list.n; i++) {
    const struct doc_block *block = &blocks->list.at[i];
    struct str anchor = block->kind == DOC_PARAGRAPH ? block->paragraph->anchor
                        : block->kind == DOC_TABLE   ? block->table->name
                        : block->kind == DOC_PICTURE ? block->picture->name
                                                     : (struct str){ 0 };
    if (anchor.n)
      vec_push(docx->arena, &docx->anchors, anchor);
    if (block->kind == DOC_TABLE)
      collect_cells(docx, block->table);
    for (size_t c = 0; block->kind == DOC_COLUMNS && c < block->columns->columns.n; c++)
      collect(docx, block->columns->columns.at[c].blocks);
  }
}

void docx_anchors(struct docx *docx) {
  size_t kept = 0;
  for (size_t i = 0; i < docx->doc->sections.n; i++)
    collect(docx, docx->doc->sections.at[i].blocks);
  struct str *names = docx->anchors.at;
  if (docx->anchors.n)
    qsort(names, docx->anchors.n, sizeof *names, compare_names);
  for (size_t i = 0; i < docx->anchors.n; i++)
    if (kept == 0 || !str_eq(names[kept - 1], names[i]))
      names[kept++] = names[i];
  docx->anchors.n = kept;
  docx->bookmarked = arena_array(docx->arena, bool, kept + 1);
  docx->noted = arena_array(docx->arena, bool, docx->doc->notes.n + 1);
}

static bool anchor_number(const struct docx *docx, struct str anchor, size_t *number) {
  const struct str *names = docx->anchors.at;
  const struct str *found =
      anchor.n && docx->anchors.n ? bsearch(&anchor, names, docx->anchors.n, sizeof *names, compare_names) : NULL;
  if (found)
    *number = (size_t)(found - names);
  return found != NULL;
}

void docx_bookmark(struct docx *docx, struct str anchor) {
  size_t number;
  if (!anchor_number(docx, anchor, &number) || docx->bookmarked[number])
    return;
  docx->bookmarked[number] = true;
  buf_printf(docx->out, "<w:bookmarkStart w:id=\"%zu\" w:name=\"kh_%zu\"/><w:bookmarkEnd w:id=\"%zu\"/>", number + 1,
             number + 1, number + 1);
}

// ---- Runs

// Tabs and line ends are white space in the model, but have a meaning of their own in Word.
static void put_words(struct buf *out, struct str text) {
  for (size_t from = 0, at = 0; at <= text.n; at++)
    if (at == text.n || text.p[at] == '\t' || text.p[at] == '\n' || text.p[at] == '\r') {
      buf_xml(out, str_slice(text, from, at));
      if (at < text.n)
        buf_byte(out, ' ');
      from = at + 1;
    }
}

// CT_RPr. A run adds to its paragraph's style: what is set here is on, whatever the style says.
static void put_look(struct buf *out, unsigned style) {
  static const struct {
    unsigned style;
    const char *element;
  } looks[] = { { DOC_BOLD, "<w:b/>" },
                { DOC_ITALIC, "<w:i/>" },
                { DOC_STRIKE, "<w:strike/>" },
                { DOC_CODE, "<w:noProof/>" },
                { DOC_SUP, "<w:vertAlign w:val=\"superscript\"/>" },
                { DOC_SUB, "<w:vertAlign w:val=\"subscript\"/>" } };
  if ((style & DOC_SUP) && (style & DOC_SUB))
    style &= ~(unsigned)DOC_SUB;
  if (style == 0)
    return;
  buf_text(out, "<w:rPr>");
  for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
    if (style & looks[i].style)
      buf_text(out, looks[i].element);
  buf_text(out, "</w:rPr>");
}

static void put_run(struct buf *out, struct str text, unsigned style) {
  buf_text(out, "<w:r>");
  put_look(out, style);
  buf_text(out, "<w:t xml:space=\"preserve\">");
  put_words(out, text);
  buf_text(out, "</w:t></w:r>");
}

// The address within the quotation marks of a field's code.
static void put_address(struct buf *out, struct str target) {
  for (size_t i = 0; i < target.n; i++) {
    unsigned char c = (unsigned char)target.p[i];
    if (c <= ' ' || c == '"' || c == '\\')
      buf_printf(out, "%%%02X", c);
    else
      buf_xml(out, str_slice(target, i, i + 1));
  }
}

// A link within the document leads to a bookmark. One to the web is a field: the package itself relates to nothing outside.
static void put_text(struct docx *docx, const struct doc_run *run) {
  struct buf *out = docx->out;
  const char *end = NULL;
  size_t number;
  if (run->target.n && run->target.p[0] == '#') {
    if (anchor_number(docx, str_slice(run->target, 1, run->target.n), &number)) {
      buf_printf(out, "<w:hyperlink w:anchor=\"kh_%zu\">", number + 1);
      end = "</w:hyperlink>";
    }
  } else if (doc_link_is_safe(run->target)) {
    buf_text(out, "<w:fldSimple w:instr=\" HYPERLINK &quot;");
    put_address(out, run->target);
    buf_text(out, "&quot; \">");
    end = "</w:fldSimple>";
  }
  put_run(out, run->text, run->style);
  if (end)
    buf_text(out, end);
}

// The first mark is the footnote's own. Further ones refer to its number; so does a mark in another note, for Word has no
// notes of notes.
static void put_note_mark(struct docx *docx, size_t note) {
  size_t number = note + 1, bookmark = docx->anchors.n + number;
  if (note >= docx->doc->notes.n)
    return;
  if (docx->in_note) {
    put_run(docx->out, str_printf(docx->arena, "%zu", number), DOC_SUP);
  } else if (docx->noted[note]) {
    buf_printf(docx->out, "<w:fldSimple w:instr=\" NOTEREF kh_note_%zu \\f \\h \">", number);
    put_run(docx->out, str_printf(docx->arena, "%zu", number), DOC_SUP);
    buf_text(docx->out, "</w:fldSimple>");
  } else {
    buf_printf(docx->out,
               "<w:bookmarkStart w:id=\"%zu\" w:name=\"kh_note_%zu\"/><w:r><w:rPr><w:rStyle w:val=\"" DOCX_NOTE_MARK
               "\"/></w:rPr><w:footnoteReference w:id=\"%zu\"/></w:r><w:bookmarkEnd w:id=\"%zu\"/>",
               bookmark, number, number, bookmark);
    docx->noted[note] = true;
  }
}

void docx_runs(struct docx *docx, const struct doc_paragraph *paragraph) {
  for (size_t i = 0; i < paragraph->runs.n; i++) {
    const struct doc_run *run = &paragraph->runs.at[i];
    if (run->kind == DOC_TEXT)
      put_text(docx, run);
    else if (run->kind == DOC_BREAK)
      buf_text(docx->out, "<w:r><w:br/></w:r>");
    else
      put_note_mark(docx, run->note);
  }
}

// ---- Paragraphs

// Gaps that are the style's are not said again.
static void put_spacing(struct buf *out, const struct style *style, double before, double after) {
  before = before == style->space_before ? -1 : before;
  after = after == style->space_after ? -1 : after;
  if (before < 0 && after < 0)
    return;
  buf_text(out, "<w:spacing");
  if (before >= 0)
    buf_printf(out, " w:before=\"%ld\"", docx_twips(before));
  if (after >= 0)
    buf_printf(out, " w:after=\"%ld\"", docx_twips(after));
  buf_text(out, "/>");
}

// In the middle of the flow, `inner` wide.
static void put_margins(struct buf *out, double width, double inner) {
  long side = docx_twips((width - inner) / 2);
  buf_printf(out, "<w:ind w:left=\"%ld\" w:right=\"%ld\" w:firstLine=\"0\"/>", side, side);
}

// The line under a text (Nghị định 30, annex I) is the border of a paragraph of its own, indented to the length measured:
// it moves with the text and needs no drawing.
static void put_rule(struct docx *docx, const struct style *style, double line, const struct docx_place *place) {
  static const struct style nothing;
  const struct style_rule *rule = &style->rule;
  long eighths = (long)(rule->thickness * 8 + 0.5);
  struct buf *out = docx->out;
  buf_text(out, "<w:p><w:pPr><w:pStyle w:val=\"" DOCX_RULE "\"/>");
  if (style->keep_with_next || place->keep_next)
    buf_text(out, "<w:keepNext/>");
  buf_printf(out, "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"%ld\" w:space=\"0\" w:color=\"auto\"/></w:pBdr>",
             eighths < 2 ? 2 : eighths);
  put_spacing(out, &nothing, rule->gap > 1 ? rule->gap - 1 : 0, place->after < 0 ? style->space_after : place->after);
  put_margins(out, place->width, style_rule_width(style, line, place->width));
  buf_text(out, "</w:pPr></w:p>\n");
}

// Lines of a title are of about the same length: as wide as the longest that layout makes, Word makes the same.
#define BALANCE_ROOM 2.0

static bool has_frame(const struct style *style) {
  return style->frame.thickness > 0;
}

// CT_PPr: what the paragraph has beyond its style.
static void put_properties(struct docx *docx, const struct doc_paragraph *paragraph, const struct style *style,
                           const struct measured *measured, const struct docx_place *place) {
  bool ruled = style->rule.ratio > 0;
  struct buf *out = docx->out;
  buf_printf(out, "<w:pPr><w:pStyle w:val=\"%s\"/>", style->name);
  if ((place->keep_next || paragraph->leads_in || ruled) && !style->keep_with_next)
    buf_text(out, "<w:keepNext/>");
  put_spacing(out, style, place->before, ruled ? 0 : place->after);
  if (has_frame(style))
    put_margins(out, place->width, style_frame_width(style, measured->last, place->width) - 2 * DOCX_FRAME_PADDING);
  else if (measured->lines > 1)
    put_margins(out, place->width, measured->widest + BALANCE_ROOM);
  if (paragraph->role == DOC_HEADING)
    buf_printf(out, "<w:outlineLvl w:val=\"%d\"/>",
               paragraph->level < 1   ? 0
               : paragraph->level > 9 ? 8
                                      : paragraph->level - 1);
  buf_text(out, "</w:pPr>");
}

void docx_paragraph(struct docx *docx, const struct doc_paragraph *paragraph, const struct docx_place *place) {
  const struct style *style = template_style(docx->template, paragraph->style);
  struct measured measured = { 0 };
  if (style->rule.ratio > 0 || has_frame(style) || (style->align == ALIGN_CENTER && !docx->in_table))
    measured = measure_paragraph(docx->measurer, paragraph, place->width);
  buf_text(docx->out, "<w:p>");
  put_properties(docx, paragraph, style, &measured, place);
  docx_bookmark(docx, paragraph->anchor);
  if (paragraph->label.n)
    put_run(docx->out, str_concat(docx->arena, paragraph->label, STR(" ")), 0);
  docx_runs(docx, paragraph);
  buf_text(docx->out, "</w:p>\n");
  if (style->rule.ratio > 0)
    put_rule(docx, style, measured.last, place);
}

void docx_empty(struct docx *docx, double points, bool keep_next) {
  enum { HIGHEST = 1584 }; // ST_TwipsMeasure in Word
  points = points < 1 ? 1 : points > HIGHEST ? HIGHEST : points;
  buf_printf(docx->out,
             "<w:p><w:pPr><w:pStyle w:val=\"" DOCX_NOTHING
             "\"/>%s<w:spacing w:line=\"%ld\" w:lineRule=\"exact\"/></w:pPr></w:p>\n",
             keep_next ? "<w:keepNext/>" : "", docx_twips(points));
}
