// Layout: document and template → frames.
#ifndef KEHOACH_LAYOUT_LAYOUT_H
#define KEHOACH_LAYOUT_LAYOUT_H

#include "runtime/base/buf.h"
#include "runtime/doc/doc.h"
#include "runtime/layout/frames.h"
#include "runtime/style/template.h"

enum layout_status { LAYOUT_OK, LAYOUT_TOO_MANY_PAGES };

#define LAYOUT_MAX_PAGES 20000

// Everything made lies in the arena; texts of the document are referred to, not copied.
enum layout_status layout_document(struct arena *arena, const struct doc *doc, const struct template *template,
                                   const struct faces *faces, struct frames *frames);

// For `dump --phase frames`: one line for each item, stable text.
void frames_print(const struct frames *frames, struct buf *out);

#endif
