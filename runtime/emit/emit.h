// Emitters: each turns what it is given into the bytes of one format. They print nothing and open no files but the
// images that a document names.
#ifndef KEHOACH_EMIT_EMIT_H
#define KEHOACH_EMIT_EMIT_H

#include "runtime/base/buf.h"
#include "runtime/doc/calendar.h"
#include "runtime/doc/doc.h"
#include "runtime/doc/sheet.h"
#include "runtime/layout/frames.h"
#include "runtime/style/template.h"

enum pdf_part { PDF_A1B = 1, PDF_A2A = 2 };

struct pdf_options {
  enum pdf_part part; // 1: classic cross-reference table, for validators of part 1; 2: compact
  const char *template_name, *producer;
};

// The PDF of the frames, metadata from `doc`. False with a one-line reason (in `arena`) if it cannot be made.
bool emit_pdf(struct arena *arena, const struct doc *doc, const struct frames *frames, const struct pdf_options *options,
              struct buf *out, struct str *error);

// One self-contained HTML page.
void emit_html(struct arena *arena, const struct doc *doc, const struct template *template, struct buf *out);

// A Word document (DOCX) in the same layout, which Word breaks into lines and pages. False with a reason if it cannot be
// made.
bool emit_docx(struct arena *arena, const struct doc *doc, const struct template *template, const struct faces *faces,
               struct buf *out, struct str *error);

// XLSX: a worksheet for `sheet` and each that follows it; frozen header, filters, merged cells, dates and numbers as such, A4
// landscape with repeated header. False with a reason if it cannot be made.
bool emit_xlsx(struct arena *arena, const struct sheet *sheet, struct buf *out, struct str *error);
// CSV (RFC 4180, CRLF) with a byte order mark, so that Excel opens it as UTF-8; merged cells are repeated.
void emit_csv(const struct sheet *sheet, struct buf *out);
// Plain text, one wrapped paragraph for each cell of a row, for terminals and mail.
void emit_text(const struct sheet *sheet, struct buf *out);
// iCalendar (RFC 5545), whole days with alarms; false where programs that read it would find no event.
bool emit_ics(const struct calendar *calendar, struct buf *out);

#endif
