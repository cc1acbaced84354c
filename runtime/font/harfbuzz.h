// What the files of this folder share; nobody else sees HarfBuzz.
#ifndef KEHOACH_FONT_HARFBUZZ_H
#define KEHOACH_FONT_HARFBUZZ_H

#include <hb-ot.h>
#include <hb.h>

#include "runtime/font/face.h"
#include "runtime/font/quick.h"

// Immutable after faces_open, so that threads may share it.
struct face {
  hb_face_t *face;
  hb_font_t *font;   // its scale is 1000: positions are thousandths of an em
  uint16_t question; // glyph of '?'
  char postscript_name[64], family[64];
  struct face_metrics metrics;
  struct quick quick;
};

struct faces {
  struct face slant[FACE_SLANTS];
};

#endif
