// Renumbering on request (fix --renumber): where a rule found the numbers of a list out of order, the list is numbered anew
// in the order in which it stands, and what is numbered below it follows. A list whose numbers the text refers to is left
// alone, and so is every list of a plan that holds a reference which leads nowhere: nobody can tell what it meant.
#include "compiler/check/rules/rules.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBERS = 4 };

// An item that gets another number, by its place in the document.
struct changed {
  const struct item *item;
  int numbers[NUMBERS];
  size_t diag; // index of the finding that mends it
};

// A finding about numbers.
struct found {
  uint32_t start;
  size_t diag;
};

struct renumbering {
  struct reader *reader;
  VEC(const struct item *) items; // all, in order
  struct changed **changed;    // for each of them; NULL: it keeps its number
  VEC(struct found) found;     // by place
  VEC(const struct item *) held; // what references name and what stands around it, by address
};

struct list {
  VEC(const struct item *) items;
  size_t diag;  // of its first finding, or of its parent
  bool parent;  // the items' parent gets another number, which theirs repeat
};

// ---- what was found, what is referred to

static bool is_about_numbers(const struct diag_rule *rule) {
  static const struct diag_rule *const rules[] = {
    &rule_number_gap, &rule_number_repeated, &rule_number_order, &rule_number_start, &rule_alien_letter, &rule_letter_skipped,
  };
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (rules[i] == rule)
      return true;
  return false;
}

static int compare_found(const void *left, const void *right) {
  const struct found *a = left, *b = right;
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  return (a->diag > b->diag) - (a->diag < b->diag);
}

static void read_findings(struct renumbering *r) {
  const struct diags *diags = r->reader->diags;
  for (size_t i = 0; i < diags->list.n; i++)
    if (is_about_numbers(diags->list.at[i].rule))
      vec_push(r->reader->arena, &r->found, (struct found){ diags->list.at[i].span.start, i });
  if (r->found.n)
    qsort(r->found.at, r->found.n, sizeof *r->found.at, compare_found);
}

// The first finding about the item's number, or NULL.
static const struct found *finding_of(const struct renumbering *r, const struct item *item) {
  uint32_t start = label_span(item).start;
  size_t low = 0, high = r->found.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (r->found.at[middle].start < start)
      low = middle + 1;
    else
      high = middle;
  }
  return low < r->found.n && r->found.at[low].start == start ? &r->found.at[low] : NULL;
}

static int compare_items(const void *left, const void *right) {
  const struct item *const *a = left, *const *b = right;
  return ((uintptr_t)*a > (uintptr_t)*b) - ((uintptr_t)*a < (uintptr_t)*b);
}

// False when a written reference leads nowhere. [@id] follows whatever the number is.
static bool read_references(struct renumbering *r) {
  const struct plan *plan = r->reader->plan;
  for (size_t i = 0; i < plan->references.n; i++) {
    const struct reference *reference = &plan->references.at[i];
    if (str_starts(reference->written, STR("[@")))
      continue;
    if (!reference->target)
      return false;
    for (const struct item *item = reference->target; item; item = item->parent)
      vec_push(r->reader->arena, &r->held, item);
  }
  if (r->held.n)
    qsort(r->held.at, r->held.n, sizeof *r->held.at, compare_items);
  return true;
}

static bool is_held(const struct renumbering *r, const struct item *item) {
  return r->held.n && bsearch(&item, r->held.at, r->held.n, sizeof *r->held.at, compare_items);
}

// ---- one list

static void read_items(struct renumbering *r) {
  const struct plan *plan = r->reader->plan;
  for (const struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    vec_push(r->reader->arena, &r->items, item);
  r->changed = arena_array(r->reader->arena, struct changed *, r->items.n);
}

// Where it is kept what becomes of the item, or NULL for one whose place in damaged input runs backwards.
static struct changed **slot_of(const struct renumbering *r, const struct item *item) {
  size_t low = 0, high = r->items.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (r->items.at[middle]->span.start < item->span.start)
      low = middle + 1;
    else
      high = middle;
  }
  while (low < r->items.n && r->items.at[low] != item && r->items.at[low]->span.start == item->span.start)
    low++;
  return low < r->items.n && r->items.at[low] == item ? &r->changed[low] : NULL;
}

static const struct changed *changed_of(const struct renumbering *r, const struct item *item) {
  struct changed **slot = slot_of(r, item);
  return slot ? *slot : NULL;
}

static size_t last_number(const struct item *item) {
  return item->label.count ? item->label.count - 1 : 0;
}

// A point numbered 1 begins a list of its own, as the rules see it; right behind another 1 it is that number repeated.
static bool begins_anew(const struct item *previous, const struct item *item) {
  if (item->kind != ITEM_POINT || item->label.alien || item->label.numbers[last_number(item)] != 1)
    return false;
  return previous->next != item || previous->label.numbers[last_number(previous)] != 1;
}

static struct str number_written(struct reader *reader, const struct item *item, const int *numbers) {
  struct arena *arena = reader->arena;
  struct str written = item->label.written, number = STR("");
  size_t end = written.n;
  while (end > 0 && strchr(".):", written.p[end - 1]))
    end--;
  struct str tail = str_slice(written, end, written.n);
  size_t at = 0;
  if (item->label.scheme == SCHEME_ROMAN)
    number = number_roman(arena, numbers[0]);
  else if (item->label.scheme == SCHEME_LETTER)
    number = number_letter(numbers[0]);
  else
    for (size_t i = 0; i < item->label.count; i++)
      number = str_printf(arena, STR_FMT "%s%d", STR_ARG(number), i ? "." : "", numbers[i]);
  if (item->label.scheme == SCHEME_LETTER && written.n && uni_is_upper(utf8_next(written, &at)))
    number = text_upper(arena, number);
  return number.n ? str_concat(arena, number, tail) : (struct str){ 0 };
}

// The numbers that the item gets: those of its parent, then its own.
static struct changed renumbered(const struct renumbering *r, const struct list *list, const struct item *item, int number) {
  struct changed changed = { .item = item, .diag = list->diag };
  const struct changed *parent = list->parent ? changed_of(r, item->parent) : NULL;
  memcpy(changed.numbers, item->label.numbers, sizeof changed.numbers);
  if (parent)
    memcpy(changed.numbers, parent->numbers, last_number(item) * sizeof *changed.numbers);
  changed.numbers[last_number(item)] = number;
  return changed;
}

static bool is_certain(const struct renumbering *r, const struct changed *changed) {
  const struct item *item = changed->item;
  struct str source = source_slice(r->reader->plan->source, item->label.span);
  return slot_of(r, item) && !is_held(r, item) && str_eq(source, item->label.written) &&
         number_written(r->reader, item, changed->numbers).n > 0;
}

static bool is_same(const struct changed *changed) {
  return !changed->item->label.alien && memcmp(changed->numbers, changed->item->label.numbers, sizeof changed->numbers) == 0;
}

// The number of an item in a list that is numbered anew: from 1, or from where the list goes on.
static int next_number(const struct renumbering *r, const struct list *list, size_t i, int before) {
  const struct item *item = list->items.at[i];
  const struct found *found = finding_of(r, item);
  if (i > 0)
    return begins_anew(list->items.at[i - 1], item) ? 1 : before + 1;
  bool starts = found && r->reader->diags->list.at[found->diag].rule == &rule_number_start;
  return starts || item->label.alien ? 1 : item->label.numbers[last_number(item)];
}

// As a whole or not at all. Not `anew`: only the parent's part of the numbers changes.
static void renumber_list(struct renumbering *r, const struct list *list, bool anew) {
  struct changed *all = arena_array(r->reader->arena, struct changed, list->items.n);
  int number = 0;
  for (size_t i = 0; i < list->items.n; i++) {
    const struct item *item = list->items.at[i];
    number = anew ? next_number(r, list, i, number) : item->label.numbers[last_number(item)];
    all[i] = renumbered(r, list, item, number);
    if (!is_same(&all[i]) && !is_certain(r, &all[i]))
      return;
  }
  for (size_t i = 0; i < list->items.n; i++)
    if (!is_same(&all[i]))
      *slot_of(r, all[i].item) = &all[i];
}

// ---- all lists

// 1.1. below 1. repeats its number.
static bool repeats_parent(const struct item *item) {
  const struct label *label = &item->label, *parent = &item->parent->label;
  return label->count > 1 && parent->count + 1 == label->count &&
         memcmp(label->numbers, parent->numbers, parent->count * sizeof *label->numbers) == 0;
}

// Renumbers its items of one scheme, if they are one list and have need of it.
static void read_list(struct renumbering *r, const struct item *parent, enum scheme scheme, struct list *list) {
  bool found = false;
  list->items.n = 0;
  for (const struct item *item = parent->first; item; item = item->next) {
    if (item->kind > ITEM_POINT || item->label.scheme != scheme || item->label.count > NUMBERS)
      continue;
    const struct found *finding = finding_of(r, item);
    if (finding && !found)
      list->diag = finding->diag;
    found |= finding != NULL;
    vec_push(r->reader->arena, &list->items, item);
  }
  if (list->items.n == 0)
    return;
  const struct changed *above = changed_of(r, parent);
  list->parent = above && repeats_parent(list->items.at[0]);
  if (list->parent)
    list->diag = above->diag;
  for (size_t i = 0; i < list->items.n; i++)
    if (list->items.at[i]->label.count > 1 && !repeats_parent(list->items.at[i]))
      return;
  if (found || list->parent)
    renumber_list(r, list, found);
}

static bool is_annex(const struct plan *plan, const struct item *item) {
  return item->parent == plan->root && item->label.scheme == SCHEME_ANNEX;
}

static void renumber_below(struct renumbering *r, const struct item *parent) {
  static const enum scheme schemes[] = { SCHEME_ROMAN, SCHEME_ARABIC, SCHEME_DECIMAL2, SCHEME_DECIMAL3, SCHEME_LETTER };
  struct list list = { 0 };
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
    read_list(r, parent, schemes[i], &list);
}

void renumber(struct reader *reader) {
  struct renumbering r = { .reader = reader };
  const struct plan *plan = reader->plan;
  read_findings(&r);
  if (r.found.n == 0 || !read_references(&r))
    return;
  read_items(&r);
  renumber_below(&r, plan->root);
  for (struct item *item = plan_next(plan, NULL); item && !is_annex(plan, item); item = plan_next(plan, item))
    if (item->first)
      renumber_below(&r, item);
  for (size_t i = 0; i < r.items.n; i++) {
    const struct changed *changed = r.changed[i];
    if (!changed)
      continue;
    report_fix(reader, &reader->diags->list.at[changed->diag], "đánh lại số", "renumber", changed->item->label.span,
               number_written(reader, changed->item, changed->numbers));
  }
}
