// kehoach explain: the pages of grammar/explain, in one language, with what the row of the rule adds.
// kehoach agencies: the registry.
#include <string.h>

#include "compiler/command/run.h"
#include "compiler/command/stage.h"
#include "grammar/rules.h"

// A page is Vietnamese, then English below a line “---”.
static struct str page_half(struct str page, enum language language) {
  const struct str line = STR("\n---\n");
  size_t cut = str_find(page, line, 0);
  if (cut == SIZE_MAX)
    return language == LANGUAGE_VI ? page : (struct str){ 0 };
  return language == LANGUAGE_VI ? str_slice(page, 0, cut) : str_slice(page, cut + line.n, page.n);
}

static void print_block(struct str block, struct buf *out) {
  buf_byte(out, '\n');
  buf_str(out, str_trim(block));
  buf_byte(out, '\n');
}

// ---- examples: a plan is Vietnamese, so the English page shows those of the Vietnamese one

static const struct example_label {
  const char *written, *english;
} example_labels[] = {
  { "Ví dụ sai:", "Wrong:" }, { "Ví dụ đúng:", "Right:" }, { "Ví dụ:", "Example:" }, { "Viết đúng:", "Right:" },
};

// The paragraph at `at`, with the indented ones behind it; *next is where the one after it begins.
static struct str paragraph(struct str page, size_t at, size_t *next) {
  const struct str indent = STR("    ");
  size_t end = at;
  do {
    size_t stop = str_find(page, STR("\n\n"), end);
    end = stop == SIZE_MAX ? page.n : stop + 2;
  } while (end < page.n && str_starts(str_slice(page, end, page.n), indent));
  *next = end;
  return str_slice(page, at, end);
}

static void print_examples(struct str page, struct buf *out) {
  for (size_t at = 0, next; at < page.n; at = next) {
    struct str text = paragraph(page, at, &next);
    for (size_t i = 0; i < sizeof example_labels / sizeof *example_labels; i++) {
      struct str label = str_from(example_labels[i].written);
      if (!str_starts(text, label))
        continue;
      buf_printf(out, "\n%s", example_labels[i].english);
      buf_str(out, str_slice(text, label.n, str_trim(text).n));
      buf_byte(out, '\n');
    }
  }
}

// ---- what the row adds

static const struct words {
  const char *remedy, *family, *severity, *clause, *levels[4], *stages[3]; // draft and review, sign, issue
} words[LANGUAGES] = {
  [LANGUAGE_VI] = { "Cách xử lý", "Nhóm", "Mức", "Căn cứ", { "không báo", "ghi chú", "cảnh báo", "lỗi" },
                    { "dự thảo, soát xét", "trình ký", "ban hành" } },
  [LANGUAGE_EN] = { "Remedy", "Family", "Severity", "Clause", { "off", "note", "warning", "error" },
                    { "draft, review", "sign", "issue" } },
};

static void print_severities(const struct diag_rule *rule, const struct words *word, struct buf *out) {
  static const enum stage stages[] = { STAGE_DRAFT, STAGE_SIGN, STAGE_ISSUE };
  enum severity first = stage_severity(rule, STAGE_DRAFT);
  bool same = first == stage_severity(rule, STAGE_SIGN) && first == stage_severity(rule, STAGE_ISSUE);
  buf_printf(out, "%s: ", word->severity);
  for (size_t i = 0; i < 3; i++)
    if (!same)
      buf_printf(out, "%s%s (%s)", i ? ", " : "", word->levels[stage_severity(rule, stages[i])], word->stages[i]);
  buf_printf(out, "%s.\n", same ? word->levels[first] : "");
}

static void print_row(const struct diag_rule *rule, enum language language, struct buf *out) {
  const struct words *word = &words[language];
  buf_byte(out, '\n');
  for (size_t i = 0; i < rule_family_count; i++)
    if (rule_in_family(rule, &rule_families[i]))
      buf_printf(out, "%s: %s. ", word->family, rule_families[i].name[language]);
  print_severities(rule, word, out);
  if (rule->clause)
    buf_printf(out, "%s: %s.\n", word->clause, rule->clause);
}

static void explain_rule(struct run *run, const struct diag_rule *rule, struct buf *out) {
  enum language language = run->options->language;
  struct str page = rule_page(rule->code), half = page_half(page, language);
  if (language == LANGUAGE_VI && half.n) {
    buf_str(out, str_trim(half));
    buf_byte(out, '\n');
  } else {
    buf_printf(out, "# %s: %s\n", rule->code, diag_rule_name(run->arena, rule).p);
    print_block(half, out);
    print_examples(page_half(page, LANGUAGE_VI), out);
    if (rule->help[language])
      buf_printf(out, "\n%s: %s.\n", words[language].remedy, rule->help[language]);
  }
  print_row(rule, language, out);
}

void command_explain(struct run *run) {
  struct buf out = { 0 };
  for (size_t i = 0; i < run->options->inputs.n; i++) {
    const struct diag_rule *rule = rules_find(str_from(run->options->inputs.at[i]));
    if (!rule) {
      run_trouble(run, &rule_unknown_code, run->options->inputs.at[i], (struct str){ 0 });
      continue;
    }
    if (out.n)
      buf_byte(&out, '\n');
    explain_rule(run, rule, &out);
  }
  if (out.n)
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
