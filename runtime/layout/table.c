// Tables: cells on a grid, rows tied together by spans become bands, header rows are kept for the next pages.
#include "runtime/doc/grid.h"
#include "runtime/layout/context.h"
#include "runtime/layout/measure.h"

struct grid {
  struct layout *l;
  struct doc_grid cells;
  double *x;        // left edges, and the right edge of the last column
  uint32_t section; // tag of THEAD or TBODY
};

static uint32_t tag_cell(const struct grid *g, const struct doc_cell *cell, const struct cell *place, bool header,
                         uint32_t row) {
  uint32_t tag = tag_add(g->l, header || (cell && cell->header) ? TAG_TH : TAG_TD, row);
  g->l->frames->tags.at[tag].columns = (int)place->columns;
  g->l->frames->tags.at[tag].rows = (int)place->rows;
  return tag;
}

// The cells of row `row`, as rows of `band`, which begins at row `first`. `end`: spans stop there.
static size_t add_row(struct grid *g, struct band *band, size_t first, size_t row, size_t end, bool header) {
  const struct table_look *look = &g->l->template->table;
  uint32_t tag = tag_add(g->l, TAG_TR, g->section);
  size_t last = row + 1;
  for (size_t c = 0; c < g->cells.columns;) {
    struct doc_place taken;
    if (!doc_grid_take(&g->cells, row, c, end, &taken)) {
      c++;
      continue;
    }
    const struct doc_cell *cell = taken.cell;
    struct cell place = {
      .row = row - first, .column = c, .columns = taken.columns, .rows = taken.rows, .x = g->x[c]
    };
    place.width = g->x[c + place.columns] - place.x;
    if (row + place.rows > last)
      last = row + place.rows;
    double inner = place.width - 2 * look->padding_x;
    if (cell)
      flow_blocks(g->l, cell->blocks, inner > 1 ? inner : 1, tag_cell(g, cell, &place, header, tag), true,
                  &place.content);
    else
      tag_cell(g, NULL, &place, header, tag);
    vec_push(g->l->scratch, &band->cells, place);
    c += place.columns;
  }
  return last;
}

// The rows from `first` on that belong together; returns the next row.
static size_t add_band(struct grid *g, size_t first, size_t end, bool header, struct slabs *slabs) {
  struct layout *l = g->l;
  const struct table_look *look = &l->template->table;
  struct band *band = arena_new(l->scratch, struct band);
  size_t row = first, last = header ? end : first + 1;
  while (row < last && !l->too_long) {
    size_t reach = add_row(g, band, first, row++, end, header);
    if (reach > last)
      last = reach;
  }
  band->rows = row - first;
  band->columns = g->cells.columns;
  band->width = g->x[g->cells.columns];
  band->padding_x = look->padding_x;
  band->padding_y = look->padding_y;
  band->border = look->border;
  band->joined = first > 0;
  band->heights = arena_array(l->scratch, double, band->rows);
  band_measure(band, style_line_height(l, template_style(l->template, "table-text")));
  vec_push(l->scratch, &slabs->list, (struct slab){ .band = band, .height = band_height(band) });
  return last;
}

// Cells of the header stand in the middle of their rows.
static void center_cells(struct band *band) {
  for (size_t i = 0; i < band->cells.n; i++) {
    struct cell *cell = &band->cells.at[i];
    double room = -2 * band->padding_y - slabs_height(&cell->content, 0);
    for (size_t row = cell->row; row < cell->row + cell->rows; row++)
      room += band->heights[row];
    if (room > 0)
      cell->shift = room / 2;
  }
}

static struct band *add_head(struct grid *g, size_t rows, uint32_t table, struct slabs *slabs) {
  if (!rows)
    return NULL;
  g->section = tag_add(g->l, TAG_THEAD, table);
  add_band(g, 0, rows, true, slabs);
  struct band *head = vec_last(&slabs->list)->band;
  const struct page_geometry *page = &g->l->template->page;
  double shorter = page->width < page->height ? page->width : page->height;
  if (band_height(head) > TALLEST_HEAD * (shorter - page->top - page->bottom))
    return NULL;
  center_cells(head);
  return head;
}

static void place_columns(struct grid *g, double width) {
  double *widths = arena_array(g->l->scratch, double, g->cells.columns);
  table_widths(g->l, g->cells.table, g->cells.columns, width, widths);
  for (size_t c = 0; c < g->cells.columns; c++)
    g->x[c + 1] = g->x[c] + widths[c];
}

// A row across the table that names the rows below it stands with the first of them.
static bool heads_next(const struct layout *l, const struct doc_row *row) {
  const struct doc_cell *cell = row->cells.n ? &row->cells.at[0] : NULL;
  if (!cell || !cell->blocks || cell->columns < (int)row->cells.n || !cell->blocks->list.n)
    return false;
  const struct doc_block *block = vec_last(&cell->blocks->list);
  return block->kind == DOC_PARAGRAPH && template_style(l->template, block->paragraph->style)->keep_with_next;
}

void flow_table(struct layout *l, const struct doc_table *table, double width, uint32_t parent, struct slabs *slabs) {
  struct grid g = { .l = l, .cells = doc_grid_start(l->scratch, table) };
  if (!g.cells.columns)
    return;
  g.x = arena_array(l->scratch, double, g.cells.columns + 1);
  place_columns(&g, width);
  uint32_t tag = tag_add(l, TAG_TABLE, parent);
  size_t first = slabs->list.n, rows = table->rows.n, heads = table->header_rows < rows ? table->header_rows : rows;
  struct band *head = add_head(&g, heads, tag, slabs);
  if (heads < rows)
    g.section = tag_add(l, TAG_TBODY, tag);
  bool holds = false;
  for (size_t row = heads; row < rows && !l->too_long;) {
    row = add_band(&g, row, rows, false, slabs);
    vec_last(&slabs->list)->head = head;
    vec_last(&slabs->list)->keep = holds ? KEEP_HEADING : KEEP_FREE;
    holds = heads_next(l, &table->rows.at[row - 1]);
  }
  // The first row stands under its header, and air around the table.
  if (heads && slabs->list.n > first + 1)
    slabs->list.at[first + 1].keep = KEEP_HEADING;
  slabs->list.at[first].before = vec_last(&slabs->list)->after = 6;
  l->lists.n = 0;
}
