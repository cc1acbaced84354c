// kehoach new: a plan to start from, made of a template or of an earlier plan. What the author must write is marked in it.
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "compiler/command/new_from.h"
#include "compiler/command/recipients_list.h"
#include "grammar/rules.h"

static const char USUAL_TEMPLATE[] = "ke-hoach";

static const char *output_of(const struct run *run) {
  return run->options->output ? run->options->output : "-";
}

// ---- --list

static void list_templates(struct run *run) {
  struct buf out = { 0 };
  const char *title = run->options->language == LANGUAGE_EN ? "template" : "mẫu";
  for (const struct plan_template *template = plan_templates; template->name; template++)
    buf_printf(&out, "%-16s " STR_FMT "\n", template->name, STR_ARG(skeleton_head(template, title)));
  buf_text(&out, run->options->language == LANGUAGE_EN ? "\nProvinces and cities: " : "\nTỉnh, thành phố: ");
  for (size_t i = 0, n = 0; i < run->registry->provinces.n; i++)
    if (!run->registry->provinces.at[i].to.year) {
      buf_text(&out, n++ ? ", " : "");
      buf_str(&out, run->registry->provinces.at[i].name);
    }
  buf_byte(&out, '\n');
  run_write(run, "-", buf_view(&out));
  buf_finish(&out);
}

static struct str template_names(struct arena *arena) {
  struct str names = { 0 };
  for (const struct plan_template *template = plan_templates; template->name; template++)
    names = str_printf(arena, STR_FMT "%s%s", STR_ARG(names), names.n ? ", " : "", template->name);
  return names;
}

// ---- Options that do not go together

void new_refuse_option(struct run *run, const char *option, struct str with) {
  run_trouble(run, &rule_new_option, "kehoach new", str_from(option));
  diag_arg(&run->files, vec_last(&run->files.list), str_copy(run->arena, with));
}

struct given {
  const char *option, *blank;
  bool is;
};

// A value that the template has no blank for would be lost without a word.
static bool template_takes(struct run *run, const struct plan_template *template) {
  const struct options *options = run->options;
  const struct given given[] = {
    { "--province", "tỉnh", options->province },
    { "--subject", "trích yếu", options->subject },
    { "--phases", "thời gian", options->phases },
    { "--standing-body", "thường trực", options->standing_body },
    { "--agency", "cơ quan", options->query.agency.n > 0 },
  };
  for (size_t i = 0; i < sizeof given / sizeof *given; i++)
    if (given[i].is && !skeleton_takes(run->arena, template, given[i].blank)) {
      new_refuse_option(run, given[i].option, str_printf(run->arena, "--template %s", template->name));
      return false;
    }
  return true;
}

// ---- Writing

// False after reporting: a file that is there is somebody's work.
static bool may_write(struct run *run) {
  struct stat status;
  const char *path = output_of(run);
  if (run->options->force || strcmp(path, "-") == 0 || stat(path, &status) != 0 || S_ISDIR(status.st_mode))
    return true;
  run_trouble(run, &rule_output_exists, path, (struct str){ 0 });
  return false;
}

static size_t marks_of(const struct diags *diags) {
  size_t count = 0;
  for (size_t i = 0; i < diags->list.n; i++)
    count += diags->list.at[i].rule == &rule_to_write;
  return count;
}

bool new_deliver(struct run *run, struct unit *unit) {
  const char *path = output_of(run);
  if (!run_write(run, path, unit->source->text))
    return false;
  if (run->options->quiet)
    return true;
  unit_settle(run, unit);
  size_t marks = marks_of(&unit->diags);
  fprintf(stderr, run->options->language == LANGUAGE_EN
                    ? "%s: a plan to start from; %zu places to write or look at, listed by kehoach check\n"
                    : "%s: đã lập khung kế hoạch; %zu chỗ phải soạn hoặc xem lại, liệt kê bằng lệnh kehoach check\n",
          path, marks);
  return true;
}

// ---- From a template

// The recipients that the plan's tasks call for, beside the filing line of the template.
static struct str with_recipients(struct run *run, struct unit *unit) {
  struct suggestion suggestion;
  struct patch patch = { 0 };
  struct str error = { 0 };
  if (!recipients_suggest(unit->plan, &suggestion, &error))
    run_trouble(run, &rule_output_failed, unit->path, error);
  else
    list_patch(unit->arena, unit->plan, &suggestion, &patch);
  return patch_apply(unit->arena, &patch, unit->source->text);
}

static bool open_again(struct run *run, struct unit *unit) {
  struct unit again;
  bool open = unit_open_text(run, unit->path, with_recipients(run, unit), &again);
  unit_close(run, unit, false);
  if (open)
    *unit = again;
  return open;
}

static void from_template(struct run *run, const struct plan_template *template) {
  struct skeleton_values values;
  struct buf out = { 0 };
  struct unit unit;
  if (!template_takes(run, template) || !new_values_read(run, run->arena, output_of(run), template, &values))
    return;
  skeleton_fill(run->arena, template, &values, &out);
  bool open = unit_open_text(run, output_of(run), buf_view(&out), &unit) && open_again(run, &unit);
  buf_finish(&out);
  if (!open)
    return;
  new_deliver(run, &unit);
  unit_close(run, &unit, false);
}

void command_new(struct run *run) {
  const struct options *options = run->options;
  const char *name = options->template_name ? options->template_name : USUAL_TEMPLATE;
  const struct plan_template *template = skeleton_find(str_from(name));
  if (options->list) {
    list_templates(run);
  } else if (options->inputs.n) {
    run_trouble(run, &rule_new_input, "kehoach new", str_from(options->inputs.at[0]));
  } else if (options->from) {
    if (may_write(run))
      new_from(run);
  } else if (!template) {
    run_trouble(run, &rule_plan_template_unknown, "--template", str_from(name));
    diag_arg(&run->files, vec_last(&run->files.list), template_names(run->arena));
  } else if (may_write(run)) {
    from_template(run, template);
  }
}
