// Rules of references (dẫn chiếu): what is referred to exists, annexes are mentioned, citations are complete.
#include "compiler/check/rules/rules.h"

#include <string.h>

// ---- [@id]

static bool is_id(struct str written) {
  return str_starts(written, STR("[@"));
}

static struct str id_of(struct str written) {
  return str_ends(written, STR("]")) ? str_slice(written, 2, written.n - 1) : str_slice(written, 2, written.n);
}

enum { IDS_COMPARED = 256, ID_DISTANCE = 3 };

static struct str nearest_id(struct reader *reader, struct str id) {
  struct str nearest = { 0 };
  size_t best = ID_DISTANCE, compared = 0;
  for (struct item *item = plan_next(reader->plan, NULL); item && compared < IDS_COMPARED;
       item = plan_next(reader->plan, item)) {
    if (item->id.n == 0)
      continue;
    compared++;
    size_t distance = text_distance(item->id, id, best);
    if (distance < best && distance * 2 < id.n) {
      best = distance;
      nearest = item->id;
    }
  }
  return nearest;
}

static void visit_lost_ids(struct reader *reader, bool with_nearest, const struct diag_rule *rule) {
  for (size_t i = 0; i < reader->plan->references.n; i++) {
    const struct reference *reference = &reader->plan->references.at[i];
    if (reference->target || !is_id(reference->written))
      continue;
    struct str nearest = nearest_id(reader, id_of(reference->written));
    if ((nearest.n > 0) != with_nearest)
      continue;
    struct diag *diag = report_with(reader, rule, reference->span, id_of(reference->written));
    if (with_nearest)
      diag_arg(reader->diags, diag, nearest);
  }
}

void check_id_unknown(struct reader *reader) {
  visit_lost_ids(reader, false, &rule_id_unknown);
}

void check_id_misspelt(struct reader *reader) {
  visit_lost_ids(reader, true, &rule_id_misspelt);
}

// ---- written references

static bool is_annex(struct reader *reader, const struct reference *reference) {
  return terms_at(reader->terms, TERMS_ANNEX, text_fold_str(reader->arena, reference->written), 0) != NULL;
}

static void visit_lost_references(struct reader *reader, bool annexes, const struct diag_rule *rule) {
  for (size_t i = 0; i < reader->plan->references.n; i++) {
    const struct reference *reference = &reader->plan->references.at[i];
    if (!reference->target && !is_id(reference->written) && is_annex(reader, reference) == annexes)
      report_with(reader, rule, reference->span, reference->written);
  }
}

void check_reference_unresolved(struct reader *reader) {
  visit_lost_references(reader, false, &rule_reference_unresolved);
}

// An assignment annex is made when the plan asks for it.
void check_annex_missing(struct reader *reader) {
  if (reader->plan->assignment_annex)
    return;
  visit_lost_references(reader, true, &rule_annex_missing);
}

// ---- annexes

// “Phụ lục kèm theo” without a number speaks of all of them.
static bool mentions_all(struct reader *reader, const struct reference *reference) {
  return terms_is(reader->terms, TERMS_ANNEX, text_fold_str(reader->arena, reference->written)) != NULL;
}

static bool stands_in(const struct source *source, const struct reference *reference, const struct item *annex) {
  (void)source;
  return reference->span.start >= annex->span.start && reference->span.start < annex->node->end;
}

void check_annex_unmentioned(struct reader *reader) {
  const struct plan *plan = reader->plan;
  size_t annexes = plan->annexes.n;
  bool *mentioned = arena_array(reader->arena, bool, annexes + 1), all = false;
  for (size_t i = 0; annexes && i < plan->references.n; i++) {
    const struct reference *reference = &plan->references.at[i];
    const struct item *target = reference->target;
    if (!target || target->label.scheme != SCHEME_ANNEX || stands_in(plan->source, reference, target))
      continue;
    all |= mentions_all(reader, reference);
    for (size_t k = 0; k < annexes && k < IDS_COMPARED; k++)
      mentioned[k] |= plan->annexes.at[k].item == target;
  }
  for (size_t i = 0; !all && i < annexes; i++)
    if (!mentioned[i])
      report_with(reader, &rule_annex_unmentioned, label_span(plan->annexes.at[i].item),
                  plan->annexes.at[i].item->number);
}

// ---- citations

// “Nghị định 30/2020/NĐ-CP”: a kind of document, and its number without “số”.
static bool is_document_number(struct str s, size_t at, size_t *end) {
  size_t to = at;
  while (to < s.n && s.p[to] >= '0' && s.p[to] <= '9')
    to++;
  if (to == at || to >= s.n || (s.p[to] != '/' && s.p[to] != '-'))
    return false;
  bool letters = false;
  for (; to < s.n && s.p[to] != ' ' && s.p[to] != ',' && s.p[to] != ';' && s.p[to] != ')'; to++)
    letters |= (s.p[to] == '/' || s.p[to] == '-') && to + 1 < s.n && !(s.p[to + 1] >= '0' && s.p[to + 1] <= '9');
  *end = to;
  return letters;
}

static void check_citations(struct reader *reader, const struct item *item) {
  struct str s = item->folded.s;
  const uint32_t *map = item->folded.map;
  const struct term *kind;
  for (size_t at = 0, end; (at = terms_find(reader->terms, TERMS_DOCUMENT, s, at, &kind)) != SIZE_MAX;
       at += kind->phrase.n) {
    size_t number = at + kind->phrase.n + 1;
    if (number < s.n && is_document_number(s, number, &end)) {
      struct span span = text_span(&item->text, map[at], map[end]);
      struct diag *diag = report_with(reader, &rule_citation_number, span, str_slice(item->text.s, map[at], map[end]));
      struct span place = text_span(&item->text, map[number], map[number]);
      report_fix(reader, diag, "thêm chữ “số”", "insert “số”", place, STR("số "));
    }
  }
}

void check_citation_number(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    check_citations(reader, item);
}

// Legal bases that begin with “Căn cứ”, one below the other: all but the last end with a semicolon.
void check_basis_end(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i + 1 < plan->bases.n; i++) {
    const struct item *item = plan->bases.at[i].item, *next = plan->bases.at[i + 1].item;
    struct str s = str_trim(item->text.s);
    bool listed = item->next == next && terms_at(reader->terms, TERMS_CONSIDERING, item->folded.s, 0) &&
                  terms_at(reader->terms, TERMS_CONSIDERING, next->folded.s, 0);
    if (listed && !str_ends(s, STR(";")))
      report(reader, &rule_basis_end, text_span(&item->text, s.n - 1, s.n));
  }
}
