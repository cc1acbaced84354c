// How many tasks each body leads or has a part in, column by column. A body is one by its full name, so that the plans of a
// province add up. Who only follows a task does no work on it.
#include "compiler/derive/schedule.h"

#include <stdlib.h>


// A body's part in one task.
struct part {
  struct str name;
  size_t row;      // of the schedule
  bool coordinate;
};

struct parts {
  struct part *at;
  size_t n, cap;
};

static size_t add_parts(struct arena *arena, struct parts *parts, const struct actors *actors, size_t row, bool coordinate) {
  size_t anybody = 0;
  for (size_t i = 0; i < actors->n; i++) {
    const struct actor *actor = &actors->at[i];
    anybody += actor->catch_all;
    if (!actor->catch_all)
      vec_push(arena, parts, (struct part){ .name = actor->name.n ? actor->name : actor->written, .row = row,
                                            .coordinate = coordinate });
  }
  return anybody;
}

static int compare_parts(const void *left, const void *right) {
  const struct part *a = left, *b = right;
  int order = str_cmp(a->name, b->name);
  if (order)
    return order;
  if (a->row != b->row)
    return a->row < b->row ? -1 : 1;
  return (int)a->coordinate - (int)b->coordinate; // who leads a task has that part alone
}

static void count(struct workload_count *counted, bool coordinate) {
  counted->lead += !coordinate;
  counted->coordinate += coordinate;
}

// In each column once, however many of the task's times fall into it.
static void count_columns(struct workload_body *body, const struct schedule_scale *scale, const struct schedule_row *row,
                          bool coordinate) {
  bool under_way[SCHEDULE_COLUMNS] = { 0 };
  for (size_t i = 0; i < row->bars.n; i++)
    for (int c = (row->bars.at[i].from - scale->from) / scale->unit;
         c <= (row->bars.at[i].to - scale->from) / scale->unit && c < SCHEDULE_COLUMNS; c++)
      under_way[c] = true;
  for (int c = 0; c < scale->columns && c < SCHEDULE_COLUMNS; c++)
    if (under_way[c])
      count(&body->columns[c], coordinate);
}

static void count_part(struct workload_body *body, const struct schedule_scale *scale, const struct schedule_row *row,
                       bool coordinate) {
  count(&body->total, coordinate);
  if (row->kind == SCHEDULE_DATED)
    count_columns(body, scale, row, coordinate);
  else
    count(row->kind == SCHEDULE_STANDING ? &body->standing : &body->undated, coordinate);
}

static int compare_bodies(const void *left, const void *right) {
  const struct workload_body *a = left, *b = right;
  int more = (b->total.lead + b->total.coordinate) - (a->total.lead + a->total.coordinate);
  if (more)
    return more;
  return b->total.lead != a->total.lead ? b->total.lead - a->total.lead : str_cmp(a->name, b->name);
}

struct workload workload_make(struct arena *arena, const struct matrix *matrix, const struct schedule *schedule) {
  struct workload workload = { .scale = schedule_scale(schedule) };
  struct parts parts = { 0 };
  for (size_t i = 0; i < schedule->rows.n; i++) {
    const struct task *task = matrix->rows.at[schedule->rows.at[i].row].task;
    workload.nobody += task->lead.n + task->coordinate.n == 0;
    workload.anybody += add_parts(arena, &parts, task_actors(task, MATRIX_LEAD), i, false);
    workload.anybody += add_parts(arena, &parts, task_actors(task, MATRIX_COORDINATE), i, true);
  }
  if (parts.n)
    qsort(parts.at, parts.n, sizeof *parts.at, compare_parts);
  for (size_t i = 0; i < parts.n; i++) {
    const struct part *part = &parts.at[i], *above = i ? part - 1 : NULL;
    bool same = above && str_eq(above->name, part->name);
    if (same && above->row == part->row)
      continue;
    struct workload_body *body = same ? vec_last(&workload.bodies) : vec_add(arena, &workload.bodies);
    if (!same) {
      body->name = part->name;
      body->columns = arena_array(arena, struct workload_count, SCHEDULE_COLUMNS);
    }
    count_part(body, &workload.scale, &schedule->rows.at[part->row], part->coordinate);
  }
  if (workload.bodies.n)
    qsort(workload.bodies.at, workload.bodies.n, sizeof *workload.bodies.at, compare_bodies);
  return workload;
}
