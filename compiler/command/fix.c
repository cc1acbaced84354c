// kehoach fix: makes the changes that are certain. kehoach fmt: canonical form, not a word changed.
#include <stdio.h>
#include <string.h>

#include "compiler/command/foreign.h"
#include "compiler/command/format.h"
#include "compiler/command/patch.h"
#include "compiler/command/run.h"

enum { PASSES = 8 };

// One round: the text of the plan with all its fixes made. A fix may make room for another, hence several rounds.
static struct str fix_once(struct run *run, struct unit *unit, size_t *count) {
  struct patch patch = { 0 };
  unit_settle(run, unit);
  patch_collect(unit->arena, &unit->diags, &patch);
  *count = patch.edits.n;
  return patch_apply(unit->arena, &patch, unit->source->text);
}

static struct str fix_all(struct run *run, struct unit *unit, size_t *count) {
  size_t made;
  struct str text = fix_once(run, unit, &made);
  *count = made;
  for (int pass = 1; pass < PASSES && made > 0; pass++) {
    struct unit again = { .arena = unit->arena, .path = unit->path, .house_style = unit->house_style };
    again.standing_list = unit->standing_list;
    unit_compile(run, &again, text, unit->registry);
    text = fix_once(run, &again, &made);
    *count += made;
  }
  return text;
}

static void say_count(const struct run *run, const char *path, size_t count) {
  if (!run->options->quiet)
    fprintf(stderr, run->options->language == LANGUAGE_EN ? "%s: %zu changes\n" : "%s: đã sửa %zu chỗ\n", path, count);
}

// Writes the new text in place of the old, or shows what would change.
static void deliver(struct run *run, struct unit *unit, struct str text, size_t count) {
  if (run->options->dry_run) {
    run_show_change(run, unit, text);
    return;
  }
  const char *path = run->options->output ? run->options->output : unit->path;
  bool changed = !str_eq(text, unit->source->text);
  if (changed && foreign_unmendable(run, unit->path, unit->source->text))
    return;
  if ((changed || strcmp(path, unit->path) != 0 || strcmp(path, "-") == 0) && run_write(run, path, text) && changed)
    say_count(run, unit->path, count);
}

void command_fix(struct run *run) {
  for (size_t i = 0; i < run->paths.n; i++) {
    struct unit unit;
    size_t count;
    if (!unit_open(run, run->paths.at[i], &unit))
      continue;
    struct str text = fix_all(run, &unit, &count);
    deliver(run, &unit, text, count);
    unit_close(run, &unit, false);
  }
}

void command_fmt(struct run *run) {
  for (size_t i = 0; i < run->paths.n; i++) {
    struct unit unit;
    if (!unit_open(run, run->paths.at[i], &unit))
      continue;
    size_t count = 0;
    struct str text = format_plan(unit.arena, unit.source->text, &count);
    deliver(run, &unit, text, count);
    unit_close(run, &unit, false);
  }
}
