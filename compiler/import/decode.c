// An encoding is known by its mark, by its zeros, or by the words that it makes. What none of them explains is refused:
// a text full of wrong letters is worse than none.
#include "compiler/import/decode.h"

#include "compiler/import/legacy.h"
#include "grammar/rules.h"
#include "runtime/base/utf8.h"

// ---- UTF-16

static uint32_t unit_at(struct str s, size_t at, bool big) {
  unsigned char a = (unsigned char)s.p[at], b = (unsigned char)s.p[at + 1];
  return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

static bool from_utf16(struct arena *arena, struct str s, bool big, struct str *text) {
  struct buf out = { 0 };
  char bytes[4];
  bool ok = s.n % 2 == 0;
  for (size_t at = 0; ok && at + 1 < s.n; at += 2) {
    uint32_t c = unit_at(s, at, big);
    if (c >= 0xD800 && c < 0xE000) {
      uint32_t low = c < 0xDC00 && at + 3 < s.n ? unit_at(s, at + 2, big) : 0;
      ok = low >= 0xDC00 && low < 0xE000;
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    }
    if (ok)
      buf_add(&out, bytes, utf8_put(c, bytes));
  }
  *text = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return ok;
}

// Without a mark: letters of Vietnamese have a second byte of zero or one, those of plain ASCII of zero.
static bool looks_like_utf16(struct str s, bool *big) {
  enum { SAMPLE = 4096 };
  size_t n = (s.n < SAMPLE ? s.n : SAMPLE) & ~(size_t)1, even = 0, odd = 0;
  for (size_t at = 0; at < n; at++)
    if (!s.p[at])
      (at % 2 ? odd++ : even++);
  *big = even > odd;
  size_t more = *big ? even : odd, less = *big ? odd : even;
  return n >= 8 && more * 5 > n && less * 20 < more;
}

// ---- Bytes of one code each

// 80 to 9F of Windows-1252; what it leaves open stays a control character.
static const uint16_t western[32] = {
  0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
  0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
};

static struct str from_western(struct arena *arena, struct str s) {
  struct buf out = { 0 };
  char bytes[4];
  for (size_t at = 0; at < s.n; at++) {
    unsigned char byte = (unsigned char)s.p[at];
    uint32_t c = byte >= 0x80 && byte < 0xA0 ? western[byte - 0x80] : byte;
    buf_add(&out, bytes, utf8_put(c, bytes));
  }
  struct str text = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return text;
}

// ---- What is no text at all

static const struct magic {
  const char *bytes, *name;
} magics[] = {
  { "%PDF-", "PDF" },  { "PK\x03\x04", "ZIP, DOCX, XLSX" }, { "{\\rtf", "RTF" },
  { "\xD0\xCF\x11\xE0", "Word 97-2003 (.doc)" }, { "\x89PNG", "PNG" }, { "\xFF\xD8\xFF", "JPEG" },
};

static bool refuse(struct import_error *error, const struct diag_rule *rule, struct str argument) {
  *error = (struct import_error){ rule, argument };
  return false;
}

static bool is_binary(struct str s, struct import_error *error) {
  for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
    if (str_starts(s, str_from(magics[i].bytes)))
      return !refuse(error, &rule_import_format, str_from(magics[i].name));
  return false;
}

// Zeros, or more control characters than stray ones.
static bool has_controls(struct str s) {
  size_t count = 0;
  for (size_t at = 0; at < s.n; at++) {
    unsigned char c = (unsigned char)s.p[at];
    if (!c)
      return true;
    count += c < 32 && !strchr("\n\r\t\f\v", c);
  }
  return count * 100 > s.n;
}

static bool decode_marked(struct arena *arena, struct str bytes, struct str *text, const char **encoding, bool *known) {
  bool big = false;
  *known = true;
  *text = bytes;
  if (str_starts(bytes, STR("\xEF\xBB\xBF"))) {
    *text = str_slice(bytes, 3, bytes.n);
    return utf8_invalid(*text) == SIZE_MAX;
  }
  bool little_mark = str_starts(bytes, STR("\xFF\xFE")), big_mark = str_starts(bytes, STR("\xFE\xFF"));
  if (little_mark || big_mark || looks_like_utf16(bytes, &big)) {
    bool marked = little_mark || big_mark;
    *encoding = "UTF-16";
    return from_utf16(arena, str_slice(bytes, marked ? 2 : 0, bytes.n), marked ? big_mark : big, text);
  }
  *known = false;
  return utf8_invalid(bytes) == SIZE_MAX;
}

bool decode_text(struct arena *arena, struct str bytes, struct str *text, const char **encoding,
                 struct import_error *error) {
  bool known;
  *encoding = NULL;
  if (is_binary(bytes, error))
    return false;
  bool valid = decode_marked(arena, bytes, text, encoding, &known);
  size_t first = valid ? 0 : utf8_invalid(bytes);
  struct str place = str_printf(arena, "%zu", (first == SIZE_MAX ? 0 : first) + 1);
  if ((!valid && known) || has_controls(*text))
    return refuse(error, &rule_import_bytes, place);
  struct str read = valid ? *text : from_western(arena, bytes);
  enum legacy legacy = legacy_guess(arena, read);
  if (!valid && legacy == LEGACY_NONE)
    return refuse(error, &rule_import_bytes, place);
  if (legacy != LEGACY_NONE) {
    *text = legacy_convert(arena, legacy, read);
    *encoding = legacy_names[legacy];
  }
  return true;
}
