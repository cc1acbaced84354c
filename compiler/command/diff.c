// kehoach diff: what changed from one version of a plan to the next.
#include <string.h>

#include "compiler/command/products.h"
#include "compiler/derive/changes.h"
#include "grammar/rules.h"

static const struct form {
  const char *name;
  make_product *make;
} forms[] = {
  { "text", make_diff_text }, { "json", make_diff_json }, { "html", make_diff_html }, { "pdf", make_diff_pdf }
};

// --format, else the ending of -o, else text; NULL: there is no such form.
static const struct form *chosen_form(const struct options *options) {
  const char *dot = options->output ? strrchr(options->output, '.') : NULL, *name = options->format;
  if (!name && dot)
    name = dot + 1;
  for (size_t i = 0; name && i < sizeof forms / sizeof *forms; i++)
    if (strcmp(name, forms[i].name) == 0)
      return &forms[i];
  return options->format ? NULL : &forms[0];
}

static void write_changes(struct run *run, const struct form *form, const struct unit *before, const struct unit *after) {
  struct changes changes = changes_between(run->arena, before->plan, after->plan);
  struct job job = { .run = run, .arena = run->arena, .unit = after, .before = before, .changes = &changes };
  struct buf out = { 0 };
  struct str error = { 0 };
  if (!form->make(&job, &out, &error))
    run_trouble(run, &rule_output_failed, form->name, error);
  else
    run_write(run, run->options->output ? run->options->output : "-", buf_view(&out));
  buf_finish(&out);
}

// A plan's own findings are the business of check.
void command_diff(struct run *run) {
  const struct form *form = chosen_form(run->options);
  struct unit before, after;
  if (!form) {
    run_trouble(run, &rule_bad_value, "--format", str_from(run->options->format));
    return;
  }
  if (run->paths.n != 2) {
    run_trouble(run, &rule_diff_files, run->paths.n ? run->paths.at[0] : "-", (struct str){ 0 });
    return;
  }
  if (!unit_open_any(run, run->paths.at[0], &before))
    return;
  if (unit_open_any(run, run->paths.at[1], &after)) {
    write_changes(run, form, &before, &after);
    unit_close(run, &after, false);
  }
  unit_close(run, &before, false);
}
