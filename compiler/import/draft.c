// What readers share.
#include "compiler/import/draft.h"

void import_note(struct import_draft *draft, enum import_fact fact, uint32_t place, struct str words,
                 struct str value) {
  vec_push(draft->arena, &draft->report.entries, (struct import_entry){ fact, place, words, value });
}
