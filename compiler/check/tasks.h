// Tasks (nhiệm vụ): who does what by when, from labelled blocks, tables, prose and duties.
#ifndef KEHOACH_CHECK_TASKS_H
#define KEHOACH_CHECK_TASKS_H

#include "compiler/check/plan.h"

// Fills plan->tasks and plan->standing, and field and task of the items, after tree, header, phases and names are there.
// What is missing or unknown is left for the rules to say.
void tasks_read(struct arena *arena, struct plan *plan, const struct lexicon *lexicon,
                const struct time_context *context);

#endif
