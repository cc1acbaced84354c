// Annexes (phụ lục): each a page section of its own with label, title and reference. Nghị định 30/2020/NĐ-CP, annex I, III.
#include "compiler/lower/lowering.h"

#include "runtime/base/utf8.h"

// A table with this many columns lies across the page when its cells want more letters on a line than stand on an upright
// page; a longer cell wants no more than CELL_LETTERS of them.
enum { WIDE_TABLE_COLUMNS = 5, CELL_LETTERS = 30, PAGE_LETTERS = 90 };

static bool is_wide_table(const struct table *table) {
  size_t wanted = 0;
  for (size_t c = 0; c < table->columns; c++) {
    size_t longest = 0;
    for (size_t i = c; i < table->cells.n && longest < CELL_LETTERS; i += table->columns) {
      struct str s = table->cells.at[i].text.s;
      size_t letters = s.n < CELL_LETTERS ? text_columns(s) : CELL_LETTERS;
      longest = letters > longest ? letters : longest;
    }
    wanted += longest;
  }
  return table->columns >= WIDE_TABLE_COLUMNS && wanted > PAGE_LETTERS;
}

// Only tables with their headings and remarks, and one of them wide: such an annex lies across the page.
static bool is_wide(const struct plan *plan, const struct item *annex) {
  bool wide = false;
  const struct item *after = annex->next;
  for (const struct item *item = plan_next(plan, annex); item && item != after && item->parent != annex->parent;
       item = plan_next(plan, item)) {
    if (item->kind == ITEM_POINT && !item->title)
      return false;
    wide = wide || (item->kind == ITEM_TABLE && item->table && is_wide_table(item->table));
  }
  return wide;
}

// Whether two texts are the same words of the source.
static bool same_text(const struct text *a, const struct text *b) {
  if (a->s.n == 0 || a->s.n != b->s.n)
    return false;
  return a->map.n && b->map.n ? text_offset(a, 0) == text_offset(b, 0) : a->s.p == b->s.p;
}

static bool printed_in_opening(const struct annex *annex, const struct text *text) {
  return same_text(text, &annex->title) || same_text(text, &annex->reference);
}

bool lower_annex_holds(const struct lowering *l, const struct item *item) {
  return l->annex && item->number.n == 0 && printed_in_opening(l->annex, &item->text);
}

static void add_text(struct lowering *l, const char *style, const struct text *text) {
  if (str_trim(text->s).n)
    lower_flow(l, doc_paragraph_new(l->arena, style), text);
}

// ---- “(Kèm theo Kế hoạch số /KH-UBND ngày tháng 3 năm 2026 …)”: room where a number or day is still to come

// Whether `words` stand at `at` as words of their own.
static bool stands_at(struct str folded, size_t at, struct str words) {
  struct str rest = str_slice(folded, at, folded.n);
  size_t end = at + words.n;
  return str_starts(rest, words) && (at == 0 || folded.p[at - 1] == ' ' || folded.p[at - 1] == '/') &&
         (end == folded.n || folded.p[end] == ' ' || folded.p[end] == '/' || folded.p[end] == ':');
}

// The folded byte behind a word after which something is missing, or 0: “số /”, “ngày tháng”, “ngày /”, “tháng năm”.
static size_t blank_after(struct str folded, size_t at) {
  static const struct {
    enum word before, after;
  } gaps[] = { { WORD_OF_NUMBER, WORDS }, { WORD_DAY, WORD_MONTH }, { WORD_DAY, WORDS }, { WORD_MONTH, WORD_YEAR } };
  for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
    struct str before = word(gaps[i].before);
    if (!stands_at(folded, at, before))
      continue;
    size_t end = at + before.n;
    end += end < folded.n && folded.p[end] == ':';
    size_t next = end + (end < folded.n && folded.p[end] == ' ');
    if (gaps[i].after == WORDS ? str_starts(str_slice(folded, next, folded.n), STR("/"))
                               : stands_at(folded, next, word(gaps[i].after)))
      return end;
  }
  return 0;
}

static struct str with_room(struct arena *arena, struct str s) {
  struct folded folded = text_fold(arena, s);
  struct buf out = { 0 };
  size_t from = 0;
  for (size_t at = 0; at < folded.s.n; at++) {
    size_t end = blank_after(folded.s, at);
    if (end == 0)
      continue;
    size_t cut = folded.map[end];
    buf_str(&out, str_slice(s, from, cut));
    bool room = str_starts(str_slice(s, cut, s.n), STR("\u00a0")); // the author left some
    buf_text(&out, room ? "" : ROOM);
    from = cut;
  }
  buf_str(&out, str_slice(s, from, s.n));
  struct str result = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

static void add_reference(struct lowering *l, const struct text *text) {
  if (str_trim(text->s).n == 0)
    return;
  struct doc_paragraph *line = doc_paragraph_new(l->arena, "annex-reference");
  lower_inline(l, line, text);
  for (size_t i = 0; i < line->runs.n; i++)
    if (line->runs.at[i].kind == DOC_TEXT)
      line->runs.at[i].text = with_room(l->arena, line->runs.at[i].text);
  doc_put_paragraph(l->arena, l->blocks, line);
}

// ---- The opening

void lower_annex_opening(struct lowering *l, const struct item *item) {
  const struct annex *annex = l->annex = &l->plan->annexes.at[l->annexes++];
  l->blocks = doc_add_section(l->arena, l->doc, is_wide(l->plan, item));
  struct str label = item->number.n ? item->number : item->label.written;
  struct doc_paragraph *line = doc_add_line(l->arena, l->blocks, "annex-label", label.n ? label : word(WORD_ANNEX));
  line->role = DOC_HEADING;
  line->level = 2;
  line->anchor = item->anchor;
  line->bookmark = lower_joined_title(l->arena, doc_plain(l->arena, line), annex->title.s);
  line->bookmark_level = 1;
  if (!printed_in_opening(annex, &item->text))
    add_text(l, "annex-title", &item->text);
  add_text(l, "annex-title", &annex->title);
  add_reference(l, &annex->reference);
}
