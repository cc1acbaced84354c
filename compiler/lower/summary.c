// The summary as sheets: bodies, what falls due by quarter, weeks, tasks that seem to be the same, numbers given twice. Sheets
// with nothing to say are left out.
#include "compiler/lower/lowering.h"

#include "runtime/base/utf8.h"

enum { MOST_QUARTERS = 24, TEXT_LIMIT = 160 };

struct making {
  struct arena *arena;
  const struct summary *summary;
  struct sheet *first, *last;
};

struct heading {
  enum word title;
  double width;
  enum sheet_kind kind;
};

static struct sheet *add_sheet(struct making *m, enum word name, enum word title) {
  struct sheet *sheet = arena_new(m->arena, struct sheet);
  sheet->name = word(name);
  sheet->title = word(title);
  sheet->brief = true;
  if (m->last)
    m->last->next = sheet;
  else
    m->first = sheet;
  return m->last = sheet;
}

static void add_column(struct making *m, struct sheet *sheet, struct str title, double width, enum sheet_kind kind) {
  vec_push(m->arena, &sheet->columns,
           (struct sheet_column){ .title = title, .width = width, .center = kind != SHEET_TEXT, .kind = kind });
}

// The ordinal, then these columns.
static void add_columns(struct making *m, struct sheet *sheet, const struct heading *columns, size_t n) {
  add_column(m, sheet, word(WORD_ORDINAL), 5, SHEET_NUMBER);
  for (size_t i = 0; i < n; i++)
    add_column(m, sheet, word(columns[i].title), columns[i].width, columns[i].kind);
}
#define ADD_COLUMNS(m, sheet, columns) add_columns((m), (sheet), (columns), sizeof(columns) / sizeof *(columns))

static void add_merged(struct making *m, struct sheet *sheet, struct str text, int rows) {
  vec_push(m->arena, &sheet->cells, (struct sheet_cell){ text, rows });
}

static void add_cell(struct making *m, struct sheet *sheet, struct str text) {
  add_merged(m, sheet, text, 1);
}

// Nought is an empty cell: what there is stands out.
static void add_count(struct making *m, struct sheet *sheet, size_t count) {
  add_cell(m, sheet, count ? str_printf(m->arena, "%zu", count) : (struct str){ 0 });
}

static void add_ordinal(struct making *m, struct sheet *sheet) {
  add_cell(m, sheet, str_printf(m->arena, "%zu", ++sheet->rows));
}

// ---- Bodies

static bool any_monitor(const struct summary *summary) {
  for (size_t i = 0; i < summary->bodies.n; i++)
    if (summary->bodies.at[i].counts[MATRIX_MONITOR])
      return true;
  return false;
}

static void add_bodies(struct making *m) {
  const struct summary *summary = m->summary;
  bool plans = summary->matrix->plans.n > 1, monitor = any_monitor(summary);
  struct sheet *sheet = add_sheet(m, WORD_SUMMARY, WORD_SUMMARY_TITLE);
  add_column(m, sheet, word(WORD_ORDINAL), 5, SHEET_NUMBER);
  add_column(m, sheet, word(WORD_AGENCY), 46, SHEET_TEXT);
  if (plans)
    add_column(m, sheet, word(WORD_PLAN_COUNT), 12, SHEET_NUMBER);
  add_column(m, sheet, word(WORD_TASK_COUNT), 12, SHEET_NUMBER);
  add_column(m, sheet, word(WORD_ROLE_LEAD), 12, SHEET_NUMBER);
  add_column(m, sheet, word(WORD_ROLE_COORDINATE), 12, SHEET_NUMBER);
  if (monitor)
    add_column(m, sheet, word(WORD_ROLE_MONITOR), 12, SHEET_NUMBER);
  add_column(m, sheet, word(WORD_LASTING), 18, SHEET_NUMBER);
  add_column(m, sheet, word(WORD_NO_TIME), 18, SHEET_NUMBER);
  for (size_t i = 0; i < summary->bodies.n; i++) {
    const struct summary_body *body = &summary->bodies.at[i];
    add_ordinal(m, sheet);
    add_cell(m, sheet, body->name);
    if (plans)
      add_count(m, sheet, body->plans);
    add_count(m, sheet, body->counts[MATRIX_ANY_ROLE]);
    add_count(m, sheet, body->counts[MATRIX_LEAD]);
    add_count(m, sheet, body->counts[MATRIX_COORDINATE]);
    if (monitor)
      add_count(m, sheet, body->counts[MATRIX_MONITOR]);
    add_count(m, sheet, body->lasting);
    add_count(m, sheet, body->undated);
  }
}

// ---- Quarters; years, where there would be too many columns to read

static int period_of(int quarter, bool years) {
  return years ? quarter / 4 : quarter;
}

static size_t add_periods(struct making *m, struct sheet *sheet, bool years) {
  const struct summary *summary = m->summary;
  size_t first = sheet->columns.n;
  for (size_t i = 0; i < summary->quarters.n; i++) {
    int quarter = summary->quarters.at[i];
    if (i == 0 || period_of(quarter, years) != period_of(summary->quarters.at[i - 1], years))
      add_column(m, sheet, years ? str_printf(m->arena, "%d", quarter / 4) : lower_quarter(m->arena, quarter, false), 12,
                 SHEET_NUMBER);
  }
  return sheet->columns.n - first;
}

static void add_period_row(struct making *m, struct sheet *sheet, const struct summary_body *body, bool years) {
  size_t next = 0;
  add_ordinal(m, sheet);
  add_cell(m, sheet, body->name);
  for (size_t i = 0; i < m->summary->quarters.n;) {
    int period = period_of(m->summary->quarters.at[i], years);
    size_t count = 0;
    while (i < m->summary->quarters.n && period_of(m->summary->quarters.at[i], years) == period)
      i++;
    for (; next < body->quarters.n && period_of(body->quarters.at[next].quarter, years) == period; next++)
      count += body->quarters.at[next].counts[MATRIX_ANY_ROLE];
    add_count(m, sheet, count);
  }
}

static void add_quarters(struct making *m) {
  bool years = m->summary->quarters.n > MOST_QUARTERS;
  struct sheet *sheet = add_sheet(m, years ? WORD_YEARS : WORD_QUARTERS, years ? WORD_YEARS_TITLE : WORD_QUARTERS_TITLE);
  add_column(m, sheet, word(WORD_ORDINAL), 5, SHEET_NUMBER);
  add_column(m, sheet, word(WORD_AGENCY), 46, SHEET_TEXT);
  add_periods(m, sheet, years);
  for (size_t i = 0; i < m->summary->bodies.n; i++)
    if (m->summary->bodies.at[i].quarters.n)
      add_period_row(m, sheet, &m->summary->bodies.at[i], years);
}

// ---- Weeks and pairs: tasks with their place

static const struct matrix_row *row_at(const struct making *m, size_t row) {
  return &m->summary->matrix->rows.at[row];
}

static struct str plan_name(const struct making *m, size_t plan) {
  return lower_plan_name(m->arena, m->summary->matrix->plans.at[plan]);
}

// Where a task stands, and what it says.
static void add_task(struct making *m, struct sheet *sheet, size_t row) {
  add_cell(m, sheet, str_printf(m->arena, STR_FMT ", " STR_FMT, STR_ARG(plan_name(m, row_at(m, row)->plan)),
                                STR_ARG(row_at(m, row)->task->id)));
  add_cell(m, sheet, lower_shorten(m->arena, row_at(m, row)->text, TEXT_LIMIT));
}

static void add_weeks(struct making *m) {
  static const struct heading columns[] = {
    { WORD_LEAD, 34, SHEET_TEXT }, { WORD_WEEK, 24, SHEET_TEXT }, { WORD_PLACE_IN_PLAN, 24, SHEET_TEXT }, { WORD_TASK, 80, SHEET_TEXT },
  };
  struct sheet *sheet = add_sheet(m, WORD_WEEKS, WORD_WEEKS_TITLE);
  ADD_COLUMNS(m, sheet, columns);
  for (size_t i = 0; i < m->summary->weeks.n; i++) {
    const struct summary_week *week = &m->summary->weeks.at[i];
    struct date sunday = date_from_days(date_days(week->monday) + 6);
    struct str span = str_printf(m->arena, STR_FMT " - " STR_FMT, STR_ARG(lower_day(m->arena, week->monday)),
                                 STR_ARG(lower_day(m->arena, sunday)));
    for (size_t j = 0; j < week->rows.n; j++) {
      int rows = j == 0 ? (int)week->rows.n : 0;
      add_ordinal(m, sheet);
      add_merged(m, sheet, m->summary->bodies.at[week->body].name, rows);
      add_merged(m, sheet, span, rows);
      add_task(m, sheet, week->rows.at[j]);
    }
  }
}

static void add_pairs(struct making *m) {
  static const struct heading columns[] = {
    { WORD_PERCENT, 9, SHEET_NUMBER }, { WORD_FIRST_PLAN, 24, SHEET_TEXT }, { WORD_TASK, 56, SHEET_TEXT },
    { WORD_OTHER_PLAN, 24, SHEET_TEXT }, { WORD_TASK, 56, SHEET_TEXT },
  };
  struct sheet *sheet = add_sheet(m, WORD_SIMILAR, WORD_SIMILAR_TITLE);
  ADD_COLUMNS(m, sheet, columns);
  for (size_t i = 0; i < m->summary->pairs.n; i++) {
    const struct summary_pair *pair = &m->summary->pairs.at[i];
    add_ordinal(m, sheet);
    add_count(m, sheet, (size_t)pair->percent);
    add_task(m, sheet, pair->first);
    add_task(m, sheet, pair->second);
  }
}

static void add_numbers(struct making *m) {
  static const struct heading columns[] = {
    { WORD_PLAN, 24, SHEET_TEXT }, { WORD_FIRST_PLAN, 60, SHEET_TEXT }, { WORD_OTHER_PLAN, 60, SHEET_TEXT },
  };
  struct sheet *sheet = add_sheet(m, WORD_SAME_NUMBER, WORD_SAME_NUMBER_TITLE);
  ADD_COLUMNS(m, sheet, columns);
  for (size_t i = 0; i < m->summary->numbers.n; i++) {
    const struct summary_number *number = &m->summary->numbers.at[i];
    add_ordinal(m, sheet);
    add_cell(m, sheet, plan_name(m, number->first));
    add_cell(m, sheet, str_from(m->summary->matrix->plans.at[number->first]->source->name));
    add_cell(m, sheet, str_from(m->summary->matrix->plans.at[number->second]->source->name));
  }
}

struct sheet *lower_summary_sheets(struct arena *arena, const struct summary *summary) {
  struct making making = { .arena = arena, .summary = summary };
  add_bodies(&making);
  if (summary->quarters.n)
    add_quarters(&making);
  if (summary->weeks.n)
    add_weeks(&making);
  if (summary->pairs.n)
    add_pairs(&making);
  if (summary->numbers.n)
    add_numbers(&making);
  return making.first;
}

// ---- As tables of a document

static void add_table_row(struct arena *arena, struct doc_table *table, const struct sheet *sheet, size_t row) {
  struct doc_row *cells = doc_add_row(arena, table);
  for (size_t c = 0; c < sheet->columns.n; c++) {
    const struct sheet_cell *cell = &sheet->cells.at[row * sheet->columns.n + c];
    if (cell->rows == 0) {
      doc_add_covered(arena, cells);
      continue;
    }
    struct doc_cell *made = doc_add_cell(arena, cells);
    made->rows = cell->rows;
    doc_add_line(arena, made->blocks, sheet->columns.at[c].center ? "table-center" : "table-text", cell->text);
  }
}

void lower_sheet_table(struct arena *arena, struct doc_blocks *blocks, const struct sheet *sheet) {
  struct doc_paragraph *title = doc_add_line(arena, blocks, "annex-title", sheet->title);
  title->role = DOC_HEADING;
  title->level = 2;
  title->bookmark = sheet->name;
  title->bookmark_level = 1;
  struct doc_table *table = doc_add_table(arena, blocks, "matrix");
  table->caption = sheet->name;
  table->header_rows = 1;
  double total = 0;
  for (size_t c = 0; c < sheet->columns.n; c++)
    total += sheet->columns.at[c].width;
  struct doc_row *head = doc_add_row(arena, table);
  for (size_t c = 0; c < sheet->columns.n; c++) {
    struct doc_cell *cell = doc_add_cell(arena, head);
    cell->header = true;
    doc_add_line(arena, cell->blocks, "table-head", sheet->columns.at[c].title);
    vec_push(arena, &table->shares, 100 * sheet->columns.at[c].width / total);
  }
  for (size_t row = 0; row < sheet->rows; row++)
    add_table_row(arena, table, sheet, row);
}
