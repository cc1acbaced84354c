// Diagnostics: reported by any phase, collected, sorted by place, then printed once.
#ifndef KEHOACH_DIAG_DIAG_H
#define KEHOACH_DIAG_DIAG_H

#include "runtime/base/buf.h"
#include "runtime/base/date.h"
#include "runtime/base/vec.h"
#include "runtime/diag/source.h"

enum severity { SEVERITY_OFF, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };
enum language { LANGUAGE_VI, LANGUAGE_EN, LANGUAGES };

// One row of the catalogue. Messages hold {0} {1} … for the arguments.
struct diag_rule {
  const char *code; // permanent, never reused: "KH0101"
  const char *name; // "number-gap"
  enum severity severity;
  const char *message[LANGUAGES]; // lower case, no final stop
  const char *help[LANGUAGES];    // what to do; may be NULL
  const char *clause;             // what it rests on; may be NULL
  // Comma-separated names of rules whose firing at an overlapping place silences this one; may be NULL.
  const char *requires;
};

// The name as it is printed: rows whose names are identifiers of C have dashes for their underscores.
struct str diag_rule_name(struct arena *arena, const struct diag_rule *rule);
// Whether the rule has this code or name; capitals, dashes and underscores make no difference.
bool diag_rule_is(const struct diag_rule *rule, struct str code_or_name);

#define DIAG_ARGUMENTS 4

struct related {
  const char *message[LANGUAGES];
  const struct source *source;
  struct span span;
};

struct edit {
  struct span span;
  struct str text;
};

struct diag {
  const struct diag_rule *rule;
  enum severity severity;
  const struct source *source; // NULL when no file is open
  const char *file;            // name when source is NULL
  struct span span;
  struct str arguments[LANGUAGES][DIAG_ARGUMENTS];
  VEC(struct str) path; // headings around it, outermost first
  VEC(struct related) related;
  const char *fix_title[LANGUAGES]; // NULL: no fix
  VEC(struct edit) edits;
};

struct diags {
  struct arena *arena;
  VEC(struct diag) list;
  struct str members; // further members of the JSON document, as text: "\"stage\":\"sign\""; or empty
};

void diags_init(struct diags *diags, struct arena *arena); // everything lies in the arena
// Adds one with the rule's severity. The result may be completed (arguments, path, related, fix) until the next report.
struct diag *diag_report(struct diags *diags, const struct diag_rule *rule, const struct source *source,
                         struct span span);
struct diag *diag_arg(struct diags *diags, struct diag *diag, struct str argument); // the next free {n}; returns diag
// The same where the words are of a language: “năm 2025”, “2025”.
struct diag *diag_arg_in(struct diags *diags, struct diag *diag, struct str vi, struct str en);
// A date, with the Vietnamese word for what is known of it: “ngày 01/3/2025”, “năm 2025”.
struct diag *diag_arg_date(struct diags *diags, struct diag *diag, struct date date);
void diag_related(struct diags *diags, struct diag *diag, const struct source *source, struct span span,
                  const char *vi, const char *en);

// -W: by code or name. Applied before sorting.
struct diag_override {
  struct str rule;
  enum severity severity;
};
// Applies overrides (the last that matches counts) and prerequisites, sorts by file name, place and code, drops
// repetitions and those switched off. A rule that fired silences its dependants even if it is itself silenced or off.
void diags_settle(struct diags *diags, const struct diag_override *overrides, size_t override_count);
size_t diags_count(const struct diags *diags, enum severity severity);
// Adds copies that hold nothing of the other's arena. Messages of related places and titles of fixes are not copied: they
// are literals.
void diags_keep(struct diags *to, const struct diags *from);

enum diag_format { DIAG_HUMAN, DIAG_SHORT, DIAG_JSON, DIAG_SARIF, DIAG_GITHUB, DIAG_JUNIT };
// Whether the form is one document for all plans, to be printed once at the end.
bool diag_format_is_whole(enum diag_format format);
// Appends the text of all; JSON is the whole document {"schema":"kehoach.diagnostics/1",…}. Long arguments are
// shortened except in JSON. What is appended is UTF-8 whatever the sources hold. Without source, JSON gives 1:1.
void diags_print(const struct diags *diags, enum diag_format format, enum language language, bool color,
                 struct buf *out);
// The message with its arguments, in full.
struct str diag_message(struct arena *arena, const struct diag *diag, enum language language);

#endif
