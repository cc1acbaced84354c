// Registry of agencies and provinces: reads the embedded tables and an office's own.
#include "compiler/check/registry.h"

#include "compiler/check/names.h"
#include "compiler/check/tsv.h"
#include "grammar/data.h"

// Columns of agencies.tsv.
enum column {
  ID, LEVEL, FAMILY, STATUS, FULL_NAME, NAME_IF_CITY, ABBR, ALIASES, VALID_FROM, VALID_TO, PREDECESSORS, SUCCESSORS,
  EXPANDS, COLUMNS
};
static const char *const column_names[COLUMNS] = {
  [ID] = "id", [LEVEL] = "level", [FAMILY] = "family", [STATUS] = "status", [FULL_NAME] = "full_name",
  [NAME_IF_CITY] = "name_if_city", [ABBR] = "abbr", [ALIASES] = "aliases", [VALID_FROM] = "valid_from",
  [VALID_TO] = "valid_to", [PREDECESSORS] = "predecessors", [SUCCESSORS] = "successors", [EXPANDS] = "expands",
};

struct reader {
  struct arena *arena;
  struct registry *registry;
  VEC(struct str) expands; // of each agency, as written
  struct tsv tsv;
  size_t columns[COLUMNS]; // where they stand in the table
};

// ---- cells

static struct date read_day(struct str s) {
  struct date date = { 0 };
  struct str part;
  int *const parts[] = { &date.year, &date.month, &date.day };
  for (size_t i = 0; i < 3 && str_split(&s, '-', &part); i++)
    if (!str_to_int(part, parts[i]))
      return (struct date){ 0 };
  return date;
}

#define READ_LIST(arena, cell, list)                      \
  do {                                                    \
    struct str list_rest = (cell), list_part;             \
    while (str_split(&list_rest, ';', &list_part))        \
      if (str_trim(list_part).n)                          \
        vec_push((arena), (list), str_trim(list_part));   \
  } while (0)

// Ids may carry a remark: “so-ldtbxh(part)”.
static struct str id_part(struct str s) {
  size_t at = str_find_byte(s, '(', 0);
  return at == SIZE_MAX ? s : str_slice(s, 0, at);
}

#define READ_IDS(arena, cell, list)                       \
  do {                                                    \
    READ_LIST(arena, cell, list);                         \
    for (size_t i = 0; i < (list)->n; i++)                \
      (list)->at[i] = id_part((list)->at[i]);             \
  } while (0)

// ---- agencies

static struct str cell(const struct reader *reader, enum column column) {
  return tsv_cell(&reader->tsv, reader->columns[column]);
}

static struct agency read_agency(const struct reader *reader) {
  struct arena *arena = reader->arena;
  struct agency agency = {
    .id = str_copy(arena, cell(reader, ID)).p,
    .level = cell(reader, LEVEL),
    .family = cell(reader, FAMILY),
    .status = cell(reader, STATUS),
    .name = cell(reader, FULL_NAME),
    .name_if_city = cell(reader, NAME_IF_CITY),
    .abbreviation = cell(reader, ABBR),
    .from = read_day(cell(reader, VALID_FROM)),
    .to = read_day(cell(reader, VALID_TO)),
  };
  agency.group = str_is(agency.status, "group");
  READ_LIST(arena, cell(reader, ALIASES), &agency.aliases);
  READ_IDS(arena, cell(reader, SUCCESSORS), &agency.successors);
  READ_IDS(arena, cell(reader, PREDECESSORS), &agency.predecessors);
  return agency;
}

static size_t find_agency(const struct registry *registry, const char *id) {
  for (size_t i = 0; i < registry->agencies.n; i++)
    if (str_eq(str_from(registry->agencies.at[i].id), str_from(id)))
      return i;
  return SIZE_MAX;
}

// A format of two lines, Vietnamese and English, each with the number of the line; NULL: the row is good.
static const char *row_fault(const struct reader *reader) {
  if (!cell(reader, ID).n)
    return "dòng %d: thiếu mã (cột id)\nline %d: no id (column id)";
  if (!cell(reader, FULL_NAME).n)
    return "dòng %d: thiếu tên cơ quan (cột full_name)\nline %d: no name (column full_name)";
  return reader->tsv.filled > reader->tsv.columns ? "dòng %d: nhiều ô hơn số cột\nline %d: more cells than columns" : NULL;
}

static void put_agency(struct reader *reader, struct agency agency, struct str expands) {
  struct registry *registry = reader->registry;
  size_t old = agency.own ? find_agency(registry, agency.id) : SIZE_MAX;
  if (old != SIZE_MAX) {
    registry->agencies.at[old] = agency;
    reader->expands.at[old] = expands;
    return;
  }
  vec_push(reader->arena, &registry->agencies, agency);
  vec_push(reader->arena, &reader->expands, expands);
}

static bool read_agencies(struct reader *reader, struct str content, bool overlay, struct str *error) {
  struct tsv *tsv = &reader->tsv;
  tsv_open(tsv, content);
  for (int i = 0; i < COLUMNS; i++)
    reader->columns[i] = tsv_column(tsv, column_names[i]);
  if (reader->columns[ID] == SIZE_MAX || reader->columns[FULL_NAME] == SIZE_MAX) {
    *error = STR("dòng 1: thiếu tên cột id hoặc full_name\nline 1: no column id, or no full_name");
    return false;
  }
  while (tsv_next(tsv)) {
    const char *fault = row_fault(reader);
    if (fault) {
      *error = str_printf(reader->arena, fault, tsv->line, tsv->line);
      return false;
    }
    struct agency agency = read_agency(reader);
    agency.own = overlay;
    put_agency(reader, agency, cell(reader, EXPANDS));
  }
  return true;
}

// ---- groups: “family=so level=tinh status=active|optional”, a list of ids, or “open”

static bool one_of(struct str value, struct str alternatives) {
  struct str one;
  while (str_split(&alternatives, '|', &one))
    if (str_eq(one, value))
      return true;
  return false;
}

bool agency_fits(const struct agency *agency, struct str filter) {
  struct str term;
  while (str_split(&filter, ' ', &term)) {
    size_t at = str_find_byte(term, '=', 0);
    struct str name = str_slice(term, 0, at), wanted = str_slice(term, at + 1, term.n);
    struct str value = str_is(name, "family") ? agency->family : str_is(name, "level") ? agency->level : agency->status;
    if (at != SIZE_MAX && !one_of(value, wanted))
      return false;
  }
  return true;
}

static void expand_group(struct reader *reader, size_t at) {
  struct registry *registry = reader->registry;
  struct agency *group = &registry->agencies.at[at];
  struct str expands = reader->expands.at[at];
  group->open = str_starts(expands, STR("open"));
  group->assignees = str_starts(expands, STR("doc"));
  if (group->open || str_find_byte(expands, ':', 0) != SIZE_MAX)
    return;
  if (str_find_byte(expands, '=', 0) == SIZE_MAX) {
    READ_LIST(reader->arena, expands, &group->members);
    return;
  }
  for (size_t i = 0; i < registry->agencies.n; i++)
    if (!registry->agencies.at[i].group && agency_fits(&registry->agencies.at[i], expands))
      vec_push(reader->arena, &group->members, str_from(registry->agencies.at[i].id));
}

// ---- provinces

// Columns of provinces.tsv.
enum province_column {
  P_ID, P_NAME, P_FULL_NAME, P_KIND, P_KIND_BEFORE, P_KIND_SINCE, P_FROM, P_TO, P_SUCCESSOR, P_ALIASES, P_COLUMNS
};
static const char *const province_columns[P_COLUMNS] = {
  [P_ID] = "id", [P_NAME] = "name", [P_FULL_NAME] = "full_name", [P_KIND] = "kind", [P_KIND_BEFORE] = "kind_prev",
  [P_KIND_SINCE] = "kind_since", [P_FROM] = "valid_from", [P_TO] = "valid_to", [P_SUCCESSOR] = "successor_id",
  [P_ALIASES] = "aliases",
};

static struct province read_province(struct arena *arena, const struct str cells[P_COLUMNS]) {
  struct province province = {
    .id = str_copy(arena, cells[P_ID]).p,
    .name = cells[P_NAME],
    .full_name = cells[P_FULL_NAME],
    .city = str_is(cells[P_KIND], "thanh_pho"),
    .from = read_day(cells[P_FROM]),
    .to = read_day(cells[P_TO]),
    .successor = cells[P_SUCCESSOR],
  };
  if (cells[P_KIND_BEFORE].n)
    province.city_since = read_day(cells[P_KIND_SINCE]);
  READ_LIST(arena, cells[P_ALIASES], &province.aliases);
  return province;
}

static void read_provinces(struct arena *arena, struct registry *registry) {
  struct tsv tsv;
  struct str cells[P_COLUMNS];
  size_t columns[P_COLUMNS];
  tsv_open(&tsv, grammar_provinces);
  for (int i = 0; i < P_COLUMNS; i++)
    columns[i] = tsv_column(&tsv, province_columns[i]);
  while (tsv_next(&tsv)) {
    for (int i = 0; i < P_COLUMNS; i++)
      cells[i] = tsv_cell(&tsv, columns[i]);
    vec_push(arena, &registry->provinces, read_province(arena, cells));
  }
}

struct registry *registry_make(struct arena *arena, struct str overlay, const struct name_tables *tables,
                               struct str *error) {
  struct registry *registry = arena_new(arena, struct registry);
  struct reader reader = { .arena = arena, .registry = registry };
  if (!read_agencies(&reader, grammar_agencies, false, error))
    return NULL;
  if (overlay.n && !read_agencies(&reader, overlay, true, error))
    return NULL;
  for (size_t i = 0; i < registry->agencies.n; i++)
    expand_group(&reader, i);
  read_provinces(arena, registry);
  if (tables)
    names_take(arena, registry, tables);
  else
    names_build(arena, registry);
  return registry;
}

// ---- questions

const struct agency *registry_agency(const struct registry *registry, struct str id) {
  const struct phrases *ids = &registry->index->ids;
  uint32_t node = phrases_step(ids, 0, word_key(id));
  return node ? &registry->agencies.at[ids->values.at[node] - 1] : NULL;
}

const struct province *registry_province(const struct registry *registry, struct str name) {
  struct arena *arena = arena_create();
  struct words words = { 0 };
  words_read(arena, name, 0, name.n, &words);
  size_t end = 0;
  const struct province *province = words.n ? place_at(registry, &words, 0, &end) : NULL;
  if (end != words.n)
    province = NULL;
  arena_destroy(arena);
  return province;
}

bool province_is_city(const struct province *province, struct date on) {
  return province->city && (!on.year || !province->city_since.year || date_compare(on, province->city_since) >= 0);
}

bool agency_valid(const struct agency *agency, struct date on) {
  if (!on.year)
    return true;
  return (!agency->from.year || date_compare(on, agency->from) >= 0) &&
         (!agency->to.year || date_compare(on, agency->to) < 0);
}

// ---- what there is today

static bool is_over(struct date to, struct date on) {
  return to.year && date_compare(on, date_last(to)) >= 0;
}

bool agency_over(const struct agency *agency, struct date on) {
  return is_over(agency->to, on);
}

const struct agency *agency_today(const struct registry *registry, const struct agency *agency, struct date on) {
  enum { CHANGES = 8 }; // one after the other
  for (int i = 0; agency && agency_over(agency, on) && i < CHANGES; i++)
    agency = agency->successors.n == 1 ? registry_agency(registry, agency->successors.at[0]) : NULL;
  return agency && !agency_over(agency, on) ? agency : NULL;
}

const struct province *province_today(const struct registry *registry, const struct province *province, struct date on) {
  if (!province || !is_over(province->to, on))
    return province;
  for (size_t i = 0; i < registry->provinces.n; i++)
    if (str_is(province->successor, registry->provinces.at[i].id))
      return &registry->provinces.at[i];
  return province;
}

struct str province_called(struct arena *arena, const struct province *province, struct date on) {
  bool rises_later = province->city && !province_is_city(province, on);
  return rises_later ? str_printf(arena, "tỉnh " STR_FMT, STR_ARG(province->name)) : province->full_name;
}
