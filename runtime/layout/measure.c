// Measuring without pages. See measure.h.
#include "runtime/layout/measure.h"

#include "runtime/layout/context.h"

struct measurer {
  struct layout layout;
  struct frames frames; // for letters that the faces lack
  struct arena *scratch;
};

struct measurer *measurer_create(struct arena *arena, const struct doc *doc, const struct template *template,
                                 const struct faces *faces) {
  struct arena *scratch = arena_create_beside(arena);
  struct measurer *measurer = arena_new(scratch, struct measurer);
  measurer->scratch = scratch;
  measurer->layout = (struct layout){
    .arena = scratch, .scratch = scratch, .doc = doc, .template = template, .faces = faces, .frames = &measurer->frames
  };
  measurer->layout.shaper = shaper_create(scratch, faces);
  measurer->layout.stay = stay_create(scratch, template);
  return measurer;
}

void measurer_destroy(struct measurer *measurer) {
  if (!measurer)
    return;
  shaper_finish(measurer->layout.shaper);
  arena_destroy(measurer->scratch);
}

double measure_ascent(struct measurer *measurer, const struct style *style) {
  return style_ascent(&measurer->layout, style);
}

double measure_line_height(struct measurer *measurer, const struct style *style) {
  return style_line_height(&measurer->layout, style);
}

static double line_width(const struct slab *line) {
  double from = 0, to = 0;
  bool any = false;
  for (size_t i = 0; i < line->item_count; i++) {
    const struct frame_item *item = &line->items[i];
    if (item->kind != FRAME_TEXT)
      continue;
    from = !any || item->x < from ? item->x : from;
    to = item->x + item->width > to ? item->x + item->width : to;
    any = true;
  }
  return to - from;
}

struct measured measure_paragraph(struct measurer *measurer, const struct doc_paragraph *paragraph, double width) {
  struct slabs slabs = { 0 };
  struct paragraph_tags tags = { .text = NO_TAG, .label = NO_TAG };
  paragraph_set(&measurer->layout, paragraph, template_style(measurer->layout.template, paragraph->style), width, tags,
                &slabs);
  struct measured measured = { .lines = slabs.list.n, .height = slabs_height(&slabs, 0) };
  for (size_t i = 0; i < slabs.list.n; i++) {
    measured.last = line_width(&slabs.list.at[i]);
    measured.widest = measured.last > measured.widest ? measured.last : measured.widest;
  }
  return measured;
}

void measure_table(struct measurer *measurer, const struct doc_table *table, size_t columns, double width,
                   double *widths) {
  table_widths(&measurer->layout, table, columns, width, widths);
}

bool measure_image(struct measurer *measurer, struct str path, double width, double *w, double *h) {
  return image_fit(&measurer->layout, path, width, w, h);
}
