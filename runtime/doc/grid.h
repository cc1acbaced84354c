// Grid: which cell of a table covers which places, whatever the document says about spans. A span ends where another cell
// with content stands.
#ifndef KEHOACH_DOC_GRID_H
#define KEHOACH_DOC_GRID_H

#include "runtime/doc/doc.h"

struct doc_grid {
  const struct doc_table *table;
  size_t columns;
  size_t *covered; // for each column: rows before this one are covered by a cell taken from above
  size_t *spans;   // for each column where a cell taken begins: its columns
};

struct doc_place {
  const struct doc_cell *cell; // NULL: the row is too short
  size_t columns, rows;
};

struct doc_grid doc_grid_start(struct arena *arena, const struct doc_table *table);
// Takes what stands at the place; rows are taken from the first to the last, columns from left to right. `end`: spans stop
// before that row. False where a cell from above covers it.
bool doc_grid_take(struct doc_grid *grid, size_t row, size_t column, size_t end, struct doc_place *place);

#endif
