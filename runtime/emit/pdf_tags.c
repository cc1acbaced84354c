// The structure tree: what each piece of the pages is (ISO 32000-1, 14.7, 14.8; ISO 14289-1).
//
// Layout hands over the tags with their parents. An element's children are those tags in their order, and between
// them, where the pages show it, its own content: so content is noted as the pages are written, and an element takes
// its place among its parent's children when its first content appears. What never gets content is left out, but
// for the cells that keep a table regular.
#include "runtime/emit/pdf.h"

#include <string.h>

enum { NONE = UINT32_MAX };

enum kid_kind { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION };

struct pdf_kid {
  enum kid_kind kind;
  uint32_t next;
  uint32_t value;      // ELEMENT: index; CONTENT: MCID
  uint32_t page;       // CONTENT, ANNOTATION
  HPDF_Dict annotation;
};

struct pdf_element {
  const struct pdf *pdf;
  const struct tag *tag; // NULL: a span made here
  enum tag_kind kind;
  uint32_t parent;
  uint32_t first_child, last_child, next_sibling; // in the order of tags
  uint32_t unplaced;                              // the next child that is not among the kids
  uint32_t first_kid, last_kid;
  uint32_t page;         // of the first content
  bool placed, live;
  const char *numbering; // of a list
  const struct frame_item *image;
  uint32_t note;         // number of a footnote, from 1
  uint32_t number;       // in the file's range of elements
};

#define BIT(kind) (1u << (kind))

static const struct kind {
  const char *name;
  uint32_t parents; // kinds it may stand in; 0: any
  bool kept_empty;
} kinds[TAG_KINDS] = {
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

const char *tags_name(const struct pdf *pdf, uint32_t tag) { return kinds[pdf->tags.elements.at[tag].kind].name; }

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
    add_element(pdf, (struct pdf_element){ .tag = tag, .kind = tag->kind, .parent = parent,
                                           .note = tag->kind == TAG_NOTE ? ++notes : 0 });
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

static size_t current_page(const struct pdf *pdf) { return pdf->pages.n; }

void tags_begin_page(struct pdf *pdf) { pdf->tags.first_owner[current_page(pdf)] = pdf->tags.owners.n; }

static bool is_one_of(char c, const char *set) { return c && strchr(set, c); }

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
  add_kid(pdf, tag, (struct pdf_kid){ .kind = KID_ANNOTATION, .page = (uint32_t)current_page(pdf) - 1,
                                      .annotation = annotation });
  vec_push(pdf->arena, &tags->annotated, tag);
  return pdf->frames->pages.n + tags->annotated.n - 1;
}

// ----------------------------------------------------------------------------------------------------------- printing

static void print_element_ref(const struct pdf *pdf, uint32_t element, struct buf *out) {
  print_range_ref(out, &pdf->objects, pdf->tags.elements.at[element].number);
}

static void print_kid(const struct pdf *pdf, const struct pdf_element *element, const struct pdf_kid *kid,
                      struct buf *out) {
  bool elsewhere = kid->page != element->page;
  switch (kid->kind) {
  case KID_ELEMENT:
    print_element_ref(pdf, kid->value, out);
    return;
  case KID_CONTENT:
    if (!elsewhere) {
      buf_int(out, kid->value);
      return;
    }
    buf_text(out, "<</Type/MCR/MCID ");
    buf_int(out, kid->value);
    break;
  case KID_ANNOTATION:
    buf_text(out, "<</Type/OBJR/Obj ");
    print_ref(out, kid->annotation);
    break;
  }
  if (elsewhere) {
    buf_text(out, "/Pg ");
    print_ref(out, pdf->pages.at[kid->page]);
  }
  buf_text(out, ">>");
}

static bool kid_is_live(const struct pdf_tags *tags, const struct pdf_kid *kid) {
  return kid->kind != KID_ELEMENT || tags->elements.at[kid->value].live;
}

static void print_kids(const struct pdf_element *element, struct buf *out) {
  const struct pdf_tags *tags = &element->pdf->tags;
  bool any = false;
  for (uint32_t k = element->first_kid; k != NONE; k = tags->kids.at[k].next) {
    if (!kid_is_live(tags, &tags->kids.at[k]))
      continue;
    buf_text(out, any ? " " : "/K[");
    print_kid(element->pdf, element, &tags->kids.at[k], out);
    any = true;
  }
  if (any)
    buf_byte(out, ']');
}

static bool in_table_head(const struct pdf_element *cell) {
  const struct pdf_tags *tags = &cell->pdf->tags;
  return tags->elements.at[tags->elements.at[cell->parent].parent].kind == TAG_THEAD;
}

static void print_cell(const struct pdf_element *cell, struct buf *out) {
  bool header = cell->kind == TAG_TH;
  if (!header && cell->tag->columns < 2 && cell->tag->rows < 2)
    return;
  buf_text(out, "/A<</O/Table");
  if (header)
    buf_text(out, in_table_head(cell) ? "/Scope/Column" : "/Scope/Row");
  if (cell->tag->columns > 1)
    buf_printf(out, "/ColSpan %d", cell->tag->columns);
  if (cell->tag->rows > 1)
    buf_printf(out, "/RowSpan %d", cell->tag->rows);
  buf_text(out, ">>");
}

static void print_figure(const struct frame_item *image, struct buf *out) {
  double box[4] = { image->x, image->y, image->x + image->width, image->y + image->height };
  buf_text(out, "/A<</O/Layout/Placement/Block/BBox[");
  for (int i = 0; i < 4; i++) {
    buf_text(out, i ? " " : "");
    print_fixed(out, to_hundredths(box[i]));
  }
  buf_text(out, "]>>");
}

static void print_note_id(uint32_t note, struct buf *out) { buf_printf(out, "(note%06u)", (unsigned)note); }

static void print_attributes(const struct pdf_element *element, struct buf *out) {
  if (element->kind == TAG_TH || element->kind == TAG_TD)
    print_cell(element, out);
  if (element->kind == TAG_L && element->numbering)
    buf_printf(out, "/A<</O/List/ListNumbering/%s>>", element->numbering);
  if (element->image)
    print_figure(element->image, out);
  if (element->kind == TAG_NOTE) {
    buf_text(out, "/ID");
    print_note_id(element->note, out);
  }
  if (element->tag && element->tag->alternative.n) {
    buf_text(out, "/Alt");
    print_text(out, element->tag->alternative);
  }
}

static void print_element(const void *data, size_t index, struct buf *out) {
  const struct pdf *pdf = data;
  const struct pdf_element *element = &pdf->tags.elements.at[pdf->tags.live[index]];
  bool top = element == pdf->tags.elements.at;
  buf_text(out, "/S/");
  buf_text(out, kinds[element->kind].name);
  buf_text(out, "/P ");
  if (top)
    print_ref(out, pdf->tags.root);
  else
    print_element_ref(pdf, element->parent, out);
  if (element->page != NONE) {
    buf_text(out, "/Pg ");
    print_ref(out, pdf->pages.at[element->page]);
  }
  print_kids(element, out);
  print_attributes(element, out);
}

static void print_parent_tree(const void *data, struct buf *out) {
  const struct pdf *pdf = data;
  const struct pdf_tags *tags = &pdf->tags;
  buf_text(out, "/Nums[");
  for (size_t page = 0; page < pdf->pages.n; page++) {
    buf_int(out, (long long)page);
    buf_byte(out, '[');
    for (size_t i = tags->first_owner[page]; i < tags->first_owner[page + 1]; i++) {
      buf_text(out, i > tags->first_owner[page] ? " " : "");
      print_element_ref(pdf, tags->owners.at[i], out);
    }
    buf_text(out, "]\n");
  }
  for (size_t i = 0; i < tags->annotated.n; i++) {
    buf_printf(out, "%zu ", pdf->pages.n + i);
    print_element_ref(pdf, tags->annotated.at[i], out);
    buf_byte(out, '\n');
  }
  buf_byte(out, ']');
}

struct tree_root {
  const struct pdf *pdf;
  HPDF_Dict parents;
};

static void print_root(const void *data, struct buf *out) {
  const struct tree_root *root = data;
  const struct pdf_tags *tags = &root->pdf->tags;
  buf_text(out, "/Type/StructTreeRoot/K[");
  print_element_ref(root->pdf, 0, out);
  buf_text(out, "]/ParentTree ");
  print_ref(out, root->parents);
  buf_printf(out, "/ParentTreeNextKey %zu", root->pdf->pages.n + tags->annotated.n);
  bool any = false;
  for (uint32_t i = 0; i < tags->elements.n; i++) {
    if (!tags->elements.at[i].note || !tags->elements.at[i].live)
      continue;
    buf_text(out, any ? " " : "/IDTree<</Names[");
    print_note_id(tags->elements.at[i].note, out);
    print_element_ref(root->pdf, i, out);
    any = true;
  }
  if (any)
    buf_text(out, "]>>");
}

// Children come after their parents, so one pass backwards finds what holds something.
static void find_live(struct pdf_tags *tags) {
  for (size_t i = tags->elements.n; i-- > 0;) {
    struct pdf_element *element = &tags->elements.at[i];
    element->live = kinds[element->kind].kept_empty;
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
  struct tree_root *root = arena_new(pdf->arena, struct tree_root);
  root->pdf = pdf;
  tags->root = object_new(&pdf->objects, print_root, root);
  root->parents = object_new(&pdf->objects, print_parent_tree, pdf);
  uint32_t n = 0;
  tags->live = arena_array(pdf->arena, uint32_t, tags->elements.n);
  for (uint32_t i = 0; i < tags->elements.n; i++) {
    if (!tags->elements.at[i].live)
      continue;
    tags->elements.at[i].number = n;
    tags->live[n++] = i;
  }
  objects_set_range(&pdf->objects, n, print_element, pdf);
}

// -------------------------------------------------------------------------------------------------------- conformance

static bool stands_right(const struct pdf_tags *tags, const struct pdf_element *element) {
  uint32_t parents = kinds[element->kind].parents;
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
