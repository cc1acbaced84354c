// Containers of a PDF file: how its objects lie in the bytes.
#ifndef KEHOACH_EMIT_PDF_SAVE_H
#define KEHOACH_EMIT_PDF_SAVE_H

#include "runtime/emit/pdf_object.h"

enum pdf_container {
  PDF_CLASSIC, // PDF 1.4: one object after the other and a table of offsets (ISO 32000-1, 7.5.4)
  PDF_COMPACT, // PDF 1.7: small objects compressed together, offsets in a stream (7.5.7, 7.5.8)
};

// Appends the whole file to `out`. Its identifier is the MD5 sum of its content: the same content, the same bytes.
// Gives the objects their final numbers; nothing may be added to them afterwards. False after a failure.
bool pdf_save(struct objects *objects, enum pdf_container container, struct buf *out);

#endif
