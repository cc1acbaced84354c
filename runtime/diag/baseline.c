// A multiset of findings: an open hash table of counts.
#include "runtime/diag/baseline.h"

#include "runtime/diag/json.h"
#include "runtime/diag/message.h"

struct known {
  uint64_t key; // 0: free
  size_t count;
};

struct baseline {
  struct known *table;
  size_t size; // a power of two
};

static uint64_t key_of(const char *file, const char *code, const char *message) {
  uint64_t key = str_hash(str_from(file)) * 31 + str_hash(str_from(code));
  key = key * 0x9E3779B97F4A7C15u + str_hash(str_from(message));
  return key ? key : 1;
}

static struct known *find(const struct baseline *baseline, uint64_t key) {
  size_t at = (size_t)(key >> 17) & (baseline->size - 1);
  while (baseline->table[at].key && baseline->table[at].key != key)
    at = (at + 1) & (baseline->size - 1);
  return &baseline->table[at];
}

static void add(struct baseline *baseline, const json_t *entry) {
  const char *file = json_string_value(json_object_get(entry, "file"));
  const char *code = json_string_value(json_object_get(entry, "code"));
  const char *message = json_string_value(json_object_get(entry, "message"));
  if (!file || !code || !message)
    return;
  uint64_t key = key_of(file, code, message);
  struct known *known = find(baseline, key);
  known->key = key;
  known->count++;
}

struct baseline *baseline_read(struct arena *arena, struct str json, struct str *error) {
  json_error_t problem;
  json_t *document = json_loadb(json.p ? json.p : "", json.n, 0, &problem);
  const char *schema = json_string_value(json_object_get(document, "schema"));
  const json_t *list = json_object_get(document, "diagnostics");
  struct baseline *baseline = NULL;
  if (!document)
    *error = str_printf(arena, "%d:%d: %s", problem.line, problem.column, problem.text);
  else if (!schema || !str_is(str_from(schema), "kehoach.diagnostics/1") || !json_is_array(list))
    *error = STR("kehoach.diagnostics/1 ?");
  else {
    baseline = arena_new(arena, struct baseline);
    for (baseline->size = 16; baseline->size < 2 * json_array_size(list);)
      baseline->size *= 2;
    baseline->table = arena_array(arena, struct known, baseline->size);
    for (size_t i = 0; i < json_array_size(list); i++)
      add(baseline, json_array_get(list, i));
  }
  json_decref(document);
  return baseline;
}

static bool take(struct baseline *baseline, const struct diag *diag, enum language language) {
  json_t *message = json_message(diag, diag->rule->message[language], language);
  const char *words = json_string_value(message);
  struct known *known = words ? find(baseline, key_of(diag_file(diag), diag->rule->code, words)) : NULL;
  json_decref(message);
  if (!known || known->count == 0)
    return false;
  known->count--;
  return true;
}

// The earlier run may have spoken any of the languages.
static bool take_any(struct baseline *baseline, const struct diag *diag) {
  for (int language = 0; language < LANGUAGES; language++)
    if (take(baseline, diag, (enum language)language))
      return true;
  return false;
}

void baseline_apply(struct baseline *baseline, struct diags *diags) {
  size_t kept = 0;
  for (size_t i = 0; i < diags->list.n; i++)
    if (!take_any(baseline, &diags->list.at[i]))
      diags->list.at[kept++] = diags->list.at[i];
  diags->list.n = kept;
}
