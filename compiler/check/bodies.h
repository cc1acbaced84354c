// Bodies as the rules of meaning look at them: every place where the plan names one, and sets of bodies that know what
// their groups cover (“các sở, ban, ngành” reach Sở Tư pháp).
#ifndef KEHOACH_CHECK_BODIES_H
#define KEHOACH_CHECK_BODIES_H

#include "compiler/check/reader.h"

enum body_role { ROLE_LEAD, ROLE_COORDINATE, ROLE_MONITOR, ROLE_RECIPIENT };

typedef void visit_body(struct reader *reader, const struct actor *actor, enum body_role role, void *context);

// Every body that has a part in a task, then every recipient, in the order of the plan. Tasks that share a block show it
// once.
void bodies_visit(struct reader *reader, visit_body *visit, void *context);

// The task has a block of its own, or is the first of those that share one.
bool task_is_first(const struct plan *plan, size_t at);
// Blocks and tables promise to say all; sentences and duties do not.
bool task_is_labelled(const struct task *task);

// The name is one of several of the same registry entry: “UBND xã A”, “UBND xã B”.
bool actor_is_same(const struct actor *a, const struct actor *b);
bool actor_is_local(const struct actor *actor); // of communes or districts
// A single body of the registry.
bool actor_is_named(const struct actor *actor);

// How a body gets a paper that goes to a list of bodies.
enum reach {
  REACH_NONE,
  REACH_UNCLEAR, // cannot be told: “các cơ quan liên quan”, a body that nobody knows
  REACH_UNSENT,  // need not be sent: the issuer and its own office
  REACH_GROUP,   // as one of a group: Sở Tư pháp by “các sở, ban, ngành”
  REACH_NAME,    // by its own name
};

// Bodies by their index in the registry. Lines of a list are counted from 1; 0 where there is none.
struct body_set {
  const struct registry *registry;
  bool *has;
  bool *by_name;      // and not only as a member of a group
  uint32_t *line;     // the first that holds the body, one that names it before others
  struct str *called; // the name on that line: “UBND xã A” and “UBND xã B” are one entry of the registry
  size_t named;       // how many single bodies
  uint32_t everyone;  // “các cơ quan, đơn vị liên quan”, “các đơn vị được phân công”
  uint32_t offices;   // “các sở, ban, ngành”
  uint32_t communes;  // UBND of all communes or districts
  uint32_t party, council;
};

struct body_set body_set_make(struct reader *reader);
void body_set_add(struct reader *reader, struct body_set *set, const struct actor *actor, uint32_t line);
// How the body is reached by the set, and by which line (may be NULL).
enum reach body_set_reach(struct reader *reader, const struct body_set *set, const struct actor *actor, uint32_t *line);
// Whether the body is in the set by itself or through a group. True where this cannot be told.
bool body_set_covers(struct reader *reader, const struct body_set *set, const struct actor *actor);

// Outside the authority of a people's committee: Party, Front, council, courts, the centre.
bool body_is_outside(struct reader *reader, const struct agency *agency);
// The issuer is a people's committee.
bool issuer_is_committee(struct reader *reader);

// True once for each name.
struct phrases;
bool first_time(struct phrases *said, struct str name);

#endif
