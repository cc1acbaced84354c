// Arena: a list of zeroed chunks, filled from the front. Having a page handed over by the system costs more than the work
// done in it, so a chunk is a huge page: one fault instead of 512. Where the system has none to give, small pages are
// asked for in steps, not one by one as they are touched.
#include "runtime/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
  FIRST = 16 << 10,   // what an arena begins with: enough for a few words
  CHUNK = 2 << 20,    // a huge page; chunks are multiples of it
  STEP = 256 << 10,   // how much of a chunk is asked for at once
  ALIGNMENT = alignof(max_align_t),
};

struct chunk {
  struct chunk *next;
  size_t size; // with this head
  max_align_t bytes[];
};

struct arena {
  struct chunk *chunks;
  char *at, *end;     // free part of what was asked for
  char *chunk_end;
  size_t used;
  max_align_t first[FIRST / sizeof(max_align_t)];
};

// ---- memory of the system

// Zeroed; begins at a multiple of CHUNK, as a huge page must.
static void *map(size_t size) {
  char *start = mmap(NULL, size + CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED)
    abort();
  size_t before = -(uintptr_t)start & (CHUNK - 1);
  if (before)
    munmap(start, before);
  munmap(start + before + size, CHUNK - before);
  return start + before;
}

// Room for `size` bytes at least.
static struct chunk *chunk_add(struct arena *arena, size_t size) {
  if (size > SIZE_MAX - sizeof(struct chunk) - 2 * (size_t)CHUNK)
    abort();
  size = (size + sizeof(struct chunk) + CHUNK - 1) / CHUNK * CHUNK;
  struct chunk *chunk = map(size);
#ifdef MADV_HUGEPAGE
  madvise(chunk, size, MADV_HUGEPAGE); // only a hint, like the one below
#endif
  chunk->next = arena->chunks;
  chunk->size = size;
  arena->chunks = chunk;
  return chunk;
}

// Makes `size` more bytes of the chunk ready, if it has them.
static bool step(struct arena *arena, size_t size) {
  size_t left = (size_t)(arena->chunk_end - arena->end);
  if (size > left)
    return false;
  size = (size + STEP - 1) / STEP * STEP;
  size = size < left ? size : left;
#ifdef MADV_POPULATE_WRITE
  madvise(arena->end, size, MADV_POPULATE_WRITE);
#endif
  arena->end += size;
  return true;
}

// ---- arenas

struct arena *arena_create(void) {
  struct arena *arena = calloc(1, sizeof *arena);
  if (!arena)
    abort();
  arena->at = (char *)arena->first;
  arena->end = arena->chunk_end = arena->at + sizeof arena->first;
  return arena;
}

void arena_destroy(struct arena *arena) {
  if (!arena)
    return;
  for (struct chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
    next = chunk->next;
    munmap(chunk, chunk->size);
  }
  free(arena);
}

static size_t aligned(size_t size) {
  if (size > SIZE_MAX - ALIGNMENT)
    abort();
  return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

// Whether the newest allocation can end at `end`.
static bool has_room(struct arena *arena, char *from, size_t size) {
  size_t ready = (size_t)(arena->end - from);
  return size <= ready || step(arena, size - ready);
}

// A chunk that the request fills to a larger part than the current one is filled is for it alone.
static void *alloc_in_new_chunk(struct arena *arena, size_t size) {
  struct chunk *chunk = chunk_add(arena, size);
  char *bytes = (char *)chunk->bytes, *end = (char *)chunk + chunk->size;
  if (end - (bytes + size) > arena->chunk_end - arena->at) {
    arena->at = bytes + size;
    arena->chunk_end = end;
    arena->end = (char *)chunk;
    step(arena, sizeof *chunk + size);
  }
  return bytes;
}

void *arena_alloc(struct arena *arena, size_t size) {
  size = aligned(size ? size : 1);
  arena->used += size;
  if (!has_room(arena, arena->at, size))
    return alloc_in_new_chunk(arena, size);
  void *result = arena->at;
  arena->at += size;
  return result;
}

bool arena_resize(struct arena *arena, void *last, size_t size, size_t new_size) {
  size = aligned(size ? size : 1);
  new_size = aligned(new_size ? new_size : 1);
  if ((char *)last + size != arena->at || !has_room(arena, last, new_size))
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
