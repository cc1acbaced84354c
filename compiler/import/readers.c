// The table that import.so exports.
#include "compiler/import/readers.h"

__attribute__((visibility("default"))) const struct import_readers kehoach_import_readers = {
  .word = import_word,
  .page = import_page,
};
