// Finding a body by what somebody calls it, from the exact to the likely: the first way that gives an answer counts.
#include "compiler/derive/body.h"

#include "runtime/base/utf8.h"

// ---- One body

static bool is_local(const struct agency *agency) {
  return str_is(agency->level, "xa") || str_is(agency->level, "huyen");
}

struct body body_of_actor(const struct actor *actor) {
  const struct agency *agency = actor->agency;
  struct body body = { .name = actor->name.n ? actor->name : actor->written };
  if (!agency)
    return body;
  body.id = str_from(agency->id);
  body.one_of = is_local(agency) && !actor->group && !str_eq(body.name, agency->name) &&
                !str_eq(body.name, agency->name_if_city);
  return body;
}

static bool same_body(struct arena *arena, const struct body *a, const struct body *b) {
  bool by_name = a->id.n == 0 || a->one_of;
  return str_eq(a->id, b->id) && a->one_of == b->one_of && (!by_name || text_same(arena, a->name, b->name));
}

// The depth is bounded by BODY_GROUP_LEVELS.
static bool has_member(const struct registry *registry, const struct agency *group, struct str id, int level) {
  for (size_t i = 0; i < group->members.n; i++) {
    if (str_eq(group->members.at[i], id))
      return true;
    const struct agency *member = level + 1 < BODY_GROUP_LEVELS ? registry_agency(registry, group->members.at[i]) : NULL;
    if (member && member->members.n && has_member(registry, member, id, level + 1))
      return true;
  }
  return false;
}

enum body_part body_in_actor(struct arena *arena, const struct body *body, const struct registry *registry,
                             const struct actor *actor) {
  const struct agency *agency = actor->agency;
  if (!agency)
    return body->id.n == 0 && text_same(arena, actor->name, body->name) ? BODY_NAMED : BODY_ABSENT;
  if (body->id.n == 0)
    return BODY_ABSENT;
  if (str_eq(body->id, str_from(agency->id))) {
    if (!body->one_of || text_same(arena, actor->name, body->name))
      return BODY_NAMED;
    return actor->group ? BODY_IN_GROUP : BODY_ABSENT; // “UBND các xã” holds “UBND xã Nà Hỳ”
  }
  return agency->members.n && has_member(registry, agency, body->id, 0) ? BODY_IN_GROUP : BODY_ABSENT;
}

// ---- Exactly

static struct body body_of_agency(const struct agency *agency) {
  return (struct body){ .id = str_from(agency->id), .name = agency->name };
}

// What a plan of this province, with its own short names, takes the words for.
bool body_read(struct arena *arena, const struct plan *plan, struct str asked, struct body *body) {
  const struct agency *agency = registry_agency(plan->registry, asked);
  if (agency) {
    *body = body_of_agency(agency);
    return true;
  }
  if (!plan->lexicon) // a kept plan
    return false;
  struct text text = { .s = asked };
  struct actors actors = { 0 }, rest = { 0 };
  actors_read(arena, plan->lexicon, &text, 0, asked.n, &actors, &rest);
  bool whole = actors.n == 1 && rest.n == 0 && actors.at[0].agency && !actors.at[0].corrected &&
               actors.at[0].written.n == asked.n;
  if (whole)
    *body = body_of_actor(&actors.at[0]);
  return whole;
}

// ---- Every name there is, for the looser ways

typedef bool visit_name(void *context, struct str name, const struct body *body); // false: enough

static bool visit_agency(const struct agency *agency, visit_name *visit, void *context) {
  struct body body = body_of_agency(agency);
  bool more = visit(context, agency->name, &body) && (agency->name_if_city.n == 0 || visit(context, agency->name_if_city, &body)) &&
              (agency->abbreviation.n == 0 || visit(context, agency->abbreviation, &body));
  for (size_t i = 0; more && i < agency->aliases.n; i++)
    more = visit(context, agency->aliases.at[i], &body);
  return more;
}

static bool visit_actors(const struct actors *actors, visit_name *visit, void *context) {
  for (size_t i = 0; i < actors->n; i++) {
    struct body body = body_of_actor(&actors->at[i]);
    if (!visit(context, body.name, &body))
      return false;
  }
  return true;
}

// Bodies with a part in a plan's tasks, then those of the registry of each plan.
static void visit_names(const struct plans *plans, visit_name *visit, void *context) {
  const struct registry *last = NULL;
  for (size_t p = 0; p < plans->n; p++)
    for (size_t t = 0; t < plans->at[p]->tasks.n; t++) {
      const struct task *task = plans->at[p]->tasks.at[t];
      if (!visit_actors(&task->lead, visit, context) || !visit_actors(&task->coordinate, visit, context) ||
          !visit_actors(&task->monitor, visit, context))
        return;
    }
  for (size_t p = 0; p < plans->n; p++) {
    const struct registry *registry = plans->at[p]->registry;
    for (size_t i = 0; registry != last && i < registry->agencies.n; i++)
      if (!visit_agency(&registry->agencies.at[i], visit, context))
        return;
    last = registry;
  }
}

// ---- Without marks, and by initials

enum { NAME_WORDS = 32, INITIALS_LEAST = 2 };

// Words of a name in small letters without marks, “và” left out: initials pass over it (“Sở VHTTDL”).
struct bare_words {
  struct str at[NAME_WORDS];
  size_t n;
};

static struct bare_words split_words(struct str bare) {
  struct bare_words words = { 0 };
  for (size_t i = 0; i < bare.n && words.n < NAME_WORDS;) {
    size_t from = i;
    while (i < bare.n && (unsigned char)bare.p[i] > ' ' && !strchr(",.;&/()-", bare.p[i]))
      i++;
    struct str word = str_slice(bare, from, i);
    if (word.n && !str_is(word, "va"))
      words.at[words.n++] = word;
    i += i == from;
  }
  return words;
}

// How many words of `name` from `from` on the letters are the initials of; 0 when they are not.
static size_t initials_of(struct str letters, const struct bare_words *name, size_t from) {
  if (letters.n < INITIALS_LEAST || from + letters.n > name->n)
    return 0;
  for (size_t i = 0; i < letters.n; i++)
    if (letters.p[i] != name->at[from + i].p[0])
      return 0;
  return letters.n;
}

// “KH&CN” is one word here: initials with a sign between.
static struct str without_signs(struct arena *arena, struct str s) {
  char *bytes = arena_array(arena, char, s.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < s.n; i++)
    if (!strchr("&.-", s.p[i]))
      bytes[n++] = s.p[i];
  return (struct str){ bytes, n };
}

static bool spelt(const struct bare_words *asked, const struct bare_words *name) {
  size_t at = 0;
  for (size_t i = 0; i < asked->n; i++) {
    bool same = at < name->n && str_eq(asked->at[i], name->at[at]);
    size_t words = same ? 1 : initials_of(asked->at[i], name, at);
    if (words == 0)
      return false;
    at += words;
  }
  return asked->n > 0 && at == name->n;
}

struct loose_search {
  struct arena *arena;
  struct bare_words asked, squeezed; // as asked, and with the signs within words left out
  struct str bare;
  struct body found;
  size_t bodies; // different ones
};

static bool visit_loosely(void *context, struct str name, const struct body *body) {
  struct loose_search *search = context;
  struct str bare = text_bare(search->arena, name);
  struct bare_words words = split_words(bare);
  if (!str_eq(bare, search->bare) && !spelt(&search->asked, &words) && !spelt(&search->squeezed, &words))
    return true;
  if (search->bodies == 0)
    search->found = *body;
  search->bodies += search->bodies == 0 || !same_body(search->arena, body, &search->found);
  return search->bodies < 2;
}

static bool find_loosely(struct arena *arena, const struct plans *plans, struct str asked, struct body *body) {
  struct loose_search search = { .arena = arena, .bare = text_bare(arena, asked) };
  search.asked = split_words(search.bare);
  search.squeezed = split_words(without_signs(arena, search.bare));
  visit_names(plans, visit_loosely, &search);
  if (search.bodies == 1)
    *body = search.found;
  return search.bodies == 1;
}

// ---- In a plan's own words

struct written_search {
  struct arena *arena;
  struct str asked;
  struct body *body;
  bool found;
};

static bool visit_written(void *context, struct str name, const struct body *body) {
  struct written_search *search = context;
  if (!text_same(search->arena, name, search->asked))
    return true;
  *search->body = *body;
  search->found = true;
  return false;
}

static bool find_written(struct arena *arena, const struct plans *plans, struct str asked, struct body *body) {
  struct written_search search = { arena, asked, body, false };
  visit_names(plans, visit_written, &search);
  return search.found;
}

// ---- Nearest names

struct near_search {
  struct arena *arena;
  struct str bare;
  struct str names[BODY_NEAREST];
  size_t scores[BODY_NEAREST], n;
};

// The fewer edits the nearer; a name that holds all of what was asked is near whatever else it says.
static size_t distance_to(const struct near_search *search, struct str bare, size_t limit) {
  bool holds = search->bare.n >= 4 && str_find(bare, search->bare, 0) != SIZE_MAX;
  return holds ? 1 : text_distance(search->bare, bare, limit);
}

static bool visit_near(void *context, struct str name, const struct body *body) {
  struct near_search *search = context;
  size_t limit = search->bare.n / 3 + 2, at = search->n;
  if (!str_eq(name, body->name)) // in full, not as alias
    return true;
  size_t score = distance_to(search, text_bare(search->arena, name), limit);
  if (score >= limit || (at == BODY_NEAREST && score >= search->scores[at - 1]))
    return true;
  for (size_t i = 0; i < search->n; i++)
    if (text_same(search->arena, search->names[i], name))
      return true;
  search->n += search->n < BODY_NEAREST;
  for (at = search->n - 1; at > 0 && search->scores[at - 1] > score; at--) {
    search->names[at] = search->names[at - 1];
    search->scores[at] = search->scores[at - 1];
  }
  search->names[at] = name;
  search->scores[at] = score;
  return true;
}

static struct str nearest_names(struct arena *arena, const struct plans *plans, struct str asked) {
  struct near_search search = { .arena = arena, .bare = text_bare(arena, asked) };
  struct buf joined = { 0 };
  visit_names(plans, visit_near, &search);
  for (size_t i = 0; i < search.n; i++) {
    if (i)
      buf_text(&joined, "; ");
    buf_str(&joined, search.names[i]);
  }
  struct str result = str_copy(arena, buf_view(&joined));
  buf_finish(&joined);
  return result;
}

bool body_find(struct arena *arena, const struct plans *plans, struct str asked, struct body *body, struct str *nearest) {
  asked = str_trim(asked);
  for (size_t p = 0; p < plans->n; p++)
    if (body_read(arena, plans->at[p], asked, body))
      return true;
  if (find_written(arena, plans, asked, body) || find_loosely(arena, plans, asked, body))
    return true;
  *nearest = nearest_names(arena, plans, asked);
  return false;
}
