// Extracts (trích nhiệm vụ): what each body leads, coordinates and follows in one or many plans. Pure data.
#ifndef KEHOACH_DERIVE_EXTRACT_H
#define KEHOACH_DERIVE_EXTRACT_H

#include "compiler/derive/matrix.h"

enum part_role { PART_LEAD, PART_COORDINATE, PART_MONITOR, PART_ROLES };

// A part that a body has in a task. Whoever is named has it in each role in which it is named; through a group, once, in the
// weightiest role of its groups, unless it is named in that or a weightier one.
struct part {
  size_t row;             // of matrix.rows
  enum part_role role;
  bool in_group;
  struct str as_written;  // the body, or the group through which it has the part, in the author's words
};

struct extract {
  struct body body;
  struct str slug;        // "cong-an-tinh": registry id, else the name in ASCII; different for each extract of a set
  const struct matrix *matrix;
  VEC(struct part) parts; // in the order of the plans and their tasks
  size_t counts[PART_ROLES];
};

struct extracts {
  VEC(struct extract) list; // as the registry orders bodies, then by name
};

struct extract extract_body(struct arena *arena, const struct matrix *matrix, const struct body *body);

// One for each body that the matrix names, and for each member of its groups that there is: registered as active, at the
// plan's date, below the central level.
struct extracts extract_all(struct arena *arena, const struct matrix *matrix);

// Groups whose members nobody can tell (“các cơ quan, đơn vị liên quan”) and what they are given, in order of place.
struct open_group {
  struct str name;        // as first written
  const char *id;
  VEC(size_t) rows;       // of matrix.rows
};
struct open_groups {
  VEC(struct open_group) list;
};
struct open_groups extract_open(struct arena *arena, const struct matrix *matrix);

const struct actors *part_actors(const struct task *task, enum part_role role);

#endif
