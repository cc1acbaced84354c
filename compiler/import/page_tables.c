// Tables of a page. Portals lay out their pages with tables: one that holds tables, or a single column, is no table.
#include "compiler/import/page.h"

enum { SPAN_MAX = 512 };

static const struct node *next_below(const struct node *top, const struct node *node, enum tag stop) {
  return node_next(top, node, node != top && (node->tag == stop || node->tag == TAG_h_td || node->tag == TAG_h_th));
}

static bool is_cell(const struct node *node) {
  return node->tag == TAG_h_td || node->tag == TAG_h_th;
}

static bool holds_data(const struct node *table) {
  size_t most = 0, cells = 0;
  if (node_find(table, TAG_h_table))
    return false;
  for (const struct node *node = table; (node = next_below(table, node, TAG_OTHER + 2));) {
    cells = node->tag == TAG_h_tr ? 0 : cells + is_cell(node);
    most = cells > most ? cells : most;
  }
  return most > 1;
}

static bool draws(struct page *page, const struct node *node) {
  static const char *const properties[] = { "border", "border-top", "border-bottom", "border-left", "border-right" };
  int width;
  if (node->tag == TAG_h_table && str_to_int(node_value(node, ATTRIBUTE_border), &width) && width > 0)
    return true;
  for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
    struct str value = page_css(page->arena, node, properties[i]);
    if (value.n && !str_starts(value, STR("none")) && !str_starts(value, STR("0")) && !str_ends(value, STR("none")))
      return true;
  }
  return false;
}

static int span(const struct node *cell, enum attribute_name name) {
  int n = node_int(cell, name, 1);
  return n < 1 ? 1 : n < SPAN_MAX ? n : SPAN_MAX;
}

static void read_cell(struct page *page, const struct node *node, struct import_row *row) {
  struct import_cell cell = { .columns = span(node, ATTRIBUTE_colspan), .rows = span(node, ATTRIBUTE_rowspan) };
  page->cell = &cell;
  page_read(page, node);
  page->cell = NULL;
  vec_push(page->arena, &row->cells, cell);
}

bool page_read_table(struct page *page, const struct node *node) {
  if (page->cell || !holds_data(node))
    return false;
  struct import_table table = { .borders = draws(page, node) };
  uint32_t place = node->line;
  for (const struct node *below = node; (below = next_below(node, below, TAG_h_caption));) {
    if (below->tag == TAG_h_caption)
      page_read(page, below);
    if (below->tag == TAG_h_tr) {
      struct import_row *row = vec_add(page->arena, &table.rows);
      row->header = below->parent->tag == TAG_h_thead;
    }
    if (is_cell(below) && table.rows.n)
      read_cell(page, below, vec_last(&table.rows));
    table.borders = table.borders || (is_cell(below) && draws(page, below));
  }
  struct import_block *block = vec_add(page->arena, &page->draft->blocks);
  block->kind = IMPORT_TABLE;
  block->place = place;
  block->table = table;
  return true;
}
