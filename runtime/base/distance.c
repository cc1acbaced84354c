// Edit distance with transposition of neighbours, computed only in the band that can stay under the limit.
#include <stdlib.h>

#include "runtime/base/utf8.h"

enum { ON_STACK = 512 };

static size_t decode(struct str s, uint32_t *out) {
  size_t n = 0;
  for (size_t at = 0; at < s.n;)
    out[n++] = utf8_next(s, &at);
  return n;
}

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

struct word {
  const uint32_t *c;
  size_t n;
};

// One row of the table: a[i-1] against all of b within the band. rows[0] is this row, [1] and [2] the two before.
static size_t fill_row(struct word a, struct word b, size_t i, size_t limit, size_t *const rows[3]) {
  size_t first = i > limit ? i - limit : 1, last = least(b.n, i + limit);
  size_t best = limit;
  rows[0][first - 1] = first == 1 ? least(i, limit) : limit;
  for (size_t j = first; j <= last; j++) {
    size_t cost = rows[1][j - 1] + (a.c[i - 1] != b.c[j - 1]);
    cost = least(cost, least(rows[1][j], rows[0][j - 1]) + 1);
    if (i > 1 && j > 1 && a.c[i - 1] == b.c[j - 2] && a.c[i - 2] == b.c[j - 1])
      cost = least(cost, rows[2][j - 2] + 1);
    rows[0][j] = least(cost, limit);
    best = least(best, rows[0][j]);
  }
  return least(best, rows[0][first - 1]);
}

static size_t distance(struct word a, struct word b, size_t limit, size_t *table) {
  size_t *rows[3] = { table, table + b.n + 1, table + 2 * (b.n + 1) };
  for (size_t j = 0; j <= b.n; j++) { // cells right of the band stay as they are set here
    rows[0][j] = rows[2][j] = limit;
    rows[1][j] = least(j, limit);
  }
  for (size_t i = 1, before = 0; i <= a.n; i++) {
    size_t best = fill_row(a, b, i, limit, rows);
    if (best >= limit && before >= limit && i > 1)
      return limit;
    before = best;
    size_t *oldest = rows[2];
    rows[2] = rows[1];
    rows[1] = rows[0];
    rows[0] = oldest;
  }
  return rows[1][b.n];
}

size_t text_distance(struct str a, struct str b, size_t limit) {
  if (limit == 0 || str_eq(a, b))
    return 0;
  // Characters are at most bytes, so this much room is enough for both words and three rows.
  size_t words = a.n + b.n, table = 3 * (b.n + 1);
  uint32_t stack_words[ON_STACK];
  size_t stack_table[ON_STACK];
  bool small = words <= ON_STACK && table <= ON_STACK;
  uint32_t *c = small ? stack_words : malloc(words * sizeof *c);
  size_t *cells = small ? stack_table : malloc(table * sizeof *cells);
  if (!c || !cells)
    abort();
  struct word first = { c, decode(a, c) };
  struct word second = { c + first.n, decode(b, c + first.n) };
  size_t apart = first.n > second.n ? first.n - second.n : second.n - first.n;
  size_t result = apart >= limit ? limit : distance(first, second, limit, cells);
  if (!small) {
    free(c);
    free(cells);
  }
  return result;
}
