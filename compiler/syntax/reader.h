// Reader: what the parts of the syntax phase share while one source is read. Not for other folders.
//
// The Markdown parser says what a block's words are, not where they stand. A cursor therefore walks over the input along
// with the parser's words, in order: what it matches gets its place, what it steps over is markup. Every byte that a text
// or known markup took is marked in `covered`; words that stay unmarked were lost by the parser and are put back.
#ifndef KEHOACH_SYNTAX_READER_H
#define KEHOACH_SYNTAX_READER_H

#include "compiler/syntax/draft.h"
#include "compiler/syntax/input.h"
#include "compiler/syntax/syntax.h"

typedef struct cmark_node cmark_node;

// The inline content being read.
struct inlines {
  int styles[8];        // how often each style bit is open
  struct str target;    // of the link around
  int images;           // open images
  struct str image;     // target of the outermost
  bool verbatim;        // in code: no escapes, no entities
  bool lost;            // the cursor lost the source once in this block: it stays where it is
};

struct reader {
  struct arena *arena;
  const struct source *source;
  struct diags *diags;
  struct input *input;
  struct draft draft;
  struct inlines inlines;
  size_t at, limit;       // cursor in the input, end of the block
  char *covered;          // for each byte of the source: 1 when it has a place
  struct syntax *syntax;
  size_t front_end;       // end of a YAML block that could not be read and is body now
  VEC(struct block) blocks; // as Markdown gives them; paragraphs hold '\n' at soft line ends
  bool layout;            // lines were indented like a page's columns
  bool raw;               // an official text as it was pasted: no front matter, no Markdown headings
};

// Marks input bytes from…to as having a place.
void reader_cover(struct reader *reader, size_t from, size_t to);
// Reports with the words quoted, shortened to a line.
void reader_report(struct reader *reader, const struct diag_rule *rule, struct span span, struct str words);
struct str shortened(struct arena *arena, struct str s, size_t characters);

// The span with its end not before its start: places of damaged input may run backwards.
static inline struct span span_ordered(struct span span) {
  span.end = span.end > span.start ? span.end : span.start;
  return span;
}

// inlines.c
void inlines_begin(struct reader *reader, size_t at, size_t limit);
void inlines_event(struct reader *reader, cmark_node *node, bool entering);
// Bytes of the input from `at` on, as they stand.
void inlines_literal(struct reader *reader, size_t at, size_t n, unsigned style);
void inlines_break(struct reader *reader, size_t at);
// The bytes at…end as HTML: tags that mean something do, others are text.
void inlines_html(struct reader *reader, size_t at, size_t end);

// blocks.c: the body's Markdown as blocks.
void blocks_read(struct reader *reader, size_t from);
// rest.c: words that no block holds become paragraphs of their own.
void rest_read(struct reader *reader);
// lines.c: paragraphs of several lines that are several paragraphs in truth.
void lines_split(struct reader *reader);
// front.c: entries; the offset where the body begins.
size_t front_read(struct reader *reader, size_t from);
// letterhead.c, closing.c: zones and the entries they give.
void letterhead_read(struct reader *reader);
void closing_read(struct reader *reader);
// outline.c
void outline_read(struct reader *reader);

#endif
