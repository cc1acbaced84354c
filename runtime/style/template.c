// Looking things up in a template.
#include "runtime/style/template.h"

#include <string.h>

const struct style *template_style(const struct template *template, const char *name) {
  for (size_t i = 0; name && i < template->styles.n; i++)
    if (!strcmp(template->styles.at[i].name, name))
      return &template->styles.at[i];
  return template->body;
}

const struct columns_look *template_columns(const struct template *template, const char *name) {
  static const struct columns_look none = { .name = "" };
  for (size_t i = 0; name && i < template->columns.n; i++)
    if (!strcmp(template->columns.at[i].name, name))
      return &template->columns.at[i];
  return &none;
}
