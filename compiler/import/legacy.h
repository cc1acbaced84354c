// Legacy encodings: text typed with the fonts of the years before Unicode (TCVN3 “.VnTime”, VNI), and Windows-1258.
#ifndef KEHOACH_IMPORT_LEGACY_H
#define KEHOACH_IMPORT_LEGACY_H

#include "runtime/base/str.h"

enum legacy { LEGACY_NONE, LEGACY_TCVN3, LEGACY_VNI, LEGACY_CP1258, LEGACIES };

extern const char *const legacy_names[LEGACIES];

// The encoding that a font of this name has; *capitals: its small letters look like capitals (.VnTimeH). LEGACY_NONE for
// a font of Unicode.
enum legacy legacy_of_font(struct str font, bool *capitals);

// The encoding that makes Vietnamese of the text, judged by common words; LEGACY_NONE where it is Vietnamese as it
// stands, or nothing makes it so.
enum legacy legacy_guess(struct arena *arena, struct str utf8);

// `utf8` holds the codes of the old font as characters (U+00B5, not the byte B5). In normal form C.
struct str legacy_convert(struct arena *arena, enum legacy legacy, struct str utf8);

#endif
