// Reading an HTML page. Elements are of three kinds: those that set a style, those that part paragraphs, and the few with a
// way of their own; everything else lets its words through.
#include "compiler/import/page.h"

#include "compiler/import/numbering.h"
#include "compiler/import/readers.h"
#include "grammar/rules.h"
#include "runtime/base/utf8.h"

enum { PAGE_BYTES_MAX = 32 << 20, QUOTED_MAX = 200 };

static const struct way {
  unsigned style; // bits of enum text_style
  bool block;
  int heading;
} ways[TAG_TEXT + 1] = {
  [TAG_h_b] = { .style = TEXT_BOLD },        [TAG_h_strong] = { .style = TEXT_BOLD },
  [TAG_h_i] = { .style = TEXT_ITALIC },      [TAG_h_em] = { .style = TEXT_ITALIC },
  [TAG_h_s] = { .style = TEXT_STRIKE },      [TAG_h_strike] = { .style = TEXT_STRIKE },
  [TAG_h_del] = { .style = TEXT_STRIKE },    [TAG_h_sub] = { .style = TEXT_SUB },
  [TAG_h_sup] = { .style = TEXT_SUP },       [TAG_h_address] = { .block = true },
  [TAG_h_article] = { .block = true },       [TAG_h_blockquote] = { .block = true },
  [TAG_h_body] = { .block = true },          [TAG_h_caption] = { .block = true },
  [TAG_h_center] = { .block = true },        [TAG_h_dd] = { .block = true },
  [TAG_h_div] = { .block = true },           [TAG_h_dl] = { .block = true },
  [TAG_h_dt] = { .block = true },            [TAG_h_fieldset] = { .block = true },
  [TAG_h_figcaption] = { .block = true },    [TAG_h_figure] = { .block = true },
  [TAG_h_form] = { .block = true },          [TAG_h_header] = { .block = true },
  [TAG_h_hr] = { .block = true },            [TAG_h_li] = { .block = true },
  [TAG_h_main] = { .block = true },          [TAG_h_ol] = { .block = true },
  [TAG_h_p] = { .block = true },             [TAG_h_pre] = { .block = true },
  [TAG_h_section] = { .block = true },       [TAG_h_table] = { .block = true },
  [TAG_h_td] = { .block = true },            [TAG_h_th] = { .block = true },
  [TAG_h_tr] = { .block = true },            [TAG_h_ul] = { .block = true },
  [TAG_h_h1] = { .block = true, .heading = 1 }, [TAG_h_h2] = { .block = true, .heading = 2 },
  [TAG_h_h3] = { .block = true, .heading = 3 }, [TAG_h_h4] = { .block = true, .heading = 4 },
  [TAG_h_h5] = { .block = true, .heading = 5 }, [TAG_h_h6] = { .block = true, .heading = 6 },
};

// ---- Runs

static void end_run(struct page *page) {
  struct str words = str_copy(page->arena, (struct str){ page->words.at, page->words.n });
  bool capitals = false;
  enum legacy legacy = page->font.n ? legacy_of_font(page->font, &capitals) : LEGACY_NONE;
  legacy = legacy == LEGACY_NONE ? page->legacy : legacy;
  page->words.n = 0;
  if (!words.n)
    return;
  if (legacy != LEGACY_NONE)
    words = legacy_convert(page->arena, legacy, words);
  if (capitals)
    words = text_upper(page->arena, words);
  vec_push(page->arena, &page->paragraph.runs, (struct import_run){ TEXT_WORDS, page->style, words, page->link });
}

static bool is_blank(struct import_paragraph *paragraph) {
  for (size_t i = 0; i < paragraph->runs.n; i++)
    if (paragraph->runs.at[i].kind != TEXT_BREAK && str_trim(paragraph->runs.at[i].s).n)
      return false;
  return true;
}

static void end_paragraph(struct page *page) {
  end_run(page);
  page->space = false;
  struct import_paragraph *paragraph = &page->paragraph;
  while (paragraph->runs.n && vec_last(&paragraph->runs)->kind == TEXT_BREAK)
    paragraph->runs.n--;
  if (!is_blank(paragraph) && page->cell) {
    vec_push(page->arena, &page->cell->paragraphs, *paragraph);
  } else if (!is_blank(paragraph)) {
    struct import_block *block = vec_add(page->arena, &page->draft->blocks);
    block->kind = IMPORT_PARAGRAPH;
    block->place = paragraph->place;
    block->paragraph = *paragraph;
  }
  *paragraph = (struct import_paragraph){ 0 };
}

static struct str shown_number(struct page *page, struct page_list *list, const struct node *item) {
  int value = node_int(item, ATTRIBUTE_value, list->next);
  list->next = value + list->step;
  size_t within = 0; // bulleted lists around it
  for (size_t i = 0; i + 1 < page->lists.n && !list->ordered; i++)
    within += !page->lists.at[i].ordered;
  if (!list->ordered || !list->format.n)
    return !list->format.n ? STR("") : within ? STR("+") : STR("-");
  return str_concat(page->arena, numbering_format(page->arena, list->format, value), STR("."));
}

static const struct {
  const char *value;
  enum import_align align;
} aligns[] = { { "center", IMPORT_CENTER }, { "middle", IMPORT_CENTER }, { "right", IMPORT_RIGHT }, { "end", IMPORT_RIGHT } };

// The nearest element that says how its lines stand.
static enum import_align align_of(struct page *page, const struct node *node) {
  for (; node; node = node->parent) {
    struct str value = page_css(page->arena, node, "text-align");
    value = value.n ? value : node_value(node, ATTRIBUTE_align);
    if (node->tag == TAG_h_center)
      return IMPORT_CENTER;
    for (size_t i = 0; i < sizeof aligns / sizeof *aligns; i++)
      if (str_is(value, aligns[i].value))
        return aligns[i].align;
    if (value.n || node->tag == TAG_h_table)
      return IMPORT_LEFT;
  }
  return IMPORT_LEFT;
}

static void begin_paragraph(struct page *page, const struct node *text) {
  struct import_paragraph *paragraph = &page->paragraph;
  for (const struct node *up = text->parent; up; up = up->parent) {
    paragraph->heading = paragraph->heading ? paragraph->heading : ways[up->tag].heading;
    if (!paragraph->place && up->line)
      paragraph->place = up->line;
  }
  paragraph->align = align_of(page, text->parent);
  paragraph->number = page->number;
  page->number = STR("");
}

static unsigned style_now(const struct page *page) {
  unsigned style = 0;
  for (unsigned i = 0; i < PAGE_STYLES; i++)
    style |= page->styles[i] ? 1u << i : 0;
  return style;
}

static bool is_web(struct str target) {
  return str_starts(target, STR("http://")) || str_starts(target, STR("https://")) || str_starts(target, STR("mailto:"));
}

// Link and font of the words, from the elements around them.
static void find_context(struct page *page, const struct node *text, struct str *link, struct str *font) {
  *link = *font = STR("");
  for (const struct node *up = text->parent; up && !ways[up->tag].block; up = up->parent) {
    struct str target = up->tag == TAG_h_a ? str_trim(node_value(up, ATTRIBUTE_href)) : STR("");
    *link = !link->n && is_web(target) ? target : *link;
    struct str face = up->tag == TAG_h_font ? node_value(up, ATTRIBUTE_face) : page_css(page->arena, up, "font-family");
    *font = font->n ? *font : face;
  }
}

static void add_byte(struct page *page, char byte) {
  vec_push(page->arena, &page->words, byte);
}

static bool ends_in_space(const struct page *page) {
  const struct import_run *last = page->paragraph.runs.n ? vec_last(&page->paragraph.runs) : NULL;
  return !page->words.n && last && str_ends(last->s, STR(" "));
}

static void add_text(struct page *page, const struct node *node) {
  struct str link, font;
  find_context(page, node, &link, &font);
  unsigned style = style_now(page);
  if (style != page->style || !str_eq(link, page->link) || !str_eq(font, page->font)) {
    if (page->space && page->words.n)
      add_byte(page, ' ');
    page->space = page->space && !page->words.n;
    end_run(page);
  }
  page->style = style;
  page->link = link;
  page->font = font;
  for (size_t i = 0; i < node->text.n; i++) {
    char c = node->text.p[i];
    bool begun = page->words.n || page->paragraph.runs.n;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      page->space = begun && !ends_in_space(page);
      continue;
    }
    if (!begun && str_starts(str_slice(node->text, i, i + 2), STR("\u00A0"))) {
      i++; // moves the line in
      continue;
    }
    if (!begun)
      begin_paragraph(page, node);
    if (page->space)
      add_byte(page, ' ');
    page->space = false;
    add_byte(page, c);
  }
}

// ---- Elements

static void add_break(struct page *page) {
  end_run(page);
  page->space = false;
  struct import_paragraph *paragraph = &page->paragraph;
  if (paragraph->runs.n && vec_last(&paragraph->runs)->kind == TEXT_BREAK)
    end_paragraph(page); // a line left free
  else if (paragraph->runs.n)
    vec_push(page->arena, &paragraph->runs, (struct import_run){ .kind = TEXT_BREAK, .s = STR("\n") });
}

static const struct {
  const char *name, *format;
} list_formats[] = {
  { "1", "decimal" },          { "decimal", "decimal" },         { "a", "lowerLetter" },
  { "lower-alpha", "lowerLetter" }, { "lower-latin", "lowerLetter" }, { "A", "upperLetter" },
  { "upper-alpha", "upperLetter" }, { "upper-latin", "upperLetter" }, { "i", "lowerRoman" },
  { "lower-roman", "lowerRoman" },  { "I", "upperRoman" },        { "upper-roman", "upperRoman" },
  { "decimal-leading-zero", "decimalZero" }, { "none", "" },
};

static void begin_list(struct page *page, const struct node *node) {
  struct str type = page_css(page->arena, node, "list-style-type");
  type = type.n ? type : node_value(node, ATTRIBUTE_type);
  struct page_list list = { .ordered = node->tag == TAG_h_ol, .next = node_int(node, ATTRIBUTE_start, 1), .step = 1 };
  list.format = STR("decimal");
  for (size_t i = 0; i < sizeof list_formats / sizeof *list_formats; i++)
    if (str_is(type, list_formats[i].name))
      list.format = str_from(list_formats[i].format);
  vec_push(page->arena, &page->lists, list);
}

static bool is_hidden(struct page *page, const struct node *node) {
  return node_attribute(node, ATTRIBUTE_hidden) || str_is(page_css(page->arena, node, "display"), "none");
}

static void tell(struct page *page, enum import_fact fact, const struct node *node, struct str words) {
  uint32_t line = 0;
  for (const struct node *up = node; up && !line; up = up->parent)
    line = up->line;
  if (words.n)
    import_note(page->draft, fact, line, words, STR(""));
}

static unsigned style_of(struct page *page, const struct node *node) {
  struct str weight = page_css(page->arena, node, "font-weight"), slant = page_css(page->arena, node, "font-style");
  unsigned style = ways[node->tag].style;
  style |= str_is(weight, "bold") || str_is(weight, "700") ? TEXT_BOLD : 0;
  return style | (str_is(slant, "italic") ? TEXT_ITALIC : 0);
}

static void count_styles(struct page *page, const struct node *node, int by) {
  unsigned style = style_of(page, node);
  for (unsigned i = 0; i < PAGE_STYLES; i++)
    if (style >> i & 1)
      page->styles[i] += (size_t)by;
}

// False: nothing below it is read.
static bool enter(struct page *page, const struct node *node) {
  if (node->tag == TAG_TEXT) {
    add_text(page, node);
    return false;
  }
  if (is_hidden(page, node) || page_is_navigation(node)) {
    tell(page, is_hidden(page, node) ? IMPORT_FACT_HIDDEN : IMPORT_FACT_NAVIGATION, node, page_words(page->arena, node));
    return false;
  }
  if (ways[node->tag].block)
    end_paragraph(page);
  switch (node->tag) {
  case TAG_h_br:
    add_break(page);
    return false;
  case TAG_h_img:
    tell(page, IMPORT_FACT_OBJECT, node, str_slice(node_value(node, ATTRIBUTE_src), 0, QUOTED_MAX));
    return false;
  case TAG_h_table:
    return !page_read_table(page, node);
  case TAG_h_ol:
  case TAG_h_ul:
    begin_list(page, node);
    break;
  case TAG_h_li:
    page->number = page->lists.n ? shown_number(page, vec_last(&page->lists), node) : STR("-");
    break;
  default:
    break;
  }
  count_styles(page, node, 1);
  return true;
}

static void leave(struct page *page, const struct node *node) {
  if (ways[node->tag].block)
    end_paragraph(page);
  if (node->tag == TAG_h_ol || node->tag == TAG_h_ul)
    page->lists.n--;
  if (node->tag == TAG_h_li)
    page->number = STR("");
  count_styles(page, node, -1);
}

void page_read(struct page *page, const struct node *top) {
  const struct node *node = top->first;
  end_paragraph(page);
  while (node) {
    bool entered = enter(page, node);
    if (entered && node->first) {
      node = node->first;
      continue;
    }
    if (entered)
      leave(page, node);
    while (node != top && !node->next) {
      node = node->parent;
      if (node != top)
        leave(page, node);
    }
    node = node == top ? NULL : node->next;
  }
  end_paragraph(page);
}

// ---- The page

static bool fail(struct import_error *error, const struct diag_rule *rule, struct str argument) {
  *error = (struct import_error){ rule, argument };
  return false;
}

bool import_page(struct import_draft *draft, struct str bytes, struct import_error *error) {
  struct page page = { .arena = draft->arena, .draft = draft };
  const struct node *root;
  if (bytes.n > PAGE_BYTES_MAX)
    return fail(error, &rule_import_limit, str_printf(draft->arena, "%d MB", PAGE_BYTES_MAX >> 20));
  if (tree_read_html(draft->arena, bytes, &root) != TREE_READ)
    return fail(error, &rule_import_limit, STR("HTML"));
  draft->unit = IMPORT_LINES;
  page.legacy = legacy_guess(draft->arena, page_words(draft->arena, root));
  if (page.legacy != LEGACY_NONE)
    import_note(draft, IMPORT_FACT_ENCODING, 1, str_from(legacy_names[page.legacy]), STR(""));
  page_read(&page, root);
  return true;
}
