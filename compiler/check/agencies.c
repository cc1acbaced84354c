// Lexicon: the registry seen from one plan, with the plan's own names.
#include "compiler/check/agencies.h"

#include "compiler/check/lexicon.h"
#include "runtime/base/utf8.h"

enum {
  NAME_WINDOW = 512,   // bytes that hold the longest name
  MISSPELT_BYTES = 14, // a shorter name with another letter is another name
};

struct lexicon *lexicon_create(struct arena *arena, const struct registry *registry, struct str province_name,
                               struct date on) {
  struct lexicon *lexicon = arena_new(arena, struct lexicon);
  lexicon->arena = arena;
  lexicon->vocabulary = &registry->index->vocabulary;
  lexicon->view.registry = registry;
  lexicon->view.province = registry_province(registry, province_name);
  lexicon->view.city = lexicon->view.province && province_is_city(lexicon->view.province, on);
  phrases_init(&lexicon->own, arena, 32);
  phrases_init(&lexicon->abbreviations, arena, 32);
  return lexicon;
}

static void expand(struct passage *passage) {
  const struct lexicon *lexicon = passage->lexicon;
  const struct vocabulary *vocabulary = lexicon->vocabulary;
  if (lexicon->expansions.n)
    words_expand(passage->arena, &lexicon->abbreviations, lexicon->expansions.at, &passage->words);
  words_expand(passage->arena, &vocabulary->abbreviations, vocabulary->expansions.at, &passage->words);
}

void passage_read(struct arena *arena, const struct lexicon *lexicon, const struct text *text, size_t from, size_t to,
                  struct passage *passage) {
  *passage = (struct passage){ .arena = arena, .lexicon = lexicon, .text = text };
  words_read(arena, text->s, from, to, &passage->words);
  expand(passage);
}

void passage_cut(struct arena *arena, const struct lexicon *lexicon, const struct text *text, const struct folded *folded,
                 struct passage *passage) {
  *passage = (struct passage){ .arena = arena, .lexicon = lexicon, .text = text };
  words_cut(arena, text->s, folded, &passage->words);
  expand(passage);
}

// ---- the plan's own names

// The body that the words end with: “… của Sở Thông tin và Truyền thông”.
static bool ends_with_body(const struct passage *passage, struct own_name *own) {
  for (size_t i = 0; i < passage->words.n; i++) {
    size_t end;
    struct actor actor;
    if (!known_body_at(passage, i, &end, &actor))
      continue;
    if (end < passage->words.n) {
      i = end - 1;
      continue;
    }
    *own = (struct own_name){ actor.agency, actor.name };
    return true;
  }
  return false;
}

static bool is_abbreviation(const struct words *words) {
  size_t capitals = 0;
  for (size_t i = 0; i < words->n; i++)
    capitals += words->at[i].capitals >= 2;
  return words->n && capitals == words->n;
}

void lexicon_add(struct lexicon *lexicon, struct alias alias) {
  struct arena *arena = lexicon->arena;
  struct text meaning = { .s = alias.meaning };
  struct passage passage;
  struct own_name own = { 0 };
  struct scratch scratch = { .arena = arena };
  struct words written = { 0 };
  words_read(arena, alias.written, 0, alias.written.n, &written);
  passage_read(arena, lexicon, &meaning, 0, meaning.s.n, &passage);
  if (ends_with_body(&passage, &own)) {
    own.name = str_copy(arena, own.name);
    vec_push(arena, &lexicon->own_names, own);
    phrases_add(&lexicon->own, &scratch, alias.written, (uint32_t)lexicon->own_names.n);
  } else if (is_abbreviation(&written) && passage.words.n) {
    vec_push(arena, &lexicon->expansions, passage.words);
    phrases_add(&lexicon->abbreviations, &scratch, alias.written, (uint32_t)lexicon->expansions.n);
  }
}

// ---- a body at a byte

bool actor_at(const struct lexicon *lexicon, const struct text *text, size_t from, size_t *to, struct actor *actor) {
  size_t limit = from + NAME_WINDOW < text->s.n ? from + NAME_WINDOW : text->s.n;
  struct passage passage;
  passage_read(lexicon->arena, lexicon, text, from, limit, &passage);
  size_t end;
  if (!passage.words.n || passage.words.at[0].from != from || !known_body_at(&passage, 0, &end, actor))
    return false;
  *to = passage.words.at[end - 1].to;
  return true;
}

struct str agency_successors(struct arena *arena, const struct lexicon *lexicon, const struct agency *agency) {
  struct str names = { 0 };
  for (size_t i = 0; i < agency->successors.n; i++) {
    const struct agency *next = registry_agency(lexicon->view.registry, agency->successors.at[i]);
    struct str name = next ? agency_full_name(lexicon, next) : (struct str){ 0 };
    if (name.n)
      names = names.n ? str_printf(arena, STR_FMT ", " STR_FMT, STR_ARG(names), STR_ARG(name)) : str_copy(arena, name);
  }
  return names;
}

// ---- near names

struct near_name {
  struct str bare, name;
  uint32_t letters;             // those that it has
  const struct agency *agency;
};
struct answer {
  const struct near_name *name; // NULL: none is near
  size_t distance;
};
struct nearest {
  VEC(struct near_name) names;
  struct phrases asked;      // unknown names already looked up
  VEC(struct answer) answers;
};

// One bit for each letter a…z that occurs: an edit changes two of them at most.
static uint32_t letters_of(struct str bare) {
  uint32_t letters = 0;
  for (size_t i = 0; i < bare.n; i++)
    if (bare.p[i] >= 'a' && bare.p[i] <= 'z')
      letters |= 1u << (bare.p[i] - 'a');
  return letters;
}

static struct near_name near_name_of(struct arena *arena, struct str name, const struct agency *agency) {
  struct str bare = text_bare(arena, name);
  return (struct near_name){ bare, name, letters_of(bare), agency };
}

static void add_near(struct arena *arena, struct nearest *nearest, struct str name, const struct agency *agency) {
  if (name.n)
    vec_push(arena, &nearest->names, near_name_of(arena, name, agency));
}

static struct nearest *collect_names(const struct lexicon *lexicon) {
  struct nearest *nearest = arena_new(lexicon->arena, struct nearest);
  const struct registry *registry = lexicon->view.registry;
  phrases_init(&nearest->asked, lexicon->arena, 16);
  for (size_t i = 0; i < registry->agencies.n; i++) {
    const struct agency *agency = &registry->agencies.at[i];
    bool city = lexicon->view.city && agency->name_if_city.n;
    add_near(lexicon->arena, nearest, city ? agency->name_if_city : agency->name, agency);
    for (size_t k = 0; k < agency->aliases.n; k++)
      add_near(lexicon->arena, nearest, agency->aliases.at[k], agency);
  }
  return nearest;
}

// One wrong letter in seven is a slip; more is another name.
static struct answer search_nearest(struct arena *arena, const struct nearest *nearest, struct str written) {
  struct str bare = text_bare(arena, written);
  struct answer best = { 0 };
  uint32_t letters = letters_of(bare);
  size_t limit = bare.n / 7 + 1;
  for (size_t i = 0; i < nearest->names.n && limit; i++) {
    const struct near_name *name = &nearest->names.at[i];
    size_t longer = name->bare.n > bare.n ? name->bare.n - bare.n : bare.n - name->bare.n;
    if (longer > limit || (size_t)__builtin_popcount(name->letters ^ letters) > 2 * limit)
      continue;
    size_t distance = text_distance(bare, name->bare, limit + 1);
    if (distance <= limit) {
      best = (struct answer){ name, distance };
      limit = distance ? distance - 1 : 0;
    }
  }
  return best;
}

static struct answer ask_nearest(const struct lexicon *lexicon, struct str written) {
  struct lexicon *cache = (struct lexicon *)lexicon; // answers are kept, nothing else changes
  if (!cache->nearest)
    cache->nearest = collect_names(lexicon);
  struct nearest *nearest = cache->nearest;
  uint32_t node = phrases_grow(&nearest->asked, 0, word_key(written));
  uint32_t *answer = &nearest->asked.values.at[node];
  if (!*answer) {
    vec_push(lexicon->arena, &nearest->answers, search_nearest(lexicon->arena, nearest, written));
    *answer = (uint32_t)nearest->answers.n;
  }
  return nearest->answers.at[*answer - 1];
}

struct str actor_nearest(struct arena *arena, const struct lexicon *lexicon, struct str written) {
  struct answer answer = ask_nearest(lexicon, written);
  return answer.name ? str_copy(arena, answer.name->name) : (struct str){ 0 };
}

// “Báo Tài nguyên …” is no misspelt “Bộ Tài nguyên …”: the first word must be right but for its marks.
static bool same_kind(struct arena *arena, struct str a, struct str b) {
  struct str bare_a = text_bare(arena, str_slice(a, 0, str_find_byte(a, ' ', 0)));
  return str_eq(bare_a, text_bare(arena, str_slice(b, 0, str_find_byte(b, ' ', 0))));
}

const struct agency *agency_misspelt(const struct lexicon *lexicon, struct str written) {
  if (written.n < MISSPELT_BYTES)
    return NULL;
  struct answer answer = ask_nearest(lexicon, written);
  return answer.name && answer.distance <= 1 && same_kind(lexicon->arena, written, answer.name->name)
    ? answer.name->agency : NULL;
}
