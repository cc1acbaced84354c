// What the files of this folder share: the state of one lowering. Private to compiler/lower.
#ifndef KEHOACH_LOWER_LOWERING_H
#define KEHOACH_LOWER_LOWERING_H

#include "compiler/lower/lower.h"
#include "runtime/doc/build.h"

// The form's own words: rows of grammar/wording.def.
enum word {
#define WORD(name, words) WORD_##name,
#include "grammar/wording.def"
#undef WORD
  WORDS
};
struct str word(enum word word);

// U+00A0: room for a number or day that is filled in by hand.
#define ROOM "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"

// A footnote of the plan and its place among the document's notes.
struct lowered_note {
  struct str label;
  size_t source;  // index into plan.notes
  size_t printed; // index into doc.notes, SIZE_MAX before the first mark
};

// Heading and list levels at one depth of the outline.
struct nesting {
  int heading, list;
};

struct lowering {
  struct arena *arena;
  const struct plan *plan;
  struct doc *doc;
  struct doc_blocks *blocks;            // where the next block goes
  VEC(struct reference) references;     // in order of place
  VEC(struct lowered_note) notes;       // in order of label
  VEC(size_t) note_order;               // of doc.notes: indices into `notes`
  VEC(struct nesting) nesting;          // of the last item's ancestors and itself
  const struct item *last;              // the item lowered before
  size_t depth;                         // its depth; the root has 0
  size_t bases, annexes;                // how many of the plan's have been met
  const struct annex *annex;            // the open one, or NULL
};

struct lowering *lowering_create(struct arena *arena, const struct plan *plan);

// Texts (lower/text.c). Emphasis, links, references and note marks become runs.
// Inline: an image is replaced by its alternative text. Flow: the paragraph is appended to l->blocks, and broken where an
// image stands in it; a paragraph with neither label nor runs is not appended.
void lower_inline(struct lowering *l, struct doc_paragraph *paragraph, const struct text *text);
void lower_flow(struct lowering *l, struct doc_paragraph *paragraph, const struct text *text);
void lower_notes(struct lowering *l); // after everything else: the footnotes that were marked, then those that were not

// Parts of the official form.
void lower_letterhead(struct lowering *l);              // letterhead, kind and subject
void lower_issuer(struct lowering *l);                  // its first row alone: issuer beside the name of the country
void lower_closing(struct lowering *l);                 // recipients beside the signature
void lower_body(struct lowering *l);                    // all items, closing and annexes included
void lower_annex_opening(struct lowering *l, const struct item *item); // opens a page section
bool lower_annex_holds(const struct lowering *l, const struct item *item); // printed in the opening already

struct str lower_place(const struct item *item); // anchor of the item, or of the nearest around it that has one; may be empty
struct str lower_citation(struct arena *arena, const struct plan *plan); // “Kế hoạch số 140/KH-UBND ngày … của …”
// The line under a title: “(Kèm theo Kế hoạch số 140/KH-UBND ngày 01 tháng 4 năm 2026 của …)”.
struct str lower_attached_to(struct arena *arena, const struct plan *plan);
struct str lower_symbol(struct arena *arena, const struct header *header); // “140/KH-UBND”, blanks as room
struct str lower_kind(const struct header *header);                        // “KẾ HOẠCH”
struct str lower_sentence_case(struct arena *arena, struct str s);         // “KẾ HOẠCH” → “Kế hoạch”

struct str lower_joined_title(struct arena *arena, struct str label, struct str title); // “Phụ lục I. DANH SÁCH”
struct str lower_shorten(struct arena *arena, struct str s, int limit);    // of characters, cut at a word, with “…”
struct str lower_actors(struct arena *arena, const struct actors *actors); // as written, “; ” between
struct str lower_interval(struct arena *arena, const struct interval *interval); // “Giai đoạn 1: 01/01/2026 - 31/12/2027”
bool lower_is_bullet(const struct item *item);                             // “-”, “+”, “*”

// The matrix as a table of `blocks`: an annex of the official document with merged cells; at the end of the plan's page; or
// in a document without the plan. These two are named, filterable, and each row stands for itself. Printed: as the annex,
// with the rest of what the page says.
enum matrix_use { MATRIX_OFFICIAL, MATRIX_PAGE, MATRIX_ALONE, MATRIX_PRINTED };
void lower_matrix_table(struct arena *arena, struct doc_blocks *blocks, const struct matrix *matrix, enum matrix_use use,
                        const struct lower_options *options);

// Timeline and workload, each on pages of its own (lower/pictures.c). `level` of the headings.
void lower_pictures(struct arena *arena, struct doc *doc, const struct matrix *matrix, int level);

// What the HTML page filters and sorts by (lower/matrix_page.c).
struct schedule;
void lower_page_row(struct arena *arena, struct doc_row *row, const struct matrix *matrix, const struct schedule *schedule,
                    size_t index);
struct str lower_page_order(struct arena *arena, const struct matrix *matrix, enum word title, size_t index);
void lower_page_form(struct arena *arena, struct doc_table *table, const struct matrix *matrix,
                     const struct schedule *schedule, bool english);
#define MATRIX_NAME STR("bang-phan-cong") // of the table that is filtered
struct str lower_quarter(struct arena *arena, int quarter, bool english); // “Quý I/2026”

struct str lower_reason(enum send_reason reason); // “báo cáo”; empty for none

// Columns of the matrix: rows of lower/columns.c, in order.
struct matrix_column {
  enum word title;
  double share;    // of a landscape page, relative to the others
  double width;    // in a sheet: characters
  bool always;     // also when every cell is empty
  bool merges;     // equal cells of inherited rows become one
  bool center;
  bool source;     // where it is written: not in the official annex, which is part of the plan
  bool workbook;   // only there: what can be sorted
  enum sheet_kind kind;
  struct str (*text)(struct arena *arena, const struct matrix *matrix, size_t row);
};
struct matrix_columns {
  VEC(const struct matrix_column *) list;
};
// Those that have something to say; with `source`, also where each task is written.
struct matrix_columns matrix_columns(struct arena *arena, const struct matrix *matrix, bool source, bool workbook);
// How many rows from `row` on share the column's cell; 0 when the row is covered by one above.
size_t matrix_cell_rows(struct arena *arena, const struct matrix *matrix, const struct matrix_column *column, size_t row);

// “chủ trì 3, phối hợp 2”: of the rows under one body, from `row` on. `end`: behind the last of them.
struct str matrix_group_counts(struct arena *arena, const struct matrix *matrix, size_t row, size_t *end);

struct str lower_day(struct arena *arena, struct date day); // “31/03/2026”

// The plan in a few words: its number and symbol, or the beginning of its subject.
struct str lower_plan_name(struct arena *arena, const struct plan *plan);

// The summary as sheets, one after the other; those with nothing to say are left out. NULL: none.
struct sheet *lower_summary_sheets(struct arena *arena, const struct summary *summary);
// A sheet as a table of a document, with its title as a heading.
void lower_sheet_table(struct arena *arena, struct doc_blocks *blocks, const struct sheet *sheet);

#endif
