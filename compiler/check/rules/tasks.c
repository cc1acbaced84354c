// Rules of responsibility (phân công): who leads, by when, and what cannot be told.
#include "compiler/check/marks.h"
#include "compiler/check/rules/rules.h"

// Blocks and tables promise to say all; sentences and duties do not.
static bool is_labelled(const struct task *task) {
  return task->origin == ORIGIN_BLOCK || task->origin == ORIGIN_TABLE;
}

// Tasks that share one block are spoken of once.
static bool is_repeated(const struct plan *plan, size_t at) {
  const struct item *carrier = plan->tasks.at[at]->inherited_from;
  return carrier && at > 0 && plan->tasks.at[at - 1]->inherited_from == carrier;
}

static struct span place_of(const struct task *task) {
  if (task->origin == ORIGIN_TABLE)
    return task->span;
  return label_span(task->inherited_from ? task->inherited_from : task->item);
}

typedef void visit_task(struct reader *reader, const struct task *task);

static void visit_tasks(struct reader *reader, visit_task *visit) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i < plan->tasks.n; i++)
    if (is_labelled(plan->tasks.at[i]) && !is_repeated(plan, i))
      visit(reader, plan->tasks.at[i]);
}

// ---- who

// “Cơ quan chủ trì: [cần bổ sung: một cơ quan]”: the mark says it already.
static bool lead_is_marked(struct reader *reader, const struct task *task) {
  const struct item *carrier = task->inherited_from ? task->inherited_from : task->item;
  size_t start, end;
  for (const struct item *item = carrier->first; item; item = item->next) {
    const struct item *line = item->field ? item : item->first; // below “Tổ chức thực hiện”
    for (; line; line = item->field ? NULL : line->next)
      if (line->field == FIELD_LEAD && mark_find(reader, line->text.s, 0, &start, &end))
        return true;
  }
  return false;
}

static void without_lead(struct reader *reader, const struct task *task) {
  if (task->lead.n == 0 && (task->coordinate.n || task->origin == ORIGIN_TABLE) && !lead_is_marked(reader, task))
    report_with(reader, &rule_task_without_lead, place_of(task), task->id);
}
void check_task_without_lead(struct reader *reader) {
  visit_tasks(reader, without_lead);
}

static void only_timed(struct reader *reader, const struct task *task) {
  if (task->lead.n == 0 && task->coordinate.n == 0 && task->origin == ORIGIN_BLOCK && !lead_is_marked(reader, task))
    report_with(reader, &rule_task_only_timed, place_of(task), task->id);
}
void check_task_only_timed(struct reader *reader) {
  visit_tasks(reader, only_timed);
}

static void led_by_all(struct reader *reader, const struct task *task) {
  for (size_t i = 0; i < task->lead.n; i++)
    if (!task->lead.at[i].catch_all)
      return;
  if (task->lead.n)
    report_with(reader, &rule_catch_all_lead, task->lead.at[0].span, task->lead.at[0].written);
}
void check_catch_all_lead(struct reader *reader) {
  visit_tasks(reader, led_by_all);
}

static void in_both_roles(struct reader *reader, const struct task *task) {
  for (size_t i = 0; i < task->lead.n; i++)
    for (size_t k = 0; k < task->coordinate.n; k++) {
      const struct actor *lead = &task->lead.at[i], *other = &task->coordinate.at[k];
      if (!lead->agency || lead->agency != other->agency || lead->group || lead->count)
        continue;
      bool local = !str_eq(lead->name, other->name); // two communes are one entry of the registry
      struct diag *diag = local ? NULL : report_with(reader, &rule_lead_coordinates, other->span, other->written);
      if (diag)
        diag_related(reader->diags, diag, reader->plan->source, lead->span, "chủ trì ở đây", "it leads here");
    }
}
void check_lead_coordinates(struct reader *reader) {
  visit_tasks(reader, in_both_roles);
}

static void open_groups(struct reader *reader, const struct task *task) {
  for (size_t i = 0; i < task->coordinate.n; i++)
    if (task->coordinate.at[i].catch_all)
      report_with(reader, &rule_open_group, task->coordinate.at[i].span, task->coordinate.at[i].written);
}
void check_open_group(struct reader *reader) {
  visit_tasks(reader, open_groups);
}

// ---- when

static void without_time(struct reader *reader, const struct task *task) {
  if (task->lead.n && !task->has_time)
    report_with(reader, &rule_task_without_time, place_of(task), task->id);
}

// A plan that gives no task a time has its reasons; one that leaves out a few has forgotten them.
void check_task_without_time(struct reader *reader) {
  const struct plan *plan = reader->plan;
  size_t labelled = 0, timed = 0;
  for (size_t i = 0; i < plan->tasks.n; i++) {
    labelled += is_labelled(plan->tasks.at[i]);
    timed += is_labelled(plan->tasks.at[i]) && plan->tasks.at[i]->has_time;
  }
  if (timed * 2 > labelled)
    visit_tasks(reader, without_time);
}

static void unread_time(struct reader *reader, const struct task *task) {
  if (task->has_time && task->time.kind == TIME_UNKNOWN && task->time.text.n)
    report_with(reader, &rule_time_not_understood, task->time.span, task->time.text);
}
void check_time_not_understood(struct reader *reader) {
  visit_tasks(reader, unread_time);
}
