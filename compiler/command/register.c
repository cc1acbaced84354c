// kehoach register: keeps compiled plans in a store. All that one call does is one transaction.
#include <stdlib.h>
#include <string.h>

#include "compiler/command/stored.h"
#include "grammar/rules.h"
#include "runtime/base/utf8.h"

// What the calls below share.
struct registration {
  struct run *run;
  const struct store_press *press;
  const char *path; // of the store
  struct store *store;
};

static bool failed(struct registration *r, enum store_status status) {
  if (status != STORE_OK)
    stored_trouble(r->run, r->path, status);
  return status != STORE_OK;
}

static bool open_store(struct registration *r, enum store_use use) {
  r->press = run_store_press(r->run);
  return r->press && !failed(r, r->press->open(r->run->arena, r->path, &plan_schema, use, &r->store));
}

// ---- Putting plans

static char *folder_of(const char *path) {
  const char *slash = strrchr(path, '/');
  char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
  char *real = folder ? realpath(folder, NULL) : NULL;
  free(folder);
  return real;
}

// Where a plan lies, as seen from the store, so that both can move together: below the store's folder, or from the root.
static struct str location_of(struct arena *arena, const char *store, const char *plan) {
  char *real = strcmp(plan, "-") == 0 ? NULL : realpath(plan, NULL), *folder = folder_of(store);
  struct str location = str_from(real ? real : plan), above = str_from(folder);
  if (real && above.n && str_starts(location, above) && (location.p[above.n] == '/' || above.n == 1))
    location = str_slice(location, above.n == 1 ? 1 : above.n + 1, location.n);
  location = str_copy(arena, location);
  free(real);
  free(folder);
  return location;
}

static struct record *record_of(struct registration *r, const struct unit *unit) {
  struct record *record = plan_record(unit->arena, unit->plan, location_of(unit->arena, r->path, unit->path));
  for (size_t i = 0; i < r->run->read.n; i++)
    record_add_file(unit->arena, record, r->run->read.at[i].name, r->run->read.at[i].content);
  return record;
}

static bool put(struct registration *r, const struct unit *unit) {
  const struct record *record = record_of(r, unit);
  struct str former = { 0 };
  enum store_status status = r->press->put(r->store, unit->arena, record, &former);
  if (status == STORE_TWICE)
    run_trouble(r->run, &rule_plan_twice, unit->path, former);
  else if (!failed(r, status) && former.n && !str_eq(former, record->location))
    run_trouble(r->run, &rule_plan_replaced, unit->path, former);
  return status == STORE_OK || status == STORE_TWICE;
}

// The store is opened, and made, when the first plan could be read.
static void put_all(struct registration *r) {
  bool good = true;
  for (size_t i = 0; i < r->run->paths.n && good; i++) {
    struct unit unit;
    if (!unit_open(r->run, r->run->paths.at[i], &unit))
      continue;
    diags_settle(&unit.diags, r->run->overrides.at, r->run->overrides.n);
    good = (r->store || open_store(r, STORE_CREATE)) && put(r, &unit);
    unit_close(r->run, &unit, false);
  }
  if (r->store)
    failed(r, r->press->close(r->store, good));
}

// ---- What is there

typedef VEC(const struct record *) record_list;

static bool read_heads(struct registration *r, record_list *heads) {
  struct record *head;
  enum store_status status;
  while ((status = r->press->next(r->store, r->run->arena, &head)) == STORE_OK)
    vec_push(r->run->arena, heads, head);
  return status == STORE_END || !failed(r, status);
}

static void list(struct registration *r) {
  static const enum plan_column columns[] = { PLAN_SYMBOL, PLAN_DATE, PLAN_ISSUER, PLAN_SUBJECT, PLAN_FILE };
  record_list heads = { 0 };
  struct buf out = { 0 };
  if (!open_store(r, STORE_READ))
    return;
  if (read_heads(r, &heads)) {
    for (size_t i = 0; i < heads.n; i++)
      for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
        buf_text(&out, c ? "\t" : "");
        buf_str(&out, record_row(heads.at[i], TABLE_PLAN, 0)[columns[c]].text);
        buf_text(&out, columns[c] == PLAN_FILE ? "\n" : "");
      }
    run_write(r->run, "-", buf_view(&out));
  }
  buf_finish(&out);
  r->press->close(r->store, false);
}

// ---- Taking plans out

// By symbol, key, or the file as it was named or as the store sees it.
static bool is_called(struct arena *arena, const struct record *head, struct str name) {
  const struct datum *cells = record_row(head, TABLE_PLAN, 0);
  return str_eq(head->key, name) || str_eq(head->location, name) || str_eq(cells[PLAN_FILE].text, name) ||
         (cells[PLAN_SYMBOL].known && text_same(arena, cells[PLAN_SYMBOL].text, name));
}

static bool take_out(struct registration *r, const record_list *heads, const char *name) {
  const struct record *found = NULL;
  size_t count = 0;
  for (size_t i = 0; i < heads->n; i++)
    if (is_called(r->run->arena, heads->at[i], str_from(name))) {
      found = heads->at[i];
      count++;
    }
  if (count == 1)
    return !failed(r, r->press->take_out(r->store, found->key));
  run_trouble(r->run, &rule_plan_not_registered, name, str_printf(r->run->arena, "%zu", count));
  return false;
}

// All that are named, or none.
static void take_out_all(struct registration *r) {
  record_list heads = { 0 };
  if (!open_store(r, STORE_CHANGE))
    return;
  bool good = read_heads(r, &heads);
  for (size_t i = 0; i < r->run->options->inputs.n && good; i++)
    good = take_out(r, &heads, r->run->options->inputs.at[i]);
  failed(r, r->press->close(r->store, good));
}

void command_register(struct run *run) {
  struct registration r = { .run = run, .path = run->options->store };
  if (run->options->list && run->options->inputs.n)
    run_bad_value(run, "--list", str_from(run->options->inputs.at[0]), STR("--list --store kehoach.db"));
  else if (run->options->list)
    list(&r);
  else if (run->options->remove)
    take_out_all(&r);
  else
    put_all(&r);
}
