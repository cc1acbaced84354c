// Tables as data: rows that are kept in a store, and handed on to other programs, without knowing what they say.
//
// A schema's first table has one row for each document: its head. The rows of the other tables belong to a head and stand in
// an order of their own.
#ifndef KEHOACH_STORE_TABLE_H
#define KEHOACH_STORE_TABLE_H

#include "runtime/base/buf.h"
#include "runtime/base/vec.h"

enum column_type {
  COLUMN_TEXT,
  COLUMN_INTEGER,
  COLUMN_BOOLEAN, // 0 or 1
  COLUMN_LIST,    // of texts, as a JSON array
};

struct store_column {
  const char *name;
  enum column_type type;
};

struct store_table {
  const char *name;
  const struct store_column *columns;
  size_t column_count;
  bool exported; // else it stays in the store
};

struct store_schema {
  const char *name; // "kehoach.export/1"
  int version;      // grows with every change of a store's form
  const struct store_table *tables;
  size_t table_count;
};

// A value; `known` false: none (NULL).
struct datum {
  bool known;
  int64_t number;
  struct str text;
};

struct store_rows {
  struct datum *at; // row after row
  size_t n, cap;   // cells
};

// What belongs to one document.
struct record {
  const struct store_schema *schema;
  struct str key;           // names the document among all others
  bool named;               // the key says what the document is, not only where it was found
  struct str location;      // where it was found
  int64_t number;           // in the store that it was read from
  struct store_rows *tables; // one for each table of the schema
};

struct record *record_create(struct arena *arena, const struct store_schema *schema);
size_t record_rows(const struct record *record, size_t table);
// A new row, every cell unknown; valid until the next row of the table.
struct datum *record_add(struct arena *arena, struct record *record, size_t table);
const struct datum *record_row(const struct record *record, size_t table, size_t row);

// ["a","b"]
struct str list_print(struct arena *arena, const struct str *at, size_t n);

// ---- Forms for other programs. The key stands before the columns as "plan", the place in its table as "pos".

// One JSON object for each row, on a line of its own: {"table":"task","plan":…,"pos":0,…}. The first line names the schema.
void ndjson_begin(const struct store_schema *schema, struct buf *out);
void ndjson_add(const struct record *record, struct buf *out);
// One table as CSV: commas, quoted texts, nothing for what is unknown, lines end with LF.
void csv_begin(const struct store_schema *schema, size_t table, struct buf *out);
void csv_add(const struct record *record, size_t table, struct buf *out);

#endif
