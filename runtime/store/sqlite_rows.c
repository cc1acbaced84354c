// Putting documents into the store and getting them back.
#include "runtime/store/sqlite.h"

typedef void write_sql(const struct store_table *table, bool head, struct buf *sql);

static bool prepare(struct store *store, sqlite3_stmt **statements, size_t t, write_sql *write) {
  struct buf sql = { 0 };
  if (!statements[t])
    write(&store->schema->tables[t], t == 0, &sql);
  bool ready = store_prepare(store, &statements[t], &sql);
  buf_finish(&sql);
  return ready;
}

static void write_erase(const struct store_table *table, bool head, struct buf *sql) {
  (void)head;
  sql_erase(table, sql);
}

static enum store_status last_fault(const struct store *store) {
  enum store_status status = store_fault(store, sqlite3_errcode(store->db));
  return status == STORE_OK ? STORE_DAMAGED : status;
}

static void bind_text(sqlite3_stmt *statement, int place, struct str s) {
  sqlite3_bind_text64(statement, place, s.p ? s.p : "", s.n, SQLITE_STATIC, SQLITE_UTF8);
}

static struct str text_at(struct arena *arena, sqlite3_stmt *statement, int place) {
  const char *text = (const char *)sqlite3_column_text(statement, place);
  return str_copy(arena, (struct str){ text ? text : "", text ? (size_t)sqlite3_column_bytes(statement, place) : 0 });
}

// ---- Which number a document has

struct found {
  sqlite3_int64 plan; // 0: none
  sqlite3_int64 change; // the transaction that put it
  struct str location;
};

static bool find(struct store *store, struct arena *arena, const char *condition, struct str wanted, struct found *found) {
  struct buf sql = { 0 };
  sqlite3_stmt *statement = NULL;
  buf_printf(&sql, "SELECT \"plan\",\"change\",\"location\" FROM \"%s\" WHERE %s", store->schema->tables[0].name, condition);
  int code = SQLITE_ERROR;
  if (store_prepare(store, &statement, &sql)) {
    bind_text(statement, 1, wanted);
    code = sqlite3_step(statement);
  }
  if (code == SQLITE_ROW) {
    found->plan = sqlite3_column_int64(statement, 0);
    found->change = sqlite3_column_int64(statement, 1);
    found->location = text_at(arena, statement, 2);
  }
  sqlite3_finalize(statement);
  buf_finish(&sql);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static bool erase(struct store *store, sqlite3_int64 plan) {
  for (size_t t = 0; t < store->schema->table_count; t++) {
    if (!prepare(store, store->erase, t, write_erase))
      return false;
    sqlite3_bind_int64(store->erase[t], 1, plan);
    bool done = sqlite3_step(store->erase[t]) == SQLITE_DONE;
    sqlite3_reset(store->erase[t]);
    if (!done)
      return false;
  }
  return true;
}

// ---- Putting

static void bind_cell(sqlite3_stmt *statement, int place, enum column_type type, const struct datum *cell) {
  if (!cell->known)
    sqlite3_bind_null(statement, place);
  else if (type == COLUMN_TEXT || type == COLUMN_LIST)
    bind_text(statement, place, cell->text);
  else
    sqlite3_bind_int64(statement, place, cell->number);
}

static bool insert_row(struct store *store, const struct record *record, size_t t, size_t row, sqlite3_int64 plan) {
  const struct store_table *table = &store->schema->tables[t];
  const struct datum *cells = record_row(record, t, row);
  sqlite3_stmt *statement = store->insert[t];
  int place = 1;
  if (plan)
    sqlite3_bind_int64(statement, place, plan);
  place++;
  if (t == 0) {
    bind_text(statement, place++, record->key);
    sqlite3_bind_int(statement, place++, record->named);
    bind_text(statement, place++, record->location);
    sqlite3_bind_int64(statement, place++, store->change);
  } else {
    sqlite3_bind_int64(statement, place++, (sqlite3_int64)row);
  }
  for (size_t c = 0; c < table->column_count; c++)
    bind_cell(statement, place++, table->columns[c].type, &cells[c]);
  bool done = sqlite3_step(statement) == SQLITE_DONE;
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return done;
}

// `plan`: the number to take, or 0 for a new one.
static bool insert(struct store *store, const struct record *record, sqlite3_int64 plan) {
  for (size_t t = 0; t < store->schema->table_count; t++) {
    if (!prepare(store, store->insert, t, sql_insert))
      return false;
    for (size_t row = 0; row < record_rows(record, t); row++) {
      if (!insert_row(store, record, t, row, plan))
        return false;
      if (t == 0)
        plan = sqlite3_last_insert_rowid(store->db);
    }
  }
  return true;
}

enum store_status store_put(struct store *store, struct arena *arena, const struct record *record, struct str *former) {
  struct found same = { 0 }, draft = { 0 };
  if (!find(store, arena, "\"key\"=?1", record->key, &same))
    return last_fault(store);
  if (record->named && !find(store, arena, "\"location\"=?1 AND NOT \"named\"", record->location, &draft))
    return last_fault(store);
  *former = same.location;
  if (same.plan && same.change == store->change && !str_eq(same.location, record->location))
    return STORE_TWICE;
  sqlite3_int64 plan = same.plan ? same.plan : draft.plan;
  if ((same.plan && !erase(store, same.plan)) || (draft.plan && !erase(store, draft.plan)))
    return last_fault(store);
  return insert(store, record, plan) ? STORE_OK : last_fault(store);
}

enum store_status store_take_out(struct store *store, struct str key) {
  struct found found = { 0 };
  struct arena *arena = arena_create();
  bool done = find(store, arena, "\"key\"=?1", key, &found) && (!found.plan || erase(store, found.plan));
  arena_destroy(arena);
  return !done ? last_fault(store) : found.plan ? STORE_OK : STORE_END;
}

// ---- Getting back

static void read_cells(struct arena *arena, sqlite3_stmt *statement, int place, const struct store_table *table,
                       struct datum *cells) {
  for (size_t c = 0; c < table->column_count; c++, place++) {
    struct datum *cell = &cells[c];
    cell->known = sqlite3_column_type(statement, place) != SQLITE_NULL;
    if (cell->known && (table->columns[c].type == COLUMN_TEXT || table->columns[c].type == COLUMN_LIST))
      cell->text = text_at(arena, statement, place);
    else if (cell->known)
      cell->number = sqlite3_column_int64(statement, place);
  }
}

enum store_status store_rows(struct store *store, struct arena *arena, struct record *record, size_t t) {
  enum store_status status = STORE_OK;
  if (!prepare(store, store->select, t, sql_select))
    return last_fault(store);
  sqlite3_stmt *statement = store->select[t];
  sqlite3_bind_int64(statement, 1, record->number);
  int code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    if ((size_t)sqlite3_column_int64(statement, 0) != record_rows(record, t))
      status = STORE_DAMAGED;
    read_cells(arena, statement, 1, &store->schema->tables[t], record_add(arena, record, t));
  }
  if (code != SQLITE_DONE)
    status = last_fault(store);
  sqlite3_reset(statement);
  return status;
}

enum store_status store_next(struct store *store, struct arena *arena, struct record **record) {
  if (!prepare(store, store->select, 0, sql_select))
    return last_fault(store);
  sqlite3_stmt *heads = store->select[0];
  int code = sqlite3_step(heads);
  if (code == SQLITE_DONE) {
    sqlite3_reset(heads);
    return STORE_END;
  }
  if (code != SQLITE_ROW)
    return last_fault(store);
  *record = record_create(arena, store->schema);
  (*record)->number = sqlite3_column_int64(heads, 0);
  (*record)->key = text_at(arena, heads, 1);
  (*record)->named = sqlite3_column_int(heads, 2) != 0;
  (*record)->location = text_at(arena, heads, 3);
  read_cells(arena, heads, 4, &store->schema->tables[0], record_add(arena, *record, 0));
  return STORE_OK;
}
