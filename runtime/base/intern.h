// Interned names: equal strings get the same pointer, so that comparing is comparing addresses.
#ifndef KEHOACH_BASE_INTERN_H
#define KEHOACH_BASE_INTERN_H

#include "runtime/base/str.h"

struct names;

struct names *names_create(struct arena *arena); // lives in the arena
const char *names_intern(struct names *names, struct str s);

#endif
