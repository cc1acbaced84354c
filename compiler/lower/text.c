// Texts → runs. References are found by their place in the source, so that neither parser nor checker need to cut the
// words: what is printed is what the author wrote, linked. Footnotes are numbered in the order of their marks.
#include "compiler/lower/lowering.h"

#include <stdlib.h>
#include <string.h>

struct str word(enum word index) {
  static const struct str words[WORDS] = {
#define WORD(name, words) [WORD_##name] = { words, sizeof(words) - 1 },
#include "grammar/wording.def"
#undef WORD
  };
  return words[index];
}

// ---- State

static int compare_references(const void *left, const void *right) {
  const struct reference *a = left, *b = right;
  if (a->span.start != b->span.start)
    return a->span.start < b->span.start ? -1 : 1;
  return a->span.end < b->span.end ? -1 : a->span.end > b->span.end;
}

static int compare_notes(const void *left, const void *right) {
  return str_cmp(((const struct lowered_note *)left)->label, ((const struct lowered_note *)right)->label);
}

struct lowering *lowering_create(struct arena *arena, const struct plan *plan) {
  struct lowering *l = arena_new(arena, struct lowering);
  l->arena = arena;
  l->plan = plan;
  l->doc = arena_new(arena, struct doc);
  for (size_t i = 0; i < plan->references.n; i++)
    vec_push(arena, &l->references, plan->references.at[i]);
  for (size_t i = 0; i < plan->notes.n; i++)
    vec_push(arena, &l->notes,
             (struct lowered_note){ .label = plan->notes.at[i].label, .source = i, .printed = SIZE_MAX });
  if (l->references.n)
    qsort(l->references.at, l->references.n, sizeof *l->references.at, compare_references);
  if (l->notes.n)
    qsort(l->notes.at, l->notes.n, sizeof *l->notes.at, compare_notes);
  return l;
}

// ---- Footnotes

// The document's index of the note with that label, given on first use; false when the plan has no such note.
static bool note_index(struct lowering *l, struct str label, size_t *index) {
  struct lowered_note key = { .label = label };
  struct lowered_note *note = l->notes.n ? bsearch(&key, l->notes.at, l->notes.n, sizeof key, compare_notes) : NULL;
  if (note == NULL)
    return false;
  if (note->printed == SIZE_MAX) {
    note->printed = l->note_order.n;
    vec_push(l->arena, &l->note_order, (size_t)(note - l->notes.at));
  }
  *index = note->printed;
  return true;
}

// A note may mark another one: the list grows while it is walked.
static void lower_marked_notes(struct lowering *l) {
  while (l->doc->notes.n < l->note_order.n) {
    size_t source = l->notes.at[l->note_order.at[l->doc->notes.n]].source;
    struct doc_paragraph note = { .style = "note" };
    lower_inline(l, &note, &l->plan->notes.at[source].text);
    vec_push(l->arena, &l->doc->notes, note);
  }
}

void lower_notes(struct lowering *l) {
  size_t index;
  lower_marked_notes(l);
  for (size_t i = 0; i < l->plan->notes.n; i++)
    note_index(l, l->plan->notes.at[i].label, &index);
  lower_marked_notes(l);
}

// ---- References

// The first reference that ends behind `offset`. They do not overlap, so their ends are in order as well.
static size_t first_reference(const struct lowering *l, uint32_t offset) {
  size_t low = 0, high = l->references.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (l->references.at[middle].span.end > offset)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

// The byte of text->s that stands at source offset `source`: the inverse of text_offset.
static size_t text_at(const struct text *text, uint32_t source) {
  size_t low = 0, high = text->map.n;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (text->map.at[middle].source <= source)
      low = middle;
    else
      high = middle;
  }
  const struct text_place *place = &text->map.at[low];
  size_t end = low + 1 < text->map.n ? text->map.at[low + 1].at : text->s.n;
  size_t at = source > place->source ? place->at + (size_t)(source - place->source) : place->at;
  return at < end ? at : end;
}

static struct str anchor_link(struct lowering *l, const struct item *item) {
  return item && item->anchor.n ? str_concat(l->arena, STR("#"), item->anchor) : (struct str){ 0 };
}

static unsigned run_style(unsigned style) {
  static const struct {
    unsigned text, doc;
  } pairs[] = { { TEXT_BOLD, DOC_BOLD },     { TEXT_ITALIC, DOC_ITALIC }, { TEXT_CODE, DOC_CODE },
                { TEXT_STRIKE, DOC_STRIKE }, { TEXT_SUB, DOC_SUB },       { TEXT_SUP, DOC_SUP } };
  unsigned result = 0;
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (style & pairs[i].text)
      result |= pairs[i].doc;
  return result;
}

// Words, with links on the stretches that are references. An author's own link has none inside.
static void add_words(struct lowering *l, struct doc_paragraph *paragraph, const struct text *text,
                      const struct text_run *run) {
  unsigned style = run_style(run->style);
  size_t at = run->from;
  bool has_references = run->target.n == 0 && text->map.n && l->references.n && run->to > run->from;
  uint32_t end = has_references ? text_offset(text, run->to - 1) + 1 : 0;
  for (size_t i = has_references ? first_reference(l, text_offset(text, at)) : SIZE_MAX;
       i < l->references.n && l->references.at[i].span.start < end; i++) {
    const struct reference *reference = &l->references.at[i];
    size_t from = text_at(text, reference->span.start), to = text_at(text, reference->span.end);
    from = from < at ? at : from;
    to = to > run->to ? run->to : to;
    if (reference->target == NULL || to <= from)
      continue;
    doc_add_text(l->arena, paragraph, str_slice(text->s, at, from), style);
    doc_add_link(l->arena, paragraph, str_slice(text->s, from, to), style, anchor_link(l, reference->target));
    at = to;
  }
  doc_add_link(l->arena, paragraph, str_slice(text->s, at, run->to), style, run->target);
}

// [@id] prints the official reference, or stays as written when it leads nowhere.
static void add_reference(struct lowering *l, struct doc_paragraph *paragraph, const struct text *text,
                          const struct text_run *run) {
  struct str printed = str_slice(text->s, run->from, run->to), link = { 0 };
  if (text->map.n) {
    size_t i = first_reference(l, text_offset(text, run->from));
    if (i < l->references.n && l->references.at[i].span.start <= text_offset(text, run->from)) {
      const struct reference *reference = &l->references.at[i];
      link = anchor_link(l, reference->target);
      if (reference->target && reference->printed.n)
        printed = reference->printed;
    }
  }
  doc_add_link(l->arena, paragraph, printed, run_style(run->style), link);
}

static void add_run(struct lowering *l, struct doc_paragraph *paragraph, const struct text *text,
                    const struct text_run *run) {
  struct str words = str_slice(text->s, run->from, run->to);
  size_t note;
  switch (run->kind) {
  case TEXT_WORDS:
    add_words(l, paragraph, text, run);
    break;
  case TEXT_BREAK:
    doc_add_break(l->arena, paragraph);
    break;
  case TEXT_NOTE:
    if (note_index(l, run->target, &note))
      doc_add_note(l->arena, paragraph, note);
    else
      doc_add_text(l->arena, paragraph, words, run_style(run->style));
    break;
  case TEXT_REFERENCE:
    add_reference(l, paragraph, text, run);
    break;
  case TEXT_IMAGE:
    doc_add_text(l->arena, paragraph, words.n ? words : run->target, run_style(run->style));
    break;
  }
}

void lower_inline(struct lowering *l, struct doc_paragraph *paragraph, const struct text *text) {
  for (size_t i = 0; i < text->runs.n; i++)
    add_run(l, paragraph, text, &text->runs.at[i]);
  if (text->runs.n == 0)
    doc_add_text(l->arena, paragraph, text->s, 0);
}

// ---- Images

// A path that stays in the plan's folder or below; anything else is not opened and stays as words.
static bool path_is_local(struct str path) {
  if (path.n == 0 || path.p[0] == '/' || path.p[0] == '~' || str_find_byte(path, ':', 0) != SIZE_MAX ||
      str_find_byte(path, '\\', 0) != SIZE_MAX || memchr(path.p, 0, path.n))
    return false;
  struct str rest = path, part;
  while (str_split(&rest, '/', &part))
    if (str_is(part, ".."))
      return false;
  return true;
}

static struct str beside_plan(struct lowering *l, struct str path) {
  const char *name = l->plan->source ? l->plan->source->name : "";
  const char *slash = strrchr(name, '/');
  return slash ? str_concat(l->arena, (struct str){ name, (size_t)(slash - name) + 1 }, path) : path;
}

static bool is_blank(const struct doc_paragraph *paragraph) {
  for (size_t i = 0; i < paragraph->runs.n; i++)
    if (paragraph->runs.at[i].kind == DOC_NOTE || str_trim(paragraph->runs.at[i].text).n)
      return false;
  return paragraph->label.n == 0;
}

void lower_flow(struct lowering *l, struct doc_paragraph *paragraph, const struct text *text) {
  for (size_t i = 0; i < text->runs.n; i++) {
    const struct text_run *run = &text->runs.at[i];
    if (run->kind != TEXT_IMAGE || !path_is_local(run->target)) {
      add_run(l, paragraph, text, run);
      continue;
    }
    const char *style = paragraph->style;
    if (!is_blank(paragraph)) {
      doc_put_paragraph(l->arena, l->blocks, paragraph);
      paragraph = doc_paragraph_new(l->arena, style);
    }
    paragraph->runs.n = 0; // white space between two images
    doc_add_image(l->arena, l->blocks, beside_plan(l, run->target), str_slice(text->s, run->from, run->to));
  }
  if (text->runs.n == 0)
    doc_add_text(l->arena, paragraph, text->s, 0);
  if (!is_blank(paragraph))
    doc_put_paragraph(l->arena, l->blocks, paragraph);
}
