// Canonical form of a plan's source: white space only.
#ifndef KEHOACH_COMMAND_FORMAT_H
#define KEHOACH_COMMAND_FORMAT_H

#include "runtime/base/str.h"

// Line ends as LF, no white space at the end of lines, one blank line at most and one around headings, one space after a
// heading's or bullet's mark, a line end at the end. Fenced text, indented lines and two spaces that end a line on purpose
// stay. The result is the arena's; *count is how many lines changed.
struct str format_plan(struct arena *arena, struct str text, size_t *count);

#endif
