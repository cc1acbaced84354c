// Reading citations: “số”, behind it a number with its symbol, before it the kind of document, behind it the date.
#include "compiler/check/rules/citations.h"

#include <string.h>

#include "compiler/check/phrases.h"

enum { KIND_WORDS = 4, SYMBOL_WORDS = 24, PART_LIMIT = 4 };

static bool is_number(const struct token *word, int *value) {
  return word->kind == WORD_NUMBER && word->folded.n <= 4 && str_to_int(word->folded, value);
}

static bool is_stroke(const struct token *word) {
  return word_is_sign(word, '/') && !(word->flags & WORD_SPACED);
}

// ---- dates

bool prose_date_at(const struct prose *prose, size_t i, struct date *date, size_t *last) {
  const struct token *word = &prose->words.at[i];
  int day, month, year;
  if (i + 4 >= prose->words.n || !is_number(word, &day) || word->folded.n > 2)
    return false;
  bool strokes = is_stroke(&word[1]) && !(word[2].flags & WORD_SPACED), words = word_reads(&word[1], "tháng");
  if (!(strokes || words) || !is_number(&word[2], &month) || word[2].folded.n > 2)
    return false;
  *date = (struct date){ 0, month, day };
  *last = i + 2;
  bool with_year = strokes ? is_stroke(&word[3]) && !(word[4].flags & WORD_SPACED) : word_reads(&word[3], "năm");
  if (with_year && is_number(&word[4], &year) && word[4].folded.n == 4) {
    date->year = year;
    *last = i + 4;
  }
  return true;
}

// ---- numbers

// The last word of the symbol that begins with the number at `i`; 0 when it is none.
static size_t symbol_end(const struct prose *prose, size_t i) {
  bool letters = false;
  size_t last = 0;
  for (size_t k = i; k < prose->words.n && k < i + SYMBOL_WORDS; k++) {
    const struct token *word = &prose->words.at[k];
    bool sign = word_is_sign(word, '/') || word_is_sign(word, '-') || word_is_sign(word, '&');
    if (word->kind == WORD_EDGE || (k > i && (word->flags & WORD_SPACED)) || (word->kind == WORD_SIGN && !sign))
      break;
    letters |= word->kind == WORD_LETTERS || word->kind == WORD_MIXED;
    if (!sign)
      last = k;
  }
  return letters && last > i ? last : 0;
}

static struct str next_part(struct str *rest, char *separator) {
  size_t at = 0;
  while (at < rest->n && rest->p[at] != '/' && rest->p[at] != '-')
    at++;
  struct str part = str_slice(*rest, 0, at);
  *separator = at < rest->n ? rest->p[at] : 0;
  *rest = str_slice(*rest, at + 1, rest->n);
  return part;
}

static void cut_number(struct citation *citation) {
  struct str rest = citation->number, part;
  char separator;
  citation->digits = next_part(&rest, &separator);
  citation->party = separator == '-';
  part = next_part(&rest, &separator);
  int year;
  if (!citation->party && part.n == 4 && str_to_int(part, &year)) {
    citation->year = year;
    part = next_part(&rest, &separator);
  }
  citation->type = part;
  citation->body = rest;
}

// ---- one citation

// The kind of document that stands just before word `i`, its first word in *first.
static const struct term *kind_before(struct reader *reader, size_t i, size_t *first) {
  const struct prose *prose = reader->prose;
  const struct token *end = &prose->words.at[i];
  struct str folded = prose->texts.at[end->text].folded.s;
  size_t to = (size_t)(end[-1].folded.p - folded.p) + end[-1].folded.n;
  for (size_t k = KIND_WORDS; k > 0; k--) {
    if (i < k || prose->words.at[i - k].kind == WORD_EDGE || prose->words.at[i - k].text != end->text)
      continue;
    size_t at = (size_t)(prose->words.at[i - k].folded.p - folded.p);
    const struct term *kind = terms_at(reader->terms, TERMS_CITED, folded, at);
    if (kind && at + kind->phrase.n == to) {
      *first = i - k;
      return kind;
    }
  }
  return NULL;
}

static bool citation_at(struct reader *reader, size_t i, struct citation *citation) {
  const struct prose *prose = reader->prose;
  const struct token *word = &prose->words.at[i];
  if (word[1].kind != WORD_NUMBER && word[1].kind != WORD_MIXED)
    return false;
  size_t last = symbol_end(prose, i + 1);
  if (!last)
    return false;
  *citation = (struct citation){ .first = i, .last = last };
  if (i > 0 && word[-1].kind != WORD_EDGE)
    citation->kind = kind_before(reader, i, &citation->first);
  citation->number = words_raw(prose, i + 1, last);
  cut_number(citation);
  struct date date;
  size_t end;
  bool dated = word_reads(&prose->words.at[last + 1], "ngày") && prose_date_at(prose, last + 2, &date, &end);
  if (dated && date_is_whole(date)) {
    citation->date = date;
    citation->date_last = end;
  }
  return true;
}

// ---- all of them

static void read_all(struct reader *reader, struct citations *citations) {
  const struct prose *prose = reader->prose;
  uint32_t so = prose_known(prose, STR("số"));
  for (size_t i = 0; so != UINT32_MAX && i + 3 < prose->words.n; i++) {
    struct citation citation;
    const struct token *word = &prose->words.at[i];
    if (word->id != so || word->kind != WORD_LETTERS || !citation_at(reader, i, &citation))
      continue;
    vec_push(reader->arena, &citations->list, citation);
    i = citation.last;
  }
}

// Links each to the one of the same number before it; kind and number make a document.
static void link_all(struct reader *reader, struct citations *citations) {
  struct phrases numbers;
  phrases_init(&numbers, reader->arena, citations->list.n + 1);
  for (size_t i = 0; i < citations->list.n; i++) {
    struct citation *citation = &citations->list.at[i];
    uint32_t node = phrases_grow(&numbers, 0, word_key(text_fold_str(reader->arena, citation->number)));
    uint32_t *newest = &numbers.values.at[node];
    citation->before = *newest ? &citations->list.at[*newest - 1] : NULL;
    *newest = (uint32_t)i + 1;
  }
}

const struct citations *citations_of(struct reader *reader) {
  if (!reader->citations) {
    struct citations *citations = arena_new(reader->arena, struct citations);
    read_all(reader, citations);
    link_all(reader, citations);
    reader->citations = citations;
  }
  return reader->citations;
}
