// What the files on SQLite share. Private to runtime/store.
#ifndef KEHOACH_STORE_SQLITE_H
#define KEHOACH_STORE_SQLITE_H

#include <sqlite3.h>

#include "runtime/store/store.h"

struct store {
  sqlite3 *db;
  const struct store_schema *schema;
  const char *path;      // for SQLite: never taken for an option or a URI
  bool reading, created; // created: there was no file before
  sqlite3_stmt **select, **insert, **erase; // one for each table, prepared when first needed
  sqlite3_int64 change;  // number of this transaction
};

enum store_status store_fault(const struct store *store, int code);
bool store_prepare(struct store *store, sqlite3_stmt **statement, const struct buf *sql);

// Statements as text, from the schema.
void sql_create(const struct store_table *table, bool head, struct buf *sql);
void sql_select(const struct store_table *table, bool head, struct buf *sql);
void sql_insert(const struct store_table *table, bool head, struct buf *sql);
void sql_erase(const struct store_table *table, struct buf *sql);

// As struct store_press tells.
enum store_status store_open(struct arena *arena, const char *path, const struct store_schema *schema, enum store_use use,
                             struct store **store);
enum store_status store_close(struct store *store, bool keep);
enum store_status store_put(struct store *store, struct arena *arena, const struct record *record, struct str *former);
enum store_status store_next(struct store *store, struct arena *arena, struct record **record);
enum store_status store_rows(struct store *store, struct arena *arena, struct record *record, size_t table);
enum store_status store_take_out(struct store *store, struct str key);

#endif
