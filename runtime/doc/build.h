// Building documents: each function appends to what it is given and returns the new part for further filling.
// Everything lies in the arena; strings are referred to, not copied. Nothing returned is NULL.
#ifndef KEHOACH_DOC_BUILD_H
#define KEHOACH_DOC_BUILD_H

#include "runtime/doc/doc.h"

struct doc_blocks *doc_add_section(struct arena *arena, struct doc *doc, bool landscape);

// A paragraph that belongs to no blocks yet, and the same appended to `blocks`.
struct doc_paragraph *doc_paragraph_new(struct arena *arena, const char *style);
struct doc_paragraph *doc_add_paragraph(struct arena *arena, struct doc_blocks *blocks, const char *style);
void doc_put_paragraph(struct arena *arena, struct doc_blocks *blocks, struct doc_paragraph *paragraph);

// Runs; an empty text adds none, an unsafe target becomes none.
void doc_add_text(struct arena *arena, struct doc_paragraph *paragraph, struct str text, unsigned style);
void doc_add_link(struct arena *arena, struct doc_paragraph *paragraph, struct str text, unsigned style,
                  struct str target);
// A link to the file `page` of the same folder; `target` is an "#anchor" of it when it is a page, or empty.
void doc_add_page_link(struct arena *arena, struct doc_paragraph *paragraph, struct str text, struct str page,
                       struct str target);
void doc_add_break(struct arena *arena, struct doc_paragraph *paragraph);
void doc_add_note(struct arena *arena, struct doc_paragraph *paragraph, size_t note);

// Whether a link may be followed: to the web, to mail, or within the document. Never script or local files.
bool doc_link_is_safe(struct str target);

// A paragraph of one run: the commonest case.
struct doc_paragraph *doc_add_line(struct arena *arena, struct doc_blocks *blocks, const char *style, struct str text);

struct doc_columns *doc_add_columns(struct arena *arena, struct doc_blocks *blocks, const char *style);
struct doc_blocks *doc_add_column(struct arena *arena, struct doc_columns *columns, double share);

struct doc_table *doc_add_table(struct arena *arena, struct doc_blocks *blocks, const char *style);
struct doc_row *doc_add_row(struct arena *arena, struct doc_table *table); // valid until the next row is added
// A cell of one column and row, and one that another covers.
struct doc_cell *doc_add_cell(struct arena *arena, struct doc_row *row);
void doc_add_covered(struct arena *arena, struct doc_row *row);

void doc_add_image(struct arena *arena, struct doc_blocks *blocks, struct str path, struct str alternative);
void doc_add_space(struct arena *arena, struct doc_blocks *blocks, double points, struct str field);

// The words of a paragraph, label included, line breaks as spaces.
struct str doc_plain(struct arena *arena, const struct doc_paragraph *paragraph);

#endif
