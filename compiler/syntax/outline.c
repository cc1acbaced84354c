// Outline (bố cục): blocks become a tree. Numbers decide, Markdown's heading levels only where there are none: clerks type
// “## 2.” after “#### 1.”. The walk keeps the open items on a stack; nothing recurses.
#include "compiler/syntax/reader.h"
#include "compiler/syntax/terms.h"
#include "compiler/syntax/words.h"
#include <string.h>

#include "runtime/base/utf8.h"

// An item that may still get children.
struct open {
  struct node *node;
  enum scheme scheme;
  int depth;  // of Markdown lists
  bool colon; // a paragraph that announces the bullets below it
};

struct build {
  struct arena *arena;
  struct reader *reader;
  struct node *root;
  VEC(struct open) stack; // the root is not on it
  bool unfinished;        // the last block ended in the middle of a sentence
};

// Outermost first. Annexes stand outside everything else.
static int rank(enum scheme scheme) {
  return scheme == SCHEME_ANNEX ? 0 : (int)scheme;
}

static bool is_bullet(enum scheme scheme) {
  return scheme == SCHEME_DASH || scheme == SCHEME_PLUS || scheme == SCHEME_STAR;
}

static void pop(struct build *build) {
  struct node *node = vec_last(&build->stack)->node;
  if (node->last && node->last->end > node->end)
    node->end = node->last->end;
  build->stack.n--;
}

static void pop_to(struct build *build, size_t size) {
  while (build->stack.n > size)
    pop(build);
}

static struct node *innermost(const struct build *build) {
  return build->stack.n ? vec_last(&build->stack)->node : build->root;
}

static void append(struct node *parent, struct node *node) {
  node->parent = parent;
  node->previous = parent->last;
  if (parent->last)
    parent->last->next = node;
  else
    parent->first = node;
  parent->last = node;
}

// ---- Attributes

// The last “{…}” of s: where it begins, or SIZE_MAX.
static size_t attribute_start(struct str s) {
  if (!s.n || s.p[s.n - 1] != '}')
    return SIZE_MAX;
  for (size_t at = s.n - 1; at-- > 0 && s.n - at < 200;)
    if (s.p[at] == '{')
      return at;
    else if (s.p[at] == '}' || s.p[at] == '\n')
      break;
  return SIZE_MAX;
}

static size_t trim_end(struct str s) {
  return (size_t)(str_trim(s).p + str_trim(s).n - s.p);
}

// Takes {#id} off the end of the text, and {loại mục} off a heading.
static void read_attributes(struct build *build, struct node *node) {
  for (size_t at; (at = attribute_start(node->text.s)) != SIZE_MAX;) {
    struct str inner = str_trim(str_slice(node->text.s, at + 1, node->text.s.n - 1));
    bool id = inner.n > 1 && inner.p[0] == '#' && str_find_byte(inner, ' ', 0) == SIZE_MAX;
    if (id && !node->id.n) {
      node->id = str_slice(inner, 1, inner.n);
      size_t from = (size_t)(inner.p + 1 - node->text.s.p);
      node->id_span = text_span(&node->text, from, from + node->id.n);
    } else if (!id && inner.n && node->level && !node->stated_kind.n) {
      node->stated_kind = inner;
    } else {
      return;
    }
    node->text = text_part(build->arena, &node->text, 0, trim_end(str_slice(node->text.s, 0, at)));
  }
}

// ---- Placing

// Whether `next` continues the numbers of `label`.
static bool follows(const struct label *label, const struct label *next) {
  size_t n = label->count;
  return n && n == next->count && next->numbers[n - 1] == label->numbers[n - 1] + 1;
}

static bool starts_over(const struct label *label) {
  return label->count && label->numbers[label->count - 1] == 1;
}

// Whether a number may look for its sibling past the heading without number at stack index i: where the numbers go on
// there, or Markdown puts it above that heading.
static bool passes(const struct build *build, size_t i, const struct node *node) {
  const struct open *heading = &build->stack.at[i];
  if (node->level && node->level <= heading->node->level)
    return true;
  while (i-- > 0)
    if (build->stack.at[i].scheme == node->label.scheme)
      return follows(&build->stack.at[i].node->label, &node->label);
  return false;
}

// Whether the new item begins a list of its own inside the open one of the same scheme.
static bool is_inside(const struct open *open, const struct node *node, int depth) {
  bool nested = depth > open->depth && open->depth > 0 && !follows(&open->node->label, &node->label);
  bool below_title = open->node->level && !node->level && starts_over(&node->label);
  return nested || below_title;
}

// The open item that the new one stands beside, or SIZE_MAX. An item of an outer list, and for a heading one that is a
// heading, is preferred to the innermost.
static size_t find_sibling(const struct build *build, const struct node *node, int depth) {
  enum scheme scheme = node->label.scheme;
  size_t second_best = SIZE_MAX;
  for (size_t i = build->stack.n; i-- > 0;) {
    const struct open *open = &build->stack.at[i];
    bool plain_heading = open->scheme == SCHEME_NONE && open->node->level && !is_bullet(scheme);
    if (open->scheme == SCHEME_ANNEX || (plain_heading && !passes(build, i, node)))
      break;
    if (open->scheme != scheme)
      continue;
    if (is_inside(open, node, depth))
      break;
    bool inner_list = depth > 0 && depth < open->depth, no_heading = node->level && !open->node->level;
    if (!inner_list && !no_heading)
      return i;
    second_best = second_best == SIZE_MAX ? i : second_best;
  }
  return second_best;
}

// Items to keep open for one with a label that has no open sibling.
static size_t find_parent(const struct build *build, const struct node *node, int depth) {
  enum scheme scheme = node->label.scheme;
  size_t size = build->stack.n;
  for (; size; size--) {
    const struct open *open = &build->stack.at[size - 1];
    bool nested = depth > open->depth && open->depth > 0;
    if (open->scheme == SCHEME_NONE) {
      if (open->colon ? is_bullet(scheme) : !node->level || node->level > open->node->level)
        break;
    } else if (rank(open->scheme) < rank(scheme) || (open->scheme == scheme && open->node->level && !node->level) ||
               nested) {
      break;
    }
  }
  return size;
}

// Items to keep open for a heading without number.
static size_t find_heading_parent(const struct build *build, int level) {
  size_t size = build->stack.n;
  while (size) {
    const struct node *open = build->stack.at[size - 1].node;
    if (open->level ? open->level < level : build->stack.at[size - 1].scheme == SCHEME_ANNEX)
      break;
    size--;
  }
  return size;
}

static void push(struct build *build, struct node *node, int depth, bool colon) {
  append(innermost(build), node);
  vec_push(build->arena, &build->stack,
           (struct open){ .node = node, .scheme = node->label.scheme, .depth = depth, .colon = colon });
}

static void place_item(struct build *build, struct node *node, int depth) {
  if (node->label.scheme == SCHEME_NONE) {
    pop_to(build, find_heading_parent(build, node->level));
  } else if (node->label.scheme == SCHEME_ANNEX) {
    pop_to(build, 0);
  } else {
    size_t sibling = find_sibling(build, node, depth);
    pop_to(build, sibling != SIZE_MAX ? sibling : find_parent(build, node, depth));
  }
  push(build, node, depth, false);
}

static bool ends_with_colon(struct str s) {
  s = str_trim(s);
  return s.n && s.p[s.n - 1] == ':';
}

static bool begins_lower(struct str s) {
  size_t next;
  uint32_t c = words_char(s, 0, &next);
  return uni_is_letter(c) && !uni_is_upper(c);
}

// A paragraph or table belongs to the item around it; bullets end before it unless it goes on with them.
static void place_leaf(struct build *build, struct node *node, int depth) {
  bool goes_on = build->unfinished && begins_lower(node->text.s);
  if (node->kind == NODE_PARAGRAPH && !depth && term_match(TERM_CONCLUSION, node->text.s, 0) != SIZE_MAX)
    while (build->stack.n && rank(vec_last(&build->stack)->scheme) > rank(SCHEME_ROMAN))
      pop(build); // the last sentence of the plan is not its last agency's
  while (build->stack.n && !goes_on) {
    const struct open *open = vec_last(&build->stack);
    bool announced = open->colon || (node->kind == NODE_TABLE && ends_with_colon(open->node->text.s));
    if (!(is_bullet(open->scheme) || open->colon) || (depth >= open->depth && open->depth > 0 && depth > 0) ||
        (announced && node->kind == NODE_TABLE))
      break;
    pop(build);
  }
  if (node->kind == NODE_PARAGRAPH && ends_with_colon(node->text.s))
    push(build, node, depth, true);
  else
    append(innermost(build), node);
}

// ---- Blocks to nodes

static bool is_bold(const struct text *text) {
  for (size_t i = 0; i < text->runs.n; i++) {
    const struct text_run *run = &text->runs.at[i];
    if (run->kind == TEXT_WORDS && !(run->style & TEXT_BOLD) && words_any(str_slice(text->s, run->from, run->to)))
      return false;
  }
  return text->runs.n > 0;
}

static bool is_title_line(const struct block *block) {
  const struct text *text = &block->text;
  if (block->kind == BLOCK_TABLE || !text->s.n || text->s.n > 900)
    return false;
  return block->kind == BLOCK_HEADING || is_bold(text) || text_is_upper(text->s);
}

static struct label bullet_label(const struct reader *reader, const struct block *block) {
  static const struct {
    char sign;
    enum scheme scheme;
  } bullets[] = {
    { '-', SCHEME_DASH },
    { '+', SCHEME_PLUS },
    { '*', SCHEME_STAR },
  };
  struct label label = { 0 };
  for (size_t i = 0; i < 3; i++)
    if (bullets[i].sign == block->bullet)
      label.scheme = bullets[i].scheme;
  label.span = (struct span){ block->span.start, block->span.start + 1 };
  label.written = source_slice(reader->source, label.span);
  return label;
}

// Titles that stand on lines of their own below “PHẦN I”, “PHỤ LỤC”.
static bool takes_title(const struct node *node) {
  return !node->text.s.n && node->label.scheme != SCHEME_NONE &&
         (node->label.scheme <= SCHEME_ROMAN || node->label.scheme == SCHEME_ANNEX);
}

static size_t take_title(struct build *build, struct node *node, size_t next) {
  const struct reader *reader = build->reader;
  struct draft *draft = &build->reader->draft;
  enum { TITLE_LINES = 4 };
  struct label label;
  size_t taken = 0;
  draft_clear(draft);
  for (; next + taken < reader->blocks.n && taken < TITLE_LINES; taken++) {
    const struct block *block = &reader->blocks.at[next + taken];
    if (block->zone != ZONE_BODY && block->zone != ZONE_ANNEX)
      break;
    if (block->bullet || !is_title_line(block) || label_read(block->text.s, &label) || block->text.s.p[0] == '(')
      break;
    if (taken)
      draft_space(draft, block->span.start);
    draft_append(draft, &block->text);
    node->end = block->span.end > node->end ? block->span.end : node->end;
  }
  if (taken)
    node->text = draft_text(draft, build->arena);
  return taken;
}

static struct node *new_node(struct build *build, const struct block *block) {
  struct node *node = arena_new(build->arena, struct node);
  node->kind = block->kind == BLOCK_TABLE ? NODE_TABLE : NODE_PARAGRAPH;
  node->span = block->span;
  node->end = block->span.end;
  node->block = block;
  node->text = draft_squeeze(&build->reader->draft, build->arena, &block->text);
  node->table = block->table;
  node->level = block->kind == BLOCK_HEADING ? block->level : 0;
  return node;
}

static void read_label(struct build *build, struct node *node) {
  const struct block *block = node->block;
  if (block->kind == BLOCK_TABLE)
    return;
  if (block->bullet) {
    node->label = bullet_label(build->reader, block);
  } else {
    size_t n = label_read(node->text.s, &node->label);
    node->label.span = n ? text_span(&node->text, 0, n) : node->label.span;
    node->text = n ? text_part(build->arena, &node->text, text_skip_space(&node->text, n), node->text.s.n) : node->text;
  }
  bool labelled = node->label.scheme != SCHEME_NONE;
  if (is_bullet(node->label.scheme))
    node->level = 0;
  node->kind = labelled || node->level ? NODE_ITEM : NODE_PARAGRAPH;
  bool outer = labelled && (node->label.scheme <= SCHEME_ROMAN || node->label.scheme == SCHEME_ANNEX);
  bool bold = labelled && !is_bullet(node->label.scheme) && node->text.s.n < 300 && is_bold(&node->text);
  node->heading = node->level || outer || bold;
}

// The number of blocks that the node took.
static size_t add_block(struct build *build, size_t index) {
  const struct block *block = &build->reader->blocks.at[index];
  struct node *node = new_node(build, block);
  read_label(build, node);
  read_attributes(build, node);
  size_t taken = takes_title(node) ? take_title(build, node, index + 1) : 0;
  if (taken)
    read_attributes(build, node);
  if (node->kind == NODE_ITEM)
    place_item(build, node, block->depth);
  else
    place_leaf(build, node, block->depth);
  struct str s = str_trim(block->text.s);
  build->unfinished = s.n && !strchr(".;:!?", s.p[s.n - 1]);
  return 1 + taken;
}

// A short numbered line with something below it is a title, even in plain letters.
static void mark_titles(struct node *root) {
  for (struct node *node = root->first; node;) {
    struct str s = str_trim(node->text.s);
    if (node->kind == NODE_ITEM && !is_bullet(node->label.scheme) && node->first && s.n && s.n <= 160 &&
        !strchr(".;,", s.p[s.n - 1]))
      node->heading = true;
    if (node->first) {
      node = node->first;
      continue;
    }
    while (node && !node->next)
      node = node->parent;
    node = node ? node->next : NULL;
  }
}

void outline_read(struct reader *reader) {
  struct build build = { .arena = reader->arena, .reader = reader };
  build.root = arena_new(reader->arena, struct node);
  for (size_t i = 0; i < reader->blocks.n;) {
    const struct block *block = &reader->blocks.at[i];
    bool shown = (block->zone == ZONE_BODY || block->zone == ZONE_ANNEX) && block->kind != BLOCK_RULE &&
                 block->kind != BLOCK_NOTE;
    i += shown ? add_block(&build, i) : 1;
  }
  pop_to(&build, 0);
  build.root->span.end = build.root->end = (uint32_t)reader->source->text.n;
  mark_titles(build.root);
  reader->syntax->root = build.root;
}
