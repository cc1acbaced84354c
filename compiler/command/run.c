// What all commands share: opening plans, collecting and printing what was found, writing products.
#include "compiler/command/run.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler/check/protocol.h"
#include "compiler/command/components.h"
#include "compiler/command/foreign.h"
#include "compiler/command/patch.h"
#include "compiler/command/stage.h"
#include "compiler/command/stored.h"
#include "compiler/command/suppress.h"
#include "grammar/rules.h"
#include "runtime/base/file.h"
#include "templates/data.h"

// ---- Diagnostics

static void print_buffer(struct buf *buf) {
  if (buf->n)
    fwrite(buf->p, 1, buf->n, stderr);
  buf_finish(buf);
}

static void note_exit(struct run *run, const struct diags *diags) {
  for (enum severity severity = run->options->fail_on; severity <= SEVERITY_ERROR; severity++)
    if (diags_count(diags, severity) > 0 && run->exit < EXIT_FINDINGS)
      run->exit = EXIT_FINDINGS;
}

static void print_diags(struct run *run, const struct diags *diags) {
  struct buf out = { 0 };
  if (diag_format_is_whole(run->options->diagnostics))
    diags_keep(&run->all, diags);
  else
    diags_print(diags, run->options->diagnostics, run->options->language, run->options->color, &out);
  print_buffer(&out);
}

// Why something was not done is said even with -q: silence would pass for success.
static void print_files(struct run *run) {
  struct diags errors;
  diags_init(&errors, run->arena);
  for (size_t i = 0; i < run->files.list.n; i++)
    if (run->files.list.at[i].severity == SEVERITY_ERROR)
      vec_push(run->arena, &errors.list, run->files.list.at[i]);
  print_diags(run, run->options->quiet && !diag_format_is_whole(run->options->diagnostics) ? &errors : &run->files);
}

static void print_findings(struct run *run, const struct diags *diags) {
  if (!run->options->quiet || diag_format_is_whole(run->options->diagnostics))
    print_diags(run, diags);
}

// Below the findings of a plan; in JSON at the end of the document.
static void print_components(struct run *run, const struct unit *unit, const struct components *components) {
  struct buf out = { 0 };
  run->judged = true;
  if (run->options->diagnostics == DIAG_JSON)
    components_print_json(run, components, unit->path, &run->components);
  if (run->options->diagnostics != DIAG_HUMAN || run->options->quiet)
    return;
  if (unit->diags.list.n)
    buf_byte(&out, '\n');
  components_print(run, components, unit->path, &out);
  print_buffer(&out);
}

// What belongs to the whole call: in JSON the stage and the components, for people what no program can judge.
static void print_stage(struct run *run) {
  struct buf out = { 0 };
  if (run->options->diagnostics == DIAG_HUMAN && !run->options->quiet && run->judged)
    components_print_eye(run, &out);
  print_buffer(&out);
  run->all.members = str_printf(run->arena, "\"stage\":\"%s\",\n\"components\":[" STR_FMT "]",
                                stage_names[run->options->stage], STR_ARG(buf_view(&run->components)));
  buf_finish(&run->components);
}

void run_trouble(struct run *run, const struct diag_rule *rule, const char *file, struct str argument) {
  struct diag *diag = diag_report(&run->files, rule, NULL, (struct span){ 0 });
  diag->file = str_copy(run->arena, str_from(file)).p;
  if (argument.n)
    diag_arg(&run->files, diag, str_copy(run->arena, argument)); // the plan's memory ends before it is printed
  if (rule->severity == SEVERITY_ERROR)
    run->exit = EXIT_TROUBLE;
}

static void trouble_of_two(struct run *run, const struct diag_rule *rule, const char *file, struct str first, struct str second) {
  run_trouble(run, rule, file, first);
  diag_arg(&run->files, vec_last(&run->files.list), str_copy(run->arena, second));
}

void run_bad_value(struct run *run, const char *option, struct str value, struct str allowed) {
  trouble_of_two(run, &rule_bad_value, option, value, allowed);
}

void run_output_wanted(struct run *run, const char *product, const char *example) {
  trouble_of_two(run, &rule_output_wanted, "-o", str_from(product), str_from(example));
}

void run_unmade(struct run *run, const char *product, struct str reason) {
  if (reason.n > 0 || run->exit != EXIT_TROUBLE)
    run_trouble(run, &rule_output_failed, product, reason);
}

static void trouble_of_file(struct run *run, const char *path, enum file_status status) {
  if (status == FILE_MISSING)
    run_trouble(run, &rule_file_missing, path, (struct str){ 0 });
  else
    run_trouble(run, &rule_file_unreadable, path, str_from(file_status_text(status, (int)run->options->language)));
}

bool run_read(struct run *run, struct arena *arena, const char *path, struct str *content) {
  enum file_status status = file_read(arena, path, SOURCE_LIMIT, content);
  if (status != FILE_OK)
    trouble_of_file(run, path, status);
  return status == FILE_OK;
}

// ---- Plans named on the command line

static int compare_names(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_plan_name(const char *name) {
  size_t n = strlen(name);
  return n > 3 && name[0] != '.' && strcmp(name + n - 3, ".md") == 0;
}

// All *.md below the folder, by name. Folders wait in a list, so that depth costs no stack; links to folders are not followed.
static void add_folder(struct run *run, const char *folder) {
  VEC(const char *) folders = { 0 };
  size_t first = run->paths.n;
  vec_push(run->arena, &folders, folder);
  for (size_t i = 0; i < folders.n; i++) {
    DIR *directory = opendir(folders.at[i]);
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
      const char *path = str_printf(run->arena, "%s/%s", folders.at[i], entry->d_name).p;
      struct stat status;
      if (entry->d_name[0] == '.' || lstat(path, &status) != 0)
        continue;
      if (S_ISDIR(status.st_mode))
        vec_push(run->arena, &folders, path);
      else if (is_plan_name(entry->d_name))
        vec_push(run->arena, &run->paths, path);
    }
    if (directory)
      closedir(directory);
  }
  if (run->paths.n == first)
    run_trouble(run, &rule_no_plan_in_folder, folder, (struct str){ 0 });
  else
    qsort(run->paths.at + first, run->paths.n - first, sizeof *run->paths.at, compare_names);
}

// False after reporting: a baseline that cannot be read must not pass for an empty one.
static bool open_baseline(struct run *run) {
  const char *path = run->options->baseline;
  struct str content, error = { 0 };
  if (!path)
    return true;
  enum file_status status = file_read(run->arena, path, SOURCE_LIMIT, &content);
  if (status != FILE_OK)
    trouble_of_file(run, path, status);
  else if (!(run->baseline = baseline_read(run->arena, content, &error)))
    run_trouble(run, &rule_baseline_foreign, path, error);
  return run->baseline != NULL;
}

// -W: a code that is none is a mistake of the command line, not to be passed over.
static bool know_overrides(struct run *run) {
  bool known = true;
  for (size_t i = 0; i < run->options->overrides.n; i++) {
    struct str rule = run->options->overrides.at[i].rule;
    if (rules_find(rule))
      continue;
    run_trouble(run, &rule_unknown_code, str_copy(run->arena, rule).p, (struct str){ 0 });
    known = false;
  }
  return known;
}

bool run_start(struct run *run, struct arena *arena, const struct options *options, bool takes_stores) {
  struct str error = { 0 };
  *run = (struct run){ .arena = arena, .options = options, .takes_stores = takes_stores };
  diags_init(&run->files, arena);
  diags_init(&run->all, arena);
  syntax_start();
  stage_overrides(run);
  for (size_t i = 0; i < options->inputs.n; i++)
    if (file_is_folder(options->inputs.at[i]))
      add_folder(run, options->inputs.at[i]);
    else if (takes_stores && stored_is(options->inputs.at[i]))
      stored_add(run, options->inputs.at[i]);
    else
      vec_push(arena, &run->paths, options->inputs.at[i]);
  run->registry = registry_read(arena, (struct str){ 0 }, &error);
  if (!run->registry)
    run_trouble(run, &rule_output_failed, "agencies.tsv", error);
  return run->registry && know_overrides(run) && open_baseline(run);
}

// Who sits before a screen sees that something was made and where; a script has the exit status.
static void say_written(const struct run *run) {
  enum { NAMED = 4 };
  bool english = run->options->language == LANGUAGE_EN;
  size_t n = run->written.n, named = n > NAMED ? 1 : n;
  if (!n || run->options->quiet || run->options->diagnostics != DIAG_HUMAN || !isatty(STDERR_FILENO))
    return;
  fputs(english ? "written: " : "đã ghi: ", stderr);
  for (size_t i = n - named; i < n; i++)
    fprintf(stderr, "%s%s", run->written.at[i], i + 1 < n ? ", " : "");
  if (n > named)
    fprintf(stderr, english ? " and %zu more files" : " và %zu tệp khác", n - named);
  fputc('\n', stderr);
}

int run_finish(struct run *run) {
  stored_close(run);
  diags_settle(&run->files, run->overrides.at, run->overrides.n);
  note_exit(run, &run->files);
  print_files(run);
  if (run->options->stage_given)
    print_stage(run);
  if (diag_format_is_whole(run->options->diagnostics)) {
    struct buf out = { 0 };
    diags_print(&run->all, run->options->diagnostics, run->options->language, false, &out);
    print_buffer(&out);
  }
  say_written(run);
  for (size_t i = 0; i < run->kept.n; i++)
    arena_destroy(run->kept.at[i]);
  if (run->press)
    run->press->faces_close((struct faces *)run->faces);
  return run->exit;
}

// ---- One plan

static const char *name_beside(struct arena *arena, const char *path, const char *name) {
  const char *slash = strrchr(path, '/');
  struct str folder = slash ? (struct str){ path, (size_t)(slash - path) + 1 } : (struct str){ 0 };
  return str_printf(arena, STR_FMT "%s", STR_ARG(folder), name).p;
}

// Reads what belongs to the plan at hand, from beside it or from where it is kept with it, and notes it.
static enum file_status read_file(struct run *run, struct arena *arena, const char *path, struct str name,
                                  struct str *content) {
  enum file_status status = FILE_OK;
  if (!run->source)
    status = file_read(arena, path, SOURCE_LIMIT, content);
  else if (!record_file(run->source, name, content))
    status = FILE_MISSING;
  if (status == FILE_OK)
    vec_push(arena, &run->read, (struct read_file){ name, *content });
  return status;
}

// Where the plan at hand is kept; false after reporting.
static bool find_source(struct run *run, struct arena *arena, const char *path) {
  static const enum table_index files[] = { TABLE_FILE };
  const struct stored *stored = stored_at(run, path);
  run->read.n = run->read.cap = 0;
  run->source = stored ? stored_rows(run, arena, stored, files, 1) : NULL;
  return run->source || !stored;
}

// A table beside the plan that cannot be read, or says nothing that can be used: `error` holds the reason in both languages.
static void trouble_of_table(struct run *run, const char *path, enum file_status status, struct str error) {
  enum language language = run->options->language;
  size_t cut = str_find_byte(error, '\n', 0);
  struct str reason = language == LANGUAGE_EN && cut != SIZE_MAX ? str_slice(error, cut + 1, error.n) : str_slice(error, 0, cut);
  run_trouble(run, &rule_file_unreadable, path, error.n ? reason : str_from(file_status_text(status, (int)language)));
}

// An office's own way of writing: van-phong.tsv beside the plan. What its rows say wrongly is a finding of the plan.
static const struct source *house_style_beside(struct run *run, struct arena *arena, const char *path) {
  const char *overlay = name_beside(arena, path, "van-phong.tsv");
  struct str content = { 0 };
  enum file_status status = read_file(run, arena, overlay, STR("van-phong.tsv"), &content);
  if (status != FILE_OK && status != FILE_MISSING)
    trouble_of_table(run, overlay, status, (struct str){ 0 });
  return status == FILE_OK ? source_open(arena, overlay, content) : NULL;
}

// An office's own bodies: co-quan.tsv beside the plan, same columns as the registry. The same table makes one registry
// for all plans; it lives as long as the run.
const struct registry *run_registry(struct run *run, struct arena *arena, const char *path) {
  const char *overlay = name_beside(arena, path, "co-quan.tsv");
  struct str content = { 0 }, error = { 0 };
  enum file_status status = read_file(run, arena, overlay, STR("co-quan.tsv"), &content);
  if (status == FILE_MISSING)
    return run->registry;
  for (size_t i = 0; status == FILE_OK && i < run->overlays.n; i++)
    if (str_eq(run->overlays.at[i].content, content))
      return run->overlays.at[i].registry;
  struct overlay read = { .content = str_copy(run->arena, content) };
  const struct registry *registry = read.registry = status == FILE_OK ? registry_read(run->arena, read.content, &error) : NULL;
  if (registry)
    vec_push(run->arena, &run->overlays, read);
  else
    trouble_of_table(run, overlay, status, error);
  return registry;
}

// An office's own standing list of recipients: noi-nhan.tsv beside the plan. False after reporting.
static bool standing_list_beside(struct run *run, struct arena *arena, const char *path, const struct registry *registry,
                                 struct str *content) {
  const char *overlay = name_beside(arena, path, "noi-nhan.tsv");
  struct str error = { 0 };
  enum file_status status = read_file(run, arena, overlay, STR("noi-nhan.tsv"), content);
  if (status == FILE_MISSING) {
    *content = (struct str){ 0 };
    return true;
  }
  if (status == FILE_OK && protocol_read(arena, registry, (struct str){ 0 }, *content, &error))
    return true;
  trouble_of_table(run, overlay, status, error);
  return false;
}

void unit_compile(struct run *run, struct unit *unit, struct str content, const struct registry *registry) {
  struct check_options options = { .registry = registry, .house_style = unit->house_style };
  options.renumber = run->options->renumber;
  options.standing_list = unit->standing_list;
  unit->registry = registry;
  diags_init(&unit->diags, unit->arena);
  unit->source = source_open(unit->arena, unit->path, content);
  unit->syntax = syntax_read(unit->arena, unit->source, &unit->diags);
  unit->plan = check_plan(unit->arena, unit->syntax, &options, &unit->diags);
}

bool unit_open(struct run *run, const char *path, struct unit *unit) {
  struct str content;
  const struct registry *registry = NULL;
  *unit = (struct unit){ .arena = arena_create_beside(run->arena), .path = path };
  if (find_source(run, unit->arena, path)) {
    enum file_status status = read_file(run, unit->arena, path, PLAN_TEXT, &content);
    if (status != FILE_OK)
      trouble_of_file(run, path, status);
    else if (str_starts(content, STORE_MAGIC))
      run_trouble(run, &rule_store_as_plan, path, (struct str){ 0 });
    else if (!foreign_refused(run, path, content))
      registry = run_registry(run, unit->arena, path);
  }
  if (!registry || !standing_list_beside(run, unit->arena, path, registry, &unit->standing_list)) {
    arena_destroy(unit->arena);
    return false;
  }
  unit->house_style = house_style_beside(run, unit->arena, path);
  unit_compile(run, unit, content, registry);
  return true;
}

// The unit's arena is there already.
static bool open_text(struct run *run, struct unit *unit, struct str content) {
  run->read.n = run->read.cap = 0;
  run->source = NULL;
  const struct registry *registry = run_registry(run, unit->arena, unit->path);
  if (!registry || !standing_list_beside(run, unit->arena, unit->path, registry, &unit->standing_list))
    return false;
  unit->house_style = house_style_beside(run, unit->arena, unit->path);
  unit_compile(run, unit, content, registry);
  return true;
}

bool unit_open_text(struct run *run, const char *path, struct str content, struct unit *unit) {
  *unit = (struct unit){ .arena = arena_create_beside(run->arena), .path = path };
  bool open = open_text(run, unit, str_copy(unit->arena, content));
  if (!open)
    arena_destroy(unit->arena);
  return open;
}

bool unit_open_any(struct run *run, const char *path, struct unit *unit) {
  struct str bytes;
  struct imported imported = { 0 };
  if (is_plan_name(path) || strcmp(path, "-") == 0)
    return unit_open(run, path, unit);
  *unit = (struct unit){ .arena = arena_create_beside(run->arena), .path = path };
  bool open = run_read(run, unit->arena, path, &bytes) && run_import(run, unit->arena, path, bytes, &imported) &&
              open_text(run, unit, imported.plan);
  if (!open)
    arena_destroy(unit->arena);
  return open;
}

void unit_settle(struct run *run, struct unit *unit) {
  diags_settle(&unit->diags, run->overrides.at, run->overrides.n);
  if (suppress(&unit->diags, unit->source))
    diags_settle(&unit->diags, run->overrides.at, run->overrides.n);
}

size_t unit_report(struct run *run, struct unit *unit) {
  struct components *components = run->options->stage_given ? components_begin(unit) : NULL;
  unit_settle(run, unit);
  if (run->baseline)
    baseline_apply(run->baseline, &unit->diags);
  syntax_path(unit->arena, unit->syntax, &unit->diags);
  note_exit(run, &unit->diags);
  print_findings(run, &unit->diags);
  if (components) {
    components_end(components, &unit->diags);
    print_components(run, unit, components);
  }
  return diags_count(&unit->diags, SEVERITY_ERROR);
}

void run_print(struct run *run, struct unit *unit, struct diags *diags) {
  diags_settle(diags, run->overrides.at, run->overrides.n);
  syntax_path(unit->arena, unit->syntax, diags);
  note_exit(run, diags);
  if (!run->options->quiet)
    print_diags(run, diags);
}

void unit_close(struct run *run, struct unit *unit, bool keep) {
  if (keep)
    vec_push(run->arena, &run->kept, unit->arena);
  else
    arena_destroy(unit->arena);
}

// ---- A body asked for

void run_nobody(struct run *run, struct str nearest) {
  run_trouble(run, nearest.n ? &rule_agency_not_found : &rule_agency_not_like, "--agency", run->options->query.agency);
  if (nearest.n)
    diag_arg(&run->files, vec_last(&run->files.list), str_copy(run->arena, nearest));
}

bool run_body(struct run *run, const struct plans *plans, struct body *body) {
  struct str nearest = { 0 };
  bool found = body_find(run->arena, plans, run->options->query.agency, body, &nearest);
  if (!found)
    run_nobody(run, nearest);
  return found;
}

// ---- Products

const struct template *run_template(struct run *run) {
  struct str error = { 0 };
  if (!run->template)
    run->template = template_read(run->arena, nd30_template, nd30_page, run->options->size_set, &error);
  if (!run->template)
    run_trouble(run, &rule_output_failed, "nd30", error);
  return run->template;
}

bool run_write(struct run *run, const char *path, struct str content) {
  enum file_status status = file_write(path, content);
  if (status == FILE_OK) {
    if (strcmp(path, "-") != 0)
      vec_push(run->arena, &run->written, str_copy(run->arena, str_from(path)).p);
    return true;
  }
  run_trouble(run, &rule_file_unwritable, path, str_from(file_status_text(status, (int)run->options->language)));
  return false;
}

void run_show_change(struct run *run, const struct unit *unit, struct str text) {
  struct buf out = { 0 };
  patch_diff(unit->arena, unit->path, unit->source->text, text, &out);
  if (out.n)
    run_write(run, "-", buf_view(&out));
  buf_finish(&out);
}
