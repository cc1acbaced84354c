// The ways in: text files and drafts come to a script, and all scripts go the same way.
#include "compiler/import/import.h"

#include "compiler/import/decode.h"
#include "compiler/import/script.h"
#include "compiler/syntax/syntax.h"
#include "grammar/rules.h"

// Places of a run of entries with one fact, place by place: a stable merge sort, for they come in many small orders.
static void sort_entries(struct arena *arena, struct import_report *report) {
  size_t n = report->entries.n;
  struct import_entry *from = report->entries.at, *to = arena_array(arena, struct import_entry, n + 1);
  for (size_t width = 1; width < n; width *= 2) {
    for (size_t start = 0; start < n; start += 2 * width) {
      size_t middle = start + width < n ? start + width : n, end = start + 2 * width < n ? start + 2 * width : n;
      for (size_t i = start, left = start, right = middle; i < end; i++) {
        bool take_left = left < middle && (right == end || from[left].place <= from[right].place);
        to[i] = from[take_left ? left++ : right++];
      }
    }
    struct import_entry *swap = from;
    from = to;
    to = swap;
  }
  report->entries.at = from;
  report->entries.cap = n;
}

static void finish(struct script *script, struct imported *out) {
  out->plan = script->plan ? script->text : script_plan(script);
  out->unit = script->unit;
  out->report = script->report;
  out->assignment = script->assignment;
  sort_entries(script->arena, &out->report);
}

void import_settle_assignment(struct arena *arena, struct imported *out, bool printed) {
  const struct import_assignment *assignment = &out->assignment;
  struct import_entry entry = { printed ? IMPORT_FACT_ASSIGNMENT : IMPORT_FACT_ASSIGNMENT_KEPT, assignment->place,
                                printed ? assignment->words : (struct str){ 0 }, { 0 } };
  size_t n = 0;
  for (size_t i = 0; i < out->report.entries.n; i++) // what was recognised in it is not in the plan
    if (!printed || out->report.entries.at[i].place < assignment->place || import_is_dropped(out->report.entries.at[i].fact))
      out->report.entries.at[n++] = out->report.entries.at[i];
  out->report.entries.n = n;
  out->plan = printed ? assignment->plan : out->plan;
  vec_push(arena, &out->report.entries, entry);
  sort_entries(arena, &out->report);
}

// Front matter that can be read makes a file a plan.
static bool is_plan(struct arena *arena, struct str text) {
  struct diags diags;
  if (!str_starts(text, STR("---")))
    return false;
  diags_init(&diags, arena);
  return syntax_read(arena, source_open(arena, "", text), &diags)->has_front;
}

static bool begins_with(struct str bytes, const char *small) {
  size_t at = 0, n = strlen(small);
  while (at < bytes.n && strchr(" \t\r\n\xEF\xBB\xBF", bytes.p[at]))
    at++;
  for (size_t i = 0; i < n; i++) {
    char c = at + i < bytes.n ? bytes.p[at + i] : '\0';
    if ((c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c) != small[i])
      return false;
  }
  return true;
}

static const struct {
  const char *bytes; // lower case
  enum import_form form;
} beginnings[] = {
  { "pk\3\4", IMPORT_WORD },        { "pk\5\6", IMPORT_WORD }, { "\xD0\xCF\x11\xE0", IMPORT_WORD }, { "{\\rtf", IMPORT_WORD },
  { "<!doctype html", IMPORT_WEB }, { "<html", IMPORT_WEB },
};

static const struct {
  const char *ending;
  enum import_form form;
} endings[] = {
  { ".docx", IMPORT_WORD }, { ".doc", IMPORT_WORD }, { ".docm", IMPORT_WORD }, { ".dotx", IMPORT_WORD },
  { ".html", IMPORT_WEB },  { ".htm", IMPORT_WEB },  { ".xhtml", IMPORT_WEB },
};

enum import_form import_form(struct str name, struct str bytes) {
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
    if (begins_with(bytes, beginnings[i].bytes))
      return beginnings[i].form;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (str_ends(name, str_from(endings[i].ending)))
      return endings[i].form;
  return IMPORT_TEXT;
}

bool import_text(struct arena *arena, struct str bytes, struct imported *out, struct import_error *error) {
  struct script script = { .arena = arena, .unit = IMPORT_LINES };
  const char *encoding;
  struct str text;
  if (!decode_text(arena, bytes, &text, &encoding, error))
    return false;
  if (!str_trim(text).n) {
    *error = (struct import_error){ &rule_import_empty, STR("") };
    return false;
  }
  if (encoding)
    script_note(&script, IMPORT_FACT_ENCODING, 1, str_from(encoding), STR("UTF-8"));
  script.plan = is_plan(arena, text);
  if (script.plan) {
    script.text = text;
    script_note(&script, IMPORT_FACT_PLAN, 1, (struct str){ 0 }, (struct str){ 0 });
  } else {
    script_of_text(&script, text);
  }
  finish(&script, out);
  return true;
}

void import_plan(struct import_draft *draft, struct imported *out) {
  struct script script = { .arena = draft->arena, .report = draft->report, .front = &draft->front };
  script_of_draft(&script, draft);
  finish(&script, out);
  memcpy(&out->images, &draft->images, sizeof out->images);
}
