// The plan's own time (thời gian thực hiện) and phases (giai đoạn), where the front matter does not give them: as told in
// “Về thời gian: … chia thành 02 giai đoạn …” and in items “Giai đoạn 1: Từ Quý I/2022 đến Quý IV/2023 …”.
#include "compiler/check/reader.h"

#include <string.h>

enum {
  PHASE_NUMBER_LIMIT = 20, // “Giai đoạn 2026” is no number
  CLAUSE_BYTES = 90,       // in which the time of a phase stands
  PERIOD_LABEL_BYTES = 40, // “Về thời gian:”
};

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

// The time told from byte `from` of the text up to the end of its clause: the earliest beginning and the latest end.
static bool clause_span(struct reader *reader, const struct text *text, size_t from, struct interval *found) {
  struct time_context none = { 0 };
  struct time_spec spec = { 0 };
  size_t limit = from + CLAUSE_BYTES < text->s.n ? from + CLAUSE_BYTES : text->s.n, to;
  while (from < limit && strchr(" :(", text->s.p[from]))
    from++;
  for (to = from; to < limit && !strchr(";.)", text->s.p[to]); to++)
    ;
  time_read(reader->arena, text, from, to, &none, &spec);
  *found = (struct interval){ 0 };
  for (size_t i = 0; i < spec.intervals.n; i++) {
    const struct interval *interval = &spec.intervals.at[i];
    if (interval->from.year && (!found->from.year || date_compare(interval->from, found->from) < 0))
      found->from = interval->from;
    if (interval->to.year && date_compare(interval->to, found->to) > 0)
      found->to = interval->to;
  }
  return found->to.year > 0;
}

// All phases that one text tells, each with the time just behind it.
static void read_phases_of(struct reader *reader, const struct item *item) {
  const struct folded *folded = &item->folded;
  const struct term *term;
  for (size_t at = 0; (at = terms_find(reader->terms, TERMS_PHASE, folded->s, at, &term)) != SIZE_MAX;
       at += term->phrase.n) {
    size_t number_at = at + term->phrase.n + 1, end;
    int number = number_at < folded->s.n ? phase_number_at(folded->s, number_at, &end) : 0;
    struct interval span;
    if (!number || phase_with(reader->plan, number))
      continue;
    if (!clause_span(reader, &item->text, folded->map[end], &span) || !span.from.year)
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
    return item->kind != ITEM_TABLE && item->path.n <= 3;
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
  if (want_phases && (divided || phase))
    read_phases_of(reader, item);
  if (plan->to.year || !told || !(divided || item->section == SECTION_SCOPE))
    return;
  size_t colon = str_find_byte(item->text.s, ':', 0), start = colon < PERIOD_LABEL_BYTES ? colon + 1 : 0;
  if (clause_span(reader, &item->text, start, &span)) {
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
