// Rows of tables in memory.
#include "runtime/store/table.h"

struct record *record_create(struct arena *arena, const struct store_schema *schema) {
  struct record *record = arena_new(arena, struct record);
  record->schema = schema;
  record->tables = arena_array(arena, struct store_rows, schema->table_count);
  return record;
}

size_t record_rows(const struct record *record, size_t table) {
  return record->tables[table].n / record->schema->tables[table].column_count;
}

struct datum *record_add(struct arena *arena, struct record *record, size_t table) {
  struct store_rows *rows = &record->tables[table];
  size_t columns = record->schema->tables[table].column_count, first = rows->n;
  for (size_t i = 0; i < columns; i++)
    vec_push(arena, rows, (struct datum){ 0 });
  return &rows->at[first];
}

const struct datum *record_row(const struct record *record, size_t table, size_t row) {
  return &record->tables[table].at[row * record->schema->tables[table].column_count];
}

struct str list_print(struct arena *arena, const struct str *at, size_t n) {
  struct buf out = { 0 };
  buf_byte(&out, '[');
  for (size_t i = 0; i < n; i++) {
    if (i)
      buf_byte(&out, ',');
    buf_json(&out, at[i]);
  }
  buf_byte(&out, ']');
  struct str result = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return result;
}
