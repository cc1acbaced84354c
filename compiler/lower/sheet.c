// The matrix as sheets for office programs: every column, merged where children inherit and under each body.
#include "compiler/lower/lowering.h"

// A workbook of more rows holds the order asked for alone: sheets of tens of thousands of rows in three orders are of no use
// to anybody, and filters do the rest.
enum { BOOK_ROWS = 10000 };

// The heading above the table: title and, for one plan, what it belongs to.
static struct str sheet_title(struct arena *arena, const struct matrix *matrix) {
  if (matrix->plans.n != 1)
    return word(WORD_MATRIX);
  return str_printf(arena, STR_FMT "\n" STR_FMT, STR_ARG(word(WORD_MATRIX)),
                    STR_ARG(lower_attached_to(arena, matrix->plans.at[0])));
}

static void set_properties(struct arena *arena, struct sheet *sheet, const struct matrix *matrix) {
  if (matrix->plans.n != 1)
    return;
  const struct header *header = &matrix->plans.at[0]->header;
  sheet->author = str_trim(header->agency.text.s);
  sheet->subject = str_trim(header->subject.text.s);
  sheet->date = date_is_whole(header->date) ? date_iso(arena, header->date) : (struct str){ 0 };
}

// Down a column: how far the merge of each cell reaches is found once.
static void add_column(struct arena *arena, struct sheet *sheet, const struct matrix *matrix,
                       const struct matrix_column *column, size_t c) {
  for (size_t row = 0; row < matrix->rows.n;) {
    size_t rows = column->merges ? matrix_cell_rows(arena, matrix, column, row) : 1;
    struct str text = column->text(arena, matrix, row);
    for (size_t i = 0; i < rows; i++)
      sheet->cells.at[(row + i) * sheet->columns.n + c] = (struct sheet_cell){ text, i == 0 ? (int)rows : 0 };
    row += rows;
  }
}

static void add_headings(struct arena *arena, struct sheet *sheet, const struct matrix *matrix) {
  for (size_t row = 0, end; row < matrix->rows.n; row = end) {
    struct str counts = matrix_group_counts(arena, matrix, row, &end);
    struct str text = str_printf(arena, STR_FMT " (" STR_FMT ")", STR_ARG(matrix->rows.at[row].group), STR_ARG(counts));
    vec_push(arena, &sheet->headings, (struct sheet_heading){ row, text });
  }
}

static struct sheet *matrix_sheet(struct arena *arena, const struct matrix *matrix, bool workbook) {
  struct matrix_columns columns = matrix_columns(arena, matrix, true, workbook);
  struct sheet *sheet = arena_new(arena, struct sheet);
  sheet->name = word(WORD_MATRIX_SHEET);
  sheet->title = sheet_title(arena, matrix);
  sheet->rows = matrix->rows.n;
  sheet->cells.n = sheet->cells.cap = sheet->rows * columns.list.n;
  sheet->cells.at = arena_array(arena, struct sheet_cell, sheet->cells.n + 1);
  for (size_t c = 0; c < columns.list.n; c++) {
    const struct matrix_column *column = columns.list.at[c];
    vec_push(arena, &sheet->columns, (struct sheet_column){ .title = word(column->title), .width = column->width,
                                                            .center = column->center, .kind = column->kind });
    if (matrix->by == MATRIX_BY_AGENCY && column->title == WORD_AGENCY)
      sheet->group = c + 1;
    if (column->title == WORD_TASK)
      sheet->lead = c;
  }
  for (size_t c = 0; c < columns.list.n; c++)
    add_column(arena, sheet, matrix, columns.list.at[c], c);
  if (sheet->group)
    add_headings(arena, sheet, matrix);
  set_properties(arena, sheet, matrix);
  return sheet;
}

static void append(struct sheet **first, struct sheet *sheet) {
  const struct sheet **end = (const struct sheet **)first;
  while (*end)
    end = (const struct sheet **)&((struct sheet *)*end)->next;
  *end = sheet;
}

struct sheet *lower_matrix_sheet(struct arena *arena, const struct matrix *matrix, const struct summary *summary) {
  struct sheet *first = NULL;
  if (matrix->by != MATRIX_BY_SUMMARY || !summary)
    append(&first, matrix_sheet(arena, matrix, false));
  if (summary)
    append(&first, lower_summary_sheets(arena, summary));
  return first;
}

static const struct {
  enum matrix_order by;
  enum word name;
} orders[] = {
  { MATRIX_BY_TASK, WORD_MATRIX_TASK_SHEET },
  { MATRIX_BY_AGENCY, WORD_MATRIX_AGENCY_SHEET },
  { MATRIX_BY_TIME, WORD_MATRIX_TIME_SHEET },
};

// The order that was asked for comes first.
struct sheet *lower_matrix_book(struct arena *arena, const struct matrix *filtered, const struct matrix_query *query,
                                const struct summary *summary) {
  struct sheet *first = NULL, *others = NULL;
  bool summary_alone = query->by == MATRIX_BY_SUMMARY;
  for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
    struct matrix_query each = *query;
    bool asked = orders[i].by == query->by;
    each.by = orders[i].by;
    if (!asked && (summary_alone || filtered->rows.n > BOOK_ROWS))
      continue;
    struct matrix *matrix = arena_new(arena, struct matrix);
    *matrix = matrix_order(arena, filtered, &each);
    struct sheet *sheet = matrix_sheet(arena, matrix, true);
    sheet->name = word(orders[i].name);
    append(asked ? &first : &others, sheet);
  }
  append(&first, others);
  append(&first, lower_summary_sheets(arena, summary));
  return first;
}
