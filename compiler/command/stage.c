// Stages: rows of grammar/stages.def as overrides, rows of grammar/components.def as a list to tick off.
#include "compiler/command/stage.h"

#include "grammar/rules.h"

static const struct stage_row {
  const char *rule;
  enum severity sign, issue;
} stage_rows[] = {
#define STAGE(rule, sign, issue) { #rule, SEVERITY_##sign, SEVERITY_##issue },
#include "grammar/stages.def"
#undef STAGE
};

void stage_overrides(struct run *run) {
  enum stage stage = run->options->stage;
  for (size_t i = 0; stage >= STAGE_SIGN && i < sizeof stage_rows / sizeof *stage_rows; i++)
    vec_push(run->arena, &run->overrides, (struct diag_override){
      str_from(stage_rows[i].rule), stage == STAGE_SIGN ? stage_rows[i].sign : stage_rows[i].issue });
  for (size_t i = 0; i < run->options->overrides.n; i++)
    vec_push(run->arena, &run->overrides, run->options->overrides.at[i]);
}

static const struct component_row {
  const char *name[LANGUAGES], *rules;
} component_rows[] = {
#define COMPONENT(vi, en, rules) { { vi, en }, rules },
#include "grammar/components.def"
#undef COMPONENT
};

// The first finding of at least warning severity by one of the rules, or NULL.
static const struct diag *first_finding(const struct diags *diags, const char *rules) {
  struct str rest = str_from(rules), rule;
  while (str_split(&rest, ',', &rule))
    for (size_t i = 0; i < diags->list.n; i++)
      if (diags->list.at[i].severity >= SEVERITY_WARNING && diag_rule_is(diags->list.at[i].rule, rule))
        return &diags->list.at[i];
  return NULL;
}

static const char *const marks[LANGUAGES][3] = {
  [LANGUAGE_VI] = { "đạt", "chưa đạt", "soát bằng mắt" },
  [LANGUAGE_EN] = { "pass", "fail", "not evaluated" },
};

void stage_components(const struct run *run, const struct diags *diags, struct buf *out) {
  enum language language = run->options->language;
  buf_text(out, language == LANGUAGE_EN ? "Components of the document:\n" : "Thành phần thể thức:\n");
  for (size_t i = 0; i < sizeof component_rows / sizeof *component_rows; i++) {
    const struct component_row *row = &component_rows[i];
    const struct diag *finding = row->rules ? first_finding(diags, row->rules) : NULL;
    const char *mark = marks[language][!row->rules ? 2 : finding ? 1 : 0];
    buf_printf(out, "  [%s] %s", mark, row->name[language]);
    if (finding)
      buf_printf(out, " (%s)", finding->rule->code);
    buf_byte(out, '\n');
  }
}
