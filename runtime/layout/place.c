// Putting slabs, parts of bands and page numbers on a page. Only here positions become absolute, with the origin of PDF.
#include "runtime/layout/pages.h"

#include <string.h>

#define TALLEST_REPEATED 120.0 // of a cell's words that are repeated where its rows go on

static struct frame_page *page(const struct pages *p) {
  return vec_last(&p->l->frames->pages);
}

void place_rule(struct pages *p, double x, double y, double width, double height) {
  vec_push(
      p->l->arena, &page(p)->items,
      (struct frame_item){
          .kind = FRAME_RULE, .tag = NO_TAG, .x = p->left + x, .y = p->height - y, .width = width, .height = height });
}

static void place_item(struct pages *p, const struct frame_item *item, double x, double y, bool artifact) {
  struct frame_item *placed = vec_add(p->l->arena, &page(p)->items);
  *placed = *item;
  placed->x += p->left + x;
  placed->y = p->height - y - item->y;
  if (artifact)
    placed->tag = NO_TAG;
}

static void place_mark(struct pages *p, const struct doc_paragraph *mark, double y) {
  struct layout *l = p->l;
  size_t index = l->frames->pages.n - 1;
  if (mark->anchor.n)
    vec_push(l->arena, &l->frames->anchors, (struct frame_anchor){ mark->anchor, index, p->height - y });
  if (mark->bookmark.n)
    vec_push(l->arena, &l->frames->bookmarks,
             (struct frame_bookmark){ mark->bookmark, level_depth(l->scratch, &l->bookmarks, mark->bookmark_level),
                                      index, p->height - y });
}

// What a reader cannot see: places to go to, links, fields.
static void place_unseen(struct pages *p, const struct slab *slab, double x, double y) {
  struct layout *l = p->l;
  if (slab->mark)
    place_mark(p, slab->mark, y);
  if (slab->anchor.n)
    vec_push(l->arena, &l->frames->anchors,
             (struct frame_anchor){ slab->anchor, l->frames->pages.n - 1, p->height - y });
  for (size_t i = 0; i < slab->link_count; i++) {
    struct frame_link link = slab->links[i];
    link.x += p->left + x;
    link.y = p->height - y - link.y - link.height;
    vec_push(l->arena, &page(p)->links, link);
  }
  if (!slab->field)
    return;
  struct frame_field field = *slab->field;
  field.x += p->left + x;
  field.y = p->height - y - field.height;
  vec_push(l->arena, &page(p)->fields, field);
}

void place_slab(struct pages *p, const struct slab *slab, double x, double y, bool artifact) {
  for (size_t i = 0; i < slab->item_count; i++)
    place_item(p, &slab->items[i], x, y, artifact);
  if (!artifact)
    place_unseen(p, slab, x, y);
}

// ---- bands

// Puts what is left of the cell's content between y and `bottom`; true if something was put.
static bool place_content(struct pages *p, const struct band *band, struct cell *cell, double x, double y,
                          double bottom, bool must, bool artifact) {
  bool any = false;
  y += band->padding_y + (cell->next ? 0 : cell->shift);
  for (const struct slab *above = NULL; cell->next < cell->content.list.n; cell->next++) {
    const struct slab *slab = &cell->content.list.at[cell->next];
    if (above)
      y += slab_gap(above, slab);
    if (y + slab->height > bottom - band->padding_y + 0.01 && !(must && !any))
      break;
    place_slab(p, slab, x + cell->x + band->padding_x, y, artifact);
    if (!artifact)
      notes_admit(p, slab);
    y += slab->height;
    above = slab;
    any = true;
  }
  return any;
}

// Joins the line to the one before when they meet, so that a table's border is one line from edge to edge.
static void place_horizontal(struct pages *p, double x, double y, double width, double thickness, size_t *before) {
  struct frame_page *on = page(p);
  if (*before < on->items.n) {
    struct frame_item *rule = &on->items.at[*before];
    double top = p->height - y - thickness / 2;
    double left = p->left + x;
    if (rule->y - top < 0.01 && top - rule->y < 0.01 && left >= rule->x - 0.01 &&
        left <= rule->x + rule->width + 0.01) {
      if (p->left + x + width > rule->x + rule->width)
        rule->width = p->left + x + width - rule->x;
      return;
    }
  }
  *before = on->items.n;
  place_rule(p, x, y + thickness / 2, width, thickness);
}

struct edges {
  bool top;            // nothing above drew the upper border of the band
  size_t above, below; // items that may be lengthened
};

static void place_borders(struct pages *p, const struct band *band, const struct cell *cell, double x, double y,
                          double bottom, bool top, struct edges *edges) {
  double t = band->border, left = x + cell->x, right = left + cell->width;
  if (!(t > 0))
    return;
  place_rule(p, left - t / 2, bottom + t / 2, t, bottom - y + t);
  if (cell->column + cell->columns == band->columns)
    place_rule(p, right - t / 2, bottom + t / 2, t, bottom - y + t);
  if (top)
    place_horizontal(p, left, y, cell->width, t, &edges->above);
  place_horizontal(p, left, bottom, cell->width, t, &edges->below);
}

// A cell that spans rows of an earlier page, where all its words stand, says them again: without them the rows below would
// seem empty. `first`: the page's first row.
static bool cell_repeats(const struct band *band, const struct cell *cell, size_t first) {
  return cell->rows > 1 && cell->row < first && cell->next == cell->content.list.n &&
         slabs_height(&cell->content, 0) + 2 * band->padding_y <= TALLEST_REPEATED;
}

static void repeat_content(struct pages *p, const struct band *band, const struct cell *cell, double x, double y) {
  const struct slab *above = NULL;
  y += band->padding_y;
  for (size_t i = 0; i < cell->content.list.n; i++) {
    const struct slab *slab = &cell->content.list.at[i];
    if (above)
      y += slab_gap(above, slab);
    place_slab(p, slab, x + cell->x + band->padding_x, y, true);
    y += slab->height;
    above = slab;
  }
}

// A cell of which something stands in the part at [y, y + part->height).
struct drawing {
  struct pages *p;
  struct band *band;
  const struct band_part *part;
  double x, y;
  bool artifact, must;
  struct edges edges;
  double *offsets; // of the rows from band->first on, relative to y
};

static void draw_cell(struct drawing *d, struct cell *cell) {
  struct band *band = d->band;
  size_t first = cell->row > band->first ? cell->row : band->first, last = cell->row + cell->rows;
  double top = d->y + d->offsets[first - band->first];
  bool ends = last <= d->part->end;
  double bottom = d->y + (ends ? d->offsets[last - band->first] : d->part->height);
  if (!cell_repeats(band, cell, band->first))
    place_content(d->p, band, cell, d->x, top, ends ? bottom + 1e9 : bottom, d->must, d->artifact);
  else if (slabs_height(&cell->content, 0) + 2 * band->padding_y <= bottom - top + 0.01)
    repeat_content(d->p, band, cell, d->x, top);
  place_borders(d->p, band, cell, d->x, top, bottom, d->edges.top && first == band->first, &d->edges);
}

// Fills `offsets` for the rows on this page and the edge behind them.
static void measure_offsets(struct drawing *d) {
  const struct band *band = d->band;
  double y = 0;
  for (size_t row = band->first; row < d->part->end; row++) {
    d->offsets[row - band->first] = y;
    y += band->heights[row];
  }
  d->offsets[d->part->end - band->first] = y;
}

static size_t part_limit(const struct band_part *part) {
  return part->end + part->inside;
}

// Draws the cells of the part; leaves in band->open those that go on.
static void draw_cells(struct drawing *d) {
  struct band *band = d->band;
  size_t kept = 0;
  for (size_t i = 0; i < band->open.n; i++) {
    struct cell *cell = &band->cells.at[band->open.at[i]];
    draw_cell(d, cell);
    if (cell->row + cell->rows > d->part->end)
      band->open.at[kept++] = band->open.at[i];
  }
  band->open.n = kept;
  for (; band->cursor < band->cells.n && band->cells.at[band->cursor].row < part_limit(d->part); band->cursor++) {
    struct cell *cell = &band->cells.at[band->cursor];
    draw_cell(d, cell);
    if (cell->row + cell->rows > d->part->end)
      vec_push(d->p->l->scratch, &band->open, band->cursor);
  }
}

// What is left of the row that was divided, and of the cells that span it.
static void shrink_rows(struct band *band, const struct band_part *part) {
  if (part->end == band->rows)
    return;
  if (part->inside)
    band->heights[part->end] = 0;
  for (size_t pass = 0; pass < 2; pass++)
    for (size_t i = 0; i < band->open.n; i++) {
      const struct cell *cell = &band->cells.at[band->open.at[i]];
      size_t last = cell->row + cell->rows - 1;
      if ((last == part->end) != (pass == 0))
        continue;
      bool repeats = cell_repeats(band, cell, part->end);
      double need = repeats || cell->next < cell->content.list.n
                        ? slabs_height(&cell->content, repeats ? 0 : cell->next) + 2 * band->padding_y
                        : 0;
      for (size_t row = part->end; row <= last; row++)
        need -= band->heights[row];
      if (need > 0)
        band->heights[last] += need;
    }
}

// A divided row of which nothing is left has ended after all.
static void close_empty_row(struct band *band, size_t row) {
  size_t kept = 0;
  for (size_t i = 0; i < band->open.n; i++) {
    const struct cell *cell = &band->cells.at[band->open.at[i]];
    if (cell->row + cell->rows - 1 == row && cell->next < cell->content.list.n)
      return;
  }
  for (size_t i = 0; i < band->open.n; i++) {
    const struct cell *cell = &band->cells.at[band->open.at[i]];
    if (cell->row + cell->rows - 1 > row)
      band->open.at[kept++] = band->open.at[i];
  }
  band->open.n = kept;
  band->first = row + 1;
}

void place_band(struct pages *p, struct band *band, double x, double y, const struct band_part *part, bool artifact) {
  struct drawing d = { .p = p, .band = band, .part = part, .x = x + band->x, .y = y, .artifact = artifact };
  d.edges = (struct edges){ !band->joined || (!p->last && !p->headed), SIZE_MAX, SIZE_MAX };
  // A page with nothing else takes at least a line of each cell.
  d.must = part->inside && part->end == band->first && !p->last;
  d.offsets = arena_array(p->l->scratch, double, part->end - band->first + 1);
  measure_offsets(&d);
  draw_cells(&d);
  shrink_rows(band, part);
  band->first = part->end;
  if (part->inside)
    close_empty_row(band, part->end);
}

// ---- page numbers

void place_number(struct pages *p) {
  struct layout *l = p->l;
  const struct style *style = l->template->page_number;
  struct str label = str_printf(l->arena, "%d", p->number);
  page(p)->label = label;
  if (p->hide_number)
    return;
  struct shaped shaped = shaper_word(l->shaper, style_slant(style), label);
  double width = shaped.width * style->size / 1000, block = p->width - p->left - l->template->page.right;
  struct frame_item item = { .kind = FRAME_TEXT, .tag = NO_TAG, .width = width, .y = l->template->page.number_top };
  item.x = style->align == ALIGN_RIGHT ? block - width : style->align == ALIGN_CENTER ? (block - width) / 2 : 0;
  item.text = (struct frame_text){
    .slant = style_slant(style), .size = style->size, .text = label, .glyphs = shaped.glyphs, .n = shaped.n
  };
  memcpy(item.text.color, style->color, sizeof item.text.color);
  place_item(p, &item, 0, 0, false);
}
