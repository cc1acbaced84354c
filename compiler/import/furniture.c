// Furniture: what stands on every page and belongs to none of the text: running heads, page numbers. Pages are known by form
// feeds, or by their numbers.
#include <stdlib.h>
#include <string.h>

#include "compiler/import/pages.h"
#include "compiler/syntax/syntax.h"
#include "compiler/syntax/words.h"
#include "runtime/base/utf8.h"

// The line without its digits and spaces: what running heads have in common.
static uint64_t head_key(struct str s) {
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == ' ' || s.p[i] == '\t' || (s.p[i] >= '0' && s.p[i] <= '9'))
      continue;
    hash = (hash ^ (unsigned char)s.p[i]) * 1099511628211u;
  }
  return hash;
}

// “12”, “- 12 -”, “Trang 12”, “Trang 12/40”: nothing but a page's number.
static bool is_page_number(struct str s) {
  enum { LONGEST = 24 };
  s = str_trim(s);
  size_t digits = 0, at = words_match_whole(s, 0, "trang"), next;
  for (at = at == SIZE_MAX ? 0 : at; at < s.n; at = next) {
    uint32_t c = words_char(s, at, &next);
    if (uni_is_digit(c))
      digits++;
    else if (!uni_is_space(c) && !uni_is_dash(c) && c != '/' && c != '|')
      return false;
  }
  return digits > 0 && digits < 7 && s.n <= LONGEST;
}

// Without form feeds pages are told by their numbers: numbers alone on lines that count on by one, far enough apart not to be
// those of a table's rows. A page begins at its number's line, whether that is its head or the foot of the one before.
static void find_pages(struct pages *pages) {
  enum { PAGE_BYTES = 700 };
  VEC(size_t) found = { 0 };
  size_t bytes = PAGE_BYTES;
  int last = 0, value;
  for (size_t i = 0; i < pages->lines.n; i++) {
    struct str s = str_trim(pages->lines.at[i].s);
    bytes += s.n;
    bool next = s.n <= 3 && str_to_int(s, &value) && (value == last + 1 || (last == 0 && value == 2));
    if (!next || bytes < PAGE_BYTES)
      continue;
    vec_push(pages->script->arena, &found, i);
    last = value;
    bytes = 0;
  }
  if (found.n < 2)
    return;
  for (size_t i = 0; i < pages->lines.n; i++) {
    pages->count += pages->count < found.n && found.at[pages->count] == i;
    pages->lines.at[i].page = pages->count;
  }
}

// A line, as often as it stands anywhere, and again where it stands at the edge of a page.
struct edge {
  uint64_t key;
  size_t line;
  bool edge;
};

static int by_key(const void *a, const void *b) {
  const struct edge *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->line > y->line) - (x->line < y->line);
}

struct edges {
  VEC(struct edge) list;
};

// Whether the line may be a running head: words, no row of a table, no number, and nothing that begins an item.
static bool may_be_head(struct str s) {
  struct label label;
  return words_any(s) && !line_is_row(s) && !is_page_number(s) && !label_read(s, &label);
}

// The outermost lines of each page, from line `from` on in steps of `step` while the page lasts.
static void add_edge(struct pages *pages, struct edges *edges, size_t from, int step) {
  enum { DEEPEST = 3 };
  size_t found = 0;
  uint32_t page = pages->lines.at[from].page;
  for (size_t i = from; i < pages->lines.n && pages->lines.at[i].page == page && found < DEEPEST; i += (size_t)step) {
    struct str s = str_trim(pages->lines.at[i].s);
    found += s.n > 0;
    if (may_be_head(s))
      vec_push(pages->script->arena, &edges->list, (struct edge){ head_key(s), i, true });
  }
}

// A number alone, as the outermost line of its page.
static void drop_number(struct pages *pages, size_t from, int step) {
  uint32_t page = pages->lines.at[from].page;
  size_t i = from;
  while (i < pages->lines.n && pages->lines.at[i].page == page && line_is_blank(&pages->lines.at[i]))
    i += (size_t)step;
  if (i < pages->lines.n && pages->lines.at[i].page == page && is_page_number(pages->lines.at[i].s))
    pages_drop(pages, i, IMPORT_FACT_PAGE_NUMBER);
}

static bool begins_page(const struct pages *pages, size_t i) {
  return i == 0 || pages->lines.at[i].page != pages->lines.at[i - 1].page;
}

static bool ends_page(const struct pages *pages, size_t i) {
  return i + 1 == pages->lines.n || pages->lines.at[i].page != pages->lines.at[i + 1].page;
}

static void drop_head(struct pages *pages, const struct edge *same, size_t n) {
  size_t edges = 0;
  for (size_t i = 0; i < n; i++)
    edges += same[i].edge;
  bool everywhere = (n - edges) * 10 > edges * 11; // a line of the text that chanced to begin some pages
  if (edges < 3 || edges * 2 < pages->count || everywhere)
    return;
  for (size_t i = 0; i < n; i++)
    if (same[i].edge)
      pages_drop(pages, same[i].line, IMPORT_FACT_RUNNING_HEAD);
}

// Running heads: the same line, numbers aside, at the edge of at least three pages and of half of all, and nowhere else.
static void drop_heads(struct pages *pages) {
  struct edges edges = { 0 };
  for (size_t i = 0; i < pages->lines.n; i++) {
    struct str s = str_trim(pages->lines.at[i].s);
    if (may_be_head(s))
      vec_push(pages->script->arena, &edges.list, (struct edge){ head_key(s), i, false });
    if (begins_page(pages, i))
      add_edge(pages, &edges, i, 1);
    if (ends_page(pages, i))
      add_edge(pages, &edges, i, -1);
  }
  if (edges.list.n)
    qsort(edges.list.at, edges.list.n, sizeof *edges.list.at, by_key);
  for (size_t from = 0, to; from < edges.list.n; from = to) {
    for (to = from; to < edges.list.n && edges.list.at[to].key == edges.list.at[from].key;)
      to++;
    drop_head(pages, &edges.list.at[from], to - from);
  }
}

// Without form feeds: “Trang 3/10” names itself, if it comes more than once and counts on.
static void drop_named_numbers(struct pages *pages) {
  size_t seen = 0;
  for (int pass = 0; pass < 2; pass++)
    for (size_t i = 0; i < pages->lines.n && (pass == 0 || seen > 1); i++) {
      struct str s = str_trim(pages->lines.at[i].s);
      if (words_match_whole(s, 0, "trang") == SIZE_MAX || !is_page_number(s))
        continue;
      seen++;
      if (pass == 1)
        pages_drop(pages, i, IMPORT_FACT_PAGE_NUMBER);
    }
}

void pages_clear(struct pages *pages) {
  if (!pages->count)
    find_pages(pages);
  if (pages->count) {
    drop_heads(pages);
    for (size_t i = 0; i < pages->lines.n; i++) {
      if (begins_page(pages, i))
        drop_number(pages, i, 1);
      if (ends_page(pages, i))
        drop_number(pages, i, -1);
    }
  }
  drop_named_numbers(pages);
}
