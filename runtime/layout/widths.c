// Widths of table columns: by the document's shares, or by content. Either way no column is narrower than its longest
// word as long as the others can spare the room.
#include "runtime/layout/context.h"

#define MEASURED_ROWS 400 // rows that decide; the others only follow
#define COMFORT 0.15      // of the table's width
#define MOST_COMFORT 0.7
#define WIDEST 2.0 // a cell counts for at most so many times the table's width

struct wish {
  double least, most;
};

static void measure_blocks(struct layout *l, const struct doc_blocks *blocks, struct wish *wish) {
  for (size_t i = 0; blocks && i < blocks->list.n; i++) {
    const struct doc_block *block = &blocks->list.at[i];
    if (block->kind != DOC_PARAGRAPH)
      continue;
    double least, most;
    paragraph_measure(l, block->paragraph, template_style(l->template, block->paragraph->style), &least, &most);
    if (least > wish->least)
      wish->least = least;
    if (most > wish->most)
      wish->most = most;
  }
}

// What each column wants, from its cells that span no other column.
static void measure_columns(struct layout *l, const struct doc_table *table, size_t columns, double width,
                            struct wish *wishes) {
  double padding = 2 * l->template->table.padding_x + 0.5;
  for (size_t r = 0; r < table->rows.n && r < MEASURED_ROWS; r++) {
    const struct doc_row *row = &table->rows.at[r];
    for (size_t c = 0; c < row->cells.n; c++)
      if (row->cells.at[c].columns <= 1)
        measure_blocks(l, row->cells.at[c].blocks, &wishes[c]);
  }
  for (size_t c = 0; c < columns; c++) {
    wishes[c].least += padding;
    wishes[c].most += padding;
    if (wishes[c].most > width * WIDEST)
      wishes[c].most = width * WIDEST;
  }
}

static double comfortable(const struct wish *wish, double width) {
  double most = wish->most < width * COMFORT ? wish->most : width * COMFORT;
  return most > wish->least ? most : wish->least;
}

static bool has_shares(const struct doc_table *table, size_t columns) {
  double sum = 0;
  for (size_t c = 0; c < table->shares.n; c++)
    sum += table->shares.at[c] > 0 ? table->shares.at[c] : 0;
  return table->shares.n == columns && sum > 0;
}

static void by_shares(const struct doc_table *table, double width, double *widths) {
  double sum = 0;
  for (size_t c = 0; c < table->shares.n; c++)
    sum += table->shares.at[c] > 0 ? table->shares.at[c] : 0;
  for (size_t c = 0; c < table->shares.n; c++)
    widths[c] = width * (table->shares.at[c] > 0 ? table->shares.at[c] : 0) / sum;
}

// Short columns get what they need up to COMFORT, so that "Thời gian" or "Sở Tư pháp" does not stand word by word,
// unless that takes too much from the others.
static void add_comfort(struct wish *wishes, size_t columns, double width) {
  double sum = 0;
  for (size_t c = 0; c < columns; c++)
    sum += comfortable(&wishes[c], width);
  for (size_t c = 0; c < columns && sum <= width * MOST_COMFORT; c++)
    wishes[c].least = comfortable(&wishes[c], width);
}

// Each its least, and the rest in proportion to what each could use.
static void by_content(struct wish *wishes, size_t columns, double width, double *widths) {
  add_comfort(wishes, columns, width);
  double least = 0, spread = 0;
  for (size_t c = 0; c < columns; c++) {
    least += wishes[c].least;
    spread += wishes[c].most - wishes[c].least;
  }
  for (size_t c = 0; c < columns; c++) {
    if (least >= width)
      widths[c] = width * wishes[c].least / least;
    else if (spread > 0)
      widths[c] = wishes[c].least + (width - least) * (wishes[c].most - wishes[c].least) / spread;
    else
      widths[c] = width * wishes[c].least / least;
  }
}

// Columns too narrow for their longest word take from those that have more than theirs; where there is too little for all,
// each gets its part of what is wanted.
static void widen(const struct wish *wishes, size_t columns, double width, double *widths) {
  double lacking = 0, spare = 0, least = 0;
  for (size_t c = 0; c < columns; c++) {
    double more = widths[c] - wishes[c].least;
    *(more < 0 ? &lacking : &spare) += more < 0 ? -more : more;
    least += wishes[c].least;
  }
  if (!(lacking > 1e-6))
    return;
  for (size_t c = 0; c < columns; c++) {
    double more = widths[c] - wishes[c].least;
    if (lacking > spare)
      widths[c] = width * wishes[c].least / least;
    else
      widths[c] -= more < 0 ? more : more * lacking / spare;
  }
}

void table_widths(struct layout *l, const struct doc_table *table, size_t columns, double width, double *widths) {
  struct wish *wishes = arena_array(l->scratch, struct wish, columns);
  measure_columns(l, table, columns, width, wishes);
  if (has_shares(table, columns))
    by_shares(table, width, widths);
  else
    by_content(wishes, columns, width, widths);
  widen(wishes, columns, width, widths);
}
