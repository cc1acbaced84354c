// Looks laid over each other: defaults, the chain of a style's ancestors, direct properties. A style is resolved once.
#include "compiler/import/styles.h"

#include "compiler/import/keys.h"

enum { CHAIN_MAX = 32 };

struct style {
  const struct node *node;
  bool paragraph_known;
  struct paragraph_look paragraph;
  struct run_look run;
};

struct styles {
  struct keys by_name;
  struct style *standard; // of paragraphs that name none; NULL: the file has none
  const struct node *default_paragraph, *default_run;
};

// ---- Properties

bool node_on(const struct node *node) {
  struct str value = node_value(node, ATTRIBUTE_val);
  return node && !str_is(value, "0") && !str_is(value, "false") && !str_is(value, "off") && !str_is(value, "none");
}

static const struct {
  const char *value;
  enum import_align align;
} aligns[] = {
  { "center", IMPORT_CENTER }, { "right", IMPORT_RIGHT }, { "end", IMPORT_RIGHT },
};

static void add_indent(const struct node *indent, struct paragraph_look *look) {
  look->indented = true;
  look->left = node_int(indent, ATTRIBUTE_left, node_int(indent, ATTRIBUTE_start, look->left));
  if (node_attribute(indent, ATTRIBUTE_hanging))
    look->first = -node_int(indent, ATTRIBUTE_hanging, 0);
  else
    look->first = node_int(indent, ATTRIBUTE_firstLine, look->first);
}

static void add_list(const struct node *list, struct paragraph_look *look) {
  look->list = node_int(node_child(list, TAG_w_numId), ATTRIBUTE_val, look->list);
  look->level = node_int(node_child(list, TAG_w_ilvl), ATTRIBUTE_val, look->level);
}

void look_add_paragraph(const struct node *properties, struct paragraph_look *look) {
  enum { OUTLINE_TEXT = 9 };
  for (const struct node *p = properties ? properties->first : NULL; p; p = p->next)
    switch (p->tag) {
    case TAG_w_numPr:
      add_list(p, look);
      break;
    case TAG_w_outlineLvl:
      look->outline = node_int(p, ATTRIBUTE_val, OUTLINE_TEXT) < OUTLINE_TEXT ? node_int(p, ATTRIBUTE_val, 0) : -1;
      break;
    case TAG_w_jc:
      look->align = IMPORT_LEFT;
      for (size_t i = 0; i < sizeof aligns / sizeof *aligns; i++)
        if (str_is(node_value(p, ATTRIBUTE_val), aligns[i].value))
          look->align = aligns[i].align;
      break;
    case TAG_w_ind:
      add_indent(p, look);
      break;
    case TAG_w_pageBreakBefore:
      look->breaks = node_on(p);
      break;
    default:
      break;
    }
}

static const struct {
  enum tag tag;
  unsigned style;
} switches[] = {
  { TAG_w_b, TEXT_BOLD }, { TAG_w_i, TEXT_ITALIC }, { TAG_w_strike, TEXT_STRIKE }, { TAG_w_dstrike, TEXT_STRIKE },
};

static void add_fonts(const struct node *fonts, struct run_look *look) {
  struct str font = node_value(fonts, ATTRIBUTE_hAnsi);
  if (node_attribute(fonts, ATTRIBUTE_hAnsiTheme) || node_attribute(fonts, ATTRIBUTE_asciiTheme))
    look->font = STR("");
  else if (font.n || node_attribute(fonts, ATTRIBUTE_ascii))
    look->font = font.n ? font : node_value(fonts, ATTRIBUTE_ascii);
}

static void add_switch(const struct node *property, struct run_look *look) {
  for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
    if (switches[i].tag == property->tag)
      look->style = node_on(property) ? look->style | switches[i].style : look->style & ~switches[i].style;
}

void look_add_run(const struct node *properties, struct run_look *look) {
  for (const struct node *p = properties ? properties->first : NULL; p; p = p->next)
    switch (p->tag) {
    case TAG_w_caps:
      look->capitals = node_on(p);
      break;
    case TAG_w_vanish:
      look->hidden = node_on(p);
      break;
    case TAG_w_rFonts:
      add_fonts(p, look);
      break;
    case TAG_w_vertAlign:
      look->style &= ~(unsigned)(TEXT_SUP | TEXT_SUB);
      if (str_is(node_value(p, ATTRIBUTE_val), "superscript"))
        look->style |= TEXT_SUP;
      else if (str_is(node_value(p, ATTRIBUTE_val), "subscript"))
        look->style |= TEXT_SUB;
      break;
    default:
      add_switch(p, look);
      break;
    }
}

bool look_borders(const struct node *borders) {
  for (const struct node *p = borders ? borders->first : NULL; p; p = p->next) {
    struct str value = node_value(p, ATTRIBUTE_val);
    if (value.n && !str_is(value, "none") && !str_is(value, "nil"))
      return true;
  }
  return false;
}

// ---- Styles

struct styles *styles_read(struct arena *arena, const struct node *root) {
  struct styles *styles = arena_new(arena, struct styles);
  const struct node *top = root ? root->first : NULL;
  const struct node *defaults = node_child(top, TAG_w_docDefaults);
  styles->default_paragraph = node_child(node_child(defaults, TAG_w_pPrDefault), TAG_w_pPr);
  styles->default_run = node_child(node_child(defaults, TAG_w_rPrDefault), TAG_w_rPr);
  for (const struct node *node = node_child(top, TAG_w_style); node; node = node_sibling(node, TAG_w_style)) {
    struct style *style = arena_new(arena, struct style);
    style->node = node;
    keys_add(arena, &styles->by_name, node_value(node, ATTRIBUTE_styleId), style);
    struct str standard = node_value(node, ATTRIBUTE_default);
    if (str_is(node_value(node, ATTRIBUTE_type), "paragraph") && (str_is(standard, "1") || str_is(standard, "true")))
      styles->standard = style;
  }
  keys_sort(&styles->by_name);
  return styles;
}

// The style and its ancestors, oldest last. A chain that bites its tail is cut.
static size_t chain_of(const struct styles *styles, const struct style *style, const struct node *chain[CHAIN_MAX]) {
  size_t n = 0;
  while (style && n < CHAIN_MAX) {
    chain[n++] = style->node;
    style = keys_find(&styles->by_name, node_value(node_child(style->node, TAG_w_basedOn), ATTRIBUTE_val));
  }
  return n;
}

static void resolve(const struct styles *styles, struct style *style) {
  const struct node *chain[CHAIN_MAX];
  style->paragraph = (struct paragraph_look){ .level = -1, .outline = -1 };
  look_add_paragraph(styles->default_paragraph, &style->paragraph);
  look_add_run(styles->default_run, &style->run);
  for (size_t n = chain_of(styles, style, chain); n-- > 0;) {
    look_add_paragraph(node_child(chain[n], TAG_w_pPr), &style->paragraph);
    look_add_run(node_child(chain[n], TAG_w_rPr), &style->run);
  }
  style->paragraph_known = true;
}

void styles_paragraph(struct styles *styles, struct str name, struct paragraph_look *paragraph, struct run_look *run) {
  struct style *style = (struct style *)keys_find(&styles->by_name, name);
  style = style ? style : styles->standard;
  *paragraph = (struct paragraph_look){ .level = -1, .outline = -1 };
  *run = (struct run_look){ 0 };
  if (!style) {
    look_add_paragraph(styles->default_paragraph, paragraph);
    look_add_run(styles->default_run, run);
    return;
  }
  if (!style->paragraph_known)
    resolve(styles, style);
  *paragraph = style->paragraph;
  *run = style->run;
}

void styles_run(struct styles *styles, struct str name, struct run_look *look) {
  const struct node *chain[CHAIN_MAX];
  const struct style *style = name.n ? keys_find(&styles->by_name, name) : NULL;
  for (size_t n = chain_of(styles, style, chain); n-- > 0;)
    look_add_run(node_child(chain[n], TAG_w_rPr), look);
}

bool styles_table_borders(struct styles *styles, struct str name) {
  const struct node *chain[CHAIN_MAX];
  size_t n = chain_of(styles, name.n ? keys_find(&styles->by_name, name) : NULL, chain);
  for (size_t i = 0; i < n; i++) {
    const struct node *borders = node_child(node_child(chain[i], TAG_w_tblPr), TAG_w_tblBorders);
    if (borders)
      return look_borders(borders);
  }
  return false;
}

void styles_link_lists(struct arena *arena, const struct styles *styles, struct numbering *numbering) {
  struct keys lists = { 0 };
  for (size_t i = 0; i < styles->by_name.rows.n; i++) {
    const struct style *style = styles->by_name.rows.at[i].value;
    const struct node *list = node_child(node_child(node_child(style->node, TAG_w_pPr), TAG_w_numPr), TAG_w_numId);
    if (!list || !str_is(node_value(style->node, ATTRIBUTE_type), "numbering"))
      continue;
    int *id = arena_new(arena, int);
    *id = node_int(list, ATTRIBUTE_val, 0);
    keys_add(arena, &lists, styles->by_name.rows.at[i].key, id);
  }
  keys_sort(&lists);
  numbering_link(numbering, &lists);
}
