// What `kehoach new` is told about the plan to be made, looked up in the registry and put into words.
#ifndef KEHOACH_COMMAND_NEW_VALUES_H
#define KEHOACH_COMMAND_NEW_VALUES_H

#include "compiler/command/run.h"
#include "compiler/command/skeleton.h"

// The day for which bodies are looked up: the last that --date, or SOURCE_DATE_EPOCH by its year, leaves open; without either
// one behind all changes that the registry knows.
struct date new_day(const struct options *options);
// “01/12/2026”, “/12/2026”, “2026”: as front matter has it; empty when nothing is known.
struct str new_date_written(struct arena *arena, const struct options *options);

struct new_phases {
  struct date from, to;             // of all
  VEC(struct skeleton_phase) list;  // empty: one period without phases
};
// --phases. False after reporting.
bool new_phases_read(struct run *run, struct arena *arena, const char *written, struct new_phases *phases);
// “2026 - 2030”, or “2026”; empty when a year is not known.
struct str new_years(struct arena *arena, struct date from, struct date to);

// Everything that a template may ask for. `path` is where the plan is to stand: the office's tables lie there. False after
// reporting.
bool new_values_read(struct run *run, struct arena *arena, const char *path, const struct plan_template *template,
                     struct skeleton_values *values);

#endif
