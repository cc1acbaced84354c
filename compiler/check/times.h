// Time phrases (thời gian thực hiện): words become data and keep their words.
#ifndef KEHOACH_CHECK_TIMES_H
#define KEHOACH_CHECK_TIMES_H

#include "compiler/syntax/text.h"
#include "runtime/base/date.h"

enum time_kind { TIME_UNKNOWN, TIME_DATED, TIME_RECURRING, TIME_CONTINUOUS, TIME_OPEN };

struct interval {
  struct date from, to;  // whole days, both included; an unlimited end has year 0
  struct str label;      // “Giai đoạn 1”, or empty
  struct span span;      // of the words
  bool deadline;         // “trước ngày”, “chậm nhất”, “xong trong”: `to` is what counts
};

struct phase {           // giai đoạn
  struct str name;       // “Giai đoạn 1”
  int number;            // 1
  struct date from, to;
  struct span span;
};

// What relative phrases lean on.
struct time_context {
  struct date issued, from, to; // of the plan; unknown parts 0
  const struct phase *phases;
  size_t phase_count;
};

struct time_spec {
  struct str text;       // as written, without the final stop
  struct span span;
  enum time_kind kind;
  const char *recurrence; // "yearly", "monthly", "quarterly", "half-yearly", "weekly", "phase", "school-year", or NULL
  VEC(struct interval) intervals;
  VEC(struct date) days; // on which what comes round is due, day and month: “trước ngày 30/6 hằng năm”, “tháng 9 hằng năm”
  bool school;           // “đầu năm học”: comes round, but on no day that the words tell
  bool conditional;      // “khi có yêu cầu”, “đột xuất”
  bool reference;        // “theo kế hoạch của …”
  bool has_unknown;      // some of its words were not understood
};

// Reads text.s[from, to) as one time value (TIME.md's grammar). Never fails: what is not understood is kind unknown.
void time_read(struct arena *arena, const struct text *text, size_t from, size_t to, const struct time_context *context,
               struct time_spec *spec);

// The first time phrase inside running text (for “hoàn thành trong quý IV năm 2026” in a task's sentence): true and its
// byte range when there is one that names a date, period or recurrence.
bool time_find(struct arena *arena, const struct text *text, size_t from, const struct time_context *context, size_t *start,
               size_t *end, struct time_spec *spec);

// A plan's span “2026 - 2030”, “từ năm 2026 đến hết năm 2030” and a date “01/4/2026”, “/4/2026”, “2026”, “ngày tháng 3 năm 2026”.
bool time_read_span(struct arena *arena, struct str s, struct date *from, struct date *to);
bool time_read_date(struct arena *arena, struct str s, struct date *date);

#endif
