// Times as single values: the plan's span and date in front matter, dates of options.
#include "compiler/check/timing.h"

bool time_read_span(struct arena *arena, struct str s, struct date *from, struct date *to) {
  struct text text = { .s = s };
  struct time_spec spec;
  time_read(arena, &text, 0, s.n, NULL, &spec);
  if (spec.intervals.n == 0)
    return false;
  *from = spec.intervals.at[0].from;
  *to = vec_last(&spec.intervals)->to;
  return from->year && to->year;
}

// “2026-04-01”, “01/4/2026”, “/4/2026”, “4/2026”, “2026”: the numbers in their order, from the end.
static bool date_of_numbers(const struct words *words, struct date *date) {
  int numbers[3] = { 0 };
  if (words->n == 0 || words->n > 3)
    return false;
  for (size_t i = 0; i < words->n; i++)
    if ((numbers[i] = words->at[i].number) < 0)
      return false;
  if (words->n == 3 && numbers[0] > 999)
    *date = (struct date){ numbers[0], numbers[1], numbers[2] };
  else if (words->n == 3)
    *date = (struct date){ numbers[2], numbers[1], numbers[0] };
  else if (words->n == 2)
    *date = (struct date){ numbers[1], numbers[0], 0 };
  else
    *date = (struct date){ .year = numbers[0] };
  return true;
}

// “ngày 01 tháng 4 năm 2026” with any of its numbers left blank.
static bool date_of_words(const struct words *words, struct date *date) {
  *date = (struct date){ 0 };
  bool named = false;
  for (size_t i = 0; i < words->n; i++) {
    int value = i + 1 < words->n ? words->at[i + 1].number : -1;
    int *part = word_is(&words->at[i], "ngày")    ? &date->day
                : word_is(&words->at[i], "tháng") ? &date->month
                : word_is(&words->at[i], "năm")   ? &date->year
                                                  : NULL;
    if (part) {
      named = true;
      *part = value >= 0 ? value : 0;
    }
  }
  return named;
}

bool time_read_date(struct arena *arena, struct str s, struct date *date) {
  struct words words = { 0 };
  struct date read;
  words_read(arena, s, 0, s.n, &words);
  if (!date_of_numbers(&words, &read) && !date_of_words(&words, &read))
    return false;
  bool sound = (read.year == 0 || (read.year >= 1900 && read.year <= 2199)) && read.month >= 0 && read.month <= 12 &&
               read.day >= 0 && read.day <= (read.month ? date_month_length(read.year ? read.year : 2000, read.month) : 31);
  if (sound)
    *date = read;
  return sound;
}
