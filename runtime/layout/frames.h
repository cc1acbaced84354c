// Frames: what stands where. Pages of text, lines and images in points, origin at the lower left of the page, and
// the tree of tags that says what each piece is. This is all that an emitter of pages needs.
#ifndef KEHOACH_LAYOUT_FRAMES_H
#define KEHOACH_LAYOUT_FRAMES_H

#include "runtime/base/vec.h"
#include "runtime/font/face.h"

// Structure types of PDF 1.7 (ISO 32000-1, 14.8.4).
enum tag_kind {
  TAG_DOCUMENT, TAG_SECT, TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_P,
  TAG_L, TAG_LI, TAG_LBL, TAG_LBODY, TAG_TABLE, TAG_THEAD, TAG_TBODY, TAG_TR, TAG_TH, TAG_TD,
  TAG_LINK, TAG_NOTE, TAG_FIGURE, TAG_FORM, TAG_SPAN, TAG_KINDS
};

#define NO_TAG UINT32_MAX // an artifact: page number, rule, border, repeated table header

struct tag {
  enum tag_kind kind;
  uint32_t parent;        // index of an earlier tag; the first is the document and its own parent
  int columns, rows;      // spans of a table cell
  struct str alternative; // of a figure or link
};

enum frame_kind {
  FRAME_TEXT,
  FRAME_RULE,   // a filled area; without a tag an artifact
  FRAME_IMAGE,
  FRAME_FIGURE, // nothing by itself: the room that the tag's pieces after it take
};

// A stretch of one line in one face and size. Glyph clusters are offsets in `text`.
struct frame_text {
  enum face_slant slant;
  double size;
  struct str text;
  const struct glyph *glyphs;
  size_t n;
  double space; // points added to each space glyph (justification); may be negative
  double color[3];
};

struct frame_item {
  enum frame_kind kind;
  uint32_t tag;
  double x, y;          // TEXT: start of the baseline; else: lower left corner
  double width, height; // TEXT: width as set
  double color[3];      // RULE; a text has its own
  union {
    struct frame_text text;
    struct str image;   // path
  };
};

struct frame_link {
  double x, y, width, height;
  struct str target; // "#anchor" or URI
  uint32_t tag;      // of kind TAG_LINK
};

// Room kept for an electronic signature.
struct frame_field {
  struct str name;
  double x, y, width, height;
  uint32_t tag; // of kind TAG_FORM
};

struct frame_page {
  double width, height;
  VEC(struct frame_item) items; // in reading order
  VEC(struct frame_link) links;
  VEC(struct frame_field) fields;
  struct str label; // its printed number ("1", "2", restarted in annexes)
};

struct frame_anchor {
  struct str name;
  size_t page;
  double y;
};

struct frame_bookmark {
  struct str title;
  int level;
  size_t page;
  double y;
};

struct frames {
  VEC(struct frame_page) pages;
  VEC(struct tag) tags; // parents before children, in reading order
  VEC(struct frame_anchor) anchors;
  VEC(struct frame_bookmark) bookmarks;
  const struct faces *faces;
  VEC(struct str) missing; // letters that the face lacks, each once
};

#endif
