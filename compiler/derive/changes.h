// Changes (thay đổi) from one version of a plan to the next, by meaning: what a leading official asks before signing again.
// Pure data; every word that changed is shown by the redline (runtime/doc/redline.h).
#ifndef KEHOACH_DERIVE_CHANGES_H
#define KEHOACH_DERIVE_CHANGES_H

#include "compiler/check/plan.h"

enum change_part {
  PART_HEADER,    // thể thức: number, date, subject, signature …
  PART_BASIS,     // căn cứ
  PART_OBJECTIVE, // mục tiêu, chỉ tiêu
  PART_TASK,      // nhiệm vụ
  PART_RECIPIENT, // nơi nhận
  PART_TEXT,      // nội dung khác
  CHANGE_PARTS
};
enum change_kind { CHANGE_ADDED, CHANGE_REMOVED, CHANGE_MOVED, CHANGE_REWORDED, CHANGE_VALUE, CHANGE_KINDS };

struct change {
  enum change_part part;
  enum change_kind kind;
  const char *field;                    // of CHANGE_VALUE: "number", "lead" …; else NULL
  struct str where_before, where_after; // "IV.1.1"; empty where it is not, or has no number
  struct str before, after;             // texts or values; empty where there is none
  struct span span_before, span_after;
  const struct item *item; // of the newer plan; NULL where it is not in its outline
};

struct changes {
  const struct plan *before, *after;
  VEC(struct change) list; // by part, in the order of the newer plan
};

struct changes changes_between(struct arena *arena, const struct plan *before, const struct plan *after);

// A change as one line for a reader: pieces to be set one behind the other. Words that stayed far from a change are left out.
enum piece_kind { PIECE_TEXT, PIECE_PLACE, PIECE_REMOVED, PIECE_ADDED };
struct piece {
  enum piece_kind kind;
  struct str text;
};
struct pieces {
  VEC(struct piece) list;
};
struct pieces change_pieces(struct arena *arena, const struct change *change, bool english);
struct str change_part_title(enum change_part part, bool english);
struct str changes_headline(struct arena *arena, const struct changes *changes, bool english); // “a.md → b.md: 16 thay đổi”

// For a terminal: the lines under the titles of their parts.
void changes_text(struct arena *arena, const struct changes *changes, bool english, struct buf *out);
// {"schema":"kehoach.diff/1",…}
void changes_json(const struct changes *changes, struct buf *out);

#endif
