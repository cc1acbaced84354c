// Sheet: a table for office programs. XLSX, CSV and plain text are written from it.
#ifndef KEHOACH_DOC_SHEET_H
#define KEHOACH_DOC_SHEET_H

#include "runtime/base/str.h"
#include "runtime/base/vec.h"

enum sheet_kind { SHEET_TEXT, SHEET_NUMBER, SHEET_DATE };

struct sheet_column {
  struct str title;
  double width;      // characters of the default face
  bool center;
  enum sheet_kind kind; // of its cells, where they are not empty: a whole number, a date “31/03/2026”
};

struct sheet_cell {
  struct str text;   // of a covered cell, too: that of the cell above which covers it
  int rows;          // merged with the cells below: number of rows, at least 1; 0: covered by a merge above
};

// Words said above the rows that one merged cell of the group column covers.
struct sheet_heading {
  size_t row;        // the first of them
  struct str text;
};

struct sheet {
  struct str name;   // of the worksheet
  struct str title;  // printed above the table; lines separated by '\n'
  VEC(struct sheet_column) columns;
  VEC(struct sheet_cell) cells; // row by row
  size_t rows;
  size_t group;      // 1 + the column whose cells head groups of rows; 0: none
  VEC(struct sheet_heading) headings; // of the groups, in order of rows
  size_t lead;       // the column whose words begin a row in plain text; 0: the one behind the first
  bool brief;        // its rows say little: in plain text, one paragraph for each
  const struct sheet *next; // a further worksheet of the same workbook, or NULL
  struct str author, subject, date; // properties; date ISO or empty
};

#endif
