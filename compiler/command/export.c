// kehoach export: the rows of plans for a database or an engine beyond one machine, schema kehoach.export/1.
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "compiler/command/names.h"
#include "compiler/command/stored.h"
#include "grammar/rules.h"

struct export {
  struct run *run;
  bool csv;
  struct buf out[TABLE_COUNT]; // of NDJSON the first alone
  VEC(struct str) keys;
};

static void begin(struct export *export) {
  if (!export->csv)
    ndjson_begin(&plan_schema, &export->out[0]);
  for (size_t t = 0; t < TABLE_COUNT && export->csv; t++)
    csv_begin(&plan_schema, t, &export->out[t]);
}

static void add(struct export *export, const struct record *record) {
  vec_push(export->run->arena, &export->keys, str_copy(export->run->arena, record->key));
  if (!export->csv)
    ndjson_add(record, &export->out[0]);
  for (size_t t = 0; t < TABLE_COUNT && export->csv; t++)
    csv_add(record, t, &export->out[t]);
}

// The rows that a store has are handed on as they are; a file is compiled.
static void add_plan(struct export *export, const char *path) {
  static const enum table_index tables[] = { TABLE_PHASE,  TABLE_BODY,      TABLE_TASK,   TABLE_ASSIGNMENT,
                                             TABLE_PERIOD, TABLE_RECIPIENT, TABLE_RECEIPT };
  const struct stored *stored = stored_at(export->run, path);
  struct unit unit;
  if (stored) {
    struct arena *arena = arena_create_beside(export->run->arena);
    const struct record *record = stored_rows(export->run, arena, stored, tables, sizeof tables / sizeof *tables);
    if (record)
      add(export, record);
    arena_destroy(arena);
  } else if (unit_open(export->run, path, &unit)) {
    diags_settle(&unit.diags, export->run->overrides.at, export->run->overrides.n);
    add(export, plan_record(unit.arena, unit.plan, str_from(path)));
    unit_close(export->run, &unit, false);
  }
}

static int compare_keys(const void *left, const void *right) {
  return str_cmp(*(const struct str *)left, *(const struct str *)right);
}

// Rows of two plans under one key could not be told apart.
static bool keys_differ(struct export *export) {
  bool differ = true;
  if (export->keys.n)
    qsort(export->keys.at, export->keys.n, sizeof *export->keys.at, compare_keys);
  for (size_t i = 1; i < export->keys.n; i++)
    if (str_eq(export->keys.at[i], export->keys.at[i - 1])) {
      run_trouble(export->run, &rule_plan_twice, "export", export->keys.at[i]);
      differ = false;
    }
  return differ;
}

static void write_all(struct export *export) {
  const char *output = export->run->options->output;
  if (!export->csv) {
    run_write(export->run, output ? output : "-", buf_view(&export->out[0]));
    return;
  }
  mkdir(output, 0777); // a failure shows when the first table is written
  for (size_t t = 0; t < TABLE_COUNT; t++) {
    const char *path = str_printf(export->run->arena, "%s/%s.csv", output, plan_schema.tables[t].name).p;
    if (plan_schema.tables[t].exported && !run_write(export->run, path, buf_view(&export->out[t])))
      return;
  }
}

// NDJSON is one stream; CSV is a file for each table, in the folder of -o.
void command_export(struct run *run) {
  static const char *const formats[] = { "ndjson", "csv" };
  struct str format = run->options->format ? str_from(run->options->format) : str_from(formats[0]);
  struct export export = { .run = run, .csv = name_index(NAMES_OF(formats), format) == 1 };
  if (name_index(NAMES_OF(formats), format) < 0) {
    run_bad_value(run, "--format", format, names_list(run->arena, NAMES_OF(formats)));
    return;
  }
  if (export.csv && (!run->options->output || strcmp(run->options->output, "-") == 0)) {
    run_output_wanted(run, "csv", run->options->language == LANGUAGE_EN ? "FOLDER" : "THƯ_MỤC");
    return;
  }
  begin(&export);
  for (size_t i = 0; i < run->paths.n; i++)
    add_plan(&export, run->paths.at[i]);
  if (run->exit != EXIT_TROUBLE && keys_differ(&export))
    write_all(&export);
  for (size_t t = 0; t < TABLE_COUNT; t++)
    buf_finish(&export.out[t]);
}
