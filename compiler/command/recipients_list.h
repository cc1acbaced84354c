// Putting a list of recipients (nơi nhận) into a plan's source, where the author's list stands.
#ifndef KEHOACH_COMMAND_RECIPIENTS_LIST_H
#define KEHOACH_COMMAND_RECIPIENTS_LIST_H

#include "compiler/command/patch.h"
#include "compiler/derive/recipients.h"

// Why a list cannot be put into the plan.
enum list_trouble { LIST_OK, LIST_INPUT, LIST_STORE, LIST_AUTOMATIC, LIST_MISSING, LIST_PLACE, LIST_TROUBLES };

// Edits that turn the plan's list into the merged one: the author's lines are moved as they are, with what marks them, and
// only the signs at their ends follow their new places. No edit when nothing changes.
enum list_trouble list_patch(struct arena *arena, const struct plan *plan, const struct suggestion *suggestion, struct patch *patch);

#endif
