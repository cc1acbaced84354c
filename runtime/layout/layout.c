// The steps of a layout: each section's blocks become slabs, the slabs pages.
#include "runtime/layout/context.h"

static double text_width(const struct template *template, bool landscape) {
  const struct page_geometry *page = &template->page;
  return (landscape ? page->height : page->width) - page->left - page->right;
}

static bool is_empty(const struct doc_section *section) {
  return !section->blocks || !section->blocks->list.n;
}

// Notes to which no text refers are not lost: they stand on the last page.
static void add_unreferred_notes(struct layout *l, uint32_t parent, struct slabs *slabs) {
  VEC(size_t) notes = { 0 };
  for (size_t i = 0; i < l->doc->notes.n; i++) {
    if (l->notes[i].list.n)
      continue;
    flow_note(l, i, parent);
    vec_push(l->scratch, &notes, i);
  }
  if (!notes.n)
    return;
  vec_push(l->scratch, &slabs->list, (struct slab){ .notes = notes.at, .note_count = notes.n });
}

static bool set_section(struct layout *l, const struct doc_section *section, bool last) {
  struct slabs slabs = { 0 };
  double width = text_width(l->template, section->landscape);
  l->note_width = width;
  uint32_t tag = tag_add(l, TAG_SECT, 0);
  flow_blocks(l, section->blocks, width, tag, false, &slabs);
  if (last)
    add_unreferred_notes(l, tag, &slabs);
  return pages_fill(l, section, &slabs) && !l->too_long;
}

static bool set_sections(struct layout *l) {
  const struct doc *doc = l->doc;
  size_t last = doc->sections.n;
  while (last > 1 && is_empty(&doc->sections.at[last - 1]))
    last--;
  for (size_t i = 0; i < last; i++)
    if ((i == 0 || !is_empty(&doc->sections.at[i])) && !set_section(l, &doc->sections.at[i], i + 1 == last))
      return false;
  // A document without text has one blank page.
  static const struct doc_section blank;
  return last > 0 || set_section(l, &blank, true);
}

enum layout_status layout_document(struct arena *arena, const struct doc *doc, const struct template *template,
                                   const struct faces *faces, struct frames *frames) {
  struct layout l = {
    .arena = arena, .scratch = arena_create_beside(arena), .doc = doc, .template = template, .faces = faces, .frames = frames
  };
  *frames = (struct frames){ .faces = faces };
  l.shaper = shaper_create(arena, faces);
  l.stay = stay_create(l.scratch, template);
  l.notes = arena_array(l.scratch, struct slabs, doc->notes.n);
  l.marked = arena_array(l.scratch, bool, doc->notes.n);
  tag_add(&l, TAG_DOCUMENT, 0);
  bool done = set_sections(&l);
  shaper_finish(l.shaper);
  arena_destroy(l.scratch);
  return done ? LAYOUT_OK : LAYOUT_TOO_MANY_PAGES;
}
