// Baseline: findings already known, read from an earlier --diagnostics json. What it holds is not reported again.
#ifndef KEHOACH_DIAG_BASELINE_H
#define KEHOACH_DIAG_BASELINE_H

#include "runtime/diag/diag.h"

struct baseline;

// NULL with a one-line reason when `json` is no such document.
struct baseline *baseline_read(struct arena *arena, struct str json, struct str *error);

// Takes out the findings that the baseline holds, each as often as it stands there. Compared by file, code and message, not
// by line, so that text added above does not bring old findings back;
// messages in whatever language they were written.
void baseline_apply(struct baseline *baseline, struct diags *diags);

#endif
