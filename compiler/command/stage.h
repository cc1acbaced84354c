// Stages of a plan (dự thảo, soát xét, trình ký, ban hành): the same rule, another severity.
#ifndef KEHOACH_COMMAND_STAGE_H
#define KEHOACH_COMMAND_STAGE_H

#include "compiler/command/run.h"

// The severity of a rule at a stage, -W aside.
enum severity stage_severity(const struct diag_rule *rule, enum stage stage);
// The severities of the stage, then those of -W, which win.
void stage_overrides(struct run *run);

#endif
