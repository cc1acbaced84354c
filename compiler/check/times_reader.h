// Inside the reading of time phrases: words with their kinds, and the periods made of them. Callers use times.h.
#ifndef KEHOACH_CHECK_TIMES_READER_H
#define KEHOACH_CHECK_TIMES_READER_H

#include "compiler/check/times.h"
#include "compiler/check/words.h"

// Kinds of grammar/time-words.def, and of what is no word there.
enum time_word {
  TIME_OTHER,       // not known
  TIME_NUMBER,
  TIME_FILLER,      // “thực hiện”, “hoàn thành”: says nothing about when
  TIME_AND, TIME_FROM, TIME_TO, TIME_UNTIL, TIME_IN, TIME_BEFORE, TIME_AT_LATEST, TIME_SINCE, TIME_START, TIME_LIMIT,
  TIME_ATMOST,
  TIME_DAY, TIME_WEEK, TIME_MONTH, TIME_QUARTER, TIME_YEAR, TIME_HALF, TIME_SHORT_UNIT, TIME_CLOCK, TIME_WEEKDAY,
  TIME_PHASE, TIME_STAGE, // “giai đoạn”
  TIME_FIRST, TIME_MIDDLE, TIME_LAST, TIME_OCCASION,
  TIME_EACH, TIME_ALL, TIME_ONE, TIME_PERIODIC, TIME_TIMES,
  TIME_CONTINUOUS_WORD, TIME_AT_ONCE, TIME_WHEN, TIME_FOLLOW, TIME_DEMAND, TIME_PLAN,
  TIME_SCHOOL, TIME_COURSE,
};

struct time_reader {
  struct arena *arena;
  const struct text *text;
  const struct words *words;
  const enum time_word *kinds; // of each word and of the sentinel
  size_t i;                    // next word
  const struct time_context *context;
  struct time_spec *spec;
  bool prose;                  // in running text: a bare year or fraction is no time
  struct str label;            // “Giai đoạn 1” that the next period belongs to
  bool wants_phases;           // “theo các giai đoạn”
  bool recurs;                 // “hằng năm”, and not only what it refers to
  bool understood;             // something was
};

// Days from…to; year 0 when none is written.
struct period {
  struct date from, to;
};

enum { PERIOD_LIST = 8 };

static inline enum time_word kind_at(const struct time_reader *reader, size_t i) {
  return i < reader->words->n ? reader->kinds[i] : TIME_OTHER;
}

// Word `i` follows the one before it without a separator.
static inline bool joined(const struct time_reader *reader, size_t i) {
  return i < reader->words->n && !(reader->words->at[i].gap & ~(unsigned)(GAP_SPACE | GAP_LINE | GAP_OTHER));
}

static inline bool slashed(const struct time_reader *reader, size_t i) {
  return i < reader->words->n && (reader->words->at[i].gap & GAP_SLASH) &&
         !(reader->words->at[i].gap & ~(unsigned)(GAP_SPACE | GAP_SLASH));
}

// Reads one period, or a list in one breath (“Quý II, III/2012”, “năm 2018; 2020”), at reader->i, which moves behind it.
// The number of periods; 0, and nothing moved, when there is none.
size_t periods_at(struct time_reader *reader, struct period periods[PERIOD_LIST]);

// ---- times_range.c
// A period or a range with its bounds; nothing moved when there is none.
bool time_read_range(struct time_reader *reader);
struct interval *time_add_interval(struct time_reader *reader, struct date from, struct date to);
void time_set_recurrence(struct time_reader *reader, const char *recurrence);
bool time_is_done(const struct time_reader *reader, size_t i); // “xong”, “hoàn thành” at word `i`
struct span time_span(const struct time_reader *reader, size_t from, size_t to); // of the words from…to

// ---- times_items.c
// Takes the words of one item; false, and nothing moved, when none begins here.
bool time_read_item(struct time_reader *reader);

// ---- times_period.c
bool is_year(int number);
// The year that a period without one belongs to: the plan's only year, or the year of issue where the plan has no span.
int default_year(const struct time_context *context);
void period_set_year(struct period *period, int year);

#endif
