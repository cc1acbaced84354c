// Blocks in their order, with the gaps between them. Layout takes the larger of the gaps that two neighbours want; Word adds
// them up. So one of the two is set to nothing where both want one.
#include "runtime/doc/picture.h"
#include "runtime/emit/docx.h"

#define TABLE_GAP 6.0   // air around a table
#define CLOSING_LINES 2 // lines of text that stand on the page of the closing block

struct walk {
  struct docx *docx;
  const struct doc_blocks *blocks;
  double width, before;
  bool inner;
};

static const struct doc_block *block_at(const struct walk *w, size_t i) {
  return i < w->blocks->list.n ? &w->blocks->list.at[i] : NULL;
}

static bool is(const struct doc_block *block, enum doc_block_kind kind) {
  return block && block->kind == kind;
}

// The style of a paragraph at `i`, or NULL.
static const struct style *style_at(const struct walk *w, size_t i) {
  const struct doc_block *block = block_at(w, i);
  return is(block, DOC_PARAGRAPH) ? template_style(w->docx->template, block->paragraph->style) : NULL;
}

static double gap_above(const struct walk *w, size_t i, const struct style *own) {
  if (i == 0)
    return w->before;
  const struct style *above = style_at(w, i - 1);
  if (above)
    return above->space_after > 0 && above->space_after >= own->space_before ? 0 : -1;
  return is(block_at(w, i - 1), DOC_TABLE) && own->space_before < TABLE_GAP ? TABLE_GAP : -1;
}

static double gap_below(const struct walk *w, size_t i, const struct style *own) {
  const struct style *below = style_at(w, i + 1);
  if (below)
    return own->space_after > 0 && below->space_before > own->space_after ? 0 : -1;
  return !w->inner && is(block_at(w, i + 1), DOC_TABLE) && own->space_after < TABLE_GAP ? TABLE_GAP : -1;
}

static bool closes(const struct walk *w, size_t i) {
  const struct doc_block *block = block_at(w, i);
  return !w->inner && is(block, DOC_COLUMNS) && block->columns->keep_with_previous;
}

// A signature never stands alone on its page: lines of the text above stand with it. Word keeps two of a paragraph
// together by itself.
static bool goes_with_closing(const struct walk *w, size_t i) {
  if (closes(w, i + 1))
    return true;
  const struct doc_block *next = block_at(w, i + 1);
  return closes(w, i + 2) && is(next, DOC_PARAGRAPH) &&
         measure_paragraph(w->docx->measurer, next->paragraph, w->width).lines < CLOSING_LINES;
}

static void add_paragraph(const struct walk *w, size_t i) {
  const struct style *own = style_at(w, i);
  struct docx_place place = { .width = w->width,
                              .before = gap_above(w, i, own),
                              .after = gap_below(w, i, own),
                              .keep_next = w->docx->held || goes_with_closing(w, i) };
  docx_paragraph(w->docx, block_at(w, i)->paragraph, &place);
}

// In a column or cell, columns and tables are set one below the other, as layout does.
static void add_inner(const struct walk *w, const struct doc_block *block) {
  if (block->kind == DOC_COLUMNS) {
    for (size_t c = 0; c < block->columns->columns.n; c++)
      docx_blocks(w->docx, block->columns->columns.at[c].blocks, w->width, true, -1);
    return;
  }
  for (size_t r = 0; r < block->table->rows.n; r++)
    for (size_t c = 0; c < block->table->rows.at[r].cells.n; c++)
      docx_blocks(w->docx, block->table->rows.at[r].cells.at[c].blocks, w->width, true, -1);
}

// Two tables without a paragraph between them would become one. Returns how many blocks were written.
static size_t add_grid(const struct walk *w, size_t i) {
  const struct doc_block *block = block_at(w, i);
  if (w->inner) {
    add_inner(w, block);
    return 1;
  }
  if (i > 0 && !is(block_at(w, i - 1), DOC_PARAGRAPH))
    docx_empty(w->docx, TABLE_GAP, false);
  docx_bookmark(w->docx, block->kind == DOC_TABLE ? block->table->name : (struct str){ 0 });
  if (block->kind == DOC_COLUMNS)
    return docx_columns(w->docx, w->blocks, i, w->width);
  docx_table(w->docx, block->table, w->width);
  return 1;
}

// A picture of shapes is told in its words, and by its table where it shows figures.
static void add_picture(const struct walk *w, const struct doc_picture *picture) {
  struct doc_paragraph words = { .style = "figure", .anchor = picture->name };
  struct docx_place place = { .width = w->width, .before = -1, .after = -1, .keep_next = picture->data != NULL };
  vec_push(w->docx->arena, &words.runs,
           (struct doc_run){ .text = doc_picture_words(w->docx->arena, picture, 0, picture->rows.n) });
  docx_paragraph(w->docx, &words, &place);
  if (!picture->data)
    return;
  if (w->inner) {
    add_inner(w, &(struct doc_block){ .kind = DOC_TABLE, .table = picture->data });
    return;
  }
  docx_table(w->docx, picture->data, w->width);
  docx_empty(w->docx, TABLE_GAP, false);
}

void docx_blocks(struct docx *docx, const struct doc_blocks *blocks, double width, bool inner, double before) {
  struct walk w = { docx, blocks, width, before, inner };
  for (size_t i = 0; blocks && i < blocks->list.n;) {
    const struct doc_block *block = &blocks->list.at[i];
    switch (block->kind) {
    case DOC_PARAGRAPH:
      add_paragraph(&w, i++);
      break;
    case DOC_COLUMNS:
    case DOC_TABLE:
      i += add_grid(&w, i);
      break;
    case DOC_IMAGE:
      docx_image(docx, block->image, width);
      i++;
      break;
    case DOC_PICTURE:
      add_picture(&w, block->picture);
      i++;
      break;
    case DOC_SPACE:
      docx_empty(docx, block->space->points, docx->held);
      i++;
      break;
    }
  }
}
