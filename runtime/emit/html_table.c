// Tables as HTML, and the form that filters their rows. The names to choose from are in the page from the start; the form
// is hidden until the script shows it, so that without a script the table is simply whole.
#include "runtime/emit/html.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/base/utf8.h"

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
  buf_byte(html->out, '>');
  if (plain)
    html_runs(html, cell->blocks->list.at[0].paragraph);
  else
    html_blocks(html, cell->blocks);
  buf_printf(html->out, "</%s>", element);
}

// ---- Rows

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
  bool titled = table->filters.n > 0;
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

// A wide table scrolls in a region of its own; each region has a name and can be reached by keyboard.
static void open_region(struct html *html, const struct doc_table *table) {
  buf_printf(html->out, "<div class=\"scroll%s\" role=\"region\" tabindex=\"0\" aria-label=\"",
             table->filters.n ? " stacks" : "");
  if (table->caption.n)
    buf_xml(html->out, table->caption);
  else
    buf_printf(html->out, "Bảng %zu", html->tables);
  buf_text(html->out, "\">\n");
}

void html_table(struct html *html, const struct doc_table *table) {
  size_t header = table->header_rows < table->rows.n ? table->header_rows : table->rows.n;
  html->tables++;
  if (table->filters.n)
    html_filter(html, table);
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
  add_rows(html, table, "tbody", header, table->rows.n);
  buf_text(html->out, "</table>\n</div>\n");
}

// ---- Filter

struct choice {
  struct str sorted_by, name;
};
struct choices {
  struct choice *at;
  size_t n, cap;
};

static int compare_choices(const void *left, const void *right) {
  const struct choice *a = left, *b = right;
  int order = str_cmp(a->sorted_by, b->sorted_by);
  return order ? order : str_cmp(a->name, b->name);
}

static int compare_names(const void *left, const void *right) {
  return str_cmp(((const struct choice *)left)->name, ((const struct choice *)right)->name);
}

static void drop_doubles(struct choices *choices) {
  size_t kept = 0;
  for (size_t i = 0; i < choices->n; i++)
    if (kept == 0 || !str_eq(choices->at[kept - 1].name, choices->at[i].name))
      choices->at[kept++] = choices->at[i];
  choices->n = kept;
}

static bool is_filter(const struct doc_table *table, struct str key) {
  for (size_t i = 0; i < table->filters.n; i++)
    if (str_eq(table->filters.at[i].key, key))
      return true;
  return false;
}

// All names in the rows' filter attributes, each once, in the order of the letters without their marks.
static struct choices collect_choices(struct arena *arena, const struct doc_table *table) {
  struct choices choices = { 0 };
  for (size_t r = 0; r < table->rows.n; r++)
    for (size_t i = 0; i < table->rows.at[r].attributes.n; i++) {
      const struct doc_attribute *attribute = &table->rows.at[r].attributes.at[i];
      struct str rest = attribute->value, name;
      while (is_filter(table, attribute->key) && str_split(&rest, '|', &name))
        vec_push(arena, &choices, (struct choice){ .name = name });
    }
  if (choices.n == 0)
    return choices;
  qsort(choices.at, choices.n, sizeof *choices.at, compare_names);
  drop_doubles(&choices);
  for (size_t i = 0; i < choices.n; i++)
    choices.at[i].sorted_by = text_bare(arena, choices.at[i].name);
  qsort(choices.at, choices.n, sizeof *choices.at, compare_choices);
  return choices;
}

static void add_option(struct buf *out, struct str value, struct str label) {
  buf_text(out, "<option value=\"");
  buf_xml(out, value);
  buf_text(out, "\">");
  buf_xml(out, label);
  buf_text(out, "</option>");
}

void html_filter(struct html *html, const struct doc_table *table) {
  struct choices choices = collect_choices(html->arena, table);
  struct buf *out = html->out;
  html->filters = true;
  buf_text(out, "<form class=\"filter\" data-table=\"");
  html_id(out, table->name);
  buf_text(out, "\" role=\"search\" aria-label=\"Lọc bảng\" hidden>\n<label><span>");
  buf_xml(out, table->filter_label);
  buf_text(out, "</span> <select name=\"name\"><option value=\"\">Tất cả</option>");
  for (size_t i = 0; i < choices.n; i++)
    add_option(out, choices.at[i].name, choices.at[i].name);
  buf_text(
      out,
      "</select></label>\n<label><span>Vai trò</span> <select name=\"role\"><option value=\"\">Mọi vai trò</option>");
  for (size_t i = 0; i < table->filters.n; i++)
    add_option(out, table->filters.at[i].key, table->filters.at[i].value);
  buf_text(out, "</select></label>\n<label><span>Tìm chữ</span> <input type=\"search\" name=\"words\" "
                "autocomplete=\"off\"></label>\n"
                "<button type=\"reset\">Bỏ lọc</button>\n<p role=\"status\" aria-live=\"polite\"></p>\n</form>\n");
}
