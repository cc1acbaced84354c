// Periods with what stands in front of them: “từ … đến …”, “trước ngày”, “xong trong”, lists and ranges.
#include <string.h>

#include "compiler/check/times_reader.h"

// ---- results

struct span time_span(const struct time_reader *reader, size_t from, size_t to) {
  return text_span(reader->text, reader->words->at[from].from, reader->words->at[to - 1].to);
}

struct interval *time_add_interval(struct time_reader *reader, struct date from, struct date to) {
  struct interval interval = { .from = from, .to = to, .label = reader->label };
  vec_push(reader->arena, &reader->spec->intervals, interval);
  reader->understood = true;
  return vec_last(&reader->spec->intervals);
}

// “hằng năm” says more than “theo giai đoạn” or “đầu năm học” beside it.
void time_set_recurrence(struct time_reader *reader, const char *recurrence) {
  if (!reader->spec->recurrence || strcmp(recurrence, "yearly") == 0)
    reader->spec->recurrence = recurrence;
  reader->recurs = reader->understood = true;
}

// A period without a year: of the plan's only year, else it comes round.
// Gives a period without a year the plan's, or makes it recur.
static void settle_year(struct time_reader *reader, struct period *period) {
  if (period->from.year || (period->from.day && !period->from.month))
    return;
  int year = default_year(reader->context);
  if (year && !reader->spec->recurrence)
    period_set_year(period, year);
  else
    time_set_recurrence(reader, "yearly");
}

// ---- periods and what stands in front of them

// “xong”, “hoàn thành”
bool time_is_done(const struct time_reader *reader, size_t i) {
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
      if (time_is_done(reader, i)) {
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

static struct date plan_start(const struct time_context *context) {
  return date_is_whole(context->issued) ? context->issued : date_first(context->from);
}

static void bounded_interval(struct time_reader *reader, enum bound bound, bool deadline, struct period period,
                             bool range, struct span span) {
  struct date from = period.from, to = period.to;
  bool day = date_compare(from, to) == 0;
  if (!range && bound == BOUND_FROM)
    to = date_last(reader->context->to);
  if (!range && (bound == BOUND_UNTIL || bound == BOUND_BEFORE || (deadline && day)))
    from = plan_start(reader->context);
  if (bound == BOUND_BEFORE && !day)
    to = day_before(period.from);
  if (to.year && date_compare(from, to) > 0)
    from = to;
  struct interval *interval = time_add_interval(reader, from, to);
  interval->deadline = deadline;
  interval->span = span;
}

// A day without a year comes round; from when on something happens is no day on which it is due.
static void add_day(struct time_reader *reader, enum bound bound, struct date day) {
  if (bound != BOUND_FROM && day.month && day.day)
    vec_push(reader->arena, &reader->spec->days, (struct date){ .month = day.month, .day = day.day });
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
bool time_read_range(struct time_reader *reader) {
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
  struct span span = time_span(reader, start, reader->i);
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
    else
      add_day(reader, bound, periods[i].to);
  return true;
}
