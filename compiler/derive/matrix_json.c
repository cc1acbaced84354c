// The matrix as JSON, schema kehoach.matrix/1. Other programs read this form: keys are added, never changed.
#include <jansson.h>

#include "compiler/derive/summary_json.h"

static json_t *text(struct str s) {
  json_t *value = json_stringn(s.p ? s.p : "", s.n);
  return value ? value : json_string("\xEF\xBF\xBD"); // only for bytes that are no UTF-8
}

static json_t *text_or_null(struct str s) {
  return s.n ? text(s) : json_null();
}

static json_t *date(struct arena *arena, struct date day) {
  return text_or_null(date_iso(arena, day));
}

static json_t *actor_list(const struct actors *actors) {
  json_t *list = json_array();
  for (size_t i = 0; i < actors->n; i++) {
    const struct actor *actor = &actors->at[i];
    json_t *entry = json_object();
    json_object_set_new(entry, "id", actor->agency ? json_string(actor->agency->id) : json_null());
    json_object_set_new(entry, "name", text(actor->name));
    json_object_set_new(entry, "as_written", text(actor->written));
    json_object_set_new(entry, "group", json_boolean(actor->group));
    json_array_append_new(list, entry);
  }
  return list;
}

static const char *const time_kinds[] = {
  [TIME_UNKNOWN] = "unknown",       [TIME_DATED] = "dated", [TIME_RECURRING] = "recurring",
  [TIME_CONTINUOUS] = "continuous", [TIME_OPEN] = "open",
};

static json_t *interval_list(struct arena *arena, const struct time_spec *time) {
  json_t *list = json_array();
  for (size_t i = 0; i < time->intervals.n; i++) {
    const struct interval *interval = &time->intervals.at[i];
    json_t *entry = json_object();
    json_object_set_new(entry, "from", date(arena, interval->from));
    json_object_set_new(entry, "to", date(arena, interval->to));
    json_object_set_new(entry, "label", text_or_null(interval->label));
    json_array_append_new(list, entry);
  }
  return list;
}

static json_t *when(struct arena *arena, const struct task *task) {
  if (!task->has_time)
    return json_null();
  json_t *value = json_object();
  json_object_set_new(value, "text", text(task->time.text));
  json_object_set_new(value, "kind", json_string(time_kinds[task->time.kind]));
  json_object_set_new(value, "recurrence", task->time.recurrence ? json_string(task->time.recurrence) : json_null());
  json_object_set_new(value, "intervals", interval_list(arena, &task->time));
  return value;
}

static json_t *string_list(const struct str *at, size_t n) {
  json_t *list = json_array();
  for (size_t i = 0; i < n; i++)
    json_array_append_new(list, text(at[i]));
  return list;
}

static json_t *source_place_of(const struct plan *plan, struct place place) {
  json_t *value = json_object();
  json_object_set_new(value, "file", json_string(plan->source->name));
  json_object_set_new(value, "line", json_integer(place.line));
  json_object_set_new(value, "column", json_integer(place.column));
  return value;
}

static const char *const origins[] = {
  [ORIGIN_BLOCK] = "block", [ORIGIN_TABLE] = "table", [ORIGIN_PROSE] = "prose", [ORIGIN_DUTY] = "duty"
};

struct str matrix_item_id(struct arena *arena, const struct item *item) {
  struct str id = { 0 };
  for (size_t i = 0; i < item->path.n; i++) {
    struct str part = item->path.at[i];
    bool covered = i + 1 < item->path.n && str_starts(item->path.at[i + 1], str_concat(arena, part, STR(".")));
    if (!covered)
      id = id.n == 0 ? part : str_printf(arena, STR_FMT "." STR_FMT, STR_ARG(id), STR_ARG(part));
  }
  return id;
}

static json_t *inherited(struct arena *arena, const struct task *task) {
  return task->inherited_from ? text(matrix_item_id(arena, task->inherited_from)) : json_null();
}

static const char *const roles[] = { [MATRIX_LEAD] = "lead", [MATRIX_COORDINATE] = "coordinate", [MATRIX_MONITOR] = "monitor" };

static json_t *row_object(struct arena *arena, const struct matrix *matrix, const struct matrix_row *row) {
  const struct task *task = row->task;
  json_t *value = json_object();
  json_object_set_new(value, "plan", json_integer((json_int_t)row->plan));
  if (row->group.n) {
    json_object_set_new(value, "agency", text(row->group));
    json_object_set_new(value, "role", json_string(roles[row->role]));
  }
  json_object_set_new(value, "id", text(task->id));
  json_object_set_new(value, "number", text_or_null(task->number));
  json_object_set_new(value, "path", string_list(task->path.at, task->path.n));
  json_object_set_new(value, "text", text(row->text));
  json_object_set_new(value, "lead", actor_list(&task->lead));
  json_object_set_new(value, "coordinate", actor_list(&task->coordinate));
  json_object_set_new(value, "monitor", actor_list(&task->monitor));
  json_object_set_new(value, "when", when(arena, task));
  json_object_set_new(value, "product", text_or_null(task->product.s));
  json_object_set_new(value, "funding", text_or_null(task->funding.s));
  json_object_set_new(value, "origin", json_string(origins[task->origin]));
  json_object_set_new(value, "inherited_from", inherited(arena, task));
  json_object_set_new(value, "source", source_place_of(matrix->plans.at[row->plan], row->place));
  return value;
}

static json_t *plan_object(struct arena *arena, const struct plan *plan) {
  const struct header *header = &plan->header;
  struct str number = str_trim(header->number.text.s), symbol = header->symbol.text.s;
  json_t *value = json_object();
  json_object_set_new(value, "file", json_string(plan->source->name));
  json_object_set_new(value, "symbol", text(str_printf(arena, STR_FMT "/" STR_FMT, STR_ARG(number), STR_ARG(symbol))));
  json_object_set_new(value, "subject", text(header->subject.text.s));
  json_object_set_new(value, "date", date(arena, header->date));
  json_object_set_new(value, "issuer", text(header->agency.text.s));
  return value;
}

// ---- The document: each object is printed as soon as it is made, so that a large matrix takes no second form in memory

enum { INDENT = 2 };

static int add_printed(const char *bytes, size_t n, void *data) {
  buf_add(data, bytes, n);
  return 0;
}

// `lead` and the object, its lines indented; in printed JSON a line end is never part of a string.
static void put_object(struct buf *out, const char *lead, json_t *object) {
  struct buf printed = { 0 };
  json_dump_callback(object, add_printed, &printed, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
  json_decref(object);
  buf_text(out, lead);
  struct str rest = buf_view(&printed), line;
  for (bool first = true; str_split(&rest, '\n', &line); first = false) {
    if (!first)
      buf_add(out, "\n  ", 1 + INDENT);
    buf_str(out, line);
  }
  buf_finish(&printed);
}

void matrix_json(struct arena *arena, const struct matrix *matrix, const struct summary *summary, struct buf *out) {
  buf_text(out, "{\n \"schema\": \"kehoach.matrix/1\",\n \"plans\": [");
  for (size_t i = 0; i < matrix->plans.n; i++)
    put_object(out, i ? ",\n  " : "\n  ", plan_object(arena, matrix->plans.at[i]));
  buf_text(out, matrix->plans.n ? "\n ],\n \"rows\": [" : "],\n \"rows\": [");
  for (size_t i = 0; i < matrix->rows.n; i++)
    put_object(out, i ? ",\n  " : "\n  ", row_object(arena, matrix, &matrix->rows.at[i]));
  buf_text(out, matrix->rows.n ? "\n ]" : "]");
  if (summary)
    summary_json(arena, summary, out);
  buf_text(out, "\n}\n");
}
