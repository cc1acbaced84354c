// Rules of spelling (chính tả): words that are no Vietnamese syllable, with what they were meant to be where that can be
// told: keystrokes left over, two words run together, or a word that the plan has in the same company.
#include "compiler/check/rules/word_rules.h"

#include <string.h>

enum { LONGEST = 48, SEARCHES = 64 };

// Letters that only Vietnamese writing has, đ aside: it also stands in abbreviations.
static bool has_vietnamese_vowel(struct str folded) {
  for (size_t at = 0; at < folded.n;) {
    uint32_t c = utf8_next(folded, &at);
    if (c >= 0x80 && c != 0x111 && uni_is_letter(c) && uni_bare(c) < 0x80)
      return true;
  }
  return false;
}

static bool is_single(struct str folded) {
  size_t at = 0;
  utf8_next(folded, &at);
  return at == folded.n;
}

// Names keep their spelling: a capital within a sentence, or in capitals among small letters.
static bool is_name(const struct prose *prose, const struct token *word) {
  if (word->flags & WORD_UPPER)
    return !prose->texts.at[word->text].upper;
  return (word->flags & WORD_CAPITAL) && (!(word->flags & WORD_STARTS) || prose->forms.at[word->id].count > 1);
}

static bool is_suspect(struct prose *prose, const struct token *word) {
  if ((word->kind != WORD_LETTERS && word->kind != WORD_MIXED) || (word->flags & WORD_LINKED) ||
      word->folded.n > LONGEST)
    return false;
  return !word_syllable(prose, word) && !is_single(word->folded) && !is_name(prose, word) &&
         !style_lists(prose, STYLE_ACCEPT, word->id);
}

// Foreign words come in company.
static bool is_foreign(struct prose *prose, const struct token *word) {
  return word->kind == WORD_LETTERS && !has_vietnamese_vowel(word->folded) && !word_syllable(prose, word);
}

// ---- what it was meant to be

// One keystroke (“for”, “seen”) is no proof unless the plan has the word.
static struct str meant_by_typing(struct prose *prose, const struct token *word) {
  struct str meant = syllable_typed(prose->arena, prose->syllables, word->folded);
  size_t letters = 0;
  for (size_t at = 0; at < meant.n; letters++)
    utf8_next(meant, &at);
  if (letters < 2 || word->folded.n < 3)
    return (struct str){ 0 };
  uint32_t known = prose_known(prose, meant);
  bool sure = word->folded.n >= letters + 2;
  bool likely = word->kind == WORD_LETTERS && known != UINT32_MAX && prose->forms.at[known].count > 0;
  return sure || likely ? meant : (struct str){ 0 };
}

static bool is_known_part(const struct prose *prose, struct str part) {
  uint32_t id = prose_known(prose, part);
  return id != UINT32_MAX && prose->forms.at[id].count > 0 && syllable_valid(prose->syllables, part) &&
         !is_single(part);
}

static bool is_common(const struct prose *prose, struct str part) {
  return prose->forms.at[prose_known(prose, part)].count >= 3;
}

// “thựchiện”: two words that the plan has, side by side or often. The offset of the second, or 0.
static size_t joint_of(const struct prose *prose, struct str folded) {
  for (size_t at = 2; at + 2 <= folded.n; at++) {
    if (((unsigned char)folded.p[at] & 0xC0) == 0x80)
      continue;
    struct str left = str_slice(folded, 0, at), right = str_slice(folded, at, folded.n);
    if (!is_known_part(prose, left) || !is_known_part(prose, right))
      continue;
    if (grams_pair(prose->grams, prose_known(prose, left), prose_known(prose, right)) ||
        (is_common(prose, left) && is_common(prose, right)))
      return at;
  }
  return 0;
}

// How well a word would stand here: with its neighbours on both sides, or one.
static unsigned company(const struct prose *prose, size_t i, uint32_t id) {
  const struct pair *before = grams_pair(prose->grams, word_before(prose, i)->id, id);
  const struct pair *after = grams_pair(prose->grams, id, word_after(prose, i)->id);
  bool left = word_before(prose, i)->kind == WORD_LETTERS && before,
       right = word_after(prose, i)->kind == WORD_LETTERS && after;
  return (left ? 1000 + before->count : 0) + (right ? 1000 + after->count : 0);
}

static bool is_near(struct str a, struct str b) {
  size_t gap = a.n > b.n ? a.n - b.n : b.n - a.n;
  bool one_letter = a.n == b.n && memcmp(a.p + 1, b.p + 1, a.n - 1) == 0;
  return one_letter || (gap <= 3 && a.p[0] == b.p[0] && text_distance(a, b, 2) < 2);
}

// The plan's word one letter away that keeps the same company, or NULL.
static const struct form *near_word(const struct prose *prose, size_t i) {
  const struct form *best = NULL;
  unsigned most = 0;
  struct str folded = prose->words.at[i].folded;
  for (uint32_t id = 1; id < prose->forms.n; id++) {
    const struct form *form = &prose->forms.at[id];
    if (form->count == 0 || form->folded.n < 2 || form->syllable < 0 || id == prose->words.at[i].id)
      continue;
    unsigned fits = is_near(folded, form->folded) ? company(prose, i, id) : 0;
    if (fits > most && syllable_valid(prose->syllables, form->folded)) {
      most = fits;
      best = form;
    }
  }
  return best;
}

static struct str apart_at(struct prose *prose, struct str folded, size_t joint) {
  return str_printf(prose->arena, STR_FMT " " STR_FMT, (int)joint, folded.p, (int)(folded.n - joint), folded.p + joint);
}

static bool among_foreign(struct prose *prose, size_t i) {
  return is_foreign(prose, word_before(prose, i)) || is_foreign(prose, word_after(prose, i));
}

// False when nothing can be said: a foreign word, a code.
static bool judge(struct prose *prose, size_t i, size_t *searches, struct suspect *suspect) {
  const struct token *word = &prose->words.at[i];
  size_t joint = 0;
  *suspect = (struct suspect){ .word = (uint32_t)i };
  suspect->meant = meant_by_typing(prose, word);
  if (suspect->meant.n) {
    suspect->verdict = SPELLING_TYPED;
    return !among_foreign(prose, i);
  }
  if (word->kind != WORD_LETTERS)
    return false;
  if ((joint = joint_of(prose, word->folded)) != 0) {
    suspect->verdict = SPELLING_JOINED;
    suspect->meant = apart_at(prose, word->folded, joint);
    return true;
  }
  const struct form *near = ++*searches <= SEARCHES ? near_word(prose, i) : NULL;
  if (near) {
    suspect->verdict = SPELLING_NEAR;
    suspect->meant = near->folded;
    return true;
  }
  return has_vietnamese_vowel(word->folded);
}

void suspects_find(struct prose *prose) {
  struct suspect suspect;
  size_t searches = 0;
  for (size_t i = 0; i < prose->words.n; i++)
    if (is_suspect(prose, &prose->words.at[i]) && judge(prose, i, &searches, &suspect))
      vec_push(prose->arena, &prose->suspects, suspect);
}

// ---- reporting

static void report_suspects(struct reader *reader, const struct diag_rule *rule, enum verdict verdict, bool certain) {
  const struct prose *prose = reader->prose;
  for (size_t i = 0; i < prose->suspects.n; i++) {
    const struct suspect *suspect = &prose->suspects.at[i];
    struct diag *diag =
        suspect->verdict == verdict ? words_report_words(reader, rule, suspect->word, suspect->word) : NULL;
    if (!diag || !suspect->meant.n)
      continue;
    struct str meant = words_like(reader, suspect->word, suspect->word, suspect->meant);
    diag_arg(reader->diags, diag, meant);
    if (certain)
      words_fix_words(reader, diag, suspect->word, suspect->word, meant);
  }
}

void check_no_syllable(struct reader *reader) {
  report_suspects(reader, &rule_no_syllable, SPELLING_UNKNOWN, false);
}

void check_syllable_misspelt(struct reader *reader) {
  report_suspects(reader, &rule_syllable_misspelt, SPELLING_NEAR, false);
}

void check_typing_left(struct reader *reader) {
  report_suspects(reader, &rule_typing_left, SPELLING_TYPED, true);
}

void check_words_joined(struct reader *reader) {
  report_suspects(reader, &rule_words_joined, SPELLING_JOINED, true);
}
