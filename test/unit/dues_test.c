// Deadlines: which days the words of a task name, and how they come round.
#include "compiler/derive/dues.h"

#include "test/unit/check.h"

// “2026-06-30 Giai đoạn 1” once, “2026-06-30+12m..2030-12-31” coming round; ! where the plan names no day.
static struct str describe(struct arena *arena, const char *words, const struct plan *plan) {
  const struct time_context context = { .issued = plan->header.date, .from = plan->from, .to = plan->to };
  struct text text = { .s = str_from(words) };
  struct task task = { .has_time = true };
  struct str out = STR("");
  time_read(arena, &text, 0, text.s.n, &context, &task.time);
  struct dues dues = dues_of_task(arena, plan, &task);
  for (size_t i = 0; i < dues.n; i++) {
    const struct due *due = &dues.at[i];
    out = str_printf(arena, STR_FMT "%s" STR_FMT, STR_ARG(out), i ? " " : "", STR_ARG(date_iso(arena, due->day)));
    if (due->months || due->weeks)
      out = str_printf(arena, STR_FMT "+%d%c.." STR_FMT "%s%s", STR_ARG(out), due->months ? due->months : due->weeks,
                       due->months ? 'm' : 'w', STR_ARG(date_iso(arena, due->until)), due->month_end ? " end" : "",
                       due->named ? "" : " !");
  }
  return out;
}

static const struct row {
  const char *words, *dues;
} rows[] = {
  { "Quý I/2027", "2027-03-31" },
  { "Chậm nhất ngày 30/9/2026", "2026-09-30" },
  { "Từ quý II/2026 đến hết năm 2027", "2027-12-31" },
  { "Bắt đầu từ Quý II/2026", "2030-12-31" },
  { "Tháng 02/2028", "2028-02-29" },
  { "Hằng năm", "2026-12-31+12m..2030-12-31 end !" },
  { "Hằng quý", "2026-06-30+3m..2030-12-31 end !" },
  { "Định kỳ 6 tháng", "2026-06-30+6m..2030-12-31 end !" },
  { "Hằng tháng", "2026-04-30+1m..2030-12-31 end !" },
  { "Hằng tuần", "2026-04-03+1w..2030-12-31 !" },
  { "trước ngày 15/11 hằng năm", "2026-11-15+12m..2030-12-31" },
  { "trước ngày 30/6 đối với báo cáo 6 tháng; trước ngày 30/11 đối với báo cáo năm",
    "2026-06-30+12m..2030-12-31 2026-11-30+12m..2030-12-31" },
  { "dịp 03/3 hằng năm", "2027-03-03+12m..2030-12-31" },
  { "tháng 02 hằng năm", "2027-02-28+12m..2030-12-31 end" },
  { "Hằng năm (Giai đoạn 1: Quý I/2026; giai đoạn 2: Quý IV/2027)",
    "2026-03-31 2027-12-31 2026-12-31+12m..2030-12-31 end !" },
  { "Thường xuyên", "" },
  { "Đầu năm học hằng năm", "" },
  { "Khi có yêu cầu", "" },
  { "Theo kế hoạch của Bộ Quốc phòng", "" },
  { "trong tuần tới", "" },
  { "Hằng ngày", "" },
};

int main(void) {
  struct arena *arena = arena_create();
  struct plan plan = { .header.date = { 2026, 4, 1 }, .from = { 2026, 0, 0 }, .to = { 2030, 0, 0 } }, open = { 0 };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    CHECK_STR(describe(arena, rows[i].words, &plan), rows[i].dues);
  CHECK_STR(describe(arena, "Hằng năm", &open), ""); // from when on is not known
  CHECK_STR(describe(arena, "Quý I/2027", &open), "2027-03-31");
  CHECK(dues_of_task(arena, &plan, &(struct task){ 0 }).n == 0);
  arena_destroy(arena);
  return check_report();
}
