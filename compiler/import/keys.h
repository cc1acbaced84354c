// Keys: what the parts of a Word file call each other by. Added in any order, sorted once, then found by halves.
#ifndef KEHOACH_IMPORT_KEYS_H
#define KEHOACH_IMPORT_KEYS_H

#include "runtime/base/str.h"
#include "runtime/base/vec.h"

struct keyed {
  struct str key;
  size_t order;
  const void *value;
};

struct keys {
  VEC(struct keyed) rows;
};

void keys_add(struct arena *arena, struct keys *keys, struct str key, const void *value);
void keys_sort(struct keys *keys);
const void *keys_find(const struct keys *keys, struct str key); // the value added first; NULL: none

#endif
