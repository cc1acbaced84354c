// Changes as JSON, schema kehoach.diff/1. Other programs read this form: keys are added, never changed.
#include <jansson.h>

#include "compiler/derive/changes.h"

static const char *const parts[CHANGE_PARTS] = {
  [PART_HEADER] = "header", [PART_BASIS] = "basis",         [PART_OBJECTIVE] = "objective",
  [PART_TASK] = "task",     [PART_RECIPIENT] = "recipient", [PART_TEXT] = "text",
};

static const char *const kinds[CHANGE_KINDS] = {
  [CHANGE_ADDED] = "added",       [CHANGE_REMOVED] = "removed", [CHANGE_MOVED] = "moved",
  [CHANGE_REWORDED] = "reworded", [CHANGE_VALUE] = "changed",
};

static json_t *text(struct str s) {
  json_t *value = s.n ? json_stringn(s.p, s.n) : json_null();
  return value ? value : json_string("\xEF\xBF\xBD"); // only for bytes that are no UTF-8
}

// One side of a change: null where the plan has nothing.
static json_t *side(const struct plan *plan, struct str words, struct str where, struct span span) {
  if (!words.n)
    return json_null();
  json_t *value = json_object();
  json_object_set_new(value, "text", text(words));
  json_object_set_new(value, "where", text(where));
  if (span.end > span.start) {
    struct place place = source_place(plan->source, span.start);
    json_object_set_new(value, "line", json_integer(place.line));
    json_object_set_new(value, "column", json_integer(place.column));
  }
  return value;
}

static json_t *change_object(const struct changes *changes, const struct change *change) {
  json_t *value = json_object();
  json_object_set_new(value, "part", json_string(parts[change->part]));
  json_object_set_new(value, "kind", json_string(kinds[change->kind]));
  json_object_set_new(value, "field", change->field ? json_string(change->field) : json_null());
  json_object_set_new(value, "before", side(changes->before, change->before, change->where_before, change->span_before));
  json_object_set_new(value, "after", side(changes->after, change->after, change->where_after, change->span_after));
  return value;
}

static json_t *plan_object(const struct plan *plan) {
  json_t *value = json_object();
  json_object_set_new(value, "file", json_string(plan->source->name));
  json_object_set_new(value, "number", text(plan->header.number.text.s));
  json_object_set_new(value, "symbol", text(plan->header.symbol.text.s));
  json_object_set_new(value, "date", text(plan->header.date_text.text.s));
  return value;
}

static int add(const char *bytes, size_t n, void *out) {
  buf_add(out, bytes, n);
  return 0;
}

void changes_json(const struct changes *changes, struct buf *out) {
  json_t *root = json_object(), *list = json_array();
  for (size_t i = 0; i < changes->list.n; i++)
    json_array_append_new(list, change_object(changes, &changes->list.at[i]));
  json_object_set_new(root, "schema", json_string("kehoach.diff/1"));
  json_object_set_new(root, "before", plan_object(changes->before));
  json_object_set_new(root, "after", plan_object(changes->after));
  json_object_set_new(root, "changes", list);
  json_dump_callback(root, add, out, JSON_INDENT(1));
  json_decref(root);
  buf_byte(out, '\n');
}
