// Rules of the front matter (phần khai báo): its keys, their form and their values.
#include "compiler/check/rules/rules.h"

typedef void visit_entry(struct reader *reader, struct str parent, const struct entry *entry);

// Keys at the top and those of the signature; other maps have keys of the author's own.
static void visit_entries(struct reader *reader, visit_entry *visit) {
  const struct syntax *syntax = reader->syntax;
  for (size_t i = 0; i < syntax->entries.n; i++) {
    const struct entry *entry = &syntax->entries.at[i];
    if (entry->from_body)
      continue;
    visit(reader, (struct str){ 0 }, entry);
    const struct key *key = terms_key(reader->terms, (struct str){ 0 }, entry->bare);
    for (size_t k = 0; key && str_is(key->target, "signature") && entry->kind == ENTRY_MAP && k < entry->children.n;
         k++)
      visit(reader, entry->bare, &entry->children.at[k]);
  }
}

// All that the author wrote as the value.
static struct str written_value(const struct reader *reader, const struct entry *entry) {
  return entry->kind == ENTRY_SCALAR ? str_trim(entry->value.s)
                                     : str_trim(source_slice(reader->plan->source, entry->span));
}

static void unknown_entry(struct reader *reader, struct str parent, const struct entry *entry) {
  if (terms_key(reader->terms, parent, entry->bare) || terms_nearest_key(reader->terms, parent, entry->bare))
    return;
  struct diag *diag = report_with(reader, &rule_unknown_key, entry->key_span, entry->key);
  diag_arg(reader->diags, diag, written_value(reader, entry));
}
void check_unknown_key(struct reader *reader) {
  visit_entries(reader, unknown_entry);
}

static void misspelt_entry(struct reader *reader, struct str parent, const struct entry *entry) {
  const struct key *nearest =
      terms_key(reader->terms, parent, entry->bare) ? NULL : terms_nearest_key(reader->terms, parent, entry->bare);
  if (!nearest)
    return;
  struct diag *diag = report_with(reader, &rule_misspelt_key, entry->key_span, entry->key);
  diag_arg(reader->diags, diag, nearest->shown);
  diag_arg(reader->diags, diag, written_value(reader, entry));
}
void check_misspelt_key(struct reader *reader) {
  visit_entries(reader, misspelt_entry);
}

static bool is_empty(const struct entry *entry) {
  return entry->kind == ENTRY_SCALAR ? str_trim(entry->value.s).n == 0 : entry->children.n == 0;
}

static void form_entry(struct reader *reader, struct str parent, const struct entry *entry) {
  const struct key *key = terms_key(reader->terms, parent, entry->bare);
  bool fits = !key || is_empty(entry) ||
              (entry->kind == ENTRY_SCALAR ? key->scalar
               : entry->kind == ENTRY_LIST ? key->list
                                           : key->map);
  if (fits)
    return;
  struct diag *diag = report_with(reader, &rule_key_form, entry->key_span, entry->key);
  diag_arg(reader->diags, diag, written_value(reader, entry));
}
void check_key_form(struct reader *reader) {
  visit_entries(reader, form_entry);
}

// Values that only some words may have: the lists of grammar/terms.tsv that each target takes.
static const struct choice {
  const char *target;
  enum term_list lists[3];
} choices[] = {
  { "numbering", { TERMS_AUTOMATIC, TERMS_KEEP, TERMS_KEEP } },
  { "assignment", { TERMS_YES, TERMS_NO, TERMS_PICTURES } },
  { "sizes", { TERMS_SIZES, TERMS_SIZES, TERMS_SIZES } },
  { "template", { TERMS_TEMPLATE, TERMS_TEMPLATE, TERMS_TEMPLATE } },
};

static void value_entry(struct reader *reader, struct str parent, const struct entry *entry) {
  const struct key *key = terms_key(reader->terms, parent, entry->bare);
  struct str value = str_trim(entry->value.s), folded = text_fold_str(reader->arena, value);
  for (size_t i = 0; key && value.n && i < sizeof choices / sizeof *choices; i++) {
    const struct choice *choice = &choices[i];
    if (!str_is(key->target, choice->target) || terms_is(reader->terms, choice->lists[0], folded) ||
        terms_is(reader->terms, choice->lists[1], folded) || terms_is(reader->terms, choice->lists[2], folded))
      continue;
    struct diag *diag = report_with(reader, &rule_key_value, entry->span, key->shown);
    diag_arg(reader->diags, diag, value);
  }
}
void check_key_value(struct reader *reader) {
  visit_entries(reader, value_entry);
}
