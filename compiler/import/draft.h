// Draft: what a foreign document says, before anything is recognised in it: paragraphs, tables, notes, images in their
// order, each with its place. Readers (DOCX, HTML) make drafts; import_plan() makes plan source of one. Readers know
// their format and nothing of plans: letterhead, outline, recipients and signature are recognised afterwards, in one place,
// for every format.
//
// A text file needs no draft of its own: it is what a draft is printed as, and goes the same way from there.
#ifndef KEHOACH_IMPORT_DRAFT_H
#define KEHOACH_IMPORT_DRAFT_H

#include "compiler/syntax/text.h"
#include "runtime/diag/diag.h"

// ---- Words

// A stretch of one kind and style. TEXT_WORDS: words as the author typed them, nothing escaped; '\t' where a tab parts
// columns of a line. TEXT_BREAK: a soft return. TEXT_NOTE: a footnote mark, target its label. TEXT_IMAGE: target the name
// of one of draft->images, s the alternative text. TEXT_REFERENCE does not occur. `style`: bits of enum text_style.
struct import_run {
  enum text_run_kind kind;
  unsigned style;
  struct str s;
  struct str target; // of TEXT_WORDS: a link, or empty
};

enum import_align { IMPORT_LEFT, IMPORT_CENTER, IMPORT_RIGHT };

// One paragraph, outside of tables or in a cell.
struct import_paragraph {
  VEC(struct import_run) runs;
  enum import_align align; // justified counts as left
  int indent;              // twips of the first line from the margin, list indents included
  struct str number;       // automatic number as it is shown: “I.”, “1.1.”, “a)”, “-”, “+”; a bullet's sign as one of - + *; else empty
  int heading;             // outline level 1…6 that the document's style claims, else 0
  uint32_t place;          // see draft->unit; counts from 1
};

// ---- Tables

// A cell as it stands in the file. The cells that it spans are not in the rows.
struct import_cell {
  VEC(struct import_paragraph) paragraphs; // a table in a cell is given as paragraphs, cells of a row parted by '\t'
  int columns, rows;                       // spans, at least 1
};

struct import_row {
  VEC(struct import_cell) cells;
  int skip;    // grid columns left out before the first cell (w:gridBefore)
  bool header; // repeated on every page
};

struct import_table {
  VEC(struct import_row) rows;
  bool borders; // some rule is drawn; a letterhead has none
};

// ---- Blocks

enum import_kind {
  IMPORT_PARAGRAPH,
  IMPORT_TABLE,
  IMPORT_PAGE,    // page break or section break that begins a page; holds nothing
  IMPORT_NOTE,    // text of a footnote: `label`, `paragraphs`; stands anywhere
};

struct import_block {
  enum import_kind kind;
  uint32_t place;
  struct import_paragraph paragraph;       // IMPORT_PARAGRAPH
  struct import_table table;               // IMPORT_TABLE
  struct str label;                        // IMPORT_NOTE: digits
  VEC(struct import_paragraph) paragraphs; // IMPORT_NOTE
};

// ---- Report

enum import_outcome { IMPORT_RECOGNISED, IMPORT_JOINED, IMPORT_DROPPED, IMPORT_AS_TEXT, IMPORT_CONVERTED };

// What can be said of a place: the rows of grammar/import.def.
enum import_fact {
#define FACT(id, outcome, name, vi, en) IMPORT_FACT_##id,
#include "grammar/import.def"
#undef FACT
  IMPORT_FACTS
};

struct import_entry {
  enum import_fact fact;
  uint32_t place;
  struct str words; // as they stand in the file; whole for what was dropped. May be empty
  struct str value; // what became of them, where that is not plain: a field's name, a joined sentence
};

struct import_report {
  VEC(struct import_entry) entries; // in any order; printed by place
};

// ---- Front matter that the file carries beside its text: this program wrote the file

struct import_carried {
  struct str key; // “thường trực”, “giai đoạn/Giai đoạn 1”, in a list “giai đoạn/”
  struct str value;
};
struct import_front {
  bool ours; // the file carries it, if only to say that there is none
  VEC(struct import_carried) list;
};

// ---- The whole

enum import_unit { IMPORT_LINES, IMPORT_PARAGRAPHS }; // what places count

struct import_image {
  struct str name;  // file name without folder, as it is to stand beside the plan
  struct str bytes;
};

struct import_draft {
  struct arena *arena; // everything of the draft lies there
  bool reject_changes; // tracked changes are undone, not accepted
  struct str stem;     // before the names of images: “ke-hoach” for ke-hoach-image1.png
  enum import_unit unit;
  VEC(struct import_block) blocks;
  VEC(struct import_image) images;
  struct import_front front;
  struct import_report report;
};

void import_note(struct import_draft *draft, enum import_fact fact, uint32_t place, struct str words, struct str value);

// A reader: bytes of a file → draft. False when it is no such file or passes a limit; then `rule` and `argument` say why
// and nothing else counts. `draft` comes zeroed but for its arena,
// reject_changes and stem.
struct import_error {
  const struct diag_rule *rule;
  struct str argument;
};
typedef bool import_read(struct import_draft *draft, struct str bytes, struct import_error *error);

// ---- Recognising and writing

// The last annex, where it has the title of the one that a plan prints of its tasks (phụ lục phân công).
struct import_assignment {
  struct str plan;           // the whole without it, told to print it; empty: there is none
  struct str words, dropped; // its words, and what was dropped within it
  uint32_t place;
};

struct imported {
  struct str plan; // plan source; the arena's
  struct import_assignment assignment;
  enum import_unit unit;
  VEC(struct import_image) images; // of the draft
  struct import_report report;
};

// Recognises and writes. Total: what is not recognised stays as text, in order.
void import_plan(struct import_draft *draft, struct imported *out);
// Decides on the annex that out->assignment tells of: `printed`, the plan without it prints the same, and it goes.
void import_settle_assignment(struct arena *arena, struct imported *out, bool printed);

#endif
