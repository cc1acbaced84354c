// Words of a text: folds once and cuts.
#include "compiler/check/words.h"

#include <string.h>


uint64_t word_key(struct str folded) {
  uint64_t key = str_hash(folded);
  return key ? key : 1;
}

bool word_is(const struct word *word, const char *folded) {
  return word->s.n == strlen(folded) && memcmp(word->s.p, folded, word->s.n) == 0;
}

bool word_is_roman(const struct word *word, int *value) {
  if (!word->s.n || word->s.n > 7 || word->capitals != word->s.n)
    return false;
  int total = 0, before = 0;
  for (size_t i = word->s.n; i-- > 0;) {
    char c = word->s.p[i];
    int digit = c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : 0;
    if (!digit)
      return false;
    total += digit < before ? -digit : digit;
    before = digit;
  }
  *value = total;
  return total > 0;
}

static bool ends_sentence(struct str s, size_t after) {
  if (after >= s.n)
    return true;
  return uni_is_space(utf8_next(s, &after));
}

static unsigned gap_of(uint32_t c, struct str s, size_t after) {
  switch (c) {
  case '\n': return GAP_LINE;
  case ',': return GAP_COMMA;
  case ';': return GAP_SEMICOLON;
  case ':': return GAP_COLON;
  case '.': return ends_sentence(s, after) ? GAP_STOP : GAP_DOT;
  case '!': case '?': case 0x2026: return GAP_STOP;
  case '(': case '[': return GAP_OPEN;
  case ')': case ']': return GAP_CLOSE;
  case '/': return GAP_SLASH;
  case '{': return GAP_BRACE;
  case '*': case '_': return 0; // emphasis that Markdown did not take
  }
  return uni_is_space(c) ? GAP_SPACE : uni_is_dash(c) ? GAP_DASH : GAP_OTHER;
}

// What stands in s[from, to): nearly always a space.
static unsigned gap_between(struct str s, size_t from, size_t to) {
  if (to == from + 1 && s.p[from] == ' ')
    return GAP_SPACE;
  unsigned gap = 0;
  while (from < to) {
    uint32_t c = utf8_next(s, &from);
    gap |= gap_of(c, s, from);
  }
  return gap;
}

static void count_capitals(struct str s, struct word *word) {
  if (str_eq(str_slice(s, word->from, word->to), word->s))
    return;
  for (size_t at = word->from; at < word->to;) {
    bool first = at == word->from;
    unsigned char byte = (unsigned char)s.p[at];
    if (byte >= 'a' && byte <= 'z') {
      at++;
      continue;
    }
    if (!uni_is_upper(utf8_next(s, &at)))
      continue;
    word->title |= first;
    if (word->capitals < 255)
      word->capitals++;
  }
}

static int number_of(struct str digits) {
  int value;
  return digits.n <= 9 && str_to_int(digits, &value) ? value : -1;
}

enum letter { LETTER_NONE, LETTER_WORD, LETTER_DIGIT, LETTER_AND };

static const unsigned char ascii_letters[128] = {
  ['a' ... 'z'] = LETTER_WORD, ['0' ... '9'] = LETTER_DIGIT, ['&'] = LETTER_AND,
};

// Nearly all letters beyond ASCII are those of Vietnamese, which need not be asked what they are.
static inline enum letter letter_at(struct str s, size_t *at) {
  const unsigned char *p = (const unsigned char *)s.p + *at;
  size_t length = *p < 0x80 ? 1 : *p >= 0xC4 && *p <= 0xC6 ? 2 : *p == 0xE1 && (p[1] & 0xFE) == 0xBA ? 3 : 0;
  *at += length;
  if (length == 1)
    return ascii_letters[*p];
  return length || uni_is_word(utf8_next(s, at)) ? LETTER_WORD : LETTER_NONE;
}

// End of the run of letters of one kind that begins at `at`; `after` its first character.
static size_t run_end(struct str s, size_t after, enum letter kind) {
  while (kind != LETTER_AND && after < s.n) {
    size_t next = after;
    if (letter_at(s, &next) != kind)
      break;
    after = next;
  }
  return after;
}

static struct word *add_word(struct arena *arena, struct words *words) {
  if (words->n == words->cap)
    vec_reserve(arena, &words->at, words->n, &words->cap, sizeof *words->at);
  struct word *word = &words->at[words->n++];
  *word = (struct word){ .first = true, .last = true, .number = -1 };
  return word;
}

// “TT. Tỉnh ủy”, “TP. Huế”: the stop is part of the word.
static bool is_short_form(const struct word *word) {
  return word->s.n == 2 && word->capitals == 2;
}

// Words of s[from, …), folded.
static void cut(struct arena *arena, struct str s, size_t from, const struct folded *folded, struct words *words) {
  size_t end = from;
  words->n = 0;
  for (size_t at = 0; at < folded->s.n;) {
    size_t start = at;
    enum letter kind = letter_at(folded->s, &at);
    if (kind == LETTER_NONE)
      continue;
    at = run_end(folded->s, at, kind);
    struct word *word = add_word(arena, words);
    word->s = kind == LETTER_AND ? STR("và") : str_slice(folded->s, start, at);
    word->key = word_key(word->s);
    word->from = (uint32_t)from + folded->map[start];
    word->to = (uint32_t)from + folded->map[at];
    word->gap = (uint16_t)gap_between(s, end, word->from);
    if (words->n > 1 && (word->gap & GAP_STOP) && is_short_form(word - 1))
      word->gap ^= GAP_STOP | GAP_DOT;
    word->number = kind == LETTER_DIGIT ? number_of(word->s) : -1;
    if (kind == LETTER_WORD)
      count_capitals(s, word);
    end = word->to;
  }
  struct word *sentinel = add_word(arena, words);
  sentinel->from = sentinel->to = (uint32_t)s.n;
  sentinel->gap = (uint16_t)gap_between(s, end, s.n);
  words->n--;
}

void words_cut(struct arena *arena, struct str s, const struct folded *folded, struct words *words) {
  cut(arena, s, 0, folded, words);
}

void words_read(struct arena *arena, struct str s, size_t from, size_t to, struct words *words) {
  struct str part = str_slice(s, from, to);
  struct folded folded = text_fold(arena, part);
  cut(arena, (struct str){ s.p, from + part.n }, from, &folded, words); // gaps see no further than the part
}
