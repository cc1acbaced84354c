// The assignment annex that this program printed (phụ lục phân công) comes back with the paper. Its rows are the plan's tasks
// once more: they go, if and only if the plan without them prints the same words. Where somebody has changed the annex, it
// stays, and the report says so.
#include "compiler/command/assignment.h"

#include <stdlib.h>

#include "compiler/lower/lower.h"
#include "compiler/syntax/words.h"
#include "runtime/base/utf8.h"
#include "runtime/doc/picture.h"

struct tokens {
  VEC(struct str) list;
};

static int by_bytes(const void *a, const void *b) {
  return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

// Letters and digits in a row, folded: lines and cells may end between any others.
static void add_tokens(struct arena *arena, struct tokens *tokens, struct str s) {
  struct str folded = text_fold_str(arena, s);
  size_t from = 0, next;
  for (size_t at = 0; at < folded.n; at = next) {
    bool word = uni_is_word(words_char(folded, at, &next));
    if (!word && at > from)
      vec_push(arena, &tokens->list, str_slice(folded, from, at));
    from = word ? from : next;
  }
  if (folded.n > from)
    vec_push(arena, &tokens->list, str_slice(folded, from, folded.n));
}

static void sort(struct tokens *tokens) {
  if (tokens->list.n)
    qsort(tokens->list.at, tokens->list.n, sizeof *tokens->list.at, by_bytes);
}

// How often `word` stands in the sorted list from *at on; *at behind it.
static size_t count(const struct tokens *tokens, size_t *at, struct str word) {
  size_t n = 0;
  while (*at < tokens->list.n && str_cmp(tokens->list.at[*at], word) < 0)
    ++*at;
  for (; *at < tokens->list.n && str_eq(tokens->list.at[*at], word); ++*at)
    n++;
  return n;
}

// ---- What the plan prints

struct printed {
  struct arena *arena;
  struct tokens all, again; // again: titles of columns and merged cells, which a new page repeats
};

static void add_paragraph(struct printed *printed, const struct doc_paragraph *paragraph, struct tokens *also) {
  struct buf words = { 0 };
  buf_str(&words, paragraph->label);
  buf_byte(&words, ' ');
  for (size_t i = 0; i < paragraph->runs.n; i++)
    buf_str(&words, paragraph->runs.at[i].kind == DOC_TEXT ? paragraph->runs.at[i].text : STR(" "));
  add_tokens(printed->arena, &printed->all, buf_view(&words));
  if (also)
    add_tokens(printed->arena, also, buf_view(&words));
  buf_finish(&words);
}

static void add_table(struct printed *printed, const struct doc_table *table) {
  for (size_t r = 0; r < table->rows.n; r++)
    for (size_t c = 0; c < table->rows.at[r].cells.n; c++) {
      const struct doc_cell *cell = &table->rows.at[r].cells.at[c];
      bool again = r < table->header_rows || cell->rows > 1;
      for (size_t i = 0; cell->blocks && i < cell->blocks->list.n; i++)
        if (cell->blocks->list.at[i].kind == DOC_PARAGRAPH)
          add_paragraph(printed, cell->blocks->list.at[i].paragraph, again ? &printed->again : NULL);
    }
}

static void add_blocks(struct printed *printed, const struct doc_blocks *blocks) {
  for (size_t i = 0; i < blocks->list.n; i++) {
    const struct doc_block *block = &blocks->list.at[i];
    if (block->kind == DOC_PARAGRAPH)
      add_paragraph(printed, block->paragraph, NULL);
    else if (block->kind == DOC_TABLE)
      add_table(printed, block->table);
    else if (block->kind == DOC_PICTURE) {
      add_tokens(printed->arena, &printed->all,
                 doc_picture_words(printed->arena, block->picture, 0, block->picture->rows.n));
      if (block->picture->data)
        add_table(printed, block->picture->data);
    }
  }
}

// ---- The comparison

// Nothing of the plan's own annex is missing on paper, and nothing more is there but what a new page repeats. What was taken for
// page numbers may be numbers of rows.
static bool says_the_same(struct arena *arena, struct printed *printed, const struct import_assignment *assignment) {
  struct tokens paper = { 0 }, dropped = { 0 };
  size_t at_paper = 0, at_dropped = 0, at_again = 0, at_all = 0;
  add_tokens(arena, &paper, assignment->words);
  add_tokens(arena, &dropped, assignment->dropped);
  sort(&paper), sort(&dropped), sort(&printed->all), sort(&printed->again);
  for (size_t i = 0, k = 0; i < paper.list.n || k < printed->all.list.n; i = at_paper, k = at_all) {
    bool ours =
        i == paper.list.n || (k < printed->all.list.n && str_cmp(printed->all.list.at[k], paper.list.at[i]) < 0);
    struct str word = ours ? printed->all.list.at[k] : paper.list.at[i];
    size_t wanted = count(&printed->all, &at_all, word), there = count(&paper, &at_paper, word);
    size_t again = count(&printed->again, &at_again, word), left_out = count(&dropped, &at_dropped, word);
    if (there + left_out < wanted || (there > wanted && !again))
      return false;
  }
  return true;
}

static bool is_printed(struct run *run, struct arena *arena, const char *path,
                       const struct import_assignment *assignment) {
  struct unit unit = { .arena = arena, .path = path };
  const struct registry *registry = run_registry(run, arena, path);
  struct printed printed = { .arena = arena };
  if (!registry)
    return false;
  unit_compile(run, &unit, assignment->plan, registry);
  if (!unit.plan->assignment_annex || !unit.plan->tasks.n)
    return false;
  const struct doc *doc = lower_plan(arena, unit.plan);
  for (size_t i = 1 + unit.plan->annexes.n; i < doc->sections.n; i++) // behind the text and the plan's own annexes
    add_blocks(&printed, doc->sections.at[i].blocks);
  return says_the_same(arena, &printed, assignment);
}

void assignment_settle(struct run *run, struct arena *arena, const char *path, struct imported *imported) {
  if (!imported->assignment.plan.n)
    return;
  const char *plan = run->options->output && strcmp(run->options->output, "-") != 0 ? run->options->output : path;
  struct arena *scratch = arena_create_beside(run->arena);
  bool same = is_printed(run, scratch, plan, &imported->assignment);
  arena_destroy(scratch);
  import_settle_assignment(arena, imported, same);
}
