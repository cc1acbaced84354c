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

void matrix_add(struct arena *arena, struct matrix *matrix, const struct plan *plan) {
  struct printed_references references = printed_references(arena, plan);
  size_t index = matrix->plans.n;
  vec_push(arena, &matrix->plans, plan);
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    struct str text = printed_text(arena, &references, &task->text);
    vec_push(arena, &matrix->rows, (struct matrix_row){ .plan = index, .task = task, .text = text });
  }
}

// ---- Filters

static bool member_matches(struct arena *arena, const struct agency *agency, struct str wanted) {
  if (text_same(arena, str_from(agency->id), wanted) || text_same(arena, agency->name, wanted) ||
      text_same(arena, agency->abbreviation, wanted))
    return true;
  for (size_t i = 0; i < agency->aliases.n; i++)
    if (text_same(arena, agency->aliases.at[i], wanted))
      return true;
  for (size_t i = 0; i < agency->members.n; i++)
    if (text_same(arena, agency->members.at[i], wanted))
      return true;
  return false;
}

static bool actor_matches(struct arena *arena, const struct actor *actor, struct str wanted) {
  return text_same(arena, actor->written, wanted) || text_same(arena, actor->name, wanted) ||
         (actor->agency && member_matches(arena, actor->agency, wanted));
}

static bool actors_match(struct arena *arena, const struct actors *actors, struct str wanted) {
  for (size_t i = 0; i < actors->n; i++)
    if (wanted.n == 0 || actor_matches(arena, &actors->at[i], wanted))
      return true;
  return false;
}

static bool role_matches(struct arena *arena, const struct task *task, const struct matrix_query *query) {
  bool any = !query->lead && !query->coordinate;
  if (any && query->agency.n == 0)
    return true;
  return ((any || query->lead) && actors_match(arena, &task->lead, query->agency)) ||
         ((any || query->coordinate) && actors_match(arena, &task->coordinate, query->agency)) ||
         (any && actors_match(arena, &task->monitor, query->agency));
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

static void add_by_agency(struct arena *arena, struct sortables *list, const struct matrix_row *row,
                          const struct actors *actors, const struct matrix_query *query) {
  for (size_t i = 0; i < actors->n; i++) {
    const struct actor *actor = &actors->at[i];
    if (query->agency.n && !actor_matches(arena, actor, query->agency))
      continue;
    struct sortable *entry = vec_add(arena, list);
    entry->row = *row;
    entry->row.group = actor->name;
    entry->key = (struct key){ .text = text_bare(arena, actor->name), .index = list->n };
  }
}

static void add_row(struct arena *arena, struct sortables *list, const struct matrix_row *row,
                    const struct matrix_query *query) {
  bool any = !query->lead && !query->coordinate;
  if (query->by == MATRIX_BY_AGENCY) {
    if (any || query->lead)
      add_by_agency(arena, list, row, &row->task->lead, query);
    if (any || query->coordinate)
      add_by_agency(arena, list, row, &row->task->coordinate, query);
    return;
  }
  struct sortable *entry = vec_add(arena, list);
  entry->row = *row;
  entry->key.index = list->n;
  if (query->by == MATRIX_BY_TIME)
    entry->key.days = first_deadline(row->task);
}

struct matrix matrix_select(struct arena *arena, const struct matrix *matrix, const struct matrix_query *query) {
  struct matrix selected = { .plans = { matrix->plans.at, matrix->plans.n, matrix->plans.cap } };
  struct sortables list = { 0 };
  for (size_t i = 0; i < matrix->rows.n; i++) {
    const struct matrix_row *row = &matrix->rows.at[i];
    if (role_matches(arena, row->task, query) && time_matches(row->task, query) && lacks(row->task, query))
      add_row(arena, &list, row, query);
  }
  if (list.n)
    qsort(list.at, list.n, sizeof *list.at, compare_rows);
  for (size_t i = 0; i < list.n; i++)
    vec_push(arena, &selected.rows, list.at[i].row);
  return selected;
}
