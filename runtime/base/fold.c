// Folding: the one form in which words are compared. One pass over the text; only a character followed by
// combining marks, or one outside Latin and common punctuation, is handed to utf8proc.
#include <string.h>
#include <utf8proc.h>

#include "runtime/base/segment.h"
#include "runtime/base/utf8.h"

enum { LETTER_D_STROKE = 0x111, LETTER_ETH = 0xF0, LETTER_AFRICAN_D = 0x256 };

// ---- where the tone mark stands

// Vowels in the order plain, grave, acute, hook, tilde, dot.
enum { TONES = 6 };
static const uint16_t vowel_o[TONES] = { 'o', 0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD };
static const uint16_t vowel_u[TONES] = { 'u', 0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5 };
static const uint16_t vowel_a[TONES] = { 'a', 0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1 };
static const uint16_t vowel_e[TONES] = { 'e', 0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9 };
static const uint16_t vowel_y[TONES] = { 'y', 0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5 };

// A tone written on the second vowel of such an ending goes to the first. The u of "quý" belongs to the consonant.
static const struct ending {
  const uint16_t *first, *second;
  char not_after;
} endings[] = {
  { vowel_o, vowel_a, 0 },
  { vowel_o, vowel_e, 0 },
  { vowel_u, vowel_y, 'q' },
};

static int tone_of(const uint16_t *vowel, uint32_t c) {
  for (int tone = 1; tone < TONES; tone++)
    if (vowel[tone] == c)
      return tone;
  return 0;
}

// ---- output

struct fold {
  struct arena *arena;
  char *p;
  uint32_t *map; // NULL when not wanted
  size_t n, cap;
};

// Folding rarely makes text longer (a bad byte becomes three), so growing is a copy.
static void grow(struct fold *fold) {
  size_t cap = fold->cap * 2 + 8;
  if (!arena_resize(fold->arena, fold->p, fold->cap, cap))
    fold->p = memcpy(arena_alloc(fold->arena, cap), fold->p, fold->n);
  if (fold->map) {
    uint32_t *map = arena_array(fold->arena, uint32_t, cap);
    fold->map = memcpy(map, fold->map, fold->n * sizeof *map);
  }
  fold->cap = cap;
}

static void put(struct fold *fold, uint32_t c, size_t from) {
  if (fold->n + 5 > fold->cap)
    grow(fold);
  size_t length = utf8_put(c, fold->p + fold->n);
  for (size_t i = 0; fold->map && i < length; i++)
    fold->map[fold->n + i] = (uint32_t)from;
  fold->n += length;
}

// At the end of a syllable: moves the tone of its last vowel if it stands on the wrong one.
static void move_tone(struct fold *fold) {
  const char *p = fold->p;
  size_t at = fold->n - ((unsigned char)p[fold->n - 2] >= 0xC0 ? 2 : 3); // of the last vowel
  if (!at || (p[at - 1] != 'o' && p[at - 1] != 'u'))
    return;
  size_t next = at;
  uint32_t second = utf8_next((struct str){ p, fold->n }, &next);
  char before = at > 1 ? p[at - 2] : 0;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    const struct ending *ending = &endings[i];
    int tone = tone_of(ending->second, second);
    if (p[at - 1] != (char)ending->first[0] || !tone || (ending->not_after && before == ending->not_after))
      continue;
    size_t first_from = fold->map ? fold->map[at - 1] : 0, second_from = fold->map ? fold->map[at] : 0;
    fold->n = at - 1;
    put(fold, ending->first[tone], first_from);
    put(fold, ending->second[0], second_from);
    return;
  }
}

static inline void settle_tone(struct fold *fold) {
  if (fold->n >= 3 && (unsigned char)fold->p[fold->n - 1] >= 0x80)
    move_tone(fold);
}

// ---- any character

static uint32_t fold_character(uint32_t c) {
  c = uni_lower(c);
  if (c == LETTER_ETH || c == LETTER_AFRICAN_D)
    return LETTER_D_STROKE;
  return uni_is_dash(c) ? '-' : uni_is_space(c) ? ' ' : c;
}

static bool ends_in_space(const struct fold *fold) {
  return fold->n && fold->p[fold->n - 1] == ' ';
}

static void fold_segment(struct fold *fold, struct str s, size_t *at) {
  uint32_t c[SEGMENT_SCALARS];
  size_t from = *at, n = text_segment(s, at, c);
  for (size_t i = 0; i < n; i++) {
    uint32_t folded = fold_character(c[i]);
    if (folded == ' ' && ends_in_space(fold))
      continue;
    if (!uni_is_letter(folded) && !uni_is_mark(folded))
      settle_tone(fold);
    put(fold, folded, from);
  }
}

// ---- nearly every character of a plan: precomposed, nothing to be asked about it

// Bytes below 0xCC begin no mark, nor do those of Vietnamese letters and common punctuation.
static inline bool mark_may_follow(struct str s, size_t at) {
  const unsigned char *p = (const unsigned char *)s.p + at;
  if (at >= s.n || *p < 0xCC)
    return false;
  bool letter = at + 1 < s.n && *p == 0xE1 && (p[1] == 0xBA || p[1] == 0xBB);
  bool punctuation = at + 1 < s.n && *p == 0xE2 && p[1] == 0x80;
  return !letter && !punctuation;
}

// à … ý but for ×, ÷ and ð, which is not what it looks like.
static inline bool is_latin_1_letter(unsigned char low) {
  return low != 0x10 && low != 0x17;
}

// Folds the letter that begins at s.p[at] into out when it is one of those that Vietnamese is made of and no mark follows.
// Its length, which folding keeps, or 0 for any other.
static inline size_t fold_letter(struct str s, size_t at, char *out) {
  const unsigned char *p = (const unsigned char *)s.p + at;
  size_t left = s.n - at, length = 0;
  if ((unsigned)((*p | 0x20) - 'a') < 26) {
    out[0] = (char)(*p | 0x20);
    length = 1;
  } else if (*p == 0xE1 && left > 2 && (p[1] == 0xBA || p[1] == 0xBB) && (p[2] & 0xC0) == 0x80) {
    if (p[1] == 0xBA ? p[2] < 0xA0 : p[2] > 0xB9) // before Ạ or behind ỹ
      return 0;
    memcpy(out, (char[]){ (char)0xE1, (char)p[1], (char)(p[2] | 1) }, 3);
    length = 3;
  } else if (*p == 0xC3 && left > 1 && (p[1] & 0xC0) == 0x80 && is_latin_1_letter(p[1] & 0x1F)) {
    memcpy(out, (char[]){ (char)0xC3, (char)(p[1] == 0x9F ? 0x9F : p[1] | 0x20) }, 2);
    length = 2;
  } else if (*p >= 0xC4 && *p <= 0xC6 && left > 1 && (p[1] & 0xC0) == 0x80) {
    uint32_t c = uni_lower((*p & 0x1Fu) << 6 | (p[1] & 0x3Fu));
    if (c < 0x80 || c == LETTER_AFRICAN_D) // İ
      return 0;
    length = utf8_put(c, out);
  } else {
    return 0;
  }
  return mark_may_follow(s, at + length) ? 0 : length;
}

// All such letters from s.p[at] on; returns where they end. There is room for them, and for two places more.
static size_t fold_letters(struct fold *fold, struct str s, size_t at) {
  char *out = fold->p + fold->n;
  uint32_t *map = fold->map ? fold->map + fold->n : NULL;
  size_t n = 0, length;
  while (at < s.n && (length = fold_letter(s, at, out + n))) {
    if (map)
      map[n] = map[n + 1] = map[n + 2] = (uint32_t)at; // of three bytes at most
    n += length;
    at += length;
  }
  fold->n += n;
  return at;
}

// Anything else of ASCII, without a mark behind it.
static void fold_sign(struct fold *fold, char c, size_t from) {
  if (c == ' ' || (c >= '\t' && c <= '\r')) {
    if (ends_in_space(fold))
      return;
    c = ' ';
  }
  settle_tone(fold);
  if (fold->map)
    fold->map[fold->n] = (uint32_t)from;
  fold->p[fold->n++] = c;
}

static void fold_all(struct fold *fold, struct str s) {
  for (size_t at = 0; at < s.n;) {
    if (fold->cap - fold->n < s.n - at + 5) // room for what keeps its length
      grow(fold);
    at = fold_letters(fold, s, at);
    if (at >= s.n)
      break;
    if ((unsigned char)s.p[at] < 0x80 && !mark_may_follow(s, at + 1))
      fold_sign(fold, s.p[at], at), at++;
    else
      fold_segment(fold, s, &at);
  }
  settle_tone(fold);
}

static struct folded fold_text(struct arena *arena, struct str s, bool with_map) {
  struct fold fold = { .arena = arena, .cap = s.n + 8 };
  fold.map = with_map ? arena_array(arena, uint32_t, fold.cap) : NULL;
  fold.p = arena_alloc(arena, fold.cap);
  fold_all(&fold, s);
  fold.p[fold.n] = 0;
  if (fold.map)
    fold.map[fold.n] = (uint32_t)s.n;
  arena_resize(arena, fold.p, fold.cap, fold.n + 1);
  return (struct folded){ { fold.p, fold.n }, fold.map };
}

struct folded text_fold(struct arena *arena, struct str s) {
  return fold_text(arena, s, true);
}

struct str text_fold_str(struct arena *arena, struct str s) {
  return fold_text(arena, s, false).s;
}

bool text_same(struct arena *arena, struct str a, struct str b) {
  return str_eq(a, b) || str_eq(text_fold_str(arena, a), text_fold_str(arena, b));
}

// ---- without diacritics

// Base letters of à…ÿ (U+00E0) and of the pairs Ạạ…Ỹỹ (U+1EA0).
static const char bare_latin[] = "aaaaaa?ceeeeiiiidnooooo?ouuuuy?y";
static const char bare_vietnamese[] = "aaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyy";

// 0 for a mark.
static uint32_t bare_character(uint32_t c) {
  if (c < 0xE0)
    return c;
  if (c <= 0xFF && bare_latin[c - 0xE0] != '?')
    return (unsigned char)bare_latin[c - 0xE0];
  if (c >= 0x1EA0 && c <= 0x1EF9)
    return (unsigned char)bare_vietnamese[(c - 0x1EA0) / 2];
  if (c == LETTER_D_STROKE)
    return 'd';
  if (uni_is_mark(c))
    return 0;
  if (c >= 0xAC00 && c <= 0xD7A3) // Hangul syllables fall apart into letters, not marks
    return c;
  utf8proc_int32_t parts[8];
  int last_class = 0;
  utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE, &last_class);
  return n > 1 ? (uint32_t)parts[0] : c;
}

uint32_t uni_bare(uint32_t c) {
  return bare_character(uni_lower(c));
}

struct str text_bare(struct arena *arena, struct str s) {
  struct str folded = text_fold_str(arena, s);
  char *p = (char *)folded.p; // folding made it for us; bare text is never longer
  size_t n = 0;
  for (size_t at = 0; at < folded.n;) {
    uint32_t c = bare_character(utf8_next(folded, &at));
    if (c)
      n += utf8_put(c, p + n);
  }
  p[n] = 0;
  arena_resize(arena, p, folded.n + 1, n + 1);
  return (struct str){ p, n };
}
