// Loading the press (see runtime/emit/press.h) and the typefaces, once, when the first page is asked for.
#include <dlfcn.h>

#include "compiler/command/run.h"
#include "grammar/rules.h"

// The modules are searched in the program's own run path only. They stay loaded until the process ends.
static const void *load(struct run *run, const char *file, const char *table) {
  void *module = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
  const void *found = module ? dlsym(module, table) : NULL;
  if (!found)
    run_trouble(run, &rule_output_failed, file, str_copy(run->arena, str_from(dlerror())));
  return found;
}

const struct press *run_press(struct run *run) {
  if (!run->press)
    run->press = load(run, "press.so", "kehoach_press");
  return run->press;
}

const struct sheet_press *run_sheet_press(struct run *run) {
  if (!run->sheet_press)
    run->sheet_press = load(run, "sheet_press.so", "kehoach_sheet_press");
  return run->sheet_press;
}

const struct faces *run_faces(struct run *run) {
  struct str error = { 0 };
  const struct press *press = run_press(run);
  if (!press)
    return NULL;
  if (!run->faces)
    run->faces = press->faces_open(run->arena, run->options->fonts, &error);
  if (!run->faces)
    run_trouble(run, &rule_output_failed, run->options->fonts ? run->options->fonts : "Liberation Serif", error);
  return run->faces;
}
