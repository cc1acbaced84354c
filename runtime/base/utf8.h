// UTF-8 and Vietnamese text.
#ifndef KEHOACH_BASE_UTF8_H
#define KEHOACH_BASE_UTF8_H

#include "runtime/base/str.h"

// Decodes the character at s.p[*at] and moves *at behind it. A byte that is no UTF-8 gives U+FFFD
// and moves one byte. Requires *at < s.n.
uint32_t utf8_next_long(struct str s, size_t *at); // of several bytes
static inline uint32_t utf8_next(struct str s, size_t *at) {
  unsigned char byte = (unsigned char)s.p[*at];
  return byte < 0x80 ? ++*at, byte : utf8_next_long(s, at);
}
// The same for the character before *at. Requires *at > 0.
uint32_t utf8_prev(struct str s, size_t *at);
size_t utf8_put(uint32_t c, char out[4]); // encodes; bytes written
// Byte offset of the first byte that is no UTF-8, or SIZE_MAX.
size_t utf8_invalid(struct str s);

bool uni_is_letter(uint32_t c);
bool uni_is_upper(uint32_t c);
bool uni_is_digit(uint32_t c); // 0-9
bool uni_is_space(uint32_t c); // white space, U+00A0, U+200B, U+3000 ...
bool uni_is_word(uint32_t c);  // letter, digit or combining mark
bool uni_is_dash(uint32_t c);  // - ‐ ‑ ‒ – —
bool uni_is_mark(uint32_t c);  // combining mark
uint32_t uni_lower(uint32_t c);
uint32_t uni_bare(uint32_t c); // lower case without diacritics (đ → d); 0 for a combining mark

// Byte offset behind the displayed character (grapheme cluster) that begins at `from`.
size_t text_cluster(struct str s, size_t from);
// Displayed characters (grapheme clusters) in s: a letter with combining marks is one. Columns of diagnostics.
size_t text_columns(struct str s);
// Terminal cells (wide characters count two, marks none).
size_t text_width(struct str s);
// Normal form C; s itself when it is already normal.
struct str text_nfc(struct arena *arena, struct str s);

// Folding: how words are compared. NFC, lower case, tone mark placement made one (hoà → hòa, uỷ → ủy,
// thuý → thúy; quý stays), look-alikes of Đ made đ, every dash to '-', runs of white space to one ' '
// (also at the ends), bytes that are no UTF-8 to U+FFFD. Each folded byte knows where its character comes
// from: offset i of the folded text stands at offset map[i] of the source; map[n] is the source's length.
struct folded {
  struct str s;
  const uint32_t *map;
};
struct folded text_fold(struct arena *arena, struct str s);
struct str text_fold_str(struct arena *arena, struct str s); // without the map
// Folded and all diacritics removed (đ → d): keys of front matter, near-name search.
struct str text_bare(struct arena *arena, struct str s);
bool text_same(struct arena *arena, struct str a, struct str b); // equal after folding
struct str text_upper(struct arena *arena, struct str s);
// All letters are capitals, and there is at least one.
bool text_is_upper(struct str s);
// Edits (insert, delete, replace, transpose) between two strings, in characters; never more than `limit`.
size_t text_distance(struct str a, struct str b, size_t limit);

#endif
