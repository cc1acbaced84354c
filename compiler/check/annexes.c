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

// Where “(Kèm theo Kế hoạch số 05/KH-UBND …)” begins in a folded text that ends with it; SIZE_MAX when it does not.
static size_t reference_start(struct reader *reader, struct str folded) {
  const struct term *term;
  size_t words = terms_find(reader->terms, TERMS_ATTACHED, folded, 0, &term), open = words;
  if (words == SIZE_MAX || !str_ends(str_trim(folded), STR(")")))
    return SIZE_MAX;
  while (open > 0 && folded.p[open] != '(')
    open--;
  return folded.p[open] == '(' ? open : SIZE_MAX;
}

static bool is_title(const struct text *text) {
  return text_is_upper(text->s) || text_whole(text, TEXT_BOLD);
}

// A line without label: a paragraph, or a heading that says nothing but the title.
static bool is_plain_line(const struct item *item) {
  bool heading = item->kind <= ITEM_POINT && item->label.scheme == SCHEME_NONE && !item->first && !item->id.n;
  return item->kind == ITEM_PARAGRAPH || heading;
}

static void add_title(struct reader *reader, struct item *annex, const struct text *title) {
  struct text trimmed = text_trimmed(reader->arena, title);
  if (trimmed.s.n)
    annex->text = annex->text.s.n ? text_joined(reader->arena, &annex->text, &trimmed) : trimmed;
}

// One line below the label: a title, the reference, or both in one paragraph. False when it is neither.
static bool take_line(struct reader *reader, struct annex *annex, const struct text *text,
                      const struct folded *folded) {
  size_t start = reference_start(reader, folded->s);
  size_t end = start == SIZE_MAX ? folded->s.n : start;
  struct text title = text_folded_part(reader->arena, text, folded, 0, end);
  if (str_trim(title.s).n && !is_title(&title))
    return false;
  add_title(reader, annex->item, &title);
  if (start != SIZE_MAX)
    annex->reference = text_folded_part(reader->arena, text, folded, start, folded->s.n);
  return true;
}

static void read_annex(struct reader *reader, struct item *item) {
  struct annex *annex = vec_add(reader->arena, &reader->plan->annexes);
  annex->item = item;
  struct text own = item->text;
  size_t start = reference_start(reader, item->folded.s);
  if (start != SIZE_MAX) {
    struct text title = text_folded_part(reader->arena, &own, &item->folded, 0, start);
    annex->reference = text_folded_part(reader->arena, &own, &item->folded, start, item->folded.s.n);
    item->text = text_trimmed(reader->arena, &title);
  }
  struct item *next;
  for (struct item *line = item->first; line && !annex->reference.s.n && is_plain_line(line); line = next) {
    next = line->next;
    if (!take_line(reader, annex, &line->text, &line->folded))
      break;
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
