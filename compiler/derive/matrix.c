// Building, filtering and ordering the matrix. A row is a task of a plan; nothing is computed that the plan does not say.
#include "compiler/derive/matrix.h"

#include <stdlib.h>

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
    vec_push(arena, &matrix->rows, (struct matrix_row){ .plan = index, .task = task, .text = text });
  }
}

// ---- Filters

// The query with its body found; `body` is NULL when every body is wanted.
struct filter {
  struct arena *arena;
  const struct matrix *matrix;
  const struct matrix_query *query;
  const struct body *body;
};

static bool actor_matches(const struct filter *filter, const struct matrix_row *row, const struct actor *actor) {
  const struct registry *registry = filter->matrix->plans.at[row->plan]->registry;
  return !filter->body || body_in_actor(filter->arena, filter->body, registry, actor) != BODY_ABSENT;
}

static bool actors_match(const struct filter *filter, const struct matrix_row *row, const struct actors *actors) {
  for (size_t i = 0; i < actors->n; i++)
    if (actor_matches(filter, row, &actors->at[i]))
      return true;
  return false;
}

static bool role_matches(const struct filter *filter, const struct matrix_row *row) {
  const struct matrix_query *query = filter->query;
  const struct task *task = row->task;
  bool any = !query->lead && !query->coordinate;
  if (any && !filter->body)
    return true;
  return ((any || query->lead) && actors_match(filter, row, &task->lead)) ||
         ((any || query->coordinate) && actors_match(filter, row, &task->coordinate)) ||
         (any && actors_match(filter, row, &task->monitor));
}

static bool time_matches(const struct task *task, const struct matrix_query *query) {
  if (query->from.year == 0 && query->to.year == 0)
    return true;
  // What goes on all the time, and names no dates, falls into every span.
  if (task->time.intervals.n == 0)
    return task->time.kind == TIME_RECURRING || task->time.kind == TIME_CONTINUOUS;
  for (size_t i = 0; i < task->time.intervals.n; i++) {
    const struct interval *interval = &task->time.intervals.at[i];
    bool starts_in_time = query->to.year == 0 || interval->from.year == 0 || date_compare(interval->from, query->to) <= 0;
    bool ends_in_time = query->from.year == 0 || interval->to.year == 0 || date_compare(interval->to, query->from) >= 0;
    if (starts_in_time && ends_in_time)
      return true;
  }
  return false;
}

static bool lacks(const struct task *task, const struct matrix_query *query) {
  if (!query->missing_lead && !query->missing_deadline && !query->missing_coordinate)
    return true;
  return (query->missing_lead && task->lead.n == 0) || (query->missing_deadline && !task->has_time) ||
         (query->missing_coordinate && task->coordinate.n == 0);
}

// ---- Orders

// What a row is sorted by, computed once; `index` keeps the order of the plan among equals.
struct key {
  struct str text;
  int days;
  size_t index;
};

struct sortable {
  struct key key;
  struct matrix_row row;
};

static int compare_rows(const void *left, const void *right) {
  const struct key *a = &((const struct sortable *)left)->key, *b = &((const struct sortable *)right)->key;
  int order = str_cmp(a->text, b->text);
  if (order == 0 && a->days != b->days)
    order = a->days < b->days ? -1 : 1;
  if (order == 0)
    order = a->index < b->index ? -1 : 1;
  return order;
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

struct sortables {
  struct sortable *at;
  size_t n, cap;
};

static void add_by_agency(struct sortables *list, const struct filter *filter, const struct matrix_row *row,
                          const struct actors *actors) {
  for (size_t i = 0; i < actors->n; i++) {
    const struct actor *actor = &actors->at[i];
    if (!actor_matches(filter, row, actor))
      continue;
    struct sortable *entry = vec_add(filter->arena, list);
    entry->row = *row;
    entry->row.group = actor->name;
    entry->key = (struct key){ .text = text_bare(filter->arena, actor->name), .index = list->n };
  }
}

static void add_row(struct sortables *list, const struct filter *filter, const struct matrix_row *row) {
  const struct matrix_query *query = filter->query;
  bool any = !query->lead && !query->coordinate;
  if (query->by == MATRIX_BY_AGENCY) {
    if (any || query->lead)
      add_by_agency(list, filter, row, &row->task->lead);
    if (any || query->coordinate)
      add_by_agency(list, filter, row, &row->task->coordinate);
    return;
  }
  struct sortable *entry = vec_add(filter->arena, list);
  entry->row = *row;
  entry->key.index = list->n;
  if (query->by == MATRIX_BY_TIME)
    entry->key.days = first_deadline(row->task);
}

struct matrix matrix_select(struct arena *arena, const struct matrix *matrix, const struct matrix_query *query) {
  struct matrix selected = { .plans = matrix->plans };
  struct filter filter = { .arena = arena, .matrix = matrix, .query = query };
  struct sortables list = { 0 };
  struct body body;
  struct str nearest;
  if (query->agency.n && !body_find(arena, &matrix->plans, query->agency, &body, &nearest))
    return selected;
  filter.body = query->agency.n ? &body : NULL;
  for (size_t i = 0; i < matrix->rows.n; i++) {
    const struct matrix_row *row = &matrix->rows.at[i];
    if (role_matches(&filter, row) && time_matches(row->task, query) && lacks(row->task, query))
      add_row(&list, &filter, row);
  }
  if (list.n)
    qsort(list.at, list.n, sizeof *list.at, compare_rows);
  for (size_t i = 0; i < list.n; i++)
    vec_push(arena, &selected.rows, list.at[i].row);
  return selected;
}
