// kehoach rules: the catalogue of diagnostics as lines, JSON or Markdown.
#include <stdlib.h>
#include <string.h>

#include "compiler/command/names.h"
#include "compiler/command/run.h"
#include "compiler/command/stage.h"
#include "grammar/rules.h"

static const char *const severity_ids[] = { "off", "note", "warning", "error" };
static const char *const certainty_ids[] = { "consider", "likely", "certain" };
enum { LAST_STAGE = STAGE_ISSUE };

// How certain a rule is follows from the worst that it may be called: an index of certainty_ids.
static int certainty(const struct diag_rule *rule) {
  enum severity worst = rule->severity;
  for (int stage = STAGE_DRAFT; stage <= LAST_STAGE; stage++)
    if (stage_severity(rule, (enum stage)stage) > worst)
      worst = stage_severity(rule, (enum stage)stage);
  return worst == SEVERITY_ERROR ? 2 : worst == SEVERITY_WARNING ? 1 : 0;
}

typedef void print_catalogue(struct run *run, const struct diag_rule *const *rules, struct buf *out);

// ---- lines

static void print_text(struct run *run, const struct diag_rule *const *rules, struct buf *out) {
  for (size_t i = 0; i < rules_count; i++) {
    struct str name = diag_rule_name(run->arena, rules[i]);
    buf_printf(out, "%s\t" STR_FMT "\t%s\t%s\n", rules[i]->code, STR_ARG(name), severity_ids[rules[i]->severity],
               rules[i]->message[run->options->language]);
  }
}

// ---- JSON: the schema kehoach.rules/1

static void json_languages(const char *const texts[LANGUAGES], struct buf *out) {
  static const char *const keys[LANGUAGES] = { "{\"vi\":", ",\"en\":" };
  for (int language = 0; language < LANGUAGES; language++) {
    buf_text(out, keys[language]);
    if (texts[language])
      buf_json(out, str_from(texts[language]));
    else
      buf_text(out, "null");
  }
  buf_byte(out, '}');
}

static void json_requires(struct run *run, const struct diag_rule *rule, struct buf *out) {
  struct str rest = str_from(rule->requires), name;
  buf_text(out, ",\"requires\":[");
  for (size_t i = 0; str_split(&rest, ',', &name); i++) {
    const struct diag_rule *other = rules_find(str_trim(name));
    buf_text(out, i ? "," : "");
    buf_json(out, other ? diag_rule_name(run->arena, other) : name);
  }
  buf_byte(out, ']');
}

static void json_severities(const struct diag_rule *rule, struct buf *out) {
  buf_text(out, ",\"severity\":{");
  for (int stage = STAGE_DRAFT; stage <= LAST_STAGE; stage++)
    buf_printf(out, "%s\"%s\":\"%s\"", stage ? "," : "", stage_names[stage],
               severity_ids[stage_severity(rule, (enum stage)stage)]);
  buf_byte(out, '}');
}

static void json_rule(struct run *run, const struct diag_rule *rule, struct buf *out) {
  struct str name = diag_rule_name(run->arena, rule);
  buf_printf(out, "{\"code\":\"%s\",\"name\":\"" STR_FMT "\",\"family\":\"%.4s\",\"certainty\":\"%s\"", rule->code,
             STR_ARG(name), rule->code, certainty_ids[certainty(rule)]);
  json_severities(rule, out);
  json_requires(run, rule, out);
  buf_text(out, ",\"message\":");
  json_languages(rule->message, out);
  buf_text(out, ",\"help\":");
  json_languages(rule->help, out);
  buf_text(out, ",\"clause\":");
  if (rule->clause)
    buf_json(out, str_from(rule->clause));
  else
    buf_text(out, "null");
  buf_byte(out, '}');
}

static void print_json(struct run *run, const struct diag_rule *const *rules, struct buf *out) {
  buf_text(out, "{\"schema\":\"kehoach.rules/1\",\n\"families\":[");
  for (size_t i = 0; i < rule_family_count; i++) {
    buf_printf(out, "%s{\"code\":\"%s\",\"name\":", i ? ",\n" : "\n", rule_families[i].prefix);
    json_languages(rule_families[i].name, out);
    buf_byte(out, '}');
  }
  buf_text(out, "],\n\"rules\":[");
  for (size_t i = 0; i < rules_count; i++) {
    buf_text(out, i ? ",\n" : "\n");
    json_rule(run, rules[i], out);
  }
  buf_text(out, "]}\n");
}

// ---- Markdown: one table for each family

static const struct words {
  const char *heads, *severity[4];
  const char *certainty[3]; // as certainty_ids
} words[LANGUAGES] = {
  [LANGUAGE_VI] = { "| Mã | Tên | Điều được báo | Độ chắc | Dự thảo, soát xét | Trình ký | Ban hành | Căn cứ |",
                    { "không báo", "ghi chú", "cảnh báo", "lỗi" }, { "nên xem", "có lẽ", "chắc chắn" } },
  [LANGUAGE_EN] = { "| Code | Name | What is reported | Certainty | Draft, review | Sign | Issue | Clause |",
                    { "off", "note", "warning", "error" }, { "to consider", "likely", "certain" } },
};

// A stroke would end the cell; for {0} stands what the message quotes.
static void md_cell(const char *text, struct buf *out) {
  buf_byte(out, ' ');
  for (const char *c = text ? text : ""; *c; c++) {
    bool place = *c == '{' && c[1] && c[2] == '}';
    buf_text(out, place ? "…" : *c == '|' ? "\\|" : "");
    if (place)
      c += 2;
    else if (*c != '|')
      buf_byte(out, *c);
  }
  buf_text(out, " |");
}

static void md_rule(struct run *run, const struct diag_rule *rule, struct buf *out) {
  const struct words *word = &words[run->options->language];
  buf_byte(out, '|');
  md_cell(rule->code, out);
  md_cell(diag_rule_name(run->arena, rule).p, out);
  md_cell(rule->message[run->options->language], out);
  md_cell(word->certainty[certainty(rule)], out);
  md_cell(word->severity[stage_severity(rule, STAGE_DRAFT)], out);
  md_cell(word->severity[stage_severity(rule, STAGE_SIGN)], out);
  md_cell(word->severity[stage_severity(rule, STAGE_ISSUE)], out);
  md_cell(rule->clause, out);
  buf_byte(out, '\n');
}

static void print_md(struct run *run, const struct diag_rule *const *rules, struct buf *out) {
  enum language language = run->options->language;
  for (size_t i = 0; i < rule_family_count; i++) {
    const struct rule_family *family = &rule_families[i];
    buf_printf(out, "%s## %s: %s\n\n%s\n|---|---|---|---|---|---|---|---|\n", i ? "\n" : "", family->prefix,
               family->name[language], words[language].heads);
    for (size_t k = 0; k < rules_count; k++)
      if (rule_in_family(rules[k], family))
        md_rule(run, rules[k], out);
  }
}

// ---- the command

static const struct form {
  const char *name;
  print_catalogue *print;
} forms[] = { { "text", print_text }, { "json", print_json }, { "md", print_md } };

static int compare_codes(const void *left, const void *right) {
  const struct diag_rule *const *a = left, *const *b = right;
  return strcmp((*a)->code, (*b)->code);
}

void command_rules(struct run *run) {
  struct str wanted = run->options->format ? str_from(run->options->format) : STR("text");
  int form = name_index(NAMES_OF(forms), wanted);
  if (form < 0) {
    run_bad_value(run, "--format", wanted, names_list(run->arena, NAMES_OF(forms)));
    return;
  }
  const struct diag_rule **rules = arena_array(run->arena, const struct diag_rule *, rules_count);
  struct buf out = { 0 };
  memcpy(rules, rules_all, rules_count * sizeof *rules);
  qsort(rules, rules_count, sizeof *rules, compare_codes);
  forms[form].print(run, rules, &out);
  run_write(run, "-", buf_view(&out));
  buf_finish(&out);
}
