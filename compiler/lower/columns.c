// The columns of the responsibility matrix, one row each: title, width and what a cell says. The official annex, the page
// and the sheet are all made from them.
#include "compiler/lower/lowering.h"

// ---- What the cells say

static const struct matrix_row *row_at(const struct matrix *matrix, size_t row) {
  return &matrix->rows.at[row];
}

// Bodies as the author wrote them; a list is joined by the mark that no name holds.
static struct str actor_names(struct arena *arena, const struct actors *actors) {
  struct str names = { 0 };
  if (actors->n == 1)
    return actors->at[0].written;
  struct buf joined = { 0 };
  for (size_t i = 0; i < actors->n; i++) {
    if (i)
      buf_text(&joined, "; ");
    buf_str(&joined, actors->at[i].written);
  }
  names = str_copy(arena, buf_view(&joined));
  buf_finish(&joined);
  return names;
}

static struct str ordinal_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  (void)matrix;
  return str_printf(arena, "%zu", row + 1);
}
static struct str group_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  (void)arena;
  return row_at(matrix, row)->group;
}
static struct str task_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  (void)arena;
  return row_at(matrix, row)->text;
}
static struct str lead_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  return actor_names(arena, &row_at(matrix, row)->task->lead);
}
static struct str coordinate_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  return actor_names(arena, &row_at(matrix, row)->task->coordinate);
}
static struct str monitor_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  return actor_names(arena, &row_at(matrix, row)->task->monitor);
}
static struct str time_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  (void)arena;
  return row_at(matrix, row)->task->time.text;
}
static struct str product_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  (void)arena;
  return str_trim(row_at(matrix, row)->task->product.s);
}
static struct str funding_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  (void)arena;
  return str_trim(row_at(matrix, row)->task->funding.s);
}
static struct str place_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  (void)arena;
  return str_trim(row_at(matrix, row)->task->place.s);
}
static struct str source_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  (void)arena;
  return row_at(matrix, row)->task->id;
}
enum { SUBJECT_LIMIT = 60 };

// A draft has no number yet: the beginning of its subject.
static struct str plan_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  if (matrix->plans.n < 2)
    return (struct str){ 0 };
  const struct header *header = &matrix->plans.at[row_at(matrix, row)->plan]->header;
  return str_trim(header->number.text.s).n ? lower_symbol(arena, header)
                                           : lower_shorten(arena, header->subject.text.s, SUBJECT_LIMIT);
}

static const struct matrix_column columns[] = {
  { .title = WORD_ORDINAL, .share = 4, .width = 5, .always = true, .center = true, .text = ordinal_text },
  { .title = WORD_AGENCY, .share = 16, .width = 24, .merges = true, .text = group_text },
  { .title = WORD_TASK, .share = 34, .width = 52, .always = true, .text = task_text },
  { .title = WORD_LEAD, .share = 17, .width = 26, .always = true, .merges = true, .text = lead_text },
  { .title = WORD_COORDINATE, .share = 24, .width = 34, .always = true, .merges = true, .text = coordinate_text },
  { .title = WORD_MONITOR, .share = 16, .width = 26, .merges = true, .text = monitor_text },
  { .title = WORD_TIME, .share = 18, .width = 22, .always = true, .merges = true, .text = time_text },
  { .title = WORD_PRODUCT, .share = 14, .width = 26, .merges = true, .text = product_text },
  { .title = WORD_FUNDING, .share = 12, .width = 20, .merges = true, .text = funding_text },
  { .title = WORD_PLACE, .share = 12, .width = 20, .merges = true, .text = place_text },
  { .title = WORD_SOURCE, .share = 8, .width = 12, .source = true, .text = source_text },
  { .title = WORD_PLAN, .share = 12, .width = 20, .text = plan_text },
};

// ---- Choosing and merging

static bool says_something(struct arena *arena, const struct matrix *matrix, const struct matrix_column *column) {
  for (size_t row = 0; row < matrix->rows.n; row++)
    if (column->text(arena, matrix, row).n)
      return true;
  return false;
}

struct matrix_columns matrix_columns(struct arena *arena, const struct matrix *matrix, bool source) {
  struct matrix_columns chosen = { 0 };
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    const struct matrix_column *column = &columns[i];
    if ((source || !column->source) && (column->always || says_something(arena, matrix, column)))
      vec_push(arena, &chosen.list, column);
  }
  return chosen;
}

// A cell continues the one above it when both rows inherit from the same item and say the same.
static bool continues(struct arena *arena, const struct matrix *matrix, const struct matrix_column *column, size_t row) {
  if (row == 0 || !column->merges)
    return false;
  const struct matrix_row *above = row_at(matrix, row - 1), *own = row_at(matrix, row);
  if (column->text == group_text)
    return own->group.n && str_eq(own->group, above->group);
  const struct item *carrier = own->task->inherited_from;
  if (carrier == NULL || carrier != above->task->inherited_from || above->plan != own->plan)
    return false;
  return str_eq(column->text(arena, matrix, row), column->text(arena, matrix, row - 1));
}

size_t matrix_cell_rows(struct arena *arena, const struct matrix *matrix, const struct matrix_column *column, size_t row) {
  if (continues(arena, matrix, column, row))
    return 0;
  size_t end = row + 1;
  while (end < matrix->rows.n && continues(arena, matrix, column, end))
    end++;
  return end - row;
}
