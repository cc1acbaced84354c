// Renewal (lập từ kế hoạch cũ): what in the words of an earlier plan no longer holds on another day. Bodies that one other has
// taken over from get its name; what only the author can decide, such as times, is to be marked. Pure reading: the caller
// changes the source.
#ifndef KEHOACH_CHECK_RENEWAL_H
#define KEHOACH_CHECK_RENEWAL_H

#include "compiler/check/reader.h"

enum renewal_reason {
  // changed; the detail says into what
  RENEWAL_NUMBER, RENEWAL_DATE, RENEWAL_DATE_BLANK, RENEWAL_SUBJECT, RENEWAL_YEARS, RENEWAL_PHASE, RENEWAL_SIGNER,
  RENEWAL_BODY, RENEWAL_CITY, RENEWAL_PROVINCE,
  // marked
  RENEWAL_TIME, RENEWAL_BODY_TWICE, RENEWAL_BODY_SEVERAL, RENEWAL_BODY_OVER, RENEWAL_PLACE, RENEWAL_PROPOSAL,
  // left as it is, to be looked at; the detail says how many
  RENEWAL_BASES, RENEWAL_TARGETS, RENEWAL_FUNDING, RENEWAL_RANK,
  RENEWAL_REASONS
};

// Bytes from…to of a text, and what becomes of them.
struct renewal_piece {
  size_t from, to;
  struct str instead; // of what is changed
  enum renewal_reason reason;
  struct str detail;  // may be empty
};
struct renewal_pieces {
  struct renewal_piece *at;
  size_t n, cap;
}; // a VEC with a name

static inline bool renewal_marks(enum renewal_reason reason) {
  return reason >= RENEWAL_TIME && reason < RENEWAL_BASES;
}

struct renewal;

// For a plan made for the day `on`, in the letterhead of the old one; its province is the successor where it was merged.
struct renewal *renewal_begin(const struct plan *old, struct date on);

// The province has become a city: its bodies are called otherwise, and the word “tỉnh” elsewhere means nothing any more.
bool renewal_rises(const struct renewal *renewal);

// A text of the letterhead or the front matter: names of bodies and provinces are changed.
void renewal_header(struct renewal *renewal, const struct text *text, struct renewal_pieces *pieces);
// The subject: its years and old provinces are marked.
void renewal_subject(struct renewal *renewal, const struct text *text, struct renewal_pieces *pieces);

// Every text of the body, its tables, notes, annexes and recipients. Pieces of one text are in order and do not overlap.
typedef void renewal_visit(void *context, const struct text *text, const struct renewal_piece *piece);
void renewal_body(struct renewal *renewal, renewal_visit *visit, void *context);

#endif
