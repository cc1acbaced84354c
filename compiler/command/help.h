// What --help prints: the whole page, or what it says of one command.
#ifndef KEHOACH_COMMAND_HELP_H
#define KEHOACH_COMMAND_HELP_H

#include "compiler/command/options.h"

// Appends the page; of `command`, when it is one, its own lines and the common options.
void help_print(enum language language, const char *command, struct buf *out);

#endif
