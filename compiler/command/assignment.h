// The assignment annex of an imported paper: see assignment.c.
#ifndef KEHOACH_COMMAND_ASSIGNMENT_H
#define KEHOACH_COMMAND_ASSIGNMENT_H

#include "compiler/command/run.h"

// Takes it out of the imported plan, where the plan prints it anyway. `path`: of the paper.
void assignment_settle(struct run *run, struct arena *arena, const char *path, struct imported *imported);

#endif
