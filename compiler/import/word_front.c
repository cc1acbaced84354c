// Front matter that is not on paper: properties that this program gave the file (grammar/carried.h) and that other programs
// keep, in any order.
#include <stdlib.h>

#include "compiler/import/word.h"
#include "grammar/carried.h"

// The number in “kehoach 3: KEY”, *key behind it; 0 where it is no such name.
static int carried_number(struct str name, struct str *key) {
  struct str rest = str_slice(name, sizeof CARRIED - 1, name.n);
  size_t colon = str_starts(rest, STR(" ")) ? str_find(rest, STR(": "), 1) : SIZE_MAX;
  int number;
  if (colon == SIZE_MAX || !str_to_int(str_slice(rest, 1, colon), &number))
    return 0;
  *key = str_slice(rest, colon + 2, rest.n);
  return number;
}

struct carried {
  int number;
  struct import_carried entry;
};

static int by_number(const void *a, const void *b) {
  const struct carried *x = a, *y = b;
  return (x->number > y->number) - (x->number < y->number);
}

bool word_read_front(struct word *word, struct str name, struct import_error *error) {
  struct import_front *front = &word->draft->front;
  const struct node *root, *property;
  VEC(struct carried) found = { 0 };
  if (!package_tree(word->package, name, &root, error))
    return false;
  property = node_child(root ? root->first : NULL, TAG_custom_property);
  for (; property; property = node_sibling(property, TAG_custom_property)) {
    struct str key = node_value(property, ATTRIBUTE_name);
    const struct node *value = node_child(property, TAG_custom_lpwstr), *text = node_child(value, TAG_TEXT);
    struct carried carried = { .entry.value = text ? text->text : STR("") };
    front->ours |= str_is(key, CARRIED);
    if (str_starts(key, STR(CARRIED)) && (carried.number = carried_number(key, &carried.entry.key)) > 0)
      vec_push(word->arena, &found, carried);
  }
  if (found.n)
    qsort(found.at, found.n, sizeof *found.at, by_number);
  for (size_t i = 0; i < found.n; i++)
    vec_push(word->arena, &front->list, found.at[i].entry);
  return true;
}
