// The structure tree in the file: its root, the parent tree, and a dictionary for each element.
#include "runtime/emit/pdf_tags.h"

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

static void print_note_id(uint32_t note, struct buf *out) {
  buf_printf(out, "(note%06u)", (unsigned)note);
}

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
  buf_text(out, pdf_kinds[element->kind].name);
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

void tree_make(struct pdf *pdf) {
  struct pdf_tags *tags = &pdf->tags;
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
