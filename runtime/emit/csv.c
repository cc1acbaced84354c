// Sheets as CSV and as plain text.
#include <string.h>

#include "runtime/base/utf8.h"
#include "runtime/emit/emit.h"

// A spreadsheet must not take an author's words for a formula; an apostrophe before them keeps them as text.
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
  for (size_t i = 0; i < sheet->cells.n; i++) {
    csv_field(out, sheet->cells.at[i].text);
    buf_text(out, (i + 1) % columns ? "," : "\r\n");
  }
}

// ---- Plain text, for a terminal

enum { TEXT_COLUMNS = 96, TEXT_INDENT = 4 };

static void line_break(struct buf *out, size_t *column) {
  buf_text(out, "\n");
  for (*column = 0; *column < TEXT_INDENT; ++*column)
    buf_byte(out, ' ');
}

// Words from `column` on; what does not fit goes on in the next line, indented. A line end in the words is kept.
static void put_wrapped(struct buf *out, size_t column, struct str s) {
  for (size_t at = 0, end; at < s.n; at = end + 1) {
    for (end = at; end < s.n && s.p[end] != ' ' && s.p[end] != '\n';)
      end++;
    struct str word = str_slice(s, at, end);
    size_t width = text_width(word);
    if (column > TEXT_INDENT && column + 1 + width > TEXT_COLUMNS) {
      line_break(out, &column);
    } else if (at > 0 && s.p[at - 1] == ' ') {
      buf_byte(out, ' ');
      column++;
    }
    buf_str(out, word);
    column += width;
    if (end < s.n && s.p[end] == '\n')
      line_break(out, &column);
  }
  buf_byte(out, '\n');
}

static void put_field(struct buf *out, struct str label, struct str value) {
  buf_printf(out, "  " STR_FMT ": ", STR_ARG(label));
  put_wrapped(out, text_width(label) + 4, value);
}

// “Title: words; Title: words”, all in one paragraph.
static void put_brief(struct buf *out, const struct sheet *sheet, const struct sheet_cell *cells, size_t lead, size_t column) {
  struct buf line = { 0 };
  buf_str(&line, cells[lead].text);
  const char *before = ": ";
  for (size_t c = 1; c < sheet->columns.n; c++) {
    if (c == lead || cells[c].text.n == 0)
      continue;
    buf_printf(&line, "%s" STR_FMT " " STR_FMT, before, STR_ARG(sheet->columns.at[c].title), STR_ARG(cells[c].text));
    before = "; ";
  }
  put_wrapped(out, column, buf_view(&line));
  buf_finish(&line);
}

static void put_row(struct buf *out, const struct sheet *sheet, size_t row) {
  const struct sheet_cell *cells = &sheet->cells.at[row * sheet->columns.n];
  size_t lead = sheet->lead ? sheet->lead : 1, column = text_width(cells[0].text) + 2;
  buf_printf(out, STR_FMT ". ", STR_ARG(cells[0].text));
  if (sheet->brief) {
    put_brief(out, sheet, cells, lead, column);
    return;
  }
  put_wrapped(out, column, lead < sheet->columns.n ? cells[lead].text : (struct str){ 0 });
  for (size_t c = 1; c < sheet->columns.n; c++)
    if (c != lead && c + 1 != sheet->group && cells[c].text.n)
      put_field(out, sheet->columns.at[c].title, cells[c].text);
  buf_byte(out, '\n');
}

void emit_text(const struct sheet *sheet, struct buf *out) {
  size_t heading = 0;
  if (sheet->title.n) {
    buf_str(out, sheet->title);
    buf_text(out, "\n\n");
  }
  for (size_t row = 0; row < sheet->rows; row++) {
    if (heading < sheet->headings.n && sheet->headings.at[heading].row == row) {
      buf_text(out, "== ");
      put_wrapped(out, 3, sheet->headings.at[heading++].text);
      buf_byte(out, '\n');
    }
    put_row(out, sheet, row);
  }
  if (sheet->brief)
    buf_byte(out, '\n');
}
