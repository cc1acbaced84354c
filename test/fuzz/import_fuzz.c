// Fuzzing the import of texts: any bytes are refused or become a plan that is UTF-8, has front matter, and comes out of a
// second import as it went in. Built and replayed as syntax_fuzz is.
#include <stdlib.h>

#include "compiler/import/import.h"
#include "compiler/syntax/syntax.h"
#include "runtime/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition) ((condition) ? (void)0 : abort())

static void print_reports(const struct imported *imported) {
  struct buf out = { 0 };
  import_report_text(imported, "fuzz.txt", LANGUAGE_VI, IMPORT_FULL, &out);
  import_report_json(imported, "fuzz.txt", &out);
  MUST(utf8_invalid(buf_view(&out)) == SIZE_MAX);
  buf_finish(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena *arena = arena_create();
  struct imported imported = { 0 }, again = { 0 };
  struct import_error error = { 0 };
  syntax_start();
  if (import_text(arena, (struct str){ (const char *)data, size }, &imported, &error)) {
    MUST(utf8_invalid(imported.plan) == SIZE_MAX);
    print_reports(&imported);
    MUST(import_text(arena, imported.plan, &again, &error));
    MUST(str_eq(again.plan, imported.plan));
  } else {
    MUST(error.rule);
  }
  arena_destroy(arena);
  return 0;
}
