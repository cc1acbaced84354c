// The catalogue of diagnostics: `rule_NAME` for each row of grammar/diagnostics.def, and all of them in order.
#ifndef KEHOACH_GRAMMAR_RULES_H
#define KEHOACH_GRAMMAR_RULES_H

#include "runtime/diag/diag.h"

#define RULE(code, name, severity, vi, en, help_vi, help_en, clause, requires) extern const struct diag_rule rule_##name;
#include "grammar/diagnostics.def"
#undef RULE

extern const struct diag_rule *const rules_all[];
extern const size_t rules_count;

// By code or name, any case; NULL when there is none.
const struct diag_rule *rules_find(struct str code_or_name);

// A row of grammar/families.def.
struct rule_family {
  const char *prefix; // "KH01": that of its codes
  const char *name[LANGUAGES];
};
extern const struct rule_family rule_families[];
extern const size_t rule_family_count;
bool rule_in_family(const struct diag_rule *rule, const struct rule_family *family);

// The page of grammar/explain/CODE.md: cause, example, remedy. Empty when there is none.
struct str rule_page(const char *code);

#endif
