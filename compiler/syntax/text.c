// Texts and their map back to the source.
#include "compiler/syntax/text.h"

#include "runtime/base/utf8.h"

// The entry of the map that covers byte `at`.
static size_t place_index(const struct text *text, size_t at) {
  size_t low = 0, high = text->map.n;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (text->map.at[middle].at <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}

uint32_t text_offset(const struct text *text, size_t at) {
  if (!text->map.n)
    return 0;
  const struct text_place *place = &text->map.at[place_index(text, at)];
  return place->source + (uint32_t)(at > place->at ? at - place->at : 0);
}

struct span text_span(const struct text *text, size_t from, size_t to) {
  uint32_t start = text_offset(text, from);
  if (to <= from)
    return (struct span){ start, start };
  // The end is that of the last byte: what follows may stand elsewhere.
  uint32_t end = text_offset(text, to - 1) + 1;
  return (struct span){ start, end > start ? end : start };
}

static size_t run_index(const struct text *text, size_t at) {
  size_t low = 0, high = text->runs.n;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (text->runs.at[middle].from <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}

struct text text_part(struct arena *arena, const struct text *text, size_t from, size_t to) {
  to = to < text->s.n ? to : text->s.n;
  from = from < to ? from : to;
  struct text part = { .s = str_slice(text->s, from, to) };
  if (text->map.n)
    vec_push(arena, &part.map, (struct text_place){ 0, text_offset(text, from) });
  if (from == to)
    return part;
  for (size_t i = text->map.n ? place_index(text, from) + 1 : 0; i < text->map.n && text->map.at[i].at < to; i++)
    vec_push(arena, &part.map, (struct text_place){ text->map.at[i].at - (uint32_t)from, text->map.at[i].source });
  for (size_t i = text->runs.n ? run_index(text, from) : 0; i < text->runs.n && text->runs.at[i].from < to; i++) {
    struct text_run run = text->runs.at[i];
    run.from = run.from > from ? run.from - (uint32_t)from : 0;
    run.to = (run.to < to ? run.to : (uint32_t)to) - (uint32_t)from;
    if (run.to > run.from)
      vec_push(arena, &part.runs, run);
  }
  return part;
}

size_t text_skip_space(const struct text *text, size_t from) {
  while (from < text->s.n) {
    size_t next = from;
    if (!uni_is_space(utf8_next(text->s, &next)))
      break;
    from = next;
  }
  return from;
}
