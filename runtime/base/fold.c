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
  uint32_t tail[3];  // the last characters written, newest last; 0 before the start
  uint32_t tail_from[3];
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

static inline void put(struct fold *fold, uint32_t c, uint32_t from) {
  if (fold->n + 5 > fold->cap)
    grow(fold);
  size_t length = 1;
  if (c < 0x80)
    fold->p[fold->n] = (char)c;
  else
    length = utf8_put(c, fold->p + fold->n);
  if (fold->map)
    for (size_t i = 0; i < length; i++)
      fold->map[fold->n + i] = from;
  fold->n += length;
  for (int i = 0; i < 2; i++) {
    fold->tail[i] = fold->tail[i + 1];
    fold->tail_from[i] = fold->tail_from[i + 1];
  }
  fold->tail[2] = c;
  fold->tail_from[2] = from;
}

// At the end of a syllable: moves the tone of its last vowel if it stands on the wrong one.
static void settle_tone(struct fold *fold) {
  uint32_t before = fold->tail[0], first = fold->tail[1], second = fold->tail[2];
  if (second < 0x80 || (first != 'o' && first != 'u'))
    return;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    const struct ending *ending = &endings[i];
    int tone = tone_of(ending->second, second);
    if (first != ending->first[0] || !tone || (ending->not_after && before == (uint32_t)ending->not_after))
      continue;
    char bytes[4];
    uint32_t first_from = fold->tail_from[1], second_from = fold->tail_from[2];
    fold->n -= 1 + utf8_put(second, bytes);
    put(fold, ending->first[tone], first_from);
    put(fold, ending->second[0], second_from);
    return;
  }
}

// ---- characters

static uint32_t fold_character(uint32_t c) {
  c = uni_lower(c);
  if (c == LETTER_ETH || c == LETTER_AFRICAN_D)
    return LETTER_D_STROKE;
  return uni_is_dash(c) ? '-' : uni_is_space(c) ? ' ' : c;
}

static void fold_put(struct fold *fold, uint32_t c, uint32_t from) {
  bool space = c == ' ';
  if (space && fold->tail[2] == ' ')
    return;
  if (!uni_is_letter(c) && !uni_is_mark(c))
    settle_tone(fold);
  put(fold, c, from);
}

// How ASCII folds.
static uint32_t fold_ascii(unsigned char c) {
  return (unsigned)(c - 'A') < 26 ? c + 32u : c == ' ' || (c >= '\t' && c <= '\r') ? ' ' : c;
}

// Bytes below 0xCC begin no mark, nor do those of Vietnamese letters and common punctuation.
static inline bool mark_may_follow(struct str s, size_t at) {
  const unsigned char *p = (const unsigned char *)s.p + at;
  if (at >= s.n || *p < 0xCC)
    return false;
  bool letter = at + 1 < s.n && *p == 0xE1 && (p[1] == 0xBA || p[1] == 0xBB);
  bool punctuation = at + 1 < s.n && *p == 0xE2 && p[1] == 0x80;
  return !letter && !punctuation;
}

// The letter that begins at s.p[at], folded, when it is one of those that Vietnamese is made of, precomposed and without a
// mark behind it: nearly every character of a plan. 0: any other. *length is its bytes.
static inline uint32_t common_letter(struct str s, size_t at, size_t *length) {
  const unsigned char *p = (const unsigned char *)s.p + at;
  size_t left = s.n - at;
  uint32_t c = 0;
  *length = 1;
  if ((unsigned)((*p | 0x20) - 'a') < 26) {
    c = *p | 0x20u;
  } else if (left > 1 && *p >= 0xC3 && *p <= 0xC6 && (p[1] & 0xC0) == 0x80) {
    c = uni_lower((*p & 0x1Fu) << 6 | (p[1] & 0x3Fu));
    c = c == 0xD7 || c == 0xF7 || c == LETTER_ETH || c == LETTER_AFRICAN_D ? 0 : c;
    *length = 2;
  } else if (left > 2 && *p == 0xE1 && (p[1] == 0xBA || p[1] == 0xBB) && (p[2] & 0xC0) == 0x80) {
    c = 0x1000u | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    c = c >= 0x1EA0 && c <= 0x1EF9 ? c | 1 : 0;
    *length = 3;
  }
  return mark_may_follow(s, at + *length) ? 0 : c;
}

static void fold_all(struct fold *fold, struct str s) {
  uint32_t c[SEGMENT_SCALARS];
  for (size_t at = 0; at < s.n;) {
    uint32_t from = (uint32_t)at;
    size_t length;
    uint32_t letter = common_letter(s, at, &length);
    if (letter) {
      put(fold, letter, from);
      at += length;
      continue;
    }
    unsigned char byte = (unsigned char)s.p[at];
    bool alone = at + 1 == s.n || (unsigned char)s.p[at + 1] < 0xCC; // no mark can follow
    if (byte < 0x80 && alone) {
      fold_put(fold, fold_ascii(byte), from);
      at++;
      continue;
    }
    size_t n = text_segment(s, &at, c);
    for (size_t i = 0; i < n; i++)
      fold_put(fold, fold_character(c[i]), from);
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
