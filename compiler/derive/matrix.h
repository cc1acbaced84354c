// The responsibility matrix (bảng phân công nhiệm vụ): who leads and coordinates what by when. Pure data.
#ifndef KEHOACH_DERIVE_MATRIX_H
#define KEHOACH_DERIVE_MATRIX_H

#include "compiler/derive/body.h"

enum matrix_role { MATRIX_ANY_ROLE, MATRIX_LEAD, MATRIX_COORDINATE, MATRIX_MONITOR, MATRIX_ROLES };

// Those who have this part in the task and are counted for it: where they are gathered from its parts, nobody.
const struct actors *task_actors(const struct task *task, enum matrix_role role);

struct matrix_row {
  size_t plan;              // index into matrix.plans
  const struct task *task;
  struct str text;          // what is to be done, [@id] as the official reference
  struct place place;       // of the task in the plan's source
  struct str group;         // the body under which MATRIX_BY_AGENCY lists the row; else empty
  enum matrix_role role;    // in which that body takes part
};

enum matrix_order { MATRIX_BY_TASK, MATRIX_BY_AGENCY, MATRIX_BY_TIME, MATRIX_BY_SUMMARY };

struct matrix {
  struct plans plans;
  VEC(struct matrix_row) rows;
  enum matrix_order by;
  struct matrix_keeper *keeper; // of matrix_keep; NULL until it is first used
  bool nobody;                  // the agency asked for is none that the plans know;
  struct str nearest;           // names like it, “; ” between
};

// What a task may lack, as bits of matrix_query.missing; their words are rows of matrix_lacks.
enum matrix_lack {
  LACKS_LEAD = 1, LACKS_COORDINATE = 2, LACKS_MONITOR = 4, LACKS_TIME = 8, LACKS_PRODUCT = 16, LACKS_FUNDING = 32,
  LACKS_PLACE = 64,
};
struct matrix_lack_word {
  const char *word;
  enum matrix_lack lack;
};
extern const struct matrix_lack_word matrix_lacks[];
extern const size_t matrix_lack_words;

struct matrix_query {
  enum matrix_order by;      // by agency, a row stands once under each body that has a part in it
  struct str agency;         // as body_find understands it; empty: all. Groups stand for their members
  bool lead, coordinate, monitor; // roles asked for; all false: any
  struct date from, to;      // rows with a time in this span; unknown: no limit. A year or month stands for all its days
  unsigned missing;          // only rows that lack one of these, of enum matrix_lack
  struct str section;        // only below this number (“IV.2”) or a heading with these words; empty: all
};
bool matrix_query_filters(const struct matrix_query *query);

void matrix_add(struct arena *arena, struct matrix *matrix, const struct plan *plan);
// The same for many plans: adds copies of the rows that pass the filters and of all that they need, so that the plan's own
// memory may be given back; its registry must live on. Whom --agency means is known only when all plans are, so agency and
// role are left to matrix_filter. Of the plan itself header, span, phases and the name of its source are kept, and the
// tasks of the rows; of an item its number, texts and place in the outline.
void matrix_keep(struct arena *arena, struct matrix *matrix, const struct plan *plan, const struct matrix_query *query);

// The rows that pass the filters, in order of plans and tasks; rows of `matrix` are untouched.
struct matrix matrix_filter(struct arena *arena, const struct matrix *matrix, const struct matrix_query *query);
// Rows that were filtered, in the order of query->by.
struct matrix matrix_order(struct arena *arena, const struct matrix *matrix, const struct matrix_query *query);

// The id of the item that carries a block for its children: its path joined, a decimal number standing for the number it
// begins with ("IV", "1", "1.1" → "IV.1.1"), as in the ids of tasks.
struct str matrix_item_id(struct arena *arena, const struct item *item);

// {"schema":"kehoach.matrix/1",…}; with a member "summary" where there is one to tell (NULL: none).
struct summary;
void matrix_json(struct arena *arena, const struct matrix *matrix, const struct summary *summary, struct buf *out);

#endif
