// What the rules of words share. All look at reader->prose; none scans the plan anew.
#ifndef KEHOACH_CHECK_WORD_RULES_H
#define KEHOACH_CHECK_WORD_RULES_H

#include "compiler/check/rules/grams.h"
#include "compiler/check/rules/house_style.h"
#include "compiler/check/rules/rules.h"

// Reads all texts of the plan into reader->prose, with house style and neighbours. Before the rules.
void prose_make(struct reader *reader);
// Words that are misspelt: prose->suspects. Part of prose_make.
void suspects_find(struct prose *prose);
// Severities that van-phong.tsv states, put on everything reported so far. After the rules.
void style_apply_levels(struct reader *reader);

// At most this many findings of one rule are listed; the rule more_of_same tells how many there are besides.
enum { WORDS_LISTED = 50 };

// A new finding, or NULL when enough of its rule are listed.
struct diag *words_report(struct reader *reader, const struct diag_rule *rule, struct span span);
// The same for the words first…last, with these as its first argument.
struct diag *words_report_words(struct reader *reader, const struct diag_rule *rule, size_t first, size_t last);

// Adds to the fix of a finding: the bytes from…to of a text become `instead`. Nothing is added where the source stands
// otherwise than the text (escapes, emphasis, a line end in between): then there is no certain fix.
void words_fix(struct reader *reader, struct diag *diag, const struct prose_text *text, size_t from, size_t to, struct str instead);
void words_fix_words(struct reader *reader, struct diag *diag, size_t first, size_t last, struct str instead);

// `instead` with the capitals of what was written: all, the first, or as it is.
struct str words_like(struct reader *reader, size_t first, size_t last, struct str instead);

#endif
