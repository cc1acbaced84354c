// Labels: what is one, and what only looks like one.
#include "test/unit/reading.h"

static const struct row {
  const char *text;
  const char *written; // NULL: no label
  enum scheme scheme;
  int numbers[4];
} rows[] = {
  { "I. MỤC ĐÍCH", "I.", SCHEME_ROMAN, { 1 } },
  { "IV.NHIỆM VỤ", "IV.", SCHEME_ROMAN, { 4 } },
  { "I MỤC TIÊU CHUNG", "I", SCHEME_ROMAN, { 1 } },
  { "IX. Kinh phí", "IX.", SCHEME_ROMAN, { 9 } },
  { "V. I. Lê-nin", NULL, 0, { 0 } },
  { "X quang", NULL, 0, { 0 } },
  { "1. Mục đích", "1.", SCHEME_ARABIC, { 1 } },
  { "1.Tăng cường", "1.", SCHEME_ARABIC, { 1 } },
  { "12) Việc khác", "12)", SCHEME_ARABIC, { 12 } },
  { "2026. Năm", NULL, 0, { 0 } },
  { "01 ngày", NULL, 0, { 0 } },
  { "2.266.097 thuê bao", NULL, 0, { 0 } },
  { "1.1. Tuyên truyền", "1.1.", SCHEME_DECIMAL2, { 1, 1 } },
  { "1.1 Tuyên truyền", "1.1", SCHEME_DECIMAL2, { 1, 1 } },
  { "2.5 triệu đồng", NULL, 0, { 0 } },
  { "9.3.2. Việc", "9.3.2.", SCHEME_DECIMAL3, { 9, 3, 2 } },
  { "01.03.2026 là hạn", NULL, 0, { 0 } },
  { "I.1. Việc", "I.1.", SCHEME_DECIMAL2, { 1, 1 } },
  { "a) Việc", "a)", SCHEME_LETTER, { 1 } },
  { "đ) Việc", "đ)", SCHEME_LETTER, { 5 } },
  { "k) Việc", "k)", SCHEME_LETTER, { 10 } },
  { "f) Việc", "f)", SCHEME_LETTER, { 0 } },
  { "a. Tham gia", "a.", SCHEME_LETTER, { 1 } },
  { "d1) Việc", "d1)", SCHEME_LETTER, { 4, 1 } },
  { "A. Nguyễn Văn", NULL, 0, { 0 } },
  { "B. PHẦN RIÊNG", "B.", SCHEME_PART, { 2 } },
  { "Điều 5. Khoản", "Điều 5.", SCHEME_ARTICLE, { 5 } },
  { "Điều 5 của Nghị định", NULL, 0, { 0 } },
  { "PHẦN I. KẾT QUẢ", "PHẦN I.", SCHEME_PART, { 1 } },
  { "Phần thứ hai", "Phần thứ hai", SCHEME_PART, { 2 } },
  { "Chương II", "Chương II", SCHEME_CHAPTER, { 2 } },
  { "Mục 1", "Mục 1", SCHEME_SECTION, { 1 } },
  { "Mục 1, Phần II quy định", NULL, 0, { 0 } },
  { "Mục tiêu chung", NULL, 0, { 0 } },
  { "Phụ lục I", "Phụ lục I", SCHEME_ANNEX, { 1 } },
  { "Phụ lục I kèm theo Kế hoạch", NULL, 0, { 0 } },
  { "PHỤ LỤC", "PHỤ LỤC", SCHEME_ANNEX, { 0 } },
  { "PHỤ LỤC DANH MỤC NHIỆM VỤ", "PHỤ LỤC", SCHEME_ANNEX, { 0 } },
  { "Phụ lục số 01:", "Phụ lục số 01:", SCHEME_ANNEX, { 1 } },
  { "- Việc", "-", SCHEME_DASH, { 0 } },
  { "-Việc", "-", SCHEME_DASH, { 0 } },
  { "– Việc", "–", SCHEME_DASH, { 0 } },
  { "• Việc", "•", SCHEME_DASH, { 0 } },
  { "-5 độ", NULL, 0, { 0 } },
  { "+ Việc", "+", SCHEME_PLUS, { 0 } },
  { "Việc", NULL, 0, { 0 } },
  { "", NULL, 0, { 0 } },
};

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct label label;
    size_t n = label_read(str_from(rows[i].text), &label);
    struct str expected = str_from(rows[i].written);
    if (n != expected.n || !str_eq(label.written, expected))
      fprintf(stderr, "“%s”:\n", rows[i].text);
    CHECK(n == expected.n);
    CHECK_STR(label.written, rows[i].written);
    CHECK(label.scheme == rows[i].scheme);
    CHECK(memcmp(label.numbers, rows[i].numbers, sizeof label.numbers) == 0);
  }
  struct label label;
  CHECK(label_read(STR("j) Việc"), &label) && label.alien);
  CHECK(label_read(STR("e) Việc"), &label) && !label.alien);
  // Decomposed letters are the same letters.
  CHECK(label_read(STR("Die\xCC\x82\xCC\x80u 5. Vie\xCC\xA3\xCC\x82""c"), &label) && label.scheme == SCHEME_ARTICLE);
  CHECK(label_value(STR("12")) == 12 && label_value(STR("IV")) == 4 && label_value(STR("VIII")) == 8);
  CHECK(label_value(STR("IVa")) == 0 && label_value(STR("0")) == 0 && label_value(STR("một")) == 0 && label_value(STR("")) == 0);
  return check_report();
}
