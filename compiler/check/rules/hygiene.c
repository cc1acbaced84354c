// Rules of text hygiene (vệ sinh văn bản): characters that look right and are not, spaces, signs. What concerns bytes is
// looked for in the texts as written, what concerns words in the row of words.
#include "compiler/check/rules/word_rules.h"

#include <string.h>

static const struct str quote_open = { "“", 3 };

// ---- characters

enum { MARKS = 0xCC }; // first byte of the combining marks that Vietnamese letters fall apart into

static size_t word_start(struct str s, size_t at) {
  while (at > 0 && s.p[at - 1] != ' ' && s.p[at - 1] != '\n')
    at--;
  return at;
}

static size_t word_stop(struct str s, size_t at) {
  while (at < s.n && s.p[at] != ' ' && s.p[at] != '\n')
    at++;
  return at;
}

// Decomposed words of a text become edits of the one finding; returns how many there are.
static size_t compose_text(struct reader *reader, const struct prose_text *text, struct diag **diag) {
  struct str s = text->text->s;
  size_t count = 0;
  for (size_t at = 0; (at = str_find_byte(s, (char)MARKS, at)) != SIZE_MAX;) {
    size_t from = word_start(s, at), to = word_stop(s, at);
    struct str raw = str_slice(s, from, to), composed = text_nfc(reader->arena, raw);
    at = to;
    if (str_eq(raw, composed))
      continue;
    if (!*diag)
      *diag = report_with(reader, &rule_not_composed, text_span(text->text, from, to), composed);
    words_fix(reader, *diag, text, from, to, composed);
    count++;
  }
  return count;
}

// One finding for the plan: text comes decomposed from a machine, then all of it.
void check_not_composed(struct reader *reader) {
  const struct prose *prose = reader->prose;
  struct diag *diag = NULL;
  size_t count = 0;
  for (size_t i = 0; i < prose->texts.n; i++)
    count += compose_text(reader, &prose->texts.at[i], &diag);
  if (diag)
    diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", count));
}

// Letters that look like Đ: Icelandic Eth and African D. All have two bytes.
static const struct look_alike {
  struct str letter, instead;
} look_alikes[] = {
  { STR("\xC3\x90"), STR("Đ") },
  { STR("\xC6\x89"), STR("Đ") },
  { STR("\xC3\xB0"), STR("đ") },
  { STR("\xC9\x96"), STR("đ") },
};

static const struct look_alike *look_alike_at(struct str s, size_t at) {
  unsigned char lead = (unsigned char)s.p[at];
  if (lead != 0xC3 && lead != 0xC6 && lead != 0xC9)
    return NULL;
  for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++)
    if (str_eq(str_slice(s, at, at + 2), look_alikes[i].letter))
      return &look_alikes[i];
  return NULL;
}

static void report_look_alike(struct reader *reader, const struct token *word, size_t at,
                              const struct look_alike *alike) {
  const struct prose_text *text = &reader->prose->texts.at[word->text];
  struct str s = text->text->s;
  struct diag *diag = words_report(reader, &rule_foreign_d, text_span(text->text, at, at + 2));
  if (!diag)
    return;
  diag_arg(reader->diags, diag, alike->letter);
  diag_arg(reader->diags, diag, str_slice(s, word_start(s, at), word_stop(s, at)));
  words_fix(reader, diag, text, at, at + 2, alike->instead);
}

void check_foreign_d(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 0; i < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    for (size_t at = word->from; prose->forms.at[word->id].barred && at < word->to; at++) {
      const struct look_alike *alike = look_alike_at(prose->texts.at[word->text].text->s, at);
      if (alike)
        report_look_alike(reader, word, at, alike);
    }
  }
}

void check_tab_character(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 0; i < prose->texts.n; i++) {
    const struct prose_text *text = &prose->texts.at[i];
    struct str s = text->text->s;
    size_t at = str_find_byte(s, '\t', 0), to = at;
    if (at == SIZE_MAX)
      continue;
    while (to < s.n && (s.p[to] == '\t' || s.p[to] == ' '))
      to++;
    struct diag *diag = words_report(reader, &rule_tab_character, text_span(text->text, at, at + 1));
    if (!diag)
      return;
    diag_arg(reader->diags, diag, str_slice(s, word_start(s, at), at));
    words_fix(reader, diag, text, at, to, STR(" "));
  }
}

void check_underscore(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 0; i + 1 < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    if (!word_is_sign(word, '_') || word_before(prose, i)->kind != WORD_LETTERS || (word->flags & WORD_SPACED))
      continue;
    struct str s = prose->texts.at[word->text].text->s;
    size_t from = word_start(s, word->from), to = word_stop(s, word->to);
    struct diag *diag = words_report(reader, &rule_underscore, text_span(prose->texts.at[word->text].text, from, to));
    if (diag)
      diag_arg(reader->diags, diag, str_slice(s, from, to));
  }
}

// Pictures of points that word processors put before lines; dashes of any length are dashes.
static bool is_picture(struct str bullet) {
  size_t at = 0;
  uint32_t c = bullet.n ? utf8_next(bullet, &at) : 0;
  return c >= 0x80 && !uni_is_dash(c) && c != 0x2212;
}

// One finding for the plan: such signs come from a machine, then all of them.
void check_bullet_sign(struct reader *reader) {
  for (struct item *item = plan_next(reader->plan, NULL); item; item = plan_next(reader->plan, item)) {
    bool bullet = item->label.scheme >= SCHEME_DASH && item->label.scheme <= SCHEME_STAR;
    if (!bullet || !is_picture(item->label.written))
      continue;
    report_with(reader, &rule_bullet_sign, item->label.span, item->label.written);
    return;
  }
}

// ---- spaces

// Two or three spaces: more are the columns of a pasted table.
static bool is_wide_gap(struct str gap) {
  size_t spaces = 0;
  for (size_t at = 0; at < gap.n; spaces++) {
    uint32_t c = utf8_next(gap, &at);
    if (c != ' ' && c != 0xA0)
      return false;
  }
  return spaces == 2 || spaces == 3;
}

// Between words of a sentence; beside numbers and signs of tables a gap is a column's.
static bool in_sentence(const struct token *a, const struct token *b) {
  bool before = a->kind == WORD_LETTERS || (a->kind == WORD_SIGN && strchr(",;:.)", a->folded.p[0]));
  return before && (b->kind == WORD_LETTERS || word_is_sign(b, '(') || str_eq(b->folded, quote_open));
}

// What stands in the source between a word and the one before it; the text may have one space for it. One finding for
// the plan.
void check_double_space(struct reader *reader) {
  const struct prose *prose = reader->prose;
  struct diag *diag = NULL;
  size_t count = 0;
  for (size_t i = 1; i < prose->words.n; i++) {
    const struct token *a = &prose->words.at[i - 1], *b = &prose->words.at[i];
    if (!(b->flags & WORD_SPACED) || !in_sentence(a, b))
      continue;
    const struct prose_text *text = &prose->texts.at[b->text];
    if (text->text->map.n < 2 && b->from == a->to + 1)
      continue;
    struct span span = { text_offset(text->text, a->to - 1) + 1, text_offset(text->text, b->from) };
    if (!is_wide_gap(source_slice(reader->plan->source, span)))
      continue;
    if (count++ == 0)
      diag = report_with(reader, &rule_double_space, span, word_raw(prose, a));
    report_fix(reader, diag, "sửa", "correct", span, STR(" "));
  }
  if (diag)
    diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", count));
}

static bool is_sign(const struct token *word, const char *sign) {
  return word->kind == WORD_SIGN && str_is(word->folded, sign);
}

// The gap between two words is spare: behind an opening sign, before a closing one or a stop that ends the words.
static const char *spare_gap(const struct prose *prose, size_t i) {
  const struct token *a = &prose->words.at[i - 1], *b = &prose->words.at[i];
  if (is_sign(a, "(") || is_sign(a, "“"))
    return "sau";
  if (is_sign(b, ")") || is_sign(b, "”"))
    return a->kind == WORD_LETTERS || a->kind == WORD_NUMBER ? "trước" : NULL;
  bool last = is_sign(b, ".") && word_after(prose, i)->kind == WORD_EDGE;
  return last && (a->kind == WORD_LETTERS || is_sign(a, ")")) ? "trước" : NULL;
}

void check_space_inside(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 1; i < prose->words.n; i++) {
    const struct token *a = &prose->words.at[i - 1], *b = &prose->words.at[i];
    const char *side = (b->flags & WORD_SPACED) && a->kind != WORD_EDGE ? spare_gap(prose, i) : NULL;
    if (!side)
      continue;
    struct diag *diag = words_report(reader, &rule_space_inside, words_span(prose, i - 1, i));
    if (!diag)
      return;
    diag_arg(reader->diags, diag, str_from(side));
    diag_arg(reader->diags, diag, word_raw(prose, str_is(str_from(side), "sau") ? a : b));
    words_fix(reader, diag, &prose->texts.at[b->text], a->to, b->from, (struct str){ 0 });
  }
}

// A sign that a space follows. Stops only where a sentence begins behind them: “hiệu quả.Các cơ quan”.
static bool wants_space(struct prose *prose, size_t i) {
  const struct token *sign = &prose->words.at[i], *before = word_before(prose, i), *after = word_after(prose, i);
  if (sign->kind != WORD_SIGN || after->kind != WORD_LETTERS || (after->flags & (WORD_SPACED | WORD_UPPER)) ||
      after->folded.n < 2)
    return false;
  if (before->kind == WORD_LETTERS && (before->flags & WORD_UPPER) && !prose->texts.at[sign->text].upper)
    return false;
  bool word = before->kind == WORD_LETTERS || is_sign(before, ")") || is_sign(before, "”");
  if (is_sign(sign, ",") || is_sign(sign, ";"))
    return word && word_syllable(prose, after);
  if (is_sign(sign, ":"))
    return before->kind == WORD_LETTERS && (after->flags & WORD_CAPITAL) && word_syllable(prose, after);
  return is_sign(sign, ".") && before->kind == WORD_LETTERS && !(before->flags & WORD_CAPITAL) &&
         before->folded.n > 2 && (after->flags & WORD_CAPITAL) && word_syllable(prose, before) &&
         word_syllable(prose, after);
}

void check_space_missing(struct reader *reader) {
  struct prose *prose = reader->prose;
  for (size_t i = 1; i + 1 < prose->words.n; i++) {
    if (prose->words.at[i].kind != WORD_SIGN || !wants_space(prose, i))
      continue;
    struct diag *diag = words_report(reader, &rule_space_missing, words_span(prose, i, i));
    if (!diag)
      return;
    diag_arg(reader->diags, diag, word_raw(prose, &prose->words.at[i]));
    diag_arg(reader->diags, diag, words_raw(prose, i - 1, i + 1));
    words_fix_words(reader, diag, i, i, str_concat(reader->arena, word_raw(prose, &prose->words.at[i]), STR(" ")));
  }
}

// ---- symbols: “57- NQ/TW”, “NĐ- CP”

static bool is_code(const struct token *word) {
  return word->kind == WORD_LETTERS && ((word->flags & WORD_UPPER) || str_is(word->folded, "ttg"));
}

// The gap at word i lies inside a symbol: a dash joined on one side only, with a number and a code around it, or two codes
// of which one hangs at a number by a slash.
static bool splits_symbol(const struct prose *prose, size_t i) {
  const struct token *w = &prose->words.at[i];
  bool dash_before = is_sign(&w[-1], "-") && !(w[-1].flags & WORD_SPACED);
  bool dash_here = is_sign(w, "-") && !(w[1].flags & WORD_SPACED);
  if (!dash_before && !dash_here)
    return false;
  const struct token *left = dash_before ? &w[-2] : &w[-1], *right = dash_before ? w : &w[1];
  if (!is_code(right))
    return false;
  const struct token *beyond = right + 1;
  if (left->kind == WORD_NUMBER)
    return is_sign(beyond, "/") && !(beyond->flags & WORD_SPACED);
  return is_code(left) && is_sign(&left[-1], "/") && !(left->flags & WORD_SPACED);
}

void check_symbol_space(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 4; i + 2 < prose->words.n; i++) {
    const struct token *a = &prose->words.at[i - 1], *b = &prose->words.at[i];
    if (!(b->flags & WORD_SPACED) || a->kind == WORD_EDGE || !splits_symbol(prose, i))
      continue;
    size_t first = i - (is_sign(a, "-") ? 2 : 1), last = is_sign(b, "-") ? i + 1 : i;
    struct diag *diag = words_report_words(reader, &rule_symbol_space, first, last);
    if (diag)
      words_fix(reader, diag, &prose->texts.at[b->text], a->to, b->from, (struct str){ 0 });
  }
}

// ---- quotation marks

void check_straight_quote(struct reader *reader) {
  const struct prose *prose = reader->prose;
  if (prose_known(prose, STR("“")) == UINT32_MAX)
    return;
  for (size_t i = 0; i < prose->words.n; i++)
    if (is_sign(&prose->words.at[i], "\"")) {
      words_report(reader, &rule_straight_quote, words_span(prose, i, i));
      return;
    }
}

// ---- tone marks: “hòa” and “hoà” in one plan

// 1 the new way, 2 the old way, 0 there is but one.
static int tone_way(struct prose *prose, const struct token *word) {
  if (word->kind != WORD_LETTERS || !(word->flags & WORD_MARKED) || word->to - word->from != word->folded.n)
    return 0;
  size_t n = word->folded.n;
  if (n < 3 || (unsigned char)word->folded.p[n - 2] < 0x80) // the vowel before the last bears the tone
    return 0;
  char end = word->folded.p[n - 1];
  if ((end != 'a' && end != 'e' && end != 'y') || !syllable_old_style(prose->arena, prose->syllables, word->folded).n)
    return 0;
  struct str raw = word_raw(prose, word);
  return (unsigned char)raw.p[raw.n - 1] < 0x80 ? 1 : 2;
}

void check_tone_mixed(struct reader *reader) {
  struct prose *prose = reader->prose;
  size_t count[3] = { 0 }, first[3] = { 0 };
  for (size_t i = 0; i < prose->words.n; i++) {
    int way = tone_way(prose, &prose->words.at[i]);
    if (count[way]++ == 0)
      first[way] = i;
  }
  if (!count[1] || !count[2])
    return;
  int less = count[2] <= count[1] ? 2 : 1;
  struct diag *diag = words_report_words(reader, &rule_tone_mixed, first[less], first[less]);
  diag_arg(reader->diags, diag, word_raw(prose, &prose->words.at[first[3 - less]]));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", count[less]));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", count[3 - less]));
  for (size_t i = 0; i < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    if (tone_way(prose, word) != less)
      continue;
    struct str instead = less == 2 ? word->folded : syllable_old_style(reader->arena, prose->syllables, word->folded);
    words_fix_words(reader, diag, i, i, words_like(reader, i, i, instead));
  }
}
