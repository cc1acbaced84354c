// Sheets as CSV and as plain text.
#include <string.h>

#include "runtime/base/utf8.h"
#include "runtime/emit/emit.h"

// The cell that stands at this place: for a covered one the cell of the row above that covers it.
static struct str cell_text(const struct sheet *sheet, size_t row, size_t column) {
  size_t columns = sheet->columns.n;
  while (row > 0 && sheet->cells.at[row * columns + column].rows == 0)
    row--;
  return sheet->cells.at[row * columns + column].text;
}

// A spreadsheet must not take an author's words for a formula; a tab before it keeps them as text.
static bool looks_like_formula(struct str s) {
  return s.n > 0 && memchr("=@\t\r", s.p[0], 4) != NULL;
}

static void csv_field(struct buf *out, struct str s) {
  buf_byte(out, '"');
  if (looks_like_formula(s))
    buf_byte(out, '\'');
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '"')
      buf_byte(out, '"');
    buf_byte(out, s.p[i]);
  }
  buf_byte(out, '"');
}

void emit_csv(const struct sheet *sheet, struct buf *out) {
  size_t columns = sheet->columns.n;
  buf_text(out, "\xEF\xBB\xBF");
  for (size_t column = 0; column < columns; column++) {
    if (column)
      buf_byte(out, ',');
    csv_field(out, sheet->columns.at[column].title);
  }
  buf_text(out, "\r\n");
  for (size_t row = 0; row < sheet->rows; row++) {
    for (size_t column = 0; column < columns; column++) {
      if (column)
        buf_byte(out, ',');
      csv_field(out, cell_text(sheet, row, column));
    }
    buf_text(out, "\r\n");
  }
}

// Line ends inside a cell are followed by the indent that the label takes.
static void text_field(struct buf *out, struct str label, struct str value) {
  buf_text(out, "  ");
  buf_str(out, label);
  buf_text(out, ": ");
  for (size_t i = 0; i < value.n; i++) {
    buf_byte(out, value.p[i]);
    if (value.p[i] == '\n')
      buf_text(out, "    ");
  }
  buf_byte(out, '\n');
}

void emit_text(const struct sheet *sheet, struct buf *out) {
  if (sheet->title.n) {
    buf_str(out, sheet->title);
    buf_text(out, "\n\n");
  }
  for (size_t row = 0; row < sheet->rows; row++) {
    for (size_t column = 0; column < sheet->columns.n; column++) {
      struct str value = cell_text(sheet, row, column);
      if (column == 0)
        buf_printf(out, STR_FMT ".", STR_ARG(value));
      else if (column == 1)
        buf_printf(out, " " STR_FMT "\n", STR_ARG(value));
      else if (value.n)
        text_field(out, sheet->columns.at[column].title, value);
    }
    buf_byte(out, '\n');
  }
}
