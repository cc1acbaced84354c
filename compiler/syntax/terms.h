// Terms: the rows of grammar/letterhead.def, and what lines around the body look like.
#ifndef KEHOACH_SYNTAX_TERMS_H
#define KEHOACH_SYNTAX_TERMS_H

#include "compiler/syntax/text.h"

enum term {
  TERM_NATION, TERM_MOTTO, TERM_NUMBER, TERM_DAY, TERM_MONTH, TERM_YEAR, TERM_KIND, TERM_SEAT, TERM_PLACE, TERM_GOES_ON,
  TERM_BASIS, TERM_CONCLUSION, TERM_STAMP, TERM_RECIPIENTS, TERM_FILING, TERM_SENDING, TERM_AUTHORITY, TERM_DEPUTY, TERM_POSITION, TERM_UNTIL, TERM_PART_OF, TERM_ROW,
  TERM_URGENCY, TERM_SECRECY, TERM_CIRCULATION, TERM_ASSIGNMENT,
};

// Byte behind the longest term of the set at `at` (a whole word), or SIZE_MAX.
size_t term_match(enum term term, struct str s, size_t at);
// Byte where a term of the set first stands, and behind it; SIZE_MAX when none does.
size_t term_find(enum term term, struct str s, size_t from, size_t *end);

// “Nơi nhận:” at the start of the line: byte behind it, or SIZE_MAX.
size_t line_recipients(struct str line);
// “Lưu: VT”, behind a dash or not: byte where its value starts, or SIZE_MAX.
size_t line_filing(struct str line);
// “TM. ỦY BAN NHÂN DÂN”, “KT. CHỦ TỊCH”: certainly the first line of a signature.
bool line_authority(struct str line);
// “CHỦ TỊCH”, “PHÓ GIÁM ĐỐC”: a position in capitals and nothing else.
bool line_position(struct str line);
// Two to six words, each with a capital, no digits: a person's name.
bool line_name(struct str line);

// Where white space of three or more columns, or a tab, parts two columns of a line: byte of its start, *end behind it.
size_t line_gap(struct str line, size_t from, size_t *end);

struct text_list {
  VEC(struct text) list;
};
// The lines of a text, trimmed, empty ones left out.
void text_lines(struct arena *arena, const struct text *text, struct text_list *lines);
struct text text_trim(struct arena *arena, const struct text *text);

#endif
