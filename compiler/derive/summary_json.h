// The summary as a member of the matrix's JSON. Private to compiler/derive.
#ifndef KEHOACH_DERIVE_SUMMARY_JSON_H
#define KEHOACH_DERIVE_SUMMARY_JSON_H

#include "compiler/derive/summary.h"

// Appends ,"summary":{…} after the member "rows".
void summary_json(struct arena *arena, const struct summary *summary, struct buf *out);

#endif
