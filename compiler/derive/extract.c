// One walk over the rows of a matrix hands each part to the bodies that have it: linear in the parts.
#include "compiler/derive/extract.h"

#include <stdlib.h>

#include "runtime/base/utf8.h"

const struct actors *part_actors(const struct task *task, enum part_role role) {
  static const enum matrix_role roles[PART_ROLES] = {
    [PART_LEAD] = MATRIX_LEAD, [PART_COORDINATE] = MATRIX_COORDINATE, [PART_MONITOR] = MATRIX_MONITOR
  };
  return task_actors(task, roles[role]);
}

// ---- Parts of one body

static bool is_settled(const struct extract *extract, const struct part *part) {
  for (size_t i = extract->parts.n; i-- > 0 && extract->parts.at[i].row == part->row;)
    if (part->in_group || extract->parts.at[i].role == part->role)
      return true;
  return false;
}

// Parts come row by row, in each row by role. A name replaces the group before it in the same list.
static void add_part(struct arena *arena, struct extract *extract, struct part part) {
  struct part *last = extract->parts.n ? vec_last(&extract->parts) : NULL;
  if (last && last->row == part.row && last->role == part.role && last->in_group && !part.in_group) {
    *last = part;
    return;
  }
  if (is_settled(extract, &part))
    return;
  vec_push(arena, &extract->parts, part);
  extract->counts[part.role]++;
}

// “UBND các xã, phường” is no group through which “UBND xã” has a part: it is that body, many times.
static bool is_whole_group(const struct agency *group) {
  return group && group->members.n == 1;
}

// ---- File names

enum { SLUG_LIMIT = 60 };

// Letters and figures of ASCII, a dash for what stands between them.
static struct str slug_of(struct arena *arena, const struct body *body) {
  if (body->id.n && !body->one_of)
    return body->id;
  struct str bare = text_bare(arena, body->name);
  char *bytes = arena_array(arena, char, bare.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < bare.n && n < SLUG_LIMIT; i++) {
    bool plain = (bare.p[i] >= 'a' && bare.p[i] <= 'z') || (bare.p[i] >= '0' && bare.p[i] <= '9');
    if (plain)
      bytes[n++] = bare.p[i];
    else if (n && bytes[n - 1] != '-')
      bytes[n++] = '-';
  }
  while (n && bytes[n - 1] == '-')
    n--;
  return n ? (struct str){ bytes, n } : STR("co-quan");
}

// ---- One body

struct extract extract_body(struct arena *arena, const struct matrix *matrix, const struct body *body) {
  struct extract extract = { .body = *body, .slug = slug_of(arena, body), .matrix = matrix };
  for (size_t r = 0; r < matrix->rows.n; r++) {
    const struct matrix_row *row = &matrix->rows.at[r];
    const struct registry *registry = matrix->plans.at[row->plan]->registry;
    for (enum part_role role = 0; role < PART_ROLES; role++) {
      const struct actors *actors = part_actors(row->task, role);
      for (size_t i = 0; i < actors->n; i++) {
        enum body_part found = body_in_actor(arena, body, registry, &actors->at[i]);
        bool in_group = found == BODY_IN_GROUP && (body->one_of || !is_whole_group(actors->at[i].agency));
        if (found != BODY_ABSENT)
          add_part(arena, &extract, (struct part){ r, role, in_group, actors->at[i].written });
      }
    }
  }
  return extract;
}

// ---- A table of bodies

struct listing {
  struct extract extract;
  struct str key;
  size_t order; // in the registry; SIZE_MAX for a body it does not know
};

struct directory {
  struct arena *arena;
  const struct matrix *matrix;
  VEC(struct listing) entries;
  uint32_t *slots; // index + 1 of an entry, 0: free
  size_t slot_count;
};

enum { FIRST_SLOTS = 256 };

static void put_slot(struct directory *directory, size_t index) {
  size_t at = str_hash(directory->entries.at[index].key) & (directory->slot_count - 1);
  while (directory->slots[at])
    at = (at + 1) & (directory->slot_count - 1);
  directory->slots[at] = (uint32_t)index + 1;
}

static void grow(struct directory *directory) {
  if (2 * directory->entries.n < directory->slot_count)
    return;
  directory->slot_count = directory->slot_count ? 2 * directory->slot_count : FIRST_SLOTS;
  directory->slots = arena_array(directory->arena, uint32_t, directory->slot_count);
  for (size_t i = 0; i < directory->entries.n; i++)
    put_slot(directory, i);
}

static struct str body_key(struct arena *arena, const struct body *body) {
  if (body->id.n && !body->one_of)
    return body->id;
  return str_printf(arena, STR_FMT "=" STR_FMT, STR_ARG(body->id), STR_ARG(text_fold_str(arena, body->name)));
}

static struct listing *find_entry(const struct directory *directory, struct str key) {
  for (size_t at = str_hash(key) & (directory->slot_count - 1); directory->slot_count && directory->slots[at];
       at = (at + 1) & (directory->slot_count - 1)) {
    struct listing *entry = &directory->entries.at[directory->slots[at] - 1];
    if (str_eq(entry->key, key))
      return entry;
  }
  return NULL;
}

// The entry of the body, made when it is new; valid until the next is.
static struct listing *entry_of(struct directory *directory, const struct body *body, size_t order) {
  struct str key = body_key(directory->arena, body);
  struct listing *found = find_entry(directory, key);
  if (found)
    return found;
  struct extract extract = { .body = *body, .matrix = directory->matrix };
  grow(directory);
  vec_push(directory->arena, &directory->entries, (struct listing){ .extract = extract, .key = key, .order = order });
  put_slot(directory, directory->entries.n - 1);
  return vec_last(&directory->entries);
}

// ---- Handing out

// Where a part stands and whose words say it.
struct hand {
  struct directory *directory;
  const struct plan *plan;
  const struct actor *actor;
  struct part part;
};

static size_t order_of(const struct hand *hand, const struct agency *agency) {
  return agency ? (size_t)(agency - hand->plan->registry->agencies.at) : SIZE_MAX;
}

static bool exists(const struct hand *hand, const struct agency *agency) {
  return str_is(agency->status, "active") && !str_is(agency->level, "trung_uong") &&
         agency_valid(agency, hand->plan->header.date);
}

// The depth is bounded by BODY_GROUP_LEVELS.
static void hand_to_members(const struct hand *hand, const struct agency *group, int level) {
  for (size_t i = 0; i < group->members.n; i++) {
    const struct agency *member = registry_agency(hand->plan->registry, group->members.at[i]);
    if (member && member->members.n && level + 1 < BODY_GROUP_LEVELS)
      hand_to_members(hand, member, level + 1);
    else if (member && exists(hand, member)) {
      bool whole = is_whole_group(group);
      struct body body = { .id = str_from(member->id) };
      body.name = whole ? group->name : agency_full_name(hand->plan->lexicon, member);
      struct part part = hand->part;
      part.in_group = !whole || level > 0;
      add_part(hand->directory->arena, &entry_of(hand->directory, &body, order_of(hand, member))->extract, part);
    }
  }
}

static void hand_out(const struct hand *hand) {
  const struct actor *actor = hand->actor;
  if (actor->catch_all)
    return;
  if (actor->agency && actor->agency->members.n) {
    hand_to_members(hand, actor->agency, 0);
    return;
  }
  struct body body = body_of_actor(actor);
  if (actor->group && body.id.n)
    body.name = actor->written; // “UBND các huyện”, not “UBND huyện”
  add_part(hand->directory->arena, &entry_of(hand->directory, &body, order_of(hand, actor->agency))->extract, hand->part);
}

static void walk(struct directory *directory) {
  const struct matrix *matrix = directory->matrix;
  for (size_t r = 0; r < matrix->rows.n; r++) {
    const struct matrix_row *row = &matrix->rows.at[r];
    for (enum part_role role = 0; role < PART_ROLES; role++) {
      const struct actors *actors = part_actors(row->task, role);
      for (size_t i = 0; i < actors->n; i++) {
        const struct actor *actor = &actors->at[i];
        struct part part = { r, role, false, actor->written };
        hand_out(&(struct hand){ directory, matrix->plans.at[row->plan], actor, part });
      }
    }
  }
}

// ---- One of several: “UBND xã Nà Hỳ” has what “UBND các xã” have

static struct extract merge(struct arena *arena, const struct extract *own, const struct extract *all) {
  struct extract merged = { .body = own->body, .matrix = own->matrix };
  size_t i = 0, k = 0;
  while (i < own->parts.n || k < all->parts.n) {
    const struct part *a = i < own->parts.n ? &own->parts.at[i] : NULL, *b = k < all->parts.n ? &all->parts.at[k] : NULL;
    bool first = a && (!b || a->row < b->row || (a->row == b->row && a->role <= b->role));
    struct part part = first ? *a : *b;
    part.in_group |= !first;
    add_part(arena, &merged, part);
    i += first;
    k += !first;
  }
  return merged;
}

static void merge_all(struct directory *directory) {
  for (size_t i = 0; i < directory->entries.n; i++) {
    struct listing *entry = &directory->entries.at[i];
    const struct listing *all = entry->extract.body.one_of ? find_entry(directory, entry->extract.body.id) : NULL;
    if (all)
      entry->extract = merge(directory->arena, &entry->extract, &all->extract);
  }
}

// ---- Order and file names

static int compare_entries(const void *left, const void *right) {
  const struct listing *a = left, *b = right;
  if (a->order != b->order)
    return a->order < b->order ? -1 : 1;
  return str_cmp(a->key, b->key);
}

// The first of a name keeps it; the page that lists them all is called index. Those after it count from 2: entries of the
// table of bodies serve as the set of names taken.
static struct str free_slug(struct directory *taken, struct str slug) {
  struct str name = slug;
  for (int number = 2; find_entry(taken, name); number++)
    name = str_printf(taken->arena, STR_FMT "-%d", STR_ARG(slug), number);
  entry_of(taken, &(struct body){ .id = name }, 0);
  return name;
}

struct extracts extract_all(struct arena *arena, const struct matrix *matrix) {
  struct directory directory = { .arena = arena, .matrix = matrix }, taken = { .arena = arena };
  struct extracts extracts = { 0 };
  walk(&directory);
  merge_all(&directory);
  if (directory.entries.n)
    qsort(directory.entries.at, directory.entries.n, sizeof *directory.entries.at, compare_entries);
  free_slug(&taken, STR("index"));
  for (size_t i = 0; i < directory.entries.n; i++) {
    struct extract *extract = &directory.entries.at[i].extract;
    extract->slug = free_slug(&taken, slug_of(arena, &extract->body));
    vec_push(arena, &extracts.list, *extract);
  }
  return extracts;
}

// ---- Groups without members

static void add_open(struct arena *arena, struct open_groups *groups, const struct actor *actor, size_t row) {
  size_t i = 0;
  while (i < groups->list.n && strcmp(groups->list.at[i].id, actor->agency->id) != 0)
    i++; // the registry has few of them
  if (i == groups->list.n)
    vec_push(arena, &groups->list, (struct open_group){ .name = actor->written, .id = actor->agency->id });
  struct open_group *group = &groups->list.at[i];
  if (group->rows.n == 0 || *vec_last(&group->rows) != row)
    vec_push(arena, &group->rows, row);
}

struct open_groups extract_open(struct arena *arena, const struct matrix *matrix) {
  struct open_groups groups = { 0 };
  for (size_t r = 0; r < matrix->rows.n; r++)
    for (enum part_role role = 0; role < PART_ROLES; role++) {
      const struct actors *actors = part_actors(matrix->rows.at[r].task, role);
      for (size_t i = 0; i < actors->n; i++)
        if (actors->at[i].catch_all && actors->at[i].agency)
          add_open(arena, &groups, &actors->at[i], r);
    }
  return groups;
}
