// Neighbours: how often two and three words of the plan stand together. The plan is its own dictionary of phrases.
#ifndef KEHOACH_CHECK_GRAMS_H
#define KEHOACH_CHECK_GRAMS_H

#include "compiler/check/rules/prose.h"

struct pair {
  uint32_t at;                   // index of the first word of the last such pair; earlier ones by grams->again
  uint32_t count;
  uint32_t next, next_votes;     // the word that mostly follows, by majority vote: right when it is more than half
  uint32_t before, before_votes; // the word that mostly stands before
};

struct grams {
  const struct token *words;
  size_t n;
  VEC(struct pair) pairs;
  uint32_t *slots;               // of a table over pairs: index + 1, 0 free
  size_t mask;
  uint32_t *again;               // for each word: where the pair that begins there stands before; 0: nowhere
};

// Three words that stand together.
struct triple {
  uint32_t count, first;         // how often, and the index of the first word of the first ones
};

// Of words and signs, in order; two signs are no pair.
struct grams *grams_create(const struct prose *prose);

// NULL where the two never stand together.
const struct pair *grams_pair(const struct grams *grams, uint32_t a, uint32_t b);
// False where the three never stand together. Of pairs that are very frequent only the last few hundred are looked at.
bool grams_triple(const struct grams *grams, uint32_t a, uint32_t b, uint32_t c, struct triple *triple);

#endif
