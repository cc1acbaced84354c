// Body: the outline in its order. Titles become Markdown headings as long as all around them are; what else has a number
// stays a paragraph with its number, bullets are bullets. The recipients stand where they stood.
#include <string.h>

#include "compiler/import/markdown.h"
#include "compiler/import/writer.h"
#include "compiler/syntax/words.h"
#include "runtime/base/utf8.h"

enum { DEEPEST_HEADING = 6, DEEPEST_INDENT = 40 };

// What is known of an open node while its children are written.
struct state {
  struct writer *writer;
  bool compact;      // the last thing written is a bullet: the next bullet follows without a blank line
  bool recipients;   // have been written
};

static bool is_bullet(const struct node *node) {
  return node->kind == NODE_ITEM && node->label.scheme >= SCHEME_DASH && node->label.scheme <= SCHEME_STAR;
}

static struct buf *out_of(struct state *state) {
  return &state->writer->out;
}

static void blank_line(struct state *state) {
  buf_byte(out_of(state), '\n');
  state->compact = false;
}

static void spaces(struct state *state, int n) {
  for (int i = 0; i < n; i++)
    buf_byte(out_of(state), ' ');
}

static void note(struct state *state, enum import_fact fact, uint32_t offset, struct str words, struct str value) {
  script_note(state->writer->script, fact, writer_place(state->writer, offset), words, value);
}

// ---- Depth. A node's level is kept in the numbers of its way up; nothing recurses.

// In a file that this program wrote every title is bold, or in capitals.
static bool is_set_as_title(const struct state *state, const struct node *node) {
  const struct import_front *front = state->writer->script->front;
  bool bold = node->text.runs.n > 0;
  for (size_t i = 0; i < node->text.runs.n; i++)
    bold &= (node->text.runs.at[i].style & (TEXT_BOLD | TEXT_ITALIC)) != 0;
  return !front || !front->ours || bold || text_is_upper(node->text.s);
}

// Level of the Markdown heading that the node is, or 0. A number below a title with a number of its own kind (“1.” below
// “1.”) is none: as a heading it would stand beside that.
static int heading_level(const struct state *state, const struct node *node) {
  int level = 0;
  enum scheme inner = SCHEME_NONE;
  for (; node && node->parent; node = node->parent) {
    bool same = inner != SCHEME_NONE && node->label.scheme == inner;
    if (node->kind != NODE_ITEM || !node->heading || same || !is_set_as_title(state, node) || ++level > DEEPEST_HEADING)
      return 0;
    inner = node->label.scheme;
  }
  return level;
}

// Columns before a bullet: one that stands within another of its own sign is indented.
static int bullet_indent(const struct node *node) {
  int indent = 0;
  const struct node *inner = node;
  for (const struct node *up = node->parent; up && is_bullet(up) && indent < DEEPEST_INDENT; up = up->parent) {
    if (up->label.scheme == inner->label.scheme)
      indent += 2;
    inner = up;
  }
  return indent;
}

// ---- Text

// Line ends of the file within a paragraph are gone.
static void tell_joined(struct state *state, const struct node *node) {
  const struct writer *writer = state->writer;
  if (node->kind == NODE_TABLE || !node->block || node->text.s.n == 0)
    return;
  uint32_t first = writer_place(writer, node->span.start), last = writer_place(writer, node->span.end);
  size_t breaks = 0;
  for (size_t i = 0; i < node->text.runs.n; i++)
    breaks += node->text.runs.at[i].kind == TEXT_BREAK;
  if (last > first + breaks)
    note(state, IMPORT_FACT_LINES_JOINED, node->span.start, node->text.s, str_printf(writer->arena, "%u–%u", first, last));
}

static void put_attributes(struct state *state, const struct node *node) {
  if (node->stated_kind.n)
    buf_printf(out_of(state), " {" STR_FMT "}", STR_ARG(node->stated_kind));
  if (node->id.n)
    buf_printf(out_of(state), " {#" STR_FMT "}", STR_ARG(node->id));
}

// “PHẦN I” on a line of its own with its title below.
static bool has_title_below(const struct node *node) {
  return node->label.scheme != SCHEME_NONE && node->text.s.n && node->block->text.s.n &&
         str_trim(node->block->text.s).n <= node->label.written.n;
}

// ---- Items

static void put_heading(struct state *state, const struct node *node, int level) {
  struct buf *out = out_of(state);
  if (out->n)
    blank_line(state);
  for (int i = 0; i < level; i++)
    buf_byte(out, '#');
  buf_byte(out, ' ');
  buf_str(out, str_trim(node->label.written));
  if (has_title_below(node)) {
    put_attributes(state, node);
    buf_text(out, "\n\n");
    bool capitals = text_is_upper(node->text.s);
    buf_text(out, capitals ? "" : "**");
    markdown_text(out, &node->text, TEXT_BOLD, capitals ? MARKDOWN_BLOCK : MARKDOWN_INLINE);
    buf_text(out, capitals ? "\n" : "**\n");
  } else {
    if (node->label.written.n && node->text.s.n)
      buf_byte(out, ' ');
    markdown_text(out, &node->text, TEXT_BOLD, MARKDOWN_INLINE);
    put_attributes(state, node);
    buf_byte(out, '\n');
  }
  enum import_fact fact = node->label.scheme == SCHEME_ANNEX ? IMPORT_FACT_ANNEX : IMPORT_FACT_HEADING;
  note(state, fact, node->span.start, node->text.s, str_trim(node->label.written));
}

static char bullet_sign(const struct node *node) {
  return node->label.scheme == SCHEME_DASH ? '-' : node->label.scheme == SCHEME_PLUS ? '+' : '*';
}

// A dash in the guise of another sign is written as the language has it; a sign that may be a misreading stays.
static bool is_plain_sign(const struct node *node) {
  size_t at = 0;
  struct str written = node->label.written;
  uint32_t c = written.n ? utf8_next(written, &at) : '-';
  return uni_is_dash(c) || c == '+' || c == '*' || c == 0x2022;
}

static void put_bullet(struct state *state, const struct node *node) {
  struct buf *out = out_of(state);
  if (!state->compact)
    blank_line(state);
  spaces(state, bullet_indent(node));
  if (is_plain_sign(node))
    buf_byte(out, bullet_sign(node));
  else
    buf_str(out, str_trim(node->label.written));
  if (node->text.s.n)
    buf_byte(out, ' ');
  markdown_text(out, &node->text, 0, MARKDOWN_INLINE);
  put_attributes(state, node);
  buf_byte(out, '\n');
  state->compact = is_plain_sign(node);
}

static void put_numbered(struct state *state, const struct node *node) {
  struct buf *out = out_of(state);
  blank_line(state);
  buf_str(out, str_trim(node->label.written));
  if (has_title_below(node)) {
    buf_text(out, "\n\n");
    markdown_text(out, &node->text, 0, MARKDOWN_BLOCK);
  } else {
    if (node->text.s.n)
      buf_byte(out, ' ');
    markdown_text(out, &node->text, 0, MARKDOWN_INLINE);
  }
  put_attributes(state, node);
  buf_byte(out, '\n');
}

static void put_paragraph(struct state *state, const struct node *node) {
  if (!node->text.s.n)
    return;
  blank_line(state);
  if (node->parent && is_bullet(node->parent)) // goes on with its bullet
    spaces(state, bullet_indent(node->parent) + 2);
  markdown_text(out_of(state), &node->text, 0, MARKDOWN_BLOCK);
  put_attributes(state, node);
  buf_byte(out_of(state), '\n');
}

// ---- Tables

static void put_aligns(struct state *state, const struct table *table) {
  buf_byte(out_of(state), '|');
  for (size_t c = 0; c < table->columns; c++) {
    char align = c < table->aligns.n ? table->aligns.at[c] : 0;
    buf_text(out_of(state), align == 'l' ? ":---|" : align == 'c' ? ":---:|" : align == 'r' ? "---:|" : "---|");
  }
  buf_byte(out_of(state), '\n');
}

static void put_table(struct state *state, const struct node *node) {
  const struct table *table = node->table;
  blank_line(state);
  for (size_t r = 0; r < table->rows; r++) {
    buf_byte(out_of(state), '|');
    for (size_t c = 0; c < table->columns; c++) {
      buf_byte(out_of(state), ' ');
      markdown_text(out_of(state), &table->cells.at[r * table->columns + c].text, 0, MARKDOWN_CELL);
      buf_text(out_of(state), " |");
    }
    buf_byte(out_of(state), '\n');
    if (r == 0)
      put_aligns(state, table);
  }
  note(state, IMPORT_FACT_TABLE, node->span.start, (struct str){ 0 },
       str_printf(state->writer->arena, "%zu × %zu", table->rows, table->columns));
}

// ---- Recipients, footnotes

static void put_recipients(struct state *state) {
  const struct syntax *syntax = state->writer->syntax;
  state->recipients = true;
  if (syntax->recipients_span.end == syntax->recipients_span.start)
    return;
  blank_line(state);
  buf_text(out_of(state), "Nơi nhận:\n");
  for (size_t i = 0; i < syntax->recipients.n; i++) {
    const struct text *line = &syntax->recipients.at[i];
    buf_text(out_of(state), "- ");
    markdown_text(out_of(state), line, TEXT_BOLD | TEXT_ITALIC, MARKDOWN_INLINE);
    buf_byte(out_of(state), '\n');
    note(state, IMPORT_FACT_RECIPIENT, text_offset(line, 0), line->s, (struct str){ 0 });
  }
  state->compact = false;
}

static void put_notes(struct state *state) {
  const struct syntax *syntax = state->writer->syntax;
  for (size_t i = 0; i < syntax->notes.n; i++) {
    const struct note *footnote = &syntax->notes.at[i];
    blank_line(state);
    buf_printf(out_of(state), "[^" STR_FMT "]: ", STR_ARG(footnote->label));
    markdown_text(out_of(state), &footnote->text, 0, MARKDOWN_INLINE);
    buf_byte(out_of(state), '\n');
    note(state, IMPORT_FACT_NOTE, footnote->span.start, footnote->text.s, footnote->label);
  }
}

// ---- The walk

static void put_node(struct state *state, const struct node *node) {
  int level = heading_level(state, node);
  tell_joined(state, node);
  if (node->kind == NODE_TABLE)
    put_table(state, node);
  else if (node->kind == NODE_PARAGRAPH)
    put_paragraph(state, node);
  else if (level)
    put_heading(state, node, level);
  else if (is_bullet(node))
    put_bullet(state, node);
  else
    put_numbered(state, node);
}

static bool is_behind_recipients(const struct state *state, const struct node *node) {
  struct span recipients = state->writer->syntax->recipients_span;
  return recipients.end > recipients.start && node->span.start > recipients.start;
}

void body_write(struct writer *writer) {
  struct state state = { .writer = writer };
  for (const struct node *node = writer->syntax->root->first; node && node != writer->end;) {
    if (!state.recipients && is_behind_recipients(&state, node))
      put_recipients(&state);
    put_node(&state, node);
    if (node->first) {
      node = node->first;
      continue;
    }
    while (node && !node->next)
      node = node->parent;
    node = node ? node->next : NULL;
  }
  if (!state.recipients)
    put_recipients(&state);
  put_notes(&state);
}
