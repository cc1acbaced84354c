// Growing arrays in an arena. A vector is a plain struct: read it as `v.at[i]` for i < `v.n`.
// Growth leaves the old array behind in the arena, so pointers to elements stay readable but stale:
// keep indices, or pointers to separately allocated things.
#ifndef KEHOACH_BASE_VEC_H
#define KEHOACH_BASE_VEC_H

#include <string.h>

#include "runtime/base/arena.h"

#define VEC(type)    \
  struct {           \
    type *at;        \
    size_t n, cap;   \
  }

// Room for at least one more element. `at_pointer` is the address of the vector's `at`; sets at and cap.
void vec_reserve(struct arena *arena, void *at_pointer, size_t n, size_t *cap, size_t element_size);

// Append a value; evaluates to nothing.
#define vec_push(arena, vec, ...)                                                            \
  do {                                                                                       \
    if ((vec)->n == (vec)->cap)                                                              \
      vec_reserve((arena), &(vec)->at, (vec)->n, &(vec)->cap, sizeof *(vec)->at);            \
    (vec)->at[(vec)->n++] = (__VA_ARGS__);                                                   \
  } while (0)

// Append a zeroed element and evaluate to its address.
#define vec_add(arena, vec)                                                                  \
  ((vec)->n == (vec)->cap                                                                    \
     ? vec_reserve((arena), &(vec)->at, (vec)->n, &(vec)->cap, sizeof *(vec)->at) : (void)0, \
   (vec)->n++,                                                                               \
   (__typeof__((vec)->at))memset(vec_last(vec), 0, sizeof *(vec)->at))

#define vec_last(vec) (&(vec)->at[(vec)->n - 1])

#endif
