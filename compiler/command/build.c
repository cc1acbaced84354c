// kehoach build: plans → files. All products of a plan are made before the first is written.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "compiler/command/names.h"
#include "compiler/command/products.h"
#include "grammar/rules.h"
#include "runtime/base/file.h"

struct product {
  const char *name, *suffix;
  make_product *make;
};

// Adding a product: one row here, one function in products.c.
static const struct product products[] = {
  { "pdf", ".pdf", make_plan_pdf },
  { "html", ".html", make_plan_html },
  { "docx", ".docx", make_plan_docx },
  { "matrix", ".matrix.xlsx", make_matrix_xlsx },
  { "xlsx", ".matrix.xlsx", make_matrix_xlsx },
  { "matrix-html", ".matrix.html", make_matrix_html },
  { "csv", ".matrix.csv", make_matrix_csv },
  { "json", ".matrix.json", make_matrix_json },
  { "text", ".matrix.txt", make_matrix_text },
};
enum { PRODUCTS = sizeof products / sizeof *products };

struct order {
  const struct product *list[PRODUCTS];
  size_t n;
};

static bool read_order(struct str names, struct order *order) {
  size_t rows[PRODUCTS];
  bool known = names_read(NAMES_OF(products), names.n ? names : STR("pdf,html,matrix"), rows, &order->n);
  for (size_t i = 0; i < order->n; i++)
    order->list[i] = &products[rows[i]];
  return known;
}

// Without --to, “-o plan.pdf” asks for the PDF alone. A folder may be called so as well.
static struct str wanted_products(const struct options *options) {
  const char *dot = options->output && !file_is_folder(options->output) ? strrchr(options->output, '.') : NULL;
  for (size_t i = 0; i < PRODUCTS && dot && options->to.n == 0; i++)
    if (strcmp(dot, strrchr(products[i].suffix, '.')) == 0)
      return str_from(products[i].name);
  return options->to;
}

// -o names a file when it ends as the one product asked for does; else a folder, made when it is missing.
static bool names_file(const struct run *run, const struct order *order) {
  const char *output = run->options->output;
  if (!output || order->n != 1 || run->paths.n != 1 || file_is_folder(output))
    return false;
  const char *suffix = strrchr(order->list[0]->suffix, '.');
  return strcmp(output, "-") == 0 || str_ends(str_from(output), str_from(suffix));
}

// Beside the plan, or in the folder of -o; a plan from standard input is called “plan”.
static struct str product_path(struct run *run, const char *plan, const struct order *order, const struct product *product) {
  if (names_file(run, order))
    return str_from(run->options->output);
  const char *slash = strrchr(plan, '/');
  struct str name = product_stem(plan);
  struct str folder = str_slice(str_from(plan), 0, slash ? (size_t)(slash + 1 - plan) : 0);
  if (run->options->output)
    folder = str_printf(run->arena, "%s/", run->options->output);
  return str_printf(run->arena, STR_FMT STR_FMT "%s", STR_ARG(folder), STR_ARG(name), product->suffix);
}

// “-o ke-hoach.pdf” for several products is a mistake: a folder of that name is not what was meant.
static bool looks_like_file(const struct run *run, const struct order *order) {
  const char *output = run->options->output;
  for (size_t i = 0; i < PRODUCTS && output && !file_is_folder(output) && !names_file(run, order); i++)
    if (strcmp(output, "-") == 0 || str_ends(str_from(output), str_from(strrchr(products[i].suffix, '.'))))
      return true;
  return false;
}

struct target {
  struct str path;
  size_t plan;
};

static int compare_targets(const void *left, const void *right) {
  const struct target *a = left, *b = right;
  int order = str_cmp(a->path, b->path);
  return order ? order : (a->plan > b->plan) - (a->plan < b->plan);
}

// Two plans of the same name would overwrite each other's products in one folder.
static bool outputs_clash(struct run *run, const struct order *order) {
  size_t n = run->options->output ? run->paths.n : 0;
  struct target *targets = arena_array(run->arena, struct target, n + 1);
  const struct target *clash = NULL;
  for (size_t i = 0; i < n; i++)
    targets[i] = (struct target){ product_path(run, run->paths.at[i], order, order->list[0]), i };
  if (n)
    qsort(targets, n, sizeof *targets, compare_targets);
  for (size_t i = 1; i < n; i++)
    if (str_eq(targets[i].path, targets[i - 1].path) && (!clash || targets[i].plan < clash->plan))
      clash = &targets[i];
  if (clash)
    run_trouble(run, &rule_output_clash, run->paths.at[clash->plan], clash->path);
  return clash != NULL;
}

// True when the stage forbids a build because errors stand.
static bool refused(struct run *run, const struct unit *unit, size_t errors) {
  if (run->options->stage < STAGE_SIGN || errors == 0)
    return false;
  int exit = run->exit;
  struct diag *diag = diag_report(&run->files, &rule_build_refused, NULL, (struct span){ 0 });
  diag->file = unit->path;
  diag_arg(&run->files, diag, str_printf(run->arena, "%zu", errors));
  diag_arg(&run->files, diag, str_from(stage_names[run->options->stage]));
  run->exit = exit > EXIT_FINDINGS ? exit : EXIT_FINDINGS;
  return true;
}

static void write_products(struct run *run, const struct unit *unit, const struct order *order) {
  struct matrix matrix = { 0 };
  struct job job = { .run = run, .arena = unit->arena, .unit = unit, .matrix = &matrix };
  struct buf outputs[PRODUCTS] = { 0 };
  bool made = true;
  matrix_add(unit->arena, &matrix, unit->plan);
  for (size_t i = 0; i < order->n; i++)
    job.page_beside |= order->list[i]->make == make_plan_html;
  for (size_t i = 0; i < order->n && made; i++) {
    struct str error = { 0 };
    made = order->list[i]->make(&job, &outputs[i], &error);
    if (!made)
      run_unmade(run, unit->path, error);
  }
  if (made && run->options->output && !names_file(run, order))
    mkdir(run->options->output, 0777); // a failure shows when the first product is written
  for (size_t i = 0; i < order->n && made; i++)
    made = run_write(run, product_path(run, unit->path, order, order->list[i]).p, buf_view(&outputs[i]));
  for (size_t i = 0; i < order->n; i++)
    buf_finish(&outputs[i]);
}

void command_build(struct run *run) {
  struct order order = { 0 };
  if (!read_order(wanted_products(run->options), &order)) {
    run_bad_value(run, "--to", run->options->to, names_list(run->arena, NAMES_OF(products)));
    return;
  }
  if (looks_like_file(run, &order)) {
    run_bad_value(run, "-o", str_from(run->options->output), run->options->language == LANGUAGE_EN
                  ? STR("-o FOLDER, or one plan and one product") : STR("-o THƯ_MỤC, hoặc một kế hoạch và một sản phẩm"));
    return;
  }
  if (outputs_clash(run, &order))
    return;
  for (size_t i = 0; i < run->paths.n; i++) {
    struct unit unit;
    if (!unit_open(run, run->paths.at[i], &unit))
      continue;
    if (!refused(run, &unit, unit_report(run, &unit)))
      write_products(run, &unit, &order);
    unit_close(run, &unit, false);
  }
}
