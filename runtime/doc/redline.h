// Redline: two versions of a document as one, what was removed struck through and what was added underlined.
#ifndef KEHOACH_DOC_REDLINE_H
#define KEHOACH_DOC_REDLINE_H

#include "runtime/doc/doc.h"

// Every word of both is in the result. Paragraphs are compared word by word, tables cell by cell where their columns
// agree; anything else that differs stands once as removed and once as added. Looks (styles, widths) are those of
// `after`. Parts that did not change are shared with it.
struct doc *doc_redline(struct arena *arena, const struct doc *before, const struct doc *after);

#endif
