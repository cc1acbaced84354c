// Tables, and columns side by side as tables without borders. Widths are fixed: those that layout finds.
#include "runtime/doc/grid.h"
#include "runtime/emit/docx.h"

#include <string.h>

// ---- What both have

struct frame { // a table's outside (CT_TblPr)
  double width, indent, border, padding_x, padding_y;
};

static void put_border(struct buf *out, const char *side, double thickness) {
  long eighths = (long)(thickness * 8 + 0.5);
  if (thickness > 0)
    buf_printf(out, "<w:%s w:val=\"single\" w:sz=\"%ld\" w:space=\"0\" w:color=\"auto\"/>", side,
               eighths < 2 ? 2 : eighths);
  else
    buf_printf(out, "<w:%s w:val=\"nil\"/>", side);
}

static void put_margin(struct buf *out, const char *side, double padding) {
  buf_printf(out, "<w:%s w:w=\"%ld\" w:type=\"dxa\"/>", side, docx_twips(padding));
}

static void open_table(struct buf *out, const struct frame *frame) {
  static const char *const borders[] = { "top", "left", "bottom", "right", "insideH", "insideV" };
  buf_printf(out,
             "<w:tbl><w:tblPr><w:tblW w:w=\"%ld\" w:type=\"dxa\"/><w:tblInd w:w=\"%ld\" w:type=\"dxa\"/><w:tblBorders>",
             docx_twips(frame->width), docx_twips(frame->indent));
  for (size_t i = 0; i < sizeof borders / sizeof *borders; i++)
    put_border(out, borders[i], frame->border);
  buf_text(out, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
  put_margin(out, "top", frame->padding_y);
  put_margin(out, "left", frame->padding_x);
  put_margin(out, "bottom", frame->padding_y);
  put_margin(out, "right", frame->padding_x);
  buf_text(out, "</w:tblCellMar>");
}

// Rounded so that the sum is.
static long column_twips(const double *x, size_t from, size_t to) {
  return docx_twips(x[to]) - docx_twips(x[from]);
}

static void put_grid(struct buf *out, const double *x, size_t columns) {
  buf_text(out, "</w:tblPr><w:tblGrid>");
  for (size_t c = 0; c < columns; c++)
    buf_printf(out, "<w:gridCol w:w=\"%ld\"/>", column_twips(x, c, c + 1));
  buf_text(out, "</w:tblGrid>\n");
}

// ---- Columns

static bool same_columns(const struct doc_block *a, const struct doc_block *b) {
  if (b->kind != DOC_COLUMNS || strcmp(a->columns->style, b->columns->style) != 0 ||
      a->columns->columns.n != b->columns->columns.n)
    return false;
  for (size_t i = 0; i < a->columns->columns.n; i++)
    if (a->columns->columns.at[i].share != b->columns->columns.at[i].share)
      return false;
  return true;
}

static void place_columns(const struct doc_columns *columns, double width, double *x) {
  double sum = 0;
  for (size_t i = 0; i < columns->columns.n; i++)
    sum += columns->columns.at[i].share;
  for (size_t i = 0; i < columns->columns.n; i++)
    x[i + 1] = x[i] + width * (sum > 0 ? columns->columns.at[i].share / sum : 1.0 / (double)columns->columns.n);
}

// The style of a column's first line, or NULL.
static const struct style *first_style(const struct docx *docx, const struct doc_column *column) {
  if (!column->blocks || !column->blocks->list.n || column->blocks->list.at[0].kind != DOC_PARAGRAPH)
    return NULL;
  return template_style(docx->template, column->blocks->list.at[0].paragraph->style);
}

// First lines stand on one baseline, below the largest gap that one of them wants.
static void align_first(struct docx *docx, const struct doc_columns *columns, double *gap, double *ascent) {
  *gap = *ascent = 0;
  for (size_t i = 0; i < columns->columns.n; i++) {
    const struct style *style = first_style(docx, &columns->columns.at[i]);
    if (style && style->space_before > *gap)
      *gap = style->space_before;
    if (style && measure_ascent(docx->measurer, style) > *ascent)
      *ascent = measure_ascent(docx->measurer, style);
  }
}

// Behind a table that ends a section stands a paragraph one point high, which must not begin a page: `last` makes room for it.
static void put_columns_row(struct docx *docx, const struct doc_columns *columns, const double *x, bool last) {
  double gap, ascent;
  align_first(docx, columns, &gap, &ascent);
  if (last && gap > 1)
    gap -= 1;
  buf_text(docx->out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>\n");
  for (size_t i = 0; i < columns->columns.n; i++) {
    const struct doc_column *column = &columns->columns.at[i];
    const struct style *style = first_style(docx, column);
    double before = style ? gap + ascent - measure_ascent(docx->measurer, style) : -1;
    buf_printf(docx->out, "<w:tc><w:tcPr><w:tcW w:w=\"%ld\" w:type=\"dxa\"/></w:tcPr>\n", column_twips(x, i, i + 1));
    size_t empty = docx->out->n;
    docx_blocks(docx, column->blocks, x[i + 1] - x[i], true, before);
    if (docx->out->n == empty) // a cell ends with a paragraph
      docx_empty(docx, 0, false);
    buf_text(docx->out, "</w:tc>");
  }
  buf_text(docx->out, "</w:tr>\n");
}

size_t docx_columns(struct docx *docx, const struct doc_blocks *blocks, size_t first, double width) {
  const struct doc_block *block = &blocks->list.at[first];
  const struct columns_look *look = template_columns(docx->template, block->columns->style);
  struct frame frame = { .width = width + look->left_overhang + look->right_overhang, .indent = -look->left_overhang };
  double *x = arena_array(docx->arena, double, block->columns->columns.n + 1);
  size_t n = 0;
  place_columns(block->columns, frame.width, x);
  open_table(docx->out, &frame);
  put_grid(docx->out, x, block->columns->columns.n);
  for (; first + n < blocks->list.n && same_columns(block, &blocks->list.at[first + n]); n++)
    put_columns_row(docx, blocks->list.at[first + n].columns, x, first + n + 1 == blocks->list.n);
  buf_text(docx->out, "</w:tbl>\n");
  return n;
}

// ---- Tables

struct rows {
  struct docx *docx;
  struct doc_grid grid;
  const double *x;
  size_t heads;  // header rows
  bool repeated; // on each page
  double tall;   // rows higher than this may be divided
};

static double cell_height(const struct rows *rows, const struct doc_blocks *blocks, double width) {
  double height = 0;
  for (size_t i = 0; blocks && i < blocks->list.n; i++) {
    const struct doc_block *block = &blocks->list.at[i];
    if (block->kind != DOC_PARAGRAPH)
      continue;
    if (i > 0)
      height += template_style(rows->docx->template, block->paragraph->style)->space_before;
    height += measure_paragraph(rows->docx->measurer, block->paragraph, width).height;
  }
  return height;
}

static double inner_width(const struct rows *rows, size_t column, size_t columns) {
  double width = rows->x[column + columns] - rows->x[column] - 2 * rows->docx->template->table.padding_x;
  return width > 1 ? width : 1;
}

// Cells that span rows do not count: they are divided between them.
static double row_height(const struct rows *rows, size_t row) {
  const struct doc_row *r = &rows->grid.table->rows.at[row];
  double highest = 0;
  for (size_t c = 0; c < r->cells.n; c++) {
    const struct doc_cell *cell = &r->cells.at[c];
    size_t columns = cell->columns < 1 ? 1 : (size_t)cell->columns;
    if (cell->rows > 1 || c + columns > rows->grid.columns)
      continue;
    double height = cell_height(rows, cell->blocks, inner_width(rows, c, columns));
    highest = height > highest ? height : highest;
  }
  return highest + 2 * rows->docx->template->table.padding_y;
}

// CT_TcPr.
static void open_cell(const struct rows *rows, size_t column, size_t columns, const char *merge, bool middle) {
  struct buf *out = rows->docx->out;
  buf_printf(out, "<w:tc><w:tcPr><w:tcW w:w=\"%ld\" w:type=\"dxa\"/>", column_twips(rows->x, column, column + columns));
  if (columns > 1)
    buf_printf(out, "<w:gridSpan w:val=\"%zu\"/>", columns);
  buf_text(out, merge);
  if (middle)
    buf_text(out, "<w:vAlign w:val=\"center\"/>");
  buf_text(out, "</w:tcPr>");
}

static void put_cell(struct rows *rows, const struct doc_place *place, size_t row, size_t column) {
  struct docx *docx = rows->docx;
  const struct doc_blocks *blocks = place->cell ? place->cell->blocks : NULL;
  open_cell(rows, column, place->columns, place->rows > 1 ? "<w:vMerge w:val=\"restart\"/>" : "", row < rows->heads);
  size_t empty = docx->out->n;
  docx_blocks(docx, blocks, inner_width(rows, column, place->columns), true, 0);
  if (docx->out->n == empty) // a cell ends with a paragraph
    buf_printf(docx->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr></w:p>",
               template_style(docx->template, "table-text")->name);
  buf_text(docx->out, "</w:tc>");
}

// The rest of a cell that spans rows.
static void put_covered(struct rows *rows, size_t column) {
  open_cell(rows, column, rows->grid.spans[column], "<w:vMerge/>", false);
  buf_printf(rows->docx->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr></w:p></w:tc>",
             template_style(rows->docx->template, "table-text")->name);
}

static void put_row(struct rows *rows, size_t row) {
  struct docx *docx = rows->docx;
  size_t end = row < rows->heads ? rows->heads : rows->grid.table->rows.n;
  bool header = row < rows->heads;
  buf_text(docx->out, "<w:tr><w:trPr>");
  if (header || row_height(rows, row) <= rows->tall)
    buf_text(docx->out, "<w:cantSplit/>");
  if (header && rows->repeated)
    buf_text(docx->out, "<w:tblHeader/>");
  buf_text(docx->out, "</w:trPr>");
  docx->held = header; // the first row stands under its header
  for (size_t c = 0; c < rows->grid.columns;) {
    struct doc_place place;
    if (doc_grid_take(&rows->grid, row, c, end, &place))
      put_cell(rows, &place, row, c);
    else
      put_covered(rows, c);
    c += rows->grid.spans[c];
  }
  docx->held = false;
  buf_text(docx->out, "</w:tr>\n");
}

static double *table_edges(struct docx *docx, const struct doc_table *table, size_t columns, double width) {
  double *widths = arena_array(docx->arena, double, columns), *x = arena_array(docx->arena, double, columns + 1);
  measure_table(docx->measurer, table, columns, width, widths);
  for (size_t c = 0; c < columns; c++)
    x[c + 1] = x[c] + widths[c];
  return x;
}

static void measure_rows(struct rows *rows) {
  const struct page_geometry *page = &rows->docx->template->page;
  const struct doc_table *table = rows->grid.table;
  double block = (rows->docx->landscape ? page->width : page->height) - page->top - page->bottom, head = 0;
  double shorter = (page->width < page->height ? page->width : page->height) - page->top - page->bottom;
  rows->heads = table->header_rows < table->rows.n ? table->header_rows : table->rows.n;
  rows->tall = block * TALL_ROW;
  for (size_t row = 0; row < rows->heads; row++)
    head += row_height(rows, row);
  rows->repeated = head <= shorter * TALLEST_HEAD;
}

void docx_table(struct docx *docx, const struct doc_table *table, double width) {
  const struct table_look *look = &docx->template->table;
  struct frame frame = { width, 0, look->border, look->padding_x, look->padding_y };
  struct rows rows = { .docx = docx, .grid = doc_grid_start(docx->arena, table) };
  if (!rows.grid.columns)
    return;
  rows.x = table_edges(docx, table, rows.grid.columns, width);
  measure_rows(&rows);
  open_table(docx->out, &frame);
  if (table->caption.n) {
    buf_text(docx->out, "<w:tblCaption w:val=\"");
    buf_xml(docx->out, table->caption);
    buf_text(docx->out, "\"/>");
  }
  put_grid(docx->out, rows.x, rows.grid.columns);
  docx->in_table = true;
  for (size_t row = 0; row < table->rows.n; row++)
    put_row(&rows, row);
  docx->in_table = false;
  buf_text(docx->out, "</w:tbl>\n");
}
