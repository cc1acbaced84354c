// Patches: edits applied to a text, and shown as a unified diff.
#ifndef KEHOACH_COMMAND_PATCH_H
#define KEHOACH_COMMAND_PATCH_H

#include "runtime/diag/diag.h"

struct patch {
  VEC(struct edit) edits; // by place, not overlapping
};

// All fixes of the findings, each whole; of two that overlap one stays.
void patch_collect(struct arena *arena, const struct diags *diags, struct patch *patch);

// The text with the edits made; bytes outside them are the same.
struct str patch_apply(struct arena *arena, const struct patch *patch, struct str text);

// The lines that differ as a unified diff (3 lines around), made from two whole texts. Nothing when they are the same.
void patch_diff(struct arena *arena, const char *name, struct str before, struct str after, struct buf *out);

#endif
