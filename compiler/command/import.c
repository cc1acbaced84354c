// kehoach import: an official text → plan source, and a report of what became of it.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "compiler/command/assignment.h"
#include "compiler/import/import.h"
#include "grammar/rules.h"

// The report goes to standard error, as messages do: short unless asked for.
void import_report(struct run *run, const struct imported *imported, const char *path) {
  const char *form = run->options->report;
  struct buf out = { 0 };
  if (form && strcmp(form, "json") == 0)
    import_report_json(imported, path, &out);
  else if (!run->options->quiet)
    import_report_text(imported, path, run->options->language, form ? IMPORT_FULL : IMPORT_SHORT, &out);
  if (out.n)
    fwrite(out.p, 1, out.n, stderr);
  buf_finish(&out);
}

// ---- Reading

static struct str folder_of(struct str path) {
  size_t n = path.n;
  while (n > 0 && path.p[n - 1] != '/')
    n--;
  return str_slice(path, 0, n);
}

// File name without folder and ending; of standard input “plan”.
static struct str stem_of(struct str path) {
  struct str name = str_slice(path, folder_of(path).n, path.n);
  size_t dot = name.n;
  while (dot > 1 && name.p[dot - 1] != '.')
    dot--;
  if (str_is(name, "-"))
    return STR("plan");
  return dot > 1 ? str_slice(name, 0, dot - 1) : name;
}

static bool import_any(struct run *run, struct arena *arena, const char *path, struct str bytes, struct imported *out,
                       struct import_error *error) {
  enum import_form form = import_form(str_from(path), bytes);
  if (form == IMPORT_TEXT)
    return import_text(arena, bytes, out, error);
  const struct import_readers *readers = run_readers(run);
  const char *plan = run->options->output && strcmp(run->options->output, "-") != 0 ? run->options->output : path;
  struct import_draft draft = { .arena = arena, .reject_changes = run->options->reject_changes };
  draft.stem = stem_of(str_from(plan));
  if (!readers || !(form == IMPORT_WORD ? readers->word : readers->page)(&draft, bytes, error))
    return false;
  import_plan(&draft, out);
  return true;
}

bool run_import(struct run *run, struct arena *arena, const char *path, struct str bytes, struct imported *out) {
  struct import_error error = { 0 };
  if (import_any(run, arena, path, bytes, out, &error)) {
    assignment_settle(run, arena, path, out);
    return true;
  }
  if (error.rule) // else it has been reported
    run_trouble(run, error.rule, path, error.argument);
  return false;
}

// ---- Writing

// The images of a Word file go beside the plan. All or none: those written are taken back when one fails.
bool import_images(struct run *run, struct arena *arena, const struct imported *imported, const char *plan) {
  struct str folder = folder_of(str_from(plan));
  for (size_t i = 0; i < imported->images.n; i++) {
    const struct import_image *image = &imported->images.at[i];
    if (run_write(run, str_concat(arena, folder, image->name).p, image->bytes))
      continue;
    while (i-- > 0)
      unlink(str_concat(arena, folder, imported->images.at[i].name).p);
    return false;
  }
  return true;
}

static void import_file(struct run *run, struct arena *arena, const char *path) {
  struct str bytes;
  struct imported imported = { 0 };
  const char *plan = run->options->output ? run->options->output : "-";
  if (!run_read(run, arena, path, &bytes) || !run_import(run, arena, path, bytes, &imported))
    return;
  if (strcmp(plan, "-") != 0 && !import_images(run, arena, &imported, plan))
    return;
  if (run_write(run, plan, imported.plan))
    import_report(run, &imported, path);
}

void command_import(struct run *run) {
  if (run->paths.n > 1) { // one product
    run_trouble(run, &rule_import_files, run->paths.at[1], (struct str){ 0 });
    return;
  }
  if (!run->paths.n)
    return;
  struct arena *arena = arena_create_beside(run->arena);
  import_file(run, arena, run->paths.at[0]);
  arena_destroy(arena);
}
