// Rules of roles (vai trò): who leads, whether the parts of the plan say the same of it, and whom the issuer may order.
#include "compiler/check/bodies.h"
#include "compiler/check/rules/rules.h"
#include "compiler/check/tasks_reader.h"

#include <string.h>

typedef void visit_task(struct reader *reader, const struct task *task);

// Blocks and tables, those that share a block once.
static void visit_labelled(struct reader *reader, visit_task *visit) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i < plan->tasks.n; i++)
    if (task_is_labelled(plan->tasks.at[i]) && task_is_first(plan, i))
      visit(reader, plan->tasks.at[i]);
}

static struct str words_of(struct reader *reader, struct span span) {
  return source_slice(reader->plan->source, span);
}

// What is written from the first of a list to its last.
static struct str list_words(struct reader *reader, const struct actors *actors) {
  struct span first = actors->at[0].span, last = vec_last(actors)->span;
  return last.end > first.start ? words_of(reader, (struct span){ first.start, last.end }) : (struct str){ 0 };
}

// ---- several leads

// Bodies of one line that lead together and are not said to do so each in its own field.
static size_t joint_leads(struct reader *reader, const struct task *task) {
  size_t named = 0;
  const struct term *term;
  for (size_t i = 0; i < task->lead.n; i++)
    named += actor_is_named(&task->lead.at[i]);
  if (named < 2 || str_find_byte(list_words(reader, &task->lead), '\n', 0) != SIZE_MAX)
    return 0;
  uint32_t end = vec_last(&task->lead)->span.end;
  size_t line = str_find_byte(reader->plan->source->text, '\n', end);
  struct str rest = str_slice(reader->plan->source->text, end, line);
  bool severally = terms_find(reader->terms, TERMS_SEVERALLY, text_fold_str(reader->arena, rest), 0, &term) != SIZE_MAX;
  return severally ? 0 : named;
}

enum { RELATED_LIMIT = 20 };

void check_several_leads(struct reader *reader) {
  const struct plan *plan = reader->plan;
  VEC(const struct task *) found = { 0 };
  size_t most = 0;
  for (size_t i = 0; i < plan->tasks.n; i++) {
    size_t leads = task_is_labelled(plan->tasks.at[i]) && task_is_first(plan, i) ? joint_leads(reader, plan->tasks.at[i]) : 0;
    if (leads)
      vec_push(reader->arena, &found, plan->tasks.at[i]);
    most = leads > most ? leads : most;
  }
  if (!found.n)
    return;
  const struct actors *leads = &found.at[0]->lead;
  struct span span = { leads->at[0].span.start, vec_last(leads)->span.end };
  struct diag *diag = report_with(reader, &rule_several_leads, span, str_printf(reader->arena, "%zu", found.n));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", most));
  for (size_t i = 1; i < found.n && i <= RELATED_LIMIT; i++)
    diag_related(reader->diags, diag, plan->source, found.at[i]->lead.at[0].span, "và ở đây", "and here");
}

// ---- groups that lead

// Beside a named lead the group only helps.
static void group_leads(struct reader *reader, const struct task *task) {
  for (size_t i = 0; i < task->lead.n; i++)
    if (actor_is_named(&task->lead.at[i]))
      return;
  for (size_t i = 0; i < task->lead.n; i++) {
    const struct actor *actor = &task->lead.at[i];
    if (actor->agency && actor->agency->group && !actor->catch_all && !actor_is_local(actor))
      report_with(reader, &rule_group_lead, actor->span, actor->written);
  }
}
void check_group_lead(struct reader *reader) {
  visit_labelled(reader, group_leads);
}

// ---- one body twice in a list

// Labels that follow each other without a task between are gathered into one list; only what stands in one line was meant
// to be one.
static bool on_one_line(struct reader *reader, const struct actor *a, const struct actor *b) {
  return b->span.start >= a->span.end &&
         str_find_byte(words_of(reader, (struct span){ a->span.end, b->span.start }), '\n', 0) == SIZE_MAX;
}

// `seen` holds, of each body, the list that it was seen in last.
struct twice {
  const struct actors **list;
  const struct actor **actor;
};

static void look_for_twice(struct reader *reader, const struct actors *actors, struct twice *seen) {
  for (size_t i = 0; i < actors->n; i++) {
    const struct actor *actor = &actors->at[i];
    if (!actor_is_named(actor) || actor->count)
      continue;
    size_t index = (size_t)(actor->agency - reader->registry->agencies.at);
    bool again = seen->list[index] == actors && actor_is_same(seen->actor[index], actor) &&
                 on_one_line(reader, seen->actor[index], actor);
    seen->list[index] = actors;
    if (again) {
      struct diag *diag = report_with(reader, &rule_body_listed_twice, actor->span, actor->written);
      diag_related(reader->diags, diag, reader->plan->source, seen->actor[index]->span, "lần trước ở đây", "it is here already");
    }
    seen->actor[index] = actor;
  }
}

void check_body_listed_twice(struct reader *reader) {
  const struct plan *plan = reader->plan;
  size_t n = reader->registry->agencies.n;
  struct twice seen = { arena_array(reader->arena, const struct actors *, n), arena_array(reader->arena, const struct actor *, n) };
  for (size_t i = 0; i < plan->tasks.n; i++) {
    if (!task_is_labelled(plan->tasks.at[i]) || !task_is_first(plan, i))
      continue;
    look_for_twice(reader, &plan->tasks.at[i]->lead, &seen);
    look_for_twice(reader, &plan->tasks.at[i]->coordinate, &seen);
  }
}

// ---- “,” and “;” in one list

enum { COMMA = 1, SEMICOLON = 2 };

static unsigned separators_of(struct reader *reader, const struct actors *actors) {
  unsigned found = 0;
  for (size_t i = 1; i < actors->n; i++) {
    const struct actor *a = &actors->at[i - 1], *b = &actors->at[i];
    if (!on_one_line(reader, a, b))
      return found;
    struct str between = str_trim(words_of(reader, (struct span){ a->span.end, b->span.start }));
    found |= str_is(between, ",") ? COMMA : str_is(between, ";") ? SEMICOLON : 0;
  }
  return found;
}

void check_separators_mixed(struct reader *reader) {
  const struct plan *plan = reader->plan;
  const struct actors *first = NULL;
  size_t lists = 0;
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    const struct actors *const roles[] = { &task->lead, &task->coordinate };
    for (size_t k = 0; k < 2 && task_is_labelled(task) && task_is_first(plan, i); k++)
      if (separators_of(reader, roles[k]) == (COMMA | SEMICOLON)) {
        first = first ? first : roles[k];
        lists++;
      }
  }
  if (!first)
    return;
  struct span span = { first->at[0].span.start, vec_last(first)->span.end };
  report_with(reader, &rule_separators_mixed, span, str_printf(reader->arena, "%zu", lists));
}

// ---- duties and tasks

static bool is_duty(const struct task *task) {
  return task->origin == ORIGIN_DUTY || (task->origin == ORIGIN_PROSE && task->item->section == SECTION_ORGANISATION);
}

enum { BODIES_WITH_DUTIES = 3 }; // so many show that the plan gives each body its duty

static size_t count_bodies(const struct body_set *set) {
  size_t n = 0;
  for (size_t i = 0; i < set->registry->agencies.n; i++)
    n += set->has[i] && !set->registry->agencies.at[i].group;
  return n;
}

void check_lead_without_duty(struct reader *reader) {
  const struct plan *plan = reader->plan;
  struct body_set duties = body_set_make(reader), said = body_set_make(reader);
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    for (size_t k = 0; is_duty(task) && k < task->lead.n; k++)
      body_set_add(reader, &duties, &task->lead.at[k], 1);
    if (task->origin == ORIGIN_DUTY && !task->lead.n && task->coordinate.n)
      body_set_add(reader, &duties, &task->coordinate.at[0], 1);
  }
  if (count_bodies(&duties) < BODIES_WITH_DUTIES)
    return;
  for (size_t i = 0; i < plan->tasks.n; i++)
    for (size_t k = 0; task_is_labelled(plan->tasks.at[i]) && k < plan->tasks.at[i]->lead.n; k++) {
      const struct actor *actor = &plan->tasks.at[i]->lead.at[k];
      if (!actor_is_named(actor) || actor_is_local(actor) || body_set_covers(reader, &duties, actor) ||
          said.has[actor->agency - reader->registry->agencies.at])
        continue;
      body_set_add(reader, &said, actor, 1);
      report_with(reader, &rule_lead_without_duty, actor->span, actor->written);
    }
}

static bool leads(const struct task *task, const struct actors *bodies) {
  for (size_t i = 0; i < task->lead.n; i++)
    for (size_t k = 0; k < bodies->n; k++)
      if (actor_is_same(&task->lead.at[i], &bodies->at[k]))
        return true;
  return false;
}

static bool is_led_by_named(const struct task *task) {
  for (size_t i = 0; i < task->lead.n; i++)
    if (!actor_is_named(&task->lead.at[i]))
      return false;
  return task->lead.n > 0;
}

// “chủ trì … [@nv-1]” in the words of the duty that go up to the reference.
static bool says_to_lead(struct reader *reader, const struct task *duty, struct span reference) {
  uint32_t start = text_offset(&duty->item->text, 0);
  if (reference.start <= start)
    return false;
  struct str before = text_fold_str(reader->arena, words_of(reader, (struct span){ start, reference.start }));
  size_t clause = before.n;
  while (clause > 0 && before.p[clause - 1] != ';' && !(before.p[clause - 1] == '.' && clause < before.n && before.p[clause] == ' '))
    clause--;
  return str_find(before, STR("chủ trì"), clause) != SIZE_MAX;
}

static void check_reference(struct reader *reader, const struct task *duty, const struct reference *reference) {
  const struct task *task = reference->target ? reference->target->task : NULL;
  if (!task || !task_is_labelled(task) || !duty->lead.n || !is_led_by_named(duty) || !is_led_by_named(task) ||
      leads(task, &duty->lead) || !says_to_lead(reader, duty, reference->span))
    return;
  struct diag *diag = report_with(reader, &rule_duty_contradicts, reference->span, duty->lead.at[0].name);
  diag_arg(reader->diags, diag, task->id);
  diag_arg(reader->diags, diag, task->lead.at[0].written);
  diag_related(reader->diags, diag, reader->plan->source, task->lead.at[0].span, "chủ trì ở đây", "the lead is named here");
}

// References and duties both come in the order of the plan.
void check_duty_contradicts(struct reader *reader) {
  const struct plan *plan = reader->plan;
  size_t at = 0;
  for (size_t i = 0; i < plan->references.n; i++) {
    const struct reference *reference = &plan->references.at[i];
    while (at < plan->tasks.n && (plan->tasks.at[at]->origin != ORIGIN_DUTY || plan->tasks.at[at]->item->span.end <= reference->span.start))
      at++;
    if (at < plan->tasks.n && plan->tasks.at[at]->item->span.start <= reference->span.start)
      check_reference(reader, plan->tasks.at[at], reference);
  }
}

// ---- the standing body (cơ quan thường trực)

// “sơ kết, tổng kết”, “sơ, tổng kết”: the review of the whole.
static bool is_review(struct reader *reader, struct str folded) {
  const struct term *term;
  size_t found = 0;
  for (size_t at = 0; found < 2 && (at = terms_find(reader->terms, TERMS_REVIEW, folded, at, &term)) != SIZE_MAX; at += term->phrase.n)
    found += str_find_byte(term->phrase, ',', 0) != SIZE_MAX ? 2 : 1;
  return found >= 2;
}

static struct str task_folded(struct reader *reader, const struct task *task) {
  return task->origin == ORIGIN_TABLE ? text_fold_str(reader->arena, task->text.s) : task->item->folded.s;
}

static const struct task *standing_review(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i < plan->tasks.n; i++)
    if (is_duty(plan->tasks.at[i]) && leads(plan->tasks.at[i], &plan->standing) &&
        is_review(reader, plan->tasks.at[i]->item->folded.s))
      return plan->tasks.at[i];
  return NULL;
}

void check_standing_differs(struct reader *reader) {
  const struct plan *plan = reader->plan;
  const struct task *duty = plan->standing.n ? standing_review(reader) : NULL;
  for (size_t i = 0; duty && i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    if (!task_is_labelled(task) || !task_is_first(plan, i) || !is_led_by_named(task) || leads(task, &plan->standing) ||
        !is_review(reader, task_folded(reader, task)))
      continue;
    struct diag *diag = report_with(reader, &rule_standing_differs, task->lead.at[0].span, task->lead.at[0].written);
    diag_arg(reader->diags, diag, task->id);
    diag_arg(reader->diags, diag, plan->standing.at[0].name);
    diag_related(reader->diags, diag, plan->source, label_span(duty->item), "nhiệm vụ của cơ quan thường trực ở đây",
                 "the standing body's duty is here");
  }
}

// ---- whom a people's committee asks and whom it orders

// “UBND tỉnh giao …”, or “Giao …” at the start of a clause: not what somebody else orders.
static bool committee_orders(const struct passage *passage, size_t i) {
  const struct words *words = &passage->words;
  if (i == 0 || (words->at[i].gap & (GAP_STOP | GAP_SEMICOLON | GAP_COLON)))
    return true;
  struct actor actor;
  size_t end;
  for (size_t k = i < 5 ? 0 : i - 5; k < i; k++)
    if (known_body_at(passage, k, &end, &actor) && end == i)
      return actor.agency && str_is(actor.agency->family, "ubnd");
  return false;
}

static void look_for_orders(struct reader *reader, const struct passage *passage) {
  const struct words *words = &passage->words;
  const uint64_t keys[] = { word_key(STR("giao")), word_key(STR("yêu")) };
  for (size_t i = 0; i < words->n; i++) {
    size_t end;
    if (words->at[i].key != keys[0] && words->at[i].key != keys[1])
      continue;
    struct actors actors = { 0 };
    if (body_word_at(reader->lexicon->vocabulary, words, i, &end) != BODY_ORDER || end >= words->n || !committee_orders(passage, i))
      continue;
    body_list_at(passage, end, &actors);
    if (actors.n && body_is_outside(reader, actors.at[0].agency))
      report_with(reader, &rule_order_outside,
                  (struct span){ text_offset(passage->text, words->at[i].from), actors.at[0].span.end }, actors.at[0].written);
  }
}

void check_order_outside(struct reader *reader) {
  const struct plan *plan = reader->plan;
  if (!issuer_is_committee(reader))
    return;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    if (item->notes && item->notes->passage.words.n)
      look_for_orders(reader, &item->notes->passage);
}

// “Đề nghị” stands in front of the body, or over the list that it stands in.
static bool is_request(struct reader *reader, const struct item *item) {
  const struct term *term;
  for (int level = 0; level < CLIMB_LIMIT && item->parent; level++, item = item->parent)
    if (terms_find(reader->terms, TERMS_REQUEST, item->folded.s, 0, &term) != SIZE_MAX)
      return true;
  return false;
}

void check_request_missing(struct reader *reader) {
  const struct plan *plan = reader->plan;
  struct body_set said = body_set_make(reader);
  if (!issuer_is_committee(reader))
    return;
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    if (task->origin != ORIGIN_DUTY || task->requests || !(task->lead.n || task->coordinate.n))
      continue;
    const struct actor *actor = task->lead.n ? &task->lead.at[0] : &task->coordinate.at[0];
    if (!body_is_outside(reader, actor->agency) || said.has[actor->agency - reader->registry->agencies.at] ||
        is_request(reader, task->item))
      continue;
    body_set_add(reader, &said, actor, 1);
    report_with(reader, &rule_request_missing, actor->span, actor->written);
  }
}
