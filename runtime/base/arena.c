// Arena: a list of zeroed chunks, filled from the front. A chunk will be used whole, so its pages are asked for in one call:
// taking them one by one, as they are first touched, costs more than the work that is done in them.
#include "runtime/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { CHUNK_FIRST = 256 << 10, CHUNK_LARGEST = 1 << 20, PAGE = 4096, ALIGNMENT = alignof(max_align_t) };

struct chunk {
  struct chunk *next;
  max_align_t bytes[];
};

struct arena {
  struct chunk *chunks;
  char *at, *end; // free part of the chunk being filled
  size_t used, chunk_size;
};

// Only a hint: where the system does not know it, pages come as they are touched.
static void populate(void *start, size_t size) {
#ifdef MADV_POPULATE_WRITE
  uintptr_t first = ((uintptr_t)start + PAGE - 1) & ~(uintptr_t)(PAGE - 1), end = ((uintptr_t)start + size) & ~(uintptr_t)(PAGE - 1);
  if (end > first)
    madvise((void *)first, end - first, MADV_POPULATE_WRITE);
#else
  (void)start, (void)size;
#endif
}

static char *chunk_add(struct arena *arena, size_t size) {
  if (size > SIZE_MAX - sizeof(struct chunk))
    abort();
  struct chunk *chunk = calloc(1, sizeof *chunk + size);
  if (!chunk)
    abort();
  chunk->next = arena->chunks;
  arena->chunks = chunk;
  return (char *)chunk->bytes;
}

struct arena *arena_create(void) {
  struct arena *arena = calloc(1, sizeof *arena);
  if (!arena)
    abort();
  arena->chunk_size = CHUNK_FIRST;
  return arena;
}

void arena_destroy(struct arena *arena) {
  if (!arena)
    return;
  for (struct chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
    next = chunk->next;
    free(chunk);
  }
  free(arena);
}

static size_t aligned(size_t size) {
  if (size > SIZE_MAX - ALIGNMENT)
    abort();
  return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *arena_alloc(struct arena *arena, size_t size) {
  size = aligned(size ? size : 1);
  arena->used += size;
  if (size > (size_t)(arena->end - arena->at)) {
    // A large request gets a chunk of its own; what is left of the current one stays in use.
    if (size > arena->chunk_size / 4)
      return chunk_add(arena, size);
    arena->at = chunk_add(arena, arena->chunk_size);
    populate(arena->at, arena->chunk_size);
    arena->end = arena->at + arena->chunk_size;
    if (arena->chunk_size < CHUNK_LARGEST)
      arena->chunk_size += arena->chunk_size / 2;
  }
  void *result = arena->at;
  arena->at += size;
  return result;
}

bool arena_resize(struct arena *arena, void *last, size_t size, size_t new_size) {
  size = aligned(size ? size : 1);
  new_size = aligned(new_size ? new_size : 1);
  if (!arena->at || (char *)last + size != arena->at || new_size > (size_t)(arena->end - (char *)last))
    return false;
  if (new_size < size)
    memset((char *)last + new_size, 0, size - new_size);
  arena->at = (char *)last + new_size;
  arena->used += new_size - size;
  return true;
}

char *arena_copy(struct arena *arena, const void *bytes, size_t size) {
  char *copy = arena_alloc(arena, size + 1);
  if (size)
    memcpy(copy, bytes, size);
  return copy;
}

size_t arena_used(const struct arena *arena) {
  return arena->used;
}
