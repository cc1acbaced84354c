// Driver of the rules: one prototype and one table entry for each row of grammar/checks.def.
#include "compiler/check/rules/word_rules.h"

typedef void rule_check(struct reader *reader);

#define RULE(code, name, severity, vi, en, help_vi, help_en, clause, requires) check_##name,
static rule_check *const checks[] = {
#include "grammar/checks.def"
};
#undef RULE

void rules_check(struct reader *reader) {
  prose_make(reader);
  for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
    checks[i](reader);
  style_apply_levels(reader);
}

struct diag *report(struct reader *reader, const struct diag_rule *rule, struct span span) {
  return diag_report(reader->diags, rule, reader->plan->source, span);
}

struct diag *report_with(struct reader *reader, const struct diag_rule *rule, struct span span, struct str argument) {
  return diag_arg(reader->diags, report(reader, rule, span), argument);
}

void report_fix(struct reader *reader, struct diag *diag, const char *vi, const char *en, struct span span,
                struct str text) {
  diag->fix_title[LANGUAGE_VI] = vi;
  diag->fix_title[LANGUAGE_EN] = en;
  vec_push(reader->diags->arena, &diag->edits, (struct edit){ span, text });
}

void report_fix_text(struct reader *reader, struct diag *diag, const char *vi, const char *en, const struct text *text,
                     size_t from, size_t to, struct str instead) {
  struct span span = text_span(text, from, to);
  if (text->map.n && str_eq(source_slice(reader->plan->source, span), str_slice(text->s, from, to)))
    report_fix(reader, diag, vi, en, span, instead);
}

struct span label_span(const struct item *item) {
  return item->label.span.end > item->label.span.start ? item->label.span : item->span;
}
