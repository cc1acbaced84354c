// kehoach dump: what a phase made, as stable text, for tests and for those who work on the compiler.
#include <string.h>

#include "compiler/command/names.h"
#include "compiler/command/run.h"
#include "compiler/lower/lower.h"
#include "grammar/rules.h"
#include "runtime/layout/layout.h"

static void dump_blocks(struct run *run, struct unit *unit, struct buf *out) {
  (void)run;
  syntax_print_blocks(unit->syntax, out);
}

static void dump_syntax(struct run *run, struct unit *unit, struct buf *out) {
  (void)run;
  syntax_print_tree(unit->syntax, out);
}

static void dump_plan(struct run *run, struct unit *unit, struct buf *out) {
  (void)run;
  plan_print(unit->plan, out);
}

static void dump_doc(struct run *run, struct unit *unit, struct buf *out) {
  (void)run;
  doc_print(lower_plan(unit->arena, unit->plan), out);
}

static void dump_frames(struct run *run, struct unit *unit, struct buf *out) {
  const struct faces *faces = run_faces(run);
  struct frames frames = { 0 };
  const struct template *template = run_template(run);
  if (!faces || !template)
    return;
  struct doc *doc = lower_plan(unit->arena, unit->plan);
  if (run->press->layout_document(unit->arena, doc, template, faces, &frames) == LAYOUT_OK)
    run->press->frames_print(&frames, out);
  else
    run_trouble(run, &rule_output_failed, unit->path, STR("LAYOUT_MAX_PAGES"));
}

static const struct phase_row {
  const char *name;
  void (*dump)(struct run *run, struct unit *unit, struct buf *out);
} phases[] = {
  { "blocks", dump_blocks }, { "syntax", dump_syntax }, { "plan", dump_plan }, { "doc", dump_doc }, { "frames", dump_frames },
};

void command_dump(struct run *run) {
  struct str wanted = run->options->phase ? str_from(run->options->phase) : STR("plan");
  int phase = name_index(NAMES_OF(phases), wanted);
  if (phase < 0) {
    run_bad_value(run, "--phase", wanted, names_list(run->arena, NAMES_OF(phases)));
    return;
  }
  if (run->options->format && strcmp(run->options->format, "text") != 0) {
    run_bad_value(run, "--format", str_from(run->options->format), STR("text"));
    return;
  }
  for (size_t i = 0; i < run->paths.n; i++) {
    struct unit unit;
    struct buf out = { 0 };
    if (!unit_open(run, run->paths.at[i], &unit))
      continue;
    diags_settle(&unit.diags, run->overrides.at, run->overrides.n);
    phases[phase].dump(run, &unit, &out);
    run_write(run, run->options->output ? run->options->output : "-", buf_view(&out));
    buf_finish(&out);
    unit_close(run, &unit, false);
  }
}
