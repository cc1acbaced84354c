// iCalendar: lines, folding, escaping, recurrence, alarms.
#include "runtime/emit/emit.h"
#include "test/unit/check.h"

static struct arena *arena;

static struct str write_event(struct calendar_event event) {
  struct calendar calendar = { .name = STR("Lịch") };
  struct buf out = { 0 };
  if (event.uid.n == 0)
    event.uid = STR("1@kehoach");
  vec_push(arena, &calendar.events, event);
  CHECK(emit_ics(&calendar, &out));
  struct str result = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

static bool holds(struct str text, const char *part) {
  bool found = str_find(text, str_from(part), 0) != SIZE_MAX;
  if (!found)
    fprintf(stderr, "“%s” is missing in:\n" STR_FMT "\n", part, STR_ARG(text));
  return found;
}

static void check_whole(void) {
  struct calendar_event event = { .summary = STR("Báo cáo"), .stamp = { 2026, 4, 1 }, .day = { 2026, 12, 31 } };
  vec_push(arena, &event.alarms, 7);
  CHECK_STR(write_event(event),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kehoach//kehoach//VI\r\nCALSCALE:GREGORIAN\r\nNAME:Lịch\r\n"
            "X-WR-CALNAME:Lịch\r\nBEGIN:VEVENT\r\nUID:1@kehoach\r\nDTSTAMP:20260401T000000Z\r\n"
            "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\nSUMMARY:Báo cáo\r\nTRANSP:TRANSPARENT\r\n"
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Báo cáo\r\nTRIGGER:-P7D\r\nEND:VALARM\r\nEND:VEVENT\r\n"
            "END:VCALENDAR\r\n");
}

static void check_text(void) {
  struct calendar_event event = { .day = { 2026, 1, 1 } };
  event.summary = STR("a\\b;c,d:e\"f\ng\r\nh\ri\x01j\x7fk\xffl\tm");
  CHECK(holds(write_event(event), "SUMMARY:a\\\\b\\;c\\,d:e\"f\\ng\\nh\\ni j k\xef\xbf\xbdl\tm\r\n"));
  CHECK(holds(write_event(event), "DTSTAMP:19700101T000000Z\r\n"));
}

// Each line at most 75 bytes, no character cut; unfolded it is what was written.
static void check_folding(void) {
  for (size_t shift = 0; shift < 4; shift++) {
    struct buf words = { 0 }, unfolded = { 0 };
    for (size_t i = 0; i < shift; i++)
      buf_byte(&words, 'x');
    for (int i = 0; i < 100; i++)
      buf_text(&words, "ưởng𠀀");
    struct str text = write_event((struct calendar_event){ .summary = buf_view(&words), .day = { 2026, 1, 1 } });
    size_t used = 0;
    for (size_t i = 0; i < text.n; i++) {
      bool fold = i + 2 < text.n && text.p[i] == '\r' && text.p[i + 2] == ' ';
      used = text.p[i] == '\r' ? 0 : used + (text.p[i] != '\n');
      CHECK(used <= 75);
      CHECK(!fold || i + 3 >= text.n || ((unsigned char)text.p[i + 3] & 0xC0) != 0x80);
      if (fold) {
        i += 2;
        used = 1;
      } else {
        buf_byte(&unfolded, text.p[i]);
      }
    }
    CHECK(str_find(buf_view(&unfolded), buf_view(&words), 0) != SIZE_MAX);
    buf_finish(&words);
    buf_finish(&unfolded);
  }
}

static const struct rule_row {
  struct calendar_event event;
  const char *rule;
} rule_rows[] = {
  { { .months = 12, .day = { 2026, 12, 31 }, .month_end = true }, "RRULE:FREQ=YEARLY\r\n" },
  { { .months = 12, .day = { 2026, 6, 30 }, .until = { 2030, 12, 31 } }, "RRULE:FREQ=YEARLY;UNTIL=20301231\r\n" },
  { { .months = 12, .day = { 2026, 2, 28 }, .month_end = true }, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\n" },
  { { .months = 3, .day = { 2026, 6, 30 }, .month_end = true }, "RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1\r\n" },
  { { .months = 1, .day = { 2026, 6, 15 } }, "RRULE:FREQ=MONTHLY\r\n" },
  { { .weeks = 1, .day = { 2026, 4, 3 } }, "RRULE:FREQ=WEEKLY\r\n" },
};

static void check_rules(void) {
  for (size_t i = 0; i < sizeof rule_rows / sizeof *rule_rows; i++)
    CHECK(holds(write_event(rule_rows[i].event), rule_rows[i].rule));
  struct calendar_event event = rule_rows[0].event;
  vec_push(arena, &event.except, (struct date){ 2027, 12, 31 });
  CHECK(holds(write_event(event), "EXDATE;VALUE=DATE:20271231\r\n"));
  CHECK(str_find(write_event((struct calendar_event){ .day = { 2026, 1, 1 } }), STR("RRULE"), 0) == SIZE_MAX);
}

int main(void) {
  struct buf out = { 0 };
  arena = arena_create();
  CHECK(!emit_ics(&(struct calendar){ .name = STR("Lịch") }, &out) && out.n == 0);
  check_whole();
  check_text();
  check_folding();
  check_rules();
  arena_destroy(arena);
  return check_report();
}
