// One body (cơ quan) as the outputs ask for it: whom `--agency` means, and whether a list in a plan names it, by itself or
// through a group. Bodies are told apart by registry id, so that those of several plans are the same; one that no registry
// knows, and one of several of an entry (“UBND xã Nà Hỳ”), by its name.
#ifndef KEHOACH_DERIVE_BODY_H
#define KEHOACH_DERIVE_BODY_H

#include "compiler/check/plan.h"

struct plans {
  const struct plan **at;
  size_t n, cap;
}; // a VEC with a name

struct body {
  struct str id;    // registry id, empty for a body that no registry knows
  struct str name;  // in full; for one that no registry knows as the author wrote it
  bool one_of;      // one of several of its entry: the name counts besides the id
};

enum { BODY_NEAREST = 3 };

// The body that `asked` means to any of the plans: registry id, name, alias, abbreviation, a plan's own short name, a name
// without marks, or words of which some are spelt by their initials (“Sở TC”, “VP UBND tỉnh”) when one body alone fits.
// False when there is none; then *nearest holds up to BODY_NEAREST names that are like it, “; ” between.
bool body_find(struct arena *arena, const struct plans *plans, struct str asked, struct body *body, struct str *nearest);

// The same, but exactly as one plan has it: id, name, alias or a short name of its own.
bool body_read(struct arena *arena, const struct plan *plan, struct str asked, struct body *body);

// The body that an actor is, group or not.
struct body body_of_actor(const struct actor *actor);

enum body_part { BODY_ABSENT, BODY_NAMED, BODY_IN_GROUP };

// Whether the actor, of a plan read with `registry`, stands for the body. A group stands for its members, and theirs.
enum body_part body_in_actor(struct arena *arena, const struct body *body, const struct registry *registry,
                             const struct actor *actor);

enum { BODY_GROUP_LEVELS = 3 }; // groups of groups

#endif
