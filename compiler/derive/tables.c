// A plan taken apart into rows.
#include "compiler/derive/tables.h"

#include <stddef.h>
#include <stdlib.h>

#include "compiler/derive/matrix.h"
#include "runtime/base/utf8.h"

// ---- The schema: columns are added at the end of a table, never changed; with every change the version grows

static const struct store_column plan_columns[] = {
  [PLAN_FILE] = { "file", COLUMN_TEXT },       [PLAN_SYMBOL] = { "symbol", COLUMN_TEXT },
  [PLAN_NUMBER] = { "number", COLUMN_TEXT },   [PLAN_SERIES] = { "series", COLUMN_TEXT },
  [PLAN_DATE] = { "date", COLUMN_TEXT },       [PLAN_ISSUER] = { "issuer", COLUMN_TEXT },
  [PLAN_PARENT] = { "parent", COLUMN_TEXT },   [PLAN_KIND] = { "kind", COLUMN_TEXT },
  [PLAN_SUBJECT] = { "subject", COLUMN_TEXT }, [PLAN_PLACE] = { "place", COLUMN_TEXT },
  [PLAN_FROM] = { "from_date", COLUMN_TEXT },  [PLAN_TO] = { "to_date", COLUMN_TEXT },
};

enum { PHASE_NAME, PHASE_NUMBER, PHASE_FROM, PHASE_TO };
static const struct store_column phase_columns[] = {
  [PHASE_NAME] = { "name", COLUMN_TEXT },
  [PHASE_NUMBER] = { "number", COLUMN_INTEGER },
  [PHASE_FROM] = { "from_date", COLUMN_TEXT },
  [PHASE_TO] = { "to_date", COLUMN_TEXT },
};

enum { BODY_ID, BODY_NAME, BODY_ABBREVIATION, BODY_LEVEL, BODY_FAMILY, BODY_GROUP, BODY_MEMBERS };
static const struct store_column body_columns[] = {
  [BODY_ID] = { "id", COLUMN_TEXT },
  [BODY_NAME] = { "name", COLUMN_TEXT },
  [BODY_ABBREVIATION] = { "abbreviation", COLUMN_TEXT },
  [BODY_LEVEL] = { "level", COLUMN_TEXT },
  [BODY_FAMILY] = { "family", COLUMN_TEXT },
  [BODY_GROUP] = { "is_group", COLUMN_BOOLEAN },
  [BODY_MEMBERS] = { "members", COLUMN_LIST },
};

enum {
  TASK_ID, TASK_NUMBER, TASK_PATH, TASK_TEXT, TASK_SECTION, TASK_SECTION_TITLE, TASK_TIME, TASK_TIME_KIND, TASK_RECURRENCE,
  TASK_CONDITIONAL, TASK_PRODUCT, TASK_FUNDING, TASK_PLACE, TASK_ORIGIN, TASK_INHERITED, TASK_ANCHOR, TASK_LINE, TASK_CHARACTER
};
static const struct store_column task_columns[] = {
  [TASK_ID] = { "id", COLUMN_TEXT },
  [TASK_NUMBER] = { "number", COLUMN_TEXT },
  [TASK_PATH] = { "path", COLUMN_LIST },
  [TASK_TEXT] = { "text", COLUMN_TEXT },
  [TASK_SECTION] = { "section", COLUMN_TEXT },
  [TASK_SECTION_TITLE] = { "section_title", COLUMN_TEXT },
  [TASK_TIME] = { "time_text", COLUMN_TEXT },
  [TASK_TIME_KIND] = { "time_kind", COLUMN_TEXT },
  [TASK_RECURRENCE] = { "recurrence", COLUMN_TEXT },
  [TASK_CONDITIONAL] = { "conditional", COLUMN_BOOLEAN },
  [TASK_PRODUCT] = { "product", COLUMN_TEXT },
  [TASK_FUNDING] = { "funding", COLUMN_TEXT },
  [TASK_PLACE] = { "place", COLUMN_TEXT },
  [TASK_ORIGIN] = { "origin", COLUMN_TEXT },
  [TASK_INHERITED] = { "inherited_from", COLUMN_TEXT },
  [TASK_ANCHOR] = { "anchor", COLUMN_TEXT },
  [TASK_LINE] = { "line", COLUMN_INTEGER },
  [TASK_CHARACTER] = { "col", COLUMN_INTEGER },
};

enum {
  ASSIGNMENT_TASK, ASSIGNMENT_ROLE, ASSIGNMENT_BODY, ASSIGNMENT_NAME, ASSIGNMENT_WRITTEN, ASSIGNMENT_GROUP, ASSIGNMENT_CATCH_ALL,
  ASSIGNMENT_COUNT
};
static const struct store_column assignment_columns[] = {
  [ASSIGNMENT_TASK] = { "task", COLUMN_INTEGER },
  [ASSIGNMENT_ROLE] = { "role", COLUMN_TEXT },
  [ASSIGNMENT_BODY] = { "body", COLUMN_TEXT },
  [ASSIGNMENT_NAME] = { "name", COLUMN_TEXT },
  [ASSIGNMENT_WRITTEN] = { "as_written", COLUMN_TEXT },
  [ASSIGNMENT_GROUP] = { "is_group", COLUMN_BOOLEAN },
  [ASSIGNMENT_CATCH_ALL] = { "catch_all", COLUMN_BOOLEAN },
  [ASSIGNMENT_COUNT] = { "count", COLUMN_INTEGER },
};

enum { PERIOD_TASK, PERIOD_FROM, PERIOD_TO, PERIOD_LABEL, PERIOD_DEADLINE };
static const struct store_column period_columns[] = {
  [PERIOD_TASK] = { "task", COLUMN_INTEGER },
  [PERIOD_FROM] = { "from_date", COLUMN_TEXT },
  [PERIOD_TO] = { "to_date", COLUMN_TEXT },
  [PERIOD_LABEL] = { "label", COLUMN_TEXT },
  [PERIOD_DEADLINE] = { "deadline", COLUMN_BOOLEAN },
};

enum { RECIPIENT_TEXT, RECIPIENT_FILING };
static const struct store_column recipient_columns[] = {
  [RECIPIENT_TEXT] = { "text", COLUMN_TEXT },
  [RECIPIENT_FILING] = { "filing", COLUMN_BOOLEAN },
};

enum { RECEIPT_RECIPIENT, RECEIPT_BODY, RECEIPT_NAME, RECEIPT_WRITTEN, RECEIPT_GROUP };
static const struct store_column receipt_columns[] = {
  [RECEIPT_RECIPIENT] = { "recipient", COLUMN_INTEGER },
  [RECEIPT_BODY] = { "body", COLUMN_TEXT },
  [RECEIPT_NAME] = { "name", COLUMN_TEXT },
  [RECEIPT_WRITTEN] = { "as_written", COLUMN_TEXT },
  [RECEIPT_GROUP] = { "is_group", COLUMN_BOOLEAN },
};

static const struct store_column file_columns[] = {
  [FILE_NAME] = { "name", COLUMN_TEXT },
  [FILE_TEXT] = { "text", COLUMN_TEXT },
};

#define COLUMNS(list) (list), sizeof(list) / sizeof *(list)
static const struct store_table tables[TABLE_COUNT] = {
  [TABLE_PLAN] = { "plan", COLUMNS(plan_columns), true },
  [TABLE_PHASE] = { "phase", COLUMNS(phase_columns), true },
  [TABLE_BODY] = { "body", COLUMNS(body_columns), true },
  [TABLE_TASK] = { "task", COLUMNS(task_columns), true },
  [TABLE_ASSIGNMENT] = { "assignment", COLUMNS(assignment_columns), true },
  [TABLE_PERIOD] = { "period", COLUMNS(period_columns), true },
  [TABLE_RECIPIENT] = { "recipient", COLUMNS(recipient_columns), true },
  [TABLE_RECEIPT] = { "receipt", COLUMNS(receipt_columns), true },
  [TABLE_FILE] = { "file", COLUMNS(file_columns), false },
};
const struct store_schema plan_schema = { "kehoach.export/1", 1, tables, TABLE_COUNT };

static const char *const time_words[] = {
  [TIME_UNKNOWN] = "unknown",       [TIME_DATED] = "dated", [TIME_RECURRING] = "recurring",
  [TIME_CONTINUOUS] = "continuous", [TIME_OPEN] = "open",
};
static const char *const origin_words[] = {
  [ORIGIN_BLOCK] = "block", [ORIGIN_TABLE] = "table", [ORIGIN_PROSE] = "prose", [ORIGIN_DUTY] = "duty"
};

// ---- Cells

static void set_text(struct datum *cell, struct str s) {
  *cell = (struct datum){ .known = s.n > 0, .text = s };
}

static void set_number(struct datum *cell, int64_t number) {
  *cell = (struct datum){ .known = true, .number = number };
}

static void set_list(struct arena *arena, struct datum *cell, const struct str *at, size_t n) {
  set_text(cell, list_print(arena, at, n));
}

// ---- Plan

static void add_plan(struct arena *arena, struct record *record, const struct plan *plan) {
  const struct header *header = &plan->header;
  struct datum *cells = record_add(arena, record, TABLE_PLAN);
  struct str number = str_trim(header->number.text.s), series = str_trim(header->symbol.text.s);
  set_text(&cells[PLAN_FILE], str_from(plan->source->name));
  if (number.n && series.n)
    set_text(&cells[PLAN_SYMBOL], str_printf(arena, STR_FMT "/" STR_FMT, STR_ARG(number), STR_ARG(series)));
  set_text(&cells[PLAN_NUMBER], number);
  set_text(&cells[PLAN_SERIES], series);
  set_text(&cells[PLAN_DATE], date_iso(arena, header->date));
  set_text(&cells[PLAN_ISSUER], str_trim(header->agency.text.s));
  set_text(&cells[PLAN_PARENT], str_trim(header->parent.text.s));
  set_text(&cells[PLAN_KIND], str_trim(header->kind.text.s));
  set_text(&cells[PLAN_SUBJECT], str_trim(header->subject.text.s));
  set_text(&cells[PLAN_PLACE], str_trim(header->place.text.s));
  set_text(&cells[PLAN_FROM], date_iso(arena, plan->from));
  set_text(&cells[PLAN_TO], date_iso(arena, plan->to));
}

// What a plan is called among all: its symbol, date and issuer, however they are capitalised.
static void name_record(struct arena *arena, struct record *record, const struct plan *plan, struct str location) {
  const struct datum *cells = record_row(record, TABLE_PLAN, 0);
  struct str symbol = cells[PLAN_SYMBOL].text, issuer = cells[PLAN_ISSUER].text;
  record->location = location;
  record->named = symbol.n && issuer.n && date_is_whole(plan->header.date);
  record->key = location;
  if (record->named)
    record->key = str_printf(arena, STR_FMT " " STR_FMT " " STR_FMT, STR_ARG(text_fold_str(arena, symbol)),
                             STR_ARG(cells[PLAN_DATE].text), STR_ARG(text_fold_str(arena, issuer)));
}

static void add_phases(struct arena *arena, struct record *record, const struct plan *plan) {
  for (size_t i = 0; i < plan->phases.n; i++) {
    const struct phase *phase = &plan->phases.at[i];
    struct datum *cells = record_add(arena, record, TABLE_PHASE);
    set_text(&cells[PHASE_NAME], phase->name);
    set_number(&cells[PHASE_NUMBER], phase->number);
    set_text(&cells[PHASE_FROM], date_iso(arena, phase->from));
    set_text(&cells[PHASE_TO], date_iso(arena, phase->to));
  }
}

// ---- Bodies of the registry that the plan names, each once, by id

struct agencies {
  const struct agency **at;
  size_t n, cap;
};

static void note_agencies(struct arena *arena, struct agencies *agencies, const struct actors *actors) {
  for (size_t i = 0; i < actors->n; i++)
    if (actors->at[i].agency)
      vec_push(arena, agencies, actors->at[i].agency);
}

static int compare_agencies(const void *left, const void *right) {
  const struct agency *const *a = left, *const *b = right;
  return strcmp((*a)->id, (*b)->id);
}

static void add_body(struct arena *arena, struct record *record, const struct agency *agency) {
  struct datum *cells = record_add(arena, record, TABLE_BODY);
  set_text(&cells[BODY_ID], str_from(agency->id));
  set_text(&cells[BODY_NAME], agency->name);
  set_text(&cells[BODY_ABBREVIATION], agency->abbreviation);
  set_text(&cells[BODY_LEVEL], agency->level);
  set_text(&cells[BODY_FAMILY], agency->family);
  set_number(&cells[BODY_GROUP], agency->group);
  set_list(arena, &cells[BODY_MEMBERS], agency->members.at, agency->members.n);
}

static void add_bodies(struct arena *arena, struct record *record, const struct plan *plan) {
  struct agencies agencies = { 0 };
  for (size_t i = 0; i < plan->tasks.n; i++) {
    note_agencies(arena, &agencies, &plan->tasks.at[i]->lead);
    note_agencies(arena, &agencies, &plan->tasks.at[i]->coordinate);
    note_agencies(arena, &agencies, &plan->tasks.at[i]->monitor);
  }
  for (size_t i = 0; i < plan->recipients.n; i++)
    note_agencies(arena, &agencies, &plan->recipients.at[i].actors);
  if (agencies.n)
    qsort(agencies.at, agencies.n, sizeof *agencies.at, compare_agencies);
  for (size_t i = 0; i < agencies.n; i++)
    if (i == 0 || strcmp(agencies.at[i]->id, agencies.at[i - 1]->id) != 0)
      add_body(arena, record, agencies.at[i]);
}

// ---- Tasks

static void add_assignments(struct arena *arena, struct record *record, const struct actors *actors, const char *role,
                            size_t task) {
  for (size_t i = 0; i < actors->n; i++) {
    const struct actor *actor = &actors->at[i];
    struct datum *cells = record_add(arena, record, TABLE_ASSIGNMENT);
    set_number(&cells[ASSIGNMENT_TASK], (int64_t)task);
    set_text(&cells[ASSIGNMENT_ROLE], str_from(role));
    set_text(&cells[ASSIGNMENT_BODY], str_from(actor->agency ? actor->agency->id : NULL));
    set_text(&cells[ASSIGNMENT_NAME], actor->name);
    set_text(&cells[ASSIGNMENT_WRITTEN], actor->written);
    set_number(&cells[ASSIGNMENT_GROUP], actor->group);
    set_number(&cells[ASSIGNMENT_CATCH_ALL], actor->catch_all);
    if (actor->count)
      set_number(&cells[ASSIGNMENT_COUNT], actor->count);
  }
}

static void add_periods(struct arena *arena, struct record *record, const struct time_spec *time, size_t task) {
  for (size_t i = 0; i < time->intervals.n; i++) {
    const struct interval *interval = &time->intervals.at[i];
    struct datum *cells = record_add(arena, record, TABLE_PERIOD);
    set_number(&cells[PERIOD_TASK], (int64_t)task);
    set_text(&cells[PERIOD_FROM], date_iso(arena, interval->from));
    set_text(&cells[PERIOD_TO], date_iso(arena, interval->to));
    set_text(&cells[PERIOD_LABEL], interval->label);
    set_number(&cells[PERIOD_DEADLINE], interval->deadline);
  }
}

static void set_time(struct datum *cells, const struct time_spec *time) {
  set_text(&cells[TASK_TIME], time->text);
  set_text(&cells[TASK_TIME_KIND], str_from(time_words[time->kind]));
  set_text(&cells[TASK_RECURRENCE], str_from(time->recurrence));
  set_number(&cells[TASK_CONDITIONAL], time->conditional);
}

// The section (I., II. …) it stands in, and where.
static void set_place(struct arena *arena, struct datum *cells, const struct plan *plan, const struct task *task) {
  struct place place = source_place(plan->source, task->span.start);
  const struct item *section = task->item;
  while (section && section->parent && section->parent->parent)
    section = section->parent;
  if (section) {
    set_text(&cells[TASK_SECTION], section->number);
    set_text(&cells[TASK_SECTION_TITLE], section->text.s);
    set_text(&cells[TASK_ANCHOR], task->item->anchor);
  }
  if (task->inherited_from)
    set_text(&cells[TASK_INHERITED], matrix_item_id(arena, task->inherited_from));
  set_number(&cells[TASK_LINE], place.line);
  set_number(&cells[TASK_CHARACTER], place.column);
}

static void add_task(struct arena *arena, struct record *record, const struct plan *plan, const struct matrix_row *row) {
  const struct task *task = row->task;
  size_t index = record_rows(record, TABLE_TASK);
  struct datum *cells = record_add(arena, record, TABLE_TASK);
  set_text(&cells[TASK_ID], task->id);
  set_text(&cells[TASK_NUMBER], task->number);
  set_list(arena, &cells[TASK_PATH], task->path.at, task->path.n);
  set_text(&cells[TASK_TEXT], row->text);
  if (task->has_time)
    set_time(cells, &task->time);
  set_text(&cells[TASK_PRODUCT], str_trim(task->product.s));
  set_text(&cells[TASK_FUNDING], str_trim(task->funding.s));
  set_text(&cells[TASK_PLACE], str_trim(task->place.s));
  set_text(&cells[TASK_ORIGIN], str_from(origin_words[task->origin]));
  set_place(arena, cells, plan, task);
  add_assignments(arena, record, task_actors(task, MATRIX_LEAD), "lead", index);
  add_assignments(arena, record, task_actors(task, MATRIX_COORDINATE), "coordinate", index);
  add_assignments(arena, record, task_actors(task, MATRIX_MONITOR), "monitor", index);
  if (task->has_time)
    add_periods(arena, record, &task->time, index);
}

// ---- Recipients (nơi nhận)

static void add_receipts(struct arena *arena, struct record *record, const struct actors *actors, size_t recipient) {
  for (size_t i = 0; i < actors->n; i++) {
    const struct actor *actor = &actors->at[i];
    struct datum *cells = record_add(arena, record, TABLE_RECEIPT);
    set_number(&cells[RECEIPT_RECIPIENT], (int64_t)recipient);
    set_text(&cells[RECEIPT_BODY], str_from(actor->agency ? actor->agency->id : NULL));
    set_text(&cells[RECEIPT_NAME], actor->name);
    set_text(&cells[RECEIPT_WRITTEN], actor->written);
    set_number(&cells[RECEIPT_GROUP], actor->group);
  }
}

static void add_recipients(struct arena *arena, struct record *record, const struct plan *plan) {
  for (size_t i = 0; i < plan->recipients.n; i++) {
    const struct recipient *recipient = &plan->recipients.at[i];
    struct datum *cells = record_add(arena, record, TABLE_RECIPIENT);
    set_text(&cells[RECIPIENT_TEXT], str_trim(recipient->text.s));
    set_number(&cells[RECIPIENT_FILING], recipient->filing);
    add_receipts(arena, record, &recipient->actors, i);
  }
}

struct record *plan_record(struct arena *arena, const struct plan *plan, struct str location) {
  struct record *record = record_create(arena, &plan_schema);
  struct matrix matrix = { 0 };
  add_plan(arena, record, plan);
  name_record(arena, record, plan, location);
  add_phases(arena, record, plan);
  add_bodies(arena, record, plan);
  matrix_add(arena, &matrix, plan);
  for (size_t i = 0; i < matrix.rows.n; i++)
    add_task(arena, record, plan, &matrix.rows.at[i]);
  add_recipients(arena, record, plan);
  return record;
}

// ---- Files

void record_add_file(struct arena *arena, struct record *record, struct str name, struct str text) {
  struct datum *cells = record_add(arena, record, TABLE_FILE);
  set_text(&cells[FILE_NAME], name);
  cells[FILE_TEXT] = (struct datum){ .known = true, .text = text };
}

bool record_file(const struct record *record, struct str name, struct str *text) {
  for (size_t i = 0; i < record_rows(record, TABLE_FILE); i++) {
    const struct datum *cells = record_row(record, TABLE_FILE, i);
    if (str_eq(cells[FILE_NAME].text, name)) {
      *text = cells[FILE_TEXT].text;
      return true;
    }
  }
  return false;
}
