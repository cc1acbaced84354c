// Fuzzing the front: any bytes give a tree whose texts, maps and spans are sound. Built as a libFuzzer target with
// -Dfuzz=true; in every other build replay.c runs the corpus through it.
#include <stdlib.h>

#include "compiler/syntax/syntax.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition) ((condition) ? (void)0 : abort())

static void check_span(const struct source *source, struct span span) {
  MUST(span.start <= span.end && span.end <= source->text.n);
}

static void check_text(const struct source *source, const struct text *text) {
  uint32_t at = 0;
  for (size_t i = 0; i < text->runs.n; i++) {
    MUST(text->runs.at[i].from == at && text->runs.at[i].to > at);
    at = text->runs.at[i].to;
  }
  MUST(at == text->s.n);
  MUST(!text->map.n || text->map.at[0].at == 0);
  for (size_t i = 0; i < text->map.n; i++) {
    MUST(!i || text->map.at[i].at > text->map.at[i - 1].at);
    MUST(text->map.at[i].source <= source->text.n);
  }
  check_span(source, text_span(text, 0, text->s.n));
}

static void check_block(const struct source *source, const struct block *block) {
  check_span(source, block->span);
  check_text(source, &block->text);
  if (!block->table)
    return;
  MUST(block->table->cells.n == block->table->rows * block->table->columns);
  for (size_t i = 0; i < block->table->cells.n; i++) {
    check_text(source, &block->table->cells.at[i].text);
    check_span(source, block->table->cells.at[i].span);
  }
}

static void check_node(const struct source *source, const struct node *node) {
  check_text(source, &node->text);
  check_span(source, node->span);
  check_span(source, node->label.span);
  MUST(node->end <= source->text.n && node->end >= node->span.start);
  MUST(!node->next || (node->next->previous == node && node->next->parent == node->parent));
  MUST(node->last ? node->last->parent == node && !node->last->next : !node->first);
}

static void check_tree(const struct source *source, const struct node *root) {
  for (const struct node *node = root->first; node;) {
    check_node(source, node);
    if (node->first) {
      node = node->first;
      continue;
    }
    while (node && !node->next)
      node = node->parent;
    node = node ? node->next : NULL;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena *arena = arena_create();
  struct str text = { (const char *)data, size };
  struct source *source = source_open(arena, "fuzz.md", text);
  struct diags diags;
  diags_init(&diags, arena);
  syntax_start();
  struct syntax *syntax = syntax_read(arena, source, &diags);
  for (size_t i = 0; i < syntax->blocks.n; i++)
    check_block(source, &syntax->blocks.at[i]);
  check_tree(source, syntax->root);
  for (size_t i = 0; i < syntax->recipients.n; i++)
    check_text(source, &syntax->recipients.at[i]);
  for (size_t i = 0; i < syntax->signature.n; i++)
    check_text(source, &syntax->signature.at[i]);
  for (size_t i = 0; i < syntax->notes.n; i++)
    check_text(source, &syntax->notes.at[i].text);
  syntax_path(arena, syntax, &diags);
  struct buf out = { 0 };
  syntax_print_blocks(syntax, &out);
  syntax_print_tree(syntax, &out);
  buf_finish(&out);
  arena_destroy(arena);
  return 0;
}
