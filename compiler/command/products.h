// Products: what can be made of a plan or a matrix, by name.
#ifndef KEHOACH_COMMAND_PRODUCTS_H
#define KEHOACH_COMMAND_PRODUCTS_H

#include "compiler/command/run.h"
#include "compiler/derive/recipients.h"

// What a product is made of: a plan, or a matrix alone (plan NULL).
struct job {
  struct run *run;
  struct arena *arena;
  const struct unit *unit;     // NULL for a matrix of several plans
  const struct matrix *matrix; // in the order asked for
  bool page_beside;            // the plan's own HTML page is made in the same folder
  const struct matrix *filtered; // the same rows in order of plans; NULL: `matrix` is
  const struct unit *before;   // of a comparison: the older version, `unit` being the newer
  const struct changes *changes; // of a comparison
  const struct summary *summary; // to be told below the rows, or NULL
  const struct recipients *recipients; // of recipients
  const struct suggestion *suggestion; // NULL: none was asked for
};

// What a plan's products are called, without folder and ending: its own name; “plan” from standard input.
struct str product_stem(const char *plan);

// Appends the bytes; false with a one-line reason.
typedef bool make_product(struct job *job, struct buf *out, struct str *error);

// The last steps of each format, for what is lowered elsewhere. A page or sheet of paper fails with a reason, or after
// reporting; a calendar when it has no days.
bool make_pdf(struct job *job, struct doc *doc, struct buf *out, struct str *error);
bool make_html(struct job *job, const struct doc *doc, struct buf *out);
bool make_ics(struct calendar *calendar, struct buf *out);
// Says which of these rows, in the order of the matrix, are in no calendar because they have no day.
void report_undated(struct run *run, const struct matrix *matrix, const size_t *rows, size_t n);

make_product make_plan_pdf, make_plan_html, make_plan_docx;
make_product make_matrix_pdf, make_matrix_html, make_matrix_xlsx, make_matrix_csv, make_matrix_json, make_matrix_text,
             make_matrix_ics;
make_product make_recipients_pdf, make_recipients_html, make_recipients_xlsx, make_recipients_csv, make_recipients_json,
    make_recipients_text;
make_product make_diff_text, make_diff_json, make_diff_html, make_diff_pdf;

#endif
