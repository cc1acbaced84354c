// Suppressions: comments in a plan by which its author answers for a finding.
#ifndef KEHOACH_COMMAND_SUPPRESS_H
#define KEHOACH_COMMAND_SUPPRESS_H

#include "runtime/diag/diag.h"

// Takes out the settled findings that a comment of the source answers for:
//
//   <!-- kehoach: bỏ qua KH0102, number-order: lý do -->
//
// at the end of the line it speaks of; on a line of its own above it (above a table it speaks of all rows); or with the
// words “cả tệp” (“file”) for all lines. In the front matter the same stands behind “# kehoach:”. Reports comments without a
// reason and codes that answer for nothing. True when the list must be settled anew.
bool suppress(struct diags *diags, const struct source *source);

#endif
