// Time phrases as they stand in real plans, and what becomes of each.
#include "compiler/check/times.h"
#include "test/unit/check.h"

static const char *const kinds[] = { "unknown", "dated", "recurring", "continuous", "open" };

// "recurring yearly [Giai đoạn 1 2026-01-01..2026-03-31] [...] on 30/6 school cond ref ?"
static struct str describe(struct arena *arena, const char *phrase, const struct time_context *context) {
  struct text text = { .s = str_from(phrase) };
  struct time_spec spec;
  time_read(arena, &text, 0, text.s.n, context, &spec);
  struct str out = str_printf(arena, "%s%s%s", kinds[spec.kind], spec.recurrence ? " " : "", spec.recurrence ? spec.recurrence : "");
  for (size_t i = 0; i < spec.intervals.n; i++) {
    const struct interval *interval = &spec.intervals.at[i];
    struct str from = date_iso(arena, interval->from), to = date_iso(arena, interval->to);
    out = str_printf(arena, STR_FMT " [" STR_FMT "%s" STR_FMT ".." STR_FMT "%s]", STR_ARG(out), STR_ARG(interval->label),
                     interval->label.n ? " " : "", STR_ARG(from), STR_ARG(to), interval->deadline ? " deadline" : "");
  }
  for (size_t i = 0; i < spec.days.n; i++)
    out = str_printf(arena, STR_FMT " on %d/%d", STR_ARG(out), spec.days.at[i].day, spec.days.at[i].month);
  if (spec.school)
    out = str_concat(arena, out, STR(" school"));
  return str_printf(arena, STR_FMT "%s%s%s", STR_ARG(out), spec.conditional ? " cond" : "", spec.reference ? " ref" : "",
                    spec.has_unknown ? " ?" : "");
}

static const struct vector {
  const char *phrase, *expected;
} vectors[] = {
  { "Hằng năm.", "recurring yearly" },
  { "Hàng năm", "recurring yearly" },
  { "Thường xuyên.", "continuous" },
  { "Thường xuyên, liên tục.", "continuous" },
  { "triển khai thực hiện hằng năm", "recurring yearly" },
  { "triển khai thường xuyên hằng năm", "recurring yearly" },
  { "định kỳ hàng năm, từng giai đoạn báo cáo",
    "recurring yearly [Giai đoạn 1 2026-01-01..2027-12-31] [Giai đoạn 2 2028-01-01..2030-12-31]" },
  { "Hằng năm và theo các giai đoạn",
    "recurring yearly [Giai đoạn 1 2026-01-01..2027-12-31] [Giai đoạn 2 2028-01-01..2030-12-31]" },
  { "Hằng năm và giai đoạn (Giai đoạn 1: Tháng 11/2027; Giai đoạn 2: Tháng 11/2030)",
    "recurring yearly [Giai đoạn 1 2027-11-01..2027-11-30] [Giai đoạn 2 2030-11-01..2030-11-30]" },
  { "Hằng năm (Giai đoạn 1 từ Quý I năm 2026 đến Quý IV năm 2027); Giai đoạn 2 từ Quý I năm 2028 đến Quý IV năm 2030)",
    "recurring yearly [Giai đoạn 1 2026-01-01..2027-12-31] [Giai đoạn 2 2028-01-01..2030-12-31]" },
  { "Hằng năm (Giai đoạn 1: Quý I/2026; giai đoạn 2: Quý IV/2027).",
    "recurring yearly [Giai đoạn 1 2026-01-01..2026-03-31] [giai đoạn 2 2027-10-01..2027-12-31]" },
  { "Hằng năm (Kế hoạch giai đoạn 1: Tháng 03/2026; Kế hoạch giai đoạn 2: Tháng 01/2028).",
    "recurring yearly [giai đoạn 1 2026-03-01..2026-03-31] [giai đoạn 2 2028-01-01..2028-01-31]" },
  { "Hằng năm (Giai đoạn 1: Năm 2026; Giai đoạn 2 Quý I/2028).",
    "recurring yearly [Giai đoạn 1 2026-01-01..2026-12-31] [Giai đoạn 2 2028-01-01..2028-03-31]" },
  { "Đầu năm học, khóa học hằng năm.", "recurring yearly school" },
  { "Theo kế hoạch đối ngoại hằng năm.", "open yearly ref" },
  { "Theo giai đoạn và khi có yêu cầu.",
    "recurring phase [Giai đoạn 1 2026-01-01..2027-12-31] [Giai đoạn 2 2028-01-01..2030-12-31] cond" },
  { "theo kế hoạch của Bộ Quốc phòng và lộ trình thực hiện Đề án.", "open ref" },
  { "từ năm 2026 đến hết năm 2030; chia thành 02 giai đoạn (Giai đoạn 1: Từ 2026 - 2027; giai đoạn 2: Từ 2028 - 2030)",
    "dated [2026-01-01..2030-12-31] [Giai đoạn 1 2026-01-01..2027-12-31] [giai đoạn 2 2028-01-01..2030-12-31]" },
  { "Từ Quý I/2022 đến Quý IV/2023", "dated [2022-01-01..2023-12-31]" },
  { "Giai đoạn 2: Từ Quý I/2024, đến Quý IV/2025", "dated [Giai đoạn 2 2024-01-01..2025-12-31]" },
  { "Thực hiện đến hết năm 2027, chia làm 2 giai đoạn", "dated [2026-04-01..2027-12-31]" },
  { "giai đoạn 2021 - 2030", "dated [2021-01-01..2030-12-31]" },
  { "Giai đoạn 2026 - 2028", "dated [2026-01-01..2028-12-31]" },
  { "01 ngày (Quý I/2022)", "dated [2022-01-01..2022-03-31]" },
  { "1,5 ngày (Quý I/2022)", "dated [2022-01-01..2022-03-31]" },
  { "thực hiện xong trong Quý I/2022", "dated [2022-01-01..2022-03-31 deadline]" },
  { "thực hiện trong năm 2023", "dated [2023-01-01..2023-12-31]" },
  { "triển khai bắt đầu từ Quý II/2022", "dated [2022-04-01..2030-12-31]" },
  { "hoàn thành và phát sóng từ Quý II năm 2022 đến Quý IV năm 2024", "dated [2022-04-01..2024-12-31]" },
  { "trước ngày 30/6 đối với báo cáo 6 tháng; trước ngày 30/11 đối với báo cáo năm", "recurring yearly on 30/6 on 30/11" },
  { "Chậm nhất ngày 30/9/2026", "dated [2026-04-01..2026-09-30 deadline]" },
  { "Tháng 8-9/2026", "dated [2026-08-01..2026-09-30]" },
  { "Quý III, IV/2026", "dated [2026-07-01..2026-12-31]" },
  { "Quý 1/2026", "dated [2026-01-01..2026-03-31]" },
  { "01 lần/tháng", "recurring monthly" },
  { "Định kỳ 1 tháng/lần", "recurring monthly" },
  { "Định kỳ 6 tháng", "recurring half-yearly" },
  { "6 tháng đầu năm 2026", "dated [2026-01-01..2026-06-30]" },
  { "trước ngày 15/11 hằng năm", "recurring yearly on 15/11" },
  { "trước ngày 20 hằng tháng", "recurring monthly" },
  { "dịp 03/3 hằng năm", "recurring yearly on 3/3" },
  { "Năm 2026 - 2030", "dated [2026-01-01..2030-12-31]" },
  { "ngày 28 tháng 8 năm 2027", "dated [2027-08-28..2027-08-28]" },
  { "Xong trong tháng 5/2026", "dated [2026-05-01..2026-05-31 deadline]" },
  { "Thường xuyên khi gặp khó khăn, vướng mắc.", "continuous cond" },
  { "Giai đoạn 2017-2020 (có phụ lục chi tiết kèm theo)", "dated [2017-01-01..2020-12-31]" },
  { "6/2025", "dated [2025-06-01..2025-06-30]" },
  { "trong tuần tới", "unknown ?" },
  { "Từ tháng 3 đến tháng 5 năm 2026", "dated [2026-03-01..2026-05-31]" },
  { "không quá 07 ngày làm việc", "open cond" },
  { "Giai đoạn 1", "dated [Giai đoạn 1 2026-01-01..2027-12-31]" },
  { "28 tháng 8 năm 2027", "dated [2027-08-28..2027-08-28]" },
  { "ngày05 /6/2027", "dated [2027-06-05..2027-06-05]" },
  { "13h30' ngày 29/4/2026 (Thứ Tư)", "dated [2026-04-29..2026-04-29]" },
  { "năm học 2026 - 2027", "dated [2026-09-01..2027-05-31]" },
  { "31/7", "recurring yearly on 31/7" },
  { "cuối năm", "recurring yearly on 31/12" },
  { "đầu tháng 5/2027", "dated [2027-05-01..2027-05-01]" },
  { "hoàn thành trước tháng 6/2027", "dated [2026-04-01..2027-05-31 deadline]" },
  { "Từ nay đến hết tháng 6/2027", "dated [2026-04-01..2027-06-30]" },
  { "Quý III, IV/2026, 2027", "dated [2026-07-01..2026-12-31] [2027-01-01..2027-12-31]" },
  { "Năm 2028; 2030.", "dated [2028-01-01..2028-12-31] [2030-01-01..2030-12-31]" },
  { "tháng 3 và tháng 9 hằng năm", "recurring yearly on 31/3 on 30/9" },
  { "Định kỳ 6 tháng, năm", "recurring half-yearly" },
  { "Định kỳ ngày Thứ Hai hằng tuần", "recurring weekly" },
  { "mỗi năm 01 lần", "recurring yearly" },
  { "tháng 2/2028", "dated [2028-02-01..2028-02-29]" },
  { "ngày 31/4/2027", "unknown ?" },
  { "", "unknown" },
};

static void check_dates(struct arena *arena) {
  struct date date = { 0 }, from, to;
  CHECK(time_read_date(arena, STR("01/4/2026"), &date) && date.day == 1 && date.month == 4 && date.year == 2026);
  CHECK(time_read_date(arena, STR("/4/2026"), &date) && date.day == 0 && date.month == 4 && date.year == 2026);
  CHECK(time_read_date(arena, STR("2026"), &date) && date.month == 0 && date.year == 2026);
  CHECK(time_read_date(arena, STR("2026-04-01"), &date) && date.day == 1 && date.month == 4);
  CHECK(time_read_date(arena, STR("ngày tháng 3 năm 2026"), &date) && date.day == 0 && date.month == 3 && date.year == 2026);
  CHECK(!time_read_date(arena, STR("31/02/2026"), &date));
  CHECK(!time_read_date(arena, STR("mai"), &date));
  CHECK(time_read_span(arena, STR("2026 - 2030"), &from, &to) && from.year == 2026 && to.year == 2030 && to.month == 12);
  CHECK(time_read_span(arena, STR("từ năm 2026 đến hết năm 2030"), &from, &to) && to.year == 2030);
}

static void check_find(struct arena *arena, const struct time_context *context) {
  struct text text = { .s = STR("chủ trì, phối hợp với Sở Xây dựng, hoàn thành trong quý IV năm 2026 theo quy định.") };
  struct time_spec spec;
  size_t start, end;
  CHECK(time_find(arena, &text, 0, context, &start, &end, &spec) && spec.kind == TIME_DATED);
  CHECK_STR(spec.text, "hoàn thành trong quý IV năm 2026");
  text.s = STR("Quyết định số 109/QĐ-TTg ngày 16/01/2026 của Thủ tướng; giai đoạn 2021 - 2030");
  CHECK(!time_find(arena, &text, 0, context, &start, &end, &spec));
  text.s = STR("báo cáo (trước ngày 30/6 đối với báo cáo 6 tháng; trước ngày 30/11 đối với báo cáo năm) hoặc đột xuất");
  CHECK(time_find(arena, &text, 0, context, &start, &end, &spec) && spec.kind == TIME_RECURRING);
  CHECK_STR(spec.text, "trước ngày 30/6 đối với báo cáo 6 tháng; trước ngày 30/11 đối với báo cáo năm");
  text.s = STR(" (2026 - 2028): Tập trung tuyên truyền");
  CHECK(time_find(arena, &text, 0, context, &start, &end, &spec) && spec.intervals.n == 1);
  text.s = STR("Luật số 72/2025/QH15 và 262 lớp tập huấn tại 30 xã");
  CHECK(!time_find(arena, &text, 0, context, &start, &end, &spec));
}

// The words are searched by halves: they stand in order.
static void check_order(void) {
  static const char *const words[] = {
#define TIME_WORD(word, kind) word,
#include "grammar/time-words.def"
#undef TIME_WORD
  };
  for (size_t i = 1; i < sizeof words / sizeof *words; i++)
    CHECK(str_cmp(str_from(words[i - 1]), str_from(words[i])) < 0);
}

int main(void) {
  struct arena *arena = arena_create();
  const struct phase phases[] = {
    { .name = STR("Giai đoạn 1"), .number = 1, .from = { 2026, 1, 1 }, .to = { 2027, 12, 31 } },
    { .name = STR("Giai đoạn 2"), .number = 2, .from = { 2028, 1, 1 }, .to = { 2030, 12, 31 } },
  };
  const struct time_context context = { { 2026, 4, 1 }, { 2026, 1, 1 }, { 2030, 12, 31 }, phases, 2 };
  for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
    CHECK_STR(describe(arena, vectors[i].phrase, &context), vectors[i].expected);
  check_order();
  check_dates(arena);
  check_find(arena, &context);
  arena_destroy(arena);
  return check_report();
}
