// Rules of house style (cách viết của cơ quan): what the rows of house-style.tsv and van-phong.tsv found, and forms that
// a plan may choose but must not mix.
#include "compiler/check/rules/word_rules.h"

// ---- words

static bool is_quoted(const struct prose *prose, const struct style_match *match) {
  return prose->words.at[match->first].flags & WORD_QUOTED;
}

static struct style_match *next_match(const struct prose *prose, const struct style_match *match) {
  return match->next ? &prose->style->matches.at[match->next - 1] : NULL;
}

// The words around the place with `instead` in it: “hằng năm”.
static struct str whole_with(struct reader *reader, const struct style_match *match, struct str instead) {
  const struct prose *prose = reader->prose;
  struct str whole = words_raw(prose, match->from, match->to), part = words_raw(prose, match->first, match->last);
  size_t before = (size_t)(part.p - whole.p);
  return str_printf(reader->arena, STR_FMT STR_FMT STR_FMT, (int)before, whole.p, STR_ARG(instead),
                    (int)(whole.n - before - part.n), part.p + part.n);
}

static struct diag *report_match(struct reader *reader, const struct diag_rule *rule, const struct style_match *match,
                                 struct str instead) {
  struct diag *diag = words_report(reader, rule, words_span(reader->prose, match->first, match->last));
  if (!diag)
    return NULL;
  diag_arg(reader->diags, diag, words_raw(reader->prose, match->from, match->to));
  diag_arg(reader->diags, diag, whole_with(reader, match, instead));
  words_fix_words(reader, diag, match->first, match->last, instead);
  return diag;
}

// What a match of a row should be written as; empty when it is right as it stands.
typedef struct str written_as(struct reader *reader, const struct style_match *match);

// One finding for each row: at its first place, counting and mending all.
static void report_row(struct reader *reader, const struct diag_rule *rule, const struct style_match *match,
                       written_as *as) {
  struct diag *diag = NULL;
  size_t count = 0;
  for (; match; match = next_match(reader->prose, match)) {
    struct str instead = as(reader, match);
    if (!instead.n)
      continue;
    if (count++ == 0)
      diag = report_match(reader, rule, match, instead);
    else if (diag)
      words_fix_words(reader, diag, match->first, match->last, instead);
  }
  if (diag)
    diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", count));
}

static void report_rows(struct reader *reader, const struct diag_rule *rule, enum style_kind kind, written_as *as) {
  const struct style *style = reader->prose->style;
  for (size_t i = 0; i < style->matches.n; i++)
    if (style->matches.at[i].pattern->kind == kind && !style->matches.at[i].again)
      report_row(reader, rule, &style->matches.at[i], as);
}

static struct str styled(struct reader *reader, const struct style_match *match) {
  struct str instead = words_like(reader, match->first, match->last, match->pattern->instead);
  return is_quoted(reader->prose, match) ? (struct str){ 0 } : instead;
}

void check_house_style(struct reader *reader) {
  report_rows(reader, &rule_house_style, STYLE_WORD, styled);
}

void check_misspelling(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 0; i < prose->style->matches.n; i++) {
    const struct style_match *match = &prose->style->matches.at[i];
    if (match->pattern->kind == STYLE_WRONG)
      report_match(reader, &rule_misspelling, match,
                   words_like(reader, match->first, match->last, match->pattern->instead));
  }
}

void check_colloquial(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 0; i < prose->style->matches.n; i++) {
    const struct style_match *match = &prose->style->matches.at[i];
    if (match->pattern->kind == STYLE_TALK && !is_quoted(prose, match))
      words_report_words(reader, &rule_colloquial, match->first, match->last);
  }
}

// ---- capitals of known names

// The letters of `raw` with the capitals of `model`, one for one; empty when they have not the same number of letters.
static struct str recase(struct arena *arena, struct str raw, struct str model) {
  struct buf out = { 0 };
  size_t at = 0, other = 0;
  while (at < raw.n && other < model.n) {
    size_t start = at;
    bool upper = uni_is_upper(utf8_next(model, &other));
    uint32_t c = utf8_next(raw, &at);
    char bytes[4];
    size_t n = utf8_put(uni_lower(c), bytes);
    struct str letter = uni_is_letter(c) ? (struct str){ bytes, n } : str_slice(raw, start, at);
    buf_str(&out, upper ? text_upper(arena, letter) : letter);
  }
  struct str result = at == raw.n && other == model.n ? str_copy(arena, buf_view(&out)) : (struct str){ 0 };
  buf_finish(&out);
  return result;
}

// A name that begins with a small letter has a capital where it begins a sentence.
static struct str name_here(struct reader *reader, const struct style_match *match) {
  const struct prose *prose = reader->prose;
  struct str raw = words_raw(prose, match->first, match->last);
  struct str name = recase(reader->arena, raw, match->pattern->instead);
  bool starts = prose->words.at[match->first].flags & WORD_STARTS;
  return starts && name.n ? words_like(reader, match->first, match->first, name) : name;
}

static bool all_upper(const struct prose *prose, const struct style_match *match) {
  return prose->texts.at[prose->words.at[match->first].text].upper ||
         text_is_upper(words_raw(prose, match->first, match->last));
}

static struct str capitalised(struct reader *reader, const struct style_match *match) {
  const struct prose *prose = reader->prose;
  struct str none = { 0 };
  if (is_quoted(prose, match) || all_upper(prose, match))
    return none;
  struct str name = name_here(reader, match);
  return str_eq(name, words_raw(prose, match->first, match->last)) ? none : name;
}

void check_name_capitals(struct reader *reader) {
  report_rows(reader, &rule_name_capitals, STYLE_NAME, capitalised);
}

// ---- the same words, with and without capitals

struct camps { // two ways of writing one thing
  size_t count[2];
  const struct style_match *first[2]; // where each stands first
};

static bool takes_part(const struct prose *prose, const struct style_match *match) {
  return !is_quoted(prose, match) && !all_upper(prose, match) && !(prose->words.at[match->first].flags & WORD_STARTS);
}

static struct camps count_camps(const struct prose *prose, const struct style_match *match) {
  struct str model = { 0 };
  struct camps camps = { 0 };
  for (; match; match = next_match(prose, match)) {
    if (!takes_part(prose, match))
      continue;
    struct str raw = words_raw(prose, match->first, match->last);
    model = model.n ? model : raw;
    struct str same = recase(prose->arena, raw, model);
    bool other = same.n && !str_eq(raw, same);
    if (camps.count[other]++ == 0)
      camps.first[other] = match;
  }
  return camps;
}

// The camp that is smaller is told to follow the other.
static void report_camps(struct reader *reader, const struct camps *camps) {
  const struct prose *prose = reader->prose;
  bool less = camps->count[1] <= camps->count[0];
  const struct style_match *few = camps->first[less], *many = camps->first[!less];
  struct diag *diag = words_report_words(reader, &rule_capitals_mixed, few->first, few->last);
  if (!diag)
    return;
  diag_arg(reader->diags, diag, words_raw(prose, many->first, many->last));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", camps->count[less]));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", camps->count[!less]));
  diag_related(reader->diags, diag, reader->plan->source, words_span(prose, many->first, many->last), "viết khác ở đây",
               "it is otherwise here");
}

void check_capitals_mixed(struct reader *reader) {
  const struct style *style = reader->prose->style;
  for (size_t i = 0; i < style->matches.n; i++) {
    const struct style_match *match = &style->matches.at[i];
    if (match->pattern->kind != STYLE_ALIKE || match->again)
      continue;
    struct camps camps = count_camps(reader->prose, match);
    if (camps.count[0] && camps.count[1])
      report_camps(reader, &camps);
  }
}
