// Paragraphs: their looks, automatic numbers, and what lies in them as boxes.
#include "compiler/import/word.h"
#include "runtime/base/utf8.h"

static struct str shown_bullet(struct word *word, const struct numbering_label *label, int level) {
  static const char *const dashes[] = { "-", "–", "—", "−", "\xEF\x80\xAD" /* Symbol's */ };
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
    if (str_is(label->text, dashes[i]))
      return STR("-");
  if (str_is(label->text, "+") || str_is(label->text, "*"))
    return str_copy(word->arena, label->text);
  return level ? STR("+") : STR("-");
}

// Counts, where the paragraph is in a list.
static void add_number(struct word *word, const struct node *properties, const struct paragraph_look *look) {
  struct numbering_label label;
  struct str style = node_value(node_child(properties, TAG_w_pStyle), ATTRIBUTE_val);
  int level = look->level >= 0 ? look->level : numbering_style_level(word->numbering, look->list, style);
  level = level < 0 ? 0 : level;
  if (look->list <= 0 || !numbering_next(word->numbering, look->list, level, &label))
    return;
  word->paragraph.number = label.bullet ? shown_bullet(word, &label, level) : label.text;
  if (label.indented && !node_child(properties, TAG_w_ind))
    word->paragraph.indent = label.left - label.hanging;
}

// A tab before the words moves them in; one behind a number typed by hand parts the two. Neither parts columns.
static bool is_typed_number(struct str s) {
  enum { LONGEST = 9 };
  size_t n = str_find_byte(s, '\t', 0);
  if (n == SIZE_MAX || n == 0 || n > LONGEST)
    return false;
  for (size_t i = 0; i < n; i++)
    if (s.p[i] == ' ')
      return false;
  return s.p[n - 1] == '.' || s.p[n - 1] == ')' || n == 1;
}

static void settle_tabs(struct word *word) {
  struct import_paragraph *paragraph = &word->paragraph;
  struct import_run *run = paragraph->runs.n ? &paragraph->runs.at[0] : NULL;
  if (!run || run->kind != TEXT_WORDS)
    return;
  size_t n = 0;
  while (n < run->s.n && (run->s.p[n] == '\t' || run->s.p[n] == ' '))
    n++;
  run->s = str_slice(run->s, n, run->s.n);
  if (is_typed_number(run->s)) {
    n = str_find_byte(run->s, '\t', 0);
    run->s = str_printf(word->arena, "%.*s %.*s", (int)n, run->s.p, (int)(run->s.n - n - 1), run->s.p + n + 1);
  }
}

// Runs of spaces as one, no-break spaces among them.
static struct str squeeze(struct arena *arena, struct str s) {
  char *out = arena_alloc(arena, s.n + 1);
  size_t n = 0, last = 0; // last: bytes of the space just written
  for (size_t i = 0, size; i < s.n; i += size) {
    bool wide = str_starts(str_slice(s, i, s.n), STR("\u00A0"));
    size = wide ? 2 : 1;
    if (!wide && s.p[i] != ' ')
      last = 0;
    else if (last) { // one of a run: a plain one
      n -= last;
      out[n++] = ' ';
      last = 1;
      continue;
    } else
      last = size;
    memcpy(out + n, s.p + i, size);
    n += size;
  }
  return (struct str){ out, n };
}

static void settle_spaces(struct word *word) {
  for (size_t i = 0; word->in_cell && i < word->paragraph.runs.n; i++)
    word->paragraph.runs.at[i].s = squeeze(word->arena, word->paragraph.runs.at[i].s);
}

// ---- Soft returns

static uint32_t char_beside(const struct import_paragraph *paragraph, size_t i, bool before) {
  const struct import_run *run = before ? (i ? &paragraph->runs.at[i - 1] : NULL)
                                        : (i + 1 < paragraph->runs.n ? &paragraph->runs.at[i + 1] : NULL);
  struct str s = run && run->kind == TEXT_WORDS ? str_trim(run->s) : STR("");
  size_t at = before ? s.n : 0;
  return !s.n ? 0 : before ? utf8_prev(s, &at) : utf8_next(s, &at);
}

// A line parted within a sentence: the next goes on in lower case. It is one line again.
static void settle_breaks(struct word *word) {
  struct import_paragraph *paragraph = &word->paragraph;
  for (size_t i = 0; i < paragraph->runs.n; i++) {
    struct import_run *run = &paragraph->runs.at[i];
    if (run->kind != TEXT_BREAK || word->draft->front.ours)
      continue;
    uint32_t left = char_beside(paragraph, i, true), right = char_beside(paragraph, i, false);
    if (!(uni_is_word(left) || left == ',') || !uni_is_letter(right) || uni_is_upper(right))
      continue;
    struct str after = paragraph->runs.at[i + 1].s, before = paragraph->runs.at[i - 1].s;
    if (is_typed_number(str_concat(word->arena, str_slice(after, 0, str_find_byte(after, ' ', 0)), STR("\t"))))
      continue; // “a) …”
    word_tell(word, IMPORT_FACT_LINES_JOINED, str_trim(after), STR(""));
    bool spaced = str_ends(before, STR(" ")) || str_starts(after, STR(" "));
    *run = (struct import_run){ TEXT_WORDS, run[-1].style & run[1].style, spaced ? STR("") : STR(" "), STR("") };
  }
}

bool word_gone(const struct word *word, const struct node *properties) {
  bool added = node_child(properties, TAG_w_ins) || node_child(properties, TAG_w_moveTo);
  bool deleted = node_child(properties, TAG_w_del) || node_child(properties, TAG_w_moveFrom);
  return word->draft->reject_changes ? added : deleted;
}

bool word_read_paragraph(struct word *word, const struct node *node, struct import_paragraph *out) {
  const struct node *properties = node_child(node, TAG_w_pPr), *mark = node_child(properties, TAG_w_rPr);
  struct paragraph_look look;
  struct run_look run;
  word->place++;
  styles_paragraph(word->styles, node_value(node_child(properties, TAG_w_pStyle), ATTRIBUTE_val), &look, &run);
  look_add_paragraph(properties, &look);
  if (!word->carried)
    word->paragraph = (struct import_paragraph){ 0 };
  word->page_before = look.breaks;
  word->page_after = false;
  word_read_runs(word, node, &run);
  word->carried = word_gone(word, mark);
  look_add_run(mark, &run);
  if (word->carried || (run.hidden && !word->paragraph.runs.n))
    return false;
  word->paragraph.align = look.align;
  word->paragraph.indent = look.left + look.first;
  word->paragraph.heading = look.outline < 0 ? 0 : look.outline < 6 ? look.outline + 1 : 6;
  word->paragraph.place = word->place;
  add_number(word, properties, &look);
  settle_tabs(word);
  settle_spaces(word);
  settle_breaks(word);
  *out = word->paragraph;
  return true;
}

// ---- Many

static const struct node *around(const struct node *node, const struct node *top, enum tag tag) {
  while (node != top && node->tag != tag)
    node = node->parent;
  return node;
}

// Another cell of the same row goes on in the line, behind a tab.
static void add(struct word *word, struct paragraphs *out, const struct import_paragraph *paragraph, bool same_line) {
  struct import_paragraph *last = same_line ? vec_last(&out->list) : NULL;
  if (!last) {
    vec_push(word->arena, &out->list, *paragraph);
    return;
  }
  vec_push(word->arena, &last->runs, (struct import_run){ TEXT_WORDS, 0, STR("\t"), STR("") });
  if (paragraph->number.n)
    vec_push(word->arena, &last->runs,
             (struct import_run){ TEXT_WORDS, 0, str_concat(word->arena, paragraph->number, STR(" ")), STR("") });
  for (size_t i = 0; i < paragraph->runs.n; i++)
    vec_push(word->arena, &last->runs, paragraph->runs.at[i]);
}

static void read_flat(struct word *word, const struct node *top, struct paragraphs *out) {
  const struct node *cell = top, *row = top;
  bool over = false;
  size_t begun = out->list.n;
  for (const struct node *node = top; (node = node_next(top, node, over));) {
    struct import_paragraph paragraph;
    over = node->tag == TAG_w_p || word_other_choice(node);
    if (node->tag == TAG_w_tbl)
      word_tell(word, IMPORT_FACT_TABLE_IN_CELL, word_words(word->arena, node), STR(""));
    if (node->tag != TAG_w_p || !word_read_paragraph(word, node, &paragraph))
      continue;
    const struct node *own_cell = around(node, top, TAG_w_tc), *own_row = around(node, top, TAG_w_tr);
    bool same_line = own_row != top && own_row == row && own_cell != cell && out->list.n > begun;
    cell = own_cell;
    row = own_row;
    add(word, out, &paragraph, same_line);
  }
  if (word->carried && word->paragraph.runs.n)
    add(word, out, &word->paragraph, false);
  word->carried = false;
}

void word_read_boxes(struct word *word, struct paragraphs *out) {
  while (word->boxes_read < word->boxes.n) {
    const struct node *box = word->boxes.at[word->boxes_read++];
    struct str words = word_words(word->arena, box);
    if (words.n)
      word_tell(word, IMPORT_FACT_TEXT_BOX, words, STR(""));
    read_flat(word, box, out);
  }
}

void word_read_paragraphs(struct word *word, const struct node *node, struct paragraphs *out) {
  read_flat(word, node, out);
  word_read_boxes(word, out);
}
