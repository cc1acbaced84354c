// The table that store.so exports.
#include "runtime/store/sqlite.h"

__attribute__((visibility("default"))) const struct store_press kehoach_store_press = {
  .open = store_open,
  .put = store_put,
  .next = store_next,
  .rows = store_rows,
  .take_out = store_take_out,
  .close = store_close,
};
