// Content of the pages: text runs, rules and pictures, each between marks that say which element of the structure
// tree they belong to (ISO 32000-1, 9.4, 14.6).
//
// Coordinates are counted in hundredths of a point from where they are rounded, so nothing adds up. The stretch of a
// justified line follows each space glyph, in whole thousandths of an em; what rounding leaves over goes to the next.
#include <math.h>
#include <string.h>

#include "runtime/emit/pdf.h"

enum mark { MARK_NONE, MARK_TAG, MARK_PAGINATION, MARK_LAYOUT };

struct writer {
  struct pdf *pdf;
  struct buf out;
  bool in_text; // between BT and ET; marks are opened inside
  enum mark mark;
  uint32_t tag;
  int slant;
  long size, rise, color[3]; // as last set; hundredths, color thousandths
  long x, y;                 // start of the last run in this BT
  bool in_array, in_string;
  double owed; // thousandths of an em that the next adjustment has to add
};

static void put_number(struct writer *w, long hundredths) {
  print_fixed(&w->out, hundredths);
  buf_byte(&w->out, ' ');
}

// ------------------------------------------------------------------------------------------------------------- marks

static void close_mark(struct writer *w) {
  if (w->mark != MARK_NONE)
    buf_text(&w->out, "EMC\n");
  w->mark = MARK_NONE;
}

static void open_tag(struct writer *w, uint32_t tag, struct str text) {
  size_t mcid = tags_content(w->pdf, tag, text);
  buf_byte(&w->out, '/');
  buf_text(&w->out, tags_name(w->pdf, tag));
  buf_text(&w->out, "<</MCID ");
  buf_int(&w->out, (long long)mcid);
  buf_text(&w->out, ">>BDC\n");
  w->mark = MARK_TAG;
  w->tag = tag;
}

// Pieces of one element that follow each other share a mark.
static void set_mark(struct writer *w, enum mark mark, uint32_t tag, struct str text) {
  if (w->mark == mark && (mark != MARK_TAG || w->tag == tag))
    return;
  close_mark(w);
  if (mark == MARK_TAG)
    open_tag(w, tag, text);
  else
    buf_text(&w->out, mark == MARK_LAYOUT ? "/Artifact<</Type/Layout>>BDC\n" : "/Artifact<</Type/Pagination>>BDC\n");
  w->mark = mark;
}

static void begin_text(struct writer *w) {
  if (w->in_text)
    return;
  close_mark(w);
  buf_text(&w->out, "BT\n");
  w->in_text = true;
  w->x = w->y = 0;
}

static void end_text(struct writer *w) {
  if (!w->in_text)
    return;
  close_mark(w);
  buf_text(&w->out, "ET\n");
  w->in_text = false;
}

// -------------------------------------------------------------------------------------------------------------- text

static void set_color(struct writer *w, const double color[3]) {
  long wanted[3];
  for (int i = 0; i < 3; i++)
    wanted[i] = lround(fmin(fmax(color[i], 0), 1) * 1000);
  if (memcmp(wanted, w->color, sizeof wanted) == 0)
    return;
  memcpy(w->color, wanted, sizeof wanted);
  bool grey = wanted[0] == wanted[1] && wanted[1] == wanted[2];
  for (int i = 0; i < (grey ? 1 : 3); i++) {
    buf_number(&w->out, (double)wanted[i] / 1000, 3);
    buf_byte(&w->out, ' ');
  }
  buf_text(&w->out, grey ? "g\n" : "rg\n");
}

static void set_face(struct writer *w, const struct frame_text *run) {
  long size = to_hundredths(run->size);
  if (w->slant == (int)run->slant && w->size == size)
    return;
  w->slant = (int)run->slant;
  w->size = size;
  buf_printf(&w->out, "/F%d ", w->slant);
  put_number(w, size);
  buf_text(&w->out, "Tf\n");
}

static void move_to(struct writer *w, double x, double y) {
  long to_x = to_hundredths(x), to_y = to_hundredths(y);
  put_number(w, to_x - w->x);
  put_number(w, to_y - w->y);
  buf_text(&w->out, "Td\n");
  w->x = to_x;
  w->y = to_y;
}

static void end_string(struct writer *w) {
  if (w->in_string)
    buf_byte(&w->out, ')');
  w->in_string = false;
}

static void end_array(struct writer *w) {
  end_string(w);
  if (w->in_array)
    buf_text(&w->out, "]TJ\n");
  w->in_array = false;
}

static void set_rise(struct writer *w, const struct frame_text *run, int rise) {
  long wanted = to_hundredths(rise * run->size / 1000);
  if (wanted == w->rise)
    return;
  end_array(w);
  put_number(w, wanted);
  buf_text(&w->out, "Ts\n");
  w->rise = wanted;
}

// Before the next glyph, so that nothing is paid behind the last one of a line.
static void pay(struct writer *w) {
  if (w->owed == 0)
    return;
  long whole = lround(w->owed);
  if (!whole)
    return;
  end_string(w);
  if (!w->in_array)
    buf_byte(&w->out, '[');
  w->in_array = true;
  buf_int(&w->out, -whole);
  w->owed -= (double)whole;
}

// One byte of a string, escaped where the syntax asks for it.
static char *escape(char *at, unsigned char byte) {
  if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
    *at++ = '\\';
  *at++ = byte == '\r' ? 'r' : (char)byte; // a reader would take a carriage return for a line feed
  return at;
}

static void put_glyph(struct writer *w, unsigned id) {
  char text[6], *at = text;
  pay(w);
  if (!w->in_array)
    *at++ = '[';
  if (!w->in_string)
    *at++ = '(';
  w->in_array = w->in_string = true;
  at = escape(at, (unsigned char)(id >> 8));
  at = escape(at, (unsigned char)id);
  buf_add(&w->out, text, (size_t)(at - text));
}

static void put_cluster(struct writer *w, const struct frame_text *run, const struct pdf_cluster *cluster) {
  const struct pdf_face *face = &w->pdf->faces[run->slant];
  for (size_t i = cluster->from; i < cluster->to; i++) {
    const struct glyph *glyph = &run->glyphs[i];
    if (glyph->rise || w->rise)
      set_rise(w, run, glyph->rise);
    put_glyph(w, face->renumbered[glyph->id]);
    w->owed += glyph->kern;
    if (cluster->is_space && run->space != 0)
      w->owed += run->space * 1000 / run->size;
  }
}

// Do the glyphs, each by itself, give back the text of their cluster?
static bool speaks_for_itself(const struct pdf_face *face, const struct frame_text *run,
                              const struct pdf_cluster *cluster) {
  struct str rest = cluster->text;
  if (cluster->to == cluster->from + 1) {
    struct str text = face->text[run->glyphs[cluster->from].id];
    return text.n == rest.n && memcmp(text.p, rest.p, rest.n) == 0;
  }
  for (size_t i = cluster->from; i < cluster->to; i++) {
    struct str text = face->text[run->glyphs[i].id];
    if (!str_starts(rest, text))
      return false;
    rest = str_slice(rest, text.n, rest.n);
  }
  return !rest.n;
}

// A glyph that stands for another text than usual: a span tells what to read (14.9.4).
static void put_told_cluster(struct writer *w, const struct frame_text *run, const struct pdf_cluster *cluster) {
  uint32_t tag = w->tag;
  end_array(w);
  close_mark(w);
  buf_printf(&w->out, "/Span<</MCID %zu/ActualText", tags_span(w->pdf, tag));
  print_text(&w->out, cluster->text);
  buf_text(&w->out, ">>BDC\n");
  put_cluster(w, run, cluster);
  end_array(w);
  buf_text(&w->out, "EMC\n");
}

static void put_text(struct writer *w, const struct frame_item *item, bool tagged) {
  const struct frame_text *run = &item->text;
  const struct pdf_face *face = &w->pdf->faces[run->slant];
  if (!run->n || run->size <= 0)
    return;
  begin_text(w);
  set_mark(w, tagged ? MARK_TAG : MARK_PAGINATION, item->tag, run->text);
  set_color(w, run->color);
  set_face(w, run);
  move_to(w, item->x, item->y);
  w->owed = 0;
  struct pdf_cluster cluster;
  for (size_t at = 0; pdf_next_cluster(run, &at, &cluster);) {
    if (tagged && face->ambiguous && !speaks_for_itself(face, run, &cluster)) {
      put_told_cluster(w, run, &cluster);
      continue;
    }
    if (w->mark == MARK_NONE) // after such a span
      open_tag(w, item->tag, run->text);
    put_cluster(w, run, &cluster);
  }
  end_array(w);
  if (w->rise)
    set_rise(w, run, 0);
}

// ------------------------------------------------------------------------------------------------- rules and pictures

static void put_box(struct writer *w, const struct frame_item *item) {
  long left = to_hundredths(item->x), bottom = to_hundredths(item->y);
  put_number(w, left);
  put_number(w, bottom);
  put_number(w, to_hundredths(item->x + item->width) - left);
  put_number(w, to_hundredths(item->y + item->height) - bottom);
}

static void put_rule(struct writer *w, const struct frame_item *item, bool tagged) {
  end_text(w);
  set_mark(w, tagged ? MARK_TAG : MARK_LAYOUT, item->tag, (struct str){ 0 });
  set_color(w, item->color);
  put_box(w, item);
  buf_text(&w->out, "re f\n");
}

static bool put_image(struct writer *w, const struct frame_item *item, bool tagged) {
  size_t index;
  if (!pdf_find_image(w->pdf, item->image, &index))
    return false;
  end_text(w);
  close_mark(w); // every picture is an element's content by itself
  set_mark(w, tagged ? MARK_TAG : MARK_LAYOUT, item->tag, (struct str){ 0 });
  if (tagged)
    tags_box(w->pdf, item->tag, item);
  buf_text(&w->out, "q ");
  put_number(w, to_hundredths(item->width));
  buf_text(&w->out, "0 0 ");
  put_number(w, to_hundredths(item->height));
  put_number(w, to_hundredths(item->x));
  put_number(w, to_hundredths(item->y));
  buf_printf(&w->out, "cm /I%zu Do Q\n", index);
  return true;
}

// Two figures in a row have marks of their own.
static void start_figure(struct writer *w, const struct frame_item *item, bool tagged) {
  end_text(w);
  close_mark(w);
  if (tagged)
    tags_box(w->pdf, item->tag, item);
}

// -------------------------------------------------------------------------------------------------------------- pages

static void start_page(struct writer *w) {
  struct buf out = w->out;
  out.n = 0;
  *w = (struct writer){ .pdf = w->pdf, .out = out, .slant = -1 };
}

static bool put_page(struct writer *w, const struct frame_page *page) {
  struct pdf *pdf = w->pdf;
  bool good = true;
  start_page(w);
  tags_begin_page(pdf);
  for (size_t i = 0; i < page->items.n && good; i++) {
    const struct frame_item *item = &page->items.at[i];
    bool tagged = item->tag < pdf->frames->tags.n;
    if (item->kind == FRAME_TEXT)
      put_text(w, item, tagged);
    else if (item->kind == FRAME_RULE)
      put_rule(w, item, tagged);
    else if (item->kind == FRAME_FIGURE)
      start_figure(w, item, tagged);
    else
      good = put_image(w, item, tagged);
  }
  end_text(w);
  close_mark(w);
  size_t index = pdf->pages.n;
  HPDF_Dict made = object_page(&pdf->objects, page->width, page->height, pdf->resources, buf_view(&w->out));
  page_set_tree(&pdf->objects, made, index);
  vec_push(pdf->arena, &pdf->pages, made);
  pdf_make_annotations(pdf, index);
  return good && objects_good(&pdf->objects);
}

static void print_resources(const void *data, struct buf *out) {
  const struct pdf *pdf = data;
  buf_text(out, "/Font<<");
  for (int i = 0; i < FACE_SLANTS; i++) {
    if (!pdf->faces[i].object)
      continue;
    buf_printf(out, "/F%d ", i);
    print_ref(out, pdf->faces[i].object);
  }
  buf_text(out, ">>");
  if (!pdf->images.n)
    return;
  buf_text(out, "/XObject<<");
  for (size_t i = 0; i < pdf->images.n; i++) {
    buf_printf(out, "/I%zu ", i);
    print_ref(out, pdf->images.at[i].object);
  }
  buf_text(out, ">>");
}

bool pdf_make_pages(struct pdf *pdf) {
  struct writer writer = { .pdf = pdf };
  bool good = true;
  objects_expect_pages(&pdf->objects, pdf->frames->pages.n);
  pdf->resources = object_new(&pdf->objects, print_resources, pdf);
  for (size_t i = 0; i < pdf->frames->pages.n && good; i++)
    good = put_page(&writer, &pdf->frames->pages.at[i]);
  buf_finish(&writer.out);
  return good;
}
