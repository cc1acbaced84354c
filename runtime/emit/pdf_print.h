// Values in the syntax of PDF, printed into a buffer.
#ifndef KEHOACH_EMIT_PDF_PRINT_H
#define KEHOACH_EMIT_PDF_PRINT_H

#include "runtime/base/buf.h"

// Lengths are rounded once, to hundredths of a point, and whole numbers from there on.
long to_hundredths(double points);
void print_fixed(struct buf *out, long hundredths); // 12.34

void print_name(struct buf *out, struct str name);    // /Name, escaped
void print_string(struct buf *out, struct str bytes); // (bytes), escaped
void print_text(struct buf *out, struct str text);    // a text string: ASCII, or UTF-16 with its mark; clipped
struct str text_clipped(struct str text);             // to what PDF/A lets a string hold

#endif
