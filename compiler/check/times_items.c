// Items of a time value. Each kind is a row of `items`; the first that fits takes its words.
#include "compiler/check/times_reader.h"

enum { LARGEST_PHASE = 20 };

static struct str words_between(const struct time_reader *reader, size_t from, size_t to) {
  return str_slice(reader->text->s, reader->words->at[from].from, reader->words->at[to - 1].to);
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

// Sets the label for the period that follows; a phase alone stands for its own time.
static bool read_numbered_phase(struct time_reader *reader, size_t start, size_t at, int number) {
  reader->label = words_between(reader, at - 3, at);
  reader->i = at;
  reader->understood = true;
  if (!time_read_range(reader)) {
    const struct phase *phase = phase_numbered(reader->context, number);
    if (phase)
      time_add_interval(reader, phase->from, phase->to)->span = time_span(reader, start, at);
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
  reader->wants_phases |= !time_read_range(reader);
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
    time_set_recurrence(reader, recurrence);
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
  reader->spec->school = true;
  time_set_recurrence(reader, "school-year");
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
  read_purpose, read_continuous, read_condition, read_reference, read_school, read_phase, read_recurrence, time_read_range,
  read_duration, read_weekday,
};

bool time_read_item(struct time_reader *reader) {
  for (size_t k = 0; k < sizeof items / sizeof *items; k++)
    if (items[k](reader))
      return true;
  return false;
}
