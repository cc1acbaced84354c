// The body: items in document order, each one paragraph named by its numbering scheme, or a table. The walk is flat; heading
// and list levels of the ancestors are kept by depth, so that depth costs nothing.
#include "compiler/lower/lowering.h"

#include <string.h>

#include "runtime/base/utf8.h"

// How an item looks: as a title, and as running text. `own_line`: the label stands on a line of its own above the title.
struct look {
  const char *title, *text, *own_line;
};

static const struct look looks[SCHEMES] = {
  [SCHEME_NONE] = { "section", "body", NULL },
  [SCHEME_PART] = { "part", "part", "part-title" },
  [SCHEME_CHAPTER] = { "chapter", "chapter", "chapter-title" },
  [SCHEME_SECTION] = { "chapter", "chapter", "chapter-title" },
  [SCHEME_ARTICLE] = { "article", "article", NULL },
  [SCHEME_ROMAN] = { "section", "clause-text", NULL },
  [SCHEME_ARABIC] = { "clause", "clause-text", NULL },
  [SCHEME_DECIMAL2] = { "subclause", "subclause-text", NULL },
  [SCHEME_DECIMAL3] = { "item-title", "subclause-text", NULL },
  [SCHEME_LETTER] = { "point-title", "point", NULL },
  [SCHEME_DASH] = { "dash", "dash", NULL },
  [SCHEME_PLUS] = { "plus", "plus", NULL },
  [SCHEME_STAR] = { "dash", "dash", NULL },
  [SCHEME_ANNEX] = { "annex-label", "annex-label", "annex-title" },
};

enum { DEEPEST_HEADING = 6, DEEPEST_LIST = 6, BOOKMARK_LIMIT = 120 };

// ---- Levels

static struct nesting *nesting_at(struct lowering *l, size_t depth) {
  while (l->nesting.n <= depth)
    vec_push(l->arena, &l->nesting, (struct nesting){ .heading = 1 });
  return &l->nesting.at[depth];
}

// Moves to `item` from the item before it and returns its levels. Climbing is paid for by the steps down.
static struct nesting enter(struct lowering *l, const struct item *item) {
  const struct item *above = l->last;
  while (above && above != item->parent) {
    above = above->parent;
    l->depth -= l->depth > 0;
  }
  l->depth++;
  l->last = item;
  struct nesting parent = *nesting_at(l, l->depth - 1), own = parent;
  if (item->title || item->kind == ITEM_SECTION)
    own = (struct nesting){ .heading = parent.heading < DEEPEST_HEADING ? parent.heading + 1 : DEEPEST_HEADING };
  else if (item->number.n)
    own.list = parent.list < DEEPEST_LIST ? parent.list + 1 : DEEPEST_LIST;
  *nesting_at(l, l->depth) = own;
  return own;
}

// ---- Paragraphs

struct str lower_shorten(struct arena *arena, struct str s, int limit) {
  size_t at = 0, cut = 0;
  for (int n = 0; at < s.n && n < limit; n++) {
    size_t before = at;
    if (utf8_next(s, &at) == ' ')
      cut = before;
  }
  return at == s.n || cut == 0 ? s : str_concat(arena, str_slice(s, 0, cut), STR("…"));
}

bool lower_is_bullet(const struct item *item) {
  enum scheme scheme = item->label.scheme;
  return scheme == SCHEME_DASH || scheme == SCHEME_PLUS || scheme == SCHEME_STAR;
}

static bool is_target(const struct item *item) {
  return item->title || item->kind == ITEM_SECTION || item->id.n || item->task ||
         (item->number.n && !lower_is_bullet(item));
}

struct str lower_place(const struct item *item) {
  while (item && item->kind != ITEM_TABLE && !is_target(item))
    item = item->parent;
  return item && item->anchor.n ? item->anchor : (struct str){ 0 };
}

static void add_bookmark(struct lowering *l, struct doc_paragraph *paragraph, struct str title) {
  paragraph->bookmark = lower_shorten(l->arena, title, BOOKMARK_LIMIT); // some titles are whole sentences
  paragraph->bookmark_level = paragraph->level > 1 ? paragraph->level - 1 : 1;
}

// For the outline: “Phần I. TÊN PHẦN”; no stop where the label has a mark of its own.
struct str lower_joined_title(struct arena *arena, struct str label, struct str title) {
  if (title.n == 0 || label.n == 0)
    return title.n ? title : label;
  bool marked = strchr(".:)", label.p[label.n - 1]) != NULL;
  return str_printf(arena, STR_FMT "%s " STR_FMT, STR_ARG(label), marked ? "" : ".", STR_ARG(title));
}

// “Phần thứ nhất” and, on the next line, its title.
static void add_two_lines(struct lowering *l, const struct item *item, const struct look *look, struct nesting levels) {
  struct doc_paragraph *label = doc_add_line(l->arena, l->blocks, look->title, item->number);
  label->role = DOC_HEADING;
  label->level = levels.heading;
  label->anchor = item->anchor;
  add_bookmark(l, label, lower_joined_title(l->arena, item->number, item->text.s));
  lower_flow(l, doc_paragraph_new(l->arena, look->own_line), &item->text);
}

static const char *style_of(struct lowering *l, const struct item *item, bool heading) {
  const struct look *look = &looks[item->label.scheme < SCHEMES ? item->label.scheme : SCHEME_NONE];
  if (l->bases < l->plan->bases.n && l->plan->bases.at[l->bases].item == item) {
    l->bases++;
    if (!str_ends(str_trim(item->text.s), STR(":"))) // “Thực hiện … ban hành Kế hoạch như sau:” leads in
      return "legal-basis";
  }
  if (item->lead_in)
    return "lead-in";
  if (heading && item->label.scheme == SCHEME_NONE && item->kind != ITEM_SECTION)
    return "clause";
  return heading ? look->title : look->text;
}

static void add_item(struct lowering *l, const struct item *item, struct nesting levels) {
  bool heading = item->title || item->kind == ITEM_SECTION;
  const struct look *look = &looks[item->label.scheme < SCHEMES ? item->label.scheme : SCHEME_NONE];
  if (heading && look->own_line && item->number.n) {
    add_two_lines(l, item, look, levels);
    return;
  }
  struct doc_paragraph *paragraph = doc_paragraph_new(l->arena, style_of(l, item, heading));
  paragraph->label = item->number;
  paragraph->role = heading ? DOC_HEADING : item->number.n ? DOC_ITEM : DOC_P;
  paragraph->level = heading ? levels.heading : item->number.n ? levels.list : 0;
  paragraph->leads_in = str_ends(str_trim(item->text.s), STR(":"));
  if (is_target(item))
    paragraph->anchor = item->anchor;
  if (heading)
    add_bookmark(l, paragraph, lower_joined_title(l->arena, item->number, item->text.s));
  lower_flow(l, paragraph, &item->text);
}

// ---- Tables

static const char *cell_style(const struct table *table, size_t row, size_t column) {
  char align = column < table->aligns.n ? table->aligns.at[column] : 0;
  if (row == 0)
    return "table-head";
  return align == 'c' ? "table-center" : align == 'r' ? "table-right" : "table-text";
}

static bool header_is_blank(const struct table *table) {
  for (size_t i = 0; i < table->columns && i < table->cells.n; i++)
    if (str_trim(table->cells.at[i].text.s).n)
      return false;
  return true;
}

static void add_table(struct lowering *l, const struct item *item) {
  const struct table *source = item->table;
  size_t first = source->rows > 0 && header_is_blank(source) ? 1 : 0; // Markdown has no table without a header
  struct doc_table *table = doc_add_table(l->arena, l->blocks, "table");
  table->name = item->anchor;
  table->header_rows = first == 0 && source->rows > 1 ? 1 : 0;
  for (size_t r = first; r < source->rows; r++) {
    struct doc_row *row = doc_add_row(l->arena, table);
    for (size_t c = 0; c < source->columns && r * source->columns + c < source->cells.n; c++) {
      struct doc_cell *cell = doc_add_cell(l->arena, row);
      cell->header = r < table->header_rows;
      lower_inline(l, doc_add_paragraph(l->arena, cell->blocks, cell_style(source, r, c)),
                   &source->cells.at[r * source->columns + c].text);
    }
  }
}

// ---- The walk

void lower_body(struct lowering *l) {
  const struct plan *plan = l->plan;
  bool closed = false;
  l->last = plan->root;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    if (item == plan->root)
      continue;
    struct nesting levels = enter(l, item);
    if (l->annexes < plan->annexes.n && plan->annexes.at[l->annexes].item == item) {
      if (!closed)
        lower_closing(l);
      closed = true;
      lower_annex_opening(l, item);
    } else if (item->kind == ITEM_TABLE && item->table) {
      add_table(l, item);
    } else if (!lower_annex_holds(l, item)) {
      add_item(l, item, levels);
    }
  }
  if (!closed)
    lower_closing(l);
}
