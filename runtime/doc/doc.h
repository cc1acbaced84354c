// The document model: an official document in general, ready to be set. It knows no plan: paragraphs with
// named styles, tables, columns and page sections. Layout turns it into pages, the HTML writer into a page
// of its own; neither asks where it came from.
#ifndef KEHOACH_DOC_DOC_H
#define KEHOACH_DOC_DOC_H

#include "runtime/base/buf.h"
#include "runtime/base/vec.h"

enum doc_run_kind {
  DOC_TEXT,    // text, style, target
  DOC_BREAK,   // forced line break
  DOC_NOTE,    // note: index into doc.notes
};

enum doc_run_style { DOC_BOLD = 1, DOC_ITALIC = 2, DOC_CODE = 4, DOC_STRIKE = 8, DOC_SUB = 16, DOC_SUP = 32,
                     DOC_ADDED = 64, DOC_REMOVED = 128 }; // of a comparison: underlined, struck through

// Runs add to the style of their paragraph (bold in a bold paragraph stays bold).
struct doc_run {
  enum doc_run_kind kind;
  unsigned style;    // of enum doc_run_style
  struct str text;   // UTF-8; a soft line end of the source is a space
  struct str target; // link: "#anchor" in the document, or a URI; empty for none
  struct str page;   // file beside this HTML page, in which "#anchor" is if there is a target; paper has no such link. Else empty
  size_t note;
};

// What a paragraph is, for tags, HTML elements and bookmarks. Looks come from the style alone.
enum doc_role {
  DOC_P,
  DOC_HEADING, // level 1…6
  DOC_ITEM,    // list item of `level` 1…n; its label is the marker
};

struct doc_paragraph {
  const char *style;   // name in the template: "body", "section", "legal-basis" …
  enum doc_role role;
  int level;
  struct str label;    // printed before the text with one space: "1.1.", "a)", "-"; may be empty
  VEC(struct doc_run) runs;
  bool leads_in;       // it introduces what follows (“… như sau:”) and stands on the same page
  struct str anchor;   // name for links to it; empty for none
  struct str bookmark; // title in the PDF outline; empty for none
  int bookmark_level;  // from 1
  struct str html_class; // further classes of the HTML element; may be empty
};

struct doc_blocks;

// Side by side without lines, tops aligned: letterhead, recipients beside the signature. Never split over pages.
struct doc_column {
  double share; // of the width of the block, in per cent
  struct doc_blocks *blocks;
};
struct doc_columns {
  const char *style;      // width and overhang of the whole come from the template ("letterhead", "closing")
  VEC(struct doc_column) columns;
  bool keep_with_previous; // at least two lines of the text before must stand on the same page (closing block)
};

struct doc_attribute {
  struct str key, value; // becomes data-KEY="VALUE" in HTML
};

struct doc_cell {
  struct doc_blocks *blocks; // paragraphs; NULL for a cell covered by another's span
  int columns, rows;         // spans, at least 1
  bool header;               // TH
  struct str order;          // what the page sorts rows by in this column, where it is not the words; may be empty
};
struct doc_row {
  VEC(struct doc_cell) cells; // one for each column of the table, covered ones included
  VEC(struct doc_attribute) attributes;
};
// A box of the form above a table: the row is shown when its attribute `key` (a list, '|' between the values) holds the
// value chosen. With `spans`, values are whole numbers, the row's list holds ranges "8104-8107", and one must cover it.
struct doc_choice {
  struct str key, label;
  struct str all; // the option that chooses nothing
  bool spans;
  VEC(struct doc_attribute) options; // value, label
};

struct doc_table {
  const char *style;        // "table", "matrix"
  struct str name;          // id in HTML; may be empty
  struct str caption;       // for assistive technology and the filter; may be empty
  VEC(double) shares;       // column widths in per cent; empty: by content
  size_t header_rows;       // repeated on each page
  VEC(struct doc_row) rows;
  // How the HTML page lets the reader filter the rows. Each filter is a role: the key of a row attribute whose value is a
  // list of names, '|' between them, and the role's label. The page offers all names in one box, the roles in another.
  VEC(struct doc_attribute) filters;
  struct str filter_label;  // of the box of names: “Cơ quan”
  VEC(struct doc_choice) choices; // further boxes
  bool stacks;              // on narrow screens each row is a card; so it is with every table that has filters
};

struct doc_image {
  struct str path, alternative; // a local file
};

// Blank height, for a signature by hand; `field` names it as a form field of the PDF (empty: none).
struct doc_space {
  double points;
  struct str field;
};

enum doc_block_kind { DOC_PARAGRAPH, DOC_COLUMNS, DOC_TABLE, DOC_IMAGE, DOC_SPACE, DOC_PICTURE };

struct doc_picture; // of vector shapes, see picture.h

struct doc_block {
  enum doc_block_kind kind;
  union {
    struct doc_paragraph *paragraph;
    struct doc_columns *columns;
    struct doc_table *table;
    struct doc_image *image;
    struct doc_space *space;
    struct doc_picture *picture;
  };
};

struct doc_blocks {
  VEC(struct doc_block) list;
};

// Pages of one orientation and one numbering. The main text is the first, each annex one more.
struct doc_section {
  bool landscape;
  bool restart_numbering; // page numbers from 1 again, hidden on its first page
  struct doc_blocks *blocks;
};

struct doc {
  struct str title, subject, author, keywords, creator;
  struct str language; // "vi-VN"
  bool english;        // what the HTML page says by itself (buttons, counts) is in English, else in Vietnamese
  struct str date;     // ISO 8601 date or date-time, or empty: the document has no date yet
  VEC(struct doc_section) sections;
  VEC(struct doc_paragraph) notes; // footnotes (chú thích), in order of reference
  VEC(struct doc_attribute) properties; // custom metadata: name, value
  VEC(struct doc_attribute) carried; // the same of what it was made from and does not show: for a form that is edited and read back
};

// For `dump --phase doc`: an indented outline, stable text.
void doc_print(const struct doc *doc, struct buf *out);

#endif
