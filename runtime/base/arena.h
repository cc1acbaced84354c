// Arena: memory that lives as long as one compilation and is given back in one go.
// Everything that a phase makes lies in the arena it was handed; nothing in it is freed singly.
#ifndef KEHOACH_BASE_ARENA_H
#define KEHOACH_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

// The caller owns the arena and ends it with arena_destroy (which accepts NULL).
struct arena *arena_create(void);
void arena_destroy(struct arena *arena);
// A further one, of the same thread, that shares the pages of `arena`: what either gives back, the other uses. It may
// outlive `arena`; the pages go back to the system with the last of those that share them.
struct arena *arena_create_beside(const struct arena *arena);

// `size` zeroed bytes, aligned for any type; never NULL (the process aborts when memory is exhausted).
void *arena_alloc(struct arena *arena, size_t size);

// A copy of `size` bytes followed by a NUL.
char *arena_copy(struct arena *arena, const void *bytes, size_t size);

// Makes the newest allocation larger or smaller in place, if it is the newest and its slab has room; what is added
// is zeroed. False leaves everything as it was.
bool arena_resize(struct arena *arena, void *last, size_t size, size_t new_size);

// Bytes handed out so far.
size_t arena_used(const struct arena *arena);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, n) ((type *)arena_alloc((arena), sizeof(type) * (n)))

#endif
