// The bodies (cơ quan) of a matrix: one index for each, by the registry's id, or by its folded name where the registry does
// not know it. A hash table with open addressing; indices go by first appearance.
#include <stdlib.h>

#include "compiler/derive/rows.h"

struct body_entry {
  struct str key;
  uint64_t hash;
  const struct actor *actor;
  size_t mark;
};

struct bodies {
  struct arena *arena;
  VEC(struct body_entry) list;
  uint32_t *slots; // index + 1; 0: free
  size_t size;     // of slots, a power of two
};

struct bodies *bodies_create(struct arena *arena) {
  struct bodies *bodies = arena_new(arena, struct bodies);
  bodies->arena = arena;
  bodies->size = 256;
  bodies->slots = arena_array(arena, uint32_t, bodies->size);
  return bodies;
}

static size_t find_slot(const struct bodies *bodies, struct str key, uint64_t hash) {
  size_t slot = hash & (bodies->size - 1);
  for (; bodies->slots[slot]; slot = (slot + 1) & (bodies->size - 1)) {
    const struct body_entry *entry = &bodies->list.at[bodies->slots[slot] - 1];
    if (entry->hash == hash && str_eq(entry->key, key))
      break;
  }
  return slot;
}

static void grow(struct bodies *bodies) {
  bodies->size *= 2;
  bodies->slots = arena_array(bodies->arena, uint32_t, bodies->size);
  for (size_t i = 0; i < bodies->list.n; i++)
    bodies->slots[find_slot(bodies, bodies->list.at[i].key, bodies->list.at[i].hash)] = (uint32_t)i + 1;
}

// The id; with the name where one of several is meant; the name alone where there is no id.
static struct str key_of(struct arena *arena, const struct actor *actor) {
  struct body body = body_of_actor(actor);
  if (body.id.n && !body.one_of)
    return body.id;
  return str_printf(arena, STR_FMT "|" STR_FMT, STR_ARG(body.id), STR_ARG(text_fold_str(arena, body.name)));
}

size_t bodies_index(struct bodies *bodies, const struct actor *actor) {
  struct str key = key_of(bodies->arena, actor);
  uint64_t hash = str_hash(key);
  size_t slot = find_slot(bodies, key, hash);
  if (bodies->slots[slot])
    return bodies->slots[slot] - 1;
  vec_push(bodies->arena, &bodies->list, (struct body_entry){ key, hash, actor, 0 });
  bodies->slots[slot] = (uint32_t)bodies->list.n;
  if (bodies->list.n * 2 > bodies->size)
    grow(bodies);
  return bodies->list.n - 1;
}

size_t bodies_swap_mark(struct bodies *bodies, size_t index, size_t mark) {
  size_t old = bodies->list.at[index].mark;
  bodies->list.at[index].mark = mark;
  return old;
}

// “UBND các huyện biên giới” is not called “Ủy ban nhân dân huyện”, of which it is several.
struct str bodies_name(const struct bodies *bodies, size_t index) {
  const struct actor *actor = bodies->list.at[index].actor;
  bool several = actor->group && actor->agency && !actor->agency->group;
  return several ? actor->written : body_of_actor(actor).name;
}

struct ranked {
  struct str name;
  size_t index;
};

static int compare_names(const void *left, const void *right) {
  const struct ranked *a = left, *b = right;
  int order = str_cmp(a->name, b->name);
  return order ? order : a->index < b->index ? -1 : a->index > b->index;
}

size_t *bodies_ranks(struct arena *arena, const struct bodies *bodies) {
  size_t n = bodies->list.n;
  struct ranked *list = arena_array(arena, struct ranked, n + 1);
  size_t *ranks = arena_array(arena, size_t, n + 1);
  for (size_t i = 0; i < n; i++)
    list[i] = (struct ranked){ text_bare(arena, bodies_name(bodies, i)), i };
  if (n)
    qsort(list, n, sizeof *list, compare_names);
  for (size_t i = 0; i < n; i++)
    ranks[list[i].index] = i;
  return ranks;
}
