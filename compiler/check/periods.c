// The plan's own time (thời gian thực hiện) and phases (giai đoạn), where the front matter does not give them: as told in
// “Về thời gian: … chia thành 02 giai đoạn …” and in items “Giai đoạn 1: Từ Quý I/2022 đến Quý IV/2023 …”.
#include "compiler/check/reader.h"

enum { PHASE_NUMBER_LIMIT = 20, PHASE_GAP = 24 }; // “Giai đoạn 2026” is no number; bytes between a phase and its time

// “1”, “II” behind the term; 0 when there is none. *end is the byte behind it.
static int phase_number_at(struct str folded, size_t at, size_t *end) {
  size_t from = at, to = at;
  while (to < folded.n && folded.p[to] >= '0' && folded.p[to] <= '9')
    to++;
  int number = 0;
  if (to > from && to - from <= 2)
    str_to_int(str_slice(folded, from, to), &number);
  while (to == from + (size_t)number && number < 3 && to < folded.n && folded.p[to] == 'i') {
    to++;
    number++;
  }
  *end = to;
  return whole_word(folded, from, to - from) && number <= PHASE_NUMBER_LIMIT ? number : 0;
}

static struct phase *phase_with(struct plan *plan, int number) {
  for (size_t i = 0; i < plan->phases.n; i++)
    if (plan->phases.at[i].number == number)
      return &plan->phases.at[i];
  return NULL;
}

static bool first_span(struct reader *reader, const struct text *text, size_t from, size_t *start, struct interval *found) {
  struct time_context context = { .issued = reader->plan->header.date };
  struct time_spec spec = { 0 };
  size_t end;
  if (!time_find(reader->arena, text, from, &context, start, &end, &spec) || spec.intervals.n == 0)
    return false;
  *found = spec.intervals.at[0];
  return found->from.year || found->to.year;
}

// All phases that one text tells, each with the time just behind it.
static void read_phases_of(struct reader *reader, const struct item *item) {
  const struct folded *folded = &item->folded;
  struct term_search search = terms_search(reader->terms, TERMS_PHASE, folded->s);
  const struct term *term;
  for (size_t at; terms_next(&search, &at, &term);) {
    size_t number_at = at + term->phrase.n + 1, end, start;
    int number = number_at < folded->s.n ? phase_number_at(folded->s, number_at, &end) : 0;
    struct interval span;
    if (!number || phase_with(reader->plan, number))
      continue;
    if (!first_span(reader, &item->text, folded->map[end], &start, &span) || start > folded->map[end] + PHASE_GAP)
      continue;
    struct phase phase = { .number = number, .from = span.from, .to = span.to };
    phase.name = str_slice(item->text.s, folded->map[at], folded->map[end]);
    phase.span = text_span(&item->text, folded->map[at], folded->map[end]);
    vec_push(reader->arena, &reader->plan->phases, phase);
  }
}

// Where the time of the plan is told: not inside its tasks, whose own times name phases as well.
static bool tells_time(const struct item *item) {
  switch (item->section) {
  case SECTION_SCOPE:
  case SECTION_CONTENT:
  case SECTION_VIEWPOINT:
  case SECTION_OBJECTIVE:
  case SECTION_OTHER:
    return item->kind != ITEM_TABLE && item->path.n <= 2;
  default:
    return false;
  }
}

static void read_time_of(struct reader *reader, const struct item *item, bool want_phases) {
  struct str folded = item->folded.s;
  const struct term *term;
  struct plan *plan = reader->plan;
  bool divided = terms_find(reader->terms, TERMS_PHASES, folded, 0, &term) != SIZE_MAX;
  bool phase = terms_at(reader->terms, TERMS_PHASE, folded, 0) != NULL;
  bool told = terms_at(reader->terms, TERMS_PERIOD, folded, 0) != NULL;
  struct interval span;
  size_t start;
  if (want_phases && (divided || phase))
    read_phases_of(reader, item);
  if (!plan->to.year && told && (divided || item->section == SECTION_SCOPE) &&
      first_span(reader, &item->text, 0, &start, &span)) {
    plan->from = span.from;
    plan->to = span.to;
  }
}

void periods_read(struct reader *reader) {
  struct plan *plan = reader->plan;
  bool want_phases = plan->phases.n == 0;
  if (want_phases || !plan->to.year)
    for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
      if (tells_time(item))
        read_time_of(reader, item, want_phases);
  if (plan->phases.n && !plan->from.year)
    plan->from = plan->phases.at[0].from;
  if (plan->phases.n && !plan->to.year)
    plan->to = vec_last(&plan->phases)->to;
}
