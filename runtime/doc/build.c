// Building documents piece by piece. See build.h.
#include "runtime/doc/build.h"

#include <string.h>
#include <strings.h>

struct doc_blocks *doc_add_section(struct arena *arena, struct doc *doc, bool landscape) {
  struct doc_section *section = vec_add(arena, &doc->sections);
  section->landscape = landscape;
  section->restart_numbering = doc->sections.n > 1;
  section->blocks = arena_new(arena, struct doc_blocks);
  return section->blocks;
}

static struct doc_block *add_block(struct arena *arena, struct doc_blocks *blocks, enum doc_block_kind kind) {
  struct doc_block *block = vec_add(arena, &blocks->list);
  block->kind = kind;
  return block;
}

struct doc_paragraph *doc_paragraph_new(struct arena *arena, const char *style) {
  struct doc_paragraph *paragraph = arena_new(arena, struct doc_paragraph);
  paragraph->style = style;
  return paragraph;
}

struct doc_paragraph *doc_add_paragraph(struct arena *arena, struct doc_blocks *blocks, const char *style) {
  struct doc_paragraph *paragraph = doc_paragraph_new(arena, style);
  doc_put_paragraph(arena, blocks, paragraph);
  return paragraph;
}

void doc_put_paragraph(struct arena *arena, struct doc_blocks *blocks, struct doc_paragraph *paragraph) {
  add_block(arena, blocks, DOC_PARAGRAPH)->paragraph = paragraph;
}

void doc_add_text(struct arena *arena, struct doc_paragraph *paragraph, struct str text, unsigned style) {
  doc_add_link(arena, paragraph, text, style, (struct str){ 0 });
}

void doc_add_link(struct arena *arena, struct doc_paragraph *paragraph, struct str text, unsigned style,
                  struct str target) {
  struct doc_run run = { .kind = DOC_TEXT, .style = style, .text = text };
  if (doc_link_is_safe(target))
    run.target = target;
  if (text.n)
    vec_push(arena, &paragraph->runs, run);
}

void doc_add_page_link(struct arena *arena, struct doc_paragraph *paragraph, struct str text, struct str page,
                       struct str target) {
  size_t before = paragraph->runs.n;
  doc_add_link(arena, paragraph, text, 0, target);
  if (paragraph->runs.n > before)
    vec_last(&paragraph->runs)->page = page;
}

bool doc_link_is_safe(struct str target) {
  static const char *const schemes[] = { "http://", "https://", "mailto:" };
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
    if (target.n > strlen(schemes[i]) && strncasecmp(target.p, schemes[i], strlen(schemes[i])) == 0)
      return true;
  return target.n > 1 && target.p[0] == '#';
}

void doc_add_break(struct arena *arena, struct doc_paragraph *paragraph) {
  vec_push(arena, &paragraph->runs, (struct doc_run){ .kind = DOC_BREAK });
}

void doc_add_note(struct arena *arena, struct doc_paragraph *paragraph, size_t note) {
  vec_push(arena, &paragraph->runs, (struct doc_run){ .kind = DOC_NOTE, .note = note });
}

struct doc_paragraph *doc_add_line(struct arena *arena, struct doc_blocks *blocks, const char *style, struct str text) {
  struct doc_paragraph *paragraph = doc_add_paragraph(arena, blocks, style);
  doc_add_text(arena, paragraph, text, 0);
  return paragraph;
}

struct doc_columns *doc_add_columns(struct arena *arena, struct doc_blocks *blocks, const char *style) {
  struct doc_columns *columns = arena_new(arena, struct doc_columns);
  columns->style = style;
  add_block(arena, blocks, DOC_COLUMNS)->columns = columns;
  return columns;
}

struct doc_blocks *doc_add_column(struct arena *arena, struct doc_columns *columns, double share) {
  struct doc_column *column = vec_add(arena, &columns->columns);
  column->share = share;
  column->blocks = arena_new(arena, struct doc_blocks);
  return column->blocks;
}

struct doc_table *doc_add_table(struct arena *arena, struct doc_blocks *blocks, const char *style) {
  struct doc_table *table = arena_new(arena, struct doc_table);
  table->style = style;
  add_block(arena, blocks, DOC_TABLE)->table = table;
  return table;
}

struct doc_row *doc_add_row(struct arena *arena, struct doc_table *table) {
  return vec_add(arena, &table->rows);
}

struct doc_cell *doc_add_cell(struct arena *arena, struct doc_row *row) {
  struct doc_cell *cell = vec_add(arena, &row->cells);
  *cell = (struct doc_cell){ .blocks = arena_new(arena, struct doc_blocks), .columns = 1, .rows = 1 };
  return cell;
}

void doc_add_covered(struct arena *arena, struct doc_row *row) {
  vec_push(arena, &row->cells, (struct doc_cell){ .columns = 1, .rows = 1 });
}

void doc_add_image(struct arena *arena, struct doc_blocks *blocks, struct str path, struct str alternative) {
  struct doc_image *image = arena_new(arena, struct doc_image);
  *image = (struct doc_image){ .path = path, .alternative = alternative };
  add_block(arena, blocks, DOC_IMAGE)->image = image;
}

void doc_add_space(struct arena *arena, struct doc_blocks *blocks, double points, struct str field) {
  struct doc_space *space = arena_new(arena, struct doc_space);
  *space = (struct doc_space){ .points = points, .field = field };
  add_block(arena, blocks, DOC_SPACE)->space = space;
}

struct str doc_plain(struct arena *arena, const struct doc_paragraph *paragraph) {
  size_t n = paragraph->label.n + 1;
  for (size_t i = 0; i < paragraph->runs.n; i++)
    n += paragraph->runs.at[i].text.n + 1;
  char *bytes = arena_array(arena, char, n + 1), *end = bytes;
  if (paragraph->label.n) {
    memcpy(end, paragraph->label.p, paragraph->label.n);
    end += paragraph->label.n;
    *end++ = ' ';
  }
  for (size_t i = 0; i < paragraph->runs.n; i++) {
    const struct doc_run *run = &paragraph->runs.at[i];
    if (run->kind == DOC_BREAK)
      *end++ = ' ';
    else if (run->text.n)
      end = (char *)memcpy(end, run->text.p, run->text.n) + run->text.n;
  }
  return (struct str){ bytes, (size_t)(end - bytes) };
}
