// The forms that a command can give its product: by name, or by the ending of -o.
#ifndef KEHOACH_COMMAND_FORMS_H
#define KEHOACH_COMMAND_FORMS_H

#include "compiler/command/products.h"

struct form {
  const char *name;
  make_product *make;
};

// --format, else the ending of -o, else the first. NULL when --format names none of them.
const struct form *form_chosen(const struct options *options, const struct form *forms, size_t n);

#endif
