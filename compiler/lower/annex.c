// Annexes (phụ lục): each a page section of its own with label, title and reference. Nghị định 30/2020/NĐ-CP, annex I, III.
#include "compiler/lower/lowering.h"

enum { WIDE_TABLE_COLUMNS = 5 };

// Only tables with their headings and remarks, and one of them wide: such an annex lies across the page.
static bool is_wide(const struct plan *plan, const struct item *annex) {
  bool wide = false;
  const struct item *after = annex->next;
  for (const struct item *item = plan_next(plan, annex); item && item != after && item->parent != annex->parent;
       item = plan_next(plan, item)) {
    if (item->kind == ITEM_POINT && !item->title)
      return false;
    wide = wide || (item->kind == ITEM_TABLE && item->table && item->table->columns >= WIDE_TABLE_COLUMNS);
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
  add_text(l, "annex-reference", &annex->reference);
}
