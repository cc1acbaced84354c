// Section kinds (loại mục): from the words of a title, or as stated in braces. An item without a kind of its own has that
// of the nearest item above it.
#include "compiler/check/reader.h"

enum { POINT_TITLE_WORDS = 14 }; // only a short title tells what a point is about

const char *section_name(enum section_kind kind) {
  static const char *const names[SECTION_KINDS] = {
    [SECTION_OTHER] = "other",         [SECTION_PURPOSE] = "purpose",     [SECTION_VIEWPOINT] = "viewpoint",
    [SECTION_OBJECTIVE] = "objective", [SECTION_SCOPE] = "scope",         [SECTION_CONTENT] = "content",
    [SECTION_TASK] = "task",           [SECTION_FUNDING] = "funding",     [SECTION_ORGANISATION] = "organisation",
    [SECTION_REPORTING] = "reporting", [SECTION_SITUATION] = "situation", [SECTION_ANNEX] = "annex",
  };
  return names[kind];
}

int section_stated(struct reader *reader, struct str stated) {
  struct str folded = text_fold_str(reader->arena, str_trim(stated));
  for (int kind = 0; kind < SECTION_KINDS; kind++)
    if (str_is(folded, section_name(kind)))
      return kind;
  return terms_section(reader->terms, folded, true);
}

// A point of a section may turn to something else (“2. Mục tiêu” in QUAN ĐIỂM, MỤC TIÊU): its title must begin with it.
static int own_kind(struct reader *reader, const struct item *item) {
  if (item->node && item->node->stated_kind.n) {
    int kind = section_stated(reader, item->node->stated_kind);
    if (kind >= 0)
      return kind;
  }
  if (item->label.scheme == SCHEME_ANNEX)
    return SECTION_ANNEX;
  if (item->kind == ITEM_SECTION)
    return terms_section(reader->terms, item->folded.s, false);
  if (item->kind == ITEM_POINT && item->title && text_words(item->text.s) <= POINT_TITLE_WORDS)
    return terms_section(reader->terms, item->folded.s, true);
  return -1;
}

void sections_read(struct reader *reader) {
  struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    int kind = own_kind(reader, item);
    item->section = kind >= 0 ? (enum section_kind)kind : item->parent->section;
  }
}
