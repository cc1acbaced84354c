// Times of tasks → days. Spans of dates are due on their last day. What comes round without a day (“hằng quý”) is due on the
// last day of each round: the latest that the words allow.
#include "compiler/derive/dues.h"

enum { MONTHS = 12, DAYS_OF_WEEK = 7, FRIDAY = 1 }; // 1970-01-02, day 1, was a Friday

// Recurrences with a length; the others (“phase”, “school-year”, “daily”) tell no day.
static const struct round {
  const char *recurrence;
  int months, weeks;
} rounds[] = {
  { "yearly", 12, 0 }, { "half-yearly", 6, 0 }, { "quarterly", 3, 0 }, { "monthly", 1, 0 }, { "weekly", 0, 1 },
};

static const struct round *round_of(const struct time_spec *time) {
  struct str name = str_from(time->recurrence);
  for (size_t i = 0; time->kind == TIME_RECURRING && i < sizeof rounds / sizeof *rounds; i++)
    if (str_is(name, rounds[i].recurrence))
      return &rounds[i];
  return NULL;
}

// ---- The plan's span

// From when on the plan holds: its beginning, but not before it is issued.
static struct date plan_start(const struct plan *plan) {
  struct date issued = date_first(plan->header.date), from = date_first(plan->from);
  if (from.year == 0 || (issued.year && date_compare(issued, from) > 0))
    return issued;
  return from;
}

// ---- What comes round

static struct date month_end(int year, int month) {
  return (struct date){ year, month, date_month_length(year, month) };
}

// The last day of the round of so many months in which `start` falls.
static struct date round_end(struct date start, int months) {
  int month = (start.month + months - 1) / months * months;
  return month_end(start.year, month);
}

static struct date friday(struct date start) {
  int days = date_days(start), past = (days - FRIDAY) % DAYS_OF_WEEK;
  past += past < 0 ? DAYS_OF_WEEK : 0;
  return date_from_days(days + (past ? DAYS_OF_WEEK - past : 0));
}

// The day in the first year in which it is not before the start. The end of February is as long as the year makes it.
static struct due yearly_on(struct date day, struct date start) {
  struct due due = { .months = MONTHS, .named = true };
  due.month_end = day.month == 2 && day.day == 29;
  due.day = due.month_end ? month_end(start.year, 2) : (struct date){ start.year, day.month, day.day };
  if (date_compare(due.day, start) < 0) {
    due.day.year++;
    due.day = due.month_end ? month_end(due.day.year, 2) : due.day;
  }
  return due;
}

static void add_due(struct arena *arena, struct dues *dues, struct due due, struct date until) {
  due.until = until;
  bool over = until.year && date_compare(due.day, until) > 0;
  if (!over && date_is_whole(due.day))
    vec_push(arena, dues, due);
}

static void add_rounds(struct arena *arena, struct dues *dues, const struct plan *plan, const struct time_spec *time) {
  const struct round *round = round_of(time);
  struct date start = plan_start(plan), until = date_last(plan->to);
  if (!round || start.year == 0)
    return;
  for (size_t i = 0; i < time->days.n; i++)
    add_due(arena, dues, yearly_on(time->days.at[i], start), until);
  if (time->days.n || time->school)
    return;
  struct due due = { .months = round->months, .weeks = round->weeks, .month_end = round->months > 0 };
  due.day = round->months ? round_end(start, round->months) : friday(start);
  add_due(arena, dues, due, until);
}

// ---- All

struct dues dues_of_task(struct arena *arena, const struct plan *plan, const struct task *task) {
  struct dues dues = { 0 };
  const struct time_spec *time = &task->time;
  if (!task->has_time)
    return dues;
  for (size_t i = 0; i < time->intervals.n; i++) {
    const struct interval *interval = &time->intervals.at[i];
    struct due due = { .from = interval->from, .day = date_last(interval->to), .label = interval->label, .named = true };
    add_due(arena, &dues, due, (struct date){ 0 });
  }
  add_rounds(arena, &dues, plan, time);
  return dues;
}
