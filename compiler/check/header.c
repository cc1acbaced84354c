// The letterhead and the other values of the front matter. A row for each target of grammar/keys.tsv that is read here;
// values found in the body come as entries of the same form.
#include "compiler/check/reader.h"

#include <stddef.h>
#include <string.h>

struct slot;
typedef void read_entry(struct reader *reader, const struct slot *slot, const struct entry *entry);

struct slot {
  const char *target;
  read_entry *read;
  size_t offset; // of a struct value in struct header
};

static struct value value_of(struct arena *arena, const struct entry *entry) {
  struct value value = { .present = true, .span = entry->span };
  if (entry->kind == ENTRY_SCALAR)
    value.text = text_trimmed(arena, &entry->value);
  return value;
}

static void read_value(struct reader *reader, const struct slot *slot, const struct entry *entry) {
  struct value *value = (struct value *)((char *)&reader->plan->header + slot->offset);
  *value = value_of(reader->arena, entry);
}

static void read_date(struct reader *reader, const struct slot *slot, const struct entry *entry) {
  read_value(reader, slot, entry);
  struct header *header = &reader->plan->header;
  time_read_date(reader->arena, header->date_text.text.s, &header->date);
}

// In quotes a value keeps the space at its end: `số: "140 "`.
static struct text as_quoted(struct reader *reader, const struct entry *entry) {
  struct str raw = source_slice(reader->plan->source, entry->span);
  struct str inner = raw.n >= 2 && raw.p[0] == '"' ? str_slice(raw, 1, raw.n - 1) : (struct str){ 0 };
  if (entry->from_body || inner.n <= entry->value.s.n || !str_eq(str_trim(inner), entry->value.s))
    return entry->value;
  struct text text = text_plain(inner);
  vec_push(reader->arena, &text.map, (struct text_place){ 0, entry->span.start + 1 });
  vec_push(reader->arena, &text.runs, (struct text_run){ .kind = TEXT_WORDS, .to = (uint32_t)inner.n });
  return text;
}

// “140”, but also “Số: 140 /KH-UBND”: what follows the stroke is the symbol, if that is not given by itself. The space
// behind the number is kept: it is printed.
static void read_number(struct reader *reader, const struct slot *slot, const struct entry *entry) {
  read_value(reader, slot, entry);
  if (entry->kind != ENTRY_SCALAR)
    return;
  struct header *header = &reader->plan->header;
  const struct entry *symbol = syntax_entry(reader->syntax, "ky hieu");
  struct text text = as_quoted(reader, entry);
  struct folded folded = text_fold(reader->arena, text.s);
  size_t from = folded.map[str_starts(folded.s, STR("số")) ? strlen("số") : 0];
  while (from < text.s.n && (text.s.p[from] == ':' || text.s.p[from] == ' '))
    from++;
  size_t stroke = str_find_byte(text.s, '/', from);
  bool split = stroke != SIZE_MAX && (!symbol || symbol->value.s.n == 0);
  header->number.text = text_part(reader->arena, &text, from, split ? stroke : text.s.n);
  if (!split)
    return;
  header->symbol = header->number;
  header->symbol.text = text_part(reader->arena, &text, text_skip_space(&text, stroke + 1), text.s.n);
  header->symbol.span = text_span(&text, stroke + 1, text.s.n);
}

// A blank symbol after a number that held it must not undo it.
static void read_symbol(struct reader *reader, const struct slot *slot, const struct entry *entry) {
  struct value value = value_of(reader->arena, entry);
  if (value.text.s.n == 0 && reader->plan->header.symbol.text.s.n)
    return;
  read_value(reader, slot, entry);
}

// ---- output options

static const struct term *option(struct reader *reader, const struct entry *entry, enum term_list list) {
  return terms_is(reader->terms, list, text_fold_str(reader->arena, str_trim(entry->value.s)));
}

static void read_numbering(struct reader *reader, const struct slot *slot, const struct entry *entry) {
  (void)slot;
  reader->plan->renumber = option(reader, entry, TERMS_AUTOMATIC) != NULL;
}

static void read_assignment(struct reader *reader, const struct slot *slot, const struct entry *entry) {
  (void)slot;
  reader->plan->assignment_pictures = option(reader, entry, TERMS_PICTURES) != NULL;
  reader->plan->assignment_annex = reader->plan->assignment_pictures || option(reader, entry, TERMS_YES) != NULL;
}

static void read_sizes(struct reader *reader, const struct slot *slot, const struct entry *entry) {
  (void)slot;
  const struct term *term = option(reader, entry, TERMS_SIZES);
  if (term)
    reader->plan->size_set = term->value.p[0];
}

// ---- the plan's own names and time

static void read_abbreviations(struct reader *reader, const struct slot *slot, const struct entry *entry) {
  (void)slot;
  for (size_t i = 0; i < entry->children.n; i++) {
    const struct entry *child = &entry->children.at[i];
    struct alias alias = { .written = str_trim(child->key),
                           .meaning = str_trim(child->value.s),
                           .span = child->key_span };
    if (alias.written.n && alias.meaning.n)
      vec_push(reader->arena, &reader->plan->aliases, alias);
  }
}

static void read_span(struct reader *reader, const struct slot *slot, const struct entry *entry) {
  (void)slot;
  time_read_span(reader->arena, entry->value.s, &reader->plan->from, &reader->plan->to);
}

// “Giai đoạn 1” → 1, “Giai đoạn II” → 2; else its place among the phases.
static int phase_number(struct str name, int place) {
  size_t cut = name.n;
  while (cut > 0 && name.p[cut - 1] != ' ')
    cut--;
  int number = label_value(str_slice(name, cut, name.n));
  return number ? number : place;
}

// A phase is `name: span` of a map, or “name: span” as a line of a list.
static void read_phases(struct reader *reader, const struct slot *slot, const struct entry *entry) {
  (void)slot;
  struct plan *plan = reader->plan;
  for (size_t i = 0; i < entry->children.n; i++) {
    const struct entry *child = &entry->children.at[i];
    struct str name = child->key, span = child->value.s;
    size_t colon = str_find_byte(span, ':', 0);
    if (entry->kind == ENTRY_LIST && colon != SIZE_MAX) {
      name = str_slice(span, 0, colon);
      span = str_slice(span, colon + 1, span.n);
    }
    struct phase phase = { .name = str_trim(name),
                           .number = phase_number(str_trim(name), (int)i + 1),
                           .span = child->span };
    time_read_span(reader->arena, str_trim(span), &phase.from, &phase.to);
    vec_push(reader->arena, &plan->phases, phase);
  }
}

#define VALUE(name, field) \
  { name, read_value, offsetof(struct header, field) }

static const struct slot slots[] = {
  VALUE("kind", kind),
  VALUE("parent", parent),
  VALUE("agency", agency),
  { "number", read_number, offsetof(struct header, number) },
  { "symbol", read_symbol, offsetof(struct header, symbol) },
  VALUE("place", place),
  { "date", read_date, offsetof(struct header, date_text) },
  VALUE("subject", subject),
  VALUE("urgency", urgency),
  VALUE("secrecy", secrecy),
  VALUE("circulation", circulation),
  { "span", read_span, 0 },
  { "phases", read_phases, 0 },
  { "abbreviations", read_abbreviations, 0 },
  { "numbering", read_numbering, 0 },
  { "assignment", read_assignment, 0 },
  { "sizes", read_sizes, 0 },
};

static bool fits(const struct key *key, enum entry_kind kind) {
  return kind == ENTRY_SCALAR ? key->scalar : kind == ENTRY_LIST ? key->list : key->map;
}

static void read_entry_of(struct reader *reader, const struct key *key, const struct entry *entry) {
  for (size_t k = 0; k < sizeof slots / sizeof *slots; k++)
    if (str_is(key->target, slots[k].target))
      slots[k].read(reader, &slots[k], entry);
}

// The first entry of a key counts; the others are reported by a rule.
void header_read(struct reader *reader) {
  const struct syntax *syntax = reader->syntax;
  bool *seen = arena_array(reader->arena, bool, reader->terms->keys.n);
  for (size_t i = 0; i < syntax->entries.n; i++) {
    const struct entry *entry = &syntax->entries.at[i];
    const struct key *key = terms_key(reader->terms, (struct str){ 0 }, entry->bare);
    if (!key || !fits(key, entry->kind) || seen[key - reader->terms->keys.at])
      continue;
    seen[key - reader->terms->keys.at] = true;
    read_entry_of(reader, key, entry);
  }
  struct value *kind = &reader->plan->header.kind;
  if (kind->text.s.n == 0)
    kind->text = text_plain(STR("KẾ HOẠCH"));
}
