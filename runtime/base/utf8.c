// UTF-8 as bytes, and the classes of characters. Latin letters are decided here, the rest by utf8proc.
#include "runtime/base/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

static bool continues(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

// A sequence of two to four bytes; 0 if it is no UTF-8 (too long, surrogate, above U+10FFFF, cut off).
static uint32_t decode_long(const unsigned char *p, size_t n, size_t *length) {
  if (p[0] >= 0xC2 && p[0] <= 0xDF && n >= 2 && continues(p[1]))
    return *length = 2, (p[0] & 0x1Fu) << 6 | (p[1] & 0x3F);
  if (p[0] >= 0xE0 && p[0] <= 0xEF && n >= 3 && continues(p[1]) && continues(p[2])) {
    uint32_t c = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3F);
    return *length = 3, c < 0x800 || (c >= 0xD800 && c <= 0xDFFF) ? 0 : c;
  }
  if (p[0] >= 0xF0 && p[0] <= 0xF4 && n >= 4 && continues(p[1]) && continues(p[2]) && continues(p[3])) {
    uint32_t c = (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3F);
    return *length = 4, c < 0x10000 || c > 0x10FFFF ? 0 : c;
  }
  return 0;
}

uint32_t utf8_next_long(struct str s, size_t *at) {
  const unsigned char *p = (const unsigned char *)s.p + *at;
  size_t length = 1;
  uint32_t c = decode_long(p, s.n - *at, &length);
  *at += c ? length : 1;
  return c ? c : REPLACEMENT;
}

uint32_t utf8_prev(struct str s, size_t *at) {
  size_t start = *at - 1;
  for (int i = 0; i < 3 && start > 0 && continues((unsigned char)s.p[start]); i++)
    start--;
  size_t end = start;
  uint32_t c = utf8_next((struct str){ s.p, *at }, &end);
  if (end == *at)
    return *at = start, c;
  --*at;
  return REPLACEMENT;
}

size_t utf8_put(uint32_t c, char out[4]) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
    c = REPLACEMENT;
  if (c < 0x80)
    return out[0] = (char)c, 1;
  size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  static const unsigned char leads[] = { [2] = 0xC0, [3] = 0xE0, [4] = 0xF0 };
  for (size_t i = n - 1; i > 0; i--, c >>= 6)
    out[i] = (char)(0x80 | (c & 0x3F));
  out[0] = (char)(leads[n] | c);
  return n;
}

size_t utf8_invalid(struct str s) {
  for (size_t at = 0; at < s.n;) {
    uint64_t eight;
    if (s.n - at >= sizeof eight) { // most text is ASCII, eight bytes at a time
      memcpy(&eight, s.p + at, sizeof eight);
      if (!(eight & 0x8080808080808080u)) {
        at += sizeof eight;
        continue;
      }
    }
    size_t start = at;
    if (utf8_next(s, &at) == REPLACEMENT && at == start + 1)
      return start;
  }
  return SIZE_MAX;
}

static bool ascii_letter(uint32_t c) {
  return (c | 0x20) - 'a' < 26;
}

// Precomposed Vietnamese letters Ạ…ỹ come in pairs, the capital even.
static bool vietnamese(uint32_t c) {
  return c >= 0x1EA0 && c <= 0x1EF9;
}

static utf8proc_category_t category(uint32_t c) {
  return utf8proc_category((utf8proc_int32_t)c);
}

bool uni_is_letter(uint32_t c) {
  if (c < 0x80)
    return ascii_letter(c);
  if (vietnamese(c))
    return true;
  utf8proc_category_t kind = category(c);
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

bool uni_is_upper(uint32_t c) {
  if (c < 0x80)
    return c - 'A' < 26;
  if (vietnamese(c))
    return c % 2 == 0;
  return category(c) == UTF8PROC_CATEGORY_LU;
}

bool uni_is_digit(uint32_t c) {
  return c - '0' < 10;
}

bool uni_is_space(uint32_t c) {
  if (c < 0x80)
    return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool uni_is_mark(uint32_t c) {
  if (c < 0x300 || vietnamese(c))
    return false;
  utf8proc_category_t kind = category(c);
  return kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME;
}

bool uni_is_word(uint32_t c) {
  if (c < 0x80)
    return ascii_letter(c) || uni_is_digit(c);
  if (vietnamese(c))
    return true;
  utf8proc_category_t kind = category(c);
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_NL;
}

bool uni_is_dash(uint32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

uint32_t uni_lower(uint32_t c) {
  if (c < 0x80)
    return c - 'A' < 26 ? c + 32 : c;
  if (vietnamese(c))
    return c | 1;
  return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}
