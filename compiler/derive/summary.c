// Counting: every part that a body has in a task, and every deadline of it, becomes an entry; sorted, they fall into
// bodies, quarters and weeks.
#include "compiler/derive/summary.h"

#include <stdlib.h>

#include "compiler/derive/rows.h"
#include "compiler/derive/schedule.h"
#include "compiler/derive/similar.h"
#include "runtime/base/utf8.h"

// A deadline of a task in which a body takes part.
struct due {
  size_t body;
  int period; // quarter, or first day of the week
  size_t row;
  enum matrix_role role; // the strongest that the body has in the task
};

struct dues {
  struct due *at;
  size_t n, cap;
};

struct counting {
  struct arena *arena;
  const struct matrix *matrix;
  struct matrix_filter *filter;
  struct bodies *bodies;
  VEC(struct summary_body) list; // by index of the body
  VEC(size_t) last_plan;         // 1 + the last plan in which the body was met
  struct dues quarters, weeks;
};

// ---- Entries

static int monday_of(int days) {
  return days - ((days + 3) % 7 + 7) % 7; // 1970-01-01 was a Thursday
}

static void add_dues(struct counting *c, size_t body, size_t row, enum matrix_role role) {
  const struct task *task = c->matrix->rows.at[row].task;
  struct summary_body *counted = &c->list.at[body];
  size_t before = c->quarters.n;
  for (size_t i = 0; i < task->time.intervals.n; i++) {
    struct date to = task->time.intervals.at[i].to;
    if (to.year <= 0)
      continue;
    vec_push(c->arena, &c->quarters, (struct due){ body, quarter_of(to), row, role });
    if (role == MATRIX_LEAD && date_is_whole(to) && !counted->actor->catch_all)
      vec_push(c->arena, &c->weeks, (struct due){ body, monday_of(date_days(to)), row, role });
  }
  if (c->quarters.n > before)
    return;
  if (task->has_time && task->time.kind != TIME_UNKNOWN)
    counted->lasting++;
  else
    counted->undated++;
}

static struct summary_body *counted_body(struct counting *c, const struct actor *actor, size_t body) {
  if (body == c->list.n) {
    vec_push(c->arena, &c->list, (struct summary_body){ .actor = actor, .name = bodies_name(c->bodies, body) });
    vec_push(c->arena, &c->last_plan, 0);
  }
  return &c->list.at[body];
}

// A body that stands in two roles has one task; one that is named twice in a role counts once.
static void count_part(struct counting *c, const struct actor *actor, size_t row, enum matrix_role role) {
  size_t body = bodies_index(c->bodies, actor), plan = c->matrix->rows.at[row].plan;
  struct summary_body *counted = counted_body(c, actor, body);
  size_t first_mark = MATRIX_ROLES * (row + 1), mark = bodies_swap_mark(c->bodies, body, first_mark + role);
  if (mark == first_mark + role)
    return;
  counted->counts[role]++;
  if (mark > first_mark)
    return;
  counted->counts[MATRIX_ANY_ROLE]++;
  counted->plans += c->last_plan.at[body] != plan + 1;
  c->last_plan.at[body] = plan + 1;
  add_dues(c, body, row, role);
}

static void count_row(struct counting *c, size_t row) {
  for (enum matrix_role role = MATRIX_LEAD; role < MATRIX_ROLES; role++) {
    const struct actors *actors = task_actors(c->matrix->rows.at[row].task, role);
    for (size_t i = 0; filter_takes_role(c->filter, role) && i < actors->n; i++)
      if (filter_takes_actor(c->filter, &c->matrix->rows.at[row], &actors->at[i]))
        count_part(c, &actors->at[i], row, role);
  }
}

static int compare_dues(const void *left, const void *right) {
  const struct due *a = left, *b = right;
  if (a->body != b->body)
    return a->body < b->body ? -1 : 1;
  if (a->period != b->period)
    return a->period < b->period ? -1 : 1;
  return a->row < b->row ? -1 : a->row > b->row;
}

// ---- Bodies and quarters

static void order_bodies(struct counting *c, struct summary *summary) {
  const size_t *ranks = bodies_ranks(c->arena, c->bodies);
  size_t n = c->list.n;
  summary->bodies.at = arena_array(c->arena, struct summary_body, n + 1);
  summary->bodies.n = summary->bodies.cap = n;
  for (size_t i = 0; i < n; i++)
    summary->bodies.at[ranks[i]] = c->list.at[i];
  for (size_t i = 0; i < c->quarters.n; i++)
    c->quarters.at[i].body = ranks[c->quarters.at[i].body];
  for (size_t i = 0; i < c->weeks.n; i++)
    c->weeks.at[i].body = ranks[c->weeks.at[i].body];
  if (c->quarters.n)
    qsort(c->quarters.at, c->quarters.n, sizeof *c->quarters.at, compare_dues);
  if (c->weeks.n)
    qsort(c->weeks.at, c->weeks.n, sizeof *c->weeks.at, compare_dues);
}

static bool same_due(const struct due *a, const struct due *b) {
  return a->body == b->body && a->period == b->period && a->row == b->row;
}

static void fill_quarters(struct counting *c, struct summary *summary) {
  for (size_t i = 0; i < c->quarters.n; i++) {
    const struct due *due = &c->quarters.at[i];
    struct summary_body *body = &summary->bodies.at[due->body];
    if (i > 0 && same_due(due, due - 1))
      continue;
    if (body->quarters.n == 0 || vec_last(&body->quarters)->quarter != due->period)
      vec_push(c->arena, &body->quarters, (struct summary_quarter){ .quarter = due->period });
    vec_last(&body->quarters)->counts[MATRIX_ANY_ROLE]++;
    vec_last(&body->quarters)->counts[due->role]++;
  }
}

static int compare_ints(const void *left, const void *right) {
  int a = *(const int *)left, b = *(const int *)right;
  return a < b ? -1 : a > b;
}

static void list_quarters(struct arena *arena, struct summary *summary) {
  VEC(int) all = { 0 };
  for (size_t i = 0; i < summary->bodies.n; i++)
    for (size_t j = 0; j < summary->bodies.at[i].quarters.n; j++)
      vec_push(arena, &all, summary->bodies.at[i].quarters.at[j].quarter);
  if (all.n)
    qsort(all.at, all.n, sizeof *all.at, compare_ints);
  for (size_t i = 0; i < all.n; i++)
    if (i == 0 || all.at[i] != all.at[i - 1])
      vec_push(arena, &summary->quarters, all.at[i]);
}

// ---- Weeks

static bool same_block(const struct matrix *matrix, size_t a, size_t b) {
  const struct item *carrier = matrix->rows.at[a].task->inherited_from;
  return a == b || (carrier && carrier == matrix->rows.at[b].task->inherited_from);
}

static void add_week(struct counting *c, struct summary *summary, const struct due *dues, size_t n) {
  const struct matrix_row *rows = c->matrix->rows.at;
  if (rows[dues[0].row].plan == rows[dues[n - 1].row].plan) // rows are in order of plans
    return;
  struct summary_week *week = vec_add(c->arena, &summary->weeks);
  week->body = dues[0].body;
  week->monday = date_from_days(dues[0].period);
  for (size_t i = 0; i < n; i++)
    if (i == 0 || !same_block(c->matrix, dues[i - 1].row, dues[i].row))
      vec_push(c->arena, &week->rows, dues[i].row);
}

static void fill_weeks(struct counting *c, struct summary *summary) {
  for (size_t from = 0, to; from < c->weeks.n; from = to) {
    const struct due *first = &c->weeks.at[from];
    for (to = from + 1; to < c->weeks.n; to++)
      if (c->weeks.at[to].body != first->body || c->weeks.at[to].period != first->period)
        break;
    add_week(c, summary, first, to - from);
  }
}

// ---- Plans of the same number

struct numbered {
  struct str key;
  size_t plan;
};

static int compare_numbers(const void *left, const void *right) {
  const struct numbered *a = left, *b = right;
  int order = str_cmp(a->key, b->key);
  return order ? order : a->plan < b->plan ? -1 : a->plan > b->plan;
}

static int compare_number_pairs(const void *left, const void *right) {
  const struct summary_number *a = left, *b = right;
  return a->second < b->second ? -1 : a->second > b->second;
}

// A number is given once in a year by one body: the same number of other years or bodies is no clash.
static void fill_numbers(struct arena *arena, const struct matrix *matrix, struct summary *summary) {
  VEC(struct numbered) list = { 0 };
  for (size_t i = 0; i < matrix->plans.n; i++) {
    const struct header *header = &matrix->plans.at[i]->header;
    struct str number = str_trim(header->number.text.s);
    if (number.n == 0)
      continue;
    while (number.n > 1 && number.p[0] == '0')
      number = str_slice(number, 1, number.n);
    struct str key = str_printf(arena, STR_FMT "/" STR_FMT "/%d/" STR_FMT, STR_ARG(number),
                                STR_ARG(str_trim(header->symbol.text.s)), header->date.year,
                                STR_ARG(str_trim(header->agency.text.s)));
    vec_push(arena, &list, (struct numbered){ text_fold_str(arena, key), i });
  }
  if (list.n)
    qsort(list.at, list.n, sizeof *list.at, compare_numbers);
  for (size_t i = 1, first = 0; i < list.n; i++)
    if (str_eq(list.at[i].key, list.at[first].key))
      vec_push(arena, &summary->numbers, (struct summary_number){ list.at[first].plan, list.at[i].plan });
    else
      first = i;
  if (summary->numbers.n)
    qsort(summary->numbers.at, summary->numbers.n, sizeof *summary->numbers.at, compare_number_pairs);
}

// ---- The whole

struct str quarter_key(struct arena *arena, int quarter) {
  return str_printf(arena, "%04d-Q%d", quarter / 4, quarter % 4 + 1);
}

struct summary *summary_create(struct arena *arena, const struct matrix *matrix, const struct matrix_query *query) {
  struct summary *summary = arena_new(arena, struct summary);
  summary->matrix = matrix;
  struct counting c = {
    .arena = arena, .matrix = matrix, .filter = filter_create(arena, matrix, query), .bodies = bodies_create(arena)
  };
  for (size_t row = 0; row < matrix->rows.n; row++)
    count_row(&c, row);
  order_bodies(&c, summary);
  fill_quarters(&c, summary);
  list_quarters(arena, summary);
  fill_weeks(&c, summary);
  if (matrix->plans.n > 1)
    similar_rows(arena, matrix, summary);
  fill_numbers(arena, matrix, summary);
  return summary;
}
