// The responsibility matrix (bảng phân công nhiệm vụ): who leads and coordinates what by when. Pure data.
#ifndef KEHOACH_DERIVE_MATRIX_H
#define KEHOACH_DERIVE_MATRIX_H

#include "compiler/derive/body.h"

struct matrix_row {
  size_t plan;              // index into matrix.plans
  const struct task *task;
  struct str text;          // what is to be done, [@id] as the official reference
  struct str group;         // the body under which MATRIX_BY_AGENCY lists the row; else empty
};

struct matrix {
  struct plans plans;
  VEC(struct matrix_row) rows;
};

enum matrix_order { MATRIX_BY_TASK, MATRIX_BY_AGENCY, MATRIX_BY_TIME };

struct matrix_query {
  enum matrix_order by;      // by agency, a row stands once under each body that has a part in it
  struct str agency;         // as body_find understands it; empty: all. Groups stand for their members
  bool lead, coordinate;     // roles asked for; both false: any
  struct date from, to;      // rows with a time in this span; unknown: no limit
  bool missing_lead, missing_deadline, missing_coordinate; // only rows that lack one of these
};

void matrix_add(struct arena *arena, struct matrix *matrix, const struct plan *plan);
// Filters and orders; rows of `matrix` are untouched.
struct matrix matrix_select(struct arena *arena, const struct matrix *matrix, const struct matrix_query *query);

// {"schema":"kehoach.matrix/1",…}
void matrix_json(struct arena *arena, const struct matrix *matrix, struct buf *out);

#endif
