// The table that sheet_press.so exports.
#include "runtime/emit/press.h"

__attribute__((visibility("default"))) const struct sheet_press kehoach_sheet_press = {
  .emit_xlsx = emit_xlsx,
};
