// A compiled plan as rows of tables: what the store keeps beside the plan's text, and what `export` hands on (schema
// kehoach.export/1). grammar/export.md describes tables and columns.
#ifndef KEHOACH_DERIVE_TABLES_H
#define KEHOACH_DERIVE_TABLES_H

#include "compiler/check/plan.h"
#include "runtime/store/table.h"

extern const struct store_schema plan_schema;

// In the order of the schema. TABLE_FILE stays in the store: the plan's text under the name PLAN_TEXT, and the office's tables
// beside it under theirs, so that every command reads a plan of a store as it reads a file.
enum table_index {
  TABLE_PLAN, TABLE_PHASE, TABLE_BODY, TABLE_TASK, TABLE_ASSIGNMENT, TABLE_PERIOD, TABLE_RECIPIENT, TABLE_RECEIPT, TABLE_FILE,
  TABLE_COUNT
};
#define PLAN_TEXT STR("plan")

// What others than the store ask a row of TABLE_PLAN and TABLE_FILE for.
enum plan_column {
  PLAN_FILE, PLAN_SYMBOL, PLAN_NUMBER, PLAN_SERIES, PLAN_DATE, PLAN_ISSUER, PLAN_PARENT, PLAN_KIND, PLAN_SUBJECT, PLAN_PLACE,
  PLAN_FROM, PLAN_TO, PLAN_COLUMNS
};
enum file_column { FILE_NAME, FILE_TEXT, FILE_COLUMNS };

// The rows of a plan. The key is made of symbol, date and issuer where the plan has all three, else it is the location.
struct record *plan_record(struct arena *arena, const struct plan *plan, struct str location);
void record_add_file(struct arena *arena, struct record *record, struct str name, struct str text);
// Its text; false when none of that name is kept.
bool record_file(const struct record *record, struct str name, struct str *text);

#endif
