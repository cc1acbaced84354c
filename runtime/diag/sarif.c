// Diagnostics as SARIF 2.1.0, for code hosts and editors. Columns are UTF-16 units there, as most editors count.
#include <jansson.h>
#include <string.h>

#include "runtime/base/utf8.h"
#include "runtime/diag/json.h"
#include "runtime/diag/message.h"

#define SARIF_SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static const char *const levels[] = {
  [SEVERITY_OFF] = "none", [SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error",
};

// UTF-16 units from the start of the line to the offset, from 1.
static json_int_t utf16_column(const struct source *source, uint32_t offset) {
  struct span line = source_line_span(source, source_place(source, offset).line);
  uint32_t end = offset < line.end ? offset : line.end;
  json_int_t column = 1;
  for (size_t at = line.start; at < end;)
    column += utf8_next(source->text, &at) > 0xFFFF ? 2 : 1;
  return column;
}

static json_t *region(const struct source *source, struct span span) {
  return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}",
    "startLine", (json_int_t)source_place(source, span.start).line, "startColumn", utf16_column(source, span.start),
    "endLine", (json_int_t)source_place(source, span.end).line, "endColumn", utf16_column(source, span.end),
    "byteOffset", (json_int_t)span.start, "byteLength", (json_int_t)(span.end - span.start));
}

// A file name as a relative or absolute URI: what may not stand in one is escaped.
static json_t *uri(const char *file) {
  struct buf buf = { 0 };
  buf_text(&buf, file[0] == '/' ? "file://" : "");
  for (const char *c = file; *c; c++) {
    bool plain = strchr("-._~/", *c) || (*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z');
    if (plain)
      buf_byte(&buf, *c);
    else
      buf_printf(&buf, "%%%02X", (unsigned char)*c);
  }
  json_t *value = json_stringn(buf.p ? buf.p : "", buf.n);
  buf_finish(&buf);
  return value;
}

static json_t *physical(const char *file, const struct source *source, struct span span) {
  json_t *place = json_pack("{s:{s:o}}", "artifactLocation", "uri", uri(file));
  if (source)
    json_object_set_new(place, "region", region(source, span));
  return place;
}

static json_t *locations(const struct diag *diag) {
  json_t *location = json_pack("{s:o}", "physicalLocation", physical(diag_file(diag), diag->source, diag->span));
  struct buf path = { 0 };
  for (size_t i = 0; i < diag->path.n; i++) {
    buf_text(&path, i ? " › " : "");
    buf_str(&path, diag->path.at[i]);
  }
  if (path.n)
    json_object_set_new(location, "logicalLocations", json_pack("[{s:o}]", "fullyQualifiedName", json_str(buf_view(&path))));
  buf_finish(&path);
  return json_pack("[o]", location);
}

static json_t *related_locations(const struct diag *diag, enum language language) {
  json_t *list = json_array();
  for (size_t i = 0; i < diag->related.n; i++) {
    const struct related *related = &diag->related.at[i];
    const char *file = related->source ? related->source->name : diag_file(diag);
    json_array_append_new(list, json_pack("{s:I, s:o, s:{s:o}}", "id", (json_int_t)i + 1,
      "physicalLocation", physical(file, related->source, related->span),
      "message", "text", json_text(in_language(related->message, language))));
  }
  return list;
}

static json_t *fixes(const struct diag *diag, enum language language) {
  json_t *replacements = json_array();
  for (size_t i = 0; i < diag->edits.n; i++)
    json_array_append_new(replacements, json_pack("{s:o, s:{s:o}}",
      "deletedRegion", region(diag->source, diag->edits.at[i].span),
      "insertedContent", "text", json_str(diag->edits.at[i].text)));
  return json_pack("[{s:{s:o}, s:[{s:{s:o}, s:o}]}]",
    "description", "text", json_text(in_language(diag->fix_title, language)),
    "artifactChanges", "artifactLocation", "uri", uri(diag_file(diag)), "replacements", replacements);
}

static json_t *result(const struct diag *diag, json_int_t rule, enum language language) {
  json_t *value = json_pack("{s:s, s:I, s:s, s:{s:o}, s:o}", "ruleId", diag->rule->code, "ruleIndex", rule,
    "level", levels[diag->severity], "message", "text", json_message(diag, in_language(diag->rule->message, language), language),
    "locations", locations(diag));
  if (diag->related.n)
    json_object_set_new(value, "relatedLocations", related_locations(diag, language));
  if (diag->source && diag->edits.n && in_language(diag->fix_title, language))
    json_object_set_new(value, "fixes", fixes(diag, language));
  return value;
}

static json_t *rule_object(struct arena *arena, const struct diag_rule *rule, enum language language) {
  json_t *value = json_pack("{s:s, s:o, s:{s:o}, s:{s:s}}", "id", rule->code,
    "name", json_str(diag_rule_name(arena, rule)),
    "shortDescription", "text", json_text(in_language(rule->message, language)),
    "defaultConfiguration", "level", levels[rule->severity]);
  if (in_language(rule->help, language))
    json_object_set_new(value, "help", json_pack("{s:o}", "text", json_text(in_language(rule->help, language))));
  return value;
}

// Index of the rule among those listed; it is added when it is new. Rules are few.
static json_int_t rule_index(struct arena *arena, json_t *rules, const struct diag_rule *rule, enum language language) {
  size_t n = json_array_size(rules);
  for (size_t i = 0; i < n; i++)
    if (strcmp(json_string_value(json_object_get(json_array_get(rules, i), "id")), rule->code) == 0)
      return (json_int_t)i;
  json_array_append_new(rules, rule_object(arena, rule, language));
  return (json_int_t)n;
}

void diags_print_sarif(const struct diags *diags, enum language language, struct buf *out) {
  json_t *rules = json_array(), *results = json_array();
  for (size_t i = 0; i < diags->list.n; i++) {
    const struct diag *diag = &diags->list.at[i];
    json_array_append_new(results, result(diag, rule_index(diags->arena, rules, diag->rule, language), language));
  }
  json_t *log = json_pack("{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:s, s:s, s:o}]}",
    "$schema", SARIF_SCHEMA, "version", "2.1.0", "runs",
    "tool", "driver", "name", "kehoach", "version", KEHOACH_VERSION, "rules", rules,
    "columnKind", "utf16CodeUnits", "language", language == LANGUAGE_EN ? "en" : "vi", "results", results);
  json_dump_callback(log, buf_append, out, JSON_INDENT(1));
  buf_byte(out, '\n');
  json_decref(log);
}
