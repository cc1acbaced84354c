// Pictures: JPEG files as they are, PNG files unpacked as little as possible. A file stands once in the PDF, however
// often it is shown.
#include "runtime/base/file.h"
#include "runtime/emit/pdf.h"

enum { LARGEST_FILE = 64 << 20 };

struct picture_object {
  struct pdf_picture picture;
  HPDF_Dict alpha;
};

static void print_palette(struct str palette, struct buf *out) {
  buf_printf(out, "/ColorSpace[/Indexed/DeviceRGB %zu", palette.n / 3 - 1);
  print_string(out, palette);
  buf_byte(out, ']');
}

static void print_picture(const void *data, struct buf *out) {
  const struct picture_object *object = data;
  const struct pdf_picture *p = &object->picture;
  buf_printf(out, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent %d", (unsigned)p->width,
             (unsigned)p->height, p->bits);
  if (p->palette.n)
    print_palette(p->palette, out);
  else
    buf_text(out, p->components == 1 ? "/ColorSpace/DeviceGray" : "/ColorSpace/DeviceRGB");
  if (p->filtered)
    buf_printf(out, "/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %u>>", p->components, p->bits,
               (unsigned)p->width);
  if (object->alpha) {
    buf_text(out, "/SMask ");
    print_ref(out, object->alpha);
  }
}

static void print_alpha(const void *data, struct buf *out) {
  const struct picture_object *object = data;
  buf_printf(out, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/DeviceGray",
             (unsigned)object->picture.width, (unsigned)object->picture.height);
}

static bool load_png(struct pdf *pdf, struct str bytes, HPDF_Dict *image, const char **reason) {
  struct picture_object *object = arena_new(pdf->arena, struct picture_object);
  bool flatten = pdf->options->part == PDF_A1B; // knows no transparency
  if (!png_read(&pdf->objects, bytes, flatten, &object->picture, reason))
    return false;
  if (object->picture.alpha.n)
    object->alpha = object_stream(&pdf->objects, STREAM_ZLIB, object->picture.alpha, print_alpha, object);
  *image = object_stream(&pdf->objects, STREAM_ZLIB, object->picture.data, print_picture, object);
  return true;
}

static bool load_jpeg(struct pdf *pdf, struct str bytes, HPDF_Dict *image, const char **reason) {
  int components;
  *reason = "the JPEG file is damaged or of a kind that PDF does not hold";
  if (!object_jpeg(&pdf->objects, bytes, image, &components))
    return false;
  if (components == 4) // printing colours, for which the file has no profile
    pdf->level = PDF_LEVEL_NONE;
  return true;
}

static bool load(struct pdf *pdf, struct str path, HPDF_Dict *image) {
  struct str bytes;
  enum file_status status = file_read(pdf->arena, str_copy(pdf->arena, path).p, LARGEST_FILE, &bytes);
  if (status != FILE_OK)
    return pdf_fail(pdf, "image " STR_FMT ": %s", STR_ARG(path), file_status_text(status, 0));
  const char *reason = "neither PNG nor JPEG";
  bool png = str_starts(bytes, STR("\x89PNG\r\n\x1A\n")), jpeg = str_starts(bytes, STR("\xFF\xD8\xFF"));
  if ((png && load_png(pdf, bytes, image, &reason)) || (jpeg && load_jpeg(pdf, bytes, image, &reason)))
    return true;
  return pdf_fail(pdf, "image " STR_FMT ": %s", STR_ARG(path), reason);
}

bool pdf_find_image(struct pdf *pdf, struct str path, size_t *index) {
  for (size_t i = 0; i < pdf->images.n; i++)
    if (str_eq(pdf->images.at[i].path, path)) {
      *index = i;
      return true;
    }
  struct pdf_image image = { .path = path };
  if (!load(pdf, path, &image.object))
    return false;
  *index = pdf->images.n;
  vec_push(pdf->arena, &pdf->images, image);
  return true;
}
