// Components of a document (thành phần thể thức) that the decree asks for: which pass, which fail, which nobody evaluated.
#ifndef KEHOACH_COMMAND_COMPONENTS_H
#define KEHOACH_COMMAND_COMPONENTS_H

#include "compiler/command/run.h"

// What is known of the components of one plan. A component passes only when every rule that judges it ran and found
// nothing; what a comment, the baseline or a severity “off” took out of the findings leaves it not evaluated.
struct components;

// Before the findings are settled, when all that the rules reported is still there.
struct components *components_begin(const struct unit *unit);
// When the list is what is printed.
void components_end(struct components *components, const struct diags *diags);

void components_print(const struct run *run, const struct components *components, const char *path, struct buf *out);
// Objects of the member "components", each behind a comma but for the first in `out`.
void components_print_json(const struct run *run, const struct components *components, const char *path, struct buf *out);
// What remains for the eye whatever the plan.
void components_print_eye(const struct run *run, struct buf *out);

#endif
