// Text as it is displayed: grapheme clusters, terminal cells, normal form and capitals.
// ASCII and precomposed Latin letters, nearly all there is, take short ways around utf8proc.
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "runtime/base/segment.h"
#include "runtime/base/utf8.h"

// A cluster is cut at this length, far beyond any that is written, so that no input makes one character of megabytes.
enum { CLUSTER_CHARACTERS = 128 };

// A character that always begins a cluster, and to which only what follows can add.
static bool begins_cluster(uint32_t c) {
  return (c >= 0x20 && c < 0x7F) || (c >= 0xC0 && c < 0x300) || (c >= 0x1E00 && c < 0x1F00);
}

static bool plain(unsigned char byte) {
  return byte >= 0x20 && byte < 0x7F;
}

size_t text_cluster(struct str s, size_t from) {
  if (from >= s.n)
    return s.n;
  if (plain((unsigned char)s.p[from]) && (from + 1 == s.n || plain((unsigned char)s.p[from + 1])))
    return from + 1;
  uint32_t c = utf8_next(s, &from);
  utf8proc_int32_t state = 0;
  for (int length = 1; from < s.n && length < CLUSTER_CHARACTERS; length++) {
    size_t next = from;
    uint32_t following = utf8_next(s, &next);
    if (begins_cluster(following) && begins_cluster(c))
      break;
    if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)c, (utf8proc_int32_t)following, &state))
      break;
    c = following;
    from = next;
  }
  return from;
}

size_t text_columns(struct str s) {
  size_t columns = 0;
  for (size_t at = 0; at < s.n; columns++)
    at = text_cluster(s, at);
  return columns;
}

// Flags are two letters of one cell each, U+FE0F asks for the coloured, wide form, and pictographs newer than
// utf8proc's tables are as wide as the older ones.
static bool is_wide(uint32_t c) {
  if (c < 0xFE0F)
    return false;
  return c == 0xFE0F || (c >= 0x1F1E6 && c <= 0x1F1FF) ||
         (c >= 0x1F300 && c < 0x1FB00 && utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_CN);
}

// Cells of one cluster: its widest character decides.
static size_t cluster_width(struct str cluster) {
  size_t width = 0;
  for (size_t at = 0; at < cluster.n;) {
    uint32_t c = utf8_next(cluster, &at);
    size_t own = is_wide(c) ? 2 : begins_cluster(c) ? 1 : (size_t)utf8proc_charwidth((utf8proc_int32_t)c);
    if (own > width)
      width = own;
  }
  return width;
}

size_t text_width(struct str s) {
  size_t width = 0;
  for (size_t at = 0, end; at < s.n; at = end) {
    end = text_cluster(s, at);
    width += cluster_width(str_slice(s, at, end));
  }
  return width;
}

// ---- normal form C

// Characters that are in normal form by themselves.
static bool stable(uint32_t c) {
  return c < 0x300 || (c >= 0x1E00 && c < 0x1F00) || (c >= 0x2010 && c <= 0x2027) || c == 0xFFFD;
}

// Follows a base and may combine with it: marks, and the vowels and finals of Hangul.
static bool combines(uint32_t c) {
  return uni_is_mark(c) || (c >= 0x1160 && c <= 0x11FF);
}

size_t text_segment(struct str s, size_t *at, uint32_t c[SEGMENT_SCALARS]) {
  size_t start = *at;
  c[0] = utf8_next(s, at);
  bool simple = stable(c[0]);
  for (int count = 1; *at < s.n && count < SEGMENT_CHARACTERS && c[0] != 0xFFFD; count++) {
    // Bytes below 0xCC begin characters below U+0300, none of which combines.
    size_t next = *at;
    if ((unsigned char)s.p[next] < 0xCC || !combines(utf8_next(s, &next)))
      break;
    *at = next;
    simple = false;
  }
  if (simple)
    return 1;
  utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
  utf8proc_ssize_t n = utf8proc_decompose((const utf8proc_uint8_t *)s.p + start, (utf8proc_ssize_t)(*at - start),
                                          (utf8proc_int32_t *)c, SEGMENT_SCALARS, options);
  if (n > 0 && n <= SEGMENT_SCALARS)
    n = utf8proc_normalize_utf32((utf8proc_int32_t *)c, n, options);
  return n > 0 ? (size_t)n : 1;
}

static bool is_stable(struct str s) {
  for (size_t at = 0; at < s.n;)
    if ((unsigned char)s.p[at] < 0xCC)
      at++; // no character below U+0300 changes
    else if (!stable(utf8_next(s, &at)))
      return false;
  return true;
}

struct str text_nfc(struct arena *arena, struct str s) {
  if (is_stable(s))
    return s;
  struct buf out = { 0 };
  uint32_t c[SEGMENT_SCALARS];
  for (size_t at = 0; at < s.n;) {
    size_t start = at;
    size_t n = text_segment(s, &at, c);
    if (c[0] == 0xFFFD)
      buf_str(&out, str_slice(s, start, at)); // bytes that are no UTF-8 stay as they are
    else
      text_encode(&out, c, n);
  }
  struct str result = str_eq(buf_view(&out), s) ? s : str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

void text_encode(struct buf *out, const uint32_t *c, size_t n) {
  for (size_t i = 0; i < n; i++) {
    char bytes[4];
    buf_add(out, bytes, utf8_put(c[i], bytes));
  }
}

// ---- capitals

struct str text_upper(struct arena *arena, struct str s) {
  struct buf out = { 0 };
  for (size_t at = 0; at < s.n;) {
    size_t start = at;
    uint32_t c = utf8_next(s, &at);
    uint32_t upper = (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
    if (upper == c)
      buf_str(&out, str_slice(s, start, at));
    else
      text_encode(&out, &upper, 1);
  }
  struct str result = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

bool text_is_upper(struct str s) {
  bool any = false;
  for (size_t at = 0; at < s.n;) {
    uint32_t c = utf8_next(s, &at);
    if (uni_lower(c) != c)
      any = true;
    else if (uni_is_letter(c))
      return false;
  }
  return any;
}
