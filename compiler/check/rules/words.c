// The ground of the rules of words: the plan's texts in one row of words, findings counted and capped, fixes that are
// certain.
#include "compiler/check/rules/word_rules.h"

// ---- the plan's texts

static void add_cells(struct prose *prose, const struct table *table) {
  for (size_t i = 0; table && i < table->cells.n; i++)
    prose_add(prose, PROSE_CELL, &table->cells.at[i].text, NULL);
}

static void add_items(struct prose *prose, const struct plan *plan) {
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    prose_add(prose, PROSE_BODY, &item->text, &item->folded);
    add_cells(prose, item->table);
  }
}

void prose_make(struct reader *reader) {
  const struct plan *plan = reader->plan;
  struct prose *prose = reader->prose = prose_create(reader->arena, reader->syntax->source->text.n);
  prose_add(prose, PROSE_SUBJECT, &plan->header.subject.text, NULL);
  add_items(prose, plan);
  for (size_t i = 0; i < plan->annexes.n; i++)
    prose_add(prose, PROSE_SUBJECT, &plan->annexes.at[i].title, NULL);
  for (size_t i = 0; i < plan->notes.n; i++)
    prose_add(prose, PROSE_NOTE, &plan->notes.at[i].text, NULL);
  for (size_t i = 0; i < plan->recipients.n; i++)
    prose_add(prose, PROSE_RECIPIENT, &plan->recipients.at[i].text, NULL);
  prose_finish(prose);
  style_create(prose, reader->house_style ? reader->house_style->text : (struct str){ 0 });
  prose->grams = grams_create(prose);
  suspects_find(prose);
}

void style_apply_levels(struct reader *reader) {
  const struct style *style = reader->prose->style;
  for (size_t i = 0; style->levels.n && i < reader->diags->list.n; i++)
    for (size_t k = 0; k < style->levels.n; k++)
      if (reader->diags->list.at[i].rule == style->levels.at[k].rule)
        reader->diags->list.at[i].severity = style->levels.at[k].severity;
}

// ---- findings

static struct tally *tally_of(struct prose *prose, const struct diag_rule *rule) {
  for (size_t i = 0; i < prose->tallies.n; i++)
    if (prose->tallies.at[i].rule == rule)
      return &prose->tallies.at[i];
  struct tally *tally = vec_add(prose->arena, &prose->tallies);
  tally->rule = rule;
  return tally;
}

struct diag *words_report(struct reader *reader, const struct diag_rule *rule, struct span span) {
  struct tally *tally = tally_of(reader->prose, rule);
  tally->last = span;
  return tally->count++ < WORDS_LISTED ? report(reader, rule, span) : NULL;
}

struct diag *words_report_words(struct reader *reader, const struct diag_rule *rule, size_t first, size_t last) {
  struct diag *diag = words_report(reader, rule, words_span(reader->prose, first, last));
  return diag ? diag_arg(reader->diags, diag, words_raw(reader->prose, first, last)) : NULL;
}

void check_more_of_same(struct reader *reader) {
  struct prose *prose = reader->prose;
  for (size_t i = 0; i < prose->tallies.n; i++) {
    const struct tally *tally = &prose->tallies.at[i];
    if (tally->count <= WORDS_LISTED)
      continue;
    struct diag *diag = report_with(reader, &rule_more_of_same, tally->last, str_from(tally->rule->code));
    diag->severity = tally->rule->severity == SEVERITY_OFF ? SEVERITY_OFF : diag->severity;
    diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", tally->count - WORDS_LISTED));
  }
}

void check_style_unread(struct reader *reader) {
  const struct style *style = reader->prose->style;
  for (size_t i = 0; i < style->unread.n && i < WORDS_LISTED; i++) {
    struct str row = style->unread.at[i].text;
    uint32_t start = (uint32_t)(row.p - reader->house_style->text.p);
    struct diag *diag = diag_report(reader->diags, &rule_style_unread, reader->house_style,
                                    (struct span){ start, start + (uint32_t)row.n });
    diag_arg(reader->diags, diag, row);
  }
}

// ---- fixes

void words_fix(struct reader *reader, struct diag *diag, const struct prose_text *text, size_t from, size_t to,
               struct str instead) {
  struct span span = text_span(text->text, from, to);
  if (!str_eq(source_slice(reader->plan->source, span), str_slice(text->text->s, from, to)))
    return;
  report_fix(reader, diag, "sửa", "correct", span, instead);
}

void words_fix_words(struct reader *reader, struct diag *diag, size_t first, size_t last, struct str instead) {
  const struct token *a = &reader->prose->words.at[first], *b = &reader->prose->words.at[last];
  words_fix(reader, diag, &reader->prose->texts.at[a->text], a->from, b->to, instead);
}

struct str words_like(struct reader *reader, size_t first, size_t last, struct str instead) {
  const struct token *a = &reader->prose->words.at[first], *b = &reader->prose->words.at[last];
  if ((a->flags & WORD_UPPER) && (b->flags & WORD_UPPER))
    return text_upper(reader->arena, instead);
  if (!(a->flags & WORD_CAPITAL) || instead.n == 0)
    return instead;
  size_t letter = 0;
  utf8_next(instead, &letter);
  return str_concat(reader->arena, text_upper(reader->arena, str_slice(instead, 0, letter)),
                    str_slice(instead, letter, instead.n));
}
