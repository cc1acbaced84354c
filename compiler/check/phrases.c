// Phrases as a tree whose steps lie in one hash table: (node, word) → node.
#include "compiler/check/phrases.h"

enum { PHRASE_GAPS = GAP_SPACE | GAP_COMMA | GAP_DASH | GAP_SLASH | GAP_DOT | GAP_LINE };

void phrases_init(struct phrases *phrases, struct arena *arena, size_t expected_words) {
  size_t size = 16;
  while (size < expected_words * 2)
    size *= 2;
  *phrases = (struct phrases){ .arena = arena, .size = size };
  phrases->steps = arena_array(arena, struct phrase_step, size);
  vec_push(arena, &phrases->values, 0u);
}

void phrases_from(struct phrases *phrases, const struct phrase_table *table) {
  *phrases = (struct phrases){ .steps = (struct phrase_step *)table->steps, .size = table->size };
  phrases->values.at = (uint32_t *)table->values;
  phrases->values.n = phrases->values.cap = table->nodes;
}

static struct phrase_step *slot(struct phrase_step *steps, size_t size, uint32_t node, uint64_t key) {
  size_t at = (size_t)((key ^ node * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u >> 32) & (size - 1);
  while (steps[at].child && (steps[at].node != node || steps[at].key != key))
    at = (at + 1) & (size - 1);
  return &steps[at];
}

uint32_t phrases_step(const struct phrases *phrases, uint32_t node, uint64_t key) {
  return phrases->size ? slot(phrases->steps, phrases->size, node, key)->child : 0;
}

static void widen(struct phrases *phrases) {
  size_t size = phrases->size * 2;
  struct phrase_step *steps = arena_array(phrases->arena, struct phrase_step, size);
  for (size_t i = 0; i < phrases->size; i++)
    if (phrases->steps[i].child)
      *slot(steps, size, phrases->steps[i].node, phrases->steps[i].key) = phrases->steps[i];
  phrases->steps = steps;
  phrases->size = size;
}

uint32_t phrases_grow(struct phrases *phrases, uint32_t node, uint64_t key) {
  struct phrase_step *step = slot(phrases->steps, phrases->size, node, key);
  if (step->child)
    return step->child;
  if (++phrases->used * 3 > phrases->size * 2) {
    widen(phrases);
    step = slot(phrases->steps, phrases->size, node, key);
  }
  uint32_t child = (uint32_t)phrases->values.n;
  *step = (struct phrase_step){ key, node, child };
  vec_push(phrases->arena, &phrases->values, 0u);
  return child;
}

void phrases_add(struct phrases *phrases, struct scratch *scratch, struct str text, uint32_t value) {
  struct words *words = &scratch->words;
  words_read(scratch->arena, text, 0, text.n, words);
  uint32_t node = 0;
  for (size_t i = 0; i < words->n; i++)
    node = phrases_grow(phrases, node, words->at[i].key);
  if (node && !phrases->values.at[node])
    phrases->values.at[node] = value;
}

uint32_t phrases_longest(const struct phrases *phrases, const struct word *at, size_t n, size_t *length) {
  uint32_t node = 0, value = 0;
  for (size_t i = 0; i < n; i++) {
    if (i && (at[i].gap & ~(unsigned)PHRASE_GAPS))
      break;
    node = phrases_step(phrases, node, at[i].key);
    if (!node)
      break;
    if (phrases->values.at[node]) {
      value = phrases->values.at[node];
      *length = i + 1;
    }
  }
  return value;
}
