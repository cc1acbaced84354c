// What is printed for what is written. Most text is printed as it is and not copied; the few characters that need care
// are found by their lead bytes.
#include "runtime/base/buf.h"
#include "runtime/base/utf8.h"
#include "runtime/layout/context.h"

enum need { NEED_NOTHING = 0, NEED_CARE = 1, NEED_COMPOSING = 2 };

// Bytes of the character at s.p[i] if it is one of those that every text face has and that print as they are: ASCII,
// Latin-1 from U+00A1, Latin Extended-A, U+1E80–U+1EFF, and – — ‘ ’ “ ” …. Else 0.
static size_t plain(struct str s, size_t i) {
  const unsigned char *p = (const unsigned char *)s.p + i;
  size_t left = s.n - i;
  if (*p < 0x80)
    return *p >= 0x20 && *p < 0x7F;
  if (*p >= 0xC2 && *p <= 0xC6)
    return left > 1 && !(*p == 0xC2 && (p[1] < 0xA1 || p[1] == 0xAD)) ? 2 : 0;
  if (left < 3)
    return 0;
  if (*p == 0xE1)
    return (p[1] & 0xFE) == 0xBA ? 3 : 0;
  if (*p != 0xE2 || p[1] != 0x80)
    return 0;
  return p[2] == 0x93 || p[2] == 0x94 || p[2] == 0x98 || p[2] == 0x99 || p[2] == 0x9C || p[2] == 0x9D || p[2] == 0xA6
             ? 3
             : 0;
}

static unsigned needs(struct str s) {
  unsigned need = NEED_NOTHING;
  for (size_t i = 0, n; i < s.n; i += n ? n : 1) {
    n = plain(s, i);
    if (n)
      continue;
    unsigned char c = (unsigned char)s.p[i];
    need |= c == 0xCC || c == 0xCD ? NEED_COMPOSING | NEED_CARE : NEED_CARE;
  }
  return need;
}

static bool is_invisible(uint32_t c) {
  return c == 0xAD || (c >= 0x200C && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
         c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F);
}

static bool is_fixed_space(uint32_t c) {
  return c == 0xA0 || c == 0x2007 || c == 0x202F;
}

void text_report(struct layout *l, uint32_t c) {
  if (c > 0x10FFFF)
    return;
  if (!l->reported)
    l->reported = arena_array(l->scratch, uint8_t, 0x110000 / 8);
  if (l->reported[c / 8] & 1 << c % 8)
    return;
  l->reported[c / 8] |= (uint8_t)(1 << c % 8);
  char bytes[4];
  size_t n = utf8_put(c, bytes);
  vec_push(l->arena, &l->frames->missing, str_copy(l->arena, (struct str){ bytes, n }));
}

static void print_character(struct layout *l, uint32_t c, struct str as_written, const struct face *face,
                            struct buf *out, struct printed *printed) {
  if (is_fixed_space(c)) {
    vec_push(l->scratch, &printed->fixed, (uint32_t)out->n);
    buf_byte(out, ' ');
  } else if (c == 0x200B) {
    buf_str(out, as_written); // a place to break
  } else if (uni_is_space(c) || c == '\t' || c == '\n' || c == '\r') {
    buf_byte(out, ' ');
  } else if (is_invisible(c)) {
    return;
  } else if (c >= 0x20 && c != 0x7F && (face_has(face, c) || (c >= 0x300 && c < 0x370))) {
    buf_str(out, as_written);
  } else {
    text_report(l, c);
    buf_text(out, face_substitute(c));
  }
}

void text_print(struct layout *l, struct str text, bool upper, enum face_slant slant, struct printed *printed) {
  printed->fixed.n = 0;
  unsigned need = needs(text);
  if (need & NEED_COMPOSING)
    text = text_nfc(l->arena, text);
  if (upper)
    text = text_upper(l->arena, text);
  printed->text = text;
  if (!need)
    return;
  struct buf out = { 0 };
  for (size_t at = 0; at < text.n;) {
    size_t start = at, n = plain(text, at);
    if (n) {
      buf_add(&out, text.p + at, n);
      at += n;
      continue;
    }
    uint32_t c = utf8_next(text, &at);
    print_character(l, c, str_slice(text, start, at), faces_get(l->faces, slant), &out, printed);
  }
  printed->text = str_copy(l->arena, buf_view(&out));
  buf_finish(&out);
}
