// Rules of the letterhead (thể thức phần đầu): components that must be there, and how number, date and names are written.
#include "compiler/check/rules/rules.h"

#include <string.h>

// ---- what is missing: reported at the top of the file

// A key that is there and blank is a place kept free in a draft: silent until a stage gives the rule its severity.
static void report_missing(struct reader *reader, const struct diag_rule *rule, const struct value *value) {
  if (value->text.s.n || reader->syntax->front_broken)
    return;
  struct diag *diag = report(reader, rule, value->span);
  if (value->present)
    diag->severity = SEVERITY_OFF;
}

void check_agency_missing(struct reader *reader) {
  report_missing(reader, &rule_agency_missing, &reader->plan->header.agency);
}

void check_subject_missing(struct reader *reader) {
  report_missing(reader, &rule_subject_missing, &reader->plan->header.subject);
}

void check_symbol_missing(struct reader *reader) {
  report_missing(reader, &rule_symbol_missing, &reader->plan->header.symbol);
}

void check_place_missing(struct reader *reader) {
  report_missing(reader, &rule_place_missing, &reader->plan->header.place);
}

void check_recipients_missing(struct reader *reader) {
  const struct plan *plan = reader->plan;
  if (!plan->recipients_present || plan->recipients.n == 0)
    report_missing(reader, &rule_recipients_missing,
                   &(struct value){ .present = plan->recipients_present, .span = plan->recipients_span });
}

void check_signature_missing(struct reader *reader) {
  if (reader->plan->signature.lines.n == 0)
    report_missing(reader, &rule_signature_missing, &(struct value){ 0 });
}

void check_signer_missing(struct reader *reader) {
  report_missing(reader, &rule_signer_missing, &reader->plan->signature.name);
}

// ---- date

void check_date_unread(struct reader *reader) {
  const struct header *header = &reader->plan->header;
  struct date date = header->date;
  bool known = date.year || date.month || date.day;
  bool possible = !date.day || !date.month || date.day <= date_month_length(date.year ? date.year : 2000, date.month);
  if (header->date_text.text.s.n && (!known || !possible))
    report_with(reader, &rule_date_unread, header->date_text.span, header->date_text.text.s);
}

enum { DAY, MONTH, DATE_PARTS };

// Bytes from…to of the date that are digits, and what they ought to be.
struct digits {
  size_t from, to;
  struct str right;
};

// The first two numbers of “5/04/2026” or “ngày 5 tháng 04 năm 2026”. False when they are not day and month.
static bool date_digits(struct reader *reader, struct digits digits[DATE_PARTS]) {
  const struct header *header = &reader->plan->header;
  const int values[DATE_PARTS] = { header->date.day, header->date.month };
  struct str s = header->date_text.text.s;
  size_t at = 0;
  for (int part = DAY; part < DATE_PARTS; part++) {
    int written;
    while (at < s.n && !uni_is_digit((unsigned char)s.p[at]))
      at++;
    digits[part].from = at;
    while (at < s.n && uni_is_digit((unsigned char)s.p[at]))
      at++;
    digits[part].to = at;
    if (!str_to_int(str_slice(s, digits[part].from, at), &written) || written != values[part])
      return false;
    bool padded = part == DAY || written <= 2;
    digits[part].right = str_printf(reader->arena, padded ? "%02d" : "%d", written);
  }
  return true;
}

void check_date_padding(struct reader *reader) {
  const struct value *value = &reader->plan->header.date_text;
  struct digits digits[DATE_PARTS];
  struct str s = value->text.s;
  if (!date_is_whole(reader->plan->header.date) || !date_digits(reader, digits))
    return;
  const struct digits *day = &digits[DAY], *month = &digits[MONTH];
  struct str between = str_slice(s, day->to, month->from);
  struct str right = str_printf(reader->arena, STR_FMT STR_FMT STR_FMT STR_FMT STR_FMT, STR_ARG(str_slice(s, 0, day->from)),
                                STR_ARG(day->right), STR_ARG(between), STR_ARG(month->right),
                                STR_ARG(str_slice(s, month->to, s.n)));
  if (str_eq(s, right))
    return;
  struct diag *diag = diag_arg(reader->diags, report_with(reader, &rule_date_padding, value->span, s), right);
  for (int part = DAY; part < DATE_PARTS; part++)
    if (!str_eq(str_slice(s, digits[part].from, digits[part].to), digits[part].right))
      report_fix_text(reader, diag, "sửa số 0", "correct the zero", &value->text, digits[part].from, digits[part].to,
                      digits[part].right);
}

// ---- number and symbol

// Takes out each run of spaces at or behind `from`.
static void fix_spaces(struct reader *reader, struct diag *diag, const struct text *text, size_t from) {
  for (size_t at; (at = str_find_byte(text->s, ' ', from)) != SIZE_MAX;) {
    for (from = at; from < text->s.n && text->s.p[from] == ' ';)
      from++;
    report_fix_text(reader, diag, "bỏ dấu cách", "remove the space", text, at, from, STR(""));
  }
}

void check_number_space(struct reader *reader) {
  const struct header *header = &reader->plan->header;
  struct str number = header->number.text.s, symbol = header->symbol.text.s;
  bool spaced = number.n && (number.p[number.n - 1] == ' ' || str_find_byte(symbol, ' ', 0) != SIZE_MAX);
  if (!spaced)
    return;
  struct diag *diag = report_with(reader, &rule_number_space, header->number.span,
                                  str_printf(reader->arena, STR_FMT "/" STR_FMT, STR_ARG(number), STR_ARG(symbol)));
  fix_spaces(reader, diag, &header->number.text, str_trim(number).n);
  fix_spaces(reader, diag, &header->symbol.text, 0);
}

void check_symbol_kind(struct reader *reader) {
  const struct header *header = &reader->plan->header;
  struct str symbol = header->symbol.text.s, kind = text_fold_str(reader->arena, header->kind.text.s);
  const struct term *abbreviation = terms_is(reader->terms, TERMS_KIND, kind);
  if (!symbol.n || !abbreviation || str_starts(symbol, abbreviation->value))
    return;
  struct diag *diag = report_with(reader, &rule_symbol_kind, header->symbol.span, symbol);
  diag_arg(reader->diags, diag, header->kind.text.s);
}

// ---- names and words

void check_subject_stop(struct reader *reader) {
  const struct value *subject = &reader->plan->header.subject;
  struct str s = subject->text.s;
  if (!str_ends(s, STR(".")) || str_ends(s, STR("..")) || str_ends(s, STR("v.v.")))
    return;
  struct diag *diag = report(reader, &rule_subject_stop, subject->span);
  report_fix_text(reader, diag, "bỏ dấu chấm", "remove the full stop", &subject->text, s.n - 1, s.n, STR(""));
}

void check_agency_abbreviated(struct reader *reader) {
  const struct value *agency = &reader->plan->header.agency;
  struct str folded = text_fold_str(reader->arena, agency->text.s);
  if (terms_at(reader->terms, TERMS_SHORT, folded, 0))
    report_with(reader, &rule_agency_abbreviated, agency->span, agency->text.s);
}

void check_addressee(struct reader *reader) {
  for (const struct item *item = reader->plan->root->first; item && item->kind == ITEM_PARAGRAPH; item = item->next)
    if (terms_at(reader->terms, TERMS_ADDRESSEE, item->folded.s, 0))
      report(reader, &rule_addressee, item->span);
}

// Words of the letterhead that stand in the body are printed a second time.
void check_letterhead_repeated(struct reader *reader) {
  const struct plan *plan = reader->plan;
  const struct term *term;
  for (const struct item *item = plan->root->first; item && item->kind != ITEM_SECTION; item = item->next) {
    struct str s = item->folded.s;
    if (terms_find(reader->terms, TERMS_LETTERHEAD, s, 0, &term) != SIZE_MAX)
      report_with(reader, &rule_letterhead_repeated, item->span, item->text.s);
    for (size_t i = 0; item->table && i < item->table->cells.n; i++) {
      const struct text *cell = &item->table->cells.at[i].text;
      if (terms_find(reader->terms, TERMS_LETTERHEAD, text_fold_str(reader->arena, cell->s), 0, &term) != SIZE_MAX)
        report_with(reader, &rule_letterhead_repeated, item->table->cells.at[i].span, cell->s);
    }
  }
}
