// Diagnostics for programs: the schema kehoach.diagnostics/1, one diagnostic a line. Keys come in a fixed order.
#include "runtime/diag/json.h"

#include "runtime/base/utf8.h"
#include "runtime/diag/message.h"

json_t *json_str(struct str s) {
  if (utf8_invalid(s) == SIZE_MAX)
    return json_stringn(s.p ? s.p : "", s.n);
  struct buf clean = { 0 };
  for (size_t at = 0; at < s.n;) {
    char bytes[4];
    buf_add(&clean, bytes, utf8_put(utf8_next(s, &at), bytes));
  }
  json_t *result = json_stringn(clean.p, clean.n);
  buf_finish(&clean);
  return result;
}

json_t *json_text(const char *text) {
  return text ? json_str(str_from(text)) : json_null();
}

static json_t *json_place(const struct source *source, uint32_t offset) {
  struct place place = source ? source_place(source, offset) : (struct place){ 1, 1 };
  return json_pack("{s:I, s:I, s:I}", "line", (json_int_t)place.line, "column", (json_int_t)place.column,
                   "offset", (json_int_t)(source ? offset : 0));
}

static json_t *json_range(const struct source *source, struct span span) {
  return json_pack("{s:o, s:o}", "start", json_place(source, span.start), "end", json_place(source, span.end));
}

static json_t *json_path(const struct diag *diag) {
  json_t *path = json_array();
  for (size_t i = 0; i < diag->path.n; i++)
    json_array_append_new(path, json_str(diag->path.at[i]));
  return path;
}

static json_t *json_related(const struct diag *diag, enum language language) {
  json_t *list = json_array();
  for (size_t i = 0; i < diag->related.n; i++) {
    const struct related *related = &diag->related.at[i];
    const char *file = related->source ? related->source->name : diag_file(diag);
    json_array_append_new(list, json_pack("{s:o, s:o, s:o}",
      "message", json_text(in_language(related->message, language)),
      "file", json_text(file),
      "range", json_range(related->source, related->span)));
  }
  return list;
}

static json_t *json_fix(const struct diag *diag, enum language language) {
  const char *title = in_language(diag->fix_title, language);
  if (!title)
    return json_null();
  json_t *edits = json_array();
  for (size_t i = 0; i < diag->edits.n; i++)
    json_array_append_new(edits, json_pack("{s:o, s:o}",
      "range", json_range(diag->source, diag->edits.at[i].span),
      "text", json_str(diag->edits.at[i].text)));
  return json_pack("{s:o, s:o}", "title", json_text(title), "edits", edits);
}

json_t *json_message(const struct diag *diag, const char *template, enum language language) {
  if (!template)
    return json_null();
  struct buf buf = { 0 };
  message_format(&buf, diag, template, language, false);
  json_t *result = json_str(buf_view(&buf));
  buf_finish(&buf);
  return result;
}

static json_t *json_diag(struct arena *arena, const struct diag *diag, enum language language) {
  static const char *const severities[] = {
    [SEVERITY_OFF] = "off", [SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error",
  };
  return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
    "code", json_text(diag->rule->code),
    "name", json_text(diag_rule_name(arena, diag->rule).p),
    "severity", json_text(severities[diag->severity]),
    "message", json_message(diag, in_language(diag->rule->message, language), language),
    "help", json_message(diag, in_language(diag->rule->help, language), language),
    "clause", json_text(diag->rule->clause),
    "file", json_text(diag_file(diag)),
    "range", json_range(diag->source, diag->span),
    "path", json_path(diag),
    "related", json_related(diag, language),
    "fix", json_fix(diag, language));
}

int buf_append(const char *bytes, size_t n, void *buf) {
  buf_add(buf, bytes, n);
  return 0;
}

void diags_print_json(const struct diags *diags, enum language language, struct buf *out) {
  buf_text(out, "{\"schema\":\"kehoach.diagnostics/1\",\n\"diagnostics\":[");
  for (size_t i = 0; i < diags->list.n; i++) {
    buf_text(out, i ? ",\n" : "\n");
    json_t *diag = json_diag(diags->arena, &diags->list.at[i], language);
    json_dump_callback(diag, buf_append, out, JSON_COMPACT);
    json_decref(diag);
  }
  buf_text(out, "],\n");
  if (diags->members.n) {
    buf_str(out, diags->members);
    buf_text(out, ",\n");
  }
  buf_printf(out, "\"summary\":{\"errors\":%zu,\"warnings\":%zu,\"notes\":%zu}}\n",
             diags_count(diags, SEVERITY_ERROR), diags_count(diags, SEVERITY_WARNING),
             diags_count(diags, SEVERITY_NOTE));
}
