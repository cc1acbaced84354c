// Natural sizes of images, from the first bytes of the file. Nothing is decoded.
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "runtime/layout/context.h"

#define SCREEN_DPI 96.0 // of images that do not say

static uint32_t big(const unsigned char *p, int bytes) {
  uint32_t value = 0;
  for (int i = 0; i < bytes; i++)
    value = value << 8 | p[i];
  return value;
}

struct pixels {
  uint32_t width, height;
  double dpi;
};

// PNG: IHDR comes first; pHYs, where there is one, before the data.
static bool png_size(FILE *file, struct pixels *pixels) {
  unsigned char chunk[17];
  for (int i = 0; i < 64; i++) {
    if (fread(chunk, 1, 8, file) != 8)
      break;
    uint32_t length = big(chunk, 4);
    bool header = !memcmp(chunk + 4, "IHDR", 4), physical = !memcmp(chunk + 4, "pHYs", 4);
    if (!memcmp(chunk + 4, "IDAT", 4) || length > INT32_MAX - 4)
      break;
    size_t wanted = header || physical ? 9 : 0;
    if (length < wanted || fread(chunk, 1, wanted, file) != wanted)
      break;
    if (header) {
      pixels->width = big(chunk, 4);
      pixels->height = big(chunk + 4, 4);
    } else if (physical && chunk[8] == 1 && big(chunk, 4) > 0) {
      pixels->dpi = big(chunk, 4) * 0.0254;
    }
    if (fseek(file, (long)(length - wanted) + 4, SEEK_CUR) != 0)
      break;
  }
  return pixels->width > 0 && pixels->height > 0;
}

// JPEG: segments up to the frame header (SOF); JFIF gives the resolution.
static bool jpeg_size(FILE *file, struct pixels *pixels) {
  unsigned char s[12];
  for (int i = 0; i < 1000; i++) {
    if (fread(s, 1, 4, file) != 4 || s[0] != 0xFF)
      return false;
    unsigned marker = s[1], length = big(s + 2, 2);
    bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    size_t wanted = frame ? 5 : marker == 0xE0 ? 12 : 0;
    if (length < wanted + 2)
      wanted = 0;
    if (length < 2 || fread(s, 1, wanted, file) != wanted)
      return false;
    if (frame && wanted) {
      pixels->height = big(s + 1, 2);
      pixels->width = big(s + 3, 2);
      return pixels->width > 0 && pixels->height > 0;
    }
    if (wanted == 12 && !memcmp(s, "JFIF", 5) && (s[7] == 1 || s[7] == 2) && big(s + 8, 2) > 0)
      pixels->dpi = big(s + 8, 2) * (s[7] == 1 ? 1 : 2.54);
    if (fseek(file, (long)(length - 2 - wanted), SEEK_CUR) != 0)
      return false;
  }
  return false;
}

static bool file_pixels(FILE *file, struct pixels *pixels) {
  unsigned char magic[8];
  if (fread(magic, 1, 8, file) != 8)
    return false;
  if (!memcmp(magic, "\x89PNG\r\n\x1A\n", 8))
    return png_size(file, pixels);
  if (magic[0] != 0xFF || magic[1] != 0xD8 || fseek(file, 2, SEEK_SET) != 0)
    return false;
  return jpeg_size(file, pixels);
}

// Natural size in points of a PNG or JPEG file; false if it cannot be read.
static bool image_size(struct arena *arena, struct str path, double *width, double *height) {
  const char *name = str_copy(arena, path).p;
  struct stat info;
  if (strlen(name) != path.n || stat(name, &info) != 0 || !S_ISREG(info.st_mode))
    return false;
  FILE *file = fopen(name, "rb");
  if (!file)
    return false;
  struct pixels pixels = { .dpi = SCREEN_DPI };
  bool read = file_pixels(file, &pixels);
  fclose(file);
  if (!read)
    return false;
  *width = pixels.width * 72 / pixels.dpi;
  *height = pixels.height * 72 / pixels.dpi;
  return true;
}

bool image_fit(const struct layout *l, struct str path, double width, double *w, double *h) {
  const struct page_geometry *page = &l->template->page;
  double highest = page->width - page->top - page->bottom;
  if (!image_size(l->scratch, path, w, h))
    return false;
  double scale = *w > width ? width / *w : 1;
  if (*h * scale > highest)
    scale = highest / *h;
  *w *= scale;
  *h *= scale;
  return true;
}
