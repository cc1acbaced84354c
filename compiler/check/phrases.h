// Phrases: sequences of words with a value each, found by longest match in one step per word.
#ifndef KEHOACH_CHECK_PHRASES_H
#define KEHOACH_CHECK_PHRASES_H

#include "compiler/check/words.h"

struct phrase_step {
  uint64_t key;
  uint32_t node, child; // child 0: free slot
};

// Nodes are numbers; 0 is the beginning of every phrase.
struct phrases {
  struct arena *arena;
  struct phrase_step *steps;  // open addressing, a power of two
  size_t size, used;
  VEC(uint32_t) values;       // of each node; 0: no phrase ends there
};

// Phrases made when the program was built, see tables_main.c: not to be added to.
struct phrase_table {
  const struct phrase_step *steps;
  const uint32_t *values;
  uint32_t size, nodes;
};

void phrases_from(struct phrases *phrases, const struct phrase_table *table);
void phrases_init(struct phrases *phrases, struct arena *arena, size_t expected_words);
uint32_t phrases_step(const struct phrases *phrases, uint32_t node, uint64_t key); // 0: there is none
uint32_t phrases_grow(struct phrases *phrases, uint32_t node, uint64_t key);       // makes it
// Adds the words of `text` with a value above 0; an earlier value of the same words stays.
void phrases_add(struct phrases *phrases, struct scratch *scratch, struct str text, uint32_t value);

// The value of the longest phrase that begins at `at` (n words left), 0 when there is none; *length its words. Only
// white space, commas, dashes, slashes and inner stops may stand between its words.
uint32_t phrases_longest(const struct phrases *phrases, const struct word *at, size_t n, size_t *length);

#endif
