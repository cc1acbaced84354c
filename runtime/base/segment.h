// A base character with the marks that follow it, composed: the unit in which text is normalised. Private to base.
#ifndef KEHOACH_BASE_SEGMENT_H
#define KEHOACH_BASE_SEGMENT_H

#include "runtime/base/buf.h"

enum {
  // A run of marks longer than any language needs is cut (as the Stream-Safe Text Process does), so that sorting
  // marks stays linear whatever the input.
  SEGMENT_CHARACTERS = 32,
  SEGMENT_SCALARS = SEGMENT_CHARACTERS * 4,
};

// Moves *at behind the segment that begins there and gives its characters in normal form C; returns their number,
// at least 1. A byte that is no UTF-8 is a segment of U+FFFD. Requires *at < s.n.
size_t text_segment(struct str s, size_t *at, uint32_t c[SEGMENT_SCALARS]);
void text_encode(struct buf *out, const uint32_t *c, size_t n);

#endif
