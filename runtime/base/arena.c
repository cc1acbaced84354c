// Arena: a list of zeroed chunks, filled from the front. Chunks grow with what was asked for so far, so a small
// plan costs 64 KB and a large one few calls; calloc leaves the untouched pages of a chunk to the system.
#include "runtime/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_FIRST = 64 << 10, CHUNK_LARGEST = 1 << 20, ALIGNMENT = alignof(max_align_t) };

struct chunk {
  struct chunk *next;
  max_align_t bytes[];
};

struct arena {
  struct chunk *chunks;
  char *at, *end; // free part of the chunk being filled
  size_t used, chunk_size;
};

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
