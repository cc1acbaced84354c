// Growing byte buffer, and the ways of writing numbers and XML text into it.
#include "runtime/base/buf.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/base/utf8.h"

enum { BUF_FIRST = 256, DECIMALS_MAX = 9 };

void buf_finish(struct buf *buf) {
  free(buf->p);
  *buf = (struct buf){ 0 };
}

// Room for n more bytes and a NUL that is not counted.
static void reserve(struct buf *buf, size_t n) {
  if (n < buf->cap - buf->n)
    return;
  if (n >= SIZE_MAX / 2 - buf->n)
    abort();
  size_t needed = buf->n + n + 1;
  size_t cap = buf->cap ? buf->cap * 2 : BUF_FIRST;
  if (cap < needed)
    cap = needed;
  buf->p = realloc(buf->p, cap);
  if (!buf->p)
    abort();
  buf->cap = cap;
}

void buf_add(struct buf *buf, const void *bytes, size_t n) {
  reserve(buf, n);
  if (n)
    memcpy(buf->p + buf->n, bytes, n);
  buf->n += n;
  buf->p[buf->n] = 0;
}

void buf_str(struct buf *buf, struct str s) {
  buf_add(buf, s.p, s.n);
}

void buf_text(struct buf *buf, const char *terminated) {
  buf_str(buf, str_from(terminated));
}

void buf_byte(struct buf *buf, char byte) {
  buf_add(buf, &byte, 1);
}

void buf_printf(struct buf *buf, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int n = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (n > 0) {
    reserve(buf, (size_t)n);
    vsnprintf(buf->p + buf->n, (size_t)n + 1, format, again);
    buf->n += (size_t)n;
  }
  va_end(again);
}

void buf_int(struct buf *buf, long long value) {
  char digits[24];
  char *at = digits + sizeof digits;
  unsigned long long rest = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
  do
    *--at = (char)('0' + rest % 10);
  while (rest /= 10);
  if (value < 0)
    *--at = '-';
  buf_add(buf, at, (size_t)(digits + sizeof digits - at));
}

// Scaled to an integer rather than printed with %f: no locale, and one rounding everywhere.
void buf_number(struct buf *buf, double value, int decimals) {
  static const long long powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000 };
  decimals = decimals < 0 ? 0 : decimals > DECIMALS_MAX ? DECIMALS_MAX : decimals;
  if (!isfinite(value))
    value = 0;
  while (decimals && fabs(value) * (double)powers[decimals] > 9e15)
    decimals--;
  double scaled = value * (double)powers[decimals];
  if (fabs(scaled) > 9e18) // nothing of ours is this large
    scaled = scaled < 0 ? -9e18 : 9e18;
  long long rounded = (long long)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  long long fraction = llabs(rounded % powers[decimals]);
  if (rounded < 0)
    buf_byte(buf, '-');
  buf_int(buf, llabs(rounded / powers[decimals]));
  if (!fraction)
    return;
  char digits[DECIMALS_MAX + 1] = ".";
  int n = decimals;
  for (int i = n; i > 0; i--, fraction /= 10)
    digits[i] = (char)('0' + fraction % 10);
  while (digits[n] == '0')
    n--;
  buf_add(buf, digits, (size_t)n + 1);
}

// What stands for an ASCII character in XML; NULL: itself.
static const char *const xml_ascii[128] = {
  ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
  [0] = "\uFFFD", [1 ... 8] = "\uFFFD", [11] = "\uFFFD", [12] = "\uFFFD", [14 ... 31] = "\uFFFD",
};

void buf_xml(struct buf *buf, struct str s) {
  size_t from = 0; // start of the bytes that go over as they are
  for (size_t at = 0; at < s.n;) {
    size_t start = at;
    uint32_t c = utf8_next(s, &at);
    const char *instead = c < 128 ? xml_ascii[c] : c >= 0xFFFD && c <= 0xFFFF ? "\uFFFD" : NULL;
    if (!instead)
      continue;
    buf_add(buf, s.p + from, start - from);
    buf_text(buf, instead);
    from = at;
  }
  if (from < s.n)
    buf_add(buf, s.p + from, s.n - from);
}

void buf_json(struct buf *buf, struct str s) {
  buf_byte(buf, '"');
  for (size_t at = 0; at < s.n;) {
    uint32_t c = utf8_next(s, &at);
    char bytes[4];
    if (c == '"' || c == '\\')
      buf_byte(buf, '\\');
    if (c < 0x20)
      buf_printf(buf, "\\u%04x", c);
    else
      buf_add(buf, bytes, utf8_put(c, bytes));
  }
  buf_byte(buf, '"');
}

struct str buf_view(const struct buf *buf) {
  return (struct str){ buf->p ? buf->p : "", buf->n };
}
