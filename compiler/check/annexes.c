// Annexes (phụ lục): the title and the line “(Kèm theo Kế hoạch số …)” are taken from the paragraphs that follow the label.
#include "compiler/check/reader.h"

static void detach(struct item *item) {
  struct item *parent = item->parent;
  if (item->previous)
    item->previous->next = item->next;
  else
    parent->first = item->next;
  if (item->next)
    item->next->previous = item->previous;
  else
    parent->last = item->previous;
}

// “(Kèm theo Kế hoạch số 05/KH-UBND …)”
static bool is_reference_line(struct reader *reader, const struct item *item) {
  const struct term *term;
  bool bracketed = item->folded.s.n && item->folded.s.p[0] == '(';
  return bracketed && terms_find(reader->terms, TERMS_ATTACHED, item->folded.s, 1, &term) != SIZE_MAX;
}

static bool is_title_line(const struct item *item) {
  return text_is_upper(item->text.s) || text_whole(&item->text, TEXT_BOLD);
}

// A line without label: a paragraph, or a heading that says nothing but the title.
static bool is_plain_line(const struct item *item) {
  bool heading = item->kind <= ITEM_POINT && item->label.scheme == SCHEME_NONE && !item->first && !item->id.n;
  return item->kind == ITEM_PARAGRAPH || heading;
}

// Title and reference written in one paragraph with the label.
static void split_reference(struct reader *reader, struct item *item, struct annex *annex) {
  const struct term *term;
  struct str folded = item->folded.s;
  size_t words = terms_find(reader->terms, TERMS_ATTACHED, folded, 0, &term);
  size_t open = str_find_byte(folded, '(', 0);
  if (words == SIZE_MAX || open > words || !str_ends(str_trim(folded), STR(")")))
    return;
  struct text title = text_folded_part(reader->arena, &item->text, &item->folded, 0, open);
  annex->reference = text_folded_part(reader->arena, &item->text, &item->folded, open, folded.n);
  item->text = text_trimmed(reader->arena, &title);
}

static void read_annex(struct reader *reader, struct item *item) {
  struct annex *annex = vec_add(reader->arena, &reader->plan->annexes);
  annex->item = item;
  split_reference(reader, item, annex);
  struct item *next;
  for (struct item *line = item->first; line && !annex->reference.s.n && is_plain_line(line); line = next) {
    next = line->next;
    if (is_reference_line(reader, line)) {
      annex->reference = line->text;
      detach(line);
      break;
    }
    if (!is_title_line(line))
      break;
    item->text = item->text.s.n ? text_joined(reader->arena, &item->text, &line->text) : line->text;
    detach(line);
  }
  item->folded = text_fold(reader->arena, item->text.s);
  annex->title = item->text;
}

void annexes_read(struct reader *reader) {
  for (struct item *item = reader->plan->root->first; item; item = item->next)
    if (item->label.scheme == SCHEME_ANNEX)
      read_annex(reader, item);
}

// “Phụ lục I” → “I”.
void annexes_number(struct reader *reader) {
  for (size_t i = 0; i < reader->plan->annexes.n; i++) {
    struct annex *annex = &reader->plan->annexes.at[i];
    struct str number = annex->item->path.n ? *vec_last(&annex->item->path) : (struct str){ 0 };
    size_t cut = number.n;
    while (cut > 0 && number.p[cut - 1] != ' ')
      cut--;
    annex->number = annex->item->label.count ? str_slice(number, cut, number.n) : (struct str){ 0 };
  }
}
