// Tasks that seem to be the same in two plans. Private to compiler/derive.
#ifndef KEHOACH_DERIVE_SIMILAR_H
#define KEHOACH_DERIVE_SIMILAR_H

#include "compiler/derive/summary.h"

// Fills summary->pairs.
void similar_rows(struct arena *arena, const struct matrix *matrix, struct summary *summary);

#endif
