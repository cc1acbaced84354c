// What the files of the HTML emitter share. Private to runtime/emit/html*.
#ifndef KEHOACH_EMIT_HTML_H
#define KEHOACH_EMIT_HTML_H

#include "runtime/emit/emit.h"

enum { PERMILLE = 1000, SPACE_LIMIT = 1000, DEEPEST_LIST = 9 };

// What the page says by itself, in both languages: rows of html_words.c.
enum html_word {
  HTML_SKIP, HTML_CONTENTS, HTML_NOTES, HTML_NOTE, HTML_BACK, HTML_TABLE, HTML_UNTITLED,
  HTML_FILTER, HTML_ALL, HTML_ROLE, HTML_ANY_ROLE, HTML_FIND, HTML_SORT, HTML_UNSORTED, HTML_CLEAR, HTML_PRINT,
  HTML_ALL_ROWS, HTML_SOME_ROWS, HTML_UP, HTML_DOWN, HTML_FIGURES, HTML_WORDS
};

// The body is written before the head: the style sheet holds only what the body uses, and the content policy holds the
// hashes of style sheet and script.
struct html {
  struct arena *arena;
  const struct doc *doc;
  const struct template *template;
  struct buf *out;                 // the body
  bool *styles;                    // used, by index in template->styles
  bool widths[PERMILLE + 1];       // used widths of columns, in thousandths: class "w400"
  bool spaces[SPACE_LIMIT + 1];    // used blank heights in points: class "h79"
  int *marks;                      // how often each footnote was marked
  size_t tables;                   // met so far, for their names
  int lists[DEEPEST_LIST];         // levels of the open lists, outermost first
  size_t open_lists;
  bool filters;                    // some table can be filtered
  bool follows;                    // some picture follows such a table
  struct buf grids;                // rules of long tables, whose rows are laid out each by itself
};

// html_words.c
const char *html_word(const struct html *html, enum html_word word);
const char *html_lang(const struct html *html); // attribute of elements that hold such words, where it is not the page's

// html_blocks.c
void html_blocks(struct html *html, const struct doc_blocks *blocks);
void html_runs(struct html *html, const struct doc_paragraph *paragraph);
const char *html_class(struct html *html, const char *style); // marks the style as used
int html_width(struct html *html, double percent);            // marks the width as used; in thousandths
void html_id(struct buf *out, struct str name);               // characters that would end a fragment become '-'

// html_table.c
void html_table(struct html *html, const struct doc_table *table);

// html_filter.c
void html_filter(struct html *html, const struct doc_table *table); // the form above the table, shown by the script

// html_picture.c
void html_picture(struct html *html, const struct doc_picture *picture);

// html_style.c
void html_style(const struct html *html, struct buf *css); // from the template and what was used

// html_encode.c
void html_base64(struct buf *out, struct str bytes);
void html_sha256(struct str bytes, unsigned char digest[32]);

#endif
