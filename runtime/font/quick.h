// Quick shaping: letters that need none. Composed letters become one glyph each, moved only by the pairs of the face's
// 'kern' table, which is what HarfBuzz makes of them too, at ten times the cost. Everything else is left to it.
#ifndef KEHOACH_FONT_QUICK_H
#define KEHOACH_FONT_QUICK_H

#include <hb.h>

#include "runtime/font/face.h"

#define QUICK_LATIN 0x1B1        // U+0000–U+01B0
#define QUICK_VIETNAMESE 0x1EA0  // U+1EA0–U+1EF9
#define QUICK_PUNCTUATION 0x2013 // U+2013–U+2026
#define QUICK_VIETNAMESE_COUNT 0x5A
#define QUICK_PUNCTUATION_COUNT 0x14
#define QUICK_LETTERS (QUICK_LATIN + QUICK_VIETNAMESE_COUNT + QUICK_PUNCTUATION_COUNT)

struct quick {
  uint16_t glyph[QUICK_LETTERS]; // 0: leave it to HarfBuzz
  uint16_t advance[QUICK_LETTERS];
  const uint8_t *pairs; // of the 'kern' table: left, right, value, big-endian, in order; NULL: no quick shaping
  size_t pair_count;
  unsigned em;
  uint8_t kerned[8192]; // a bit for each glyph that is the left of a pair
  hb_blob_t *kern;      // holds the pairs
};

void quick_open(struct quick *quick, hb_face_t *face, hb_font_t *font);
void quick_close(struct quick *quick);

// Shapes the word into `glyphs`, which has room for a glyph for each byte. False if HarfBuzz must.
bool quick_shape(const struct quick *quick, struct str word, struct glyph *glyphs, size_t *n, int *width);

#endif
