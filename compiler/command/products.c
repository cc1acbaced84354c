// Making products: the last phases of the compiler, one function for each format.
#include "compiler/command/products.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler/derive/changes.h"
#include "compiler/lower/lower.h"
#include "grammar/rules.h"
#include "runtime/base/date.h"
#include "runtime/doc/redline.h"
#include "runtime/layout/layout.h"

// SOURCE_DATE_EPOCH stands in for the date of a plan that has none yet; unknown where it is not set.
static struct date stand_in_date(void) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  return epoch && *epoch ? date_from_days((int)(strtoll(epoch, NULL, 10) / 86400)) : (struct date){ 0 };
}

static void set_date(struct arena *arena, struct doc *doc) {
  if (doc->date.n == 0)
    doc->date = date_iso(arena, stand_in_date());
}

// Letters that the face lacks are shown at their first place in the source.
static void report_missing(struct job *job, const struct frames *frames) {
  for (size_t i = 0; i < frames->missing.n; i++) {
    struct str letter = frames->missing.at[i];
    run_trouble(job->run, &rule_missing_letter, job->unit ? job->unit->path : "-", letter);
  }
}

bool make_pdf(struct job *job, struct doc *doc, struct buf *out, struct str *error) {
  const struct run *run = job->run;
  const struct faces *faces = run_faces(job->run);
  struct frames frames = { 0 };
  const struct template *template = run_template(job->run);
  if (!faces || !template)
    return false;
  struct pdf_options options = { run->options->pdf_part, template->name, "kehoach" };
  set_date(job->arena, doc);
  if (run->press->layout_document(job->arena, doc, template, faces, &frames) != LAYOUT_OK) {
    *error = str_printf(job->arena, run->options->language == LANGUAGE_EN ? "more than %d pages" : "quá %d trang",
                        LAYOUT_MAX_PAGES);
    return false;
  }
  report_missing(job, &frames);
  return run->press->emit_pdf(job->arena, doc, &frames, &options, out, error);
}

struct str product_stem(const char *plan) {
  if (strcmp(plan, "-") == 0)
    return STR("plan");
  const char *slash = strrchr(plan, '/');
  struct str name = str_from(slash ? slash + 1 : plan);
  if (str_ends(name, STR(".md")) || str_ends(name, STR(".txt")))
    name.n = (size_t)((const char *)memrchr(name.p, '.', name.n) - name.p);
  return name;
}

// ---- Links from a matrix to the pages of its plans

// The folder that the matrix is written to, with its '/'; false when that is standard output.
static bool output_folder(struct job *job, struct str *folder) {
  const char *output = job->run->options->output;
  if (!output || strcmp(output, "-") == 0)
    return false;
  const char *slash = strrchr(output, '/');
  *folder = str_slice(str_from(output), 0, slash ? (size_t)(slash + 1 - output) : 0);
  return true;
}

static bool another_has_stem(const struct matrix *matrix, size_t index, struct str stem) {
  for (size_t i = 0; i < matrix->plans.n; i++)
    if (i != index && str_eq(product_stem(matrix->plans.at[i]->source->name), stem))
      return true;
  return false;
}

// The page that is made beside the matrix, or lies there already. A name that two plans have is nobody's.
enum { MOST_LINKED_PLANS = 500 };
static const struct str *sibling_pages(struct job *job) {
  const struct matrix *matrix = job->matrix;
  struct str *pages = arena_array(job->arena, struct str, matrix->plans.n + 1), folder = { 0 };
  if ((!job->page_beside && !output_folder(job, &folder)) || matrix->plans.n > MOST_LINKED_PLANS)
    return pages;
  for (size_t i = 0; i < matrix->plans.n; i++) {
    struct str stem = product_stem(matrix->plans.at[i]->source->name);
    struct str page = str_concat(job->arena, stem, STR(".html"));
    struct str path = str_concat(job->arena, folder, page);
    bool there = job->page_beside || (access(path.p, R_OK) == 0 && !str_is(path, job->run->options->output));
    if (there && !another_has_stem(matrix, i, stem))
      pages[i] = page;
  }
  return pages;
}

// ---- The products

bool make_plan_pdf(struct job *job, struct buf *out, struct str *error) {
  return make_pdf(job, lower_plan(job->arena, job->unit->plan), out, error);
}

bool make_matrix_pdf(struct job *job, struct buf *out, struct str *error) {
  struct lower_options options = { .summary = job->summary, .printed = true, .pictures = job->run->options->pictures };
  return make_pdf(job, lower_matrix(job->arena, job->matrix, &options), out, error);
}

bool make_html(struct job *job, const struct doc *doc, struct buf *out) {
  const struct template *template = run_template(job->run);
  if (template)
    emit_html(job->arena, doc, template, out);
  return template != NULL;
}

bool make_plan_html(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  const struct template *template = run_template(job->run);
  struct lower_options options = { .pictures = true, .english = job->run->options->english_pages };
  if (template)
    emit_html(job->arena, lower_plan_page(job->arena, job->unit->plan, &options), template, out);
  return template != NULL;
}

bool make_plan_docx(struct job *job, struct buf *out, struct str *error) {
  const struct faces *faces = run_faces(job->run);
  const struct template *template = run_template(job->run);
  if (!faces || !template)
    return false;
  struct doc *doc = lower_plan(job->arena, job->unit->plan);
  set_date(job->arena, doc);
  return job->run->press->emit_docx(job->arena, doc, template, faces, out, error);
}

bool make_ics(struct calendar *calendar, struct buf *out) {
  struct date date = stand_in_date();
  for (size_t i = 0; i < calendar->events.n; i++)
    if (!date_is_whole(calendar->events.at[i].stamp))
      calendar->events.at[i].stamp = date;
  return emit_ics(calendar, out);
}

bool make_matrix_html(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  const struct template *template = run_template(job->run);
  struct lower_options options = { .pictures = true, .english = job->run->options->english_pages, .pages = sibling_pages(job),
                                   .summary = job->summary };
  if (template)
    emit_html(job->arena, lower_matrix(job->arena, job->matrix, &options), template, out);
  return template != NULL;
}

// A workbook has a sheet for each order, and always the summary.
bool make_matrix_xlsx(struct job *job, struct buf *out, struct str *error) {
  const struct sheet_press *press = run_sheet_press(job->run);
  const struct matrix *filtered = job->filtered ? job->filtered : job->matrix;
  const struct matrix_query *query = &job->run->options->query;
  const struct summary *summary = job->summary ? job->summary : summary_create(job->arena, filtered, query);
  return press && press->emit_xlsx(job->arena, lower_matrix_book(job->arena, filtered, query, summary), out, error);
}

bool make_matrix_csv(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  emit_csv(lower_matrix_sheet(job->arena, job->matrix, job->summary), out); // one table: the first
  return true;
}

bool make_matrix_json(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  matrix_json(job->arena, job->matrix, job->summary, out);
  return true;
}

bool make_matrix_text(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  for (const struct sheet *sheet = lower_matrix_sheet(job->arena, job->matrix, job->summary); sheet; sheet = sheet->next)
    emit_text(sheet, out);
  return true;
}

// What rows have no day is said plan by plan, not once for each row.
void report_undated(struct run *run, const struct matrix *matrix, const size_t *rows, size_t n) {
  for (size_t from = 0, to; from < n; from = to) {
    size_t plan = matrix->rows.at[rows[from]].plan, count = 0;
    struct buf ids = { 0 };
    for (to = from; to < n && matrix->rows.at[rows[to]].plan == plan; to++) {
      if (to > from && rows[to] == rows[to - 1]) // in two roles
        continue;
      if (count++)
        buf_text(&ids, ", ");
      buf_str(&ids, matrix->rows.at[rows[to]].task->id);
    }
    struct diag *diag = diag_report(&run->files, &rule_tasks_undated, NULL, (struct span){ 0 });
    diag->file = str_copy(run->arena, str_from(matrix->plans.at[plan]->source->name)).p;
    diag_arg(&run->files, diag, str_printf(run->arena, "%zu", count));
    diag_arg(&run->files, diag, str_copy(run->arena, buf_view(&ids)));
    buf_finish(&ids);
  }
}

bool make_matrix_ics(struct job *job, struct buf *out, struct str *error) {
  struct calendar_rows made = lower_matrix_calendar(job->arena, job->matrix);
  report_undated(job->run, job->matrix, made.undated.at, made.undated.n);
  bool english = job->run->options->language == LANGUAGE_EN;
  *error = english ? STR("no task has a day, and a calendar without days cannot be opened")
                   : STR("không nhiệm vụ nào có ngày, mà lịch không có ngày thì không mở được");
  return make_ics(made.calendar, out);
}

// ---- comparisons

bool make_diff_text(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  changes_text(job->arena, job->changes, job->run->options->language == LANGUAGE_EN, out);
  return true;
}

bool make_diff_json(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  changes_json(job->changes, out);
  return true;
}

static struct doc *redline_of(struct job *job) {
  return doc_redline(job->arena, lower_plan(job->arena, job->before->plan), lower_plan(job->arena, job->unit->plan));
}

bool make_diff_html(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  struct doc *doc = redline_of(job);
  lower_changes(job->arena, job->changes, job->run->options->language == LANGUAGE_EN, doc);
  return make_html(job, doc, out);
}

bool make_diff_pdf(struct job *job, struct buf *out, struct str *error) {
  return make_pdf(job, redline_of(job), out, error);
}

bool make_recipients_pdf(struct job *job, struct buf *out, struct str *error) {
  return make_pdf(job, lower_distribution(job->arena, job->recipients), out, error);
}

bool make_recipients_html(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  return make_html(job, lower_distribution(job->arena, job->recipients), out);
}

bool make_recipients_xlsx(struct job *job, struct buf *out, struct str *error) {
  const struct sheet_press *press = run_sheet_press(job->run);
  return press && press->emit_xlsx(job->arena, lower_distribution_sheet(job->arena, job->recipients), out, error);
}

bool make_recipients_csv(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  emit_csv(lower_distribution_sheet(job->arena, job->recipients), out);
  return true;
}

bool make_recipients_json(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  recipients_json(job->recipients, job->suggestion, out);
  return true;
}

bool make_recipients_text(struct job *job, struct buf *out, struct str *error) {
  (void)error;
  lower_recipients_text(job->arena, job->recipients, job->suggestion, out);
  return true;
}
