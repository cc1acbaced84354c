// Deadlines (hạn): on which days a task is due. Pure data; no day is made up that the plan's words do not bear.
#ifndef KEHOACH_DERIVE_DUES_H
#define KEHOACH_DERIVE_DUES_H

#include "compiler/check/plan.h"

// A day on which a task is due, once or again and again.
struct due {
  struct date day;       // the first time; whole
  struct date from;      // once: the first day of the span whose last one is `day`; else unknown
  struct str label;      // “Giai đoạn 1”, or empty
  int months, weeks;     // comes round after so many; both 0: once
  bool month_end;        // on the last day of its month, however long
  bool named;            // the plan names a day or a period with an end; else the last day of each round is taken
  struct date until;     // the last day on which it may come round; unknown: no end
};
struct dues {
  struct due *at;
  size_t n, cap;
}; // a VEC with a name

// Empty for what goes on all the time, is left open, or is not understood. The dated ones come first.
struct dues dues_of_task(struct arena *arena, const struct plan *plan, const struct task *task);

#endif
