// Growth of vectors: in place while the array is the arena's newest allocation, else by a copy twice as large.
#include "runtime/base/vec.h"

#include <stdint.h>
#include <stdlib.h>

enum { VEC_FIRST = 4 };

void vec_reserve(struct arena *arena, void *at_pointer, size_t n, size_t *cap, size_t element_size) {
  void *at;
  memcpy(&at, at_pointer, sizeof at);
  size_t larger = *cap ? *cap * 2 : VEC_FIRST;
  if (larger > SIZE_MAX / element_size)
    abort();
  if (!*cap || !arena_resize(arena, at, *cap * element_size, larger * element_size)) {
    void *copy = arena_alloc(arena, larger * element_size);
    if (n)
      memcpy(copy, at, n * element_size);
    memcpy(at_pointer, &copy, sizeof copy);
  }
  *cap = larger;
}
