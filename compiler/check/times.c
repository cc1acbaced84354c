// Time phrases: a phrase is read from left to right, one piece after another (a recurrence, a period with the words before
// it, a phase, a condition). Pieces that name dates become intervals; words that no piece takes make it partly unknown.
#include "compiler/check/times.h"

#include <string.h>

#include "compiler/check/timing.h"

// ---- Reading

struct reading {
  struct arena *arena;
  const struct text *text;
  const struct time_context *context;
  struct time_spec *spec;
  struct words words;
  size_t i;                  // next word
  enum time_word before;     // “từ”, “trước ngày” …: what stands before the next period
  struct str label;          // phase that the next interval belongs to
  int label_number;          // its number, 0: none
  size_t label_from, label_to;
  bool waiting;              // the phase has no interval yet
  size_t pieces;
};

static size_t left(const struct reading *r) {
  return r->words.n - r->i;
}

static const struct word *here(const struct reading *r) {
  return &r->words.at[r->i];
}

// The year of a period without one: the plan's only year, else that of an interval before; 0: unknown.
static int default_year(const struct reading *r) {
  const struct time_context *context = r->context;
  if (context && context->from.year && context->from.year == context->to.year)
    return context->from.year;
  if (context && !context->from.year && context->issued.year)
    return context->issued.year;
  return 0;
}

static void add_interval(struct reading *r, struct date from, struct date to, bool deadline, size_t first, size_t last) {
  size_t start = r->waiting ? r->label_from : r->words.at[first].from;
  vec_push(r->arena, &r->spec->intervals, (struct interval){
    .from = from, .to = to, .label = r->label, .deadline = deadline,
    .span = text_span(r->text, start, r->words.at[last - 1].to),
  });
  r->waiting = false;
}

static void set_recurrence(struct reading *r, const char *recurrence) {
  if (!r->spec->recurrence || strcmp(recurrence, "yearly") == 0)
    r->spec->recurrence = recurrence;
  r->pieces++;
}

// A phase that was named without dates of its own takes those of the plan.
static void end_phase(struct reading *r) {
  if (r->waiting && r->context)
    for (size_t i = 0; i < r->context->phase_count; i++) {
      const struct phase *phase = &r->context->phases[i];
      if (phase->number == r->label_number && phase->from.year)
        vec_push(r->arena, &r->spec->intervals, (struct interval){
          .from = phase->from, .to = phase->to, .label = r->label, .span = text_span(r->text, r->label_from, r->label_to) });
    }
  r->waiting = false;
}

static void all_phases(struct reading *r, size_t length) {
  bool spelled_out = r->i + length < r->words.n && (r->words.at[r->i + length].gap & GAP_OPEN);
  for (size_t i = 0; r->context && !spelled_out && i < r->context->phase_count; i++) {
    const struct phase *phase = &r->context->phases[i];
    if (phase->from.year)
      vec_push(r->arena, &r->spec->intervals, (struct interval){
        .from = phase->from, .to = phase->to, .label = phase->name,
        .span = text_span(r->text, here(r)->from, r->words.at[r->i + length - 1].to) });
  }
  set_recurrence(r, "phase");
  r->i += length;
}

// “giai đoạn 1:”, “Kế hoạch giai đoạn 2”, “giai đoạn I”; “giai đoạn 2026 - 2030” is left to the period.
static bool read_phase(struct reading *r, size_t length) {
  size_t at = r->i + length;
  int number = 0;
  if (at < r->words.n && r->words.at[at].number >= 1 && r->words.at[at].number < 30 && !(r->words.at[at + 1].gap & GAP_SLASH))
    number = r->words.at[at].number;
  else if (at < r->words.n)
    word_is_roman(&r->words.at[at], &number);
  end_phase(r);
  if (!number) {
    if (at >= r->words.n || (r->words.at[at].gap & (GAP_OPEN | GAP_SEMICOLON | GAP_STOP))) {
      all_phases(r, length);
      return true;
    }
    r->i += length;
    return true;
  }
  size_t first = at - (length > 2 ? 2 : length);
  r->label_number = number;
  r->label_from = r->words.at[first].from;
  r->label_to = r->words.at[at].to;
  r->label = str_slice(r->text->s, r->label_from, r->label_to);
  r->waiting = true;
  r->before = TIME_WORD_NONE;
  r->i = at + 1;
  r->pieces++;
  return true;
}

// ---- Recurrences

static const struct {
  const char *unit, *recurrence;
} units[] = {
  { "năm", "yearly" }, { "quý", "quarterly" }, { "tháng", "monthly" }, { "tuần", "weekly" }, { "ngày", "daily" },
};

static const char *recurrence_of(const struct word *word) {
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (word_is(word, units[i].unit))
      return units[i].recurrence;
  return NULL;
}

// “hằng năm”, “mỗi quý”, “hằng năm học”, “hằng 6 tháng”.
static bool read_every(struct reading *r, size_t length) {
  const struct word *word = here(r) + length;
  size_t n = left(r) - length;
  if (n > 1 && word_is(&word[0], "năm") && word_is(&word[1], "học")) {
    set_recurrence(r, "school-year");
    r->i += length + 2;
    return true;
  }
  if (n > 1 && word[0].number == 6 && word_is(&word[1], "tháng")) {
    set_recurrence(r, "half-yearly");
    r->i += length + 2;
    return true;
  }
  if (n > 1 && word_is(&word[0], "giai") && word_is(&word[1], "đoạn")) {
    r->i += length;
    all_phases(r, 2);
    return true;
  }
  const char *recurrence = n > 0 ? recurrence_of(word) : NULL;
  if (!recurrence)
    return false;
  set_recurrence(r, recurrence);
  r->i += length + 1;
  return true;
}

static const char *recurrence_of_months(int months) {
  return months == 1 ? "monthly" : months == 3 ? "quarterly" : months == 6 ? "half-yearly" : months == 12 ? "yearly" : "monthly";
}

// “định kỳ 6 tháng”, “01 lần/tháng”, “1 tháng/lần”, “6 tháng một lần”, “định kỳ tháng, quý”.
static bool read_count(struct reading *r, size_t skip, bool periodic) {
  const struct word *word = here(r) + skip;
  size_t n = left(r) - skip;
  const char *unit = n > 1 ? recurrence_of(&word[1]) : NULL;
  if (n > 2 && word[0].number > 0 && word_is(&word[1], "lần")) {
    size_t at = word_is(&word[2], "một") || word_is(&word[2], "trong") || word_is(&word[2], "mỗi") ? 3 : 2;
    if (at < n && recurrence_of(&word[at])) {
      set_recurrence(r, recurrence_of(&word[at]));
      r->i += skip + at + 1;
      return true;
    }
  }
  size_t once = n > 2 && word_is(&word[2], "lần") ? 3 : n > 3 && word_is(&word[3], "lần") ? 4 : 0;
  if (unit && word[0].number > 0 && (periodic || once)) {
    set_recurrence(r, word_is(&word[1], "tháng") ? recurrence_of_months(word[0].number) : unit);
    r->i += skip + (once ? once : 2);
    return true;
  }
  if (periodic && n > 0 && recurrence_of(&word[0]) && !(n > 1 && word[1].number > 0)) {
    set_recurrence(r, recurrence_of(&word[0]));
    r->i += skip + 1;
    return true;
  }
  return false;
}

// ---- Periods with the words before them

// The second period of a range, when one follows: “đến hết quý IV/2026”, “- Quý II/2027”. *used counts its words.
static struct period range_end(const struct reading *r, size_t at, size_t *used) {
  size_t length, n = r->words.n - at;
  const struct word *word = &r->words.at[at];
  if (n == 0)
    return (struct period){ 0 };
  bool until = time_word_at(word, n, &length) == TIME_WORD_UNTIL;
  bool dash = (word->gap & GAP_DASH) != 0;
  if (!until)
    length = 0;
  if (!until && !dash)
    return (struct period){ 0 };
  struct period second = period_read(word + length, n - length, true);
  *used = length + second.words;
  return second;
}

// Years that only one side of a range has, or that the plan tells.
static bool complete_years(const struct reading *r, struct period *first, struct period *second) {
  int year = default_year(r);
  if (second && !second->to.year && first->from.year)
    *second = period_in_year(*second, first->to.year);
  if (second && !first->from.year && second->to.year)
    *first = period_in_year(*first, second->from.year);
  if (!first->from.year && year)
    *first = period_in_year(*first, year);
  if (second && !second->from.year && year)
    *second = period_in_year(*second, year);
  return first->from.year != 0 && (!second || second->to.year != 0);
}

// A day of every year: “trước ngày 30/6 đối với báo cáo 6 tháng”.
static void note_yearless(struct reading *r) {
  set_recurrence(r, "yearly");
}

static void add_single(struct reading *r, struct period period, size_t first, size_t last) {
  struct date from = period.from, to = period.to;
  struct date start = { 0 }, end = { 0 };
  if (r->context) {
    start = r->context->issued.year && date_is_whole(r->context->issued) ? r->context->issued : r->context->from;
    end = r->context->to;
  }
  bool deadline = r->before == TIME_WORD_DEADLINE;
  if (r->before == TIME_WORD_UNTIL)
    from = start;
  else if (r->before == TIME_WORD_FROM && from.year == to.year)
    to = end;
  else if (deadline && period.day)
    from = start;
  if (from.year && to.year && date_compare(from, to) > 0)
    from = to;
  add_interval(r, from, to, deadline, first, last);
}

static bool read_period(struct reading *r) {
  bool told = r->before == TIME_WORD_DEADLINE || r->before == TIME_WORD_FROM || r->before == TIME_WORD_UNTIL ||
              r->before == TIME_WORD_IN;
  struct period first = period_read(here(r), left(r), told);
  if (first.words == 0)
    return false;
  size_t start = r->i, more = 0;
  struct period second = range_end(r, start + first.words, &more);
  bool range = second.words != 0;
  r->i += first.words + (range ? more : 0);
  r->pieces++;
  if (!complete_years(r, &first, range ? &second : NULL))
    note_yearless(r);
  else if (range)
    add_interval(r, first.from, second.to, r->before == TIME_WORD_DEADLINE, start, r->i);
  else
    add_single(r, first, start, r->i);
  r->before = TIME_WORD_NONE;
  return true;
}

// ---- Conditions, references, durations

// The words up to the next semicolon, parenthesis or stop belong to what came before. A recurrence among them counts.
static void take_clause(struct reading *r, size_t length) {
  r->i += length;
  while (r->i < r->words.n && !(here(r)->gap & (GAP_SEMICOLON | GAP_STOP | GAP_OPEN | GAP_CLOSE))) {
    bool every = (word_is(here(r), "hằng") || word_is(here(r), "hàng")) && left(r) > 1;
    const char *recurrence = every ? recurrence_of(here(r) + 1) : NULL;
    if (recurrence)
      r->spec->recurrence = recurrence;
    r->i++;
  }
  r->pieces++;
}

// “01 ngày”, “1,5 ngày”, “07 ngày làm việc”: how long, not when.
static bool read_duration(struct reading *r, size_t skip) {
  static const char *const lengths[] = { "ngày", "tháng", "tuần", "giờ", "buổi", "năm", "phút" };
  const struct word *word = here(r) + skip;
  size_t n = left(r) - skip, at = 1;
  if (n < 2 || word[0].number < 0)
    return false;
  if (n > 2 && word[1].number >= 0 && (word[1].gap & (GAP_COMMA | GAP_DOT)))
    at = 2;
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
    if (word_is(&word[at], lengths[i])) {
      r->i += skip + at + 1;
      if (left(r) > 1 && word_is(here(r), "làm") && word_is(here(r) + 1, "việc"))
        r->i += 2;
      r->spec->conditional |= skip > 0;
      r->pieces++;
      return true;
    }
  return false;
}

// ---- Pieces

static bool read_marked(struct reading *r, enum time_word use, size_t length) {
  r->before = use;
  r->i += length;
  return true;
}

// A piece that begins with a word of the vocabulary. False when the word means nothing here.
static bool read_word(struct reading *r, enum time_word use, size_t length) {
  switch (use) {
  case TIME_WORD_CONTINUOUS:
    r->spec->kind = TIME_CONTINUOUS;
    r->pieces++;
    r->i += length;
    return true;
  case TIME_WORD_EVERY: return read_every(r, length);
  case TIME_WORD_PERIODIC:
    if (!read_count(r, length, true))
      r->i += length;
    r->pieces++;
    return true;
  case TIME_WORD_SCHOOL:
    set_recurrence(r, "school-year");
    r->i += length;
    return true;
  case TIME_WORD_CONDITION:
    r->spec->conditional = true;
    take_clause(r, length);
    return true;
  case TIME_WORD_REFERENCE:
    r->spec->reference = true;
    take_clause(r, length);
    return true;
  case TIME_WORD_PHASES: all_phases(r, length); return true;
  case TIME_WORD_PHASE: return read_phase(r, length);
  case TIME_WORD_LIMIT: return read_duration(r, length) || read_marked(r, use, length);
  case TIME_WORD_BOTH_HALVES: set_recurrence(r, "half-yearly"); r->i += length; return true;
  case TIME_WORD_DEADLINE: case TIME_WORD_FROM: case TIME_WORD_UNTIL: case TIME_WORD_IN:
    return read_marked(r, use, length);
  case TIME_WORD_FILLER: r->i += length; return true;
  default: return false;
  }
}

static void read_piece(struct reading *r) {
  size_t length, start = r->i;
  bool counted = here(r)->number >= 0 && left(r) > 1;
  if (here(r)->gap & (GAP_SEMICOLON | GAP_STOP)) {
    end_phase(r);
    r->before = TIME_WORD_NONE;
  }
  enum time_word use = time_word_at(here(r), left(r), &length);
  bool half = use == TIME_WORD_FIRST_HALF || use == TIME_WORD_SECOND_HALF || use == TIME_WORD_BOTH_HALVES;
  if (counted && !half && (read_count(r, 0, false) || read_duration(r, 0)))
    return;
  // “02 giai đoạn”: how many, not which.
  if (counted && here(r)->number < 30 && word_is(here(r) + 1, "giai")) {
    r->i += left(r) > 2 ? 3 : 2;
    return;
  }
  bool period_first = use != TIME_WORD_PHASE && use != TIME_WORD_EVERY && use != TIME_WORD_SCHOOL && use != TIME_WORD_BOTH_HALVES;
  if (period_first && read_period(r))
    return;
  if (read_word(r, use, length) && r->i > start)
    return;
  r->spec->has_unknown = true;
  r->i = start + 1;
}

static void settle_kind(struct time_spec *spec, size_t pieces) {
  if (spec->recurrence)
    spec->kind = spec->reference && spec->intervals.n == 0 ? TIME_OPEN : TIME_RECURRING;
  else if (spec->kind == TIME_CONTINUOUS)
    return;
  else if (spec->intervals.n > 0)
    spec->kind = TIME_DATED;
  else if (spec->conditional || spec->reference)
    spec->kind = TIME_OPEN;
  else
    spec->kind = TIME_UNKNOWN;
  if (spec->kind == TIME_UNKNOWN && pieces == 0)
    spec->has_unknown = true;
}

// The value without the white space, semicolon, stop or “./.” that ends it.
static void trim_value(const struct text *text, size_t *from, size_t *to) {
  *from = text_skip_space(text, *from);
  struct str value = str_slice(text->s, *from, *to);
  bool end = false;
  for (char last; value.n && (last = value.p[value.n - 1], strchr(" \t\n.;", last) || (end && last == '/')); value.n--)
    end = last == '.';
  *to = *from + value.n;
}

static void read_words(struct reading *r) {
  while (r->i < r->words.n)
    read_piece(r);
  end_phase(r);
  settle_kind(r->spec, r->pieces);
}

void time_read(struct arena *arena, const struct text *text, size_t from, size_t to, const struct time_context *context,
               struct time_spec *spec) {
  struct reading reading = { .arena = arena, .text = text, .context = context, .spec = spec };
  trim_value(text, &from, &to);
  *spec = (struct time_spec){ .text = str_slice(text->s, from, to), .span = text_span(text, from, to) };
  words_read(arena, text->s, from, to, &reading.words);
  read_words(&reading);
}

// ---- Inside running text

// Where a time phrase may begin in a sentence, and how it must go on: dates alone are too often those of other documents.
static bool begins_phrase(const struct word *word, size_t n) {
  size_t length;
  enum time_word use = time_word_at(word, n, &length);
  if (use == TIME_WORD_EVERY || use == TIME_WORD_PERIODIC)
    return n > length && recurrence_of(&word[length]);
  if (use == TIME_WORD_DEADLINE || use == TIME_WORD_UNTIL || use == TIME_WORD_IN) {
    struct period period = period_read(word + length, n - length, true);
    return period.words > 0 && (use != TIME_WORD_IN || !period.day);
  }
  return word_is(word, "quý") && period_read(word, n, false).words > 2;
}

// What has been read is not the whole phrase: a word asks for more, or a recurrence follows (“trước ngày 15/12 hằng năm”).
static bool goes_on(const struct reading *r) {
  size_t length;
  if (r->i >= r->words.n || r->before != TIME_WORD_NONE)
    return r->i < r->words.n;
  return here(r)->gap == GAP_SPACE && time_word_at(here(r), left(r), &length) == TIME_WORD_EVERY && left(r) > length &&
         recurrence_of(here(r) + length);
}

bool time_find(struct arena *arena, const struct text *text, size_t from, const struct time_context *context, size_t *start,
               size_t *end, struct time_spec *spec) {
  struct reading reading = { .arena = arena, .text = text, .context = context, .spec = spec };
  words_read(arena, text->s, from, text->s.n, &reading.words);
  for (size_t i = 0; i < reading.words.n; i++) {
    if (!begins_phrase(&reading.words.at[i], reading.words.n - i))
      continue;
    *spec = (struct time_spec){ 0 };
    reading.i = i;
    read_piece(&reading);
    while (goes_on(&reading))
      read_piece(&reading);
    *start = reading.words.at[i].from;
    *end = reading.words.at[reading.i - 1].to;
    spec->text = str_slice(text->s, *start, *end);
    spec->span = text_span(text, *start, *end);
    settle_kind(spec, reading.pieces);
    return true;
  }
  return false;
}
