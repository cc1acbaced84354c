// Page: what the parts of the reader of HTML pages share. Not for other folders.
#ifndef KEHOACH_IMPORT_PAGE_H
#define KEHOACH_IMPORT_PAGE_H

#include "compiler/import/draft.h"
#include "compiler/import/legacy.h"
#include "compiler/import/tree.h"

enum { PAGE_STYLES = 6 }; // bits of enum text_style

struct page_list {
  bool ordered;
  struct str format; // of ST_NumberFormat; empty: no number is shown
  int next, step;
};

struct page {
  struct arena *arena;
  struct import_draft *draft;
  enum legacy legacy;      // of the whole page
  struct import_cell *cell; // the paragraphs go there; NULL: into the draft
  size_t styles[PAGE_STYLES]; // elements open that set the style
  struct import_paragraph paragraph;
  struct str number;       // of the list item that was begun and has no words yet
  VEC(char) words;         // of the run being read
  unsigned style;          // of it
  struct str link, font;   // of it
  bool space;              // white space waits for the next word
  VEC(struct page_list) lists;
};

// page.c: everything below a node.
void page_read(struct page *page, const struct node *top);
// page_tables.c: a table that holds data becomes a block, or false: it only lays out what is in it.
bool page_read_table(struct page *page, const struct node *table);
// page_navigation.c
bool page_is_navigation(const struct node *node);
struct str page_words(struct arena *arena, const struct node *node); // all words below
// The value of a property in a style attribute, lower case; empty: not set.
struct str page_css(struct arena *arena, const struct node *node, const char *property);

#endif
