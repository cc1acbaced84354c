// Time phrases: a value is read item by item. Each kind of item is a row of `items`; the first that fits takes its words.
#include "compiler/check/times.h"

#include <string.h>

#include "compiler/check/times_reader.h"
#include "runtime/base/utf8.h"

enum { WINDOW = 1024, LARGEST_PHASE = 20 };

// ---- words

static const struct {
  const char *word;
  enum time_word kind;
} time_words[] = {
// CONTINUOUS is also a kind of time: its word has a name of its own.
#define CONTINUOUS CONTINUOUS_WORD
#define TIME_WORD(word, kind) TIME_WORD_ROW(word, kind)
#define TIME_WORD_ROW(word, kind) { word, TIME_##kind },
#include "grammar/time-words.def"
#undef TIME_WORD_ROW
#undef TIME_WORD
#undef CONTINUOUS
};

static enum time_word time_word_kind(const struct word *word) {
  if (word->number >= 0)
    return TIME_NUMBER;
  size_t low = 0, high = sizeof time_words / sizeof *time_words;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = str_cmp(word->s, str_from(time_words[middle].word));
    if (order == 0)
      return time_words[middle].kind;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return TIME_OTHER;
}

static const enum time_word *kinds_of(struct arena *arena, const struct words *words) {
  enum time_word *kinds = arena_array(arena, enum time_word, words->n + 1);
  for (size_t i = 0; i < words->n; i++)
    kinds[i] = time_word_kind(&words->at[i]);
  return kinds;
}

// ---- results

static struct span span_of(const struct time_reader *reader, size_t from, size_t to) {
  return text_span(reader->text, reader->words->at[from].from, reader->words->at[to - 1].to);
}

static struct str words_between(const struct time_reader *reader, size_t from, size_t to) {
  return str_slice(reader->text->s, reader->words->at[from].from, reader->words->at[to - 1].to);
}

static struct interval *add_interval(struct time_reader *reader, struct date from, struct date to) {
  struct interval interval = { .from = from, .to = to, .label = reader->label };
  vec_push(reader->arena, &reader->spec->intervals, interval);
  reader->understood = true;
  return vec_last(&reader->spec->intervals);
}

// “hằng năm” says more than “theo giai đoạn” or “đầu năm học” beside it.
static void set_recurrence(struct time_reader *reader, const char *recurrence) {
  if (!reader->spec->recurrence || strcmp(recurrence, "yearly") == 0)
    reader->spec->recurrence = recurrence;
  reader->recurs = reader->understood = true;
}

// A period without a year: of the plan's only year, else it comes round.
static void settle_year(struct time_reader *reader, struct period *period) {
  if (period->from.year || (period->from.day && !period->from.month))
    return;
  int year = default_year(reader->context);
  if (year && !reader->spec->recurrence)
    period_set_year(period, year);
  else
    set_recurrence(reader, "yearly");
}

// Word behind what may not be crossed: a separator or closing bracket. “khi …” and “theo kế hoạch …” reach up to there.
static size_t clause_end(const struct time_reader *reader, size_t i) {
  while (++i < reader->words->n)
    if (reader->words->at[i].gap & (GAP_SEMICOLON | GAP_STOP | GAP_OPEN | GAP_CLOSE | GAP_LINE))
      break;
  return i;
}

// ---- “Giai đoạn 1:”, “Kế hoạch giai đoạn 2”, “theo các giai đoạn”

static const struct phase *phase_numbered(const struct time_context *context, int number) {
  for (size_t i = 0; i < context->phase_count; i++)
    if (context->phases[i].number == number)
      return &context->phases[i];
  return NULL;
}

static int phase_number(const struct time_reader *reader, size_t i) {
  int number = i < reader->words->n && joined(reader, i) ? reader->words->at[i].number : 0;
  if (i < reader->words->n && joined(reader, i) && number < 0)
    number = word_is_roman(&reader->words->at[i], &number) ? number : 0;
  return number >= 1 && number <= LARGEST_PHASE ? number : 0;
}

static bool read_range(struct time_reader *reader);

// Sets the label for the period that follows; a phase alone stands for its own time.
static bool read_numbered_phase(struct time_reader *reader, size_t start, size_t at, int number) {
  reader->label = words_between(reader, at - 3, at);
  reader->i = at;
  reader->understood = true;
  if (!read_range(reader)) {
    const struct phase *phase = phase_numbered(reader->context, number);
    if (phase)
      add_interval(reader, phase->from, phase->to)->span = span_of(reader, start, at);
  }
  reader->label = (struct str){ 0 };
  return true;
}

static bool read_phase(struct time_reader *reader) {
  size_t start = reader->i, at = start;
  bool counted = kind_at(reader, at) == TIME_NUMBER; // “02 giai đoạn” only tells how many
  while (kind_at(reader, at) == TIME_PLAN || kind_at(reader, at) == TIME_ALL || kind_at(reader, at) == TIME_FOLLOW ||
         (kind_at(reader, at) == TIME_NUMBER && at + 1 < reader->words->n) || kind_at(reader, at) == TIME_IN)
    at += kind_at(reader, at) == TIME_PLAN ? 2 : 1;
  if (kind_at(reader, at) != TIME_PHASE || kind_at(reader, at + 1) != TIME_STAGE)
    return false;
  int number = phase_number(reader, at + 2);
  if (number)
    return read_numbered_phase(reader, start, at + 3, number);
  reader->i = at + 2;
  if (counted)
    return true;
  if (reader->prose) { // “giai đoạn 2021 - 2030” names a programme
    reader->i = start;
    return false;
  }
  reader->wants_phases |= !read_range(reader);
  reader->understood = true;
  return true;
}

// ---- “thường xuyên, liên tục”

static bool read_continuous(struct time_reader *reader) {
  size_t i = reader->i;
  if (kind_at(reader, i) != TIME_CONTINUOUS_WORD || i + 1 >= reader->words->n)
    return false;
  if (!word_is(&reader->words->at[i + 1], "xuyên") && !word_is(&reader->words->at[i + 1], "tục"))
    return false;
  reader->i += 2;
  if (reader->spec->kind == TIME_UNKNOWN)
    reader->spec->kind = TIME_CONTINUOUS;
  reader->understood = true;
  return true;
}

// ---- “hằng năm”, “định kỳ 6 tháng”, “02 lần/năm”, “mỗi quý một lần”

static const char *recurrence_of(const struct time_reader *reader, size_t i, size_t *end) {
  *end = i + 1;
  switch (kind_at(reader, i)) {
  case TIME_DAY: return kind_at(reader, i + 1) == TIME_WEEKDAY ? NULL : "daily";
  case TIME_WEEK: return "weekly";
  case TIME_MONTH: return "monthly";
  case TIME_QUARTER: return "quarterly";
  case TIME_YEAR:
    if (kind_at(reader, i + 1) != TIME_SCHOOL)
      return "yearly";
    *end = i + 2;
    return "school-year";
  case TIME_PHASE:
    *end = i + 2;
    return kind_at(reader, i + 1) == TIME_STAGE ? "phase" : NULL;
  case TIME_NUMBER:
    *end = i + 2;
    if (reader->words->at[i].number == 6 && kind_at(reader, i + 1) == TIME_MONTH)
      return "half-yearly";
    if (reader->words->at[i].number == 3 && kind_at(reader, i + 1) == TIME_MONTH)
      return "quarterly";
    return reader->words->at[i].number == 1 ? recurrence_of(reader, i + 1, end) : NULL;
  default:
    return NULL;
  }
}

static bool number_follows(const struct time_reader *reader, size_t i) {
  int value;
  return i < reader->words->n && (reader->words->at[i].number >= 0 || word_is_roman(&reader->words->at[i], &value));
}

// “lần” behind a unit: “1 tháng/lần”, “năm một lần”.
static size_t skip_times(const struct time_reader *reader, size_t i) {
  size_t at = i;
  if (kind_at(reader, at) == TIME_NUMBER || kind_at(reader, at) == TIME_ONE)
    at++;
  return kind_at(reader, at) == TIME_TIMES ? at + 1 : i;
}

// “định kỳ 6 tháng[, năm]”
static size_t skip_units(const struct time_reader *reader, size_t i) {
  for (;;) {
    size_t end, at = i + (kind_at(reader, i) == TIME_AND);
    bool listed = at > i || (at < reader->words->n && (reader->words->at[at].gap & GAP_COMMA));
    if (!listed || kind_at(reader, at) == TIME_NUMBER || !recurrence_of(reader, at, &end) ||
        number_follows(reader, end))
      return i;
    i = end;
  }
}

static bool read_recurrence(struct time_reader *reader) {
  size_t i = reader->i, end;
  bool marked = false;
  if (kind_at(reader, i) == TIME_PERIODIC && kind_at(reader, i + 1) == TIME_PERIODIC) // “định kỳ”
    i += 2, marked = true;
  if (kind_at(reader, i) == TIME_EACH || (marked && kind_at(reader, i) == TIME_ALL))
    i++, marked = true;
  size_t behind = skip_times(reader, i); // “02 lần/năm”
  if (behind > i) {
    i = behind + (kind_at(reader, behind) == TIME_IN) ;
    i += kind_at(reader, i) == TIME_ONE;
    marked = true;
  }
  const char *recurrence = i < reader->words->n ? recurrence_of(reader, i, &end) : NULL;
  size_t times = recurrence ? skip_times(reader, end) : 0;
  if (recurrence && (marked || times > end)) {
    reader->i = skip_units(reader, times);
    set_recurrence(reader, recurrence);
    return true;
  }
  if (!marked || i != reader->i + 2)
    return false;
  reader->i = i; // “định kỳ” alone
  reader->understood = true;
  return true;
}

// ---- “đầu năm học”, “dịp khai giảng”

static bool read_school(struct time_reader *reader) {
  size_t i = reader->i;
  enum time_word part = kind_at(reader, i);
  if (part == TIME_FIRST || part == TIME_LAST || part == TIME_MIDDLE || part == TIME_IN)
    i++;
  bool year = kind_at(reader, i) == TIME_YEAR && kind_at(reader, i + 1) == TIME_SCHOOL;
  bool course = kind_at(reader, i) == TIME_COURSE && kind_at(reader, i + 1) == TIME_SCHOOL;
  bool term = kind_at(reader, i) == TIME_SCHOOL && kind_at(reader, i + 1) == TIME_PERIODIC;
  bool dated = year && kind_at(reader, i + 2) == TIME_NUMBER; // “năm học 2026 - 2027”
  if (dated || (!year && !course && !term))
    return false;
  reader->i = i + 2;
  set_recurrence(reader, "school-year");
  return true;
}

// ---- durations: “01 ngày”, “1,5 ngày”, “không quá 07 ngày”, “13h30”

static bool read_duration(struct time_reader *reader) {
  size_t i = reader->i, start = i;
  while (kind_at(reader, i) == TIME_ATMOST || kind_at(reader, i) == TIME_LIMIT ||
         (i > start && kind_at(reader, i) == TIME_OTHER && word_is(&reader->words->at[i], "quá")))
    i++;
  if (kind_at(reader, i) != TIME_NUMBER)
    return false;
  i++;
  if (kind_at(reader, i) == TIME_NUMBER && !(reader->words->at[i].gap & ~(unsigned)(GAP_COMMA | GAP_DOT)))
    i++;
  enum time_word unit = kind_at(reader, i);
  if (unit != TIME_DAY && unit != TIME_WEEK && unit != TIME_MONTH && unit != TIME_SHORT_UNIT && unit != TIME_CLOCK)
    return false;
  if (!joined(reader, i) && unit != TIME_CLOCK)
    return false;
  reader->spec->conditional |= i > start + 1 && reader->kinds[start] != TIME_NUMBER;
  reader->i = i + 1;
  if (i + 2 < reader->words->n && word_is(&reader->words->at[i + 1], "làm") && word_is(&reader->words->at[i + 2], "việc"))
    reader->i = i + 3;
  if (unit == TIME_CLOCK && kind_at(reader, i + 1) == TIME_NUMBER && !slashed(reader, i + 2))
    reader->i = i + 2;
  reader->understood = true;
  return true;
}

// “(Thứ Tư)”, “thứ hai hằng tuần”
static bool read_weekday(struct time_reader *reader) {
  size_t i = reader->i + (kind_at(reader, reader->i) == TIME_DAY);
  if (kind_at(reader, i) != TIME_WEEKDAY || i + 1 >= reader->words->n)
    return false;
  reader->i = i + 2;
  return true;
}

// ---- “khi có yêu cầu”, “đột xuất”; “theo kế hoạch của …”

// “theo kế hoạch đối ngoại hằng năm”: what recurs is the other plan.
static void note_clause(struct time_reader *reader, size_t from) {
  for (size_t i = from, end; i + 1 < reader->i && !reader->spec->recurrence; i++)
    if (kind_at(reader, i) == TIME_EACH)
      reader->spec->recurrence = recurrence_of(reader, i + 1, &end);
}

static bool read_condition(struct time_reader *reader) {
  size_t i = reader->i;
  bool demand = kind_at(reader, i) == TIME_FOLLOW && kind_at(reader, i + 1) == TIME_DEMAND;
  bool when = kind_at(reader, i) == TIME_WHEN;
  if (!demand && !when && kind_at(reader, i) != TIME_AT_ONCE)
    return false;
  reader->i = demand || when ? clause_end(reader, i) : i + 2;
  note_clause(reader, i);
  reader->spec->conditional = reader->understood = true;
  return true;
}

static bool read_reference(struct time_reader *reader) {
  size_t i = reader->i;
  if (kind_at(reader, i) != TIME_FOLLOW || kind_at(reader, i + 1) != TIME_PLAN)
    return false;
  reader->i = clause_end(reader, i);
  note_clause(reader, i);
  reader->spec->reference = reader->understood = true;
  return true;
}

// ---- periods and what stands in front of them

// “xong”, “hoàn thành”
static bool is_done(const struct time_reader *reader, size_t i) {
  const struct words *words = reader->words;
  return word_is(&words->at[i], "xong") ||
         (word_is(&words->at[i], "hoàn") && i + 1 < words->n && word_is(&words->at[i + 1], "thành"));
}

enum bound { BOUND_NONE, BOUND_FROM, BOUND_UNTIL, BOUND_BEFORE, BOUND_IN };

// “từ”, “đến hết”, “trước ngày”, “chậm nhất là”, “xong trong”: words in front of a period. *deadline: its end counts.
static enum bound read_bound(struct time_reader *reader, bool *deadline) {
  enum bound bound = BOUND_NONE;
  for (;; reader->i++) {
    size_t i = reader->i;
    switch (kind_at(reader, i)) {
    case TIME_FROM: case TIME_SINCE:
      bound = BOUND_FROM;
      reader->i += i + 1 < reader->words->n && word_is(&reader->words->at[i + 1], "nay");
      break;
    case TIME_START: reader->i += kind_at(reader, i + 1) == TIME_FIRST; bound = BOUND_FROM; break;
    case TIME_TO: case TIME_UNTIL: bound = BOUND_UNTIL; break;
    case TIME_BEFORE: bound = BOUND_BEFORE; *deadline = true; break;
    case TIME_AT_LATEST: bound = BOUND_UNTIL; *deadline = true; reader->i++; break; // “nhất”
    case TIME_IN: case TIME_OCCASION: bound = bound ? bound : BOUND_IN; break;
    case TIME_FILLER:
      if (is_done(reader, i)) {
        *deadline = true;
        reader->i += word_is(&reader->words->at[i], "hoàn");
      } else if (!word_is(&reader->words->at[i], "là")) {
        return bound;
      }
      break;
    default:
      return bound;
    }
  }
}

// The second half of a range: “- 2030”, “đến hết năm 2030”.
static bool read_range_end(struct time_reader *reader, struct period *last) {
  size_t start = reader->i;
  if (start >= reader->words->n)
    return false;
  bool dash = reader->words->at[start].gap & GAP_DASH;
  bool to = kind_at(reader, start) == TIME_TO;
  if (to)
    reader->i += 1 + (kind_at(reader, start + 1) == TIME_UNTIL);
  struct period periods[PERIOD_LIST];
  bool prose = reader->prose;
  reader->prose = prose && !dash && !to;
  size_t n = dash || to ? periods_at(reader, periods) : 0;
  reader->prose = prose;
  if (!n) {
    reader->i = start;
    return false;
  }
  *last = periods[n - 1];
  return true;
}

static struct date day_before(struct date date) {
  return date_is_whole(date) ? date_from_days(date_days(date) - 1) : date;
}

static struct date start_of_plan(const struct time_context *context) {
  struct date from = date_is_whole(context->issued) ? context->issued : context->from;
  if (from.year && !from.month)
    from.month = 1;
  if (from.year && !from.day)
    from.day = 1;
  return from;
}

static struct date end_of_plan(const struct time_context *context) {
  struct date to = context->to;
  if (to.year && !to.month)
    to.month = 12;
  if (to.year && !to.day)
    to.day = date_month_length(to.year, to.month);
  return to;
}

static void bounded_interval(struct time_reader *reader, enum bound bound, bool deadline, struct period period,
                             bool range, struct span span) {
  struct date from = period.from, to = period.to;
  bool day = date_compare(from, to) == 0;
  if (!range && bound == BOUND_FROM)
    to = end_of_plan(reader->context);
  if (!range && (bound == BOUND_UNTIL || bound == BOUND_BEFORE || (deadline && day)))
    from = start_of_plan(reader->context);
  if (bound == BOUND_BEFORE && !day)
    to = day_before(period.from);
  if (to.year && date_compare(from, to) > 0)
    from = to;
  struct interval *interval = add_interval(reader, from, to);
  interval->deadline = deadline;
  interval->span = span;
}

// Whether running text names this period as a time and not in passing.
static bool too_weak(const struct time_reader *reader, enum bound bound, size_t n, const struct period *period) {
  bool alone = reader->prose && bound == BOUND_NONE && !reader->label.n;
  return n == 0 || (alone && period->from.year == 0);
}

// “Quý III, IV/2026” is one stretch.
static size_t join_periods(struct period *periods, size_t n) {
  size_t kept = n > 0;
  for (size_t i = 1; i < n; i++) {
    struct period *last = &periods[kept - 1];
    bool follows = last->to.year && periods[i].from.year && date_days(last->to) + 1 == date_days(periods[i].from);
    if (follows)
      last->to = periods[i].to;
    else
      periods[kept++] = periods[i];
  }
  return kept;
}

// A period with its bounds, or a range of two.
static bool read_range(struct time_reader *reader) {
  size_t start = reader->i;
  bool deadline = false;
  struct period periods[PERIOD_LIST];
  enum bound bound = read_bound(reader, &deadline);
  bool prose = reader->prose;
  size_t first = reader->i;
  reader->prose = prose && bound != BOUND_FROM && !reader->label.n;
  bool begins = first == 0 || (reader->words->at[first].gap & (GAP_OPEN | GAP_COLON));
  if (prose && begins && kind_at(reader, first) == TIME_NUMBER && first + 1 < reader->words->n &&
      (reader->words->at[first + 1].gap & GAP_DASH) && is_year(reader->words->at[first + 1].number))
    reader->prose = false; // “2026 - 2028”
  size_t n = periods_at(reader, periods);
  reader->prose = prose;
  if (too_weak(reader, bound, n, periods)) {
    reader->i = start;
    return false;
  }
  struct period last;
  bool range = n == 1 && bound != BOUND_UNTIL && bound != BOUND_BEFORE && read_range_end(reader, &last);
  if (range) {
    settle_year(reader, &last);
    period_set_year(&periods[0], last.to.year);
    periods[0].to = last.to;
  }
  struct span span = span_of(reader, start, reader->i);
  for (size_t i = 0; i < n; i++) {
    if (kind_at(reader, reader->i) == TIME_EACH)
      break; // “trước ngày 15/11 hằng năm” names no year
    settle_year(reader, &periods[i]);
  }
  reader->understood = true;
  n = join_periods(periods, n);
  for (size_t i = 0; i < n; i++)
    if (periods[i].from.year)
      bounded_interval(reader, bound, deadline, periods[i], range, span);
  return true;
}

// ---- “đối với báo cáo 6 tháng”: tells what is due, in the words of a period

static bool read_purpose(struct time_reader *reader) {
  const struct words *words = reader->words;
  size_t i = reader->i;
  if (i + 1 >= words->n || !word_is(&words->at[i], "đối") || !word_is(&words->at[i + 1], "với"))
    return false;
  reader->i = clause_end(reader, i);
  return true;
}

// ---- items

typedef bool read_item(struct time_reader *reader);

static read_item *const items[] = {
  read_purpose, read_continuous, read_condition, read_reference, read_school, read_phase, read_recurrence, read_range,
  read_duration, read_weekday,
};

static bool read_one(struct time_reader *reader) {
  for (size_t k = 0; k < sizeof items / sizeof *items; k++)
    if (items[k](reader))
      return true;
  return false;
}

static bool is_idle(enum time_word kind) {
  return kind == TIME_FILLER || kind == TIME_AND || kind == TIME_IN || kind == TIME_LIMIT || kind == TIME_OCCASION;
}

// Word behind the bracket that opens before word `i` if nothing in it is a time, else `i`.
static size_t skip_remark(struct time_reader *reader, size_t i) {
  if (!(reader->words->at[i].gap & GAP_OPEN))
    return i;
  size_t end = i + 1;
  while (end < reader->words->n && !(reader->words->at[end].gap & (GAP_CLOSE | GAP_OPEN)))
    end++;
  for (size_t k = i; k < end; k++) {
    reader->i = k;
    if (reader->kinds[k] != TIME_OTHER && read_one(reader))
      return i;
  }
  return end;
}

// ---- kinds

static void add_phases(struct time_reader *reader) {
  for (size_t i = 0; i < reader->context->phase_count; i++) {
    const struct phase *phase = &reader->context->phases[i];
    reader->label = phase->name;
    add_interval(reader, phase->from, phase->to);
  }
}

static bool has_labels(const struct time_spec *spec) {
  for (size_t i = 0; i < spec->intervals.n; i++)
    if (spec->intervals.at[i].label.n)
      return true;
  return false;
}

static void settle_kind(struct time_reader *reader) {
  struct time_spec *spec = reader->spec;
  if (reader->wants_phases) {
    set_recurrence(reader, "phase");
    if (!has_labels(spec))
      add_phases(reader);
  }
  if (reader->recurs)
    spec->kind = TIME_RECURRING;
  else if (spec->kind != TIME_CONTINUOUS)
    spec->kind = spec->intervals.n ? TIME_DATED : reader->understood ? TIME_OPEN : TIME_UNKNOWN;
}

static void reader_start(struct time_reader *reader, struct arena *arena, const struct text *text,
                         const struct words *words, const struct time_context *context, struct time_spec *spec) {
  *spec = (struct time_spec){ 0 };
  *reader = (struct time_reader){ .arena = arena, .text = text, .words = words, .context = context, .spec = spec };
  reader->kinds = kinds_of(arena, words);
}

// The value without white space, semicolon, stop or the “./.” that ends a plan.
static struct str value_of(const struct text *text, size_t from, size_t to, struct span *span) {
  struct str s = str_trim(str_slice(text->s, from, to));
  if (str_ends(s, STR("./.")))
    s.n -= 3;
  while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ';'))
    s = str_trim(str_slice(s, 0, s.n - 1));
  size_t start = s.n ? (size_t)(s.p - text->s.p) : from;
  *span = text_span(text, start, start + s.n);
  return s;
}

void time_read(struct arena *arena, const struct text *text, size_t from, size_t to, const struct time_context *context,
               struct time_spec *spec) {
  struct words words = { 0 };
  struct time_reader reader;
  words_read(arena, text->s, from, to, &words);
  reader_start(&reader, arena, text, &words, context, spec);
  while (reader.i < words.n) {
    size_t i = reader.i;
    if (read_one(&reader))
      continue;
    size_t behind = skip_remark(&reader, i);
    bool read_inside = behind == i && reader.i > i;
    if (read_inside)
      continue;
    spec->has_unknown |= behind == i && !is_idle(reader.kinds[i]);
    reader.i = behind > i ? behind : i + 1;
  }
  settle_kind(&reader);
  spec->text = value_of(text, from, to, &spec->span);
}

// ---- in running text

// “Quyết định số 1191/QĐ-TTg ngày 05/8/2020”: the date belongs to the document.
static bool is_citation(const struct time_reader *reader, size_t i) {
  if (i == 0 || kind_at(reader, i) != TIME_DAY)
    return false;
  const struct word *before = &reader->words->at[i - 1];
  bool code = (before->gap & (GAP_SLASH | GAP_DASH)) && !(before->gap & GAP_SPACE);
  bool numbered = i >= 2 && before->number >= 0 && word_is(&reader->words->at[i - 2], "số");
  return code || numbered || before->capitals >= 2;
}

// “QH15”, “số 12”: a number that counts no days.
static bool is_code(const struct time_reader *reader, size_t i) {
  return kind_at(reader, i) == TIME_NUMBER && i > 0 &&
         (reader->words->at[i].gap == 0 || word_is(&reader->words->at[i - 1], "số"));
}

static bool names_time(const struct time_spec *spec) {
  return spec->intervals.n > 0 || spec->recurrence;
}

// Another item follows directly: behind a separator, “và”, or as “hằng năm” or “đối với báo cáo năm”.
static bool may_follow(const struct time_reader *reader, size_t i) {
  const struct word *word = &reader->words->at[i];
  return (word->gap & (GAP_COMMA | GAP_SEMICOLON | GAP_OPEN)) || kind_at(reader, i) == TIME_AND ||
         kind_at(reader, i) == TIME_EACH || word_is(word, "đối");
}

// “trước ngày 30/6 …; trước ngày 30/11 …”
static size_t read_following(struct time_reader *reader) {
  size_t end = reader->i;
  while (reader->i < reader->words->n && may_follow(reader, reader->i)) {
    if (kind_at(reader, reader->i) == TIME_AND)
      reader->i++;
    if (is_citation(reader, reader->i) || !read_one(reader))
      break;
    end = reader->i;
  }
  return end;
}

static bool find_in(struct time_reader *reader, size_t *first, size_t *end) {
  for (size_t i = 0; i < reader->words->n; i++) {
    if (is_citation(reader, i)) {
      reader->i = i;
      struct period periods[PERIOD_LIST];
      if (periods_at(reader, periods))
        i = reader->i - 1;
      continue;
    }
    bool idle = reader->kinds[i] == TIME_OTHER || (reader->kinds[i] == TIME_FILLER && !is_done(reader, i));
    if (idle || is_code(reader, i))
      continue;
    reader->i = i;
    *reader->spec = (struct time_spec){ 0 };
    reader->wants_phases = reader->understood = reader->recurs = false;
    bool read = read_one(reader);
    *first = i;
    *end = read ? read_following(reader) : i;
    if (read && names_time(reader->spec))
      return true;
    i = *end > i ? *end - 1 : i;
  }
  return false;
}

bool time_find(struct arena *arena, const struct text *text, size_t from, const struct time_context *context, size_t *start,
               size_t *end, struct time_spec *spec) {
  for (size_t window = WINDOW;; window *= 4) {
    size_t to = from + window < text->s.n ? from + window : text->s.n;
    struct words words = { 0 };
    struct time_reader reader;
    words_read(arena, text->s, from, to, &words);
    reader_start(&reader, arena, text, &words, context, spec);
    reader.prose = true;
    size_t first, last;
    bool found = find_in(&reader, &first, &last);
    if (to < text->s.n && (!found || words.at[last - 1].to + WINDOW / 2 > to))
      continue; // what was cut off may belong to it
    if (!found)
      return false;
    *start = words.at[first].from;
    *end = words.at[last - 1].to;
    settle_kind(&reader);
    spec->text = value_of(text, *start, *end, &spec->span);
    return true;
  }
}

// ---- spans and dates of the header

bool time_read_span(struct arena *arena, struct str s, struct date *from, struct date *to) {
  struct text text = { .s = s };
  struct time_context context = { 0 };
  struct time_spec spec;
  time_read(arena, &text, 0, s.n, &context, &spec);
  if (!spec.intervals.n)
    return false;
  *from = spec.intervals.at[0].from;
  *to = spec.intervals.at[spec.intervals.n - 1].to;
  return from->year || to->year;
}

// Numbers of the date in order; a gap “/” or a unit in front of nothing leaves the part unknown.
static bool collect_date(const struct words *words, struct date *date) {
  int parts[3], n = 0;
  for (size_t i = 0; i < words->n && n < 3; i++)
    if (words->at[i].number >= 0)
      parts[n++] = words->at[i].number;
  if (n == 0 || !is_year(parts[n - 1]))
    return false;
  *date = (struct date){ parts[n - 1], n > 1 ? parts[n - 2] : 0, n > 2 ? parts[0] : 0 };
  bool fits = date->month <= 12 && (!date->day || date_is_whole(*date));
  return fits && (n < 2 || date->month);
}

bool time_read_date(struct arena *arena, struct str s, struct date *date) {
  struct words words = { 0 };
  struct date found;
  words_read(arena, s, 0, s.n, &words);
  if (words.n && word_is(&words.at[0], "ngày") && words.n == 1)
    return false;
  // An ISO date comes from options.
  if (words.n == 3 && is_year(words.at[0].number) && (words.at[1].gap & GAP_DASH)) {
    found = (struct date){ words.at[0].number, words.at[1].number, words.at[2].number };
    if (!date_is_whole(found))
      return false;
    *date = found;
    return true;
  }
  if (!collect_date(&words, &found))
    return false;
  *date = found;
  return true;
}
