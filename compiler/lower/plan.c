// Plan → document: letterhead, title, body, closing, annexes, and the assignment annex where it is asked for.
#include "compiler/lower/lowering.h"

#include "grammar/carried.h"

// ---- Metadata

static void add_property(struct lowering *l, enum word name, struct str value) {
  value = str_trim(value);
  if (value.n)
    vec_push(l->arena, &l->doc->properties, (struct doc_attribute){ .key = word(name), .value = value });
}

static struct str plan_span(struct arena *arena, const struct plan *plan) {
  struct str from = date_iso(arena, plan->from), to = date_iso(arena, plan->to);
  return from.n || to.n ? str_printf(arena, STR_FMT "/" STR_FMT, STR_ARG(from), STR_ARG(to)) : (struct str){ 0 };
}

static void set_properties(struct lowering *l) {
  const struct header *header = &l->plan->header;
  struct str kind = lower_sentence_case(l->arena, lower_kind(header)), subject = str_trim(header->subject.text.s);
  l->doc->title = subject.n ? str_printf(l->arena, STR_FMT ": " STR_FMT, STR_ARG(kind), STR_ARG(subject)) : kind;
  l->doc->subject = subject;
  l->doc->author = str_trim(header->agency.text.s);
  l->doc->creator = STR("kehoach");
  l->doc->language = STR("vi-VN");
  if (date_is_whole(header->date))
    l->doc->date = date_iso(l->arena, header->date);
  if (str_trim(header->number.text.s).n)
    add_property(l, WORD_META_NUMBER, lower_symbol(l->arena, header));
  add_property(l, WORD_META_PLACE, header->place.text.s);
  add_property(l, WORD_META_SPAN, plan_span(l->arena, l->plan));
  if (l->plan->standing.n)
    add_property(l, WORD_META_STANDING, l->plan->standing.at[0].written);
  add_property(l, WORD_META_SIGNER, l->plan->signature.name.text.s);
}

// ---- What is not on paper

// Keys whose values paper shows letter by letter; others it does not show, or in capitals.
static bool is_shown(struct str bare) {
  static const char *const shown[] = { "so", "ky hieu", "dia danh", "ngay", "trich yeu", "ky", "noi nhan", "luu" };
  for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
    if (str_is(bare, shown[i]))
      return true;
  return false;
}

// Names are numbered: other programs sort them, and tell them apart by no case.
static void carry(struct lowering *l, struct str key, const struct entry *entry) {
  struct str value = str_trim(entry->value.s);
  struct str name =
      str_printf(l->arena, CARRIED " %zu: " STR_FMT, l->doc->carried.n, STR_ARG(str_trim(key)));
  if (entry->kind == ENTRY_SCALAR && value.n)
    vec_push(l->arena, &l->doc->carried, (struct doc_attribute){ .key = name, .value = value });
}

// The front matter comes back with a document that was edited (compiler/import/front.c): “giai đoạn/Giai đoạn 1”, in a list
// “giai đoạn/”. The first property tells that there is no other, too.
static void carry_front(struct lowering *l) {
  vec_push(l->arena, &l->doc->carried, (struct doc_attribute){ .key = STR(CARRIED), .value = STR("1") });
  for (size_t i = 0; i < l->plan->syntax->entries.n; i++) {
    const struct entry *entry = &l->plan->syntax->entries.at[i];
    if (entry->from_body || is_shown(entry->bare) || str_find_byte(entry->key, '/', 0) != SIZE_MAX)
      continue;
    carry(l, entry->key, entry);
    for (size_t c = 0; c < entry->children.n; c++)
      carry(l, str_printf(l->arena, STR_FMT "/" STR_FMT, STR_ARG(entry->key), STR_ARG(entry->children.at[c].key)),
            &entry->children.at[c]);
  }
}

// ---- The assignment annex

// “Phụ lục”, or the number after the plan's own annexes.
static struct str annex_label(struct lowering *l) {
  static const char *const roman[] = { "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII" };
  size_t n = l->plan->annexes.n;
  if (n == 0)
    return word(WORD_ANNEX);
  if (n < sizeof roman / sizeof *roman)
    return str_printf(l->arena, STR_FMT " %s", STR_ARG(word(WORD_ANNEX)), roman[n]);
  return str_printf(l->arena, STR_FMT " %zu", STR_ARG(word(WORD_ANNEX)), n + 1);
}

static void add_heading(struct lowering *l, const char *style, struct str text, struct str title) {
  struct doc_paragraph *paragraph = doc_add_line(l->arena, l->blocks, style, text);
  paragraph->role = DOC_HEADING;
  paragraph->level = 2;
  paragraph->anchor = STR("phan-cong-nhiem-vu");
  paragraph->bookmark = title;
  paragraph->bookmark_level = 1;
}

static void add_matrix(struct lowering *l, enum matrix_use use, const struct lower_options *options) {
  struct matrix matrix = { 0 };
  matrix_add(l->arena, &matrix, l->plan);
  l->blocks = doc_add_section(l->arena, l->doc, true);
  if (use == MATRIX_OFFICIAL) {
    struct str label = annex_label(l);
    add_heading(l, "annex-label", label, lower_joined_title(l->arena, label, word(WORD_MATRIX_CAPTION)));
    doc_add_line(l->arena, l->blocks, "annex-title", word(WORD_MATRIX));
    doc_add_line(l->arena, l->blocks, "annex-reference", lower_attached_to(l->arena, l->plan));
  } else {
    add_heading(l, "annex-title", word(WORD_MATRIX), word(WORD_MATRIX_CAPTION));
  }
  lower_matrix_table(l->arena, l->blocks, &matrix, use, options);
  if (options->pictures)
    lower_pictures(l->arena, l->doc, &matrix, 3);
}

// ---- The whole

static struct lowering *lower_form(struct arena *arena, const struct plan *plan) {
  struct lowering *l = lowering_create(arena, plan);
  set_properties(l);
  carry_front(l);
  l->blocks = doc_add_section(arena, l->doc, false);
  lower_letterhead(l);
  lower_body(l);
  lower_notes(l);
  return l;
}

struct doc *lower_plan(struct arena *arena, const struct plan *plan) {
  struct lowering *l = lower_form(arena, plan);
  if (plan->assignment_annex && plan->tasks.n)
    add_matrix(l, MATRIX_OFFICIAL, &(struct lower_options){ .pictures = plan->assignment_pictures });
  return l->doc;
}

struct doc *lower_plan_page(struct arena *arena, const struct plan *plan, const struct lower_options *options) {
  struct lowering *l = lower_form(arena, plan);
  l->doc->english = options->english;
  if (plan->tasks.n)
    add_matrix(l, MATRIX_PAGE, options);
  return l->doc;
}
