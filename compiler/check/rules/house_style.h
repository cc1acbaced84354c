// House style (cách viết của cơ quan): words and how they are to be written, as data. Rows of grammar/house-style.tsv, then
// those of the office's own file van-phong.tsv beside the plan, which come first where both speak of the same words.
#ifndef KEHOACH_CHECK_HOUSE_STYLE_H
#define KEHOACH_CHECK_HOUSE_STYLE_H

#include "compiler/check/rules/prose.h"
#include "runtime/diag/diag.h"

enum style_kind {
  STYLE_WORD,      // từ: better written otherwise
  STYLE_WRONG,     // sai: certainly a mistake
  STYLE_NAME,      // tên: the same words with other capitals
  STYLE_ALIKE,     // một: capitals as one likes, but the same everywhere
  STYLE_TALK,      // nói: too colloquial for an official text
  STYLE_MANNER,    // cách: says how; twice in one clause is once too often
  STYLE_FUNCTION,  // nối: small words, of which two in a row are a slip
  STYLE_LOOSE,     // rời: may come into a phrase or stay out of it
  STYLE_DOUBLE,    // láy: rightly written twice
  STYLE_ACCEPT,    // nhận: a word that is no Vietnamese syllable, and right
  STYLE_SHORT,     // tắt: an abbreviation that needs no declaration
  STYLE_UNIT,      // đơn vị: a kind of place, small before a name
  STYLE_CALENDAR,  // lịch: a part of the calendar, small before a number
  STYLE_MEASURE,   // đo: what stands behind a figure
  STYLE_LEVEL,     // mức: severity of a rule
  STYLE_DROP,      // bỏ: a row of the program that does not hold here
  STYLE_KINDS
};

// One place of a pattern: a word, one of several, or none of them.
struct style_place {
  uint32_t first, count;  // of style->words: numbers of folded words, known to the plan or not
  bool none;              // `!a|b`: the place holds none of these, or lies outside the text
  bool number;            // `#`: or a number
  bool replaced;          // between [ and ]
};

struct style_pattern {
  enum style_kind kind;
  struct str written;          // folded; of the program's rows without brackets and `!` places, if an office has rows
  struct str instead;          // as in the row
  uint32_t first, count;       // of style->places
  uint32_t anchor;             // the place that it is looked up by: the first with words
  uint32_t target, target_end; // places to be replaced
  uint32_t next;               // pattern with the same word at its anchor, + 1; 0: none
  uint32_t row;                // patterns of one row have the same number
  bool dropped;
};

struct style_level {
  const struct diag_rule *rule;
  enum severity severity;
};

// A row that says nothing known.
struct style_row {
  size_t line;
  struct str text;
};

// A pattern that stands in the plan.
struct style_match {
  const struct style_pattern *pattern;
  size_t first, last;  // words to be replaced
  size_t from, to;     // words of the pattern, those that must not be there left out
  size_t next;         // the next match of the same row, + 1; 0: none
  bool again;          // there is one before
};

struct style {
  VEC(struct style_pattern) patterns;
  VEC(struct style_place) places;
  VEC(uint32_t) words;
  VEC(struct style_level) levels;
  VEC(struct style_row) unread;
  uint32_t *heads;                 // by number of word: first pattern with it at its anchor, + 1
  size_t head_count;
  VEC(struct style_match) matches; // all there are, in order of place
};

// After the texts have been added: words of patterns become words of the prose, so that comparing is comparing numbers.
// `office` is the text of van-phong.tsv, or empty.
struct style *style_create(struct prose *prose, struct str office);

// The plan's word is in a list of single words (hư từ, láy, nhận, tắt, đơn vị, lịch).
bool style_lists(const struct prose *prose, enum style_kind kind, uint32_t id);

#endif
