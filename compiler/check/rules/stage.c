// Rules about what a draft may leave open: they are silent until a stage (or -W) gives them a severity.
#include "compiler/check/rules/rules.h"

#include "runtime/base/utf8.h"

// The place of a blank: its key, or the top of the file.
static struct span blank_span(const struct value *value) {
  return value->present ? value->span : (struct span){ 0, 0 };
}

void check_number_blank(struct reader *reader) {
  const struct value *number = &reader->plan->header.number;
  if (str_trim(number->text.s).n == 0)
    report(reader, &rule_number_blank, blank_span(number));
}

void check_date_blank(struct reader *reader) {
  const struct header *header = &reader->plan->header;
  if (!date_is_whole(header->date))
    report(reader, &rule_date_blank, blank_span(&header->date_text));
}

// A paragraph of its own before the first section: “DỰ THẢO”, “(Dự thảo)”, “Dự thảo lần 2”.
void check_draft_mark(struct reader *reader) {
  for (const struct item *item = reader->plan->root->first; item && item->kind == ITEM_PARAGRAPH; item = item->next) {
    struct str folded = text_fold_str(reader->arena, item->text.s);
    if (folded.n < 24 && str_find(folded, STR("dự thảo"), 0) <= 1)
      report_with(reader, &rule_draft_mark, item->span, str_trim(item->text.s));
  }
}
