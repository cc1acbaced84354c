// The phase prints itself: one line for each block or node.
#include "compiler/syntax/syntax.h"
#include "runtime/base/utf8.h"

static const char *const scheme_names[SCHEMES] = {
  [SCHEME_NONE] = "none",       [SCHEME_PART] = "part",         [SCHEME_CHAPTER] = "chapter",
  [SCHEME_SECTION] = "section", [SCHEME_ARTICLE] = "article",   [SCHEME_ROMAN] = "roman",
  [SCHEME_ARABIC] = "arabic",   [SCHEME_DECIMAL2] = "decimal2", [SCHEME_DECIMAL3] = "decimal3",
  [SCHEME_LETTER] = "letter",   [SCHEME_DASH] = "dash",         [SCHEME_PLUS] = "plus",
  [SCHEME_STAR] = "star",       [SCHEME_ANNEX] = "annex",
};

static const char *const zone_names[] = {
  [ZONE_HEADER] = "header",       [ZONE_BODY] = "body",   [ZONE_RECIPIENTS] = "recipients",
  [ZONE_SIGNATURE] = "signature", [ZONE_ANNEX] = "annex", [ZONE_NOISE] = "noise",
};

static const char *const block_names[] = {
  [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_HEADING] = "heading", [BLOCK_TABLE] = "table",
  [BLOCK_NOTE] = "note",           [BLOCK_RULE] = "rule",
};

static void print_place(const struct source *source, uint32_t offset, struct buf *out) {
  struct place place = source_place(source, offset);
  buf_printf(out, "%u:%u", place.line, place.column);
}

// The text on one line, shortened.
static void print_text(struct str s, struct buf *out) {
  enum { CHARACTERS = 72 };
  size_t count = 0;
  buf_text(out, " “");
  for (size_t at = 0; at < s.n;) {
    if (count++ == CHARACTERS) {
      buf_text(out, "…");
      break;
    }
    size_t from = at;
    uint32_t c = utf8_next(s, &at);
    if (c == '\n')
      buf_text(out, "⏎");
    else if (c < ' ')
      buf_text(out, "�");
    else
      buf_add(out, s.p + from, at - from);
  }
  buf_text(out, "”");
}

static void print_table(const struct table *table, struct buf *out) {
  buf_printf(out, " %zu×%zu", table->rows, table->columns);
  for (size_t i = 0; i < table->columns && i < 6 && i < table->cells.n; i++)
    print_text(table->cells.at[i].text.s, out);
}

static void print_entry(const struct syntax *syntax, const struct entry *entry, int depth, struct buf *out) {
  static const char *const kinds[] = { [ENTRY_SCALAR] = "scalar", [ENTRY_LIST] = "list", [ENTRY_MAP] = "map" };
  print_place(syntax->source, entry->span.start, out);
  buf_printf(out, "%*s entry %s %s", 2 * depth, "", kinds[entry->kind], entry->from_body ? "body" : "front");
  if (entry->bare.n)
    buf_printf(out, " [" STR_FMT "]", STR_ARG(entry->bare));
  if (entry->kind == ENTRY_SCALAR)
    print_text(entry->value.s, out);
  buf_byte(out, '\n');
}

// Entries are nested at most as deep as front matter may be, so the way down is a small array.
static void print_entries(const struct syntax *syntax, struct buf *out) {
  enum { DEPTH = 17 };
  struct {
    const struct entry *list;
    size_t next, n;
  } way[DEPTH] = { { syntax->entries.at, 0, syntax->entries.n } };
  for (int depth = 0; depth >= 0;) {
    if (way[depth].next == way[depth].n) {
      depth--;
      continue;
    }
    const struct entry *entry = &way[depth].list[way[depth].next++];
    print_entry(syntax, entry, depth, out);
    if (entry->children.n && depth + 1 < DEPTH) {
      depth++;
      way[depth].list = entry->children.at;
      way[depth].next = 0;
      way[depth].n = entry->children.n;
    }
  }
}

void syntax_print_blocks(const struct syntax *syntax, struct buf *out) {
  print_entries(syntax, out);
  for (size_t i = 0; i < syntax->blocks.n; i++) {
    const struct block *block = &syntax->blocks.at[i];
    print_place(syntax->source, block->span.start, out);
    buf_printf(out, " %s %s", block_names[block->kind], zone_names[block->zone]);
    if (block->level)
      buf_printf(out, " level %d", block->level);
    if (block->depth)
      buf_printf(out, " depth %d", block->depth);
    if (block->bullet)
      buf_printf(out, " %c", block->bullet);
    if (block->note.n)
      buf_printf(out, " [^" STR_FMT "]", STR_ARG(block->note));
    if (block->table)
      print_table(block->table, out);
    else if (block->text.s.n)
      print_text(block->text.s, out);
    buf_byte(out, '\n');
  }
}

static void print_node(const struct syntax *syntax, const struct node *node, int depth, struct buf *out) {
  static const char *const kinds[] = { [NODE_ITEM] = "item", [NODE_PARAGRAPH] = "paragraph", [NODE_TABLE] = "table" };
  print_place(syntax->source, node->span.start, out);
  buf_printf(out, "%*s %s", 2 * depth, "", kinds[node->kind]);
  if (node->label.scheme != SCHEME_NONE)
    buf_printf(out, " %s [" STR_FMT "]", scheme_names[node->label.scheme], STR_ARG(node->label.written));
  if (node->heading)
    buf_text(out, " heading");
  if (node->id.n)
    buf_printf(out, " #" STR_FMT, STR_ARG(node->id));
  if (node->stated_kind.n)
    buf_printf(out, " {" STR_FMT "}", STR_ARG(node->stated_kind));
  if (node->table)
    print_table(node->table, out);
  else
    print_text(node->text.s, out);
  buf_byte(out, '\n');
}

void syntax_print_tree(const struct syntax *syntax, struct buf *out) {
  int depth = 0;
  for (const struct node *node = syntax->root->first; node;) {
    print_node(syntax, node, depth < 40 ? depth : 40, out);
    if (node->first) {
      node = node->first;
      depth++;
      continue;
    }
    while (node && !node->next) {
      node = node->parent;
      depth--;
    }
    node = node ? node->next : NULL;
  }
}
