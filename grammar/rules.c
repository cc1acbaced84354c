// The rows of diagnostics.def as objects, with their long explanations.
#include "grammar/rules.h"

#include <string.h>

#define RULE(code_, name_, severity_, vi, en, help_vi, help_en, clause_, requires_) \
  const struct diag_rule rule_##name_ = {                                           \
    .code = #code_,                                                                 \
    .name = #name_,                                                                 \
    .severity = SEVERITY_##severity_,                                               \
    .message = { [LANGUAGE_VI] = vi, [LANGUAGE_EN] = en },                          \
    .help = { [LANGUAGE_VI] = help_vi, [LANGUAGE_EN] = help_en },                   \
    .clause = clause_,                                                              \
    .requires = requires_,                                                          \
  };
#include "grammar/diagnostics.def"
#undef RULE

#define RULE(code, name, severity, vi, en, help_vi, help_en, clause, requires) &rule_##name,
const struct diag_rule *const rules_all[] = {
#include "grammar/diagnostics.def"
};
#undef RULE

const size_t rules_count = sizeof rules_all / sizeof *rules_all;

const struct diag_rule *rules_find(struct str code_or_name) {
  for (size_t i = 0; i < rules_count; i++)
    if (diag_rule_is(rules_all[i], code_or_name))
      return rules_all[i];
  return NULL;
}

const struct rule_family rule_families[] = {
#define FAMILY(prefix_, vi, en) { #prefix_, { [LANGUAGE_VI] = vi, [LANGUAGE_EN] = en } },
#include "grammar/families.def"
#undef FAMILY
};
const size_t rule_family_count = sizeof rule_families / sizeof *rule_families;

bool rule_in_family(const struct diag_rule *rule, const struct rule_family *family) {
  return strncmp(rule->code, family->prefix, strlen(family->prefix)) == 0;
}

struct page {
  const char *code;
  struct str text;
};
extern const struct page rule_pages[]; // made by grammar/pages.py; ends with a NULL code

struct str rule_page(const char *code) {
  for (const struct page *page = rule_pages; page->code; page++)
    if (strcmp(page->code, code) == 0)
      return page->text;
  return (struct str){ 0 };
}
