// Links, signature fields, bookmarks and page labels: what a reader clicks (ISO 32000-1, 12.3, 12.5, 12.7).
#include <stdlib.h>
#include <string.h>

#include "runtime/emit/pdf.h"

// ------------------------------------------------------------------------------------------------------- destinations

static int by_name(const void *a, const void *b) {
  const struct frame_anchor *one = a, *other = b;
  return str_cmp(one->name, other->name);
}

void pdf_sort_anchors(struct pdf *pdf) {
  size_t n = pdf->frames->anchors.n;
  pdf->anchors = arena_array(pdf->arena, struct frame_anchor, n + 1);
  if (n)
    memcpy(pdf->anchors, pdf->frames->anchors.at, n * sizeof *pdf->anchors);
  qsort(pdf->anchors, n, sizeof *pdf->anchors, by_name);
}

static const struct frame_anchor *find_anchor(const struct pdf *pdf, struct str name) {
  struct frame_anchor key = { .name = name };
  const struct frame_anchor *found = bsearch(&key, pdf->anchors, pdf->frames->anchors.n, sizeof key, by_name);
  return found && found->page < pdf->frames->pages.n ? found : NULL;
}

static bool is_internal(const struct frame_link *link) {
  return link->target.n && link->target.p[0] == '#';
}

static struct str anchor_name(const struct frame_link *link) {
  return str_slice(link->target, 1, link->target.n);
}

static bool starts_as(struct str s, const char *scheme) {
  size_t n = strlen(scheme);
  return s.n >= n && strncasecmp(s.p, scheme, n) == 0;
}

bool pdf_link_works(const struct pdf *pdf, const struct frame_link *link) {
  static const char *const programs[] = { "javascript:", "vbscript:", "data:" };
  if (is_internal(link))
    return find_anchor(pdf, anchor_name(link));
  for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
    if (starts_as(link->target, programs[i]))
      return false;
  return link->target.n > 0;
}

// An explicit array in the place itself: validators refuse a reference to one.
static void print_destination(const struct pdf *pdf, size_t page, double y, struct buf *out) {
  buf_text(out, "/Dest[");
  print_ref(out, pdf->pages.at[page]);
  buf_text(out, "/XYZ null ");
  print_fixed(out, to_hundredths(y));
  buf_text(out, " null]");
}

// -------------------------------------------------------------------------------------------------------- annotations

struct annotation {
  const struct pdf *pdf;
  size_t page, key;
  bool tagged;
  double x, y, width, height;
  struct str words; // what it is, for whoever does not see it
  const struct frame_link *link;
  struct str name; // of a field
  HPDF_Dict appearance;
};

static void print_frame(const struct annotation *a, struct buf *out) {
  double box[4] = { a->x, a->y, a->x + a->width, a->y + a->height };
  buf_text(out, "/Type/Annot/F 4/Rect[");
  for (int i = 0; i < 4; i++) {
    buf_text(out, i ? " " : "");
    print_fixed(out, to_hundredths(box[i]));
  }
  buf_text(out, "]/P ");
  print_ref(out, a->pdf->pages.at[a->page]);
  if (a->tagged)
    buf_printf(out, "/StructParent %zu", a->key);
}

// A URI is ASCII (12.6.4.7): other bytes are written as %XX.
static void print_uri(struct str uri, struct buf *out) {
  struct buf escaped = { 0 };
  for (size_t i = 0; i < uri.n; i++) {
    unsigned char c = (unsigned char)uri.p[i];
    if (c > ' ' && c < 0x7F && !strchr("<>\"{}|\\^`", c))
      buf_byte(&escaped, (char)c);
    else
      buf_printf(&escaped, "%%%02X", c);
  }
  print_string(out, buf_view(&escaped));
  buf_finish(&escaped);
}

static void print_link(const void *data, struct buf *out) {
  const struct annotation *a = data;
  print_frame(a, out);
  buf_text(out, "/Subtype/Link/Border[0 0 0]/Contents");
  print_text(out, a->words);
  if (is_internal(a->link)) {
    const struct frame_anchor *anchor = find_anchor(a->pdf, anchor_name(a->link));
    print_destination(a->pdf, anchor->page, anchor->y, out);
    return;
  }
  buf_text(out, "/A<</S/URI/URI");
  print_uri(a->link->target, out);
  buf_text(out, ">>");
}

static void print_field(const void *data, struct buf *out) {
  const struct annotation *a = data;
  print_frame(a, out);
  buf_text(out, "/Subtype/Widget/FT/Sig/T");
  print_text(out, a->name);
  buf_text(out, "/TU");
  print_text(out, a->words);
  buf_text(out, "/AP<</N ");
  print_ref(out, a->appearance);
  buf_text(out, ">>");
}

static void print_appearance(const void *data, struct buf *out) {
  const struct annotation *a = data;
  buf_text(out, "/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 ");
  print_fixed(out, to_hundredths(a->width));
  buf_byte(out, ' ');
  print_fixed(out, to_hundredths(a->height));
  buf_byte(out, ']');
}

static void add_annotation(struct pdf *pdf, struct annotation *a, uint32_t tag, HPDF_Dict object) {
  a->tagged = tag < pdf->frames->tags.n;
  if (a->tagged)
    a->key = tags_annotation(pdf, tag, object);
  else
    pdf->loose = true;
  page_add_annotation(&pdf->objects, pdf->pages.at[a->page], object);
}

static struct str alternative_of(const struct pdf *pdf, uint32_t tag) {
  return tag < pdf->frames->tags.n ? pdf->frames->tags.at[tag].alternative : (struct str){ 0 };
}

// The words of the link on its page; a new line of them after a space.
static struct str linked_words(struct pdf *pdf, const struct frame_link *link, const struct frame_page *page) {
  struct str words = alternative_of(pdf, link->tag);
  if (words.n)
    return words;
  struct buf text = { 0 };
  double y = 0;
  for (size_t i = 0; i < page->items.n; i++) {
    const struct frame_item *item = &page->items.at[i];
    if (item->kind != FRAME_TEXT || item->tag != link->tag || item->tag == NO_TAG)
      continue;
    if (text.n && item->y != y)
      buf_byte(&text, ' ');
    buf_str(&text, item->text.text);
    y = item->y;
  }
  words = text.n ? str_copy(pdf->arena, buf_view(&text)) : link->target;
  buf_finish(&text);
  return words;
}

static void add_link(struct pdf *pdf, const struct frame_link *link, size_t page) {
  if (!pdf_link_works(pdf, link))
    return;
  struct annotation *a = arena_new(pdf->arena, struct annotation);
  *a = (struct annotation){ .pdf = pdf,
                            .page = page,
                            .x = link->x,
                            .y = link->y,
                            .width = link->width,
                            .height = link->height,
                            .link = link,
                            .words = linked_words(pdf, link, &pdf->frames->pages.at[page]) };
  add_annotation(pdf, a, link->tag, object_new(&pdf->objects, print_link, a));
}

// A partial field name holds no full stop (12.7.3.2), and each name stands for one field.
static struct str field_name(struct pdf *pdf, struct str name) {
  char *copy = arena_copy(pdf->arena, name.p, name.n);
  for (size_t i = 0; i < name.n; i++)
    if (copy[i] == '.')
      copy[i] = '_';
  struct str plain = { copy, name.n };
  size_t same = 0;
  for (size_t i = 0; i < pdf->field_names.n; i++)
    same += str_eq(pdf->field_names.at[i], plain);
  vec_push(pdf->arena, &pdf->field_names, plain);
  return same ? str_printf(pdf->arena, STR_FMT "_%zu", STR_ARG(plain), same + 1) : plain;
}

static void add_field(struct pdf *pdf, const struct frame_field *field, size_t page) {
  struct annotation *a = arena_new(pdf->arena, struct annotation);
  struct str words = alternative_of(pdf, field->tag);
  *a = (struct annotation){ .pdf = pdf,
                            .page = page,
                            .x = field->x,
                            .y = field->y,
                            .width = field->width,
                            .height = field->height,
                            .name = field_name(pdf, field->name),
                            .words = words.n ? words : field->name };
  HPDF_Dict object = object_new(&pdf->objects, print_field, a);
  a->appearance = object_stream(&pdf->objects, STREAM_PLAIN, STR(""), print_appearance, a);
  add_annotation(pdf, a, field->tag, object);
  vec_push(pdf->arena, &pdf->fields, object);
}

void pdf_make_annotations(struct pdf *pdf, size_t page) {
  const struct frame_page *frames = &pdf->frames->pages.at[page];
  for (size_t i = 0; i < frames->links.n; i++)
    add_link(pdf, &frames->links.at[i], page);
  for (size_t i = 0; i < frames->fields.n; i++)
    add_field(pdf, &frames->fields.at[i], page);
}

// ---------------------------------------------------------------------------------------------------------- bookmarks

struct bookmark {
  const struct pdf *pdf;
  const struct frame_bookmark *frame;
};

static void print_bookmark(const void *data, struct buf *out) {
  const struct bookmark *bookmark = data;
  buf_text(out, "/Title");
  print_text(out, bookmark->frame->title);
  print_destination(bookmark->pdf, bookmark->frame->page, bookmark->frame->y, out);
}

// The open branch of the outline: one entry for each level that leads to the last bookmark. Deep levels share the
// last place, for libharu counts a branch by recursion.
enum { DEEPEST = 16 };

void pdf_make_bookmarks(struct pdf *pdf) {
  struct {
    int level;
    HPDF_Dict object;
  } branch[DEEPEST];
  int depth = 0;
  for (size_t i = 0; i < pdf->frames->bookmarks.n; i++) {
    const struct frame_bookmark *frame = &pdf->frames->bookmarks.at[i];
    if (frame->page >= pdf->pages.n)
      continue;
    while (depth && (branch[depth - 1].level >= frame->level || depth == DEEPEST))
      depth--;
    struct bookmark *bookmark = arena_new(pdf->arena, struct bookmark);
    *bookmark = (struct bookmark){ pdf, frame };
    HPDF_Dict parent = depth ? branch[depth - 1].object : NULL;
    branch[depth].level = frame->level;
    branch[depth].object = object_bookmark(&pdf->objects, parent, depth == 0, print_bookmark, bookmark);
    if (!branch[depth++].object)
      return;
  }
}

// ------------------------------------------------------------------------------------------------------------- labels

// Ranges of page labels (12.4.2): whole numbers that count up are one range, anything else stands as it is.
void pdf_print_page_labels(const struct pdf *pdf, struct buf *out) {
  bool counting = false;
  int number = 0;
  buf_text(out, "/PageLabels<</Nums[");
  for (size_t i = 0; i < pdf->frames->pages.n; i++) {
    struct str label = pdf->frames->pages.at[i].label;
    int value = 0;
    bool is_number = str_to_int(label, &value) && value > 0;
    if (is_number && counting && value == number + 1) {
      number = value;
      continue;
    }
    buf_printf(out, "%zu<<", i);
    if (is_number) {
      buf_printf(out, "/S/D/St %d", value);
    } else if (label.n) {
      buf_text(out, "/P");
      print_text(out, label);
    }
    buf_text(out, ">>");
    counting = is_number;
    number = value;
  }
  buf_text(out, "]>>");
}
