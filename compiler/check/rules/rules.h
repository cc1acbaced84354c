// Rules: what a reviewer looks for, one row of grammar/checks.def and one function `check_NAME` each. A rule sees the plan
// and the syntax, never the document; it reports and changes nothing.
#ifndef KEHOACH_CHECK_RULES_H
#define KEHOACH_CHECK_RULES_H

#include "compiler/check/reader.h"
#include "grammar/rules.h"

// Runs all of them.
void rules_check(struct reader *reader);

// Adds fixes to findings about numbers: fix --renumber. After the rules.
void renumber(struct reader *reader);

#define RULE(code, name, severity, vi, en, help_vi, help_en, clause, requires) void check_##name(struct reader *reader);
#include "grammar/checks.def"
#undef RULE

struct diag *report(struct reader *reader, const struct diag_rule *rule, struct span span);
struct diag *report_with(struct reader *reader, const struct diag_rule *rule, struct span span, struct str argument);
// A fix that is certain: `text` instead of the span.
void report_fix(struct reader *reader, struct diag *diag, const char *vi, const char *en, struct span span,
                struct str text);
// The same for the bytes from…to of a text. Nothing is added where the source stands otherwise than the text (escapes,
// emphasis, a line end in between) or the text stands in no source: then there is no certain fix.
void report_fix_text(struct reader *reader, struct diag *diag, const char *vi, const char *en, const struct text *text,
                     size_t from, size_t to, struct str instead);
// A date whose unknown parts are as early, or as late, as they can be.
// `a` ends before `b` begins, whatever their unknown parts.
bool surely_before(struct date a, struct date b);
// Of an item's label; of the whole item where it has none.
struct span label_span(const struct item *item);

#endif
