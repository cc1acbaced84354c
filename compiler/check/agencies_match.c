// One body at one word: names of the registry, the plan's own, groups by their nouns, and what follows a name and
// belongs to it.
#include "compiler/check/lexicon.h"

enum {
  MOST_NAME_WORDS = 24,  // of a body that nobody knows
  MOST_PLACE_WORDS = 4,  // of “UBND phường Lào Cai”
  MOST_BRACKET_WORDS = 120,
  MOST_NOUNS = 12,       // of a group; bounds what is read twice
};

static bool is_plain(unsigned gap) {
  return !(gap & ~(unsigned)(GAP_SPACE | GAP_LINE));
}

size_t connective_at(const struct passage *passage, size_t i) {
  size_t end;
  if (i >= passage->words.n || body_word_at(passage->lexicon->vocabulary, &passage->words, i, &end) != BODY_CONNECTIVE)
    return 0;
  return end - i;
}

size_t skip_brackets(const struct words *words, size_t i) {
  if (!(words->at[i].gap & GAP_OPEN))
    return i;
  size_t end = i + 1;
  while (end < words->n && end < i + MOST_BRACKET_WORDS && !(words->at[end].gap & GAP_CLOSE))
    end++;
  return end <= words->n && (words->at[end].gap & GAP_CLOSE) ? end : i;
}

static struct str written(const struct passage *passage, size_t i, size_t end) {
  return str_slice(passage->text->s, passage->words.at[i].from, passage->words.at[end - 1].to);
}

static struct actor make_actor(const struct passage *passage, size_t i, size_t end) {
  const struct words *words = &passage->words;
  struct actor actor = { .written = written(passage, i, end) };
  actor.name = actor.written;
  actor.span = text_span(passage->text, words->at[i].from, words->at[end - 1].to);
  return actor;
}

static bool has_plural(const struct passage *passage, size_t i, size_t end) {
  size_t after;
  for (; i < end; i++)
    if (body_word_at(passage->lexicon->vocabulary, &passage->words, i, &after) == BODY_PLURAL)
      return true;
  return false;
}

struct actor actor_unknown(const struct passage *passage, size_t i, size_t end) {
  struct actor actor = make_actor(passage, i, end);
  actor.group = has_plural(passage, i, i + 1);
  return actor;
}

// ---- groups by their nouns: “các sở, ban, ngành, cơ quan, đơn vị có liên quan”

struct noun_group {
  size_t end;
  struct str id;
  bool related;
};

// What ends a group that is not said to be “liên quan”.
static bool is_boundary(const struct passage *passage, size_t i) {
  const struct words *words = &passage->words;
  const struct vocabulary *vocabulary = passage->lexicon->vocabulary;
  size_t end;
  if (i >= words->n || (words->at[i].gap & (GAP_BREAKS | GAP_COMMA)))
    return true;
  enum body_word kind = body_word_at(vocabulary, words, i, &end);
  enum duty_verb verb = duty_verb_at(vocabulary, words, i, &end);
  return kind == BODY_CONNECTIVE || kind == BODY_TAIL || kind == BODY_RELATED || kind == BODY_OF || verb;
}

static const struct body_row *noun_at(const struct passage *passage, size_t i, size_t *end) {
  return i < passage->words.n ? collective_at(passage->lexicon->vocabulary, &passage->words, i, end) : NULL;
}

// The noun that goes on with the group after word `i`, across a comma or “và”.
static size_t next_noun(const struct passage *passage, size_t i) {
  const struct words *words = &passage->words;
  size_t end, start = i + connective_at(passage, i);
  unsigned gap = words->at[i].gap;
  bool joined = start > i || (gap & (GAP_COMMA | GAP_SLASH));
  if (!joined && !is_plain(gap))
    return 0;
  if (gap & GAP_BREAKS)
    return 0;
  return noun_at(passage, start, &end) ? end : 0;
}

static bool read_nouns(const struct passage *passage, size_t i, struct noun_group *group, size_t *nouns) {
  const struct body_row *row = noun_at(passage, i, &i);
  if (!row)
    return false;
  group->id = row->group;
  *nouns = 0;
  for (size_t next = i; next && *nouns < MOST_NOUNS; next = next_noun(passage, next)) {
    size_t end;
    ++*nouns;
    bool related = next < passage->words.n && is_plain(passage->words.at[next].gap & ~(unsigned)GAP_COMMA) &&
                   body_word_at(passage->lexicon->vocabulary, &passage->words, next, &end) == BODY_RELATED;
    if (related || is_boundary(passage, next)) {
      group->end = related ? end : next;
      group->related = related;
    }
    if (related)
      break;
  }
  return group->end > 0;
}

static bool noun_group_at(const struct passage *passage, size_t i, struct noun_group *group) {
  size_t start = i, nouns = 0;
  *group = (struct noun_group){ 0 };
  bool plural = body_word_at(passage->lexicon->vocabulary, &passage->words, i, &start) == BODY_PLURAL;
  if (!read_nouns(passage, plural ? start : i, group, &nouns))
    return false;
  return plural || group->related || nouns >= 3;
}

// ---- what follows a name and belongs to it

struct match {
  size_t end;
  const struct agency *agency;
  struct str name;  // of the plan's own names
  int count;
  bool foreign, specific;
};

static void take_place(const struct passage *passage, struct match *match) {
  const struct words *words = &passage->words;
  size_t end;
  if (match->end >= words->n || !is_plain(words->at[match->end].gap))
    return;
  const struct province *place = place_at(passage->lexicon->view.registry, words, match->end, &end);
  if (!place || !words->at[match->end].title)
    return;
  match->foreign |= passage->lexicon->view.province && place != passage->lexicon->view.province;
  match->end = end;
}

static void take_tails(const struct passage *passage, struct match *match) {
  const struct words *words = &passage->words;
  bool group = match->agency->group || has_plural(passage, match->end - 1, match->end);
  while (match->end < words->n && is_plain(words->at[match->end].gap)) {
    size_t end;
    enum body_word kind = body_word_at(passage->lexicon->vocabulary, words, match->end, &end);
    bool province = words->at[match->end].key == word_key(STR("tỉnh")) && end == match->end + 1;
    if (!(province || (group && (kind == BODY_TAIL || kind == BODY_RELATED))))
      break;
    match->end = end;
  }
}

// “UBND phường [Lào Cai]”: names of places below the province are not in the registry.
static void take_local_name(const struct passage *passage, size_t i, struct match *match) {
  const struct words *words = &passage->words;
  if (has_plural(passage, i, match->end) || match->agency->group)
    return;
  size_t most = match->end + MOST_PLACE_WORDS;
  while (match->end < words->n && match->end < most && is_plain(words->at[match->end].gap) &&
         words->at[match->end].title && words->at[match->end].capitals == 1) {
    match->end++;
    match->specific = true;
  }
}

static void extend(const struct passage *passage, size_t i, struct match *match) {
  struct str level = match->agency->level;
  if (str_is(level, "tinh") || match->agency->group) {
    take_tails(passage, match);
    take_place(passage, match);
  } else if (str_is(level, "xa") || str_is(level, "huyen")) {
    if (has_plural(passage, i, match->end))
      take_tails(passage, match), take_place(passage, match);
    take_local_name(passage, i, match);
  }
}

// ---- the longest of all

static bool own_name_at(const struct passage *passage, size_t i, struct match *match) {
  const struct lexicon *lexicon = passage->lexicon;
  size_t length = 0;
  uint32_t value = lexicon->own_names.n
    ? phrases_longest(&lexicon->own, &passage->words.at[i], passage->words.n - i, &length) : 0;
  if (!value)
    return false;
  const struct own_name *own = &lexicon->own_names.at[value - 1];
  *match = (struct match){ .end = i + length, .agency = own->agency, .name = own->name };
  return true;
}

static bool registry_match(const struct passage *passage, size_t i, struct match *match) {
  struct name_match name;
  if (!name_match_at(&passage->lexicon->view, &passage->words, i, &name))
    return false;
  *match = (struct match){ .end = name.end, .agency = name.agency, .count = name.count, .foreign = name.foreign };
  extend(passage, i, match);
  return true;
}

static bool group_match(const struct passage *passage, size_t i, struct match *match) {
  struct noun_group group;
  if (!noun_group_at(passage, i, &group))
    return false;
  *match = (struct match){ .end = group.end };
  match->agency = registry_agency(passage->lexicon->view.registry, group.id);
  if (match->agency)
    extend(passage, i, match);
  return match->agency;
}

static bool longest_at(const struct passage *passage, size_t i, struct match *best) {
  struct match match;
  *best = (struct match){ 0 };
  if (!passage->words.at[i].first)
    return false;
  if (own_name_at(passage, i, &match))
    *best = match;
  if (registry_match(passage, i, &match) && match.end > best->end)
    *best = match;
  if (group_match(passage, i, &match) && match.end > best->end)
    *best = match;
  return best->end > i;
}

struct str agency_full_name(const struct lexicon *lexicon, const struct agency *agency) {
  return lexicon->view.city && agency->name_if_city.n ? agency->name_if_city : agency->name;
}

// “UBND các xã” means many; “Liên minh các Hợp tác xã” is one.
static bool is_collective(const struct passage *passage, size_t i, const struct match *match) {
  bool local = str_is(match->agency->level, "xa") || str_is(match->agency->level, "huyen");
  return has_plural(passage, i, local ? match->end : i + 1);
}

static struct actor actor_of(const struct passage *passage, size_t i, const struct match *match) {
  struct actor actor = make_actor(passage, i, match->end);
  if (match->name.n)
    actor.name = match->name;
  if (!match->agency || match->foreign)
    return actor;
  actor.agency = match->agency;
  actor.group = match->agency->group || is_collective(passage, i, match);
  actor.catch_all = match->agency->open;
  actor.count = match->count;
  if (!match->specific && !match->name.n)
    actor.name = agency_full_name(passage->lexicon, match->agency);
  return actor;
}

// “Thủ trưởng [các sở, ban, ngành]”, “các [Sở Tư pháp]”
static bool behind_first_word(const struct passage *passage, size_t i, struct match *match) {
  size_t start;
  enum body_word kind = body_word_at(passage->lexicon->vocabulary, &passage->words, i, &start);
  return (kind == BODY_OFFICE || kind == BODY_PLURAL) && start < passage->words.n &&
         is_plain(passage->words.at[start].gap) && longest_at(passage, start, match);
}

bool known_body_at(const struct passage *passage, size_t i, size_t *end, struct actor *actor) {
  struct match match;
  if (!longest_at(passage, i, &match) && !behind_first_word(passage, i, &match))
    return false;
  *actor = actor_of(passage, i, &match);
  *end = match.end;
  return true;
}

size_t skip_owner(const struct passage *passage, size_t end) {
  struct match match;
  size_t behind;
  if (end >= passage->words.n || !is_plain(passage->words.at[end].gap) ||
      body_word_at(passage->lexicon->vocabulary, &passage->words, end, &behind) != BODY_OF || behind >= passage->words.n)
    return end;
  return longest_at(passage, behind, &match) ? match.end : end;
}

// ---- bodies that nobody knows

// “và” goes on with a name unless another body follows.
static bool and_ends(const struct passage *passage, size_t i) {
  struct match match;
  size_t end, next = i + connective_at(passage, i);
  if (next >= passage->words.n)
    return true;
  enum body_word kind = body_word_at(passage->lexicon->vocabulary, &passage->words, next, &end);
  bool body = kind == BODY_NAME && passage->words.at[next].title;
  return body || kind == BODY_PLURAL || longest_at(passage, next, &match);
}

static bool name_ends(const struct passage *passage, size_t i, bool prose) {
  const struct words *words = &passage->words;
  size_t end;
  if (words->at[i].gap & (GAP_BREAKS | GAP_COMMA))
    return true;
  if (connective_at(passage, i))
    return and_ends(passage, i);
  return prose && !words->at[i].title && duty_verb_at(passage->lexicon->vocabulary, words, i, &end);
}

void actor_correct(const struct passage *passage, struct actor *actor) {
  const struct agency *agency = agency_misspelt(passage->lexicon, actor->written);
  if (!agency)
    return;
  actor->agency = agency;
  actor->name = agency_full_name(passage->lexicon, agency);
  actor->group = agency->group;
  actor->corrected = true;
}

bool unknown_body_at(const struct passage *passage, size_t i, bool prose, size_t *end, struct actor *actor) {
  const struct words *words = &passage->words;
  const struct vocabulary *vocabulary = passage->lexicon->vocabulary;
  size_t start, after;
  enum body_word kind = body_word_at(vocabulary, words, i, &start);
  bool plural = kind == BODY_PLURAL, body = kind == BODY_NAME && words->at[i].title;
  if (plural && start < words->n)
    body = noun_at(passage, start, &after) || body_word_at(vocabulary, words, start, &after) == BODY_NAME;
  if (!body)
    return false;
  size_t at = plural ? after : start;
  while (at < words->n && at < i + MOST_NAME_WORDS && !name_ends(passage, at, prose))
    at++;
  while (at > i + 1 && connective_at(passage, at - 1))
    at--;
  if (!plural && at < i + 2)
    return false;
  *actor = actor_unknown(passage, i, at);
  if (!plural)
    actor_correct(passage, actor);
  *end = at;
  return true;
}
