// Templates embedded at build time: one symbol for each file.
#ifndef KEHOACH_TEMPLATES_DATA_H
#define KEHOACH_TEMPLATES_DATA_H

#include "runtime/base/str.h"

extern const struct str nd30_template; // nd30/template.yaml
extern const struct str nd30_page;  // nd30/page.css

// A skeleton of plans: plans/NAME.md, as compiler/command/skeleton.h reads it.
struct plan_template {
  const char *name;
  struct str text;
};
extern const struct plan_template plan_templates[]; // by name; the last has no name

#endif
