// Similarity of tasks: the share of pairs of neighbouring words (folded) that two tasks have in common. Not every two tasks
// are compared: each has a signature of least hash values, and only tasks that agree in a band of it are (MinHash with
// locality-sensitive bands; Broder 1997). A task that resembles none becomes one that later tasks are compared with; lists
// of candidates are bounded, so that time grows with the text. No randomness: the hash functions are fixed.
#include "compiler/derive/similar.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/base/utf8.h"

enum {
  BANDS = 10,
  BAND_ROWS = 2,
  SIGNATURE = BANDS * BAND_ROWS, // two tasks with 60 % in common agree in some band in 99 cases of 100
  LEAST_WORDS = 6,               // fewer say too little to compare
  LEAST_PERCENT = 60,
  CANDIDATES = 16,               // looked at in each band
};

// The pairs of words of a task, each once, in order.
struct shingles {
  const uint32_t *at;
  size_t n;
};

// A task that others are compared with.
struct model {
  size_t row;
  struct shingles shingles;
};

// The models that agree in one band, as a chain of links.
struct bucket {
  uint64_t key; // 0: free
  uint32_t first, n;
};
struct link {
  uint32_t model, next;
};

struct search {
  struct arena *arena;
  const struct matrix *matrix;
  VEC(struct model) models;
  VEC(size_t) seen;     // by model: 1 + the row it was last compared with
  VEC(struct link) links;
  struct bucket *slots;
  size_t size, used;    // size: a power of two
  VEC(uint32_t) words, pairs; // scratch
};

// ---- Words to pairs

static uint64_t mix(uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdu;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53u;
  return h ^ h >> 33;
}

static void add_word(struct search *search, struct str word) {
  if (word.n)
    vec_push(search->arena, &search->words, (uint32_t)mix(str_hash(word)));
}

// Letters and digits make words; punctuation, that of other blocks (“ ” … –) included, stands between.
static void read_words(struct search *search, struct str folded) {
  size_t from = 0;
  search->words.n = 0;
  for (size_t at = 0; at < folded.n;) {
    size_t start = at;
    uint32_t c = utf8_next(folded, &at);
    if (uni_is_word(c))
      continue;
    add_word(search, str_slice(folded, from, start));
    from = at;
  }
  add_word(search, str_slice(folded, from, folded.n));
}

static int compare_hashes(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

// In scratch, until the next call.
static struct shingles read_shingles(struct search *search, struct str text) {
  read_words(search, text_fold_str(search->arena, text));
  search->pairs.n = 0;
  if (search->words.n < LEAST_WORDS)
    return (struct shingles){ 0 };
  for (size_t i = 1; i < search->words.n; i++)
    vec_push(search->arena, &search->pairs,
             (uint32_t)mix((uint64_t)search->words.at[i - 1] << 32 | search->words.at[i]));
  qsort(search->pairs.at, search->pairs.n, sizeof *search->pairs.at, compare_hashes);
  size_t n = 0;
  for (size_t i = 0; i < search->pairs.n; i++)
    if (n == 0 || search->pairs.at[i] != search->pairs.at[n - 1])
      search->pairs.at[n++] = search->pairs.at[i];
  return (struct shingles){ search->pairs.at, n };
}

static int common_percent(struct shingles a, struct shingles b) {
  size_t common = 0;
  for (size_t i = 0, j = 0; i < a.n && j < b.n;) {
    common += a.at[i] == b.at[j];
    bool step_a = a.at[i] <= b.at[j], step_b = b.at[j] <= a.at[i];
    i += step_a;
    j += step_b;
  }
  return (int)(100 * common / (a.n + b.n - common));
}

// ---- Signatures and buckets

// Multiply-shift hashing with the odd multipliers of a fixed sequence.
static void sign(struct shingles shingles, uint64_t keys[BANDS]) {
  uint32_t least[SIGNATURE];
  for (size_t k = 0; k < SIGNATURE; k++) {
    uint64_t factor = mix(2 * k + 1) | 1, addend = mix(2 * k + 2);
    least[k] = UINT32_MAX;
    for (size_t i = 0; i < shingles.n; i++) {
      uint32_t value = (uint32_t)((shingles.at[i] * factor + addend) >> 32);
      least[k] = value < least[k] ? value : least[k];
    }
  }
  for (size_t band = 0; band < BANDS; band++)
    keys[band] = mix(((uint64_t)least[band * BAND_ROWS] << 32 | least[band * BAND_ROWS + 1]) + band) | 1;
}

static struct bucket *find_bucket(const struct search *search, uint64_t key) {
  size_t slot = (key >> 1) & (search->size - 1);
  while (search->slots[slot].key && search->slots[slot].key != key)
    slot = (slot + 1) & (search->size - 1);
  return &search->slots[slot];
}

static void set_size(struct search *search, size_t size) {
  search->size = size;
  search->slots = arena_array(search->arena, struct bucket, size);
}

static void put_model(struct search *search, uint64_t key, uint32_t model) {
  struct bucket *bucket = find_bucket(search, key);
  search->used += bucket->key == 0;
  bucket->key = key;
  if (bucket->n < CANDIDATES) {
    vec_push(search->arena, &search->links, (struct link){ model, bucket->first });
    bucket->first = (uint32_t)search->links.n - 1;
    bucket->n++;
  }
  if (search->used * 2 <= search->size)
    return;
  struct bucket *old = search->slots;
  size_t old_size = search->size;
  set_size(search, 2 * old_size);
  for (size_t i = 0; i < old_size; i++)
    if (old[i].key)
      *find_bucket(search, old[i].key) = old[i];
}

static void add_model(struct search *search, size_t row, struct shingles shingles, const uint64_t keys[BANDS]) {
  uint32_t *kept = arena_array(search->arena, uint32_t, shingles.n);
  memcpy(kept, shingles.at, shingles.n * sizeof *kept);
  vec_push(search->arena, &search->models, (struct model){ row, { kept, shingles.n } });
  vec_push(search->arena, &search->seen, 0);
  for (size_t band = 0; band < BANDS; band++)
    put_model(search, keys[band], (uint32_t)search->models.n - 1);
}

// ---- Comparing

// The model of another plan that the row resembles most, the earliest among equals.
static struct summary_pair nearest(struct search *search, size_t row, struct shingles shingles,
                                   const uint64_t keys[BANDS]) {
  const struct matrix_row *rows = search->matrix->rows.at;
  struct summary_pair best = { .second = row };
  for (size_t band = 0; band < BANDS; band++) {
    const struct bucket *bucket = find_bucket(search, keys[band]);
    for (uint32_t i = 0, at = bucket->first; i < bucket->n; i++, at = search->links.at[at].next) {
      const struct model *model = &search->models.at[search->links.at[at].model];
      size_t *seen = &search->seen.at[search->links.at[at].model];
      if (*seen == row + 1 || rows[model->row].plan == rows[row].plan)
        continue;
      *seen = row + 1;
      int percent = common_percent(model->shingles, shingles);
      if (percent > best.percent || (percent == best.percent && percent && model->row < best.first)) {
        best.first = model->row;
        best.percent = percent;
      }
    }
  }
  return best;
}

void similar_rows(struct arena *arena, const struct matrix *matrix, struct summary *summary) {
  struct arena *scratch = arena_create_beside(arena);
  struct search search = { .arena = scratch, .matrix = matrix };
  set_size(&search, 1024);
  for (size_t row = 0; row < matrix->rows.n; row++) {
    uint64_t keys[BANDS];
    struct shingles shingles = read_shingles(&search, matrix->rows.at[row].text);
    if (shingles.n == 0)
      continue;
    sign(shingles, keys);
    struct summary_pair pair = nearest(&search, row, shingles, keys);
    if (pair.percent >= LEAST_PERCENT)
      vec_push(arena, &summary->pairs, pair);
    else
      add_model(&search, row, shingles, keys);
  }
  arena_destroy(scratch);
}
