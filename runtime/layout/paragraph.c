// Paragraphs become lines. A paragraph is broken as a whole; one of extreme length in portions, each of which hands its
// last two lines on to the next, so that time and memory stay in proportion to the text.
#include <math.h>
#include <string.h>

#include "runtime/layout/measure.h"
#include "runtime/layout/pieces.h"

#define PORTION 6000  // pieces broken together
#define HANDED_ON 2   // lines of a portion that the next one breaks again
#define MEASURED 2000 // pieces of a paragraph that decide on a column's width
#define LOOSEST 1.2   // em; a line that would need wider additions to its spaces is left ragged
#define STRIKE_HEIGHT 0.26
#define UNDERLINE_DEPTH 0.14
#define MARK_PADDING 5.0 // points beside the text of a framed mark

// Kept between paragraphs so that their arrays are used again.
struct paragraph_scratch {
  struct pieces pieces;
  struct breaks breaks;
  VEC(struct frame_item) items;
  VEC(struct frame_link) links;
  VEC(size_t) notes;
};

// A paragraph being set.
struct setting {
  struct layout *l;
  struct paragraph_scratch *s;
  const struct doc_paragraph *paragraph;
  const struct style *style;
  double width;          // of the flow
  double ascent, height; // of a line
  struct slabs *slabs;
  size_t lines;
};

// The pieces [from, to) as one line.
struct line {
  size_t from, to;
  bool last;       // of the paragraph, or before a forced break
  bool ends;       // the paragraph
  double x, width; // where the text may stand
  double natural, space;
};

double style_line_height(const struct layout *l, const struct style *style) {
  const struct face_metrics *m = face_metrics(faces_get(l->faces, style_slant(style)));
  return (m->ascent - m->descent + m->line_gap) * style->size * style->leading / 1000;
}

double style_ascent(const struct layout *l, const struct style *style) {
  const struct face_metrics *m = face_metrics(faces_get(l->faces, style_slant(style)));
  double natural = (m->ascent - m->descent + m->line_gap) * style->size / 1000;
  return (style_line_height(l, style) - natural) / 2 + (m->ascent + m->line_gap / 2.0) * style->size / 1000;
}

// ---- one line

// Spaces that end the line are printed, for whoever copies the text, but have no width of their own.
static size_t visible_end(const struct pieces *p, const struct line *line) {
  size_t end = line->to;
  while (end > line->from && p->list.at[end - 1].kind == PIECE_SPACE)
    end--;
  return end;
}

static void measure_line(const struct setting *set, struct line *line) {
  const struct pieces *p = &set->s->pieces;
  size_t spaces = 0;
  line->natural = line->space = 0;
  for (size_t i = line->from, end = visible_end(p, line); i < end; i++) {
    const struct piece *piece = &p->list.at[i];
    line->natural += piece->width;
    if (piece->kind == PIECE_SPACE && !p->looks.at[piece->look].fixed)
      spaces += piece->text.n;
  }
  double slack = line->width - line->natural;
  if (set->style->align != ALIGN_JUSTIFY || !spaces || (line->last && slack >= 0))
    return;
  double space = slack / (double)spaces;
  if (space <= LOOSEST * set->style->size)
    line->space = space;
}

static double line_start(const struct setting *set, const struct line *line) {
  double slack = line->width - line->natural;
  switch (set->style->align) {
  case ALIGN_CENTER:
    return line->x + slack / 2;
  case ALIGN_RIGHT:
    return line->x + slack;
  default:
    return line->x;
  }
}

static const struct glyph *copy_glyphs(struct layout *l, const struct piece *pieces, size_t n, size_t count) {
  struct glyph *glyphs = arena_array(l->arena, struct glyph, count ? count : 1), *to = glyphs;
  for (size_t i = 0; i < n; i++) {
    uint32_t offset = (uint32_t)(pieces[i].text.p - pieces[0].text.p);
    for (size_t k = 0; k < pieces[i].glyph_count; k++, to++) {
      *to = pieces[i].glyphs[k];
      to->cluster += offset;
    }
  }
  return glyphs;
}

static void add_rule(struct setting *set, double x, double y, double width, double height) {
  vec_push(set->l->scratch, &set->s->items,
           (struct frame_item){ .kind = FRAME_RULE, .tag = NO_TAG, .x = x, .y = y, .width = width, .height = height });
}

// A note is printed once, on the page of its first mark in the text.
static void mark_note(struct setting *set, size_t note) {
  struct layout *l = set->l;
  if (!l->marked || note >= l->doc->notes.n || l->marked[note] || set->s->pieces.tags.raised)
    return;
  l->marked[note] = true;
  vec_push(l->scratch, &set->s->notes, note);
}

// Pieces [from, to) of one look; returns the width set. Those from `visible` on end the line and have none.
static double add_text(struct setting *set, const struct line *line, size_t from, size_t to, size_t visible, double x) {
  struct pieces *p = &set->s->pieces;
  struct look *look = &p->looks.at[p->list.at[from].look];
  size_t count = 0;
  double width = 0, space = look->fixed ? 0 : line->space;
  for (size_t i = from; i < to; i++) {
    const struct piece *piece = &p->list.at[i];
    count += piece->glyph_count;
    if (i < visible)
      width += piece->width + (piece->kind == PIECE_SPACE ? space * (double)piece->text.n : 0);
  }
  if (!count)
    return width;
  const struct piece *first = &p->list.at[from], *last = &p->list.at[to - 1];
  const double *color = look->color ? look->color : set->style->color;
  struct frame_item *item = vec_add(set->l->scratch, &set->s->items);
  *item = (struct frame_item){
    .kind = FRAME_TEXT, .tag = look->tag, .x = x, .y = set->ascent - look->rise, .width = width
  };
  item->text = (struct frame_text){ .slant = look->slant,
                                    .size = look->size,
                                    .space = space,
                                    .n = count,
                                    .text = { first->text.p, (size_t)(last->text.p + last->text.n - first->text.p) },
                                    .glyphs = copy_glyphs(set->l, first, to - from, count),
                                    .color = { color[0], color[1], color[2] } };
  if (look->strike)
    add_rule(set, x, set->ascent - look->size * STRIKE_HEIGHT, width, look->size / 20);
  if (look->underline)
    add_rule(set, x, set->ascent + look->size * UNDERLINE_DEPTH, width, look->size / 20);
  if (look->target.n)
    vec_push(set->l->scratch, &set->s->links, (struct frame_link){ x, 0, width, set->height, look->target, look->tag });
  mark_note(set, look->note);
  look->note = SIZE_MAX; // a number that is divided refers once
  return width;
}

static void add_texts(struct setting *set, struct line *line) {
  const struct pieces *p = &set->s->pieces;
  size_t visible = visible_end(p, line);
  double x = line_start(set, line);
  for (size_t i = line->from, next; i < line->to; i = next) {
    next = i + 1;
    while (next < line->to && p->list.at[next].look == p->list.at[i].look)
      next++;
    x += add_text(set, line, i, next, visible, x);
  }
}

// ---- what stands under and around the last line

static double line_width(const struct line *line, const struct style *style) {
  return style->align == ALIGN_JUSTIFY && !line->last ? line->width : line->natural;
}

double style_rule_width(const struct style *style, double line, double width) {
  return fmin(fmax(line * style->rule.ratio, style->rule.minimum), width);
}

double style_frame_width(const struct style *style, double line, double width) {
  return fmin(fmax(line + 2 * MARK_PADDING, style->frame.width), width);
}

// Returns the height that the rule takes.
static double add_style_rule(struct setting *set, const struct line *line) {
  const struct style_rule *rule = &set->style->rule;
  double text = line_width(line, set->style), width = style_rule_width(set->style, text, set->width);
  if (!(rule->ratio > 0))
    return 0;
  add_rule(set, line_start(set, line) + (text - width) / 2, set->height + rule->gap + rule->thickness, width,
           rule->thickness);
  return rule->gap + rule->thickness;
}

// A frame around the line, which stands in its middle. Returns the height added.
static double add_style_frame(struct setting *set, const struct line *line) {
  const struct style_frame *frame = &set->style->frame;
  double text = line_width(line, set->style), width = style_frame_width(set->style, text, set->width),
         height = set->height + 2, t = frame->thickness;
  if (!(t > 0))
    return 0;
  height = fmax(height, frame->height);
  double x = line_start(set, line) + (text - width) / 2, shift = (height - set->height) / 2;
  for (size_t i = 0; i < set->s->items.n; i++)
    set->s->items.at[i].y += shift;
  size_t first = set->s->items.n;
  add_rule(set, x, t, width, t);
  add_rule(set, x, height, width, t);
  add_rule(set, x, height, t, height);
  add_rule(set, x + width - t, height, t, height);
  for (size_t i = first; i < set->s->items.n; i++)
    memcpy(set->s->items.at[i].color, set->style->color, sizeof set->style->color);
  return height - set->height;
}

// ---- slabs

static void *keep_array(struct arena *arena, const void *at, size_t size) {
  return size ? arena_copy(arena, at, size) : NULL;
}

static void add_slab(struct setting *set, struct line *line) {
  struct layout *l = set->l;
  struct paragraph_scratch *s = set->s;
  s->items.n = s->links.n = s->notes.n = 0;
  measure_line(set, line);
  add_texts(set, line);
  double height = set->height;
  if (line->ends)
    height += add_style_rule(set, line) + add_style_frame(set, line);
  struct slab slab = {
    .height = height, .is_text = true, .item_count = s->items.n, .link_count = s->links.n, .note_count = s->notes.n
  };
  slab.items = keep_array(l->arena, s->items.at, sizeof *s->items.at * s->items.n);
  slab.links = keep_array(l->scratch, s->links.at, sizeof *s->links.at * s->links.n);
  slab.notes = keep_array(l->scratch, s->notes.at, sizeof *s->notes.at * s->notes.n);
  if (set->lines == 0) {
    slab.before = set->style->space_before;
    if (set->paragraph->anchor.n || set->paragraph->bookmark.n)
      slab.mark = set->paragraph;
  }
  vec_push(l->scratch, &set->slabs->list, slab);
  set->lines++;
  l->lines++;
}

static double first_indent(const struct setting *set) {
  return set->lines == 0 ? set->style->first_indent : 0;
}

// Where the next line stands; narrow columns keep a little room whatever the indents.
static void place_line(const struct setting *set, struct line *line) {
  const struct style *style = set->style;
  double inset = style->frame.thickness > 0 ? MARK_PADDING : 0, left = style->left_indent + first_indent(set) + inset;
  double width = set->width - left - style->right_indent - inset;
  if (width < set->width / 3) {
    left = inset < set->width / 3 ? inset : 0;
    width = set->width - 2 * left;
  }
  line->x = left;
  line->width = width;
}

static struct measure measure_of(const struct setting *set) {
  struct line first, rest;
  place_line(set, &first);
  struct setting later = *set;
  later.lines = 1;
  place_line(&later, &rest);
  return (struct measure){ first.width, rest.width, set->style->align == ALIGN_JUSTIFY,
                           set->style->align == ALIGN_CENTER };
}

// Sets the pieces [0, n); unless they end a line by force or the paragraph, the last lines are left over. Returns the
// first piece left over.
static size_t set_portion(struct setting *set, size_t n, bool ended, bool more) {
  struct paragraph_scratch *s = set->s;
  struct measure measure = measure_of(set);
  breaks_choose(set->l->scratch, s->pieces.list.at, n, s->pieces.looks.at, &measure, &s->breaks);
  size_t lines = s->breaks.ends.n, from = 0;
  if (!ended && lines > HANDED_ON)
    lines -= HANDED_ON;
  for (size_t i = 0; i < lines; i++) {
    while (from < n && s->pieces.list.at[from].kind == PIECE_SPACE)
      from++;
    size_t end = s->breaks.ends.at[i], to = end < n ? end + 1 : n;
    struct line line = { .from = from, .to = to > from ? to : from, .last = ended && i + 1 == s->breaks.ends.n };
    line.ends = line.last && !more;
    place_line(set, &line);
    add_slab(set, &line);
    from = to;
  }
  return from;
}

// Takes the pieces before `from` away.
static void drop_pieces(struct pieces *p, size_t from) {
  if (from == 0)
    return;
  memmove(p->list.at, p->list.at + from, sizeof *p->list.at * (p->list.n - from));
  p->list.n -= from;
}

// Something follows in the paragraph.
static bool has_more(const struct pieces *p) {
  return p->run < p->paragraph->runs.n || p->at < p->printed.text.n;
}

static void set_lines(struct setting *set) {
  struct pieces *p = &set->s->pieces;
  for (bool more = true; more && set->l->lines < LAYOUT_MAX_LINES;) {
    more = pieces_read(p, PORTION);
    bool forced = p->list.n && vec_last(&p->list)->kind == PIECE_END;
    size_t n = p->list.n - forced;
    if (n == 0 && !forced && set->lines)
      return; // a forced break at the very end
    size_t from = set_portion(set, n, forced || !more, more && has_more(p));
    drop_pieces(p, forced ? p->list.n : from);
  }
}

// Which breaks between the lines are allowed, and the gap below.
static void join_lines(const struct setting *set, size_t first) {
  const struct style *style = set->style;
  struct slabs *slabs = set->slabs;
  size_t n = slabs->list.n - first;
  for (size_t i = 1; i < n; i++) {
    bool lines = i < (size_t)style->orphans || n - i < (size_t)style->widows;
    slabs->list.at[first + i].keep = style->keep_together ? KEEP_WHOLE : lines ? KEEP_LINES : KEEP_FREE;
  }
  if (n)
    vec_last(&slabs->list)->after = style->space_after;
}

static struct paragraph_scratch *scratch_of(struct layout *l) {
  if (!l->paragraph)
    l->paragraph = arena_new(l->scratch, struct paragraph_scratch);
  return l->paragraph;
}

void paragraph_set(struct layout *l, const struct doc_paragraph *paragraph, const struct style *style, double width,
                   struct paragraph_tags tags, struct slabs *slabs) {
  struct setting set = { .l = l,
                         .s = scratch_of(l),
                         .paragraph = paragraph,
                         .style = style,
                         .width = width,
                         .slabs = slabs,
                         .ascent = style_ascent(l, style),
                         .height = style_line_height(l, style) };
  struct measure measure = measure_of(&set);
  double limit = measure.first < measure.rest ? measure.first : measure.rest;
  size_t first = slabs->list.n;
  pieces_start(&set.s->pieces, l, paragraph, style, tags, limit);
  set_lines(&set);
  join_lines(&set, first);
  if (l->lines >= LAYOUT_MAX_LINES)
    l->too_long = true;
}

void paragraph_measure(struct layout *l, const struct doc_paragraph *paragraph, const struct style *style,
                       double *least, double *most) {
  struct pieces *p = &scratch_of(l)->pieces;
  double indents = style->left_indent + style->right_indent, line = 0, chain = 0;
  *least = *most = 0;
  pieces_start(p, l, paragraph, style, (struct paragraph_tags){ .text = NO_TAG, .label = NO_TAG }, HUGE_VAL);
  bool more = pieces_read(p, MEASURED);
  for (;; more = pieces_read(p, MEASURED)) {
    for (size_t i = 0; i < p->list.n; i++) {
      const struct piece *piece = &p->list.at[i];
      bool space = piece->kind == PIECE_SPACE && !piece->stays;
      chain = space || piece->kind == PIECE_BREAK || piece->kind == PIECE_END ? 0 : chain + piece->width;
      line = piece->kind == PIECE_END ? 0 : line + piece->width;
      if (chain > *least)
        *least = chain;
      if (line > *most)
        *most = line;
    }
    // What the longest paragraphs hold beyond this changes no column.
    if (!more || vec_last(&p->list)->kind != PIECE_END)
      break;
    p->list.n = 0;
  }
  *least += indents;
  *most += indents + style->first_indent;
}
