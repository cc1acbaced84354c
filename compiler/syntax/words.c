// Bare matching, character by character.
#include "compiler/syntax/words.h"

#include "runtime/base/utf8.h"

uint32_t words_char(struct str s, size_t at, size_t *next) {
  *next = at;
  return at < s.n ? utf8_next(s, next) : 0;
}

size_t words_skip_space(struct str s, size_t at) {
  for (size_t next; at < s.n && uni_is_space(words_char(s, at, &next)); at = next)
    ;
  return at;
}

static size_t skip_marks(struct str s, size_t at) {
  for (size_t next; at < s.n && (unsigned char)s.p[at] >= 0xCC && uni_is_mark(words_char(s, at, &next)); at = next)
    ;
  return at;
}

size_t words_match(struct str s, size_t at, const char *pattern) {
  for (const char *p = pattern; *p; p++) {
    size_t next;
    if (*p == ' ') {
      next = words_skip_space(s, at);
      if (next == at)
        return SIZE_MAX;
    } else {
      uint32_t c = words_char(s, at, &next);
      c = uni_is_dash(c) ? '-' : uni_bare(c);
      if (c != (unsigned char)*p)
        return SIZE_MAX;
      next = skip_marks(s, next);
    }
    at = next;
  }
  return at;
}

size_t words_match_whole(struct str s, size_t at, const char *pattern) {
  size_t end = words_match(s, at, pattern), next;
  return end != SIZE_MAX && uni_is_letter(words_char(s, end, &next)) ? SIZE_MAX : end;
}

struct str words_line(struct str s) {
  size_t end = str_find_byte(s, '\n', 0);
  return str_slice(s, 0, end < s.n ? end : s.n);
}

bool words_any(struct str s) {
  for (size_t at = 0; at < s.n;)
    if (uni_is_word(utf8_next(s, &at)))
      return true;
  return false;
}
