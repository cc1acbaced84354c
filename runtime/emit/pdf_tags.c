// The structure tree: what each piece of the pages is (ISO 32000-1, 14.7, 14.8; ISO 14289-1).
//
// Layout hands over the tags with their parents. An element's children are those tags in their order, and between
// them, where the pages show it, its own content: so content is noted as the pages are written, and an element takes
// its place among its parent's children when its first content appears. What never gets content is left out, but
// for the cells that keep a table regular.
#include "runtime/emit/pdf_tags.h"

#include <string.h>

#define BIT(kind) (1u << (kind))

const struct pdf_kind pdf_kinds[TAG_KINDS] = {
  [TAG_DOCUMENT] = { "Document", 0, true },
  [TAG_SECT] = { "Sect", 0, false },
  [TAG_H1] = { "H1", 0, false },
  [TAG_H2] = { "H2", 0, false },
  [TAG_H3] = { "H3", 0, false },
  [TAG_H4] = { "H4", 0, false },
  [TAG_H5] = { "H5", 0, false },
  [TAG_H6] = { "H6", 0, false },
  [TAG_P] = { "P", 0, false },
  [TAG_L] = { "L", 0, false },
  [TAG_LI] = { "LI", BIT(TAG_L), false },
  [TAG_LBL] = { "Lbl", BIT(TAG_LI) | BIT(TAG_NOTE), false },
  [TAG_LBODY] = { "LBody", BIT(TAG_LI), false },
  [TAG_TABLE] = { "Table", 0, false },
  [TAG_THEAD] = { "THead", BIT(TAG_TABLE), false },
  [TAG_TBODY] = { "TBody", BIT(TAG_TABLE), false },
  [TAG_TR] = { "TR", BIT(TAG_TABLE) | BIT(TAG_THEAD) | BIT(TAG_TBODY), false },
  [TAG_TH] = { "TH", BIT(TAG_TR), true },
  [TAG_TD] = { "TD", BIT(TAG_TR), true },
  [TAG_LINK] = { "Link", 0, false },
  [TAG_NOTE] = { "Note", 0, false },
  [TAG_FIGURE] = { "Figure", 0, false },
  [TAG_FORM] = { "Form", 0, false },
  [TAG_SPAN] = { "Span", 0, false },
};

const char *tags_name(const struct pdf *pdf, uint32_t tag) {
  return pdf_kinds[pdf->tags.elements.at[tag].kind].name;
}

// ------------------------------------------------------------------------------------------------------------ growing

static void add_element(struct pdf *pdf, struct pdf_element element) {
  element.pdf = pdf;
  element.first_child = element.last_child = element.next_sibling = element.unplaced = NONE;
  element.first_kid = element.last_kid = element.page = NONE;
  vec_push(pdf->arena, &pdf->tags.elements, element);
}

static void add_child(struct pdf_tags *tags, uint32_t parent, uint32_t child) {
  struct pdf_element *above = &tags->elements.at[parent];
  if (above->first_child == NONE)
    above->first_child = above->unplaced = child;
  else
    tags->elements.at[above->last_child].next_sibling = child;
  above->last_child = child;
}

// A link that leads nowhere is no link for a reader: its text stays as a span.
static void mark_dead_links(struct pdf *pdf) {
  const struct frames *frames = pdf->frames;
  bool *works = arena_array(pdf->arena, bool, frames->tags.n + 1);
  for (size_t p = 0; p < frames->pages.n; p++)
    for (size_t i = 0; i < frames->pages.at[p].links.n; i++) {
      const struct frame_link *link = &frames->pages.at[p].links.at[i];
      if (link->tag < frames->tags.n && pdf_link_works(pdf, link))
        works[link->tag] = true;
    }
  for (size_t i = 0; i < frames->tags.n; i++)
    if (pdf->tags.elements.at[i].kind == TAG_LINK && !works[i])
      pdf->tags.elements.at[i].kind = TAG_SPAN;
}

void tags_open(struct pdf *pdf) {
  const struct frames *frames = pdf->frames;
  uint32_t notes = 0;
  pdf->tags.elements.cap = frames->tags.n + 1; // there is seldom more than these
  pdf->tags.elements.at = arena_array(pdf->arena, struct pdf_element, pdf->tags.elements.cap);
  for (uint32_t i = 0; i < frames->tags.n; i++) {
    const struct tag *tag = &frames->tags.at[i];
    uint32_t parent = tag->parent < i ? tag->parent : 0;
    add_element(pdf,
                (struct pdf_element){
                    .tag = tag, .kind = tag->kind, .parent = parent, .note = tag->kind == TAG_NOTE ? ++notes : 0 });
    if (i)
      add_child(&pdf->tags, parent, i);
  }
  mark_dead_links(pdf);
  pdf->tags.first_owner = arena_array(pdf->arena, size_t, frames->pages.n + 1);
}

static void add_kid(struct pdf *pdf, uint32_t parent, struct pdf_kid kid) {
  struct pdf_tags *tags = &pdf->tags;
  struct pdf_element *element = &tags->elements.at[parent];
  uint32_t index = (uint32_t)tags->kids.n;
  kid.next = NONE;
  vec_push(pdf->arena, &tags->kids, kid);
  if (element->first_kid == NONE)
    element->first_kid = index;
  else
    tags->kids.at[element->last_kid].next = index;
  element->last_kid = index;
}

// Takes children into the kids of their parent, in order, up to and with `last` (NONE: all).
static void place_children(struct pdf *pdf, uint32_t parent, uint32_t last) {
  struct pdf_tags *tags = &pdf->tags;
  uint32_t child = tags->elements.at[parent].unplaced;
  while (child != NONE) {
    add_kid(pdf, parent, (struct pdf_kid){ .kind = KID_ELEMENT, .value = child });
    tags->elements.at[child].placed = true;
    uint32_t next = tags->elements.at[child].next_sibling;
    tags->elements.at[parent].unplaced = next;
    if (child == last)
      return;
    child = next;
  }
}

static void place(struct pdf *pdf, uint32_t tag) {
  for (; tag && !pdf->tags.elements.at[tag].placed; tag = pdf->tags.elements.at[tag].parent)
    place_children(pdf, pdf->tags.elements.at[tag].parent, tag);
}

// ------------------------------------------------------------------------------------------------------------ content

static size_t current_page(const struct pdf *pdf) {
  return pdf->pages.n;
}

void tags_begin_page(struct pdf *pdf) {
  pdf->tags.first_owner[current_page(pdf)] = pdf->tags.owners.n;
}

static bool is_one_of(char c, const char *set) {
  return c && strchr(set, c);
}

// How the labels of a list count, read from its first one (table 347). Dashes count nothing.
static const char *numbering_of(struct str label) {
  size_t n = 0;
  while (n < label.n && is_one_of(label.p[n], "IVXLC"))
    n++;
  char first = label.n ? label.p[0] : 0;
  if (first >= '0' && first <= '9')
    return "Decimal";
  if (n && (n == label.n || is_one_of(label.p[n], ".)")))
    return "UpperRoman";
  if (label.n < 2 || !is_one_of(label.p[1], ".)"))
    return NULL;
  return first >= 'a' && first <= 'z' ? "LowerAlpha" : first >= 'A' && first <= 'Z' ? "UpperAlpha" : NULL;
}

static void note_label(struct pdf_tags *tags, uint32_t label, struct str text) {
  uint32_t list = tags->elements.at[tags->elements.at[label].parent].parent;
  if (tags->elements.at[list].kind == TAG_L && !tags->elements.at[list].numbering)
    tags->elements.at[list].numbering = numbering_of(text);
}

static size_t add_content(struct pdf *pdf, uint32_t tag) {
  struct pdf_tags *tags = &pdf->tags;
  uint32_t page = (uint32_t)current_page(pdf);
  size_t mcid = tags->owners.n - tags->first_owner[page];
  vec_push(pdf->arena, &tags->owners, tag);
  add_kid(pdf, tag, (struct pdf_kid){ .kind = KID_CONTENT, .value = (uint32_t)mcid, .page = page });
  if (tags->elements.at[tag].page == NONE)
    tags->elements.at[tag].page = page;
  return mcid;
}

size_t tags_content(struct pdf *pdf, uint32_t tag, struct str text) {
  if (pdf->tags.elements.at[tag].kind == TAG_LBL)
    note_label(&pdf->tags, tag, text);
  place(pdf, tag);
  return add_content(pdf, tag);
}

size_t tags_span(struct pdf *pdf, uint32_t parent) {
  uint32_t span = (uint32_t)pdf->tags.elements.n;
  place(pdf, parent);
  add_element(pdf, (struct pdf_element){ .kind = TAG_SPAN, .parent = parent, .placed = true });
  add_kid(pdf, parent, (struct pdf_kid){ .kind = KID_ELEMENT, .value = span });
  return add_content(pdf, span);
}

void tags_box(struct pdf *pdf, uint32_t tag, const struct frame_item *image) {
  pdf->tags.elements.at[tag].image = image;
}

// Called when the page is already counted.
size_t tags_annotation(struct pdf *pdf, uint32_t tag, HPDF_Dict annotation) {
  struct pdf_tags *tags = &pdf->tags;
  place(pdf, tag);
  add_kid(
      pdf, tag,
      (struct pdf_kid){ .kind = KID_ANNOTATION, .page = (uint32_t)current_page(pdf) - 1, .annotation = annotation });
  vec_push(pdf->arena, &tags->annotated, tag);
  return pdf->frames->pages.n + tags->annotated.n - 1;
}

// ------------------------------------------------------------------------------------------------------------ closing

bool kid_is_live(const struct pdf_tags *tags, const struct pdf_kid *kid) {
  return kid->kind != KID_ELEMENT || tags->elements.at[kid->value].live;
}

// Children come after their parents, so one pass backwards finds what holds something.
static void find_live(struct pdf_tags *tags) {
  for (size_t i = tags->elements.n; i-- > 0;) {
    struct pdf_element *element = &tags->elements.at[i];
    element->live = pdf_kinds[element->kind].kept_empty;
    for (uint32_t k = element->first_kid; k != NONE && !element->live; k = tags->kids.at[k].next)
      element->live = kid_is_live(tags, &tags->kids.at[k]);
  }
}

void tags_close(struct pdf *pdf) {
  struct pdf_tags *tags = &pdf->tags;
  tags->first_owner[pdf->pages.n] = tags->owners.n;
  if (!tags->elements.n)
    return;
  for (uint32_t i = 0; i < pdf->frames->tags.n; i++)
    place_children(pdf, i, NONE);
  find_live(tags);
  tree_make(pdf);
}

// -------------------------------------------------------------------------------------------------------- conformance

static bool stands_right(const struct pdf_tags *tags, const struct pdf_element *element) {
  uint32_t parents = pdf_kinds[element->kind].parents;
  return !parents || parents & BIT(tags->elements.at[element->parent].kind);
}

bool tags_well_formed(const struct pdf *pdf) {
  const struct pdf_tags *tags = &pdf->tags;
  if (!tags->root || tags->elements.at[0].kind != TAG_DOCUMENT)
    return false;
  for (size_t i = 1; i < tags->elements.n; i++)
    if (tags->elements.at[i].live && !stands_right(tags, &tags->elements.at[i]))
      return false;
  return true;
}

bool tags_accessible(const struct pdf *pdf) {
  const struct pdf_tags *tags = &pdf->tags;
  int level = 0;
  for (size_t i = 0; i < tags->elements.n; i++) {
    const struct pdf_element *element = &tags->elements.at[i];
    if (!element->live)
      continue;
    if (element->kind == TAG_FIGURE && !element->tag->alternative.n)
      return false;
    if (element->kind < TAG_H1 || element->kind > TAG_H6)
      continue;
    int deeper = (int)element->kind - TAG_H1 + 1;
    if (deeper > level + 1) // 7.4.2: no level of headings is skipped
      return false;
    level = deeper;
  }
  return tags_well_formed(pdf);
}
