#include "compiler/command/forms.h"

#include <string.h>

#include "grammar/rules.h"

static const struct form *find_form(const struct form *forms, size_t n, const char *name) {
  for (size_t i = 0; name && i < n; i++)
    if (strcmp(name, forms[i].name) == 0)
      return &forms[i];
  return NULL;
}

const struct form *form_chosen(struct run *run, const struct form *forms, size_t n) {
  const struct options *options = run->options;
  const char *dot = options->output ? strrchr(options->output, '.') : NULL;
  if (options->format) {
    const struct form *by_name = find_form(forms, n, options->format);
    if (!by_name)
      run_trouble(run, &rule_bad_value, "--format", str_from(options->format));
    return by_name;
  }
  const struct form *by_ending = dot ? find_form(forms, n, dot + 1) : NULL;
  return by_ending ? by_ending : &forms[0];
}

void form_write(struct run *run, const struct form *form, struct job *job) {
  struct buf out = { 0 };
  struct str error = { 0 };
  if (form->make(job, &out, &error))
    run_write(run, run->options->output ? run->options->output : "-", buf_view(&out));
  else
    run_unmade(run, form->name, error);
  buf_finish(&out);
}
