// The language as data, embedded at build time: one symbol for each file of this folder.
#ifndef KEHOACH_GRAMMAR_DATA_H
#define KEHOACH_GRAMMAR_DATA_H

#include "runtime/base/str.h"

extern const struct str grammar_help_en, grammar_help_vi; // help.en.txt, help.vi.txt
extern const struct str grammar_agencies;  // registry/agencies.tsv
extern const struct str grammar_provinces; // registry/provinces.tsv
extern const struct str grammar_keys;       // keys.tsv
extern const struct str grammar_sections;   // sections.tsv
extern const struct str grammar_terms;      // terms.tsv
extern const struct str grammar_recipients; // recipients.tsv
extern const struct str grammar_references; // references.tsv
extern const struct str grammar_house_style; // house-style.tsv
extern const struct str grammar_syllables;   // syllables.tsv
extern const struct str grammar_abbreviations; // abbreviations.tsv
extern const struct str grammar_body_words; // body-words.tsv
extern const struct str grammar_fields;    // fields.tsv
extern const struct str grammar_duty_verbs; // duty-verbs.tsv

#endif
