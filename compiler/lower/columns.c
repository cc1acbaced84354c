// The columns of the responsibility matrix, one row each: title, width and what a cell says. The official annex, the page
// and the sheet are all made from them.
#include "compiler/lower/lowering.h"

#include "runtime/base/utf8.h"

// ---- What the cells say

static const struct matrix_row *row_at(const struct matrix *matrix, size_t row) {
  return &matrix->rows.at[row];
}

// Bodies as the author wrote them; a list is joined by the mark that no name holds.
struct str lower_actors(struct arena *arena, const struct actors *actors) {
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
  return lower_actors(arena, &row_at(matrix, row)->task->lead);
}
static struct str coordinate_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  return lower_actors(arena, &row_at(matrix, row)->task->coordinate);
}
static struct str monitor_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  return lower_actors(arena, &row_at(matrix, row)->task->monitor);
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
struct str lower_plan_name(struct arena *arena, const struct plan *plan) {
  const struct header *header = &plan->header;
  if (str_trim(header->number.text.s).n)
    return lower_symbol(arena, header);
  struct str subject = lower_shorten(arena, header->subject.text.s, SUBJECT_LIMIT);
  return subject.n ? subject : str_from(plan->source->name);
}

static struct str plan_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  if (matrix->plans.n < 2)
    return (struct str){ 0 };
  return lower_plan_name(arena, matrix->plans.at[row_at(matrix, row)->plan]);
}

static const enum word role_words[MATRIX_ROLES] = {
  [MATRIX_LEAD] = WORD_ROLE_LEAD, [MATRIX_COORDINATE] = WORD_ROLE_COORDINATE, [MATRIX_MONITOR] = WORD_ROLE_MONITOR
};

static struct str role_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  (void)arena;
  enum matrix_role role = row_at(matrix, row)->role;
  return role == MATRIX_ANY_ROLE ? (struct str){ 0 } : word(role_words[role]);
}

struct str lower_day(struct arena *arena, struct date day) {
  return str_printf(arena, "%02d/%02d/%04d", day.day, day.month, day.year);
}

// First and last of the task's deadlines; false when it names none.
static bool deadlines(const struct task *task, struct date *first, struct date *last) {
  *first = *last = (struct date){ 0 };
  for (size_t i = 0; i < task->time.intervals.n; i++) {
    struct date to = task->time.intervals.at[i].to;
    if (!date_is_whole(to))
      continue;
    if (first->year == 0 || date_compare(to, *first) < 0)
      *first = to;
    if (last->year == 0 || date_compare(to, *last) > 0)
      *last = to;
  }
  return first->year != 0;
}

static struct str first_deadline_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  struct date first, last;
  return deadlines(row_at(matrix, row)->task, &first, &last) ? lower_day(arena, first) : (struct str){ 0 };
}

// Empty where there is one deadline only.
static struct str last_deadline_text(struct arena *arena, const struct matrix *matrix, size_t row) {
  struct date first, last;
  bool two = deadlines(row_at(matrix, row)->task, &first, &last) && date_compare(first, last) != 0;
  return two ? lower_day(arena, last) : (struct str){ 0 };
}

static const struct matrix_column columns[] = {
  { .title = WORD_ORDINAL, .share = 4, .width = 5, .always = true, .center = true, .kind = SHEET_NUMBER,
    .text = ordinal_text },
  { .title = WORD_AGENCY, .share = 16, .width = 24, .merges = true, .text = group_text },
  { .title = WORD_ROLE, .share = 8, .width = 10, .text = role_text },
  { .title = WORD_TASK, .share = 34, .width = 52, .always = true, .text = task_text },
  { .title = WORD_LEAD, .share = 17, .width = 26, .always = true, .merges = true, .text = lead_text },
  { .title = WORD_COORDINATE, .share = 24, .width = 34, .always = true, .merges = true, .text = coordinate_text },
  { .title = WORD_MONITOR, .share = 16, .width = 26, .merges = true, .text = monitor_text },
  { .title = WORD_TIME, .share = 18, .width = 22, .always = true, .merges = true, .text = time_text },
  { .title = WORD_FIRST_DEADLINE, .width = 12, .center = true, .workbook = true, .kind = SHEET_DATE,
    .text = first_deadline_text },
  { .title = WORD_LAST_DEADLINE, .width = 12, .center = true, .workbook = true, .kind = SHEET_DATE,
    .text = last_deadline_text },
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

struct matrix_columns matrix_columns(struct arena *arena, const struct matrix *matrix, bool source, bool workbook) {
  struct matrix_columns chosen = { 0 };
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    const struct matrix_column *column = &columns[i];
    if ((source || !column->source) && (workbook || !column->workbook) && (column->always || says_something(arena, matrix, column)))
      vec_push(arena, &chosen.list, column);
  }
  return chosen;
}

// A cell continues the one above it when both rows inherit from the same item and say the same.
static bool continues(struct arena *arena, const struct matrix *matrix, const struct matrix_column *column, size_t row) {
  if (row == 0 || !column->merges)
    return false;
  const struct matrix_row *above = row_at(matrix, row - 1), *own = row_at(matrix, row);
  if (!str_eq(own->group, above->group) || column->text == group_text)
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

struct str matrix_group_counts(struct arena *arena, const struct matrix *matrix, size_t row, size_t *end) {
  size_t counts[MATRIX_ROLES] = { 0 };
  struct str text = STR("");
  for (*end = row; *end < matrix->rows.n && str_eq(row_at(matrix, *end)->group, row_at(matrix, row)->group); ++*end)
    counts[row_at(matrix, *end)->role]++;
  for (enum matrix_role role = MATRIX_LEAD; role < MATRIX_ROLES; role++)
    if (counts[role])
      text = str_printf(arena, STR_FMT "%s" STR_FMT " %zu", STR_ARG(text), text.n ? ", " : "",
                        STR_ARG(text_fold_str(arena, word(role_words[role]))), counts[role]);
  return text;
}
