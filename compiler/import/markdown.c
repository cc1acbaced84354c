// Escapes only what Markdown would take for its own: signs that stay signs are left alone, so that a plan reads well.
// Emphasis is written with stars where stars are certain to be read as such, else with tags.
#include "compiler/import/markdown.h"

#include <string.h>

#include "compiler/syntax/syntax.h"
#include "runtime/base/utf8.h"

static bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static bool is_ascii_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char byte_at(struct str s, size_t at) {
  return at < s.n ? s.p[at] : 0;
}

static bool is_blank_byte(char c) {
  return !c || c == ' ' || c == '\t' || c == '\n';
}

// “&amp;” would become one sign. Names in capitals are few, abbreviations like “TT&TT;” common.
static bool is_entity(struct str s, size_t at) {
  static const char *const capitals[] = { "AMP", "COPY", "DD", "ENG", "ETH", "GT", "LT", "QUOT", "REG", "THORN", "TRADE" };
  size_t end = at + 1;
  bool upper = true, known = false;
  for (; is_ascii_word(byte_at(s, end)) || byte_at(s, end) == '#'; end++)
    upper &= s.p[end] >= 'A' && s.p[end] <= 'Z';
  for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++)
    known |= str_is(str_slice(s, at + 1, end), capitals[i]);
  return end > at + 1 && byte_at(s, end) == ';' && (!upper || known);
}

// A star or line with white space on both sides is no emphasis; a line within a word is none either.
static bool may_emphasize(struct str s, size_t at, char c) {
  size_t from = at, to = at;
  while (from > 0 && s.p[from - 1] == c)
    from--;
  while (byte_at(s, to) == c)
    to++;
  char before = from > 0 ? s.p[from - 1] : 0, after = byte_at(s, to);
  return !(is_blank_byte(before) && is_blank_byte(after)) && !(c == '_' && is_ascii_word(before) && is_ascii_word(after));
}

static bool needs_escape(struct str s, size_t at, enum markdown_where where) {
  char next = byte_at(s, at + 1);
  switch (s.p[at]) {
  case '\\':
    return is_ascii_punctuation(next) || !next || next == '\n';
  case '`':
    return true;
  case '*':
  case '_':
    return may_emphasize(s, at, s.p[at]);
  case '~':
    return next == '~' || (at > 0 && s.p[at - 1] == '~');
  case '[':
    return next == '@' || next == '^' || at == 0;
  case ']':
    return next == '(' || next == '[' || next == ':';
  case '<':
    return is_ascii_word(next) || next == '/' || next == '!' || next == '?';
  case '&':
    return is_entity(s, at);
  case '|':
    return where == MARKDOWN_CELL;
  default:
    return false;
  }
}

// Offset of a sign that would make something of the line that begins at `at`, or SIZE_MAX.
static size_t line_sign(struct str s, size_t at) {
  char c = byte_at(s, at);
  size_t end = at;
  struct label label;
  if (c == '>' || c == '|' || c == '=')
    return at;
  if (c == '#') {
    while (byte_at(s, end) == '#')
      end++;
    return is_blank_byte(byte_at(s, end)) ? at : SIZE_MAX;
  }
  struct str rest = str_slice(s, at, s.n);
  if (c == '-' || c == '+' || c == '*')
    return is_blank_byte(byte_at(s, at + 1)) && !label_read(rest, &label) ? at : SIZE_MAX;
  while (byte_at(s, end) >= '0' && byte_at(s, end) <= '9')
    end++;
  char mark = byte_at(s, end);
  bool list = end > at && end - at < 10 && (mark == '.' || mark == ')') && is_blank_byte(byte_at(s, end + 1));
  return list && !label_read(rest, &label) ? end : SIZE_MAX;
}

// Words with their escapes; `start`: they stand at the start of a line.
static void put_escaped(struct buf *out, struct str s, bool start, enum markdown_where where) {
  size_t sign = start && where == MARKDOWN_BLOCK ? line_sign(s, 0) : SIZE_MAX;
  for (size_t at = 0; at < s.n; at++) {
    char c = s.p[at];
    if (c == '\n' || c == '\r') { // none is left in words, but nothing may break a line here
      buf_byte(out, ' ');
      continue;
    }
    if (at == sign || needs_escape(s, at, where))
      buf_byte(out, '\\');
    buf_byte(out, c);
  }
}

// ---- Emphasis

static const struct mark {
  unsigned style;
  const char *stars, *open, *close;
} marks[] = {
  { TEXT_BOLD, "**", "<b>", "</b>" },     { TEXT_ITALIC, "*", "<i>", "</i>" }, { TEXT_STRIKE, "~~", "<s>", "</s>" },
  { TEXT_SUB, NULL, "<sub>", "</sub>" },  { TEXT_SUP, NULL, "<sup>", "</sup>" },
};
enum { MARKS = sizeof marks / sizeof *marks };

static uint32_t char_before(struct str s, size_t at) {
  return at > 0 ? utf8_prev(s, &at) : 0;
}

static uint32_t char_after(struct str s, size_t at) {
  return at < s.n ? utf8_next(s, &at) : 0;
}

static bool is_gap(uint32_t c) {
  return !c || uni_is_space(c);
}

// Whether stars between the outer and the inner character are read as emphasis: beside white space, between a sign and a
// letter, and between two signs that mean nothing to Markdown.
static bool takes_stars(uint32_t outer, uint32_t inner) {
  bool plain_sign = outer > 0 && outer < 128 && strchr("\"'(),./:;?!%", (int)outer);
  return is_gap(outer) || plain_sign || (uni_is_word(inner) && !uni_is_word(outer) && outer != MARKDOWN_EMPHASIS && outer != '*');
}

static void put_marks(struct buf *out, unsigned style, bool stars, bool closing) {
  for (int i = 0; i < MARKS; i++) {
    const struct mark *mark = &marks[closing ? MARKS - 1 - i : i];
    if (style & mark->style)
      buf_text(out, stars && mark->stars ? mark->stars : closing ? mark->close : mark->open);
  }
}

void markdown_words(struct buf *out, struct str words, unsigned style, uint32_t before, uint32_t after,
                    enum markdown_where where) {
  size_t from = 0, to = words.n;
  while (from < to && (words.p[from] == ' ' || words.p[from] == '\t'))
    from++;
  while (to > from && (words.p[to - 1] == ' ' || words.p[to - 1] == '\t'))
    to--;
  style = from < to ? style & ~(unsigned)TEXT_CODE : 0;
  struct str inner = str_slice(words, from, to);
  bool stars = takes_stars(from > 0 ? ' ' : before, char_after(inner, 0)) &&
               takes_stars(to < words.n ? ' ' : after, char_before(inner, inner.n));
  buf_str(out, str_slice(words, 0, from));
  put_marks(out, style, stars, false);
  put_escaped(out, inner, !before && !style, where);
  put_marks(out, style, stars, true);
  buf_str(out, str_slice(words, to, words.n));
}

// ---- Runs

static void put_target(struct buf *out, struct str target) {
  buf_text(out, "](<");
  for (size_t i = 0; i < target.n; i++) {
    if (strchr("<>\\", target.p[i]) && target.p[i])
      buf_byte(out, '\\');
    buf_byte(out, target.p[i] == '\n' ? ' ' : target.p[i]);
  }
  buf_text(out, ">)");
}

static void put_image(struct buf *out, struct str alternative, struct str target, enum markdown_where where) {
  buf_text(out, "![");
  if (!str_is(alternative, "\xEF\xBF\xBC"))
    put_escaped(out, alternative, false, where);
  put_target(out, target);
}

// What stands beside the run: `c`, unless that belongs to the neighbouring run's own emphasis.
static uint32_t neighbour(uint32_t c, const struct text_run *run, unsigned without) {
  if (!run || c == '\n')
    return 0;
  bool plain = run->kind == TEXT_WORDS && !(run->style & ~without) && !run->target.n;
  return plain || uni_is_space(c) ? c : MARKDOWN_EMPHASIS;
}

// `previous` and `next` are NULL at the ends of the text.
static void put_run(struct buf *out, const struct text *text, const struct text_run *run, const struct text_run *previous,
                    const struct text_run *next, unsigned without, enum markdown_where where) {
  struct str s = str_slice(text->s, run->from, run->to);
  uint32_t before = neighbour(char_before(text->s, run->from), previous, without);
  uint32_t after = neighbour(char_after(text->s, run->to), next, without);
  switch (run->kind) {
  case TEXT_WORDS:
    if (run->target.n)
      buf_byte(out, '[');
    markdown_words(out, s, run->style & ~without, before, after, where);
    if (run->target.n)
      put_target(out, run->target);
    break;
  case TEXT_BREAK:
    buf_text(out, where == MARKDOWN_BLOCK ? "\\\n" : "<br>");
    break;
  case TEXT_IMAGE:
    put_image(out, s, run->target, where);
    break;
  case TEXT_NOTE:
  case TEXT_REFERENCE:
    buf_str(out, s);
  }
}

static bool goes_on(const struct text_run *run, const struct text_run *next, unsigned without) {
  return run->kind == TEXT_WORDS && next->kind == TEXT_WORDS && !((run->style ^ next->style) & ~without) &&
         str_eq(run->target, next->target);
}

void markdown_text(struct buf *out, const struct text *text, unsigned without, enum markdown_where where) {
  without |= TEXT_CODE;
  for (size_t first = 0, last; first < text->runs.n; first = last + 1) {
    struct text_run run = text->runs.at[first];
    for (last = first; last + 1 < text->runs.n && goes_on(&run, &text->runs.at[last + 1], without); last++)
      run.to = text->runs.at[last + 1].to;
    put_run(out, text, &run, first ? &text->runs.at[first - 1] : NULL,
            last + 1 < text->runs.n ? &text->runs.at[last + 1] : NULL, without, where);
  }
}

// ---- Front matter

static bool is_plain_scalar(struct str s) {
  if (strchr("-?:,[]{}#&*!|>'\"%@` \t=~", s.p[0]) || s.p[s.n - 1] == ':' || s.p[s.n - 1] == ' ')
    return false;
  for (size_t at = 0; at < s.n; at++) {
    unsigned char c = (unsigned char)s.p[at], next = (unsigned char)byte_at(s, at + 1);
    if (c < 32 || c == 127 || (c == ':' && is_blank_byte((char)next)) || (c == ' ' && next == '#'))
      return false;
  }
  return str_find(s, STR("\xC2\x85"), 0) == SIZE_MAX && str_find(s, STR("\xE2\x80\xA8"), 0) == SIZE_MAX;
}

void markdown_scalar(struct buf *out, struct str value) {
  if (!value.n || is_plain_scalar(value)) {
    buf_str(out, value);
    return;
  }
  buf_byte(out, '"');
  for (size_t at = 0; at < value.n;) {
    uint32_t c = utf8_next(value, &at);
    char bytes[4];
    if (c == '"' || c == '\\')
      buf_byte(out, '\\');
    if (c < 32 || (c >= 127 && c < 160) || c == 0x2028 || c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF)
      buf_printf(out, "\\u%04X", (unsigned)c);
    else
      buf_add(out, bytes, utf8_put(c, bytes));
  }
  buf_byte(out, '"');
}
