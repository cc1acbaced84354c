// Words that the readers of a plan go by: rows of grammar/terms.tsv, sections.tsv and keys.tsv. All phrases are folded.
#ifndef KEHOACH_CHECK_TERMS_H
#define KEHOACH_CHECK_TERMS_H

#include "compiler/syntax/syntax.h"
#include "runtime/base/vec.h"

enum term_list {
  TERMS_BASIS,
  TERMS_ALIAS,
  TERMS_ATTACHED,
  TERMS_YES,
  TERMS_NO,
  TERMS_PICTURES,
  TERMS_AUTOMATIC,
  TERMS_KEEP,
  TERMS_SIZES,
  TERMS_PERIOD,
  TERMS_PHASES,
  TERMS_PHASE,
  TERMS_FILING,
  TERMS_COMPARATOR,
  TERMS_UNIT,
  TERMS_UNMEASURED,
  TERMS_UNTIL,
  TERMS_ORDINAL,
  TERMS_LETTERHEAD,
  TERMS_FOREIGN,
  TERMS_OWN,
  TERMS_COLLECTIVE,
  TERMS_JOINT,
  TERMS_LINK,
  TERMS_AND,
  TERMS_KIND,
  TERMS_SHORT,
  TERMS_ADDRESSEE,
  TERMS_ON_BEHALF,
  TERMS_DEGREE,
  TERMS_ANNEX,
  TERMS_DOCUMENT,
  TERMS_CONSIDERING,
  TERMS_PLACEHOLDER,
  TERMS_OUTSIDE,
  TERMS_REQUEST,
  TERMS_EVERYONE,
  TERMS_UNSENT,
  TERMS_OFFICES,
  TERMS_APART,
  TERMS_SOME,
  TERMS_PARTLY,
  TERMS_ISSUER,
  TERMS_REPORT,
  TERMS_REVIEW,
  TERMS_SEVERALLY,
  TERMS_COUNTED,
  TERMS_NAMED,
  TERMS_CITED,
  TERMS_UNREADABLE,
  TERMS_ABOVE,
  TERMS_ACTING,
  TERMS_PROXY,
  TERMS_DEPUTY,
  TERMS_URGENCY,
  TERMS_SECRECY,
  TERMS_CIRCULATION,
  TERMS_REQUIRED,
  TERMS_MEASURED,
  TERMS_BODY_LABEL,
  TERMS_RELATIVE,
  TERMS_FORMER,
  TERMS_ADDRESS,
  TERMS_TEMPLATE,
  TERMS_TO_WRITE,
  TERMS_PROPOSAL,
  TERM_LISTS
};

struct term {
  struct str phrase;
  struct str value; // what the phrase stands for in its list; often empty
};

struct section_term {
  struct str phrase;
  int kind; // enum section_kind
};

// A key of the front matter.
struct key {
  struct str bare, shown, target;
  bool scalar, list, map; // forms it may take
};

struct terms {
  VEC(struct term) lists[TERM_LISTS];
  bool first[TERM_LISTS][256]; // bytes that begin a phrase of the list
  VEC(struct section_term) sections;
  VEC(struct key) keys;
};

struct terms *terms_create(struct arena *arena);

// The longest phrase of the list that stands at byte `at` of the folded text and ends where a word ends, or NULL.
const struct term *terms_at(const struct terms *terms, enum term_list list, struct str folded, size_t at);
// The first such place at or after `from` where a word begins; SIZE_MAX when there is none. Of phrases that begin there,
// *term is the longest. One pass; going on behind a place found costs no more than the rest of the text.
size_t terms_find(const struct terms *terms, enum term_list list, struct str folded, size_t from,
                  const struct term **term);
// The whole folded text is a phrase of the list.
const struct term *terms_is(const struct terms *terms, enum term_list list, struct str folded);

// The kind of a title by its first known words, or -1. With `at_start` only words that begin the title count.
int terms_section(const struct terms *terms, struct str folded, bool at_start);

// `parent` is empty at the top. NULL when there is no such key.
const struct key *terms_key(const struct terms *terms, struct str parent, struct str bare);
// The nearest key within a small distance, or NULL.
const struct key *terms_nearest_key(const struct terms *terms, struct str parent, struct str bare);

// The next row of a table of grammar/: lines beginning with '#' and empty ones are none. Missing cells are empty.
enum { TABLE_CELLS = 4 };
bool table_row(struct str *rest, struct str cells[TABLE_CELLS]);

// Whole words: `n` bytes at `at` are bounded by no letter or digit.
bool whole_word(struct str s, size_t at, size_t n);
size_t whole_find(struct str s, struct str phrase, size_t from);

#endif
