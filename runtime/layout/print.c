// Frames as text, for `dump --phase frames`.
#include "runtime/layout/layout.h"

static const char *const tag_names[TAG_KINDS] = {
  [TAG_DOCUMENT] = "Document",
  [TAG_SECT] = "Sect",
  [TAG_H1] = "H1",
  [TAG_H2] = "H2",
  [TAG_H3] = "H3",
  [TAG_H4] = "H4",
  [TAG_H5] = "H5",
  [TAG_H6] = "H6",
  [TAG_P] = "P",
  [TAG_L] = "L",
  [TAG_LI] = "LI",
  [TAG_LBL] = "Lbl",
  [TAG_LBODY] = "LBody",
  [TAG_TABLE] = "Table",
  [TAG_THEAD] = "THead",
  [TAG_TBODY] = "TBody",
  [TAG_TR] = "TR",
  [TAG_TH] = "TH",
  [TAG_TD] = "TD",
  [TAG_LINK] = "Link",
  [TAG_NOTE] = "Note",
  [TAG_FIGURE] = "Figure",
  [TAG_FORM] = "Form",
  [TAG_SPAN] = "Span",
};

static const char *const slant_names[FACE_SLANTS] = {
  [FACE_REGULAR] = "regular",
  [FACE_BOLD] = "bold",
  [FACE_ITALIC] = "italic",
  [FACE_BOLD_ITALIC] = "bold-italic",
};

static void print_place(struct buf *out, const char *what, double x, double y, double width, double height) {
  buf_printf(out, "  %s ", what);
  const double numbers[] = { x, y, width, height };
  for (size_t i = 0; i < 4; i++) {
    buf_number(out, numbers[i], 2);
    buf_byte(out, ' ');
  }
}

static void print_tag(struct buf *out, const struct frames *frames, uint32_t tag) {
  if (tag == NO_TAG)
    buf_text(out, "artifact");
  else
    buf_printf(out, "%s:%u", tag_names[frames->tags.at[tag].kind], (unsigned)tag);
}

static void print_item(struct buf *out, const struct frames *frames, const struct frame_item *item) {
  static const char *const kinds[] = { [FRAME_TEXT] = "text", [FRAME_RULE] = "rule", [FRAME_IMAGE] = "image", [FRAME_FIGURE] = "figure" };
  print_place(out, kinds[item->kind], item->x, item->y, item->width, item->height);
  print_tag(out, frames, item->tag);
  if (item->kind == FRAME_TEXT) {
    buf_printf(out, " %s ", slant_names[item->text.slant]);
    buf_number(out, item->text.size, 2);
    buf_byte(out, ' ');
    buf_number(out, item->text.space, 3);
    buf_text(out, " \"");
    buf_str(out, item->text.text);
    buf_byte(out, '"');
  } else if (item->kind == FRAME_IMAGE) {
    buf_byte(out, ' ');
    buf_str(out, item->image);
  }
  buf_byte(out, '\n');
}

static void print_page(struct buf *out, const struct frames *frames, const struct frame_page *page, size_t number) {
  buf_printf(out, "page %zu \"" STR_FMT "\" ", number, STR_ARG(page->label));
  buf_number(out, page->width, 2);
  buf_byte(out, ' ');
  buf_number(out, page->height, 2);
  buf_byte(out, '\n');
  for (size_t i = 0; i < page->items.n; i++)
    print_item(out, frames, &page->items.at[i]);
  for (size_t i = 0; i < page->links.n; i++) {
    const struct frame_link *link = &page->links.at[i];
    print_place(out, "link", link->x, link->y, link->width, link->height);
    buf_str(out, link->target);
    buf_byte(out, '\n');
  }
  for (size_t i = 0; i < page->fields.n; i++) {
    const struct frame_field *field = &page->fields.at[i];
    print_place(out, "field", field->x, field->y, field->width, field->height);
    buf_str(out, field->name);
    buf_byte(out, '\n');
  }
}

static void print_tags(struct buf *out, const struct frames *frames) {
  for (size_t i = 0; i < frames->tags.n; i++) {
    const struct tag *tag = &frames->tags.at[i];
    buf_printf(out, "tag %zu %s in %u", i, tag_names[tag->kind], (unsigned)tag->parent);
    if (tag->columns > 1 || tag->rows > 1)
      buf_printf(out, " spans %dx%d", tag->columns, tag->rows);
    if (tag->alternative.n)
      buf_printf(out, " \"" STR_FMT "\"", STR_ARG(tag->alternative));
    buf_byte(out, '\n');
  }
}

void frames_print(const struct frames *frames, struct buf *out) {
  for (size_t i = 0; i < frames->pages.n; i++)
    print_page(out, frames, &frames->pages.at[i], i + 1);
  for (size_t i = 0; i < frames->anchors.n; i++)
    buf_printf(out, "anchor " STR_FMT " page %zu\n", STR_ARG(frames->anchors.at[i].name),
               frames->anchors.at[i].page + 1);
  for (size_t i = 0; i < frames->bookmarks.n; i++)
    buf_printf(out, "bookmark %d page %zu \"" STR_FMT "\"\n", frames->bookmarks.at[i].level,
               frames->bookmarks.at[i].page + 1, STR_ARG(frames->bookmarks.at[i].title));
  for (size_t i = 0; i < frames->missing.n; i++)
    buf_printf(out, "missing " STR_FMT "\n", STR_ARG(frames->missing.at[i]));
  print_tags(out, frames);
}
