// Sheet: a table for office programs. XLSX, CSV and plain text are written from it.
#ifndef KEHOACH_DOC_SHEET_H
#define KEHOACH_DOC_SHEET_H

#include "runtime/base/str.h"
#include "runtime/base/vec.h"

struct sheet_column {
  struct str title;
  double width;      // characters of the default face
  bool center;
};

struct sheet_cell {
  struct str text;
  int rows;          // merged with the cells below: number of rows, at least 1; 0: covered by a merge above
};

struct sheet {
  struct str name;   // of the worksheet
  struct str title;  // printed above the table; lines separated by '\n'
  VEC(struct sheet_column) columns;
  VEC(struct sheet_cell) cells; // row by row
  size_t rows;
  struct str author, subject, date; // properties; date ISO or empty
};

#endif
