// The readers of files that take a library to open, behind a table of functions in a module of its own (import.so): libzip and
// libxml2 bring ten libraries with them, and are loaded when the first such file is imported.
#ifndef KEHOACH_IMPORT_READERS_H
#define KEHOACH_IMPORT_READERS_H

#include "compiler/import/draft.h"

struct import_readers {
  import_read *word; // .docx
  import_read *page; // .html
};

// The only exported symbol of the module.
extern const struct import_readers kehoach_import_readers;

// Behind the table.
import_read import_word, import_page;

#endif
