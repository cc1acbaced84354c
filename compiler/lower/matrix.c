// The matrix as a document: the official annex “Bảng phân công nhiệm vụ”, the filterable table of the page, and the matrix
// of one or many plans alone.
#include "compiler/lower/lowering.h"

#include <math.h>

// ---- Row attributes: by these the page filters

static void add_attribute(struct arena *arena, struct doc_row *row, const char *key, struct str value) {
  if (value.n)
    vec_push(arena, &row->attributes, (struct doc_attribute){ .key = str_from(key), .value = value });
}

// Names (or ids) with '|' between them; a body that the registry does not know has no id.
static struct str joined(struct arena *arena, const struct actors *actors, bool ids) {
  struct buf list = { 0 };
  for (size_t i = 0; i < actors->n; i++) {
    const struct actor *actor = &actors->at[i];
    if (ids && actor->agency == NULL)
      continue;
    if (list.n)
      buf_byte(&list, '|');
    buf_str(&list, ids ? str_from(actor->agency->id) : actor->name.n ? actor->name : actor->written);
  }
  struct str result = str_copy(arena, buf_view(&list));
  buf_finish(&list);
  return result;
}

static void add_attributes(struct arena *arena, struct doc_row *row, const struct task *task) {
  static const char *const origins[] = {
    [ORIGIN_BLOCK] = "block", [ORIGIN_TABLE] = "table", [ORIGIN_PROSE] = "prose", [ORIGIN_DUTY] = "duty"
  };
  add_attribute(arena, row, "task", task->id);
  add_attribute(arena, row, "origin", str_from(origins[task->origin]));
  add_attribute(arena, row, "lead", joined(arena, &task->lead, false));
  add_attribute(arena, row, "lead-id", joined(arena, &task->lead, true));
  add_attribute(arena, row, "coordinate", joined(arena, &task->coordinate, false));
  add_attribute(arena, row, "coordinate-id", joined(arena, &task->coordinate, true));
  add_attribute(arena, row, "monitor", joined(arena, &task->monitor, false));
  add_attribute(arena, row, "monitor-id", joined(arena, &task->monitor, true));
}

static void add_filters(struct arena *arena, struct doc_table *table, const struct matrix *matrix) {
  static const struct {
    const char *key;
    enum word label;
  } roles[] = { { "lead", WORD_ROLE_LEAD }, { "coordinate", WORD_ROLE_COORDINATE }, { "monitor", WORD_ROLE_MONITOR } };
  bool monitored = false;
  for (size_t i = 0; i < matrix->rows.n; i++)
    monitored = monitored || matrix->rows.at[i].task->monitor.n;
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
    if (roles[i].label != WORD_ROLE_MONITOR || monitored)
      vec_push(arena, &table->filters,
               (struct doc_attribute){ .key = str_from(roles[i].key), .value = word(roles[i].label) });
  table->filter_label = word(WORD_AGENCY);
}

// ---- Rows

static void add_header(struct arena *arena, struct doc_table *table, const struct matrix_columns *columns) {
  struct doc_row *row = doc_add_row(arena, table);
  for (size_t c = 0; c < columns->list.n; c++) {
    struct doc_cell *cell = doc_add_cell(arena, row);
    cell->header = true;
    doc_add_line(arena, cell->blocks, "table-head", word(columns->list.at[c]->title));
  }
  table->header_rows = 1;
}

// How much a column says, as a measure of the width it deserves: twice the words fill both more width and more lines.
static double column_weight(struct arena *arena, const struct matrix *matrix, const struct matrix_column *column) {
  double bytes = 0;
  for (size_t row = 0; row < matrix->rows.n; row++)
    bytes += (double)column->text(arena, matrix, row).n;
  return sqrt(bytes);
}

// Widths: each column's usual share, made smaller or larger within limits by what its cells say.
static void add_shares(struct arena *arena, struct doc_table *table, const struct matrix *matrix,
                       const struct matrix_columns *columns) {
  double weights = 0, usual = 0;
  for (size_t c = 0; c < columns->list.n; c++) {
    weights += column_weight(arena, matrix, columns->list.at[c]);
    usual += columns->list.at[c]->share;
  }
  for (size_t c = 0; c < columns->list.n; c++) {
    const struct matrix_column *column = columns->list.at[c];
    double share = weights > 0 ? usual * column_weight(arena, matrix, column) / weights : column->share;
    vec_push(arena, &table->shares,
             column->center ? column->share : fmin(fmax(share, column->share * 0.6), column->share * 1.5));
  }
  double total = 0;
  for (size_t c = 0; c < table->shares.n; c++)
    total += table->shares.at[c];
  for (size_t c = 0; c < table->shares.n; c++)
    table->shares.at[c] *= 100 / total;
}

// A task begins with the number it has in the plan.
static void add_task(struct arena *arena, struct doc_paragraph *paragraph, const struct matrix_row *row) {
  const struct item *item = row->task->item;
  if (item && item->kind != ITEM_TABLE && !lower_is_bullet(item))
    paragraph->label = item->number;
  doc_add_text(arena, paragraph, row->text, 0);
}

// Where the task is written; a link where that is in the same document.
static void add_source(struct arena *arena, struct doc_paragraph *paragraph, const struct task *task, bool linked) {
  bool target = linked && task->item && task->item->anchor.n;
  doc_add_link(arena, paragraph, task->id, 0,
               target ? str_concat(arena, STR("#"), task->item->anchor) : (struct str){ 0 });
}

static void add_task_row(struct arena *arena, struct doc_table *table, const struct matrix *matrix,
                         const struct matrix_columns *columns, size_t index, enum matrix_use use) {
  struct doc_row *row = doc_add_row(arena, table);
  const struct task *task = matrix->rows.at[index].task;
  for (size_t c = 0; c < columns->list.n; c++) {
    const struct matrix_column *column = columns->list.at[c];
    size_t rows = use != MATRIX_OFFICIAL ? 1 : matrix_cell_rows(arena, matrix, column, index);
    if (rows == 0) {
      doc_add_covered(arena, row);
      continue;
    }
    struct doc_cell *cell = doc_add_cell(arena, row);
    cell->rows = (int)rows;
    struct doc_paragraph *paragraph =
        doc_add_paragraph(arena, cell->blocks, column->center ? "table-center" : "table-text");
    if (column->title == WORD_TASK)
      add_task(arena, paragraph, &matrix->rows.at[index]);
    else if (column->title == WORD_SOURCE)
      add_source(arena, paragraph, task, use == MATRIX_PAGE);
    else
      doc_add_text(arena, paragraph, column->text(arena, matrix, index), 0);
  }
  if (use != MATRIX_OFFICIAL)
    add_attributes(arena, row, task);
}

// The section (I., II. …) that a row's task stands in.
static const struct item *section_of(const struct matrix *matrix, size_t row) {
  const struct item *item = matrix->rows.at[row].task->item;
  while (item && item->parent && item->parent->parent)
    item = item->parent;
  return item;
}

static bool has_sections(const struct matrix *matrix) {
  for (size_t row = 1; row < matrix->rows.n; row++)
    if (section_of(matrix, row) != section_of(matrix, 0))
      return true;
  return false;
}

// A row across the table that names the section of the rows below it.
static void add_section_row(struct arena *arena, struct doc_table *table, const struct item *section, size_t columns) {
  struct doc_row *row = doc_add_row(arena, table);
  struct doc_cell *cell = doc_add_cell(arena, row);
  cell->columns = (int)columns;
  struct doc_paragraph *paragraph = doc_add_line(arena, cell->blocks, "table-group", section->text.s);
  paragraph->label = section->number;
  while (row->cells.n < columns)
    doc_add_covered(arena, row);
}

void lower_matrix_table(struct arena *arena, struct doc_blocks *blocks, const struct matrix *matrix,
                        enum matrix_use use) {
  struct matrix_columns columns = matrix_columns(arena, matrix, use != MATRIX_OFFICIAL);
  bool sections = use == MATRIX_OFFICIAL && has_sections(matrix);
  struct doc_table *table = doc_add_table(arena, blocks, "matrix");
  table->caption = word(WORD_MATRIX_CAPTION);
  if (use != MATRIX_OFFICIAL) {
    table->name = STR("bang-phan-cong");
    add_filters(arena, table, matrix);
  }
  add_header(arena, table, &columns);
  add_shares(arena, table, matrix, &columns);
  for (size_t row = 0; row < matrix->rows.n; row++) {
    const struct item *section = section_of(matrix, row);
    if (sections && section && (row == 0 || section != section_of(matrix, row - 1)))
      add_section_row(arena, table, section, columns.list.n);
    add_task_row(arena, table, matrix, &columns, row, use);
  }
}

// ---- A document of its own

static void set_properties(struct arena *arena, struct doc *doc, const struct matrix *matrix) {
  doc->title = word(WORD_MATRIX_CAPTION);
  doc->language = STR("vi-VN");
  doc->creator = STR("kehoach");
  if (matrix->plans.n != 1)
    return;
  const struct header *header = &matrix->plans.at[0]->header;
  doc->author = str_trim(header->agency.text.s);
  doc->subject = str_trim(header->subject.text.s);
  doc->date = date_is_whole(header->date) ? date_iso(arena, header->date) : (struct str){ 0 };
}

struct doc *lower_matrix(struct arena *arena, const struct matrix *matrix) {
  struct doc *doc = arena_new(arena, struct doc);
  set_properties(arena, doc, matrix);
  struct doc_blocks *blocks = doc_add_section(arena, doc, true);
  struct doc_paragraph *title = doc_add_line(arena, blocks, "annex-title", word(WORD_MATRIX));
  title->role = DOC_HEADING;
  title->level = 1;
  if (matrix->plans.n == 1)
    doc_add_line(arena, blocks, "annex-reference", lower_attached_to(arena, matrix->plans.at[0]));
  lower_matrix_table(arena, blocks, matrix, MATRIX_ALONE);
  return doc;
}
