// Cutting a paragraph into pieces.
#include "runtime/layout/pieces.h"

#include <string.h>

#include "runtime/base/utf8.h"

#define SCRIPT_SIZE 0.65 // of superscripts and subscripts
#define SUPERSCRIPT_RISE 0.35
#define SUBSCRIPT_RISE (-0.15)
#define LONGEST_WORD 240 // bytes; more is cut, so that no word costs more than its length
#define LONG_WORD 20     // bytes; longer words may break behind / - . and the like
#define PENALTY_JOINT 60 // a break behind / - .
#define PENALTY_ANYWHERE 2000
#define PENALTY_FIXED 1e5f // a space that the author fixed
#define CLUSTER_PIECES 12 // pieces of a line where a word is wider than the line

// Of a comparison; on grey paper the line tells.
static const double color_added[3] = { 0, 0.2, 0.7 }, color_removed[3] = { 0.7, 0, 0 };

enum face_slant style_slant(const struct style *style) {
  return (enum face_slant)((style->bold ? FACE_BOLD : 0) | (style->italic ? FACE_ITALIC : 0));
}

static struct look base_look(const struct pieces *p) {
  return (struct look){ .slant = style_slant(p->style), .size = p->style->size, .tag = p->tags.text, .note = SIZE_MAX };
}

static void set_script(struct look *look, double rise) {
  look->rise = look->size * rise;
  look->size *= SCRIPT_SIZE;
}

static void begin_text(struct pieces *p, struct look look, struct str text) {
  vec_push(p->l->scratch, &p->looks, look);
  text_print(p->l, text, p->style->upper, look.slant, &p->printed);
  p->at = p->fixed_at = 0;
}

// Nothing that is only measured gets a tag.
static uint32_t link_tag(const struct pieces *p) {
  return p->tags.text == NO_TAG ? NO_TAG : tag_add(p->l, TAG_LINK, p->tags.text);
}

static void begin_note(struct pieces *p, const struct doc_run *run) {
  struct look look = base_look(p);
  set_script(&look, SUPERSCRIPT_RISE);
  look.note = run->note;
  look.target = str_printf(p->l->arena, "#note-%zu", run->note + 1);
  look.tag = link_tag(p);
  begin_text(p, look, str_slice(look.target, sizeof "#note-" - 1, look.target.n));
}

static void begin_run(struct pieces *p, const struct doc_run *run) {
  struct look look = base_look(p);
  look.slant |= (run->style & DOC_BOLD ? FACE_BOLD : 0) | (run->style & DOC_ITALIC ? FACE_ITALIC : 0);
  look.strike = run->style & (DOC_STRIKE | DOC_REMOVED);
  look.underline = run->style & DOC_ADDED;
  look.color = run->style & DOC_ADDED ? color_added : run->style & DOC_REMOVED ? color_removed : NULL;
  if (run->style & (DOC_SUB | DOC_SUP))
    set_script(&look, run->style & DOC_SUP ? SUPERSCRIPT_RISE : SUBSCRIPT_RISE);
  look.target = run->page.n ? (struct str){ 0 } : run->target; // paper does not lead to another file
  if (look.target.n)
    look.tag = link_tag(p);
  begin_text(p, look, run->text);
}

static double width_of(const struct pieces *p, struct shaped shaped) {
  return shaped.width * vec_last(&p->looks)->size / 1000;
}

static void add_piece(struct pieces *p, enum piece_kind kind, bool stays, struct str text, struct shaped shaped,
                      float penalty) {
  vec_push(p->l->scratch, &p->list,
           (struct piece){ .kind = kind,
                           .stays = stays,
                           .look = (uint32_t)(p->looks.n - 1),
                           .glyph_count = (uint32_t)shaped.n,
                           .word = shaped.id,
                           .penalty = penalty,
                           .width = width_of(p, shaped),
                           .glyphs = shaped.glyphs,
                           .text = text });
}

static struct shaped shape(const struct pieces *p, struct str text) {
  enum face_slant slant = vec_last(&p->looks)->slant;
  struct shaped shaped = shaper_word(p->l->shaper, slant, text);
  for (size_t at = 0; shaped.missing && at < text.n;) {
    uint32_t c = utf8_next(text, &at);
    if (!face_has(faces_get(p->l->faces, slant), c))
      text_report(p->l, c);
  }
  return shaped;
}

static void add_break(struct pieces *p, struct str text, float penalty) {
  add_piece(p, PIECE_BREAK, false, text, (struct shaped){ .n = 0 }, penalty);
}

// Label and its space: one piece that does not stretch.
static void begin_label(struct pieces *p) {
  struct look look = base_look(p);
  if (p->tags.label != NO_TAG)
    look.tag = p->tags.label;
  look.fixed = true;
  if (p->tags.raised)
    set_script(&look, SUPERSCRIPT_RISE);
  struct str label = str_concat(p->l->arena, p->paragraph->label, STR(" "));
  begin_text(p, look, label);
  add_piece(p, PIECE_WORD, true, p->printed.text, shape(p, p->printed.text), 0);
  p->at = p->printed.text.n;
}

void pieces_start(struct pieces *p, struct layout *l, const struct doc_paragraph *paragraph, const struct style *style,
                  struct paragraph_tags tags, double limit) {
  p->l = l;
  p->paragraph = paragraph;
  p->style = style;
  p->tags = tags;
  p->limit = limit;
  p->looks.n = p->list.n = p->run = p->at = p->fixed_at = 0;
  p->printed.text.n = p->printed.fixed.n = 0;
  if (paragraph->label.n)
    begin_label(p);
}

static bool is_joint(char c) {
  return c == '/' || c == '-' || c == '.' || c == '_' || c == '?' || c == '&' || c == '=' || c == ',' || c == ';' ||
         c == ':' || c == '@' || c == '%' || c == '+';
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A stretch that is wider than a line: pieces of some clusters, and a break after each.
static void add_clusters(struct pieces *p, struct str text, struct shaped whole) {
  double size = vec_last(&p->looks)->size / 1000;
  for (size_t i = 0; i < whole.n;) {
    size_t next = i + 1;
    double width = whole.glyphs[i].advance * size;
    while (next < whole.n && (whole.glyphs[next].cluster == whole.glyphs[next - 1].cluster ||
                              width + whole.glyphs[next].advance * size < p->limit / CLUSTER_PIECES))
      width += whole.glyphs[next++].advance * size;
    size_t end = next < whole.n ? whole.glyphs[next].cluster : text.n;
    struct str cluster = str_slice(text, whole.glyphs[i].cluster, end);
    add_piece(p, PIECE_WORD, false, cluster, shape(p, cluster), 0);
    if (next < whole.n)
      add_break(p, str_slice(text, end, end), PENALTY_ANYWHERE);
    i = next;
  }
}

static void add_stretch(struct pieces *p, struct str text) {
  struct shaped shaped = shape(p, text);
  if (width_of(p, shaped) > p->limit)
    add_clusters(p, text, shaped);
  else
    add_piece(p, PIECE_WORD, false, text, shaped, 0);
}

// A long word (address of a page, enumeration without spaces) may break behind its joints.
static void add_long_word(struct pieces *p, struct str word) {
  size_t start = 0;
  for (size_t i = 1; i + 1 < word.n; i++) {
    if (!is_joint(word.p[i]) || is_joint(word.p[i + 1]))
      continue;
    if (is_digit(word.p[i - 1]) && is_digit(word.p[i + 1]))
      continue; // 1.000.000.000.000
    add_stretch(p, str_slice(word, start, i + 1));
    start = i + 1;
    add_break(p, str_slice(word, start, start), PENALTY_JOINT);
  }
  add_stretch(p, str_slice(word, start, word.n));
}

static void add_word(struct pieces *p, struct str word) {
  struct shaped shaped = word.n > LONG_WORD ? (struct shaped){ .n = 0 } : shape(p, word);
  if (word.n > LONG_WORD || width_of(p, shaped) > p->limit)
    add_long_word(p, word);
  else
    add_piece(p, PIECE_WORD, false, word, shaped, 0);
}

static bool continues(char c) {
  return ((unsigned char)c & 0xC0) == 0x80;
}

static void read_word(struct pieces *p) {
  struct str s = p->printed.text;
  size_t start = p->at, end = start;
  while (end < s.n && s.p[end] != ' ' && end - start < LONGEST_WORD) {
    if ((unsigned char)s.p[end] == 0xE2 && str_starts(str_slice(s, end, s.n), STR("\u200B")))
      break;
    end++;
  }
  while (end < s.n && continues(s.p[end]))
    end++;
  bool cut = end < s.n && end - start >= LONGEST_WORD && s.p[end] != ' ';
  struct str word = str_slice(s, start, end);
  p->at = end;
  add_word(p, word);
  if (cut)
    add_break(p, str_slice(s, end, end), PENALTY_ANYWHERE);
}

// Spaces up to the next word; a fixed one among them fixes them all.
static void read_spaces(struct pieces *p) {
  struct str s = p->printed.text;
  size_t start = p->at;
  bool stays = false;
  while (p->at < s.n && s.p[p->at] == ' ') {
    if (p->fixed_at < p->printed.fixed.n && p->printed.fixed.at[p->fixed_at] == p->at) {
      stays = true;
      p->fixed_at++;
    }
    p->at++;
  }
  struct str spaces = str_slice(s, start, p->at);
  add_piece(p, PIECE_SPACE, stays, spaces, shape(p, spaces), stays ? PENALTY_FIXED : 0);
}

// Whether the space between the last two words stays, now that the word behind it is known.
static void settle_space(const struct pieces *p, size_t word) {
  if (word < 2)
    return;
  struct piece *piece = p->list.at;
  if (piece[word].kind != PIECE_WORD || piece[word - 1].kind != PIECE_SPACE || piece[word - 2].kind != PIECE_WORD)
    return;
  piece[word - 1].stays = piece[word - 1].stays || stay_together(p->l->stay, piece[word - 2].text, piece[word - 2].word,
                                                                 piece[word].text, piece[word].word);
}

static void read_piece(struct pieces *p) {
  struct str s = p->printed.text;
  if (s.p[p->at] == ' ') {
    read_spaces(p);
  } else if ((unsigned char)s.p[p->at] == 0xE2 && str_starts(str_slice(s, p->at, s.n), STR("\u200B"))) {
    add_break(p, str_slice(s, p->at, p->at), 0);
    p->at += sizeof "\u200B" - 1;
  } else {
    // A word that goes on in another run: no place to break as long as the line holds it.
    if (p->list.n && vec_last(&p->list)->kind == PIECE_WORD) {
      add_break(p, str_slice(s, p->at, p->at), 0);
      vec_last(&p->list)->stays = true;
    }
    size_t first = p->list.n;
    read_word(p);
    settle_space(p, first);
  }
}

bool pieces_read(struct pieces *p, size_t most) {
  while (p->list.n < most) {
    if (p->at < p->printed.text.n) {
      read_piece(p);
      continue;
    }
    if (p->run == p->paragraph->runs.n)
      return false;
    const struct doc_run *run = &p->paragraph->runs.at[p->run++];
    switch (run->kind) {
    case DOC_TEXT:
      begin_run(p, run);
      break;
    case DOC_NOTE:
      begin_note(p, run);
      break;
    case DOC_BREAK:
      if (!p->looks.n)
        vec_push(p->l->scratch, &p->looks, base_look(p));
      p->printed.text.n = p->at = 0;
      add_piece(p, PIECE_END, false, STR(""), (struct shaped){ .n = 0 }, 0);
      return true;
    }
  }
  return true;
}
