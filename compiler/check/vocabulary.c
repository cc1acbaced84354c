// Vocabulary: reads the tables of the grammar.
#include "compiler/check/vocabulary.h"

#include "compiler/check/plan.h"
#include "compiler/check/tsv.h"
#include "grammar/data.h"

// ---- names of the kinds, as the tables write them

static const char *const body_word_names[BODY_WORDS] = {
  [BODY_NAME] = "body", [BODY_NONE] = "none", [BODY_COLLECTIVE] = "collective", [BODY_RELATED] = "related",
  [BODY_TAIL] = "tail", [BODY_OFFICE] = "office", [BODY_PLURAL] = "plural", [BODY_CONNECTIVE] = "connective",
  [BODY_OF] = "of", [BODY_REQUEST] = "request", [BODY_ORDER] = "order",
};

static const char *const duty_verb_names[DUTY_VERBS] = {
  [VERB_LEAD] = "lead", [VERB_COORDINATE] = "coordinate", [VERB_PREAMBLE] = "preamble", [VERB_ADVERB] = "adverb",
  [VERB_ACT] = "act",
};

static const char *const field_names[FIELD_KINDS] = {
  [FIELD_NONE] = "none", [FIELD_LEAD] = "lead", [FIELD_COORDINATE] = "coordinate", [FIELD_MONITOR] = "monitor",
  [FIELD_RESPONSIBILITY] = "responsibility", [FIELD_TIME] = "time", [FIELD_PRODUCT] = "product",
  [FIELD_FUNDING] = "funding", [FIELD_PLACE] = "place", [FIELD_OBJECTIVE] = "objective", [FIELD_TASK] = "task",
  [FIELD_ORDER] = "order", [FIELD_CONTENT] = "content", [FIELD_FORM] = "form", [FIELD_AUDIENCE] = "audience",
  [FIELD_REQUIREMENT] = "requirement", [FIELD_NOTE] = "note",
};

static const struct {
  const char *name;
  unsigned use;
} label_uses[] = {
  { "", LABEL_LINE | LABEL_COLUMN },
  { "title", LABEL_LINE | LABEL_TITLE | LABEL_COLUMN },
  { "title-only", LABEL_TITLE },
  { "column", LABEL_COLUMN },
};

const char *field_name(enum field_kind kind) {
  return field_names[kind];
}

static int kind_of(const char *const *names, int count, struct str name) {
  for (int i = 0; i < count; i++)
    if (names[i] && str_is(name, names[i]))
      return i;
  return 0;
}

static unsigned use_of(struct str name) {
  for (size_t i = 0; i < sizeof label_uses / sizeof *label_uses; i++)
    if (str_is(name, label_uses[i].name))
      return label_uses[i].use;
  return 0;
}

// ---- tables

// What the rows of the grammar are read into; phrases only where they were not made before.
struct vocabulary_reader {
  struct arena *arena;
  struct scratch *scratch;
  struct vocabulary *vocabulary;
  bool phrases;
};

static void add_phrase(struct vocabulary_reader *reader, struct phrases *phrases, struct str phrase, size_t value) {
  if (reader->phrases)
    phrases_add(phrases, reader->scratch, phrase, (uint32_t)value);
}

static void read_abbreviations(struct vocabulary_reader *reader) {
  struct vocabulary *vocabulary = reader->vocabulary;
  struct tsv tsv;
  tsv_open(&tsv, grammar_abbreviations);
  size_t short_at = tsv_column(&tsv, "short"), meaning_at = tsv_column(&tsv, "meaning");
  while (tsv_next(&tsv)) {
    struct str meaning = tsv_cell(&tsv, meaning_at);
    words_read(reader->arena, meaning, 0, meaning.n, vec_add(reader->arena, &vocabulary->expansions));
    add_phrase(reader, &vocabulary->abbreviations, tsv_cell(&tsv, short_at), vocabulary->expansions.n);
  }
}

static void read_bodies(struct vocabulary_reader *reader) {
  struct vocabulary *vocabulary = reader->vocabulary;
  struct tsv tsv;
  tsv_open(&tsv, grammar_body_words);
  size_t word_at = tsv_column(&tsv, "word"), kind_at = tsv_column(&tsv, "kind"), group_at = tsv_column(&tsv, "group");
  while (tsv_next(&tsv)) {
    enum body_word kind = (enum body_word)kind_of(body_word_names, BODY_WORDS, tsv_cell(&tsv, kind_at));
    vec_push(reader->arena, &vocabulary->body_rows, (struct body_row){ kind, tsv_cell(&tsv, group_at) });
    struct phrases *phrases = kind == BODY_COLLECTIVE ? &vocabulary->nouns : &vocabulary->bodies;
    add_phrase(reader, phrases, tsv_cell(&tsv, word_at), vocabulary->body_rows.n);
  }
}

static void read_labels(struct vocabulary_reader *reader) {
  struct vocabulary *vocabulary = reader->vocabulary;
  struct tsv tsv;
  tsv_open(&tsv, grammar_fields);
  size_t field_at = tsv_column(&tsv, "field"), label_at = tsv_column(&tsv, "label"), use_at = tsv_column(&tsv, "use");
  while (tsv_next(&tsv)) {
    int field = kind_of(field_names, FIELD_KINDS, tsv_cell(&tsv, field_at));
    unsigned use = use_of(tsv_cell(&tsv, use_at));
    struct str labels = tsv_cell(&tsv, label_at), label;
    while (str_split(&labels, ';', &label)) {
      vec_push(reader->arena, &vocabulary->field_labels, (struct field_label){ field, use, label });
      add_phrase(reader, &vocabulary->labels, label, vocabulary->field_labels.n);
    }
  }
}

static void read_verbs(struct vocabulary_reader *reader) {
  struct tsv tsv;
  tsv_open(&tsv, grammar_duty_verbs);
  size_t verb_at = tsv_column(&tsv, "verb"), kind_at = tsv_column(&tsv, "kind");
  while (reader->phrases && tsv_next(&tsv))
    add_phrase(reader, &reader->vocabulary->verbs, tsv_cell(&tsv, verb_at),
               (size_t)kind_of(duty_verb_names, DUTY_VERBS, tsv_cell(&tsv, kind_at)));
}

static void start_phrases(struct vocabulary *vocabulary, struct arena *arena) {
  phrases_init(&vocabulary->abbreviations, arena, 256);
  phrases_init(&vocabulary->bodies, arena, 256);
  phrases_init(&vocabulary->nouns, arena, 32);
  phrases_init(&vocabulary->labels, arena, 512);
  phrases_init(&vocabulary->verbs, arena, 128);
}

static void take_phrases(struct vocabulary *vocabulary, const struct vocabulary_tables *tables) {
  phrases_from(&vocabulary->abbreviations, &tables->abbreviations);
  phrases_from(&vocabulary->bodies, &tables->bodies);
  phrases_from(&vocabulary->nouns, &tables->nouns);
  phrases_from(&vocabulary->labels, &tables->labels);
  phrases_from(&vocabulary->verbs, &tables->verbs);
}

void vocabulary_read(struct arena *arena, struct scratch *scratch, const struct vocabulary_tables *tables,
                     struct vocabulary *vocabulary) {
  struct vocabulary_reader reader = { arena, scratch, vocabulary, !tables };
  *vocabulary = (struct vocabulary){ 0 };
  if (tables)
    take_phrases(vocabulary, tables);
  else
    start_phrases(vocabulary, arena);
  read_abbreviations(&reader);
  read_bodies(&reader);
  read_labels(&reader);
  read_verbs(&reader);
}

// ---- abbreviations

static bool is_capitals(const struct word *word) {
  return word->capitals >= 2 || (word->capitals == 1 && word->s.n == 1) || word->s.p[0] == 'v'; // “v” of “và” for &
}

// Most of the words are in capitals: short words are words then, not abbreviations.
static bool is_shouting(const struct words *words) {
  size_t loud = 0;
  for (size_t i = 0; i < words->n; i++)
    loud += words->at[i].capitals >= 2;
  return words->n >= 4 && loud * 3 > words->n * 2;
}

// Words of the abbreviation at `i`, 0 when there is none.
static size_t abbreviation_at(const struct phrases *abbreviations, const struct words *words, size_t i, bool shouting,
                              uint32_t *value) {
  size_t length = 0;
  if (words->at[i].capitals < 2)
    return 0;
  *value = phrases_longest(abbreviations, &words->at[i], words->n - i, &length);
  if (!*value || (shouting && words->at[i].capitals < 3 && length == 1))
    return 0;
  for (size_t k = 1; k < length; k++)
    if (!is_capitals(&words->at[i + k]))
      return 0;
  return length;
}

static void put_expansion(struct arena *arena, struct words *out, const struct word *from, size_t length,
                          const struct words *expansion) {
  for (size_t k = 0; k < expansion->n; k++) {
    struct word word = expansion->at[k];
    word.from = from->from;
    word.to = from[length - 1].to;
    word.gap = k ? GAP_SPACE : from->gap;
    word.first = k == 0;
    word.last = k + 1 == expansion->n;
    word.title = true;
    word.capitals = from->capitals;
    vec_push(arena, out, word);
  }
}

static bool has_capitals(const struct words *words) {
  for (size_t i = 0; i < words->n; i++)
    if (words->at[i].capitals >= 2)
      return true;
  return false;
}

void words_expand(struct arena *arena, const struct phrases *abbreviations, const struct words *expansions,
                  struct words *words) {
  if (!has_capitals(words))
    return;
  struct words out = { 0 };
  bool shouting = is_shouting(words);
  for (size_t i = 0; i < words->n;) {
    uint32_t value = 0;
    size_t length = abbreviation_at(abbreviations, words, i, shouting, &value);
    if (length)
      put_expansion(arena, &out, &words->at[i], length, &expansions[value - 1]);
    else
      vec_push(arena, &out, words->at[i]);
    i += length ? length : 1;
  }
  vec_push(arena, &out, words->at[words->n]); // the sentinel
  out.n--;
  *words = out;
}

// ---- lookup

static const struct body_row *row_at(const struct vocabulary *vocabulary, const struct phrases *phrases,
                                     const struct words *words, size_t i, size_t *end) {
  size_t length = 0;
  uint32_t value = phrases_longest(phrases, &words->at[i], words->n - i, &length);
  *end = i + length;
  return value ? &vocabulary->body_rows.at[value - 1] : NULL;
}

const struct body_row *collective_at(const struct vocabulary *vocabulary, const struct words *words, size_t i,
                                     size_t *end) {
  return row_at(vocabulary, &vocabulary->nouns, words, i, end);
}

enum body_word body_word_at(const struct vocabulary *vocabulary, const struct words *words, size_t i, size_t *end) {
  const struct body_row *row = row_at(vocabulary, &vocabulary->bodies, words, i, end);
  return row ? row->kind : 0;
}

enum duty_verb duty_verb_at(const struct vocabulary *vocabulary, const struct words *words, size_t i, size_t *end) {
  size_t length = 0;
  uint32_t value = phrases_longest(&vocabulary->verbs, &words->at[i], words->n - i, &length);
  *end = i + length;
  return (enum duty_verb)value;
}

const struct field_label *field_label_at(const struct vocabulary *vocabulary, const struct words *words, size_t i,
                                         size_t *end) {
  size_t length = 0;
  uint32_t value = phrases_longest(&vocabulary->labels, &words->at[i], words->n - i, &length);
  *end = i + length;
  return value ? &vocabulary->field_labels.at[value - 1] : NULL;
}
