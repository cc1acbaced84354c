// The timeline (biểu đồ tiến độ): tasks down, quarters across, phases above. Of more tasks than can be read as bars, parts of
// the plan, or plans, stand in the rows with the number of their tasks under way.
#include "compiler/lower/pictures.h"

enum { MOST_TASKS = 300, NAME_LINES = 2 };
#define NAMES_WIDTH 226.0
#define BAR_HEIGHT 8.0
#define LANE 13.0

struct timeline {
  struct arena *arena;
  const struct matrix *matrix;
  const struct schedule *schedule;
  struct doc_picture *picture;
  struct time_axis axis;
};

static double x_of(const struct timeline *t, int quarter) {
  return t->axis.left + (double)(quarter - t->axis.scale.from) / t->axis.scale.unit * t->axis.column;
}

static double right_of(const struct timeline *t) {
  return t->axis.left + t->axis.scale.columns * t->axis.column;
}

// ---- The head: what the bars or numbers mean, phases, years and quarters

static void add_legend(struct timeline *t, bool bars) {
  static const struct {
    enum word word;
    enum doc_ink ink;
    bool half;
  } marks[] = { { WORD_DRAWN_DATED, INK_BAR, false }, { WORD_DRAWN_HALF, INK_BAR_OPEN, true },
                { WORD_DRAWN_STANDING, INK_BAR_OPEN, false } };
  double x = 0;
  if (!bars)
    doc_add_words(t->arena, &t->picture->head, 0, 8, PICTURE_WORDS, word(WORD_TIMELINE_GROUPS));
  for (size_t i = 0; bars && i < sizeof marks / sizeof *marks; i++) {
    struct str name = word(marks[i].word);
    doc_add_box(t->arena, &t->picture->head, x, 1, 22, BAR_HEIGHT, marks[i].ink, INK_BAR);
    if (marks[i].half)
      doc_add_box(t->arena, &t->picture->head, x + 16, 1, 6, BAR_HEIGHT, INK_BAR, INK_NONE);
    doc_add_words(t->arena, &t->picture->head, x + 26, 8, PICTURE_WORDS, name);
    x += 26 + doc_words_width(name, PICTURE_WORDS, false) + 14;
  }
  t->picture->head.height += 16;
}

// Phases that overlap stand in lanes of their own, as many as it takes.
static void add_phases(struct timeline *t) {
  enum { LANES = 6 };
  double ends[LANES] = { 0 };
  int used = 0;
  for (size_t i = 0; i < t->schedule->phases.n; i++) {
    const struct schedule_phase *phase = &t->schedule->phases.at[i];
    double x = x_of(t, phase->from), width = x_of(t, phase->to + 1) - x;
    int lane = 0;
    while (lane < LANES - 1 && ends[lane] > x + 0.01)
      lane++;
    if (ends[lane] > x + 0.01)
      continue;
    ends[lane] = x + width;
    used = lane + 1 > used ? lane + 1 : used;
    double y = t->picture->head.height + lane * LANE;
    doc_add_box(t->arena, &t->picture->head, x, y, width, LANE - 1, INK_WHITE, INK_FRAME);
    struct doc_lines lines = doc_wrap(t->arena, phase->name, PICTURE_SMALL, false, width - 4, 1);
    if (lines.list.n)
      doc_add_words(t->arena, &t->picture->head, x + width / 2, y + 9, PICTURE_SMALL, lines.list.at[0])->align = SHAPE_MIDDLE;
  }
  t->picture->head.height += used * LANE;
}

// ---- Bars

static struct str bar_words(struct timeline *t, const struct schedule_bar *bar) {
  struct str from = lower_quarter(t->arena, bar->from, false), to = lower_quarter(t->arena, bar->to, false);
  return bar->from == bar->to ? from : str_printf(t->arena, STR_FMT " – " STR_FMT, STR_ARG(from), STR_ARG(to));
}

static struct str time_words(struct timeline *t, const struct schedule_row *row, const struct task *task) {
  struct buf words = { 0 };
  for (size_t i = 0; i < row->bars.n; i++) {
    if (i)
      buf_text(&words, "; ");
    buf_str(&words, bar_words(t, &row->bars.at[i]));
  }
  if (row->kind != SCHEDULE_DATED)
    buf_str(&words, task->has_time && task->time.text.n ? task->time.text : word(WORD_UNDATED));
  struct str result = str_copy(t->arena, buf_view(&words));
  buf_finish(&words);
  return result;
}

// Of a bar with one end that the plan does not name, only the other end is dark.
static void add_bar(struct timeline *t, struct doc_picture_row *row, const struct schedule_bar *bar) {
  double x = x_of(t, bar->from), end = x_of(t, bar->to + 1), y = (row->height - BAR_HEIGHT) / 2;
  double dark = t->axis.column / t->axis.scale.unit;
  bool whole = bar->begins && bar->ends;
  doc_add_box(t->arena, row, x + 0.5, y, end - x - 0.5, BAR_HEIGHT, whole ? INK_BAR : INK_BAR_OPEN, INK_BAR);
  if (!whole && bar->ends)
    doc_add_box(t->arena, row, end - dark, y, dark, BAR_HEIGHT, INK_BAR, INK_NONE);
  if (!whole && bar->begins)
    doc_add_box(t->arena, row, x + 0.5, y, dark, BAR_HEIGHT, INK_BAR, INK_NONE);
}

// Words in the columns, on one line.
static void add_remark(struct timeline *t, struct doc_picture_row *row, double x, struct str text, bool italic) {
  struct doc_lines lines = doc_wrap(t->arena, text, PICTURE_SMALL, false, right_of(t) - x - 6, 1);
  if (lines.list.n)
    doc_add_words(t->arena, row, x + 3, row->height / 2 + PICTURE_SMALL * 0.35, PICTURE_SMALL, lines.list.at[0])->italic = italic;
}

static void add_standing(struct timeline *t, struct doc_picture_row *row, const struct plan *plan, struct str text) {
  bool known = plan->from.year && plan->to.year && date_compare(plan->from, plan->to) <= 0;
  double x = known ? x_of(t, quarter_of(plan->from)) : t->axis.left;
  double end = known ? x_of(t, quarter_of(plan->to) + 1) : right_of(t), height = PICTURE_SMALL + 4;
  doc_add_box(t->arena, row, x + 0.5, (row->height - height) / 2, end - x - 0.5, height, INK_BAR_OPEN, INK_BAR);
  add_remark(t, row, x, text, false);
}

// ---- Rows of tasks

// The rows of the table from those of one task to those of another.
static void follow(struct doc_picture_row *row, const struct schedule_row *first, const struct schedule_row *last) {
  row->follows = true;
  row->first = first->row;
  row->last = last->row;
}

static struct str task_name(struct timeline *t, const struct matrix_row *row) {
  const struct item *item = row->task->item;
  bool numbered = item && item->kind != ITEM_TABLE && !lower_is_bullet(item) && item->number.n;
  return numbered ? str_printf(t->arena, STR_FMT " " STR_FMT, STR_ARG(item->number), STR_ARG(row->text)) : row->text;
}

static void add_task(struct timeline *t, const struct schedule_row *when) {
  const struct matrix_row *source = &t->matrix->rows.at[when->row];
  struct doc_picture_row *row = doc_add_picture_row(t->arena, t->picture, 0);
  struct str name = task_name(t, source), words = time_words(t, when, source->task);
  enum { SPOKEN = 120 };
  row->height = picture_name(t->arena, row, name, 2, NAMES_WIDTH - 6, NAME_LINES, false);
  row->alternative = str_printf(t->arena, STR_FMT ": " STR_FMT, STR_ARG(lower_shorten(t->arena, name, SPOKEN)), STR_ARG(words));
  axis_grid(t->arena, row, &t->axis);
  for (size_t i = 0; i < when->bars.n; i++)
    add_bar(t, row, &when->bars.at[i]);
  if (when->kind == SCHEDULE_STANDING)
    add_standing(t, row, t->matrix->plans.at[source->plan], words);
  else if (when->kind == SCHEDULE_UNDATED)
    add_remark(t, row, t->axis.left, words, true);
  follow(row, when, when);
  struct doc_row *cells = picture_figures(t->arena, t->picture, row);
  picture_cell(t->arena, cells, name, false);
  picture_cell(t->arena, cells, words, false);
}

// ---- Parts of the plan, or plans

struct part_of_plan {
  size_t plan;
  const struct item *section; // NULL where plans are the parts
};

static struct part_of_plan part_of(const struct timeline *t, const struct schedule_row *when, bool plans) {
  const struct matrix_row *row = &t->matrix->rows.at[when->row];
  const struct item *item = plans ? NULL : row->task->item;
  while (item && item->parent && item->parent->parent)
    item = item->parent;
  return (struct part_of_plan){ row->plan, item };
}

static bool same_part(struct part_of_plan a, struct part_of_plan b) {
  return a.plan == b.plan && a.section == b.section;
}

static struct str part_name(struct timeline *t, struct part_of_plan part) {
  const struct header *header = &t->matrix->plans.at[part.plan]->header;
  if (part.section)
    return lower_joined_title(t->arena, part.section->number, part.section->text.s);
  struct str subject = str_trim(header->subject.text.s);
  return str_trim(header->number.text.s).n
             ? str_printf(t->arena, STR_FMT ": " STR_FMT, STR_ARG(lower_symbol(t->arena, header)), STR_ARG(subject))
             : subject;
}

static void add_title(struct timeline *t, struct part_of_plan part, const struct schedule_row *first,
                      const struct schedule_row *last) {
  struct str name = part_name(t, part);
  if (name.n == 0)
    return;
  struct doc_picture_row *row = doc_add_picture_row(t->arena, t->picture, LANE + 3);
  struct doc_lines lines = doc_wrap(t->arena, name, PICTURE_WORDS, true, PICTURE_WIDTH - 8, 1);
  doc_add_box(t->arena, row, 0, 0, PICTURE_WIDTH, row->height, INK_BAND, INK_NONE);
  for (size_t i = 0; i < lines.list.n; i++)
    doc_add_words(t->arena, row, 2, 11, PICTURE_WORDS, lines.list.at[i])->bold = true;
  row->alternative = name;
  follow(row, first, last);
}

// Rows of one part stand together, as in the plan; the order of another view may bring a part back.
static size_t part_end(const struct timeline *t, size_t from, bool plans) {
  struct part_of_plan part = part_of(t, &t->schedule->rows.at[from], plans);
  size_t to = from + 1;
  while (to < t->schedule->rows.n && same_part(part, part_of(t, &t->schedule->rows.at[to], plans)))
    to++;
  return to;
}

static bool has_parts(const struct timeline *t, bool plans) {
  return t->schedule->rows.n && part_end(t, 0, plans) < t->schedule->rows.n;
}

static void add_tasks(struct timeline *t, bool plans) {
  bool titled = has_parts(t, plans);
  const struct schedule_row *rows = t->schedule->rows.at;
  for (size_t from = 0, to; from < t->schedule->rows.n; from = to) {
    to = part_end(t, from, plans);
    if (titled)
      add_title(t, part_of(t, &rows[from], plans), &rows[from], &rows[to - 1]);
    for (size_t i = from; i < to; i++)
      add_task(t, &rows[i]);
  }
}

// ---- Rows of parts

static void count_row(const struct timeline *t, const struct schedule_row *when, struct workload_count *counts) {
  bool under_way[SCHEDULE_COLUMNS] = { 0 };
  const struct schedule_scale *scale = &t->axis.scale;
  for (size_t i = 0; i < when->bars.n; i++)
    for (int c = (when->bars.at[i].from - scale->from) / scale->unit;
         c < scale->columns && c <= (when->bars.at[i].to - scale->from) / scale->unit; c++)
      under_way[c] = true;
  for (int c = 0; c < scale->columns; c++)
    counts[c].lead += under_way[c];
}

static void add_part(struct timeline *t, size_t from, size_t to, const struct workload_count *counts, bool plans) {
  const struct schedule_row *rows = t->schedule->rows.at;
  struct doc_picture_row *row = doc_add_picture_row(t->arena, t->picture, 0);
  struct str name = part_name(t, part_of(t, &rows[from], plans)), all = str_printf(t->arena, "%zu", to - from);
  row->height = picture_name(t->arena, row, name, 2, NAMES_WIDTH - 6, NAME_LINES, false);
  follow(row, &rows[from], &rows[to - 1]);
  struct doc_row *cells = picture_figures(t->arena, t->picture, row);
  picture_cell(t->arena, cells, name, false);
  struct buf words = { 0 };
  for (int c = 0; c < t->axis.scale.columns; c++) {
    axis_cell(t->arena, row, c, t->axis.left + c * t->axis.column, t->axis.column, row->height, counts[c], t->picture->most,
              false);
    picture_cell(t->arena, cells, counts[c].lead ? str_printf(t->arena, "%d", counts[c].lead) : STR(""), false);
    if (counts[c].lead)
      buf_printf(&words, "%s" STR_FMT ": %d", words.n ? "; " : "", STR_ARG(axis_name(t->arena, &t->axis.scale, c)),
                 counts[c].lead);
  }
  axis_grid(t->arena, row, &t->axis);
  struct str said = str_copy(t->arena, buf_view(&words));
  buf_finish(&words);
  row->alternative = str_printf(t->arena, STR_FMT ": " STR_FMT " " STR_FMT "%s" STR_FMT, STR_ARG(name), STR_ARG(all),
                                STR_ARG(word(WORD_TASKS)), said.n ? "; " : "", STR_ARG(said));
}

static void add_parts(struct timeline *t, bool plans) {
  const struct schedule *schedule = t->schedule;
  t->picture->most = 1;
  for (int pass = 0; pass < 2; pass++)
    for (size_t from = 0, to; from < schedule->rows.n; from = to) {
      struct workload_count counts[SCHEDULE_COLUMNS] = { 0 };
      to = part_end(t, from, plans);
      for (size_t i = from; i < to; i++)
        count_row(t, &schedule->rows.at[i], counts);
      for (int c = 0; c < t->axis.scale.columns; c++)
        t->picture->most = counts[c].lead > t->picture->most ? counts[c].lead : t->picture->most;
      if (pass == 1)
        add_part(t, from, to, counts, plans);
    }
}

// ---- The whole

static void add_headings(struct timeline *t, bool bars) {
  t->picture->data = picture_table(t->arena, t->picture->title);
  struct doc_row *row = doc_add_row(t->arena, t->picture->data);
  picture_cell(t->arena, row, word(WORD_TASK), true);
  if (bars)
    picture_cell(t->arena, row, word(WORD_ON_CHART), true);
  for (int c = 0; c < t->axis.scale.columns && !bars; c++)
    picture_cell(t->arena, row, axis_name(t->arena, &t->axis.scale, c), true);
}

void lower_timeline(struct arena *arena, struct doc *doc, const struct matrix *matrix, const struct schedule *schedule,
                    int level) {
  struct doc_blocks *blocks = picture_section(arena, doc, WORD_TIMELINE, "bieu-do-tien-do", level);
  if (!schedule->dated) {
    doc_add_line(arena, blocks, "centered", word(WORD_TIMELINE_NONE));
    return;
  }
  bool plans = matrix->plans.n > 1, bars = schedule->rows.n <= MOST_TASKS;
  struct timeline t = { arena, matrix, schedule, NULL, { schedule_scale(schedule), NAMES_WIDTH, 0 } };
  t.axis.column = (PICTURE_WIDTH - NAMES_WIDTH - 1) / t.axis.scale.columns;
  t.picture = doc_add_picture(arena, blocks, STR("hinh-tien-do"), word(WORD_TIMELINE), PICTURE_WIDTH);
  t.picture->alternative = word(bars ? WORD_TIMELINE_SUMMARY : WORD_TIMELINE_GROUPS);
  t.picture->table = MATRIX_NAME;
  add_headings(&t, bars);
  add_legend(&t, bars);
  add_phases(&t);
  axis_head(arena, t.picture, &t.axis);
  if (bars)
    add_tasks(&t, plans);
  else
    add_parts(&t, plans);
}
