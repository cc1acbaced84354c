// Components: for each rule that judges one it is counted how often it reported and how often that is printed. A rule that
// reported and is not printed was switched off or answered for: then nobody evaluated the component.
#include "compiler/command/components.h"

#include "grammar/rules.h"

static const struct component_row {
  const char *name, *title[LANGUAGES], *rules;
} rows[] = {
#define COMPONENT(name, vi, en, rules) { name, { vi, en }, rules },
#define EYE(vi, en)
#include "grammar/components.def"
#undef COMPONENT
#undef EYE
};
enum { ROWS = sizeof rows / sizeof *rows };

static const char *const eye[][LANGUAGES] = {
#define COMPONENT(name, vi, en, rules)
#define EYE(vi, en) { vi, en },
#include "grammar/components.def"
#undef COMPONENT
#undef EYE
};

struct judge {
  const struct diag_rule *rule;
  size_t row;
  size_t reported, printed;
};

struct components {
  VEC(struct judge) judges;
};

enum result { PASS, FAIL, NOT_EVALUATED };

// ---- counting

static size_t count_rule(const struct diags *diags, const struct diag_rule *rule) {
  size_t count = 0;
  for (size_t i = 0; i < diags->list.n; i++)
    count += diags->list.at[i].rule == rule;
  return count;
}

struct components *components_begin(const struct unit *unit) {
  struct components *components = arena_new(unit->arena, struct components);
  for (size_t i = 0; i < ROWS; i++) {
    struct str rest = str_from(rows[i].rules), name;
    while (str_split(&rest, ',', &name)) {
      const struct diag_rule *rule = rules_find(name);
      struct judge judge = { .rule = rule, .row = i, .reported = count_rule(&unit->diags, rule) };
      vec_push(unit->arena, &components->judges, judge);
    }
  }
  return components;
}

void components_end(struct components *components, const struct diags *diags) {
  for (size_t i = 0; i < components->judges.n; i++)
    components->judges.at[i].printed = count_rule(diags, components->judges.at[i].rule);
}

// ---- judging

static enum result judged(const struct judge *judge) {
  return judge->printed ? FAIL : judge->reported ? NOT_EVALUATED : PASS;
}

// A failure counts before what was not evaluated.
static enum result row_result(const struct components *components, size_t row) {
  static const int weight[] = { [PASS] = 0, [NOT_EVALUATED] = 1, [FAIL] = 2 };
  enum result result = rows[row].rules ? PASS : NOT_EVALUATED;
  for (size_t i = 0; i < components->judges.n; i++) {
    enum result one = judged(&components->judges.at[i]);
    if (components->judges.at[i].row == row && weight[one] > weight[result])
      result = one;
  }
  return result;
}

// The codes that made the result, each in `quote`s, with `open` before the first. Returns how many.
static size_t print_codes(const struct components *components, size_t row, enum result result, const char *open,
                          const char *quote, struct buf *out) {
  size_t count = 0;
  for (size_t i = 0; result != PASS && i < components->judges.n; i++) {
    const struct judge *judge = &components->judges.at[i];
    if (judge->row == row && judged(judge) == result)
      buf_printf(out, "%s%s%s%s", count++ ? ", " : open, quote, judge->rule->code, quote);
  }
  return count;
}

// ---- printing

void components_print(const struct run *run, const struct components *components, const char *path, struct buf *out) {
  static const char *const marks[LANGUAGES][3] = {
    [LANGUAGE_VI] = { "[đạt]      ", "[chưa đạt] ", "[không xét]" },
    [LANGUAGE_EN] = { "[pass]         ", "[fail]         ", "[not evaluated]" },
  };
  static const char *const stages[] = { "dự thảo", "soát xét", "trình ký", "ban hành" };
  enum language language = run->options->language;
  enum stage stage = run->options->stage;
  buf_printf(out, language == LANGUAGE_EN ? "%s: components at stage %s\n" : "%s: thành phần thể thức ở giai đoạn %s\n",
             path, language == LANGUAGE_EN ? stage_names[stage] : stages[stage]);
  for (size_t i = 0; i < ROWS; i++) {
    enum result result = row_result(components, i);
    buf_printf(out, "  %s %s", marks[language][result], rows[i].title[language]);
    if (print_codes(components, i, result, " (", "", out))
      buf_byte(out, ')');
    buf_byte(out, '\n');
  }
}

void components_print_eye(const struct run *run, struct buf *out) {
  enum language language = run->options->language;
  buf_text(out, language == LANGUAGE_EN ? "\nLeft to the eye:\n" : "\nCòn phải soát bằng mắt:\n");
  for (size_t i = 0; i < sizeof eye / sizeof *eye; i++)
    buf_printf(out, "  - %s\n", eye[i][language]);
}

void components_print_json(const struct run *run, const struct components *components, const char *path, struct buf *out) {
  static const char *const names[] = { "pass", "fail", "not-evaluated" };
  for (size_t i = 0; i < ROWS; i++) {
    enum result result = row_result(components, i);
    buf_text(out, out->n ? ",\n{\"file\":" : "\n{\"file\":");
    buf_json(out, str_from(path));
    buf_printf(out, ",\"name\":\"%s\",\"title\":", rows[i].name);
    buf_json(out, str_from(rows[i].title[run->options->language]));
    buf_printf(out, ",\"result\":\"%s\",\"codes\":[", names[result]);
    print_codes(components, i, result, "", "\"", out);
    buf_text(out, "]}");
  }
}
