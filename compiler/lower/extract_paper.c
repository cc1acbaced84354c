// The table of an extract on paper: as little of it as there can be, so that most bodies get one page. Roles are rows across
// the table; under each stand tasks together that the body has with the same partners, who are named once.
#include "compiler/lower/extract_parts.h"

#include <math.h>
#include <stdlib.h>

enum { COLUMN_ITEM, COLUMN_TASK, COLUMN_TIME, COLUMN_PRODUCT, COLUMNS };

// ---- Widths

// Bytes that a task says in a column.
static size_t said_in(const struct task *task, struct str text, int column) {
  const size_t sizes[COLUMNS] = { [COLUMN_TASK] = text.n + str_trim(task->funding.s).n + str_trim(task->place.s).n,
                                  [COLUMN_TIME] = task->has_time ? task->time.text.n : word(WORD_TIME_UNSAID).n,
                                  [COLUMN_PRODUCT] = str_trim(task->product.s).n };
  return sizes[column];
}

// Columns as wide as what they say needs: twice the words fill both more width and more lines. Returns how many there are.
static int fit_columns(const struct stretch *stretch, struct extract_column columns[COLUMNS]) {
  static const struct {
    enum word title;
    double least, most;
  } limits[COLUMNS] = { [COLUMN_ITEM] = { WORD_ITEM_TITLE, 10, 10 },
                        [COLUMN_TASK] = { WORD_TASK, 40, 80 },
                        [COLUMN_TIME] = { WORD_TIME, 14, 34 },
                        [COLUMN_PRODUCT] = { WORD_PRODUCT, 14, 34 } };
  double weights[COLUMNS] = { 0 }, total = 0;
  for (int c = COLUMN_TASK; c < COLUMNS; c++) {
    for (size_t i = stretch->from; i < stretch->to; i++)
      weights[c] += (double)said_in(stretch_row(stretch, i)->task, stretch_row(stretch, i)->text, c);
    total += weights[c] = sqrt(weights[c]);
  }
  for (int c = 0; c < COLUMNS; c++) {
    double share = total > 0 ? (100 - limits[COLUMN_ITEM].most) * weights[c] / total : 0;
    columns[c] = (struct extract_column){ limits[c].title, fmin(fmax(share, limits[c].least), limits[c].most) };
  }
  return weights[COLUMN_PRODUCT] > 0 ? COLUMNS : COLUMN_PRODUCT;
}

// ---- Tasks with the same partners

struct shared_part {
  size_t part, first; // first: of those with the same words
  struct str words;   // “Thuộc nhóm: các sở, ban, ngành. Chủ trì: Bộ CHQS tỉnh”
};
struct shared_parts {
  struct shared_part *at;
  size_t n, cap;
};

static int compare_words(const void *left, const void *right) {
  const struct shared_part *a = left, *b = right;
  int order = str_cmp(a->words, b->words);
  return order ? order : a->part < b->part ? -1 : a->part > b->part;
}

static int compare_places(const void *left, const void *right) {
  const struct shared_part *a = left, *b = right;
  if (a->first != b->first)
    return a->first < b->first ? -1 : 1;
  return a->part < b->part ? -1 : a->part > b->part;
}

static struct str shared_words(struct arena *arena, const struct stretch *stretch, size_t index) {
  const struct part *part = &stretch->extract->parts.at[index];
  struct str partners = stretch_partners(arena, stretch, index, ". ");
  if (!part->in_group)
    return partners;
  return str_printf(arena, STR_FMT " " STR_FMT "%s" STR_FMT, STR_ARG(word(WORD_OF_GROUP)), STR_ARG(part->as_written),
                    partners.n ? ". " : "", STR_ARG(partners));
}

// Those of one role. What the body has alone comes first, the rest where the first of its kind stands.
static struct shared_parts parts_of_role(struct arena *arena, const struct stretch *stretch, enum part_role role) {
  struct shared_parts parts = { 0 };
  for (size_t i = stretch->from; i < stretch->to; i++)
    if (stretch->extract->parts.at[i].role == role)
      vec_push(arena, &parts, (struct shared_part){ .part = i, .words = shared_words(arena, stretch, i) });
  if (parts.n == 0)
    return parts;
  qsort(parts.at, parts.n, sizeof *parts.at, compare_words);
  for (size_t i = 0; i < parts.n; i++) {
    struct shared_part *part = &parts.at[i];
    bool same = i && str_eq(part->words, part[-1].words);
    part->first = same ? part[-1].first : part->words.n ? part->part + 1 : 0;
  }
  qsort(parts.at, parts.n, sizeof *parts.at, compare_places);
  return parts;
}

// ---- Rows

static struct doc_paragraph *add_across(struct arena *arena, struct doc_table *table, int count, const char *style) {
  struct doc_row *row = doc_add_row(arena, table);
  struct doc_cell *cell = doc_add_cell(arena, row);
  cell->columns = count;
  while (row->cells.n < (size_t)count)
    doc_add_covered(arena, row);
  return doc_add_paragraph(arena, cell->blocks, style);
}

static void add_remark(struct arena *arena, struct doc_cell *cell, enum word label, struct str text) {
  if (text.n)
    doc_add_text(arena, doc_add_paragraph(arena, cell->blocks, "extract-text"),
                 str_printf(arena, STR_FMT ": " STR_FMT, STR_ARG(word(label)), STR_ARG(text)), DOC_ITALIC);
}

static bool names_year(struct str text) {
  int digits = 0;
  for (size_t i = 0; i < text.n && digits < 4; i++)
    digits = text.p[i] >= '0' && text.p[i] <= '9' ? digits + 1 : 0;
  return digits == 4;
}

// The words of the plan; in brackets what they are read as, where they name no year.
static void add_time(struct arena *arena, struct doc_cell *cell, const struct task *task) {
  struct doc_paragraph *paragraph = doc_add_paragraph(arena, cell->blocks, "extract-text");
  if (!task->has_time) {
    doc_add_text(arena, paragraph, word(WORD_TIME_UNSAID), DOC_ITALIC);
    return;
  }
  doc_add_text(arena, paragraph, task->time.text, 0);
  struct str read = { 0 };
  for (size_t i = 0; i < task->time.intervals.n && !names_year(task->time.text); i++)
    read = str_printf(arena, STR_FMT "%s" STR_FMT, STR_ARG(read), i ? "; " : "",
                      STR_ARG(lower_interval(arena, &task->time.intervals.at[i])));
  if (read.n)
    doc_add_text(arena, paragraph, str_printf(arena, " (" STR_FMT ")", STR_ARG(read)), DOC_ITALIC);
}

static void add_task(struct arena *arena, struct doc_table *table, const struct matrix_row *source, int count) {
  struct doc_row *row = doc_add_row(arena, table);
  doc_add_line(arena, doc_add_cell(arena, row)->blocks, "extract-text", source->task->id);
  struct doc_cell *cell = doc_add_cell(arena, row);
  doc_add_line(arena, cell->blocks, "extract-text", source->text);
  add_remark(arena, cell, WORD_FUNDING, str_trim(source->task->funding.s));
  add_remark(arena, cell, WORD_PLACE, str_trim(source->task->place.s));
  add_time(arena, doc_add_cell(arena, row), source->task);
  if (count > COLUMN_PRODUCT)
    doc_add_line(arena, doc_add_cell(arena, row)->blocks, "extract-text", str_trim(source->task->product.s));
}

static void add_role(struct arena *arena, struct doc_table *table, const struct stretch *stretch, enum part_role role,
                     struct str number, int count) {
  struct shared_parts parts = parts_of_role(arena, stretch, role);
  struct str title = str_printf(arena, STR_FMT " (%zu " STR_FMT ")", STR_ARG(word(extract_roles[role])), parts.n,
                                STR_ARG(word(WORD_TASKS)));
  struct doc_paragraph *heading = add_across(arena, table, count, "extract-role");
  heading->label = number;
  doc_add_text(arena, heading, title, 0);
  for (size_t i = 0; i < parts.n; i++) {
    const struct shared_part *part = &parts.at[i];
    if (part->words.n && (i == 0 || part->first != part[-1].first))
      doc_add_text(arena, add_across(arena, table, count, "extract-partners"), part->words, DOC_ITALIC);
    add_task(arena, table, stretch_row(stretch, part->part), count);
  }
}

// ---- The table

void extract_paper_table(struct arena *arena, struct doc_blocks *blocks, const struct stretch *stretch, size_t number) {
  struct doc_table *table = doc_add_table(arena, blocks, "table");
  struct extract_column columns[COLUMNS];
  int count = fit_columns(stretch, columns), roles = 0;
  table->caption = number ? str_printf(arena, STR_FMT " (%zu)", STR_ARG(word(WORD_EXTRACT_CAPTION)), number)
                          : word(WORD_EXTRACT_CAPTION);
  extract_header(arena, table, columns, count);
  for (enum part_role role = 0; role < PART_ROLES; role++)
    if (stretch->counts[role])
      add_role(arena, table, stretch, role, number ? str_printf(arena, "%zu.%d.", number, ++roles) : STR(""), count);
}
