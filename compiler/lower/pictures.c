// What the pictures of the matrix have in common: the axis of time, cells of counts, names that wrap.
#include "compiler/lower/pictures.h"

enum { QUARTERS = 4 };

// ---- The axis

struct str axis_name(struct arena *arena, const struct schedule_scale *scale, int column) {
  int from = scale->from + column * scale->unit, to = from + scale->unit - 1;
  if (scale->unit == 1)
    return lower_quarter(arena, from, false);
  return scale->unit == QUARTERS ? str_printf(arena, "%d", from / QUARTERS)
                                 : str_printf(arena, "%d–%d", from / QUARTERS, to / QUARTERS);
}

static void add_label(struct arena *arena, struct doc_picture_row *head, double middle, double y, struct str text, bool bold) {
  struct doc_shape *words = doc_add_words(arena, head, middle, y, PICTURE_SMALL, text);
  words->align = SHAPE_MIDDLE;
  words->bold = bold;
}

static void add_years(struct arena *arena, struct doc_picture_row *head, const struct time_axis *axis, double y) {
  const struct schedule_scale *scale = &axis->scale;
  for (int c = 0; c < scale->columns;) {
    int year = (scale->from + c) / QUARTERS, end = c + 1;
    while (end < scale->columns && (scale->from + end) / QUARTERS == year)
      end++;
    double x = axis->left + c * axis->column, width = (end - c) * axis->column;
    doc_add_box(arena, head, x, y, width, 12, INK_BAND, INK_GRID);
    add_label(arena, head, x + width / 2, y + 9, str_printf(arena, "%d", year), true);
    c = end;
  }
}

static void add_quarters(struct arena *arena, struct doc_picture_row *head, const struct time_axis *axis, double y) {
  static const char *const roman[] = { "I", "II", "III", "IV" };
  add_years(arena, head, axis, y);
  for (int c = 0; c < axis->scale.columns; c++)
    add_label(arena, head, axis->left + (c + 0.5) * axis->column, y + 21, str_from(roman[(axis->scale.from + c) % QUARTERS]),
              false);
}

// One year over the other where a column holds several.
static void add_spans(struct arena *arena, struct doc_picture_row *head, const struct time_axis *axis, double y) {
  for (int c = 0; c < axis->scale.columns; c++) {
    double x = axis->left + c * axis->column;
    int from = (axis->scale.from + c * axis->scale.unit) / QUARTERS, years = axis->scale.unit / QUARTERS;
    doc_add_box(arena, head, x, y, axis->column, 22, INK_BAND, INK_GRID);
    add_label(arena, head, x + axis->column / 2, y + (years > 1 ? 9 : 14), str_printf(arena, "%d", from), true);
    if (years > 1)
      add_label(arena, head, x + axis->column / 2, y + 18, str_printf(arena, "–%d", from + years - 1), true);
  }
}

void axis_head(struct arena *arena, struct doc_picture *picture, const struct time_axis *axis) {
  double y = picture->head.height;
  if (axis->scale.unit == 1)
    add_quarters(arena, &picture->head, axis, y);
  else
    add_spans(arena, &picture->head, axis, y);
  picture->head.height += 25;
}

void axis_grid(struct arena *arena, struct doc_picture_row *row, const struct time_axis *axis) {
  for (int c = 0; axis->scale.columns && c <= axis->scale.columns; c++) {
    bool year = axis->scale.unit > 1 || (axis->scale.from + c) % QUARTERS == 0;
    doc_add_rule(arena, row, axis->left + c * axis->column, 0, 0, row->height, year ? INK_FRAME : INK_GRID);
  }
  doc_add_rule(arena, row, 0, row->height, PICTURE_WIDTH, 0, INK_GRID);
}

// ---- Cells of counts

void axis_cell(struct arena *arena, struct doc_picture_row *row, int cell, double x, double width, double height,
               struct workload_count count, int most, bool both) {
  int sum = count.lead + count.coordinate;
  if (sum == 0)
    return;
  int level = most > 0 ? (sum * HEAT_LEVELS + most - 1) / most : 0;
  level = level > HEAT_LEVELS ? HEAT_LEVELS : level;
  if (level > 0)
    doc_add_box(arena, row, x + 0.5, 0.5, width - 0.5, height - 0.5, (enum doc_ink)(INK_HEAT_1 + level - 1), INK_NONE);
  if (level > 0)
    vec_last(&row->shapes)->cell = cell + 1;
  enum doc_ink ink = level >= HEAT_LEVELS - 1 ? INK_WHITE : INK_BLACK;
  const int counts[] = { both ? count.lead : sum, count.coordinate };
  double middle = height / 2 + PICTURE_SMALL * 0.35;
  for (int i = 0; i < (both ? 2 : 1); i++) {
    double y = both ? middle + (i == 0 ? -4.2 : 4.2) : middle;
    struct doc_shape *words =
        doc_add_words(arena, row, x + width / 2, y, PICTURE_SMALL, str_printf(arena, "%d", counts[i]));
    words->align = SHAPE_MIDDLE;
    words->bold = i == 0;
    words->ink = ink;
    words->cell = cell + 1;
  }
}

// ---- Names

double picture_name(struct arena *arena, struct doc_picture_row *row, struct str name, double x, double width, size_t most,
                    bool bold) {
  struct doc_lines lines = doc_wrap(arena, name, PICTURE_WORDS, bold, width, most);
  for (size_t i = 0; i < lines.list.n; i++)
    doc_add_words(arena, row, x, 3 + PICTURE_LINE * (double)(i + 1) - 2, PICTURE_WORDS, lines.list.at[i])->bold = bold;
  return 6 + PICTURE_LINE * (double)(lines.list.n ? lines.list.n : 1);
}

// ---- Figures as a table

struct doc_table *picture_table(struct arena *arena, struct str caption) {
  struct doc_table *table = arena_new(arena, struct doc_table);
  table->style = "table";
  table->caption = caption;
  table->header_rows = 1;
  return table;
}

struct doc_row *picture_figures(struct arena *arena, struct doc_picture *picture, struct doc_picture_row *row) {
  row->figures = picture->data->rows.n; // behind the titles
  return doc_add_row(arena, picture->data);
}

void picture_cell(struct arena *arena, struct doc_row *row, struct str text, bool header) {
  struct doc_cell *cell = doc_add_cell(arena, row);
  cell->header = header;
  doc_add_line(arena, cell->blocks, header ? "table-head" : "table-text", text);
}

// ---- Pages

struct doc_blocks *picture_section(struct arena *arena, struct doc *doc, enum word title, const char *anchor, int level) {
  struct doc_blocks *blocks = doc_add_section(arena, doc, true);
  vec_last(&doc->sections)->restart_numbering = false;
  struct doc_paragraph *heading = doc_add_line(arena, blocks, "caption", word(title));
  heading->role = DOC_HEADING;
  heading->level = level;
  heading->anchor = str_from(anchor);
  heading->bookmark = word(title);
  heading->bookmark_level = level - 1 > 0 ? level - 1 : 1;
  return blocks;
}

void lower_pictures(struct arena *arena, struct doc *doc, const struct matrix *matrix, int level) {
  struct schedule schedule = schedule_make(arena, matrix);
  if (schedule.rows.n == 0)
    return;
  lower_timeline(arena, doc, matrix, &schedule, level);
  lower_workload(arena, doc, matrix, &schedule, level);
}
