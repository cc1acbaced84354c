// The table that press.so exports.
#include "runtime/emit/press.h"

__attribute__((visibility("default"))) const struct press kehoach_press = {
  .faces_open = faces_open,
  .faces_close = faces_close,
  .layout_document = layout_document,
  .frames_print = frames_print,
  .emit_pdf = emit_pdf,
  .emit_docx = emit_docx,
};
