// Two open tables, sized by the number of words, so that they are never grown.
#include "compiler/check/grams.h"

static uint64_t mix(uint64_t x) {
  x *= 0x9E3779B97F4A7C15u;
  return x ^ x >> 29;
}

static struct pair *pair_slot(const struct grams *grams, uint32_t a, uint32_t b) {
  uint64_t key = (uint64_t)a << 32 | b;
  size_t slot = mix(key) & grams->mask;
  while (grams->pairs[slot].count && grams->pairs[slot].key != key)
    slot = (slot + 1) & grams->mask;
  return &grams->pairs[slot];
}

static bool is_triple(const struct triple *triple, uint32_t a, uint32_t b, uint32_t c) {
  return triple->words[0] == a && triple->words[1] == b && triple->words[2] == c;
}

static struct triple *triple_slot(const struct grams *grams, uint32_t a, uint32_t b, uint32_t c) {
  size_t slot = mix(mix((uint64_t)a << 32 | b) + c) & grams->mask;
  while (grams->triples[slot].count && !is_triple(&grams->triples[slot], a, b, c))
    slot = (slot + 1) & grams->mask;
  return &grams->triples[slot];
}

static void vote(uint32_t *leader, uint32_t *votes, uint32_t word) {
  if (*votes == 0)
    *leader = word;
  *votes += *leader == word ? 1 : (uint32_t)-1;
}

static void add_pair(struct grams *grams, const struct token *words, size_t i, size_t n) {
  struct pair *pair = pair_slot(grams, words[i].id, words[i + 1].id);
  pair->key = (uint64_t)words[i].id << 32 | words[i + 1].id;
  pair->count++;
  if (i + 2 < n)
    vote(&pair->next, &pair->next_votes, words[i + 2].id);
  if (i > 0)
    vote(&pair->before, &pair->before_votes, words[i - 1].id);
}

static void add_triple(struct grams *grams, const struct token *words, size_t i) {
  struct triple *triple = triple_slot(grams, words[i].id, words[i + 1].id, words[i + 2].id);
  if (triple->count++ == 0) {
    for (size_t k = 0; k < 3; k++)
      triple->words[k] = words[i + k].id;
    triple->first = (uint32_t)i;
  }
}

struct grams *grams_create(const struct prose *prose) {
  struct grams *grams = arena_new(prose->arena, struct grams);
  const struct token *words = prose->words.at;
  size_t n = prose->words.n, size = 64;
  while (size < n * 2)
    size *= 2;
  grams->mask = size - 1;
  grams->pairs = arena_array(prose->arena, struct pair, size);
  grams->triples = arena_array(prose->arena, struct triple, size);
  for (size_t i = 0; i + 1 < n; i++) {
    bool first = words[i].kind == WORD_LETTERS, second = words[i + 1].kind == WORD_LETTERS;
    if (first || second)
      add_pair(grams, words, i, n);
    if (second && i + 2 < n)
      add_triple(grams, words, i);
  }
  return grams;
}

const struct pair *grams_pair(const struct grams *grams, uint32_t a, uint32_t b) {
  const struct pair *pair = pair_slot(grams, a, b);
  return pair->count ? pair : NULL;
}

const struct triple *grams_triple(const struct grams *grams, uint32_t a, uint32_t b, uint32_t c) {
  const struct triple *triple = triple_slot(grams, a, b, c);
  return triple->count ? triple : NULL;
}
