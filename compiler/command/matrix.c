// kehoach matrix: who leads and coordinates what by when, of one plan or many.
#include <string.h>

#include "compiler/command/products.h"
#include "grammar/rules.h"

struct form {
  const char *name;
  make_product *make;
};

static const struct form forms[] = {
  { "text", make_matrix_text }, { "json", make_matrix_json }, { "csv", make_matrix_csv },
  { "html", make_matrix_html }, { "pdf", make_matrix_pdf },    { "xlsx", make_matrix_xlsx },
};
enum { FORMS = sizeof forms / sizeof *forms };

static const struct form *find_form(struct str name) {
  for (size_t i = 0; i < FORMS; i++)
    if (str_is(name, forms[i].name))
      return &forms[i];
  return NULL;
}

// --format, else the ending of -o, else text.
static const struct form *chosen_form(const struct options *options) {
  const char *dot = options->output ? strrchr(options->output, '.') : NULL;
  if (options->format)
    return find_form(str_from(options->format));
  const struct form *by_ending = dot ? find_form(str_from(dot + 1)) : NULL;
  return by_ending ? by_ending : &forms[0];
}

static void add_plans(struct run *run, struct matrix *matrix) {
  for (size_t i = 0; i < run->paths.n; i++) {
    struct unit unit;
    if (!unit_open(run, run->paths.at[i], &unit))
      continue;
    diags_settle(&unit.diags, run->overrides.at, run->overrides.n);
    matrix_add(run->arena, matrix, unit.plan);
    unit_close(run, &unit, true);
  }
}

// An empty matrix may be the answer, or a name that no plan knows.
static void report_unheard(struct run *run, const struct matrix *all) {
  struct matrix_query query = { .agency = run->options->query.agency };
  if (query.agency.n && matrix_select(run->arena, all, &query).rows.n == 0)
    run_trouble(run, &rule_agency_unheard, "--agency", query.agency);
}

// A plan's own findings are the business of check; here only files that cannot be read count.
void command_matrix(struct run *run) {
  const struct form *form = chosen_form(run->options);
  struct matrix all = { 0 };
  struct buf out = { 0 };
  struct str error = { 0 };
  if (!form) {
    run_trouble(run, &rule_bad_value, "--format", str_from(run->options->format));
    return;
  }
  add_plans(run, &all);
  if (all.plans.n > 0) {
    struct matrix matrix = matrix_select(run->arena, &all, &run->options->query);
    report_unheard(run, &all);
    struct job job = { run, run->arena, NULL, &matrix, false };
    if (!form->make(&job, &out, &error))
      run_trouble(run, &rule_output_failed, form->name, error);
    else
      run_write(run, run->options->output ? run->options->output : "-", buf_view(&out));
  }
  buf_finish(&out);
}
