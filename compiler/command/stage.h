// Stages of a plan (dự thảo, soát xét, trình ký, ban hành): severities, and the list of components at the end.
#ifndef KEHOACH_COMMAND_STAGE_H
#define KEHOACH_COMMAND_STAGE_H

#include "compiler/command/run.h"

// The severities of the stage, then those of -W, which win.
void stage_overrides(struct run *run);
// Appends which components of the decree pass, fail, or are left to the eye.
void stage_components(const struct run *run, const struct diags *diags, struct buf *out);

#endif
