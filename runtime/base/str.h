// Strings: a pointer and a length in bytes, UTF-8, not terminated, never owned.
#ifndef KEHOACH_BASE_STR_H
#define KEHOACH_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "runtime/base/arena.h"

struct str {
  const char *p;
  size_t n;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).n, (s).p

// The small ones stand here, so that lengths of literals are known where they are compared.

// NULL gives the empty string.
static inline struct str str_from(const char *terminated) {
  return terminated ? (struct str){ terminated, strlen(terminated) } : STR("");
}
struct str str_copy(struct arena *arena, struct str s); // terminated copy
struct str str_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str str_concat(struct arena *arena, struct str a, struct str b);

static inline bool str_eq(struct str a, struct str b) {
  return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_is(struct str s, const char *terminated) {
  return str_eq(s, str_from(terminated));
}

static inline bool str_starts(struct str s, struct str prefix) {
  return prefix.n <= s.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

static inline bool str_ends(struct str s, struct str suffix) {
  return suffix.n <= s.n && (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

int str_cmp(struct str a, struct str b); // by bytes, as memcmp

// `from` and `to` are byte offsets, clamped to the string.
static inline struct str str_slice(struct str s, size_t from, size_t to) {
  to = to < s.n ? to : s.n;
  from = from < to ? from : to;
  return s.p ? (struct str){ s.p + from, to - from } : s;
}

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
