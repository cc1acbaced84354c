// A draft as a script: each paragraph a line between blank ones, each table a table of bars, numbers as they are shown. What
// the parts are is recognised afterwards, as in any text.
#include "compiler/import/markdown.h"
#include "compiler/import/script.h"
#include "runtime/base/utf8.h"

struct printer {
  struct script *script;
  struct buf out;
  size_t placed; // bytes of out whose lines have their places
};

// Gives the lines written since the last call their place.
static void place_lines(struct printer *printer, uint32_t place) {
  for (; printer->placed < printer->out.n; printer->placed++)
    if (printer->out.p[printer->placed] == '\n')
      vec_push(printer->script->arena, &printer->script->places, place);
}

// ---- Paragraphs

static uint32_t first_char(struct str s) {
  size_t at = 0;
  return s.n ? utf8_next(s, &at) : 0;
}

static uint32_t last_char(struct str s) {
  size_t at = s.n;
  return s.n ? utf8_prev(s, &at) : 0;
}

// The character of a run that stands beside the next or the one before.
static uint32_t neighbour(const struct import_run *run, bool last) {
  if (run->kind == TEXT_BREAK)
    return 0;
  uint32_t c = last ? last_char(run->s) : first_char(run->s);
  bool plain = run->kind == TEXT_WORDS && !run->style && !run->target.n;
  return plain || (c && uni_is_space(c)) ? c : MARKDOWN_EMPHASIS;
}

static void put_image(struct buf *out, const struct import_run *run) {
  struct text text = { .s = run->s.n ? run->s : STR("\xEF\xBF\xBC") };
  struct text_run image = { .kind = TEXT_IMAGE, .to = (uint32_t)text.s.n, .target = run->target };
  text.runs.at = &image;
  text.runs.n = 1;
  markdown_text(out, &text, 0, MARKDOWN_INLINE);
}

static void put_run(struct buf *out, const struct import_paragraph *paragraph, size_t i, enum markdown_where where) {
  const struct import_run *run = &paragraph->runs.at[i];
  uint32_t left = i ? neighbour(run - 1, true) : 0;
  uint32_t right = i + 1 < paragraph->runs.n ? neighbour(run + 1, false) : 0;
  switch (run->kind) {
  case TEXT_WORDS:
    if (run->target.n)
      buf_byte(out, '[');
    markdown_words(out, run->s, run->style, left, right, where);
    if (run->target.n)
      buf_printf(out, "](<" STR_FMT ">)", STR_ARG(run->target));
    break;
  case TEXT_BREAK:
    buf_text(out, where == MARKDOWN_CELL ? "<br>" : "\\\n");
    break;
  case TEXT_NOTE:
    buf_printf(out, "[^" STR_FMT "]", STR_ARG(run->target));
    break;
  case TEXT_IMAGE:
    put_image(out, run);
    break;
  case TEXT_REFERENCE:
    break;
  }
}

static bool has_words(const struct import_paragraph *paragraph) {
  for (size_t i = 0; i < paragraph->runs.n; i++)
    if (paragraph->runs.at[i].kind != TEXT_BREAK && (str_trim(paragraph->runs.at[i].s).n || paragraph->runs.at[i].target.n))
      return true;
  return paragraph->number.n > 0;
}

static void put_paragraph(struct buf *out, const struct import_paragraph *paragraph, enum markdown_where where) {
  if (paragraph->heading && where == MARKDOWN_BLOCK) {
    for (int i = 0; i < paragraph->heading && i < 6; i++)
      buf_byte(out, '#');
    buf_byte(out, ' ');
  }
  buf_str(out, paragraph->number);
  if (paragraph->number.n)
    buf_byte(out, ' ');
  enum markdown_where start = where == MARKDOWN_BLOCK && (paragraph->number.n || paragraph->heading) ? MARKDOWN_INLINE : where;
  size_t first = 0;
  while (first < paragraph->runs.n && paragraph->runs.at[first].kind == TEXT_BREAK)
    first++;
  size_t end = paragraph->runs.n;
  while (end > first && paragraph->runs.at[end - 1].kind == TEXT_BREAK)
    end--;
  for (size_t i = first; i < end; i++)
    put_run(out, paragraph, i, start);
}

// ---- Tables: the grid is written out; what a cell spans beyond its first place stays empty.

struct grid {
  struct arena *arena;
  size_t columns;
  VEC(int) below; // for each column: rows that a cell above still covers
};

static size_t row_columns(const struct import_row *row) {
  size_t n = (size_t)(row->skip > 0 ? row->skip : 0);
  for (size_t c = 0; c < row->cells.n; c++)
    n += (size_t)(row->cells.at[c].columns > 1 ? row->cells.at[c].columns : 1);
  return n;
}

static size_t table_columns(const struct import_table *table) {
  enum { MOST = 256 };
  size_t most = 1;
  for (size_t r = 0; r < table->rows.n; r++) {
    size_t n = row_columns(&table->rows.at[r]);
    most = n > most ? n : most;
  }
  return most < MOST ? most : MOST;
}

static void put_cell(struct buf *out, const struct import_cell *cell) {
  bool first = true;
  for (size_t p = 0; p < cell->paragraphs.n; p++) {
    if (!has_words(&cell->paragraphs.at[p]))
      continue;
    buf_text(out, first ? " " : "<br>");
    put_paragraph(out, &cell->paragraphs.at[p], MARKDOWN_CELL);
    first = false;
  }
  buf_text(out, " |");
}

static void empty_cell(struct buf *out) {
  buf_text(out, " |");
}

// Cells beyond the widest table keep their words in the last column.
static void put_row(struct buf *out, struct grid *grid, const struct import_row *row) {
  size_t column = 0;
  buf_byte(out, '|');
  for (int i = 0; i < row->skip && column < grid->columns; i++, column++)
    empty_cell(out);
  for (size_t c = 0; c < row->cells.n; c++) {
    const struct import_cell *cell = &row->cells.at[c];
    for (; column < grid->columns && grid->below.at[column] > 0; column++) {
      grid->below.at[column]--;
      empty_cell(out);
    }
    put_cell(out, cell);
    for (int i = 0; i < (cell->columns > 1 ? cell->columns : 1) && column < grid->columns; i++, column++) {
      grid->below.at[column] = cell->rows > 1 ? cell->rows - 1 : 0;
      if (i)
        empty_cell(out);
    }
  }
  for (; column < grid->columns; column++) {
    grid->below.at[column] -= grid->below.at[column] > 0;
    empty_cell(out);
  }
  buf_byte(out, '\n');
}

// As most of the cells below the head: a row of column numbers is centred, the words below it are not.
static enum import_align column_align(const struct import_table *table, size_t column) {
  size_t counts[IMPORT_RIGHT + 1] = { 0 };
  for (size_t r = 1; r < table->rows.n; r++) {
    const struct import_row *row = &table->rows.at[r];
    if (!row->skip && column < row->cells.n && row->cells.at[column].paragraphs.n)
      counts[row->cells.at[column].paragraphs.at[0].align]++;
  }
  size_t left = counts[IMPORT_LEFT], center = counts[IMPORT_CENTER], right = counts[IMPORT_RIGHT];
  return center > left + right ? IMPORT_CENTER : right > left + center ? IMPORT_RIGHT : IMPORT_LEFT;
}

static void put_delimiter(struct buf *out, const struct import_table *table, size_t columns) {
  buf_byte(out, '|');
  for (size_t c = 0; c < columns; c++) {
    enum import_align align = column_align(table, c);
    buf_text(out, align == IMPORT_CENTER ? ":---:|" : align == IMPORT_RIGHT ? "---:|" : "---|");
  }
  buf_byte(out, '\n');
}

static uint32_t row_place(const struct import_block *block, size_t r) {
  const struct import_row *row = &block->table.rows.at[r];
  for (size_t c = 0; c < row->cells.n; c++)
    if (row->cells.at[c].paragraphs.n)
      return row->cells.at[c].paragraphs.at[0].place;
  return block->place;
}

static void put_table(struct printer *printer, const struct import_block *block) {
  const struct import_table *table = &block->table;
  struct grid grid = { .arena = printer->script->arena, .columns = table_columns(table) };
  for (size_t c = 0; c < grid.columns; c++)
    vec_push(grid.arena, &grid.below, 0);
  for (size_t r = 0; r < table->rows.n; r++) {
    put_row(&printer->out, &grid, &table->rows.at[r]);
    if (r == 0)
      put_delimiter(&printer->out, table, grid.columns);
    place_lines(printer, row_place(block, r));
  }
}

// ---- Blocks

static void put_note(struct printer *printer, const struct import_block *block) {
  buf_printf(&printer->out, "[^" STR_FMT "]: ", STR_ARG(block->label));
  for (size_t p = 0, written = 0; p < block->paragraphs.n; p++) {
    if (!has_words(&block->paragraphs.at[p]))
      continue;
    buf_text(&printer->out, written++ ? "<br>" : "");
    put_paragraph(&printer->out, &block->paragraphs.at[p], MARKDOWN_CELL);
  }
  buf_byte(&printer->out, '\n');
}

static void put_block(struct printer *printer, const struct import_block *block) {
  if (block->kind == IMPORT_PAGE || (block->kind == IMPORT_PARAGRAPH && !has_words(&block->paragraph)))
    return;
  buf_byte(&printer->out, '\n');
  place_lines(printer, block->place);
  if (block->kind == IMPORT_TABLE) {
    put_table(printer, block);
  } else if (block->kind == IMPORT_NOTE) {
    put_note(printer, block);
  } else {
    put_paragraph(&printer->out, &block->paragraph, MARKDOWN_BLOCK);
    buf_byte(&printer->out, '\n');
  }
  place_lines(printer, block->place);
}

void script_of_draft(struct script *script, const struct import_draft *draft) {
  struct printer printer = { .script = script };
  script->unit = draft->unit;
  for (size_t i = 0; i < draft->blocks.n; i++)
    put_block(&printer, &draft->blocks.at[i]);
  vec_push(script->arena, &script->places, draft->blocks.n ? vec_last(&draft->blocks)->place : 1);
  script->text = str_copy(script->arena, buf_view(&printer.out));
  buf_finish(&printer.out);
}
