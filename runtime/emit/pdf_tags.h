// Elements of the structure tree, shared by what grows it (pdf_tags.c) and what prints it (pdf_tree.c).
#ifndef KEHOACH_EMIT_PDF_TAGS_H
#define KEHOACH_EMIT_PDF_TAGS_H

#include "runtime/emit/pdf.h"

#define NONE UINT32_MAX

enum kid_kind { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION };

struct pdf_kid {
  enum kid_kind kind;
  uint32_t next;
  uint32_t value; // ELEMENT: index; CONTENT: MCID
  uint32_t page;  // CONTENT, ANNOTATION
  HPDF_Dict annotation;
};

struct pdf_element {
  const struct pdf *pdf;
  const struct tag *tag; // NULL: a span made here
  enum tag_kind kind;
  uint32_t parent;
  uint32_t first_child, last_child, next_sibling; // in the order of tags
  uint32_t unplaced;                              // the next child that is not among the kids
  uint32_t first_kid, last_kid;
  uint32_t page; // of the first content
  bool placed, live;
  const char *numbering; // of a list
  const struct frame_item *image;
  uint32_t note;   // number of a footnote, from 1
  uint32_t number; // in the file's range of elements
};

// Structure types of ISO 32000-1, 14.8.4.
struct pdf_kind {
  const char *name;
  uint32_t parents; // set of kinds it may stand in; 0: any
  bool kept_empty;
};
extern const struct pdf_kind pdf_kinds[TAG_KINDS];

bool kid_is_live(const struct pdf_tags *tags, const struct pdf_kid *kid);

// Makes the objects of the tree, once it has grown.
void tree_make(struct pdf *pdf);

#endif
