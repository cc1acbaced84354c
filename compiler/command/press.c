// Loading the press (see runtime/emit/press.h) and the typefaces, once, when the first page is asked for.
#include <dlfcn.h>

#include "compiler/command/run.h"
#include "grammar/rules.h"

// The module is searched in the program's own run path only. It stays loaded until the process ends.
const struct press *run_press(struct run *run) {
  if (!run->press) {
    void *module = dlopen("press.so", RTLD_NOW | RTLD_LOCAL);
    run->press = module ? dlsym(module, "kehoach_press") : NULL;
  }
  if (!run->press)
    run_trouble(run, &rule_output_failed, "press.so", str_copy(run->arena, str_from(dlerror())));
  return run->press;
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
