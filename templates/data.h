// Templates embedded at build time: one symbol for each file.
#ifndef KEHOACH_TEMPLATES_DATA_H
#define KEHOACH_TEMPLATES_DATA_H

#include "runtime/base/str.h"

extern const struct str nd30_template; // nd30/template.yaml
extern const struct str nd30_page;  // nd30/page.css

#endif
