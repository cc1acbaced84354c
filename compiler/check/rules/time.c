// Rules of the plan's time: phases that follow each other, times of tasks inside the plan and after its issue.
#include "compiler/check/rules/rules.h"

bool surely_before(struct date a, struct date b) {
  return a.year && b.year && date_compare(date_last(a), date_first(b)) < 0;
}

static bool follows(const struct phase *a, const struct phase *b) {
  if (!a->to.year || !b->from.year)
    return true;
  return date_days(date_last(a->to)) + 1 == date_days(date_first(b->from));
}

void check_phase_gap(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (size_t i = 1; i < plan->phases.n; i++) {
    const struct phase *a = &plan->phases.at[i - 1], *b = &plan->phases.at[i];
    if (follows(a, b))
      continue;
    struct diag *diag = report_with(reader, &rule_phase_gap, b->span, b->name);
    diag_arg(reader->diags, diag, a->name);
    diag_related(reader->diags, diag, plan->source, a->span, "giai đoạn trước ở đây", "the phase before is here");
  }
}

void check_phase_outside(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i < plan->phases.n; i++) {
    const struct phase *phase = &plan->phases.at[i];
    bool outside = surely_before(phase->from, plan->from) ||
                   (plan->to.year && phase->to.year && date_compare(date_last(phase->to), date_last(plan->to)) > 0);
    if (outside)
      report_with(reader, &rule_phase_outside, phase->span, phase->name);
  }
}

typedef void visit_interval(struct reader *reader, const struct task *task, const struct interval *interval);

// Intervals that the task's own words name.
static void visit_intervals(struct reader *reader, visit_interval *visit) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    for (size_t k = 0; task->has_time && k < task->time.intervals.n; k++)
      if (task->time.intervals.at[k].span.end > task->time.intervals.at[k].span.start)
        visit(reader, task, &task->time.intervals.at[k]);
  }
}

static struct str words_of(struct reader *reader, struct span span) {
  return source_slice(reader->plan->source, span);
}

static void issue_interval(struct reader *reader, const struct task *task, const struct interval *interval) {
  const struct header *header = &reader->plan->header;
  bool dated = task->time.kind == TIME_DATED || interval->label.n || interval->deadline;
  if (!dated || !surely_before(interval->to, header->date))
    return;
  struct diag *diag =
      report_with(reader, &rule_deadline_before_issue, interval->span, words_of(reader, interval->span));
  diag_arg(reader->diags, diag, header->date_text.text.s);
  diag_related(reader->diags, diag, reader->plan->source, header->date_text.span, "ngày ban hành ở đây",
               "the date of issue is here");
}
void check_deadline_before_issue(struct reader *reader) {
  visit_intervals(reader, issue_interval);
}

static void span_interval(struct reader *reader, const struct task *task, const struct interval *interval) {
  (void)task;
  const struct plan *plan = reader->plan;
  if (surely_before(interval->to, plan->from) || surely_before(plan->to, interval->from))
    report_with(reader, &rule_deadline_outside_span, interval->span, words_of(reader, interval->span));
}
void check_deadline_outside_span(struct reader *reader) {
  visit_intervals(reader, span_interval);
}
