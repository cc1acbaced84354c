// Opening and closing the store: one transaction of SQLite with a rollback journal, so that the store is one file that can be
// copied, and a process that dies leaves a journal from which the next one restores the old state.
#include "runtime/store/sqlite.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { APPLICATION = 0x4b45484f }; // “KEHO” in the file's header

// ---- What went wrong

static enum store_status fault_of_system(const struct store *store) {
  int error = sqlite3_system_errno(store->db);
  return error == ENOSPC || error == EDQUOT || error == EFBIG ? STORE_FULL : store->reading ? STORE_UNREADABLE : STORE_UNWRITABLE;
}

enum store_status store_fault(const struct store *store, int code) {
  switch (code & 0xff) {
  case SQLITE_OK:
  case SQLITE_ROW:
  case SQLITE_DONE:
    return STORE_OK;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return STORE_LOCKED;
  case SQLITE_FULL:
    return STORE_FULL;
  case SQLITE_NOTADB:
    return STORE_FOREIGN;
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return fault_of_system(store);
  default:
    return STORE_DAMAGED; // tables that are not as they should be
  }
}

bool store_prepare(struct store *store, sqlite3_stmt **statement, const struct buf *sql) {
  return *statement || sqlite3_prepare_v2(store->db, sql->p, (int)sql->n, statement, NULL) == SQLITE_OK;
}

static enum store_status run_sql(struct store *store, const char *sql) {
  return store_fault(store, sqlite3_exec(store->db, sql, NULL, NULL, NULL));
}

// The number that the statement gives; `text`: that its text is this one, as 1.
static enum store_status ask(struct store *store, const char *sql, const char *text, sqlite3_int64 *answer) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
  if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
    *answer = text ? sqlite3_column_type(statement, 0) == SQLITE_TEXT &&
                         strcmp((const char *)sqlite3_column_text(statement, 0), text) == 0
                   : sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return store_fault(store, code);
}

// ---- Opening

// A file may come from anywhere: nothing in it is to be executed, and only the tables themselves are read.
static void distrust(sqlite3 *db) {
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_busy_timeout(db, STORE_PATIENCE_SECONDS * 1000);
}

static enum store_status create_tables(struct store *store) {
  struct buf sql = { 0 };
  buf_printf(&sql, "PRAGMA application_id=%d;PRAGMA user_version=%d;", APPLICATION, store->schema->version);
  for (size_t t = 0; t < store->schema->table_count; t++)
    sql_create(&store->schema->tables[t], t == 0, &sql);
  buf_byte(&sql, 0);
  enum store_status status = run_sql(store, sql.p);
  buf_finish(&sql);
  return status;
}

// An empty file is as good as none; a database of another program is not touched.
static enum store_status know_tables(struct store *store) {
  sqlite3_int64 application = 0, version = 0, tables = 0, whole = 0;
  enum store_status status = ask(store, "SELECT count(*) FROM sqlite_schema", NULL, &tables);
  if (status == STORE_OK)
    status = ask(store, "PRAGMA application_id", NULL, &application);
  if (status == STORE_OK)
    status = ask(store, "PRAGMA user_version", NULL, &version);
  if (status != STORE_OK)
    return status;
  if (tables == 0 && application == 0 && version == 0 && !store->reading)
    return create_tables(store);
  if (application != APPLICATION)
    return STORE_FOREIGN;
  if (version > store->schema->version)
    return STORE_NEWER;
  if (version < store->schema->version)
    return STORE_DAMAGED;
  status = ask(store, "PRAGMA quick_check(1)", "ok", &whole);
  return status == STORE_OK && !whole ? STORE_DAMAGED : status;
}

static enum store_status number_change(struct store *store) {
  struct buf sql = { 0 };
  buf_printf(&sql, "SELECT ifnull(max(\"change\"),0)+1 FROM \"%s\"", store->schema->tables[0].name);
  enum store_status status = ask(store, sql.p, NULL, &store->change);
  buf_finish(&sql);
  return status;
}

static enum store_status begin(struct store *store) {
  // The cache holds what is changed until the end, so that readers are kept out only while it is written.
  enum store_status status = run_sql(store, "PRAGMA journal_mode=DELETE;PRAGMA synchronous=EXTRA;PRAGMA cache_spill=OFF;"
                                            "PRAGMA temp_store=MEMORY");
  if (status == STORE_OK)
    status = run_sql(store, store->reading ? "BEGIN" : "BEGIN IMMEDIATE");
  if (status == STORE_OK)
    status = know_tables(store);
  return status == STORE_OK && !store->reading ? number_change(store) : status;
}

static void release(struct store *store) {
  for (size_t t = 0; t < store->schema->table_count; t++) {
    sqlite3_finalize(store->select[t]);
    sqlite3_finalize(store->insert[t]);
    sqlite3_finalize(store->erase[t]);
  }
  sqlite3_close(store->db);
}

enum store_status store_close(struct store *store, bool keep) {
  enum store_status status = STORE_OK;
  struct stat info;
  if (keep)
    status = run_sql(store, "COMMIT");
  if (!keep || status != STORE_OK)
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  release(store);
  bool empty = store->created && stat(store->path, &info) == 0 && info.st_size == 0;
  if (empty)
    unlink(store->path);
  return status;
}

enum store_status store_open(struct arena *arena, const char *path, const struct store_schema *schema, enum store_use use,
                             struct store **result) {
  struct store *store = arena_new(arena, struct store);
  bool missing = access(path, F_OK) != 0;
  *store = (struct store){ .schema = schema, .reading = use == STORE_READ, .created = missing };
  store->path = path[0] == '/' ? path : str_printf(arena, "./%s", path).p;
  store->select = arena_array(arena, sqlite3_stmt *, schema->table_count);
  store->insert = arena_array(arena, sqlite3_stmt *, schema->table_count);
  store->erase = arena_array(arena, sqlite3_stmt *, schema->table_count);
  if (missing && use != STORE_CREATE)
    return STORE_MISSING;
  // A reader may have to restore the old state first, so it asks for writing, too; where that is forbidden it only reads.
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (use == STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
  int code = sqlite3_open_v2(store->path, &store->db, flags, NULL);
  distrust(store->db);
  enum store_status status = code == SQLITE_OK ? begin(store) : store_fault(store, code);
  if (status == STORE_OK)
    *result = store;
  else
    store_close(store, false);
  return status;
}
