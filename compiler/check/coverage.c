// Bodies are collected by their names in one pass over the tasks; the lines are one set of bodies that knows its lines.
#include "compiler/check/coverage.h"

#include "compiler/check/phrases.h"

struct collector {
  struct reader *reader;
  struct coverage *coverage;
  struct phrases names; // → bodies, from 1
};

// “UBND các huyện biên giới” are some of “UBND các huyện, thành phố”, and “UBND các huyện” too: the list has the most.
static bool is_wider(struct reader *reader, const struct actor *actor, const struct actor *than) {
  const struct term *term;
  if (!actor_is_local(actor) || !actor->group || str_eq(actor->written, than->written))
    return false;
  struct str a = text_fold_str(reader->arena, actor->written), b = text_fold_str(reader->arena, than->written);
  bool some = terms_find(reader->terms, TERMS_PARTLY, a, 0, &term) != SIZE_MAX;
  bool some_of_them = terms_find(reader->terms, TERMS_PARTLY, b, 0, &term) != SIZE_MAX;
  return some == some_of_them ? a.n > b.n : some_of_them;
}

static void collect_actor(struct collector *collector, const struct task *task, const struct actor *actor, bool firm) {
  struct arena *arena = collector->reader->arena;
  struct coverage *coverage = collector->coverage;
  uint32_t node = phrases_grow(&collector->names, 0, word_key(actor->name));
  uint32_t *at = &collector->names.values.at[node];
  if (!*at) {
    vec_push(arena, &coverage->bodies, (struct assigned){ .actor = actor, .line = SIZE_MAX });
    *at = (uint32_t)coverage->bodies.n;
  }
  struct assigned *body = &coverage->bodies.at[*at - 1];
  if (is_wider(collector->reader, actor, body->actor))
    body->actor = actor;
  if (firm && !body->firm)
    body->firm = actor;
  if (!body->tasks.n || *vec_last(&body->tasks) != task)
    vec_push(arena, &body->tasks, task);
}

static void collect(struct collector *collector) {
  const struct plan *plan = collector->reader->plan;
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    const struct actors *const roles[] = { &task->lead, &task->coordinate, &task->monitor };
    for (size_t k = 0; k < sizeof roles / sizeof *roles; k++)
      for (size_t j = 0; j < roles[k]->n; j++)
        collect_actor(collector, task, &roles[k]->at[j], k == 0 || (k == 1 && task_is_labelled(task)));
  }
}

// ---- reached

struct line_set line_set_make(struct reader *reader, size_t expected) {
  struct line_set set = { .reader = reader, .bodies = body_set_make(reader) };
  set.names = arena_new(reader->arena, struct phrases);
  phrases_init(set.names, reader->arena, expected + 1);
  return set;
}

void line_set_add(struct line_set *set, const struct recipient *recipient, size_t line) {
  struct arena *arena = set->reader->arena;
  for (size_t k = 0; k < recipient->actors.n; k++) {
    const struct actor *actor = &recipient->actors.at[k];
    body_set_add(set->reader, &set->bodies, actor, (uint32_t)line + 1);
    uint32_t node = actor->agency ? 0 : phrases_grow(set->names, 0, word_key(text_fold_str(arena, actor->name)));
    if (node && !set->names->values.at[node])
      set->names->values.at[node] = (uint32_t)line + 1;
  }
}

// A group whose members are all reached: by the line of the first of them.
static uint32_t members_line(const struct line_set *set, const struct agency *group) {
  uint32_t first = 0;
  for (size_t i = 0; i < group->members.n; i++) {
    const struct agency *member = registry_agency(set->bodies.registry, group->members.at[i]);
    size_t at = member ? (size_t)(member - set->bodies.registry->agencies.at) : SIZE_MAX;
    if (!member || !set->bodies.has[at])
      return 0;
    first = first ? first : set->bodies.line[at];
  }
  return first;
}

enum reach line_set_reach(const struct line_set *set, const struct actor *actor, size_t *line) {
  uint32_t found = 0;
  enum reach reach = body_set_reach(set->reader, &set->bodies, actor, &found);
  if (!actor->agency) {
    uint32_t node = phrases_step(set->names, 0, word_key(text_fold_str(set->reader->arena, actor->name)));
    found = node ? set->names->values.at[node] : 0;
    reach = found ? REACH_NAME : REACH_UNCLEAR;
  } else if (reach == REACH_UNCLEAR && !found && actor->group) {
    found = members_line(set, actor->agency);
    reach = found ? REACH_GROUP : REACH_UNCLEAR;
  }
  if (line)
    *line = found ? found - 1 : SIZE_MAX;
  return reach;
}

// A body of the centre that no line names is no gap.
static bool is_above(const struct assigned *body) {
  const struct agency *agency = body->actor->agency;
  return agency && str_is(agency->level, "trung_uong") && body->reach != REACH_NAME;
}

void coverage_read(struct reader *reader, const struct recipient *recipients, size_t n, struct coverage *coverage) {
  struct collector collector = { .reader = reader, .coverage = coverage };
  phrases_init(&collector.names, reader->arena, 64);
  collect(&collector);
  struct line_set lines = line_set_make(reader, n);
  for (size_t i = 0; i < n; i++)
    line_set_add(&lines, &recipients[i], i);
  size_t kept = 0;
  for (size_t i = 0; i < coverage->bodies.n; i++) {
    struct assigned body = coverage->bodies.at[i];
    body.reach = line_set_reach(&lines, body.actor, &body.line);
    if (!is_above(&body))
      coverage->bodies.at[kept++] = body;
  }
  coverage->bodies.n = kept;
}
