// The plan as text (dump --phase plan): one line for each thing, stable, quoting what the author wrote.
#include "compiler/check/plan.h"

static void print_line(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.n; i++)
    buf_byte(out, s.p[i] == '\n' ? '|' : s.p[i]);
  buf_byte(out, '\n');
}

static void print_named(struct buf *out, const char *name, struct str s) {
  buf_printf(out, "  %s: ", name);
  print_line(out, s);
}

static void print_value(struct buf *out, const char *name, const struct value *value) {
  if (value->present || value->text.s.n)
    print_named(out, name, value->text.s);
}

static void print_day(struct buf *out, struct date date) {
  if (!date.year) {
    buf_byte(out, '?');
    return;
  }
  buf_printf(out, "%04d", date.year);
  if (date.month)
    buf_printf(out, "-%02d", date.month);
  if (date.month && date.day)
    buf_printf(out, "-%02d", date.day);
}

static void print_days(struct buf *out, struct date from, struct date to) {
  print_day(out, from);
  buf_text(out, "..");
  print_day(out, to);
}

static void print_header(struct buf *out, const struct plan *plan) {
  const struct header *h = &plan->header;
  buf_text(out, "header\n");
  print_value(out, "kind", &h->kind);
  print_value(out, "parent", &h->parent);
  print_value(out, "agency", &h->agency);
  print_value(out, "number", &h->number);
  print_value(out, "symbol", &h->symbol);
  print_value(out, "place", &h->place);
  print_value(out, "date-text", &h->date_text);
  buf_text(out, "  date: ");
  print_day(out, h->date);
  buf_byte(out, '\n');
  print_value(out, "subject", &h->subject);
  print_value(out, "urgency", &h->urgency);
  print_value(out, "secrecy", &h->secrecy);
  print_value(out, "circulation", &h->circulation);
  buf_text(out, "  span: ");
  print_days(out, plan->from, plan->to);
  buf_byte(out, '\n');
}

static void print_actors(struct buf *out, const char *role, const struct actors *actors) {
  for (size_t i = 0; i < actors->n; i++) {
    const struct actor *actor = &actors->at[i];
    buf_printf(out, "    %s: %s “" STR_FMT "”", role, actor->agency ? actor->agency->id : "?", STR_ARG(actor->written));
    buf_text(out, actor->catch_all ? " catch-all" : actor->group ? " group" : "");
    if (actor->count)
      buf_printf(out, " %d", actor->count);
    buf_byte(out, '\n');
  }
}

static void print_names(struct buf *out, const struct plan *plan) {
  buf_text(out, plan->phases.n ? "phases\n" : "");
  for (size_t i = 0; i < plan->phases.n; i++) {
    const struct phase *phase = &plan->phases.at[i];
    buf_printf(out, "  %d “" STR_FMT "” ", phase->number, STR_ARG(phase->name));
    print_days(out, phase->from, phase->to);
    buf_byte(out, '\n');
  }
  buf_text(out, plan->aliases.n ? "aliases\n" : "");
  for (size_t i = 0; i < plan->aliases.n; i++)
    buf_printf(out, "  “" STR_FMT "” = “" STR_FMT "”\n", STR_ARG(plan->aliases.at[i].written),
               STR_ARG(plan->aliases.at[i].meaning));
  buf_text(out, plan->standing.n ? "standing\n" : "");
  print_actors(out, "body", &plan->standing);
}

static void print_rows(struct buf *out, const struct table *table, int indent) {
  for (size_t i = 0; i < table->cells.n; i++) {
    struct str cell = table->cells.at[i].text.s;
    if (i % table->columns == 0)
      buf_printf(out, "%*s|", indent, "");
    buf_byte(out, ' ');
    for (size_t k = 0; k < cell.n; k++)
      buf_byte(out, cell.p[k] == '\n' ? '/' : cell.p[k]);
    buf_text(out, (i + 1) % table->columns == 0 ? " |\n" : " |");
  }
}

static void print_item(struct buf *out, const struct item *item) {
  static const char *const kinds[] = { "section", "point", "paragraph", "table" };
  bool own_number = item->path.at != item->parent->path.at;
  size_t depth = item->path.n - own_number;
  buf_printf(out, "%*s%s", (int)(2 + 2 * depth), "", kinds[item->kind]);
  if (item->number.n)
    buf_printf(out, " " STR_FMT, STR_ARG(item->number));
  if (item->kind == ITEM_SECTION || (item->kind == ITEM_POINT && item->section != item->parent->section))
    buf_printf(out, " {%s}", section_name(item->section));
  buf_text(out, item->title ? " title" : item->lead_in ? " lead-in" : "");
  buf_printf(out, " #" STR_FMT, STR_ARG(item->anchor));
  if (item->field != FIELD_NONE)
    buf_printf(out, " [%s]", field_name(item->field));
  buf_byte(out, ' ');
  if (item->kind != ITEM_TABLE || !item->table) {
    print_line(out, item->text.s);
    return;
  }
  buf_printf(out, "%zu×%zu\n", item->table->rows, item->table->columns);
  print_rows(out, item->table, (int)(4 + 2 * depth));
}

static void print_items(struct buf *out, const struct plan *plan) {
  buf_text(out, "items\n");
  for (const struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    print_item(out, item);
}

static void print_time(struct buf *out, const struct time_spec *time) {
  static const char *const kinds[] = { "unknown", "dated", "recurring", "continuous", "open" };
  buf_printf(out, "    time: %s “" STR_FMT "”", kinds[time->kind], STR_ARG(time->text));
  if (time->recurrence)
    buf_printf(out, " %s", time->recurrence);
  for (size_t i = 0; i < time->intervals.n; i++) {
    const struct interval *interval = &time->intervals.at[i];
    buf_text(out, interval->deadline ? " by " : " ");
    print_days(out, interval->from, interval->to);
    if (interval->label.n)
      buf_printf(out, " (" STR_FMT ")", STR_ARG(interval->label));
  }
  buf_byte(out, '\n');
}

static void print_task(struct buf *out, const struct task *task) {
  static const char *const origins[] = { "block", "table", "prose", "duty" };
  buf_printf(out, "  " STR_FMT " %s ", STR_ARG(task->id), origins[task->origin]);
  print_line(out, task->text.s);
  if (task->inherited_from)
    buf_printf(out, "    inherited-from: #" STR_FMT "\n", STR_ARG(task->inherited_from->anchor));
  print_actors(out, "lead", &task->lead);
  print_actors(out, "coordinate", &task->coordinate);
  print_actors(out, "monitor", &task->monitor);
  if (task->has_time)
    print_time(out, &task->time);
  if (task->product.s.n)
    print_named(out, "  product", task->product.s);
  if (task->funding.s.n)
    print_named(out, "  funding", task->funding.s);
  if (task->place.s.n)
    print_named(out, "  place", task->place.s);
}

static void print_objectives(struct buf *out, const struct plan *plan) {
  buf_text(out, plan->objectives.n ? "objectives\n" : "");
  for (size_t i = 0; i < plan->objectives.n; i++) {
    const struct objective *objective = plan->objectives.at[i];
    buf_printf(out, "  #" STR_FMT " ", STR_ARG(objective->item->anchor));
    if (objective->comparator.n)
      buf_printf(out, STR_FMT " ", STR_ARG(objective->comparator));
    buf_number(out, objective->value, 3);
    buf_printf(out, " " STR_FMT, STR_ARG(objective->unit));
    if (objective->phase.n)
      buf_printf(out, " (" STR_FMT ")", STR_ARG(objective->phase));
    buf_byte(out, '\n');
  }
}

static void print_closing(struct buf *out, const struct plan *plan) {
  buf_text(out, plan->recipients_present ? "recipients\n" : "");
  for (size_t i = 0; i < plan->recipients.n; i++) {
    const struct recipient *recipient = &plan->recipients.at[i];
    print_named(out, recipient->filing ? "filing" : "line", recipient->text.s);
    print_actors(out, "body", &recipient->actors);
  }
  buf_text(out, "signature\n");
  for (size_t i = 0; i < plan->signature.lines.n; i++)
    print_value(out, "line", &plan->signature.lines.at[i]);
  print_value(out, "name", &plan->signature.name);
}

static void print_links(struct buf *out, const struct plan *plan) {
  buf_text(out, plan->annexes.n ? "annexes\n" : "");
  for (size_t i = 0; i < plan->annexes.n; i++) {
    const struct annex *annex = &plan->annexes.at[i];
    buf_printf(out, "  #" STR_FMT " “" STR_FMT "” ", STR_ARG(annex->item->anchor), STR_ARG(annex->title.s));
    print_line(out, annex->reference.s);
  }
  buf_text(out, plan->references.n ? "references\n" : "");
  for (size_t i = 0; i < plan->references.n; i++) {
    const struct reference *reference = &plan->references.at[i];
    buf_printf(out, "  “" STR_FMT "” ", STR_ARG(reference->written));
    if (reference->target)
      buf_printf(out, "→ #" STR_FMT " “" STR_FMT "”\n", STR_ARG(reference->target->anchor),
                 STR_ARG(reference->printed));
    else
      buf_text(out, "→ ?\n");
  }
  buf_text(out, plan->notes.n ? "notes\n" : "");
  for (size_t i = 0; i < plan->notes.n; i++) {
    buf_printf(out, "  [" STR_FMT "] ", STR_ARG(plan->notes.at[i].label));
    print_line(out, plan->notes.at[i].text.s);
  }
  buf_text(out, plan->unread.n ? "unread\n" : "");
  for (size_t i = 0; i < plan->unread.n; i++)
    print_named(out, "words", plan->unread.at[i].text.s);
}

void plan_print(const struct plan *plan, struct buf *out) {
  print_header(out, plan);
  print_names(out, plan);
  print_items(out, plan);
  buf_text(out, plan->tasks.n ? "tasks\n" : "");
  for (size_t i = 0; i < plan->tasks.n; i++)
    print_task(out, plan->tasks.at[i]);
  print_objectives(out, plan);
  print_closing(out, plan);
  print_links(out, plan);
}
