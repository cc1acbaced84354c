// The matrix as a sheet for office programs: every column, merged where children inherit.
#include "compiler/lower/lowering.h"

// The heading above the table: title and, for one plan, what it belongs to.
static struct str sheet_title(struct arena *arena, const struct matrix *matrix) {
  if (matrix->plans.n != 1)
    return word(WORD_MATRIX);
  return str_printf(arena, STR_FMT "\n" STR_FMT, STR_ARG(word(WORD_MATRIX)),
                    STR_ARG(lower_attached_to(arena, matrix->plans.at[0])));
}

static void add_cell(struct arena *arena, struct sheet *sheet, const struct matrix *matrix,
                     const struct matrix_column *column, size_t row) {
  struct sheet_cell cell = { .rows = (int)matrix_cell_rows(arena, matrix, column, row) };
  if (cell.rows > 0)
    cell.text = column->text(arena, matrix, row);
  vec_push(arena, &sheet->cells, cell);
}

struct sheet *lower_matrix_sheet(struct arena *arena, const struct matrix *matrix) {
  struct matrix_columns columns = matrix_columns(arena, matrix, true);
  struct sheet *sheet = arena_new(arena, struct sheet);
  sheet->name = word(WORD_MATRIX_SHEET);
  sheet->title = sheet_title(arena, matrix);
  sheet->rows = matrix->rows.n;
  for (size_t c = 0; c < columns.list.n; c++) {
    const struct matrix_column *column = columns.list.at[c];
    vec_push(arena, &sheet->columns,
             (struct sheet_column){ .title = word(column->title), .width = column->width, .center = column->center });
  }
  for (size_t row = 0; row < matrix->rows.n; row++)
    for (size_t c = 0; c < columns.list.n; c++)
      add_cell(arena, sheet, matrix, columns.list.at[c], row);
  if (matrix->plans.n == 1) {
    const struct header *header = &matrix->plans.at[0]->header;
    sheet->author = str_trim(header->agency.text.s);
    sheet->subject = str_trim(header->subject.text.s);
    sheet->date = date_is_whole(header->date) ? date_iso(arena, header->date) : (struct str){ 0 };
  }
  return sheet;
}
