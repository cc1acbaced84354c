// Index of names: variants that people use are derived when it is built, so that matching stays a plain walk.
#include "compiler/check/names.h"

// A better rank takes the place of a worse one with the same words.
enum name_rank { RANK_ABBREVIATION = 1, RANK_DERIVED, RANK_WRITTEN, RANK_OVERLAY };

enum {
  INNER_GAPS = GAP_SPACE | GAP_DASH | GAP_DOT | GAP_LINE,
  COMMA_GAPS = GAP_COMMA | GAP_SLASH,
  SHORT_STEM = 3, // words that a name needs to be known without “tỉnh”
};

// Words that stand for others in a name: {tỉnh} for a province's name, {n} for a number.
static const uint64_t key_place = 2, key_number = 3;

struct builder {
  struct arena *arena;
  struct scratch scratch;
  struct words names;    // of one cell
  struct registry *registry;
  struct name_index *index;
  uint64_t key_province; // of “tỉnh”
  uint64_t key_plural;   // of “các”
};

// ---- building

static uint32_t grow(struct builder *builder, uint32_t node, const struct word *word, bool first) {
  bool placeholder = word->gap & GAP_BRACE;
  uint64_t key = !placeholder ? word->key : word->key == builder->key_province ? key_place : key_number;
  struct name_index *index = builder->index;
  uint32_t child = phrases_grow(&index->names, node, key);
  while (index->commas.n <= child)
    vec_push(builder->arena, &index->commas, false);
  if (!first && (word->gap & (COMMA_GAPS | GAP_DASH)))
    index->commas.at[child] = true;
  return child;
}

// Puts an entry at `node`, in the place of a worse one for the same documents.
static void put(struct builder *builder, uint32_t node, struct name_entry entry) {
  struct name_index *index = builder->index;
  for (uint32_t value = index->names.values.at[node]; value;) {
    struct name_entry *old = &index->entries.at[value - 1];
    if (old->city == entry.city) {
      entry.next = old->next;
      if (entry.rank > old->rank)
        *old = entry;
      else if (entry.rank == old->rank && entry.agency != old->agency)
        old->shared |= entry.capitals;
      return;
    }
    value = old->next;
  }
  entry.next = index->names.values.at[node];
  vec_push(builder->arena, &index->entries, entry);
  index->names.values.at[node] = (uint32_t)index->entries.n;
}

static void add_words(struct builder *builder, const struct word *at, size_t n, const struct word *more,
                      struct name_entry entry) {
  uint32_t node = 0;
  for (size_t i = 0; i < n; i++)
    node = grow(builder, node, &at[i], i == 0);
  if (more)
    node = grow(builder, node, more, false);
  if (node)
    put(builder, node, entry);
}

// “Hội Nông dân tỉnh” is also “Hội Nông dân” and “Hội Nông dân Lào Cai”; “Công an Lào Cai”, but not every “Công an”.
static void add_stem(struct builder *builder, const struct words *words, struct name_entry entry) {
  size_t n = words->n - 1;
  struct word place = words->at[n];
  place.gap = GAP_SPACE | GAP_BRACE;
  entry.rank = RANK_DERIVED;
  add_words(builder, words->at, n, &place, entry);
  const struct agency *agency = &builder->registry->agencies.at[entry.agency];
  bool council = str_is(agency->family, "ubnd") || str_is(agency->family, "hdnd");
  if (n >= SHORT_STEM && !council)
    add_words(builder, words->at, n, NULL, entry);
}

static void add_name(struct builder *builder, struct str name, struct name_entry entry) {
  const struct vocabulary *vocabulary = &builder->index->vocabulary;
  struct arena *scratch = builder->scratch.arena;
  words_read(scratch, name, 0, name.n, &builder->names);
  struct words words = builder->names;
  words_expand(scratch, &vocabulary->abbreviations, vocabulary->expansions.at, &words);
  if (!words.n)
    return;
  add_words(builder, words.at, words.n, NULL, entry);
  if (words.n >= 2 && words.at[words.n - 1].key == builder->key_province && !(words.at[words.n - 1].gap & GAP_BRACE))
    add_stem(builder, &words, entry);
  if (words.n >= 3 && words.at[0].key == builder->key_plural) {
    entry.rank = RANK_DERIVED;
    add_words(builder, words.at + 1, words.n - 1, NULL, entry);
  }
}

// Usual short forms such as STTTT: only in capitals, at least three, and where they are nobody else's.
static void add_abbreviation(struct builder *builder, uint32_t agency) {
  struct str short_form = builder->registry->agencies.at[agency].abbreviation;
  struct words *words = &builder->scratch.words;
  words_read(builder->scratch.arena, short_form, 0, short_form.n, words);
  if (words->n == 1 && words->at[0].capitals >= 3)
    add_words(builder, words->at, 1, NULL,
              (struct name_entry){ .agency = agency, .rank = RANK_ABBREVIATION, .capitals = true });
}

static void add_agency(struct builder *builder, uint32_t at) {
  const struct agency *agency = &builder->registry->agencies.at[at];
  struct name_entry entry = { .agency = at, .rank = agency->own ? RANK_OVERLAY : RANK_WRITTEN };
  add_name(builder, agency->name, entry);
  for (size_t i = 0; i < agency->aliases.n; i++)
    add_name(builder, agency->aliases.at[i], entry);
  add_abbreviation(builder, at);
  entry.city = true;
  add_name(builder, agency->name_if_city, entry);
}

static void add_places(struct builder *builder) {
  struct name_index *index = builder->index;
  const struct registry *registry = builder->registry;
  for (size_t i = 0; i < registry->provinces.n; i++) {
    const struct province *province = &registry->provinces.at[i];
    phrases_add(&index->places, &builder->scratch, province->name, (uint32_t)i + 1);
    phrases_add(&index->places, &builder->scratch, province->full_name, (uint32_t)i + 1);
    for (size_t k = 0; k < province->aliases.n; k++)
      phrases_add(&index->places, &builder->scratch, province->aliases.at[k], (uint32_t)i + 1);
  }
}

void names_build(struct arena *arena, struct registry *registry) {
  struct name_index *index = arena_new(arena, struct name_index);
  registry->index = index;
  phrases_init(&index->names, arena, 2048);
  phrases_init(&index->places, arena, 256);
  phrases_init(&index->ids, arena, 512);
  struct builder builder = { .arena = arena, .registry = registry, .index = index };
  builder.scratch.arena = arena_create_beside(arena);
  builder.key_province = word_key(STR("tỉnh"));
  builder.key_plural = word_key(STR("các"));
  vocabulary_read(arena, &builder.scratch, NULL, &index->vocabulary);
  for (uint32_t i = 0; i < registry->agencies.n; i++) {
    const char *id = registry->agencies.at[i].id;
    uint32_t node = phrases_grow(&index->ids, 0, word_key(str_from(id)));
    index->ids.values.at[node] = i + 1;
    add_agency(&builder, i);
  }
  while (index->commas.n < index->names.values.n)
    vec_push(arena, &index->commas, false);
  add_places(&builder);
  arena_destroy(builder.scratch.arena);
}

void names_take(struct arena *arena, struct registry *registry, const struct name_tables *tables) {
  struct name_index *index = arena_new(arena, struct name_index);
  registry->index = index;
  phrases_from(&index->names, &tables->names);
  phrases_from(&index->places, &tables->places);
  phrases_from(&index->ids, &tables->ids);
  index->entries.at = (struct name_entry *)tables->entries; // none of them is added to
  index->entries.n = index->entries.cap = tables->entry_count;
  index->commas.at = (bool *)tables->commas;
  index->commas.n = index->commas.cap = tables->names.nodes;
  vocabulary_read(arena, NULL, &tables->vocabulary, &index->vocabulary);
}

// ---- matching

const struct province *place_at(const struct registry *registry, const struct words *words, size_t i, size_t *end) {
  size_t length = 0;
  uint32_t value = phrases_longest(&registry->index->places, &words->at[i], words->n - i, &length);
  *end = i + length;
  return value ? &registry->provinces.at[value - 1] : NULL;
}

// The agency meant by the entries of a node, NULL when none of them fits.
static const struct agency *choose(const struct name_view *view, uint32_t value, const struct word *word) {
  const struct agency *agency = NULL;
  while (value) {
    const struct name_entry *entry = &view->registry->index->entries.at[value - 1];
    value = entry->next;
    if ((entry->city && !view->city) || (entry->capitals && word->capitals < 3) || entry->shared)
      continue;
    if (!agency || entry->city)
      agency = &view->registry->agencies.at[entry->agency];
  }
  return agency;
}

struct walk {
  const struct name_view *view;
  const struct words *words;
  uint32_t node;
  size_t at;      // next word
  int count;
  bool foreign;
};

static bool may_follow(const struct walk *walk, uint32_t child, unsigned gap) {
  unsigned allowed = INNER_GAPS | (walk->view->registry->index->commas.at[child] ? COMMA_GAPS : 0u);
  return !(gap & ~allowed);
}

static bool is_number(const struct word *word) {
  int value;
  return word->number >= 0 || word_is_roman(word, &value);
}

// Words that a city's document has for “tỉnh”: 2 of “thành phố”, 1 of “Thành ủy”; else 0.
static size_t city_words(const struct walk *walk) {
  const struct words *words = walk->words;
  if (!walk->view->city || walk->at + 1 >= words->n || !word_is(&words->at[walk->at], "thành"))
    return 0;
  return word_is(&words->at[walk->at + 1], "phố") ? 2 : word_is(&words->at[walk->at + 1], "ủy");
}

// One step along the names; false at a dead end.
static bool step(struct walk *walk) {
  const struct registry *registry = walk->view->registry;
  const struct phrases *names = &registry->index->names;
  const struct word *word = &walk->words->at[walk->at];
  unsigned gap = walk->node ? word->gap : GAP_SPACE;
  uint32_t child = phrases_step(names, walk->node, word->key);
  size_t end = walk->at + 1;
  if (!child && (child = phrases_step(names, walk->node, key_place))) {
    size_t behind;
    const struct province *place = place_at(registry, walk->words, walk->at, &behind);
    child = place ? child : 0;
    end = place ? behind : end;
    walk->foreign |= place && walk->view->province && place != walk->view->province;
  }
  if (!child && is_number(word) && (child = phrases_step(names, walk->node, key_number)))
    walk->count = word->number;
  if (!child && walk->node && (gap & (GAP_DASH | GAP_COMMA))) { // “Giáo dục - Đào tạo” for “Giáo dục và Đào tạo”
    uint32_t and_node = phrases_step(names, walk->node, word_key(STR("và")));
    child = and_node ? phrases_step(names, and_node, word->key) : 0;
    gap = child ? GAP_SPACE : gap;
  }
  size_t city = child ? 0 : city_words(walk);
  if (city && (child = phrases_step(names, walk->node, word_key(STR("tỉnh")))))
    end = walk->at + city;
  if (!child || !may_follow(walk, child, gap))
    return false;
  walk->node = child;
  walk->at = end;
  return true;
}

bool name_match_at(const struct name_view *view, const struct words *words, size_t i, struct name_match *match) {
  if (!words->at[i].first)
    return false;
  struct walk walk = { .view = view, .words = words, .at = i };
  bool found = false;
  while (walk.at < words->n && step(&walk)) {
    uint32_t value = view->registry->index->names.values.at[walk.node];
    const struct agency *agency = value && words->at[walk.at - 1].last ? choose(view, value, &words->at[i]) : NULL;
    if (!agency)
      continue;
    *match = (struct name_match){ agency, walk.at, agency->group && walk.count > 0 ? walk.count : 0, walk.foreign };
    found = true;
  }
  return found;
}
