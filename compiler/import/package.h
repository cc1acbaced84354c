// Package: the parts of a Word file (ECMA-376 part 2: a ZIP whose members are found through relationships). The only file
// that sees libzip is package.c. Members are read into memory under limits, and nothing is ever unpacked into a folder, so
// that names that climb out lead nowhere.
#ifndef KEHOACH_IMPORT_PACKAGE_H
#define KEHOACH_IMPORT_PACKAGE_H

#include "compiler/import/draft.h"
#include "compiler/import/tree.h"

struct package;

// Opens the bytes of a file, which must outlive the package. NULL when it is no Word file; then `error` says why.
struct package *package_open(struct arena *arena, struct str bytes, struct import_error *error);
void package_close(struct package *package); // accepts NULL

bool package_has(const struct package *package, struct str name);
// A member whole, at most `limit` bytes. False with `error` when it passes a limit or is damaged; a member that is
// missing is empty.
bool package_read(struct package *package, struct str name, size_t limit, struct str *bytes, struct import_error *error);
// The same, as a tree; *root stays NULL for a member that is missing.
bool package_tree(struct package *package, struct str name, const struct node **root, struct import_error *error);

// Where the relationships of a member lie: “word/document.xml” → “word/_rels/document.xml.rels”.
struct str package_relations_name(struct arena *arena, struct str name);
// The member that `target` names, seen from the folder of `name`. Empty where it climbs out.
struct str package_resolve(struct arena *arena, struct str name, struct str target);

#endif
