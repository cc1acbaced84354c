// Reading an earlier plan for a new one. Names in titles of other papers, in quotation marks and in legal bases stay as they
// are: they are those of their time.
#include "compiler/check/renewal.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/check/lexicon.h"
#include "compiler/check/marks.h"
#include "compiler/check/rules/citations.h"
#include "compiler/check/rules/rules.h"

// What a byte of a text belongs to: words of another paper, whose names and times stay; the title of a document that is
// cited, whose times stay.
enum guarded { GUARD_WORDS = 1, GUARD_TITLE = 2 };

// Texts among which a body should stand once: each by itself, all titles, all recipients.
enum scope { SCOPE_TEXT, SCOPE_TITLES, SCOPE_RECIPIENTS, SCOPES };

// Where a body stands: the text's number (1 in the other scopes), and the body that it was before, + 1.
struct presence {
  uint32_t text, before;
};

struct renewal {
  struct arena *arena;
  struct reader *reader;           // of the old plan
  struct lexicon *lexicon;         // names as the new plan says them
  struct date on;
  const struct province *province; // of the new plan, NULL: unknown
  bool rises;                      // the province has become a city
  struct presence *present[SCOPES]; // by agency
  uint32_t text;                    // number of the text at hand
  unsigned char *guarded;           // of each byte of the text at hand
  size_t citation;                 // next of the plan's
};

// The province that it has become part of; NULL when it still is.
static const struct province *merged_into(const struct renewal *renewal, const struct province *province) {
  const struct province *today = province_today(renewal->reader->registry, province, renewal->on);
  return today != province ? today : NULL;
}

struct renewal *renewal_begin(const struct plan *old, struct date on) {
  struct reader *reader = old->reader;
  struct renewal *renewal = arena_new(reader->arena, struct renewal);
  renewal->arena = reader->arena;
  renewal->reader = reader;
  renewal->on = on;
  const struct province *before = reader->lexicon->view.province;
  renewal->province = province_today(reader->registry, before, on);
  renewal->lexicon = lexicon_create(reader->arena, reader->registry, renewal->province ? renewal->province->name : STR(""), on);
  renewal->rises = renewal->lexicon->view.city && !reader->lexicon->view.city;
  for (int scope = 0; scope < SCOPES; scope++)
    renewal->present[scope] = arena_array(reader->arena, struct presence, reader->registry->agencies.n);
  return renewal;
}

bool renewal_rises(const struct renewal *renewal) {
  return renewal->rises;
}

// ---- What speaks of other papers

static void guard_quotes(struct renewal *renewal, struct str s) {
  for (size_t at = 0, open; (open = str_find(s, STR("“"), at)) != SIZE_MAX;) {
    size_t close = str_find(s, STR("”"), open);
    at = close == SIZE_MAX ? s.n : close;
    memset(renewal->guarded + open, GUARD_WORDS, at - open);
  }
}

static void guard_marks(struct renewal *renewal, struct str s) {
  for (size_t at = 0, start; mark_find(renewal->reader, s, at, &start, &at);)
    memset(renewal->guarded + start, GUARD_WORDS, at - start);
}

static bool ends_title(struct str s, size_t at) {
  return strchr(";)\n", s.p[at]) || (s.p[at] == '.' && (at + 1 == s.n || s.p[at + 1] == ' '));
}

// Behind the number of a document its date and issuer are its own, and the times up to the end of its title.
static void guard_citation(struct renewal *renewal, struct str s, const struct citation *citation) {
  enum { ISSUER_BYTES = 24 }; // “ của Bộ trưởng ”
  const struct prose *prose = renewal->reader->prose;
  size_t last = citation->date.year ? citation->date_last : citation->last;
  size_t from = prose->words.at[citation->first].from, to = prose->words.at[last].to;
  for (size_t at = from; at < s.n && at < to + ISSUER_BYTES; at++)
    renewal->guarded[at] |= GUARD_WORDS;
  for (size_t at = to; at < s.n && !(renewal->guarded[at] & GUARD_TITLE) && !ends_title(s, at); at++)
    renewal->guarded[at] |= GUARD_TITLE;
}

// `index` of the text in the prose, whose citations come in its order; SIZE_MAX for a text that is not there.
static void guard_text(struct renewal *renewal, const struct text *text, size_t index) {
  const struct citations *citations = citations_of(renewal->reader);
  const struct prose *prose = renewal->reader->prose;
  renewal->guarded = arena_array(renewal->arena, unsigned char, text->s.n + 1);
  guard_quotes(renewal, text->s);
  guard_marks(renewal, text->s);
  for (; index != SIZE_MAX && renewal->citation < citations->list.n; renewal->citation++) {
    const struct citation *citation = &citations->list.at[renewal->citation];
    size_t of = prose->words.at[citation->first].text;
    if (of > index)
      break;
    if (of == index)
      guard_citation(renewal, text->s, citation);
  }
}

static bool is_guarded(const struct renewal *renewal, size_t at, bool name) {
  return renewal->guarded[at] & (name ? GUARD_WORDS : GUARD_WORDS | GUARD_TITLE);
}

// ---- Pieces

struct reading {
  struct renewal *renewal;
  const struct text *text;
  struct renewal_pieces *pieces;
  enum scope scope;
  uint32_t number;  // of the text in its scope
  bool header;      // of the letterhead: places are changed, not marked
  size_t times, next; // pieces that are times come first; the next of them behind the names read so far
};

// A body's name: words first…end of the passage, bytes from…to of the text.
struct named {
  const struct passage *passage;
  size_t first, end, from, to;
  const struct agency *agency;
  bool counted; // “17 xã”
};

static void add_piece(struct reading *reading, size_t from, size_t to, enum renewal_reason reason, struct str words) {
  struct renewal_piece piece = { .from = from, .to = to, .reason = reason, .detail = words };
  const struct renewal_piece *times = reading->pieces->at; // sorted, as they come
  while (reading->next < reading->times && times[reading->next].to <= from)
    reading->next++;
  if (reading->next < reading->times && times[reading->next].from < to)
    return; // inside a time that is marked as a whole
  struct str old = str_slice(reading->text->s, from, to);
  if (!renewal_marks(reason)) // a name in capitals stays in capitals
    piece.instead = piece.detail = text_is_upper(old) && text_width(old) > 8 ? text_upper(reading->renewal->arena, words) : words;
  vec_push(reading->renewal->arena, reading->pieces, piece);
}

// The source has emphasis, escapes or a line end in the middle: words cannot be put in its place for sure.
static bool is_plain(const struct reading *reading, size_t from, size_t to) {
  struct str source = source_slice(reading->renewal->reader->plan->source, text_span(reading->text, from, to));
  return str_eq(source, str_slice(reading->text->s, from, to));
}

static int by_place(const void *a, const void *b) {
  const struct renewal_piece *x = a, *y = b;
  return (x->from > y->from) - (x->from < y->from);
}

static void sort_pieces(struct renewal_pieces *pieces) {
  if (pieces->n > 1)
    qsort(pieces->at, pieces->n, sizeof *pieces->at, by_place);
}

// ---- Bodies

static size_t index_of(const struct renewal *renewal, const struct agency *agency) {
  return (size_t)(agency - renewal->reader->registry->agencies.at);
}

static bool is_province_word(const struct word *word) {
  return word_is(word, "tỉnh") && word->first && word->last; // not of an abbreviation
}

// The province that the name says behind “tỉnh”, the word “tỉnh” in *at; NULL when it says none. *at is `end` without “tỉnh”.
static const struct province *province_named(const struct renewal *renewal, const struct named *body, size_t *at, size_t *behind) {
  const struct words *words = &body->passage->words;
  for (*at = body->first; *at < body->end && !is_province_word(&words->at[*at]); ++*at)
    ;
  bool more = *at + 1 < words->n && words->at[*at + 1].title;
  return *at < body->end && more ? place_at(renewal->reader->registry, words, *at + 1, behind) : NULL;
}

// “Bộ Chỉ huy Bộ đội Biên phòng tỉnh Lạng Sơn” keeps its province.
static struct str with_place(const struct renewal *renewal, const struct named *body, struct str name) {
  size_t at, behind;
  const struct province *named = province_named(renewal, body, &at, &behind);
  const struct province *today = province_today(renewal->reader->registry, named, renewal->on);
  bool ends = str_ends(name, STR(" tỉnh")) || str_ends(name, STR(" thành phố"));
  if (!today || behind > body->end)
    return name;
  return str_printf(renewal->arena, STR_FMT " " STR_FMT, STR_ARG(name), STR_ARG(ends ? today->name : province_called(renewal->arena, today, renewal->on)));
}

// A body that is no more.
static void replace_body(struct reading *reading, const struct named *body) {
  struct renewal *renewal = reading->renewal;
  const struct agency *agency = body->agency, *today = agency_today(renewal->reader->registry, agency, renewal->on);
  bool local = body->counted || str_is(agency->level, "huyen") || str_is(agency->level, "xa");
  if (!agency->successors.n) {
    add_piece(reading, body->from, body->to, RENEWAL_BODY_OVER, (struct str){ 0 });
    return;
  }
  if (!today || local || !is_plain(reading, body->from, body->to)) {
    add_piece(reading, body->from, body->to, RENEWAL_BODY_SEVERAL, agency_successors(renewal->arena, renewal->lexicon, agency));
    return;
  }
  struct presence *present = &renewal->present[reading->scope][index_of(renewal, today)];
  uint32_t before = (uint32_t)index_of(renewal, agency) + 1;
  bool twice = present->text == reading->number && present->before != before;
  struct str name = with_place(renewal, body, agency_full_name(renewal->lexicon, today));
  add_piece(reading, body->from, body->to, twice ? RENEWAL_BODY_TWICE : RENEWAL_BODY, name);
  if (!twice)
    *present = (struct presence){ reading->number, before };
}

// The body's name with other words at from…to.
static void rename_body(struct reading *reading, const struct named *body, size_t from, size_t to, enum renewal_reason reason,
                        struct str words) {
  struct str s = reading->text->s;
  size_t end = to > body->to ? to : body->to;
  struct str name = str_printf(reading->renewal->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(str_slice(s, body->from, from)),
                               STR_ARG(words), STR_ARG(str_slice(s, to, end)));
  if (is_plain(reading, body->from, end))
    add_piece(reading, body->from, end, reason, name);
  else
    add_piece(reading, from, to, reason, words);
}

// A body that still is, of a province that has another name or rank: “UBND tỉnh Yên Bái”, “Công an tỉnh”.
static void rename_place(struct reading *reading, const struct named *body) {
  struct renewal *renewal = reading->renewal;
  const struct words *words = &body->passage->words;
  size_t at, behind = 0;
  const struct province *named = province_named(renewal, body, &at, &behind);
  if (at == body->end)
    return;
  const struct province *merged = named ? merged_into(renewal, named) : NULL;
  if (merged) {
    rename_body(reading, body, words->at[at].from, words->at[behind - 1].to, RENEWAL_PROVINCE,
                province_called(renewal->arena, merged, renewal->on));
  } else if (!named && renewal->rises && body->agency->name_if_city.n) {
    bool party = str_find(body->agency->name_if_city, STR("Thành ủy"), 0) != SIZE_MAX;
    rename_body(reading, body, words->at[at].from, words->at[at].to, RENEWAL_CITY, party ? STR("Thành") : STR("thành phố"));
  }
}

// “tỉnh Yên Bái”, “Yên Bái”: what follows may say that the old province is meant (“cũ”).
static size_t old_place(struct reading *reading, const struct passage *passage, size_t i) {
  struct renewal *renewal = reading->renewal;
  const struct words *words = &passage->words;
  size_t at = i + (is_province_word(&words->at[i]) && i + 1 < words->n), end;
  const struct province *named = words->at[at].title ? place_at(renewal->reader->registry, words, at, &end) : NULL;
  const struct province *today = named ? merged_into(renewal, named) : NULL;
  if (!today || is_guarded(renewal, words->at[i].from, true))
    return i + 1;
  struct str behind = str_slice(reading->text->s, words->at[end - 1].to, words->at[end - 1].to + 40);
  if (terms_at(renewal->reader->terms, TERMS_FORMER, text_fold_str(renewal->arena, str_trim(behind)), 0))
    return end;
  struct str name = at > i ? province_called(renewal->arena, today, renewal->on) : today->name;
  add_piece(reading, words->at[i].from, words->at[end - 1].to, reading->header ? RENEWAL_PROVINCE : RENEWAL_PLACE, name);
  return end;
}

// The body at word `i`: its first word, *end behind it; SIZE_MAX when there is none. The office before a name is no part of
// it: “lãnh đạo [Sở Tư pháp]”, which is more than “lãnh đạo Sở”.
static size_t body_at(const struct passage *passage, size_t i, size_t *end, struct actor *actor) {
  size_t start, behind;
  struct actor name;
  bool known = known_body_at(passage, i, end, actor);
  enum body_word kind = body_word_at(passage->lexicon->vocabulary, &passage->words, i, &start);
  bool office = (kind == BODY_OFFICE || kind == BODY_PLURAL) && start < passage->words.n;
  bool behind_office = office && known_body_at(passage, start, &behind, &name) && (!known || behind > *end || (behind == *end && name.agency == actor->agency));
  if (!behind_office)
    return known ? i : SIZE_MAX;
  *actor = name;
  *end = behind;
  return start;
}

static void read_names(struct reading *reading) {
  struct renewal *renewal = reading->renewal;
  struct passage passage;
  reading->times = reading->pieces->n;
  passage_read(renewal->arena, renewal->reader->lexicon, reading->text, 0, reading->text->s.n, &passage);
  for (size_t i = 0; i < passage.words.n;) {
    struct actor actor;
    size_t end, first = body_at(&passage, i, &end, &actor);
    if (first == SIZE_MAX) {
      i = old_place(reading, &passage, i);
      continue;
    }
    struct named body = { .passage = &passage, .first = first, .end = end };
    body.from = passage.words.at[body.first].from;
    body.to = passage.words.at[end - 1].to;
    body.agency = actor.agency;
    body.counted = actor.count > 0;
    if (actor.agency && !is_guarded(renewal, body.from, true)) {
      if (agency_over(actor.agency, renewal->on))
        replace_body(reading, &body);
      else
        rename_place(reading, &body);
    }
    i = end;
  }
}

// Bodies of the text that still are.
static void note_bodies(struct reading *reading) {
  struct renewal *renewal = reading->renewal;
  struct passage passage;
  passage_read(renewal->arena, renewal->reader->lexicon, reading->text, 0, reading->text->s.n, &passage);
  for (size_t i = 0; i < passage.words.n; i++) {
    struct actor actor;
    size_t end;
    if (body_at(&passage, i, &end, &actor) == SIZE_MAX)
      continue;
    if (actor.agency && !agency_over(actor.agency, renewal->on)) {
      uint32_t index = (uint32_t)index_of(renewal, actor.agency);
      renewal->present[reading->scope][index] = (struct presence){ reading->number, index + 1 };
    }
    i = end - 1;
  }
}

// ---- Times

static bool names_year(const struct time_spec *spec) {
  for (size_t i = 0; i < spec->intervals.n; i++)
    if (spec->intervals.at[i].from.year || spec->intervals.at[i].to.year)
      return true;
  return false;
}

// A value that is nothing but a time, without the signs at its end.
static bool mark_value(struct reading *reading, size_t from, bool whole) {
  struct str s = reading->text->s;
  struct time_context context = { 0 };
  struct time_spec spec = { 0 };
  size_t to = s.n;
  while (to > from && strchr(" .;/", s.p[to - 1]))
    to--;
  while (from < to && s.p[from] == ' ')
    from++;
  time_read(reading->renewal->arena, reading->text, from, to, &context, &spec);
  bool is = names_year(&spec) && !(whole && spec.has_unknown);
  if (is && !is_guarded(reading->renewal, from, false))
    add_piece(reading, from, to, RENEWAL_TIME, (struct str){ 0 });
  return is;
}

// “Giai đoạn 1 (từ năm 2026 đến năm 2027)”: the bracket that closes belongs to it.
static size_t closed(struct str s, size_t start, size_t end) {
  int open = 0;
  for (size_t i = start; i < end; i++)
    open += (s.p[i] == '(') - (s.p[i] == ')');
  return open > 0 && end < s.n && s.p[end] == ')' ? end + 1 : end;
}

static void mark_times(struct reading *reading) {
  struct time_context context = { 0 };
  struct time_spec spec = { 0 };
  size_t at = 0, start, end;
  while (time_find(reading->renewal->arena, reading->text, at, &context, &start, &end, &spec)) {
    if (names_year(&spec) && !is_guarded(reading->renewal, start, false))
      add_piece(reading, start, closed(reading->text->s, start, end), RENEWAL_TIME, (struct str){ 0 });
    at = end > at ? end : reading->text->s.n;
    spec = (struct time_spec){ 0 };
  }
}

// ---- Texts

void renewal_header(struct renewal *renewal, const struct text *text, struct renewal_pieces *pieces) {
  struct reading reading = { .renewal = renewal, .text = text, .pieces = pieces, .number = ++renewal->text, .header = true };
  guard_text(renewal, text, SIZE_MAX);
  note_bodies(&reading);
  read_names(&reading);
  sort_pieces(pieces);
}

void renewal_subject(struct renewal *renewal, const struct text *text, struct renewal_pieces *pieces) {
  struct reading reading = { .renewal = renewal, .text = text, .pieces = pieces, .number = ++renewal->text };
  guard_text(renewal, text, 0); // the first text of the prose
  mark_times(&reading);
  read_names(&reading);
  sort_pieces(pieces);
}

struct body_walk {
  struct renewal *renewal;
  renewal_visit *visit;
  void *context;
  const struct item *item; // of the text at hand, or the one before
  size_t basis;            // the next of the plan's
  bool told[RENEWAL_REASONS];
};

static void give(struct body_walk *walk, const struct text *text, struct renewal_pieces *pieces) {
  sort_pieces(pieces);
  for (size_t i = 0; i < pieces->n; i++)
    walk->visit(walk->context, text, &pieces->at[i]);
}

// Something that stays and has to be looked at, once.
static void keep(struct body_walk *walk, const struct item *item, enum renewal_reason reason, size_t count) {
  struct renewal_piece piece = { .reason = reason };
  if (walk->told[reason])
    return;
  walk->told[reason] = true;
  if (count)
    piece.detail = str_printf(walk->renewal->arena, "%zu", count);
  walk->visit(walk->context, &item->text, &piece);
}

static bool is_basis(struct body_walk *walk, const struct item *item) {
  const struct plan *plan = walk->renewal->reader->plan;
  while (walk->basis < plan->bases.n && plan->bases.at[walk->basis].item->span.start < item->span.start)
    walk->basis++;
  return walk->basis < plan->bases.n && plan->bases.at[walk->basis].item == item;
}

static void keep_sections(struct body_walk *walk, const struct item *item) {
  const struct plan *plan = walk->renewal->reader->plan;
  if (item->title && item->section == SECTION_OBJECTIVE && plan->objectives.n)
    keep(walk, item, RENEWAL_TARGETS, plan->objectives.n);
  if (item->title && item->section == SECTION_FUNDING)
    keep(walk, item, RENEWAL_FUNDING, 0);
}

// “Thực hiện Quyết định số …; UBND tỉnh ban hành Kế hoạch như sau:”: all but the last sentence is of other papers. False
// when there is no such sentence.
static bool guard_bases(struct renewal *renewal, struct str s) {
  size_t last = 0;
  for (size_t at = 0; at + 1 < s.n; at++)
    if (strchr(";.", s.p[at]) && s.p[at + 1] == ' ')
      last = at;
  memset(renewal->guarded, GUARD_WORDS, last);
  return last && str_ends(str_trim(s), STR(":"));
}

static void read_item(struct body_walk *walk, struct reading *reading, const struct item *item) {
  struct renewal *renewal = walk->renewal;
  if (item->lead_in && terms_at(renewal->reader->terms, TERMS_PROPOSAL, item->folded.s, 0)) {
    add_piece(reading, 0, item->text.s.n, RENEWAL_PROPOSAL, (struct str){ 0 });
    return;
  }
  if (is_basis(walk, item)) {
    keep(walk, item, RENEWAL_BASES, renewal->reader->plan->bases.n);
    if (!guard_bases(renewal, item->text.s))
      return;
  }
  keep_sections(walk, item);
  if (item->field != FIELD_TIME || !mark_value(reading, item->field_value, false))
    mark_times(reading);
  read_names(reading);
}

static void read_text(struct body_walk *walk, size_t index) {
  struct renewal *renewal = walk->renewal;
  const struct plan *plan = renewal->reader->plan;
  const struct prose_text *of = &renewal->reader->prose->texts.at[index];
  struct renewal_pieces pieces = { 0 };
  struct reading reading = { .renewal = renewal, .text = of->text, .pieces = &pieces, .number = ++renewal->text };
  guard_text(renewal, of->text, index);
  if (of->part == PROSE_BODY) {
    walk->item = plan_next(plan, walk->item);
    reading.scope = walk->item->title ? SCOPE_TITLES : SCOPE_TEXT;
  }
  if (of->part == PROSE_RECIPIENT)
    reading.scope = SCOPE_RECIPIENTS;
  if (reading.scope == SCOPE_TEXT)
    note_bodies(&reading);
  else
    reading.number = 1;
  if (of->part == PROSE_BODY) {
    read_item(walk, &reading, walk->item);
  } else {
    if (of->part != PROSE_CELL || !mark_value(&reading, 0, true))
      mark_times(&reading);
    read_names(&reading);
  }
  give(walk, of->text, &pieces);
}

static void note_scope(struct renewal *renewal, enum scope scope, const struct text *text) {
  note_bodies(&(struct reading){ .renewal = renewal, .text = text, .scope = scope, .number = 1 });
}

void renewal_body(struct renewal *renewal, renewal_visit *visit, void *context) {
  const struct plan *plan = renewal->reader->plan;
  const struct prose *prose = renewal->reader->prose;
  struct body_walk walk = { .renewal = renewal, .visit = visit, .context = context };
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    if (item->title)
      note_scope(renewal, SCOPE_TITLES, &item->text);
  for (size_t i = 0; i < plan->recipients.n; i++)
    note_scope(renewal, SCOPE_RECIPIENTS, &plan->recipients.at[i].text);
  for (size_t i = 0; i < prose->texts.n; i++)
    if (prose->texts.at[i].part != PROSE_SUBJECT) // the caller's; titles of annexes are those of their items
      read_text(&walk, i);
}
