// Rules of figures (chữ số): quarters, months and days as the decree writes them, ranges, per cent and decimals.
#include "compiler/check/rules/word_rules.h"

static bool is_small_number(const struct token *word, int *value) {
  return word->kind == WORD_NUMBER && str_to_int(word->folded, value);
}

// `instead` for the word i, said with the word before it.
static void report_number(struct reader *reader, const struct diag_rule *rule, size_t i, struct str instead) {
  const struct prose *prose = reader->prose;
  struct diag *diag = words_report_words(reader, rule, i - 1, i);
  if (!diag)
    return;
  diag_arg(reader->diags, diag,
           str_printf(reader->arena, STR_FMT " " STR_FMT, STR_ARG(word_raw(prose, word_before(prose, i))),
                      STR_ARG(instead)));
  words_fix_words(reader, diag, i, i, instead);
}

// ---- the calendar

void check_quarter_digit(struct reader *reader) {
  const struct prose *prose = reader->prose;
  static const struct str roman[] = { STR("I"), STR("II"), STR("III"), STR("IV") };
  int quarter;
  for (size_t i = 1; i + 1 < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    if (is_small_number(word, &quarter) && word_reads(&word[-1], "quý") && quarter >= 1 && quarter <= 4 &&
        word->folded.n == 1 && !(word->flags & WORD_QUOTED))
      report_number(reader, &rule_quarter_digit, i, roman[quarter - 1]);
  }
}

void check_month_padded(struct reader *reader) {
  const struct prose *prose = reader->prose;
  int month;
  for (size_t i = 1; i < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    bool padded = word->folded.n == 2 && word->folded.p[0] == '0' && is_small_number(word, &month) && month >= 3;
    if (padded && word_reads(&word[-1], "tháng") && !(word->flags & WORD_QUOTED))
      report_number(reader, &rule_month_padded, i, str_slice(word_raw(prose, word), 1, 2));
  }
}

// “ngày 5 tháng 4”, “ngày 5/4”; not “7 ngày”, not holidays like “ngày 8-3”.
void check_day_unpadded(struct reader *reader) {
  const struct prose *prose = reader->prose;
  int day;
  for (size_t i = 1; i + 1 < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    if (word->kind != WORD_NUMBER || !word_reads(&word[-1], "ngày"))
      continue;
    bool date = word_reads(&word[1], "tháng") ||
                (word_is_sign(&word[1], '/') && !(word[1].flags & WORD_SPACED) && word[2].kind == WORD_NUMBER);
    bool single = word->folded.n == 1 && is_small_number(word, &day) && day >= 1;
    if (date && single && !(word->flags & WORD_QUOTED))
      report_number(reader, &rule_day_unpadded, i, str_printf(reader->arena, "0%d", day));
  }
}

// ---- ranges of years: “2026 - 2030” and “2021-2025” in one plan

static bool is_year(const struct token *word) {
  int year;
  return word->folded.n == 4 && is_small_number(word, &year) && year >= 1900 && year < 2200;
}

// 1 with spaces, 2 without, 0 none; i is the dash.
static int range_way(const struct prose *prose, size_t i) {
  const struct token *word = &prose->words.at[i];
  if (!word_is_sign(word, '-') || !is_year(&word[-1]) || !is_year(&word[1]) || (word->flags & WORD_QUOTED) ||
      word_is_sign(&word[-2], '/') || word_is_sign(&word[2], '/'))
    return 0;
  bool before = word->flags & WORD_SPACED, after = word[1].flags & WORD_SPACED;
  return before && after ? 1 : before || after ? 0 : 2;
}

void check_range_mixed(struct reader *reader) {
  const struct prose *prose = reader->prose;
  size_t count[3] = { 0 }, first[3] = { 0 };
  for (size_t i = 2; i + 2 < prose->words.n; i++) {
    int way = range_way(prose, i);
    if (count[way]++ == 0)
      first[way] = i;
  }
  if (!count[1] || !count[2])
    return;
  int less = count[2] <= count[1] ? 2 : 1;
  struct diag *diag = words_report_words(reader, &rule_range_mixed, first[less] - 1, first[less] + 1);
  diag_arg(reader->diags, diag, words_raw(prose, first[3 - less] - 1, first[3 - less] + 1));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", count[less]));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", count[3 - less]));
  for (size_t i = 2; i + 2 < prose->words.n; i++)
    if (range_way(prose, i) == less)
      words_fix(reader, diag, &prose->texts.at[prose->words.at[i].text], prose->words.at[i - 1].to,
                prose->words.at[i + 1].from, less == 2 ? STR(" - ") : STR("-"));
}

// ---- per cent, decimals

void check_percent_space(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 1; i < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    if (!word_is_sign(word, '%') || !(word->flags & WORD_SPACED) || word[-1].kind != WORD_NUMBER)
      continue;
    struct diag *diag = words_report_words(reader, &rule_percent_space, i - 1, i);
    if (diag)
      words_fix(reader, diag, &prose->texts.at[word->text], word[-1].to, word->from, (struct str){ 0 });
  }
}

// “1.5”: one point with one or two digits behind it; three are thousands.
static bool is_decimal(struct str number) {
  size_t point = str_find_byte(number, '.', 0);
  return point != SIZE_MAX && str_find_byte(number, '.', point + 1) == SIZE_MAX &&
         str_find_byte(number, ',', 0) == SIZE_MAX && number.n - point - 1 <= 2;
}

void check_decimal_point(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 1; i + 1 < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    if (word->kind != WORD_NUMBER || !is_decimal(word->folded) || !style_lists(prose, STYLE_MEASURE, word[1].id) ||
        (word->flags & WORD_OPENS))
      continue;
    struct diag *diag = words_report_words(reader, &rule_decimal_point, i, i + 1);
    if (!diag)
      return;
    struct str raw = word_raw(prose, word);
    size_t point = str_find_byte(raw, '.', 0);
    words_fix_words(
        reader, diag, i, i,
        str_printf(reader->arena, STR_FMT "," STR_FMT, (int)point, raw.p, (int)(raw.n - point - 1), raw.p + point + 1));
  }
}
