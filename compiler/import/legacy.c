// One row for each character of an old font. What follows a letter as a mark is composed with it afterwards, in one go.
#include "compiler/import/legacy.h"

#include "runtime/base/buf.h"
#include "runtime/base/utf8.h"

struct letter {
  enum legacy legacy;
  uint32_t code, letter;
};
struct mark {
  enum legacy legacy;
  uint32_t code;
  const char *bases;
  uint32_t first, second;
};
struct font {
  enum legacy legacy;
  const char *prefix;
};

#define LETTER(encoding, code, letter)
#define MARK(encoding, code, bases, first, second)
#define COMMON(word)
#define FONT(encoding, prefix)

#undef LETTER
#define LETTER(encoding, code, letter) { LEGACY_##encoding, code, letter },
static const struct letter letters[] = {
#include "grammar/legacy.def"
};
#undef LETTER
#define LETTER(encoding, code, letter)

#undef MARK
#define MARK(encoding, code, bases, first, second) { LEGACY_##encoding, code, bases, first, second },
static const struct mark marks[] = {
#include "grammar/legacy.def"
};
#undef MARK
#define MARK(encoding, code, bases, first, second)

#undef COMMON
#define COMMON(word) word,
static const char *const common_words[] = {
#include "grammar/legacy.def"
};
#undef COMMON
#define COMMON(word)

#undef FONT
#define FONT(encoding, prefix) { LEGACY_##encoding, prefix },
static const struct font fonts[] = {
#include "grammar/legacy.def"
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *const legacy_names[LEGACIES] = { "UTF-8", "TCVN3", "VNI", "Windows-1258" };

enum legacy legacy_of_font(struct str font, bool *capitals) {
  char small[32];
  size_t n = 0;
  for (; n < font.n && n < sizeof small; n++)
    small[n] = font.p[n] >= 'A' && font.p[n] <= 'Z' ? (char)(font.p[n] + 32) : font.p[n];
  *capitals = false;
  for (size_t i = 0; i < COUNT(fonts); i++)
    if (str_starts((struct str){ small, n }, str_from(fonts[i].prefix))) {
      *capitals = fonts[i].legacy == LEGACY_TCVN3 && font.p[font.n - 1] == 'H';
      return fonts[i].legacy;
    }
  return LEGACY_NONE;
}

// ---- Converting

struct tables {
  uint32_t letter[256];           // 0: stays
  const struct mark *mark[256];
};

// VNI's marks are named small; the capital of a Latin-1 letter stands 32 codes below.
static void fill(struct tables *tables, enum legacy legacy) {
  *tables = (struct tables){ 0 };
  for (size_t i = 0; i < COUNT(letters); i++)
    if (letters[i].legacy == legacy)
      tables->letter[letters[i].code] = letters[i].letter;
  for (size_t i = 0; i < COUNT(marks); i++) {
    if (marks[i].legacy != legacy)
      continue;
    tables->mark[marks[i].code] = &marks[i];
    if (legacy == LEGACY_VNI && !tables->mark[marks[i].code - 32])
      tables->mark[marks[i].code - 32] = &marks[i];
  }
}

static bool is_base(const struct mark *mark, uint32_t letter) {
  struct str bases = str_from(mark->bases);
  letter = uni_lower(letter);
  for (size_t at = 0; at < bases.n;)
    if (utf8_next(bases, &at) == letter)
      return true;
  return false;
}

static void put(struct buf *out, uint32_t c) {
  char bytes[4];
  buf_add(out, bytes, utf8_put(c, bytes));
}

struct str legacy_convert(struct arena *arena, enum legacy legacy, struct str utf8) {
  struct tables tables;
  struct buf out = { 0 };
  uint32_t last = 0;
  fill(&tables, legacy);
  for (size_t at = 0; at < utf8.n;) {
    uint32_t c = utf8_next(utf8, &at);
    const struct mark *mark = c < 256 ? tables.mark[c] : NULL;
    if (mark && is_base(mark, last)) {
      put(&out, mark->first);
      if (mark->second)
        put(&out, mark->second);
      last = 0;
      continue;
    }
    last = c < 256 && tables.letter[c] ? tables.letter[c] : c;
    put(&out, last);
  }
  struct str made = text_nfc(arena, str_copy(arena, buf_view(&out)));
  buf_finish(&out);
  return made;
}

// ---- Guessing

static bool is_common(struct str word) {
  char small[32];
  size_t n = 0;
  for (size_t at = 0; at < word.n && n + 4 < sizeof small;)
    n += utf8_put(uni_lower(utf8_next(word, &at)), small + n);
  for (size_t i = 0; i < COUNT(common_words); i++)
    if (str_is((struct str){ small, n }, common_words[i]))
      return true;
  return false;
}

static size_t count_common(struct str s) {
  enum { LONGEST = 24 };
  size_t count = 0;
  for (size_t at = 0, start = 0; at <= s.n;) {
    size_t next = at;
    if (at < s.n && uni_is_word(utf8_next(s, &next))) {
      at = next;
      continue;
    }
    struct str word = str_slice(s, start, at);
    count += word.n > 1 && word.n < LONGEST && is_common(word);
    start = at = at < s.n ? next : s.n + 1;
  }
  return count;
}

// Enough of a text to know it by, cut between characters.
static struct str sample(struct str s) {
  enum { SAMPLE = 64 << 10 };
  size_t n = s.n < SAMPLE ? s.n : SAMPLE;
  while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
    n--;
  return str_slice(s, 0, n);
}

enum legacy legacy_guess(struct arena *arena, struct str utf8) {
  enum { FEWEST = 3 };
  struct str s = sample(utf8);
  size_t best_count = 2 * count_common(s); // as it stands: the other must do clearly better
  enum legacy best = LEGACY_NONE;
  for (enum legacy legacy = LEGACY_TCVN3; legacy < LEGACIES; legacy++) {
    size_t count = count_common(legacy_convert(arena, legacy, s));
    if (count >= FEWEST && count > best_count) {
      best_count = count;
      best = legacy;
    }
  }
  return best;
}
