// Columns side by side: one row without borders, the first baselines aligned.
#include "runtime/layout/context.h"

static double larger(double a, double b) {
  return a > b ? a : b;
}

// The first baseline below the top of the content; 0 when it begins with no text.
static double first_baseline(const struct slabs *content) {
  if (!content->list.n || !content->list.at[0].is_text || !content->list.at[0].item_count)
    return 0;
  return content->list.at[0].items[0].y;
}

static void align_baselines(struct band *band) {
  double lowest = 0;
  for (size_t i = 0; i < band->cells.n; i++)
    lowest = larger(lowest, first_baseline(&band->cells.at[i].content));
  for (size_t i = 0; i < band->cells.n; i++) {
    double own = first_baseline(&band->cells.at[i].content);
    if (own > 0)
      band->cells.at[i].shift = lowest - own;
  }
}

static double share_sum(const struct doc_columns *columns) {
  double sum = 0;
  for (size_t i = 0; i < columns->columns.n; i++)
    sum += columns->columns.at[i].share;
  return sum;
}

void flow_columns(struct layout *l, const struct doc_columns *columns, double width, uint32_t parent,
                  struct slabs *slabs) {
  const struct columns_look *look = template_columns(l->template, columns->style);
  struct band *band = arena_new(l->scratch, struct band);
  double sum = share_sum(columns), x = 0;
  struct slab slab = { .band = band };
  band->x = -look->left_overhang;
  band->width = width + look->left_overhang + look->right_overhang;
  band->rows = 1;
  band->columns = columns->columns.n;
  band->heights = arena_array(l->scratch, double, 1);
  band->whole = true;
  for (size_t i = 0; i < columns->columns.n; i++) {
    double part = sum > 0 ? columns->columns.at[i].share / sum : 1.0 / (double)columns->columns.n;
    struct cell cell = { .rows = 1, .column = i, .columns = 1, .x = x, .width = band->width * part };
    flow_blocks(l, columns->columns.at[i].blocks, cell.width, parent, true, &cell.content);
    x += cell.width;
    if (cell.content.list.n) {
      slab.before = larger(slab.before, cell.content.list.at[0].before);
      slab.after = larger(slab.after, vec_last(&cell.content.list)->after);
    }
    vec_push(l->scratch, &band->cells, cell);
  }
  l->lists.n = 0;
  align_baselines(band);
  band_measure(band, 0);
  slab.height = band_height(band);
  vec_push(l->scratch, &slabs->list, slab);
}
