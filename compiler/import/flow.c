// Flow: the text of a PDF without its layout has neither indents nor blank lines between paragraphs. What is left is how far
// its lines go: where the next word had room, the paragraph ended; where it had not, the sentence goes on; and a line that ends
// early though its sentence goes on stood in, so it begins a paragraph. Widths are those of Times, near enough for all faces
// that plans are set in. A full line that ends with a full stop, before a line that says nothing either, can be told by nobody:
// it is taken for the end of a sentence within its paragraph.
#include <stdlib.h>
#include <string.h>

#include "compiler/import/pages.h"
#include "compiler/syntax/syntax.h"
#include "compiler/syntax/terms.h"
#include "compiler/syntax/words.h"
#include "runtime/base/utf8.h"

enum {
  FEWEST_LINES = 20,
  INDENT = 8,    // hundredths of the width by which a first line stands in, at most
  TOLERANCE = 1, // hundredths of the width
  BOLD = 8,      // the same of a line that may be a title, set in bold
  HALF = 50,
  HEADER_LINES = 40,
};

// A line with words, as it is measured.
struct flowing {
  size_t line;  // in pages->lines
  struct str s; // trimmed
  int width, first_word;
};

struct flow {
  struct pages *pages;
  VEC(struct flowing) list;
  int width; // of a full line
};

// ---- Widths, in thousandths of the type size

// Marks above and below take no room: letters count as their base.
static int letter_width(uint32_t c) {
  static const struct {
    const char *letters;
    int width;
  } widths[] = { { "ijlt/;:.,!'|", 278 },
                 { "frI-()[]", 333 },
                 { "sJ", 389 },
                 { "acez\"", 444 },
                 { "SPF", 556 },
                 { "ELTZ", 611 },
                 { "BCR", 667 },
                 { "wADGHKNOQUVXY", 722 },
                 { "m", 778 },
                 { "%", 833 },
                 { "M", 889 },
                 { "W", 944 } };
  uint32_t base = c < 128 ? c : uni_bare(c);
  if (!base || uni_is_space(c))
    return base ? 250 : 0;
  if (c >= 128 && base >= 'a' && base <= 'z')
    c = uni_is_upper(c) ? base - 'a' + 'A' : base;
  for (size_t i = 0; c < 128 && i < sizeof widths / sizeof *widths; i++)
    if (strchr(widths[i].letters, (int)c))
      return widths[i].width;
  return 500;
}

static int width_of(struct str s) {
  int width = 0;
  for (size_t at = 0; at < s.n;)
    width += letter_width(utf8_next(s, &at));
  return width;
}

// The first word, and the number behind it: “Quý IV/2025”, “ngày 15” are not parted at the end of a line.
static struct str first_word(struct str s) {
  size_t end = 0;
  do
    for (end += end > 0; end < s.n && s.p[end] != ' '; end++)
      ;
  while (end + 1 < s.n && s.p[end + 1] && strchr("0123456789IVX", s.p[end + 1]));
  return str_slice(s, 0, end);
}

static int by_width(const void *a, const void *b) {
  return *(const int *)b - *(const int *)a;
}

// A full line: all but the widest few, which may be set in smaller type.
static void measure(struct flow *flow) {
  struct arena *arena = flow->pages->script->arena;
  int *widths = arena_array(arena, int, flow->list.n);
  for (size_t i = 0; i < flow->list.n; i++) {
    struct flowing *line = &flow->list.at[i];
    line->width = widths[i] = width_of(line->s);
    line->first_word = width_of(first_word(line->s));
  }
  qsort(widths, flow->list.n, sizeof *widths, by_width);
  flow->width = widths[flow->list.n / 20];
}

// ---- What lines begin and end with

static uint32_t first_char(struct str s) {
  size_t next;
  return words_char(s, 0, &next);
}

static bool ends_with(struct str s, const char *signs) {
  while (s.n && strchr("\")", s.p[s.n - 1]))
    s.n--;
  if (str_ends(s, STR("\xE2\x80\x9D")))
    s.n -= 3;
  return s.n && strchr(signs, s.p[s.n - 1]);
}

// “- Xã hội”, “1. Mục đích”: a label that begins an item. “- xã hội” within a sentence is none, nor is “4 của” in “Điều / 4”.
static bool begins_item(struct str s, bool ended) {
  struct label label;
  size_t n = label_read(s, &label);
  uint32_t c = n ? first_char(str_slice(s, words_skip_space(s, n), s.n)) : 0;
  return n && (ended || label.scheme < SCHEME_ARTICLE || label.scheme == SCHEME_ROMAN || label.scheme == SCHEME_ANNEX ||
               !uni_is_letter(c) || uni_is_upper(c));
}

static bool goes_on_lower(struct str s) {
  uint32_t c = first_char(s);
  return (uni_is_letter(c) && !uni_is_upper(c)) || c == '/' || c == ',' || c == ';';
}

// ---- Where paragraphs begin

enum join { JOIN_PART, JOIN_GOES_ON, JOIN_OPEN }; // open: others may tell

static bool has_room(const struct flow *flow, const struct flowing *line, const struct flowing *next, int hundredths) {
  return (long)(line->width + 250 + next->first_word) * 100 < (long)flow->width * hundredths;
}

// The line ends early though its sentence goes on in the next: it stands in.
static bool stands_in(const struct flow *flow, size_t i) {
  const struct flowing *line = &flow->list.at[i], *next = line + 1;
  return i + 1 < flow->list.n && !begins_item(next->s, true) && has_room(flow, line, next, 100 - 2 * TOLERANCE) &&
         goes_on_lower(next->s) && !ends_with(line->s, ".;:");
}

// A parenthesis is open at the end of the line.
static bool is_inside(struct str s) {
  int open = 0;
  for (size_t i = 0; i < s.n; i++)
    open += (s.p[i] == '(') - (s.p[i] == ')' && open > 0);
  return open > 0;
}

// Whether line i + 1 goes on with the paragraph of line i, which began with line `start`.
static enum join join_of(const struct flow *flow, size_t i, size_t start) {
  const struct flowing *line = &flow->list.at[i], *next = line + 1;
  bool first = i == start;
  bool ended = ends_with(line->s, ".;:");
  bool room = has_room(flow, line, next, 100 - (ended ? TOLERANCE : BOLD) - (first ? INDENT : 0));
  if (begins_item(next->s, room || ended))
    return JOIN_PART;
  if (text_is_upper(next->s) || text_is_upper(line->s))
    return JOIN_OPEN; // titles, the signature
  if (goes_on_lower(next->s))
    return JOIN_GOES_ON;
  if (is_inside(line->s) && !has_room(flow, line, next, HALF))
    return JOIN_GOES_ON;
  if (room || stands_in(flow, i + 1))
    return JOIN_PART;
  bool item = begins_item(flow->list.at[start].s, true), basis = term_match(TERM_BASIS, next->s, 0) != SIZE_MAX;
  return ends_with(line->s, ";:") && (!item || basis) ? JOIN_PART : JOIN_GOES_ON;
}

// Blank lines part blocks, but for those at the end of a page.
static bool is_apart(const struct flow *flow, size_t i) {
  const struct sheet_line *lines = flow->pages->lines.at;
  size_t from = flow->list.at[i].line, to = flow->list.at[i + 1].line;
  if (lines[from].page != lines[to].page)
    return false;
  for (size_t k = from + 1; k < to; k++)
    if (!lines[k].dropped && !lines[k].merged)
      return true;
  return false;
}

// ---- Writing

// The lines first … last become one. Each byte is copied once.
static void put_paragraph(struct flow *flow, size_t first, size_t last) {
  struct pages *pages = flow->pages;
  struct buf words = { 0 };
  if (first == last)
    return;
  for (size_t i = first; i <= last; i++) {
    struct str s = flow->list.at[i].s, before = buf_view(&words);
    size_t end = before.n - (before.n > 0);
    bool word = before.n > 1 && before.p[before.n - 1] == '-' && uni_is_word(utf8_prev(before, &end)); // “NĐ-” and “CP”
    buf_text(&words, i == first || word ? "" : " ");
    buf_str(&words, s);
    pages->lines.at[flow->list.at[i].line].merged = i > first;
  }
  struct sheet_line *line = &pages->lines.at[flow->list.at[first].line];
  line->s = str_copy(pages->script->arena, buf_view(&words));
  buf_finish(&words);
  script_note(pages->script, IMPORT_FACT_LINES_JOINED, (uint32_t)flow->list.at[first].line + 1, line->s,
              str_printf(pages->script->arena, "%zu–%zu", flow->list.at[first].line + 1, flow->list.at[last].line + 1));
}

static void put_paragraphs(struct flow *flow) {
  size_t start = 0;
  for (size_t i = 0; i < flow->list.n; i++) {
    bool last = i + 1 == flow->list.n;
    enum join kind = last || is_apart(flow, i) ? JOIN_OPEN : join_of(flow, i, start);
    if (kind == JOIN_GOES_ON)
      continue;
    put_paragraph(flow, start, i);
    start = i + 1;
    if (!last)
      flow->pages->lines.at[flow->list.at[start].line].parted = kind == JOIN_PART;
  }
}

// ---- The header: room for a pen parts its lines

static bool ends_open(struct str s, enum term term) {
  size_t end, at = 0;
  for (size_t found; (found = term_find(term, s, at, &end)) != SIZE_MAX; at = end) {
    struct str rest = str_trim(str_slice(s, end, s.n));
    int value;
    if (!rest.n || str_is(rest, ":") || str_to_int(rest, &value))
      return true;
  }
  return false;
}

static void move_up(struct flow *flow, size_t to, size_t from) {
  struct pages *pages = flow->pages;
  struct sheet_line *line = &pages->lines.at[flow->list.at[to].line];
  line->s = flow->list.at[to].s = str_printf(pages->script->arena, STR_FMT " " STR_FMT, STR_ARG(flow->list.at[to].s),
                                             STR_ARG(flow->list.at[from].s));
  pages->lines.at[flow->list.at[from].line].merged = true;
  flow->list.at[from].s = (struct str){ 0 };
}

// “Số:” and “/KH-UBND”; “Lạng Sơn, ngày”, “tháng” and “năm 2026”, with lines of the other column between.
static void mend_header(struct flow *flow) {
  static const struct {
    enum term open, goes_on; // TERM_NUMBER: with a slash
  } parts[] = { { TERM_NUMBER, TERM_NUMBER }, { TERM_DAY, TERM_MONTH }, { TERM_MONTH, TERM_YEAR } };
  size_t end = 0;
  while (end < flow->list.n && end < HEADER_LINES &&
         !(term_match(TERM_KIND, flow->list.at[end].s, 0) == flow->list.at[end].s.n))
    end++;
  if (end == flow->list.n || end == HEADER_LINES)
    return;
  for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
    size_t open = 0;
    while (open < end && !ends_open(flow->list.at[open].s, parts[part].open))
      open++;
    for (size_t i = open + 1; i < end; i++) {
      struct str s = flow->list.at[i].s;
      bool slash = parts[part].open == TERM_NUMBER;
      if (!s.n || (slash ? s.p[0] != '/' : term_match(parts[part].goes_on, s, 0) == SIZE_MAX))
        continue;
      move_up(flow, open, i);
      break;
    }
  }
}

// ---- Annexes: an annex begins its page, whatever stands before its label there

enum { OPENING_LINES = 4 };

static bool is_annex_label(struct str s) {
  struct label label;
  return label_read(s, &label) == s.n && label.scheme == SCHEME_ANNEX;
}

static bool same_page(const struct flow *flow, size_t a, size_t b) {
  const struct sheet_line *lines = flow->pages->lines.at;
  return b < flow->list.n && lines[flow->list.at[a].line].page == lines[flow->list.at[b].line].page;
}

// “(Kèm theo Kế hoạch số”, “TT”, “Phụ lục”, its title, “/KH-UBND ngày …”: label and title come first, then the reference.
static void mend_annex(struct flow *flow, size_t top, size_t label) {
  struct str in_order[3 * OPENING_LINES];
  size_t rest = label + 1, n = 0;
  while (rest < label + OPENING_LINES && same_page(flow, label, rest) && flow->list.at[rest].s.p[0] != '/')
    rest++;
  bool reference =
      flow->list.at[top].s.p[0] == '(' && same_page(flow, label, rest) && flow->list.at[rest].s.p[0] == '/';
  if (!reference)
    return;
  for (size_t i = label; i < rest; i++)
    in_order[n++] = flow->list.at[i].s;
  in_order[n++] = flow->list.at[top].s;
  in_order[n++] = flow->list.at[rest].s;
  for (size_t i = top + 1; i < label; i++) // titles of columns
    in_order[n++] = flow->list.at[i].s;
  for (size_t i = 0; i < n; i++)
    flow->pages->lines.at[flow->list.at[top + i].line].s = flow->list.at[top + i].s = in_order[i];
}

static void mend_annexes(struct flow *flow) {
  for (size_t top = 1; top < flow->list.n; top++)
    for (size_t i = top + 1; !same_page(flow, top - 1, top) && i < top + OPENING_LINES && same_page(flow, top, i); i++)
      if (is_annex_label(flow->list.at[i].s))
        mend_annex(flow, top, i);
}

// ---- Which texts

// Pages and no indents: the lines of a PDF in reading order.
static bool is_flow(const struct pages *pages, const struct flow *flow) {
  size_t in = 0;
  for (size_t i = 0; i < flow->list.n; i++) {
    struct str s = pages->lines.at[flow->list.at[i].line].s;
    in += s.n > 1 && s.p[0] == ' ' && s.p[1] == ' ';
  }
  return pages->feeds && flow->list.n >= FEWEST_LINES && in * 50 <= flow->list.n;
}

void pages_flow(struct pages *pages) {
  struct flow flow = { .pages = pages };
  for (size_t i = 0; i < pages->lines.n; i++)
    if (!line_is_blank(&pages->lines.at[i]))
      vec_push(pages->script->arena, &flow.list, (struct flowing){ .line = i, .s = str_trim(pages->lines.at[i].s) });
  if (!is_flow(pages, &flow))
    return;
  mend_header(&flow);
  size_t n = 0;
  for (size_t i = 0; i < flow.list.n; i++)
    if (flow.list.at[i].s.n)
      flow.list.at[n++] = flow.list.at[i];
  flow.list.n = n;
  mend_annexes(&flow);
  measure(&flow);
  put_paragraphs(&flow);
}
