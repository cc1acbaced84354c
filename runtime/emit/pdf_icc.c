// The colour profile of sRGB (IEC 61966-2-1) as an ICC profile of version 2.1, the kind that every part of PDF/A
// takes. Written out here so that no foreign profile with terms of its own travels in the documents.
#include <math.h>
#include <string.h>

#include "runtime/emit/pdf.h"

enum { HEADER = 128, ENTRY = 12, CURVE = 256 };

static void put_u16(struct buf *out, unsigned value) {
  buf_byte(out, (char)(value >> 8));
  buf_byte(out, (char)value);
}

static void put_u32(struct buf *out, uint32_t value) {
  put_u16(out, value >> 16);
  put_u16(out, value & 0xFFFF);
}

static void put_zeros(struct buf *out, size_t n) {
  while (n--)
    buf_byte(out, 0);
}

static void begin_tag(struct buf *out, const char *type) {
  buf_add(out, type, 4);
  put_zeros(out, 4);
}

// Numbers of 16.16 bits.
static void put_xyz(struct buf *out, uint32_t x, uint32_t y, uint32_t z) {
  begin_tag(out, "XYZ ");
  put_u32(out, x);
  put_u32(out, y);
  put_u32(out, z);
}

static void put_description(struct buf *out) {
  static const char name[] = "sRGB";
  begin_tag(out, "desc");
  put_u32(out, sizeof name);
  buf_add(out, name, sizeof name);
  put_zeros(out, 4 + 4 + 2 + 1 + 67 + 1); // no Unicode and no Macintosh name; rounded up to a word
}

static void put_copyright(struct buf *out) {
  begin_tag(out, "text");
  buf_add(out, "No copyright", 13);
  put_zeros(out, 3);
}

static void put_curve(struct buf *out) {
  begin_tag(out, "curv");
  put_u32(out, CURVE);
  for (int i = 0; i < CURVE; i++) {
    double c = (double)i / (CURVE - 1);
    double linear = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
    put_u16(out, (unsigned)lround(linear * 65535));
  }
}

struct part {
  const char *tags; // four letters each: tags that share the data
  size_t from, to;
};

// Primaries and white as seen under D50, the light of the profile connection space.
static size_t put_parts(struct buf *data, struct part parts[7]) {
  size_t n = 0;
#define PART(names, put)                           \
  do {                                             \
    parts[n] = (struct part){ names, data->n, 0 }; \
    put;                                           \
    parts[n++].to = data->n;                       \
  } while (0)
  PART("desc", put_description(data));
  PART("cprt", put_copyright(data));
  PART("wtpt", put_xyz(data, 0xF6D6, 0x10000, 0xD32D));
  PART("rXYZ", put_xyz(data, 0x6FA2, 0x38F5, 0x0390));
  PART("gXYZ", put_xyz(data, 0x6299, 0xB785, 0x18DA));
  PART("bXYZ", put_xyz(data, 0x24A0, 0x0F84, 0xB6CF));
  PART("rTRCgTRCbTRC", put_curve(data));
#undef PART
  return n;
}

static void put_header(struct buf *out, size_t size) {
  put_u32(out, (uint32_t)size);
  put_zeros(out, 4);
  put_u32(out, 0x02100000);
  buf_add(out, "mntrRGB XYZ ", 12);
  static const unsigned made[6] = { 2026, 1, 1, 0, 0, 0 };
  for (int i = 0; i < 6; i++)
    put_u16(out, made[i]);
  buf_add(out, "acsp", 4);
  put_zeros(out, 28); // platform, flags, maker, model, attributes, perceptual intent
  put_u32(out, 0xF6D6);
  put_u32(out, 0x10000);
  put_u32(out, 0xD32D);
  put_zeros(out, HEADER - 80);
}

struct str pdf_srgb_profile(struct arena *arena) {
  struct part parts[7];
  struct buf data = { 0 }, out = { 0 };
  size_t n = put_parts(&data, parts), tags = 0;
  for (size_t i = 0; i < n; i++)
    tags += strlen(parts[i].tags) / 4;
  size_t first = HEADER + 4 + tags * ENTRY;
  put_header(&out, first + data.n);
  put_u32(&out, (uint32_t)tags);
  for (size_t i = 0; i < n; i++) {
    for (const char *tag = parts[i].tags; *tag; tag += 4) {
      buf_add(&out, tag, 4);
      put_u32(&out, (uint32_t)(first + parts[i].from));
      put_u32(&out, (uint32_t)(parts[i].to - parts[i].from));
    }
  }
  buf_str(&out, buf_view(&data));
  struct str profile = str_copy(arena, buf_view(&out));
  buf_finish(&data);
  buf_finish(&out);
  return profile;
}
