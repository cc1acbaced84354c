// Each line is divided into those who get copies: bodies it names, members of groups that the registry knows, keepers of the
// filing line. What the registry cannot count is left open: no number is made up.
#include "compiler/derive/recipients.h"

#include "compiler/check/lexicon.h"

const char *const recipients_reasons[] = {
  [REASON_NONE] = NULL, [REASON_REPORT] = "report", [REASON_ASSIGNED] = "assigned", [REASON_INFORM] = "inform",
  [REASON_FILE] = "file"
};

struct divider {
  struct reader *reader;
  struct recipients *out;
  struct line_set lines;
  bool *given;    // by index of the registry: has its row already
  bool *assigned; // has a part in the plan
  size_t entry;   // the line being divided
};

struct str recipients_words(struct str text) {
  text = str_trim(text);
  while (text.n && (text.p[text.n - 1] == ';' || text.p[text.n - 1] == '.' || text.p[text.n - 1] == ','))
    text = str_trim(str_slice(text, 0, text.n - 1));
  return text;
}

// ---- copies that the author counts: “(20 bản)”, “02 b”, “(1)” behind a keeper of the filing line

static bool is_unit(struct str s) {
  return str_is(s, "b") || str_is(s, "bản");
}

// The number at the end of the words, in brackets or not; 0 when there is none. Without “bản” only one in brackets counts,
// and only where `bare` allows it.
static int written_copies(struct arena *arena, struct str words, bool bare) {
  struct str folded = text_fold_str(arena, recipients_words(words));
  bool bracket = str_ends(folded, STR(")"));
  folded.n -= bracket;
  size_t end = folded.n, from;
  while (end > 0 && !(folded.p[end - 1] >= '0' && folded.p[end - 1] <= '9'))
    end--;
  for (from = end; from > 0 && folded.p[from - 1] >= '0' && folded.p[from - 1] <= '9';)
    from--;
  int copies;
  struct str unit = str_trim(str_slice(folded, end, folded.n));
  bool apart = from > 0 && (folded.p[from - 1] == ' ' || folded.p[from - 1] == '(');
  bool opened = from > 0 && folded.p[from - 1] == '(';
  if (!apart || bracket != opened || !str_to_int(str_slice(folded, from, end), &copies) || copies < 1 || copies > 10000)
    return 0;
  return is_unit(unit) || (bare && opened && !unit.n) ? copies : 0;
}

// ---- rows

static struct recipients_row *add_row(struct divider *divider, struct str body, int copies) {
  struct recipients *out = divider->out;
  struct recipients_entry *entry = &out->entries.at[divider->entry];
  vec_push(divider->reader->arena, &out->rows, (struct recipients_row){ .entry = divider->entry, .body = body, .copies = copies });
  struct recipients_row *row = vec_last(&out->rows);
  row->listed = copies == 0;
  entry->copies += copies;
  entry->open = entry->open || row->listed;
  out->copies += copies;
  out->open += row->listed;
  return row;
}

static size_t index_of(const struct divider *divider, const struct agency *agency) {
  return (size_t)(agency - divider->reader->registry->agencies.at);
}

static int copies_of(const struct divider *divider, const struct agency *agency) {
  const struct protocol_row *row = protocol_row(divider->out->protocol, agency);
  return row ? row->copies : 1;
}

static const struct agency *member(const struct divider *divider, const struct agency *group, size_t i) {
  return registry_agency(divider->reader->registry, group->members.at[i]);
}

// The registry knows the members as bodies of the province on the plan's day. One that did not exist then means that the
// group was another one.
static bool is_known_group(const struct divider *divider, const struct agency *group) {
  struct date day = divider->reader->plan->header.date;
  for (size_t i = 0; i < group->members.n; i++) {
    const struct agency *agency = member(divider, group, i);
    if (!agency || !str_is(agency->level, "tinh") || !agency_valid(agency, day))
      return false;
  }
  return group->members.n > 0;
}

static struct str agency_name(const struct divider *divider, const struct agency *agency) {
  bool city = divider->reader->lexicon->view.city && agency->name_if_city.n;
  return city ? agency->name_if_city : agency->name;
}

// A body that not every province has counts where the plan or the office's own table names it.
static bool is_there(const struct divider *divider, const struct agency *agency) {
  return !str_is(agency->status, "optional") || agency->own || divider->assigned[index_of(divider, agency)];
}

// Whether a row was added.
static bool add_member(struct divider *divider, const struct agency *agency) {
  size_t at = index_of(divider, agency);
  bool unsent = terms_is(divider->reader->terms, TERMS_UNSENT, str_from(agency->id));
  if (divider->given[at] || divider->lines.bodies.by_name[at] || unsent || !is_there(divider, agency))
    return false;
  divider->given[at] = true;
  add_row(divider, agency_name(divider, agency), agency->group ? 0 : copies_of(divider, agency));
  return true;
}

// Groups within a group wait in a list: the registry, which an office may change, may hold them in a circle.
static void add_members(struct divider *divider, const struct agency *group) {
  enum { GROUPS = 16 };
  const struct agency *groups[GROUPS] = { group };
  bool general = !group->own && group->members.n > GROUPS / 2; // said once, in the first row
  for (size_t n = 1, at = 0; at < n; at++)
    for (size_t i = 0; i < groups[at]->members.n; i++) {
      const struct agency *agency = member(divider, groups[at], i);
      if (agency->group && n < GROUPS && is_known_group(divider, agency) && !divider->lines.bodies.by_name[index_of(divider, agency)])
        groups[n++] = agency;
      else if (add_member(divider, agency)) {
        vec_last(&divider->out->rows)->general = general;
        general = false;
      }
    }
}

// Bodies with work that the line reaches, though no group of the registry holds them: forces by “các sở, ban, ngành”, all by
// “các đơn vị được phân công”. With `others`, also those that cannot be counted.
static void add_covered(struct divider *divider, bool others) {
  const struct recipients_entry *entry = &divider->out->entries.at[divider->entry];
  for (size_t i = 0; i < entry->covers.n; i++) {
    const struct actor *actor = entry->covers.at[i]->actor;
    if (actor_is_named(actor) && !actor_is_local(actor))
      add_member(divider, actor->agency);
    else if (others && !actor->catch_all)
      add_row(divider, actor->written, actor->count)->counted = actor->count > 0;
  }
}

static void add_actor(struct divider *divider, const struct actor *actor) {
  const struct agency *agency = actor->agency;
  size_t rows = divider->out->rows.n;
  bool known = agency && agency->group && !actor->count && is_known_group(divider, agency);
  if (known)
    add_members(divider, agency);
  if (known || (agency && agency->assignees)) {
    add_covered(divider, !known);
    if (divider->out->rows.n > rows)
      return;
  }
  if (agency && !actor->group)
    divider->given[index_of(divider, agency)] = true;
  int copies = actor->group ? actor->count : copies_of(divider, agency);
  add_row(divider, actor->written, copies)->counted = actor->count > 0;
}

// “Lưu: VT, NC (Huấn)”: each keeper has one, or as many as stand behind it.
static void add_filing(struct divider *divider, struct str words) {
  struct reader *reader = divider->reader;
  struct folded folded = text_fold(reader->arena, words);
  const struct term *term = terms_at(reader->terms, TERMS_FILING, folded.s, 0);
  struct str rest = term ? str_slice(words, folded.map[term->phrase.n], words.n) : words, keeper;
  rest = str_trim(rest);
  rest = str_trim(str_slice(rest, str_starts(rest, STR(":")), rest.n));
  while (str_split(&rest, ',', &keeper)) {
    int copies = written_copies(reader->arena, keeper, true);
    if (recipients_words(keeper).n)
      add_row(divider, recipients_words(keeper), copies ? copies : 1)->counted = copies > 0;
  }
}

static void divide(struct divider *divider, const struct recipient *line) {
  struct str words = recipients_words(line->text.s);
  int copies = line->filing ? 0 : written_copies(divider->reader->arena, words, false);
  if (line->filing) {
    add_filing(divider, words);
    return;
  }
  if (copies) {
    add_row(divider, words, copies)->counted = true;
    return;
  }
  for (size_t i = 0; i < line->actors.n; i++)
    add_actor(divider, &line->actors.at[i]);
  for (size_t i = 0; i < line->rest.n; i++)
    add_row(divider, line->rest.at[i].written, 0)->unknown = true;
}

// ---- reasons

static enum send_reason reason_of(const struct recipients *recipients, const struct recipients_entry *entry) {
  const struct protocol_row *row = protocol_row(recipients->protocol, entry->agency);
  bool own_row = row && row != recipients->protocol->other;
  if (entry->line->filing)
    return REASON_FILE;
  if (own_row && row->reason == REASON_REPORT)
    return REASON_REPORT;
  if (entry->covers.n)
    return REASON_ASSIGNED;
  return own_row && row->reason != REASON_ASSIGNED ? row->reason : REASON_NONE;
}

static void add_entry(struct recipients *recipients, struct arena *arena, const struct recipient *line) {
  struct recipients_entry entry = { .text = recipients_words(line->text.s), .line = line };
  if (line->actors.n && !line->filing) {
    entry.agency = line->actors.at[0].agency;
    entry.group = line->actors.at[0].group;
  }
  vec_push(arena, &recipients->entries, entry);
}

bool recipients_read_lines(const struct plan *plan, const struct recipient *lines, size_t n, struct recipients *recipients,
                           struct str *error) {
  struct reader *reader = plan->reader;
  struct arena *arena = reader->arena;
  *recipients = (struct recipients){ .plan = plan, .protocol = proposal_protocol(reader, error) };
  if (!recipients->protocol)
    return false;
  struct divider divider = { .reader = reader, .out = recipients, .lines = line_set_make(reader, n) };
  divider.given = arena_array(arena, bool, reader->registry->agencies.n);
  divider.assigned = arena_array(arena, bool, reader->registry->agencies.n);
  coverage_read(reader, lines, n, &recipients->coverage);
  for (size_t i = 0; i < n; i++) {
    add_entry(recipients, arena, &lines[i]);
    line_set_add(&divider.lines, &lines[i], i);
  }
  for (size_t i = 0; i < recipients->coverage.bodies.n; i++) {
    const struct assigned *body = &recipients->coverage.bodies.at[i];
    if (body->line != SIZE_MAX)
      vec_push(arena, &recipients->entries.at[body->line].covers, body);
    if (body->actor->agency)
      divider.assigned[index_of(&divider, body->actor->agency)] = true;
  }
  for (divider.entry = 0; divider.entry < n; divider.entry++) {
    recipients->entries.at[divider.entry].reason = reason_of(recipients, &recipients->entries.at[divider.entry]);
    divide(&divider, &lines[divider.entry]);
  }
  return true;
}

bool recipients_suggest(const struct plan *plan, struct suggestion *suggestion, struct str *error) {
  const struct protocol *protocol = proposal_protocol(plan->reader, error);
  *suggestion = (struct suggestion){ 0 };
  if (!protocol)
    return false;
  proposal_make(plan->reader, protocol, &suggestion->proposal);
  proposal_merge(plan->reader, protocol, &suggestion->proposal, &suggestion->merge);
  for (size_t i = 0; i < suggestion->merge.list.n; i++) {
    const struct merged *merged = &suggestion->merge.list.at[i];
    vec_push(plan->reader->arena, &suggestion->lines, *merged->line);
    suggestion->added += merged->own == SIZE_MAX;
    suggestion->moved += merged->moved;
  }
  return true;
}
