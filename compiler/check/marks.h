// Marks (chỗ phải soạn): what the author must write or look at stands between brackets, behind a word of the list
// TERMS_TO_WRITE and a colon: “[cần bổ sung: mục tiêu của từng giai đoạn]”, “[cần xem lại: Quý IV/2026]”.
#ifndef KEHOACH_CHECK_MARKS_H
#define KEHOACH_CHECK_MARKS_H

#include "compiler/check/reader.h"

// The first mark at or after byte `from`: its place and the byte behind its bracket (the end of the text where none closes
// it). False when there is none.
bool mark_find(struct reader *reader, struct str s, size_t from, size_t *start, size_t *end);

#endif
