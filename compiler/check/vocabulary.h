// Vocabulary: the rows of grammar/abbreviations.tsv, body-words.tsv, fields.tsv and duty-verbs.tsv as phrase tables.
// Built once with the registry.
#ifndef KEHOACH_CHECK_VOCABULARY_H
#define KEHOACH_CHECK_VOCABULARY_H

#include "compiler/check/phrases.h"

// Kinds of grammar/body-words.tsv.
enum body_word {
  BODY_NAME = 1,    // begins a body's name: “Sở”, “Trung tâm”
  BODY_NONE,        // only looks like one: “tổ chức”
  BODY_COLLECTIVE,  // noun of a group: “cơ quan”
  BODY_RELATED,     // “có liên quan”
  BODY_TAIL,        // “của tỉnh”
  BODY_OFFICE,      // “Thủ trưởng”
  BODY_PLURAL,      // “các”
  BODY_CONNECTIVE,  // “và”
  BODY_OF,          // “thuộc”
  BODY_REQUEST,     // “Đề nghị”
  BODY_ORDER,       // “Giao”
  BODY_WORDS
};

// Kinds of grammar/duty-verbs.tsv.
enum duty_verb {
  VERB_LEAD = 1,    // “chủ trì”
  VERB_COORDINATE,  // “phối hợp”
  VERB_PREAMBLE,    // “căn cứ …,”: the verb comes after
  VERB_ADVERB,      // “tiếp tục”: the verb follows
  VERB_ACT,         // any other
  DUTY_VERBS
};

// Where a label of grammar/fields.tsv may stand.
enum label_use { LABEL_LINE = 1, LABEL_TITLE = 2, LABEL_COLUMN = 4 };

struct field_label {
  int field;         // enum field_kind
  unsigned use;
  struct str text;
};

struct body_row {
  enum body_word kind;
  struct str group;  // of a collective noun: registry id
};

struct vocabulary {
  struct phrases abbreviations;      // → expansions
  VEC(struct words) expansions;
  struct phrases bodies, nouns;      // → body_rows; nouns: the collective ones, which may begin a name as well
  VEC(struct body_row) body_rows;
  struct phrases labels;             // → field_labels
  VEC(struct field_label) field_labels;
  struct phrases verbs;              // → enum duty_verb
};

// The phrase tables of a vocabulary, made when the program was built.
struct vocabulary_tables {
  struct phrase_table abbreviations, bodies, nouns, labels, verbs;
};

// `tables` may be NULL: the phrases are read then.
void vocabulary_read(struct arena *arena, struct scratch *scratch, const struct vocabulary_tables *tables,
                     struct vocabulary *vocabulary);

// Replaces abbreviations (in capitals) by their words. Their place stays that of the abbreviation.
void words_expand(struct arena *arena, const struct phrases *abbreviations, const struct words *expansions,
                  struct words *words);

// Kind of the longest body word, verb or label at word `i`; 0 (NULL) when there is none. *end is the word after it.
enum body_word body_word_at(const struct vocabulary *vocabulary, const struct words *words, size_t i, size_t *end);
const struct body_row *collective_at(const struct vocabulary *vocabulary, const struct words *words, size_t i, size_t *end);
enum duty_verb duty_verb_at(const struct vocabulary *vocabulary, const struct words *words, size_t i, size_t *end);
const struct field_label *field_label_at(const struct vocabulary *vocabulary, const struct words *words, size_t i,
                                         size_t *end);

#endif
