// Blocks are aligned by their words, then merged in pairs: the same kind of block with words in common is one that was
// changed.
#include "runtime/doc/redline.h"

#include <string.h>

#include "runtime/base/align.h"
#include "runtime/doc/build.h"

struct redline {
  struct arena *arena;
  const struct doc *before, *after;
};

static void merge_blocks(struct redline *r, const struct doc_blocks *before, const struct doc_blocks *after,
                         struct doc_blocks *out);

// ---- runs

// The words of a paragraph's runs, a mark of a footnote as U+FFFC, a line end as '\n'; byte by byte beside the runs.
static struct str run_words(const struct doc_run *run) {
  return run->kind == DOC_TEXT ? run->text : run->kind == DOC_BREAK ? STR("\n") : STR("\uFFFC");
}

static struct str paragraph_words(struct arena *arena, const struct doc_paragraph *paragraph) {
  struct buf out = { 0 };
  for (size_t i = 0; paragraph && i < paragraph->runs.n; i++)
    buf_str(&out, run_words(&paragraph->runs.at[i]));
  struct str words = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return words;
}

// A footnote that is gone: its words at the place of its mark.
static void add_gone_note(struct redline *r, struct doc_paragraph *out, size_t note) {
  if (note >= r->before->notes.n)
    return;
  struct str words = paragraph_words(r->arena, &r->before->notes.at[note]);
  doc_add_text(r->arena, out, str_printf(r->arena, " [" STR_FMT "]", STR_ARG(words)), DOC_REMOVED);
}

// Bytes [from, to) of the runs of `paragraph`, marked.
static void add_runs(struct redline *r, struct doc_paragraph *out, const struct doc_paragraph *paragraph, size_t from,
                     size_t to, unsigned mark) {
  size_t at = 0;
  for (size_t i = 0; i < paragraph->runs.n && at < to; i++) {
    struct doc_run run = paragraph->runs.at[i];
    size_t n = run_words(&run).n, first = from > at ? from - at : 0, end = to - at < n ? to - at : n;
    at += n;
    if (first >= end)
      continue;
    if (run.kind == DOC_NOTE && mark == DOC_REMOVED) {
      add_gone_note(r, out, run.note);
      continue;
    }
    if (run.kind == DOC_TEXT)
      run.text = str_slice(run.text, first, end);
    run.style |= mark;
    vec_push(r->arena, &out->runs, run);
  }
}

static void add_label(struct redline *r, struct doc_paragraph *out, struct str label, unsigned mark) {
  if (label.n)
    doc_add_text(r->arena, out, str_printf(r->arena, STR_FMT " ", STR_ARG(label)), mark);
}

// A paragraph that is there in one version only. What is gone can't be linked to.
static struct doc_paragraph *marked(struct redline *r, const struct doc_paragraph *paragraph, unsigned mark) {
  struct doc_paragraph *out = arena_new(r->arena, struct doc_paragraph);
  *out = *paragraph;
  memset(&out->runs, 0, sizeof out->runs);
  out->label = (struct str){ 0 };
  add_label(r, out, paragraph->label, mark);
  add_runs(r, out, paragraph, 0, SIZE_MAX, mark);
  if (mark == DOC_REMOVED) {
    out->anchor = out->bookmark = (struct str){ 0 };
    out->role = out->role == DOC_HEADING ? DOC_P : out->role; // it heads nothing any more
  }
  return out;
}

static struct doc_paragraph *merged(struct redline *r, const struct doc_paragraph *before,
                                    const struct doc_paragraph *after) {
  struct str a = paragraph_words(r->arena, before), b = paragraph_words(r->arena, after);
  struct doc_paragraph *out = arena_new(r->arena, struct doc_paragraph);
  *out = *after;
  memset(&out->runs, 0, sizeof out->runs);
  if (!str_eq(before->label, after->label)) {
    out->label = (struct str){ 0 };
    add_label(r, out, before->label, DOC_REMOVED);
    add_label(r, out, after->label, DOC_ADDED);
  }
  struct stretches words = align_words(r->arena, a, b);
  for (size_t i = 0; i < words.list.n; i++) {
    struct stretch s = words.list.at[i];
    if (s.kind == ALIGN_REMOVED)
      add_runs(r, out, before, s.from, s.to, DOC_REMOVED);
    else
      add_runs(r, out, after, s.from, s.to, s.kind == ALIGN_ADDED ? DOC_ADDED : 0);
  }
  return out;
}

// ---- blocks of one version

static struct doc_blocks *marked_blocks(struct redline *r, const struct doc_blocks *blocks, unsigned mark) {
  struct doc_blocks *out = arena_new(r->arena, struct doc_blocks), none = { 0 };
  if (mark == DOC_REMOVED)
    merge_blocks(r, blocks ? blocks : &none, &none, out);
  else
    merge_blocks(r, &none, blocks ? blocks : &none, out);
  return out;
}

static struct doc_row marked_row(struct redline *r, const struct doc_row *row, unsigned mark) {
  struct doc_row out = { 0 };
  for (size_t i = 0; i < row->cells.n; i++) {
    struct doc_cell cell = row->cells.at[i];
    if (cell.blocks)
      cell.blocks = marked_blocks(r, cell.blocks, mark);
    vec_push(r->arena, &out.cells, cell);
  }
  return out;
}

static struct doc_table *like_table(struct redline *r, const struct doc_table *table) {
  struct doc_table *out = arena_new(r->arena, struct doc_table);
  *out = *table;
  memset(&out->rows, 0, sizeof out->rows);
  return out;
}

static struct doc_block marked_block(struct redline *r, const struct doc_block *block, unsigned mark) {
  struct doc_block out = *block;
  if (block->kind == DOC_PARAGRAPH) {
    out.paragraph = marked(r, block->paragraph, mark);
  } else if (block->kind == DOC_TABLE) {
    out.table = like_table(r, block->table);
    for (size_t i = 0; i < block->table->rows.n; i++)
      vec_push(r->arena, &out.table->rows, marked_row(r, &block->table->rows.at[i], mark));
  } else if (block->kind == DOC_COLUMNS) {
    out.columns = arena_new(r->arena, struct doc_columns);
    *out.columns = (struct doc_columns){ .style = block->columns->style };
    for (size_t i = 0; i < block->columns->columns.n; i++) {
      struct doc_column column = block->columns->columns.at[i];
      column.blocks = marked_blocks(r, column.blocks, mark);
      vec_push(r->arena, &out.columns->columns, column);
    }
  }
  return out;
}

// ---- what a block says

static void say_blocks(struct arena *arena, const struct doc_blocks *blocks, struct buf *out);

static void say_table(struct arena *arena, const struct doc_table *table, struct buf *out) {
  for (size_t i = 0; i < table->rows.n; i++)
    for (size_t k = 0; k < table->rows.at[i].cells.n; k++)
      say_blocks(arena, table->rows.at[i].cells.at[k].blocks, out);
}

static void say_block(struct arena *arena, const struct doc_block *block, struct buf *out) {
  if (block->kind == DOC_PARAGRAPH)
    buf_str(out, doc_plain(arena, block->paragraph));
  else if (block->kind == DOC_TABLE)
    say_table(arena, block->table, out);
  else if (block->kind == DOC_COLUMNS)
    for (size_t i = 0; i < block->columns->columns.n; i++)
      say_blocks(arena, block->columns->columns.at[i].blocks, out);
  else if (block->kind == DOC_IMAGE)
    buf_str(out, block->image->path);
  buf_byte(out, ' ');
}

static void say_blocks(struct arena *arena, const struct doc_blocks *blocks, struct buf *out) {
  for (size_t i = 0; blocks && i < blocks->list.n; i++)
    say_block(arena, &blocks->list.at[i], out);
}

static struct str said(struct arena *arena, struct buf *out) {
  struct str words = str_copy(arena, buf_view(out));
  buf_finish(out);
  return words;
}

// ---- two versions of a block

static struct str *row_words(struct redline *r, const struct doc_table *table) {
  struct str *words = arena_array(r->arena, struct str, table->rows.n + 1);
  for (size_t i = 0; i < table->rows.n; i++) {
    struct buf out = { 0 };
    for (size_t k = 0; k < table->rows.at[i].cells.n; k++)
      say_blocks(r->arena, table->rows.at[i].cells.at[k].blocks, &out);
    words[i] = said(r->arena, &out);
  }
  return words;
}

static struct doc_row merged_row(struct redline *r, const struct doc_row *before, const struct doc_row *after) {
  struct doc_row out = { .attributes = after->attributes };
  for (size_t i = 0; i < after->cells.n; i++) {
    struct doc_cell cell = after->cells.at[i];
    if (cell.blocks) {
      cell.blocks = arena_new(r->arena, struct doc_blocks);
      merge_blocks(r, before->cells.at[i].blocks, after->cells.at[i].blocks, cell.blocks);
    }
    vec_push(r->arena, &out.cells, cell);
  }
  return out;
}

static struct doc_table *merged_table(struct redline *r, const struct doc_table *before, const struct doc_table *after) {
  struct doc_table *out = like_table(r, after);
  const struct str *a = row_words(r, before), *b = row_words(r, after);
  struct text_pairs pairs = align_texts(r->arena, a, before->rows.n, b, after->rows.n);
  for (size_t i = 0; i < pairs.list.n; i++) {
    struct text_pair pair = pairs.list.at[i];
    struct doc_row row = pair.before == ALIGN_NONE ? marked_row(r, &after->rows.at[pair.after], DOC_ADDED)
                         : pair.after == ALIGN_NONE
                           ? marked_row(r, &before->rows.at[pair.before], DOC_REMOVED)
                           : merged_row(r, &before->rows.at[pair.before], &after->rows.at[pair.after]);
    vec_push(r->arena, &out->rows, row);
  }
  return out;
}

// Rows can be put between each other when each stands for itself and all have the same columns.
static bool is_plain_table(const struct doc_table *table, size_t columns) {
  for (size_t i = 0; i < table->rows.n; i++) {
    if (table->rows.at[i].cells.n != columns)
      return false;
    for (size_t k = 0; k < columns; k++)
      if (table->rows.at[i].cells.at[k].rows != 1 || table->rows.at[i].cells.at[k].columns != 1)
        return false;
  }
  return true;
}

static bool can_merge(const struct doc_block *before, const struct doc_block *after) {
  if (before->kind != after->kind)
    return false;
  if (before->kind == DOC_COLUMNS)
    return before->columns->columns.n == after->columns->columns.n;
  if (before->kind != DOC_TABLE)
    return true;
  size_t columns = after->table->rows.n ? after->table->rows.at[0].cells.n : 0;
  return before->table->header_rows == after->table->header_rows && is_plain_table(before->table, columns) &&
         is_plain_table(after->table, columns);
}

static struct doc_block merged_block(struct redline *r, const struct doc_block *before, const struct doc_block *after) {
  struct doc_block out = *after;
  if (after->kind == DOC_PARAGRAPH) {
    out.paragraph = merged(r, before->paragraph, after->paragraph);
  } else if (after->kind == DOC_TABLE) {
    out.table = merged_table(r, before->table, after->table);
  } else if (after->kind == DOC_COLUMNS) {
    out.columns = arena_new(r->arena, struct doc_columns);
    *out.columns = *after->columns;
    memset(&out.columns->columns, 0, sizeof out.columns->columns);
    for (size_t i = 0; i < after->columns->columns.n; i++) {
      struct doc_column column = after->columns->columns.at[i];
      column.blocks = arena_new(r->arena, struct doc_blocks);
      merge_blocks(r, before->columns->columns.at[i].blocks, after->columns->columns.at[i].blocks, column.blocks);
      vec_push(r->arena, &out.columns->columns, column);
    }
  }
  return out;
}

// ---- two lists of blocks

static struct str *block_words(struct redline *r, const struct doc_blocks *blocks) {
  struct str *words = arena_array(r->arena, struct str, blocks->list.n + 1);
  for (size_t i = 0; i < blocks->list.n; i++) {
    struct buf out = { 0 };
    say_block(r->arena, &blocks->list.at[i], &out);
    words[i] = said(r->arena, &out);
  }
  return words;
}

static void add_marked(struct redline *r, struct doc_blocks *out, const struct doc_block *block, unsigned mark) {
  if (block->kind != DOC_SPACE || mark == DOC_ADDED) // room that is gone says nothing
    vec_push(r->arena, &out->list, marked_block(r, block, mark));
}

static void merge_blocks(struct redline *r, const struct doc_blocks *before, const struct doc_blocks *after,
                         struct doc_blocks *out) {
  const struct str *a = block_words(r, before), *b = block_words(r, after);
  struct text_pairs pairs = align_texts(r->arena, a, before->list.n, b, after->list.n);
  for (size_t i = 0; i < pairs.list.n; i++) {
    struct text_pair pair = pairs.list.at[i];
    const struct doc_block *old = pair.before == ALIGN_NONE ? NULL : &before->list.at[pair.before];
    const struct doc_block *new = pair.after == ALIGN_NONE ? NULL : &after->list.at[pair.after];
    if (old && new && old->kind == new->kind && str_eq(a[pair.before], b[pair.after])) {
      vec_push(r->arena, &out->list, *new);
    } else if (old && new && can_merge(old, new)) {
      vec_push(r->arena, &out->list, merged_block(r, old, new));
    } else {
      if (old)
        add_marked(r, out, old, DOC_REMOVED);
      if (new)
        add_marked(r, out, new, DOC_ADDED);
    }
  }
}

// ---- documents

static void merge_section(struct redline *r, struct doc *out, const struct doc_section *old, const struct doc_section *new) {
  static const struct doc_blocks none;
  struct doc_section section = new ? *new : *old;
  section.blocks = arena_new(r->arena, struct doc_blocks);
  merge_blocks(r, old ? old->blocks : &none, new ? new->blocks : &none, section.blocks);
  vec_push(r->arena, &out->sections, section);
}

static struct str *section_words(struct redline *r, const struct doc *doc) {
  struct str *words = arena_array(r->arena, struct str, doc->sections.n + 1);
  for (size_t i = 0; i < doc->sections.n; i++) {
    struct buf out = { 0 };
    say_blocks(r->arena, doc->sections.at[i].blocks, &out);
    words[i] = said(r->arena, &out);
  }
  return words;
}

// The main text meets the main text, an annex the one that is most like it.
static void merge_sections(struct redline *r, struct doc *out) {
  const struct doc *before = r->before, *after = r->after;
  if (!before->sections.n || !after->sections.n)
    return;
  merge_section(r, out, &before->sections.at[0], &after->sections.at[0]);
  struct text_pairs pairs = align_texts(r->arena, section_words(r, before) + 1, before->sections.n - 1,
                                        section_words(r, after) + 1, after->sections.n - 1);
  for (size_t i = 0; i < pairs.list.n; i++) {
    struct text_pair pair = pairs.list.at[i];
    merge_section(r, out, pair.before == ALIGN_NONE ? NULL : &before->sections.at[pair.before + 1],
                  pair.after == ALIGN_NONE ? NULL : &after->sections.at[pair.after + 1]);
  }
}

// Footnotes are merged by their words; the marks of those that are gone carry their words in the text.
static void merge_notes(struct redline *r, struct doc *out) {
  const struct doc *docs[] = { r->before, r->after };
  struct str *words[2];
  for (int d = 0; d < 2; d++) {
    words[d] = arena_array(r->arena, struct str, docs[d]->notes.n + 1);
    for (size_t i = 0; i < docs[d]->notes.n; i++)
      words[d][i] = doc_plain(r->arena, &docs[d]->notes.at[i]);
  }
  struct text_pairs pairs = align_texts(r->arena, words[0], docs[0]->notes.n, words[1], docs[1]->notes.n);
  for (size_t i = 0; i < pairs.list.n; i++) {
    struct text_pair pair = pairs.list.at[i];
    if (pair.after == ALIGN_NONE)
      continue;
    const struct doc_paragraph *new = &docs[1]->notes.at[pair.after];
    vec_push(r->arena, &out->notes, pair.same ? *new
             : pair.before == ALIGN_NONE ? *marked(r, new, DOC_ADDED)
                                         : *merged(r, &docs[0]->notes.at[pair.before], new));
  }
}

struct doc *doc_redline(struct arena *arena, const struct doc *before, const struct doc *after) {
  struct redline r = { arena, before, after };
  struct doc *out = arena_new(arena, struct doc);
  *out = *after;
  memset(&out->sections, 0, sizeof out->sections);
  memset(&out->notes, 0, sizeof out->notes);
  merge_sections(&r, out);
  merge_notes(&r, out);
  return out;
}
