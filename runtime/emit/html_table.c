// Tables as HTML. The rows of a long one that can be filtered come in groups, of which a screen lays out only those in sight:
// thousands of rows are sorted and filtered at once. In print it is a table like any other.
#include "runtime/emit/html.h"

enum { LONG_TABLE = 200, LONG_GROUP = 20 };

static bool stacks(const struct doc_table *table) {
  return table->stacks || table->filters.n > 0;
}

// ---- Cells

// Words of a header cell, for narrow screens where each cell stands under its own title.
static void add_title(struct html *html, const struct doc_table *table, size_t column) {
  if (table->header_rows == 0 || column >= table->rows.at[0].cells.n ||
      table->rows.at[0].cells.at[column].blocks == NULL)
    return;
  const struct doc_blocks *blocks = table->rows.at[0].cells.at[column].blocks;
  buf_text(html->out, " data-title=\"");
  for (size_t i = 0; i < blocks->list.n; i++)
    for (size_t j = 0; blocks->list.at[i].kind == DOC_PARAGRAPH && j < blocks->list.at[i].paragraph->runs.n; j++)
      buf_xml(html->out, blocks->list.at[i].paragraph->runs.at[j].text);
  buf_byte(html->out, '"');
}

static bool is_plain(const struct doc_blocks *blocks) {
  if (blocks->list.n != 1 || blocks->list.at[0].kind != DOC_PARAGRAPH)
    return false;
  const struct doc_paragraph *paragraph = blocks->list.at[0].paragraph;
  return paragraph->role == DOC_P && paragraph->anchor.n == 0 && paragraph->html_class.n == 0;
}

static void add_cell(struct html *html, const struct doc_table *table, const struct doc_cell *cell, size_t column,
                     bool titled) {
  const char *element = cell->header ? "th" : "td";
  bool plain = is_plain(cell->blocks);
  buf_printf(html->out, cell->header ? "<th scope=\"col\"" : "<td");
  if (plain)
    buf_printf(html->out, " class=\"%s\"", html_class(html, cell->blocks->list.at[0].paragraph->style));
  if (cell->columns > 1)
    buf_printf(html->out, " colspan=\"%d\"", cell->columns);
  if (cell->rows > 1)
    buf_printf(html->out, " rowspan=\"%d\"", cell->rows);
  if (titled && !cell->header)
    add_title(html, table, column);
  if (cell->order.n) {
    buf_text(html->out, " data-order=\"");
    buf_xml(html->out, cell->order);
    buf_byte(html->out, '"');
  }
  buf_byte(html->out, '>');
  if (plain)
    html_runs(html, cell->blocks->list.at[0].paragraph);
  else
    html_blocks(html, cell->blocks);
  buf_printf(html->out, "</%s>", element);
}

// ---- Rows

static bool is_long(const struct doc_table *table) {
  return table->filters.n && table->name.n && table->shares.n && table->rows.n > LONG_TABLE;
}

// Keys are written by the compiler; anything but small letters, digits and dashes would end the attribute's name.
static void add_attribute(struct buf *out, const struct doc_attribute *attribute) {
  buf_text(out, " data-");
  for (size_t i = 0; i < attribute->key.n; i++) {
    char c = attribute->key.p[i];
    buf_byte(out, (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-');
  }
  buf_text(out, "=\"");
  buf_xml(out, attribute->value);
  buf_byte(out, '"');
}

static void add_row(struct html *html, const struct doc_table *table, const struct doc_row *row, bool titled) {
  buf_text(html->out, "<tr");
  for (size_t i = 0; i < row->attributes.n; i++)
    add_attribute(html->out, &row->attributes.at[i]);
  buf_byte(html->out, '>');
  for (size_t c = 0; c < row->cells.n; c++)
    if (row->cells.at[c].blocks)
      add_cell(html, table, &row->cells.at[c], c, titled);
  buf_text(html->out, "</tr>\n");
}

static void add_rows(struct html *html, const struct doc_table *table, const char *element, size_t from, size_t to) {
  bool titled = stacks(table);
  if (from >= to)
    return;
  buf_printf(html->out, "<%s>\n", element);
  for (size_t r = from; r < to; r++)
    add_row(html, table, &table->rows.at[r], titled);
  buf_printf(html->out, "</%s>\n", element);
}

// ---- The table

static void add_widths(struct html *html, const struct doc_table *table) {
  if (table->shares.n == 0)
    return;
  buf_text(html->out, "<colgroup>");
  for (size_t i = 0; i < table->shares.n; i++)
    buf_printf(html->out, "<col class=\"w%d\">", html_width(html, table->shares.at[i]));
  buf_text(html->out, "</colgroup>\n");
}

// The columns of a long table, which have no widths in common but these.
static void add_grid(struct html *html, const struct doc_table *table) {
  struct buf *css = &html->grids;
  buf_text(css, "@media screen and (min-width:641px){#");
  html_id(css, table->name);
  buf_text(css, " tr{grid-template-columns:");
  for (size_t i = 0; i < table->shares.n; i++) {
    buf_text(css, "minmax(0,");
    buf_number(css, table->shares.at[i], 2);
    buf_text(css, "fr)");
  }
  buf_text(css, "}}\n");
}

// A wide table scrolls in a region of its own; each region has a name and can be reached by keyboard.
static void open_region(struct html *html, const struct doc_table *table) {
  buf_printf(html->out, "<div class=\"scroll%s%s\" role=\"region\" tabindex=\"0\" aria-label=\"",
             stacks(table) ? " stacks" : "", is_long(table) ? " long" : "");
  if (table->caption.n)
    buf_xml(html->out, table->caption);
  else
    buf_printf(html->out, "%s %zu", html_word(html, HTML_TABLE), html->tables);
  buf_text(html->out, "\">\n");
}

void html_table(struct html *html, const struct doc_table *table) {
  size_t header = table->header_rows < table->rows.n ? table->header_rows : table->rows.n;
  html->tables++;
  if (table->filters.n)
    html_filter(html, table);
  if (is_long(table))
    add_grid(html, table);
  open_region(html, table);
  buf_text(html->out, "<table");
  if (table->name.n) {
    buf_text(html->out, " id=\"");
    html_id(html->out, table->name);
    buf_byte(html->out, '"');
  }
  buf_text(html->out, ">\n");
  if (table->caption.n) {
    buf_text(html->out, "<caption>");
    buf_xml(html->out, table->caption);
    buf_text(html->out, "</caption>\n");
  }
  add_widths(html, table);
  add_rows(html, table, "thead", 0, header);
  size_t group = is_long(table) ? LONG_GROUP : table->rows.n + 1;
  for (size_t from = header; from < table->rows.n; from += group)
    add_rows(html, table, "tbody", from, from + group < table->rows.n ? from + group : table->rows.n);
  buf_text(html->out, "</table>\n</div>\n");
}
