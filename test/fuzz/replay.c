// Runs files, and those of folders in order of their names, through a fuzz target: the corpus as an ordinary test.
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "runtime/base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path) {
  struct arena *arena = arena_create();
  struct str content;
  enum file_status status = file_read(arena, path, SIZE_MAX, &content);
  if (status == FILE_OK)
    LLVMFuzzerTestOneInput((const uint8_t *)content.p, content.n);
  else
    fprintf(stderr, "%s: %s\n", path, file_status_text(status, 1));
  arena_destroy(arena);
  return status != FILE_OK;
}

static int replay_folder(const char *path) {
  struct dirent **entries;
  int failed = 0, n = scandir(path, &entries, NULL, alphasort);
  if (n < 0)
    return replay(path);
  struct arena *arena = arena_create();
  for (int i = 0; i < n; i++) {
    if (entries[i]->d_name[0] != '.')
      failed |= replay(str_printf(arena, "%s/%s", path, entries[i]->d_name).p);
    free(entries[i]);
  }
  free(entries);
  arena_destroy(arena);
  return failed;
}

int main(int argc, char **argv) {
  int failed = 0;
  for (int i = 1; i < argc; i++)
    failed |= replay_folder(argv[i]);
  return failed;
}
