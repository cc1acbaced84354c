// Pages: what paper did to a text is undone. Line by line: heads and feet of pages go, sentences and words that a page's end
// cut in two come together. Lines keep their order and, but for those, their bytes.
#include <string.h>

#include "compiler/import/pages.h"
#include "compiler/syntax/syntax.h"
#include "compiler/syntax/terms.h"
#include "compiler/syntax/words.h"
#include "runtime/base/utf8.h"

// ---- Lines

// Form feeds at the start of a line begin a page; within a line they are white space.
static struct str skip_feeds(struct pages *pages, struct str s) {
  while (s.n && s.p[0] == '\f') {
    s = str_slice(s, 1, s.n);
    pages->count++;
  }
  return s;
}

static void read_lines(struct pages *pages, struct str text) {
  const struct source *source = source_open(pages->script->arena, "", text);
  for (uint32_t line = 1; line <= source->line_count; line++) {
    struct str s = skip_feeds(pages, source_line(source, line));
    vec_push(pages->script->arena, &pages->lines, (struct sheet_line){ .s = s, .page = pages->count });
  }
}

void pages_drop(struct pages *pages, size_t line, enum import_fact fact) {
  struct sheet_line *dropped = &pages->lines.at[line];
  if (dropped->dropped)
    return;
  dropped->dropped = true;
  script_note(pages->script, fact, (uint32_t)line + 1, str_trim(dropped->s), (struct str){ 0 });
}

// ---- Sentences cut in two

// What emphasis, quotes and indents stand before or behind a line's words.
static struct str bare_line(struct str s) {
  s = str_trim(s);
  while (s.n && (s.p[0] == '*' || s.p[0] == '_'))
    s = str_slice(s, 1, s.n);
  while (s.n && (s.p[s.n - 1] == '*' || s.p[s.n - 1] == '_'))
    s = str_slice(s, 0, s.n - 1);
  return str_trim(s);
}

static bool has_columns(struct str s) {
  size_t end;
  return line_gap(str_trim(s), 0, &end) != SIZE_MAX;
}

static bool is_plain_text(struct str s) {
  struct str t = str_trim(s);
  return t.n && t.p[0] != '#' && t.p[0] != '>' && t.p[0] != '<' && !line_is_row(t) && !has_columns(t);
}

// Ends in the middle of a sentence: with a letter, digit, comma or closing quote, and long enough for a line of text.
static bool is_open(struct str s) {
  enum { SHORTEST = 40 };
  struct str bare = bare_line(s);
  size_t end = bare.n;
  uint32_t last = end ? utf8_prev(bare, &end) : 0;
  bool goes_on = uni_is_word(last) || last == ',' || uni_is_dash(last) || last == '%' || last == 0x201D || last == '"';
  return goes_on && is_plain_text(s) && bare.n >= SHORTEST && !text_is_upper(bare);
}

static bool goes_on_lower(struct str s) {
  struct str bare = bare_line(s);
  struct label label;
  size_t next;
  uint32_t c = words_char(bare, 0, &next);
  bool lone = next >= bare.n || uni_is_space(words_char(bare, next, &next)); // a box to be ticked, as OCR has it
  return uni_is_letter(c) && !uni_is_upper(c) && !lone && is_plain_text(s) && !label_read(bare, &label);
}

static size_t indent_of(struct str s) {
  size_t n = 0;
  while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t'))
    n++;
  return n;
}

// Behind the end of a page a line that filled its width goes on, whatever letter follows.
static bool goes_on_page(const struct pages *pages, const struct sheet_line *last, const struct sheet_line *line) {
  struct str bare = bare_line(line->s);
  struct label label;
  bool turned = line->page != last->page && is_plain_text(last->s) && is_plain_text(line->s) && !label_read(bare, &label);
  bool full = last->s.n * 10 >= pages->widest * 8;
  char end = str_trim(last->s).p[str_trim(last->s).n - 1];
  size_t next;
  uint32_t first = words_char(bare, 0, &next);
  bool lower = uni_is_letter(first) && !uni_is_upper(first);
  bool inside = pages->indented && indent_of(line->s) <= pages->margin + 1; // first lines of paragraphs are indented
  return turned && full && !text_is_upper(bare) &&
         (inside || (lower ? end != '.' && end != ':' : !strchr(".;:!?,", end)));
}

// The page ended within a sentence: white space and dropped lines between its halves go.
static void join_sentences(struct pages *pages) {
  size_t last = SIZE_MAX;
  for (size_t i = 0; i < pages->lines.n; i++) {
    struct sheet_line *line = &pages->lines.at[i];
    if (line_is_blank(line))
      continue;
    const struct sheet_line *before = last != SIZE_MAX && last + 1 < i ? &pages->lines.at[last] : NULL;
    line->joined = before && ((is_open(before->s) && goes_on_lower(line->s)) || goes_on_page(pages, before, line));
    last = i;
  }
}

// Indents tell where paragraphs begin if most numbered lines stand in.
static void measure(struct pages *pages) {
  size_t in = 0, at_margin = 0;
  struct label label;
  pages->margin = SIZE_MAX;
  for (size_t i = 0; i < pages->lines.n; i++) {
    struct str s = pages->lines.at[i].s;
    if (!is_plain_text(s))
      continue;
    pages->widest = s.n > pages->widest ? s.n : pages->widest;
    pages->margin = indent_of(s) < pages->margin ? indent_of(s) : pages->margin;
  }
  for (size_t i = 0; i < pages->lines.n; i++) {
    struct str s = pages->lines.at[i].s;
    bool numbered = is_plain_text(s) && label_read(str_trim(s), &label);
    in += numbered && indent_of(s) >= pages->margin + 3;
    at_margin += numbered && indent_of(s) < pages->margin + 3;
  }
  pages->indented = in > 5 && in > 2 * at_margin; // “Nơi nhận” stands at the margin
}

// “NĐ-” and “CP” below it: the bytes at the start of `next` that end the word, or 0.
static size_t word_rest(struct str line, struct str next) {
  size_t end = line.n, at = 0, after;
  if (!line.n || line.p[line.n - 1] != '-')
    return 0;
  end--;
  if (!end || !uni_is_word(utf8_prev(line, &end)))
    return 0;
  while (at < next.n && uni_is_word(words_char(next, at, &after)))
    at = after;
  bool punctuation = at < next.n && strchr(".,;:)", next.p[at]);
  return at ? at + punctuation : 0;
}

static void join_words(struct pages *pages) {
  for (size_t i = 0; i + 1 < pages->lines.n; i++) {
    struct sheet_line *line = &pages->lines.at[i], *next = line + 1;
    struct str s = str_trim(line->s), below = str_trim(next->s);
    if (line->dropped || next->dropped || !is_plain_text(s) || !is_plain_text(below))
      continue;
    size_t n = word_rest(s, below);
    next->taken = n ? (size_t)(below.p - next->s.p) + n : 0;
  }
}

// ---- The text without them

static void put_line(struct pages *pages, struct buf *out, size_t i) {
  const struct sheet_line *line = &pages->lines.at[i];
  const struct sheet_line *next = i + 1 < pages->lines.n ? line + 1 : NULL;
  struct str s = str_slice(line->s, line->taken, line->s.n);
  if (next && next->taken) {
    struct str word = str_trim(str_slice(next->s, 0, next->taken));
    struct str end = str_trim(s);
    buf_str(out, str_slice(s, 0, (size_t)(end.p + end.n - s.p)));
    buf_str(out, word);
    script_note(pages->script, IMPORT_FACT_WORD_JOINED, (uint32_t)i + 1, word, (struct str){ 0 });
  } else {
    buf_str(out, s);
  }
  buf_byte(out, '\n');
  for (size_t at = out->n - s.n - 1; at < out->n; at++) // a table's first row has its rule below it
    if (out->p[at] == '\n')
      vec_push(pages->script->arena, &pages->script->places, (uint32_t)i + 1);
}

static void put_lines(struct pages *pages, struct buf *out) {
  size_t blank = 0; // lines held back until it is known that the sentence does not go on
  for (size_t i = 0; i < pages->lines.n; i++) {
    const struct sheet_line *line = &pages->lines.at[i];
    if (line->merged)
      continue;
    if (line_is_blank(line)) {
      blank++;
      continue;
    }
    blank += line->parted && !blank && out->n;
    for (size_t b = line->joined ? blank : 0; b < blank; b++) {
      buf_byte(out, '\n');
      vec_push(pages->script->arena, &pages->script->places, (uint32_t)(i - blank + b) + 1);
    }
    blank = 0;
    if (str_trim(str_slice(line->s, line->taken, line->s.n)).n) // else all of it went to the line before
      put_line(pages, out, i);
  }
}

void script_of_text(struct script *script, struct str text) {
  struct pages pages = { .script = script };
  struct buf out = { 0 };
  script->unit = IMPORT_LINES;
  read_lines(&pages, text);
  pages.feeds = pages.count > 0;
  pages_clear(&pages);
  pages_tabulate(&pages);
  pages_flow(&pages);
  measure(&pages);
  join_sentences(&pages);
  join_words(&pages);
  put_lines(&pages, &out);
  vec_push(script->arena, &script->places, (uint32_t)pages.lines.n);
  script->text = str_copy(script->arena, buf_view(&out));
  buf_finish(&out);
}
