// The forms that a command can give its product: by name, or by the ending of -o.
#ifndef KEHOACH_COMMAND_FORMS_H
#define KEHOACH_COMMAND_FORMS_H

#include "compiler/command/products.h"

struct form {
  const char *name;
  make_product *make;
};

// --format, else the ending of -o, else the first. NULL after reporting that --format names none of them,
// or that the ending is of another form.
const struct form *form_chosen(struct run *run, const struct form *forms, size_t n);
// Makes the product and writes it to -o, else to standard output, where that is no screen or it can be shown there.
// Reports what fails.
void form_write(struct run *run, const struct form *form, struct job *job);

#endif
