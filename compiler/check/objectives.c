// Objectives (mục tiêu) with a measure: items of an objective section that say how much: “ít nhất 40% …”, “03 mô hình”.
#include "compiler/check/reader.h"

#include <string.h>

enum { NUMBER_BYTES = 24, TAIL_BYTES = 40, PHASE_LEVELS = 6 };

// A number in Vietnamese writing from `at` on: “1,5”, “1.000”. The byte behind it; `at` when it is none.
static size_t number_at(struct str s, size_t at, double *value) {
  char digits[NUMBER_BYTES + 1];
  size_t n = 0, to = at;
  for (; to < s.n && n < NUMBER_BYTES; to++) {
    char c = s.p[to];
    bool more = to + 1 < s.n && s.p[to + 1] >= '0' && s.p[to + 1] <= '9';
    if (c >= '0' && c <= '9')
      digits[n++] = c;
    else if (c == ',' && more && n && !memchr(digits, '.', n))
      digits[n++] = '.';
    else if (c != '.' || !more || n == 0)
      break;
  }
  digits[n] = 0;
  // strtod minds the locale; whole and decimal part are read by hand.
  double whole = 0, scale = 0;
  for (size_t i = 0; i < n; i++) {
    if (digits[i] == '.') {
      scale = 1;
      continue;
    }
    whole = whole * 10 + (digits[i] - '0');
    scale *= 10;
  }
  *value = scale ? whole / scale : whole;
  return n ? to : at;
}

static bool is_digit_at(struct str s, size_t at) {
  return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

// The list's phrase that ends just before `at`, its start in *from.
static const struct term *word_ending(struct reader *reader, enum term_list list, struct str s, size_t at,
                                      size_t *from) {
  while (at > 0 && s.p[at - 1] == ' ')
    at--;
  const struct term *best = NULL;
  for (size_t i = 0; i < reader->terms->lists[list].n; i++) {
    const struct term *term = &reader->terms->lists[list].at[i];
    bool ends = term->phrase.n <= at && str_ends(str_slice(s, 0, at), term->phrase);
    if (!ends || !whole_word(s, at - term->phrase.n, term->phrase.n) || (best && best->phrase.n >= term->phrase.n))
      continue;
    best = term;
    *from = at - term->phrase.n;
  }
  return best;
}

// What the number counts: “%”, or a term of the list.
static const struct term *unit_at(struct reader *reader, struct str s, size_t at) {
  while (at < s.n && s.p[at] == ' ')
    at++;
  return at < s.n ? terms_at(reader->terms, TERMS_UNIT, s, at) : NULL;
}

// “từ 50% trở lên”: the words behind the number, if the comparator asks for them.
static struct str comparator_words(struct reader *reader, const struct term *term, struct str s, size_t from) {
  if (!term)
    return (struct str){ 0 };
  if (term->value.n == 0)
    return term->phrase;
  if (whole_find(str_slice(s, 0, from + TAIL_BYTES), term->value, from) == SIZE_MAX)
    return (struct str){ 0 };
  return str_printf(reader->arena, STR_FMT " … " STR_FMT, STR_ARG(term->phrase), STR_ARG(term->value));
}

// Dates, document numbers and names (“Đề án 109”, “30/6”) measure nothing.
static bool is_measure(struct reader *reader, struct str s, size_t from, size_t to) {
  size_t start;
  if (from > 0 && (strchr("/.,-", s.p[from - 1]) || uni_is_word((unsigned char)s.p[from - 1])))
    return false;
  return !(to < s.n && (s.p[to] == '/' || s.p[to] == '-')) && !word_ending(reader, TERMS_UNMEASURED, s, from, &start);
}

// By when: “Giai đoạn 2026 - 2028” at the start of the item, “đến năm 2030” in it, or the title of the phase above it.
static struct str phase_of(struct reader *reader, const struct item *item) {
  int levels = 0;
  for (const struct item *at = item; at->parent && levels < PHASE_LEVELS; at = at->parent, levels++) {
    struct str s = at->folded.s;
    const struct term *term;
    size_t from = SIZE_MAX;
    if (at == item)
      from = terms_find(reader->terms, TERMS_UNTIL, s, 0, &term);
    else if (terms_at(reader->terms, TERMS_PHASE, s, 0))
      from = 0;
    if (from == SIZE_MAX)
      continue;
    size_t to = from;
    while (to < s.n && !strchr(":;,.(", s.p[to]))
      to++;
    // Behind “đến năm” the year is enough.
    for (size_t i = from; i + 4 <= to; i++)
      if (is_digit_at(s, i) && is_digit_at(s, i + 3) && !terms_at(reader->terms, TERMS_PHASE, s, from)) {
        to = i + 4;
        break;
      }
    return str_trim(str_slice(at->text.s, at->folded.map[from], at->folded.map[to]));
  }
  return (struct str){ 0 };
}

struct measure {
  size_t from, to; // the number, in the folded text
  double value;
  const struct term *unit;
};

static void add_objective(struct reader *reader, struct item *item, const struct measure *measure, struct str phase) {
  struct str s = item->folded.s;
  const uint32_t *map = item->folded.map;
  size_t start = measure->from;
  const struct term *term = word_ending(reader, TERMS_COMPARATOR, s, measure->from, &start);
  struct objective *objective = arena_new(reader->arena, struct objective);
  objective->item = item;
  objective->comparator = comparator_words(reader, term, s, measure->to);
  objective->value = measure->value;
  objective->unit = measure->unit->phrase;
  objective->phase = phase;
  objective->span = text_span(&item->text, map[objective->comparator.n ? start : measure->from], map[measure->to]);
  vec_push(reader->arena, &reader->plan->objectives, objective);
  if (!item->objective)
    item->objective = objective;
}

static void read_objectives(struct reader *reader, struct item *item) {
  struct str s = item->folded.s, phase = { 0 };
  for (size_t at = 0; at < s.n; at++) {
    if (!is_digit_at(s, at))
      continue;
    struct measure measure = { .from = at };
    measure.to = number_at(s, at, &measure.value);
    measure.unit = unit_at(reader, s, measure.to);
    if (measure.unit && is_measure(reader, s, measure.from, measure.to)) {
      if (!item->objective)
        phase = phase_of(reader, item);
      add_objective(reader, item, &measure, phase);
    }
    for (at = measure.to; is_digit_at(s, at); at++)
      ;
  }
}

void objectives_read(struct reader *reader) {
  struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    if (item->section == SECTION_OBJECTIVE && item->kind != ITEM_TABLE && !item->title)
      read_objectives(reader, item);
}
