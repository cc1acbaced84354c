// Slabs become pages. Slabs that hold on to each other form a chunk; a chunk goes whole on the page in hand or on the
// next. Only a chunk that no page holds is divided, where it holds on the least; a table row where its lines end.
#include "runtime/layout/pages.h"

#include "runtime/layout/measure.h"

static bool open_page(struct pages *p) {
  struct layout *l = p->l;
  if (l->frames->pages.n >= LAYOUT_MAX_PAGES) {
    p->full = true;
    return false;
  }
  vec_push(l->arena, &l->frames->pages, (struct frame_page){ .width = p->width, .height = p->height });
  p->y = l->template->page.top;
  p->last = NULL;
  p->headed = false;
  p->number++;
  place_number(p);
  p->hide_number = false;
  notes_carry_over(p);
  return true;
}

static bool next_page(struct pages *p) {
  place_notes(p);
  return open_page(p);
}

static double gap_above(const struct pages *p, const struct slab *slab) {
  return p->last ? slab_gap(p->last, slab) : 0;
}

static double room_below(const struct pages *p) {
  return p->bottom - p->notes_height - p->y;
}

// A page that begins within a table begins with the table's header.
static void repeat_head(struct pages *p, const struct slab *slab) {
  if (p->last || p->headed || !slab->head)
    return;
  struct band_part whole = { slab->head->rows, false, 0 };
  band_rewind(slab->head);
  whole.height = band_height(slab->head);
  place_band(p, slab->head, 0, p->y, &whole, true);
  p->y += whole.height;
  p->headed = true;
}

static void put(struct pages *p, const struct slab *slab) {
  if (slab->blank && !p->last)
    return;
  double y = p->y + gap_above(p, slab);
  p->y = y + slab->height;
  if (slab->band) {
    struct band_part whole = { slab->band->rows, false, band_height(slab->band) };
    place_band(p, slab->band, 0, y, &whole, false);
  } else {
    place_slab(p, slab, 0, y, false);
    notes_admit(p, slab);
  }
  p->last = slab;
}

// Puts what fits of the band and turns the page; false if nothing does.
static bool put_part(struct pages *p, struct slab *slab) {
  double gap = gap_above(p, slab), block = p->bottom - p->l->template->page.top;
  struct band_part part;
  if (!band_fit(slab->band, room_below(p) - gap, block * TALL_ROW, !p->last, &part))
    return false;
  double y = p->y + gap;
  p->y = y + part.height;
  place_band(p, slab->band, 0, y, &part, false);
  p->last = slab;
  slab->height = band_height(slab->band);
  slab->before = 0;
  if (slab->band->first < slab->band->rows)
    next_page(p);
  return true;
}

struct chunk {
  size_t end; // behind its last slab, or the first that does not fit
  bool fits;
};

// How far the chunk from `first` on fits on the page in hand.
static struct chunk measure_chunk(const struct pages *p, const struct slabs *slabs, size_t first) {
  double room = room_below(p), height = 0;
  const struct slab *above = p->last;
  for (size_t i = first; i < slabs->list.n; i++) {
    const struct slab *slab = &slabs->list.at[i];
    if (i > first && slab->keep == KEEP_FREE)
      return (struct chunk){ i, true };
    height += (above ? slab_gap(above, slab) : 0) + slab->height + (slab->note_count ? notes_needed(p, slab) : 0);
    if (height > room + 1e-6)
      return (struct chunk){ i, false };
    above = slab;
  }
  return (struct chunk){ slabs->list.n, true };
}

static void put_all(struct pages *p, const struct slabs *slabs, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    put(p, &slabs->list.at[i]);
}

// The place in (first, end] where the slabs hold on the least, the last of several.
static size_t weakest(const struct slabs *slabs, size_t first, size_t end) {
  size_t best = end;
  for (size_t i = end; i > first; i--)
    if (slabs->list.at[i].keep < slabs->list.at[best].keep)
      best = i;
  return best;
}

// Divides a chunk of which slab `end` does not fit. Returns the first slab that is not (wholly) on a page.
static size_t divide(struct pages *p, struct slabs *slabs, size_t first, size_t end) {
  struct slab *slab = &slabs->list.at[end];
  bool fresh = !p->last;
  if (slab->band && (!slab->band->whole || (fresh && end == first))) {
    struct band_part part;
    double above = 0; // height of what stands before the band
    const struct slab *last = p->last;
    for (size_t i = first; i < end; last = &slabs->list.at[i++])
      above += slabs->list.at[i].height + (last ? slab_gap(last, &slabs->list.at[i]) : 0);
    if (last)
      above += slab_gap(last, slab);
    double tall = (p->bottom - p->l->template->page.top) * TALL_ROW;
    if (band_fit(slab->band, room_below(p) - above, tall, fresh && end == first, &part)) {
      put_all(p, slabs, first, end);
      put_part(p, slab);
      return slab->band->first < slab->band->rows ? end : end + 1;
    }
  }
  if (!fresh) {
    next_page(p);
    return first;
  }
  size_t stop = end > first ? weakest(slabs, first, end) : first + 1;
  put_all(p, slabs, first, stop);
  if (stop < slabs->list.n)
    next_page(p);
  return stop;
}

static void fill(struct pages *p, struct slabs *slabs) {
  for (size_t i = 0; i < slabs->list.n && !p->full;) {
    repeat_head(p, &slabs->list.at[i]);
    struct chunk chunk = measure_chunk(p, slabs, i);
    if (chunk.fits) {
      put_all(p, slabs, i, chunk.end);
      i = chunk.end;
    } else {
      i = divide(p, slabs, i, chunk.end);
    }
  }
}

static void set_geometry(struct pages *p, bool landscape) {
  const struct page_geometry *page = &p->l->template->page;
  p->width = landscape ? page->height : page->width;
  p->height = landscape ? page->width : page->height;
  p->left = page->left;
  p->bottom = p->height - page->bottom;
}

bool pages_fill(struct layout *l, const struct doc_section *section, struct slabs *slabs) {
  struct pages p = { .l = l };
  bool first = l->frames->pages.n == 0;
  set_geometry(&p, section->landscape);
  if (!first && !section->restart_numbering)
    p.number = l->page_number;
  p.hide_number = first || section->restart_numbering;
  if (!open_page(&p))
    return false;
  fill(&p, slabs);
  place_notes(&p);
  while (p.carried.n && open_page(&p))
    place_notes(&p);
  l->page_number = p.number;
  return !p.full;
}
