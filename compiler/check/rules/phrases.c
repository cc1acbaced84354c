// Rules of phrases (cụm từ): a word missing from a phrase that the plan has whole elsewhere, words said twice. The plan's
// own neighbours are the evidence.
#include "compiler/check/rules/word_rules.h"

enum {
  PROOFS = 3,       // a phrase counts as the plan's own when it stands whole so often
  CLAUSE_WORDS = 9, // how far apart two sayings of one clause are at most
};

// ---- a missing word

static bool is_plain(const struct token *word) {
  return word->kind == WORD_LETTERS && !(word->flags & (WORD_CAPITAL | WORD_LINKED));
}

static bool can_be_missing(struct prose *prose, uint32_t id) {
  const struct form *form = &prose->forms.at[id];
  if (form->count < PROOFS || !form->folded.n || style_lists(prose, STYLE_FUNCTION, id) ||
      style_lists(prose, STYLE_LOOSE, id))
    return false;
  return word_syllable(prose, &prose->words.at[form->first]);
}

// All but one say so: a majority vote that lost at most the two votes of the one exception.
static bool is_rule(const struct pair *pair, uint32_t votes) {
  return pair && pair->count >= PROOFS + 1 && votes + 2 >= pair->count;
}

struct missing {
  uint32_t word;       // its number
  struct triple whole; // where the phrase is whole
};

// “an ninh nhân … vững mạnh”: all other “ninh nhân” go on with “dân”, and “dân vững mạnh” stands elsewhere.
static bool missing_after(const struct prose *prose, size_t i, struct missing *missing) {
  const struct token *w = &prose->words.at[i];
  const struct pair *pair = grams_pair(prose->grams, w[-1].id, w[0].id);
  struct triple right;
  if (!is_rule(pair, pair ? pair->next_votes : 0))
    return false;
  missing->word = pair->next;
  return grams_triple(prose->grams, w[-1].id, w[0].id, pair->next, &missing->whole) &&
         missing->whole.count + 1 == pair->count && grams_triple(prose->grams, pair->next, w[1].id, w[2].id, &right);
}

// “các xã … giới,”: all other “giới,” have “biên” before them, and “các xã biên” stands elsewhere.
static bool missing_before(const struct prose *prose, size_t i, struct missing *missing) {
  const struct token *w = &prose->words.at[i];
  const struct pair *pair = grams_pair(prose->grams, w[1].id, w[2].id);
  struct triple right;
  if (!is_rule(pair, pair ? pair->before_votes : 0))
    return false;
  missing->word = pair->before;
  return grams_triple(prose->grams, w[-1].id, w[0].id, pair->before, &missing->whole) &&
         grams_triple(prose->grams, pair->before, w[1].id, w[2].id, &right) && right.count + 1 == pair->count;
}

// “an” before “ninh nhân”: mostly, so that it belongs to the phrase.
static bool goes_before(const struct prose *prose, uint32_t before, uint32_t a, uint32_t b) {
  const struct pair *pair = grams_pair(prose->grams, a, b);
  return pair && pair->before == before && pair->before_votes * 2 > pair->count;
}

static void report_missing(struct reader *reader, size_t i, const struct missing *missing) {
  struct prose *prose = reader->prose;
  const struct token *w = &prose->words.at[i];
  size_t first = w[-1].kind == WORD_LETTERS ? i - 1 : i, last = w[2].kind == WORD_LETTERS ? i + 2 : i + 1;
  bool fixed = first == i - 1 && i > 1 && w[-2].kind == WORD_LETTERS && goes_before(prose, w[-2].id, w[-1].id, w[0].id);
  first -= fixed;
  struct diag *diag = words_report_words(reader, &rule_syllable_missing, first, last);
  if (!diag)
    return;
  // The evidence with one word more, which mostly makes it a whole phrase.
  size_t from = missing->whole.first, to = from + 2;
  if (prose->words.at[to].id == missing->word && fixed)
    from--;
  else if (prose->words.at[to].id == missing->word && prose->words.at[to + 1].kind == WORD_LETTERS)
    to++;
  diag_arg(reader->diags, diag, prose->forms.at[missing->word].folded);
  diag_arg(reader->diags, diag, words_raw(prose, from, to));
  diag_related(reader->diags, diag, reader->plan->source, words_span(prose, from, to), "viết đủ ở đây",
               "it is whole here");
}

void check_syllable_missing(struct reader *reader) {
  struct prose *prose = reader->prose;
  for (size_t i = 1; i + 2 < prose->words.n; i++) {
    const struct token *w = &prose->words.at[i];
    if (!is_plain(&w[0]) || !is_plain(&w[1]))
      continue;
    const struct pair *pair = grams_pair(prose->grams, w[0].id, w[1].id);
    struct missing missing;
    if (pair->count != 1 ||
        !((w[-1].kind == WORD_LETTERS && missing_after(prose, i, &missing)) || missing_before(prose, i, &missing)))
      continue;
    if (missing.word != w[0].id && missing.word != w[1].id && can_be_missing(prose, missing.word))
      report_missing(reader, i, &missing);
  }
}

// ---- words twice

// The neighbours stand together elsewhere with the word once.
static bool stands_once(const struct prose *prose, size_t i) {
  const struct token *w = &prose->words.at[i];
  struct triple once;
  return w[-1].kind == WORD_LETTERS && w[2].kind == WORD_LETTERS &&
         grams_triple(prose->grams, w[-1].id, w[0].id, w[2].id, &once);
}

static bool is_doubled(struct prose *prose, size_t i) {
  const struct token *w = &prose->words.at[i];
  if (w[0].id != w[1].id || w[0].kind != WORD_LETTERS || !(w[1].flags & WORD_SPACED) || (w[1].flags & WORD_CAPITAL))
    return false;
  if (style_lists(prose, STYLE_DOUBLE, w[0].id) || w[0].folded.n < 2)
    return false;
  return style_lists(prose, STYLE_FUNCTION, w[0].id) || stands_once(prose, i);
}

static bool is_doubled_pair(const struct prose *prose, size_t i) {
  const struct token *w = &prose->words.at[i];
  for (size_t k = 0; k < 4; k++)
    if (w[k].kind != WORD_LETTERS || (k && !is_plain(&w[k])))
      return false;
  // “Phòng Kế hoạch - Tổng hợp tổng hợp báo cáo”: a name, then what it does.
  bool name = (w[0].flags & WORD_CAPITAL) &&
              (w[-1].kind == WORD_LETTERS || (word_is_sign(&w[-1], '-') && w[-2].kind == WORD_LETTERS));
  if (w[4].id == w[0].id) // “cơ quan liên quan liên quan”: the pair begins one word later
    return false;
  return w[0].id == w[2].id && w[1].id == w[3].id && w[0].id != w[1].id && !name;
}

void check_word_repeated(struct reader *reader) {
  struct prose *prose = reader->prose;
  for (size_t i = 2; i + 4 < prose->words.n; i++) {
    size_t words = is_doubled(prose, i) ? 1 : is_doubled_pair(prose, i) ? 2 : 0;
    struct diag *diag = words ? words_report_words(reader, &rule_word_repeated, i, i + 2 * words - 1) : NULL;
    if (diag && words == 1) // two pairs may be meant
      words_fix_words(reader, diag, i, i + 1, words_raw(prose, i, i));
    if (words)
      i += 2 * words - 1;
  }
}

// ---- manners twice in a clause: “kịp thời biểu dương, khen thưởng kịp thời”

static bool ends_clause(const struct token *word) {
  return word->kind == WORD_EDGE || word_is_sign(word, '.') || word_is_sign(word, ';') || word_is_sign(word, ':') ||
         word_is_sign(word, '(') || word_is_sign(word, ')');
}

static bool in_one_clause(const struct prose *prose, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    if (ends_clause(&prose->words.at[i]))
      return false;
  return to - from <= CLAUSE_WORDS;
}

// “khen thưởng kịp thời”: the words stand behind what they describe. “Kịp thời phát hiện, kịp thời xử lý” is a figure of
// speech, not a slip.
static bool says_after(const struct prose *prose, const struct style_match *match) {
  const struct token *before = word_before(prose, match->first);
  return before->kind == WORD_LETTERS && !style_lists(prose, STYLE_FUNCTION, before->id);
}

void check_phrase_repeated(struct reader *reader) {
  const struct prose *prose = reader->prose;
  const struct style_match *before = NULL;
  for (size_t i = 0; i < prose->style->matches.n; i++) {
    const struct style_match *match = &prose->style->matches.at[i];
    if (match->pattern->kind != STYLE_MANNER)
      continue;
    bool twice = before && before->pattern == match->pattern && in_one_clause(prose, before->last, match->first) &&
                 says_after(prose, match);
    if (twice) {
      struct diag *diag = words_report_words(reader, &rule_phrase_repeated, match->first, match->last);
      if (diag)
        diag_arg(reader->diags, diag, words_raw(prose, before->first, match->last));
    }
    before = match;
  }
}
