// Coverage: whether everybody who has something to do gets the plan, and by which line of the recipients (nơi nhận). The
// rules, the proposal and the command `recipients` all ask here.
#ifndef KEHOACH_CHECK_COVERAGE_H
#define KEHOACH_CHECK_COVERAGE_H

#include "compiler/check/bodies.h"

// A body with a part in the plan. Names are one body when the registry's name of both is the same.
struct assigned {
  const struct actor *actor;      // where it is named first; of communes and districts the widest name
  VEC(const struct task *) tasks; // in order, each once
  const struct actor *firm;       // the first place in a block or a table, or as the lead; NULL: only sentences name it
  enum reach reach;
  size_t line;                    // index of the recipient that reaches it; SIZE_MAX: none
};

struct coverage {
  VEC(struct assigned) bodies;    // in the order of the plan
};

// Of those lines; they may be the plan's, or others. Bodies of the centre count only where a line names them: no province
// gives them work.
void coverage_read(struct reader *reader, const struct recipient *lines, size_t n, struct coverage *coverage);

// Lines of recipients, asked for bodies. Bodies that the registry does not know are found by their names.
struct line_set {
  struct reader *reader;
  struct body_set bodies;
  struct phrases *names; // → lines, from 1
};
struct line_set line_set_make(struct reader *reader, size_t expected);
void line_set_add(struct line_set *set, const struct recipient *recipient, size_t line);
// *line (may be NULL) is the line that reaches the body, SIZE_MAX when none does.
enum reach line_set_reach(const struct line_set *set, const struct actor *actor, size_t *line);

#endif
