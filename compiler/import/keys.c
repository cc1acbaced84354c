#include "compiler/import/keys.h"

#include <stdlib.h>

void keys_add(struct arena *arena, struct keys *keys, struct str key, const void *value) {
  vec_push(arena, &keys->rows, (struct keyed){ key, keys->rows.n, value });
}

static int by_key(const void *a, const void *b) {
  const struct keyed *x = a, *y = b;
  int order = str_cmp(x->key, y->key);
  return order ? order : (x->order > y->order) - (x->order < y->order);
}

void keys_sort(struct keys *keys) {
  if (keys->rows.n)
    qsort(keys->rows.at, keys->rows.n, sizeof *keys->rows.at, by_key);
}

const void *keys_find(const struct keys *keys, struct str key) {
  size_t from = 0, to = keys->rows.n;
  while (from < to) {
    size_t middle = (from + to) / 2;
    if (str_cmp(keys->rows.at[middle].key, key) < 0)
      from = middle + 1;
    else
      to = middle;
  }
  return from < keys->rows.n && str_eq(keys->rows.at[from].key, key) ? keys->rows.at[from].value : NULL;
}
