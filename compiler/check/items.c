// The tree of items: the outline of the source with what each part is. Titles are told from running text here.
#include "compiler/check/reader.h"

enum {
  SENTENCE_WORDS = 12,   // a heading that is longer and ends with a stop is a sentence
  SHORT_TITLE_WORDS = 30 // a numbered line that is no heading and has parts below it
};

// ---- the tree

static void attach(struct item *parent, struct item *item) {
  item->parent = parent;
  item->previous = parent->last;
  if (parent->last)
    parent->last->next = item;
  else
    parent->first = item;
  parent->last = item;
}

struct item *plan_next(const struct plan *plan, const struct item *item) {
  if (!item)
    return plan->root->first;
  if (item->first)
    return item->first;
  while (item != plan->root && !item->next)
    item = item->parent;
  return item == plan->root ? NULL : item->next;
}

// ---- what an item is

static bool is_division(enum scheme scheme) {
  return scheme == SCHEME_PART || scheme == SCHEME_CHAPTER || scheme == SCHEME_SECTION || scheme == SCHEME_ROMAN ||
         scheme == SCHEME_ANNEX;
}

// Whether `parent` leaves room for a section below it: only the root, an annex and the divisions above I., II. do.
static bool holds_sections(const struct item *parent) {
  if (!parent->node || !parent->parent)
    return true;
  enum scheme scheme = parent->label.scheme;
  return scheme == SCHEME_PART || scheme == SCHEME_CHAPTER || scheme == SCHEME_ANNEX;
}

static enum item_kind kind_of(const struct node *node, const struct item *parent) {
  if (node->kind == NODE_TABLE)
    return ITEM_TABLE;
  if (node->kind == NODE_PARAGRAPH)
    return ITEM_PARAGRAPH;
  if (is_division(node->label.scheme))
    return ITEM_SECTION;
  bool outer = node->label.scheme == SCHEME_NONE || node->label.scheme == SCHEME_ARABIC;
  bool prominent = node->heading || text_is_upper(node->text.s);
  return outer && prominent && holds_sections(parent) ? ITEM_SECTION : ITEM_POINT;
}

static char last_byte(struct str s) {
  s = str_trim(s);
  return s.n ? s.p[s.n - 1] : 0;
}

static bool is_bullet(enum scheme scheme) {
  return scheme == SCHEME_DASH || scheme == SCHEME_PLUS || scheme == SCHEME_STAR;
}

// A title is set bold. A heading is one unless it is a numbered sentence (“1.1. Tuyên truyền … vững mạnh.”); so is a line
// that is bold as a whole, and a short numbered line with parts below it.
static bool is_title(const struct node *node, enum item_kind kind) {
  if (node->kind != NODE_ITEM)
    return false;
  if (kind == ITEM_SECTION)
    return true;
  char last = last_byte(node->text.s);
  bool stopped = last == '.' || last == ';';
  if (node->heading)
    return !(node->label.scheme != SCHEME_NONE && stopped && text_words(node->text.s) > SENTENCE_WORDS);
  if (is_bullet(node->label.scheme))
    return false;
  if (text_whole(&node->text, TEXT_BOLD))
    return true;
  bool open = stopped || last == ':' || last == ',';
  return node->first && !open && text_words(node->text.s) <= SHORT_TITLE_WORDS;
}

static struct item *item_of(struct reader *reader, const struct node *node, const struct item *parent) {
  struct item *item = arena_new(reader->arena, struct item);
  item->node = node;
  item->kind = kind_of(node, parent);
  item->label = node->label;
  item->number = node->label.written;
  item->title = is_title(node, item->kind);
  item->text = node->text;
  item->folded = text_fold(reader->arena, node->text.s);
  item->table = node->table;
  item->id = node->id;
  item->span = node->span;
  return item;
}

// Neighbours with one kind of number look alike. A heading that ends like a sentence is a title where most of the others
// are; a short numbered line with parts below it is text where most of the others are.
static void settle_titles(struct item *parent) {
  size_t titles[SCHEMES] = { 0 }, all[SCHEMES] = { 0 };
  for (const struct item *item = parent->first; item; item = item->next) {
    bool numbered = item->kind == ITEM_POINT && item->label.scheme < SCHEMES;
    all[item->label.scheme] += numbered;
    titles[item->label.scheme] += numbered && item->title;
  }
  for (struct item *item = parent->first; item; item = item->next) {
    enum scheme scheme = item->label.scheme;
    if (item->kind != ITEM_POINT || scheme == SCHEME_NONE || is_bullet(scheme))
      continue;
    if (item->node->level)
      item->title |= titles[scheme] * 2 > all[scheme];
    else if (!text_whole(&item->text, TEXT_BOLD))
      item->title &= titles[scheme] * 2 >= all[scheme];
  }
}

void items_read(struct reader *reader) {
  struct plan *plan = reader->plan;
  const struct node *root = reader->syntax->root;
  plan->root->node = root;
  struct item *parent = plan->root;
  for (const struct node *node = root->first; node;) {
    struct item *item = item_of(reader, node, parent);
    attach(parent, item);
    if (node->first) {
      parent = item;
      node = node->first;
      continue;
    }
    for (; node != root && !node->next; node = node->parent) {
      settle_titles(parent);
      parent = parent->parent;
    }
    node = node == root ? NULL : node->next;
  }
}

// ---- lead-in and legal bases (căn cứ)

void bases_read(struct reader *reader) {
  for (struct item *item = reader->plan->root->first; item; item = item->next) {
    if (item->kind == ITEM_SECTION || (item->kind == ITEM_POINT && !is_bullet(item->label.scheme)))
      break;
    if (item->kind == ITEM_TABLE)
      continue;
    item->lead_in = true;
    if (terms_at(reader->terms, TERMS_BASIS, item->folded.s, 0))
      vec_push(reader->arena, &reader->plan->bases, (struct basis){ item });
  }
}
