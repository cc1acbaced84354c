// Pairs are counted in a table; triples are found by walking the places of their first two words, which is seldom asked
// for and short.
#include "compiler/check/rules/grams.h"

enum { WALK = 400 };

static size_t slot_of(const struct grams *grams, uint32_t a, uint32_t b) {
  uint64_t hash = ((uint64_t)a << 32 | b) * 0x9E3779B97F4A7C15u;
  size_t slot = (hash ^ hash >> 29) & grams->mask;
  for (uint32_t at; (at = grams->slots[slot]) != 0; slot = (slot + 1) & grams->mask) {
    const struct token *words = grams->words + grams->pairs.at[at - 1].at;
    if (words[0].id == a && words[1].id == b)
      break;
  }
  return slot;
}

static void vote(uint32_t *leader, uint32_t *votes, uint32_t word) {
  if (*votes == 0)
    *leader = word;
  *votes += *leader == word ? 1 : (uint32_t)-1;
}

static void add_pair(struct arena *arena, struct grams *grams, size_t i) {
  const struct token *words = grams->words + i;
  size_t slot = slot_of(grams, words[0].id, words[1].id);
  if (grams->slots[slot] == 0) {
    vec_push(arena, &grams->pairs, (struct pair){ 0 });
    grams->slots[slot] = (uint32_t)grams->pairs.n;
  }
  struct pair *pair = &grams->pairs.at[grams->slots[slot] - 1];
  grams->again[i] = pair->at;
  pair->at = (uint32_t)i;
  pair->count++;
  if (i + 2 < grams->n)
    vote(&pair->next, &pair->next_votes, words[2].id);
  vote(&pair->before, &pair->before_votes, words[-1].id);
}

struct grams *grams_create(const struct prose *prose) {
  struct grams *grams = arena_new(prose->arena, struct grams);
  size_t size = 64;
  grams->words = prose->words.at;
  grams->n = prose->words.n;
  while (size < grams->n * 2)
    size *= 2;
  grams->mask = size - 1;
  grams->slots = arena_array(prose->arena, uint32_t, size);
  grams->again = arena_array(prose->arena, uint32_t, grams->n);
  for (size_t i = 1; i + 1 < grams->n; i++)
    if (grams->words[i].kind == WORD_LETTERS || grams->words[i + 1].kind == WORD_LETTERS)
      add_pair(prose->arena, grams, i);
  return grams;
}

const struct pair *grams_pair(const struct grams *grams, uint32_t a, uint32_t b) {
  uint32_t at = grams->slots[slot_of(grams, a, b)];
  return at ? &grams->pairs.at[at - 1] : NULL;
}

bool grams_triple(const struct grams *grams, uint32_t a, uint32_t b, uint32_t c, struct triple *triple) {
  const struct pair *pair = grams_pair(grams, a, b);
  *triple = (struct triple){ 0 };
  size_t steps = 0;
  for (uint32_t at = pair ? pair->at : 0; at && steps < WALK; at = grams->again[at], steps++)
    if (at + 2 < grams->n && grams->words[at + 2].id == c) {
      triple->count++;
      triple->first = at;
    }
  return triple->count > 0;
}
