// Numbers of items: as printed, as paths (“IV”, “1”, “1.1”), as keys ("IV-1-1") by which references find them, and as
// anchors that are unique in the document.
#include "compiler/check/reader.h"

#include <string.h>

enum { PATH_LIMIT = 16 }; // numbered levels around an item; deeper ones share the path of the sixteenth

// ---- numbers as words

struct str number_roman(struct arena *arena, int number) {
  static const struct {
    int value;
    const char *letters;
  } digits[] = {
    { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" },
    { 40, "XL" },  { 10, "X" },   { 9, "IX" },  { 5, "V" },    { 4, "IV" },  { 1, "I" },
  };
  if (number < 1 || number > 3999)
    return str_printf(arena, "%d", number);
  char roman[20] = "";
  for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
    for (; number >= digits[i].value; number -= digits[i].value)
      strcat(roman, digits[i].letters);
  return str_copy(arena, str_from(roman));
}

// The letters of points: a b c d đ e g h i k l m n o p q r s t u v x y (Nghị định 30's own lists).
static const struct str letters[] = {
  { "a", 1 }, { "b", 1 }, { "c", 1 }, { "d", 1 }, { "đ", 2 }, { "e", 1 }, { "g", 1 }, { "h", 1 },
  { "i", 1 }, { "k", 1 }, { "l", 1 }, { "m", 1 }, { "n", 1 }, { "o", 1 }, { "p", 1 }, { "q", 1 },
  { "r", 1 }, { "s", 1 }, { "t", 1 }, { "u", 1 }, { "v", 1 }, { "x", 1 }, { "y", 1 },
};
enum { LETTERS = sizeof letters / sizeof *letters };

struct str number_letter(int number) {
  return number >= 1 && number <= LETTERS ? letters[number - 1] : (struct str){ 0 };
}

// ---- automatic numbers (đánh số: tự động)

static const enum scheme scheme_below[SCHEMES] = {
  [SCHEME_NONE] = SCHEME_ROMAN,      [SCHEME_PART] = SCHEME_ROMAN,      [SCHEME_CHAPTER] = SCHEME_ARTICLE,
  [SCHEME_SECTION] = SCHEME_ARTICLE, [SCHEME_ARTICLE] = SCHEME_ARABIC,  [SCHEME_ROMAN] = SCHEME_ARABIC,
  [SCHEME_ARABIC] = SCHEME_DECIMAL2, [SCHEME_DECIMAL2] = SCHEME_LETTER, [SCHEME_DECIMAL3] = SCHEME_LETTER,
  [SCHEME_LETTER] = SCHEME_DASH,     [SCHEME_DASH] = SCHEME_PLUS,       [SCHEME_PLUS] = SCHEME_PLUS,
  [SCHEME_STAR] = SCHEME_PLUS,       [SCHEME_ANNEX] = SCHEME_ROMAN,
};

// The number without what closes it: “1.1.” → “1.1”, “a)” → “a”.
static struct str bare_number(struct str number) {
  number = str_trim(number);
  while (number.n && strchr(".):", number.p[number.n - 1]))
    number.n--;
  return number;
}

// “Phần thứ nhất” keeps its words, “PHẦN I” and “Điều 5.” their first word; what follows it is counted anew.
static struct str division_number(struct reader *reader, const struct item *item, int count, bool alone) {
  struct str written = bare_number(item->label.written);
  struct folded folded = text_fold(reader->arena, written);
  const struct term *ordinal = NULL;
  size_t at = terms_find(reader->terms, TERMS_ORDINAL, folded.s, 0, &ordinal);
  size_t cut = ordinal ? folded.map[at] : written.n;
  while (!ordinal && cut > 0 && written.p[cut - 1] != ' ')
    cut--;
  struct str word = str_trim(cut ? str_slice(written, 0, cut) : written);
  enum scheme scheme = item->label.scheme;
  if (scheme == SCHEME_ANNEX && alone)
    return item->label.count ? word : written;
  if (ordinal && (size_t)count <= reader->terms->lists[TERMS_ORDINAL].n) {
    struct str phrase = reader->terms->lists[TERMS_ORDINAL].at[count - 1].phrase;
    return str_printf(reader->arena, STR_FMT " " STR_FMT, STR_ARG(word), STR_ARG(phrase));
  }
  if (scheme == SCHEME_SECTION || scheme == SCHEME_ARTICLE)
    return str_printf(reader->arena, STR_FMT " %d%s", STR_ARG(word), count, scheme == SCHEME_ARTICLE ? "." : "");
  struct str roman = number_roman(reader->arena, count);
  return str_printf(reader->arena, STR_FMT " " STR_FMT, STR_ARG(word), STR_ARG(roman));
}

static struct str counted(struct reader *reader, const struct item *item, enum scheme scheme, int count, bool alone) {
  struct arena *arena = reader->arena;
  struct str above = bare_number(item->parent->number), letter;
  switch (scheme) {
  case SCHEME_ROMAN:
    return str_printf(arena, STR_FMT ".", STR_ARG(number_roman(arena, count)));
  case SCHEME_ARABIC:
    return str_printf(arena, "%d.", count);
  case SCHEME_DECIMAL2:
  case SCHEME_DECIMAL3:
    return str_printf(arena, STR_FMT ".%d.", STR_ARG(above), count);
  case SCHEME_LETTER:
    letter = number_letter(count);
    return letter.n ? str_printf(arena, STR_FMT ")", STR_ARG(letter)) : item->number;
  case SCHEME_PART:
  case SCHEME_CHAPTER:
  case SCHEME_SECTION:
  case SCHEME_ARTICLE:
  case SCHEME_ANNEX:
    return item->label.written.n ? division_number(reader, item, count, alone) : item->number;
  default:
    return item->number;
  }
}

// The label of the printed number, which may not be the written one.
static struct label printed_label(struct reader *reader, const struct item *item) {
  struct label label = item->label;
  if (str_eq(item->number, item->label.written))
    return label;
  label = (struct label){ 0 };
  label_read(str_printf(reader->arena, STR_FMT " x", STR_ARG(item->number)), &label);
  return label;
}

// The scheme by which the parts of an item are numbered when it does not say: that of the first part that does, else
// what usually stands below.
static enum scheme children_scheme(struct reader *reader, const struct item *parent) {
  for (const struct item *child = parent->first; child; child = child->next)
    if (child->kind <= ITEM_POINT && child->title && child->label.scheme != SCHEME_NONE)
      return child->label.scheme;
  return scheme_below[printed_label(reader, parent).scheme];
}

static void renumber_children(struct reader *reader, struct item *parent) {
  int counts[SCHEMES] = { 0 };
  size_t annexes = 0;
  for (const struct item *child = parent->first; child; child = child->next)
    annexes += child->label.scheme == SCHEME_ANNEX;
  enum scheme usual = children_scheme(reader, parent);
  for (struct item *child = parent->first; child; child = child->next) {
    if (child->kind > ITEM_POINT)
      continue;
    enum scheme scheme = child->label.scheme;
    if (scheme == SCHEME_NONE)
      scheme = usual;
    child->number = counted(reader, child, scheme, ++counts[scheme], annexes == 1);
  }
}

// ---- keys and paths

struct str key_part(struct arena *arena, const struct label *label) {
  static const char *const words[SCHEMES] = {
    [SCHEME_PART] = "phan-",    [SCHEME_CHAPTER] = "chuong-", [SCHEME_SECTION] = "muc-",
    [SCHEME_ARTICLE] = "dieu-", [SCHEME_ANNEX] = "phu-luc-",
  };
  int number = label->numbers[0];
  switch (label->scheme) {
  case SCHEME_NONE:
  case SCHEME_DASH:
  case SCHEME_PLUS:
  case SCHEME_STAR:
    return (struct str){ 0 };
  case SCHEME_ROMAN:
    return number_roman(arena, number);
  case SCHEME_LETTER:
    return number == 5 ? STR("dd") : number && number <= LETTERS ? number_letter(number) : bare_number(label->written);
  case SCHEME_ARABIC:
  case SCHEME_DECIMAL2:
  case SCHEME_DECIMAL3:
    break;
  default:
    return label->count ? str_printf(arena, "%s%d", words[label->scheme], number) : STR("phu-luc");
  }
  struct str part = str_printf(arena, "%d", number);
  for (size_t i = 1; i < label->count && i < 4; i++)
    part = str_printf(arena, STR_FMT "-%d", STR_ARG(part), label->numbers[i]);
  return part;
}

// "1-1" repeats "1": the longer one says it all.
static bool repeats(struct str longer, struct str shorter) {
  return longer.n > shorter.n && str_starts(longer, shorter) && longer.p[shorter.n] == '-' && shorter.p[0] >= '0' &&
         shorter.p[0] <= '9';
}

struct str key_join(struct arena *arena, const struct str *parts, size_t n) {
  struct str key = { 0 };
  for (size_t i = 0; i < n; i++) {
    if (parts[i].n == 0 || (i + 1 < n && repeats(parts[i + 1], parts[i])))
      continue;
    key = key.n ? str_printf(arena, STR_FMT "-" STR_FMT, STR_ARG(key), STR_ARG(parts[i])) : parts[i];
  }
  return key;
}

// ---- index: open addressing, the first item with a name keeps it

struct slot {
  struct str name;
  struct item *item;
  int uses;
};
struct index {
  struct slot *slots;
  size_t mask;
};

static struct slot *slot_of(const struct index *index, struct str name, char space) {
  uint64_t hash = str_hash(name) ^ (uint64_t)space;
  for (size_t i = hash & index->mask;; i = (i + 1) & index->mask) {
    struct slot *slot = &index->slots[i];
    bool same = slot->name.n == name.n + 1 && slot->name.p[0] == space && memcmp(slot->name.p + 1, name.p, name.n) == 0;
    if (!slot->item || same)
      return slot;
  }
}

static struct slot *index_add(struct reader *reader, char space, struct str name, struct item *item) {
  struct slot *slot = slot_of(reader->index, name, space);
  if (!slot->item) {
    slot->name = str_printf(reader->arena, "%c" STR_FMT, space, STR_ARG(name));
    slot->item = item;
  }
  slot->uses++;
  return slot;
}

enum { SPACE_KEY = 'k', SPACE_ID = 'i', SPACE_ANCHOR = 'a' }; // names of different kinds in one table

struct item *index_key(const struct index *index, struct str key) {
  return key.n ? slot_of(index, key, SPACE_KEY)->item : NULL;
}

struct item *index_id(const struct index *index, struct str id) {
  return id.n ? slot_of(index, id, SPACE_ID)->item : NULL;
}

static struct index *index_create(struct arena *arena, size_t items) {
  struct index *index = arena_new(arena, struct index);
  size_t size = 16;
  while (size < items * 5)
    size *= 2;
  index->slots = arena_array(arena, struct slot, size);
  index->mask = size - 1;
  return index;
}

// ---- numbers of the tree

// Appends what the item adds to the path of its parent: its number, if it has one that is not a bullet.
static bool set_path(struct reader *reader, struct item *item) {
  const struct item *parent = item->parent;
  size_t n = item->path.n = item->path.cap = parent->path.n;
  item->path.at = parent->path.at;
  item->keys = parent->keys;
  struct label label = printed_label(reader, item);
  struct str key = item->kind <= ITEM_POINT ? key_part(reader->arena, &label) : (struct str){ 0 };
  if (key.n == 0 || n >= PATH_LIMIT)
    return false;
  struct str *path = arena_array(reader->arena, struct str, 2 * (n + 1)), *keys = path + n + 1;
  if (n) {
    memcpy(path, parent->path.at, n * sizeof *path);
    memcpy(keys, parent->keys, n * sizeof *keys);
  }
  path[n] = bare_number(item->number);
  keys[n] = key;
  item->path.at = path;
  item->path.n = item->path.cap = n + 1;
  item->keys = keys;
  return true;
}

// An anchor no other item has; a number used twice gets a suffix.
static struct str anchor_of(struct reader *reader, struct item *item, struct str wanted) {
  struct slot *slot = index_add(reader, SPACE_ANCHOR, wanted, item);
  while (slot->item != item) {
    wanted = str_printf(reader->arena, STR_FMT "--%d", STR_ARG(wanted), slot->uses);
    slot = index_add(reader, SPACE_ANCHOR, wanted, item);
  }
  return wanted;
}

static void name_item(struct reader *reader, struct item *item, int *unnumbered) {
  struct arena *arena = reader->arena;
  struct str wanted = { 0 };
  if (set_path(reader, item)) {
    struct str key = key_join(arena, item->keys, item->path.n);
    index_add(reader, SPACE_KEY, key, item);
    wanted = str_printf(arena, "muc-" STR_FMT, STR_ARG(key));
  } else {
    wanted = str_printf(arena, "doan-%d", ++*unnumbered);
  }
  if (item->id.n) {
    index_add(reader, SPACE_ID, item->id, item);
    wanted = item->id;
  }
  item->anchor = anchor_of(reader, item, wanted);
}

void numbers_read(struct reader *reader) {
  struct plan *plan = reader->plan;
  size_t items = 0;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    items++;
  reader->index = index_create(reader->arena, items + 1);
  if (plan->renumber)
    for (struct item *item = plan->root; item; item = plan_next(plan, item == plan->root ? NULL : item))
      renumber_children(reader, item);
  int unnumbered = 0;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    name_item(reader, item, &unnumbered);
}
