// kehoach extract: what one body, or each, has to do in one or many plans, as pages and calendars of its own. All files are
// made before the first is written.
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "compiler/command/names.h"
#include "compiler/command/products.h"
#include "compiler/lower/lower.h"
#include "grammar/rules.h"
#include "runtime/base/file.h"

struct extraction {
  struct run *run;
  struct matrix matrix;
  struct plans plans;
  struct open_groups open;
};

// Appends the bytes of one extract. False without a reason when there is nothing to put into such a file.
typedef bool make_file(struct extraction *extraction, struct job *job, const struct extract *extract, struct buf *out,
                       struct str *error);

static bool make_extract_pdf(struct extraction *extraction, struct job *job, const struct extract *extract, struct buf *out,
                             struct str *error) {
  return make_pdf(job, lower_extract(job->arena, extract, &extraction->open, true), out, error);
}

static bool make_extract_html(struct extraction *extraction, struct job *job, const struct extract *extract,
                              struct buf *out, struct str *error) {
  (void)error;
  struct doc *doc = lower_extract(job->arena, extract, &extraction->open, false);
  doc->english = job->run->options->english_pages;
  return make_html(job, doc, out);
}

static bool make_extract_ics(struct extraction *extraction, struct job *job, const struct extract *extract, struct buf *out,
                             struct str *error) {
  (void)error;
  struct calendar_rows made = lower_extract_calendar(job->arena, extract);
  if (!job->run->options->all)
    report_undated(job->run, &extraction->matrix, made.undated.at, made.undated.n);
  return make_ics(made.calendar, out);
}

static const struct file_form {
  const char *name;
  struct str ending;
  make_file *make;
} forms[] = {
  { "pdf", { ".pdf", 4 }, make_extract_pdf },
  { "html", { ".html", 5 }, make_extract_html },
  { "ics", { ".ics", 4 }, make_extract_ics },
};
enum { FORMS = sizeof forms / sizeof *forms };

struct form_list {
  const struct file_form *at[FORMS];
  size_t n;
};

static bool read_forms(struct str names, struct form_list *list) {
  size_t rows[FORMS];
  bool known = names_read(NAMES_OF(forms), names, rows, &list->n);
  for (size_t i = 0; i < list->n; i++)
    list->at[i] = &forms[rows[i]];
  return known;
}

// Without --to the ending of “-o FILE.ics” says what is wanted.
static struct str wanted_forms(const struct options *options) {
  const char *dot = options->output && !file_is_folder(options->output) ? strrchr(options->output, '.') : NULL;
  for (size_t i = 0; i < FORMS && dot && options->to.n == 0; i++)
    if (str_is(forms[i].ending, dot))
      return str_from(forms[i].name);
  return options->to.n ? options->to : STR("pdf,html");
}

// ---- Files

struct made_file {
  struct str path;
  struct buf content;
};
struct made_files {
  VEC(struct made_file) list;
};

// -o names a file when one body is asked for in one form, and the name ends so.
static bool names_file(const struct run *run, const struct form_list *list) {
  const char *output = run->options->output;
  if (!output || run->options->all || list->n != 1 || file_is_folder(output))
    return false;
  return strcmp(output, "-") == 0 || str_ends(str_from(output), list->at[0]->ending);
}

// -o, or “STEM.trich” beside the only plan, or “trich” in the working folder.
static struct str folder_of(struct run *run) {
  if (run->options->output)
    return str_from(run->options->output);
  const char *path = run->paths.at[0], *slash = strrchr(path, '/');
  bool plan = run->paths.n == 1 && strcmp(path, run->options->inputs.at[0]) == 0; // and no folder or store of plans
  if (!plan || strcmp(path, "-") == 0)
    return STR("trich");
  struct str stem = product_stem(path);
  return str_printf(run->arena, "%.*s" STR_FMT ".trich", slash ? (int)(slash + 1 - path) : 0, path, STR_ARG(stem));
}

static struct made_file *add_file(struct run *run, struct made_files *files, struct str path) {
  vec_push(run->arena, &files->list, (struct made_file){ .path = path });
  return vec_last(&files->list);
}

static void write_files(struct run *run, struct made_files *files, bool in_folder) {
  if (in_folder)
    mkdir(folder_of(run).p, 0777); // a failure shows when the first file is written
  bool written = true;
  for (size_t i = 0; i < files->list.n && written; i++)
    written = run_write(run, files->list.at[i].path.p, buf_view(&files->list.at[i].content));
}

static void drop_files(struct made_files *files) {
  for (size_t i = 0; i < files->list.n; i++)
    buf_finish(&files->list.at[i].content);
}

// ---- Making

// The files of one extract; those that hold nothing are left out. False after reporting.
static bool make_files(struct extraction *extraction, const struct extract *extract, const struct form_list *list,
                       struct made_files *files, bool *has) {
  struct run *run = extraction->run;
  struct job job = { .run = run, .arena = arena_create_beside(run->arena), .matrix = &extraction->matrix };
  bool done = true;
  for (size_t i = 0; i < list->n && done; i++) {
    struct str path = str_from(run->options->output), error = { 0 };
    if (!names_file(run, list))
      path = str_printf(run->arena, STR_FMT "/" STR_FMT STR_FMT, STR_ARG(folder_of(run)), STR_ARG(extract->slug),
                        STR_ARG(list->at[i]->ending));
    struct buf content = { 0 };
    has[i] = list->at[i]->make(extraction, &job, extract, &content, &error);
    if (has[i]) {
      add_file(run, files, path)->content = content;
      continue;
    }
    buf_finish(&content);
    done = list->at[i]->make == make_extract_ics;
    if (done && !run->options->all)
      run_trouble(run, &rule_calendar_empty, path.p, extract->body.name);
    else if (!done)
      run_unmade(run, path.p, error);
  }
  arena_destroy(job.arena);
  return done;
}

static void extract_one(struct extraction *extraction, const struct form_list *list, struct made_files *files) {
  struct run *run = extraction->run;
  struct body body;
  bool has[FORMS];
  if (!run_body(run, &extraction->plans, &body))
    return;
  struct extract extract = extract_body(run->arena, &extraction->matrix, &body);
  if (extract.parts.n == 0)
    run_trouble(run, &rule_agency_unheard, "--agency", run->options->query.agency);
  else if (make_files(extraction, &extract, list, files, has))
    write_files(run, files, !names_file(run, list));
  if (files->list.n == 0 && run->exit < EXIT_FINDINGS)
    run->exit = EXIT_FINDINGS;
}

// ---- All bodies

static void report_all_undated(struct extraction *extraction, const struct form_list *list) {
  struct run *run = extraction->run;
  for (size_t i = 0; i < list->n; i++)
    if (list->at[i]->make == make_extract_ics) {
      struct calendar_rows made = lower_matrix_calendar(run->arena, &extraction->matrix);
      report_undated(run, &extraction->matrix, made.undated.at, made.undated.n);
    }
}

// index.html: the bodies, and links to their files.
static bool make_index(struct extraction *extraction, const struct extracts *extracts, const struct form_list *list,
                       const bool *has, struct made_files *files) {
  struct run *run = extraction->run;
  struct job job = { .run = run, .arena = run->arena };
  struct str endings[FORMS];
  for (size_t i = 0; i < list->n; i++)
    endings[i] = list->at[i]->ending;
  struct index_files index = { .endings = endings, .n = list->n, .has = has };
  struct doc *doc = lower_extract_index(run->arena, extracts, &extraction->open, &index);
  doc->english = run->options->english_pages;
  struct buf content = { 0 };
  bool made = make_html(&job, doc, &content);
  if (made)
    add_file(run, files, str_concat(run->arena, folder_of(run), STR("/index.html")))->content = content;
  return made;
}

static void extract_everybody(struct extraction *extraction, const struct form_list *list, struct made_files *files) {
  struct run *run = extraction->run;
  struct extracts extracts = extract_all(run->arena, &extraction->matrix);
  bool *has = arena_array(run->arena, bool, extracts.list.n * list->n + 1), made = extracts.list.n > 0;
  if (!made) {
    run_trouble(run, &rule_nothing_to_extract, run->paths.at[0], (struct str){ 0 });
    run->exit = run->exit < EXIT_FINDINGS ? EXIT_FINDINGS : run->exit;
  }
  for (size_t i = 0; i < extracts.list.n && made; i++)
    made = make_files(extraction, &extracts.list.at[i], list, files, has + i * list->n);
  if (made && make_index(extraction, &extracts, list, has, files)) {
    report_all_undated(extraction, list);
    write_files(run, files, true);
  }
}

// ---- The command

static bool read_plans(struct extraction *extraction) {
  struct run *run = extraction->run;
  for (size_t i = 0; i < run->paths.n; i++) {
    struct unit unit;
    if (!unit_open(run, run->paths.at[i], &unit))
      continue;
    matrix_add(run->arena, &extraction->matrix, unit.plan);
    vec_push(run->arena, &extraction->plans, unit.plan);
    unit_close(run, &unit, true);
  }
  extraction->open = extract_open(run->arena, &extraction->matrix);
  return extraction->plans.n > 0;
}

// A plan's own findings are the business of check; here only files that cannot be read count.
void command_extract(struct run *run) {
  struct extraction extraction = { .run = run };
  struct form_list list = { 0 };
  struct made_files files = { 0 };
  bool one = run->options->query.agency.n > 0, all = run->options->all;
  if (!read_forms(wanted_forms(run->options), &list))
    run_bad_value(run, "--to", run->options->to, names_list(run->arena, NAMES_OF(forms)));
  else if (one == all)
    run_trouble(run, &rule_agency_wanted, "extract", (struct str){ 0 });
  else if (run->options->output && strcmp(run->options->output, "-") == 0 && !names_file(run, &list))
    run_output_wanted(run, str_copy(run->arena, wanted_forms(run->options)).p, run->options->language == LANGUAGE_EN ? "FOLDER" : "THƯ_MỤC");
  else if (read_plans(&extraction) && one)
    extract_one(&extraction, &list, &files);
  else if (extraction.plans.n)
    extract_everybody(&extraction, &list, &files);
  drop_files(&files);
}
