// Neighbours: how often two and three words of the plan stand together. The plan is its own dictionary of phrases.
#ifndef KEHOACH_CHECK_GRAMS_H
#define KEHOACH_CHECK_GRAMS_H

#include "compiler/check/prose.h"

struct pair {
  uint64_t key;                  // first << 32 | second
  uint32_t count;
  uint32_t next, next_votes;     // the word that mostly follows, by majority vote: right when it is more than half
  uint32_t before, before_votes; // the word that mostly stands before
};

struct triple {
  uint32_t words[3];
  uint32_t count;                // 0: free
  uint32_t first;                // index of the first word of the first one
};

struct grams {
  struct pair *pairs;
  struct triple *triples;
  size_t mask;
};

// Of words and signs, in order; those that hold no letters at all are not kept.
struct grams *grams_create(const struct prose *prose);

// NULL where the two never stand together.
const struct pair *grams_pair(const struct grams *grams, uint32_t a, uint32_t b);
const struct triple *grams_triple(const struct grams *grams, uint32_t a, uint32_t b, uint32_t c);

#endif
