// Buffer: bytes being written. Owns its memory (malloc); buf_finish releases it.
#ifndef KEHOACH_BASE_BUF_H
#define KEHOACH_BASE_BUF_H

#include "runtime/base/str.h"

struct buf {
  char *p;
  size_t n, cap;
};

void buf_finish(struct buf *buf); // frees and zeroes; a zeroed struct is an empty buffer
void buf_add(struct buf *buf, const void *bytes, size_t n);
void buf_str(struct buf *buf, struct str s);
void buf_text(struct buf *buf, const char *terminated);
void buf_byte(struct buf *buf, char byte);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_int(struct buf *buf, long long value);
// A decimal with at most `decimals` places, trailing zeros dropped, always with '.', in every locale.
void buf_number(struct buf *buf, double value, int decimals);
// Text for XML and HTML: & < > " ' escaped, and characters that XML 1.0 forbids replaced by U+FFFD.
void buf_xml(struct buf *buf, struct str s);
// A JSON string with its quotation marks; bytes that are no UTF-8 become U+FFFD.
void buf_json(struct buf *buf, struct str s);
struct str buf_view(const struct buf *buf);

#endif
