// References inside the plan: [@id], and written ones (“khoản 2.1, Mục 2, Phần II”, “Phụ lục I kèm theo”). A written one is
// a chain of parts from the inside out; its key is looked up as it stands and then below each part around the reference.
// What cites another document (“khoản 2 Điều 5 Nghị định …”) is left alone.
#include "compiler/check/reader.h"

#include <string.h>

#include "grammar/data.h"

enum { PARTS = 6, KEYS = 24, PLACES = 999 };

// A row of grammar/references.tsv.
struct unit {
  struct str word;
  unsigned reads, prints; // sets of enum scheme
};

struct scanner {
  struct reader *reader;
  VEC(struct unit) units;
  bool first[256]; // bytes that begin the word of a unit
  const struct text *text;
  struct folded folded;
  const struct item *item; // the text belongs to it
};

// One part of a chain: “mục 2”. Two readings: “Phần II” may be a part or the section II.
struct part {
  size_t unit;
  struct str key[2];
};

static bool in(unsigned set, enum scheme scheme) {
  return set >> scheme & 1;
}

static unsigned scheme_set(struct str names) {
  static const char *const known[SCHEMES] = {
    [SCHEME_PART] = "part",         [SCHEME_CHAPTER] = "chapter",   [SCHEME_SECTION] = "section",
    [SCHEME_ARTICLE] = "article",   [SCHEME_ROMAN] = "roman",       [SCHEME_ARABIC] = "arabic",
    [SCHEME_DECIMAL2] = "decimal2", [SCHEME_DECIMAL3] = "decimal3", [SCHEME_LETTER] = "letter",
    [SCHEME_DASH] = "dash",         [SCHEME_PLUS] = "plus",         [SCHEME_STAR] = "star",
    [SCHEME_ANNEX] = "annex",
  };
  unsigned set = 0;
  struct str name;
  while (str_split(&names, ' ', &name))
    for (int scheme = 1; scheme < SCHEMES; scheme++)
      if (known[scheme] && str_is(name, known[scheme]))
        set |= 1u << scheme;
  return set;
}

static void read_units(struct scanner *scanner) {
  struct str cells[TABLE_CELLS];
  for (struct str rest = grammar_references; table_row(&rest, cells);) {
    struct unit unit = { cells[0], scheme_set(cells[1]), scheme_set(cells[2]) };
    vec_push(scanner->reader->arena, &scanner->units, unit);
    scanner->first[(unsigned char)cells[0].p[0]] = true;
  }
}

// ---- one part of a chain

static size_t skip_spaces(struct str s, size_t at) {
  while (at < s.n && s.p[at] == ' ')
    at++;
  return at;
}

// A number of the unit at `at`: the label it would have as an item. Its end, or 0.
static size_t number_of(struct scanner *scanner, const struct unit *unit, size_t at, struct label *label) {
  struct str s = scanner->folded.s;
  const struct terms *terms = scanner->reader->terms;
  size_t to = at;
  while (to < s.n && s.p[to] != ' ' && s.p[to] != ',' && s.p[to] != ';' && s.p[to] != ')')
    to++;
  while (to > at && strchr(".:/", s.p[to - 1])) // “Phụ lục II./.”
    to--;
  struct str written = str_slice(scanner->text->s, scanner->folded.map[at], scanner->folded.map[to]);
  const struct term *ordinal = terms_at(terms, TERMS_ORDINAL, s, at);
  if (ordinal) {
    *label = (struct label){ .scheme = SCHEME_PART, .count = 1 };
    label->numbers[0] = (int)(ordinal - terms->lists[TERMS_ORDINAL].at) + 1;
    return at + ordinal->phrase.n;
  }
  if (written.n == 0 || written.n > 12)
    return 0;
  bool letter = in(unit->reads, SCHEME_LETTER);
  struct str line = str_printf(scanner->reader->arena, STR_FMT "%s x", STR_ARG(written), letter ? ")" : ".");
  return label_read(line, label) == written.n + 1 ? to : 0;
}

// The two readings of a unit and a number. False when the unit never has such a number.
static bool part_keys(struct arena *arena, const struct unit *unit, struct label label, struct part *part) {
  static const enum scheme worded[] = { SCHEME_PART, SCHEME_CHAPTER, SCHEME_SECTION, SCHEME_ARTICLE, SCHEME_ANNEX };
  size_t n = 0;
  for (size_t i = 0; i < sizeof worded / sizeof *worded; i++)
    if (in(unit->reads, worded[i]) && label.count == 1 && label.scheme != SCHEME_LETTER) {
      struct label as = label;
      as.scheme = worded[i];
      part->key[n++] = key_part(arena, &as);
    }
  if (n < 2 && in(unit->reads, label.scheme) && (n == 0 || label.scheme != worded[0]))
    part->key[n++] = key_part(arena, &label);
  if (n == 1)
    part->key[1] = part->key[0];
  return n > 0;
}

// A part at `at`: its end, or 0.
static size_t read_part(struct scanner *scanner, size_t at, struct part *part) {
  struct str s = scanner->folded.s;
  for (size_t i = 0; i < scanner->units.n; i++) {
    const struct unit *unit = &scanner->units.at[i];
    if (!unit->reads || !str_starts(str_slice(s, at, s.n), unit->word) || !whole_word(s, at, unit->word.n))
      continue;
    struct label label = { 0 };
    size_t behind = at + unit->word.n, number = skip_spaces(s, behind);
    size_t end = number > behind ? number_of(scanner, unit, number, &label) : 0;
    part->unit = i;
    if (end && part_keys(scanner->reader->arena, unit, label, part))
      return end;
    if (!in(unit->reads, SCHEME_ANNEX))
      return 0;
    part->key[0] = part->key[1] = STR("phu-luc");
    return behind;
  }
  return 0;
}

// What may stand between two parts of a chain.
static size_t skip_joint(const struct terms *terms, struct str s, size_t from) {
  size_t at = skip_spaces(s, from);
  if (at < s.n && s.p[at] == ',')
    at = skip_spaces(s, at + 1);
  const struct term *joint = terms_at(terms, TERMS_JOINT, s, at);
  return joint ? skip_spaces(s, at + joint->phrase.n) : at;
}

struct chain {
  struct part parts[PARTS]; // from the inside out
  size_t n, from, to;       // bytes of the folded text
};

static bool read_chain(struct scanner *scanner, size_t at, struct chain *chain) {
  struct part part;
  *chain = (struct chain){ .from = at };
  for (size_t end; chain->n < PARTS && (end = read_part(scanner, at, &part));) {
    if (chain->n && part.unit <= chain->parts[chain->n - 1].unit)
      break;
    chain->parts[chain->n++] = part;
    chain->to = end;
    at = skip_joint(scanner->reader->terms, scanner->folded.s, end);
  }
  return chain->n > 0;
}

// ---- what a chain names

// The chain's key below the first `depth` parts around the reference, in one of its readings.
static struct item *find_below(struct scanner *scanner, const struct chain *chain, size_t depth, unsigned reading) {
  struct str keys[KEYS];
  size_t n = 0;
  for (; n < depth; n++)
    keys[n] = scanner->item->keys[n];
  for (size_t i = chain->n; i > 0; i--)
    keys[n++] = chain->parts[i - 1].key[reading >> ((i - 1) & 1) & 1];
  return index_key(scanner->reader->index, key_join(scanner->reader->arena, keys, n));
}

static struct item *resolve(struct scanner *scanner, const struct chain *chain) {
  size_t depth = scanner->item->path.n;
  for (size_t i = 0; i <= depth && depth + PARTS < KEYS; i++)
    for (unsigned reading = 0; reading < 4; reading++) {
      // As it stands first, then below the nearest part around it, and so outwards.
      struct item *item = find_below(scanner, chain, i == 0 ? 0 : depth - i + 1, reading);
      if (item)
        return item;
    }
  return NULL;
}

// “Phụ lục” without number: the only annex, or the first of several.
static const struct item *resolve_annex(struct scanner *scanner, const struct chain *chain) {
  const struct plan *plan = scanner->reader->plan;
  bool bare = str_is(chain->parts[0].key[0], "phu-luc");
  bool first = str_is(chain->parts[0].key[0], "phu-luc-1");
  return plan->annexes.n && (bare || (first && plan->annexes.n == 1)) ? plan->annexes.at[0].item : NULL;
}

enum side { SIDE_UNKNOWN, SIDE_OWN, SIDE_FOREIGN };

// Whose part it is, by the words behind it: “… của Kế hoạch này”, “… kèm theo Nghị định …”.
static enum side side_behind(struct scanner *scanner, size_t at) {
  const struct terms *terms = scanner->reader->terms;
  struct str s = scanner->folded.s;
  bool own = false;
  for (int steps = 0; steps < 4; steps++) {
    at = skip_spaces(s, at);
    if (at < s.n && s.p[at] == ',')
      at = skip_spaces(s, at + 1);
    if (terms_at(terms, TERMS_FOREIGN, s, at))
      return SIDE_FOREIGN;
    own |= terms_at(terms, TERMS_OWN, s, at) != NULL;
    const struct term *link = terms_at(terms, TERMS_LINK, s, at);
    if (!link)
      break;
    at += link->phrase.n;
  }
  return own ? SIDE_OWN : SIDE_UNKNOWN;
}

static void add(struct scanner *scanner, const struct item *target, size_t from, size_t to, struct str printed) {
  struct reference reference = { .target = target, .span = text_span(scanner->text, from, to) };
  reference.written = str_slice(scanner->text->s, from, to);
  reference.printed = printed.n ? printed : reference.written;
  vec_push(scanner->reader->arena, &scanner->reader->plan->references, reference);
}

// A chain that is not found is the plan's own only where the words say so: rather miss one than blame a citation.
static void add_chain(struct scanner *scanner, const struct chain *chain) {
  enum side side = side_behind(scanner, chain->to);
  if (side == SIDE_FOREIGN)
    return;
  const struct item *target = resolve(scanner, chain);
  if (!target)
    target = resolve_annex(scanner, chain);
  unsigned outermost = scanner->units.at[chain->parts[chain->n - 1].unit].reads;
  bool chained = chain->n >= 2 && !in(outermost, SCHEME_ARTICLE) && !in(outermost, SCHEME_ANNEX);
  if (!target && side != SIDE_OWN && !chained)
    return;
  add(scanner, target, scanner->folded.map[chain->from], scanner->folded.map[chain->to], (struct str){ 0 });
}

static bool begins_word(struct str s, size_t at) {
  return at == 0 || s.p[at - 1] == ' ' || s.p[at - 1] == '(' || s.p[at - 1] == '"';
}

static void scan_written(struct scanner *scanner) {
  struct str s = scanner->folded.s;
  struct chain chain;
  for (size_t at = 0; at < s.n; at++)
    if (scanner->first[(unsigned char)s.p[at]] && begins_word(s, at) && read_chain(scanner, at, &chain)) {
      add_chain(scanner, &chain);
      at = chain.to - 1;
    }
}

// ---- [@id]

// The word by which parts of a scheme are called when they are printed; empty where the number says it itself.
static struct str printed_word(const struct scanner *scanner, enum scheme scheme) {
  bool worded = scheme == SCHEME_PART || scheme == SCHEME_CHAPTER || scheme == SCHEME_SECTION ||
                scheme == SCHEME_ARTICLE || scheme == SCHEME_ANNEX;
  for (size_t i = 0; i < scanner->units.n && !worded; i++)
    if (in(scanner->units.at[i].prints, scheme))
      return scanner->units.at[i].word;
  return (struct str){ 0 };
}

// How many bullets of its scheme stand before the item in their list, itself included.
static int bullet_place(const struct item *item) {
  int place = 0;
  for (const struct item *at = item; at && at->label.scheme == item->label.scheme && place < PLACES; at = at->previous)
    place++;
  return place;
}

static bool has_own_number(const struct item *item) {
  return item->parent && item->path.at != item->parent->path.at;
}

// “gạch đầu dòng thứ nhất”
static void print_bullet(struct scanner *scanner, const struct item *item, struct buf *out) {
  const struct terms *terms = scanner->reader->terms;
  struct str word = printed_word(scanner, item->label.scheme);
  size_t place = (size_t)bullet_place(item);
  if (word.n == 0)
    return;
  buf_printf(out, STR_FMT " ", STR_ARG(word));
  if (place <= terms->lists[TERMS_ORDINAL].n)
    buf_str(out, terms->lists[TERMS_ORDINAL].at[place - 1].phrase);
  else
    buf_printf(out, "%zu", place);
}

// “mục 1.1 phần IV”: from the inside out, without parts that the next inner number repeats.
static struct str official(struct scanner *scanner, const struct item *target) {
  struct arena *arena = scanner->reader->arena;
  struct buf out = { 0 };
  struct str inner = { 0 };
  if (!has_own_number(target))
    print_bullet(scanner, target, &out);
  for (const struct item *item = target; item->parent; item = item->parent) {
    if (!has_own_number(item))
      continue;
    struct str key = item->keys[item->path.n - 1], word = printed_word(scanner, item->label.scheme);
    struct str pair[] = { key, inner };
    bool repeated = inner.n && key_join(arena, pair, 2).n == inner.n;
    inner = key;
    if (repeated)
      continue;
    buf_text(&out, out.n ? " " : "");
    if (word.n)
      buf_printf(&out, STR_FMT " ", STR_ARG(word));
    buf_str(&out, *vec_last(&item->path));
  }
  struct str printed = str_copy(arena, out.n ? buf_view(&out) : target->text.s);
  buf_finish(&out);
  return printed;
}

static void scan_runs(struct scanner *scanner) {
  for (size_t i = 0; i < scanner->text->runs.n; i++) {
    const struct text_run *run = &scanner->text->runs.at[i];
    if (run->kind != TEXT_REFERENCE)
      continue;
    const struct item *target = index_id(scanner->reader->index, run->target);
    add(scanner, target, run->from, run->to, target ? official(scanner, target) : (struct str){ 0 });
  }
}

static void scan(struct scanner *scanner, const struct text *text, struct folded folded) {
  scanner->text = text;
  scanner->folded = folded;
  scan_runs(scanner);
  scan_written(scanner);
}

void references_read(struct reader *reader) {
  struct plan *plan = reader->plan;
  struct scanner scanner = { .reader = reader };
  read_units(&scanner);
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    scanner.item = item;
    scan(&scanner, &item->text, item->folded);
    for (size_t i = 0; item->table && i < item->table->cells.n; i++) {
      const struct text *cell = &item->table->cells.at[i].text;
      scan(&scanner, cell, text_fold(reader->arena, cell->s));
    }
  }
  scanner.item = plan->root;
  for (size_t i = 0; i < plan->notes.n; i++)
    scan(&scanner, &plan->notes.at[i].text, text_fold(reader->arena, plan->notes.at[i].text.s));
}
