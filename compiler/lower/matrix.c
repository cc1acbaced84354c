// The matrix as a document: the official annex “Bảng phân công nhiệm vụ”, the filterable table of the page, and the matrix
// of one or many plans alone.
#include "compiler/lower/lowering.h"

#include <math.h>

#include "compiler/derive/schedule.h"

// ---- Rows

// On paper: cells that children inherit are merged, headings stand above the rows.
static bool is_merged(enum matrix_use use) {
  return use == MATRIX_OFFICIAL || use == MATRIX_PRINTED;
}

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

// Where the task is written; a link where that is in the same document, or on a page beside it.
static void add_source(struct arena *arena, struct doc_paragraph *paragraph, const struct matrix_row *row,
                       enum matrix_use use, const struct lower_options *options) {
  const struct item *item = row->task->item;
  struct str target = item && item->anchor.n ? str_concat(arena, STR("#"), item->anchor) : (struct str){ 0 };
  struct str page = options->pages ? options->pages[row->plan] : (struct str){ 0 };
  if (use == MATRIX_ALONE && page.n && target.n)
    doc_add_page_link(arena, paragraph, row->task->id, page, target);
  else
    doc_add_link(arena, paragraph, row->task->id, 0, use == MATRIX_PAGE ? target : (struct str){ 0 });
}

static void add_task_row(struct arena *arena, struct doc_table *table, const struct matrix *matrix,
                         const struct matrix_columns *columns, size_t index, enum matrix_use use,
                         const struct lower_options *options, const struct schedule *schedule) {
  struct doc_row *row = doc_add_row(arena, table);
  for (size_t c = 0; c < columns->list.n; c++) {
    const struct matrix_column *column = columns->list.at[c];
    size_t rows = is_merged(use) ? matrix_cell_rows(arena, matrix, column, index) : 1;
    if (rows == 0) {
      doc_add_covered(arena, row);
      continue;
    }
    struct doc_cell *cell = doc_add_cell(arena, row);
    cell->rows = (int)rows;
    if (!is_merged(use))
      cell->order = lower_page_order(arena, matrix, column->title, index);
    struct doc_paragraph *paragraph =
        doc_add_paragraph(arena, cell->blocks, column->center ? "table-center" : "table-text");
    if (column->title == WORD_TASK)
      add_task(arena, paragraph, &matrix->rows.at[index]);
    else if (column->title == WORD_SOURCE)
      add_source(arena, paragraph, &matrix->rows.at[index], use, options);
    else
      doc_add_text(arena, paragraph, column->text(arena, matrix, index), 0);
  }
  if (!is_merged(use))
    lower_page_row(arena, row, matrix, schedule, index);
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

// A row across the table that names what the rows below it have in common.
static void add_heading_row(struct arena *arena, struct doc_table *table, struct str label, struct str text, size_t columns) {
  struct doc_row *row = doc_add_row(arena, table);
  struct doc_cell *cell = doc_add_cell(arena, row);
  cell->columns = (int)columns;
  struct doc_paragraph *paragraph = doc_add_line(arena, cell->blocks, "table-group", text);
  paragraph->label = label;
  while (row->cells.n < columns)
    doc_add_covered(arena, row);
}

// What stands above rows on paper: their body with its counts, or their plan and section.
struct headings {
  bool bodies, plans, sections;
};

static struct headings headings_of(const struct matrix *matrix, enum matrix_use use) {
  bool tasks = is_merged(use) && matrix->by == MATRIX_BY_TASK;
  return (struct headings){
    .bodies = is_merged(use) && matrix->by == MATRIX_BY_AGENCY,
    .plans = tasks && matrix->plans.n > 1,
    .sections = tasks && has_sections(matrix),
  };
}

static void add_headings(struct arena *arena, struct doc_table *table, const struct matrix *matrix, size_t row,
                         struct headings headings, size_t columns) {
  const struct matrix_row *own = &matrix->rows.at[row], *above = row ? own - 1 : NULL;
  const struct item *section = section_of(matrix, row);
  if (headings.bodies && (!above || !str_eq(own->group, above->group))) {
    size_t end;
    struct str counts = matrix_group_counts(arena, matrix, row, &end);
    add_heading_row(arena, table, (struct str){ 0 },
                    str_printf(arena, STR_FMT " (" STR_FMT ")", STR_ARG(own->group), STR_ARG(counts)), columns);
  }
  if (headings.plans && (!above || own->plan != above->plan))
    add_heading_row(arena, table, word(WORD_PLAN), lower_plan_name(arena, matrix->plans.at[own->plan]), columns);
  if (headings.sections && section && (!above || section != section_of(matrix, row - 1)))
    add_heading_row(arena, table, section->number, section->text.s, columns);
}

// A column whose words stand in the headings is left out.
static struct matrix_columns columns_below(struct arena *arena, const struct matrix *matrix, enum matrix_use use,
                                           struct headings headings) {
  struct matrix_columns all = matrix_columns(arena, matrix, use != MATRIX_OFFICIAL, false), left = { 0 };
  for (size_t i = 0; i < all.list.n; i++) {
    enum word title = all.list.at[i]->title;
    if (!(headings.bodies && title == WORD_AGENCY) && !(headings.plans && title == WORD_PLAN))
      vec_push(arena, &left.list, all.list.at[i]);
  }
  return left;
}

void lower_matrix_table(struct arena *arena, struct doc_blocks *blocks, const struct matrix *matrix,
                        enum matrix_use use, const struct lower_options *options) {
  struct headings headings = headings_of(matrix, use);
  struct matrix_columns columns = columns_below(arena, matrix, use, headings);
  struct doc_table *table = doc_add_table(arena, blocks, "matrix");
  struct schedule schedule = { 0 };
  table->caption = word(WORD_MATRIX_CAPTION);
  if (!is_merged(use)) {
    schedule = schedule_make(arena, matrix);
    table->name = MATRIX_NAME;
    lower_page_form(arena, table, matrix, &schedule, options->english);
  }
  add_header(arena, table, &columns);
  add_shares(arena, table, matrix, &columns);
  for (size_t row = 0; row < matrix->rows.n; row++) {
    add_headings(arena, table, matrix, row, headings, columns.list.n);
    add_task_row(arena, table, matrix, &columns, row, use, options, &schedule);
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

struct doc *lower_matrix(struct arena *arena, const struct matrix *matrix, const struct lower_options *options) {
  struct doc *doc = arena_new(arena, struct doc);
  doc->english = options->english;
  set_properties(arena, doc, matrix);
  struct doc_blocks *blocks = doc_add_section(arena, doc, true);
  struct doc_paragraph *title = doc_add_line(arena, blocks, "annex-title", word(WORD_MATRIX));
  title->role = DOC_HEADING;
  title->level = 1;
  if (matrix->plans.n == 1)
    doc_add_line(arena, blocks, "annex-reference", lower_attached_to(arena, matrix->plans.at[0]));
  if (matrix->by != MATRIX_BY_SUMMARY)
    lower_matrix_table(arena, blocks, matrix, options->printed ? MATRIX_PRINTED : MATRIX_ALONE, options);
  for (const struct sheet *sheet = options->summary ? lower_summary_sheets(arena, options->summary) : NULL; sheet;
       sheet = sheet->next)
    lower_sheet_table(arena, blocks, sheet);
  if (options->pictures)
    lower_pictures(arena, doc, matrix, 2);
  return doc;
}
