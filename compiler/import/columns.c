// Columns: a table of a page that was taken as text stands in columns of spaces. It begins with a line of titles whose first is
// “TT”; a number in the first column begins a row, what stands below it in a column belongs to its cell. Where that is not
// so (numbers in the middle of tall rows) nobody can say which line belongs to which row: such a table stays text.
#include <string.h>

#include "compiler/import/pages.h"
#include "compiler/syntax/terms.h"
#include "compiler/syntax/words.h"
#include "runtime/base/utf8.h"

enum {
  WIDEST = 400,       // columns of characters on a line
  MOST_COLUMNS = 16,
  HEAD_LINES = 6,     // titles may take several lines
  GAP = 2,            // spaces that part two columns
  SHIFT = 2,          // by which the start of a column may differ from line to line
  LONGEST_NUMBER = 8, // bytes of “12”, “III”, “1.1”
};

// A stretch of a line between gaps.
struct piece {
  size_t column; // in characters
  struct str s;
};
struct pieces {
  struct piece at[MOST_COLUMNS * 2];
  size_t n;
};

struct cells {
  struct buf text[MOST_COLUMNS];
};

struct grid {
  struct pages *pages;
  size_t head, first, end;    // lines: of the titles, of the first row, behind the last
  size_t start[MOST_COLUMNS]; // of the columns, on the page at hand
  size_t columns;
};

static struct sheet_line *line_at(const struct grid *grid, size_t i) {
  return &grid->pages->lines.at[i];
}

// ---- Lines in pieces

static void cut(struct str s, struct pieces *pieces) {
  size_t column = 0, spaces = GAP;
  *pieces = (struct pieces){ 0 };
  for (size_t at = 0, from; at < s.n && column < WIDEST; column++) {
    from = at;
    if (uni_is_space(utf8_next(s, &at))) {
      spaces++;
      continue;
    }
    if (spaces >= GAP && pieces->n == sizeof pieces->at / sizeof *pieces->at)
      return;
    if (spaces >= GAP)
      pieces->at[pieces->n++] = (struct piece){ column, str_slice(s, from, from) };
    spaces = 0;
    struct piece *last = &pieces->at[pieces->n - 1];
    last->s.n = (size_t)(s.p + at - last->s.p);
  }
}

// “1”, “12.”, “IV”, “1.1”: what numbers a row.
static bool is_number(struct str s) {
  bool digit = false;
  s = str_trim(s);
  for (size_t i = 0; i < s.n; i++) {
    bool numeral = (s.p[i] >= '0' && s.p[i] <= '9') || strchr("IVX", s.p[i]);
    if (!numeral && !strchr(".)", s.p[i]))
      return false;
    digit |= numeral;
  }
  return digit && s.n <= LONGEST_NUMBER;
}

static bool is_head(struct str s) {
  enum { FEWEST = 3 };
  struct pieces pieces;
  struct str trimmed = str_trim(s);
  size_t end = term_match(TERM_ROW, trimmed, 0), gap_end;
  if (end == SIZE_MAX || line_gap(trimmed, end, &gap_end) != end)
    return false;
  cut(s, &pieces);
  return pieces.n >= FEWEST;
}

static bool begins_row(const struct pieces *pieces) {
  return pieces->n > 0 && is_number(pieces->at[0].s);
}

// ---- The region

// One piece alone above the line of “TT” is the upper half of a title whose lower half stands below that line: “Cơ quan”,
// “phối hợp”. On the line itself nothing stands between them.
static bool is_upper_half(const struct pages *pages, const struct piece *piece, size_t head) {
  struct pieces pieces;
  size_t from = piece->column, to = from + text_width(piece->s);
  bool below = false;
  cut(pages->lines.at[head].s, &pieces);
  for (size_t p = 0; p < pieces.n; p++)
    if (pieces.at[p].column < to && pieces.at[p].column + text_width(pieces.at[p].s) > from)
      return false;
  if (head + 1 < pages->lines.n) {
    cut(pages->lines.at[head + 1].s, &pieces);
    for (size_t p = 0; p < pieces.n && !begins_row(&pieces); p++)
      below |= pieces.at[p].column < to + GAP && pieces.at[p].column + text_width(pieces.at[p].s) + GAP > from;
  }
  return below;
}

// Titles go up from the line of “TT” while lines stand right above it and further in.
static size_t head_top(const struct pages *pages, size_t head) {
  struct pieces pieces;
  size_t top = head;
  while (top > 0 && head - top < HEAD_LINES && !line_is_blank(&pages->lines.at[top - 1])) {
    cut(pages->lines.at[top - 1].s, &pieces);
    if (!pieces.n || pieces.at[0].column < 20 || (pieces.n == 1 && !is_upper_half(pages, &pieces.at[0], head)))
      break;
    top--;
  }
  return top;
}

// The first line behind the titles that begins a row, or SIZE_MAX.
static size_t first_row(const struct pages *pages, size_t head) {
  struct pieces pieces;
  for (size_t i = head + 1; i < pages->lines.n && i <= head + HEAD_LINES; i++) {
    cut(pages->lines.at[i].s, &pieces);
    if (begins_row(&pieces) && pieces.n > 1)
      return i;
  }
  return SIZE_MAX;
}

// Whether the table goes on with line i, which stands behind a blank: with a row, or with its titles said again.
static bool resumes(const struct grid *grid, size_t i) {
  struct pieces pieces;
  for (size_t ahead = i; ahead < grid->pages->lines.n && ahead < i + HEAD_LINES; ahead++)
    if (is_head(line_at(grid, ahead)->s) && head_top(grid->pages, ahead) <= i)
      return true;
  cut(line_at(grid, i)->s, &pieces);
  return begins_row(&pieces) && pieces.n > 1 && pieces.at[0].column <= grid->start[0] + SHIFT;
}

static void find_end(struct grid *grid) {
  bool blank = false;
  grid->end = grid->first + 1;
  for (size_t i = grid->first + 1; i < grid->pages->lines.n; i++) {
    if (line_is_blank(line_at(grid, i))) {
      blank = true;
      continue;
    }
    if ((blank && !resumes(grid, i)) || line_is_row(line_at(grid, i)->s))
      return;
    blank = false;
    grid->end = i + 1;
  }
}

// ---- Where the columns are

// Starts of pieces that many lines share, from line `from` to the end of its page or of the table.
static void find_columns(struct grid *grid, size_t from, size_t end) {
  size_t count[WIDEST + 1] = { 0 }, lines = 0;
  struct pieces pieces;
  for (size_t i = from; i < end; i++) {
    cut(line_at(grid, i)->s, &pieces);
    lines += pieces.n > 0;
    for (size_t p = 0; p < pieces.n; p++)
      count[pieces.at[p].column]++;
  }
  grid->columns = 0;
  for (size_t c = 0; c < WIDEST; c++) {
    size_t near = 0, best = c;
    for (size_t k = c; k <= c + SHIFT && k < WIDEST; k++) {
      near += count[k];
      best = count[k] > count[best] ? k : best;
    }
    bool often = near * 6 >= lines && near > 0;
    bool apart = !grid->columns || best > grid->start[grid->columns - 1] + SHIFT + 1;
    if (!count[c] || !often || !apart || grid->columns == MOST_COLUMNS)
      continue;
    grid->start[grid->columns++] = best;
    c = best + SHIFT;
  }
}

// The byte where column `k` begins on the line: the word that starts nearest to it, or SIZE_MAX.
static size_t column_byte(struct str s, size_t start) {
  size_t found = SIZE_MAX, column = 0, best = SHIFT + 1;
  bool space = true;
  for (size_t at = 0, from; at < s.n && column <= start + SHIFT; column++) {
    from = at;
    bool now = uni_is_space(utf8_next(s, &at));
    size_t distance = column > start ? column - start : start - column;
    if (!now && space && distance < best) {
      best = distance;
      found = from;
    }
    space = now;
  }
  return found;
}

// ---- Cells

static void add_words(struct buf *cell, struct str words) {
  words = str_trim(words);
  if (words.n && cell->n)
    buf_byte(cell, ' ');
  for (size_t i = 0; i < words.n; i++) {
    if (words.p[i] == '|')
      buf_byte(cell, '\\');
    buf_byte(cell, words.p[i]);
  }
}

static void add_line(const struct grid *grid, struct str s, struct cells *cells) {
  size_t from = 0, column = 0;
  for (size_t k = 1; k <= grid->columns; k++) {
    size_t to = k < grid->columns ? column_byte(s, grid->start[k]) : s.n;
    if (to == SIZE_MAX || to < from)
      continue;
    add_words(&cells->text[column], str_slice(s, from, to));
    from = to;
    column = k;
  }
}

// A title belongs to the column over which its middle stands.
static void add_titles(const struct grid *grid, struct str s, struct cells *cells) {
  struct pieces pieces;
  cut(s, &pieces);
  for (size_t p = 0; p < pieces.n; p++) {
    size_t middle = pieces.at[p].column + text_width(pieces.at[p].s) / 2, column = 0;
    while (column + 1 < grid->columns && grid->start[column + 1] <= middle)
      column++;
    add_words(&cells->text[column], pieces.at[p].s);
  }
}

static struct str take_row(const struct grid *grid, struct cells *cells, bool titles) {
  struct buf out = { 0 };
  buf_byte(&out, '|');
  for (size_t k = 0; k < grid->columns; k++) {
    buf_printf(&out, " " STR_FMT " |", STR_ARG(buf_view(&cells->text[k])));
    buf_finish(&cells->text[k]);
  }
  if (titles)
    buf_text(&out, "\n|");
  for (size_t k = 0; titles && k < grid->columns; k++)
    buf_text(&out, "---|");
  struct str row = str_copy(grid->pages->script->arena, buf_view(&out));
  buf_finish(&out);
  return row;
}

// ---- Checking before anything is changed

// Rows begin where their number stands: words of the second column on the line of nearly every number.
static bool is_top_aligned(const struct grid *grid) {
  size_t numbers = 0, with_words = 0;
  struct pieces pieces;
  for (size_t i = grid->first; i < grid->end; i++) {
    cut(line_at(grid, i)->s, &pieces);
    if (line_is_blank(line_at(grid, i)) || !begins_row(&pieces) || pieces.at[0].column > grid->start[0] + SHIFT)
      continue;
    numbers++;
    with_words += pieces.n > 1 && pieces.at[1].column <= grid->start[1] + SHIFT;
  }
  return numbers > 1 && with_words * 10 >= numbers * 9;
}

static size_t page_end(const struct grid *grid, size_t from) {
  size_t i = from;
  while (i < grid->end && line_at(grid, i)->page == line_at(grid, from)->page)
    i++;
  return i;
}

// Behind the titles that a new page says again, or `from` where it does not.
static size_t skip_titles(const struct grid *grid, size_t from, size_t end) {
  size_t i = from;
  while (i < end && line_is_blank(line_at(grid, i)))
    i++;
  for (size_t head = i; head < end && head < i + HEAD_LINES; head++) {
    if (!is_head(line_at(grid, head)->s) || head_top(grid->pages, head) > i)
      continue;
    size_t row = first_row(grid->pages, head);
    size_t titles = grid->first - grid->head; // as many lines as the first time
    return row < i + titles + 1 ? row : head + 1;
  }
  return from;
}

// ---- Writing

static void merge_line(struct grid *grid, size_t i) {
  line_at(grid, i)->merged = true;
}

static void put_titles(struct grid *grid) {
  struct cells cells = { 0 };
  for (size_t i = grid->head; i < grid->first; i++) {
    add_titles(grid, line_at(grid, i)->s, &cells);
    merge_line(grid, i);
  }
  line_at(grid, grid->head)->s = take_row(grid, &cells, true);
  line_at(grid, grid->head)->merged = false;
}

struct rows {
  struct cells cells;
  size_t line; // where the row at hand begins, or SIZE_MAX
};

static void end_row(struct grid *grid, struct rows *rows) {
  if (rows->line == SIZE_MAX)
    return;
  struct sheet_line *line = line_at(grid, rows->line);
  line->s = take_row(grid, &rows->cells, false);
  line->merged = false;
  rows->line = SIZE_MAX;
}

// The lines of one page. Its columns may stand a little elsewhere than those of the page before.
static void put_page(struct grid *grid, struct rows *rows, size_t from, size_t end) {
  struct pieces pieces;
  for (size_t i = from; i < end; i++) {
    struct sheet_line *line = line_at(grid, i);
    bool blank = line_is_blank(line);
    cut(line->s, &pieces);
    merge_line(grid, i);
    if (blank)
      continue;
    if (begins_row(&pieces) && pieces.at[0].column <= grid->start[0] + SHIFT) {
      end_row(grid, rows);
      rows->line = i;
    }
    add_line(grid, line->s, &rows->cells);
  }
}

static void put_table(struct grid *grid) {
  struct rows rows = { .line = SIZE_MAX };
  size_t columns = grid->columns, first[MOST_COLUMNS];
  memcpy(first, grid->start, sizeof first);
  put_titles(grid);
  for (size_t from = grid->first, end; from < grid->end; from = end) {
    end = page_end(grid, from);
    size_t body = from == grid->first ? from : skip_titles(grid, from, end);
    for (size_t i = from; i < body; i++) {
      if (!line_is_blank(line_at(grid, i)))
        pages_drop(grid->pages, i, IMPORT_FACT_TABLE_HEAD);
      merge_line(grid, i);
    }
    find_columns(grid, body, end);
    if (grid->columns != columns) { // too few lines on this page to tell
      memcpy(grid->start, first, sizeof first);
      grid->columns = columns;
    }
    put_page(grid, &rows, body, end);
  }
  end_row(grid, &rows);
}

static void tell(const struct grid *grid, enum import_fact fact) {
  struct buf words = { 0 };
  for (size_t i = grid->head; i < grid->end; i++)
    if (!line_is_blank(line_at(grid, i)))
      buf_printf(&words, "%s" STR_FMT, words.n ? "\n" : "", STR_ARG(str_trim(line_at(grid, i)->s)));
  struct arena *arena = grid->pages->script->arena;
  script_note(grid->pages->script, fact, (uint32_t)grid->head + 1, str_copy(arena, buf_view(&words)),
              str_printf(arena, "%zu–%zu", grid->head + 1, grid->end));
  buf_finish(&words);
}

// The table whose line of “TT” is `head`; the line behind it.
static size_t tabulate(struct pages *pages, size_t head) {
  enum { FEWEST = 3 };
  struct grid grid = { .pages = pages, .first = first_row(pages, head) };
  if (grid.first == SIZE_MAX) {
    script_note(pages->script, IMPORT_FACT_COLUMNS_KEPT, (uint32_t)head + 1, str_trim(pages->lines.at[head].s),
                str_printf(pages->script->arena, "%zu", head + 1));
    return head + 1;
  }
  grid.head = head_top(pages, head);
  grid.end = grid.first + 1;
  find_end(&grid);
  find_columns(&grid, grid.first, page_end(&grid, grid.first));
  bool table = grid.columns >= FEWEST && is_top_aligned(&grid);
  tell(&grid, table ? IMPORT_FACT_COLUMNS : IMPORT_FACT_COLUMNS_KEPT);
  if (table)
    put_table(&grid);
  return grid.end;
}

void pages_tabulate(struct pages *pages) {
  for (size_t i = 0; i < pages->lines.n;)
    i = !line_is_blank(&pages->lines.at[i]) && is_head(pages->lines.at[i].s) ? tabulate(pages, i) : i + 1;
}
