// Rows for other programs: lines of JSON and tables of CSV.
#include "runtime/store/table.h"

// ---- NDJSON

static void json_cell(const struct store_column *column, const struct datum *cell, struct buf *out) {
  buf_printf(out, ",\"%s\":", column->name);
  if (!cell->known)
    buf_text(out, "null");
  else if (column->type == COLUMN_TEXT)
    buf_json(out, cell->text);
  else if (column->type == COLUMN_LIST)
    buf_str(out, cell->text);
  else if (column->type == COLUMN_BOOLEAN)
    buf_text(out, cell->number ? "true" : "false");
  else
    buf_int(out, cell->number);
}

static const char *const json_types[] = {
  [COLUMN_TEXT] = "text", [COLUMN_INTEGER] = "integer", [COLUMN_BOOLEAN] = "boolean", [COLUMN_LIST] = "list"
};

void ndjson_begin(const struct store_schema *schema, struct buf *out) {
  buf_printf(out, "{\"schema\":\"%s\",\"tables\":{", schema->name);
  for (size_t t = 0; t < schema->table_count; t++) {
    const struct store_table *table = &schema->tables[t];
    if (!table->exported)
      continue;
    buf_printf(out, "%s\"%s\":{\"plan\":\"text\"%s", t ? "," : "", table->name, t ? ",\"pos\":\"integer\"" : "");
    for (size_t c = 0; c < table->column_count; c++)
      buf_printf(out, ",\"%s\":\"%s\"", table->columns[c].name, json_types[table->columns[c].type]);
    buf_byte(out, '}');
  }
  buf_text(out, "}}\n");
}

static void ndjson_row(const struct record *record, size_t t, size_t row, struct buf *out) {
  const struct store_table *table = &record->schema->tables[t];
  const struct datum *cells = record_row(record, t, row);
  buf_printf(out, "{\"table\":\"%s\",\"plan\":", table->name);
  buf_json(out, record->key);
  if (t)
    buf_printf(out, ",\"pos\":%zu", row);
  for (size_t c = 0; c < table->column_count; c++)
    json_cell(&table->columns[c], &cells[c], out);
  buf_text(out, "}\n");
}

void ndjson_add(const struct record *record, struct buf *out) {
  for (size_t t = 0; t < record->schema->table_count; t++)
    for (size_t row = 0; record->schema->tables[t].exported && row < record_rows(record, t); row++)
      ndjson_row(record, t, row, out);
}

// ---- CSV

static void csv_text(struct str s, struct buf *out) {
  buf_byte(out, '"');
  for (size_t at = 0; at < s.n;) {
    size_t quote = str_find_byte(s, '"', at), end = quote == SIZE_MAX ? s.n : quote + 1;
    buf_str(out, str_slice(s, at, end));
    if (quote != SIZE_MAX)
      buf_byte(out, '"');
    at = end;
  }
  buf_byte(out, '"');
}

static void csv_cell(const struct store_column *column, const struct datum *cell, struct buf *out) {
  buf_byte(out, ',');
  if (!cell->known)
    return;
  if (column->type == COLUMN_TEXT || column->type == COLUMN_LIST)
    csv_text(cell->text, out);
  else if (column->type == COLUMN_BOOLEAN)
    buf_text(out, cell->number ? "true" : "false");
  else
    buf_int(out, cell->number);
}

void csv_begin(const struct store_schema *schema, size_t t, struct buf *out) {
  const struct store_table *table = &schema->tables[t];
  buf_text(out, t ? "plan,pos" : "plan");
  for (size_t c = 0; c < table->column_count; c++)
    buf_printf(out, ",%s", table->columns[c].name);
  buf_byte(out, '\n');
}

void csv_add(const struct record *record, size_t t, struct buf *out) {
  const struct store_table *table = &record->schema->tables[t];
  for (size_t row = 0; row < record_rows(record, t); row++) {
    const struct datum *cells = record_row(record, t, row);
    csv_text(record->key, out);
    if (t)
      buf_printf(out, ",%zu", row);
    for (size_t c = 0; c < table->column_count; c++)
      csv_cell(&table->columns[c], &cells[c], out);
    buf_byte(out, '\n');
  }
}
