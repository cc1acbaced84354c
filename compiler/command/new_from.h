// A new plan from an earlier one: the source of the old plan with changes, each of them told.
#ifndef KEHOACH_COMMAND_NEW_FROM_H
#define KEHOACH_COMMAND_NEW_FROM_H

#include "compiler/check/renewal.h"
#include "compiler/command/new_values.h"

// One place that is changed, marked, or only told.
struct from_change {
  struct span span;   // of the old source
  struct str instead; // what stands there in the new one
  bool edit;          // false: told only
  enum renewal_reason reason;
  struct str old, detail; // words for the report
};
struct from_changes {
  struct from_change *at;
  size_t n, cap;
}; // a VEC with a name

// The front matter: number, date and signer are emptied, subject and time are those of the options or marked. False after
// reporting.
bool from_front(struct run *run, const struct unit *old, struct renewal *renewal, struct from_changes *changes);

// new.c: an option that would be passed over; writing the plan and saying how much is left to write, false after reporting.
void new_refuse_option(struct run *run, const char *option, struct str with);
bool new_deliver(struct run *run, struct unit *unit);

// Makes the plan of run->options->from and writes it.
void new_from(struct run *run);

#endif
