// Decoding: the bytes of a text file become UTF-8.
#ifndef KEHOACH_IMPORT_DECODE_H
#define KEHOACH_IMPORT_DECODE_H

#include "compiler/import/draft.h"

// UTF-8 and UTF-16 with or without a mark, TCVN3, VNI, Windows-1258. *encoding is its name, NULL for plain UTF-8. False for
// bytes that are no text: binary files, unknown encodings.
bool decode_text(struct arena *arena, struct str bytes, struct str *text, const char **encoding,
                 struct import_error *error);

#endif
