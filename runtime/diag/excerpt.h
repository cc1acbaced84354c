// A quoted line of a source with the place marked under it. Private to diag.
#ifndef KEHOACH_DIAG_EXCERPT_H
#define KEHOACH_DIAG_EXCERPT_H

#include "runtime/base/buf.h"
#include "runtime/diag/source.h"

struct excerpt {
  struct buf text;             // the line, or the part around the place with … where it is cut
  size_t before, marked;       // terminal cells before the place, and of the place (at least 1)
};

// The first line of the span. The caller ends it with buf_finish(&excerpt.text).
struct excerpt excerpt_make(const struct source *source, struct span span);

#endif
