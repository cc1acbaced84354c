// Lines: a pasted page has line ends where the paper ended, and no blank lines between its paragraphs. Lines that begin
// something of their own become blocks of their own; the others are one paragraph, joined by spaces.
//
// In a plan written as Markdown a line end inside a paragraph means nothing, so only labels and the closing part lines
// there; the finer signs (indents, short lines, capitals) count in raw texts alone.
#include <string.h>

#include "compiler/syntax/reader.h"
#include "compiler/syntax/terms.h"
#include "compiler/syntax/words.h"
#include "grammar/rules.h"
#include "runtime/base/utf8.h"

enum { PAGE_INDENT = 20 }; // columns before a page number, even inside a list

// One line of a paragraph.
struct line {
  size_t from, to; // bytes of the text, the line end not included
  bool hard;       // a forced line end stands before it
  bool label;      // begins with a number, letter or sign
  bool bullet;     // a sign, to be exact
  bool strong;     // a number that no sentence begins a line with: “II.”, “1.1.”, “PHỤ LỤC”
  bool alone;      // nothing but its number: “Phần thứ nhất”
  bool upper;      // capitals only
  size_t indent;   // columns in the source
  size_t length;   // bytes
};

struct splitter {
  struct reader *reader;
  VEC(struct block) blocks; // the new list
  VEC(struct line) lines;   // of the paragraph at hand
  size_t widest;
  size_t margin; // the least indent of its lines
  bool indented; // first lines of paragraphs stand further in than the others
  bool closing; // below “Nơi nhận” or a signature: every line stands alone
  int page;     // last page number seen
  uint32_t page_place;
  size_t broken; // index of the part that a page number broke off, or SIZE_MAX
};

// Columns of white space before the source offset, on its line.
static size_t indent_of(const struct reader *reader, uint32_t offset) {
  struct str source = reader->source->text;
  size_t at = offset < source.n ? offset : source.n, start = at;
  while (start > 0 && source.p[start - 1] != '\n' && source.p[start - 1] != '\r')
    if (source.p[--start] != ' ' && source.p[start] != '\t' && source.p[start] != '\f')
      return 0; // something stands before it: a bullet, a quote
  return at - start;
}

static bool is_outer(enum scheme scheme) {
  return scheme != SCHEME_NONE && (scheme <= SCHEME_ROMAN || scheme == SCHEME_ANNEX);
}

static void measure(struct splitter *splitter, const struct text *text, struct line *line) {
  struct str s = str_slice(text->s, line->from, line->to);
  struct label label;
  line->length = s.n;
  size_t n = label_read(s, &label);
  line->label = n > 0;
  line->alone = n > 2 && n == s.n;
  line->strong = line->label && (is_outer(label.scheme) || label.count > 1);
  line->bullet = line->label && label.scheme >= SCHEME_DASH && label.scheme <= SCHEME_STAR;
  line->upper = text_is_upper(s);
  line->indent = indent_of(splitter->reader, text_offset(text, line->from));
  splitter->widest = s.n > splitter->widest ? s.n : splitter->widest;
  splitter->margin = line->indent < splitter->margin ? line->indent : splitter->margin;
}

static bool is_hard(const struct text *text, size_t at, size_t *run) {
  while (*run < text->runs.n && text->runs.at[*run].to <= at)
    (*run)++;
  return *run < text->runs.n && text->runs.at[*run].kind == TEXT_BREAK;
}

static void find_lines(struct splitter *splitter, const struct text *text) {
  splitter->lines.n = 0;
  splitter->widest = 0;
  splitter->margin = SIZE_MAX;
  bool hard = false;
  size_t run = 0;
  for (size_t from = 0; from < text->s.n;) {
    size_t end = str_find_byte(text->s, '\n', from);
    end = end < text->s.n ? end : text->s.n;
    struct line line = { .from = text_skip_space(text, from), .to = end, .hard = hard };
    if (line.from < end) {
      measure(splitter, text, &line);
      vec_push(splitter->reader->arena, &splitter->lines, line);
    }
    hard = end < text->s.n && is_hard(text, end, &run);
    from = end + 1;
  }
}

// A page whose paragraphs begin with an indent: one line in eight at least stands in, and most do not.
static void find_indents(struct splitter *splitter) {
  enum { DEEPEST = 16 };
  size_t in = 0, at_margin = 0;
  for (size_t i = 0; i < splitter->lines.n; i++) {
    size_t indent = splitter->lines.at[i].indent - splitter->margin;
    in += indent >= 3 && indent <= DEEPEST;
    at_margin += indent < 3;
  }
  splitter->indented = in * 8 >= splitter->lines.n && at_margin * 8 >= splitter->lines.n && in + at_margin > 2;
}

static char last_byte(struct str s) {
  s = str_trim(s);
  return s.n ? s.p[s.n - 1] : 0;
}

static bool ends_sentence(struct str s) {
  char c = last_byte(s);
  return c && strchr(".;:!?", c);
}

static bool begins_section(struct str s) {
  struct label label;
  return label_read(s, &label) && is_outer(label.scheme);
}

// A line that its paper did not end: clearly shorter than the widest, or than any page.
static bool is_short(const struct splitter *splitter, const struct line *line) {
  enum { SHORT = 50 };
  return line->length * 4 < splitter->widest * 3 || line->length < SHORT;
}

// Whether the line begins something of its own; `s` and `before` are its words and those of the line before.
static bool begins_block(const struct splitter *splitter, const struct line *line, const struct line *previous,
                         struct str s, struct str before) {
  bool ended = ends_sentence(before);
  size_t next;
  bool capital = uni_is_upper(words_char(s, 0, &next));
  if (line->label && line->indent >= splitter->margin + 3) // the first line of a paragraph, as the page was set
    return true;
  if (line->label) // behind a title as well: short, a label itself, or in capitals
    return ended || previous->upper || line->strong || (is_short(splitter, previous) && last_byte(before) != ',') ||
           (line->bullet && previous->label);
  if (previous->alone)
    return true;
  if (splitter->reader->raw && previous->upper && s.p[0] == '(')
    return true; // “(Kèm theo Kế hoạch số …)” below an annex's title
  if (line->hard || !splitter->reader->raw || !capital)
    return false;
  if (splitter->indented && line->indent <= splitter->margin + 1)
    return false; // inside a paragraph: first lines stand further in
  if (previous->upper && line->upper && previous->label)
    return false; // a title that goes on
  if (previous->upper != line->upper && (previous->upper ? previous->length > 8 : line->length > 8 && ended))
    return true; // a title and its text, a text and a title
  if (line->indent >= previous->indent + 3 && (ended || is_short(splitter, previous)))
    return true;
  bool title = previous->label && !previous->bullet && !ended && last_byte(before) != ',' && last_byte(before) != '-';
  return is_short(splitter, previous) && (title || (ended && last_byte(before) != ';'));
}

static bool opens_closing(struct str s) {
  return line_recipients(s) != SIZE_MAX || line_authority(s);
}

static bool is_short_number(struct str s) {
  int value;
  s = str_trim(s);
  return s.n <= 3 && str_to_int(s, &value);
}

// A short number alone, far enough behind the last one: the foot of a page.
static bool is_page_number(struct splitter *splitter, struct str s, uint32_t place) {
  enum { PAGE_BYTES = 700 };
  int value;
  s = str_trim(s);
  if (s.n > 3 || !str_to_int(s, &value) || value < 2)
    return false;
  bool page = value == splitter->page + 1 || (place >= splitter->page_place + PAGE_BYTES && value > splitter->page);
  if (!page || place < splitter->page_place + PAGE_BYTES)
    return false;
  splitter->page = value;
  splitter->page_place = place;
  return true;
}

// Soft line ends become spaces; forced ones stay.
static void join_lines(struct text *text) {
  char *s = (char *)text->s.p; // ours: made by draft_text
  for (size_t i = 0; i < text->runs.n; i++)
    for (uint32_t at = text->runs.at[i].from; text->runs.at[i].kind != TEXT_BREAK && at < text->runs.at[i].to; at++)
      if (s[at] == '\n')
        s[at] = ' ';
}

static bool is_decoration(struct str s) {
  for (size_t at = 0; at < s.n;) {
    uint32_t c = utf8_next(s, &at);
    if (!uni_is_space(c) && !uni_is_dash(c) && !(c < 128 && strchr("|_=*~", (int)c)))
      return false;
  }
  return s.n > 0;
}

// A line that begins with a bullet's sign is a bullet, wherever Markdown did not see it.
static void take_bullet(struct arena *arena, struct block *block) {
  struct label label;
  size_t n = !block->bullet && block->kind == BLOCK_PARAGRAPH ? label_read(block->text.s, &label) : 0;
  if (n != 1 || label.scheme < SCHEME_DASH || label.scheme > SCHEME_STAR || !strchr("-+*", block->text.s.p[0]))
    return;
  block->bullet = block->text.s.p[0];
  block->text = text_part(arena, &block->text, text_skip_space(&block->text, 1), block->text.s.n);
}

// The sentence goes on behind the foot of a page: its second half joins the first. False when it does not go on.
static bool mend(struct splitter *splitter, const struct text *text) {
  size_t next;
  uint32_t c = words_char(text->s, 0, &next);
  if (splitter->broken == SIZE_MAX || !uni_is_letter(c) || uni_is_upper(c))
    return false;
  struct block *first = &splitter->blocks.at[splitter->broken];
  if (ends_sentence(first->text.s))
    return false;
  struct draft *draft = &splitter->reader->draft;
  draft_clear(draft);
  draft_append(draft, &first->text);
  draft_space(draft, text_offset(text, 0));
  draft_append(draft, text);
  first->text = draft_text(draft, splitter->reader->arena);
  first->span.end = text_span(text, 0, text->s.n).end;
  first->span = span_ordered(first->span);
  return true;
}

static void add_part(struct splitter *splitter, const struct block *block, size_t from, size_t to) {
  struct arena *arena = splitter->reader->arena;
  struct text text = text_part(arena, &block->text, from, to);
  text = text_trim(arena, &text);
  join_lines(&text);
  bool mended = mend(splitter, &text);
  size_t broken = splitter->broken;
  splitter->broken = SIZE_MAX;
  if (mended)
    return;
  struct block part = *block;
  part.text = text;
  if (from) { // no longer what the container's mark stands before
    part.bullet = 0;
    part.span.start = text_offset(&text, 0);
    part.depth = indent_of(splitter->reader, part.span.start) > 1 ? block->depth : 0;
  }
  if (to < block->text.s.n)
    part.span.end = text_span(&text, 0, text.s.n).end;
  part.span = span_ordered(part.span);
  if (is_decoration(text.s) && !part.bullet)
    part.kind = BLOCK_RULE;
  if (splitter->reader->layout)
    part.depth = 0; // columns of a page are no nesting
  take_bullet(arena, &part);
  bool lone = block->kind == BLOCK_PARAGRAPH && !part.bullet &&
              (!part.depth || indent_of(splitter->reader, part.span.start) >= PAGE_INDENT);
  if (lone && splitter->reader->raw && is_page_number(splitter, text.s, part.span.start)) {
    part.zone = ZONE_NOISE;
    reader_report(splitter->reader, &rule_page_number, part.span, text.s);
    splitter->broken = from && splitter->blocks.n ? splitter->blocks.n - 1 : broken;
  }
  vec_push(arena, &splitter->blocks, part);
}

static bool parts(struct splitter *splitter, const struct block *block, size_t i) {
  const struct line *line = &splitter->lines.at[i], *previous = line - 1;
  struct str s = str_slice(block->text.s, line->from, line->to);
  struct str before = str_slice(block->text.s, previous->from, previous->to);
  if (opens_closing(s) || (line->upper && line_position(s)))
    splitter->closing = true;
  else if (s.n > 250 || begins_section(s))
    splitter->closing = false;
  bool number = splitter->reader->raw && (is_short_number(s) || is_short_number(before));
  return splitter->closing || number || begins_block(splitter, line, previous, s, before);
}

static void split(struct splitter *splitter, const struct block *block) {
  find_lines(splitter, &block->text);
  find_indents(splitter);
  struct str first = words_line(block->text.s);
  if (opens_closing(first))
    splitter->closing = true;
  else if (first.n > 250 || block->kind == BLOCK_HEADING || begins_section(first))
    splitter->closing = false;
  splitter->broken = SIZE_MAX;
  size_t from = 0;
  for (size_t i = 1; i < splitter->lines.n; i++)
    if (parts(splitter, block, i)) {
      add_part(splitter, block, from, splitter->lines.at[i].from);
      from = splitter->lines.at[i].from;
    }
  add_part(splitter, block, from, block->text.s.n);
}

void lines_split(struct reader *reader) {
  struct splitter splitter = { .reader = reader, .page = 1, .broken = SIZE_MAX };
  for (size_t i = 0; i < reader->blocks.n; i++) {
    struct block *block = &reader->blocks.at[i];
    if ((block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING) && block->zone == ZONE_BODY && block->text.s.n)
      split(&splitter, block);
    else
      vec_push(reader->arena, &splitter.blocks, *block);
  }
  for (size_t i = 0; i < splitter.blocks.n; i++) {
    struct block *block = &splitter.blocks.at[i];
    for (size_t c = 0; block->table && c < block->table->cells.n; c++)
      join_lines(&block->table->cells.at[c].text);
  }
  for (size_t i = 0; i < reader->syntax->notes.n; i++)
    join_lines(&reader->syntax->notes.at[i].text);
  reader->blocks.at = splitter.blocks.at;
  reader->blocks.n = splitter.blocks.n;
  reader->blocks.cap = splitter.blocks.cap;
}
