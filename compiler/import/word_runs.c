// The content of a paragraph: words with their looks, fields, tracked changes. What is not shown on paper is left out
// and told.
#include "compiler/import/legacy.h"
#include "compiler/import/word.h"
#include "runtime/base/utf8.h"

enum { INSTRUCTION_MAX = 4096, FONTS_TOLD_MAX = 32, PRIVATE_FROM = 0xF000, PRIVATE_TO = 0xF0FF };

void word_tell(struct word *word, enum import_fact fact, struct str words, struct str value) {
  import_note(word->draft, fact, word->place, words, value);
}

bool word_other_choice(const struct node *node) {
  if (node->tag != TAG_mc_Fallback && node->tag != TAG_mc_Choice)
    return false;
  const struct node *choice = node_child(node->parent, TAG_mc_Choice);
  return choice && node != choice;
}

struct str word_words(struct arena *arena, const struct node *node) {
  VEC(char) words = { 0 };
  bool over = false;
  for (const struct node *below = node; (below = node_next(node, below, over));) {
    over = word_other_choice(below) || below->tag == TAG_w_instrText;
    bool space = below->tag == TAG_w_p || below->tag == TAG_w_tab || below->tag == TAG_w_br;
    struct str text = below->tag == TAG_TEXT ? below->text : space && words.n ? STR(" ") : STR("");
    for (size_t i = 0; !over && i < text.n; i++)
      vec_push(arena, &words, text.p[i]);
  }
  return str_trim((struct str){ words.at, words.n });
}

// ---- Words

static void add_bytes(struct word *word, struct pending *pending, struct str s) {
  for (size_t i = 0; i < s.n; i++)
    vec_push(word->arena, &pending->words, s.p[i]);
}

static void add_run(struct word *word, enum text_run_kind kind, unsigned style, struct str s, struct str target) {
  vec_push(word->arena, &word->paragraph.runs, (struct import_run){ kind, style, s, target });
}

static void tell_font(struct word *word, enum legacy legacy, struct str font) {
  for (size_t i = 0; i < word->fonts_told.n; i++)
    if (str_eq(word->fonts_told.at[i], font))
      return;
  if (word->fonts_told.n == FONTS_TOLD_MAX)
    return;
  vec_push(word->arena, &word->fonts_told, font);
  word_tell(word, IMPORT_FACT_ENCODING, font, str_from(legacy_names[legacy]));
}

// Old fonts of symbol kind keep their letters in the private area.
static struct str out_of_private(struct word *word, struct str s) {
  struct pending plain = { 0 };
  for (size_t at = 0; at < s.n;) {
    uint32_t c = utf8_next(s, &at);
    char bytes[4];
    size_t n = utf8_put(c >= PRIVATE_FROM && c <= PRIVATE_TO ? c - PRIVATE_FROM : c, bytes);
    add_bytes(word, &plain, (struct str){ bytes, n });
  }
  return (struct str){ plain.words.at, plain.words.n };
}

static struct str with_symbols(struct word *word, struct str font, struct str s) {
  struct pending shown = { 0 };
  for (size_t at = 0, from = 0; at < s.n; from = at) {
    uint32_t c = utf8_next(s, &at);
    struct str text = str_slice(s, from, at);
    bool private = c >= PRIVATE_FROM && c <= PRIVATE_TO;
    word_symbol(font, private ? c - PRIVATE_FROM : c, &text);
    add_bytes(word, &shown, text);
  }
  return (struct str){ shown.words.at, shown.words.n };
}

static bool has_private(struct str s) {
  return str_find(s, STR("\xEF\x80"), 0) != SIZE_MAX || str_find(s, STR("\xEF\x81"), 0) != SIZE_MAX ||
         str_find(s, STR("\xEF\x82"), 0) != SIZE_MAX || str_find(s, STR("\xEF\x83"), 0) != SIZE_MAX;
}

static bool is_symbol_font(struct str font) {
  return str_is(font, "Symbol") || str_starts(font, STR("Wingdings"));
}

// No-break hyphens are hyphens: lines are broken anew.
static struct str plain_hyphens(struct word *word, struct str s) {
  static const struct str hyphen = { "\u2011", 3 };
  struct pending plain = { 0 };
  for (size_t from = 0, to; from < s.n; from = to + hyphen.n) {
    to = str_find(s, hyphen, from);
    if (to == SIZE_MAX && !from)
      return s;
    add_bytes(word, &plain, str_slice(s, from, to));
    if (to == SIZE_MAX)
      break;
    add_bytes(word, &plain, STR("-"));
  }
  return (struct str){ plain.words.at, plain.words.n };
}

// As it is seen: in the letters of its font, in capitals.
static struct str as_shown(struct word *word, const struct run_look *look, struct str words) {
  bool capitals = false;
  enum legacy legacy = look->font.n ? legacy_of_font(look->font, &capitals) : LEGACY_NONE;
  struct str shown = words;
  if (legacy != LEGACY_NONE) {
    shown = legacy_convert(word->arena, legacy, has_private(shown) ? out_of_private(word, shown) : shown);
    tell_font(word, legacy, look->font);
  } else if (is_symbol_font(look->font) || has_private(shown)) {
    shown = with_symbols(word, is_symbol_font(look->font) ? look->font : STR("Symbol"), shown);
    if (!str_eq(shown, words))
      word_tell(word, IMPORT_FACT_SYMBOL, words, shown);
  }
  return capitals || look->capitals ? text_upper(word->arena, shown) : shown;
}

static void flush_words(struct word *word) {
  struct pending *pending = &word->pending;
  if (!pending->words.n)
    return;
  struct str words = str_copy(word->arena, (struct str){ pending->words.at, pending->words.n });
  pending->words.n = 0;
  struct str shown = plain_hyphens(word, as_shown(word, &pending->look, words));
  if (pending->look.capitals && !str_eq(shown, words))
    word_tell(word, IMPORT_FACT_CAPITALS, words, shown);
  add_run(word, TEXT_WORDS, pending->look.style, shown, pending->link);
}

static void flush_dropped(struct word *word) {
  struct dropped *dropped = &word->dropped;
  struct str words = str_trim(str_copy(word->arena, (struct str){ dropped->words.at, dropped->words.n }));
  dropped->words.n = 0;
  if (words.n)
    word_tell(word, dropped->fact, words, STR(""));
}

void word_flush(struct word *word) {
  flush_words(word);
  flush_dropped(word);
}

static void drop(struct word *word, enum import_fact fact, struct str words) {
  if (word->dropped.fact != fact)
    flush_dropped(word);
  word->dropped.fact = fact;
  for (size_t i = 0; i < words.n; i++)
    vec_push(word->arena, &word->dropped.words, words.p[i]);
}

static bool same_look(const struct run_look *a, const struct run_look *b) {
  return a->style == b->style && a->capitals == b->capitals && str_eq(a->font, b->font);
}

// ---- Fields

static enum import_fact fact_of_field(struct str instruction) {
  bool contents = str_starts(instruction, STR("TOC")) || str_starts(instruction, STR("INDEX"));
  return contents ? IMPORT_FACT_CONTENTS : IMPORT_FACT_PAGE_NUMBER;
}

static bool is_dropped_field(struct str instruction) {
  static const char *const names[] = { "PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "INDEX" };
  size_t n = 0;
  while (n < instruction.n && instruction.p[n] != ' ')
    n++;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (str_is(str_slice(instruction, 0, n), names[i]))
      return true;
  return false;
}

static struct str instruction_of(const struct field *field) {
  return str_trim((struct str){ field->instruction.at, field->instruction.n });
}

static bool is_web(struct str target) {
  return str_starts(target, STR("http://")) || str_starts(target, STR("https://")) || str_starts(target, STR("mailto:"));
}

// HYPERLINK "address"
static struct str field_link(struct word *word, struct str instruction) {
  size_t from = str_find_byte(instruction, '"', 0), to = from == SIZE_MAX ? from : str_find_byte(instruction, '"', from + 1);
  if (!str_starts(instruction, STR("HYPERLINK")) || to == SIZE_MAX)
    return STR("");
  struct str target = str_slice(instruction, from + 1, to);
  return is_web(target) ? str_copy(word->arena, target) : STR("");
}

// “NOTEREF bookmark”: a note is marked once more.
static bool mark_again(struct word *word, struct str instruction) {
  struct str rest = instruction, name, bookmark = { 0 };
  while (!bookmark.n && str_split(&rest, ' ', &name))
    bookmark = str_is(name, "NOTEREF") ? bookmark : name;
  const struct node *mark = str_starts(instruction, STR("NOTEREF ")) ? keys_find(&word->marks, bookmark) : NULL;
  if (mark) {
    word_flush(word);
    word_add_note(word, &word->footnotes, mark);
  }
  return mark;
}

static void begin_field(struct word *word) {
  struct str link = word->fields.n ? vec_last(&word->fields)->link : STR("");
  struct field *field = vec_add(word->arena, &word->fields);
  field->link = link;
  word->fields_in_instruction++;
}

static void begin_result(struct word *word) {
  struct field *field = word->fields.n ? vec_last(&word->fields) : NULL;
  if (!field || field->result)
    return;
  struct str link = field_link(word, instruction_of(field));
  field->result = true;
  field->dropped = is_dropped_field(instruction_of(field));
  field->link = link.n ? link : field->link;
  word->fields_in_instruction--;
  word->fields_dropped += field->dropped;
  field->noted = mark_again(word, instruction_of(field));
  word->fields_noted += field->noted;
}

static void end_field(struct word *word) {
  if (!word->fields.n)
    return;
  const struct field *field = vec_last(&word->fields);
  word->fields_in_instruction -= !field->result;
  word->fields_dropped -= field->dropped;
  word->fields_noted -= field->noted;
  word->fields.n--;
}

static void read_field_mark(struct word *word, const struct node *node) {
  struct str type = node_value(node, ATTRIBUTE_fldCharType);
  if (str_is(type, "begin"))
    begin_field(word);
  else if (str_is(type, "separate"))
    begin_result(word);
  else if (str_is(type, "end"))
    end_field(word);
}

static void read_instruction(struct word *word, const struct node *node) {
  struct field *field = word->fields.n ? vec_last(&word->fields) : NULL;
  for (const struct node *text = node->first; field && !field->result && text; text = text->next)
    for (size_t i = 0; i < text->text.n && field->instruction.n < INSTRUCTION_MAX; i++)
      vec_push(word->arena, &field->instruction, text->text.p[i]);
}

static enum import_fact dropped_by_field(const struct word *word) {
  enum { LOOK_BACK = 32 };
  for (size_t i = word->fields.n; i-- > 0 && word->fields.n - i <= LOOK_BACK;)
    if (word->fields.at[i].dropped)
      return fact_of_field(instruction_of(&word->fields.at[i]));
  return IMPORT_FACT_PAGE_NUMBER;
}

// Words of a field that another field only reckons with are not shown. Words of an instruction are no instruction.
static bool in_reckoning(const struct word *word) {
  return word->fields_in_instruction > (word->fields.n && !vec_last(&word->fields)->result);
}

// ---- Runs

static struct str link_of(struct word *word, const struct node *run) {
  for (const struct node *up = run->parent; up && up->tag != TAG_w_p; up = up->parent) {
    if (up->tag == TAG_w_hyperlink)
      return word_link(word, node_value(up, ATTRIBUTE_id));
    if (up->tag == TAG_w_fldSimple)
      return field_link(word, str_trim(node_value(up, ATTRIBUTE_instr)));
  }
  return word->fields.n ? vec_last(&word->fields)->link : STR("");
}

struct reader {
  struct word *word;
  const struct run_look *paragraph;
  struct run_look look; // of the run being read
  struct str link;
};

static void begin_run(struct reader *r, const struct node *run) {
  const struct node *properties = node_child(run, TAG_w_rPr);
  r->look = *r->paragraph;
  styles_run(r->word->styles, node_value(node_child(properties, TAG_w_rStyle), ATTRIBUTE_val), &r->look);
  look_add_run(properties, &r->look);
  r->look.style &= ~(r->paragraph->style & TEXT_ITALIC); // what the whole style has emphasises nothing; bold still tells headings
  r->link = link_of(r->word, run);
}

static void add_words(struct reader *r, struct str words) {
  struct word *word = r->word;
  struct pending *pending = &word->pending;
  if (word->fields_noted)
    return;
  if (word->fields_dropped || in_reckoning(word)) {
    drop(word, dropped_by_field(word), words);
    return;
  }
  if (r->look.hidden) {
    drop(word, IMPORT_FACT_HIDDEN, words);
    return;
  }
  if (!same_look(&r->look, &pending->look) || !str_eq(r->link, pending->link))
    flush_words(word);
  pending->look = r->look;
  pending->link = r->link;
  add_bytes(word, pending, words);
}

static void add_break(struct reader *r, const struct node *node) {
  struct word *word = r->word;
  if (str_is(node_value(node, ATTRIBUTE_type), "page")) {
    bool first = !word->pending.words.n && !word->paragraph.runs.n;
    *(first ? &word->page_before : &word->page_after) = true;
  } else if (!r->look.hidden && !word->fields_dropped) {
    flush_words(word);
    add_run(word, TEXT_BREAK, 0, STR("\n"), STR(""));
  }
}

static void add_symbol(struct reader *r, const struct node *node) {
  struct str digits = node_value(node, ATTRIBUTE_char);
  struct run_look look = r->look;
  uint32_t code = 0;
  for (size_t i = 0; i < digits.n && code <= PRIVATE_TO; i++) {
    char c = digits.p[i];
    code = code * 16 + (uint32_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
  }
  char bytes[4];
  if (code < ' ' || code > PRIVATE_TO)
    return;
  r->look.font = node_value(node, ATTRIBUTE_font);
  add_words(r, str_copy(r->word->arena, (struct str){ bytes, utf8_put(code, bytes) }));
  r->look = look;
}

// An inserted or deleted stretch. True where it is left out.
static bool leave_out(struct word *word, const struct node *node) {
  bool added = node->tag == TAG_w_ins || node->tag == TAG_w_moveTo;
  bool moved = node->tag == TAG_w_moveFrom || node->tag == TAG_w_moveTo;
  bool out = added == word->draft->reject_changes;
  struct str words = node->parent->tag == node->tag ? STR("") : word_words(word->arena, node);
  if (words.n && !(moved && out)) // what was moved stands elsewhere
    word_tell(word, moved ? IMPORT_FACT_TRACKED_MOVE : out ? IMPORT_FACT_TRACKED_DROPPED : IMPORT_FACT_TRACKED, words, STR(""));
  return out;
}

static void add_text(struct reader *r, const struct node *node) {
  for (const struct node *text = node->first; text; text = text->next)
    if (text->tag == TAG_TEXT)
      add_words(r, text->text);
}

// What of a run is no words. True where nothing below it is of interest.
static bool read_object(struct reader *r, const struct node *node) {
  struct word *word = r->word;
  switch (node->tag) {
  case TAG_w_footnoteReference:
    flush_words(word);
    word_add_note(word, &word->footnotes, node);
    return true;
  case TAG_w_endnoteReference:
    flush_words(word);
    word_add_note(word, &word->endnotes, node);
    return true;
  case TAG_w_commentReference:
    word_tell_comment(word, node);
    return true;
  case TAG_a_blip:
  case TAG_v_imagedata:
    flush_words(word);
    word_add_image(word, node);
    return true;
  case TAG_a_graphicData:
    if (str_ends(node_value(node, ATTRIBUTE_uri), STR("/chart")) || str_ends(node_value(node, ATTRIBUTE_uri), STR("/diagram")))
      word_tell(word, IMPORT_FACT_OBJECT, str_from("chart"), STR(""));
    return false;
  case TAG_w_txbxContent:
    vec_push(word->arena, &word->boxes, node);
    return true;
  default:
    return word_other_choice(node);
  }
}

static bool read_simple_field(struct word *word, const struct node *node) {
  struct str instruction = str_trim(node_value(node, ATTRIBUTE_instr));
  if (!is_dropped_field(instruction))
    return mark_again(word, instruction);
  drop(word, fact_of_field(instruction), word_words(word->arena, node));
  return true;
}

// True where nothing below it is of interest.
static bool read_node(struct reader *r, const struct node *node) {
  struct word *word = r->word;
  switch (node->tag) {
  case TAG_w_pPr:
  case TAG_w_rPr:
  case TAG_w_sdtPr:
    return true;
  case TAG_w_ins:
  case TAG_w_del:
  case TAG_w_moveFrom:
  case TAG_w_moveTo:
    return leave_out(word, node);
  case TAG_w_r:
    begin_run(r, node);
    return false;
  case TAG_w_t:
  case TAG_w_delText:
  case TAG_m_t:
    add_text(r, node);
    return true;
  case TAG_w_instrText:
    read_instruction(word, node);
    return true;
  case TAG_w_fldChar:
    read_field_mark(word, node);
    return true;
  case TAG_w_fldSimple:
    return read_simple_field(word, node);
  case TAG_w_tab:
  case TAG_w_ptab:
    add_words(r, STR("\t"));
    return true;
  case TAG_w_noBreakHyphen:
    add_words(r, STR("-"));
    return true;
  case TAG_w_br:
  case TAG_w_cr:
    add_break(r, node);
    return true;
  case TAG_w_sym:
    add_symbol(r, node);
    return true;
  default:
    return read_object(r, node);
  }
}

void word_read_runs(struct word *word, const struct node *paragraph, const struct run_look *look) {
  struct reader r = { .word = word, .paragraph = look, .look = *look };
  bool over = false;
  for (const struct node *node = paragraph; (node = node_next(paragraph, node, over));)
    over = read_node(&r, node);
  word_flush(word);
}
