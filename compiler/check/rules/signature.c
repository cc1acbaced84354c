// Rules of signature and letterhead beyond their form: authority in the right order and for the right post, values that are
// possible and agree with each other.
#include "compiler/check/bodies.h"
#include "compiler/check/names.h"
#include "compiler/check/rules/rules.h"

#include <string.h>

// ---- authority

// A line of the signature: the words behind “KT.” or another authority.
struct authority {
  const struct value *value;
  struct str folded, post;
  bool behalf, acting, proxy;
};

static struct authority authority_of(struct reader *reader, const struct value *value) {
  struct authority line = { .value = value, .folded = text_fold_str(reader->arena, str_trim(value->text.s)) };
  const struct term *behalf = terms_at(reader->terms, TERMS_ON_BEHALF, line.folded, 0),
                    *acting = terms_at(reader->terms, TERMS_ACTING, line.folded, 0),
                    *proxy = terms_at(reader->terms, TERMS_PROXY, line.folded, 0);
  line.behalf = behalf;
  line.acting = acting;
  line.proxy = proxy;
  const struct term *term = behalf ? behalf : acting ? acting : proxy;
  line.post = str_trim(str_slice(line.folded, term ? term->phrase.n : 0, line.folded.n));
  return line;
}

static bool is_deputy(struct reader *reader, struct str post) {
  return terms_at(reader->terms, TERMS_DEPUTY, post, 0) != NULL;
}

// “KT. PHÓ CHỦ TỊCH”: one signs in the place of the head.
void check_acting_for_deputy(struct reader *reader) {
  const struct signature *signature = &reader->plan->signature;
  for (size_t i = 0; i < signature->lines.n; i++) {
    struct authority line = authority_of(reader, &signature->lines.at[i]);
    if (line.acting && is_deputy(reader, line.post))
      report_with(reader, &rule_acting_for_deputy, line.value->span, line.value->text.s);
  }
}

// “TM.” stands above “KT.”.
void check_authority_order(struct reader *reader) {
  const struct signature *signature = &reader->plan->signature;
  const struct value *acting = NULL;
  for (size_t i = 0; i < signature->lines.n; i++) {
    struct authority line = authority_of(reader, &signature->lines.at[i]);
    if (line.behalf && acting)
      diag_arg(reader->diags, report_with(reader, &rule_authority_order, line.value->span, line.value->text.s), acting->text.s);
    acting = line.acting || line.proxy ? line.value : acting;
  }
}

// “PHÓ CHỦ TỊCH” alone: a deputy signs for the head.
void check_acting_missing(struct reader *reader) {
  const struct signature *signature = &reader->plan->signature;
  const struct value *deputy = NULL;
  for (size_t i = 0; i < signature->lines.n; i++) {
    struct authority line = authority_of(reader, &signature->lines.at[i]);
    if (line.acting || line.proxy)
      return;
    if (!line.behalf && is_deputy(reader, line.post))
      deputy = line.value;
  }
  if (deputy)
    report_with(reader, &rule_acting_missing, deputy->span, deputy->text.s);
}

// “KT. CHỦ TỊCH” and no line that says who signs. Pasted columns may have lost it or joined it to this one.
void check_acting_alone(struct reader *reader) {
  const struct signature *signature = &reader->plan->signature;
  const struct entry *entry = syntax_entry(reader->syntax, "ky");
  const struct term *term;
  if (!signature->lines.n || !(signature->name.text.s.n || (entry && !entry->from_body)))
    return;
  struct authority last = authority_of(reader, vec_last(&signature->lines));
  bool joined = terms_find(reader->terms, TERMS_DEPUTY, last.post, 1, &term) != SIZE_MAX;
  if ((last.acting || last.proxy) && !joined && !str_starts(last.folded, STR("q")))
    report_with(reader, &rule_acting_alone, last.value->span, last.value->text.s);
}

void check_signature_repeated(struct reader *reader) {
  const struct signature *signature = &reader->plan->signature;
  for (size_t i = 0; i < signature->lines.n && i < 16; i++)
    for (size_t k = 0; k <= i; k++) {
      const struct value *line = &signature->lines.at[i], *other = k < i ? &signature->lines.at[k] : &signature->name;
      if (other->text.s.n == 0 || !text_same(reader->arena, line->text.s, other->text.s))
        continue;
      report_with(reader, &rule_signature_repeated, k < i ? line->span : other->span, line->text.s);
      break;
    }
}

// ---- the signer's name: a capital at the start of each word, no more

static bool is_name_word(struct str word) {
  size_t at = 0;
  return !uni_is_letter(utf8_next(word, &at)) || (at = 0, uni_is_upper(utf8_next(word, &at)));
}

void check_signer_case(struct reader *reader) {
  const struct value *name = &reader->plan->signature.name;
  struct str rest = str_trim(name->text.s), word;
  bool wrong = rest.n && text_is_upper(rest) && str_find_byte(rest, ' ', 0) != SIZE_MAX;
  while (!wrong && str_split(&rest, ' ', &word))
    wrong = word.n && !is_name_word(word);
  if (wrong)
    report_with(reader, &rule_signer_case, name->span, name->text.s);
}

// ---- number, place, symbol

void check_number_padding(struct reader *reader) {
  const struct value *number = &reader->plan->header.number;
  struct str s = str_trim(number->text.s);
  if (s.n != 1 || s.p[0] < '1' || s.p[0] > '9')
    return;
  struct str right = str_printf(reader->arena, "0%c", s.p[0]);
  struct diag *diag = diag_arg(reader->diags, report_with(reader, &rule_number_padding, number->span, s), right);
  if (number->text.map.n) {
    size_t at = (size_t)(s.p - number->text.s.p);
    report_fix(reader, diag, "thêm số 0", "put 0 before it", text_span(&number->text, at, at), STR("0"));
  }
}

static const struct province *place_province(struct reader *reader, struct str s, bool within) {
  struct words words = { 0 };
  words_read(reader->arena, s, 0, s.n, &words);
  for (size_t i = 0; i < words.n && (within || i == 0); i++) {
    size_t end;
    const struct province *province = place_at(reader->registry, &words, i, &end);
    if (province && end == words.n)
      return province;
  }
  return NULL;
}

// The place is another province than the issuer's.
void check_place_differs(struct reader *reader) {
  const struct header *header = &reader->plan->header;
  const struct province *issuer = place_province(reader, header->agency.text.s, true),
                        *place = place_province(reader, header->place.text.s, false);
  if (!issuer)
    issuer = place_province(reader, header->parent.text.s, true);
  if (!issuer || !place || issuer == place)
    return;
  struct diag *diag = report_with(reader, &rule_place_differs, header->place.span, header->place.text.s);
  diag_arg(reader->diags, diag, issuer->name);
}

void check_symbol_issuer(struct reader *reader) {
  const struct value *symbol = &reader->plan->header.symbol;
  struct str s = symbol->text.s;
  size_t dash = str_find_byte(s, '-', 0);
  if (!issuer_is_committee(reader) || dash == SIZE_MAX || str_find(s, STR("UBND"), 0) != SIZE_MAX)
    return;
  report_with(reader, &rule_symbol_issuer, symbol->span, s);
}

// ---- lengths that the decree's register of documents can hold

static void check_length(struct reader *reader, const struct value *value, const char *key, size_t limit) {
  size_t length = value->text.s.n > limit ? text_columns(value->text.s) : 0;
  if (length <= limit)
    return;
  struct diag *diag = report_with(reader, &rule_value_long, value->span, str_from(key));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", length));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", limit));
}

enum { SUBJECT_LIMIT = 500, AGENCY_LIMIT = 200, SYMBOL_LIMIT = 30, NUMBER_LIMIT = 11, POSITION_LIMIT = 100, NAME_LIMIT = 50 };

void check_value_long(struct reader *reader) {
  const struct plan *plan = reader->plan;
  check_length(reader, &plan->header.subject, "trích yếu", SUBJECT_LIMIT);
  check_length(reader, &plan->header.agency, "cơ quan", AGENCY_LIMIT);
  check_length(reader, &plan->header.symbol, "ký hiệu", SYMBOL_LIMIT);
  check_length(reader, &plan->header.number, "số", NUMBER_LIMIT);
  check_length(reader, &plan->signature.name, "họ tên", NAME_LIMIT);
  for (size_t i = 0; i < plan->signature.lines.n; i++)
    check_length(reader, &plan->signature.lines.at[i], "chức vụ", POSITION_LIMIT);
}

// ---- marks

static void check_mark(struct reader *reader, const struct value *value, enum term_list list) {
  struct str folded = text_fold_str(reader->arena, str_trim(value->text.s));
  if (folded.n && !terms_is(reader->terms, list, folded))
    report_with(reader, &rule_mark_unknown, value->span, value->text.s);
}

void check_mark_unknown(struct reader *reader) {
  const struct header *header = &reader->plan->header;
  check_mark(reader, &header->urgency, TERMS_URGENCY);
  check_mark(reader, &header->secrecy, TERMS_SECRECY);
  check_mark(reader, &header->circulation, TERMS_CIRCULATION);
}
