// Strings: a pointer and a length in bytes, UTF-8, not terminated, never owned.
#ifndef KEHOACH_BASE_STR_H
#define KEHOACH_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/base/arena.h"

struct str {
  const char *p;
  size_t n;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).n, (s).p

struct str str_from(const char *terminated);            // NULL gives the empty string
struct str str_copy(struct arena *arena, struct str s); // terminated copy
struct str str_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str str_concat(struct arena *arena, struct str a, struct str b);

bool str_eq(struct str a, struct str b);
int str_cmp(struct str a, struct str b); // by bytes, as memcmp
bool str_is(struct str s, const char *terminated);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

// `from` and `to` are byte offsets, clamped to the string.
struct str str_slice(struct str s, size_t from, size_t to);
struct str str_trim(struct str s); // ASCII white space and U+00A0 at both ends

// Byte offset of the first occurrence at or after `from`, or SIZE_MAX.
size_t str_find(struct str s, struct str needle, size_t from);
size_t str_find_byte(struct str s, char byte, size_t from);

// Takes the part before the next `separator` off `rest`; false when nothing is left, so an empty part behind the
// last separator is not given.
bool str_split(struct str *rest, char separator, struct str *part);

// A whole decimal number without sign; false if empty, other bytes or overflow.
bool str_to_int(struct str s, int *value);

uint64_t str_hash(struct str s);

#endif
