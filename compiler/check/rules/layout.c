// Rules of layout (cách trình bày): parts that a plan has, labels and lists written alike throughout.
#include "compiler/check/rules/rules.h"

#include <string.h>

static bool in_annex(const struct plan *plan, const struct item *item) {
  return item->parent == plan->root && item->label.scheme == SCHEME_ANNEX;
}

// ---- sections

enum { SECTIONS_OF_A_PLAN = 4 }; // a text with fewer is no whole plan

static bool names_kind(struct str kinds, enum section_kind kind) {
  struct str one;
  while (str_split(&kinds, ' ', &one))
    if (str_is(one, section_name(kind)))
      return true;
  return false;
}

void check_section_absent(struct reader *reader) {
  const struct plan *plan = reader->plan;
  bool has[SECTION_KINDS] = { 0 };
  size_t sections = 0;
  for (const struct item *item = plan->root->first; item; item = item->next)
    sections += item->kind == ITEM_SECTION && !in_annex(plan, item);
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    has[item->section] = true;
  for (size_t i = 0; i < plan->tasks.n; i++)
    has[SECTION_ORGANISATION] |= plan->tasks.at[i]->origin == ORIGIN_DUTY; // whatever its title
  for (size_t i = 0; sections >= SECTIONS_OF_A_PLAN && i < reader->terms->lists[TERMS_REQUIRED].n; i++) {
    const struct term *required = &reader->terms->lists[TERMS_REQUIRED].at[i];
    bool found = false;
    for (int kind = 0; kind < SECTION_KINDS && !found; kind++)
      found = has[kind] && names_kind(required->phrase, (enum section_kind)kind);
    if (!found)
      report_with(reader, &rule_section_absent, label_span(plan->root->last), required->value);
  }
}

// “1.” with no “2.”
void check_single_child(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item && !in_annex(plan, item); item = plan_next(plan, item)) {
    const struct item *only = NULL;
    size_t numbered = 0;
    for (const struct item *child = item->first; child && numbered < 2; child = child->next)
      if (child->label.count > 0 && child->kind <= ITEM_POINT) {
        numbered++;
        only = child;
      }
    bool first = numbered == 1 && !only->label.alien && only->label.numbers[only->label.count > 4 ? 3 : only->label.count - 1] == 1;
    if (first && only->field == FIELD_NONE && !only->task && only->section != SECTION_TASK) // there may be one task
      report_with(reader, &rule_single_child, label_span(only), only->label.written);
  }
}

// ---- labels

static bool is_responsibility(enum field_kind field) {
  return field == FIELD_LEAD || field == FIELD_COORDINATE || field == FIELD_TIME;
}

static bool is_bullet(const struct item *item) {
  return item->label.scheme == SCHEME_DASH || item->label.scheme == SCHEME_PLUS || item->label.scheme == SCHEME_STAR;
}

static bool is_numbered(const struct item *item) {
  return item->label.scheme == SCHEME_ARABIC || item->label.scheme == SCHEME_DECIMAL2 || item->label.scheme == SCHEME_DECIMAL3;
}

// “9.3. Cơ quan chủ trì: …” behind 9.1 and 9.2, which are tasks; elsewhere the label has a dash.
void check_label_numbered(struct reader *reader) {
  const struct plan *plan = reader->plan;
  size_t bullets = 0, numbers = 0;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    bullets += is_responsibility(item->field) && is_bullet(item);
    numbers += is_responsibility(item->field) && is_numbered(item);
  }
  for (struct item *item = plan_next(plan, NULL); item && bullets > numbers; item = plan_next(plan, item)) {
    const struct item *before = item->previous;
    if (!is_responsibility(item->field) || !is_numbered(item) || !before || before->label.scheme != item->label.scheme ||
        before->field != FIELD_NONE)
      continue;
    struct diag *diag = report_with(reader, &rule_label_numbered, label_span(item), item->label.written);
    diag_arg(reader->diags, diag, str_trim(str_slice(item->text.s, 0, str_find_byte(item->text.s, ':', 0))));
    report_fix(reader, diag, "thay số bằng gạch đầu dòng", "put a dash for the number", label_span(item), STR("-"));
  }
}

// “Cơ quan chủ trì” in one task, “Đơn vị chủ trì” in another
void check_labels_differ(struct reader *reader) {
  const struct plan *plan = reader->plan;
  size_t n = reader->terms->lists[TERMS_BODY_LABEL].n, *count = arena_array(reader->arena, size_t, n);
  const struct item **first = arena_array(reader->arena, const struct item *, n);
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    const struct term *word = item->field == FIELD_LEAD || item->field == FIELD_COORDINATE
      ? terms_at(reader->terms, TERMS_BODY_LABEL, item->folded.s, 0) : NULL;
    size_t at = word ? (size_t)(word - reader->terms->lists[TERMS_BODY_LABEL].at) : 0;
    if (word && count[at]++ == 0)
      first[at] = item;
  }
  size_t most = 0;
  for (size_t i = 1; i < n; i++)
    most = count[i] > count[most] ? i : most;
  for (size_t i = 0; i < n; i++) {
    if (i == most || !count[i])
      continue;
    const struct item *usual = first[most];
    size_t end = str_find_byte(first[i]->text.s, ':', 0);
    struct diag *diag = report_with(reader, &rule_labels_differ, text_span(&first[i]->text, 0, end < first[i]->text.s.n ? end : first[i]->text.s.n),
                                    str_trim(str_slice(first[i]->text.s, 0, end)));
    diag_arg(reader->diags, diag, str_trim(str_slice(usual->text.s, 0, str_find_byte(usual->text.s, ':', 0))));
    diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", count[i]));
    diag_related(reader->diags, diag, plan->source, label_span(usual), "cách ghi kia ở đây", "the other label is here");
  }
}

// ---- how lines end

enum line_end { END_NONE, END_STOP, END_SEMICOLON, END_OTHER, LINE_ENDS };

static enum line_end end_of(struct str text) {
  struct str s = str_trim(text);
  if (!s.n)
    return END_OTHER;
  size_t at = s.n;
  uint32_t last = utf8_prev(s, &at);
  if (last == '.')
    return str_ends(s, STR("..")) || str_ends(s, STR("./.")) ? END_OTHER : END_STOP;
  return last == ';' ? END_SEMICOLON : uni_is_word(last) || last == ')' || last == 0x201D ? END_NONE : END_OTHER;
}

struct ends {
  size_t count[LINE_ENDS];
  const struct item *first[LINE_ENDS];
};

static void count_end(struct ends *ends, const struct item *item) {
  enum line_end end = end_of(item->text.s);
  if (ends->count[end]++ == 0)
    ends->first[end] = item;
}

// Lines that end otherwise than most of them; the first such line in *odd.
static size_t odd_ends(const struct ends *ends, const struct item **odd) {
  enum line_end most = END_NONE;
  size_t n = 0;
  for (int i = 1; i < END_OTHER; i++)
    most = ends->count[i] > ends->count[most] ? (enum line_end)i : most;
  *odd = NULL;
  for (int i = 0; i < END_OTHER; i++) {
    if (i == (int)most || !ends->count[i])
      continue;
    n += ends->count[i];
    if (!*odd || ends->first[i]->span.start < (*odd)->span.start)
      *odd = ends->first[i];
  }
  return n;
}

static void report_end(struct reader *reader, const struct diag_rule *rule, const struct item *odd, size_t n) {
  size_t end = str_trim(odd->text.s).n, from = end;
  utf8_prev(odd->text.s, &from);
  report_with(reader, rule, text_span(&odd->text, from, end), str_printf(reader->arena, "%zu", n));
}

// “Cơ quan chủ trì: Công an tỉnh.” with and without its stop, each kind of label by itself.
void check_label_ends_mixed(struct reader *reader) {
  const struct plan *plan = reader->plan;
  struct ends kinds[FIELD_KINDS] = { 0 };
  const struct item *first = NULL, *odd;
  size_t lines = 0;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    if (is_responsibility(item->field) && !item->first)
      count_end(&kinds[item->field], item);
  for (int field = 0; field < FIELD_KINDS; field++) {
    lines += odd_ends(&kinds[field], &odd);
    if (odd && (!first || odd->span.start < first->span.start))
      first = odd;
  }
  if (first)
    report_end(reader, &rule_label_ends_mixed, first, lines);
}

// An item that is one sentence and no title.
static bool is_plain(const struct item *item) {
  struct str s = item->text.s;
  return item->kind == ITEM_POINT && !item->title && !item->first && item->field == FIELD_NONE && item->label.scheme != SCHEME_NONE &&
         str_find(s, STR(". "), 0) == SIZE_MAX;
}

enum { ITEMS_OF_A_LIST = 3 };

// The items of one list, all but the last, end alike; the places of all lists are told at the first.
void check_list_ends_mixed(struct reader *reader) {
  const struct plan *plan = reader->plan;
  const struct item *first = NULL;
  size_t places = 0;
  for (struct item *item = plan_next(plan, NULL); item && !in_annex(plan, item); item = plan_next(plan, item)) {
    struct ends ends = { 0 };
    size_t n = 0;
    const struct item *odd;
    if (!item->first || !item->first->next)
      continue;
    for (const struct item *child = item->first; child; child = child->next) {
      bool last = !child->next || child->next->label.scheme != child->label.scheme || child->next->field != FIELD_NONE;
      n++;
      if (is_plain(child) && !last)
        count_end(&ends, child);
    }
    size_t odds = n >= ITEMS_OF_A_LIST ? odd_ends(&ends, &odd) : 0;
    if (!odds)
      continue;
    places += odds;
    first = first ? first : odd;
  }
  if (first)
    report_end(reader, &rule_list_ends_mixed, first, places);
}
