// Tables of the grammar: one row a line, cells between tabs, columns named by the first line.
#ifndef KEHOACH_CHECK_TSV_H
#define KEHOACH_CHECK_TSV_H

#include "runtime/base/str.h"

enum { TSV_COLUMNS = 32 };

struct tsv {
  struct str rest;
  struct str names[TSV_COLUMNS];
  struct str cells[TSV_COLUMNS]; // of the row read last; missing ones are empty
  size_t columns, filled;        // filled: cells that the row has
  int line;                      // of the row read last, from 1
};

// Reads the column names. A byte order mark is skipped.
void tsv_open(struct tsv *tsv, struct str content);
bool tsv_next(struct tsv *tsv);                            // the next row that is not empty; false at the end
size_t tsv_column(const struct tsv *tsv, const char *name);   // SIZE_MAX when there is none
struct str tsv_cell(const struct tsv *tsv, size_t column);    // trimmed; empty when there is no such column

#endif
