// Styles: what a Word file says of paragraphs and runs by name, resolved along w:basedOn (ECMA-376 part 1, 17.7).
#ifndef KEHOACH_IMPORT_STYLES_H
#define KEHOACH_IMPORT_STYLES_H

#include "compiler/import/draft.h"
#include "compiler/import/numbering.h"

// How a run looks, as far as words depend on it.
struct run_look {
  unsigned style; // bits of enum text_style
  bool capitals;  // shown in capitals, typed in any case
  bool hidden;
  struct str font;
};

struct paragraph_look {
  int list, level;  // automatic number; list 0: none, level -1: as the list says for the style
  int outline;      // 0 … 8, or -1
  enum import_align align;
  bool indented;
  int left, first; // twips; first: of the first line from `left`
  bool breaks;     // begins a page
};

struct styles;

// `root` of word/styles.xml, or NULL.
struct styles *styles_read(struct arena *arena, const struct node *root);
// Links lists that take their levels from a numbering style.
void styles_link_lists(struct arena *arena, const struct styles *styles, struct numbering *numbering);

// `name` of a paragraph style; empty or unknown: the default one. Fills both looks.
void styles_paragraph(struct styles *styles, struct str name, struct paragraph_look *paragraph, struct run_look *run);
// Lays a character style over a look.
void styles_run(struct styles *styles, struct str name, struct run_look *look);
bool styles_table_borders(struct styles *styles, struct str name);

// Lays direct properties (w:pPr, w:rPr; NULL: none) over a look.
void look_add_paragraph(const struct node *properties, struct paragraph_look *look);
void look_add_run(const struct node *properties, struct run_look *look);
bool look_borders(const struct node *borders); // w:tblBorders, w:tcBorders: some rule is drawn

// A switch like <w:b/>: on unless its value says no.
bool node_on(const struct node *node);

#endif
