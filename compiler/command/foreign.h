// Files that are no text: a Word document, a workbook or a PDF named where a plan is wanted.
#ifndef KEHOACH_COMMAND_FOREIGN_H
#define KEHOACH_COMMAND_FOREIGN_H

#include "compiler/command/run.h"

// Whether the bytes are such a file; then it has been reported with what it is and what to do.
bool foreign_refused(struct run *run, const char *path, struct str bytes);
// Whether a plan holds bytes that no text has. It is compiled as far as it goes, but not written back: its bytes may be
// those of a form that is not known here. Reported.
bool foreign_unmendable(struct run *run, const char *path, struct str bytes);

#endif
