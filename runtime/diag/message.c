// Filling in templates, and shortening and cleaning what the author wrote for a terminal.
#include "runtime/diag/message.h"

#include "runtime/base/utf8.h"

enum { ARGUMENT_COLUMNS = 80, BYTES_PER_COLUMN = 16 };

const char *in_language(const char *const texts[LANGUAGES], enum language language) {
  return texts[language] ? texts[language] : texts[LANGUAGE_VI];
}

// Controls have pictures; what turns the direction of writing or cannot be seen at all shows as U+FFFD.
uint32_t display_instead(uint32_t c) {
  static const struct {
    uint32_t first, last, instead; // `instead` 0: first is shown as U+2400, and so on
  } rows[] = {
    { 0x00, 0x1F, 0 },           { 0x7F, 0x7F, 0x2421 },     { 0x80, 0x9F, 0xFFFD },     { 0x200B, 0x200B, 0xFFFD },
    { 0x200E, 0x200F, 0xFFFD },  { 0x2028, 0x202E, 0xFFFD }, { 0x2060, 0x2069, 0xFFFD }, { 0xFEFF, 0xFEFF, 0xFFFD },
    { 0xFFF9, 0xFFFF, 0xFFFD },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows && c >= rows[i].first; i++)
    if (c <= rows[i].last)
      return rows[i].instead ? rows[i].instead : 0x2400 + c;
  return 0;
}

static void append_displayable(struct buf *out, struct str s) {
  for (size_t at = 0; at < s.n;) {
    uint32_t c = utf8_next(s, &at);
    bool blank = c == '\t' || c == '\n' || c == '\r';
    uint32_t instead = blank ? ' ' : display_instead(c);
    char bytes[4];
    buf_add(out, bytes, utf8_put(instead ? instead : c, bytes));
  }
}

// Offset from which about `columns` characters are left.
static size_t tail_start(struct str s, size_t columns) {
  size_t at = s.n, bytes = columns * BYTES_PER_COLUMN;
  while (at > 0 && columns > 0 && s.n - at < bytes)
    if (!uni_is_mark(utf8_prev(s, &at)))
      columns--;
  return at;
}

void display_text(struct buf *out, struct str s, size_t columns) {
  size_t head = 0, at = 0, n = 0;
  for (; at < s.n && n < columns; n++) {
    at = text_cluster(s, at);
    if (n < columns / 2)
      head = at;
  }
  if (at == s.n) {
    append_displayable(out, s);
    return;
  }
  append_displayable(out, str_slice(s, 0, head));
  buf_text(out, "…");
  append_displayable(out, str_slice(s, tail_start(s, columns - columns / 2 - 1), s.n));
}

void message_format(struct buf *out, const struct diag *diag, const char *template, enum language language, bool display) {
  struct str rest = str_from(template);
  for (size_t at; (at = str_find_byte(rest, '{', 0)) != SIZE_MAX;) {
    buf_str(out, str_slice(rest, 0, at));
    int which = at + 2 < rest.n && rest.p[at + 2] == '}' ? rest.p[at + 1] - '0' : -1;
    bool known = which >= 0 && which < DIAG_ARGUMENTS;
    if (!known)
      buf_byte(out, '{');
    else if (display)
      display_text(out, diag->arguments[language][which], ARGUMENT_COLUMNS);
    else
      buf_str(out, diag->arguments[language][which]);
    rest = str_slice(rest, at + (known ? 3 : 1), rest.n);
  }
  buf_str(out, rest);
}
