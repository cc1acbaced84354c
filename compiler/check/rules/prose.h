// Prose: all words of the plan in one row, made once for the rules of words and text hygiene. Each word knows its folded
// form (a number: equal words have equal ones), where it stands, and how it is written; signs are words of their own.
#ifndef KEHOACH_CHECK_PROSE_H
#define KEHOACH_CHECK_PROSE_H

#include "compiler/check/rules/syllable.h"
#include "compiler/syntax/text.h"
#include "runtime/base/utf8.h"

enum word_kind {
  WORD_EDGE,     // between two texts, and before and behind all of them
  WORD_LETTERS,
  WORD_NUMBER,   // digits, with '.' and ',' between them
  WORD_MIXED,    // letters and digits: “5G”
  WORD_SIGN,     // one character of punctuation
  WORD_OTHER,    // code, an address, a mark of a footnote: nothing to be read
};

enum word_flag {
  WORD_SPACED = 1,    // white space stands before it
  WORD_CAPITAL = 2,   // begins with a capital
  WORD_UPPER = 4,     // all capitals, at least two
  WORD_MARKED = 8,    // has letters beyond ASCII
  WORD_OPENS = 16,    // first word of a sentence, or of a text
  WORD_STARTS = 32,   // the same, or first behind a colon, a bracket, a quotation mark or a dash
  WORD_QUOTED = 64,   // between “ and ”
  WORD_LINKED = 128,  // joined to its neighbour by / - . @ _ & without space: part of a symbol
};

// One word or sign (a word of agencies and labels, compiler/check/words.h, knows less).
struct token {
  struct str folded;
  uint32_t id;        // index of prose->forms
  uint32_t text;      // index of prose->texts
  uint32_t from, to;  // bytes of that text
  uint8_t kind, flags;
};

enum prose_part { PROSE_BODY, PROSE_CELL, PROSE_NOTE, PROSE_SUBJECT, PROSE_RECIPIENT };

struct prose_text {
  const struct text *text;
  struct folded folded;
  enum prose_part part;
  size_t first, end;  // its words
  bool upper;         // written in capitals throughout
};

// A word as often as it occurs.
struct form {
  struct str folded;
  uint64_t hash;
  uint32_t count;
  uint32_t first;     // index of the first such word
  int8_t syllable;    // 1 it is one, -1 it is none, 0 not looked up yet
  bool barred;        // holds đ
};

// How often a rule has reported; see words_report.
struct tally {
  const struct diag_rule *rule;
  size_t count;
  struct span last;
};

// A word that is no syllable and no name, and what it was meant to be; see spelling.c.
enum verdict { SPELLING_UNKNOWN, SPELLING_NEAR, SPELLING_TYPED, SPELLING_JOINED };
struct suspect {
  uint32_t word;      // index
  enum verdict verdict;
  struct str meant;   // folded; empty when unknown
};

struct style;
struct grams;

struct prose {
  struct arena *arena;
  VEC(struct prose_text) texts;
  VEC(struct token) words;
  VEC(struct form) forms;
  uint32_t *slots;       // of a table over forms: index + 1, 0 free
  size_t slot_count;     // a power of two
  const struct syllables *syllables;
  const struct style *style;   // made after the texts, as is what follows
  const struct grams *grams;
  VEC(struct suspect) suspects;
  VEC(struct tally) tallies;
};

// `bytes` of the plan: room for its words is taken at once, since this is the longest array of all.
struct prose *prose_create(struct arena *arena, size_t bytes);
// `folded` may have an empty map: then the text is folded here.
void prose_add(struct prose *prose, enum prose_part part, const struct text *text, const struct folded *folded);
// After the last text.
void prose_finish(struct prose *prose);

// The number of a folded word, made when it is new: then its count is 0.
uint32_t prose_id(struct prose *prose, struct str folded);
// The number of a folded word, or UINT32_MAX when the plan has no such word.
uint32_t prose_known(const struct prose *prose, struct str folded);

// ---- words
struct str word_raw(const struct prose *prose, const struct token *word);    // as written
bool word_reads(const struct token *word, const char *folded);
bool word_is_sign(const struct token *word, char sign);
bool word_syllable(struct prose *prose, const struct token *word);           // it is a Vietnamese syllable
const struct token *word_before(const struct prose *prose, size_t i);        // never NULL; an edge at the ends of a text
const struct token *word_after(const struct prose *prose, size_t i);
// As written, from word `first` to word `last`, both of one text.
struct str words_raw(const struct prose *prose, size_t first, size_t last);
struct span words_span(const struct prose *prose, size_t first, size_t last);

#endif
