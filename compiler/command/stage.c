// Stages: rows of grammar/stages.def as overrides.
#include "compiler/command/stage.h"

#include <string.h>

static const struct stage_row {
  const char *rule;
  enum severity sign, issue;
} stage_rows[] = {
#define STAGE(rule, sign, issue) { #rule, SEVERITY_##sign, SEVERITY_##issue },
#include "grammar/stages.def"
#undef STAGE
};
enum { STAGE_ROWS = sizeof stage_rows / sizeof *stage_rows };

static enum severity row_severity(const struct stage_row *row, enum stage stage) {
  return stage == STAGE_SIGN ? row->sign : row->issue;
}

enum severity stage_severity(const struct diag_rule *rule, enum stage stage) {
  for (size_t i = 0; stage >= STAGE_SIGN && i < STAGE_ROWS; i++)
    if (strcmp(stage_rows[i].rule, rule->name) == 0)
      return row_severity(&stage_rows[i], stage);
  return rule->severity;
}

void stage_overrides(struct run *run) {
  enum stage stage = run->options->stage;
  for (size_t i = 0; stage >= STAGE_SIGN && i < STAGE_ROWS; i++)
    vec_push(run->arena, &run->overrides,
             (struct diag_override){ str_from(stage_rows[i].rule), row_severity(&stage_rows[i], stage) });
  for (size_t i = 0; i < run->options->overrides.n; i++)
    vec_push(run->arena, &run->overrides, run->options->overrides.at[i]);
}
