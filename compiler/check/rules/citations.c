// Rules of citations (viện dẫn): complete the first time and short afterwards, one date for one document, symbols that
// fit their kind, nothing younger than the plan.
#include "compiler/check/rules/citations.h"
#include "compiler/check/rules/word_rules.h"

typedef void visit_citation(struct reader *reader, const struct citation *citation);

static void visit_citations(struct reader *reader, visit_citation *visit) {
  const struct citations *citations = citations_of(reader);
  for (size_t i = 0; i < citations->list.n; i++)
    visit(reader, &citations->list.at[i]);
}

static struct span citation_span(struct reader *reader, const struct citation *citation) {
  return words_span(reader->prose, citation->first, citation->last);
}

// “Quyết định số 1191/QĐ-TTg”
static struct str citation_words(struct reader *reader, const struct citation *citation) {
  return words_raw(reader->prose, citation->first, citation->last);
}

static struct span date_span(struct reader *reader, const struct citation *citation) {
  return words_span(reader->prose, citation->last + 1, citation->date_last);
}

static struct diag *report_citation(struct reader *reader, const struct diag_rule *rule, const struct citation *citation) {
  return report_with(reader, rule, citation_span(reader, citation), citation_words(reader, citation));
}

static bool is_dated(const struct citation *citation) {
  return citation->date.year > 0;
}

// ---- full and short

static bool is_body(struct reader *reader, const struct citation *citation) {
  enum prose_part part = reader->prose->texts.at[reader->prose->words.at[citation->first].text].part;
  return part == PROSE_BODY || part == PROSE_CELL || part == PROSE_NOTE;
}

// The first citation in the body; what stands in the subject is only a name.
static bool is_first(struct reader *reader, const struct citation *citation) {
  while (citation->before && !is_body(reader, citation->before))
    citation = citation->before;
  return !citation->before;
}

static void first_short(struct reader *reader, const struct citation *citation) {
  const struct prose *prose = reader->prose;
  bool complete = is_dated(citation) || word_reads(&prose->words.at[citation->last + 1], "ngày");
  if (!citation->kind || citation->kind->value.n == 0 || !citation->body.n || complete || !is_body(reader, citation) || !is_first(reader, citation))
    return;
  report_citation(reader, &rule_cited_first_short, citation);
}
void check_cited_first_short(struct reader *reader) {
  visit_citations(reader, first_short);
}

// Citations of one document with its date again, told once at the second of them.
struct again {
  const struct citation *second;
  int places;
};

void check_cited_full_again(struct reader *reader) {
  const struct citations *citations = citations_of(reader);
  size_t n = citations->list.n;
  struct again *again = arena_array(reader->arena, struct again, n);
  size_t *first = arena_array(reader->arena, size_t, n); // of those with the same number
  for (size_t i = 0; i < n; i++) {
    const struct citation *citation = &citations->list.at[i];
    first[i] = citation->before ? first[citation->before - citations->list.at] : i;
    const struct citation *full = &citations->list.at[first[i]];
    if (!citation->before || !is_dated(citation) || date_compare(citation->date, full->date) != 0 || !is_body(reader, citation))
      continue;
    if (is_body(reader, full) && again[first[i]].places++ == 0)
      again[first[i]].second = citation;
  }
  for (size_t i = 0; i < n; i++) {
    if (!again[i].places)
      continue;
    struct diag *diag = report_citation(reader, &rule_cited_full_again, again[i].second);
    diag_arg(reader->diags, diag, str_printf(reader->arena, "%d", again[i].places));
    diag_related(reader->diags, diag, reader->plan->source, citation_span(reader, &citations->list.at[i]),
                 "viện dẫn đầy đủ ở đây", "it is cited in full here");
  }
}

// ---- dates

// Numbers begin anew each year: another year is another document, unless the number holds the year.
static void two_dates(struct reader *reader, const struct citation *citation) {
  const struct citation *before = citation->before;
  while (before && !is_dated(before))
    before = before->before;
  if (!before || !is_dated(citation) || date_compare(before->date, citation->date) == 0)
    return;
  if (before->date.year != citation->date.year && !citation->year)
    return;
  struct diag *diag = report_with(reader, &rule_cited_two_dates, date_span(reader, citation), citation_words(reader, citation));
  diag_arg(reader->diags, diag, date_written(reader->arena, citation->date));
  diag_arg(reader->diags, diag, date_written(reader->arena, before->date));
  diag_related(reader->diags, diag, reader->plan->source, date_span(reader, before), "ngày kia ở đây", "the other date is here");
}
void check_cited_two_dates(struct reader *reader) {
  visit_citations(reader, two_dates);
}

static void later(struct reader *reader, const struct citation *citation) {
  const struct header *header = &reader->plan->header;
  if (!is_dated(citation) || !surely_before(header->date, citation->date))
    return;
  struct diag *diag = report_with(reader, &rule_cited_later, date_span(reader, citation), citation_words(reader, citation));
  diag_arg(reader->diags, diag, date_written(reader->arena, citation->date));
  diag_arg(reader->diags, diag, header->date_text.text.s);
  diag_related(reader->diags, diag, reader->plan->source, header->date_text.span, "ngày ban hành ở đây",
               "the date of issue is here");
}
void check_cited_later(struct reader *reader) {
  visit_citations(reader, later);
}

static void wrong_year(struct reader *reader, const struct citation *citation) {
  if (!citation->year || !is_dated(citation) || citation->year == citation->date.year)
    return;
  struct diag *diag = report_citation(reader, &rule_citation_year, citation);
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%d", citation->date.year));
}
void check_citation_year(struct reader *reader) {
  visit_citations(reader, wrong_year);
}

// ---- symbols

static bool has_type(struct str types, struct str type) {
  struct str one;
  while (str_split(&types, ' ', &one))
    if (str_eq(one, type))
      return true;
  return false;
}

// The kind whose symbol has that type, NULL when it is none that is known.
static const struct term *kind_of_type(const struct terms *terms, struct str type) {
  for (size_t i = 0; i < terms->lists[TERMS_CITED].n; i++)
    if (has_type(terms->lists[TERMS_CITED].at[i].value, type))
      return &terms->lists[TERMS_CITED].at[i];
  return NULL;
}

// “Nghị quyết số 12/QĐ-UBND”: only a type that is another kind's own.
static void wrong_kind(struct reader *reader, const struct citation *citation) {
  const struct term *kind = citation->kind;
  if (!kind || kind->value.n == 0 || has_type(kind->value, citation->type))
    return;
  const struct term *other = kind_of_type(reader->terms, citation->type);
  if (!other)
    return;
  struct diag *diag = report_citation(reader, &rule_citation_kind, citation);
  diag_arg(reader->diags, diag, citation->type);
  diag_arg(reader->diags, diag, other->phrase);
}
void check_citation_kind(struct reader *reader) {
  visit_citations(reader, wrong_kind);
}

static bool is_party(struct str body) {
  return str_is(body, "TW") || str_is(body, "TU");
}

static bool is_state(struct str body) {
  return str_is(body, "UBND") || str_is(body, "HĐND") || str_is(body, "CP") || str_is(body, "TTg");
}

// As it ought to be written; empty where it is right or cannot be told. *certain: only signs change.
static struct str right_form(struct reader *reader, const struct citation *citation, bool *certain) {
  struct arena *arena = reader->arena;
  *certain = true;
  if (!citation->type.n || !citation->body.n)
    return (struct str){ 0 };
  if (!citation->party && is_party(citation->body) && !citation->year)
    return str_printf(arena, STR_FMT "-" STR_FMT "/" STR_FMT, STR_ARG(citation->digits), STR_ARG(citation->type), STR_ARG(citation->body));
  if (citation->party && is_state(citation->body))
    return str_printf(arena, STR_FMT "/" STR_FMT "-" STR_FMT, STR_ARG(citation->digits), STR_ARG(citation->type), STR_ARG(citation->body));
  bool yearly = str_is(citation->type, "NĐ") || str_is(citation->type, "TT");
  if (citation->party || citation->year || !yearly || citation->date.year < 2000)
    return (struct str){ 0 };
  *certain = false;
  return str_printf(arena, STR_FMT "/%d/" STR_FMT "-" STR_FMT, STR_ARG(citation->digits), citation->date.year,
                    STR_ARG(citation->type), STR_ARG(citation->body));
}

static void wrong_form(struct reader *reader, const struct citation *citation) {
  bool certain;
  struct str right = right_form(reader, citation, &certain);
  if (!right.n || (citation->kind && citation->kind->value.n && !has_type(citation->kind->value, citation->type)))
    return;
  struct diag *diag = report_citation(reader, &rule_citation_form, citation);
  diag_arg(reader->diags, diag, right);
  const struct prose_text *text = &reader->prose->texts.at[reader->prose->words.at[citation->last].text];
  size_t from = (size_t)(citation->number.p - text->text->s.p);
  if (certain)
    words_fix(reader, diag, text, from, from + citation->number.n, right);
}
void check_citation_form(struct reader *reader) {
  visit_citations(reader, wrong_form);
}

// ---- the last basis

// “Căn cứ …,”: all but the last are looked at by basis_end.
void check_basis_last_end(struct reader *reader) {
  const struct plan *plan = reader->plan;
  if (!plan->bases.n)
    return;
  const struct item *item = vec_last(&plan->bases)->item;
  struct str s = str_trim(item->text.s);
  size_t at = s.n;
  if (!s.n)
    return;
  uint32_t last = utf8_prev(s, &at);
  if (last == ',' || uni_is_word(last))
    report(reader, &rule_basis_last_end, text_span(&item->text, at, s.n));
}
