// Counting lists and writing their numbers.
#include "compiler/import/numbering.h"

#include <stdlib.h>

#include "compiler/import/keys.h"

enum { COUNT_MAX = 1000 * 1000, LABEL_MAX = 256, ONE_COUNT_MAX = 32, LETTERS = 26, NO_RESTART = -1 };

struct level {
  bool defined;
  int start;
  int restart; // level from which on it begins anew, counted from 1; 0: never; NO_RESTART: from every level above
  bool legal;  // all counts in decimal digits
  struct str format, text, style;
  bool indented;
  int left, hanging;
};

// What a list counts (w:abstractNum). Several lists may count together.
struct counter {
  struct level levels[NUMBERING_LEVELS];
  struct str style_link; // takes its levels from the list of this numbering style
  bool used[NUMBERING_LEVELS];
  int counts[NUMBERING_LEVELS];
};

// w:num
struct list {
  int id;
  struct counter *counter;
  bool overridden[NUMBERING_LEVELS], begun[NUMBERING_LEVELS];
  int starts[NUMBERING_LEVELS];
  const struct level *levels[NUMBERING_LEVELS]; // of its own, or NULL
};

struct numbering {
  struct arena *arena;
  VEC(struct list *) lists; // by id
};

// ---- Formats

typedef void format_count(struct arena *arena, int count, struct str *out);

static void decimal(struct arena *arena, int count, struct str *out) {
  *out = str_printf(arena, "%d", count);
}

static void decimal_zero(struct arena *arena, int count, struct str *out) {
  *out = str_printf(arena, "%02d", count);
}

static void roman(struct arena *arena, int count, bool upper, struct str *out) {
  static const struct {
    int value;
    const char *lower, *upper;
  } digits[] = {
    { 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" }, { 400, "cd", "CD" }, { 100, "c", "C" },
    { 90, "xc", "XC" }, { 50, "l", "L" },    { 40, "xl", "XL" }, { 10, "x", "X" },   { 9, "ix", "IX" },
    { 5, "v", "V" },    { 4, "iv", "IV" },   { 1, "i", "I" },
  };
  enum { ROMAN_MAX = 3999 };
  *out = STR("");
  if (count < 1 || count > ROMAN_MAX)
    decimal(arena, count, out);
  else
    for (size_t i = 0; count > 0; i++)
      for (; count >= digits[i].value; count -= digits[i].value)
        *out = str_concat(arena, *out, str_from(upper ? digits[i].upper : digits[i].lower));
}

static void lower_roman(struct arena *arena, int count, struct str *out) {
  roman(arena, count, false, out);
}

static void upper_roman(struct arena *arena, int count, struct str *out) {
  roman(arena, count, true, out);
}

// a … z, aa, bb, … zz, aaa: as Word counts.
static void letters(struct arena *arena, int count, char first, struct str *out) {
  enum { REPEATED_MAX = 8 };
  int times = (count - 1) / LETTERS + 1;
  if (count < 1 || times > REPEATED_MAX) {
    decimal(arena, count, out);
    return;
  }
  char *text = arena_alloc(arena, (size_t)times + 1);
  memset(text, first + (count - 1) % LETTERS, (size_t)times);
  *out = (struct str){ text, (size_t)times };
}

static void lower_letter(struct arena *arena, int count, struct str *out) {
  letters(arena, count, 'a', out);
}

static void upper_letter(struct arena *arena, int count, struct str *out) {
  letters(arena, count, 'A', out);
}

static void in_dashes(struct arena *arena, int count, struct str *out) {
  *out = str_printf(arena, "- %d -", count);
}

static void nothing(struct arena *arena, int count, struct str *out) {
  (void)arena, (void)count;
  *out = STR("");
}

static const struct {
  const char *name;
  format_count *write;
} formats[] = {
  { "decimal", decimal },           { "decimalZero", decimal_zero }, { "upperRoman", upper_roman },
  { "lowerRoman", lower_roman },    { "upperLetter", upper_letter }, { "lowerLetter", lower_letter },
  { "numberInDash", in_dashes },    { "none", nothing },             { "bullet", nothing },
};

struct str numbering_format(struct arena *arena, struct str format, int count) {
  struct str out;
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (str_is(format, formats[i].name)) {
      formats[i].write(arena, count, &out);
      return out;
    }
  decimal(arena, count, &out);
  return out;
}

// ---- Reading

static void read_indent(const struct node *indent, struct level *level) {
  level->indented = indent;
  level->left = node_int(indent, ATTRIBUTE_left, node_int(indent, ATTRIBUTE_start, 0));
  level->hanging = node_int(indent, ATTRIBUTE_hanging, -node_int(indent, ATTRIBUTE_firstLine, 0));
}

// The format may stand in a choice for newer programs; then what older ones show counts.
static const struct node *format_node(const struct node *level) {
  const struct node *format = node_child(level, TAG_w_numFmt);
  return format ? format : node_child(node_child(node_child(level, TAG_mc_AlternateContent), TAG_mc_Fallback), TAG_w_numFmt);
}

static void read_level(const struct node *node, struct level *level) {
  const struct node *restart = node_child(node, TAG_w_lvlRestart);
  const struct node *legal = node_child(node, TAG_w_isLgl);
  const struct node *format = format_node(node);
  *level = (struct level){
    .defined = true,
    .start = node_int(node_child(node, TAG_w_start), ATTRIBUTE_val, 0),
    .restart = restart ? node_int(restart, ATTRIBUTE_val, NO_RESTART) : NO_RESTART,
    .legal = legal && !str_is(node_value(legal, ATTRIBUTE_val), "0"),
    .format = format ? node_value(format, ATTRIBUTE_val) : STR("decimal"),
    .text = node_value(node_child(node, TAG_w_lvlText), ATTRIBUTE_val),
    .style = node_value(node_child(node, TAG_w_pStyle), ATTRIBUTE_val),
  };
  read_indent(node_child(node_child(node, TAG_w_pPr), TAG_w_ind), level);
}

static int level_index(const struct node *node) {
  int index = node_int(node, ATTRIBUTE_ilvl, -1);
  return index < NUMBERING_LEVELS ? index : -1;
}

static struct counter *read_counter(struct arena *arena, const struct node *node) {
  struct counter *counter = arena_new(arena, struct counter);
  counter->style_link = node_value(node_child(node, TAG_w_numStyleLink), ATTRIBUTE_val);
  for (const struct node *level = node_child(node, TAG_w_lvl); level; level = node_sibling(level, TAG_w_lvl))
    if (level_index(level) >= 0)
      read_level(level, &counter->levels[level_index(level)]);
  return counter;
}

static void read_overrides(struct arena *arena, const struct node *node, struct list *list) {
  for (node = node_child(node, TAG_w_lvlOverride); node; node = node_sibling(node, TAG_w_lvlOverride)) {
    int index = level_index(node);
    const struct node *start = node_child(node, TAG_w_startOverride), *own = node_child(node, TAG_w_lvl);
    if (index < 0)
      continue;
    list->overridden[index] = start;
    list->starts[index] = node_int(start, ATTRIBUTE_val, 1);
    struct level *level = own ? arena_new(arena, struct level) : NULL;
    if (level)
      read_level(own, level);
    list->levels[index] = level;
  }
}

static struct list *find_list(const struct numbering *numbering, int id) {
  size_t from = 0, to = numbering->lists.n;
  while (from < to) {
    size_t middle = (from + to) / 2;
    if (numbering->lists.at[middle]->id == id)
      return numbering->lists.at[middle];
    if (numbering->lists.at[middle]->id < id)
      from = middle + 1;
    else
      to = middle;
  }
  return NULL;
}

static int by_id(const void *a, const void *b) {
  const struct list *const *x = a, *const *y = b;
  return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

struct numbering *numbering_read(struct arena *arena, const struct node *root) {
  struct numbering *numbering = arena_new(arena, struct numbering);
  numbering->arena = arena;
  const struct node *top = root ? root->first : NULL;
  struct keys counters = { 0 };
  for (const struct node *node = node_child(top, TAG_w_abstractNum); node; node = node_sibling(node, TAG_w_abstractNum))
    keys_add(arena, &counters, node_value(node, ATTRIBUTE_abstractNumId), read_counter(arena, node));
  keys_sort(&counters);
  for (const struct node *node = node_child(top, TAG_w_num); node; node = node_sibling(node, TAG_w_num)) {
    const struct node *counter = node_child(node, TAG_w_abstractNumId);
    void *counted = (void *)keys_find(&counters, node_value(counter, ATTRIBUTE_val));
    if (!counted)
      continue;
    struct list *list = arena_new(arena, struct list);
    list->id = node_int(node, ATTRIBUTE_numId, 0);
    list->counter = counted;
    read_overrides(arena, node, list);
    vec_push(arena, &numbering->lists, list);
  }
  if (numbering->lists.n)
    qsort(numbering->lists.at, numbering->lists.n, sizeof *numbering->lists.at, by_id);
  return numbering;
}

void numbering_link(struct numbering *numbering, const struct keys *lists_of_styles) {
  for (size_t i = 0; i < numbering->lists.n; i++) {
    struct list *list = numbering->lists.at[i];
    const int *id = list->counter->style_link.n ? keys_find(lists_of_styles, list->counter->style_link) : NULL;
    const struct list *from = id ? find_list(numbering, *id) : NULL;
    if (from && !from->counter->style_link.n)
      list->counter = from->counter;
  }
}

// ---- Counting

static const struct level *level_of(const struct list *list, int index) {
  return list->levels[index] ? list->levels[index] : &list->counter->levels[index];
}

int numbering_style_level(const struct numbering *numbering, int id, struct str style) {
  const struct list *list = find_list(numbering, id);
  for (int i = 0; list && style.n && i < NUMBERING_LEVELS; i++)
    if (str_eq(level_of(list, i)->style, style))
      return i;
  return -1;
}

static bool restarts(const struct level *level, int from) {
  return level->restart == NO_RESTART || from < level->restart;
}

static void count(struct list *list, int index) {
  struct counter *counter = list->counter;
  for (int i = 0; i < index; i++)
    if (!counter->used[i]) {
      counter->used[i] = true;
      counter->counts[i] = list->overridden[i] ? list->starts[i] : level_of(list, i)->start;
      list->begun[i] = true;
    }
  if (list->overridden[index] && !list->begun[index])
    counter->counts[index] = list->starts[index];
  else if (!counter->used[index])
    counter->counts[index] = list->overridden[index] ? list->starts[index] : level_of(list, index)->start;
  else if (counter->counts[index] < COUNT_MAX)
    counter->counts[index]++;
  counter->used[index] = list->begun[index] = true;
  for (int i = index + 1; i < NUMBERING_LEVELS; i++)
    if (restarts(level_of(list, i), index))
      counter->used[i] = false;
}

static struct str level_text(struct arena *arena, const struct list *list, int index) {
  const struct level *level = level_of(list, index);
  struct str text = level->text;
  char out[LABEL_MAX + ONE_COUNT_MAX];
  size_t n = 0;
  for (size_t i = 0; i < text.n && n < LABEL_MAX; i++) {
    int other = text.p[i] == '%' && i + 1 < text.n ? text.p[i + 1] - '1' : -1;
    if (other < 0 || other >= NUMBERING_LEVELS) {
      out[n++] = text.p[i];
      continue;
    }
    struct str format = level->legal ? STR("decimal") : level_of(list, other)->format;
    struct str part = numbering_format(arena, format, list->counter->counts[other]);
    memcpy(out + n, part.p, part.n);
    n += part.n;
    i++;
  }
  return str_trim(str_copy(arena, (struct str){ out, n }));
}

bool numbering_next(struct numbering *numbering, int id, int index, struct numbering_label *label) {
  struct list *list = find_list(numbering, id);
  if (!list || index < 0 || index >= NUMBERING_LEVELS || !level_of(list, index)->defined)
    return false;
  const struct level *level = level_of(list, index);
  count(list, index);
  bool bullet = str_is(level->format, "bullet");
  *label = (struct numbering_label){
    .text = bullet ? str_trim(level->text) : level_text(numbering->arena, list, index),
    .bullet = bullet,
    .indented = level->indented,
    .left = level->left,
    .hanging = level->hanging,
  };
  return true;
}
