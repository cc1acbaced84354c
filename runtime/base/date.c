// Calendar arithmetic on days since 1970-01-01, with years that begin in March so that the leap day comes last.
#include "runtime/base/date.h"

enum { DAYS_PER_ERA = 146097, DAYS_TO_1970 = 719468, YEARS_PER_ERA = 400 };

static bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_month_length(int year, int month) {
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  if (month < 1 || month > 12)
    return 0;
  return lengths[month - 1] + (month == 2 && is_leap(year));
}

bool date_is_whole(struct date date) {
  return date.year > 0 && date.day >= 1 && date.day <= date_month_length(date.year, date.month);
}

int date_compare(struct date a, struct date b) {
  if (a.year != b.year)
    return a.year < b.year ? -1 : 1;
  if (a.month != b.month)
    return a.month < b.month ? -1 : 1;
  return (a.day > b.day) - (a.day < b.day);
}

static int floor_div(int a, int b) {
  return a / b - (a % b < 0);
}

int date_days(struct date date) {
  int month = date.month ? date.month : 1;
  int day = date.day ? date.day : 1;
  int year = date.year - (month <= 2);
  int era = floor_div(year, YEARS_PER_ERA);
  int year_of_era = year - era * YEARS_PER_ERA;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

struct date date_from_days(int days) {
  days += DAYS_TO_1970;
  int era = floor_div(days, DAYS_PER_ERA);
  int day_of_era = days - era * DAYS_PER_ERA;
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted = (5 * day_of_year + 2) / 153; // 0 is March
  int month = shifted + (shifted < 10 ? 3 : -9);
  return (struct date){
    .year = year_of_era + era * YEARS_PER_ERA + (month <= 2),
    .month = month,
    .day = day_of_year - (153 * shifted + 2) / 5 + 1,
  };
}

struct date date_first(struct date date) {
  if (!date.year)
    return date;
  return (struct date){ date.year, date.month ? date.month : 1, date.month && date.day ? date.day : 1 };
}

struct date date_last(struct date date) {
  int month = date.month ? date.month : 12;
  if (!date.year)
    return date;
  return (struct date){ date.year, month, date.month && date.day ? date.day : date_month_length(date.year, month) };
}

struct str date_iso(struct arena *arena, struct date date) {
  if (!date.year)
    return STR("");
  if (!date.month)
    return str_printf(arena, "%04d", date.year);
  if (!date.day)
    return str_printf(arena, "%04d-%02d", date.year, date.month);
  return str_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

struct str date_written(struct arena *arena, struct date date) {
  if (!date.year)
    return STR("");
  if (!date.month)
    return str_printf(arena, "%d", date.year);
  struct str rest = str_printf(arena, date.month < 3 ? "%02d/%d" : "%d/%d", date.month, date.year);
  return date.day ? str_printf(arena, "%02d/" STR_FMT, date.day, STR_ARG(rest)) : rest;
}
