// Walks over the bodies of a plan, and sets of them.
#include "compiler/check/bodies.h"

#include "compiler/check/phrases.h"

bool task_is_labelled(const struct task *task) {
  return task->origin == ORIGIN_BLOCK || task->origin == ORIGIN_TABLE;
}

bool task_is_first(const struct plan *plan, size_t at) {
  const struct item *carrier = plan->tasks.at[at]->inherited_from;
  return !carrier || at == 0 || plan->tasks.at[at - 1]->inherited_from != carrier;
}

static void visit_list(struct reader *reader, const struct actors *actors, enum body_role role, visit_body *visit,
                       void *context) {
  for (size_t i = 0; i < actors->n; i++)
    visit(reader, &actors->at[i], role, context);
}

void bodies_visit(struct reader *reader, visit_body *visit, void *context) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    if (!task_is_first(plan, i))
      continue;
    visit_list(reader, &task->lead, ROLE_LEAD, visit, context);
    visit_list(reader, &task->coordinate, ROLE_COORDINATE, visit, context);
    visit_list(reader, &task->monitor, ROLE_MONITOR, visit, context);
  }
  for (size_t i = 0; !plan->recipients_automatic && i < plan->recipients.n; i++)
    visit_list(reader, &plan->recipients.at[i].actors, ROLE_RECIPIENT, visit, context);
}

bool first_time(struct phrases *said, struct str name) {
  uint32_t node = phrases_grow(said, 0, word_key(name));
  return said->values.at[node]++ == 0;
}

// ---- one body

bool actor_is_same(const struct actor *a, const struct actor *b) {
  return a->agency ? a->agency == b->agency && str_eq(a->name, b->name) : !b->agency && str_eq(a->name, b->name);
}

bool actor_is_local(const struct actor *actor) {
  const struct agency *agency = actor->agency;
  return agency && (str_is(agency->level, "xa") || str_is(agency->level, "huyen") || str_starts(agency->name, STR("UBND")));
}

bool actor_is_named(const struct actor *actor) {
  return actor->agency && !actor->group && !actor->catch_all;
}

bool body_is_outside(struct reader *reader, const struct agency *agency) {
  return agency && (str_is(agency->level, "trung_uong") || terms_is(reader->terms, TERMS_OUTSIDE, agency->family) ||
                    terms_is(reader->terms, TERMS_OUTSIDE, str_from(agency->id)));
}

bool issuer_is_committee(struct reader *reader) {
  struct str folded = text_fold_str(reader->arena, reader->plan->header.agency.text.s);
  return terms_at(reader->terms, TERMS_COLLECTIVE, folded, 0) != NULL;
}

// ---- sets

enum { GROUP_LEVELS = 3 }; // groups of groups

struct body_set body_set_make(struct reader *reader) {
  struct body_set set = { .registry = reader->registry };
  set.has = arena_array(reader->arena, bool, reader->registry->agencies.n);
  return set;
}

static size_t index_of(const struct body_set *set, const struct agency *agency) {
  return (size_t)(agency - set->registry->agencies.at);
}

static void add_members(struct body_set *set, const struct agency *group, int level) {
  for (size_t i = 0; level < GROUP_LEVELS && i < group->members.n; i++) {
    const struct agency *member = registry_agency(set->registry, group->members.at[i]);
    if (!member || set->has[index_of(set, member)])
      continue;
    set->has[index_of(set, member)] = true;
    add_members(set, member, level + 1);
  }
}

void body_set_add(struct reader *reader, struct body_set *set, const struct actor *actor) {
  const struct agency *agency = actor->agency;
  if (!agency)
    return;
  set->has[index_of(set, agency)] = true;
  set->named += actor_is_named(actor);
  add_members(set, agency, 0);
  struct str id = str_from(agency->id);
  set->everyone |= actor->catch_all || terms_is(reader->terms, TERMS_EVERYONE, id) != NULL;
  set->offices |= terms_is(reader->terms, TERMS_OFFICES, id) != NULL;
  set->communes |= actor_is_local(actor) && actor->group && !actor->count && !terms_is(reader->terms, TERMS_SOME, id);
  set->party |= str_is(agency->family, "dang");
  set->council |= str_is(agency->family, "hdnd");
}

bool body_set_covers(struct reader *reader, const struct body_set *set, const struct actor *actor) {
  const struct agency *agency = actor->agency;
  if (!agency || actor->catch_all || set->everyone || set->has[index_of(set, agency)])
    return true;
  if (actor_is_local(actor))
    return set->communes;
  if (actor->group || str_is(agency->family, "ubnd") || terms_is(reader->terms, TERMS_UNSENT, str_from(agency->id)))
    return true;
  if (str_is(agency->family, "hdnd"))
    return set->council;
  if (str_is(str_from(agency->id), "tinh-uy"))
    return set->party;
  return set->offices && !body_is_outside(reader, agency) && !terms_is(reader->terms, TERMS_APART, agency->family);
}
