// Lowering: plan or matrix → document or sheet of the runtime. What a plan looks like is decided here, by naming styles;
// the figures are the template's.
#ifndef KEHOACH_LOWER_LOWER_H
#define KEHOACH_LOWER_LOWER_H

#include "compiler/derive/changes.h"
#include "compiler/derive/extract.h"
#include "compiler/derive/recipients.h"
#include "compiler/derive/summary.h"
#include "runtime/doc/calendar.h"
#include "runtime/doc/doc.h"
#include "runtime/doc/sheet.h"

// What outputs may differ in. All zero: the usual.
struct lower_options {
  bool english;            // what an HTML page says by itself
  bool pictures;           // of the matrix: timeline and workload
  const struct str *pages; // of each plan of a matrix: the file of its HTML page in the same folder, or empty; NULL: none
  const struct summary *summary; // told below the rows of a matrix; with MATRIX_BY_SUMMARY it stands alone. NULL: none
  bool printed;            // the matrix on paper: cells merged as in the official annex, headings above the rows
};

// The whole official document; with the assignment annex when the plan asks for it.
struct doc *lower_plan(struct arena *arena, const struct plan *plan);
// The same as a web page: the filterable matrix is always at its end.
struct doc *lower_plan_page(struct arena *arena, const struct plan *plan, const struct lower_options *options);
// The matrix alone as a landscape document.
struct doc *lower_matrix(struct arena *arena, const struct matrix *matrix, const struct lower_options *options);
// As a sheet, and behind it those of the summary (NULL: none).
struct sheet *lower_matrix_sheet(struct arena *arena, const struct matrix *matrix, const struct summary *summary);
// As a workbook: with dates to sort by, and a sheet for each order of the rows that were filtered.
struct sheet *lower_matrix_book(struct arena *arena, const struct matrix *filtered, const struct matrix_query *query,
                                const struct summary *summary);

// What one body has to do, to be handed to it: a part for each plan. `open`: groups of which it may be a member. On `paper`
// it takes as little room as it can.
struct doc *lower_extract(struct arena *arena, const struct extract *extract, const struct open_groups *open, bool paper);
// A page that lists extracts, each with its files beside the page.
struct index_files {
  const struct str *endings; // “.pdf”: behind the slug
  size_t n;
  const bool *has;           // of extract i and ending k: [i * n + k]
};
struct doc *lower_extract_index(struct arena *arena, const struct extracts *extracts, const struct open_groups *open,
                                const struct index_files *files);

// Days on which tasks are due, with alarms 7, 3 and 1 days before. Rows without a day are left out and listed.
struct calendar_rows {
  struct calendar *calendar;
  VEC(size_t) undated; // of the matrix's rows
};
struct calendar_rows lower_matrix_calendar(struct arena *arena, const struct matrix *matrix);
struct calendar_rows lower_extract_calendar(struct arena *arena, const struct extract *extract);
// Puts the list of what changed in front of a page that marks it.
void lower_changes(struct arena *arena, const struct changes *changes, bool english, struct doc *doc);
// The list of recipients with its copies: as an upright document and as a sheet.
struct doc *lower_distribution(struct arena *arena, const struct recipients *recipients);
struct sheet *lower_distribution_sheet(struct arena *arena, const struct recipients *recipients);
// Who gets the plan, who does not, and what is proposed (`suggestion` may be NULL), as plain text.
void lower_recipients_text(struct arena *arena, const struct recipients *recipients, const struct suggestion *suggestion,
                           struct buf *out);

#endif
