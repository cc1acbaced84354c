// Calendars as iCalendar (RFC 5545). Everything is whole days (VALUE=DATE), so that no time zone is needed.
#include "runtime/base/utf8.h"
#include "runtime/emit/emit.h"

enum { LINE_BYTES = 75, MONTHS_OF_YEAR = 12, FEBRUARY = 2, LONGEST_CHARACTER = 4 };

// ---- Lines (3.1): CRLF; what is longer than 75 bytes goes on behind a line end and a space, never within a character

static void add_line(struct buf *out, struct str line) {
  size_t used = 0;
  for (size_t at = 0; at < line.n;) {
    size_t from = at;
    utf8_next(line, &at);
    if (used + at - from > LINE_BYTES) {
      buf_text(out, "\r\n ");
      used = 1;
    }
    buf_str(out, str_slice(line, from, at));
    used += at - from;
  }
  buf_text(out, "\r\n");
}

// Text (3.3.11): \ ; , and line ends escaped. Other controls are none of its characters and become spaces, bytes that are no
// UTF-8 become U+FFFD.
static void add_escaped(struct buf *out, struct str s) {
  for (size_t at = 0; at < s.n;) {
    char bytes[LONGEST_CHARACTER];
    uint32_t c = utf8_next(s, &at);
    if (c == '\r' && at < s.n && s.p[at] == '\n')
      continue;
    if (c == '\\' || c == ';' || c == ',')
      buf_byte(out, '\\');
    if (c == '\n' || c == '\r')
      buf_text(out, "\\n");
    else if ((c < ' ' && c != '\t') || (c >= 0x7f && c < 0xa0))
      buf_byte(out, ' ');
    else
      buf_add(out, bytes, utf8_put(c, bytes));
  }
}

static void add_text(struct buf *out, const char *property, struct str value) {
  struct buf line = { 0 };
  if (value.n == 0)
    return;
  buf_printf(&line, "%s:", property);
  add_escaped(&line, value);
  add_line(out, buf_view(&line));
  buf_finish(&line);
}

static void add_day(struct buf *out, struct date day) {
  buf_printf(out, "%04d%02d%02d", day.year, day.month, day.day);
}

// “NAME;VALUE=DATE:20260331”
static void add_date(struct buf *out, const char *property, struct date day) {
  buf_printf(out, "%s;VALUE=DATE:", property);
  add_day(out, day);
  buf_text(out, "\r\n");
}

// ---- Recurrence (3.3.10)

static void add_rule(struct buf *out, const struct calendar_event *event) {
  bool yearly = event->months > 0 && event->months % MONTHS_OF_YEAR == 0;
  int interval = yearly ? event->months / MONTHS_OF_YEAR : event->months ? event->months : event->weeks;
  if (interval == 0)
    return;
  buf_printf(out, "RRULE:FREQ=%s", yearly ? "YEARLY" : event->months ? "MONTHLY" : "WEEKLY");
  if (event->until.year) {
    buf_text(out, ";UNTIL=");
    add_day(out, event->until);
  }
  if (interval > 1)
    buf_printf(out, ";INTERVAL=%d", interval);
  bool moves = event->month_end && (!yearly || event->day.month == FEBRUARY); // the last day is not always the same
  if (moves && yearly)
    buf_printf(out, ";BYMONTH=%d", FEBRUARY);
  if (moves)
    buf_text(out, ";BYMONTHDAY=-1");
  buf_text(out, "\r\n");
}

// ---- Events

static void add_alarm(struct buf *out, const struct calendar_event *event, int days) {
  buf_text(out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\n");
  add_text(out, "DESCRIPTION", event->summary.n ? event->summary : STR("-"));
  buf_printf(out, "TRIGGER:-P%dD\r\nEND:VALARM\r\n", days);
}

static void add_event(struct buf *out, const struct calendar_event *event) {
  buf_text(out, "BEGIN:VEVENT\r\n");
  add_text(out, "UID", event->uid);
  buf_text(out, "DTSTAMP:");
  add_day(out, date_is_whole(event->stamp) ? event->stamp : (struct date){ 1970, 1, 1 });
  buf_text(out, "T000000Z\r\n");
  add_date(out, "DTSTART", event->day);
  add_date(out, "DTEND", date_from_days(date_days(event->day) + 1)); // the first day without it
  add_rule(out, event);
  for (size_t i = 0; i < event->except.n; i++)
    add_date(out, "EXDATE", event->except.at[i]);
  add_text(out, "SUMMARY", event->summary);
  add_text(out, "DESCRIPTION", event->description);
  add_text(out, "LOCATION", event->location);
  add_text(out, "CATEGORIES", event->category);
  buf_text(out, "TRANSP:TRANSPARENT\r\n"); // a deadline takes nobody's time
  for (size_t i = 0; i < event->alarms.n; i++)
    add_alarm(out, event, event->alarms.at[i]);
  buf_text(out, "END:VEVENT\r\n");
}

bool emit_ics(const struct calendar *calendar, struct buf *out) {
  if (calendar->events.n == 0)
    return false;
  buf_text(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kehoach//kehoach//VI\r\nCALSCALE:GREGORIAN\r\n");
  add_text(out, "NAME", calendar->name); // RFC 7986; the next is what older programs read
  add_text(out, "X-WR-CALNAME", calendar->name);
  add_text(out, "DESCRIPTION", calendar->description);
  for (size_t i = 0; i < calendar->events.n; i++)
    add_event(out, &calendar->events.at[i]);
  buf_text(out, "END:VCALENDAR\r\n");
  return true;
}
