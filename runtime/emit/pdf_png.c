// PNG files (ISO/IEC 15948) for a PDF, which stores pictures in nearly the same way: the compressed rows of most files
// go over untouched, once they are known to be whole. Only interlaced, transparent and 16-bit pictures are unpacked.
//
// libharu's own reader ends the process on a damaged file, so it is not used.
#include <stdlib.h>
#include <string.h>

#include "runtime/emit/pdf.h"

enum { GREY = 0, RGB = 2, PALETTE = 3, GREY_ALPHA = 4, RGB_ALPHA = 6 };
enum { MOST_PIXELS = 64 << 20, PASSES = 7 };
enum { MOST_RATIO = 1100 }; // what DEFLATE can make of a byte, and a little more

struct png {
  uint32_t width, height;
  int depth, color;
  bool interlaced;
  struct str palette, transparency;
  struct buf packed; // all IDAT chunks
};

static const int channels_of[] = { [GREY] = 1, [RGB] = 3, [PALETTE] = 1, [GREY_ALPHA] = 2, [RGB_ALPHA] = 4 };

static uint32_t u32_at(const char *p) {
  const unsigned char *b = (const unsigned char *)p;
  return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

// ------------------------------------------------------------------------------------------------------------- chunks

static bool read_header(struct str chunk, struct png *png) {
  if (chunk.n != 13)
    return false;
  png->width = u32_at(chunk.p);
  png->height = u32_at(chunk.p + 4);
  png->depth = (unsigned char)chunk.p[8];
  png->color = (unsigned char)chunk.p[9];
  png->interlaced = chunk.p[12] == 1;
  // Depths allowed for each kind of color, as a set of bits.
  static const unsigned depths[7] = {
    [GREY] = 0x10116, [RGB] = 0x10100, [PALETTE] = 0x116, [GREY_ALPHA] = 0x10100, [RGB_ALPHA] = 0x10100
  };
  return png->width && png->height && (uint64_t)png->width * png->height <= MOST_PIXELS && png->color < 7 &&
         png->depth <= 16 && depths[png->color] >> png->depth & 1 && !chunk.p[10] && !chunk.p[11] &&
         (unsigned char)chunk.p[12] <= 1;
}

static bool read_chunks(struct str bytes, struct png *png) {
  bool header = false;
  for (size_t at = 8; at + 12 <= bytes.n;) {
    size_t n = u32_at(bytes.p + at);
    const char *type = bytes.p + at + 4;
    if (n > bytes.n - at - 12)
      return false;
    struct str chunk = { bytes.p + at + 8, n };
    if (memcmp(type, "IHDR", 4) == 0)
      header = read_header(chunk, png);
    else if (memcmp(type, "PLTE", 4) == 0)
      png->palette = str_slice(chunk, 0, 768);
    else if (memcmp(type, "tRNS", 4) == 0)
      png->transparency = chunk;
    else if (memcmp(type, "IDAT", 4) == 0)
      buf_str(&png->packed, chunk);
    else if (memcmp(type, "IEND", 4) == 0)
      break;
    if (!header)
      return false;
    at += n + 12;
  }
  return header && png->packed.n && (png->color != PALETTE || (png->palette.n >= 3 && png->palette.n % 3 == 0));
}

// --------------------------------------------------------------------------------------------------------------- rows

// The passes of an interlaced picture: where each begins and in what steps it goes.
static const struct pass {
  int x, y, step_x, step_y;
} passes[PASSES] = {
  { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 }, { 0, 2, 2, 4 }, { 1, 0, 2, 2 }, { 0, 1, 1, 2 },
};
static const struct pass whole = { 0, 0, 1, 1 };

static size_t steps(uint32_t length, int from, int step) {
  return length <= (uint32_t)from ? 0 : (length - (uint32_t)from + (uint32_t)step - 1) / (uint32_t)step;
}

static size_t bits_of_pixel(const struct png *png) {
  return (size_t)(channels_of[png->color] * png->depth);
}

static size_t row_bytes(const struct png *png, size_t pixels) {
  return (pixels * bits_of_pixel(png) + 7) / 8;
}

static size_t unpacked_size(const struct png *png) {
  size_t size = 0;
  for (int i = 0; i < (png->interlaced ? PASSES : 1); i++) {
    const struct pass *pass = png->interlaced ? &passes[i] : &whole;
    size_t across = steps(png->width, pass->x, pass->step_x);
    if (across)
      size += steps(png->height, pass->y, pass->step_y) * (1 + row_bytes(png, across));
  }
  return size;
}

// All rows with their filter bytes, to be freed; NULL if the file is damaged.
static unsigned char *unpack(const struct png *png) {
  size_t size = unpacked_size(png), given;
  if (size / MOST_RATIO > png->packed.n) // no such file; and no memory for one that only says so
    return NULL;
  unsigned char *rows = malloc(size);
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
  bool good = rows && decompressor &&
              libdeflate_zlib_decompress(decompressor, png->packed.p, png->packed.n, rows, size, &given) ==
                  LIBDEFLATE_SUCCESS &&
              given == size;
  libdeflate_free_decompressor(decompressor);
  if (good)
    return rows;
  free(rows);
  return NULL;
}

static int paeth(int a, int b, int c) {
  int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

// Undoes the filter of one row (clause 9). `above` is the row before, or NULL.
static bool unfilter(unsigned char *row, const unsigned char *above, size_t n, size_t pixel, int filter) {
  for (size_t i = 0; i < n; i++) {
    int a = i >= pixel ? row[i - pixel] : 0, b = above ? above[i] : 0, c = above && i >= pixel ? above[i - pixel] : 0;
    switch (filter) {
    case 0:
      return true;
    case 1:
      row[i] = (unsigned char)(row[i] + a);
      break;
    case 2:
      row[i] = (unsigned char)(row[i] + b);
      break;
    case 3:
      row[i] = (unsigned char)(row[i] + (a + b) / 2);
      break;
    case 4:
      row[i] = (unsigned char)(row[i] + paeth(a, b, c));
      break;
    default:
      return false;
    }
  }
  return filter <= 4;
}

// ------------------------------------------------------------------------------------------------------------- pixels

static unsigned sample(const struct png *png, const unsigned char *row, size_t index) {
  if (png->depth == 16)
    return (unsigned)row[2 * index] << 8 | row[2 * index + 1];
  size_t bit = index * (size_t)png->depth;
  return row[bit / 8] >> (8 - png->depth - (int)(bit % 8)) & ((1u << png->depth) - 1);
}

static unsigned char to_byte(const struct png *png, unsigned value) {
  return (unsigned char)(png->depth == 16 ? value >> 8 : value * 255 / ((1u << png->depth) - 1));
}

// The colour that a grey or RGB picture declares transparent.
static bool is_key(const struct png *png, const unsigned *samples, int channels) {
  if (png->transparency.n < (size_t)channels * 2)
    return false;
  for (int i = 0; i < channels; i++) {
    const unsigned char *key = (const unsigned char *)png->transparency.p + 2 * i;
    if (samples[i] != ((unsigned)key[0] << 8 | key[1]))
      return false;
  }
  return true;
}

static void pixel_of_palette(const struct png *png, unsigned index, unsigned char rgba[4]) {
  if (index >= png->palette.n / 3)
    index = 0;
  memcpy(rgba, png->palette.p + 3 * (size_t)index, 3);
  rgba[3] = index < png->transparency.n ? (unsigned char)png->transparency.p[index] : 255;
}

static void pixel_at(const struct png *png, const unsigned char *row, size_t x, unsigned char rgba[4]) {
  int channels = channels_of[png->color];
  unsigned samples[4];
  for (int i = 0; i < channels; i++)
    samples[i] = sample(png, row, x * (size_t)channels + (size_t)i);
  if (png->color == PALETTE) {
    pixel_of_palette(png, samples[0], rgba);
    return;
  }
  bool color = channels >= 3;
  for (int i = 0; i < 3; i++)
    rgba[i] = to_byte(png, samples[color ? i : 0]);
  if (channels % 2 == 0)
    rgba[3] = to_byte(png, samples[channels - 1]);
  else
    rgba[3] = is_key(png, samples, channels) ? 0 : 255;
}

static bool decode_pass(const struct png *png, const struct pass *pass, unsigned char **rows, unsigned char *rgba) {
  size_t across = steps(png->width, pass->x, pass->step_x), down = steps(png->height, pass->y, pass->step_y);
  size_t n = row_bytes(png, across), pixel = (bits_of_pixel(png) + 7) / 8;
  const unsigned char *above = NULL;
  for (size_t y = 0; across && y < down; y++) {
    unsigned char *row = *rows + 1;
    if (!unfilter(row, above, n, pixel, **rows))
      return false;
    size_t line = (size_t)pass->y + y * (size_t)pass->step_y;
    for (size_t x = 0; x < across; x++)
      pixel_at(png, row, x, rgba + 4 * (line * png->width + (size_t)pass->x + x * (size_t)pass->step_x));
    above = row;
    *rows += n + 1;
  }
  return true;
}

static bool decode(const struct png *png, unsigned char *rows, unsigned char *rgba) {
  if (!png->interlaced)
    return decode_pass(png, &whole, &rows, rgba);
  for (int i = 0; i < PASSES; i++)
    if (!decode_pass(png, &passes[i], &rows, rgba))
      return false;
  return true;
}

// ------------------------------------------------------------------------------------------------------------ results

static struct str pack(struct objects *objects, const void *bytes, size_t n) {
  struct str packed = objects_pack(objects, (struct str){ bytes, n });
  return (struct str){ arena_copy(objects->arena, packed.p, packed.n), packed.n };
}

static bool is_opaque(const unsigned char *rgba, size_t pixels) {
  for (size_t i = 0; i < pixels; i++)
    if (rgba[4 * i + 3] != 255)
      return false;
  return true;
}

static void mix_with_white(unsigned char *rgba, size_t pixels) {
  for (size_t i = 0; i < pixels; i++) {
    unsigned alpha = rgba[4 * i + 3];
    for (int k = 0; k < 3; k++)
      rgba[4 * i + k] = (unsigned char)((rgba[4 * i + k] * alpha + 255 * (255 - alpha)) / 255);
  }
}

// Takes the planes apart in place: colour first, then alpha is gathered in the same memory.
static void split(struct objects *objects, unsigned char *rgba, size_t pixels, bool flatten, struct pdf_picture *p) {
  bool opaque = is_opaque(rgba, pixels);
  if (!opaque && flatten)
    mix_with_white(rgba, pixels);
  if (!opaque && !flatten) {
    unsigned char *alpha = malloc(pixels);
    for (size_t i = 0; alpha && i < pixels; i++)
      alpha[i] = rgba[4 * i + 3];
    if (alpha)
      p->alpha = pack(objects, alpha, pixels);
    free(alpha);
  }
  size_t n = (size_t)p->components;
  for (size_t i = 0; i < pixels; i++)
    memmove(rgba + n * i, rgba + 4 * i, n);
  p->data = pack(objects, rgba, n * pixels);
}

static bool can_go_over(const struct png *png) {
  return !png->interlaced && png->depth <= 8 && !png->transparency.n && png->color <= PALETTE;
}

static bool read_pixels(struct objects *objects, const struct png *png, bool flatten, struct pdf_picture *p) {
  unsigned char *rows = unpack(png);
  if (!rows)
    return false;
  bool good = true;
  if (can_go_over(png)) {
    *p = (struct pdf_picture){ png->width, png->height, channels_of[png->color], png->depth, .filtered = true };
    p->data.p = arena_copy(objects->arena, png->packed.p, png->packed.n);
    p->data.n = png->packed.n;
    if (png->color == PALETTE)
      p->palette = png->palette;
  } else {
    size_t pixels = (size_t)png->width * png->height;
    unsigned char *rgba = malloc(4 * pixels);
    bool grey = png->color == GREY || png->color == GREY_ALPHA;
    *p = (struct pdf_picture){ png->width, png->height, grey ? 1 : 3, 8, .filtered = false };
    good = rgba && decode(png, rows, rgba);
    if (good)
      split(objects, rgba, pixels, flatten, p);
    free(rgba);
  }
  free(rows);
  return good;
}

bool png_read(struct objects *objects, struct str bytes, bool flatten, struct pdf_picture *picture,
              const char **reason) {
  struct png png = { 0 };
  bool good = read_chunks(bytes, &png) && read_pixels(objects, &png, flatten, picture);
  if (!good)
    *reason = "the PNG file is damaged or too large";
  buf_finish(&png.packed);
  return good;
}
