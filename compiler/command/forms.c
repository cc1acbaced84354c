#include "compiler/command/forms.h"

#include <string.h>

static const struct form *find_form(const struct form *forms, size_t n, const char *name) {
  for (size_t i = 0; name && i < n; i++)
    if (strcmp(name, forms[i].name) == 0)
      return &forms[i];
  return NULL;
}

const struct form *form_chosen(const struct options *options, const struct form *forms, size_t n) {
  const char *dot = options->output ? strrchr(options->output, '.') : NULL;
  if (options->format)
    return find_form(forms, n, options->format);
  const struct form *by_ending = dot ? find_form(forms, n, dot + 1) : NULL;
  return by_ending ? by_ending : &forms[0];
}
