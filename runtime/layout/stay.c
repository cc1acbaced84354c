// Words that stay together on one line ("Quý I", "ngày 01", "17 xã"). The template's patterns become bit masks, one bit
// for each pattern: the space between two words does not break when the word before and the word after share a bit.
#include "runtime/base/utf8.h"
#include "runtime/layout/context.h"

#define PATTERNS 64

struct masks {
  uint64_t before, after;
};

struct literal {
  struct str word; // folded
  struct masks masks;
};

enum word_class { CLASS_NUMBER, CLASS_ROMAN, CLASS_LETTER, CLASS_DASH, CLASS_CODE, CLASS_ANY, CLASSES };

static const char *const class_names[CLASSES] = {
  [CLASS_NUMBER] = "<number>", [CLASS_ROMAN] = "<roman>", [CLASS_LETTER] = "<letter>",
  [CLASS_DASH] = "<dash>",     [CLASS_CODE] = "<code>",   [CLASS_ANY] = "<any>",
};

struct stay {
  struct arena *arena;
  struct literal *slots; // open addressing
  size_t slot_count;
  struct masks classes[CLASSES];
  VEC(struct masks) known; // by the shaper's number; masks of all bits: not yet looked up
};

#define UNKNOWN ((struct masks){ UINT64_MAX, UINT64_MAX })
#define LONGEST_LITERAL 16

static struct literal *find_literal(const struct stay *stay, struct str word) {
  for (size_t i = str_hash(word);; i++) {
    struct literal *slot = &stay->slots[i & (stay->slot_count - 1)];
    if (!slot->word.n || str_eq(slot->word, word))
      return slot;
  }
}

static void add_word(struct stay *stay, struct str word, uint64_t before, uint64_t after) {
  struct masks *masks = NULL;
  for (size_t i = 0; i < CLASSES; i++)
    if (str_is(word, class_names[i]))
      masks = &stay->classes[i];
  if (!masks) {
    struct str folded = text_fold_str(stay->arena, word);
    if (!folded.n)
      return;
    struct literal *literal = find_literal(stay, folded);
    literal->word = folded;
    masks = &literal->masks;
  }
  masks->before |= before;
  masks->after |= after;
}

struct stay *stay_create(struct arena *arena, const struct template *template) {
  struct stay *stay = arena_new(arena, struct stay);
  size_t bytes = 0;
  for (size_t i = 0; i < template->unbreakable.n; i++)
    bytes += template->unbreakable.at[i].before.n + template->unbreakable.at[i].after.n;
  for (stay->slot_count = 64; stay->slot_count < bytes; stay->slot_count *= 2) {
  }
  stay->arena = arena;
  stay->slots = arena_array(arena, struct literal, stay->slot_count);
  for (size_t i = 0; i < template->unbreakable.n && i < PATTERNS - 1; i++) {
    struct str before = template->unbreakable.at[i].before, after = template->unbreakable.at[i].after, word;
    while (str_split(&before, ' ', &word))
      add_word(stay, word, (uint64_t)1 << i, 0);
    while (str_split(&after, ' ', &word))
      add_word(stay, word, 0, (uint64_t)1 << i);
  }
  return stay;
}

static bool is_opening(char c) {
  return c == '(' || c == '[' || c == '"' || c == '\'';
}

static bool is_closing(char c) {
  return c == ')' || c == ']' || c == '"' || c == '\'' || c == ',' || c == ';' || c == ':' || c == '.' || c == '/';
}

static bool is_roman(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] != 'I' && s.p[i] != 'V' && s.p[i] != 'X' && s.p[i] != 'L' && s.p[i] != 'C')
      return false;
  return s.n > 0;
}

static bool is_number(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '.' && s.p[i] != ',' && s.p[i] != '%')
      return false;
  return s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9';
}

static bool is_code(struct str s) {
  bool digit = false, join = false;
  for (size_t i = 0; i < s.n; i++) {
    digit |= s.p[i] >= '0' && s.p[i] <= '9';
    join |= s.p[i] == '/' || s.p[i] == '-';
  }
  return join && (digit || s.p[0] == '/');
}

static bool in_class(enum word_class class, struct str s, uint32_t first, bool one) {
  switch (class) {
  case CLASS_NUMBER:
    return is_number(s);
  case CLASS_ROMAN:
    return is_roman(s);
  case CLASS_LETTER:
    return one && uni_is_letter(first);
  case CLASS_DASH:
    return one && uni_is_dash(first);
  case CLASS_CODE:
    return is_code(s);
  default:
    return true;
  }
}

// Punctuation around a word does not change its class; the word before a space loses its class by a comma or a closing
// parenthesis ("ngày, 5").
static struct masks look_up(struct stay *stay, struct str written) {
  struct str s = written;
  while (s.n > 1 && is_opening(s.p[0]))
    s = str_slice(s, 1, s.n);
  while (s.n > 1 && is_closing(s.p[s.n - 1]))
    s = str_slice(s, 0, s.n - 1);
  char last = written.p[written.n - 1];
  bool ended = written.n > 1 && is_closing(last) && last != ':' && last != '.';
  struct masks masks = { 0, 0 };
  size_t at = 0;
  uint32_t first = utf8_next(s, &at);
  for (size_t i = 0; i < CLASSES; i++)
    if (in_class((enum word_class)i, s, first, at == s.n)) {
      masks.before |= stay->classes[i].before;
      masks.after |= stay->classes[i].after;
    }
  if (s.n <= LONGEST_LITERAL) {
    struct literal *literal = find_literal(stay, text_fold_str(stay->arena, s));
    masks.before |= literal->masks.before;
    masks.after |= literal->masks.after;
  }
  if (ended)
    masks.before &= stay->classes[CLASS_ANY].before;
  return masks;
}

static struct masks masks_of(struct stay *stay, struct str word, uint32_t id) {
  if (!id)
    return look_up(stay, word);
  while (stay->known.n <= id)
    vec_push(stay->arena, &stay->known, UNKNOWN);
  struct masks *known = &stay->known.at[id];
  if (known->before == UINT64_MAX)
    *known = look_up(stay, word);
  return *known;
}

bool stay_together(struct stay *stay, struct str before, uint32_t before_id, struct str after, uint32_t after_id) {
  if (!before.n || !after.n)
    return false;
  return (masks_of(stay, before, before_id).before & masks_of(stay, after, after_id).after) != 0;
}
