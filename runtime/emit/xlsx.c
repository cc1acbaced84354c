// Sheets as XLSX (libxlsxwriter): ready to print on A4 landscape, header frozen and repeated, columns with filters.
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "runtime/base/date.h"
#include "runtime/base/utf8.h"
#include "runtime/emit/emit.h"

#define LINE_HEIGHT 15.75 // points, of the size that cells have

struct book {
  struct arena *arena;
  lxw_workbook *workbook;
  lxw_worksheet *worksheet;
  lxw_format *title, *head, *cell, *center, *date;
  // Of the worksheet at hand:
  size_t title_rows; // rows above the header: title lines and an empty one
  double *heights;   // of each row of the sheet, in points
  lxw_row_t *at;     // where each begins; one entry more than rows
  struct buf words;  // scratch
  lxw_error error;   // the first one
};

static void note_error(struct book *book, lxw_error error) {
  if (book->error == LXW_NO_ERROR)
    book->error = error;
}

#define HIGHEST_ROW 409 // points
#define EXCEL_CELL_LIMIT 32767 // characters that Excel keeps in one cell

// Terminated, within what a cell can hold; cut text ends in “…”. Valid until the next call: the library copies it.
static const char *cell_string(struct book *book, struct str s) {
  bool cut = s.n > EXCEL_CELL_LIMIT;
  if (cut) {
    size_t end = EXCEL_CELL_LIMIT - 3;
    utf8_prev(s, &end);
    s = str_slice(s, 0, end);
  }
  book->words.n = 0;
  buf_str(&book->words, s);
  buf_text(&book->words, cut ? "…" : "");
  buf_byte(&book->words, 0);
  return book->words.p;
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

// Lines of a column's title, which is bold and is broken between words.
static int title_lines(const struct sheet_column *column) {
  double room = column->width * 0.9, used = 0;
  struct str rest = column->title, word;
  int lines = 1;
  while (str_split(&rest, ' ', &word)) {
    double width = (double)text_columns(word);
    if (used > 0 && used + 1 + width > room) {
      lines++;
      used = 0;
    }
    used += (used > 0) + width;
  }
  return lines;
}

static void write_header(struct book *book, const struct sheet *sheet) {
  lxw_row_t row = (lxw_row_t)book->title_rows;
  int lines = 1;
  for (size_t i = 0; i < sheet->columns.n; i++)
    lines = title_lines(&sheet->columns.at[i]) > lines ? title_lines(&sheet->columns.at[i]) : lines;
  note_error(book, worksheet_set_row(book->worksheet, row, 4 + LINE_HEIGHT * lines, NULL));
  for (size_t i = 0; i < sheet->columns.n; i++) {
    const struct sheet_column *column = &sheet->columns.at[i];
    note_error(book, worksheet_set_column(book->worksheet, (lxw_col_t)i, (lxw_col_t)i, column->width, NULL));
    note_error(book, worksheet_write_string(book->worksheet, row, (lxw_col_t)i, cell_string(book, column->title),
                                            book->head));
  }
}

// “31/03/2026”. Excel counts days from 1900-01-01 as 1, with a day too many before March 1900.
static bool read_day(struct str s, double *serial) {
  struct date date = { 0 };
  int *const parts[] = { &date.day, &date.month, &date.year };
  struct str part;
  for (size_t i = 0; i < 3; i++)
    if (!str_split(&s, '/', &part) || !str_to_int(part, parts[i]))
      return false;
  *serial = date_days(date) - date_days((struct date){ 1899, 12, 30 });
  return s.n == 0 && date_is_whole(date) && date.year > 1900;
}

// What can be counted or sorted is written as such; else the words are.
static lxw_error write_value(struct book *book, enum sheet_kind kind, struct str text, lxw_row_t row, lxw_col_t column,
                             lxw_format *format) {
  int number;
  double serial;
  if (text.n == 0)
    return worksheet_write_blank(book->worksheet, row, column, format);
  if (kind == SHEET_NUMBER && str_to_int(text, &number))
    return worksheet_write_number(book->worksheet, row, column, number, format);
  if (kind == SHEET_DATE && read_day(text, &serial))
    return worksheet_write_number(book->worksheet, row, column, serial, book->date);
  return worksheet_write_string(book->worksheet, row, column, cell_string(book, text), format);
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

// A row of the sheet takes several of the worksheet where its words need more height than a row may have.
static void find_rows(struct book *book, const struct sheet *sheet) {
  double *lines = arena_array(book->arena, double, sheet->rows + 1);
  book->heights = lines;
  book->at = arena_array(book->arena, lxw_row_t, sheet->rows + 1);
  book->at[0] = (lxw_row_t)(book->title_rows + 1);
  count_lines(sheet, lines);
  for (size_t row = 0; row < sheet->rows; row++) {
    book->heights[row] = 4 + LINE_HEIGHT * lines[row];
    book->at[row + 1] = book->at[row] + 1 + (lxw_row_t)(book->heights[row] / (HIGHEST_ROW + 1));
  }
}

static void set_heights(struct book *book, const struct sheet *sheet) {
  for (size_t row = 0; row < sheet->rows; row++) {
    double parts = book->at[row + 1] - book->at[row];
    for (lxw_row_t at = book->at[row]; at < book->at[row + 1]; at++)
      note_error(book, worksheet_set_row(book->worksheet, at, book->heights[row] / parts, NULL));
  }
}

// The rows that a merged cell covers hold its words as well: nobody sees them, but the filters go by them, and a row is
// found by what stands over it.
static void write_cell(struct book *book, const struct sheet *sheet, size_t row, size_t column) {
  const struct sheet_cell *cell = &sheet->cells.at[row * sheet->columns.n + column];
  const struct sheet_column *kind = &sheet->columns.at[column];
  lxw_format *format = kind->center ? book->center : book->cell;
  if (cell->rows > 0 && book->at[row + (size_t)cell->rows] - book->at[row] > 1)
    note_error(book, worksheet_merge_range(book->worksheet, book->at[row], (lxw_col_t)column,
                                           book->at[row + (size_t)cell->rows] - 1, (lxw_col_t)column, "", format));
  for (lxw_row_t at = book->at[row]; at < book->at[row + 1]; at++)
    note_error(book, write_value(book, kind->kind, cell->text, at, (lxw_col_t)column, format));
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
  note_error(book, worksheet_autofilter(worksheet, head, 0, book->at[sheet->rows] - (sheet->rows ? 1 : 0), (lxw_col_t)(sheet->columns.n - 1)));
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
    .title = (char *)str_copy(book->arena, sheet->name).p,
    .subject = (char *)str_copy(book->arena, sheet->subject).p,
    .author = (char *)str_copy(book->arena, sheet->author).p,
    .created = (time_t)date_days((struct date){ year, month, day }) * 86400,
  };
  note_error(book, workbook_set_properties(book->workbook, &properties));
}

static void add_formats(struct book *book) {
  book->title = add_format(book, true, LXW_ALIGN_CENTER, false);
  book->head = add_format(book, true, LXW_ALIGN_CENTER, true);
  book->cell = add_format(book, false, LXW_ALIGN_LEFT, true);
  book->center = add_format(book, false, LXW_ALIGN_CENTER, true);
  book->date = add_format(book, false, LXW_ALIGN_CENTER, true);
  format_set_num_format(book->date, "dd/mm/yyyy");
}

static void write_sheet(struct book *book, const struct sheet *sheet) {
  book->worksheet = workbook_add_worksheet(book->workbook, cell_string(book, sheet->name));
  book->title_rows = 0;
  write_title(book, sheet);
  write_header(book, sheet);
  find_rows(book, sheet);
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
  add_formats(&book);
  set_properties(&book, sheet);
  for (const struct sheet *each = sheet; each; each = each->next)
    write_sheet(&book, each);
  note_error(&book, workbook_close(book.workbook));
  if (book.error == LXW_NO_ERROR && !read_back(file, out))
    book.error = LXW_ERROR_CREATING_XLSX_FILE;
  close(file);
  buf_finish(&book.words);
  if (book.error != LXW_NO_ERROR)
    *error = str_copy(arena, str_from(lxw_strerror(book.error)));
  return book.error == LXW_NO_ERROR;
}
