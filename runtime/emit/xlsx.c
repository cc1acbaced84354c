// Sheets as XLSX (libxlsxwriter): ready to print on A4 landscape, header frozen and repeated, columns with filters.
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "runtime/base/date.h"
#include "runtime/base/utf8.h"
#include "runtime/emit/emit.h"

struct book {
  struct arena *arena;
  lxw_workbook *workbook;
  lxw_worksheet *worksheet;
  lxw_format *title, *head, *cell, *center;
  size_t title_rows; // rows above the header: title lines and an empty one
  lxw_error error;   // the first one
};

static void note_error(struct book *book, lxw_error error) {
  if (book->error == LXW_NO_ERROR)
    book->error = error;
}

#define EXCEL_CELL_LIMIT 32767 // characters that Excel keeps in one cell

// Terminated, within what a cell can hold; cut text ends in “…”.
static char *cell_string(struct book *book, struct str s) {
  if (s.n > EXCEL_CELL_LIMIT) {
    size_t cut = EXCEL_CELL_LIMIT - 3;
    utf8_prev(s, &cut);
    s = str_concat(book->arena, str_slice(s, 0, cut), STR("…"));
  }
  return (char *)str_copy(book->arena, s).p;
}

static lxw_format *add_format(struct book *book, bool bold, int align, bool border) {
  lxw_format *format = workbook_add_format(book->workbook);
  format_set_font_name(format, "Times New Roman");
  format_set_font_size(format, 12);
  format_set_text_wrap(format);
  format_set_align(format, (uint8_t)align);
  format_set_align(format, border ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
  if (bold)
    format_set_bold(format);
  if (border)
    format_set_border(format, LXW_BORDER_THIN);
  return format;
}

static void write_title(struct book *book, const struct sheet *sheet) {
  struct str rest = sheet->title, line;
  while (str_split(&rest, '\n', &line)) {
    lxw_row_t row = (lxw_row_t)book->title_rows++;
    note_error(book, worksheet_merge_range(book->worksheet, row, 0, row, (lxw_col_t)(sheet->columns.n - 1),
                                           cell_string(book, line), book->title));
  }
  if (book->title_rows)
    book->title_rows++;
}

static void write_header(struct book *book, const struct sheet *sheet) {
  lxw_row_t row = (lxw_row_t)book->title_rows;
  for (size_t i = 0; i < sheet->columns.n; i++) {
    const struct sheet_column *column = &sheet->columns.at[i];
    note_error(book, worksheet_set_column(book->worksheet, (lxw_col_t)i, (lxw_col_t)i, column->width, NULL));
    note_error(book, worksheet_write_string(book->worksheet, row, (lxw_col_t)i, cell_string(book, column->title),
                                            book->head));
  }
}

// The rows that a merged cell covers hold its words as well: nobody sees them, but the filters go by them, and a row is
// found by what stands over it.
static void write_merged(struct book *book, const struct sheet_cell *cell, lxw_row_t at, lxw_col_t column,
                         lxw_format *format) {
  char *text = cell_string(book, cell->text);
  lxw_row_t last = at + (lxw_row_t)cell->rows - 1;
  note_error(book, worksheet_merge_range(book->worksheet, at, column, last, column, text, format));
  for (lxw_row_t row = at + 1; row <= last && cell->text.n; row++)
    note_error(book, worksheet_write_string(book->worksheet, row, column, text, format));
}

static void write_cell(struct book *book, const struct sheet *sheet, size_t row, size_t column) {
  const struct sheet_cell *cell = &sheet->cells.at[row * sheet->columns.n + column];
  lxw_row_t at = (lxw_row_t)(book->title_rows + 1 + row);
  lxw_format *format = sheet->columns.at[column].center ? book->center : book->cell;
  if (cell->rows == 0)
    return;
  if (cell->rows > 1)
    write_merged(book, cell, at, (lxw_col_t)column, format);
  else if (cell->text.n)
    note_error(book, worksheet_write_string(book->worksheet, at, (lxw_col_t)column, cell_string(book, cell->text), format));
  else
    note_error(book, worksheet_write_blank(book->worksheet, at, (lxw_col_t)column, format));
}

// Lines that the words fill in a column of that width, estimated: office programs do not fit merged cells by themselves.
static double lines_needed(const struct sheet *sheet, const struct sheet_cell *cell, size_t column) {
  double per_line = sheet->columns.at[column].width * 1.05, lines = 0;
  struct str rest = cell->text, line;
  while (str_split(&rest, '\n', &line))
    lines += 1 + (double)(size_t)((double)text_columns(line) / per_line);
  return lines;
}

// Gives the last row of each cell the lines that the cell needs beyond the rows above it.
static void count_lines(const struct sheet *sheet, double *lines) {
  for (size_t row = 0; row < sheet->rows; row++)
    lines[row] = 1;
  for (int merged = 0; merged < 2; merged++)
    for (size_t i = 0; i < sheet->cells.n; i++) {
      const struct sheet_cell *cell = &sheet->cells.at[i];
      size_t row = i / sheet->columns.n, last = row + (size_t)cell->rows - 1;
      if (cell->rows == 0 || (cell->rows > 1) != merged)
        continue;
      double needed = lines_needed(sheet, cell, i % sheet->columns.n);
      for (size_t above = row; above < last; above++)
        needed -= lines[above];
      lines[last] = needed > lines[last] ? needed : lines[last];
    }
}

static void set_heights(struct book *book, const struct sheet *sheet) {
  double *lines = arena_array(book->arena, double, sheet->rows + 1);
  count_lines(sheet, lines);
  for (size_t row = 0; row < sheet->rows; row++) {
    double points = 4 + 15.75 * lines[row];
    note_error(book, worksheet_set_row(book->worksheet, (lxw_row_t)(book->title_rows + 1 + row),
                                       points > 409 ? 409 : points, NULL));
  }
}

static void set_page(struct book *book, const struct sheet *sheet) {
  lxw_worksheet *worksheet = book->worksheet;
  lxw_row_t head = (lxw_row_t)book->title_rows;
  worksheet_set_landscape(worksheet);
  worksheet_set_paper(worksheet, 9); // A4
  worksheet_set_margins(worksheet, 0.8, 0.6, 0.8, 0.8);
  worksheet_fit_to_pages(worksheet, 1, 0);
  worksheet_set_footer(worksheet, "&C&P/&N");
  note_error(book, worksheet_repeat_rows(worksheet, head, head));
  worksheet_freeze_panes(worksheet, head + 1, 0);
  note_error(book, worksheet_autofilter(worksheet, head, 0, head + (lxw_row_t)(sheet->rows ? sheet->rows : 1),
                                        (lxw_col_t)(sheet->columns.n - 1)));
}

// The creation time in the file is the document's date, never the clock: the same plan gives the same bytes.
static void set_properties(struct book *book, const struct sheet *sheet) {
  int year = 2000, month = 1, day = 1;
  if (sheet->date.n >= 10) {
    str_to_int(str_slice(sheet->date, 0, 4), &year);
    str_to_int(str_slice(sheet->date, 5, 7), &month);
    str_to_int(str_slice(sheet->date, 8, 10), &day);
  }
  lxw_doc_properties properties = {
    .title = cell_string(book, sheet->name),
    .subject = cell_string(book, sheet->subject),
    .author = cell_string(book, sheet->author),
    .created = (time_t)date_days((struct date){ year, month, day }) * 86400,
  };
  note_error(book, workbook_set_properties(book->workbook, &properties));
}

static void write_book(struct book *book, const struct sheet *sheet) {
  book->worksheet = workbook_add_worksheet(book->workbook, cell_string(book, sheet->name));
  book->title = add_format(book, true, LXW_ALIGN_CENTER, false);
  book->head = add_format(book, true, LXW_ALIGN_CENTER, true);
  book->cell = add_format(book, false, LXW_ALIGN_LEFT, true);
  book->center = add_format(book, false, LXW_ALIGN_CENTER, true);
  set_properties(book, sheet);
  write_title(book, sheet);
  write_header(book, sheet);
  for (size_t row = 0; row < sheet->rows; row++)
    for (size_t column = 0; column < sheet->columns.n; column++)
      write_cell(book, sheet, row, column);
  set_heights(book, sheet);
  set_page(book, sheet);
}

// libxlsxwriter writes to a path: a file in memory has one.
static bool read_back(int file, struct buf *out) {
  char chunk[1 << 14];
  ssize_t n;
  off_t at = 0;
  while ((n = pread(file, chunk, sizeof chunk, at)) > 0) {
    buf_add(out, chunk, (size_t)n);
    at += n;
  }
  return n == 0 && at > 0;
}

bool emit_xlsx(struct arena *arena, const struct sheet *sheet, struct buf *out, struct str *error) {
  int file = memfd_create("sheet", MFD_CLOEXEC);
  struct book book = { .arena = arena };
  if (file >= 0 && sheet->columns.n > 0)
    book.workbook = workbook_new(str_printf(arena, "/proc/self/fd/%d", file).p);
  if (!book.workbook) {
    *error = STR("no memory for the workbook");
    if (file >= 0)
      close(file);
    return false;
  }
  write_book(&book, sheet);
  note_error(&book, workbook_close(book.workbook));
  if (book.error == LXW_NO_ERROR && !read_back(file, out))
    book.error = LXW_ERROR_CREATING_XLSX_FILE;
  close(file);
  if (book.error != LXW_NO_ERROR)
    *error = str_copy(arena, str_from(lxw_strerror(book.error)));
  return book.error == LXW_NO_ERROR;
}
