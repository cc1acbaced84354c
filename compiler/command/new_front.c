// The front matter of a plan made of an earlier one. A value is written anew as a whole, so that it is quoted as it must be.
#include "compiler/command/new_from.h"
#include "compiler/import/markdown.h"

struct front {
  struct run *run;
  struct arena *arena;
  const struct unit *old;
  struct renewal *renewal;
  struct from_changes *changes;
  struct new_phases phases; // of the options
};

static const char MARK[] = "[cần xem lại: ";

// ---- Values

static struct str value_of(const struct entry *entry) {
  return str_trim(entry->value.s);
}

// Where a value stands, the spaces before it included; behind the colon of its key when it is empty.
static struct span place_of(const struct front *front, const struct entry *entry) {
  struct str text = front->old->source->text;
  struct span span = entry->span;
  if (span.end <= span.start) {
    size_t colon = str_find_byte(text, ':', entry->key_span.end);
    span.start = span.end = (uint32_t)(colon == SIZE_MAX ? entry->key_span.end : colon + 1);
  }
  while (span.start > 0 && text.p[span.start - 1] == ' ')
    span.start--;
  return span;
}

static struct str scalar(struct front *front, struct str value) {
  struct buf out = { 0 };
  if (value.n) {
    buf_byte(&out, ' ');
    markdown_scalar(&out, value);
  }
  struct str result = str_copy(front->arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

static struct from_change *change(struct front *front, const struct entry *entry, struct str value, enum renewal_reason reason,
                                  struct str detail) {
  struct from_change row = { place_of(front, entry), scalar(front, value), true, reason, value_of(entry), detail };
  vec_push(front->arena, front->changes, row);
  return vec_last(front->changes);
}

// ---- What the day and the options say

static void empty_value(struct front *front, const struct entry *entry, enum renewal_reason reason) {
  if (value_of(entry).n)
    change(front, entry, (struct str){ 0 }, reason, (struct str){ 0 });
}

static void read_date(struct front *front, const struct entry *entry) {
  struct str date = new_date_written(front->arena, front->run->options);
  if (!str_eq(value_of(entry), date))
    change(front, entry, date, date.n ? RENEWAL_DATE : RENEWAL_DATE_BLANK, date);
}

// The words of a text with its pieces changed or marked.
static struct str renewed(struct front *front, struct str s, const struct renewal_pieces *pieces) {
  struct buf out = { 0 };
  size_t at = 0;
  for (size_t i = 0; i < pieces->n; i++) {
    const struct renewal_piece *piece = &pieces->at[i];
    buf_str(&out, str_slice(s, at, piece->from));
    if (renewal_marks(piece->reason)) {
      buf_text(&out, MARK);
      buf_str(&out, str_slice(s, piece->from, piece->to));
      buf_byte(&out, ']');
    } else {
      buf_str(&out, piece->instead);
    }
    at = piece->to;
  }
  buf_str(&out, str_slice(s, at, s.n));
  struct str result = str_copy(front->arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

// One edit for the value, and each piece told by itself.
static void put_pieces(struct front *front, const struct entry *entry, const struct renewal_pieces *pieces) {
  if (!pieces->n)
    return;
  struct str s = entry->value.s;
  struct from_change edit = { place_of(front, entry), scalar(front, str_trim(renewed(front, s, pieces))), true, 0, { 0 }, { 0 } };
  for (size_t i = 0; i < pieces->n; i++) {
    const struct renewal_piece *piece = &pieces->at[i];
    edit.reason = piece->reason;
    edit.old = str_slice(s, piece->from, piece->to);
    edit.detail = piece->detail;
    vec_push(front->arena, front->changes, edit);
    edit.edit = false;
  }
}

static struct str years_of(struct front *front, struct date from, struct date to) {
  return new_years(front->arena, from, to);
}

// The years of the old plan, as its subject writes them; SIZE_MAX when they do not stand there once and for all.
static size_t find_years(struct str subject, struct str years) {
  size_t at = years.n ? str_find(subject, years, 0) : SIZE_MAX;
  bool digits = at != SIZE_MAX && ((at > 0 && uni_is_digit((unsigned char)subject.p[at - 1])) ||
                                   (at + years.n < subject.n && uni_is_digit((unsigned char)subject.p[at + years.n])));
  return at != SIZE_MAX && !digits && str_find(subject, years, at + years.n) == SIZE_MAX ? at : SIZE_MAX;
}

// The years that the plan itself has in its subject become those of --phases; what else names a year is marked.
static void read_subject(struct front *front, const struct entry *entry) {
  const struct options *options = front->run->options;
  const struct plan *plan = front->old->plan;
  struct str s = entry->value.s, years = years_of(front, front->phases.from, front->phases.to);
  struct renewal_pieces pieces = { 0 };
  if (options->subject) {
    struct str subject = str_trim(str_from(options->subject));
    if (!str_eq(subject, value_of(entry)))
      change(front, entry, subject, RENEWAL_SUBJECT, subject);
    return;
  }
  renewal_subject(front->renewal, &plan->header.subject.text, &pieces);
  struct str old = years_of(front, plan->from, plan->to);
  for (size_t i = 0; i < pieces.n && years.n; i++) {
    struct renewal_piece *piece = &pieces.at[i];
    size_t at = find_years(s, old);
    if (piece->reason == RENEWAL_TIME && at != SIZE_MAX && at >= piece->from && at + old.n <= piece->to)
      *piece = (struct renewal_piece){ at, at + old.n, years, RENEWAL_YEARS, years };
  }
  put_pieces(front, entry, &pieces);
}

static void mark_value(struct front *front, const struct entry *entry) {
  struct str value = value_of(entry);
  if (value.n && !str_starts(value, STR("[")))
    change(front, entry, str_printf(front->arena, "%s" STR_FMT "]", MARK, STR_ARG(value)), RENEWAL_TIME, (struct str){ 0 });
}

// “Giai đoạn 1: 2026 - 2027”, each behind the separator.
static struct str phase_lines(struct front *front, const char *separator) {
  struct buf out = { 0 };
  for (size_t i = 0; i < front->phases.list.n; i++) {
    const struct skeleton_phase *phase = &front->phases.list.at[i];
    buf_text(&out, i ? separator : "");
    markdown_scalar(&out, phase->name);
    buf_byte(&out, ':');
    buf_str(&out, scalar(front, phase->span.n ? phase->span : STR("[cần bổ sung: từ năm nào đến năm nào]")));
  }
  struct str lines = str_copy(front->arena, buf_view(&out));
  buf_finish(&out);
  return lines;
}

static void read_span(struct front *front, const struct entry *entry) {
  struct str years = years_of(front, front->phases.from, front->phases.to);
  if (years.n)
    change(front, entry, years, RENEWAL_PHASE, years);
  else
    mark_value(front, entry);
}

// All phases at once, each told by itself.
static void read_phases(struct front *front, const struct entry *entry) {
  struct str lines = phase_lines(front, "\n  ");
  if (!lines.n || entry->kind != ENTRY_MAP || !entry->children.n) {
    for (size_t i = 0; i < entry->children.n; i++)
      mark_value(front, &entry->children.at[i]);
    return;
  }
  const struct entry *first = &entry->children.at[0], *last = vec_last(&entry->children);
  struct from_change row = { { first->key_span.start, place_of(front, last).end }, lines, true, RENEWAL_PHASE, { 0 }, { 0 } };
  row.detail = phase_lines(front, "; ");
  for (size_t i = 0; i < entry->children.n; i++) {
    const struct entry *child = &entry->children.at[i];
    row.old = str_printf(front->arena, STR_FMT ": " STR_FMT, STR_ARG(str_trim(child->key)), STR_ARG(value_of(child)));
    vec_push(front->arena, front->changes, row);
    row.edit = false;
  }
}

// ---- Names

static void read_names(struct front *front, const struct entry *entry) {
  struct renewal_pieces pieces = { 0 };
  renewal_header(front->renewal, &entry->value, &pieces);
  put_pieces(front, entry, &pieces);
}

// The issuer stands for its province.
static void read_issuer(struct front *front, const struct entry *entry) {
  read_names(front, entry);
  struct from_change row = { .span = place_of(front, entry), .reason = RENEWAL_RANK, .old = value_of(entry) };
  if (renewal_rises(front->renewal))
    vec_push(front->arena, front->changes, row);
}

static void read_children(struct front *front, const struct entry *entry) {
  if (entry->kind == ENTRY_SCALAR)
    read_names(front, entry);
  for (size_t i = 0; i < entry->children.n; i++)
    if (entry->children.at[i].kind == ENTRY_SCALAR)
      read_names(front, &entry->children.at[i]);
}

static void read_signature(struct front *front, const struct entry *entry) {
  const struct terms *terms = front->old->plan->reader->terms;
  for (size_t i = 0; i < entry->children.n; i++) {
    const struct entry *child = &entry->children.at[i];
    const struct key *key = terms_key(terms, entry->bare, child->bare);
    if (key && str_is(key->target, "name") && child->kind == ENTRY_SCALAR)
      empty_value(front, child, RENEWAL_SIGNER);
  }
}

// ---- Keys

typedef void read_entry(struct front *front, const struct entry *entry);

static void read_number(struct front *front, const struct entry *entry) {
  empty_value(front, entry, RENEWAL_NUMBER);
}

static const struct {
  const char *target;
  read_entry *read;
} readers[] = {
  { "number", read_number },      { "date", read_date },     { "subject", read_subject },    { "span", read_span },
  { "phases", read_phases },      { "agency", read_issuer },  { "parent", read_names },       { "place", read_names },
  { "standing", read_names },     { "signature", read_signature }, { "recipients", read_children }, { "abbreviations", read_children },
};

static void read_key(struct front *front, const struct entry *entry) {
  const struct key *key = terms_key(front->old->plan->reader->terms, (struct str){ 0 }, entry->bare);
  for (size_t i = 0; key && !entry->from_body && i < sizeof readers / sizeof *readers; i++)
    if (str_is(key->target, readers[i].target))
      readers[i].read(front, entry);
}

// ---- What the options say and the old plan has no key for

static bool has_key(const struct front *front, const char *target) {
  for (size_t i = 0; i < front->old->syntax->entries.n; i++) {
    const struct entry *entry = &front->old->syntax->entries.at[i];
    const struct key *key = entry->from_body ? NULL : terms_key(front->old->plan->reader->terms, (struct str){ 0 }, entry->bare);
    if (key && str_is(key->target, target))
      return true;
  }
  return false;
}

// A key of its own, before the line that ends the front matter.
static void add_key(struct front *front, const char *target, struct str line, enum renewal_reason reason, struct str detail) {
  size_t end = str_find(front->old->source->text, STR("\n---"), 0);
  if (!detail.n || end == SIZE_MAX || has_key(front, target))
    return;
  struct str instead = str_concat(front->arena, STR("\n"), line);
  struct str name = str_slice(line, 0, str_find_byte(line, ':', 0));
  struct from_change row = { { (uint32_t)end, (uint32_t)end }, instead, true, reason, name, detail };
  vec_push(front->arena, front->changes, row);
}

static void add_keys(struct front *front) {
  struct arena *arena = front->arena;
  struct str subject = str_trim(str_from(front->run->options->subject)), date = new_date_written(arena, front->run->options);
  struct str years = years_of(front, front->phases.from, front->phases.to), lines = phase_lines(front, "\n  ");
  add_key(front, "date", str_concat(arena, STR("ngày:"), scalar(front, date)), RENEWAL_DATE, date);
  add_key(front, "subject", str_concat(arena, STR("trích yếu:"), scalar(front, subject)), RENEWAL_SUBJECT, subject);
  add_key(front, "span", str_concat(arena, STR("thời gian thực hiện:"), scalar(front, years)), RENEWAL_PHASE, years);
  add_key(front, "phases", str_concat(arena, STR("giai đoạn:\n  "), lines), RENEWAL_PHASE, phase_lines(front, "; "));
}

bool from_front(struct run *run, const struct unit *old, struct renewal *renewal, struct from_changes *changes) {
  struct front front = { .run = run, .arena = old->arena, .old = old, .renewal = renewal, .changes = changes };
  if (run->options->phases && !new_phases_read(run, old->arena, run->options->phases, &front.phases))
    return false;
  for (size_t i = 0; i < old->syntax->entries.n; i++)
    read_key(&front, &old->syntax->entries.at[i]);
  add_keys(&front);
  return true;
}
