// Word lists are small and read anew for each plan, so that nothing is shared; looking up is a walk over one list.
#include "compiler/check/terms.h"

#include <ctype.h>
#include <string.h>

#include "compiler/check/plan.h"
#include "grammar/data.h"

static const char *const list_names[TERM_LISTS] = {
  [TERMS_BASIS] = "basis",
  [TERMS_ALIAS] = "alias",
  [TERMS_ATTACHED] = "attached",
  [TERMS_YES] = "yes",
  [TERMS_NO] = "no",
  [TERMS_PICTURES] = "pictures",
  [TERMS_AUTOMATIC] = "automatic",
  [TERMS_KEEP] = "keep",
  [TERMS_SIZES] = "sizes",
  [TERMS_PERIOD] = "period",
  [TERMS_PHASES] = "phases",
  [TERMS_PHASE] = "phase",
  [TERMS_FILING] = "filing",
  [TERMS_COMPARATOR] = "comparator",
  [TERMS_UNIT] = "unit",
  [TERMS_UNMEASURED] = "unmeasured",
  [TERMS_UNTIL] = "until",
  [TERMS_ORDINAL] = "ordinal",
  [TERMS_LETTERHEAD] = "letterhead",
  [TERMS_FOREIGN] = "foreign",
  [TERMS_OWN] = "own",
  [TERMS_COLLECTIVE] = "collective",
  [TERMS_JOINT] = "joint",
  [TERMS_LINK] = "link",
  [TERMS_AND] = "and",
  [TERMS_KIND] = "kind",
  [TERMS_SHORT] = "short",
  [TERMS_ADDRESSEE] = "addressee",
  [TERMS_ON_BEHALF] = "onbehalf",
  [TERMS_DEGREE] = "degree",
  [TERMS_ANNEX] = "annex",
  [TERMS_DOCUMENT] = "document",
  [TERMS_CONSIDERING] = "considering",
  [TERMS_PLACEHOLDER] = "placeholder",
  [TERMS_OUTSIDE] = "outside",
  [TERMS_REQUEST] = "request",
  [TERMS_EVERYONE] = "everyone",
  [TERMS_UNSENT] = "unsent",
  [TERMS_OFFICES] = "offices",
  [TERMS_APART] = "apart",
  [TERMS_SOME] = "some",
  [TERMS_PARTLY] = "partly",
  [TERMS_ISSUER] = "issuer",
  [TERMS_REPORT] = "report",
  [TERMS_REVIEW] = "review",
  [TERMS_SEVERALLY] = "severally",
  [TERMS_COUNTED] = "counted",
  [TERMS_NAMED] = "named",
  [TERMS_CITED] = "cited",
  [TERMS_UNREADABLE] = "unreadable",
  [TERMS_ABOVE] = "above",
  [TERMS_ACTING] = "acting",
  [TERMS_PROXY] = "proxy",
  [TERMS_DEPUTY] = "deputy",
  [TERMS_URGENCY] = "urgency",
  [TERMS_SECRECY] = "secrecy",
  [TERMS_CIRCULATION] = "circulation",
  [TERMS_REQUIRED] = "required",
  [TERMS_MEASURED] = "measured",
  [TERMS_BODY_LABEL] = "bodylabel",
  [TERMS_RELATIVE] = "relative",
  [TERMS_FORMER] = "former",
  [TERMS_ADDRESS] = "address",
  [TERMS_TEMPLATE] = "template",
  [TERMS_TO_WRITE] = "towrite",
  [TERMS_PROPOSAL] = "proposal",
};

bool table_row(struct str *rest, struct str cells[TABLE_CELLS]) {
  struct str line;
  while (str_split(rest, '\n', &line)) {
    if (line.n == 0 || line.p[0] == '#')
      continue;
    memset(cells, 0, TABLE_CELLS * sizeof *cells);
    for (size_t i = 0; i < TABLE_CELLS && str_split(&line, '\t', &cells[i]); i++)
      ;
    return true;
  }
  return false;
}

static int list_of(struct str name) {
  for (int i = 0; i < TERM_LISTS; i++)
    if (str_is(name, list_names[i]))
      return i;
  return -1;
}

static int section_of(struct str name) {
  for (int i = 0; i < SECTION_KINDS; i++)
    if (str_is(name, section_name(i)))
      return i;
  return SECTION_OTHER;
}

static bool has_form(struct str forms, const char *form) {
  struct str part;
  while (str_split(&forms, '|', &part))
    if (str_is(part, form))
      return true;
  return false;
}

struct terms *terms_create(struct arena *arena) {
  struct terms *terms = arena_new(arena, struct terms);
  struct str cells[TABLE_CELLS];
  int list = 0;
  for (struct str rest = grammar_terms; table_row(&rest, cells);) {
    if (list < 0 || !str_is(cells[0], list_names[list])) // rows of a list stand together
      list = list_of(cells[0]);
    if (list < 0 || cells[1].n == 0)
      continue;
    vec_push(arena, &terms->lists[list], (struct term){ .phrase = cells[1], .value = cells[2] });
    terms->first[list][(unsigned char)cells[1].p[0]] = true;
  }
  for (struct str rest = grammar_sections; table_row(&rest, cells);)
    vec_push(arena, &terms->sections, (struct section_term){ .phrase = cells[1], .kind = section_of(cells[0]) });
  for (struct str rest = grammar_keys; table_row(&rest, cells);) {
    struct key key = { .bare = cells[0], .shown = cells[1], .target = cells[3] };
    key.scalar = has_form(cells[2], "scalar");
    key.list = has_form(cells[2], "list");
    key.map = has_form(cells[2], "map");
    vec_push(arena, &terms->keys, key);
  }
  return terms;
}

// ---- phrases

bool whole_word(struct str s, size_t at, size_t n) {
  size_t from = at, to = at + n;
  if (n == 0 || to > s.n)
    return false;
  size_t first = at;
  bool begins_word = uni_is_word(utf8_next(s, &first));
  size_t last = to;
  bool ends_word = uni_is_word(utf8_prev(s, &last));
  if (from > 0 && begins_word && uni_is_word(utf8_prev(s, &from)))
    return false;
  return !(to < s.n && ends_word && uni_is_word(utf8_next(s, &to)));
}

size_t whole_find(struct str s, struct str phrase, size_t from) {
  for (size_t at = from; (at = str_find(s, phrase, at)) != SIZE_MAX; at++)
    if (whole_word(s, at, phrase.n))
      return at;
  return SIZE_MAX;
}

const struct term *terms_at(const struct terms *terms, enum term_list list, struct str folded, size_t at) {
  const struct term *best = NULL;
  for (size_t i = 0; i < terms->lists[list].n; i++) {
    const struct term *term = &terms->lists[list].at[i];
    if (at >= folded.n || term->phrase.p[0] != folded.p[at] || (best && term->phrase.n <= best->phrase.n))
      continue;
    if (str_starts(str_slice(folded, at, folded.n), term->phrase) && whole_word(folded, at, term->phrase.n))
      best = term;
  }
  return best;
}

// A phrase may begin where a word does, and at any sign that is no letter.
static bool may_begin(struct str s, size_t at) {
  unsigned char byte = (unsigned char)s.p[at], before = at ? (unsigned char)s.p[at - 1] : ' ';
  return (before < 0x80 && !isalnum(before)) || (byte < 0x80 && !isalnum(byte)) || byte == 0xE2;
}

size_t terms_find(const struct terms *terms, enum term_list list, struct str folded, size_t from,
                  const struct term **term) {
  const bool *first = terms->first[list];
  for (size_t at = from; at < folded.n; at++) {
    if (!first[(unsigned char)folded.p[at]] || !may_begin(folded, at))
      continue;
    *term = terms_at(terms, list, folded, at);
    if (*term)
      return at;
  }
  return SIZE_MAX;
}

const struct term *terms_is(const struct terms *terms, enum term_list list, struct str folded) {
  for (size_t i = 0; i < terms->lists[list].n; i++)
    if (str_eq(terms->lists[list].at[i].phrase, folded))
      return &terms->lists[list].at[i];
  return NULL;
}

int terms_section(const struct terms *terms, struct str folded, bool at_start) {
  size_t first = SIZE_MAX, length = 0;
  int kind = -1;
  for (size_t i = 0; i < terms->sections.n; i++) {
    const struct section_term *term = &terms->sections.at[i];
    size_t at = whole_find(folded, term->phrase, 0);
    if (at == SIZE_MAX || at > first || (at_start && at > 0) || (at == first && term->phrase.n <= length))
      continue;
    first = at;
    length = term->phrase.n;
    kind = term->kind;
  }
  return kind;
}

// ---- keys

// The key's own part when it stands below `parent`; false otherwise.
static bool key_below(const struct key *key, struct str parent, struct str *own) {
  size_t slash = str_find_byte(key->bare, '/', 0);
  struct str above = slash == SIZE_MAX ? (struct str){ 0 } : str_slice(key->bare, 0, slash);
  *own = slash == SIZE_MAX ? key->bare : str_slice(key->bare, slash + 1, key->bare.n);
  return str_eq(above, parent);
}

const struct key *terms_key(const struct terms *terms, struct str parent, struct str bare) {
  struct str own;
  for (size_t i = 0; i < terms->keys.n; i++)
    if (key_below(&terms->keys.at[i], parent, &own) && str_eq(own, bare))
      return &terms->keys.at[i];
  return NULL;
}

const struct key *terms_nearest_key(const struct terms *terms, struct str parent, struct str bare) {
  const struct key *nearest = NULL;
  size_t best = 3;
  for (size_t i = 0; i < terms->keys.n; i++) {
    struct str own;
    if (!key_below(&terms->keys.at[i], parent, &own))
      continue;
    size_t distance = text_distance(own, bare, best);
    if (distance < best && distance * 2 <= own.n) {
      best = distance;
      nearest = &terms->keys.at[i];
    }
  }
  return nearest;
}
