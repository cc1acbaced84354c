// Periods: the smallest pieces of time phrases, each read from its first word.
#include "compiler/check/timing.h"

static bool is_year(const struct word *word) {
  return word->number >= 1900 && word->number <= 2199;
}

static bool joined(const struct word *word, unsigned gaps) {
  return (word->gap & gaps) != 0 && (word->gap & ~(gaps | GAP_SPACE | GAP_LINE)) == 0;
}

// “/2026”, “năm 2026”, “2026” behind a month or quarter: words taken, year told in *year.
static size_t year_after(const struct word *word, size_t n, int *year) {
  if (n > 0 && is_year(&word[0]) && joined(&word[0], GAP_SLASH | GAP_DASH | GAP_DOT | GAP_COMMA | GAP_SPACE)) {
    *year = word[0].number;
    return 1;
  }
  if (n > 1 && word_is(&word[0], "năm") && is_year(&word[1])) {
    *year = word[1].number;
    return 2;
  }
  return 0;
}

static struct period months(int year, int first, int last, size_t words) {
  return (struct period){
    .from = { year, first, 1 }, .to = { year, last, date_month_length(year ? year : 2001, last) }, .words = words,
  };
}

static bool quarter_number(const struct word *word, int *quarter) {
  if (word->number >= 1 && word->number <= 4) {
    *quarter = word->number;
    return true;
  }
  return word_is_roman(word, quarter) && *quarter <= 4;
}

// “Quý I/2026”, “quý IV năm 2027”, “Quý III, IV/2026”, “quý I và quý II năm 2026”.
static struct period read_quarter(const struct word *word, size_t n) {
  int first, last, next, year = 0;
  if (n < 2 || !word_is(&word[0], "quý") || !quarter_number(&word[1], &first))
    return (struct period){ 0 };
  size_t used = 2;
  last = first;
  while (used < n) {
    size_t skip = word_is(&word[used], "và") || word_is(&word[used], "quý") ? 1 : 0;
    skip += skip && used + 1 < n && word_is(&word[used + skip], "quý");
    bool listed = used + skip < n && quarter_number(&word[used + skip], &next) && next > last &&
                  (skip || joined(&word[used], GAP_COMMA | GAP_DASH));
    if (!listed)
      break;
    last = next;
    used += skip + 1;
  }
  used += year_after(word + used, n - used, &year);
  return months(year, 3 * first - 2, 3 * last, used);
}

static bool month_number(const struct word *word) {
  return word->number >= 1 && word->number <= 12;
}

// “tháng 11/2027”, “tháng 8-9”, “tháng 8 và tháng 9 năm 2026”, “tháng 3 năm 2026”.
static struct period read_month(const struct word *word, size_t n) {
  int year = 0;
  if (n < 2 || !word_is(&word[0], "tháng") || !month_number(&word[1]))
    return (struct period){ 0 };
  int first = word[1].number, last = first;
  size_t used = 2;
  if (used < n && month_number(&word[used]) && joined(&word[used], GAP_DASH | GAP_COMMA) && word[used].number > first)
    last = word[used++].number;
  used += year_after(word + used, n - used, &year);
  return months(year, first, last, used);
}

// “năm 2026”, “2026 - 2030”, “2026”.
static struct period read_year(const struct word *word, size_t n) {
  size_t used = n > 0 && word_is(&word[0], "năm") ? 1 : 0;
  if (used >= n || !is_year(&word[used]))
    return (struct period){ 0 };
  int first = word[used].number, last = first;
  used++;
  size_t skip = used < n && word_is(&word[used], "năm") ? 1 : 0;
  if (used + skip < n && is_year(&word[used + skip]) && joined(&word[used], GAP_DASH) && word[used + skip].number > first) {
    last = word[used + skip].number;
    used += skip + 1;
  }
  struct period period = months(first, 1, 12, used);
  period.to.year = last;
  return period;
}

static struct period one_day(struct date day, size_t words) {
  return (struct period){ .from = day, .to = day, .day = true, .words = words };
}

static bool day_exists(int day, int month, int year) {
  return month >= 1 && month <= 12 && day >= 1 && day <= date_month_length(year ? year : 2000, month);
}

// “05/11/2021”, “30/6”, “6/2025”.
static struct period read_numbers(const struct word *word, size_t n, bool told) {
  if (n < 2 || word[0].number < 1 || word[1].number < 1 || !joined(&word[1], GAP_SLASH | GAP_DASH | GAP_DOT))
    return (struct period){ 0 };
  bool slash = (word[1].gap & (GAP_SLASH | GAP_DOT)) != 0;
  bool three = n > 2 && is_year(&word[2]) && joined(&word[2], GAP_SLASH | GAP_DASH | GAP_DOT) &&
               !(word[2].gap & GAP_SPACE && word[2].gap & GAP_DASH);
  if (three && (slash || told) && day_exists(word[0].number, word[1].number, word[2].number))
    return one_day((struct date){ word[2].number, word[1].number, word[0].number }, 3);
  if (slash && month_number(&word[0]) && is_year(&word[1]))
    return months(word[1].number, word[0].number, word[0].number, 2);
  if ((slash || told) && told && day_exists(word[0].number, word[1].number, 0))
    return one_day((struct date){ 0, word[1].number, word[0].number }, 2);
  return (struct period){ 0 };
}

// “ngày 28 tháng 8 năm 2017”, “ngày 30/6”, “28 tháng 8”, “ngày mùng 3 tháng 3”.
static struct period read_day(const struct word *word, size_t n, bool told) {
  size_t used = 0;
  int year = 0;
  if (n > 0 && word_is(&word[0], "ngày"))
    used = 1, told = true;
  if (used < n && (word_is(&word[used], "mùng") || word_is(&word[used], "mồng")))
    used++;
  struct period numbers = read_numbers(word + used, n - used, told);
  if (numbers.words) {
    numbers.words += used;
    return numbers;
  }
  if (n - used < 3 || !word_is(&word[used + 1], "tháng") ||
      !day_exists(word[used].number, word[used + 2].number, 0))
    return (struct period){ 0 };
  struct date day = { 0, word[used + 2].number, word[used].number };
  used += 3;
  used += year_after(word + used, n - used, &year);
  day.year = year;
  return one_day(day, used);
}

// “6 tháng đầu năm 2026”, “nửa cuối năm”.
static struct period read_half(const struct word *word, size_t n) {
  size_t used;
  int year = 0;
  enum time_word use = time_word_at(word, n, &used);
  if (use != TIME_WORD_FIRST_HALF && use != TIME_WORD_SECOND_HALF)
    return (struct period){ 0 };
  size_t taken = year_after(word + used, n - used, &year);
  if (taken == 0 && used < n && word_is(&word[used], "năm"))
    taken = 1;
  return use == TIME_WORD_FIRST_HALF ? months(year, 1, 6, used + taken) : months(year, 7, 12, used + taken);
}

// The first, middle or last part of a period: “đầu năm 2026”, “cuối quý II/2026”, “giữa tháng 3”.
static struct period part_of(struct period period, enum time_word part) {
  int first = period.from.month, last = period.to.month, length = last - first + 1;
  struct date *from = &period.from, *to = &period.to;
  if (length == 1) {
    int middle = 15, end = to->day;
    from->day = part == TIME_WORD_BEGIN ? 1 : part == TIME_WORD_MIDDLE ? 11 : 21;
    to->day = part == TIME_WORD_BEGIN ? 10 : part == TIME_WORD_MIDDLE ? middle + 5 : end;
    return period;
  }
  int third = length >= 12 ? 3 : 1;
  if (part == TIME_WORD_BEGIN)
    last = first + third - 1;
  else if (part == TIME_WORD_END)
    first = last - third + 1;
  else
    first += (length - third) / 2, last = first + third - 1;
  from->month = first;
  to->month = last;
  to->day = date_month_length(to->year ? to->year : 2001, last);
  return period;
}

static struct period read_whole(const struct word *word, size_t n, bool told) {
  struct period period = read_quarter(word, n);
  if (!period.words)
    period = read_half(word, n);
  if (!period.words)
    period = read_month(word, n);
  if (!period.words)
    period = read_day(word, n, told);
  return period.words ? period : read_year(word, n);
}

static struct period read_part(const struct word *word, size_t n) {
  size_t used;
  enum time_word use = time_word_at(word, n, &used);
  if (use != TIME_WORD_BEGIN && use != TIME_WORD_MIDDLE && use != TIME_WORD_END)
    return (struct period){ 0 };
  struct period whole = read_whole(word + used, n - used, false);
  if (whole.words == 0 || whole.day || whole.from.year != whole.to.year)
    return (struct period){ 0 };
  whole.words += used;
  return part_of(whole, use);
}

struct period period_read(const struct word *word, size_t n, bool told) {
  struct period period = read_whole(word, n, told);
  return period.words || n < 2 ? period : read_part(word, n);
}

struct period period_in_year(struct period period, int year) {
  period.from.year = year;
  period.to.year = year;
  if (!period.day)
    period.to.day = date_month_length(year, period.to.month);
  return period;
}
