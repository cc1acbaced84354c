// Reading a template from YAML. The one idea: what a key means is a row of a table (name, kind of value, place in the
// struct), so a new property is one row. libyaml gives the nodes with their lines.
#include <limits.h>
#include <stddef.h>
#include <string.h>
#include <yaml.h>

#include "runtime/style/template.h"

enum value_kind {
  VALUE_LENGTH, // double, points: "12.7 mm", "14 pt"
  VALUE_SIZE,   // double, points: a length, or one for each size set
  VALUE_NUMBER, // double
  VALUE_COUNT,  // int
  VALUE_BOOL,   // bool
  VALUE_ALIGN,  // enum align
  VALUE_COLOR,  // double[3]: "#rrggbb"
  VALUE_RULE,   // struct style_rule
  VALUE_FRAME,  // struct style_frame
};

struct field {
  const char *key;
  enum value_kind kind;
  size_t offset;
};

static const struct field page_fields[] = {
  { "width", VALUE_LENGTH, offsetof(struct page_geometry, width) },
  { "height", VALUE_LENGTH, offsetof(struct page_geometry, height) },
  { "top", VALUE_LENGTH, offsetof(struct page_geometry, top) },
  { "bottom", VALUE_LENGTH, offsetof(struct page_geometry, bottom) },
  { "left", VALUE_LENGTH, offsetof(struct page_geometry, left) },
  { "right", VALUE_LENGTH, offsetof(struct page_geometry, right) },
  { "number-top", VALUE_LENGTH, offsetof(struct page_geometry, number_top) },
  { NULL },
};

static const struct field table_fields[] = {
  { "border", VALUE_LENGTH, offsetof(struct table_look, border) },
  { "padding-x", VALUE_LENGTH, offsetof(struct table_look, padding_x) },
  { "padding-y", VALUE_LENGTH, offsetof(struct table_look, padding_y) },
  { NULL },
};

static const struct field columns_fields[] = {
  { "left-overhang", VALUE_LENGTH, offsetof(struct columns_look, left_overhang) },
  { "right-overhang", VALUE_LENGTH, offsetof(struct columns_look, right_overhang) },
  { NULL },
};

static const struct field rule_fields[] = {
  { "ratio", VALUE_NUMBER, offsetof(struct style_rule, ratio) },
  { "minimum", VALUE_LENGTH, offsetof(struct style_rule, minimum) },
  { "thickness", VALUE_LENGTH, offsetof(struct style_rule, thickness) },
  { "gap", VALUE_LENGTH, offsetof(struct style_rule, gap) },
  { NULL },
};

static const struct field frame_fields[] = {
  { "width", VALUE_LENGTH, offsetof(struct style_frame, width) },
  { "height", VALUE_LENGTH, offsetof(struct style_frame, height) },
  { "thickness", VALUE_LENGTH, offsetof(struct style_frame, thickness) },
  { NULL },
};

static const struct field style_fields[] = {
  { "size", VALUE_SIZE, offsetof(struct style, size) },
  { "bold", VALUE_BOOL, offsetof(struct style, bold) },
  { "italic", VALUE_BOOL, offsetof(struct style, italic) },
  { "upper", VALUE_BOOL, offsetof(struct style, upper) },
  { "align", VALUE_ALIGN, offsetof(struct style, align) },
  { "first-indent", VALUE_LENGTH, offsetof(struct style, first_indent) },
  { "left-indent", VALUE_LENGTH, offsetof(struct style, left_indent) },
  { "right-indent", VALUE_LENGTH, offsetof(struct style, right_indent) },
  { "space-before", VALUE_LENGTH, offsetof(struct style, space_before) },
  { "space-after", VALUE_LENGTH, offsetof(struct style, space_after) },
  { "leading", VALUE_NUMBER, offsetof(struct style, leading) },
  { "keep-with-next", VALUE_BOOL, offsetof(struct style, keep_with_next) },
  { "keep-together", VALUE_BOOL, offsetof(struct style, keep_together) },
  { "widows", VALUE_COUNT, offsetof(struct style, widows) },
  { "orphans", VALUE_COUNT, offsetof(struct style, orphans) },
  { "rule", VALUE_RULE, offsetof(struct style, rule) },
  { "frame", VALUE_FRAME, offsetof(struct style, frame) },
  { "color", VALUE_COLOR, offsetof(struct style, color) },
  { NULL },
};

struct reader {
  struct arena *arena;
  yaml_document_t *document;
  struct template *template;
  struct str *error;
};

static yaml_node_t *node_at(const struct reader *r, int id) {
  return yaml_document_get_node(r->document, id);
}

static struct str scalar(const yaml_node_t *node) {
  if (node->type != YAML_SCALAR_NODE)
    return (struct str){ "", 0 };
  return (struct str){ (const char *)node->data.scalar.value, node->data.scalar.length };
}

static bool fail(struct reader *r, const yaml_node_t *node, const char *what, struct str word) {
  *r->error = str_printf(r->arena, "line %zu: %s%s" STR_FMT "%s", node->start_mark.line + 1, what, word.n ? " '" : "",
                         STR_ARG(word), word.n ? "'" : "");
  return false;
}

// A decimal with '.', whatever the locale; returns the bytes read, 0 if there is none.
static size_t decimal(struct str s, double *value) {
  size_t i = 0, digits = 0;
  bool negative = i < s.n && s.p[i] == '-';
  i += negative;
  double whole = 0, scale = 1;
  for (bool fraction = false; i < s.n; i++) {
    if (s.p[i] == '.' && !fraction) {
      fraction = true;
    } else if (s.p[i] >= '0' && s.p[i] <= '9') {
      whole = whole * 10 + (s.p[i] - '0');
      if (fraction)
        scale *= 10;
      digits++;
    } else {
      break;
    }
  }
  if (!digits || digits > 12)
    return 0;
  *value = (negative ? -whole : whole) / scale;
  return i;
}

static bool read_number(struct reader *r, const yaml_node_t *node, double *value) {
  struct str s = scalar(node);
  return (s.n && decimal(s, value) == s.n) || fail(r, node, "not a number", s);
}

static bool read_length(struct reader *r, const yaml_node_t *node, double *points) {
  static const struct {
    const char *unit;
    double points;
  } units[] = { { "mm", POINTS_PER_MM }, { "pt", 1 } };
  struct str s = scalar(node);
  double value = 0;
  size_t n = decimal(s, &value);
  struct str unit = str_trim(str_slice(s, n, s.n));
  for (size_t i = 0; n && i < sizeof units / sizeof *units; i++)
    if (str_is(unit, units[i].unit)) {
      *points = value * units[i].points;
      return true;
    }
  return fail(r, node, "not a length in mm or pt", s);
}

static bool read_size(struct reader *r, yaml_node_t *node, double *points) {
  if (node->type != YAML_SEQUENCE_NODE)
    return read_length(r, node, points);
  yaml_node_item_t *items = node->data.sequence.items.start;
  ptrdiff_t n = node->data.sequence.items.top - items;
  if (n != 2)
    return fail(r, node, "two sizes are wanted, for set A and set B", STR(""));
  return read_length(r, node_at(r, items[r->template->size_set]), points);
}

static bool read_count(struct reader *r, const yaml_node_t *node, int *count) {
  return str_to_int(scalar(node), count) || fail(r, node, "not a whole number", scalar(node));
}

static bool read_bool(struct reader *r, const yaml_node_t *node, bool *value) {
  struct str s = scalar(node);
  *value = str_is(s, "true");
  return *value || str_is(s, "false") || fail(r, node, "neither true nor false", s);
}

static bool read_align(struct reader *r, const yaml_node_t *node, enum align *align) {
  static const char *const names[] = {
    [ALIGN_LEFT] = "left", [ALIGN_CENTER] = "center", [ALIGN_RIGHT] = "right", [ALIGN_JUSTIFY] = "justify"
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (str_is(scalar(node), names[i])) {
      *align = (enum align)i;
      return true;
    }
  return fail(r, node, "no alignment", scalar(node));
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool read_color(struct reader *r, const yaml_node_t *node, double color[3]) {
  struct str s = scalar(node);
  if (s.n != 7 || s.p[0] != '#')
    return fail(r, node, "no colour like #rrggbb", s);
  for (int i = 0; i < 3; i++) {
    int high = hex_digit(s.p[1 + 2 * i]), low = hex_digit(s.p[2 + 2 * i]);
    if (high < 0 || low < 0)
      return fail(r, node, "no colour like #rrggbb", s);
    color[i] = (high * 16 + low) / 255.0;
  }
  return true;
}

static bool read_fields(struct reader *r, yaml_node_t *node, const struct field *fields, void *target);

static bool read_value(struct reader *r, yaml_node_t *node, enum value_kind kind, void *target) {
  switch (kind) {
  case VALUE_LENGTH:
    return read_length(r, node, target);
  case VALUE_SIZE:
    return read_size(r, node, target);
  case VALUE_NUMBER:
    return read_number(r, node, target);
  case VALUE_COUNT:
    return read_count(r, node, target);
  case VALUE_BOOL:
    return read_bool(r, node, target);
  case VALUE_ALIGN:
    return read_align(r, node, target);
  case VALUE_COLOR:
    return read_color(r, node, target);
  case VALUE_RULE:
    return read_fields(r, node, rule_fields, target);
  case VALUE_FRAME:
    return read_fields(r, node, frame_fields, target);
  }
  return false;
}

// A mapping of the keys of `fields` into the struct at `target`.
static bool read_fields(struct reader *r, yaml_node_t *node, const struct field *fields, void *target) {
  if (node->type != YAML_MAPPING_NODE)
    return fail(r, node, "keys and values are wanted", scalar(node));
  yaml_node_pair_t *pair = node->data.mapping.pairs.start;
  for (; pair < node->data.mapping.pairs.top; pair++) {
    yaml_node_t *key = node_at(r, pair->key);
    if (str_is(scalar(key), "like"))
      continue; // read by the caller before all others
    const struct field *field = fields;
    while (field->key && !str_is(scalar(key), field->key))
      field++;
    if (!field->key)
      return fail(r, key, "unknown key", scalar(key));
    if (!read_value(r, node_at(r, pair->value), field->kind, (char *)target + field->offset))
      return false;
  }
  return true;
}

static yaml_node_t *value_of(const struct reader *r, const yaml_node_t *mapping, const char *key) {
  if (mapping->type != YAML_MAPPING_NODE)
    return NULL;
  yaml_node_pair_t *pair = mapping->data.mapping.pairs.start;
  for (; pair < mapping->data.mapping.pairs.top; pair++)
    if (str_is(scalar(node_at(r, pair->key)), key))
      return node_at(r, pair->value);
  return NULL;
}

static const struct style *named_style(const struct template *template, struct str name) {
  for (size_t i = 0; i < template->styles.n; i++)
    if (str_is(name, template->styles.at[i].name))
      return &template->styles.at[i];
  return NULL;
}

static bool read_style(struct reader *r, struct str name, yaml_node_t *node) {
  struct style style = { .leading = 1, .widows = 1, .orphans = 1 };
  yaml_node_t *like = value_of(r, node, "like");
  if (like) {
    const struct style *model = named_style(r->template, scalar(like));
    if (!model)
      return fail(r, like, "no earlier style", scalar(like));
    style = *model;
  }
  style.name = str_copy(r->arena, name).p;
  if (!read_fields(r, node, style_fields, &style))
    return false;
  if (!(style.size >= 1 && style.size <= 200))
    return fail(r, node, "the style lacks a size", name);
  if (!(style.leading >= 0.5 && style.leading <= 10))
    return fail(r, node, "leading out of range in", name);
  vec_push(r->arena, &r->template->styles, style);
  return true;
}

static bool read_styles(struct reader *r, yaml_node_t *node) {
  if (node->type != YAML_MAPPING_NODE)
    return fail(r, node, "styles are wanted", scalar(node));
  yaml_node_pair_t *pair = node->data.mapping.pairs.start;
  for (; pair < node->data.mapping.pairs.top; pair++) {
    yaml_node_t *key = node_at(r, pair->key);
    if (named_style(r->template, scalar(key)))
      return fail(r, key, "the style is there twice:", scalar(key));
    if (!read_style(r, scalar(key), node_at(r, pair->value)))
      return false;
  }
  return true;
}

static bool read_columns(struct reader *r, yaml_node_t *node) {
  if (node->type != YAML_MAPPING_NODE)
    return fail(r, node, "columns are wanted", scalar(node));
  yaml_node_pair_t *pair = node->data.mapping.pairs.start;
  for (; pair < node->data.mapping.pairs.top; pair++) {
    struct columns_look look = { .name = str_copy(r->arena, scalar(node_at(r, pair->key))).p };
    if (!read_fields(r, node_at(r, pair->value), columns_fields, &look))
      return false;
    vec_push(r->arena, &r->template->columns, look);
  }
  return true;
}

static bool read_unbreakable(struct reader *r, yaml_node_t *node) {
  if (node->type != YAML_SEQUENCE_NODE)
    return fail(r, node, "a list is wanted", scalar(node));
  yaml_node_item_t *item = node->data.sequence.items.start;
  for (; item < node->data.sequence.items.top; item++) {
    yaml_node_t *entry = node_at(r, *item);
    yaml_node_t *before = value_of(r, entry, "before"), *after = value_of(r, entry, "after");
    if (!before || !after)
      return fail(r, entry, "before and after are wanted", STR(""));
    struct unbreakable words = { str_copy(r->arena, scalar(before)), str_copy(r->arena, scalar(after)) };
    vec_push(r->arena, &r->template->unbreakable, words);
  }
  return true;
}

static bool read_page(struct reader *r, yaml_node_t *node) {
  struct page_geometry *page = &r->template->page;
  if (!read_fields(r, node, page_fields, page))
    return false;
  // A landscape section swaps width and height: the text block must keep an inch both ways.
  double least = page->width < page->height ? page->width : page->height;
  if (least - page->left - page->right < 72 || least - page->top - page->bottom < 72)
    return fail(r, node, "the margins leave no room for text", STR(""));
  return true;
}

static bool read_table(struct reader *r, yaml_node_t *node) {
  return read_fields(r, node, table_fields, &r->template->table);
}

static bool read_name(struct reader *r, yaml_node_t *node) {
  r->template->name = str_copy(r->arena, scalar(node)).p;
  return true;
}

// Only the letter; the set itself is chosen before the sizes are read.
static bool read_size_set(struct reader *r, yaml_node_t *node) {
  return str_is(scalar(node), "A") || str_is(scalar(node), "B") ||
         fail(r, node, "a size set is A or B, not", scalar(node));
}

static const struct {
  const char *key;
  bool (*read)(struct reader *r, yaml_node_t *node);
} parts[] = {
  { "name", read_name },
  { "size-set", read_size_set },
  { "page", read_page },
  { "table", read_table },
  { "columns", read_columns },
  { "styles", read_styles },
  { "unbreakable", read_unbreakable },
};

static bool read_part(struct reader *r, yaml_node_t *key, yaml_node_t *value) {
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (str_is(scalar(key), parts[i].key))
      return parts[i].read(r, value);
  return fail(r, key, "unknown key", scalar(key));
}

static bool read_template(struct reader *r, int size_set) {
  yaml_node_t *top = yaml_document_get_root_node(r->document);
  if (!top || top->type != YAML_MAPPING_NODE) {
    *r->error = STR("line 1: a template is wanted");
    return false;
  }
  yaml_node_t *set = value_of(r, top, "size-set");
  r->template->size_set = size_set >= 0 ? size_set > 0 : set && str_is(scalar(set), "B");
  yaml_node_pair_t *pair = top->data.mapping.pairs.start;
  for (; pair < top->data.mapping.pairs.top; pair++)
    if (!read_part(r, node_at(r, pair->key), node_at(r, pair->value)))
      return false;
  r->template->body = named_style(r->template, STR("body"));
  if (!r->template->body)
    return fail(r, top, "the template has no style", STR("body"));
  if (!(r->template->page.width > 0))
    return fail(r, top, "the template has no", STR("page"));
  r->template->page_number = template_style(r->template, "page-number");
  return true;
}

struct template *template_read(struct arena *arena, struct str yaml, struct str css, int size_set, struct str *error) {
  struct reader r = { .arena = arena, .template = arena_new(arena, struct template), .error = error };
  r.template->css = css;
  r.template->name = "";
  yaml_parser_t parser;
  yaml_document_t document;
  if (!yaml_parser_initialize(&parser)) {
    *error = STR("no memory");
    return NULL;
  }
  yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.p, yaml.n);
  bool loaded = yaml_parser_load(&parser, &document), read = false;
  if (loaded) {
    r.document = &document;
    read = read_template(&r, size_set);
    yaml_document_delete(&document);
  } else {
    *error =
        str_printf(arena, "line %zu: %s", parser.problem_mark.line + 1, parser.problem ? parser.problem : "unreadable");
  }
  yaml_parser_delete(&parser);
  return read ? r.template : NULL;
}
