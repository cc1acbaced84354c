// Blocks: the Markdown parser's tree, walked once without recursion, becomes the flat list of its leaves. Quotes are
// flattened, numbers of lists are read again from the source (the parser keeps only the first), indented lines are text:
// clerks indent, and columns of a pasted page do too.
#define CMARK_NO_SHORT_NAMES // its NODE_ITEM is not ours
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <string.h>

#include "compiler/syntax/reader.h"
#include "compiler/syntax/words.h"
#include "grammar/rules.h"

void syntax_start(void) {
  cmark_gfm_core_extensions_ensure_registered();
}

enum { NO_MARK = UINT32_MAX };

// Where the walk stands.
struct walk {
  struct reader *reader;
  int depth;               // of lists
  uint32_t bullet, number; // input offsets of marks of items entered, not yet given to a leaf; else NO_MARK
  bool in_leaf;            // inline content is being read
  size_t start;            // input offset of the leaf, its mark included
  char leaf_bullet;
  struct table *table;
  struct str note; // label of the footnote around; empty outside
  struct text note_text;
  struct span note_span;
};

static bool is_type(cmark_node *node, const char *name) {
  return strcmp(cmark_node_get_type_string(node), name) == 0;
}

static cmark_node *parse(struct str text) {
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
  static const char *const extensions[] = { "table", "strikethrough" };
  for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
  cmark_parser_feed(parser, text.p, text.n);
  cmark_node *document = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  return document;
}

static int count_lines(const char *literal) {
  int lines = 0;
  for (const char *p = literal; p && *p; p++)
    lines += *p == '\n' || (*p != '\n' && !p[1]);
  return lines;
}

// Indented “code” loses its indentation, so that a second pass reads it as the text it is.
static void undo_indent(struct reader *reader, cmark_node *code, struct input_edits *edits) {
  const struct input *input = reader->input;
  size_t keep = (size_t)(cmark_node_get_start_column(code) > 5 ? cmark_node_get_start_column(code) - 5 : 0);
  int first = cmark_node_get_start_line(code);
  int lines = count_lines(cmark_node_get_literal(code));
  for (int line = first; line < first + lines; line++) {
    size_t start = input_place(input, line, 1), end = input_line_end(input, start);
    size_t at = start;
    while (at < end && at - start < keep && input->text.p[at] != '\t')
      at++;
    size_t from = at;
    while (at < end && (input->text.p[at] == ' ' || input->text.p[at] == '\t'))
      at++;
    if (at > from)
      vec_push(reader->arena, &edits->list, (struct input_edit){ from, at - from, { 0 } });
  }
}

static bool is_indented_code(cmark_node *node) {
  int length, offset;
  char character;
  return cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK &&
         !cmark_node_get_fenced(node, &length, &offset, &character);
}

// The document, read a second time when it had indented lines.
static cmark_node *parse_body(struct reader *reader) {
  cmark_node *document = parse(reader->input->text);
  struct input_edits edits = { 0 };
  cmark_iter *iter = cmark_iter_new(document);
  for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node *node = cmark_iter_get_node(iter);
    if (event == CMARK_EVENT_ENTER && is_indented_code(node))
      undo_indent(reader, node, &edits);
    if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH && event == CMARK_EVENT_ENTER)
      cmark_iter_reset(iter, node, CMARK_EVENT_EXIT); // its words do not matter here
  }
  cmark_iter_free(iter);
  if (!edits.list.n)
    return document;
  cmark_node_free(document);
  reader->layout = true;
  reader->input = input_change(reader->arena, reader->input, &edits);
  return parse(reader->input->text);
}

static struct block *add_block(struct walk *walk, enum block_kind kind, struct span span) {
  struct block *block = vec_add(walk->reader->arena, &walk->reader->blocks);
  *block = (struct block){ .kind = kind, .zone = ZONE_BODY, .span = span_ordered(span), .depth = walk->depth };
  return block;
}

// Offset of a node's first byte, never before the cursor: the parser's positions of tables and of what stands before
// them on the same paragraph are not to be trusted.
static size_t node_start(const struct walk *walk, cmark_node *node) {
  size_t at = input_place(walk->reader->input, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
  return at > walk->reader->at ? at : walk->reader->at;
}

static size_t node_limit(const struct walk *walk, cmark_node *node, size_t from) {
  const struct input *input = walk->reader->input;
  size_t end = input_line_end(input, input_place(input, cmark_node_get_end_line(node), 1));
  return end > from ? end : input->text.n;
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Length of the number “12.” at `at` of the input.
static size_t number_length(const struct input *input, size_t at) {
  size_t n = 0;
  while (at + n < input->text.n && is_digit(input->text.p[at + n]))
    n++;
  return n ? n + 1 : 0;
}

// The marks of the items around, given to the first leaf in them: a bullet to the block, a number to its text.
static void take_marks(struct walk *walk) {
  struct reader *reader = walk->reader;
  const struct input *input = reader->input;
  walk->leaf_bullet = 0;
  if (walk->number != NO_MARK) {
    size_t n = number_length(input, walk->number);
    inlines_literal(reader, walk->number, n, 0);
    draft_space(&reader->draft, input_source(input, walk->number + n));
    walk->start = walk->number;
  }
  if (walk->bullet != NO_MARK) {
    walk->leaf_bullet = input->text.p[walk->bullet];
    walk->start = walk->bullet;
  }
  walk->bullet = walk->number = NO_MARK;
}

static void begin_leaf(struct walk *walk, size_t start, size_t limit) {
  walk->start = start;
  inlines_begin(walk->reader, start, limit);
  take_marks(walk);
}

static struct block *add_text_block(struct walk *walk, enum block_kind kind) {
  struct reader *reader = walk->reader;
  struct text text = draft_text(&reader->draft, reader->arena);
  struct span span = { input_source(reader->input, walk->start), 0 };
  if (text.s.n && !walk->leaf_bullet && kind != BLOCK_HEADING)
    span.start = text_offset(&text, 0);
  span.end = text.s.n ? text_span(&text, 0, text.s.n).end : span.start + (walk->leaf_bullet != 0);
  struct block *block = add_block(walk, kind, span);
  block->text = text;
  block->bullet = walk->leaf_bullet;
  return block;
}

// A number that no leaf took (“1.” alone) keeps its words as a block of its own; an empty bullet has none.
static void drop_marks(struct walk *walk) {
  if (walk->number != NO_MARK) {
    begin_leaf(walk, walk->number, walk->number);
    add_text_block(walk, BLOCK_PARAGRAPH);
  }
  walk->bullet = walk->number = NO_MARK;
}

static void enter_item(struct walk *walk, cmark_node *item) {
  const struct input *input = walk->reader->input;
  bool ordered = cmark_node_get_list_type(cmark_node_parent(item)) == CMARK_ORDERED_LIST;
  if (!ordered || walk->number != NO_MARK)
    drop_marks(walk); // “- 1. text” keeps both its marks
  size_t at = input_place(input, cmark_node_get_start_line(item), cmark_node_get_start_column(item));
  while (at < input->text.n && (input->text.p[at] == ' ' || input->text.p[at] == '\t'))
    at++;
  if (ordered)
    walk->number = (uint32_t)at;
  else
    walk->bullet = (uint32_t)at;
}

// An underlined heading is one only if it looks like a title: rules of dashes stand under anything.
static bool is_title(struct str s) {
  return s.n && s.n <= 300 && str_find_byte(s, '\n', 0) == SIZE_MAX && !strchr(".;:,!?-", s.p[s.n - 1]);
}

// Text of a footnote: its paragraphs, one per line.
static void add_note_text(struct walk *walk) {
  struct reader *reader = walk->reader;
  struct text text = draft_text(&reader->draft, reader->arena);
  if (!text.s.n)
    return;
  uint32_t end = text_span(&text, 0, text.s.n).end;
  if (walk->note_text.s.n) {
    draft_clear(&reader->draft);
    draft_append(&reader->draft, &walk->note_text);
    inlines_break(reader, reader->at);
    draft_append(&reader->draft, &text);
    text = draft_text(&reader->draft, reader->arena);
  }
  walk->note_text = text;
  walk->note_span.end = end;
}

// The parser takes definitions of links, “[name]: url”, off the start of a paragraph; its words begin below them.
static size_t skip_definitions(const struct walk *walk, cmark_node *node, size_t start) {
  const struct input *input = walk->reader->input;
  cmark_node *first = cmark_node_first_child(node);
  const char *literal = first && cmark_node_get_type(first) == CMARK_NODE_TEXT ? cmark_node_get_literal(first) : NULL;
  while (start < input->text.n && input->text.p[start] == '[' && first && !(literal && literal[0] == '[')) {
    size_t end = input_line_end(input, start);
    if (str_find(str_slice(input->text, 0, end), STR("]:"), start) == SIZE_MAX)
      break;
    for (start = end; start < input->text.n && strchr(" \t\r\n>", input->text.p[start]) && input->text.p[start];)
      start++;
  }
  return start;
}

static void leaf_event(struct walk *walk, cmark_node *node, bool entering) {
  struct reader *reader = walk->reader;
  walk->in_leaf = entering;
  if (entering) {
    size_t start = skip_definitions(walk, node, node_start(walk, node));
    begin_leaf(walk, start, node_limit(walk, node, start));
    return;
  }
  if (walk->note.n) {
    add_note_text(walk);
    return;
  }
  if (cmark_node_get_type(node) != CMARK_NODE_HEADING) {
    if (reader->draft.s.n || walk->leaf_bullet)
      add_text_block(walk, BLOCK_PARAGRAPH);
    return;
  }
  struct block *block = add_text_block(walk, BLOCK_HEADING);
  block->level = cmark_node_get_heading_level(node);
  bool underlined = reader->source->text.p[block->span.start] != '#' && !block->bullet;
  if (underlined && (!is_title(block->text.s) || block->span.start < reader->front_end)) {
    block->kind = BLOCK_PARAGRAPH;
    block->level = 0;
  }
}

// Lines of the input as they stand, from the 1-based line on.
static void literal_lines(struct walk *walk, int first, int lines, unsigned style) {
  struct reader *reader = walk->reader;
  for (int line = first; line < first + lines; line++) {
    size_t at = input_place(reader->input, line, 1), end = input_line_end(reader->input, at);
    while (at < end && (reader->input->text.p[at] == ' ' || reader->input->text.p[at] == '\t'))
      at++;
    if (line > first)
      inlines_break(reader, at);
    inlines_literal(reader, at, end - at, style);
    reader->at = end;
  }
  if (reader->draft.s.n)
    add_text_block(walk, BLOCK_PARAGRAPH);
}

static void code_block(struct walk *walk, cmark_node *node) {
  size_t start = node_start(walk, node);
  int length, offset;
  char character;
  bool fenced = cmark_node_get_fenced(node, &length, &offset, &character);
  begin_leaf(walk, start, start);
  literal_lines(walk, cmark_node_get_start_line(node) + fenced, count_lines(cmark_node_get_literal(node)),
                fenced ? TEXT_CODE : 0);
}

// HTML as a block is text around its tags; comments are none of the plan's words.
static void html_block(struct walk *walk, cmark_node *node) {
  struct reader *reader = walk->reader;
  size_t start = node_start(walk, node);
  int first = cmark_node_get_start_line(node), lines = count_lines(cmark_node_get_literal(node));
  size_t end = input_line_end(reader->input, input_place(reader->input, first + lines - 1, 1));
  begin_leaf(walk, start, end);
  inlines_html(reader, start, end);
  reader->at = end;
  if (words_any((struct str){ reader->draft.s.at, reader->draft.s.n }))
    add_text_block(walk, BLOCK_PARAGRAPH);
}

static void table_event(struct walk *walk, cmark_node *node, bool entering) {
  struct reader *reader = walk->reader;
  if (!entering) {
    struct block *block = vec_last(&reader->blocks);
    block->span.end = input_source(reader->input, node_limit(walk, node, reader->at));
    block->span = span_ordered(block->span);
    walk->table = NULL;
    return;
  }
  size_t start = node_start(walk, node);
  while (start < reader->input->text.n && strchr(" \t\r\n", reader->input->text.p[start]) &&
         reader->input->text.p[start])
    start++;
  walk->start = reader->at = start;
  draft_clear(&reader->draft);
  drop_marks(walk);
  uint32_t from = input_source(reader->input, walk->start);
  struct block *block = add_block(walk, BLOCK_TABLE, (struct span){ from, from });
  block->bullet = walk->leaf_bullet;
  block->table = walk->table = arena_new(reader->arena, struct table);
  walk->table->columns = cmark_gfm_extensions_get_table_columns(node);
  const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(node);
  for (size_t i = 0; i < walk->table->columns; i++)
    vec_push(reader->arena, &walk->table->aligns, (char)aligns[i]);
}

// Rows are found by their line; the first has none that can be trusted, there the cursor serves.
static void row_event(struct walk *walk, cmark_node *node, bool entering) {
  struct reader *reader = walk->reader;
  struct table *table = walk->table;
  if (entering) {
    if (table->rows)
      reader->at = node_start(walk, node);
    return;
  }
  table->rows++;
  while (table->cells.n < table->rows * table->columns)
    vec_add(reader->arena, &table->cells);
  table->cells.n = table->rows * table->columns;
}

static void cell_event(struct walk *walk, cmark_node *node, bool entering) {
  struct reader *reader = walk->reader;
  walk->in_leaf = entering;
  if (entering) {
    begin_leaf(walk, reader->at,
               walk->table->rows ? node_limit(walk, cmark_node_parent(node), reader->at) : reader->input->text.n);
    return;
  }
  struct cell *cell = vec_add(reader->arena, &walk->table->cells);
  cell->text = draft_text(&reader->draft, reader->arena);
  uint32_t here = input_source(reader->input, reader->at);
  cell->span = cell->text.s.n ? text_span(&cell->text, 0, cell->text.s.n) : (struct span){ here, here };
}

static void note_event(struct walk *walk, cmark_node *node, bool entering) {
  struct reader *reader = walk->reader;
  const struct input *input = reader->input;
  if (entering) {
    size_t line = input_place(input, cmark_node_get_start_line(node), 1), end = input_line_end(input, line);
    struct str text = str_slice(input->text, 0, end);
    size_t open = str_find(text, STR("[^"), line), close = str_find(text, STR("]:"), line);
    reader->at = line;
    walk->note = open < close && close < end ? str_slice(text, open + 2, close) : STR("?");
    walk->note_text = (struct text){ 0 };
    walk->note_span.start = walk->note_span.end = input_source(input, open < end ? open : line);
    if (open < close && close < end)
      reader_cover(reader, open, close);
    return;
  }
  struct str label = str_copy(reader->arena, walk->note);
  vec_push(reader->arena, &reader->syntax->notes,
           (struct note){ .label = label, .text = walk->note_text, .span = walk->note_span });
  struct block *block = add_block(walk, BLOCK_NOTE, walk->note_span);
  block->text = walk->note_text;
  block->note = label;
  walk->note = (struct str){ 0 };
}

static void rule_block(struct walk *walk, cmark_node *node) {
  size_t start = node_start(walk, node);
  drop_marks(walk);
  walk->reader->at = input_line_end(walk->reader->input, start);
  add_block(
      walk, BLOCK_RULE,
      (struct span){ input_source(walk->reader->input, start), input_source(walk->reader->input, walk->reader->at) });
}

static void extension_event(struct walk *walk, cmark_node *node, bool entering) {
  if (is_type(node, "table"))
    table_event(walk, node, entering);
  else if (walk->table && (is_type(node, "table_row") || is_type(node, "table_header")))
    row_event(walk, node, entering);
  else if (walk->table && is_type(node, "table_cell"))
    cell_event(walk, node, entering);
}

static void block_event(struct walk *walk, cmark_node *node, bool entering) {
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_LIST:
    walk->depth += entering ? 1 : -1;
    break;
  case CMARK_NODE_ITEM:
    entering ? enter_item(walk, node) : drop_marks(walk);
    break;
  case CMARK_NODE_PARAGRAPH:
  case CMARK_NODE_HEADING:
    leaf_event(walk, node, entering);
    break;
  case CMARK_NODE_CODE_BLOCK:
    code_block(walk, node);
    break;
  case CMARK_NODE_HTML_BLOCK:
    html_block(walk, node);
    break;
  case CMARK_NODE_THEMATIC_BREAK:
    rule_block(walk, node);
    break;
  case CMARK_NODE_FOOTNOTE_DEFINITION:
    note_event(walk, node, entering);
    break;
  default:
    extension_event(walk, node, entering);
  }
}

void blocks_read(struct reader *reader, size_t from) {
  reader->input = input_open(reader->arena, reader->source, from, reader->diags);
  cmark_node *document = parse_body(reader);
  struct walk walk = { .reader = reader, .bullet = NO_MARK, .number = NO_MARK };
  cmark_iter *iter = cmark_iter_new(document);
  for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node *node = cmark_iter_get_node(iter);
    cmark_node_type type = cmark_node_get_type(node);
    bool leaf_itself = type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || is_type(node, "table_cell");
    if (walk.in_leaf && !leaf_itself)
      inlines_event(reader, node, event == CMARK_EVENT_ENTER);
    else if (type != CMARK_NODE_DOCUMENT)
      block_event(&walk, node, event == CMARK_EVENT_ENTER);
  }
  cmark_iter_free(iter);
  cmark_node_free(document);
}
