#include "compiler/command/forms.h"

#include <string.h>
#include <unistd.h>

#include "compiler/command/names.h"
#include "grammar/rules.h"

static const struct form *find_form(const struct form *forms, size_t n, const char *name) {
  int index = name_index((struct names){ forms, n, sizeof *forms }, str_from(name));
  return index < 0 ? NULL : &forms[index];
}

// “-o bang.doc”: a name that promises a form which is not made would hold another. Lines may be called .txt.
static bool misleads(const char *ending) {
  return ending && !strchr(ending, '/') && strcmp(ending, ".txt") != 0 && ending[1];
}

const struct form *form_chosen(struct run *run, const struct form *forms, size_t n) {
  const struct options *options = run->options;
  const char *dot = options->output ? strrchr(options->output, '.') : NULL;
  const struct form *by_name = options->format ? find_form(forms, n, options->format) : NULL;
  const struct form *by_ending = dot ? find_form(forms, n, dot + 1) : NULL;
  const struct form *form = by_name ? by_name : by_ending ? by_ending : &forms[0];
  struct str all = names_list(run->arena, (struct names){ forms, n, sizeof *forms });
  if (options->format && !by_name)
    run_bad_value(run, "--format", str_from(options->format), all);
  else if (!options->format && !by_ending && misleads(dot))
    run_bad_value(run, "-o", str_from(options->output),
                  str_concat(run->arena, options->language == LANGUAGE_EN ? STR("a name that ends in one of ") : STR("tên tệp có đuôi là một trong: "), all));
  else
    return form;
  return NULL;
}

// Letters and lines can be looked at; the bytes of a workbook or of a PDF, zeros among them, would only fill the screen.
static bool can_be_shown(struct str content) {
  return !isatty(STDOUT_FILENO) || !content.n || !memchr(content.p, 0, content.n);
}

void form_write(struct run *run, const struct form *form, struct job *job) {
  struct buf out = { 0 };
  struct str error = { 0 };
  const char *output = run->options->output;
  if (!form->make(job, &out, &error))
    run_unmade(run, form->name, error);
  else if (output || can_be_shown(buf_view(&out)))
    run_write(run, output ? output : "-", buf_view(&out));
  else
    run_output_wanted(run, form->name, str_printf(run->arena, "%s.%s", run->options->command, form->name).p);
  buf_finish(&out);
}
