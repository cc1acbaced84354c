// Arena: memory filled from the front. Having a page handed over by the system costs more than the work done in it, so
// memory comes in huge pages, one fault instead of 512; and because even a huge page must be cleared first, arenas made
// beside each other share them: each takes a slab at a time, and what it leaves is used again.
#include "runtime/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
  FIRST = 16 << 10,   // what an arena begins with: enough for a few words
  SLAB = 128 << 10,   // arenas grow by multiples of it
  CHUNK = 2 << 20,    // a huge page; the system is asked for multiples of it
  CHUNKS_FIRST = 8,
  ALIGNMENT = alignof(max_align_t),
};

// A run of slabs: of an arena, or free.
struct slab {
  struct slab *next;
  size_t size; // with this head
  max_align_t bytes[];
};

struct arena {
  struct supply *supply;
  struct slab *slabs; // newest first: the one that is being filled
  char *at, *end;     // its free part
  size_t used;
  max_align_t first[FIRST / sizeof(max_align_t)];
};

// ---- memory of arenas that share it

struct chunk {
  char *start;
  size_t size;
};

struct supply {
  size_t users;       // arenas
  char *at, *end;     // zeroed, never used
  struct slab *free;  // used before
  struct chunk *chunks;
  size_t n, cap;
};

// Zeroed; begins at a multiple of CHUNK, as a huge page must.
static char *map(size_t size) {
  char *start = mmap(NULL, size + CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED)
    abort();
  size_t before = -(uintptr_t)start & (CHUNK - 1);
  if (before)
    munmap(start, before);
  munmap(start + before + size, CHUNK - before);
#ifdef MADV_HUGEPAGE
  madvise(start + before, size, MADV_HUGEPAGE); // only a hint
#endif
  return start + before;
}

// Free runs lie in the order of their addresses, and neighbours are made one: what thousands of arenas left in pieces is
// whole again for the next that needs much.
static void give_back(struct supply *supply, char *start, size_t size) {
  struct slab **link = &supply->free, *slab = (struct slab *)start, *before = NULL;
  for (; *link && (char *)*link < start; link = &(*link)->next)
    before = *link;
  slab->size = size;
  slab->next = *link;
  *link = slab;
  if ((char *)slab + slab->size == (char *)slab->next) {
    slab->size += slab->next->size;
    slab->next = slab->next->next;
  }
  if (before && (char *)before + before->size == (char *)slab) {
    before->size += slab->size;
    before->next = slab->next;
  }
}

// A free run of at least `size` bytes, zeroed behind its head; NULL when there is none.
static struct slab *take_free(struct supply *supply, size_t size) {
  for (struct slab **link = &supply->free; *link; link = &(*link)->next) {
    struct slab *slab = *link, *rest = (struct slab *)((char *)slab + size);
    if (slab->size < size)
      continue;
    if (slab->size > size) {
      *rest = (struct slab){ .next = slab->next, .size = slab->size - size };
      *link = rest;
    } else {
      *link = slab->next;
    }
    slab->size = size;
    memset(slab->bytes, 0, size - sizeof *slab);
    return slab;
  }
  return NULL;
}

static void add_chunk(struct supply *supply, size_t size) {
  if (supply->n == supply->cap) {
    supply->cap = supply->cap ? 2 * supply->cap : CHUNKS_FIRST;
    supply->chunks = reallocarray(supply->chunks, supply->cap, sizeof *supply->chunks);
    if (!supply->chunks)
      abort();
  }
  supply->at = map(size);
  supply->end = supply->at + size;
  supply->chunks[supply->n++] = (struct chunk){ supply->at, size };
}

static void leave(struct supply *supply) {
  if (--supply->users > 0)
    return;
  for (size_t i = 0; i < supply->n; i++)
    munmap(supply->chunks[i].start, supply->chunks[i].size);
  free(supply->chunks);
  free(supply);
}

static struct slab *take_new(struct supply *supply, size_t size) {
  size_t left = (size_t)(supply->end - supply->at);
  if (left < size) {
    if (left)
      give_back(supply, supply->at, left);
    add_chunk(supply, (size + CHUNK - 1) / CHUNK * CHUNK);
  }
  struct slab *slab = (struct slab *)supply->at;
  slab->size = size;
  supply->at += size;
  return slab;
}

// ---- arenas

static void *allocate(size_t size) {
  void *zeroed = calloc(1, size);
  if (!zeroed)
    abort();
  return zeroed;
}

static struct arena *create(struct supply *supply) {
  struct arena *arena = allocate(sizeof *arena);
  supply->users++;
  arena->supply = supply;
  arena->at = (char *)arena->first;
  arena->end = arena->at + sizeof arena->first;
  return arena;
}

struct arena *arena_create(void) {
  return create(allocate(sizeof(struct supply)));
}

struct arena *arena_create_beside(const struct arena *arena) {
  return create(arena->supply);
}

void arena_destroy(struct arena *arena) {
  if (!arena)
    return;
  for (struct slab *slab = arena->slabs, *next; slab; slab = next) {
    next = slab->next;
    give_back(arena->supply, (char *)slab, slab->size);
  }
  leave(arena->supply);
  free(arena);
}

static size_t aligned(size_t size) {
  if (size > SIZE_MAX / 2)
    abort();
  return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static size_t in_slabs(size_t size) {
  return (size + SLAB - 1) / SLAB * SLAB;
}

// Whether `size` bytes at `from`, where the newest allocation or the free part begins, are there; the slab is made longer
// where the supply goes on behind it.
static bool has_room(struct arena *arena, char *from, size_t size) {
  size_t ready = (size_t)(arena->end - from);
  if (size <= ready)
    return true;
  struct supply *supply = arena->supply;
  size_t more = in_slabs(size - ready);
  if (arena->end != supply->at || more > (size_t)(supply->end - supply->at))
    return false;
  supply->at += more;
  arena->end += more;
  arena->slabs->size += more;
  return true;
}

// A slab that the request fills to a larger part than the current one is filled is for it alone.
static void *alloc_in_new_slab(struct arena *arena, size_t size) {
  size_t whole = in_slabs(sizeof(struct slab) + size);
  struct slab *slab = take_free(arena->supply, whole);
  if (!slab)
    slab = take_new(arena->supply, whole);
  char *bytes = (char *)slab->bytes, *end = (char *)slab + whole;
  bool alone = arena->slabs && end - (bytes + size) <= arena->end - arena->at;
  if (alone) {
    slab->next = arena->slabs->next;
    arena->slabs->next = slab;
  } else {
    slab->next = arena->slabs;
    arena->slabs = slab;
    arena->at = bytes + size;
    arena->end = end;
  }
  return bytes;
}

void *arena_alloc(struct arena *arena, size_t size) {
  size = aligned(size ? size : 1);
  arena->used += size;
  if (!has_room(arena, arena->at, size))
    return alloc_in_new_slab(arena, size);
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
