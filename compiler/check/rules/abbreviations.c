// Rules of short names (tên viết tắt, tên gọi tắt): declared before they are used, used once declared, for one thing only.
#include "compiler/check/rules/word_rules.h"

#include <string.h>

enum { ALIASES = 64 }; // so many names are looked for; each costs a walk through the plan

static const uint32_t never = UINT32_MAX;

// ---- abbreviations

// What is known of a form that is an abbreviation somewhere.
struct abbreviation {
  uint32_t declared; // offset in the source; `never`
  uint32_t used;     // word where it is used first; `never`
};

static bool is_roman(struct str folded) {
  for (size_t i = 0; i < folded.n; i++)
    if (!strchr("ivxlcdm", folded.p[i]))
      return false;
  return true;
}

static bool in_text(const struct prose *prose, const struct token *word) {
  const struct prose_text *text = &prose->texts.at[word->text];
  return !text->upper && (text->part == PROSE_BODY || text->part == PROSE_CELL || text->part == PROSE_NOTE);
}

// Capitals that are no syllable. Among other words in capitals they are part of a title.
static bool is_abbreviation(struct prose *prose, const struct token *word) {
  if (word->kind != WORD_LETTERS || !(word->flags & WORD_UPPER) || (word->flags & WORD_LINKED) || !in_text(prose, word))
    return false;
  if (is_roman(word->folded) || word_syllable(prose, word) || style_lists(prose, STYLE_SHORT, word->id) ||
      style_lists(prose, STYLE_ACCEPT, word->id))
    return false;
  if (word_is_sign(&word[-1], '-') || word_is_sign(&word[-1], '/') || word_is_sign(&word[1], '-'))
    return false; // a part of a symbol that was torn
  bool title = (word[-1].flags & WORD_UPPER) && word_syllable(prose, &word[-1]);
  return !title && !((word[1].flags & WORD_UPPER) && word_syllable(prose, &word[1]));
}

// “(LLVT)” behind its words, “LLVT (lực lượng vũ trang)” before them.
static bool declares(const struct prose *prose, size_t i) {
  const struct token *word = &prose->words.at[i];
  if (word_is_sign(&word[-1], '(') && word_is_sign(&word[1], ')'))
    return word[-2].kind == WORD_LETTERS || word[-2].kind == WORD_SIGN;
  return word_is_sign(&word[1], '(') && word[2].kind == WORD_LETTERS && !(word[2].flags & WORD_UPPER) &&
         word[3].kind == WORD_LETTERS;
}

static void declare(struct abbreviation *abbreviation, uint32_t offset) {
  if (offset < abbreviation->declared)
    abbreviation->declared = offset;
}

static void declare_aliases(const struct reader *reader, struct abbreviation *all) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i < plan->aliases.n; i++) {
    struct str rest = text_fold_str(reader->arena, plan->aliases.at[i].written), part;
    while (str_split(&rest, ' ', &part)) {
      uint32_t id = prose_known(reader->prose, part);
      if (id != never)
        declare(&all[id], plan->aliases.at[i].span.start);
    }
  }
}

static struct abbreviation *find_abbreviations(const struct reader *reader) {
  struct prose *prose = reader->prose;
  struct abbreviation *all = arena_array(reader->arena, struct abbreviation, prose->forms.n);
  for (size_t i = 0; i < prose->forms.n; i++)
    all[i] = (struct abbreviation){ never, never };
  for (size_t i = 2; i + 3 < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    if (!is_abbreviation(prose, word))
      continue;
    if (declares(prose, i))
      declare(&all[word->id], words_span(prose, i, i).start);
    else if (all[word->id].used == never)
      all[word->id].used = (uint32_t)i;
  }
  declare_aliases(reader, all);
  return all;
}

void check_abbreviation_undeclared(struct reader *reader) {
  const struct prose *prose = reader->prose;
  const struct abbreviation *all = find_abbreviations(reader);
  for (size_t i = 0; i < prose->forms.n; i++)
    if (all[i].used != never && all[i].declared == never)
      words_report_words(reader, &rule_abbreviation_undeclared, all[i].used, all[i].used);
}

void check_abbreviation_early(struct reader *reader) {
  const struct prose *prose = reader->prose;
  const struct abbreviation *all = find_abbreviations(reader);
  for (size_t i = 0; i < prose->forms.n; i++) {
    if (all[i].used == never || all[i].declared == never ||
        words_span(prose, all[i].used, all[i].used).start >= all[i].declared)
      continue;
    struct diag *diag = words_report_words(reader, &rule_abbreviation_early, all[i].used, all[i].used);
    struct span span = { all[i].declared, all[i].declared + (uint32_t)prose->forms.at[i].folded.n };
    if (diag)
      diag_related(reader->diags, diag, reader->plan->source, span, "nêu tên đầy đủ ở đây", "it is explained here");
  }
}

// ---- names that the plan gives: “gọi tắt là Đề án 1219”

// The name stands somewhere besides the place where it is given.
static bool is_used(const struct reader *reader, const struct alias *alias) {
  struct str name = text_fold_str(reader->arena, alias->written);
  for (size_t i = 0; i < reader->prose->texts.n; i++) {
    const struct prose_text *text = &reader->prose->texts.at[i];
    for (size_t at = 0; (at = whole_find(text->folded.s, name, at)) != SIZE_MAX; at += name.n) {
      uint32_t offset = text_offset(text->text, text->folded.map[at]);
      if (offset < alias->span.start || offset >= alias->span.end)
        return true;
    }
  }
  return false;
}

void check_short_name_unused(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i < plan->aliases.n && i < ALIASES; i++) {
    const struct alias *alias = &plan->aliases.at[i];
    if (alias->written.n == 0 || is_used(reader, alias))
      continue;
    struct diag *diag = words_report(reader, &rule_short_name_unused, alias->span);
    if (diag)
      diag_arg(reader->diags, diag, alias->written);
  }
}

// One thing may be named in more and in fewer words.
static bool same_thing(struct arena *arena, struct str a, struct str b) {
  struct str x = text_fold_str(arena, a), y = text_fold_str(arena, b);
  return str_ends(x, y) || str_ends(y, x) || str_starts(x, y) || str_starts(y, x);
}

void check_short_name_double(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (size_t i = 1; i < plan->aliases.n && i < ALIASES; i++)
    for (size_t k = 0; k < i; k++) {
      const struct alias *later = &plan->aliases.at[i], *first = &plan->aliases.at[k];
      if (!text_same(reader->arena, later->written, first->written) ||
          same_thing(reader->arena, later->meaning, first->meaning))
        continue;
      struct diag *diag = report_with(reader, &rule_short_name_double, later->span, later->written);
      diag_arg(reader->diags, diag, first->meaning);
      diag_arg(reader->diags, diag, later->meaning);
      diag_related(reader->diags, diag, plan->source, first->span, "đặt lần đầu ở đây", "first given here");
      break;
    }
}

// ---- long sentences

enum { SENTENCE_WORDS = 80 };

static void report_sentence(struct reader *reader, size_t first, size_t last, size_t words) {
  if (words <= SENTENCE_WORDS)
    return;
  struct diag *diag = words_report(reader, &rule_sentence_long, words_span(reader->prose, first, last));
  if (diag)
    diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", words));
}

void check_sentence_long(struct reader *reader) {
  const struct prose *prose = reader->prose;
  size_t first = 1, words = 0;
  for (size_t i = 1; i < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    bool end = word->kind == WORD_EDGE || ((word->flags & WORD_OPENS) && words > 0) || word_is_sign(word, ';');
    if (end) {
      report_sentence(reader, first, i - 1, words);
      first = word->kind == WORD_EDGE || word->kind == WORD_SIGN ? i + 1 : i;
      words = 0;
    }
    words += word->kind == WORD_LETTERS;
  }
}
