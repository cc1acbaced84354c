// Reading a plan from a string, for the tests of the syntax phase.
#ifndef KEHOACH_TEST_UNIT_READING_H
#define KEHOACH_TEST_UNIT_READING_H

#include <string.h>

#include "compiler/syntax/syntax.h"
#include "test/unit/check.h"

struct reading {
  struct arena *arena;
  struct source *source;
  struct diags diags;
  struct syntax *syntax;
};

static inline struct reading read_bytes(struct str text) {
  struct reading reading = { .arena = arena_create() };
  syntax_start();
  reading.source = source_open(reading.arena, "plan.md", text);
  diags_init(&reading.diags, reading.arena);
  reading.syntax = syntax_read(reading.arena, reading.source, &reading.diags);
  return reading;
}

static inline struct reading read_text(const char *text) {
  return read_bytes(str_from(text));
}

// The reading owns an arena.
static inline void read_close(struct reading *reading) {
  arena_destroy(reading->arena);
}

static inline size_t read_count(const struct reading *reading, const char *code) {
  size_t count = 0;
  for (size_t i = 0; i < reading->diags.list.n; i++)
    count += strcmp(reading->diags.list.at[i].rule->code, code) == 0;
  return count;
}

// The outline on one line: “1.(2. a)(-))” without text; P is a paragraph, T a table, # a heading without number.
static inline struct str read_shape(struct reading *reading) {
  struct buf out = { 0 };
  for (const struct node *node = reading->syntax->root->first; node;) {
    if (node->label.written.n)
      buf_str(&out, node->label.written);
    else
      buf_byte(&out, node->kind == NODE_TABLE ? 'T' : node->kind == NODE_ITEM ? '#' : 'P');
    if (node->first) {
      buf_byte(&out, '(');
      node = node->first;
      continue;
    }
    while (node && !node->next) {
      node = node->parent;
      if (node && node->parent)
        buf_byte(&out, ')');
    }
    node = node ? node->next : NULL;
    if (node)
      buf_byte(&out, ' ');
  }
  struct str shape = str_copy(reading->arena, buf_view(&out));
  buf_finish(&out);
  return shape;
}

static inline struct str read_entry(const struct reading *reading, const char *bare) {
  const struct entry *entry = syntax_entry(reading->syntax, bare);
  return entry ? entry->value.s : STR("(none)");
}

// The source bytes that a text's words from…to were read from.
static inline struct str read_back(const struct reading *reading, const struct text *text, const char *words) {
  size_t at = str_find(text->s, str_from(words), 0);
  return at == SIZE_MAX ? STR("(not found)") : source_slice(reading->source, text_span(text, at, at + strlen(words)));
}

#endif
