// Recipients (nơi nhận) as data: why each line stands there, whom it reaches of those with a part in the plan, how many
// copies go to whom, and what a proposal would change.
#ifndef KEHOACH_DERIVE_RECIPIENTS_H
#define KEHOACH_DERIVE_RECIPIENTS_H

#include "compiler/check/proposal.h"

// One line of the list.
struct recipients_entry {
  struct str text;                 // without the sign at its end
  const struct recipient *line;
  const struct agency *agency;     // of its first body; NULL: the registry does not know it
  bool group;
  enum send_reason reason;         // REASON_NONE: nobody can explain it
  int copies;                      // of those that can be counted
  bool open;                       // further ones go by a list that the program does not have
  VEC(const struct assigned *) covers;
};

// One body that gets copies. Rows of one line stand together.
struct recipients_row {
  size_t entry;
  struct str body;
  int copies;                      // 0: by a list
  bool listed;                     // by a list: the registry does not know how many they are
  bool general;                    // from here on, members as the registry has them for every province
  bool counted;                    // the number is written in the plan
  bool unknown;                    // the registry does not know the words
};

struct recipients {
  const struct plan *plan;
  const struct protocol *protocol;
  struct coverage coverage;
  VEC(struct recipients_entry) entries;
  VEC(struct recipients_row) rows;
  int copies;
  size_t open;                     // rows by a list
};

struct suggestion {
  struct proposal proposal;
  struct merge merge;
  VEC(struct recipient) lines;     // of the merge
  size_t added, moved;
};

// Of the plan's lines, or of others. Everything lies in the plan's arena. False with a reason when the office's table cannot
// be read.
bool recipients_read_lines(const struct plan *plan, const struct recipient *lines, size_t n, struct recipients *recipients,
                           struct str *error);
bool recipients_suggest(const struct plan *plan, struct suggestion *suggestion, struct str *error);
// The words of a line without the sign at its end.
struct str recipients_words(struct str text);

extern const char *const recipients_reasons[]; // "report", by enum send_reason; NULL for none

// {"schema":"kehoach.recipients/1",…}; `suggestion` may be NULL.
void recipients_json(const struct recipients *recipients, const struct suggestion *suggestion, struct buf *out);

#endif
