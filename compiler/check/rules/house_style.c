// Rows become patterns over numbers of words. A pattern hangs at its first word, so that a text is held against all of
// them by looking at each word once.
#include "compiler/check/rules/house_style.h"

#include "compiler/check/terms.h"
#include "grammar/data.h"
#include "grammar/rules.h"

static const char *const kind_names[STYLE_KINDS] = {
  [STYLE_WORD] = "tu",    [STYLE_WRONG] = "sai",   [STYLE_NAME] = "ten",       [STYLE_ALIKE] = "mot",
  [STYLE_TALK] = "noi",   [STYLE_MANNER] = "cach", [STYLE_FUNCTION] = "hu tu", [STYLE_LOOSE] = "roi",
  [STYLE_DOUBLE] = "lay", [STYLE_ACCEPT] = "nhan", [STYLE_SHORT] = "tat",      [STYLE_LEVEL] = "muc",
  [STYLE_DROP] = "bo",    [STYLE_UNIT] = "don vi", [STYLE_CALENDAR] = "lich",  [STYLE_MEASURE] = "do",
};

static const struct {
  const char *name;
  enum severity severity;
} level_names[] = {
  { "loi", SEVERITY_ERROR },   { "canh bao", SEVERITY_WARNING }, { "nhac", SEVERITY_NOTE }, { "tat", SEVERITY_OFF },
  { "error", SEVERITY_ERROR }, { "warning", SEVERITY_WARNING },  { "note", SEVERITY_NOTE }, { "off", SEVERITY_OFF },
};

struct builder {
  struct prose *prose;
  struct style *style;
  size_t built_in;      // patterns of the program's own rows
  struct str kind_name; // of the row before, and what it is: rows of a kind mostly stand together
  int kind;
};

static int kind_of(struct builder *builder, struct str name) {
  if (builder->kind_name.n && str_eq(name, builder->kind_name))
    return builder->kind;
  struct str bare = text_bare(builder->prose->arena, name);
  builder->kind_name = name;
  builder->kind = -1;
  for (int i = 0; i < STYLE_KINDS; i++)
    if (str_is(bare, kind_names[i]))
      builder->kind = i;
  return builder->kind;
}

// ---- patterns

static void add_words(struct builder *builder, struct style_place *place, struct str words) {
  struct str part;
  place->first = (uint32_t)builder->style->words.n;
  while (str_split(&words, '|', &part))
    if (str_is(part, "#")) {
      place->number = true;
    } else if (part.n) {
      vec_push(builder->prose->arena, &builder->style->words, prose_id(builder->prose, part));
      place->count++;
    }
}

// One blank-separated part of a pattern; brackets around it are told by the caller.
static void add_place(struct builder *builder, struct style_pattern *pattern, struct str part, bool replaced) {
  struct style_place place = { .replaced = replaced };
  place.none = part.n > 1 && part.p[0] == '!';
  part = str_slice(part, place.none, part.n);
  add_words(builder, &place, part);
  vec_push(builder->prose->arena, &builder->style->places, place);
  pattern->count++;
}

// A comma at the end of a word is a place of its own.
static void add_part(struct builder *builder, struct style_pattern *pattern, struct str part, bool *replaced) {
  bool opens = part.n > 0 && part.p[0] == '[';
  part = str_slice(part, opens, part.n);
  bool closes = part.n > 0 && part.p[part.n - 1] == ']';
  part.n -= closes;
  bool comma = part.n > 1 && (part.p[part.n - 1] == ',' || part.p[part.n - 1] == ';');
  *replaced = *replaced || opens;
  if (part.n)
    add_place(builder, pattern, str_slice(part, 0, part.n - comma), *replaced);
  if (comma)
    add_place(builder, pattern, str_slice(part, part.n - 1, part.n), *replaced);
  *replaced = *replaced && !closes;
}

// Without brackets, all places that hold a word are to be replaced.
static void find_target(const struct style *style, struct style_pattern *pattern) {
  const struct style_place *places = &style->places.at[pattern->first];
  bool any = false;
  for (uint32_t i = 0; i < pattern->count; i++)
    any = any || places[i].replaced;
  pattern->anchor = pattern->count;
  for (uint32_t i = pattern->count; i-- > 0;) {
    if (!places[i].none && places[i].count)
      pattern->anchor = i;
    if (any ? places[i].replaced : !places[i].none) {
      pattern->target = i;
      pattern->target_end = pattern->target_end ? pattern->target_end : i + 1;
    }
  }
}

// “hàng năm” of “!ngân|cửa [hàng] năm !#”.
static struct str core_of(struct builder *builder, struct str folded) {
  struct buf out = { 0 };
  struct str part;
  while (str_split(&folded, ' ', &part)) {
    if (part.n == 0 || part.p[0] == '!')
      continue;
    if (out.n)
      buf_byte(&out, ' ');
    for (size_t i = 0; i < part.n; i++)
      if (part.p[i] != '[' && part.p[i] != ']')
        buf_byte(&out, part.p[i]);
  }
  struct str core = str_copy(builder->prose->arena, buf_view(&out));
  buf_finish(&out);
  return core;
}

static bool add_pattern(struct builder *builder, enum style_kind kind, struct str folded, struct str instead) {
  struct style *style = builder->style;
  struct style_pattern pattern = {
    .kind = kind, .written = folded, .instead = instead, .row = (uint32_t)style->patterns.n
  };
  struct str part;
  bool replaced = false;
  pattern.first = (uint32_t)style->places.n;
  while (str_split(&folded, ' ', &part))
    add_part(builder, &pattern, part, &replaced);
  find_target(style, &pattern);
  if (pattern.anchor == pattern.count)
    return false;
  vec_push(builder->prose->arena, &style->patterns, pattern);
  return true;
}

// ---- rows

static bool add_level(struct builder *builder, struct str rule, struct str level) {
  const struct diag_rule *found = rules_find(str_trim(rule));
  struct str bare = text_bare(builder->prose->arena, str_trim(level));
  for (size_t i = 0; found && i < sizeof level_names / sizeof *level_names; i++)
    if (str_is(bare, level_names[i].name)) {
      vec_push(builder->prose->arena, &builder->style->levels, (struct style_level){ found, level_names[i].severity });
      return true;
    }
  return false;
}

// The program's rows about the same words hold no longer.
static void drop_patterns(struct builder *builder, struct str folded) {
  struct str core = core_of(builder, folded);
  for (size_t i = 0; i < builder->built_in; i++) {
    struct style_pattern *pattern = &builder->style->patterns.at[i];
    pattern->dropped = pattern->dropped || str_eq(pattern->written, core);
  }
}

// What the program's rows are about; needed only where an office has rows of its own.
static void find_cores(struct builder *builder) {
  builder->built_in = builder->style->patterns.n;
  for (size_t i = 0; i < builder->built_in; i++)
    builder->style->patterns.at[i].written = core_of(builder, builder->style->patterns.at[i].written);
}

static bool takes_instead(enum style_kind kind) {
  return kind == STYLE_WORD || kind == STYLE_WRONG || kind == STYLE_NAME;
}

static bool add_row(struct builder *builder, int kind, struct str written, struct str instead, bool own) {
  if (kind < 0 || written.n == 0 || (takes_instead((enum style_kind)kind) && instead.n == 0))
    return false;
  if (kind == STYLE_LEVEL)
    return add_level(builder, written, instead);
  if (own) {
    written = text_fold_str(builder->prose->arena, written);
    drop_patterns(builder, written);
  }
  return kind == STYLE_DROP || add_pattern(builder, (enum style_kind)kind, written, instead);
}

// The program's rows are folded as they stand. Columns: loại, viết, thay bằng; what follows is for people. A file from a spreadsheet may have CR LF and a heading.
static void read_rows(struct builder *builder, struct str rows, bool own) {
  struct str line;
  for (size_t number = 1; str_split(&rows, '\n', &line); number++) {
    struct str cells[3] = { 0 }, rest = own ? str_trim(line) : line;
    if (rest.n == 0 || rest.p[0] == '#')
      continue;
    for (size_t i = 0; i < 3 && str_split(&rest, '\t', &cells[i]); i++)
      cells[i] = own ? str_trim(cells[i]) : cells[i];
    int kind = kind_of(builder, cells[0]);
    bool heading = own && number == 1 && str_is(text_bare(builder->prose->arena, cells[0]), "loai");
    if (!heading && !add_row(builder, kind, cells[1], cells[2], own))
      vec_push(builder->prose->arena, &builder->style->unread, (struct style_row){ number, str_trim(line) });
  }
}

// ---- looking up

// Newer patterns come first in a chain. A pattern that begins with one of several words hangs at each of them by a copy.
static void hang_pattern(struct builder *builder, size_t index) {
  struct style *style = builder->style;
  const struct style_pattern *pattern = &style->patterns.at[index];
  const struct style_place *place = &style->places.at[pattern->first + pattern->anchor];
  for (uint32_t k = 0; k < place->count; k++) {
    uint32_t *head = &style->heads[style->words.at[place->first + k]];
    size_t at = index;
    if (k > 0) {
      struct style_pattern copy = style->patterns.at[index];
      vec_push(builder->prose->arena, &style->patterns, copy);
      at = style->patterns.n - 1;
    }
    style->patterns.at[at].next = *head;
    *head = (uint32_t)at + 1;
  }
}

static void hang_patterns(struct builder *builder) {
  struct style *style = builder->style;
  style->head_count = builder->prose->forms.n;
  style->heads = arena_array(builder->prose->arena, uint32_t, style->head_count);
  for (size_t i = 0, n = style->patterns.n; i < n; i++)
    if (!style->patterns.at[i].dropped)
      hang_pattern(builder, i);
}

static bool place_holds(const struct prose *prose, const struct style_place *place, const struct token *word) {
  if (place->number && word->kind == WORD_NUMBER)
    return !place->none;
  for (uint32_t i = 0; i < place->count; i++)
    if (prose->style->words.at[place->first + i] == word->id)
      return !place->none;
  return place->none;
}

static bool pattern_holds(const struct prose *prose, const struct style_pattern *pattern, size_t i,
                          struct style_match *match) {
  const struct style_place *places = &prose->style->places.at[pattern->first];
  if (i < pattern->anchor)
    return false;
  size_t start = i - pattern->anchor;
  for (uint32_t k = 0; k < pattern->count; k++) {
    if (start + k >= prose->words.n || !place_holds(prose, &places[k], &prose->words.at[start + k]))
      return false;
    if (!places[k].none)
      match->to = start + k;
  }
  match->pattern = pattern;
  match->from = i;
  match->first = start + pattern->target;
  match->last = start + pattern->target_end - 1;
  return true;
}

// Matches of one row are a chain.
static void add_match(const struct prose *prose, struct style *style, size_t *last, struct style_match match) {
  size_t *before = &last[match.pattern->row];
  match.again = *before > 0;
  vec_push(prose->arena, &style->matches, match);
  if (*before)
    style->matches.at[*before - 1].next = style->matches.n;
  *before = style->matches.n;
}

// Lists of single words are asked for word by word; see style_lists.
static bool is_list(enum style_kind kind) {
  return kind >= STYLE_FUNCTION && kind <= STYLE_MEASURE;
}

static void find_matches(const struct prose *prose, struct style *style) {
  struct style_match match = { 0 };
  size_t *last = arena_array(prose->arena, size_t, style->patterns.n);
  for (size_t i = 0; i < prose->words.n; i++) {
    uint32_t id = prose->words.at[i].id;
    for (uint32_t next = id < style->head_count ? style->heads[id] : 0; next; next = style->patterns.at[next - 1].next)
      if (!is_list(style->patterns.at[next - 1].kind) && pattern_holds(prose, &style->patterns.at[next - 1], i, &match))
        add_match(prose, style, last, match);
  }
}

bool style_lists(const struct prose *prose, enum style_kind kind, uint32_t id) {
  const struct style *style = prose->style;
  for (uint32_t next = id < style->head_count ? style->heads[id] : 0; next; next = style->patterns.at[next - 1].next)
    if (style->patterns.at[next - 1].kind == kind && style->patterns.at[next - 1].count == 1)
      return true;
  return false;
}

struct style *style_create(struct prose *prose, struct str office) {
  struct style *style = arena_new(prose->arena, struct style);
  struct builder builder = { .prose = prose, .style = style };
  read_rows(&builder, grammar_house_style, false);
  if (office.n)
    find_cores(&builder);
  if (str_starts(office, STR("\xEF\xBB\xBF")))
    office = str_slice(office, 3, office.n);
  read_rows(&builder, office, true);
  hang_patterns(&builder);
  prose->style = style;
  find_matches(prose, style);
  return style;
}
