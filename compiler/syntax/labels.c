// Labels: the number, letter or sign at the start of an item. Rather miss than take a year, a name or a quantity for a
// label: every scheme asks for what must follow it.
#include <string.h>

#include "compiler/syntax/syntax.h"
#include "compiler/syntax/words.h"
#include "runtime/base/utf8.h"

enum { ROMAN = 1, ARABIC = 2, ORDINAL = 4, NONE = 8 };

static const struct keyword {
  enum scheme scheme;
  const char *bare;
  unsigned numerals;
} keywords[] = {
#define KEYWORD(scheme, bare, numerals) { SCHEME_##scheme, bare, numerals },
#define ORDINAL_WORD(bare, value)
#define POINT_LETTER(letter, value)
#define BULLET_SIGN(scheme, sign)
#include "grammar/numbering.def"
#undef KEYWORD
#undef ORDINAL_WORD
#undef POINT_LETTER
#undef BULLET_SIGN
};

static const struct ordinal {
  const char *bare;
  int value;
} ordinals[] = {
#define KEYWORD(scheme, bare, numerals)
#define ORDINAL_WORD(bare, value) { bare, value },
#define POINT_LETTER(letter, value)
#define BULLET_SIGN(scheme, sign)
#include "grammar/numbering.def"
#undef KEYWORD
#undef ORDINAL_WORD
#undef POINT_LETTER
#undef BULLET_SIGN
};

static const struct sign {
  uint32_t character;
  int value;          // of a letter
  enum scheme scheme; // of a bullet
} signs[] = {
#define KEYWORD(scheme, bare, numerals)
#define ORDINAL_WORD(bare, value)
#define POINT_LETTER(letter, number) { .character = letter, .value = number },
#define BULLET_SIGN(which, sign) { .character = sign, .scheme = SCHEME_##which },
#include "grammar/numbering.def"
#undef KEYWORD
#undef ORDINAL_WORD
#undef POINT_LETTER
#undef BULLET_SIGN
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct sign *sign_find(uint32_t c, bool bullet) {
  for (size_t i = 0; i < COUNT(signs); i++)
    if (signs[i].character == c && (signs[i].scheme != SCHEME_NONE) == bullet)
      return &signs[i];
  return NULL;
}

static char byte_at(struct str s, size_t at) {
  return at < s.n ? s.p[at] : 0;
}

static bool is_space_at(struct str s, size_t at) {
  size_t next;
  return at < s.n && uni_is_space(words_char(s, at, &next));
}

static bool is_upper_at(struct str s, size_t at) {
  size_t next;
  return uni_is_upper(words_char(s, at, &next));
}

// The rest of the line is a title in capitals of at least `letters` letters.
static bool is_capitals(struct str s, size_t at, size_t letters) {
  struct str line = words_line(str_slice(s, at, s.n));
  size_t count = 0;
  for (size_t i = 0; i < line.n && count < letters;)
    count += uni_is_letter(utf8_next(line, &i));
  return count >= letters && text_is_upper(line);
}

// Digits at `at`: their number, value.
static size_t read_digits(struct str s, size_t at, int *value) {
  size_t n = 0;
  *value = 0;
  while (n < 4 && byte_at(s, at + n) >= '0' && byte_at(s, at + n) <= '9')
    *value = *value * 10 + (s.p[at + n++] - '0');
  return n;
}

static int roman_digit(char c) {
  static const struct {
    char digit;
    int value;
  } digits[] = { { 'I', 1 }, { 'V', 5 }, { 'X', 10 }, { 'L', 50 }, { 'C', 100 } };
  for (size_t i = 0; i < COUNT(digits); i++)
    if (digits[i].digit == c)
      return digits[i].value;
  return 0;
}

// A Roman numeral in capitals; badly formed ones (IIII) have a value as well, checks compare the writing.
static size_t read_roman(struct str s, size_t at, int *value) {
  size_t n = 0;
  *value = 0;
  for (int last = 1000, digit; n < 8 && (digit = roman_digit(byte_at(s, at + n))) > 0; n++, last = digit)
    *value += digit > last ? digit - 2 * last : digit;
  bool lone = n == 1 && (s.p[at] == 'L' || s.p[at] == 'C');
  return lone ? 0 : n;
}

static void set(struct label *label, enum scheme scheme, int number) {
  *label = (struct label){ .scheme = scheme, .numbers = { number }, .count = 1 };
}

// “1.” “1.1.” “1.1” “1)” “1/”
static size_t read_number(struct str s, struct label *label) {
  size_t at = 0, n;
  int value;
  *label = (struct label){ 0 };
  for (;;) {
    n = read_digits(s, at, &value);
    if (!n || n > 3 || value > (label->count ? 99 : 199))
      return 0;
    if (label->count < COUNT(label->numbers))
      label->numbers[label->count++] = value;
    at += n;
    if (byte_at(s, at) != '.' || byte_at(s, at + 1) < '0' || byte_at(s, at + 1) > '9')
      break;
    at++;
  }
  static const enum scheme schemes[] = { SCHEME_NONE, SCHEME_ARABIC, SCHEME_DECIMAL2, SCHEME_DECIMAL3,
                                         SCHEME_DECIMAL3 };
  label->scheme = schemes[label->count];
  char after = byte_at(s, at);
  if (after == '.' || (after == ')' && label->count == 1)) {
    at++;
    return at == s.n || is_space_at(s, at) || is_upper_at(s, at) ? at : 0;
  }
  if (after == '/' && label->count == 1 && is_space_at(s, at + 1))
    return at + 1;
  // Without a point only where a title follows: “1.1 Tuyên truyền”, not “2.5 triệu”.
  return label->count > 1 && is_space_at(s, at) && is_upper_at(s, words_skip_space(s, at)) ? at : 0;
}

// A capital with a point: “V. I. …” is a name.
static bool is_initial(struct str s, size_t at) {
  size_t next;
  at = words_skip_space(s, at);
  return uni_is_upper(words_char(s, at, &next)) && byte_at(s, next) == '.';
}

// “I.” “I.MỤC” “I/” “I MỤC ĐÍCH”, and “I.1.”
static size_t read_roman_label(struct str s, struct label *label) {
  int value, second;
  size_t n = read_roman(s, 0, &value);
  if (!n)
    return 0;
  set(label, SCHEME_ROMAN, value);
  char after = byte_at(s, n);
  if (after == ' ' && is_capitals(s, n, 4) && str_find_byte(str_trim(str_slice(s, n, s.n)), ' ', 0) < s.n)
    return n;
  if (after != '.' && after != '/')
    return 0;
  size_t at = n + 1, digits = read_digits(s, at, &second);
  if (digits && digits < 3 && byte_at(s, at + digits) == '.') {
    *label = (struct label){ .scheme = SCHEME_DECIMAL2, .numbers = { value, second }, .count = 2 };
    return at + digits + 1;
  }
  if (digits || is_initial(s, at))
    return 0;
  return at == s.n || is_space_at(s, at) || is_upper_at(s, at) ? at : 0;
}

// “a)” “a.” “d1)”, and “A.” above a title in capitals, which ranks as a part.
static size_t read_letter(struct str s, struct label *label) {
  size_t at;
  uint32_t c = words_char(s, 0, &at);
  uint32_t lower = uni_lower(c);
  if (!uni_is_letter(c) || (c != lower && byte_at(s, at) == '.' && !is_capitals(s, at, 4)))
    return 0;
  const struct sign *letter = sign_find(lower, false);
  set(label, SCHEME_LETTER, letter ? letter->value : 0);
  label->alien = !letter;
  int second;
  size_t digits = read_digits(s, at, &second);
  if (digits && digits < 3) {
    label->numbers[label->count++] = second;
    at += digits;
  }
  char after = byte_at(s, at++);
  if (after == '.' && c != lower && !digits) {
    label->scheme = SCHEME_PART;
    return is_space_at(s, at) && !is_initial(s, at) ? at : 0;
  }
  if (after == '.' && !digits)
    return is_space_at(s, at) && is_upper_at(s, words_skip_space(s, at)) && !is_initial(s, at) ? at : 0;
  return after == ')' && (at == s.n || !uni_is_digit((unsigned char)s.p[at])) ? at : 0;
}

static size_t read_ordinal(struct str s, size_t at, int *value) {
  for (size_t i = 0; i < COUNT(ordinals); i++) {
    size_t end = words_match_whole(s, at, ordinals[i].bare);
    if (end != SIZE_MAX) {
      *value = ordinals[i].value;
      return end - at;
    }
  }
  return 0;
}

// Length of the numeral at `at`, of one of the kinds allowed.
static size_t read_numeral(struct str s, size_t at, unsigned numerals, int *value) {
  size_t n = 0, next;
  if (numerals & ROMAN)
    n = read_roman(s, at, value);
  if (!n && (numerals & ARABIC))
    n = read_digits(s, at, value);
  if (!n && (numerals & ORDINAL))
    n = read_ordinal(s, at, value);
  return n && !uni_is_word(words_char(s, at + n, &next)) ? n : 0;
}

// What may follow a keyword and its numeral for it to head the block: nothing, a point or colon, a title in capitals.
// “Mục 1, Phần II quy định …” and “Phụ lục I kèm theo” are running text.
static size_t heads_block(struct str s, size_t at, const struct keyword *keyword, bool numbered) {
  char after = byte_at(s, at);
  if (after == '.' || after == ':')
    return at + 1;
  size_t rest = words_skip_space(s, at);
  if (rest == s.n || after == '\n')
    return at;
  if (keyword->scheme == SCHEME_ARTICLE)
    return 0;
  size_t behind;
  bool dash = numbered && uni_is_dash(words_char(s, rest, &behind)) && is_space_at(s, behind);
  return dash || is_capitals(s, rest, 2) || byte_at(s, rest) == '(' ? at : 0;
}

static size_t read_keyword(struct str s, struct label *label) {
  for (size_t i = 0; i < COUNT(keywords); i++) {
    const struct keyword *keyword = &keywords[i];
    size_t end = words_match_whole(s, 0, keyword->bare);
    if (end == SIZE_MAX)
      continue;
    int value = 0;
    size_t at = words_skip_space(s, end), n = read_numeral(s, at, keyword->numerals, &value);
    if (!n && !(keyword->numerals & NONE))
      continue;
    size_t length = heads_block(s, n ? at + n : end, keyword, n > 0);
    if (!length)
      return 0;
    set(label, keyword->scheme, value);
    label->count = n > 0;
    return length;
  }
  return 0;
}

// “- ” “+ ” “* ” and what stands for them; “-Tăng cường” as well.
static size_t read_bullet(struct str s, struct label *label) {
  size_t at;
  const struct sign *sign = sign_find(words_char(s, 0, &at), true);
  if (!sign)
    return 0;
  set(label, sign->scheme, 0);
  label->count = 0;
  size_t rest = words_skip_space(s, at);
  bool certain = sign->character != '~' && sign->character != '_' && sign->character != '=';
  if (rest > at && rest < s.n)
    return certain || is_upper_at(s, rest) ? at : 0;
  return (s.p[0] == '-' || s.p[0] == '+') && is_upper_at(s, at) ? at : 0;
}

size_t label_read(struct str s, struct label *label) {
  static size_t (*const readers[])(struct str, struct label *) = { read_number, read_bullet, read_keyword,
                                                                   read_roman_label, read_letter };
  for (size_t i = 0; i < COUNT(readers) && s.n; i++) {
    size_t length = readers[i](s, label);
    if (length) {
      label->written = str_slice(s, 0, length);
      label->span = (struct span){ 0 };
      return length;
    }
  }
  *label = (struct label){ 0 };
  return 0;
}

int label_value(struct str s) {
  int value = 0;
  bool number = str_to_int(s, &value) || (s.n && read_roman(s, 0, &value) == s.n);
  return number && value > 0 ? value : 0;
}
