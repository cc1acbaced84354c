// Markdown: words of an author written so that they are read as those words again, whatever signs are in them.
#ifndef KEHOACH_IMPORT_MARKDOWN_H
#define KEHOACH_IMPORT_MARKDOWN_H

#include "compiler/syntax/text.h"
#include "runtime/base/buf.h"

enum markdown_where {
  MARKDOWN_BLOCK, // begins a line
  MARKDOWN_INLINE, // stands behind a number, bullet or “#”
  MARKDOWN_CELL,
};

enum { MARKDOWN_EMPHASIS = 0x110000 }; // in place of a neighbouring character: one in emphasis of its own

// Words of one style with what stands around them: `before` and `after` are the neighbouring characters, 0 at an end.
void markdown_words(struct buf *out, struct str words, unsigned style, uint32_t before, uint32_t after,
                    enum markdown_where where);

// A text with its runs; styles in `without` are left off. Forced line ends stay, as the place allows.
void markdown_text(struct buf *out, const struct text *text, unsigned without, enum markdown_where where);

// A scalar of front matter: plain, or in quotes where it must be.
void markdown_scalar(struct buf *out, struct str value);

#endif
