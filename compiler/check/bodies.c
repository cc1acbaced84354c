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
  size_t n = reader->registry->agencies.n;
  set.has = arena_array(reader->arena, bool, n);
  set.by_name = arena_array(reader->arena, bool, n);
  set.line = arena_array(reader->arena, uint32_t, n);
  set.called = arena_array(reader->arena, struct str, n);
  return set;
}

static size_t index_of(const struct body_set *set, const struct agency *agency) {
  return (size_t)(agency - set->registry->agencies.at);
}

static void add_members(struct body_set *set, const struct agency *group, uint32_t line, int level) {
  for (size_t i = 0; level < GROUP_LEVELS && i < group->members.n; i++) {
    const struct agency *member = registry_agency(set->registry, group->members.at[i]);
    if (!member || set->has[index_of(set, member)])
      continue;
    set->has[index_of(set, member)] = true;
    set->line[index_of(set, member)] = line;
    add_members(set, member, line, level + 1);
  }
}

static void add_body(struct body_set *set, const struct actor *actor, uint32_t line) {
  size_t at = index_of(set, actor->agency);
  set->has[at] = true;
  if (set->by_name[at])
    return;
  set->by_name[at] = true;
  set->line[at] = line;
  set->called[at] = actor->name;
}

static void note_line(uint32_t *first, bool holds, uint32_t line) {
  if (holds && !*first)
    *first = line;
}

void body_set_add(struct reader *reader, struct body_set *set, const struct actor *actor, uint32_t line) {
  const struct agency *agency = actor->agency;
  if (!agency)
    return;
  add_body(set, actor, line);
  set->named += actor_is_named(actor);
  add_members(set, agency, line, 0);
  struct str id = str_from(agency->id);
  bool some = actor->count || terms_is(reader->terms, TERMS_SOME, id);
  note_line(&set->everyone, actor->catch_all || terms_is(reader->terms, TERMS_EVERYONE, id), line);
  note_line(&set->offices, terms_is(reader->terms, TERMS_OFFICES, id), line);
  note_line(&set->communes, actor_is_local(actor) && actor->group && !some, line);
  note_line(&set->party, str_is(agency->family, "dang"), line);
  note_line(&set->council, str_is(agency->family, "hdnd"), line);
}

static enum reach through(uint32_t group, uint32_t *line, enum reach otherwise) {
  *line = group;
  return group ? REACH_GROUP : otherwise;
}

// A body that is on no line itself.
static enum reach reach_by_kind(struct reader *reader, const struct body_set *set, const struct actor *actor, uint32_t *line) {
  const struct agency *agency = actor->agency;
  struct str id = str_from(agency->id);
  if (set->everyone)
    return through(set->everyone, line, REACH_NONE);
  if (actor_is_local(actor))
    return through(set->communes, line, REACH_NONE);
  if (str_is(agency->family, "ubnd") || terms_is(reader->terms, TERMS_UNSENT, id))
    return REACH_UNSENT;
  if (actor->group)
    return REACH_UNCLEAR;
  if (str_is(agency->family, "hdnd"))
    return through(set->council, line, REACH_NONE);
  if (str_is(id, "tinh-uy"))
    return through(set->party, line, REACH_NONE);
  bool apart = body_is_outside(reader, agency) || terms_is(reader->terms, TERMS_APART, agency->family);
  return apart ? REACH_NONE : through(set->offices, line, REACH_NONE);
}

enum reach body_set_reach(struct reader *reader, const struct body_set *set, const struct actor *actor, uint32_t *line) {
  uint32_t found = 0;
  enum reach reach = REACH_UNCLEAR;
  size_t at = actor->agency ? index_of(set, actor->agency) : 0;
  if (actor->agency && set->has[at]) {
    found = set->line[at];
    bool same = !actor_is_local(actor) || str_eq(set->called[at], actor->name);
    reach = set->by_name[at] && same ? REACH_NAME : REACH_GROUP;
  } else if (actor->agency && !actor->catch_all) {
    reach = reach_by_kind(reader, set, actor, &found);
  }
  if (line)
    *line = found;
  return reach;
}

bool body_set_covers(struct reader *reader, const struct body_set *set, const struct actor *actor) {
  return body_set_reach(reader, set, actor, NULL) != REACH_NONE;
}
