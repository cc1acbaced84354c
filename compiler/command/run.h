// One call of the program: its options, what all plans share, and the plans themselves.
#ifndef KEHOACH_COMMAND_RUN_H
#define KEHOACH_COMMAND_RUN_H

#include "compiler/command/options.h"
#include "compiler/import/readers.h"
#include "runtime/diag/baseline.h"
#include "runtime/emit/press.h"

enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_TROUBLE = 2 };

// An office's own table of bodies, and the registry with it.
struct overlay {
  struct str content;
  const struct registry *registry;
};

// A file by the name under which a store keeps it.
struct read_file {
  struct str name, content;
};

struct run {
  struct arena *arena;
  const struct options *options;
  const struct registry *registry;
  VEC(struct overlay) overlays; // tables that lie beside plans
  struct baseline *baseline; // NULL: none
  const struct template *template; // read when first needed
  const struct press *press; // loaded when first needed
  const struct sheet_press *sheet_press;
  const struct import_readers *readers;
  const struct faces *faces; // opened when first needed
  const struct store_press *store_press;
  bool takes_stores;         // the command reads plans of stores, too
  VEC(struct store *) stores; // open ones
  VEC(struct stored *) stored; // their plans, see stored.h
  size_t stored_next;
  const struct record *source; // of the plan at hand, when it comes from a store
  VEC(struct read_file) read; // what was read for the plan at hand
  struct diags files;        // about files and outputs, not about a plan's text
  VEC(const char *) paths;   // the plans named, folders opened
  VEC(struct diag_override) overrides; // severities of the stage and of -W
  VEC(struct arena *) kept;  // arenas of plans that later output refers to
  struct diags all;          // settled diagnostics of all plans, for JSON
  struct buf components;     // of all plans, for JSON
  bool judged;               // components were listed
  VEC(const char *) written; // files
  int exit;
};

// One plan, compiled. Everything of it lies in its arena.
struct unit {
  struct arena *arena;
  const char *path;
  const struct registry *registry; // with the office's own bodies
  const struct source *house_style; // van-phong.tsv beside the plan, or NULL
  struct str standing_list; // noi-nhan.tsv beside the plan, or empty
  const struct source *source;
  const struct syntax *syntax;
  const struct plan *plan;
  struct diags diags;
};

bool run_start(struct run *run, struct arena *arena, const struct options *options, bool takes_stores);
// Prints what is left to print and gives the exit status.
int run_finish(struct run *run);

// Reads and checks one plan. False when it cannot be read; then it has been reported.
bool unit_open(struct run *run, const char *path, struct unit *unit);
// The same of a file in any form that import knows; what is no plan source (.md) is imported first.
bool unit_open_any(struct run *run, const char *path, struct unit *unit);
// Compiles a text that is no file yet as if it stood at `path`, with the office's tables that lie there. False after reporting.
bool unit_open_text(struct run *run, const char *path, struct str content, struct unit *unit);
// Compiles a text that is at hand into unit->arena, under unit->path.
void unit_compile(struct run *run, struct unit *unit, struct str content, const struct registry *registry);
// Settles the plan's diagnostics, less those that comments in the plan answer for.
void unit_settle(struct run *run, struct unit *unit);
// Settles and prints them, once. Returns the number of errors.
size_t unit_report(struct run *run, struct unit *unit);
// Ends the unit; with `keep` its memory stays until the run ends.
void unit_close(struct run *run, struct unit *unit, bool keep);

// The registry with the office's own bodies that lie beside `path`; NULL after reporting.
const struct registry *run_registry(struct run *run, struct arena *arena, const char *path);

// Reads a file whole. False after reporting.
bool run_read(struct run *run, struct arena *arena, const char *path, struct str *content);

// Reads an official text in any form that import knows: `bytes` of the file at `path`. False after reporting.
bool run_import(struct run *run, struct arena *arena, const char *path, struct str bytes, struct imported *out);

// What import has to say of it, as --report asks, and its images, written beside the plan: all or none, false after reporting.
void import_report(struct run *run, const struct imported *imported, const char *path);
bool import_images(struct run *run, struct arena *arena, const struct imported *imported, const char *plan);

// Settles and prints findings about the unit's text that are not those of check.
void run_print(struct run *run, struct unit *unit, struct diags *diags);

// A finding about a file or an output. `argument` may be empty.
void run_trouble(struct run *run, const struct diag_rule *rule, const char *file, struct str argument);
// A value that an option does not take; `allowed` names those that it takes.
void run_bad_value(struct run *run, const char *option, struct str value, struct str allowed);
// What cannot go to standard output; `example` stands behind -o.
void run_output_wanted(struct run *run, const char *product, const char *example);
// A product could not be made. Says so with its reason; without one the maker has reported it already.
void run_unmade(struct run *run, const char *product, struct str reason);
// Says that --agency means nobody, and which names are like it (may be empty).
void run_nobody(struct run *run, struct str nearest);
// The body that --agency means to the plans. False after reporting.
bool run_body(struct run *run, const struct plans *plans, struct body *body);
// The template, or NULL after reporting.
const struct template *run_template(struct run *run);
// The functions that make workbooks, or NULL after reporting.
const struct sheet_press *run_sheet_press(struct run *run);
const struct import_readers *run_readers(struct run *run); // of Word files and pages
// The typefaces, or NULL after reporting.
const struct faces *run_faces(struct run *run);
// Writes one product. False after reporting.
bool run_write(struct run *run, const char *path, struct str content);

// --dry-run: shows the lines of the plan's source that would differ.
void run_show_change(struct run *run, const struct unit *unit, struct str text);

// Commands. Each returns nothing; the exit status collects in run->exit.
void command_build(struct run *run);
void command_check(struct run *run);
void command_matrix(struct run *run);
void command_extract(struct run *run);
void command_recipients(struct run *run);
void command_diff(struct run *run);
void command_dump(struct run *run);
void command_fix(struct run *run);
void command_fmt(struct run *run);
void command_new(struct run *run);
void command_import(struct run *run);
void command_explain(struct run *run);
void command_rules(struct run *run);
void command_agencies(struct run *run);
void command_register(struct run *run);
void command_export(struct run *run);

#endif
