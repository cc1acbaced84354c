// Rules of the closing (phần kết): recipients, filing line, signature, end mark.
#include "compiler/check/rules/rules.h"

#include <string.h>

// ---- signature

static bool is_collective(struct reader *reader) {
  struct str folded = text_fold_str(reader->arena, reader->plan->header.agency.text.s);
  return terms_at(reader->terms, TERMS_COLLECTIVE, folded, 0) != NULL;
}

void check_collective_missing(struct reader *reader) {
  const struct signature *signature = &reader->plan->signature;
  if (signature->lines.n == 0 || !is_collective(reader))
    return;
  for (size_t i = 0; i < signature->lines.n; i++)
    if (terms_at(reader->terms, TERMS_ON_BEHALF, text_fold_str(reader->arena, signature->lines.at[i].text.s), 0))
      return;
  const struct value *first = &signature->lines.at[0];
  report_with(reader, &rule_collective_missing, first->span, first->text.s);
}

// “KT.CHỦ TỊCH”: the stop of “KT.”, “TM.”, “TL.” and a letter behind it.
void check_authority_space(struct reader *reader) {
  const struct signature *signature = &reader->plan->signature;
  for (size_t i = 0; i < signature->lines.n; i++) {
    const struct value *line = &signature->lines.at[i];
    size_t stop = str_find_byte(line->text.s, '.', 0), at = stop + 1;
    if (stop == SIZE_MAX || stop > 4 || at >= line->text.s.n || !uni_is_letter(utf8_next(line->text.s, &at)))
      continue;
    struct diag *diag = report_with(reader, &rule_authority_space, line->span, line->text.s);
    report_fix_text(reader, diag, "thêm dấu cách", "insert a space", &line->text, stop + 1, stop + 1, STR(" "));
  }
}

void check_signer_title(struct reader *reader) {
  const struct value *name = &reader->plan->signature.name;
  struct str folded = text_fold_str(reader->arena, name->text.s);
  const struct term *title = terms_at(reader->terms, TERMS_DEGREE, folded, 0);
  if (title)
    report_with(reader, &rule_signer_title, name->span, str_slice(name->text.s, 0, title->phrase.n));
}

void check_closing_unread(struct reader *reader) {
  for (size_t i = 0; i < reader->plan->unread.n; i++) {
    const struct text *text = &reader->plan->unread.at[i].text;
    report_with(reader, &rule_closing_unread, text_span(text, 0, text->s.n), text->s);
  }
}

// ---- recipients

static const struct recipient *filing_line(const struct plan *plan) {
  for (size_t i = plan->recipients.n; i > 0; i--)
    if (plan->recipients.at[i - 1].filing)
      return &plan->recipients.at[i - 1];
  return NULL;
}

// A line that the compiler made of `lưu: VT, NC` stands in no source and is right.
static const struct recipient *written_filing_line(const struct plan *plan) {
  const struct recipient *filing = filing_line(plan);
  return filing && filing->text.map.n ? filing : NULL;
}

// “Lưu VT” → “Lưu: VT”
void check_filing_colon(struct reader *reader) {
  const struct recipient *filing = written_filing_line(reader->plan);
  if (!filing || str_find_byte(filing->text.s, ':', 0) != SIZE_MAX)
    return;
  struct str s = filing->text.s;
  struct diag *diag = report_with(reader, &rule_filing_colon, text_span(&filing->text, 0, s.n), s);
  size_t word = str_find_byte(s, ' ', 0);
  if (word != SIZE_MAX && text_same(reader->arena, str_slice(s, 0, word), STR("lưu")))
    report_fix_text(reader, diag, "thêm dấu hai chấm", "insert the colon", &filing->text, word, word, STR(":"));
}

// “Lưu: VT, NC” and “Lưu: VT, NC;” → “Lưu: VT, NC.”
void check_filing_stop(struct reader *reader) {
  const struct recipient *filing = written_filing_line(reader->plan);
  if (!filing || str_ends(str_trim(filing->text.s), STR(".")))
    return;
  struct str s = filing->text.s;
  size_t end = (size_t)(str_trim(s).p - s.p) + str_trim(s).n;
  struct diag *diag = report_with(reader, &rule_filing_stop, text_span(&filing->text, 0, s.n), s);
  bool other = end > 0 && strchr(";,", s.p[end - 1]);
  report_fix_text(reader, diag, "thêm dấu chấm", "put a full stop", &filing->text, end - other, end, STR("."));
}

void check_filing_missing(struct reader *reader) {
  const struct plan *plan = reader->plan;
  if (plan->recipients_present && !filing_line(plan))
    report(reader, &rule_filing_missing, plan->recipients_span);
}

// Letters and digits only: “VT, NC.” and “VT,NC” say the same.
static struct str essence(struct arena *arena, struct str s) {
  struct buf out = { 0 };
  struct str folded = text_fold_str(arena, s);
  for (size_t at = 0, from = 0; at < folded.n; from = at)
    if (uni_is_word(utf8_next(folded, &at)))
      buf_str(&out, str_slice(folded, from, at));
  struct str result = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

void check_filing_differs(struct reader *reader) {
  const struct entry *entry = syntax_entry(reader->syntax, "luu");
  const struct recipient *filing = written_filing_line(reader->plan);
  if (!entry || entry->kind != ENTRY_SCALAR || !filing)
    return;
  struct str given = essence(reader->arena, entry->value.s), written = essence(reader->arena, filing->text.s);
  if (str_ends(written, given))
    return;
  struct diag *diag = report_with(reader, &rule_filing_differs, entry->span, str_trim(entry->value.s));
  diag_arg(reader->diags, diag, filing->text.s);
}

// ---- end mark “./.”

static bool ends_document(const struct item *item) {
  return str_ends(str_trim(item->text.s), STR("./."));
}

// The last item of the body, annexes aside.
static const struct item *last_of_body(const struct plan *plan) {
  const struct item *last = plan->root->last;
  while (last && last->label.scheme == SCHEME_ANNEX)
    last = last->previous;
  while (last && last->last)
    last = last->last;
  return last;
}

void check_end_mark_missing(struct reader *reader) {
  const struct item *last = last_of_body(reader->plan);
  if (!last || last->kind == ITEM_TABLE)
    return;
  for (const struct item *item = plan_next(reader->plan, NULL); item; item = plan_next(reader->plan, item))
    if (ends_document(item))
      return;
  report(reader, &rule_end_mark_missing, (struct span){ last->span.end > 0 ? last->span.end - 1 : 0, last->span.end });
}

void check_end_mark_early(struct reader *reader) {
  const struct plan *plan = reader->plan;
  const struct item *last = last_of_body(plan);
  for (struct item *item = plan_next(plan, NULL); item && item != last; item = plan_next(plan, item)) {
    if (!ends_document(item))
      continue;
    size_t n = str_trim(item->text.s).n;
    report(reader, &rule_end_mark_early, text_span(&item->text, n - 3, n));
  }
}
