// What the readers of time phrases share: the words of a phrase, how far they have been read, what was found.
#ifndef KEHOACH_CHECK_TIMING_H
#define KEHOACH_CHECK_TIMING_H

#include "compiler/check/times.h"
#include "compiler/check/words.h"

// Uses of words: rows of grammar/time-words.tsv.
enum time_word {
  TIME_WORD_NONE, TIME_WORD_CONTINUOUS, TIME_WORD_EVERY, TIME_WORD_PERIODIC, TIME_WORD_DEADLINE, TIME_WORD_FROM,
  TIME_WORD_UNTIL, TIME_WORD_IN, TIME_WORD_SCHOOL, TIME_WORD_CONDITION, TIME_WORD_REFERENCE, TIME_WORD_PHASES,
  TIME_WORD_PHASE, TIME_WORD_LIMIT, TIME_WORD_BEGIN, TIME_WORD_MIDDLE, TIME_WORD_END, TIME_WORD_FIRST_HALF,
  TIME_WORD_SECOND_HALF, TIME_WORD_BOTH_HALVES, TIME_WORD_FILLER, TIME_WORDS
};

// The word or phrase at `word` (n words left) and its length in words.
enum time_word time_word_at(const struct word *word, size_t n, size_t *length);

// A stretch of the calendar as written: its year may be missing.
struct period {
  struct date from, to;   // year 0: not written
  bool day;               // a single day
  size_t words;           // how many it takes
};

// Quarter, month, half-year, pair of years, year or day at `word`; words 0 when there is none. After `told` (“ngày”,
// “trước ngày”) “30/6” is a day, else “6/2025” is a month and “30/6” nothing.
struct period period_read(const struct word *word, size_t n, bool told);
// The same stretch in another year, the days of its months kept right.
struct period period_in_year(struct period period, int year);

#endif
