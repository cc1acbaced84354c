// kehoach import: an official text → plan source, and a report of what became of it.
#include <stdio.h>
#include <string.h>

#include "compiler/command/run.h"
#include "compiler/import/import.h"
#include "grammar/rules.h"

// The report goes to standard error, as messages do: short unless asked for.
static void print_report(struct run *run, const struct imported *imported, const char *path) {
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

static void import_file(struct run *run, struct arena *arena, const char *path) {
  struct str bytes;
  struct imported imported = { 0 };
  struct import_error error = { 0 };
  if (!run_read(run, arena, path, &bytes))
    return;
  if (!import_text(arena, bytes, &imported, &error)) {
    run_trouble(run, error.rule, path, error.argument);
    return;
  }
  if (run_write(run, run->options->output ? run->options->output : "-", imported.plan))
    print_report(run, &imported, path);
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
