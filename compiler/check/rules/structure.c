// Rules of structure (bố cục): numbers in order, names used once, parts that are there.
#include "compiler/check/rules/rules.h"

#include <string.h>

// ---- numbers among siblings

// One step of a numbering: an item and the last one of its scheme before it under the same parent (NULL: it is the first).
struct step {
  const struct item *item, *previous;
  bool parted; // unnumbered text stands between them: a new list may have begun
};
typedef void visit_step(struct reader *reader, const struct step *step);

static bool is_numbered(const struct item *item) {
  return item->kind <= ITEM_POINT && item->label.count > 0 && !item->label.alien;
}

static int ordinal(const struct item *item) {
  const struct label *label = &item->label;
  size_t last = label->count > 4 ? 3 : label->count - 1;
  return label->numbers[last];
}

// 1.1. and 2.1. belong to different lists even where they stand side by side.
static bool same_list(const struct item *a, const struct item *b) {
  size_t n = a->label.count;
  return b->label.count == n &&
         (n < 2 || memcmp(a->label.numbers, b->label.numbers, (n < 4 ? n - 1 : 3) * sizeof(int)) == 0);
}

static void visit_children(struct reader *reader, const struct item *parent, visit_step *visit) {
  const struct item *last[SCHEMES] = { 0 };
  size_t texts[SCHEMES] = { 0 }, seen = 0;
  for (const struct item *item = parent->first; item; item = item->next) {
    enum scheme scheme = item->label.scheme;
    if (!is_numbered(item)) {
      seen++;
      if (item->label.alien)
        last[scheme] = NULL;
      continue;
    }
    const struct item *previous = last[scheme];
    bool kept = previous && same_list(previous, item);
    struct step step = { item, kept ? previous : NULL, texts[scheme] != seen };
    if (kept || !previous)
      visit(reader, &step);
    last[scheme] = item;
    texts[scheme] = seen;
  }
}

// Annexes stand last; forms in them number as they like.
static bool is_annex(const struct plan *plan, const struct item *item) {
  return item->parent == plan->root && item->label.scheme == SCHEME_ANNEX;
}

static void visit_steps(struct reader *reader, visit_step *visit) {
  const struct plan *plan = reader->plan;
  if (plan->renumber)
    return;
  visit_children(reader, plan->root, visit);
  for (struct item *item = plan_next(plan, NULL); item && !is_annex(plan, item); item = plan_next(plan, item))
    visit_children(reader, item, visit);
}

// The number that an item would have in its scheme.
static struct str number_like(struct reader *reader, const struct item *item, int number) {
  struct arena *arena = reader->arena;
  struct str written = item->label.written, letter = number_letter(number);
  switch (item->label.scheme) {
  case SCHEME_ROMAN:
    return str_printf(arena, STR_FMT ".", STR_ARG(number_roman(arena, number)));
  case SCHEME_LETTER:
    return str_printf(arena, STR_FMT "%s", STR_ARG(letter), str_ends(written, STR(".")) ? "." : ")");
  case SCHEME_ARABIC:
    return str_printf(arena, "%d.", number);
  default:
    break;
  }
  // Decimals keep what stands before the last number, “Điều 5” its word.
  size_t cut = written.n;
  while (cut > 0 && strchr(".: ", written.p[cut - 1]))
    cut--;
  while (cut > 0 && !strchr(". ", written.p[cut - 1]))
    cut--;
  return str_printf(arena, STR_FMT "%d.", STR_ARG(str_slice(written, 0, cut)), number);
}

static struct diag *report_pair(struct reader *reader, const struct diag_rule *rule, const struct step *step) {
  struct diag *diag = report_with(reader, rule, label_span(step->item), step->previous->label.written);
  diag_arg(reader->diags, diag, step->item->label.written);
  diag_related(reader->diags, diag, reader->plan->source, label_span(step->previous), "mục trước ở đây",
               "the item before is here");
  return diag;
}

enum { LETTER_D = 4, LETTER_E = 6 };

static bool skips_dd(const struct step *step) {
  return step->previous && step->item->label.scheme == SCHEME_LETTER && ordinal(step->previous) == LETTER_D &&
         ordinal(step->item) == LETTER_E;
}

static void gap_step(struct reader *reader, const struct step *step) {
  if (!step->previous || skips_dd(step) || ordinal(step->item) <= ordinal(step->previous) + 1)
    return;
  struct diag *diag = report_pair(reader, &rule_number_gap, step);
  diag_arg(reader->diags, diag, number_like(reader, step->item, ordinal(step->previous) + 1));
}
void check_number_gap(struct reader *reader) {
  visit_steps(reader, gap_step);
}

static void repeated_step(struct reader *reader, const struct step *step) {
  if (!step->previous || ordinal(step->item) != ordinal(step->previous))
    return;
  if (ordinal(step->item) == 1 && step->parted && step->item->kind == ITEM_POINT)
    return;
  struct diag *diag = report_with(reader, &rule_number_repeated, label_span(step->item), step->item->label.written);
  diag_related(reader->diags, diag, reader->plan->source, label_span(step->previous), "số này ở đây", "it is here");
}
void check_number_repeated(struct reader *reader) {
  visit_steps(reader, repeated_step);
}

static void order_step(struct reader *reader, const struct step *step) {
  if (!step->previous || ordinal(step->item) >= ordinal(step->previous))
    return;
  if (ordinal(step->item) == 1 && step->item->kind == ITEM_POINT)
    return;
  report_pair(reader, &rule_number_order, step);
}
void check_number_order(struct reader *reader) {
  visit_steps(reader, order_step);
}

// The last number of each scheme in the document so far. A list may go on where one under another title ended, as articles
// do through all chapters.
struct running {
  int last[SCHEMES];
};

static void check_start(struct reader *reader, const struct item *parent, struct running *running) {
  const struct item *first = parent->first;
  while (first && !is_numbered(first) && !first->label.alien)
    first = first->next;
  if (!first || first->label.alien)
    return;
  int number = ordinal(first);
  if (number <= 1 || number == running->last[first->label.scheme] + 1)
    return;
  struct diag *diag = report_with(reader, &rule_number_start, label_span(first), first->label.written);
  diag_arg(reader->diags, diag, number_like(reader, first, 1));
}

void check_number_start(struct reader *reader) {
  const struct plan *plan = reader->plan;
  struct running running = { 0 };
  const struct item *item = plan->root;
  for (; item && !plan->renumber && !is_annex(plan, item); item = plan_next(plan, item == plan->root ? NULL : item)) {
    if (is_numbered(item) && item->label.count == 1)
      running.last[item->label.scheme] = ordinal(item);
    check_start(reader, item, &running);
  }
}

static void letter_step(struct reader *reader, const struct step *step) {
  if (!skips_dd(step))
    return;
  struct diag *diag = report_with(reader, &rule_letter_skipped, label_span(step->item), step->item->label.written);
  diag_related(reader->diags, diag, reader->plan->source, label_span(step->previous), "điểm d ở đây",
               "point d is here");
}
void check_letter_skipped(struct reader *reader) {
  visit_steps(reader, letter_step);
}

void check_alien_letter(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item && !plan->renumber; item = plan_next(plan, item))
    if (item->label.alien)
      report_with(reader, &rule_alien_letter, label_span(item), item->label.written);
}

// ---- what an item lacks

enum { NUMBERED_SIBLINGS = 2 }; // so many show that the level is numbered

static void check_siblings(struct reader *reader, const struct item *parent) {
  size_t numbered = 0;
  for (const struct item *item = parent->first; item; item = item->next)
    numbered += item->kind <= ITEM_POINT && item->title && is_numbered(item) && item->label.scheme != SCHEME_ANNEX;
  if (numbered < NUMBERED_SIBLINGS)
    return;
  for (const struct item *item = parent->first; item; item = item->next)
    if (item->kind <= ITEM_POINT && item->node->heading && item->title && item->label.scheme == SCHEME_NONE)
      report_with(reader, &rule_number_missing, item->span, item->text.s);
}

void check_number_missing(struct reader *reader) {
  const struct plan *plan = reader->plan;
  if (plan->renumber)
    return;
  check_siblings(reader, plan->root);
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    check_siblings(reader, item);
}

void check_duplicate_id(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    const struct item *first = index_id(reader->index, item->id);
    if (!first || first == item)
      continue;
    struct diag *diag = report_with(reader, &rule_duplicate_id, item->node->id_span, item->id);
    diag_related(reader->diags, diag, plan->source, first->node->id_span, "tên này ở đây", "it is here");
  }
}

void check_unknown_section_kind(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    if (item->node && item->node->stated_kind.n && section_stated(reader, item->node->stated_kind) < 0)
      report_with(reader, &rule_unknown_section_kind, item->span, item->node->stated_kind);
}

void check_body_missing(struct reader *reader) {
  if (!reader->plan->root->first)
    report(reader, &rule_body_missing, (struct span){ 0, 0 });
}

void check_title_without_content(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    if (item->kind == ITEM_SECTION && item->label.scheme == SCHEME_ROMAN && !item->first &&
        text_words(item->text.s) <= 20)
      report_with(reader, &rule_title_without_content, item->span, item->text.s);
}
