// Recipients as JSON, schema kehoach.recipients/1. Other programs read this form: keys are added, never changed.
#include <jansson.h>

#include "compiler/derive/recipients.h"

static json_t *text(struct str s) {
  json_t *value = json_stringn(s.p ? s.p : "", s.n);
  return value ? value : json_string("\xEF\xBF\xBD"); // only for bytes that are no UTF-8
}

static json_t *id_or_null(const struct agency *agency) {
  return agency ? json_string(agency->id) : json_null();
}

static json_t *reason_or_null(enum send_reason reason) {
  return recipients_reasons[reason] ? json_string(recipients_reasons[reason]) : json_null();
}

// A body by its id, where the registry knows it, else by its name.
static json_t *body_key(const struct actor *actor) {
  return actor->agency ? json_string(actor->agency->id) : text(actor->name);
}

static json_t *task_ids(const struct assigned *body) {
  json_t *list = json_array();
  for (size_t i = 0; i < body->tasks.n; i++)
    json_array_append_new(list, text(body->tasks.at[i]->id));
  return list;
}

static json_t *entry_object(const struct recipients *recipients, size_t at) {
  const struct recipients_entry *entry = &recipients->entries.at[at];
  json_t *value = json_object(), *covers = json_array();
  for (size_t i = 0; i < entry->covers.n; i++)
    json_array_append_new(covers, body_key(entry->covers.at[i]->actor));
  json_object_set_new(value, "order", json_integer((json_int_t)at + 1));
  json_object_set_new(value, "text", text(entry->text));
  json_object_set_new(value, "id", id_or_null(entry->agency));
  json_object_set_new(value, "group", json_boolean(entry->group));
  json_object_set_new(value, "reason", reason_or_null(entry->reason));
  json_object_set_new(value, "copies", entry->copies ? json_integer(entry->copies) : json_null());
  json_object_set_new(value, "copies_open", json_boolean(entry->open));
  json_object_set_new(value, "covers", covers);
  return value;
}

static json_t *body_object(const struct assigned *body) {
  json_t *value = json_object();
  json_object_set_new(value, "id", id_or_null(body->actor->agency));
  json_object_set_new(value, "name", text(body->actor->name));
  json_object_set_new(value, "tasks", task_ids(body));
  return value;
}

static json_t *bodies_reached(const struct recipients *recipients, enum reach reach) {
  json_t *list = json_array();
  for (size_t i = 0; i < recipients->coverage.bodies.n; i++) {
    const struct assigned *body = &recipients->coverage.bodies.at[i];
    if (body->reach != reach || body->actor->catch_all)
      continue;
    json_t *value = body_object(body);
    if (body->line != SIZE_MAX)
      json_object_set_new(value, "order", json_integer((json_int_t)body->line + 1));
    json_array_append_new(list, value);
  }
  return list;
}

static json_t *unexplained(const struct recipients *recipients) {
  json_t *list = json_array();
  for (size_t i = 0; i < recipients->entries.n; i++)
    if (recipients->entries.at[i].reason == REASON_NONE)
      json_array_append_new(list, json_pack("{s:o}", "text", text(recipients->entries.at[i].text)));
  return list;
}

static json_t *copies_list(const struct recipients *recipients) {
  json_t *list = json_array();
  for (size_t i = 0; i < recipients->rows.n; i++) {
    const struct recipients_row *row = &recipients->rows.at[i];
    json_t *value = json_object();
    json_object_set_new(value, "order", json_integer((json_int_t)row->entry + 1));
    json_object_set_new(value, "name", text(row->body));
    json_object_set_new(value, "copies", row->copies ? json_integer(row->copies) : json_null());
    json_array_append_new(list, value);
  }
  return list;
}

static json_t *proposal_list(const struct suggestion *suggestion) {
  json_t *list = json_array();
  for (size_t i = 0; i < suggestion->proposal.list.n; i++) {
    const struct proposed *proposed = &suggestion->proposal.list.at[i];
    json_t *value = json_object();
    json_object_set_new(value, "order", json_integer((json_int_t)i + 1));
    json_object_set_new(value, "text", text(proposed->line.text.s));
    json_object_set_new(value, "reason", reason_or_null(proposed->row->reason));
    json_array_append_new(list, value);
  }
  return list;
}

static json_t *merged_list(const struct suggestion *suggestion) {
  json_t *list = json_array();
  for (size_t i = 0; i < suggestion->merge.list.n; i++) {
    const struct merged *merged = &suggestion->merge.list.at[i];
    bool added = merged->own == SIZE_MAX;
    json_t *value = json_object();
    json_object_set_new(value, "order", json_integer((json_int_t)i + 1));
    json_object_set_new(value, "text", text(recipients_words(merged->line->text.s)));
    json_object_set_new(value, "change", json_string(added ? "added" : merged->moved ? "moved" : "kept"));
    json_object_set_new(value, "from", added ? json_null() : json_integer((json_int_t)merged->own + 1));
    json_array_append_new(list, value);
  }
  return list;
}

void recipients_json(const struct recipients *recipients, const struct suggestion *suggestion, struct buf *out) {
  json_t *document = json_object(), *entries = json_array();
  for (size_t i = 0; i < recipients->entries.n; i++)
    json_array_append_new(entries, entry_object(recipients, i));
  json_object_set_new(document, "schema", json_string("kehoach.recipients/1"));
  json_object_set_new(document, "plan", text(str_from(recipients->plan->source->name)));
  json_object_set_new(document, "recipients", entries);
  json_object_set_new(document, "uncovered", bodies_reached(recipients, REACH_NONE));
  json_object_set_new(document, "unexplained", unexplained(recipients));
  json_object_set_new(document, "by_group_only", bodies_reached(recipients, REACH_GROUP));
  json_object_set_new(document, "unclear", bodies_reached(recipients, REACH_UNCLEAR));
  json_object_set_new(document, "distribution", copies_list(recipients));
  json_object_set_new(document, "copies", json_integer(recipients->copies));
  json_object_set_new(document, "open", json_integer((json_int_t)recipients->open));
  if (suggestion) {
    json_object_set_new(document, "proposal", proposal_list(suggestion));
    json_object_set_new(document, "merged", merged_list(suggestion));
  }
  char *printed = json_dumps(document, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
  if (printed)
    buf_text(out, printed);
  buf_byte(out, '\n');
  free(printed);
  json_decref(document);
}
