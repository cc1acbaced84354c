// kehoach explain, rules, agencies: the catalogue behind the messages.
#include "compiler/command/run.h"
#include "grammar/rules.h"

static const char *const severity_names[] = { "off", "note", "warning", "error" };

// A code without a page of its own is still explained by its message and remedy.
static void explain_row(const struct run *run, const struct diag_rule *rule, struct buf *out) {
  enum language language = run->options->language;
  buf_printf(out, "# %s: %s\n", rule->code, rule->message[language]);
  if (rule->help[language])
    buf_printf(out, "\n%s\n", rule->help[language]);
  if (rule->clause)
    buf_printf(out, "\n%s\n", rule->clause);
}

void command_explain(struct run *run) {
  struct buf out = { 0 };
  for (size_t i = 0; i < run->options->inputs.n; i++) {
    const struct diag_rule *rule = rules_find(str_from(run->options->inputs.at[i]));
    struct str page = rule ? rule_page(rule->code) : (struct str){ 0 };
    if (!rule)
      run_trouble(run, &rule_unknown_code, run->options->inputs.at[i], (struct str){ 0 });
    else if (page.n)
      buf_str(&out, page);
    else
      explain_row(run, rule, &out);
  }
  run_write(run, "-", buf_view(&out));
  buf_finish(&out);
}

void command_rules(struct run *run) {
  struct buf out = { 0 };
  for (size_t i = 0; i < rules_count; i++) {
    const struct diag_rule *rule = rules_all[i];
    struct str name = diag_rule_name(run->arena, rule);
    buf_printf(&out, "%s\t" STR_FMT "\t%s\t%s\n", rule->code, STR_ARG(name), severity_names[rule->severity],
               rule->message[run->options->language]);
  }
  run_write(run, "-", buf_view(&out));
  buf_finish(&out);
}

void command_agencies(struct run *run) {
  struct buf out = { 0 };
  for (size_t i = 0; i < run->registry->agencies.n; i++) {
    const struct agency *agency = &run->registry->agencies.at[i];
    struct str from = date_iso(run->arena, agency->from), to = date_iso(run->arena, agency->to);
    buf_printf(&out, "%s\t" STR_FMT "\t" STR_FMT "\t" STR_FMT "\n", agency->id, STR_ARG(agency->name), STR_ARG(from),
               STR_ARG(to));
  }
  run_write(run, "-", buf_view(&out));
  buf_finish(&out);
}
