// Rows are read, those of the office put in their place, and then each body of the registry is given the row that speaks of
// it, so that asking costs nothing.
#include "compiler/check/protocol.h"

#include "compiler/check/tsv.h"
#include "grammar/data.h"

enum column { RANK, ISSUER, BODIES, WHEN, REASON, COPIES, GROUP, FROM, TEXT, TEXT_IF_CITY, COLUMNS };
static const char *const column_names[COLUMNS] = {
  [RANK] = "rank",     [ISSUER] = "issuer", [BODIES] = "bodies", [WHEN] = "when", [REASON] = "reason",
  [COPIES] = "copies", [GROUP] = "group",   [FROM] = "from",     [TEXT] = "text", [TEXT_IF_CITY] = "text_if_city",
};
static const char *const when_names[] = {
  [SEND_KEPT] = "kept", [SEND_ALWAYS] = "always", [SEND_REPORTED] = "reported", [SEND_ASSIGNED] = "assigned"
};
static const char *const reason_names[] = {
  [REASON_NONE] = "", [REASON_REPORT] = "report", [REASON_ASSIGNED] = "assigned", [REASON_INFORM] = "inform",
  [REASON_FILE] = "file"
};

// ---- reading

struct rows {
  struct arena *arena;
  const struct registry *registry;
  VEC(struct protocol_row) list;
};

static int name_index(const char *const *names, int n, struct str name) {
  for (int i = 0; i < n; i++)
    if (str_is(name, names[i]))
      return i;
  return -1;
}

// Empty is `otherwise`; -1 for what is no number.
static int number_cell(struct str cell, int otherwise) {
  int value;
  if (!cell.n)
    return otherwise;
  return str_to_int(cell, &value) ? value : -1;
}

static bool is_selector(const struct registry *registry, struct str one) {
  return str_is(one, "*") || str_is(one, "luu") || str_find_byte(one, '=', 0) != SIZE_MAX || registry_agency(registry, one);
}

// The first part of the list that names nothing; empty when all do.
static struct str unknown_body(const struct registry *registry, struct str bodies) {
  struct str one;
  while (str_split(&bodies, ';', &one))
    if (!is_selector(registry, str_trim(one)))
      return str_trim(one);
  return (struct str){ 0 };
}

enum { LARGEST = 10000 };

// What is wrong with the row, or the empty string.
// What is wrong with a row, in both languages; nothing when it is good.
struct fault {
  const char *vi, *en;
  struct str id; // behind the words
};

static struct fault row_fault(const struct rows *rows, const struct protocol_row *row, int when, int reason) {
  struct str unknown = unknown_body(rows->registry, row->bodies);
  if (row->rank < 1 || row->rank > 10)
    return (struct fault){ "cột rank phải là số từ 1 đến 10", "the column rank takes a number from 1 to 10", { 0 } };
  if (when < 0)
    return (struct fault){ "cột when: always, reported, assigned hoặc kept", "the column when takes always, reported, assigned or kept", { 0 } };
  if (reason < 0)
    return (struct fault){ "cột reason: report, assigned, inform hoặc file", "the column reason takes report, assigned, inform or file", { 0 } };
  if (row->copies < 0 || row->copies > LARGEST || row->from < 0)
    return (struct fault){ "cột copies và from phải là số", "the columns copies and from take numbers", { 0 } };
  if (unknown.n || (row->group.n && !registry_agency(rows->registry, row->group)))
    return (struct fault){ "không có cơ quan với mã ", "there is no body with the id ", unknown.n ? unknown : row->group };
  return (struct fault){ 0 };
}

static void put_row(struct rows *rows, struct protocol_row row) {
  size_t at = rows->list.n;
  for (size_t i = 0; row.own && i < rows->list.n; i++) {
    struct protocol_row *old = &rows->list.at[i];
    if (str_eq(old->bodies, row.bodies) && str_eq(old->issuer, row.issuer) && row.bodies.n) {
      *old = row;
      return;
    }
  }
  while (at > 0 && rows->list.at[at - 1].rank > row.rank)
    at--;
  vec_push(rows->arena, &rows->list, row);
  memmove(&rows->list.at[at + 1], &rows->list.at[at], (rows->list.n - 1 - at) * sizeof row);
  rows->list.at[at] = row;
}

static bool read_row(struct rows *rows, const struct tsv *tsv, const size_t *columns, bool own, struct str *error) {
  struct str cells[COLUMNS];
  for (int i = 0; i < COLUMNS; i++)
    cells[i] = tsv_cell(tsv, columns[i]);
  int when = name_index(when_names, sizeof when_names / sizeof *when_names, cells[WHEN]);
  int reason = name_index(reason_names, sizeof reason_names / sizeof *reason_names, cells[REASON]);
  struct protocol_row row = { .rank = number_cell(cells[RANK], 0), .issuer = cells[ISSUER], .bodies = cells[BODIES] };
  row.copies = number_cell(cells[COPIES], 1);
  row.from = number_cell(cells[FROM], 0);
  row.group = cells[GROUP];
  row.text = cells[TEXT];
  row.text_if_city = cells[TEXT_IF_CITY].n ? cells[TEXT_IF_CITY] : cells[TEXT];
  row.own = own;
  struct fault fault = row_fault(rows, &row, when, reason);
  if (fault.vi) {
    *error = str_printf(rows->arena, "dòng %d: %s" STR_FMT "\nline %d: %s" STR_FMT, tsv->line, fault.vi, STR_ARG(fault.id),
                        tsv->line, fault.en, STR_ARG(fault.id));
    return false;
  }
  row.when = (enum send_when)when;
  row.reason = (enum send_reason)reason;
  put_row(rows, row);
  return true;
}

static bool read_rows(struct rows *rows, struct str content, bool own, struct str *error) {
  struct tsv tsv;
  size_t columns[COLUMNS];
  tsv_open(&tsv, content);
  for (int i = 0; i < COLUMNS; i++)
    columns[i] = tsv_column(&tsv, column_names[i]);
  if (columns[RANK] == SIZE_MAX || columns[BODIES] == SIZE_MAX || columns[WHEN] == SIZE_MAX) {
    *error = STR("dòng 1: thiếu tên cột rank, bodies hoặc when\nline 1: no column rank, bodies or when");
    return false;
  }
  while (tsv_next(&tsv))
    if (!read_row(rows, &tsv, columns, own, error))
      return false;
  return true;
}

// ---- which row speaks of a body

static bool selects(struct str bodies, const struct agency *agency, bool by_id) {
  struct str one;
  while (str_split(&bodies, ';', &one)) {
    one = str_trim(one);
    bool selection = str_find_byte(one, '=', 0) != SIZE_MAX;
    if (selection != by_id && (selection ? agency_fits(agency, one) : str_is(one, agency->id)))
      return true;
  }
  return false;
}

// The body's own id weighs more than a selection, and the office's row more than the program's.
static const struct protocol_row *find_row(const struct protocol *protocol, const struct agency *agency) {
  for (int by_id = 1; by_id >= 0; by_id--)
    for (int own = 1; own >= 0; own--)
      for (size_t i = 0; i < protocol->rows.n; i++)
        if (protocol->rows.at[i].own == (own == 1) && selects(protocol->rows.at[i].bodies, agency, by_id == 1))
          return &protocol->rows.at[i];
  return NULL;
}

static void find_rows(struct arena *arena, struct protocol *protocol) {
  size_t n = protocol->registry->agencies.n;
  protocol->of_agency = arena_array(arena, const struct protocol_row *, n);
  for (size_t i = 0; i < n; i++)
    protocol->of_agency[i] = find_row(protocol, &protocol->registry->agencies.at[i]);
  for (size_t i = 0; i < protocol->rows.n; i++) {
    const struct protocol_row *row = &protocol->rows.at[i];
    if (str_is(row->bodies, "*"))
      protocol->other = row;
    if (str_is(row->bodies, "luu"))
      protocol->filing = row;
  }
}

struct protocol *protocol_read(struct arena *arena, const struct registry *registry, struct str issuer, struct str office,
                               struct str *error) {
  struct rows rows = { .arena = arena, .registry = registry };
  struct protocol *protocol = arena_new(arena, struct protocol);
  protocol->registry = registry;
  if (!read_rows(&rows, grammar_recipients, false, error) || (office.n && !read_rows(&rows, office, true, error)))
    return NULL;
  for (size_t i = 0; i < rows.list.n; i++)
    if (!rows.list.at[i].issuer.n || str_eq(rows.list.at[i].issuer, issuer))
      vec_push(arena, &protocol->rows, rows.list.at[i]);
  find_rows(arena, protocol);
  return protocol;
}

const struct protocol_row *protocol_row(const struct protocol *protocol, const struct agency *agency) {
  const struct protocol_row *row = agency ? protocol->of_agency[agency - protocol->registry->agencies.at] : NULL;
  return row ? row : protocol->other;
}

const struct agency *protocol_body(const struct protocol *protocol, const struct protocol_row *row, size_t n) {
  struct str bodies = row->bodies, one;
  while (str_split(&bodies, ';', &one))
    if (n-- == 0)
      return registry_agency(protocol->registry, str_trim(one));
  return NULL;
}
