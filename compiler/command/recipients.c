// kehoach recipients: whether everybody with work gets the plan, how many copies go to whom, and a proposal (--suggest), which
// can be put into the plan (--write).
#include <stdio.h>
#include <string.h>

#include "compiler/command/foreign.h"
#include "compiler/command/forms.h"
#include "compiler/command/recipients_list.h"
#include "compiler/command/stored.h"
#include "grammar/rules.h"

static const struct form forms[] = {
  { "text", make_recipients_text }, { "json", make_recipients_json }, { "csv", make_recipients_csv },
  { "html", make_recipients_html }, { "pdf", make_recipients_pdf },   { "xlsx", make_recipients_xlsx },
};
enum { FORMS = sizeof forms / sizeof *forms };

// ---- --write

static void refuse(struct run *run, const char *path, enum list_trouble trouble) {
  static const char *const reasons[LIST_TROUBLES][LANGUAGES] = {
    [LIST_INPUT] = { "kế hoạch đọc từ đầu vào chuẩn", "the plan came from standard input" },
    [LIST_STORE] = { "kế hoạch đọc từ kho", "the plan came from a store" },
    [LIST_AUTOMATIC] = { "“nơi nhận: tự động”, danh sách được lập khi in", "“nơi nhận: tự động”: the list is made when it is printed" },
    [LIST_MISSING] = { "kế hoạch không có “Nơi nhận:”", "the plan has no “Nơi nhận:”" },
    [LIST_PLACE] = { "các nơi nhận không đứng mỗi nơi một dòng", "the recipients do not stand on lines of their own" },
  };
  run_trouble(run, &rule_recipients_unwritten, path, str_from(reasons[trouble][run->options->language]));
}

// What was written reads as it was meant, and there is nothing more to write.
static bool reads_back(struct run *run, const struct unit *unit, struct str text, const struct suggestion *suggestion) {
  struct unit again = { .arena = unit->arena, .path = unit->path, .house_style = unit->house_style,
                        .standing_list = unit->standing_list };
  struct suggestion rest;
  struct str error;
  unit_compile(run, &again, text, unit->registry);
  return again.plan->recipients.n == suggestion->lines.n && recipients_suggest(again.plan, &rest, &error) && !rest.added &&
         !rest.moved;
}

static void say_changes(const struct run *run, const char *path, const struct suggestion *suggestion) {
  if (!run->options->quiet)
    fprintf(stderr, run->options->language == LANGUAGE_EN ? "%s: recipients: %zu lines added, %zu moved\n"
                                                           : "%s: nơi nhận: thêm %zu dòng, chuyển %zu dòng\n",
            path, suggestion->added, suggestion->moved);
}

static void write_list(struct run *run, struct unit *unit, const struct suggestion *suggestion) {
  struct patch patch = { 0 };
  enum list_trouble trouble = strcmp(unit->path, "-") == 0 ? LIST_INPUT : stored_at(run, unit->path) ? LIST_STORE : LIST_OK;
  if (trouble == LIST_OK)
    trouble = list_patch(unit->arena, unit->plan, suggestion, &patch);
  struct str text = patch_apply(unit->arena, &patch, unit->source->text);
  if (trouble == LIST_OK && patch.edits.n && !reads_back(run, unit, text, suggestion))
    trouble = LIST_PLACE;
  if (trouble != LIST_OK) {
    refuse(run, unit->path, trouble);
    return;
  }
  if (run->options->dry_run)
    run_show_change(run, unit, text);
  else if (patch.edits.n && !foreign_unmendable(run, unit->path, unit->source->text) && run_write(run, unit->path, text))
    say_changes(run, unit->path, suggestion);
}

// ---- the product

static void make(struct run *run, const struct unit *unit, const struct form *form, const struct recipients *recipients,
                 const struct suggestion *suggestion) {
  struct job job = { .run = run, .arena = unit->arena, .unit = unit, .recipients = recipients, .suggestion = suggestion };
  form_write(run, form, &job);
}

// Tables show the list as it would be; text and JSON show the list as it is, and beside it what would change.
static void perform(struct run *run, struct unit *unit, const struct form *form) {
  const struct options *options = run->options;
  struct recipients recipients;
  struct suggestion suggestion;
  struct str error = { 0 };
  bool suggest = options->suggest || options->write;
  bool beside = form->make == make_recipients_text || form->make == make_recipients_json;
  bool known = !suggest || recipients_suggest(unit->plan, &suggestion, &error);
  const struct recipient *lines = suggest && !beside ? suggestion.lines.at : unit->plan->recipients.at;
  size_t n = suggest && !beside ? suggestion.lines.n : unit->plan->recipients.n;
  if (!known || !recipients_read_lines(unit->plan, lines, n, &recipients, &error)) {
    run_trouble(run, &rule_output_failed, unit->path, error);
    return;
  }
  if (!options->write || (!options->dry_run && (options->suggest || options->format || options->output)))
    make(run, unit, form, &recipients, suggest ? &suggestion : NULL);
  if (options->write)
    write_list(run, unit, &suggestion);
}

// A plan's own findings are the business of check; here only files that cannot be read count.
void command_recipients(struct run *run) {
  const struct form *form = form_chosen(run, forms, FORMS);
  if (!form)
    return;
  if (run->paths.n > 1 && (form != &forms[0] || run->options->output)) {
    run_trouble(run, &rule_one_plan, run->paths.at[1], str_from(form->name));
    return;
  }
  for (size_t i = 0; i < run->paths.n; i++) {
    struct unit unit;
    if (!unit_open(run, run->paths.at[i], &unit))
      continue;
    diags_settle(&unit.diags, run->overrides.at, run->overrides.n);
    perform(run, &unit, form);
    unit_close(run, &unit, false);
  }
}
