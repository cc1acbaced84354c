// Syntax: bytes → front matter, blocks, outline. Total: any bytes give a tree, what cannot be placed is kept as text and
// reported. The tree may be wrong (gaps, strange nesting); saying so is the business of check.
#ifndef KEHOACH_SYNTAX_SYNTAX_H
#define KEHOACH_SYNTAX_SYNTAX_H

#include "compiler/syntax/text.h"
#include "runtime/base/buf.h"
#include "runtime/diag/diag.h"

// ---- Front matter (phần khai báo): YAML as written; the same form is made of what the body says around itself:
// cơ quan chủ quản, cơ quan, số, ký hiệu, địa danh, ngày (“ngày 01 tháng 4 năm 2026”), loại, trích yếu; ký (a map of thẩm
// quyền, ký thay, chức vụ, họ tên, in the order of the lines), lưu, nơi nhận (a list).

enum entry_kind { ENTRY_SCALAR, ENTRY_LIST, ENTRY_MAP };

struct entry {
  struct str key;      // as written; empty in lists
  struct str bare;     // folded, without diacritics: "so", "ky hieu", "giai doan"
  struct span key_span;
  enum entry_kind kind;
  struct text value;   // of a scalar
  struct span span;    // of the value
  bool from_body;      // read from the body, not from front matter
  VEC(struct entry) children;
};

// ---- Blocks: the leaves of the Markdown, in order, with what is known of their containers.

enum block_kind { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_TABLE, BLOCK_NOTE, BLOCK_RULE };

// Where a block belongs. Blocks of the header, recipients and signature have become entries (from_body) as well.
enum zone { ZONE_HEADER, ZONE_BODY, ZONE_RECIPIENTS, ZONE_SIGNATURE, ZONE_ANNEX, ZONE_NOISE };

struct cell {
  struct text text;
  struct span span;
};
struct table {
  size_t columns;
  VEC(struct cell) cells; // row by row; columns × rows
  size_t rows;            // header row included
  VEC(char) aligns;       // 'l' 'c' 'r' or 0 for each column
};

struct block {
  enum block_kind kind;
  enum zone zone;
  struct span span;
  int level;          // BLOCK_HEADING: 1…6
  char bullet;        // '-', '+', '*' as written, when the block opens a bullet item; else 0
  int depth;          // of lists around it; a second paragraph of an item has depth > 0 and no bullet
  struct text text;   // ordered-list numbers included, bullets not
  struct table *table;
  struct str note;    // BLOCK_NOTE: label
};

// ---- Outline (bố cục)

// Numbering schemes, outermost first; rows of grammar/numbering.def.
enum scheme {
  SCHEME_NONE,
  SCHEME_PART,     // Phần thứ nhất, Phần I, PHẦN I
  SCHEME_CHAPTER,  // Chương I
  SCHEME_SECTION,  // Mục 1, Tiểu mục 1 (system a)
  SCHEME_ARTICLE,  // Điều 1.
  SCHEME_ROMAN,    // I.
  SCHEME_ARABIC,   // 1.
  SCHEME_DECIMAL2, // 1.1.
  SCHEME_DECIMAL3, // 1.1.1. and deeper
  SCHEME_LETTER,   // a)  (also a.)
  SCHEME_DASH,     // -
  SCHEME_PLUS,     // +
  SCHEME_STAR,     // *
  SCHEME_ANNEX,    // Phụ lục I
  SCHEMES
};

struct label {
  enum scheme scheme;
  struct str written; // "1.1.", "a)", "-", "Phụ lục I"; empty for SCHEME_NONE
  struct span span;
  int numbers[4];     // 1.2.3 → 1 2 3; roman and letters as ordinals; Vietnamese alphabet: a=1 b c d đ=5 e …; 0: none
  size_t count;       // of numbers
  bool alien;         // a letter that the alphabet of points has not (f j w z): numbers[0] = 0
};

enum node_kind {
  NODE_ITEM,
  NODE_PARAGRAPH, // one that ends in a colon has the bullets below it as children
  NODE_TABLE,
};

struct node {
  enum node_kind kind;
  struct node *parent, *first, *last, *next, *previous;
  struct label label;  // NODE_ITEM
  bool heading;        // written as a Markdown heading, or recognised as one
  int level;           // Markdown level of a heading, else 0
  struct text text;    // without label and attributes, runs of spaces made one
  struct table *table; // NODE_TABLE
  struct str id;           // {#id}
  struct span id_span;
  struct str stated_kind;  // {nhiệm vụ}
  struct span span;        // of this node's own block
  uint32_t end;            // offset where its last descendant ends
  const struct block *block;
};

struct note {
  struct str label;
  struct text text;
  struct span span;
};

struct syntax {
  const struct source *source;
  bool has_front;             // a YAML block stands at the top
  bool front_broken;          // … that is no YAML: what it would have said is not known
  VEC(struct entry) entries;  // front matter first, then what was read from the body and is not in the front matter
  VEC(struct block) blocks;
  struct node *root;          // the body's outline; never NULL; annexes are children with SCHEME_ANNEX
  VEC(struct text) recipients; // lines after “Nơi nhận:”, without their dash
  struct span recipients_span; // of the label; empty when there is none
  VEC(struct text) signature;  // lines below the body: authority, position, name
  VEC(struct note) notes;
};

// Parses everything. Never fails. Diagnostics: syntax level only (KH00xx).
struct syntax *syntax_read(struct arena *arena, const struct source *source, struct diags *diags);

// Once per process before threads start (registers Markdown extensions).
void syntax_start(void);

// For `dump`: stable text, one line for each block or node, with positions.
void syntax_print_blocks(const struct syntax *syntax, struct buf *out);
void syntax_print_tree(const struct syntax *syntax, struct buf *out);

// The first value with that bare key, or NULL.
const struct entry *syntax_entry(const struct syntax *syntax, const char *bare);

// Numbers the headings around `offset`, outermost first ("IV", "1", "1.1", then titles shortened), for diagnostics.
void syntax_path(struct arena *arena, const struct syntax *syntax, struct diags *diags);

// Reads a label at the start of `s`: its length in bytes, label filled; 0 when there is none. Spans stay empty.
size_t label_read(struct str s, struct label *label);
// “2” or “IV”, the whole of it, as a number from 1; 0 when it is none.
int label_value(struct str s);

#endif
