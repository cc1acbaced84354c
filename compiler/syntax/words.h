// Words: matching bare patterns (lower case, without diacritics) against text as it stands, without allocating.
#ifndef KEHOACH_SYNTAX_WORDS_H
#define KEHOACH_SYNTAX_WORDS_H

#include "runtime/base/str.h"

// Byte behind `pattern` if s continues with it at `at`, else SIZE_MAX. Case, diacritics, kinds of dash and the amount of
// white space do not matter; a space of the pattern asks for at least one.
size_t words_match(struct str s, size_t at, const char *pattern);
// The same where no letter may follow (a digit may: “ngày05”).
size_t words_match_whole(struct str s, size_t at, const char *pattern);
size_t words_skip_space(struct str s, size_t at);
// The first line of s: up to a '\n'.
struct str words_line(struct str s);
bool words_any(struct str s); // holds a letter or digit
// The character at `at`, 0 at the end; *next behind it.
uint32_t words_char(struct str s, size_t at, size_t *next);

#endif
