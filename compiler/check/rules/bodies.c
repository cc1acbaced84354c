// Rules of names and numbers of bodies: bodies and provinces that there are not on the day of issue, one body spelled in
// two ways, counts that do not agree with what is counted.
#include "compiler/check/bodies.h"
#include "compiler/check/rules/citations.h"
#include "compiler/check/lexicon.h"
#include "compiler/check/rules/rules.h"

#include <string.h>

// ---- bodies that are not yet

// The words are the body's full name (abbreviations expanded), not a short form that older bodies had as well.
static bool is_full_name(struct reader *reader, const struct actor *actor) {
  struct text written = { .s = actor->written }, name = { .s = actor->name };
  struct passage a, b;
  passage_read(reader->arena, reader->lexicon, &written, 0, written.s.n, &a);
  passage_read(reader->arena, reader->lexicon, &name, 0, name.s.n, &b);
  if (a.words.n < b.words.n)
    return false;
  for (size_t i = 0; i < b.words.n; i++)
    if (a.words.at[i].key != b.words.at[i].key)
      return false;
  return true;
}

static struct str predecessors_of(struct reader *reader, const struct agency *agency) {
  struct str names = { 0 };
  for (size_t i = 0; i < agency->predecessors.n; i++) {
    const struct agency *old = registry_agency(reader->registry, agency->predecessors.at[i]);
    if (old)
      names = names.n ? str_printf(reader->arena, STR_FMT ", " STR_FMT, STR_ARG(names), STR_ARG(old->name)) : old->name;
  }
  return names;
}

static void not_yet(struct reader *reader, const struct actor *actor, enum body_role role, void *said) {
  (void)role;
  struct date on = reader->plan->header.date;
  const struct agency *agency = actor->agency;
  if (!agency || !surely_before(on, agency->from) || !is_full_name(reader, actor))
    return;
  struct str predecessors = predecessors_of(reader, agency);
  if (!predecessors.n || !first_time(said, str_from(agency->id)))
    return;
  struct diag *diag = report_with(reader, &rule_agency_not_yet, actor->span, actor->written);
  diag_arg_date(reader->diags, diag, agency->from);
  diag_arg(reader->diags, diag, predecessors);
}
void check_agency_not_yet(struct reader *reader) {
  struct phrases said;
  phrases_init(&said, reader->arena, 32);
  bodies_visit(reader, not_yet, &said);
}

// ---- provinces

static bool is_merged(const struct reader *reader, const struct province *province) {
  struct date on = reader->plan->header.date;
  return province && province->to.year && on.year && date_compare(date_first(on), province->to) >= 0;
}

// The province that a value of the letterhead names behind “tỉnh”, or that is all of it.
static const struct province *province_in(struct reader *reader, struct str s, bool whole) {
  struct words words = { 0 };
  words_read(reader->arena, s, 0, s.n, &words);
  for (size_t i = 0; i < words.n; i++) {
    size_t end;
    bool told = i > 0 && (word_is(&words.at[i - 1], "tỉnh") || word_is(&words.at[i - 1], "phố"));
    const struct province *province = told || i == 0 ? place_at(reader->registry, &words, i, &end) : NULL;
    if (province && (told || end == words.n || !whole))
      return province;
  }
  return NULL;
}

// The name of what it is part of on the date of issue.
static struct str successor_name(struct reader *reader, const struct province *province) {
  struct date on = date_last(reader->plan->header.date);
  const struct province *now = province_today(reader->registry, province, on);
  return now != province ? province_called(reader->arena, now, reader->plan->header.date) : (struct str){ 0 };
}

static void check_value(struct reader *reader, const struct value *value) {
  const struct province *province = province_in(reader, value->text.s, true);
  if (!is_merged(reader, province))
    return;
  struct diag *diag = report_with(reader, &rule_province_merged, value->span, province->name);
  diag_arg_date(reader->diags, diag, province->to);
  diag_arg(reader->diags, diag, successor_name(reader, province));
}
void check_province_merged(struct reader *reader) {
  const struct header *header = &reader->plan->header;
  check_value(reader, &header->agency);
  check_value(reader, &header->parent);
  check_value(reader, &header->place);
}

// “địa bàn tỉnh Hà Giang” in a plan of today; old documents and bodies may bear old names.
static const struct province *province_at(struct reader *reader, const struct passage *passage, size_t i, size_t *end) {
  const struct words *words = &passage->words;
  const struct province *province = i + 3 < words->n ? place_at(reader->registry, words, i + 3, end) : NULL;
  return province && words->at[i + 3].title ? province : NULL;
}

static bool is_former(struct reader *reader, const struct text *text, size_t from) {
  struct str rest = text_fold_str(reader->arena, str_trim(str_slice(text->s, from, from + 40)));
  return terms_at(reader->terms, TERMS_FORMER, rest, 0) != NULL;
}

void check_province_in_text(struct reader *reader) {
  const struct prose *prose = reader->prose;
  uint32_t ban = prose_known(prose, STR("bàn"));
  for (size_t i = 1; ban != UINT32_MAX && i + 2 < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    if (word->id != ban || !word_reads(&word[-1], "địa") || !word_reads(&word[1], "tỉnh"))
      continue;
    const struct text *text = prose->texts.at[word->text].text;
    struct passage passage;
    size_t end;
    passage_read(reader->arena, reader->lexicon, text, word[-1].from, word->to + 60 < text->s.n ? word->to + 60 : text->s.n, &passage);
    const struct province *province = province_at(reader, &passage, 0, &end);
    if (!is_merged(reader, province) || is_former(reader, text, passage.words.at[end - 1].to))
      continue;
    size_t from = passage.words.at[2].from, to = passage.words.at[end - 1].to;
    struct diag *diag = report_with(reader, &rule_province_in_text, text_span(text, from, to), province->full_name);
    diag_arg_date(reader->diags, diag, province->to);
    diag_arg(reader->diags, diag, successor_name(reader, province));
  }
}

// ---- one name in two spellings

// The letters of a name: “Báo và Phát thanh - Truyền hình” has those of “Báo và Phát thanh, Truyền hình”.
static struct str letters_of(struct arena *arena, struct str folded) {
  struct buf out = { 0 };
  for (size_t at = 0, from = 0; at < folded.n; from = at)
    if (uni_is_word(utf8_next(folded, &at)))
      buf_str(&out, str_slice(folded, from, at));
  struct str letters = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return letters;
}

struct spelling {
  struct str folded, written;
  struct span span;
  bool told;
};

struct spellings {
  struct phrases letters; // → spellings
  VEC(struct spelling) list;
};

static void spelled(struct reader *reader, const struct actor *actor, enum body_role role, void *context) {
  (void)role;
  struct spellings *spellings = context;
  if (actor->group || actor->span.end <= actor->span.start)
    return;
  struct spelling here = { .folded = text_fold_str(reader->arena, actor->written), .written = actor->written, .span = actor->span };
  uint32_t node = phrases_grow(&spellings->letters, 0, word_key(letters_of(reader->arena, here.folded)));
  uint32_t *place = &spellings->letters.values.at[node];
  if (!*place) {
    vec_push(reader->arena, &spellings->list, here);
    *place = (uint32_t)spellings->list.n;
    return;
  }
  struct spelling *first = &spellings->list.at[*place - 1];
  if (first->told || str_eq(first->folded, here.folded))
    return;
  first->told = true;
  struct diag *diag = report_with(reader, &rule_agency_spelled_twice, here.span, here.written);
  diag_arg(reader->diags, diag, first->written);
  diag_related(reader->diags, diag, reader->plan->source, first->span, "cách viết kia ở đây", "the other spelling is here");
}
void check_agency_spelled_twice(struct reader *reader) {
  struct spellings spellings = { 0 };
  phrases_init(&spellings.letters, reader->arena, 64);
  bodies_visit(reader, spelled, &spellings);
}

// ---- a body's symbol in two spellings: “155/TTr-STTTT”, “14/STTT-TTBCXB”

enum { SHORTEST_SYMBOL = 4, SYMBOLS_COMPARED = 64 };

struct symbol {
  struct str s;
  const struct citation *citation;
  bool known; // an abbreviation of the registry
};
struct symbols {
  struct symbol at[SYMBOLS_COMPARED];
  size_t n;
};

static bool is_known_symbol(const struct reader *reader, struct str s) {
  for (size_t i = 0; i < reader->registry->agencies.n; i++)
    if (str_eq(reader->registry->agencies.at[i].abbreviation, s))
      return true;
  return false;
}

static void add_symbol(struct reader *reader, struct symbols *symbols, struct str s, const struct citation *citation) {
  for (size_t i = 0; i < symbols->n; i++)
    if (str_eq(symbols->at[i].s, s))
      return;
  if (text_columns(s) >= SHORTEST_SYMBOL && text_is_upper(s) && symbols->n < SYMBOLS_COMPARED)
    symbols->at[symbols->n++] = (struct symbol){ s, citation, is_known_symbol(reader, s) };
}

static void add_symbols(struct reader *reader, struct symbols *symbols, const struct citation *citation) {
  struct str rest = citation->body, part;
  add_symbol(reader, symbols, citation->type, citation);
  while (str_split(&rest, '-', &part))
    add_symbol(reader, symbols, part, citation);
}

void check_agency_symbol_differs(struct reader *reader) {
  const struct citations *citations = citations_of(reader);
  struct symbols symbols = { .n = 0 };
  for (size_t i = 0; i < citations->list.n; i++)
    add_symbols(reader, &symbols, &citations->list.at[i]);
  for (size_t i = 0; i < symbols.n; i++)
    for (size_t k = 0; k < symbols.n && !symbols.at[i].known; k++) {
      const struct symbol *odd = &symbols.at[i], *right = &symbols.at[k];
      if (!right->known || text_distance(odd->s, right->s, 2) != 1)
        continue;
      struct span span = words_span(reader->prose, odd->citation->first, odd->citation->last);
      struct diag *diag = report_with(reader, &rule_agency_symbol_differs, span, odd->s);
      diag_arg(reader->diags, diag, right->s);
      diag_related(reader->diags, diag, reader->plan->source,
                   words_span(reader->prose, right->citation->first, right->citation->last), "ký hiệu kia ở đây", "the other symbol is here");
      break;
    }
}

// ---- counts

// “UBND 17 xã biên giới” and “UBND 16 xã biên giới”
static void counted(struct reader *reader, const struct actor *actor, enum body_role role, void *context) {
  (void)role;
  const struct actor **first = context;
  if (!actor->agency || !actor->count)
    return;
  size_t index = (size_t)(actor->agency - reader->registry->agencies.at);
  if (!first[index])
    first[index] = actor;
  if (first[index]->count == actor->count)
    return;
  struct diag *diag = report_with(reader, &rule_counts_differ, actor->span, actor->written);
  diag_arg(reader->diags, diag, first[index]->written);
  diag_related(reader->diags, diag, reader->plan->source, first[index]->span, "số kia ở đây", "the other number is here");
}
void check_counts_differ(struct reader *reader) {
  bodies_visit(reader, counted, arena_array(reader->arena, const struct actor *, reader->registry->agencies.n));
}

static bool is_count(const struct token *word, int *number) {
  return word->kind == WORD_NUMBER && word->folded.n <= 3 && !(word->flags & WORD_LINKED) && str_to_int(word->folded, number) && *number > 1;
}

// The term of the list that begins at word `i`, the word behind it in *end.
static const struct term *term_here(struct reader *reader, enum term_list list, size_t i, size_t *end) {
  const struct prose *prose = reader->prose;
  const struct token *word = &prose->words.at[i];
  if (word->kind != WORD_LETTERS)
    return NULL;
  struct str folded = prose->texts.at[word->text].folded.s;
  const struct term *term = terms_at(reader->terms, list, folded, (size_t)(word->folded.p - folded.p));
  const char *behind = term ? word->folded.p + term->phrase.n : NULL;
  for (*end = i; term && prose->words.at[*end].kind != WORD_EDGE && prose->words.at[*end].folded.p < behind;)
    ++*end;
  return term;
}

enum { WORDS_BEFORE_LIST = 5, NAME_WORDS = 5, NAMES_COUNTED = 200 };

// How many names stand in the list that begins at word `i`: “Bù Gia Mập, Bù Đốp và Lộc Ninh)”; 0 when it holds other words.
static int count_names(struct reader *reader, size_t i, bool bracket) {
  const struct prose *prose = reader->prose;
  int names = 0;
  size_t words = 0, end;
  for (; names < NAMES_COUNTED; i++) {
    const struct token *word = &prose->words.at[i];
    bool edge = word->kind == WORD_EDGE || word_is_sign(word, '.') || word_is_sign(word, ';');
    bool close = word_is_sign(word, ')');
    if (edge || close || word_is_sign(word, ',') || word_reads(word, "và")) {
      if (!words || (edge && !close && bracket && word->kind == WORD_EDGE))
        return 0;
      names++;
      words = 0;
      if (close || word->kind == WORD_EDGE || word_is_sign(word, '.'))
        return names;
    } else if (words == 0 && term_here(reader, TERMS_NAMED, i, &end)) {
      i = end - 1;
    } else if (word->kind != WORD_LETTERS || !(word->flags & WORD_CAPITAL) || ++words > NAME_WORDS) {
      return 0;
    }
  }
  return 0;
}

// “03 huyện biên giới (Bù Gia Mập, Bù Đốp)”
static void check_count(struct reader *reader, size_t i, int number) {
  const struct prose *prose = reader->prose;
  size_t end;
  if (!term_here(reader, TERMS_NAMED, i + 1, &end))
    return;
  size_t limit = end + WORDS_BEFORE_LIST;
  while (end < limit && prose->words.at[end].kind == WORD_LETTERS && !(prose->words.at[end].flags & WORD_CAPITAL))
    end++;
  bool bracket = word_is_sign(&prose->words.at[end], '(');
  if (!bracket && !word_is_sign(&prose->words.at[end], ':'))
    return;
  size_t first = end + 1;
  while (word_reads(&prose->words.at[first], "gồm") || word_reads(&prose->words.at[first], "bao") || word_is_sign(&prose->words.at[first], ':'))
    first++;
  int names = count_names(reader, first, bracket);
  if (names < 2 || names == number)
    return;
  struct diag *diag = report_with(reader, &rule_count_of_names, words_span(prose, i, end - 1), words_raw(prose, i, end - 1));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%d", names));
}

void check_count_of_names(struct reader *reader) {
  const struct prose *prose = reader->prose;
  int number;
  for (size_t i = 1; i + 3 < prose->words.n; i++)
    if (is_count(&prose->words.at[i], &number))
      check_count(reader, i, number);
}

// ---- “02 nhóm nhiệm vụ sau:” and the items below

static size_t count_children(const struct item *item) {
  size_t n = 0;
  const struct item *first = item->first;
  for (const struct item *child = first; child; child = child->next) {
    if (child->kind != ITEM_POINT || child->label.scheme != first->label.scheme || child->field != FIELD_NONE)
      return 0;
    n++;
  }
  return n;
}

enum { WORDS_BEHIND_COUNT = 6 };

static void check_parts(struct reader *reader, const struct prose_text *text, size_t children) {
  const struct prose *prose = reader->prose;
  size_t last = text->end - 1, end; // the colon
  for (size_t back = 2; back <= WORDS_BEHIND_COUNT && last > text->first + back; back++) {
    size_t i = last - back;
    int number;
    if (!is_count(&prose->words.at[i], &number) || !term_here(reader, TERMS_COUNTED, i + 1, &end) || end > last)
      continue;
    if ((size_t)number == children)
      return;
    struct diag *diag = report_with(reader, &rule_count_of_items, words_span(prose, i, end - 1), words_raw(prose, i, end - 1));
    diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", children));
    return;
  }
}

// Items and their texts come in the same order.
void check_count_of_items(struct reader *reader) {
  const struct prose *prose = reader->prose;
  size_t at = 0;
  for (struct item *item = plan_next(reader->plan, NULL); item; item = plan_next(reader->plan, item)) {
    size_t children = str_ends(str_trim(item->text.s), STR(":")) && item->first ? count_children(item) : 0;
    if (children < 2)
      continue;
    while (at < prose->texts.n && prose->texts.at[at].text != &item->text)
      at++;
    if (at == prose->texts.n)
      return;
    check_parts(reader, &prose->texts.at[at], children);
  }
}
