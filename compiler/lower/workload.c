// The workload (khối lượng công việc): bodies down, quarters across, in each cell how many tasks under way the body leads and
// has a part in. The numbers are printed, the shade only helps the eye.
#include "compiler/lower/pictures.h"

#define NAMES_WIDTH 186.0
#define SUM_WIDTH 46.0
enum { SUMS = 3, NAME_LINES = 4 };

struct heat {
  struct arena *arena;
  const struct workload *workload;
  struct doc_picture *picture;
  struct time_axis axis;
  int most; // in one cell
};

static const enum word sum_titles[SUMS] = { WORD_WORKLOAD_STANDING, WORD_WORKLOAD_UNDATED, WORD_WORKLOAD_TOTAL };

static const struct workload_count *sum_of(const struct workload_body *body, int sum) {
  const struct workload_count *sums[SUMS] = { &body->standing, &body->undated, &body->total };
  return sums[sum];
}

static double sum_left(int sum) {
  return PICTURE_WIDTH - (SUMS - sum) * SUM_WIDTH;
}

static int most_in_cell(const struct workload *workload) {
  int most = 1;
  for (size_t i = 0; i < workload->bodies.n; i++)
    for (int c = 0; c < workload->scale.columns; c++) {
      const struct workload_count *count = &workload->bodies.at[i].columns[c];
      most = count->lead + count->coordinate > most ? count->lead + count->coordinate : most;
    }
  return most;
}

// ---- The head

static void add_head(struct heat *h) {
  struct doc_picture_row *head = &h->picture->head;
  doc_add_words(h->arena, head, 0, 8, PICTURE_WORDS, word(WORD_WORKLOAD_SUMMARY));
  head->height = 15;
  double y = head->height;
  if (h->axis.scale.columns)
    axis_head(h->arena, h->picture, &h->axis);
  else
    head->height += 25;
  for (int i = 0; i < SUMS; i++) {
    doc_add_box(h->arena, head, sum_left(i), y, SUM_WIDTH, 22, INK_BAND, INK_GRID);
    struct doc_shape *words =
        doc_add_words(h->arena, head, sum_left(i) + SUM_WIDTH / 2, y + 14, PICTURE_SMALL - 0.5, word(sum_titles[i]));
    words->align = SHAPE_MIDDLE;
    words->bold = true;
  }
}

static void add_titles(struct heat *h) {
  h->picture->data = picture_table(h->arena, str_printf(h->arena, STR_FMT " (" STR_FMT "/" STR_FMT ")", STR_ARG(h->picture->title),
                                                        STR_ARG(word(WORD_WORKLOAD_LEADS)),
                                                        STR_ARG(word(WORD_WORKLOAD_COORDINATES))));
  struct doc_row *row = doc_add_row(h->arena, h->picture->data);
  picture_cell(h->arena, row, word(WORD_AGENCY), true);
  for (int c = 0; c < h->axis.scale.columns; c++)
    picture_cell(h->arena, row, axis_name(h->arena, &h->axis.scale, c), true);
  for (int i = 0; i < SUMS; i++)
    picture_cell(h->arena, row, word(sum_titles[i]), true);
}

// ---- Bodies

// “Quý I/2026: chủ trì 1, phối hợp 2”
static void say_count(struct buf *words, struct str title, const struct workload_count *count) {
  const struct {
    int n;
    enum word role;
  } parts[] = { { count->lead, WORD_WORKLOAD_LEADS }, { count->coordinate, WORD_WORKLOAD_COORDINATES } };
  bool any = false;
  for (int i = 0; i < 2; i++) {
    if (parts[i].n == 0)
      continue;
    if (any)
      buf_text(words, ", ");
    else
      buf_printf(words, "; " STR_FMT ": ", STR_ARG(title));
    buf_printf(words, STR_FMT " %d", STR_ARG(word(parts[i].role)), parts[i].n);
    any = true;
  }
}

static struct str both_counts(struct arena *arena, const struct workload_count *count) {
  return count->lead + count->coordinate ? str_printf(arena, "%d/%d", count->lead, count->coordinate) : (struct str){ 0 };
}

static struct str body_words(struct heat *h, const struct workload_body *body) {
  struct buf words = { 0 };
  buf_str(&words, body->name);
  for (int c = 0; c < h->axis.scale.columns; c++)
    say_count(&words, axis_name(h->arena, &h->axis.scale, c), &body->columns[c]);
  for (int i = 0; i < SUMS; i++)
    say_count(&words, word(sum_titles[i]), sum_of(body, i));
  struct str result = str_copy(h->arena, buf_view(&words));
  buf_finish(&words);
  return result;
}

static void add_body(struct heat *h, const struct workload_body *body) {
  struct doc_picture_row *row = doc_add_picture_row(h->arena, h->picture, 0);
  struct doc_row *cells = picture_figures(h->arena, h->picture, row);
  double height = picture_name(h->arena, row, body->name, 2, NAMES_WIDTH - 6, NAME_LINES, false);
  row->height = height > 21 ? height : 21;
  row->alternative = body_words(h, body);
  row->body = body->name;
  picture_cell(h->arena, cells, body->name, false);
  for (int c = 0; c < h->axis.scale.columns; c++) {
    axis_cell(h->arena, row, c, h->axis.left + c * h->axis.column, h->axis.column, row->height, body->columns[c], h->most, true);
    picture_cell(h->arena, cells, both_counts(h->arena, &body->columns[c]), false);
  }
  for (int i = 0; i < SUMS; i++) {
    axis_cell(h->arena, row, h->axis.scale.columns + i, sum_left(i), SUM_WIDTH, row->height, *sum_of(body, i), 0, true);
    picture_cell(h->arena, cells, both_counts(h->arena, sum_of(body, i)), false);
    doc_add_rule(h->arena, row, sum_left(i), 0, 0, row->height, INK_GRID);
  }
  axis_grid(h->arena, row, &h->axis);
}

void lower_workload(struct arena *arena, struct doc *doc, const struct matrix *matrix, const struct schedule *schedule,
                    int level) {
  struct workload workload = workload_make(arena, matrix, schedule);
  if (workload.bodies.n == 0)
    return;
  struct doc_blocks *blocks = picture_section(arena, doc, WORD_WORKLOAD, "khoi-luong-cong-viec", level);
  struct heat h = { arena, &workload, NULL, { workload.scale, NAMES_WIDTH, 0 }, most_in_cell(&workload) };
  h.axis.column = (PICTURE_WIDTH - NAMES_WIDTH - SUMS * SUM_WIDTH - 6) / (h.axis.scale.columns ? h.axis.scale.columns : 1);
  h.picture = doc_add_picture(arena, blocks, STR("hinh-khoi-luong"), word(WORD_WORKLOAD), PICTURE_WIDTH);
  h.picture->alternative = word(WORD_WORKLOAD_SUMMARY);
  h.picture->table = MATRIX_NAME;
  h.picture->most = h.most;
  add_head(&h);
  add_titles(&h);
  for (size_t i = 0; i < workload.bodies.n; i++)
    add_body(&h, &workload.bodies.at[i]);
  if (workload.anybody)
    doc_add_line(arena, blocks, "table-text", word(WORD_WORKLOAD_ANYBODY));
}
