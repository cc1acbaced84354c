// Rules of bodies (cơ quan): names that nobody knows, slips, bodies that are no more or not yet on the day of issue.
#include "compiler/check/bodies.h"
#include "compiler/check/lexicon.h"
#include "compiler/check/rules/rules.h"

typedef void visit_actor(struct reader *reader, const struct actor *actor, struct phrases *said);

// Every body that has a part in a task, in order, then the recipients; `said` tells what a rule has spoken of already.
static void visit_actors(struct reader *reader, visit_actor *visit, bool recipients) {
  const struct plan *plan = reader->plan;
  struct phrases said;
  phrases_init(&said, reader->arena, 32);
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    const struct actors *const roles[] = { &task->lead, &task->coordinate, &task->monitor };
    for (size_t k = 0; k < sizeof roles / sizeof *roles; k++)
      for (size_t a = 0; a < roles[k]->n; a++)
        visit(reader, &roles[k]->at[a], &said);
  }
  for (size_t i = 0; recipients && !plan->recipients_automatic && i < plan->recipients.n; i++)
    for (size_t a = 0; a < plan->recipients.at[i].actors.n; a++)
      visit(reader, &plan->recipients.at[i].actors.at[a], &said);
}

// ---- unknown names

static void misspelt(struct reader *reader, const struct actor *actor, struct phrases *said) {
  if (!actor->corrected || !first_time(said, actor->written))
    return;
  struct diag *diag = report_with(reader, &rule_agency_misspelt, actor->span, actor->written);
  diag_arg(reader->diags, diag, actor->name);
}
void check_agency_misspelt(struct reader *reader) {
  visit_actors(reader, misspelt, false);
}

// Only what begins like a body's name is said to be one.
static bool looks_like_body(const struct reader *reader, const struct actor *actor) {
  struct text text = { .s = actor->written };
  struct passage passage;
  size_t end;
  passage_read(reader->arena, reader->lexicon, &text, 0, text.s.n, &passage);
  return passage.words.n > 1 && passage.words.at[0].title &&
         body_word_at(reader->lexicon->vocabulary, &passage.words, 0, &end) == BODY_NAME;
}

static bool is_unknown(const struct reader *reader, const struct actor *actor) {
  return !actor->agency && !actor->group && looks_like_body(reader, actor);
}

static void unknown(struct reader *reader, const struct actor *actor, struct phrases *said) {
  if (!is_unknown(reader, actor) || !first_time(said, actor->written))
    return;
  if (!actor_nearest(reader->arena, reader->lexicon, actor->written).n)
    report_with(reader, &rule_agency_unknown, actor->span, actor->written);
}
void check_agency_unknown(struct reader *reader) {
  visit_actors(reader, unknown, false);
}

static void doubtful(struct reader *reader, const struct actor *actor, struct phrases *said) {
  if (!is_unknown(reader, actor) || !first_time(said, actor->written))
    return;
  struct str nearest = actor_nearest(reader->arena, reader->lexicon, actor->written);
  if (nearest.n)
    diag_arg(reader->diags, report_with(reader, &rule_agency_doubtful, actor->span, actor->written), nearest);
}
void check_agency_doubtful(struct reader *reader) {
  visit_actors(reader, doubtful, false);
}

// ---- bodies and the day of issue

static struct str successors_of(struct reader *reader, const struct agency *agency) {
  struct str names = { 0 };
  for (size_t i = 0; i < agency->successors.n; i++) {
    const struct agency *next = registry_agency(reader->registry, agency->successors.at[i]);
    if (next)
      names = names.n ? str_printf(reader->arena, STR_FMT ", " STR_FMT, STR_ARG(names), STR_ARG(next->name)) : next->name;
  }
  return names;
}

// A body that is no more on the day of issue, for the first time.
static bool is_over(struct reader *reader, const struct actor *actor, struct phrases *said) {
  struct date on = reader->plan->header.date;
  const struct agency *agency = actor->agency;
  bool over = agency && on.year && agency->to.year && date_compare(date_first(on), date_last(agency->to)) >= 0;
  return over && first_time(said, str_from(agency->id));
}

static void abolished(struct reader *reader, const struct actor *actor, struct phrases *said) {
  if (!is_over(reader, actor, said) || successors_of(reader, actor->agency).n)
    return;
  struct diag *diag = report_with(reader, &rule_agency_abolished, actor->span, actor->written);
  diag_arg_date(reader->diags, diag, actor->agency->to);
}
void check_agency_abolished(struct reader *reader) {
  visit_actors(reader, abolished, true);
}

static void replaced(struct reader *reader, const struct actor *actor, struct phrases *said) {
  if (!is_over(reader, actor, said))
    return;
  struct str successors = successors_of(reader, actor->agency);
  if (!successors.n)
    return;
  struct diag *diag = report_with(reader, &rule_agency_replaced, actor->span, actor->written);
  diag_arg_date(reader->diags, diag, actor->agency->to);
  diag_arg(reader->diags, diag, successors);
}
void check_agency_replaced(struct reader *reader) {
  visit_actors(reader, replaced, true);
}
