// Word: what the parts of the reader of Word files share (ECMA-376, WordprocessingML). Not for other folders.
#ifndef KEHOACH_IMPORT_WORD_H
#define KEHOACH_IMPORT_WORD_H

#include "compiler/import/keys.h"
#include "compiler/import/package.h"
#include "compiler/import/styles.h"

// A field that is open: PAGE, HYPERLINK …
struct field {
  VEC(char) instruction;
  bool result;  // its result is being read
  bool dropped; // the result is running matter
  bool noted;   // the result is the number of a note, whose mark stands for it
  struct str link;
};

// Something that is called by an id: a note, a comment, a relationship.
struct named {
  const struct node *node;
  int label; // of a note: its number; of the others 1 once they were told. 0: not yet
};

// Words of one look that wait for more of the same: a letter of an old font may be parted between runs.
struct pending {
  struct run_look look;
  struct str link;
  VEC(char) words;
};

// Words left out, gathered into one entry of the report.
struct dropped {
  enum import_fact fact;
  VEC(char) words;
};

struct paragraphs {
  VEC(struct import_paragraph) list;
};

struct word {
  struct arena *arena;
  struct import_draft *draft;
  struct package *package;
  struct styles *styles;
  struct numbering *numbering;
  struct str part;                   // name of the main document
  struct keys relations, footnotes, endnotes, comments; // id → struct named
  struct keys marks;                 // bookmark around a footnote's mark → the w:footnoteReference
  VEC(struct named *) notes;         // those referred to, in order of their labels
  uint32_t place;                    // of the paragraph being read
  struct import_paragraph paragraph; // being read
  bool in_cell;                      // of a table: runs of spaces leave room there, they part no columns
  bool carried;                      // the mark of the paragraph before is gone: its runs go on in this one
  bool page_before, page_after;      // page breaks found in it
  VEC(struct field) fields;          // open, outermost first
  size_t fields_dropped, fields_noted, fields_in_instruction;
  struct pending pending;
  struct dropped dropped;
  VEC(const struct node *) boxes;    // text boxes found
  size_t boxes_read;
  VEC(struct str) fonts_told;        // old fonts that were converted
  size_t image_bytes;
};

// word_runs.c: the content of a paragraph into word->paragraph.
void word_read_runs(struct word *word, const struct node *paragraph, const struct run_look *look);
// What waits goes into the paragraph and the report.
void word_flush(struct word *word);
void word_tell(struct word *word, enum import_fact fact, struct str words, struct str value);
// All words below a node, those of deleted runs as well; paragraphs parted by a space.
struct str word_words(struct arena *arena, const struct node *node);
// The alternative that is left out of a choice for programs of different age.
bool word_other_choice(const struct node *node);

// word_front.c: `name` of the part with the properties, or empty. Into word->draft->front.
bool word_read_front(struct word *word, struct str name, struct import_error *error);

// word_objects.c: what lies in a run beside words. `node` is the element that names it.
void word_add_image(struct word *word, const struct node *node);
void word_add_note(struct word *word, const struct keys *notes, const struct node *node);
void word_tell_comment(struct word *word, const struct node *node);
struct str word_link(const struct word *word, struct str relation); // of a hyperlink; empty: nothing to go to
// The text that a letter of Symbol or Wingdings shows; false for other fonts and unknown signs.
bool word_symbol(struct str font, uint32_t code, struct str *text);

// word_paragraphs.c: one paragraph; false while it waits for the one behind it, or is none that is seen.
bool word_read_paragraph(struct word *word, const struct node *node, struct import_paragraph *out);
// All paragraphs below a node, tables as lines with tabs, text boxes behind.
void word_read_paragraphs(struct word *word, const struct node *node, struct paragraphs *out);
void word_read_boxes(struct word *word, struct paragraphs *out); // text boxes found and not yet read
// A paragraph's mark or a row that a tracked change took away; `properties` hold w:ins or w:del.
bool word_gone(const struct word *word, const struct node *properties);

// word_tables.c
void word_read_table(struct word *word, const struct node *table, struct import_table *out);

#endif
