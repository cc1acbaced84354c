// Blocks become slabs, in order. What holds on to what (headings, closing block) is settled here.
#include "runtime/layout/context.h"

#define CLOSING_LINES 2 // lines of text that stand on the page of the closing block

static void hold(struct slab *slab, enum keep keep) {
  if (slab->keep < keep)
    slab->keep = keep;
}

static void flow_notes(struct layout *l, const struct doc_paragraph *paragraph, uint32_t parent) {
  for (size_t i = 0; i < paragraph->runs.n; i++)
    if (paragraph->runs.at[i].kind == DOC_NOTE)
      flow_note(l, paragraph->runs.at[i].note, parent);
}

void flow_note(struct layout *l, size_t note, uint32_t parent) {
  if (note >= l->doc->notes.n || l->notes[note].list.n)
    return;
  const struct doc_paragraph *paragraph = &l->doc->notes.at[note];
  struct doc_paragraph labelled = *paragraph;
  if (!labelled.label.n)
    labelled.label = str_printf(l->arena, "%zu", note + 1);
  uint32_t tag = tag_add(l, TAG_NOTE, parent);
  paragraph_set(l, &labelled, template_style(l->template, paragraph->style ? paragraph->style : "note"), l->note_width,
                (struct paragraph_tags){ tag, tag_add(l, TAG_LBL, tag), true }, &l->notes[note]);
  struct slab *first = l->notes[note].list.at;
  if (!first)
    return;
  first->anchor = str_printf(l->arena, "note-%zu", note + 1);
  first->mark = NULL;
}

static void flow_paragraph(struct layout *l, const struct doc_paragraph *paragraph, double width, uint32_t parent,
                           struct slabs *slabs) {
  const struct style *style = template_style(l->template, paragraph->style);
  paragraph_set(l, paragraph, style, width, tag_paragraph(l, paragraph, parent), slabs);
  flow_notes(l, paragraph, parent);
}

// An image no larger than the text block; what cannot be read leaves its words.
static void flow_image(struct layout *l, const struct doc_image *image, double width, uint32_t parent,
                       struct slabs *slabs) {
  double w, h;
  if (!image_fit(l, image->path, width, &w, &h)) {
    struct doc_paragraph *words = arena_new(l->scratch, struct doc_paragraph);
    words->style = "figure";
    vec_push(l->scratch, &words->runs,
             (struct doc_run){ .text = image->alternative.n ? image->alternative : image->path });
    flow_paragraph(l, words, width, parent, slabs);
    return;
  }
  struct frame_item *item = arena_new(l->arena, struct frame_item);
  *item = (struct frame_item){ .kind = FRAME_IMAGE,
                               .tag = tag_add(l, TAG_FIGURE, parent),
                               .x = (width - w) / 2,
                               .y = h,
                               .width = w,
                               .height = h,
                               .image = image->path };
  vec_last(&l->frames->tags)->alternative = image->alternative;
  double gap = template_style(l->template, "figure")->space_before;
  vec_push(l->scratch, &slabs->list,
           (struct slab){ .before = gap, .after = gap, .height = h, .items = item, .item_count = 1 });
}

static void flow_space(struct layout *l, const struct doc_space *space, double width, uint32_t parent,
                       struct slabs *slabs) {
  struct slab slab = { .height = space->points, .blank = !space->field.n };
  if (space->field.n) {
    struct frame_field *field = arena_new(l->arena, struct frame_field);
    *field = (struct frame_field){ space->field, 0, 0, width, space->points, tag_add(l, TAG_FORM, parent) };
    slab.field = field;
  }
  vec_push(l->scratch, &slabs->list, slab);
}

// The slabs before `closing` that go with it, so that a signature never stands alone on its page.
static void hold_closing(struct slabs *slabs, size_t closing) {
  int lines = 0;
  hold(&slabs->list.at[closing], KEEP_CLOSING);
  for (size_t i = closing; i-- > 0 && !slabs->list.at[i].band;) {
    lines += slabs->list.at[i].is_text;
    if (lines == CLOSING_LINES)
      return;
    hold(&slabs->list.at[i], KEEP_CLOSING);
  }
}

static void flow_inner_columns(struct layout *l, const struct doc_columns *columns, double width, uint32_t parent,
                               struct slabs *slabs) {
  for (size_t i = 0; i < columns->columns.n; i++)
    flow_blocks(l, columns->columns.at[i].blocks, width, parent, true, slabs);
}

static void flow_inner_table(struct layout *l, const struct doc_table *table, double width, uint32_t parent,
                             struct slabs *slabs) {
  for (size_t r = 0; r < table->rows.n; r++)
    for (size_t c = 0; c < table->rows.at[r].cells.n; c++)
      flow_blocks(l, table->rows.at[r].cells.at[c].blocks, width, parent, true, slabs);
}

// True if what follows must stand with it.
static bool flow_block(struct layout *l, const struct doc_block *block, double width, uint32_t parent, bool inner,
                       struct slabs *slabs) {
  if (block->kind != DOC_PARAGRAPH)
    l->lists.n = 0;
  switch (block->kind) {
  case DOC_PARAGRAPH:
    flow_paragraph(l, block->paragraph, width, parent, slabs);
    return block->paragraph->leads_in || template_style(l->template, block->paragraph->style)->keep_with_next;
  case DOC_COLUMNS:
    (inner ? flow_inner_columns : flow_columns)(l, block->columns, width, parent, slabs);
    break;
  case DOC_TABLE:
    (inner ? flow_inner_table : flow_table)(l, block->table, width, parent, slabs);
    break;
  case DOC_IMAGE:
    flow_image(l, block->image, width, parent, slabs);
    break;
  case DOC_SPACE:
    flow_space(l, block->space, width, parent, slabs);
    break;
  case DOC_PICTURE:
    flow_picture(l, block->picture, width, parent, slabs);
    break;
  }
  return false;
}

void flow_blocks(struct layout *l, const struct doc_blocks *blocks, double width, uint32_t parent, bool inner,
                 struct slabs *slabs) {
  bool holds = false;
  l->lists.n = 0;
  for (size_t i = 0; blocks && i < blocks->list.n && !l->too_long; i++) {
    const struct doc_block *block = &blocks->list.at[i];
    size_t first = slabs->list.n;
    bool next = flow_block(l, block, width, parent, inner, slabs);
    if (first == slabs->list.n)
      continue;
    if (holds)
      hold(&slabs->list.at[first], KEEP_HEADING);
    if (block->kind == DOC_COLUMNS && block->columns->keep_with_previous)
      hold_closing(slabs, first);
    holds = next;
  }
}
