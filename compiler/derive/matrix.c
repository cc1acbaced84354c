// Building and ordering the matrix. A row is a task of a plan; nothing is computed that the plan does not say.
#include <stdlib.h>

#include "compiler/derive/rows.h"

#include "runtime/base/utf8.h"

// ---- Rows

static int compare_references(const void *left, const void *right) {
  const struct reference *a = *(const struct reference *const *)left, *b = *(const struct reference *const *)right;
  return a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

// The references that are printed otherwise than they are written, in order of place.
struct printed_references {
  VEC(const struct reference *) list;
};

static struct printed_references printed_references(struct arena *arena, const struct plan *plan) {
  struct printed_references found = { 0 };
  for (size_t i = 0; i < plan->references.n; i++) {
    const struct reference *reference = &plan->references.at[i];
    if (reference->target && reference->printed.n && !str_eq(reference->printed, reference->written))
      vec_push(arena, &found.list, reference);
  }
  if (found.list.n)
    qsort(found.list.at, found.list.n, sizeof *found.list.at, compare_references);
  return found;
}

// What is printed for the source at `offset`, or the empty string.
static struct str printed_at(const struct printed_references *references, uint32_t offset) {
  size_t low = 0, high = references->list.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (references->list.at[middle]->span.end > offset)
      high = middle;
    else
      low = middle + 1;
  }
  bool within = low < references->list.n && references->list.at[low]->span.start <= offset;
  return within ? references->list.at[low]->printed : (struct str){ 0 };
}

static struct str printed_text(struct arena *arena, const struct printed_references *references, const struct text *text) {
  struct buf out = { 0 };
  size_t from = 0;
  for (size_t i = 0; references->list.n && text->map.n && i < text->runs.n; i++) {
    const struct text_run *run = &text->runs.at[i];
    struct str printed = run->kind == TEXT_REFERENCE ? printed_at(references, text_offset(text, run->from)) : (struct str){ 0 };
    if (printed.n == 0)
      continue;
    buf_str(&out, str_slice(text->s, from, run->from));
    buf_str(&out, printed);
    from = run->to;
  }
  if (from == 0)
    return str_trim(text->s);
  buf_str(&out, str_slice(text->s, from, text->s.n));
  struct str result = str_copy(arena, str_trim(buf_view(&out)));
  buf_finish(&out);
  return result;
}

// “./.” ends the document, not the task in its last sentence.
static struct str without_end_mark(struct str text) {
  return str_ends(text, STR("./.")) ? str_slice(text, 0, text.n - 2) : text;
}

void matrix_add(struct arena *arena, struct matrix *matrix, const struct plan *plan) {
  struct printed_references references = printed_references(arena, plan);
  size_t index = matrix->plans.n;
  vec_push(arena, &matrix->plans, plan);
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    struct str text = without_end_mark(printed_text(arena, &references, &task->text));
    struct place place = source_place(plan->source, task->span.start);
    vec_push(arena, &matrix->rows, (struct matrix_row){ .plan = index, .task = task, .text = text, .place = place });
  }
}

// ---- Filters and orders

// Where the rows begin that a copy of the matrix gets.
static struct matrix same_plans(const struct matrix *matrix, enum matrix_order by) {
  return (struct matrix){ .plans = matrix->plans, .by = by, .keeper = matrix->keeper };
}

struct matrix matrix_filter(struct arena *arena, const struct matrix *matrix, const struct matrix_query *query) {
  struct matrix filtered = same_plans(matrix, MATRIX_BY_TASK);
  struct matrix_filter *filter = filter_create(arena, matrix, query);
  filtered.nobody = filter_found_nobody(filter, &filtered.nearest);
  for (size_t i = 0; i < matrix->rows.n; i++) {
    const struct matrix_row *row = &matrix->rows.at[i];
    if ((matrix->keeper || filter_passes_words(filter, row->task)) && filter_passes_bodies(filter, row))
      vec_push(arena, &filtered.rows, *row);
  }
  return filtered;
}

// What a row is sorted by, computed once; `index` keeps the order of the plan among equals.
struct sortable {
  size_t rank;
  int days;
  size_t index;
  struct matrix_row row;
};

struct sortables {
  struct sortable *at;
  size_t n, cap;
};

static int compare_rows(const void *left, const void *right) {
  const struct sortable *a = left, *b = right;
  if (a->rank != b->rank)
    return a->rank < b->rank ? -1 : 1;
  if (a->row.role != b->row.role)
    return a->row.role < b->row.role ? -1 : 1;
  if (a->days != b->days)
    return a->days < b->days ? -1 : 1;
  return a->index < b->index ? -1 : a->index > b->index;
}

enum { DAYS_RECURRING = 1 << 28, DAYS_UNKNOWN };

// The first deadline; what recurs or is open comes after all dates, what has no time last.
static int first_deadline(const struct task *task) {
  if (!task->has_time)
    return DAYS_UNKNOWN;
  int days = DAYS_RECURRING;
  for (size_t i = 0; i < task->time.intervals.n; i++) {
    struct date to = task->time.intervals.at[i].to;
    if (to.year != 0 && task->time.kind == TIME_DATED && date_days(to) < days)
      days = date_days(to);
  }
  return days;
}

// Once under each body; `rank` is the body's index until all are known.
static void add_under_bodies(struct arena *arena, struct sortables *list, struct bodies *bodies,
                             struct matrix_filter *filter, const struct matrix *matrix, size_t index) {
  const struct matrix_row *row = &matrix->rows.at[index];
  for (enum matrix_role role = MATRIX_LEAD; role < MATRIX_ROLES; role++) {
    const struct actors *actors = task_actors(row->task, role);
    for (size_t i = 0; filter_takes_role(filter, role) && i < actors->n; i++) {
      if (!filter_takes_actor(filter, row, &actors->at[i]))
        continue;
      size_t body = bodies_index(bodies, &actors->at[i]);
      size_t mark = MATRIX_ROLES * index + role;
      if (bodies_swap_mark(bodies, body, mark) == mark) // named twice
        continue;
      struct sortable *entry = vec_add(arena, list);
      *entry = (struct sortable){ .rank = body, .index = list->n, .row = *row };
      entry->row.group = bodies_name(bodies, body);
      entry->row.role = role;
    }
  }
}

static struct sortables rows_under_bodies(struct arena *arena, const struct matrix *matrix,
                                          const struct matrix_query *query) {
  struct sortables list = { 0 };
  struct bodies *bodies = bodies_create(arena);
  struct matrix_filter *filter = filter_create(arena, matrix, query);
  for (size_t i = 0; i < matrix->rows.n; i++)
    add_under_bodies(arena, &list, bodies, filter, matrix, i);
  const size_t *ranks = bodies_ranks(arena, bodies);
  for (size_t i = 0; i < list.n; i++)
    list.at[i].rank = ranks[list.at[i].rank];
  return list;
}

static struct sortables rows_in_time(struct arena *arena, const struct matrix *matrix) {
  struct sortables list = { 0 };
  for (size_t i = 0; i < matrix->rows.n; i++) {
    const struct matrix_row *row = &matrix->rows.at[i];
    vec_push(arena, &list, (struct sortable){ .days = first_deadline(row->task), .index = i, .row = *row });
  }
  return list;
}

struct matrix matrix_order(struct arena *arena, const struct matrix *matrix, const struct matrix_query *query) {
  struct matrix ordered = same_plans(matrix, query->by);
  if (query->by != MATRIX_BY_AGENCY && query->by != MATRIX_BY_TIME) {
    ordered.rows.at = matrix->rows.at;
    ordered.rows.n = ordered.rows.cap = matrix->rows.n;
    return ordered;
  }
  struct sortables list =
      query->by == MATRIX_BY_AGENCY ? rows_under_bodies(arena, matrix, query) : rows_in_time(arena, matrix);
  if (list.n)
    qsort(list.at, list.n, sizeof *list.at, compare_rows);
  for (size_t i = 0; i < list.n; i++)
    vec_push(arena, &ordered.rows, list.at[i].row);
  return ordered;
}
