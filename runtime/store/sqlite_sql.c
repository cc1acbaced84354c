// The store's statements, written from the schema: the head carries key and location, the other tables the number of their
// head and their place.
#include "runtime/store/sqlite.h"

static const char *const sql_types[] = {
  [COLUMN_TEXT] = "TEXT", [COLUMN_INTEGER] = "INTEGER", [COLUMN_BOOLEAN] = "INTEGER", [COLUMN_LIST] = "TEXT"
};

static void add_columns(const struct store_table *table, bool types, struct buf *sql) {
  for (size_t c = 0; c < table->column_count; c++)
    buf_printf(sql, ",\"%s\"%s%s", table->columns[c].name, types ? " " : "", types ? sql_types[table->columns[c].type] : "");
}

void sql_create(const struct store_table *table, bool head, struct buf *sql) {
  const char *keys = head ? "\"plan\" INTEGER PRIMARY KEY,\"key\" TEXT NOT NULL UNIQUE,\"named\" INTEGER NOT NULL,"
                            "\"location\" TEXT NOT NULL,\"change\" INTEGER NOT NULL"
                          : "\"plan\" INTEGER NOT NULL,\"pos\" INTEGER NOT NULL";
  buf_printf(sql, "CREATE TABLE \"%s\"(%s", table->name, keys);
  add_columns(table, true, sql);
  buf_text(sql, head ? ")STRICT;" : ",PRIMARY KEY(\"plan\",\"pos\"))STRICT,WITHOUT ROWID;");
  if (head)
    buf_printf(sql, "CREATE INDEX \"%s_location\" ON \"%s\"(\"location\");", table->name, table->name);
}

void sql_select(const struct store_table *table, bool head, struct buf *sql) {
  buf_text(sql, head ? "SELECT \"plan\",\"key\",\"named\",\"location\"" : "SELECT \"pos\"");
  add_columns(table, false, sql);
  buf_printf(sql, head ? " FROM \"%s\" ORDER BY \"plan\"" : " FROM \"%s\" WHERE \"plan\"=?1 ORDER BY \"pos\"", table->name);
}

void sql_insert(const struct store_table *table, bool head, struct buf *sql) {
  size_t keys = head ? 5 : 2;
  buf_printf(sql, "INSERT INTO \"%s\"(%s", table->name,
             head ? "\"plan\",\"key\",\"named\",\"location\",\"change\"" : "\"plan\",\"pos\"");
  add_columns(table, false, sql);
  buf_text(sql, ")VALUES(");
  for (size_t i = 0; i < keys + table->column_count; i++)
    buf_text(sql, i ? ",?" : "?");
  buf_byte(sql, ')');
}

void sql_erase(const struct store_table *table, struct buf *sql) {
  buf_printf(sql, "DELETE FROM \"%s\" WHERE \"plan\"=?1", table->name);
}
