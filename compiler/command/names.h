// Tables whose rows begin with a name, of type const char *: products, forms, phases, words of an option.
#ifndef KEHOACH_COMMAND_NAMES_H
#define KEHOACH_COMMAND_NAMES_H

#include "runtime/base/str.h"

struct names {
  const void *rows;
  size_t n, row_size;
};

// Of an array.
#define NAMES_OF(table) ((struct names){ (table), sizeof(table) / sizeof *(table), sizeof *(table) })

// The index of the row with that name, or -1.
int name_index(struct names names, struct str name);
// “pdf, html”: all of them, as messages list them.
struct str names_list(struct arena *arena, struct names names);
// The rows that “pdf,html” names, in that order; `indices` has room for all rows. False at a name that is none or comes twice
// (another was meant), and when none is named.
bool names_read(struct names names, struct str list, size_t *indices, size_t *n);

#endif
