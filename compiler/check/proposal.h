// A proposal for the recipients (nơi nhận), in the order of protocol: who always gets a plan of this issuer, to whom the plan
// says it reports, and who has a part in it. `nơi nhận: tự động` prints it; the command `recipients` shows it beside the
// author's list and makes one list of the two.
#ifndef KEHOACH_CHECK_PROPOSAL_H
#define KEHOACH_CHECK_PROPOSAL_H

#include "compiler/check/coverage.h"
#include "compiler/check/protocol.h"

struct proposed {
  struct recipient line;          // text without a sign at its end
  const struct protocol_row *row;
  bool supposed;                  // the plan reports to nobody; it carries out what this body decided
};
struct proposal {
  VEC(struct proposed) list;
};

// NULL with *error when the office's table cannot be read.
struct protocol *proposal_protocol(struct reader *reader, struct str *error);
void proposal_make(struct reader *reader, const struct protocol *protocol, struct proposal *proposal);

// The author's lines and what they lack.
struct merged {
  const struct recipient *line;
  const struct protocol_row *row; // NULL: nobody knows the body
  size_t own;                     // index of the author's line; SIZE_MAX: proposed
  bool moved;                     // the author's line stood below one that protocol puts behind it
};
struct merge {
  VEC(struct merged) list;
};
// The author's lines keep their words and, within a rank, their order; proposed lines that nobody of theirs reaches are put
// in their places.
void proposal_merge(struct reader *reader, const struct protocol *protocol, const struct proposal *proposal,
                    struct merge *merge);

#endif
