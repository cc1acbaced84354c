// Fuzzing the compiler: any bytes give a plan, findings that can be printed, a matrix, a document and a page, in the form of
// text that is always UTF-8. Built and replayed as syntax_fuzz is.
#include <stdlib.h>

#include "compiler/check/registry.h"
#include "compiler/lower/lower.h"
#include "grammar/rules.h"
#include "runtime/base/utf8.h"
#include "runtime/emit/emit.h"
#include "templates/data.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition) ((condition) ? (void)0 : abort())

// What all inputs share; read once.
static const struct registry *registry(void) {
  static const struct registry *read;
  struct str error;
  if (!read)
    read = registry_read(arena_create(), (struct str){ 0 }, &error);
  return read;
}

static const struct template *template(void) {
  static const struct template *read;
  struct str error;
  if (!read)
    read = template_read(arena_create(), nd30_template, nd30_page, -1, &error);
  return read;
}

static void must_be_text(struct buf *out) {
  MUST(utf8_invalid(buf_view(out)) == SIZE_MAX);
  buf_finish(out);
}

static void print_findings(struct diags *diags) {
  for (int form = DIAG_HUMAN; form <= DIAG_JUNIT; form++) {
    struct buf out = { 0 };
    diags_print(diags, (enum diag_format)form, LANGUAGE_VI, false, &out);
    must_be_text(&out);
  }
}

static void make_products(struct arena *arena, const struct plan *plan) {
  struct matrix matrix = { 0 };
  struct buf json = { 0 }, csv = { 0 }, page = { 0 };
  matrix_add(arena, &matrix, plan);
  matrix_json(arena, &matrix, NULL, &json);
  emit_csv(lower_matrix_sheet(arena, &matrix, NULL), &csv);
  emit_html(arena, lower_plan_page(arena, plan, &(struct lower_options){ 0 }), template(), &page);
  lower_plan(arena, plan);
  must_be_text(&json);
  buf_finish(&csv);
  buf_finish(&page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena *arena = arena_create();
  struct diags diags;
  struct check_options options = { .registry = registry() };
  syntax_start();
  diags_init(&diags, arena);
  const struct source *source = source_open(arena, "plan.md", (struct str){ arena_copy(arena, data, size), size });
  const struct syntax *syntax = syntax_read(arena, source, &diags);
  const struct plan *plan = check_plan(arena, syntax, &options, &diags);
  diags_settle(&diags, NULL, 0);
  syntax_path(arena, syntax, &diags);
  print_findings(&diags);
  make_products(arena, plan);
  arena_destroy(arena);
  return 0;
}
