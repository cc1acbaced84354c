// kehoach diff: what changed from one version of a plan to the next.
#include "compiler/command/forms.h"
#include "compiler/derive/changes.h"
#include "grammar/rules.h"

static const struct form forms[] = {
  { "text", make_diff_text }, { "json", make_diff_json }, { "html", make_diff_html }, { "pdf", make_diff_pdf }
};
enum { FORMS = sizeof forms / sizeof *forms };

static void write_changes(struct run *run, const struct form *form, const struct unit *before, const struct unit *after) {
  struct changes changes = changes_between(run->arena, before->plan, after->plan);
  struct job job = { .run = run, .arena = run->arena, .unit = after, .before = before, .changes = &changes };
  form_write(run, form, &job);
}

// A plan's own findings are the business of check.
void command_diff(struct run *run) {
  const struct form *form = form_chosen(run, forms, FORMS);
  struct unit before, after;
  if (!form)
    return;
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
