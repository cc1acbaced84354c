// The schedule (tiến độ) of a matrix and the workload of its bodies: when each task is under way, by quarters, and how many
// tasks each body has in hand. Pure data; what is drawn or filtered is made from it.
#ifndef KEHOACH_DERIVE_SCHEDULE_H
#define KEHOACH_DERIVE_SCHEDULE_H

#include "compiler/derive/matrix.h"

// Quarters count from that of year 0: four times the year, and 0 to 3.
int quarter_of(struct date date);

enum schedule_kind {
  SCHEDULE_DATED,    // it has times of its own
  SCHEDULE_STANDING, // all the time or again and again, no dates named: as long as the plan
  SCHEDULE_UNDATED,  // nothing that a calendar could show
};

struct schedule_bar {
  int from, to;      // quarters, both included
  bool begins, ends; // the plan names that end; else it is the plan's own, or the other end
};

struct schedule_row {
  size_t row;             // of the matrix
  enum schedule_kind kind;
  VEC(struct schedule_bar) bars; // of dated tasks
};

struct schedule_phase { // giai đoạn
  struct str name;
  int from, to;
};

struct schedule {
  VEC(struct schedule_row) rows; // each task once, in the order of the matrix
  size_t *of;                    // for each row of the matrix, which of them
  VEC(struct schedule_phase) phases; // of the only plan
  bool dated;                    // some row is
  int from, to;                  // quarters from the first to the last bar, those of the plan's own span and phases among them
  size_t counts[SCHEDULE_UNDATED + 1]; // rows of each kind
};

struct schedule schedule_make(struct arena *arena, const struct matrix *matrix);

// ---- Workload (khối lượng công việc)

// Columns of time, so few that they fit a page: of one quarter, one year, five years …
struct schedule_scale {
  int from;     // quarter at which the first column begins
  int unit;     // quarters in a column: 1, 4, 20 …
  int columns;
};
enum { SCHEDULE_COLUMNS = 24 }; // at most
struct schedule_scale schedule_scale(const struct schedule *schedule);

struct workload_count {
  int lead, coordinate;
};

struct workload_body {
  struct str name;
  struct workload_count *columns; // tasks under way in each column of the scale
  struct workload_count standing, undated, total; // total: each task once
};

struct workload {
  struct schedule_scale scale;
  VEC(struct workload_body) bodies; // the busiest first
  size_t nobody;                    // tasks without any body
  size_t anybody;                   // places where “the bodies concerned” stand, which count for none
};

struct workload workload_make(struct arena *arena, const struct matrix *matrix, const struct schedule *schedule);

#endif
