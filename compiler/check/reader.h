// What the readers that make a plan share. check_plan calls them in the order in which they stand here; each fills its
// part of the plan and leans only on the parts above it.
#ifndef KEHOACH_CHECK_READER_H
#define KEHOACH_CHECK_READER_H

#include "compiler/check/plan.h"
#include "compiler/check/terms.h"

struct prose; // all words, see prose.h
struct citations; // see citations.h
struct index; // names and numbers → items, see numbers.c

struct reader {
  struct arena *arena;
  struct plan *plan;
  const struct syntax *syntax;
  const struct registry *registry;
  const struct terms *terms;
  struct lexicon *lexicon;
  struct index *index;
  struct prose *prose;      // made before the rules of words
  const struct source *house_style; // van-phong.tsv, or NULL
  const struct citations *citations; // NULL until asked for
  struct str standing_list; // noi-nhan.tsv, or empty
  struct diags *diags;
};

void header_read(struct reader *reader); // letterhead, output options, the plan's own names from the front matter
void signature_read(struct reader *reader);
void items_read(struct reader *reader);      // the tree
void annexes_read(struct reader *reader);    // titles of annexes
void sections_read(struct reader *reader);   // kinds of sections
void numbers_read(struct reader *reader);    // printed numbers, paths, anchors; fills the index
void annexes_number(struct reader *reader);  // of the annexes, from their paths
void bases_read(struct reader *reader);      // lead-in and legal bases
void aliases_read(struct reader *reader);    // short names declared in the text
void periods_read(struct reader *reader);    // span and phases of the plan
void recipients_read(struct reader *reader); // needs the lexicon
void objectives_read(struct reader *reader);
void references_read(struct reader *reader);
void recipients_propose(struct reader *reader); // nơi nhận: tự động; needs the tasks

// ---- numbers.c
// The first item with that key ("IV-1-1", "phan-2-IV"), or with that {#id}; NULL when there is none.
struct item *index_key(const struct index *index, struct str key);
struct item *index_id(const struct index *index, struct str id);
// "IV-1-1" of the parts of a number from the outside in; a part that repeats the one before it replaces it.
struct str key_join(struct arena *arena, const struct str *parts, size_t n);
// The part of a key that a label makes: "IV", "1-1", "a", "phan-2"; empty for bullets.
struct str key_part(struct arena *arena, const struct label *label);
// Numbers as words: 4 → "IV" (up to 3999, else Arabic).
struct str number_roman(struct arena *arena, int number);
// The letter of a point: 5 → "đ"; empty beyond the alphabet.
struct str number_letter(int number);

// ---- sections.c
// {nhiệm vụ}: the kind that a phrase of the vocabulary, or the kind's own name, states; -1 when there is none.
int section_stated(struct reader *reader, struct str stated);

// ---- text
struct text text_plain(struct str s); // words that stand in no source
struct text text_trimmed(struct arena *arena, const struct text *text);
struct text text_joined(struct arena *arena, const struct text *a, const struct text *b); // one space between
// The part of the text that is the folded range from…to of `folded`.
struct text text_folded_part(struct arena *arena, const struct text *text, const struct folded *folded, size_t from,
                             size_t to);
size_t text_words(struct str s);                          // how many
bool text_whole(const struct text *text, unsigned style); // every word has the style

// The next line that is not blank, trimmed; *at counts from 0 and is moved on. False behind the last.
bool text_line(struct arena *arena, const struct text *text, size_t *at, struct text *line);
// The same for the lines of a scalar or the scalars of a list.
bool entry_line(struct arena *arena, const struct entry *entry, size_t *at, struct text *line);

#endif
