// doc_print: the document as an indented outline, one line for each part, for `dump` and golden tests. Parts wait on a
// stack of their own, so that nested tables cost no call depth.
#include "runtime/doc/picture.h"

#include <string.h>

// What is still to be printed: the rest of some blocks, or a line that opens the blocks after it.
struct pending {
  const struct doc_blocks *blocks;
  size_t next;
  int depth;
};

struct printer {
  struct arena *arena;
  struct buf *out;
  VEC(struct pending) stack;
};

static void indent(struct buf *out, int depth) {
  for (int i = 0; i < depth; i++)
    buf_text(out, "  ");
}

// Line ends and backslashes escaped, so that one part stays one line.
static void print_string(struct buf *out, struct str s) {
  buf_byte(out, '"');
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (c == '"' || c == '\\')
      buf_byte(out, '\\');
    if (c == '\n')
      buf_text(out, "\\n");
    else
      buf_byte(out, c);
  }
  buf_byte(out, '"');
}

static void print_value(struct buf *out, const char *name, struct str value) {
  if (value.n == 0)
    return;
  buf_byte(out, ' ');
  buf_text(out, name);
  buf_byte(out, '=');
  print_string(out, value);
}

static void print_style(struct buf *out, unsigned style) {
  static const struct {
    unsigned bit;
    char letter;
  } letters[] = { { DOC_BOLD, 'b' },   { DOC_ITALIC, 'i' }, { DOC_CODE, 'c' },
                  { DOC_STRIKE, 's' }, { DOC_SUB, '_' },    { DOC_SUP, '^' },
                  { DOC_ADDED, '+' },  { DOC_REMOVED, '-' } };
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
    if (style & letters[i].bit)
      buf_byte(out, letters[i].letter);
}

static void print_run(struct buf *out, const struct doc_run *run) {
  buf_byte(out, ' ');
  if (run->kind == DOC_BREAK) {
    buf_text(out, "break");
  } else if (run->kind == DOC_NOTE) {
    buf_text(out, "note:");
    buf_int(out, (long long)run->note + 1);
  } else {
    print_style(out, run->style);
    print_string(out, run->text);
    if (run->target.n) {
      buf_text(out, "->");
      buf_str(out, run->page);
      buf_str(out, run->target);
    }
  }
}

static void print_paragraph(struct buf *out, const struct doc_paragraph *paragraph, int depth) {
  static const char *const roles[] = { [DOC_P] = "p", [DOC_HEADING] = "h", [DOC_ITEM] = "item" };
  indent(out, depth);
  buf_text(out, roles[paragraph->role]);
  if (paragraph->role != DOC_P)
    buf_int(out, paragraph->level);
  buf_byte(out, ' ');
  buf_text(out, paragraph->style);
  print_value(out, "label", paragraph->label);
  print_value(out, "anchor", paragraph->anchor);
  if (paragraph->bookmark.n) {
    buf_printf(out, " bookmark%d=", paragraph->bookmark_level);
    print_string(out, paragraph->bookmark);
  }
  print_value(out, "class", paragraph->html_class);
  if (paragraph->leads_in)
    buf_text(out, " leads-in");
  buf_byte(out, ':');
  for (size_t i = 0; i < paragraph->runs.n; i++)
    print_run(out, &paragraph->runs.at[i]);
  buf_byte(out, '\n');
}

static void push(struct printer *printer, const struct doc_blocks *blocks, int depth) {
  if (blocks && blocks->list.n)
    vec_push(printer->arena, &printer->stack, (struct pending){ .blocks = blocks, .depth = depth });
}

// Cells are printed with their blocks at once when they hold paragraphs alone, as all do that the compiler makes.
static void print_cell(struct printer *printer, const struct doc_cell *cell, int depth) {
  struct buf *out = printer->out;
  indent(out, depth);
  if (cell->blocks == NULL) {
    buf_text(out, "covered\n");
    return;
  }
  buf_text(out, cell->header ? "th" : "td");
  print_value(out, "order", cell->order);
  if (cell->columns > 1 || cell->rows > 1)
    buf_printf(out, " %dx%d", cell->columns, cell->rows);
  buf_byte(out, '\n');
  for (size_t i = 0; i < cell->blocks->list.n; i++)
    if (cell->blocks->list.at[i].kind == DOC_PARAGRAPH)
      print_paragraph(out, cell->blocks->list.at[i].paragraph, depth + 1);
    else if (cell->blocks->list.at[i].kind == DOC_IMAGE) {
      indent(out, depth + 1);
      buf_text(out, "image");
      print_value(out, "path", cell->blocks->list.at[i].image->path);
      buf_byte(out, '\n');
    }
}

static void print_attributes(struct buf *out, const char *name, const struct doc_attribute *attributes, size_t n) {
  for (size_t i = 0; i < n; i++) {
    buf_byte(out, ' ');
    buf_text(out, name);
    buf_str(out, attributes[i].key);
    buf_byte(out, '=');
    print_string(out, attributes[i].value);
  }
}

static void print_table(struct printer *printer, const struct doc_table *table, int depth) {
  struct buf *out = printer->out;
  indent(out, depth);
  buf_printf(out, "table %s header=%zu", table->style, table->header_rows);
  print_value(out, "name", table->name);
  print_value(out, "caption", table->caption);
  if (table->shares.n)
    buf_text(out, " shares=");
  for (size_t i = 0; i < table->shares.n; i++) {
    if (i)
      buf_byte(out, ',');
    buf_number(out, table->shares.at[i], 2);
  }
  print_attributes(out, "filter:", table->filters.at, table->filters.n);
  for (size_t i = 0; i < table->choices.n; i++) {
    print_value(out, "choice", table->choices.at[i].key);
    print_attributes(out, "", table->choices.at[i].options.at, table->choices.at[i].options.n);
  }
  buf_byte(out, '\n');
  for (size_t r = 0; r < table->rows.n; r++) {
    const struct doc_row *row = &table->rows.at[r];
    indent(out, depth + 1);
    buf_text(out, "row");
    print_attributes(out, "", row->attributes.at, row->attributes.n);
    buf_byte(out, '\n');
    for (size_t c = 0; c < row->cells.n; c++)
      print_cell(printer, &row->cells.at[c], depth + 2);
  }
}

static void print_columns(struct printer *printer, const struct doc_columns *columns, int depth) {
  indent(printer->out, depth);
  buf_printf(printer->out, "columns %s", columns->style);
  for (size_t i = 0; i < columns->columns.n; i++) {
    buf_byte(printer->out, ' ');
    buf_number(printer->out, columns->columns.at[i].share, 2);
  }
  buf_text(printer->out, columns->keep_with_previous ? " keep-with-previous\n" : "\n");
  for (size_t i = columns->columns.n; i-- > 0;)
    push(printer, columns->columns.at[i].blocks, depth + 1);
}

static void print_shape(struct buf *out, const struct doc_shape *shape, int depth) {
  static const char *const kinds[] = { [SHAPE_BOX] = "box", [SHAPE_LINE] = "line", [SHAPE_TEXT] = "words" };
  const double numbers[] = { shape->x, shape->y, shape->width, shape->height };
  indent(out, depth);
  buf_text(out, kinds[shape->kind]);
  for (size_t i = 0; i < (shape->kind == SHAPE_TEXT ? 2 : 4); i++) {
    buf_byte(out, ' ');
    buf_number(out, numbers[i], 2);
  }
  buf_printf(out, " ink%d", (int)shape->ink);
  if (shape->outline != INK_NONE)
    buf_printf(out, " outline%d", (int)shape->outline);
  print_value(out, shape->align == SHAPE_START ? "start" : shape->align == SHAPE_MIDDLE ? "middle" : "end", shape->text);
  buf_byte(out, '\n');
}

static void print_picture_row(struct buf *out, const char *what, const struct doc_picture_row *row, int depth) {
  indent(out, depth);
  buf_text(out, what);
  buf_byte(out, ' ');
  buf_number(out, row->height, 2);
  print_value(out, "alternative", row->alternative);
  buf_byte(out, '\n');
  for (size_t i = 0; i < row->shapes.n; i++)
    print_shape(out, &row->shapes.at[i], depth + 1);
}

static void print_picture(struct printer *printer, const struct doc_picture *picture, int depth) {
  struct buf *out = printer->out;
  indent(out, depth);
  buf_text(out, "picture ");
  buf_number(out, picture->width, 2);
  print_value(out, "name", picture->name);
  print_value(out, "title", picture->title);
  print_value(out, "alternative", picture->alternative);
  buf_byte(out, '\n');
  print_picture_row(out, "head", &picture->head, depth + 1);
  for (size_t i = 0; i < picture->rows.n; i++)
    print_picture_row(out, "row", &picture->rows.at[i], depth + 1);
  if (picture->data)
    print_table(printer, picture->data, depth + 1);
}

static void print_block(struct printer *printer, const struct doc_block *block, int depth) {
  struct buf *out = printer->out;
  switch (block->kind) {
  case DOC_PARAGRAPH:
    print_paragraph(out, block->paragraph, depth);
    break;
  case DOC_COLUMNS:
    print_columns(printer, block->columns, depth);
    break;
  case DOC_TABLE:
    print_table(printer, block->table, depth);
    break;
  case DOC_IMAGE:
    indent(out, depth);
    buf_text(out, "image");
    print_value(out, "path", block->image->path);
    print_value(out, "alternative", block->image->alternative);
    buf_byte(out, '\n');
    break;
  case DOC_SPACE:
    indent(out, depth);
    buf_text(out, "space ");
    buf_number(out, block->space->points, 2);
    print_value(out, "field", block->space->field);
    buf_byte(out, '\n');
    break;
  case DOC_PICTURE:
    print_picture(printer, block->picture, depth);
    break;
  }
}

static void print_blocks(struct printer *printer, const struct doc_blocks *blocks, int depth) {
  push(printer, blocks, depth);
  while (printer->stack.n) {
    struct pending *top = vec_last(&printer->stack);
    if (top->next == top->blocks->list.n) {
      printer->stack.n--;
      continue;
    }
    int at = top->depth;
    const struct doc_block *block = &top->blocks->list.at[top->next++];
    print_block(printer, block, at);
  }
}

static void print_property(struct buf *out, const char *name, struct str value) {
  if (value.n == 0)
    return;
  buf_text(out, name);
  buf_byte(out, ' ');
  print_string(out, value);
  buf_byte(out, '\n');
}

void doc_print(const struct doc *doc, struct buf *out) {
  struct printer printer = { .arena = arena_create(), .out = out };
  print_property(out, "title", doc->title);
  print_property(out, "subject", doc->subject);
  print_property(out, "author", doc->author);
  print_property(out, "keywords", doc->keywords);
  print_property(out, "creator", doc->creator);
  print_property(out, "language", doc->language);
  print_property(out, "date", doc->date);
  for (size_t i = 0; i < doc->properties.n; i++) {
    buf_text(out, "property");
    print_attributes(out, "", &doc->properties.at[i], 1);
    buf_byte(out, '\n');
  }
  for (size_t i = 0; i < doc->sections.n; i++) {
    const struct doc_section *section = &doc->sections.at[i];
    buf_text(out, section->landscape ? "section landscape" : "section portrait");
    buf_text(out, section->restart_numbering ? " restart\n" : "\n");
    print_blocks(&printer, section->blocks, 1);
  }
  for (size_t i = 0; i < doc->notes.n; i++) {
    buf_printf(out, "note %zu\n", i + 1);
    print_paragraph(out, &doc->notes.at[i], 1);
  }
  arena_destroy(printer.arena);
}
