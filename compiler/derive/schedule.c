// When each task is under way. What has no end of its own runs as far as the plan does.
#include "compiler/derive/schedule.h"

#include <stdlib.h>

enum { QUARTERS = 4, MONTHS_OF_QUARTER = 3 };

int quarter_of(struct date date) {
  return date.year * QUARTERS + (date.month > 0 ? (date.month - 1) / MONTHS_OF_QUARTER : 0);
}

// Of a date of which only the year may be known: its last quarter.
static int last_quarter_of(struct date date) {
  return date.month > 0 ? quarter_of(date) : date.year * QUARTERS + QUARTERS - 1;
}

// ---- One task

// A deadline without a beginning is worked at from the date of issue on, if that is known and earlier.
static struct schedule_bar bar_of(const struct plan *plan, const struct interval *interval) {
  struct schedule_bar bar = { .begins = interval->from.year && !interval->deadline, .ends = interval->to.year != 0 };
  struct date issued = plan->header.date.year ? plan->header.date : plan->from;
  bar.to = bar.ends ? last_quarter_of(interval->to) : plan->to.year ? last_quarter_of(plan->to) : quarter_of(interval->from);
  bar.from = interval->from.year ? quarter_of(interval->from) : issued.year ? quarter_of(issued) : bar.to;
  if (bar.from > bar.to) { // past its time: the end that is named counts
    if (bar.ends)
      bar.from = bar.to;
    else
      bar.to = bar.from;
  }
  return bar;
}

// The time of one task.
static struct schedule_row row_of_task(struct arena *arena, const struct plan *plan, const struct task *task) {
  struct schedule_row row = { .kind = SCHEDULE_UNDATED };
  if (!task->has_time)
    return row;
  for (size_t i = 0; i < task->time.intervals.n; i++) {
    const struct interval *interval = &task->time.intervals.at[i];
    if (interval->from.year || interval->to.year)
      vec_push(arena, &row.bars, bar_of(plan, interval));
  }
  if (row.bars.n)
    row.kind = SCHEDULE_DATED;
  else if (task->time.kind == TIME_RECURRING || task->time.kind == TIME_CONTINUOUS)
    row.kind = SCHEDULE_STANDING;
  return row;
}

// ---- All of them

// The matrix by bodies lists a task under each: the first place counts. Tasks are told apart by plan and place in it.
struct place_of_row {
  size_t plan, row;
  struct str id;
};

static int compare_places(const void *left, const void *right) {
  const struct place_of_row *a = left, *b = right;
  if (a->plan != b->plan)
    return a->plan < b->plan ? -1 : 1;
  int order = str_cmp(a->id, b->id);
  return order ? order : a->row < b->row ? -1 : a->row > b->row;
}

// For each row the first row of its task.
static size_t *first_rows(struct arena *arena, const struct matrix *matrix) {
  size_t n = matrix->rows.n;
  size_t *first = arena_array(arena, size_t, n + 1);
  struct place_of_row *places = arena_array(arena, struct place_of_row, n + 1);
  for (size_t i = 0; i < n; i++)
    places[i] = (struct place_of_row){ matrix->rows.at[i].plan, i, matrix->rows.at[i].task->id };
  qsort(places, n, sizeof *places, compare_places);
  for (size_t i = 0; i < n; i++) {
    bool same = i && places[i].plan == places[i - 1].plan && str_eq(places[i].id, places[i - 1].id);
    first[places[i].row] = same ? first[places[i - 1].row] : places[i].row;
  }
  return first;
}

static void widen(struct schedule *schedule, int from, int to) {
  if (!schedule->dated || from < schedule->from)
    schedule->from = from;
  if (!schedule->dated || to > schedule->to)
    schedule->to = to;
  schedule->dated = true;
}

static void add_phases(struct arena *arena, struct schedule *schedule, const struct plan *plan) {
  for (size_t i = 0; i < plan->phases.n; i++) {
    const struct phase *phase = &plan->phases.at[i];
    if (phase->from.year == 0 || phase->to.year == 0 || date_compare(phase->from, phase->to) > 0)
      continue;
    struct schedule_phase own = { phase->name, quarter_of(phase->from), last_quarter_of(phase->to) };
    vec_push(arena, &schedule->phases, own);
    widen(schedule, own.from, own.to);
  }
}

// The spans of the plans belong to the picture only where something in it is dated.
static void add_spans(struct schedule *schedule, const struct matrix *matrix) {
  for (size_t i = 0; i < matrix->plans.n && schedule->dated; i++) {
    const struct plan *plan = matrix->plans.at[i];
    if (plan->from.year && plan->to.year && date_compare(plan->from, plan->to) <= 0)
      widen(schedule, quarter_of(plan->from), last_quarter_of(plan->to));
  }
}

struct schedule schedule_make(struct arena *arena, const struct matrix *matrix) {
  struct schedule schedule = { 0 };
  size_t *first = first_rows(arena, matrix);
  schedule.of = arena_array(arena, size_t, matrix->rows.n + 1);
  for (size_t i = 0; i < matrix->rows.n; i++) {
    const struct matrix_row *row = &matrix->rows.at[i];
    schedule.of[i] = first[i] == i ? schedule.rows.n : schedule.of[first[i]];
    if (first[i] != i)
      continue;
    struct schedule_row own = row_of_task(arena, matrix->plans.at[row->plan], row->task);
    own.row = i;
    for (size_t b = 0; b < own.bars.n; b++)
      widen(&schedule, own.bars.at[b].from, own.bars.at[b].to);
    schedule.counts[own.kind]++;
    vec_push(arena, &schedule.rows, own);
  }
  if (schedule.dated && matrix->plans.n == 1)
    add_phases(arena, &schedule, matrix->plans.at[0]);
  add_spans(&schedule, matrix);
  return schedule;
}

struct schedule_scale schedule_scale(const struct schedule *schedule) {
  static const int units[] = { 1, QUARTERS, 5 * QUARTERS, 10 * QUARTERS, 100 * QUARTERS, 1000 * QUARTERS };
  struct schedule_scale scale = { 0 };
  for (size_t i = 0; i < sizeof units / sizeof *units && schedule->dated; i++) {
    int first = schedule->from / units[i], last = schedule->to / units[i];
    scale = (struct schedule_scale){ first * units[i], units[i], last - first + 1 };
    if (scale.columns <= SCHEDULE_COLUMNS)
      break;
  }
  return scale;
}
