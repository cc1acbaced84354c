// Citations (viện dẫn): documents that the plan names by number, found once for the rules about them.
#ifndef KEHOACH_CHECK_CITATIONS_H
#define KEHOACH_CHECK_CITATIONS_H

#include "compiler/check/reader.h"
#include "compiler/check/rules/prose.h"

// “Quyết định số 1191/QĐ-TTg ngày 05/8/2020 của …”
struct citation {
  size_t first, last;      // words of prose: from its kind (or “số”) to the end of its symbol
  const struct term *kind; // of the list TERMS_CITED; NULL: another word stands before “số”
  struct str number;       // as written: “1191/QĐ-TTg”
  struct date date;        // whole, or nothing known
  size_t date_last;        // last word of the date
  // Parts of the number: N[/YEAR]/TYPE-BODY, or N-TYPE/BODY of the Party.
  struct str digits, type, body;
  int year;                // 0: none in the number
  bool party;              // a dash stands behind the digits
  const struct citation *before; // the citation of the same number before this one; NULL: the first
};

struct citations {
  VEC(struct citation) list; // in the order of the plan
};

// Made when first asked for.
const struct citations *citations_of(struct reader *reader);

// The date that begins at word `i` of the prose (“05/3/2020”, “5 tháng 3 năm 2020”), its last word in *last. Days need not
// exist; a missing year is 0. False when there is none.
bool prose_date_at(const struct prose *prose, size_t i, struct date *date, size_t *last);

#endif
