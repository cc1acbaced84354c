// Inline content: the parser's words, aligned with the input as they come.
#define CMARK_NO_SHORT_NAMES // its NODE_ITEM is not ours
#include <cmark-gfm.h>
#include <string.h>
#include <strings.h>

#include "compiler/syntax/reader.h"
#include "grammar/rules.h"
#include "runtime/base/utf8.h"

enum { NEEDLE = 12 }; // bytes that are enough to know a place by

void inlines_begin(struct reader *reader, size_t at, size_t limit) {
  reader->inlines = (struct inlines){ 0 };
  reader->at = at < reader->input->text.n ? at : reader->input->text.n;
  reader->limit = limit < reader->input->text.n ? limit : reader->input->text.n;
  draft_clear(&reader->draft);
}

static unsigned style_now(const struct inlines *inlines) {
  unsigned style = 0;
  for (int bit = 0; bit < 8; bit++)
    if (inlines->styles[bit] > 0)
      style |= 1u << bit;
  return style;
}

static void style_change(struct inlines *inlines, unsigned style, int by) {
  for (int bit = 0; bit < 8; bit++)
    if (style >> bit & 1)
      inlines->styles[bit] += inlines->styles[bit] + by >= 0 ? by : 0;
}

// Words that stand at input offset `at`, byte for byte.
static void put(struct reader *reader, enum text_run_kind kind, unsigned style, struct str target, struct str words,
                size_t at) {
  while (words.n) {
    size_t length = reader->input->text.n, place = at < length ? at : length - (length > 0);
    bool single = false;
    size_t run = input_run(reader->input, place, &single);
    size_t n = run < words.n ? run : words.n;
    if (single || at >= length) // words beyond the end stand at the last byte
      n = 1;
    draft_add(&reader->draft, kind, style, target, str_slice(words, 0, n), input_source(reader->input, place));
    words = str_slice(words, n, words.n);
    at += n;
  }
}

static void add_words(struct reader *reader, const char *p, size_t n, size_t at) {
  const struct inlines *inlines = &reader->inlines;
  enum text_run_kind kind = inlines->images ? TEXT_IMAGE : TEXT_WORDS;
  struct str target = inlines->images ? inlines->image : inlines->target;
  put(reader, kind, style_now(inlines), target, (struct str){ p, n }, at);
}

static bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// What may stand between words without being one: markup, white space, line ends.
static bool is_skippable(char c) {
  return is_punctuation(c) || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Length of “&name;” at `at`, or 0.
static size_t entity_length(struct str in, size_t at, size_t limit) {
  if (in.p[at] != '&')
    return 0;
  for (size_t i = at + 1; i < limit && i < at + 40; i++) {
    char c = in.p[i];
    if (c == ';')
      return i > at + 1 ? i + 1 - at : 0;
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '#'))
      return 0;
  }
  return 0;
}

// Bytes at the start of `word` that the source cannot have written in another way: up to a sign that may be escaped.
static size_t plain_length(struct str word) {
  size_t n = 0;
  while (n < word.n && !is_punctuation(word.p[n]))
    n++;
  return n ? n : 1;
}

// Length of the input at the cursor that stands for the first `taken` bytes of `word`; 0: something else stands there.
static size_t match_some(const struct reader *reader, struct str word, size_t *taken) {
  struct str in = reader->input->text;
  size_t at = reader->at, character = 0;
  bool marked = !reader->inlines.verbatim;
  utf8_next(word, &character);
  *taken = character;
  if (marked && in.p[at] == '\\' && at + 1 < reader->limit && is_punctuation(in.p[at + 1]) && in.p[at + 1] == word.p[0])
    return 2;
  size_t entity = marked ? entity_length(in, at, reader->limit) : 0;
  bool written = entity && word.n >= entity && memcmp(word.p, in.p + at, entity) == 0;
  if (entity && (!written || memcmp(in.p + at, "&amp;", 5) == 0))
    return entity;
  if (in.p[at] != word.p[0])
    return 0;
  size_t plain = plain_length(word), same = 0;
  while (same < plain && at + same < reader->limit && in.p[at + same] == word.p[same])
    same++;
  while (same < plain && same > 0 && ((unsigned char)word.p[same] & 0xC0) == 0x80)
    same--; // a whole number of characters
  *taken = same;
  return same == plain || same >= NEEDLE ? same : 0; // a long part is certain, a short one may be chance
}

// The cursor to the next place where the words stand as they are, if that is not far; false when there is none.
static bool find_again(struct reader *reader, struct str word) {
  enum { SHORTEST = 3, FAR = 2000 };
  struct str needle = str_slice(word, 0, NEEDLE);
  size_t limit = reader->limit - reader->at > FAR ? reader->at + FAR : reader->limit;
  size_t found = str_find(str_slice(reader->input->text, 0, limit), needle, reader->at + 1);
  if (needle.n < SHORTEST || found == SIZE_MAX)
    return false;
  reader->at = found;
  return true;
}

// Puts `words` where the cursor stands without moving it.
static void add_lost(struct reader *reader, struct str words) {
  reader->inlines.lost = true;
  add_words(reader, words.p, words.n, reader->at);
}

static bool stands_here(const struct reader *reader, struct str words) {
  return reader->at + words.n <= reader->limit && memcmp(reader->input->text.p + reader->at, words.p, words.n) == 0;
}

// Literal words of the parser, with escapes, entities and markup stepped over.
static void align(struct reader *reader, struct str words) {
  struct str in = reader->input->text;
  while (words.n) {
    if (reader->inlines.lost || reader->at >= reader->limit) {
      add_lost(reader, words);
      return;
    }
    size_t taken, length = match_some(reader, words, &taken);
    if (length) {
      bool escaped = length == 2 && taken == 1 && in.p[reader->at] == '\\';
      add_words(reader, words.p, taken, reader->at + escaped);
      reader_cover(reader, reader->at, reader->at + length);
      reader->at += length;
      words = str_slice(words, taken, words.n);
    } else if (is_skippable(in.p[reader->at])) {
      reader->at++;
    } else if (!find_again(reader, words)) {
      add_lost(reader, words);
      return;
    }
  }
}

// The cursor forward to one of `bytes`, within the block; false (unmoved) when there is none.
static bool seek(struct reader *reader, const char *bytes) {
  for (size_t at = reader->at; at < reader->limit; at++)
    if (strchr(bytes, reader->input->text.p[at]) && reader->input->text.p[at]) {
      reader->at = at;
      return true;
    }
  return false;
}

void inlines_break(struct reader *reader, size_t at) {
  draft_add(&reader->draft, TEXT_BREAK, 0, (struct str){ 0 }, STR("\n"), input_source(reader->input, at));
}

// Spaces that nobody sees at the end of a pasted line are a forced break to Markdown. Where the sentence goes on in small
// letters it is not meant.
static bool goes_on(const struct reader *reader, size_t at) {
  struct str in = reader->input->text;
  if (at == 0 || in.p[at - 1] != ' ')
    return false;
  while (at < reader->limit && strchr("\r\n\t >", in.p[at]) && in.p[at])
    at++;
  uint32_t c = at < reader->limit ? utf8_next(in, &at) : 0;
  return uni_is_letter(c) && !uni_is_upper(c);
}

// Behind a line end: the line end itself has a place, the prefix of the next line is stepped over by align.
static void line_end(struct reader *reader, bool hard) {
  size_t before = reader->at;
  if (!seek(reader, "\r\n"))
    reader->at = before;
  if (hard && !goes_on(reader, reader->at))
    inlines_break(reader, reader->at);
  else
    add_words(reader, "\n", 1, reader->at);
  struct str in = reader->input->text;
  if (reader->at < reader->limit && in.p[reader->at] == '\r')
    reader->at++;
  if (reader->at < reader->limit && in.p[reader->at] == '\n')
    reader->at++;
}

// A line end in code is a space in the words.
static bool code_line_end(struct reader *reader) {
  struct str in = reader->input->text;
  if (reader->at >= reader->limit || (in.p[reader->at] != '\n' && in.p[reader->at] != '\r'))
    return false;
  add_words(reader, " ", 1, reader->at);
  reader->at += in.p[reader->at] == '\r' && reader->at + 1 < reader->limit && in.p[reader->at + 1] == '\n' ? 2 : 1;
  return true;
}

static void code(struct reader *reader, struct str words) {
  if (!seek(reader, "`"))
    return;
  while (reader->at < reader->limit && reader->input->text.p[reader->at] == '`')
    reader->at++;
  style_change(&reader->inlines, TEXT_CODE, 1);
  reader->inlines.verbatim = true;
  while (words.n) {
    if (words.p[0] == ' ' && code_line_end(reader)) {
      words = str_slice(words, 1, words.n);
      continue;
    }
    size_t space = str_find_byte(words, ' ', 1);
    struct str piece = str_slice(words, 0, space < words.n ? space : words.n);
    align(reader, piece);
    words = str_slice(words, piece.n, words.n);
  }
  reader->inlines.verbatim = false;
  style_change(&reader->inlines, TEXT_CODE, -1);
  while (reader->at < reader->limit && reader->input->text.p[reader->at] == '`')
    reader->at++;
}

// HTML that means something; tags of other names are text (“<tên cơ quan>” in a draft).
static const struct tag {
  const char *name;
  unsigned style;
  enum { TAG_STYLE, TAG_BREAK, TAG_IGNORED } effect; // the content stays in every case
} tags[] = {
  { "br", 0, TAG_BREAK },          { "b", TEXT_BOLD, TAG_STYLE },    { "strong", TEXT_BOLD, TAG_STYLE },
  { "i", TEXT_ITALIC, TAG_STYLE }, { "em", TEXT_ITALIC, TAG_STYLE }, { "sub", TEXT_SUB, TAG_STYLE },
  { "sup", TEXT_SUP, TAG_STYLE },  { "s", TEXT_STRIKE, TAG_STYLE },  { "del", TEXT_STRIKE, TAG_STYLE },
  { "u", 0, TAG_STYLE },           { "span", 0, TAG_IGNORED },       { "p", 0, TAG_IGNORED },
  { "div", 0, TAG_IGNORED },       { "center", 0, TAG_IGNORED },     { "font", 0, TAG_IGNORED },
  { "small", 0, TAG_IGNORED },     { "big", 0, TAG_IGNORED },        { "mark", 0, TAG_IGNORED },
  { "ins", 0, TAG_IGNORED },
};

static const struct tag *tag_find(struct str html, bool *closing) {
  *closing = html.n > 1 && html.p[1] == '/';
  size_t at = 1 + (size_t)*closing, end = at;
  while (end < html.n && ((html.p[end] | 32) >= 'a' && (html.p[end] | 32) <= 'z'))
    end++;
  if (end < html.n && !strchr(" \t\r\n/>", html.p[end]))
    return NULL;
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
    if (strlen(tags[i].name) == end - at && strncasecmp(tags[i].name, html.p + at, end - at) == 0)
      return &tags[i];
  return NULL;
}

static void add_comment(struct reader *reader, struct str html, struct span span) {
  struct str words = str_trim(str_slice(html, 4, html.n > 7 ? html.n - 3 : 4));
  if (words.n) // an empty one only parts two lists
    reader_report(reader, &rule_comment, span, words);
}

static void add_tag(struct reader *reader, struct str html, const struct tag *tag, bool closing, size_t at,
                    struct span span) {
  if (tag->effect == TAG_BREAK)
    inlines_break(reader, at);
  else if (tag->effect == TAG_STYLE)
    style_change(&reader->inlines, tag->style, closing ? -1 : 1);
  else if (!closing)
    reader_report(reader, &rule_html_ignored, span, html);
}

// The tag or comment of n bytes at input offset `at`.
static void add_html(struct reader *reader, size_t at, size_t n) {
  struct str html = str_slice(reader->input->text, at, at + n);
  struct span span = { input_source(reader->input, at), input_source(reader->input, at + n) };
  bool closing;
  const struct tag *tag = tag_find(html, &closing);
  if (str_starts(html, STR("<!--")))
    add_comment(reader, html, span);
  else if (tag)
    add_tag(reader, html, tag, closing, at, span);
  else
    add_words(reader, html.p, n, at);
  reader_cover(reader, at, at + n);
  reader->at = at + n;
}

static void html(struct reader *reader, struct str literal) {
  bool closing;
  if (seek(reader, "<") && stands_here(reader, literal))
    add_html(reader, reader->at, literal.n);
  else if (!tag_find(literal, &closing))
    align(reader, literal);
}

// Length of the tag or comment at `at`, 0 when there is none before `end`.
static size_t html_length(struct str in, size_t at, size_t end) {
  bool closing;
  struct str rest = str_slice(in, at, end);
  bool comment = str_starts(rest, STR("<!--"));
  if (!comment && (rest.n < 3 || !tag_find(rest, &closing)))
    return 0;
  size_t close = comment ? str_find(rest, STR("-->"), 4) : str_find_byte(rest, '>', 1);
  return close < rest.n ? close + (comment ? 3 : 1) : 0;
}

void inlines_html(struct reader *reader, size_t at, size_t end) {
  struct str in = reader->input->text;
  for (size_t from = at; from < end; from = at) {
    for (size_t n = 0; at < end && !n; at += !n)
      if (in.p[at] == '<' && (n = html_length(in, at, end)) > 0)
        break;
    add_words(reader, in.p + from, at - from, from);
    reader_cover(reader, from, at);
    size_t n = at < end ? html_length(in, at, end) : 0;
    if (n)
      add_html(reader, at, n);
    at += n;
  }
}

static size_t skip_space(const struct reader *reader, size_t at) {
  while (at < reader->limit && strchr(" \t\r\n", reader->input->text.p[at]) && reader->input->text.p[at])
    at++;
  return at;
}

// Behind the destination of a link, “(url "title")”, which begins at `at`; the url has its place in the run.
static size_t skip_destination(struct reader *reader, size_t at) {
  struct str in = reader->input->text;
  size_t from = at = skip_space(reader, at + 1);
  bool angled = at < reader->limit && in.p[at] == '<';
  for (int open = 0; at < reader->limit; at++) {
    char c = in.p[at];
    if (c == '\\')
      at++;
    else if (angled ? c == '>' : c == ' ' || c == '\n' || c == '\t' || (c == ')' && !open))
      break;
    else
      open += !angled ? (c == '(') - (c == ')') : 0;
  }
  at += angled;
  at = at < reader->limit ? at : reader->limit;
  reader_cover(reader, from, at);
  // A title is no part of a link here: it is left to be put back as text.
  size_t close = skip_space(reader, at);
  if (close < reader->limit && in.p[close] == ')')
    return close + 1;
  size_t end = str_find_byte(str_slice(in, 0, reader->limit), ')', close);
  return end < reader->limit ? end + 1 : at;
}

// Behind what closes a link or image: “](url)”, “][name]”, “]” or “>”.
static void link_close(struct reader *reader) {
  struct str in = reader->input->text;
  size_t at = reader->at;
  while (at < reader->limit && in.p[at] != ']' && in.p[at] != '>' && is_skippable(in.p[at]))
    at++;
  if (at >= reader->limit || !is_skippable(in.p[at]))
    return;
  bool autolink = in.p[at++] == '>';
  if (!autolink && at < reader->limit && in.p[at] == '(') {
    at = skip_destination(reader, at);
  } else if (!autolink && at < reader->limit && in.p[at] == '[') {
    size_t end = str_find_byte(str_slice(in, 0, reader->limit), ']', at);
    if (end < reader->limit) {
      reader_cover(reader, at, end + 1);
      at = end + 1;
    }
  }
  reader->at = at;
}

static struct str copied(struct reader *reader, const char *terminated) {
  return str_copy(reader->arena, str_from(terminated));
}

static void link_event(struct reader *reader, cmark_node *node, bool entering) {
  if (entering) {
    seek(reader, "[<");
    reader->inlines.target = copied(reader, cmark_node_get_url(node));
    return;
  }
  reader->inlines.target = (struct str){ 0 };
  link_close(reader);
}

static void image_event(struct reader *reader, cmark_node *node, bool entering) {
  if (entering) {
    seek(reader, "!");
    if (!reader->inlines.images++)
      reader->inlines.image = copied(reader, cmark_node_get_url(node));
    return;
  }
  reader->inlines.images--;
  if (!cmark_node_first_child(node)) // no alternative text: the image still needs a stretch of its own
    draft_add(&reader->draft, TEXT_IMAGE, 0, copied(reader, cmark_node_get_url(node)), STR("\xEF\xBF\xBC"),
              input_source(reader->input, reader->at));
  link_close(reader);
}

// The parser renumbers notes; the label is what the source says.
static void note_reference(struct reader *reader) {
  size_t found = str_find(str_slice(reader->input->text, 0, reader->limit), STR("[^"), reader->at);
  if (found == SIZE_MAX)
    return;
  size_t end = str_find_byte(str_slice(reader->input->text, 0, reader->limit), ']', found);
  if (end >= reader->limit)
    return;
  struct str mark = str_slice(reader->input->text, found, end + 1);
  draft_add(&reader->draft, TEXT_NOTE, style_now(&reader->inlines), str_slice(mark, 2, mark.n - 1), mark,
            input_source(reader->input, found));
  reader_cover(reader, found, end + 1);
  reader->at = end + 1;
}

void inlines_literal(struct reader *reader, size_t at, size_t n, unsigned style) {
  put(reader, TEXT_WORDS, style, (struct str){ 0 }, str_slice(reader->input->text, at, at + n), at);
  reader_cover(reader, at, at + n);
}

void inlines_event(struct reader *reader, cmark_node *node, bool entering) {
  int by = entering ? 1 : -1;
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_TEXT:
    align(reader, str_from(cmark_node_get_literal(node)));
    break;
  case CMARK_NODE_CODE:
    code(reader, str_from(cmark_node_get_literal(node)));
    break;
  case CMARK_NODE_HTML_INLINE:
    html(reader, str_from(cmark_node_get_literal(node)));
    break;
  case CMARK_NODE_SOFTBREAK:
    line_end(reader, false);
    break;
  case CMARK_NODE_LINEBREAK:
    line_end(reader, true);
    break;
  case CMARK_NODE_EMPH:
    style_change(&reader->inlines, TEXT_ITALIC, by);
    break;
  case CMARK_NODE_STRONG:
    style_change(&reader->inlines, TEXT_BOLD, by);
    break;
  case CMARK_NODE_LINK:
    link_event(reader, node, entering);
    break;
  case CMARK_NODE_IMAGE:
    image_event(reader, node, entering);
    break;
  case CMARK_NODE_FOOTNOTE_REFERENCE:
    if (entering) // the parser does not count it among its leaves
      note_reference(reader);
    break;
  default:
    if (strcmp(cmark_node_get_type_string(node), "strikethrough") == 0)
      style_change(&reader->inlines, TEXT_STRIKE, by);
  }
}
