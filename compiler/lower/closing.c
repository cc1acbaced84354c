// The closing (phần kết): recipients beside authority, room for the signature, and name. Nghị định 30/2020/NĐ-CP, annex I,
// II.7 and II.9. Nothing is printed for what the plan does not have.
#include "compiler/lower/lowering.h"

// Room for a signature by hand or its picture, with the seal over its left third: practice, 25 to 30 mm. In points.
#define SIGNATURE_ROOM (28.0 * 72.0 / 25.4)

enum { RECIPIENTS_SHARE = 46, SIGNATURE_SHARE = 54 };

// Lines that no reader could place are printed where they stood, so that nothing is lost.
static void add_unread(struct lowering *l, enum zone zone, const char *style) {
  for (size_t i = 0; i < l->plan->unread.n; i++) {
    const struct unread *unread = &l->plan->unread.at[i];
    if (unread->zone == zone)
      lower_inline(l, doc_add_paragraph(l->arena, l->blocks, style), &unread->text);
  }
}

// Lines of the front matter, and those that the program makes, get their signs here: II.9.b. The author's in the body are
// printed as they stand.
static void add_sign(struct lowering *l, struct doc_paragraph *line, size_t at) {
  const struct plan *plan = l->plan;
  struct str words = str_trim(plan->recipients.at[at].text.s);
  bool own = !plan->recipients_given && !plan->recipients_automatic && plan->recipients.at[at].text.map.n;
  if (!own && !str_ends(words, STR(";")) && !str_ends(words, STR(".")))
    doc_add_text(l->arena, line, at + 1 < plan->recipients.n ? STR(";") : STR("."), 0);
}

static void add_recipients(struct lowering *l) {
  const struct plan *plan = l->plan;
  if (plan->recipients_present || plan->recipients.n)
    doc_add_line(l->arena, l->blocks, "recipients-label", word(WORD_RECIPIENTS));
  for (size_t i = 0; i < plan->recipients.n; i++) {
    struct doc_paragraph *line = doc_add_paragraph(l->arena, l->blocks, "recipients-item");
    line->role = DOC_ITEM;
    line->level = 1;
    line->label = STR("-");
    lower_inline(l, line, &plan->recipients.at[i].text);
    add_sign(l, line, i);
  }
  add_unread(l, ZONE_RECIPIENTS, "recipients-item");
}

static bool has_words(const struct value *value) {
  return str_trim(value->text.s).n > 0;
}

static void add_signature(struct lowering *l) {
  const struct signature *signature = &l->plan->signature;
  bool any = has_words(&signature->name);
  for (size_t i = 0; i < signature->lines.n; i++) {
    const struct value *line = &signature->lines.at[i];
    if (!has_words(line))
      continue;
    const char *style = l->blocks->list.n ? "position" : "authority";
    lower_inline(l, doc_add_paragraph(l->arena, l->blocks, style), &line->text);
    any = true;
  }
  if (any)
    doc_add_space(l->arena, l->blocks, SIGNATURE_ROOM, STR("sig_person"));
  if (has_words(&signature->name))
    lower_inline(l, doc_add_paragraph(l->arena, l->blocks, "signer"), &signature->name.text);
  add_unread(l, ZONE_SIGNATURE, "office");
}

void lower_closing(struct lowering *l) {
  struct doc_blocks *outer = l->blocks;
  struct doc_columns columns = { .style = "closing", .keep_with_previous = true };
  struct doc_blocks *left = l->blocks = doc_add_column(l->arena, &columns, RECIPIENTS_SHARE);
  add_recipients(l);
  struct doc_blocks *right = l->blocks = doc_add_column(l->arena, &columns, SIGNATURE_SHARE);
  add_signature(l);
  l->blocks = outer;
  if (left->list.n || right->list.n)
    *doc_add_columns(l->arena, outer, columns.style) = columns;
}
