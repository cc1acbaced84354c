// Drafts become texts: neighbours of one style are joined, [@id] is cut out, the ends are trimmed.
#include "compiler/syntax/draft.h"

#include <string.h>

#include "runtime/base/utf8.h"

void draft_clear(struct draft *draft) {
  draft->s.n = draft->runs.n = draft->map.n = 0;
}

static void map_to(struct draft *draft, uint32_t at, uint32_t source) {
  if (draft->map.n) {
    const struct text_place *last = vec_last(&draft->map);
    if (last->source + (at - last->at) == source)
      return;
  }
  vec_push(draft->arena, &draft->map, (struct text_place){ at, source });
}

static bool joins(const struct text_run *run, enum text_run_kind kind, unsigned style, struct str target) {
  return run->kind == kind && kind == TEXT_WORDS && run->style == style && run->target.p == target.p &&
         run->target.n == target.n;
}

static void run_to(struct draft *draft, enum text_run_kind kind, unsigned style, struct str target, uint32_t from,
                   uint32_t to) {
  if (draft->runs.n && joins(vec_last(&draft->runs), kind, style, target)) {
    vec_last(&draft->runs)->to = to;
    return;
  }
  vec_push(draft->arena, &draft->runs,
           (struct text_run){ .kind = kind, .style = style, .from = from, .to = to, .target = target });
}

static void put(struct draft *draft, struct str bytes) {
  while (draft->s.cap - draft->s.n < bytes.n)
    vec_reserve(draft->arena, &draft->s.at, draft->s.n, &draft->s.cap, 1);
  memcpy(draft->s.at + draft->s.n, bytes.p, bytes.n);
  draft->s.n += bytes.n;
}

void draft_add(struct draft *draft, enum text_run_kind kind, unsigned style, struct str target, struct str bytes,
               uint32_t source) {
  if (!bytes.n)
    return;
  uint32_t from = (uint32_t)draft->s.n;
  put(draft, bytes);
  map_to(draft, from, source);
  run_to(draft, kind, style, target, from, (uint32_t)draft->s.n);
}

void draft_append(struct draft *draft, const struct text *text) {
  uint32_t from = (uint32_t)draft->s.n;
  put(draft, text->s);
  for (size_t i = 0; i < text->map.n; i++)
    map_to(draft, from + text->map.at[i].at, text->map.at[i].source);
  for (size_t i = 0; i < text->runs.n; i++) {
    const struct text_run *run = &text->runs.at[i];
    run_to(draft, run->kind, run->style, run->target, from + run->from, from + run->to);
  }
}

void draft_space(struct draft *draft, uint32_t source) {
  unsigned style = draft->runs.n ? vec_last(&draft->runs)->style : 0;
  draft_add(draft, TEXT_WORDS, style, (struct str){ 0 }, STR(" "), source);
}

// Length of a reference “[@id]” at the start of s, 0 when there is none.
static size_t reference_length(struct str s) {
  if (s.n < 4 || s.p[0] != '[' || s.p[1] != '@')
    return 0;
  size_t at = 2;
  while (at < s.n && at < 200 && s.p[at] != ']' && s.p[at] != '[' && s.p[at] != '\n' && s.p[at] != ' ')
    at++;
  return at > 2 && at < s.n && s.p[at] == ']' ? at + 1 : 0;
}

// One run of words, with the references in it cut out.
static void cut_references(struct arena *arena, struct text *text, struct text_run run) {
  struct str s = text->s;
  for (size_t at = run.from; run.kind == TEXT_WORDS && !(run.style & TEXT_CODE) && at < run.to;) {
    at = str_find_byte(str_slice(s, 0, run.to), '[', at);
    if (at >= run.to)
      break;
    size_t length = reference_length(str_slice(s, at, s.n));
    if (!length) {
      at++;
      continue;
    }
    struct text_run before = run, reference = run;
    before.to = reference.from = (uint32_t)at;
    if (before.to > before.from)
      vec_push(arena, &text->runs, before);
    at += length;
    reference.to = (uint32_t)at;
    reference.kind = TEXT_REFERENCE;
    reference.target = str_slice(s, reference.from + 2, at - 1);
    vec_push(arena, &text->runs, reference);
    run.from = (uint32_t)at;
  }
  if (run.to > run.from)
    vec_push(arena, &text->runs, run);
}

// White space at the ends, but no forced line end.
static struct str trimmed(struct str s) {
  size_t from = 0, to = s.n;
  while (from < to && (s.p[from] == ' ' || s.p[from] == '\t' || s.p[from] == '\n'))
    from++;
  while (to > from && (s.p[to - 1] == ' ' || s.p[to - 1] == '\t' || s.p[to - 1] == '\n'))
    to--;
  return str_slice(s, from, to);
}

// A reference may lie across runs where brackets ended a run of their own; cmark's texts are joined before we see them.
struct text draft_text(struct draft *draft, struct arena *arena) {
  struct str whole = { draft->s.at, draft->s.n };
  struct str kept = trimmed(whole);
  struct text view = { .s = whole };
  view.runs.at = draft->runs.at, view.runs.n = draft->runs.n;
  view.map.at = draft->map.at, view.map.n = draft->map.n;
  size_t from = kept.n ? (size_t)(kept.p - whole.p) : 0;
  struct text part = text_part(arena, &view, from, from + kept.n);
  part.s = str_copy(arena, part.s);
  if (str_find(part.s, STR("[@"), 0) == SIZE_MAX)
    return part;
  struct text text = part;
  text.runs.at = NULL, text.runs.n = text.runs.cap = 0;
  for (size_t i = 0; i < part.runs.n; i++)
    cut_references(arena, &text, part.runs.at[i]);
  return text;
}

struct text draft_squeeze(struct draft *draft, struct arena *arena, const struct text *text) {
  size_t gap = str_find(text->s, STR("  "), 0);
  if (gap == SIZE_MAX)
    return *text;
  draft_clear(draft);
  for (size_t from = 0; from < text->s.n;) {
    size_t to = gap < text->s.n ? gap + 1 : text->s.n; // one space stays
    struct text part = text_part(arena, text, from, to);
    draft_append(draft, &part);
    for (from = to; from < text->s.n && text->s.p[from] == ' ';)
      from++;
    gap = str_find(text->s, STR("  "), from);
  }
  return draft_text(draft, arena);
}
