// Rules of objectives (mục tiêu): figures of the phases against the figure of the whole, objectives that some task serves.
#include "compiler/check/marks.h"
#include "compiler/check/phrases.h"
#include "compiler/check/rules/rules.h"

static bool is_share(struct reader *reader, const struct objective *objective) {
  return objective && str_is(objective->unit, "%") && !terms_is(reader->terms, TERMS_RELATIVE, objective->comparator);
}

// “ít nhất 80%”
static struct str figure(struct reader *reader, const struct objective *objective) {
  struct str words = str_trim(source_slice(reader->plan->source, objective->span));
  return str_printf(reader->arena, STR_FMT STR_FMT, STR_ARG(words), STR_ARG(objective->unit));
}

typedef void visit_phases(struct reader *reader, const struct item *whole, const struct item *before, const struct item *phase, bool last);

// The objectives below an objective that begin with a phase, one after another.
static void visit_parts(struct reader *reader, visit_phases *visit) {
  const struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    if (!item->objective || !item->first)
      continue;
    const struct item *before = NULL;
    for (const struct item *child = item->first; child; child = child->next) {
      if (!is_share(reader, child->objective) || !terms_at(reader->terms, TERMS_PHASE, child->folded.s, 0))
        continue;
      visit(reader, item, before, child, !child->next);
      before = child;
    }
  }
}

static void relate_whole(struct reader *reader, struct diag *diag, const struct item *whole) {
  diag_related(reader->diags, diag, reader->plan->source, whole->objective->span, "chỉ tiêu chung ở đây", "the figure of the whole is here");
}

// “80% …” as a whole, “Giai đoạn 2: hoàn thành 100% chỉ tiêu”: per cent of what?
static void over_target(struct reader *reader, const struct item *whole, const struct item *before, const struct item *phase, bool last) {
  (void)before, (void)last;
  if (!is_share(reader, whole->objective) || phase->objective->value <= whole->objective->value)
    return;
  struct diag *diag = report_with(reader, &rule_phase_over_target, phase->objective->span, figure(reader, phase->objective));
  diag_arg(reader->diags, diag, figure(reader, whole->objective));
  relate_whole(reader, diag, whole);
}
void check_phase_over_target(struct reader *reader) {
  visit_parts(reader, over_target);
}

static void below_target(struct reader *reader, const struct item *whole, const struct item *before, const struct item *phase, bool last) {
  if (!last || !before || !is_share(reader, whole->objective) || phase->objective->value >= whole->objective->value)
    return;
  struct diag *diag = report_with(reader, &rule_phases_below_target, phase->objective->span, figure(reader, phase->objective));
  diag_arg(reader->diags, diag, figure(reader, whole->objective));
  relate_whole(reader, diag, whole);
}
void check_phases_below_target(struct reader *reader) {
  visit_parts(reader, below_target);
}

static void falls(struct reader *reader, const struct item *whole, const struct item *before, const struct item *phase, bool last) {
  (void)whole, (void)last;
  if (!before || phase->objective->value >= before->objective->value)
    return;
  struct diag *diag = report_with(reader, &rule_phases_fall, phase->objective->span, figure(reader, phase->objective));
  diag_arg(reader->diags, diag, figure(reader, before->objective));
  diag_related(reader->diags, diag, reader->plan->source, before->objective->span, "giai đoạn trước ở đây", "the phase before is here");
}
void check_phases_fall(struct reader *reader) {
  visit_parts(reader, falls);
}

// ---- links between objectives and tasks

// Only in a plan that links them: there an objective with a name and no link has been forgotten.
void check_objective_unserved(struct reader *reader) {
  const struct plan *plan = reader->plan;
  struct phrases served;
  size_t links = 0;
  phrases_init(&served, reader->arena, plan->references.n + 1);
  for (size_t i = 0; i < plan->references.n; i++) {
    const struct item *target = plan->references.at[i].target;
    if (!target || !target->id.n || target->section != SECTION_OBJECTIVE)
      continue;
    phrases_grow(&served, 0, word_key(target->id));
    links++;
  }
  for (struct item *item = links ? plan_next(plan, NULL) : NULL; item; item = plan_next(plan, item))
    if (item->id.n && item->section == SECTION_OBJECTIVE && !item->title && !phrases_step(&served, 0, word_key(item->id)))
      report_with(reader, &rule_objective_unserved, item->node->id_span, item->id);
}

// A section of figures without a figure.
void check_objectives_unmeasured(struct reader *reader) {
  const struct plan *plan = reader->plan;
  size_t next = 0;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    if (!item->title || item->section != SECTION_OBJECTIVE || !item->first || !terms_at(reader->terms, TERMS_MEASURED, item->folded.s, 0))
      continue;
    while (next < plan->objectives.n && plan->objectives.at[next]->span.start < item->span.start)
      next++;
    bool measured = next < plan->objectives.n && plan->objectives.at[next]->span.start < item->node->end;
    bool open = false; // figures may stand in a table, or are still to be written
    size_t start, end;
    for (const struct item *child = item->first; child && !open; child = child->next)
      open = child->kind == ITEM_TABLE || mark_find(reader, child->text.s, 0, &start, &end);
    if (!measured && !open)
      report_with(reader, &rule_objectives_unmeasured, item->span, item->text.s);
  }
}
