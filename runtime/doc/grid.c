// Walking the cells of a table. See grid.h.
#include "runtime/doc/grid.h"

struct doc_grid doc_grid_start(struct arena *arena, const struct doc_table *table) {
  struct doc_grid grid = { .table = table };
  for (size_t r = 0; r < table->rows.n; r++)
    if (table->rows.at[r].cells.n > grid.columns)
      grid.columns = table->rows.at[r].cells.n;
  grid.covered = arena_array(arena, size_t, grid.columns);
  grid.spans = arena_array(arena, size_t, grid.columns);
  return grid;
}

static const struct doc_cell *cell_at(const struct doc_table *table, size_t row, size_t column) {
  const struct doc_row *r = &table->rows.at[row];
  return column < r->cells.n ? &r->cells.at[column] : NULL;
}

// A place that another cell's span may cover: nothing stands there.
static bool is_free(const struct doc_grid *grid, size_t row, size_t column) {
  const struct doc_cell *cell = cell_at(grid->table, row, column);
  return grid->covered[column] <= row && (!cell || !cell->blocks);
}

static size_t column_span(const struct doc_grid *grid, const struct doc_cell *cell, size_t row, size_t column) {
  size_t n = 1;
  while (cell && n < (size_t)cell->columns && column + n < grid->columns && is_free(grid, row, column + n))
    n++;
  return n;
}

static size_t row_span(const struct doc_grid *grid, const struct doc_cell *cell, size_t row, size_t column,
                       size_t columns, size_t end) {
  size_t n = 1;
  for (; cell && n < (size_t)cell->rows && row + n < end; n++)
    for (size_t c = column; c < column + columns; c++)
      if (!is_free(grid, row + n, c))
        return n;
  return n;
}

bool doc_grid_take(struct doc_grid *grid, size_t row, size_t column, size_t end, struct doc_place *place) {
  if (grid->covered[column] > row)
    return false;
  place->cell = cell_at(grid->table, row, column);
  place->columns = column_span(grid, place->cell, row, column);
  place->rows = row_span(grid, place->cell, row, column, place->columns, end);
  grid->spans[column] = place->columns;
  for (size_t c = column; c < column + place->columns; c++)
    grid->covered[c] = row + place->rows;
  return true;
}
