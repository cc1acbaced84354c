// Rows of protocol are walked in order; a body that the lines so far reach is not named again. Hence forces are named, though
// “các sở, ban, ngành” reach them: they come first.
#include "compiler/check/proposal.h"

#include "compiler/check/lexicon.h"
#include "compiler/check/phrases.h"

enum { PROPOSED_LIMIT = 200 }; // a longer list is no proposal

struct maker {
  struct reader *reader;
  const struct protocol *protocol;
  struct proposal *proposal;
  struct coverage coverage;
  struct actors reported; // bodies to which the plan says it reports
  bool supposed;          // or rather those whose decision it carries out
  struct line_set lines;  // of the proposal so far
};

struct protocol *proposal_protocol(struct reader *reader, struct str *error) {
  struct str folded = text_fold_str(reader->arena, str_trim(reader->plan->header.agency.text.s));
  const struct term *kind = terms_at(reader->terms, TERMS_ISSUER, folded, 0);
  return protocol_read(reader->arena, reader->registry, kind ? kind->value : (struct str){ 0 }, reader->standing_list, error);
}

// ---- to whom the plan reports

enum { LIST_BYTES = 512 }; // in which a list of superiors ends

// “… báo cáo Chính phủ, Bộ Quốc phòng, Tỉnh ủy, UBND tỉnh theo quy định”.
static void find_reports(struct maker *maker, const struct item *item) {
  struct arena *arena = maker->reader->arena;
  const struct term *term;
  for (size_t at = 0; (at = terms_find(maker->reader->terms, TERMS_REPORT, item->folded.s, at, &term)) != SIZE_MAX;) {
    at += term->phrase.n;
    size_t from = text_skip_space(&item->text, item->folded.map[at]);
    struct text list = text_part(arena, &item->text, from, from + LIST_BYTES);
    if (list.s.n)
      actors_prefix(arena, maker->reader->lexicon, &list, 0, &maker->reported);
  }
}

static bool is_central(const struct actor *actor) {
  return actor->agency && str_is(actor->agency->level, "trung_uong");
}

// “Thực hiện Quyết định … của Bộ trưởng Bộ Quốc phòng …”: the first body of the centre behind “của”.
static bool find_issuer(struct maker *maker, const struct item *basis) {
  struct folded folded = text_fold(maker->reader->arena, basis->text.s);
  if (terms_at(maker->reader->terms, TERMS_CONSIDERING, folded.s, 0))
    return false;
  size_t end, at = whole_find(folded.s, STR("của"), 0);
  struct actor actor;
  for (; at < folded.s.n && folded.s.p[at] != ','; at++) {
    if (folded.s.p[at] != ' ' || !actor_at(maker->reader->lexicon, &basis->text, folded.map[at + 1], &end, &actor))
      continue;
    if (is_central(&actor))
      vec_push(maker->reader->arena, &maker->reported, actor);
    return is_central(&actor);
  }
  return false;
}

static void find_superiors(struct maker *maker) {
  const struct plan *plan = maker->reader->plan;
  bool central = false;
  for (const struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    if (item->kind != ITEM_TABLE && item->section != SECTION_ANNEX)
      find_reports(maker, item);
  for (size_t i = 0; i < maker->reported.n; i++)
    central = central || is_central(&maker->reported.at[i]);
  for (size_t i = 0; i < plan->bases.n && !central; i++)
    central = maker->supposed = find_issuer(maker, plan->bases.at[i].item);
}

// ---- lines

static bool is_city(const struct maker *maker) {
  return maker->reader->lexicon->view.city;
}

static struct recipient make_line(struct maker *maker, struct str words, const struct actor *actor) {
  struct reader *reader = maker->reader;
  struct recipient line = { .text = text_plain(words) };
  if (actor)
    vec_push(reader->arena, &line.actors, *actor);
  else
    actors_read(reader->arena, reader->lexicon, &line.text, 0, words.n, &line.actors, &line.rest);
  return line;
}

static void add_line(struct maker *maker, const struct protocol_row *row, struct recipient line) {
  struct proposal *proposal = maker->proposal;
  if (proposal->list.n == PROPOSED_LIMIT)
    return;
  line_set_add(&maker->lines, &line, proposal->list.n);
  vec_push(maker->reader->arena, &proposal->list, (struct proposed){ line, row, row->when == SEND_REPORTED && maker->supposed });
}

static struct str row_text(const struct maker *maker, const struct protocol_row *row) {
  return is_city(maker) ? row->text_if_city : row->text;
}

static struct str capitalised(struct arena *arena, struct str s) {
  size_t at = 0;
  if (!s.n)
    return s;
  utf8_next(s, &at);
  struct str upper = text_upper(arena, str_slice(s, 0, at));
  return str_concat(arena, upper, str_slice(s, at, s.n));
}

// “Báo Lạng Sơn”, which the registry calls “Báo tỉnh”.
static bool names_province(const struct maker *maker, struct str written) {
  const struct province *province = maker->reader->lexicon->view.province;
  struct arena *arena = maker->reader->arena;
  return province && whole_find(text_fold_str(arena, written), text_fold_str(arena, province->name), 0) != SIZE_MAX;
}

// Communes and what bears the province's name as the plan calls them (“UBND 17 xã biên giới”), others by their full names.
static struct str body_text(const struct maker *maker, const struct protocol_row *row, const struct actor *actor) {
  struct str text = row_text(maker, row);
  if (text.n)
    return text;
  bool group = actor->agency && actor->agency->group;
  bool as_written = actor->count || (!group && (actor_is_local(actor) || names_province(maker, actor->written)));
  return capitalised(maker->reader->arena, as_written ? actor->written : actor->name);
}

static bool is_reached(const struct maker *maker, const struct actor *actor) {
  enum reach reach = line_set_reach(&maker->lines, actor, NULL);
  return reach == REACH_NAME || reach == REACH_GROUP || (reach == REACH_UNSENT && !actor->group);
}

static void add_body(struct maker *maker, const struct protocol_row *row, const struct actor *actor) {
  if (!is_reached(maker, actor))
    add_line(maker, row, make_line(maker, body_text(maker, row, actor), actor));
}

// ---- rows

static void add_always(struct maker *maker, const struct protocol_row *row) {
  struct str text = row_text(maker, row);
  const struct agency *agency = protocol_body(maker->protocol, row, 0);
  struct recipient line;
  if (!text.n && agency)
    text = is_city(maker) && agency->name_if_city.n ? agency->name_if_city : agency->name;
  line = make_line(maker, text, NULL);
  line.filing = row == maker->protocol->filing;
  if (line.filing)
    line.actors.n = line.rest.n = 0;
  if (text.n)
    add_line(maker, row, line);
}

static void add_reported(struct maker *maker, const struct protocol_row *row) {
  for (size_t i = 0; i < maker->reported.n; i++) {
    const struct actor *actor = &maker->reported.at[i];
    if (actor->agency && !actor->group && protocol_row(maker->protocol, actor->agency) == row)
      add_body(maker, row, actor);
  }
}

// Bodies of the row; of those that nobody knows, the ones that a block or a table names.
static bool belongs(const struct maker *maker, const struct protocol_row *row, const struct assigned *body) {
  const struct actor *actor = body->actor;
  if (actor->catch_all || protocol_row(maker->protocol, actor->agency) != row)
    return false;
  return actor->agency || (body->firm && !actor->group);
}

static void add_assigned(struct maker *maker, const struct protocol_row *row) {
  const struct coverage *coverage = &maker->coverage;
  const struct agency *group = row->from ? registry_agency(maker->reader->registry, row->group) : NULL;
  int bodies = 0;
  for (size_t i = 0; i < coverage->bodies.n; i++)
    bodies += belongs(maker, row, &coverage->bodies.at[i]) && !is_reached(maker, coverage->bodies.at[i].actor);
  if (group && bodies >= row->from) {
    const struct protocol_row *of_group = protocol_row(maker->protocol, group);
    struct str text = of_group && row_text(maker, of_group).n ? row_text(maker, of_group) : group->name;
    add_line(maker, of_group ? of_group : row, make_line(maker, text, NULL));
  }
  for (size_t i = 0; i < coverage->bodies.n; i++)
    if (belongs(maker, row, &coverage->bodies.at[i]))
      add_body(maker, row, coverage->bodies.at[i].actor);
}

void proposal_make(struct reader *reader, const struct protocol *protocol, struct proposal *proposal) {
  struct maker maker = { .reader = reader, .protocol = protocol, .proposal = proposal };
  coverage_read(reader, NULL, 0, &maker.coverage);
  find_superiors(&maker);
  maker.lines = line_set_make(reader, PROPOSED_LIMIT);
  for (size_t i = 0; i < protocol->rows.n; i++) {
    const struct protocol_row *row = &protocol->rows.at[i];
    if (row->when == SEND_ALWAYS)
      add_always(&maker, row);
    else if (row->when == SEND_REPORTED)
      add_reported(&maker, row);
    else if (row->when == SEND_ASSIGNED)
      add_assigned(&maker, row);
  }
}
