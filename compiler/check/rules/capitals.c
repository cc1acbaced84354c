// Rules of capitals (viết hoa) that go by the words around: kinds of places, the calendar, beginnings of sentences.
// Nghị định 30/2020/NĐ-CP, annex II.
#include "compiler/check/rules/word_rules.h"

// A word within a sentence: nothing before it that a capital may follow.
static bool is_inside(const struct prose *prose, const struct token *word) {
  return word[-1].kind == WORD_LETTERS && !(word->flags & (WORD_STARTS | WORD_QUOTED)) &&
         !prose->texts.at[word->text].upper;
}

static struct str first_small(struct arena *arena, struct str raw) {
  size_t at = 0;
  char bytes[4];
  uint32_t c = uni_lower(utf8_next(raw, &at));
  return str_concat(arena, str_copy(arena, (struct str){ bytes, utf8_put(c, bytes) }), str_slice(raw, at, raw.n));
}

// The capital of word i should be a small letter; said with the words up to `last`.
static void report_small(struct reader *reader, const struct diag_rule *rule, size_t i, size_t last) {
  const struct prose *prose = reader->prose;
  struct diag *diag = words_report(reader, rule, words_span(prose, i, i));
  if (!diag)
    return;
  diag_arg(reader->diags, diag, first_small(reader->arena, words_raw(prose, i, last)));
  words_fix_words(reader, diag, i, i, first_small(reader->arena, words_raw(prose, i, i)));
}

// “tại Tỉnh Lạng Sơn”. Names that begin with a number keep their capital (Quận 1), and so do those of a person or an
// event (Phường Điện Biên Phủ): three syllables or more are left alone.
void check_unit_capital(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 1; i + 3 < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    bool unit = word->kind == WORD_LETTERS && (word->flags & (WORD_CAPITAL | WORD_UPPER)) == WORD_CAPITAL &&
                style_lists(prose, STYLE_UNIT, word->id);
    if (!unit || !is_inside(prose, word))
      continue;
    bool name = (word[1].flags & WORD_CAPITAL) && !(word[1].flags & WORD_UPPER) && (word[2].flags & WORD_CAPITAL);
    if (name && !(word[3].flags & WORD_CAPITAL))
      report_small(reader, &rule_unit_capital, i, i + 2);
  }
}

// “trước Tháng 5”.
void check_calendar_capital(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 1; i + 1 < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    if (word->kind == WORD_LETTERS && (word->flags & (WORD_CAPITAL | WORD_UPPER)) == WORD_CAPITAL &&
        word[1].kind == WORD_NUMBER && is_inside(prose, word) && style_lists(prose, STYLE_CALENDAR, word->id))
      report_small(reader, &rule_calendar_capital, i, i + 1);
  }
}

// A stop that ends a sentence: behind a whole word, with a space after it.
static bool is_stop(struct prose *prose, size_t i) {
  const struct token *word = &prose->words.at[i];
  return word_is_sign(word, '.') && !(word->flags & WORD_SPACED) && word[-1].kind == WORD_LETTERS &&
         word[-1].folded.n > 2 && !(word[-1].flags & WORD_CAPITAL) && word_syllable(prose, &word[-1]) &&
         (word[1].flags & WORD_SPACED);
}

void check_sentence_small(struct reader *reader) {
  struct prose *prose = reader->prose;
  for (size_t i = 1; i + 2 < prose->words.n; i++) {
    const struct token *next = &prose->words.at[i + 1];
    bool small =
        next->kind == WORD_LETTERS && !(next->flags & WORD_CAPITAL) && next->folded.n > 2 && word_syllable(prose, next);
    if (!small || !is_stop(prose, i) || word_reads(&prose->words.at[i - 1], "tr"))
      continue;
    struct diag *diag = words_report(reader, &rule_sentence_small, words_span(prose, i + 1, i + 1));
    if (diag)
      diag_arg(reader->diags, diag, words_raw(prose, i - 1, i + 1));
  }
}
