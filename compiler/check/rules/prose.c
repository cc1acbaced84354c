// One pass over each folded text cuts it into words; what the words look like is taken from the text as written, to which
// the folded form leads back.
#include "compiler/check/rules/prose.h"

#include <string.h>

enum { FIRST_SLOTS = 4096, COLUMN_GAP = 4 };

struct prose *prose_create(struct arena *arena, size_t bytes) {
  enum { BYTES_OF_A_WORD = 4 }; // and of the space behind it; a Vietnamese text has some five
  struct prose *prose = arena_new(arena, struct prose);
  prose->arena = arena;
  prose->slot_count = FIRST_SLOTS;
  prose->slots = arena_array(arena, uint32_t, prose->slot_count);
  prose->syllables = syllables_create(arena);
  prose->words.cap = bytes / BYTES_OF_A_WORD + 1;
  prose->words.at = arena_array(arena, struct token, prose->words.cap);
  struct token *edge = vec_add(arena, &prose->words);
  edge->id = prose_id(prose, (struct str){ 0 });
  return prose;
}

// ---- numbers of words

static size_t slot_of(const struct prose *prose, struct str folded, uint64_t hash) {
  size_t slot = hash & (prose->slot_count - 1);
  for (uint32_t id; (id = prose->slots[slot]) != 0; slot = (slot + 1) & (prose->slot_count - 1)) {
    const struct form *form = &prose->forms.at[id - 1];
    if (form->hash == hash && str_eq(form->folded, folded))
      break;
  }
  return slot;
}

static void grow_slots(struct prose *prose) {
  prose->slot_count *= 2;
  prose->slots = arena_array(prose->arena, uint32_t, prose->slot_count);
  for (size_t i = 0; i < prose->forms.n; i++)
    prose->slots[slot_of(prose, prose->forms.at[i].folded, prose->forms.at[i].hash)] = (uint32_t)i + 1;
}

static const struct str barred_d = { "đ", 2 };

uint32_t prose_id(struct prose *prose, struct str folded) {
  uint64_t hash = str_hash(folded);
  size_t slot = slot_of(prose, folded, hash);
  if (prose->slots[slot])
    return prose->slots[slot] - 1;
  vec_push(prose->arena, &prose->forms,
           (struct form){ .folded = folded, .hash = hash, .barred = str_find(folded, barred_d, 0) != SIZE_MAX });
  uint32_t id = (uint32_t)prose->forms.n - 1;
  prose->slots[slot] = id + 1;
  if (prose->forms.n * 2 > prose->slot_count)
    grow_slots(prose);
  return id;
}

uint32_t prose_known(const struct prose *prose, struct str folded) {
  uint32_t id = prose->slots[slot_of(prose, folded, str_hash(folded))];
  return id ? id - 1 : UINT32_MAX;
}

// ---- cutting

struct cutter {
  struct prose *prose;
  const struct prose_text *text;
  size_t text_index;
  size_t at;          // in the folded text
  size_t run;         // of text->runs, the one that the word before began in
  size_t place;       // of text->map, likewise
  size_t quotes;      // how deep in quotation marks
  bool opens, starts; // the next word begins a sentence, or a part of one
  bool spaced;
};

static bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}

// The bytes of a letter beyond ASCII that Vietnamese has, by its first bytes; 0: ask.
static size_t letter_bytes(struct str s, size_t at) {
  unsigned char lead = (unsigned char)s.p[at];
  if (lead >= 0xC4 && lead <= 0xC6 && at + 1 < s.n)
    return 2;
  return lead == 0xE1 && at + 2 < s.n && ((unsigned char)s.p[at + 1] | 1) == 0xBB ? 3 : 0;
}

// Behind the letters and digits that begin at `at`; what they are.
static size_t run_end(struct str s, size_t at, enum word_kind *kind) {
  bool letters = false, digits = false;
  for (size_t next; at < s.n; at = next) {
    unsigned char c = (unsigned char)s.p[at];
    size_t bytes = c >= 'a' && c <= 'z' ? 1 : c < 0x80 ? 0 : letter_bytes(s, at);
    next = at + (bytes ? bytes : 1);
    if (bytes) {
      letters = true;
    } else if (is_digit(c)) {
      digits = true;
    } else if (c < 0x80) {
      bool point = (c == '.' || c == ',') && digits && !letters && at + 1 < s.n && is_digit((unsigned char)s.p[at + 1]);
      if (!point)
        break;
    } else {
      next = at;
      if (!uni_is_word(utf8_next(s, &next)))
        break;
      letters = true;
    }
  }
  *kind = letters && digits ? WORD_MIXED : digits ? WORD_NUMBER : WORD_LETTERS;
  return at;
}

static bool is_unread(const struct text_run *run) {
  return run->kind == TEXT_NOTE || run->kind == TEXT_REFERENCE || run->kind == TEXT_IMAGE || (run->style & TEXT_CODE);
}

static bool in_unread(struct cutter *cutter, size_t from) {
  const struct text *text = cutter->text->text;
  while (cutter->run < text->runs.n && text->runs.at[cutter->run].to <= from)
    cutter->run++;
  return cutter->run < text->runs.n && is_unread(&text->runs.at[cutter->run]);
}

// “a@b.vn”, “https://…”, “www.…”: the whole stretch up to the next space is one word; 0 when it is no address.
static size_t address_end(struct str s, size_t at) {
  size_t end = at;
  bool address = false;
  while (end < s.n && s.p[end] != ' ') {
    address =
        address || s.p[end] == '@' || (s.p[end] == ':' && end + 2 < s.n && s.p[end + 1] == '/' && s.p[end + 2] == '/');
    end++;
  }
  address = address || str_starts(str_slice(s, at, end), STR("www."));
  return address ? end : 0;
}

static unsigned shape(struct str raw, enum word_kind kind) {
  if (kind != WORD_LETTERS && kind != WORD_MIXED)
    return 0;
  size_t first = 0;
  unsigned flags = uni_is_upper(utf8_next(raw, &first)) ? WORD_CAPITAL : 0;
  if ((flags & WORD_CAPITAL) && first < raw.n && text_is_upper(raw))
    flags |= WORD_UPPER;
  for (size_t i = 0; i < raw.n; i++)
    if ((unsigned char)raw.p[i] >= 0x80)
      return flags | WORD_MARKED;
  return flags;
}

static bool is_one_of(struct str sign, const char *signs) {
  return sign.n == 1 && strchr(signs, sign.p[0]);
}

static bool is_link(const struct token *word) {
  return word->kind == WORD_SIGN && is_one_of(word->folded, "/-.@_&+");
}

// Two words with one of those signs between them and no space are one symbol.
static void link_words(struct prose *prose) {
  size_t n = prose->words.n;
  struct token *word = &prose->words.at[n - 1];
  if (n < 3 || (word->flags & WORD_SPACED))
    return;
  struct token *before = word - 1;
  if (is_link(before) && !(before->flags & WORD_SPACED) && before[-1].kind != WORD_EDGE &&
      before[-1].kind != WORD_SIGN && word->kind != WORD_SIGN) {
    word->flags |= WORD_LINKED;
    before[-1].flags |= WORD_LINKED;
  }
}

static const struct str quote_open = { "“", 3 }, quote_close = { "”", 3 };

static void follow_sign(struct cutter *cutter, struct str sign) {
  if (str_eq(sign, quote_open))
    cutter->quotes++;
  else if (str_eq(sign, quote_close) && cutter->quotes)
    cutter->quotes--;
  bool stop = is_one_of(sign, ".?!");
  if (stop)
    cutter->opens = true;
  if (stop || is_one_of(sign, ":(-+[\"") || str_eq(sign, quote_open) || sign.n > 1)
    cutter->starts = true;
}

static void add_word(struct cutter *cutter, size_t to, enum word_kind kind) {
  struct prose *prose = cutter->prose;
  const struct prose_text *text = cutter->text;
  size_t from = cutter->at;
  struct token word = { .text = (uint32_t)cutter->text_index, .kind = (uint8_t)kind };
  word.folded = str_slice(text->folded.s, from, to);
  word.from = text->folded.map[from];
  word.to = text->folded.map[to];
  word.id = prose_id(prose, word.folded);
  unsigned flags = shape(str_slice(text->text->s, word.from, word.to), kind);
  flags |= (cutter->spaced ? WORD_SPACED : 0) | (cutter->quotes ? WORD_QUOTED : 0);
  flags |= (cutter->opens ? WORD_OPENS | WORD_STARTS : 0) | (cutter->starts ? WORD_STARTS : 0);
  word.flags = (uint8_t)flags;
  if (kind == WORD_SIGN) {
    follow_sign(cutter, word.folded);
  } else {
    cutter->opens = cutter->starts = false;
  }
  struct form *form = &prose->forms.at[word.id];
  if (form->count++ == 0)
    form->first = (uint32_t)prose->words.n;
  vec_push(prose->arena, &prose->words, word);
  link_words(prose);
  cutter->spaced = false;
  cutter->at = to;
}

// “1.” of a list and “v.v.” end no sentence; a stop inside a number is none either. Only a space makes it one.
static void cut_word(struct cutter *cutter) {
  struct str s = cutter->text->folded.s;
  size_t at = cutter->at, end = at;
  enum word_kind kind;
  if (in_unread(cutter, cutter->text->folded.map[at])) {
    while (end < s.n && in_unread(cutter, cutter->text->folded.map[end]) && s.p[end] != ' ')
      end++;
    add_word(cutter, end, WORD_OTHER);
    return;
  }
  bool begins = cutter->spaced || at == 0;
  if (begins && (end = address_end(s, at)) != 0) {
    add_word(cutter, end, WORD_OTHER);
    return;
  }
  end = run_end(s, at, &kind);
  if (end == at) {
    utf8_next(s, &end);
    kind = WORD_SIGN;
  }
  add_word(cutter, end, kind);
}

static bool is_upper_text(struct str s) {
  size_t letters = 0;
  for (size_t at = 0; at < s.n && letters < 2; at++)
    letters += (s.p[at] >= 'a' && s.p[at] <= 'z');
  return letters == 0 && text_is_upper(s);
}

// White space that parts what stands on its sides: a forced line end, or the wide gap between columns of a pasted table,
// of which the text has one space and the map of the source knows more.
static bool parts(struct cutter *cutter, size_t at) {
  const struct text *text = cutter->text->text;
  if (text->s.p[at] == '\n')
    return true;
  while (cutter->place < text->map.n && text->map.at[cutter->place].at <= at)
    cutter->place++;
  if (cutter->place == 0 || cutter->place == text->map.n || text->map.at[cutter->place].at != at + 1)
    return false;
  const struct text_place *before = &text->map.at[cutter->place - 1], *after = before + 1;
  return after->source - (before->source + (at - before->at)) >= COLUMN_GAP;
}

void prose_add(struct prose *prose, enum prose_part part, const struct text *text, const struct folded *folded) {
  if (text->s.n == 0 || text->map.n == 0)
    return;
  struct prose_text *row = vec_add(prose->arena, &prose->texts);
  row->text = text;
  row->part = part;
  row->folded = folded && folded->map ? *folded : text_fold(prose->arena, text->s);
  row->upper = is_upper_text(text->s);
  row->first = prose->words.n;
  struct cutter cutter = { .prose = prose, .text = row, .text_index = prose->texts.n - 1, .opens = true };
  while (cutter.at < row->folded.s.n) {
    if (row->folded.s.p[cutter.at] == ' ') {
      cutter.spaced = true;
      cutter.starts = cutter.starts || parts(&cutter, row->folded.map[cutter.at]);
      cutter.at++;
    } else {
      cut_word(&cutter);
    }
  }
  row->end = prose->words.n;
  vec_push(prose->arena, &prose->words, (struct token){ .text = cutter.text_index });
}

void prose_finish(struct prose *prose) {
  vec_push(prose->arena, &prose->words, (struct token){ 0 });
}

// ---- words

struct str word_raw(const struct prose *prose, const struct token *word) {
  if (word->kind == WORD_EDGE)
    return (struct str){ 0 };
  return str_slice(prose->texts.at[word->text].text->s, word->from, word->to);
}

bool word_reads(const struct token *word, const char *folded) {
  return str_is(word->folded, folded);
}

bool word_is_sign(const struct token *word, char sign) {
  return word->kind == WORD_SIGN && word->folded.n == 1 && word->folded.p[0] == sign;
}

bool word_syllable(struct prose *prose, const struct token *word) {
  struct form *form = &prose->forms.at[word->id];
  if (form->syllable == 0)
    form->syllable = syllable_valid(prose->syllables, form->folded) ? 1 : -1;
  return form->syllable > 0;
}

const struct token *word_before(const struct prose *prose, size_t i) {
  return &prose->words.at[i > 0 ? i - 1 : 0];
}

const struct token *word_after(const struct prose *prose, size_t i) {
  return &prose->words.at[i + 1 < prose->words.n ? i + 1 : i];
}

struct str words_raw(const struct prose *prose, size_t first, size_t last) {
  const struct token *a = &prose->words.at[first], *b = &prose->words.at[last];
  return str_slice(prose->texts.at[a->text].text->s, a->from, b->to);
}

struct span words_span(const struct prose *prose, size_t first, size_t last) {
  const struct token *a = &prose->words.at[first], *b = &prose->words.at[last];
  return text_span(prose->texts.at[a->text].text, a->from, b->to);
}
