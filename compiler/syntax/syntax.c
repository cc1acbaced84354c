// The phase: front matter, blocks, what the parser lost, lines, letterhead, closing, outline.
#include "compiler/syntax/syntax.h"

#include <string.h>

#include "compiler/syntax/reader.h"

static size_t skip_mark(struct str source) { // U+FEFF at the start
  return str_starts(source, STR("\xEF\xBB\xBF")) ? 3 : 0;
}

static bool has_heading(const struct reader *reader) {
  for (size_t i = 0; i < reader->blocks.n; i++)
    if (reader->blocks.at[i].kind == BLOCK_HEADING && reader->source->text.p[reader->blocks.at[i].span.start] == '#')
      return true;
  return false;
}

struct syntax *syntax_read(struct arena *arena, const struct source *source, struct diags *diags) {
  struct syntax *syntax = arena_new(arena, struct syntax);
  struct reader reader = { .arena = arena, .source = source, .diags = diags, .syntax = syntax };
  syntax->source = source;
  reader.draft.arena = arena;
  reader.covered = arena_alloc(arena, source->text.n + 1);
  size_t from = front_read(&reader, skip_mark(source->text));
  memset(reader.covered, 1, from);
  blocks_read(&reader, from);
  rest_read(&reader);
  reader.raw = !syntax->has_front && !has_heading(&reader);
  letterhead_read(&reader);
  lines_split(&reader);
  closing_read(&reader);
  syntax->blocks.at = reader.blocks.at;
  syntax->blocks.n = reader.blocks.n;
  syntax->blocks.cap = reader.blocks.cap;
  outline_read(&reader);
  return syntax;
}

const struct entry *syntax_entry(const struct syntax *syntax, const char *bare) {
  for (size_t i = 0; i < syntax->entries.n; i++)
    if (str_is(syntax->entries.at[i].bare, bare))
      return &syntax->entries.at[i];
  return NULL;
}
