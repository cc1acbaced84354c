// Settling: severities as asked for, dependants of what fired silenced, sorted, each finding once.
// Everything is sorting and binary search: n log n whatever was reported.
#include <stdlib.h>
#include <string.h>

#include "runtime/diag/message.h"

struct entry {
  const struct diag *diag;
  const char *file;
  size_t index; // order of reporting
};

// ---- overrides

static void override(struct diags *diags, const struct diag_override *overrides, size_t count) {
  for (size_t i = 0; i < diags->list.n; i++) {
    struct diag *diag = &diags->list.at[i];
    for (size_t k = count; k-- > 0;)
      if (diag_rule_is(diag->rule, overrides[k].rule)) {
        diag->severity = overrides[k].severity;
        break;
      }
  }
}

// ---- prerequisites

// A place where a rule fired. Empty spans count as one byte wide.
struct fired {
  struct str rule;
  const char *file;
  uint32_t start, end;
  uint32_t reach; // the furthest end of those of this rule and file up to here
};

static int compare_rule_file(const struct fired *a, const struct fired *b) {
  int order = str_cmp(a->rule, b->rule);
  return order ? order : strcmp(a->file, b->file);
}

static int compare_fired(const void *left, const void *right) {
  const struct fired *a = left, *b = right;
  int order = compare_rule_file(a, b);
  return order ? order : (a->start > b->start) - (a->start < b->start);
}

static struct fired fired_at(const struct diag *diag) {
  uint32_t start = diag->span.start, end = diag->span.end;
  return (struct fired){ str_from(diag->rule->name), diag_file(diag), start, end > start ? end : start + 1, 0 };
}

static struct fired *fired_list(struct arena *arena, const struct diags *diags) {
  size_t n = diags->list.n;
  struct fired *list = arena_array(arena, struct fired, n);
  for (size_t i = 0; i < n; i++)
    list[i] = fired_at(&diags->list.at[i]);
  qsort(list, n, sizeof *list, compare_fired);
  for (size_t i = 0; i < n; i++) {
    list[i].reach = list[i].end;
    if (i > 0 && compare_rule_file(&list[i - 1], &list[i]) == 0 && list[i - 1].reach > list[i].reach)
      list[i].reach = list[i - 1].reach;
  }
  return list;
}

// Whether a place of `want`'s rule and file overlaps it: of those that begin before its end, the furthest reach.
static bool overlaps(const struct fired *list, size_t n, const struct fired *want) {
  struct fired limit = *want;
  limit.start = want->end;
  size_t low = 0, high = n; // entries before `low` sort before limit
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare_fired(&list[middle], &limit) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 && compare_rule_file(&list[low - 1], want) == 0 && list[low - 1].reach > want->start;
}

static bool is_silenced(const struct diag *diag, const struct fired *list, size_t n) {
  struct fired want = fired_at(diag);
  struct str names = str_from(diag->rule->requires);
  while (str_split(&names, ',', &want.rule)) {
    want.rule = str_trim(want.rule);
    if (overlaps(list, n, &want))
      return true;
  }
  return false;
}

// ---- order

static int compare_place(const struct entry *a, const struct entry *b) {
  int order = strcmp(a->file, b->file);
  if (order)
    return order;
  if (a->diag->span.start != b->diag->span.start)
    return a->diag->span.start < b->diag->span.start ? -1 : 1;
  return strcmp(a->diag->rule->code, b->diag->rule->code);
}

// Equal: the same finding, reported twice.
static int compare_finding(const struct entry *a, const struct entry *b) {
  int order = compare_place(a, b);
  if (order)
    return order;
  if (a->diag->span.end != b->diag->span.end)
    return a->diag->span.end < b->diag->span.end ? -1 : 1;
  for (int i = 0; i < DIAG_ARGUMENTS && !order; i++)
    order = str_cmp(a->diag->arguments[LANGUAGE_VI][i], b->diag->arguments[LANGUAGE_VI][i]);
  return order;
}

static int by_index(const struct entry *a, const struct entry *b) {
  return (a->index > b->index) - (a->index < b->index);
}

static int sort_place(const void *a, const void *b) {
  int order = compare_place(a, b);
  return order ? order : by_index(a, b);
}

static int sort_finding(const void *a, const void *b) {
  int order = compare_finding(a, b);
  return order ? order : by_index(a, b);
}

// Those that remain, by place; returns their number.
static size_t arrange(struct arena *arena, const struct diags *diags, struct entry *entries) {
  const struct fired *fired = fired_list(arena, diags);
  size_t found = 0, kept = 0;
  for (size_t i = 0; i < diags->list.n; i++) {
    const struct diag *diag = &diags->list.at[i];
    if (diag->severity != SEVERITY_OFF && !is_silenced(diag, fired, diags->list.n))
      entries[found++] = (struct entry){ diag, diag_file(diag), i };
  }
  qsort(entries, found, sizeof *entries, sort_finding);
  for (size_t i = 0; i < found; i++)
    if (kept == 0 || compare_finding(&entries[kept - 1], &entries[i]) != 0)
      entries[kept++] = entries[i];
  qsort(entries, kept, sizeof *entries, sort_place);
  return kept;
}

void diags_settle(struct diags *diags, const struct diag_override *overrides, size_t override_count) {
  override(diags, overrides, override_count);
  struct arena *scratch = arena_create_beside(diags->arena);
  struct entry *entries = arena_array(scratch, struct entry, diags->list.n);
  size_t n = arrange(scratch, diags, entries);
  struct diag *settled = arena_array(scratch, struct diag, n);
  for (size_t i = 0; i < n; i++)
    settled[i] = *entries[i].diag;
  if (n)
    memcpy(diags->list.at, settled, n * sizeof *settled);
  diags->list.n = n;
  arena_destroy(scratch);
}
