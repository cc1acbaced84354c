// The rule of marks: each place that the author still has to write, wherever in the plan it stands.
#include "compiler/check/marks.h"

#include "compiler/check/rules/rules.h"
#include "runtime/base/utf8.h"

enum { OPENING_BYTES = 48 }; // that hold the longest word of the list and its colon

static bool opens_mark(struct reader *reader, struct str s, size_t bracket) {
  struct str rest = text_fold_str(reader->arena, str_slice(s, bracket + 1, bracket + OPENING_BYTES));
  const struct term *term = terms_at(reader->terms, TERMS_TO_WRITE, rest, 0);
  return term && term->phrase.n < rest.n && rest.p[term->phrase.n] == ':';
}

// Brackets inside a mark are its own: “[cần xem lại: Quý IV/2026 [@nv-to]]”.
static size_t mark_end(struct str s, size_t bracket) {
  size_t depth = 0;
  for (size_t at = bracket; at < s.n; at++) {
    depth += s.p[at] == '[';
    if (s.p[at] == ']' && --depth == 0)
      return at + 1;
  }
  return s.n;
}

bool mark_find(struct reader *reader, struct str s, size_t from, size_t *start, size_t *end) {
  for (size_t at = from; (at = str_find_byte(s, '[', at)) != SIZE_MAX; at++)
    if (opens_mark(reader, s, at)) {
      *start = at;
      *end = mark_end(s, at);
      return true;
    }
  return false;
}

static void check_text(struct reader *reader, const struct text *text) {
  for (size_t at = 0, start; mark_find(reader, text->s, at, &start, &at);)
    report_with(reader, &rule_to_write, text_span(text, start, at), str_slice(text->s, start, at));
}

// What was read from the body is seen there.
static void check_entry(struct reader *reader, const struct entry *entry) {
  if (entry->from_body)
    return;
  if (entry->kind == ENTRY_SCALAR)
    check_text(reader, &entry->value);
  struct text key = { .s = entry->key };
  vec_push(reader->arena, &key.map, (struct text_place){ 0, entry->key_span.start });
  check_text(reader, &key);
}

// Front matter is at most some levels deep; they wait in a list.
static void check_entries(struct reader *reader) {
  VEC(const struct entry *) waiting = { 0 };
  for (size_t i = 0; i < reader->syntax->entries.n; i++)
    vec_push(reader->arena, &waiting, &reader->syntax->entries.at[i]);
  for (size_t i = 0; i < waiting.n; i++) {
    const struct entry *entry = waiting.at[i];
    check_entry(reader, entry);
    for (size_t k = 0; k < entry->children.n; k++)
      vec_push(reader->arena, &waiting, &entry->children.at[k]);
  }
}

// In annexes as well: who marks a place means it, unlike the dots of a form.
void check_to_write(struct reader *reader) {
  const struct plan *plan = reader->plan;
  check_entries(reader);
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    check_text(reader, &item->text);
    for (size_t i = 0; item->table && i < item->table->cells.n; i++)
      check_text(reader, &item->table->cells.at[i].text);
  }
  for (size_t i = 0; i < plan->notes.n; i++)
    check_text(reader, &plan->notes.at[i].text);
  for (size_t i = 0; i < plan->annexes.n; i++) {
    check_text(reader, &plan->annexes.at[i].title);
    check_text(reader, &plan->annexes.at[i].reference);
  }
  for (size_t i = 0; i < plan->recipients.n; i++)
    check_text(reader, &plan->recipients.at[i].text);
  for (size_t i = 0; i < plan->signature.lines.n; i++)
    check_text(reader, &plan->signature.lines.at[i].text);
  const struct value *const header[] = { &plan->header.agency, &plan->header.parent, &plan->header.place,
                                         &plan->header.subject, &plan->header.date_text, &plan->header.number };
  for (size_t i = 0; i < sizeof header / sizeof *header; i++)
    check_text(reader, &header[i]->text);
}
