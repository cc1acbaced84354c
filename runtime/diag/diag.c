// Reporting: diagnostics are only collected here; nothing is printed.
#include "runtime/diag/diag.h"

#include <ctype.h>
#include <string.h>

#include "runtime/diag/message.h"

struct str diag_rule_name(struct arena *arena, const struct diag_rule *rule) {
  char *name = arena_copy(arena, rule->name, strlen(rule->name));
  for (char *c = name; *c; c++)
    if (*c == '_')
      *c = '-';
  return str_from(name);
}

static char plain(char c) {
  return c == '_' ? '-' : (char)tolower((unsigned char)c);
}

static bool same_name(struct str s, const char *name) {
  if (s.n != strlen(name))
    return false;
  for (size_t i = 0; i < s.n; i++)
    if (plain(s.p[i]) != plain(name[i]))
      return false;
  return true;
}

bool diag_rule_is(const struct diag_rule *rule, struct str code_or_name) {
  return same_name(code_or_name, rule->code) || same_name(code_or_name, rule->name);
}

void diags_init(struct diags *diags, struct arena *arena) {
  *diags = (struct diags){ .arena = arena };
}

struct diag *diag_report(struct diags *diags, const struct diag_rule *rule, const struct source *source,
                         struct span span) {
  struct diag *diag = vec_add(diags->arena, &diags->list);
  diag->rule = rule;
  diag->severity = rule->severity;
  diag->source = source;
  diag->file = source ? source->name : NULL;
  diag->span = span;
  return diag;
}

struct diag *diag_arg_in(struct diags *diags, struct diag *diag, struct str vi, struct str en) {
  (void)diags;
  for (int i = 0; i < DIAG_ARGUMENTS; i++)
    if (!diag->arguments[LANGUAGE_VI][i].p) {
      diag->arguments[LANGUAGE_VI][i] = vi.p ? vi : STR("");
      diag->arguments[LANGUAGE_EN][i] = en.p ? en : STR("");
      break;
    }
  return diag;
}

struct diag *diag_arg(struct diags *diags, struct diag *diag, struct str argument) {
  return diag_arg_in(diags, diag, argument, argument);
}

struct diag *diag_arg_date(struct diags *diags, struct diag *diag, struct date date) {
  const char *kind = date.day ? "ngày" : date.month ? "tháng" : "năm";
  struct str written = date_written(diags->arena, date);
  return diag_arg_in(diags, diag, str_printf(diags->arena, "%s " STR_FMT, kind, STR_ARG(written)), written);
}

void diag_related(struct diags *diags, struct diag *diag, const struct source *source, struct span span,
                  const char *vi, const char *en) {
  vec_push(diags->arena, &diag->related, (struct related){
    .message = { [LANGUAGE_VI] = vi, [LANGUAGE_EN] = en },
    .source = source,
    .span = span,
  });
}

size_t diags_count(const struct diags *diags, enum severity severity) {
  size_t count = 0;
  for (size_t i = 0; i < diags->list.n; i++)
    count += diags->list.at[i].severity == severity;
  return count;
}

const char *diag_file(const struct diag *diag) {
  const char *file = diag->source ? diag->source->name : diag->file;
  return file ? file : "";
}

struct str diag_message(struct arena *arena, const struct diag *diag, enum language language) {
  struct buf buf = { 0 };
  message_format(&buf, diag, in_language(diag->rule->message, language), language, false);
  struct str message = str_copy(arena, buf_view(&buf));
  buf_finish(&buf);
  return message;
}
