// Paths: the numbers of the headings around a diagnostic. The outline is laid out flat once, each place found in it by
// bisection.
#include "compiler/syntax/reader.h"

struct flat {
  VEC(const struct node *) nodes; // in document order
};

static void flatten(struct arena *arena, const struct syntax *syntax, struct flat *flat) {
  for (const struct node *node = syntax->root->first; node;) {
    vec_push(arena, &flat->nodes, node);
    if (node->first) {
      node = node->first;
      continue;
    }
    while (node && !node->next)
      node = node->parent;
    node = node ? node->next : NULL;
  }
}

// The last node that begins at or before the offset.
static const struct node *find(const struct flat *flat, uint32_t offset) {
  size_t low = 0, high = flat->nodes.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (flat->nodes.at[middle]->span.start <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low ? flat->nodes.at[low - 1] : NULL;
}

// “IV.” → “IV”, “a)” → “a”; a heading without number by its title; bullets and paragraphs have none.
static struct str step(struct arena *arena, const struct node *node) {
  enum { TITLE = 40 };
  if (node->label.scheme == SCHEME_NONE)
    return node->heading ? shortened(arena, node->text.s, TITLE) : (struct str){ 0 };
  if (node->label.scheme >= SCHEME_DASH && node->label.scheme <= SCHEME_STAR)
    return (struct str){ 0 };
  struct str s = node->label.written;
  while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ')' || s.p[s.n - 1] == ':' || s.p[s.n - 1] == '/'))
    s.n--;
  return s;
}

// What stands behind an item's last word on its line still belongs to it.
static uint32_t line_end(const struct source *source, uint32_t offset) {
  size_t end = str_find_byte(source->text, '\n', offset);
  return (uint32_t)(end < source->text.n ? end : source->text.n);
}

static void fill(struct arena *arena, const struct flat *flat, struct diag *diag) {
  enum { STEPS = 16 };
  struct str steps[STEPS];
  size_t n = 0;
  for (const struct node *node = find(flat, diag->span.start); node && node->parent && n < STEPS; node = node->parent) {
    bool around = node->span.start <= diag->span.start && diag->span.start <= line_end(diag->source, node->end);
    struct str s = around ? step(arena, node) : (struct str){ 0 };
    if (s.n)
      steps[n++] = s;
  }
  while (n)
    vec_push(arena, &diag->path, steps[--n]);
}

void syntax_path(struct arena *arena, const struct syntax *syntax, struct diags *diags) {
  struct flat flat = { 0 };
  flatten(arena, syntax, &flat);
  for (size_t i = 0; i < diags->list.n; i++)
    if (diags->list.at[i].source == syntax->source && !diags->list.at[i].path.n)
      fill(arena, &flat, &diags->list.at[i]);
}
