// Tables: rows and cells as they stand in the file, with what a cell spans. A cell that goes on from above (w:vMerge) is
// no cell of its own.
#include "compiler/import/word.h"

enum { COLUMNS_MAX = 512 };

// The cell that a grid column's merge began with.
struct merge {
  size_t row, cell;
  bool open;
};

struct table_reader {
  struct word *word;
  struct import_table *table;
  struct merge merges[COLUMNS_MAX];
};

static int count_value(const struct node *properties, enum tag tag) {
  int n = node_int(node_child(properties, tag), ATTRIBUTE_val, 0);
  return n < 0 ? 0 : n < COLUMNS_MAX ? n : COLUMNS_MAX;
}

static bool goes_on(const struct node *merge) {
  return merge && !str_is(node_value(merge, ATTRIBUTE_val), "restart");
}

// Words in a cell that another covers are not on paper.
static void tell_covered(struct word *word, const struct node *cell) {
  struct str words = word_words(word->arena, cell);
  if (words.n)
    word_tell(word, IMPORT_FACT_HIDDEN, words, STR(""));
}

static void read_cell(struct table_reader *r, const struct node *node, struct import_row *row, size_t *column) {
  const struct node *properties = node_child(node, TAG_w_tcPr), *merged = node_child(properties, TAG_w_vMerge);
  int columns = count_value(properties, TAG_w_gridSpan);
  columns = columns ? columns : 1;
  struct merge *merge = *column < COLUMNS_MAX ? &r->merges[*column] : NULL;
  *column += (size_t)columns;
  if (goes_on(node_child(properties, TAG_w_hMerge)) && row->cells.n) {
    vec_last(&row->cells)->columns += columns;
    tell_covered(r->word, node);
  } else if (goes_on(merged) && merge && merge->open) {
    r->table->rows.at[merge->row].cells.at[merge->cell].rows++;
    tell_covered(r->word, node);
  } else {
    struct paragraphs paragraphs = { 0 };
    r->word->in_cell = true;
    word_read_paragraphs(r->word, node, &paragraphs);
    r->word->in_cell = false;
    struct import_cell *cell = vec_add(r->word->arena, &row->cells);
    cell->columns = columns;
    cell->rows = 1;
    memcpy(&cell->paragraphs, &paragraphs.list, sizeof cell->paragraphs);
    if (merge)
      *merge = (struct merge){ r->table->rows.n - 1, row->cells.n - 1, merged };
  }
}

// Merges that no cell of the row went on with are over; those of the row itself stay.
static void read_row(struct table_reader *r, const struct node *node) {
  const struct node *properties = node_child(node, TAG_w_trPr);
  if (word_gone(r->word, properties)) {
    word_tell(r->word, IMPORT_FACT_TRACKED_DROPPED, word_words(r->word->arena, node), STR(""));
    return;
  }
  struct import_row *row = vec_add(r->word->arena, &r->table->rows);
  row->skip = count_value(properties, TAG_w_gridBefore);
  row->header = node_on(node_child(properties, TAG_w_tblHeader));
  size_t column = (size_t)row->skip;
  bool over = false;
  for (const struct node *below = node; (below = node_next(node, below, over));) {
    over = below->tag == TAG_w_tc || below->tag == TAG_w_trPr || word_other_choice(below);
    if (below->tag == TAG_w_tc)
      read_cell(r, below, row, &column);
  }
}

static bool has_borders(const struct word *word, const struct node *table) {
  const struct node *properties = node_child(table, TAG_w_tblPr), *own = node_child(properties, TAG_w_tblBorders);
  struct str style = node_value(node_child(properties, TAG_w_tblStyle), ATTRIBUTE_val);
  if (own ? look_borders(own) : styles_table_borders(word->styles, style))
    return true;
  bool over = false;
  for (const struct node *node = table; (node = node_next(table, node, over));) {
    over = node->tag == TAG_w_p;
    if (node->tag == TAG_w_tcBorders && look_borders(node))
      return true;
  }
  return false;
}

void word_read_table(struct word *word, const struct node *node, struct import_table *out) {
  struct table_reader r = { .word = word, .table = out };
  out->borders = has_borders(word, node);
  bool over = false;
  for (const struct node *below = node; (below = node_next(node, below, over));) {
    over = below->tag == TAG_w_tr || below->tag == TAG_w_tblPr || word_other_choice(below);
    if (below->tag == TAG_w_tr)
      read_row(&r, below);
  }
}
