// Small operations on texts that readers of the plan need.
#include "compiler/check/reader.h"

#include <string.h>

struct text text_plain(struct str s) {
  return (struct text){ .s = s };
}

struct text text_trimmed(struct arena *arena, const struct text *text) {
  struct str trimmed = str_trim(text->s);
  if (trimmed.n == text->s.n)
    return *text;
  size_t from = trimmed.n ? (size_t)(trimmed.p - text->s.p) : 0;
  return text_part(arena, text, from, from + trimmed.n);
}

struct text text_joined(struct arena *arena, const struct text *a, const struct text *b) {
  struct text joined = { .s = str_printf(arena, STR_FMT " " STR_FMT, STR_ARG(a->s), STR_ARG(b->s)) };
  uint32_t shift = (uint32_t)a->s.n + 1;
  for (size_t i = 0; i < a->runs.n; i++)
    vec_push(arena, &joined.runs, a->runs.at[i]);
  if (joined.runs.n)
    vec_last(&joined.runs)->to = shift;
  for (size_t i = 0; i < b->runs.n; i++) {
    struct text_run run = b->runs.at[i];
    run.from += shift;
    run.to += shift;
    vec_push(arena, &joined.runs, run);
  }
  for (size_t i = 0; i < a->map.n; i++)
    vec_push(arena, &joined.map, a->map.at[i]);
  for (size_t i = 0; i < b->map.n; i++)
    vec_push(arena, &joined.map, (struct text_place){ b->map.at[i].at + shift, b->map.at[i].source });
  return joined;
}

struct text text_folded_part(struct arena *arena, const struct text *text, const struct folded *folded, size_t from,
                             size_t to) {
  return text_part(arena, text, folded->map[from], folded->map[to]);
}

size_t text_words(struct str s) {
  size_t words = 0;
  bool inside = false;
  for (size_t at = 0; at < s.n;) {
    bool space = uni_is_space(utf8_next(s, &at));
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

bool text_whole(const struct text *text, unsigned style) {
  bool any = false;
  for (size_t i = 0; i < text->runs.n; i++) {
    const struct text_run *run = &text->runs.at[i];
    if (run->kind != TEXT_WORDS || str_trim(str_slice(text->s, run->from, run->to)).n == 0)
      continue;
    if (!(run->style & style))
      return false;
    any = true;
  }
  return any;
}

bool text_line(struct arena *arena, const struct text *text, size_t *at, struct text *line) {
  while (*at < text->s.n) {
    size_t end = str_find_byte(text->s, '\n', *at);
    if (end == SIZE_MAX)
      end = text->s.n;
    struct text part = text_part(arena, text, *at, end);
    *at = end + 1;
    *line = text_trimmed(arena, &part);
    if (line->s.n)
      return true;
  }
  return false;
}

bool entry_line(struct arena *arena, const struct entry *entry, size_t *at, struct text *line) {
  if (entry->kind == ENTRY_SCALAR)
    return text_line(arena, &entry->value, at, line);
  if (*at >= entry->children.n)
    return false;
  *line = text_trimmed(arena, &entry->children.at[(*at)++].value);
  return true;
}
