// The summary (tổng hợp) of a matrix: each body over all plans, what falls due by quarter, deadlines of several plans in one
// week, tasks that seem to be the same, plans with the same number. Pure data, made in near-linear time.
#ifndef KEHOACH_DERIVE_SUMMARY_H
#define KEHOACH_DERIVE_SUMMARY_H

#include "compiler/derive/matrix.h"

// Tasks of a body that fall due in a quarter (quý), by its role; a task with several deadlines in it counts once.
struct summary_quarter {
  int quarter; // as of quarter_of in schedule.h
  size_t counts[MATRIX_ROLES]; // under MATRIX_ANY_ROLE: tasks in whatever role
};

struct summary_body {
  const struct actor *actor;   // the first that was met
  struct str name;
  size_t counts[MATRIX_ROLES]; // tasks, as above
  size_t plans;                // in which it has a part
  size_t lasting;              // tasks that recur or go on, without a deadline
  size_t undated;              // tasks without a time, or with one that tells no day
  VEC(struct summary_quarter) quarters; // in order
};

// Tasks of two plans or more that one body leads and that fall due in one week. Those that inherit one block count as one.
struct summary_week {
  size_t body;         // index into summary.bodies
  struct date monday;
  VEC(size_t) rows;    // of the matrix
};

struct summary_pair {  // rows of two plans
  size_t first, second;
  int percent;         // of the pairs of words that both have
};

struct summary_number { // plans of one issuer, number, symbol and year
  size_t first, second;
};

struct summary {
  const struct matrix *matrix;     // the rows that are spoken of
  VEC(struct summary_body) bodies; // in order of names
  VEC(int) quarters;               // all in which something falls due, in order
  VEC(struct summary_week) weeks;  // by body, then time
  VEC(struct summary_pair) pairs;  // each row stands beside the earliest that it resembles, once
  VEC(struct summary_number) numbers;
};

// `matrix` as filtered; of the query, agency and roles say which bodies are told of.
struct summary *summary_create(struct arena *arena, const struct matrix *matrix, const struct matrix_query *query);

// As data: “2026-Q1”.
struct str quarter_key(struct arena *arena, int quarter);

#endif
