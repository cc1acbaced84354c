// The presses: setting pages and making workbooks, each behind a table of functions in a module of its own, so that the
// program can load it when the first page or workbook is asked for. HarfBuzz, libharu and libxlsxwriter bring twenty
// libraries and ten milliseconds with them, several times what checking a plan takes.
#ifndef KEHOACH_EMIT_PRESS_H
#define KEHOACH_EMIT_PRESS_H

#include "runtime/emit/emit.h"
#include "runtime/layout/layout.h"

// Functions as declared in font/face.h, layout/layout.h and emit/emit.h.
struct press {
  struct faces *(*faces_open)(struct arena *arena, const char *folder, struct str *error);
  void (*faces_close)(struct faces *faces);
  enum layout_status (*layout_document)(struct arena *arena, const struct doc *doc, const struct template *template,
                                        const struct faces *faces, struct frames *frames);
  void (*frames_print)(const struct frames *frames, struct buf *out);
  bool (*emit_pdf)(struct arena *arena, const struct doc *doc, const struct frames *frames,
                   const struct pdf_options *options, struct buf *out, struct str *error);
  bool (*emit_docx)(struct arena *arena, const struct doc *doc, const struct template *template,
                    const struct faces *faces, struct buf *out, struct str *error);
};

struct sheet_press {
  bool (*emit_xlsx)(struct arena *arena, const struct sheet *sheet, struct buf *out, struct str *error);
};

// The only exported symbol of each module: press.so and sheet_press.so.
extern const struct press kehoach_press;
extern const struct sheet_press kehoach_sheet_press;

#endif
