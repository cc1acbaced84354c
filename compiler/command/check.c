// kehoach check: diagnostics only; silent when a plan is clean.
#include "compiler/command/run.h"

void command_check(struct run *run) {
  for (size_t i = 0; i < run->paths.n; i++) {
    struct unit unit;
    if (!unit_open(run, run->paths.at[i], &unit))
      continue;
    unit_report(run, &unit);
    unit_close(run, &unit, false);
  }
}
