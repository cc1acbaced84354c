// Plans of a store (kho kế hoạch, see runtime/store/store.h), read as files are: each has its path among run->paths, and its
// text is compiled anew, so that what comes out is the same.
#ifndef KEHOACH_COMMAND_STORED_H
#define KEHOACH_COMMAND_STORED_H

#include "compiler/command/run.h"
#include "compiler/derive/tables.h"
#include "runtime/store/store.h"

// Whether the file is one of SQLite, by its first bytes.
bool stored_is(const char *path);

// Adds the plans of a store to run->paths, in the order in which they were registered. The store stays open, as it is now,
// until the run ends. False after reporting.
bool stored_add(struct run *run, const char *path);
// The plan that a path of run->paths stands for, NULL when it is a file.
struct stored *stored_at(struct run *run, const char *path);
// Loads one of its tables into the arena: a record that holds no other rows but the head. NULL after reporting.
struct record *stored_rows(struct run *run, struct arena *arena, const struct stored *stored, const enum table_index *tables,
                           size_t n);
void stored_close(struct run *run);

// The store's functions, or NULL after reporting.
const struct store_press *run_store_press(struct run *run);
void stored_trouble(struct run *run, const char *path, enum store_status status);

#endif
