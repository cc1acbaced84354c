// Short names that the plan gives itself: “… (sau đây gọi tắt là Đề án 109)”, “Lực lượng vũ trang (LLVT)”.
#include "compiler/check/reader.h"

#include <string.h>

enum { ALIAS_BYTES = 120, MEANING_BYTES = 600, BRACKET_BYTES = 40, INITIALS = 24 };

static void add_alias(struct reader *reader, const struct item *item, size_t from, size_t to, size_t meaning_from,
                      size_t meaning_to) {
  const uint32_t *map = item->folded.map;
  struct alias alias = { .span = text_span(&item->text, map[from], map[to]) };
  alias.written = str_trim(str_slice(item->text.s, map[from], map[to]));
  alias.meaning = str_trim(str_slice(item->text.s, map[meaning_from], map[meaning_to]));
  if (alias.written.n && alias.meaning.n)
    vec_push(reader->arena, &reader->plan->aliases, alias);
}

// ---- “… là X”

static const struct str open_quote = { "“", 3 }, close_quote = { "”", 3 };

static bool is_clause_end(char c) {
  return c == ',' || c == ';' || c == ':' || c == '.' || c == '(' || c == ')';
}

// Where the words that end at `to` begin: behind the last stop that stands in no quotation.
static size_t meaning_start(struct str s, size_t to) {
  size_t from = to, limit = to > MEANING_BYTES ? to - MEANING_BYTES : 0;
  bool quoted = false;
  while (from > limit) {
    if (from >= 3 && str_eq(str_slice(s, from - 3, from), close_quote))
      quoted = true;
    else if (from >= 3 && str_eq(str_slice(s, from - 3, from), open_quote))
      quoted = false;
    else if (!quoted && is_clause_end(s.p[from - 1]))
      break;
    from--;
  }
  while (from < to && ((unsigned char)s.p[from] & 0xC0) == 0x80)
    from++;
  return from;
}

static size_t alias_end(struct str s, size_t from) {
  size_t to = from, limit = from + ALIAS_BYTES < s.n ? from + ALIAS_BYTES : s.n;
  while (to < limit && !is_clause_end(s.p[to]))
    to++;
  return to;
}

static void read_declared(struct reader *reader, const struct item *item) {
  struct str s = item->folded.s;
  const struct term *term;
  for (size_t at = 0; (at = terms_find(reader->terms, TERMS_ALIAS, s, at, &term)) != SIZE_MAX; at += term->phrase.n) {
    size_t from = at + term->phrase.n, to = alias_end(s, from), end = at;
    while (end > 0 && (s.p[end - 1] == ' ' || s.p[end - 1] == '(' || s.p[end - 1] == ','))
      end--;
    add_alias(reader, item, from, to, meaning_start(s, end), end);
  }
}

// ---- “(LLVT)” behind the words whose initials it has

// Start of the last word that ends at or before `to`; *end is its end. Quotes and dashes are no words.
static size_t word_before(struct str s, size_t to, size_t *end) {
  size_t at = to, before;
  while (at > 0 && (before = at, !uni_is_word(utf8_prev(s, &before))))
    at = before;
  *end = at;
  while (at > 0 && (before = at, uni_is_word(utf8_prev(s, &before))))
    at = before;
  return at;
}

// “U” stands for “Ủy”: initials are written without marks.
static bool is_initial(struct arena *arena, uint32_t letter, struct str s, size_t at) {
  size_t end = at;
  if (at >= s.n)
    return false;
  if (utf8_next(s, &end) == letter)
    return true;
  struct str bare = text_bare(arena, str_slice(s, at, end));
  return bare.n == 1 && (unsigned char)bare.p[0] == letter;
}

// The initials from…to of the folded text, read backwards, are those of the words that end at `end`. An “&” stands for
// “và”, which may also be left out. Where the words begin, or SIZE_MAX.
static size_t initials_match(struct reader *reader, struct str s, size_t from, size_t to, size_t end) {
  size_t words_from = end, letters = 0;
  while (to > from) {
    uint32_t letter = utf8_prev(s, &to);
    if (!uni_is_letter(letter) && letter != '&')
      continue;
    size_t word_end, start = word_before(s, words_from, &word_end);
    bool is_and = terms_is(reader->terms, TERMS_AND, str_slice(s, start, word_end)) != NULL;
    if (is_and && letter != '&' && !is_initial(reader->arena, letter, s, start))
      start = word_before(s, start, &word_end);
    bool matches = letter == '&' ? is_and : is_initial(reader->arena, letter, s, start);
    if (start == word_end || ++letters > INITIALS || !matches)
      return SIZE_MAX;
    words_from = start;
  }
  return letters >= 2 ? words_from : SIZE_MAX;
}

// “Ủy ban nhân dân tỉnh (UBND tỉnh)”: words behind the initials stand behind their words as well.
static void read_bracket(struct reader *reader, const struct item *item, size_t open, size_t close) {
  struct str s = item->folded.s, text = item->text.s;
  size_t from = open + 1, to = from;
  while (to < close && s.p[to] != ' ')
    to++;
  struct str initials = str_slice(text, item->folded.map[from], item->folded.map[to]);
  if (!text_is_upper(initials))
    return;
  struct str tail = str_trim(str_slice(s, to, close));
  size_t end = open;
  while (end > 0 && s.p[end - 1] == ' ')
    end--;
  size_t meaning_end = end;
  if (tail.n) {
    if (!str_ends(str_slice(s, 0, end), tail) || !whole_word(s, end - tail.n, tail.n))
      return;
    end -= tail.n;
  }
  size_t start = initials_match(reader, s, from, to, end);
  if (start != SIZE_MAX)
    add_alias(reader, item, from, close, start, meaning_end);
}

static void read_brackets(struct reader *reader, const struct item *item) {
  struct str s = item->folded.s;
  for (size_t open = 0; (open = str_find_byte(s, '(', open)) != SIZE_MAX; open++) {
    size_t close = str_find_byte(str_slice(s, 0, open + BRACKET_BYTES), ')', open);
    if (close != SIZE_MAX && close - open > 2)
      read_bracket(reader, item, open, close);
  }
}

void aliases_read(struct reader *reader) {
  struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    read_declared(reader, item);
    read_brackets(reader, item);
  }
  for (size_t i = 0; i < plan->aliases.n; i++)
    lexicon_add(reader->lexicon, plan->aliases.at[i]);
}
