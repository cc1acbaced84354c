// Skeletons (khung kế hoạch): a file of templates/plans becomes the source of a plan.
//
// A template is a head of lines “name: text”, a line “===”, and plan source with blanks in it:
//   {{NAME}}        a value, else the text that the head gives for it; a registry id stands for the body's name in full
//   {{+}}           the next number, from 1 in each section (“# ”)
//   {{?NAME}}       at the start of a line: the line is left out without the value; {{!NAME}}: with it
//   {{≠ID}}         at the start of a line: the line is left out when the body is the standing one
// A line with {{giai đoạn}} or {{thời gian của giai đoạn}} behind its conditions stands once for each phase, and not at all
// without phases. In the head, “mẫu” and “template” say what the template is for, “giai đoạn” names the usual phases.
#ifndef KEHOACH_COMMAND_SKELETON_H
#define KEHOACH_COMMAND_SKELETON_H

#include "compiler/check/agencies.h"
#include "runtime/base/buf.h"
#include "templates/data.h"

struct skeleton_phase {
  struct str name, span; // `span` may be empty: still to be written
};

struct skeleton_value {
  const char *name;
  struct str text;
};

enum { SKELETON_VALUES = 16 };
struct skeleton_values {
  const struct registry *registry;
  const struct lexicon *lexicon;    // names of bodies as the province says them
  const struct agency *standing;    // NULL: not known
  struct skeleton_value values[SKELETON_VALUES];
  size_t n;
  VEC(struct skeleton_phase) phases;
};

// The template of that name, or NULL.
const struct plan_template *skeleton_find(struct str name);
// What the head says of `name`; empty when it says nothing.
struct str skeleton_head(const struct plan_template *template, const char *name);
// Whether the plan has a blank of that name.
bool skeleton_takes(struct arena *arena, const struct plan_template *template, const char *name);

void skeleton_set(struct skeleton_values *values, const char *name, struct str text); // empty text: no value
// Appends the plan source.
void skeleton_fill(struct arena *arena, const struct plan_template *template, const struct skeleton_values *values,
                   struct buf *out);

#endif
