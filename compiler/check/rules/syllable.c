// A syllable is read as letters without tone, one byte each, and one tone: then onsets are prefixes and a rime of four
// letters is one number, looked up in a table of the rimes with the classes of onsets that they go with.
#include "compiler/check/rules/syllable.h"

#include <string.h>

#include "compiler/check/terms.h"
#include "grammar/data.h"
#include "runtime/base/utf8.h"

enum {
  LETTERS = 12,
  TONES = 6,
  ACUTE = 2,
  DOT = 5,
  RIMES = 512,
  ONSETS = 40,
  LATIN_FROM = 0xE0,
  LATIN_TO = 0x1B1,
  MARKED_FROM = 0x1EA0,
  MARKED_TO = 0x1EFA
};

// One byte for each letter: capitals stand for those with a hat, a horn or a stroke.
static const struct vowel {
  char code;
  uint16_t forms[TONES]; // plain, grave, acute, hook, tilde, dot
} vowels[] = {
  { 'a', { 'a', 0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1 } },
  { 'A', { 0x103, 0x1EB1, 0x1EAF, 0x1EB3, 0x1EB5, 0x1EB7 } },
  { 'Q', { 0xE2, 0x1EA7, 0x1EA5, 0x1EA9, 0x1EAB, 0x1EAD } },
  { 'e', { 'e', 0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9 } },
  { 'E', { 0xEA, 0x1EC1, 0x1EBF, 0x1EC3, 0x1EC5, 0x1EC7 } },
  { 'i', { 'i', 0xEC, 0xED, 0x1EC9, 0x129, 0x1ECB } },
  { 'o', { 'o', 0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD } },
  { 'O', { 0xF4, 0x1ED3, 0x1ED1, 0x1ED5, 0x1ED7, 0x1ED9 } },
  { 'P', { 0x1A1, 0x1EDD, 0x1EDB, 0x1EDF, 0x1EE1, 0x1EE3 } },
  { 'u', { 'u', 0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5 } },
  { 'U', { 0x1B0, 0x1EEB, 0x1EE9, 0x1EED, 0x1EEF, 0x1EF1 } },
  { 'y', { 'y', 0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5 } },
};
static const char vowel_codes[] = "aAQeEioOPuUy";
static const char class_codes[] = "nbkcqgio";

struct spelled { // a word as letters and tone
  char letters[LETTERS];
  size_t n;
  int tone;
};

struct onset {
  char letters[4];
  size_t n;
  unsigned class; // bit of class_codes
};

struct rime {
  uint32_t key; // up to four letters; 0: free
  unsigned classes;
};

struct syllables {
  struct onset onsets[ONSETS];
  size_t onset_count;
  struct rime rimes[RIMES];
  unsigned char latin[LATIN_TO - LATIN_FROM]; // code × 8 + tone of each character; 0: none
  unsigned char marked[MARKED_TO - MARKED_FROM];
};

static bool is_vowel(char code) {
  return code && strchr(vowel_codes, code);
}

// ---- reading a word

static void note_form(struct syllables *syllables, uint32_t c, size_t vowel, int tone) {
  unsigned char value = (unsigned char)((vowel + 1) * 8 + (size_t)tone);
  if (c >= MARKED_FROM)
    syllables->marked[c - MARKED_FROM] = value;
  else if (c >= LATIN_FROM)
    syllables->latin[c - LATIN_FROM] = value;
}

static int form_of(const struct syllables *syllables, uint32_t c) {
  if (c >= LATIN_FROM && c < LATIN_TO)
    return syllables->latin[c - LATIN_FROM];
  return c >= MARKED_FROM && c < MARKED_TO ? syllables->marked[c - MARKED_FROM] : 0;
}

// One letter; its tone is added to the word's. False for what no syllable holds.
static bool spell_letter(const struct syllables *syllables, uint32_t c, struct spelled *word) {
  int form = 0, tone = 0;
  char code = 0;
  if (c < 0x80)
    code = (char)c;
  else if (c == 0x111)
    code = 'D';
  else if ((form = form_of(syllables, c)) != 0) {
    code = vowel_codes[form / 8 - 1];
    tone = form % 8;
  }
  if (!code || word->n == LETTERS || (tone && word->tone))
    return false;
  word->letters[word->n++] = code;
  word->tone += tone;
  return true;
}

static bool spell(const struct syllables *syllables, struct str folded, struct spelled *word) {
  *word = (struct spelled){ 0 };
  for (size_t at = 0; at < folded.n;)
    if (!spell_letter(syllables, utf8_next(folded, &at), word))
      return false;
  return word->n > 0;
}

// ---- the inventory

static uint32_t rime_key(const char *letters, size_t n) {
  uint32_t key = 0;
  for (size_t i = 0; i < n; i++)
    key = key << 8 | (unsigned char)letters[i];
  return key;
}

static size_t rime_slot(const struct syllables *syllables, uint32_t key) {
  size_t slot = (key * 2654435761u) >> 23;
  while (syllables->rimes[slot].key && syllables->rimes[slot].key != key)
    slot = (slot + 1) % RIMES;
  return slot;
}

static unsigned classes_of(struct str letters) {
  unsigned classes = 0;
  for (size_t i = 0; i < letters.n; i++)
    for (unsigned k = 0; class_codes[k]; k++)
      classes |= class_codes[k] == letters.p[i] ? 1u << k : 0;
  return classes;
}

static void add_row(struct syllables *syllables, struct str kind, struct str letters, struct str classes) {
  struct spelled word;
  if (!spell(syllables, letters, &word) || word.n > 4)
    return;
  if (str_is(kind, "rime")) {
    uint32_t key = rime_key(word.letters, word.n);
    syllables->rimes[rime_slot(syllables, key)] = (struct rime){ key, classes_of(classes) };
  } else if (syllables->onset_count < ONSETS) {
    struct onset *onset = &syllables->onsets[syllables->onset_count++];
    memcpy(onset->letters, word.letters, word.n);
    onset->n = word.n;
    onset->class = classes_of(classes);
  }
}

struct syllables *syllables_create(struct arena *arena) {
  struct syllables *syllables = arena_new(arena, struct syllables);
  for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
    for (int tone = 0; tone < TONES; tone++)
      note_form(syllables, vowels[i].forms[tone], i, tone);
  struct str cells[TABLE_CELLS];
  for (struct str rest = grammar_syllables; table_row(&rest, cells);)
    add_row(syllables, cells[0], cells[1], cells[2]);
  return syllables;
}

// ---- validity

static bool is_stopped(const struct spelled *word) {
  char last = word->letters[word->n - 1], before = word->n > 1 ? word->letters[word->n - 2] : 0;
  return last == 'p' || last == 't' || last == 'c' || (last == 'h' && before == 'c');
}

static bool has_rime(const struct syllables *syllables, const struct spelled *word, size_t from, unsigned class) {
  size_t n = word->n - from;
  if (n == 0)
    return from == 2 && word->letters[0] == 'g'; // “gì”
  if (n > 4)
    return false;
  const struct rime *rime = &syllables->rimes[rime_slot(syllables, rime_key(word->letters + from, n))];
  return rime->key && (rime->classes & class);
}

// Letters before the rime, or SIZE_MAX when no onset leaves one.
static size_t onset_length(const struct syllables *syllables, const struct spelled *word) {
  if (is_stopped(word) && word->tone != ACUTE && word->tone != DOT)
    return SIZE_MAX;
  for (size_t i = 0; i < syllables->onset_count; i++) {
    const struct onset *onset = &syllables->onsets[i];
    if (onset->n <= word->n && memcmp(onset->letters, word->letters, onset->n) == 0 &&
        has_rime(syllables, word, onset->n, onset->class))
      return onset->n;
  }
  return has_rime(syllables, word, 0, 1) ? 0 : SIZE_MAX;
}

bool syllable_valid(const struct syllables *syllables, struct str folded) {
  struct spelled word;
  return spell(syllables, folded, &word) && onset_length(syllables, &word) != SIZE_MAX;
}

// ---- writing a syllable

static const struct vowel *vowel_of(char code) {
  return &vowels[strchr(vowel_codes, code) - vowel_codes];
}

// Vowels of the rime: the first, and one behind the last.
static void nucleus(const struct spelled *word, size_t onset, size_t *from, size_t *to) {
  *from = onset == word->n ? onset - 1 : onset;
  *to = *from;
  while (*to < word->n && is_vowel(word->letters[*to]))
    ++*to;
}

// The vowel that bears the tone: the last one with a hat or a horn, else the last before a consonant, else the one in the
// middle of three and the first of two.
static size_t tone_place(const struct spelled *word, size_t onset) {
  size_t from, to;
  nucleus(word, onset, &from, &to);
  for (size_t i = to; i-- > from;)
    if (strchr("AQEOP", word->letters[i]))
      return i;
  for (size_t i = from; i < to; i++)
    if (word->letters[i] == 'U')
      return i;
  if (to < word->n)
    return to - 1;
  return to - from == 3 ? from + 1 : from;
}

static struct str write_word(struct arena *arena, const struct spelled *word, size_t place) {
  char text[LETTERS * 4];
  size_t n = 0;
  for (size_t i = 0; i < word->n; i++) {
    uint32_t c = (unsigned char)word->letters[i];
    if (c == 'D')
      c = 0x111;
    else if (is_vowel((char)c))
      c = vowel_of((char)c)->forms[i == place ? word->tone : 0];
    n += utf8_put(c, text + n);
  }
  return str_copy(arena, (struct str){ text, n });
}

struct str syllable_old_style(struct arena *arena, const struct syllables *syllables, struct str folded) {
  struct spelled word;
  size_t from, to, onset;
  if (!spell(syllables, folded, &word) || !word.tone || (onset = onset_length(syllables, &word)) == SIZE_MAX)
    return (struct str){ 0 };
  nucleus(&word, onset, &from, &to);
  char first = word.letters[from], second = to - from == 2 ? word.letters[from + 1] : 0;
  bool two_ways =
      to == word.n && ((first == 'o' && (second == 'a' || second == 'e')) || (first == 'u' && second == 'y'));
  return two_ways ? write_word(arena, &word, from + 1) : (struct str){ 0 };
}

// ---- keystrokes

struct typing {
  struct spelled word;
  bool any; // something in the word was a keystroke
};

static char *letter_before(struct spelled *word, const char *among) {
  for (size_t i = word->n; i-- > 0;)
    if (strchr(among, word->letters[i]))
      return &word->letters[i];
  return NULL;
}

static bool change(struct typing *typing, char *letter, char to) {
  if (!letter)
    return false;
  *letter = to;
  return typing->any = true;
}

// Horn on “uo” goes on both.
static bool horn(struct typing *typing, const char *among) {
  struct spelled *word = &typing->word;
  char *letter = letter_before(word, among);
  if (letter && *letter == 'o' && letter > word->letters && letter[-1] == 'u')
    letter[-1] = 'U';
  return letter && change(typing, letter, *letter == 'a' ? 'A' : *letter == 'o' ? 'P' : 'U');
}

static bool tone_key(struct typing *typing, const char *keys, char key) {
  const char *found = strchr(keys, key);
  if (!found || typing->word.tone || !letter_before(&typing->word, vowel_codes))
    return false;
  typing->word.tone = (int)(found - keys) + 1;
  return typing->any = true;
}

static bool hat(struct typing *typing, char *letter) {
  return letter && change(typing, letter, *letter == 'a' ? 'Q' : *letter == 'e' ? 'E' : 'O');
}

// The key changes what stands before it; false: it is a letter of its own.
static bool keystroke(struct typing *typing, char key) {
  struct spelled *word = &typing->word;
  char last = word->n ? word->letters[word->n - 1] : 0;
  switch (key) {
  case 'd':
    return word->n == 1 && last == 'd' && change(typing, word->letters, 'D');
  case 'a':
  case 'e':
  case 'o':
    return last == key && hat(typing, &word->letters[word->n - 1]);
  case 'w':
    return last && strchr("aouU", last) && horn(typing, "aou");
  case '6':
    return hat(typing, letter_before(word, "aeo"));
  case '7':
    return horn(typing, "ou");
  case '8':
    return change(typing, letter_before(word, "a"), 'A');
  case '9':
    return change(typing, letter_before(word, "d"), 'D');
  default:
    return tone_key(typing, "fsrxj", key) || tone_key(typing, "21345", key);
  }
}

struct str syllable_typed(struct arena *arena, const struct syllables *syllables, struct str folded) {
  struct typing typing = { 0 };
  for (size_t at = 0; at < folded.n;) {
    uint32_t c = utf8_next(folded, &at);
    if (c < 0x80 && keystroke(&typing, (char)c))
      continue;
    if ((c < 0x80 && !(c >= 'a' && c <= 'z')) || !spell_letter(syllables, c, &typing.word))
      return (struct str){ 0 };
  }
  size_t onset = typing.any ? onset_length(syllables, &typing.word) : SIZE_MAX;
  return onset == SIZE_MAX
             ? (struct str){ 0 }
             : write_word(arena, &typing.word, typing.word.tone ? tone_place(&typing.word, onset) : LETTERS);
}
