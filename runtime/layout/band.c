// Bands: the heights of their rows, and where they may be divided.
#include "runtime/layout/slab.h"

// Less room than this at the foot of a page is not worth a part of a row.
#define LEAST_PART 60.0

double slabs_height(const struct slabs *slabs, size_t from) {
  double height = 0;
  for (size_t i = from; i < slabs->list.n; i++) {
    if (i > from)
      height += slab_gap(&slabs->list.at[i - 1], &slabs->list.at[i]);
    height += slabs->list.at[i].height;
  }
  return height;
}

static double cell_height(const struct band *band, const struct cell *cell) {
  return slabs_height(&cell->content, cell->next) + (cell->next ? 0 : cell->shift) + 2 * band->padding_y;
}

// Gives the last row of a spanning cell what the cell needs beyond the rows from `from` on.
static void stretch_rows(struct band *band, const struct cell *cell, size_t from) {
  double room = 0;
  for (size_t row = from; row < cell->row + cell->rows; row++)
    room += band->heights[row];
  double need = cell_height(band, cell);
  if (need > room)
    band->heights[cell->row + cell->rows - 1] += need - room;
}

void band_measure(struct band *band, double least) {
  for (size_t row = 0; row < band->rows; row++)
    band->heights[row] = least + 2 * band->padding_y;
  for (size_t i = 0; i < band->cells.n; i++) {
    const struct cell *cell = &band->cells.at[i];
    double height = cell->rows == 1 ? cell_height(band, cell) : 0;
    if (height > band->heights[cell->row])
      band->heights[cell->row] = height;
  }
  for (size_t i = 0; i < band->cells.n; i++)
    if (band->cells.at[i].rows > 1)
      stretch_rows(band, &band->cells.at[i], band->cells.at[i].row);
}

double band_height(const struct band *band) {
  double height = 0;
  for (size_t row = band->first; row < band->rows; row++)
    height += band->heights[row];
  return height;
}

void band_rewind(struct band *band) {
  for (size_t i = 0; i < band->cells.n; i++)
    band->cells.at[i].next = 0;
  band->first = band->open.n = band->cursor = 0;
}

// Whether a cell that begins on this page and goes on behind row `end` has more to say than stands above it.
static bool cuts_cell(const struct band *band, size_t end) {
  for (size_t i = band->cursor; i < band->cells.n && band->cells.at[i].row < end; i++) {
    const struct cell *cell = &band->cells.at[i];
    double room = 0;
    if (cell->row + cell->rows <= end)
      continue;
    for (size_t row = cell->row; row < end; row++)
      room += band->heights[row];
    if (cell_height(band, cell) > room + 0.01)
      return true;
  }
  return false;
}

// Ends the part before the rows of a cell that it would cut; on a fresh page only where something is left.
static void spare_cells(const struct band *band, bool fresh, struct band_part *part) {
  size_t end = part->end;
  while (end > band->first && cuts_cell(band, end))
    end--;
  if (end == band->first && fresh)
    return;
  for (; part->end > end; part->end--)
    part->height -= band->heights[part->end - 1];
}

bool band_fit(const struct band *band, double room, double tall, bool fresh, struct band_part *part) {
  *part = (struct band_part){ .end = band->first };
  while (part->end < band->rows && part->height + band->heights[part->end] <= room + 1e-6)
    part->height += band->heights[part->end++];
  if (part->end == band->rows)
    return true;
  bool nothing = part->end == band->first;
  double left = room - part->height, row = band->heights[part->end];
  if (band->whole || row <= tall || left < LEAST_PART)
    part->inside = nothing && fresh;
  else
    part->inside = true;
  if (part->inside)
    part->height = room;
  else
    spare_cells(band, fresh, part);
  return part->inside || part->end > band->first;
}
