// Views of bytes: comparing, cutting and searching.
#include "runtime/base/str.h"

#include <endian.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str str_copy(struct arena *arena, struct str s) {
  return (struct str){ arena_copy(arena, s.p, s.n), s.n };
}

struct str str_printf(struct arena *arena, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int n = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  struct str result = STR("");
  if (n > 0) {
    char *p = arena_alloc(arena, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, again);
    result = (struct str){ p, (size_t)n };
  }
  va_end(again);
  return result;
}

struct str str_concat(struct arena *arena, struct str a, struct str b) {
  char *p = arena_alloc(arena, a.n + b.n + 1);
  if (a.n)
    memcpy(p, a.p, a.n);
  if (b.n)
    memcpy(p + a.n, b.p, b.n);
  return (struct str){ p, a.n + b.n };
}

int str_cmp(struct str a, struct str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int order = n ? memcmp(a.p, b.p, n) : 0;
  return order ? order : (a.n > b.n) - (a.n < b.n);
}

static bool ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s) {
  const struct str no_break = STR("\xC2\xA0");
  for (;;) {
    if (s.n && ascii_space(s.p[0]))
      s = str_slice(s, 1, s.n);
    else if (s.n && ascii_space(s.p[s.n - 1]))
      s.n--;
    else if (str_starts(s, no_break))
      s = str_slice(s, 2, s.n);
    else if (str_ends(s, no_break))
      s.n -= 2;
    else
      return s;
  }
}

size_t str_find(struct str s, struct str needle, size_t from) {
  if (from > s.n || needle.n > s.n - from)
    return SIZE_MAX;
  if (needle.n == 0)
    return from;
  const char *found = memmem(s.p + from, s.n - from, needle.p, needle.n);
  return found ? (size_t)(found - s.p) : SIZE_MAX;
}

size_t str_find_byte(struct str s, char byte, size_t from) {
  if (from >= s.n)
    return SIZE_MAX;
  const char *found = memchr(s.p + from, byte, s.n - from);
  return found ? (size_t)(found - s.p) : SIZE_MAX;
}

bool str_split(struct str *rest, char separator, struct str *part) {
  if (rest->n == 0)
    return false;
  size_t at = str_find_byte(*rest, separator, 0);
  size_t end = at == SIZE_MAX ? rest->n : at;
  *part = str_slice(*rest, 0, end);
  *rest = str_slice(*rest, end + 1, rest->n);
  return true;
}

bool str_to_int(struct str s, int *value) {
  int result = 0;
  if (s.n == 0)
    return false;
  for (size_t i = 0; i < s.n; i++) {
    int digit = s.p[i] - '0';
    if (digit < 0 || digit > 9 || result > (INT_MAX - digit) / 10)
      return false;
    result = result * 10 + digit;
  }
  *value = result;
  return true;
}

static uint64_t mix(uint64_t hash) {
  hash *= 0xD6E8FEB86659FD93u;
  return hash ^ hash >> 32;
}

// The same on every machine.
static inline uint64_t number(const unsigned char *p, size_t bytes) {
  uint64_t number = 0;
  memcpy(&number, p, bytes);
  return le64toh(number);
}

// Up to eight bytes, those of the middle perhaps twice.
static uint64_t few_bytes(const unsigned char *p, size_t n) {
  if (n < 4)
    return n ? (uint64_t)p[0] << 16 | (uint64_t)p[n / 2] << 8 | p[n - 1] : 0;
  return number(p, 4) << 32 | number(p + n - 4, 4);
}

// Eight bytes at a time, mixed so that the low bits depend on all of them.
uint64_t str_hash(struct str s) {
  const unsigned char *p = (const unsigned char *)s.p;
  uint64_t hash = s.n + 1;
  for (; s.n > 8; p += 8, s.n -= 8)
    hash = mix(hash ^ number(p, 8));
  return mix(mix(hash ^ few_bytes(p, s.n)));
}
