// The form above a table that filters and sorts its rows. What can be chosen is in the page from the start; the form is
// hidden until the script shows it, so that without a script the table is simply whole.
#include "runtime/emit/html.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/base/utf8.h"

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

// ---- The form

static void open_select(struct html *html, struct str label, const char *name, struct str all) {
  buf_text(html->out, "<label><span>");
  buf_xml(html->out, label);
  buf_printf(html->out, "</span> <select name=\"%s\"", name);
  buf_text(html->out, "><option value=\"\">");
  buf_xml(html->out, all);
  buf_text(html->out, "</option>");
}

static void close_select(struct html *html) {
  buf_text(html->out, "</select></label>\n");
}

static void add_names(struct html *html, const struct doc_table *table) {
  struct choices choices = collect_choices(html->arena, table);
  open_select(html, table->filter_label, "name", str_from(html_word(html, HTML_ALL)));
  for (size_t i = 0; i < choices.n; i++)
    add_option(html->out, choices.at[i].name, choices.at[i].name);
  close_select(html);
}

static void add_roles(struct html *html, const struct doc_table *table) {
  open_select(html, str_from(html_word(html, HTML_ROLE)), "role", str_from(html_word(html, HTML_ANY_ROLE)));
  for (size_t i = 0; i < table->filters.n; i++)
    add_option(html->out, table->filters.at[i].key, table->filters.at[i].value);
  close_select(html);
}

// The script finds the row's attribute by the name of the box.
static void add_choice(struct html *html, const struct doc_choice *choice) {
  struct str name = str_printf(html->arena, "%s-" STR_FMT, choice->spans ? "span" : "list", STR_ARG(choice->key));
  open_select(html, choice->label, name.p, choice->all);
  for (size_t i = 0; i < choice->options.n; i++)
    add_option(html->out, choice->options.at[i].key, choice->options.at[i].value);
  close_select(html);
}

// Words that the script puts numbers and columns into.
static void add_patterns(struct html *html) {
  static const struct {
    const char *name;
    enum html_word word;
  } patterns[] = { { "all", HTML_ALL_ROWS }, { "some", HTML_SOME_ROWS }, { "up", HTML_UP }, { "down", HTML_DOWN } };
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
    buf_printf(html->out, " data-%s=\"%s\"", patterns[i].name, html_word(html, patterns[i].word));
}

void html_filter(struct html *html, const struct doc_table *table) {
  struct buf *out = html->out;
  html->filters = true;
  buf_text(out, "<form class=\"filter\" data-table=\"");
  html_id(out, table->name);
  buf_byte(out, '"');
  add_patterns(html);
  buf_printf(out, " role=\"search\" aria-label=\"%s\"%s hidden>\n", html_word(html, HTML_FILTER), html_lang(html));
  add_names(html, table);
  add_roles(html, table);
  for (size_t i = 0; i < table->choices.n; i++)
    if (table->choices.at[i].options.n)
      add_choice(html, &table->choices.at[i]);
  buf_printf(out, "<label><span>%s</span> <input type=\"search\" name=\"words\" autocomplete=\"off\"></label>\n",
             html_word(html, HTML_FIND));
  open_select(html, str_from(html_word(html, HTML_SORT)), "sort", str_from(html_word(html, HTML_UNSORTED)));
  close_select(html);
  buf_printf(out, "<button type=\"reset\">%s</button> <button type=\"button\" name=\"print\">%s</button>\n",
             html_word(html, HTML_CLEAR), html_word(html, HTML_PRINT));
  buf_text(out, "<p role=\"status\" aria-live=\"polite\"></p>\n</form>\n<p class=\"shown\" hidden></p>\n");
}
