// Myers, “An O(ND) Difference Algorithm” (1986), over hashes of words or of whole texts.
#include "runtime/base/align.h"

#include <stdint.h>
#include <stdlib.h>

#include "runtime/base/utf8.h"

enum {
  DISTANCE = 1500, // differences that are looked for; the memory grows with its square
  WINDOW = 48,     // entries of a changed stretch that are held against each other
  SHORT = 14,      // a text of fewer words may be the same by chance
};
#define LIKE 0.45  // likeness from which a text counts as reworded, not as another

struct keys {
  const uint64_t *at;
  size_t n;
};

// ---- the algorithm

struct search {
  struct arena *arena;
  struct keys before, after;
  int32_t **rows; // for each number of differences: how far each diagonal reaches in `before`
  bool *kept_before, *kept_after;
};

static int32_t row_at(const struct search *s, int d, int k) {
  return s->rows[d][k + d];
}

// Where diagonal k begins with d differences: one step from the neighbour that reaches further.
static bool comes_down(const struct search *s, int d, int k) {
  return k == -d || (k != d && row_at(s, d - 1, k - 1) < row_at(s, d - 1, k + 1));
}

// Whether the end of both is reached with d differences.
static bool advance(struct search *s, int d) {
  s->rows[d] = arena_array(s->arena, int32_t, 2 * (size_t)d + 1);
  for (int k = -d; k <= d; k += 2) {
    int32_t x = 0;
    if (d > 0)
      x = comes_down(s, d, k) ? row_at(s, d - 1, k + 1) : row_at(s, d - 1, k - 1) + 1;
    while ((size_t)x < s->before.n && (size_t)(x - k) < s->after.n && s->before.at[x] == s->after.at[x - k])
      x++;
    s->rows[d][k + d] = x;
    if ((size_t)x >= s->before.n && (size_t)(x - k) >= s->after.n)
      return true;
  }
  return false;
}

static void keep_common(struct search *s, int d, int k) {
  for (int32_t x = row_at(s, d, k);; d--) {
    bool down = d > 0 && comes_down(s, d, k);
    int32_t start = d == 0 ? 0 : down ? row_at(s, d - 1, k + 1) : row_at(s, d - 1, k - 1) + 1;
    for (; x > start; x--)
      s->kept_before[x - 1] = s->kept_after[x - 1 - k] = true;
    if (d == 0)
      return;
    k += down ? 1 : -1;
    x = row_at(s, d - 1, k);
  }
}

// The diagonal that has come furthest with d differences, inside both.
static int furthest(const struct search *s, int d) {
  int best = -d;
  int64_t most = -1;
  for (int k = -d; k <= d; k += 2) {
    int64_t x = row_at(s, d, k), y = x - k;
    if (x <= (int64_t)s->before.n && y >= 0 && y <= (int64_t)s->after.n && x + y > most) {
      most = x + y;
      best = k;
    }
  }
  return best;
}

// Marks what both have in common, in order.
static void search(struct search *s) {
  struct keys *a = &s->before, *b = &s->after;
  size_t start = 0;
  while (start < a->n && start < b->n && a->at[start] == b->at[start])
    s->kept_before[start] = s->kept_after[start] = true, start++;
  while (a->n > start && b->n > start && a->at[a->n - 1] == b->at[b->n - 1])
    s->kept_before[--a->n] = s->kept_after[--b->n] = true;
  struct search inner = { s->arena, { a->at + start, a->n - start }, { b->at + start, b->n - start }, NULL,
                          s->kept_before + start, s->kept_after + start };
  size_t most = inner.before.n + inner.after.n;
  int limit = most < DISTANCE ? (int)most : DISTANCE;
  inner.rows = arena_array(s->arena, int32_t *, (size_t)limit + 1);
  int d = 0;
  while (!advance(&inner, d) && d < limit)
    d++;
  keep_common(&inner, d, furthest(&inner, d));
}

static struct search common(struct arena *arena, struct keys before, struct keys after) {
  struct search s = { .arena = arena, .before = before, .after = after };
  s.kept_before = arena_array(arena, bool, before.n + 1);
  s.kept_after = arena_array(arena, bool, after.n + 1);
  search(&s);
  s.before = before;
  s.after = after;
  return s;
}

// ---- words

struct token {
  size_t from, to;
};

struct tokens {
  VEC(struct token) list;
  VEC(uint64_t) keys;
};

// A word, a sign by itself, or white space.
static size_t token_end(struct str s, size_t from, bool *space) {
  size_t at = from, next = from;
  *space = uni_is_space(utf8_next(s, &next));
  if (*space || uni_is_word(utf8_next(s, &at)))
    for (at = next; next < s.n; at = next) {
      uint32_t c = utf8_next(s, &next);
      if (*space ? !uni_is_space(c) : !uni_is_word(c))
        return at;
    }
  return next;
}

// White space of any width is the same; without `spaces` it is left out.
static struct tokens tokens_read(struct arena *arena, struct str s, bool spaces) {
  struct tokens tokens = { 0 };
  bool space;
  for (size_t at = 0, end; at < s.n; at = end) {
    end = token_end(s, at, &space);
    if (space && !spaces)
      continue;
    vec_push(arena, &tokens.list, (struct token){ at, end });
    vec_push(arena, &tokens.keys, space ? 0 : str_hash(str_slice(s, at, end)));
  }
  return tokens;
}

static struct keys keys_of(const struct tokens *tokens) {
  return (struct keys){ tokens->keys.at, tokens->keys.n };
}

// Adds tokens [first, end), to the last stretch where the kind is the same.
static void add_stretch(struct arena *arena, struct stretches *out, enum align_kind kind, const struct tokens *tokens,
                        size_t first, size_t end) {
  if (first == end)
    return;
  size_t from = tokens->list.at[first].from, to = tokens->list.at[end - 1].to;
  if (out->list.n && vec_last(&out->list)->kind == kind)
    vec_last(&out->list)->to = to;
  else
    vec_push(arena, &out->list, (struct stretch){ kind, from, to });
}

static bool is_change(const bool *kept, size_t n, size_t at) {
  return at < n && !kept[at];
}

// One word that stayed between two changes is read as part of them: “Sở [A] và [B]” says less than the whole phrase.
static void join_changes(struct search *s) {
  enum { WORD_AND_SPACES = 3 };
  size_t n = s->before.n, m = s->after.n;
  for (size_t i = 0, j = 0; i < n || j < m;) {
    size_t run = 0;
    while (is_change(s->kept_before, n, i))
      i++;
    while (is_change(s->kept_after, m, j))
      j++;
    while (i + run < n && j + run < m && s->kept_before[i + run] && s->kept_after[j + run])
      run++;
    bool inside = run <= WORD_AND_SPACES && i > 0 && j > 0 && !s->kept_before[i - 1] && !s->kept_after[j - 1] &&
                  is_change(s->kept_before, n, i + run) && is_change(s->kept_after, m, j + run);
    for (size_t k = 0; k < run && inside; k++)
      s->kept_before[i + k] = s->kept_after[j + k] = false;
    i += run;
    j += run;
  }
}

struct stretches align_words(struct arena *arena, struct str before, struct str after) {
  struct stretches out = { 0 };
  struct tokens a = tokens_read(arena, before, true), b = tokens_read(arena, after, true);
  struct search s = common(arena, keys_of(&a), keys_of(&b));
  join_changes(&s);
  for (size_t i = 0, j = 0; i < a.list.n || j < b.list.n;) {
    size_t old_end = i, new_end = j;
    while (old_end < a.list.n && !s.kept_before[old_end])
      old_end++;
    while (new_end < b.list.n && !s.kept_after[new_end])
      new_end++;
    add_stretch(arena, &out, ALIGN_REMOVED, &a, i, old_end);
    add_stretch(arena, &out, ALIGN_ADDED, &b, j, new_end);
    for (i = old_end, j = new_end; i < a.list.n && j < b.list.n && s.kept_before[i] && s.kept_after[j]; i++, j++)
      add_stretch(arena, &out, ALIGN_SAME, &b, j, j + 1);
  }
  return out;
}

// ---- texts

static int compare_keys(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

// The words of a text as a sorted bag.
static struct keys bag_of(struct arena *arena, struct str s) {
  struct tokens tokens = tokens_read(arena, s, false);
  if (tokens.keys.n)
    qsort(tokens.keys.at, tokens.keys.n, sizeof *tokens.keys.at, compare_keys);
  return keys_of(&tokens);
}

// How much of their words two texts share: 0…1 (Dice).
static double likeness(struct keys a, struct keys b) {
  size_t shared = 0;
  for (size_t i = 0, j = 0; i < a.n && j < b.n;) {
    shared += a.at[i] == b.at[j];
    bool step_a = a.at[i] <= b.at[j], step_b = b.at[j] <= a.at[i];
    i += step_a;
    j += step_b;
  }
  return a.n + b.n ? 2.0 * (double)shared / (double)(a.n + b.n) : 1;
}

// One key for all words of a text.
static uint64_t key_of(struct arena *arena, struct str s) {
  struct tokens tokens = tokens_read(arena, s, false);
  uint64_t key = 14695981039346656037u;
  for (size_t i = 0; i < tokens.keys.n; i++)
    key = (key ^ tokens.keys.at[i]) * 1099511628211u;
  return key;
}

static struct keys keys_of_texts(struct arena *arena, const struct str *texts, size_t n) {
  uint64_t *keys = arena_array(arena, uint64_t, n + 1);
  for (size_t i = 0; i < n; i++)
    keys[i] = key_of(arena, texts[i]);
  return (struct keys){ keys, n };
}

// A changed stretch: entries [i, i + n) of the old list against [j, j + m) of the new.
struct gap {
  const struct str *before, *after;
  const uint64_t *keys_before, *keys_after;
  size_t n, m, first_before, first_after;
};

// best[i][j]: the most likeness that pairs of the entries from i and from j on can have together.
static double *weigh(struct arena *arena, const struct gap *gap, double *like) {
  size_t width = gap->m + 1;
  double *best = arena_array(arena, double, (gap->n + 1) * width);
  struct keys *bags = arena_array(arena, struct keys, gap->m);
  for (size_t j = 0; j < gap->m; j++)
    bags[j] = bag_of(arena, gap->after[j]);
  for (size_t i = gap->n; i-- > 0;) {
    struct keys bag = bag_of(arena, gap->before[i]);
    for (size_t j = gap->m; j-- > 0;) {
      double here = likeness(bag, bags[j]), skip_a = best[(i + 1) * width + j], skip_b = best[i * width + j + 1];
      like[i * width + j] = here;
      double taken = here >= LIKE ? here + best[(i + 1) * width + j + 1] : -1;
      double skipped = skip_a > skip_b ? skip_a : skip_b;
      best[i * width + j] = taken > skipped ? taken : skipped;
    }
  }
  return best;
}

static void add_pair(struct arena *arena, struct text_pairs *out, size_t before, size_t after, bool same) {
  vec_push(arena, &out->list, (struct text_pair){ before, after, same });
}

static void pair_gap(struct arena *arena, struct text_pairs *out, const struct gap *gap) {
  bool small = gap->n <= WINDOW && gap->m <= WINDOW;
  size_t width = gap->m + 1, i = 0, j = 0;
  double *like = small ? arena_array(arena, double, (gap->n + 1) * width) : NULL;
  double *best = small ? weigh(arena, gap, like) : NULL;
  while (small && i < gap->n && j < gap->m) {
    double here = best[i * width + j];
    if (like[i * width + j] >= LIKE && here == like[i * width + j] + best[(i + 1) * width + j + 1]) {
      bool same = gap->keys_before[i] == gap->keys_after[j];
      add_pair(arena, out, gap->first_before + i++, gap->first_after + j++, same);
    } else if (here == best[(i + 1) * width + j]) {
      add_pair(arena, out, gap->first_before + i++, ALIGN_NONE, false);
    } else {
      add_pair(arena, out, ALIGN_NONE, gap->first_after + j++, false);
    }
  }
  while (i < gap->n)
    add_pair(arena, out, gap->first_before + i++, ALIGN_NONE, false);
  while (j < gap->m)
    add_pair(arena, out, ALIGN_NONE, gap->first_after + j++, false);
}

static bool is_short(struct arena *arena, struct str s) {
  return s.n < SHORT * 16 && tokens_read(arena, s, false).list.n < SHORT;
}

// A short text beside a change is no landmark: “Cơ quan chủ trì: Sở A” may stand under another task. It is weighed with
// the change.
static void free_short(struct search *s, const struct str *before) {
  bool *a = s->kept_before, *b = s->kept_after;
  for (size_t i = 0, j = 0;; i++, j++) {
    bool changed = false;
    while (i < s->before.n && !a[i])
      i++, changed = true;
    while (j < s->after.n && !b[j])
      j++, changed = true;
    if (i == s->before.n || j == s->after.n)
      return;
    bool next = (i + 1 < s->before.n && !a[i + 1]) || (j + 1 < s->after.n && !b[j + 1]);
    if ((changed || next) && is_short(s->arena, before[i]))
      a[i] = b[j] = false;
  }
}

struct text_pairs align_texts(struct arena *arena, const struct str *before, size_t n, const struct str *after, size_t m) {
  struct text_pairs out = { 0 };
  struct search s = common(arena, keys_of_texts(arena, before, n), keys_of_texts(arena, after, m));
  free_short(&s, before);
  for (size_t i = 0, j = 0; i < n || j < m;) {
    struct gap gap = { before + i, after + j, s.before.at + i, s.after.at + j, 0, 0, i, j };
    for (; i < n && !s.kept_before[i]; i++)
      gap.n++;
    for (; j < m && !s.kept_after[j]; j++)
      gap.m++;
    pair_gap(arena, &out, &gap);
    for (; i < n && j < m && s.kept_before[i] && s.kept_after[j]; i++, j++)
      add_pair(arena, &out, i, j, true);
  }
  return out;
}
