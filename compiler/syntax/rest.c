// Rest: totality by construction. Whatever the Markdown parser swallowed (definitions of links, cells beyond a table's
// width, notes that nothing refers to) is found as words without a place and put back as paragraphs.
#include <string.h>

#include "compiler/syntax/reader.h"
#include "compiler/syntax/words.h"
#include "grammar/rules.h"
#include "runtime/base/utf8.h"

void reader_cover(struct reader *reader, size_t from, size_t to) {
  while (from < to) {
    uint32_t start = input_source(reader->input, from);
    bool single;
    size_t run = input_run(reader->input, from, &single), n = run && run < to - from ? run : to - from;
    if (single)
      n = 1;
    if (start + n > reader->source->text.n)
      n = reader->source->text.n - start;
    memset(reader->covered + start, 1, n);
    from += run && run < to - from ? run : to - from;
  }
}

struct str shortened(struct arena *arena, struct str s, size_t characters) {
  size_t at = 0, count = 0;
  while (at < s.n && s.p[at] != '\n' && count++ < characters)
    utf8_next(s, &at);
  return at == s.n ? s : str_concat(arena, str_trim(str_slice(s, 0, at)), STR("…"));
}

void reader_report(struct reader *reader, const struct diag_rule *rule, struct span span, struct str words) {
  struct diag *diag = diag_report(reader->diags, rule, reader->source, span);
  diag_arg(reader->diags, diag, shortened(reader->arena, words, 60));
}

// The bars of a table's row are no words.
static struct str without_bars(struct str s) {
  for (s = str_trim(s); s.n && s.p[0] == '|';)
    s = str_trim(str_slice(s, 1, s.n));
  while (s.n && s.p[s.n - 1] == '|')
    s = str_trim(str_slice(s, 0, s.n - 1));
  return s;
}

// One stretch of a line without a place, as a block.
static void keep(struct reader *reader, size_t from, size_t to) {
  struct str s = str_slice(reader->source->text, from, to);
  struct str words = without_bars(s);
  if (!words_any(words))
    return;
  uint32_t start = (uint32_t)(words.p - reader->source->text.p);
  struct text text = { .s = words };
  vec_push(reader->arena, &text.map, (struct text_place){ 0, start });
  vec_push(reader->arena, &text.runs, (struct text_run){ .to = (uint32_t)words.n });
  struct span span = { start, start + (uint32_t)words.n };
  vec_push(reader->arena, &reader->blocks,
           (struct block){ .kind = BLOCK_PARAGRAPH, .zone = ZONE_BODY, .span = span, .text = text });
  reader_report(reader, &rule_kept_as_text, span, words);
}

// The first byte from `at` on whose mark is `covered`, within the line.
static size_t until(const struct reader *reader, size_t at, char covered) {
  struct str source = reader->source->text;
  while (at < source.n && reader->covered[at] == covered && source.p[at] != '\n' && source.p[at] != '\r')
    at++;
  return at;
}

// Both lists are in order of their starts, notes excepted; a stable merge puts everything where it stands.
static int by_start(const struct block *a, const struct block *b) {
  return a->span.start <= b->span.start;
}

static void merge(struct reader *reader, size_t middle) {
  struct block *all = reader->blocks.at;
  size_t n = reader->blocks.n, left = 0, right = middle;
  if (middle == n)
    return;
  struct block *merged = arena_array(reader->arena, struct block, n);
  for (size_t i = 0; i < n; i++) {
    bool take_left = right == n || (left < middle && by_start(&all[left], &all[right]));
    merged[i] = take_left ? all[left++] : all[right++];
  }
  reader->blocks.at = merged;
  reader->blocks.cap = n;
}

void rest_read(struct reader *reader) {
  struct str source = reader->source->text;
  size_t middle = reader->blocks.n;
  for (size_t at = 0; at < source.n;) {
    size_t from = at, end = until(reader, at, 0);
    if (end > from)
      keep(reader, from, end);
    at = until(reader, end, 1);
    if (at < source.n && at == from)
      at++;
    else if (at < source.n && (source.p[at] == '\n' || source.p[at] == '\r'))
      at++;
  }
  merge(reader, middle);
}
