// Calendar: days with something to remember, once or again and again, for calendar programs. iCalendar is written from it.
#ifndef KEHOACH_DOC_CALENDAR_H
#define KEHOACH_DOC_CALENDAR_H

#include "runtime/base/date.h"
#include "runtime/base/vec.h"

struct calendar_event {
  struct str uid;           // the same for the same thing in every version of the calendar; different within it
  struct str summary, description, location, category; // all but the first may be empty
  struct date stamp;        // when what it says was issued; unknown: 1970-01-01
  struct date day;          // the (first) whole day
  int months, weeks;        // comes round after so many; both 0: once
  bool month_end;           // with `months`: on the last day of its month
  struct date until;        // last day on which it may come round; unknown: no end
  VEC(struct date) except;  // days on which it does not
  VEC(int) alarms;          // days before
};

struct calendar {
  struct str name, description; // may be empty
  VEC(struct calendar_event) events; // at least one: a calendar without is none to programs that read it
};

#endif
