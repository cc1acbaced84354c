// Calendar dates (proleptic Gregorian), without clock or time zone. A part that is unknown is 0.
#ifndef KEHOACH_BASE_DATE_H
#define KEHOACH_BASE_DATE_H

#include "runtime/base/str.h"

struct date {
  int year, month, day;
};

bool date_is_whole(struct date date); // all three parts known and the day exists
int date_compare(struct date a, struct date b);
int date_month_length(int year, int month);
int date_days(struct date date); // days since 1970-01-01; an unknown month or day counts as the first
struct date date_from_days(int days);
// The first and the last day that a date with unknown parts can mean; itself when not even the year is known.
struct date date_first(struct date date);
struct date date_last(struct date date);
// "2026-04-01", "2026-04", "2026", or "" when nothing is known.
struct str date_iso(struct arena *arena, struct date date);

// As Nghị định 30/2020/NĐ-CP writes numbers: “01/02/2026”, “01/4/2026”; “4/2026”, “2026” of what is known; else "".
struct str date_written(struct arena *arena, struct date date);

#endif
