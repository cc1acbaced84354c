// Values in the syntax of PDF (ISO 32000-1, 7.3, 7.9.2).
#include "runtime/emit/pdf_print.h"

#include <math.h>
#include <string.h>

#include "runtime/base/utf8.h"

long to_hundredths(double points) {
  return lround(points * 100);
}

void print_fixed(struct buf *out, long hundredths) {
  char text[32], *at = text + sizeof text;
  unsigned long rest = hundredths < 0 ? -(unsigned long)hundredths : (unsigned long)hundredths;
  char *end = at;
  for (int i = 0; i < 2; i++, rest /= 10) {
    if (rest % 10 || at < end)
      *--at = (char)('0' + rest % 10);
    else
      end = --at;
  }
  if (at < end)
    *--at = '.';
  for (; rest; rest /= 10)
    *--at = (char)('0' + rest % 10);
  if (at == end)
    *--at = '0';
  else if (hundredths < 0)
    *--at = '-';
  buf_add(out, at, (size_t)(end - at));
}

static void print_escaped(struct buf *out, char byte) {
  if (byte == '\r') { // a reader would take it for a line feed
    buf_text(out, "\\r");
    return;
  }
  if (byte == '(' || byte == ')' || byte == '\\')
    buf_byte(out, '\\');
  buf_byte(out, byte);
}

void print_string(struct buf *out, struct str bytes) {
  buf_byte(out, '(');
  for (size_t i = 0; i < bytes.n; i++)
    print_escaped(out, bytes.p[i]);
  buf_byte(out, ')');
}

static bool is_plain_ascii(struct str text) {
  for (size_t i = 0; i < text.n; i++)
    if ((unsigned char)text.p[i] < ' ' || (unsigned char)text.p[i] > '~')
      return false;
  return true;
}

static void print_unit(struct buf *out, unsigned unit) {
  print_escaped(out, (char)(unit >> 8));
  print_escaped(out, (char)unit);
}

// A string holds 32,767 bytes at most (ISO 19005-2, 6.1.13), two for each unit of UTF-16.
struct str text_clipped(struct str text) {
  enum { MOST = 16000 };
  size_t end = text.n;
  if (end > MOST)
    for (end = MOST; end > 0 && ((unsigned char)text.p[end] & 0xC0) == 0x80;)
      end--;
  return str_slice(text, 0, end);
}

void print_text(struct buf *out, struct str text) {
  text = text_clipped(text);
  if (is_plain_ascii(text)) {
    print_string(out, text);
    return;
  }
  buf_text(out, "(\xFE\xFF");
  for (size_t at = 0; at < text.n;) {
    uint32_t c = utf8_next(text, &at);
    if (c >= 0x10000) {
      print_unit(out, 0xD800 + ((c - 0x10000) >> 10));
      c = 0xDC00 + ((c - 0x10000) & 0x3FF);
    }
    print_unit(out, c);
  }
  buf_byte(out, ')');
}

void print_name(struct buf *out, struct str name) {
  buf_byte(out, '/');
  for (size_t i = 0; i < name.n; i++) {
    unsigned char c = (unsigned char)name.p[i];
    if (c > ' ' && c <= '~' && !strchr("#/()<>[]{}%", c))
      buf_byte(out, (char)c);
    else
      buf_printf(out, "#%02X", c);
  }
}
