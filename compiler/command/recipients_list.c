// Each line of the list is a block of whole source lines; between the blocks stands nothing but white space. Where that does
// not hold (cells of a table, several on one line) there is no place that can be written to without guessing.
#include "compiler/command/recipients_list.h"

#include <string.h>

struct list_block {
  uint32_t start, end; // whole source lines, without the last line end
  struct span words;
  bool printed;        // stands in the list; the filing line of the front matter does not
};

struct lister {
  struct arena *arena;
  const struct plan *plan;
  struct str source;
  struct list_block *blocks; // of each of the plan's recipients
  size_t first, last;   // blocks that stand in the list; first > last when there is none
  bool front;           // the list is a sequence of the front matter
  bool signs;           // its lines end with signs
  struct str mark;      // what stands before the words of a line: “- ”
  struct str gap;       // between two lines
};

// ---- the author's blocks

static uint32_t line_start(struct str source, uint32_t at) {
  while (at > 0 && source.p[at - 1] != '\n')
    at--;
  return at;
}

static uint32_t line_end(struct str source, uint32_t at) {
  while (at < source.n && source.p[at] != '\n' && source.p[at] != '\r')
    at++;
  return at;
}

// Only marks around the words: no letter, digit or table line.
static bool is_margin(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if ((unsigned char)s.p[i] >= 0x80 || !strchr(" \t-+*_>\"'\\", s.p[i]))
      return false;
  return true;
}

static bool find_block(struct lister *lister, size_t i) {
  const struct text *text = &lister->plan->recipients.at[i].text;
  struct list_block *block = &lister->blocks[i];
  if (!text->map.n)
    return true;
  block->printed = true;
  block->words = text_span(text, 0, text->s.n);
  block->start = line_start(lister->source, block->words.start);
  block->end = line_end(lister->source, block->words.end);
  return is_margin(str_slice(lister->source, block->start, block->words.start)) &&
         is_margin(str_slice(lister->source, block->words.end, block->end));
}

static bool find_blocks(struct lister *lister) {
  size_t n = lister->plan->recipients.n;
  lister->blocks = arena_array(lister->arena, struct list_block, n + 1);
  lister->first = 1;
  for (size_t i = 0, seen = 0; i < n; i++) {
    if (!find_block(lister, i))
      return false;
    if (!lister->blocks[i].printed)
      continue;
    uint32_t from = seen ? lister->blocks[lister->last].end : lister->blocks[i].start;
    if (from > lister->blocks[i].start || str_trim(str_slice(lister->source, from, lister->blocks[i].start)).n)
      return false;
    lister->first = seen++ ? lister->first : i;
    lister->last = i;
  }
  return true;
}

static struct str block_mark(const struct lister *lister, size_t i) {
  struct str mark = str_slice(lister->source, lister->blocks[i].start, lister->blocks[i].words.start);
  size_t n = 0;
  while (n < mark.n && strchr(" \t", mark.p[n]))
    n++;
  if (n < mark.n && strchr("-+*", mark.p[n]))
    for (n++; n < mark.n && strchr(" \t", mark.p[n]);)
      n++;
  return str_slice(mark, 0, n);
}

static void take_manner(struct lister *lister) {
  const struct list_block *first = &lister->blocks[lister->first];
  struct str words = str_trim(source_slice(lister->plan->source, first->words));
  lister->mark = block_mark(lister, lister->first);
  lister->signs = !lister->front || str_ends(words, STR(";"));
  lister->gap = STR("\n");
  for (size_t i = lister->first + 1; i <= lister->last; i++)
    if (lister->blocks[i].printed) {
      lister->gap = str_slice(lister->source, first->end, line_start(lister->source, lister->blocks[i].start));
      return;
    }
  if (first->end < lister->source.n && lister->source.p[first->end] == '\r')
    lister->gap = STR("\r\n");
}

// ---- lines of the new list

static void add_sign(struct lister *lister, struct buf *out, struct str words, bool last) {
  bool stop = str_ends(words, STR(".")), semicolon = str_ends(words, STR(";"));
  if (lister->signs && !stop && !semicolon)
    buf_text(out, last ? "." : ";");
}

// Only the sign at the end of the author's words may change: “.” of a line that is not the last one any more, “;” of the
// one that now is.
static void add_own(struct lister *lister, struct buf *out, size_t i, bool last) {
  const struct list_block *block = &lister->blocks[i];
  struct str before = str_slice(lister->source, block->start, block->words.end);
  struct str after = str_slice(lister->source, block->words.end, block->end);
  bool was_last = i == lister->last;
  bool stop = str_ends(before, STR(".")), semicolon = str_ends(before, STR(";"));
  if (was_last == last || !lister->signs) {
    buf_str(out, before);
  } else if (last ? semicolon : stop) {
    buf_str(out, str_slice(before, 0, before.n - 1));
    buf_text(out, last ? "." : ";");
  } else {
    buf_str(out, before);
    add_sign(lister, out, before, last);
  }
  buf_str(out, after);
}

static bool needs_quotes(struct str words) {
  return str_find(words, STR(": "), 0) != SIZE_MAX || str_find(words, STR(" #"), 0) != SIZE_MAX ||
         strchr("-?:,[]{}#&*!|>'\"%@`", words.p[0]) || str_find_byte(words, '"', 0) != SIZE_MAX;
}

static void add_escaped(struct buf *out, struct str words, const char *signs) {
  for (size_t i = 0; i < words.n; i++) {
    if (strchr(signs, words.p[i]))
      buf_byte(out, '\\');
    buf_byte(out, words.p[i]);
  }
}

static void add_proposed(struct lister *lister, struct buf *out, struct str words, bool last) {
  bool sequence = lister->front && str_trim(lister->mark).n;
  buf_str(out, lister->mark);
  if (sequence && needs_quotes(words)) {
    buf_byte(out, '"');
    add_escaped(out, words, "\"\\");
    add_sign(lister, out, words, last);
    buf_byte(out, '"');
    return;
  }
  if (lister->front)
    buf_str(out, words);
  else
    add_escaped(out, words, "\\`*_[]<>");
  add_sign(lister, out, words, last);
}

static bool stands_in_list(const struct lister *lister, const struct merged *merged) {
  return merged->own == SIZE_MAX || lister->blocks[merged->own].printed;
}

static void add_lines(struct lister *lister, const struct suggestion *suggestion, struct buf *out) {
  size_t left = 0;
  for (size_t i = 0; i < suggestion->merge.list.n; i++)
    left += stands_in_list(lister, &suggestion->merge.list.at[i]);
  for (size_t i = 0, n = left; i < suggestion->merge.list.n; i++) {
    const struct merged *merged = &suggestion->merge.list.at[i];
    if (!stands_in_list(lister, merged))
      continue;
    if (left < n)
      buf_str(out, lister->gap);
    left--;
    if (merged->own == SIZE_MAX)
      add_proposed(lister, out, merged->line->text.s, left == 0);
    else
      add_own(lister, out, merged->own, left == 0);
  }
}

// ---- the place

static void add_edit(struct lister *lister, struct patch *patch, struct span span, struct buf *text) {
  vec_push(lister->arena, &patch->edits, (struct edit){ span, str_copy(lister->arena, buf_view(text)) });
  buf_finish(text);
}

// A label with nothing below it: “Nơi nhận:” at the end of the text, or the key alone.
static void begin_list(struct lister *lister, const struct suggestion *suggestion, const struct entry *key, struct patch *patch) {
  uint32_t at = line_end(lister->source, lister->front ? key->key_span.end : lister->plan->recipients_span.end);
  bool carriage = at < lister->source.n && lister->source.p[at] == '\r';
  struct buf text = { 0 };
  lister->gap = carriage ? STR("\r\n") : STR("\n");
  lister->mark = lister->front ? STR("  - ") : STR("- ");
  lister->signs = !lister->front;
  buf_str(&text, lister->gap);
  if (!lister->front)
    buf_str(&text, lister->gap);
  add_lines(lister, suggestion, &text);
  add_edit(lister, patch, (struct span){ at, at }, &text);
}

enum list_trouble list_patch(struct arena *arena, const struct plan *plan, const struct suggestion *suggestion, struct patch *patch) {
  struct lister lister = { .arena = arena, .plan = plan, .source = plan->source->text };
  const struct entry *key = syntax_entry(plan->syntax, "noi nhan");
  lister.front = key && !key->from_body;
  if (plan->recipients_automatic)
    return LIST_AUTOMATIC;
  if (!lister.front && plan->recipients_span.end == 0)
    return LIST_MISSING;
  if (!find_blocks(&lister))
    return LIST_PLACE;
  if (!suggestion->added && !suggestion->moved)
    return LIST_OK;
  if (lister.first > lister.last) {
    if (lister.front && (key->kind != ENTRY_SCALAR || str_trim(key->value.s).n))
      return LIST_PLACE;
    begin_list(&lister, suggestion, key, patch);
    return LIST_OK;
  }
  take_manner(&lister);
  struct buf text = { 0 };
  add_lines(&lister, suggestion, &text);
  add_edit(&lister, patch, (struct span){ lister.blocks[lister.first].start, lister.blocks[lister.last].end }, &text);
  return LIST_OK;
}
