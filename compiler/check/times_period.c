// Periods: dates, months, quarters, half-years, years and school years, as they are written in plans.
#include "compiler/check/times_reader.h"

enum { FIRST_YEAR = 1945, LAST_YEAR = 2199, QUARTERS = 4, MONTHS = 12, LONGEST_MONTH = 31 };
enum { SCHOOL_FROM_MONTH = 9, SCHOOL_TO_MONTH = 5 }; // a school year begins in September and ends with May
enum { MIDDLE_DAY = 15, MIDDLE_MONTH = 6 };          // Bộ luật Dân sự điều 146

bool is_year(int number) {
  return number >= FIRST_YEAR && number <= LAST_YEAR;
}

static int length_of(int year, int month) {
  return date_month_length(year ? year : 2000, month);
}

static struct date month_end(int year, int month) {
  return (struct date){ year, month, length_of(year, month) };
}

int default_year(const struct time_context *context) {
  if (context->from.year)
    return context->from.year == context->to.year ? context->from.year : 0;
  return context->issued.year;
}

void period_set_year(struct period *period, int year) {
  if (period->from.year || !period->from.month || !year)
    return;
  period->from.year = period->to.year = year;
  if (period->to.month == 2 && period->to.day >= 28)
    period->to = period->from.day == 1 ? month_end(year, 2) : period->to;
}

static struct period months(int year, int from, int to) {
  return (struct period){ { year, from, 1 }, month_end(year, to) };
}

static struct period quarter(int year, int number) {
  return months(year, number * 3 - 2, number * 3);
}

// ---- the year behind a period: “/2026”, “năm 2026”, “2026”

static int year_behind(struct time_reader *reader) {
  const struct words *words = reader->words;
  size_t i = reader->i;
  if (kind_at(reader, i) == TIME_YEAR && joined(reader, i))
    i++;
  else if (!slashed(reader, i) && !(kind_at(reader, i) == TIME_NUMBER && joined(reader, i)))
    return 0;
  if (i >= words->n || !is_year(words->at[i].number) || !(joined(reader, i) || slashed(reader, i)))
    return 0;
  reader->i = i + 1;
  return words->at[i].number;
}

// ---- lists of numbers: “Quý III, IV/2026”, “tháng 3, 6 và 9/2026”, “Quý I - II/2026”

struct number_list {
  int at[PERIOD_LIST];
  size_t n;
  bool range; // of the last two
};

static int number_at(const struct time_reader *reader, size_t i, int most) {
  const struct word *word = &reader->words->at[i];
  int value = word->number;
  if (i >= reader->words->n || (value < 0 && (most > MONTHS || !word_is_roman(word, &value))))
    return 0;
  return value >= 1 && value <= most ? value : 0;
}

// The number that goes on with a list at word `i`, 0 when it ends; *next is the word behind it.
static int list_number(struct time_reader *reader, size_t i, int most, bool *range, size_t *next) {
  bool both = kind_at(reader, i) == TIME_AND;
  if (both)
    i++;
  if (i >= reader->words->n)
    return 0;
  unsigned gap = reader->words->at[i].gap;
  *range = gap & GAP_DASH;
  if (!both && !(gap & (GAP_COMMA | GAP_DASH)))
    return 0;
  if (gap & (GAP_STOP | GAP_OPEN | GAP_CLOSE | GAP_COLON | GAP_SEMICOLON))
    return 0;
  *next = i + 1;
  // “6 tháng” and “30/6” are no further months.
  enum time_word after = kind_at(reader, i + 1);
  if (after == TIME_MONTH || (slashed(reader, i + 1) && !is_year(reader->words->at[i + 1].number)))
    return 0;
  return number_at(reader, i, most);
}

static struct number_list numbers_at(struct time_reader *reader, int most) {
  struct number_list list = { 0 };
  int number = number_at(reader, reader->i, most);
  size_t next = reader->i + 1;
  bool range = false;
  while (number && list.n < PERIOD_LIST && !list.range) {
    list.at[list.n++] = number;
    list.range = range;
    reader->i = next;
    number = list_number(reader, next, most, &range, &next);
  }
  return list;
}

typedef struct period make_period(int year, int number);

static struct period month(int year, int number) {
  return months(year, number, number);
}

static size_t listed_periods(struct time_reader *reader, int most, make_period *make, struct period *periods) {
  size_t start = reader->i++;
  struct number_list list = numbers_at(reader, most);
  if (!list.n) {
    reader->i = start;
    return 0;
  }
  int year = year_behind(reader);
  for (size_t i = 0; i < list.n; i++)
    periods[i] = make(year, list.at[i]);
  if (list.range) {
    list.n--;
    periods[list.n - 1].to = periods[list.n].to;
  }
  return list.n;
}

// ---- years: “năm 2026”, “năm 2018; 2020”, “Quý IV/2026, 2027”

static size_t years_at(struct time_reader *reader, struct period *periods) {
  const struct words *words = reader->words;
  bool named = kind_at(reader, reader->i) == TIME_YEAR;
  size_t i = reader->i + named, n = 0;
  while (i < words->n && n < PERIOD_LIST && is_year(words->at[i].number) && !slashed(reader, i + 1)) {
    if (n && !(words->at[i].gap & (GAP_COMMA | GAP_SEMICOLON)) && kind_at(reader, i - 1) != TIME_AND)
      break;
    int year = words->at[i].number;
    periods[n++] = months(year, 1, MONTHS);
    reader->i = ++i;
    if (!named)
      break;
    i += kind_at(reader, i) == TIME_AND;
  }
  return n;
}

// ---- half-years: “6 tháng đầu năm 2026”, “nửa cuối năm”

static size_t half_at(struct time_reader *reader, struct period *period) {
  size_t i = reader->i;
  bool six = kind_at(reader, i) == TIME_NUMBER && reader->words->at[i].number == 6 && kind_at(reader, i + 1) == TIME_MONTH;
  if (!six && kind_at(reader, i) != TIME_HALF)
    return 0;
  i += six ? 2 : 1;
  enum time_word which = kind_at(reader, i);
  if ((which != TIME_FIRST && which != TIME_LAST) || kind_at(reader, i + 1) != TIME_YEAR)
    return 0;
  reader->i = i + 1;
  int year = year_behind(reader);
  if (!year)
    reader->i = i + 2;
  *period = which == TIME_FIRST ? months(year, 1, MIDDLE_MONTH) : months(year, MIDDLE_MONTH + 1, MONTHS);
  return 1;
}

// ---- dates

static bool day_exists(struct date date) {
  return date.day >= 1 && date.month >= 1 && date.month <= MONTHS && date.day <= length_of(date.year, date.month);
}

// “tháng 4 năm 2026” behind a day.
static void spelled_month(struct time_reader *reader, struct date *date) {
  size_t i = reader->i;
  if (kind_at(reader, i) != TIME_MONTH || !joined(reader, i))
    return;
  int month_number = number_at(reader, i + 1, MONTHS);
  if (!month_number)
    return;
  date->month = month_number;
  reader->i = i + 2;
  date->year = year_behind(reader);
}

// “30/6”, “30/6/2026”, “ngày 05 tháng 4 năm 2026”; “6/2026” is a month.
static size_t date_at(struct time_reader *reader, struct period *period) {
  size_t start = reader->i;
  bool named = kind_at(reader, start) == TIME_DAY;
  const struct words *words = reader->words;
  size_t i = start + named;
  i += named && kind_at(reader, i) == TIME_FILLER; // “mùng”
  int first = number_at(reader, i, LONGEST_MONTH);
  bool spelled = kind_at(reader, i + 1) == TIME_MONTH && joined(reader, i + 1) && number_at(reader, i + 2, MONTHS);
  bool middle = slashed(reader, i); // of “31/4/2026”
  if (!first || middle || (!named && !spelled && !slashed(reader, i + 1)))
    return 0;
  struct date date = { 0, 0, first };
  reader->i = i + 1;
  if (slashed(reader, i + 1)) {
    int second = words->at[i + 1].number;
    reader->i = i + 2;
    if (is_year(second) && first <= MONTHS) {
      *period = months(second, first, first);
      return 1;
    }
    date.month = second;
    if (slashed(reader, i + 2) && is_year(words->at[i + 2].number)) {
      date.year = words->at[i + 2].number;
      reader->i = i + 3;
    }
  } else {
    spelled_month(reader, &date);
  }
  if (date.month ? !day_exists(date) : !named) {
    reader->i = start;
    return 0;
  }
  *period = (struct period){ date, date };
  return 1;
}

// ---- school years: “năm học 2026 - 2027”

static size_t school_year_at(struct time_reader *reader, struct period *period) {
  size_t i = reader->i;
  if (kind_at(reader, i) != TIME_YEAR || kind_at(reader, i + 1) != TIME_SCHOOL || i + 3 >= reader->words->n)
    return 0;
  int from = reader->words->at[i + 2].number, to = reader->words->at[i + 3].number;
  if (!is_year(from) || to != from + 1 || !(reader->words->at[i + 3].gap & GAP_DASH))
    return 0;
  *period = (struct period){ { from, SCHOOL_FROM_MONTH, 1 }, month_end(to, SCHOOL_TO_MONTH) };
  reader->i = i + 4;
  return 1;
}

// ---- the beginning, middle and end of periods

static size_t part_at(struct time_reader *reader, struct period *period) {
  size_t start = reader->i;
  enum time_word which = kind_at(reader, start);
  if (which != TIME_FIRST && which != TIME_MIDDLE && which != TIME_LAST)
    return 0;
  struct period whole[PERIOD_LIST];
  enum time_word unit = kind_at(reader, ++reader->i);
  bool unit_fits = unit == TIME_YEAR || unit == TIME_MONTH || unit == TIME_QUARTER;
  bool school = kind_at(reader, reader->i + 1) == TIME_SCHOOL;
  if (unit_fits && !school && !periods_at(reader, whole)) {
    whole[0] = months(0, 1, MONTHS); // “cuối năm”
    reader->i++;
    unit_fits = unit == TIME_YEAR;
  }
  if (!unit_fits || school) {
    reader->i = start;
    return 0;
  }
  struct date middle = { whole->from.year, MIDDLE_MONTH, 30 };
  if (whole->from.month == whole->to.month)
    middle = (struct date){ whole->from.year, whole->from.month, MIDDLE_DAY };
  struct date at = which == TIME_FIRST ? whole->from : which == TIME_LAST ? whole->to : middle;
  *period = (struct period){ at, at };
  return 1;
}

size_t periods_at(struct time_reader *reader, struct period periods[PERIOD_LIST]) {
  size_t n = 0;
  switch (kind_at(reader, reader->i)) {
  case TIME_QUARTER:
    return listed_periods(reader, QUARTERS, quarter, periods);
  case TIME_MONTH:
    return listed_periods(reader, MONTHS, month, periods);
  case TIME_YEAR:
    n = school_year_at(reader, periods);
    return n ? n : years_at(reader, periods);
  case TIME_DAY:
    return date_at(reader, periods);
  case TIME_FIRST: case TIME_MIDDLE: case TIME_LAST:
    return part_at(reader, periods);
  case TIME_HALF:
    return half_at(reader, periods);
  case TIME_NUMBER:
    if (slashed(reader, reader->i))
      return 0; // the rest of “31/4/2026”
    if ((n = half_at(reader, periods)) || (n = date_at(reader, periods)))
      return n;
    return reader->prose ? 0 : years_at(reader, periods);
  default:
    return 0;
  }
}
