// kehoach matrix: who leads and coordinates what by when, of one plan or many.
#include "compiler/command/forms.h"
#include "compiler/derive/summary.h"
#include "grammar/rules.h"

static const struct form forms[] = {
  { "text", make_matrix_text }, { "json", make_matrix_json }, { "csv", make_matrix_csv },
  { "html", make_matrix_html }, { "pdf", make_matrix_pdf },    { "xlsx", make_matrix_xlsx },
  { "ics", make_matrix_ics },
};
enum { FORMS = sizeof forms / sizeof *forms };

static void add_plans(struct run *run, struct matrix *matrix, const struct matrix_query *query) {
  for (size_t i = 0; i < run->paths.n; i++) {
    struct unit unit;
    if (!unit_open(run, run->paths.at[i], &unit))
      continue;
    matrix_keep(run->arena, matrix, unit.plan, query);
    unit_close(run, &unit, false);
  }
}

// ---- What is to be said of the rows

// “--agency “Sở Tài chính” --missing …”: the filters as they were given.
static struct str filters_text(struct arena *arena, const struct matrix_query *query) {
  struct buf out = { 0 };
  if (query->agency.n)
    buf_printf(&out, " --agency “" STR_FMT "”", STR_ARG(query->agency));
  if (query->lead || query->coordinate || query->monitor)
    buf_text(&out, " --role");
  if (query->from.year)
    buf_printf(&out, " --from " STR_FMT, STR_ARG(date_iso(arena, query->from)));
  if (query->to.year)
    buf_printf(&out, " --to-date " STR_FMT, STR_ARG(date_iso(arena, query->to)));
  if (query->missing)
    buf_text(&out, " --missing");
  if (query->section.n)
    buf_printf(&out, " --section “" STR_FMT "”", STR_ARG(query->section));
  struct str text = str_copy(arena, str_trim(buf_view(&out)));
  buf_finish(&out);
  return text;
}

// An empty matrix may be the answer.
static void report_empty(struct run *run, const struct matrix *matrix, const struct matrix_query *query) {
  const char *file = matrix->plans.n == 1 ? matrix->plans.at[0]->source->name : "matrix";
  struct matrix_query others = *query;
  others.agency.n = 0;
  if (matrix->rows.n == 0 && query->agency.n && !matrix_query_filters(&others))
    run_trouble(run, &rule_agency_unheard, "--agency", query->agency);
  else if (matrix->rows.n == 0 && matrix_query_filters(query))
    run_trouble(run, &rule_no_row_left, file, filters_text(run->arena, query));
  else if (matrix->rows.n == 0)
    run_trouble(run, &rule_no_task, file, (struct str){ 0 });
}

static void report_same_numbers(struct run *run, const struct matrix *matrix, const struct summary *summary) {
  for (size_t i = 0; i < summary->numbers.n; i++) {
    const struct plan *first = matrix->plans.at[summary->numbers.at[i].first];
    const struct plan *second = matrix->plans.at[summary->numbers.at[i].second];
    struct diag *diag = diag_report(&run->files, &rule_same_number, NULL, (struct span){ 0 });
    diag->file = second->source->name;
    diag_arg(&run->files, diag, str_printf(run->arena, STR_FMT "/" STR_FMT, STR_ARG(str_trim(second->header.number.text.s)),
                                           STR_ARG(second->header.symbol.text.s)));
    diag_arg(&run->files, diag, str_from(first->source->name));
  }
}

// ---- The command

static void write_matrix(struct run *run, const struct form *form, const struct matrix *kept) {
  const struct matrix_query *query = &run->options->query;
  struct matrix all = matrix_filter(run->arena, kept, query), *filtered = &all;
  struct summary *summary = NULL;
  if (filtered->nobody) {
    run_nobody(run, filtered->nearest);
    return;
  }
  if (filtered->plans.n > 1 || query->by == MATRIX_BY_SUMMARY) {
    summary = summary_create(run->arena, filtered, query);
    report_same_numbers(run, filtered, summary);
  }
  report_empty(run, filtered, query);
  struct matrix matrix = matrix_order(run->arena, filtered, query);
  struct job job = { .run = run, .arena = run->arena, .matrix = &matrix, .filtered = filtered, .summary = summary };
  form_write(run, form, &job);
}

// A plan's own findings are the business of check; here only what concerns the matrix counts.
void command_matrix(struct run *run) {
  const struct form *form = form_chosen(run, forms, FORMS);
  struct matrix kept = { 0 };
  if (!form)
    return;
  add_plans(run, &kept, &run->options->query);
  if (kept.plans.n > 0)
    write_matrix(run, form, &kept);
}
