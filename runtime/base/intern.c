// Interned names: an open hash table whose slots and names lie in the arena.
#include "runtime/base/intern.h"

#include <string.h>

enum { SLOTS_FIRST = 256 };

struct slot {
  const char *name; // NULL: free
  size_t n;
  uint64_t hash;
};

struct names {
  struct arena *arena;
  struct slot *slots;
  size_t count, slot_count; // slot_count is a power of two
};

struct names *names_create(struct arena *arena) {
  struct names *names = arena_new(arena, struct names);
  names->arena = arena;
  names->slot_count = SLOTS_FIRST;
  names->slots = arena_array(arena, struct slot, SLOTS_FIRST);
  return names;
}

// The slot that holds the name, or the free one where it belongs.
static struct slot *find(struct names *names, struct str s, uint64_t hash) {
  for (size_t i = hash & (names->slot_count - 1);; i = (i + 1) & (names->slot_count - 1)) {
    struct slot *slot = &names->slots[i];
    if (!slot->name || (slot->hash == hash && slot->n == s.n && (s.n == 0 || !memcmp(slot->name, s.p, s.n))))
      return slot;
  }
}

static void grow(struct names *names) {
  struct slot *old = names->slots;
  size_t old_count = names->slot_count;
  names->slot_count *= 2;
  names->slots = arena_array(names->arena, struct slot, names->slot_count);
  for (size_t i = 0; i < old_count; i++)
    if (old[i].name)
      *find(names, (struct str){ old[i].name, old[i].n }, old[i].hash) = old[i];
}

const char *names_intern(struct names *names, struct str s) {
  uint64_t hash = str_hash(s);
  struct slot *slot = find(names, s, hash);
  if (slot->name)
    return slot->name;
  if ((names->count + 1) * 4 > names->slot_count * 3) {
    grow(names);
    slot = find(names, s, hash);
  }
  names->count++;
  *slot = (struct slot){ arena_copy(names->arena, s.p, s.n), s.n, hash };
  return slot->name;
}
