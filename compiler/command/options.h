// The command line: one row for each option, one for each command.
#ifndef KEHOACH_COMMAND_OPTIONS_H
#define KEHOACH_COMMAND_OPTIONS_H

#include "compiler/derive/matrix.h"
#include "runtime/diag/diag.h"
#include "runtime/emit/emit.h"

enum stage { STAGE_DRAFT, STAGE_REVIEW, STAGE_SIGN, STAGE_ISSUE };

struct options {
  const char *command;
  VEC(const char *) inputs;
  VEC(size_t) given;         // rows of the options that were named
  const char *output;        // -o; NULL: beside each plan, or standard output
  struct str to;             // --to, a list with commas
  const char *format, *phase;
  bool reject_changes;       // import: --changes reject
  const char *report;        // import: --report text, json; NULL: short
  enum language language;
  bool pictures;             // matrix --format pdf: with timeline and workload
  bool english_pages;        // --lang en: the HTML pages' own words too, which do not follow the locale
  enum diag_format diagnostics;
  VEC(struct diag_override) overrides;
  enum severity fail_on;
  const char *baseline;      // findings already known
  bool color, quiet, help, version;
  bool dry_run;              // fix, fmt: show, do not write
  bool suggest, write;       // recipients: propose; put the proposal into the plan
  bool renumber;             // fix: numbers as well
  enum stage stage;
  bool stage_given;          // --stage was named: the components are listed
  const char *template_name; // --template: of the layout; of `new`: a kind of plan; NULL: the usual one
  const char *from;          // --from: of `new`: an earlier plan; else the day in query.from
  const char *province, *subject, *phases, *standing_body; // new
  struct date date;          // new: --date
  bool force;                // new: an existing file may be replaced
  int size_set;              // --size: 0 A, 1 B, -1 the template's
  const char *fonts;         // --font
  enum pdf_part pdf_part;
  const char *store;         // --store
  bool list, remove;         // register: say what is there, take out
  bool all;                  // extract: every body
  struct matrix_query query;
};

// Reads the arguments. False with a one-line reason in the chosen language.
bool options_read(struct arena *arena, int argc, char **argv, struct options *options, struct str *error);

// Whether the command has every option that was named: one that it passed over would leave an answer to another question
// than was asked. False with a one-line reason.
bool options_fit(struct arena *arena, const struct options *options, struct str *error);

extern const char *const stage_names[];

#endif
