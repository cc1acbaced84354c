// Loading the press (see runtime/emit/press.h) and the typefaces, once, when the first page is asked for.
#include <dlfcn.h>
#include <unistd.h>

#include "compiler/command/stored.h"
#include "grammar/rules.h"

// Folder of the running program with its '/', empty where the system does not tell.
static struct str program_folder(struct arena *arena) {
  enum { LONGEST = 4096 };
  char path[LONGEST];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path);
  while (n > 0 && path[n - 1] != '/')
    n--;
  return n > 0 ? str_copy(arena, (struct str){ path, (size_t)n }) : STR("");
}

// The modules lie beside the program and are searched nowhere else: a run path would be asked for each library of theirs
// too, some two hundred times. They stay loaded until the process ends.
static const void *load(struct run *run, const char *file, const char *table) {
  static const char *const folders[] = { PRESS_BUILT, READERS_BUILT, STORE_BUILT, PRESS_INSTALLED };
  struct str program = program_folder(run->arena);
  void *module = NULL;
  for (size_t i = 0; !module && i < sizeof folders / sizeof *folders; i++) {
    struct str path = str_printf(run->arena, "%.*s%s/%s", (int)program.n, program.p, folders[i], file);
    module = dlopen(path.p, RTLD_LAZY | RTLD_LOCAL);
  }
  const void *found = module ? dlsym(module, table) : NULL;
  if (!found)
    run_trouble(run, &rule_output_failed, file, str_copy(run->arena, str_from(dlerror())));
  return found;
}

static const struct press *run_press(struct run *run) {
  if (!run->press)
    run->press = load(run, "press.so", "kehoach_press");
  return run->press;
}

const struct sheet_press *run_sheet_press(struct run *run) {
  if (!run->sheet_press)
    run->sheet_press = load(run, "sheet_press.so", "kehoach_sheet_press");
  return run->sheet_press;
}

const struct import_readers *run_readers(struct run *run) {
  if (!run->readers)
    run->readers = load(run, "import.so", "kehoach_import_readers");
  return run->readers;
}

const struct store_press *run_store_press(struct run *run) {
  if (!run->store_press)
    run->store_press = load(run, "store.so", "kehoach_store_press");
  return run->store_press;
}

const struct faces *run_faces(struct run *run) {
  struct str error = { 0 };
  const struct press *press = run_press(run);
  if (!press)
    return NULL;
  if (!run->faces)
    run->faces = press->faces_open(run->arena, run->options->fonts, &error);
  if (!run->faces && !error.n)
    run_trouble(run, &rule_fonts_incomplete, run->options->fonts, (struct str){ 0 });
  else if (!run->faces)
    run_trouble(run, &rule_output_failed, run->options->fonts ? run->options->fonts : "Liberation Serif", error);
  return run->faces;
}
