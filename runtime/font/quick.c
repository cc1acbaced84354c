// Quick shaping, see quick.h. The tables are filled when the face is opened and then only read.
#include "runtime/font/quick.h"

#define HEADER 4     // of the 'kern' table: version, number of subtables
#define SUBHEADER 14 // of a subtable of format 0
#define PAIR 6

static unsigned big16(const uint8_t *p) {
  return (unsigned)p[0] << 8 | p[1];
}

static int letter_index(uint32_t c) {
  if (c < QUICK_LATIN)
    return (int)c;
  if (c - QUICK_VIETNAMESE < QUICK_VIETNAMESE_COUNT)
    return (int)(QUICK_LATIN + c - QUICK_VIETNAMESE);
  if (c - QUICK_PUNCTUATION < QUICK_PUNCTUATION_COUNT)
    return (int)(QUICK_LATIN + QUICK_VIETNAMESE_COUNT + c - QUICK_PUNCTUATION);
  return -1;
}

static void fill_letters(struct quick *quick, hb_font_t *font, uint32_t first, uint32_t end) {
  for (uint32_t c = first; c < end; c++) {
    hb_codepoint_t glyph;
    if (c == 0xAD || !hb_font_get_nominal_glyph(font, c, &glyph))
      continue;
    quick->glyph[letter_index(c)] = (uint16_t)glyph;
    quick->advance[letter_index(c)] = (uint16_t)hb_font_get_glyph_h_advance(font, glyph);
  }
}

// The one subtable of horizontal pairs that text faces have.
static void find_pairs(struct quick *quick) {
  unsigned length;
  const uint8_t *data = (const uint8_t *)hb_blob_get_data(quick->kern, &length);
  if (length < HEADER + SUBHEADER || big16(data) != 0 || big16(data + 2) != 1)
    return;
  const uint8_t *table = data + HEADER;
  size_t count = big16(table + 6);
  if (big16(table + 4) != 1 || HEADER + SUBHEADER + count * PAIR > length)
    return; // coverage: horizontal, format 0
  quick->pairs = table + SUBHEADER;
  quick->pair_count = count;
  for (size_t i = 0; i < count; i++) {
    unsigned left = big16(quick->pairs + i * PAIR);
    quick->kerned[left / 8] |= (uint8_t)(1 << left % 8);
  }
}

void quick_open(struct quick *quick, hb_face_t *face, hb_font_t *font) {
  quick->em = hb_face_get_upem(face);
  quick->kern = hb_face_reference_table(face, HB_TAG('k', 'e', 'r', 'n'));
  find_pairs(quick);
  if (!quick->pairs)
    return;
  fill_letters(quick, font, ' ', 0x7F);
  fill_letters(quick, font, 0xA1, QUICK_LATIN);
  fill_letters(quick, font, QUICK_VIETNAMESE, QUICK_VIETNAMESE + QUICK_VIETNAMESE_COUNT);
  fill_letters(quick, font, QUICK_PUNCTUATION, QUICK_PUNCTUATION + QUICK_PUNCTUATION_COUNT);
}

void quick_close(struct quick *quick) {
  hb_blob_destroy(quick->kern);
}

static int pair_value(const struct quick *quick, unsigned left, unsigned right) {
  if (!(quick->kerned[left / 8] & 1 << left % 8))
    return 0;
  uint32_t wanted = left << 16 | right;
  size_t low = 0, high = quick->pair_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const uint8_t *pair = quick->pairs + middle * PAIR;
    uint32_t key = (uint32_t)big16(pair) << 16 | big16(pair + 2);
    if (key == wanted) {
      int value = (int16_t)big16(pair + 4) * 1000, half = (int)quick->em / 2;
      return (value + (value < 0 ? -half : half)) / (int)quick->em;
    }
    if (key < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return 0;
}

// The character at s.p[*at], of one to three bytes; 0 where a quick look does not do.
static uint32_t next_letter(struct str s, size_t *at) {
  const uint8_t *p = (const uint8_t *)s.p + *at;
  size_t left = s.n - *at;
  if (*p < 0x80) {
    *at += 1;
    return *p;
  }
  if (*p >= 0xC3 && *p < 0xE0 && left > 1) {
    *at += 2;
    return (uint32_t)(*p & 0x1F) << 6 | (p[1] & 0x3F);
  }
  if ((*p & 0xF0) != 0xE0 || left < 3)
    return 0;
  *at += 3;
  return (uint32_t)(*p & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
}

bool quick_shape(const struct quick *quick, struct str word, struct glyph *glyphs, size_t *n, int *width) {
  if (!quick->pairs)
    return false;
  *n = 0;
  *width = 0;
  for (size_t at = 0; at < word.n;) {
    uint32_t cluster = (uint32_t)at;
    int letter = letter_index(next_letter(word, &at));
    if (letter < 0 || !quick->glyph[letter])
      return false;
    struct glyph *glyph = &glyphs[*n];
    *glyph = (struct glyph){ .id = quick->glyph[letter], .advance = quick->advance[letter], .cluster = cluster };
    if (*n) {
      int kern = pair_value(quick, glyph[-1].id, glyph->id);
      glyph[-1].kern = (int16_t)kern;
      *width += kern;
    }
    *width += glyph->advance;
    ++*n;
  }
  return true;
}
