// The standing list of recipients and their order of protocol: rows of grammar/recipients.tsv, changed by the office's own
// noi-nhan.tsv beside the plan (same columns): a row with the same issuer and bodies replaces the program's, any other is
// added at the end of its rank. Columns:
//
//   rank          place in the order, from 1 (superiors) to 10 (filing)
//   issuer        tinh, xa, so (grammar/terms.tsv); empty: any
//   bodies        ids of the registry, selections (“family=so level=tinh”), “luu”, or “*”; the first is the one sent to
//   when          always, reported (the plan reports to it), assigned (it has a part), kept (only where the author names it)
//   reason        report, assigned, inform, file: why a line of these bodies stands in a list
//   copies        for each body; empty: 1
//   group, from   so many bodies of the row are sent to as this group
//   text          how the line reads; empty: the body's name. text_if_city: in a city under the centre
#ifndef KEHOACH_CHECK_PROTOCOL_H
#define KEHOACH_CHECK_PROTOCOL_H

#include "compiler/check/registry.h"
#include "runtime/base/str.h"

enum send_when { SEND_KEPT, SEND_ALWAYS, SEND_REPORTED, SEND_ASSIGNED };
enum send_reason { REASON_NONE, REASON_REPORT, REASON_ASSIGNED, REASON_INFORM, REASON_FILE };

struct protocol_row {
  int rank;
  struct str issuer, bodies;
  enum send_when when;
  enum send_reason reason;
  int copies, from;
  struct str group, text, text_if_city;
  bool own; // the office's
};

struct protocol {
  const struct registry *registry;
  VEC(struct protocol_row) rows;         // in order of protocol, those of the issuer's kind
  const struct protocol_row **of_agency; // by index of the registry; NULL: none but “*”
  const struct protocol_row *other, *filing; // “*” and “luu”, or NULL
};

// `issuer` is a kind, or empty. NULL with *error (as of registry_read) when the office's table cannot be read.
struct protocol *protocol_read(struct arena *arena, const struct registry *registry, struct str issuer, struct str office,
                               struct str *error);
// The row that a body belongs to, NULL when no row does; `agency` may be NULL.
const struct protocol_row *protocol_row(const struct protocol *protocol, const struct agency *agency);
// The n-th id of the row's bodies; NULL behind the last, and for what is no id.
const struct agency *protocol_body(const struct protocol *protocol, const struct protocol_row *row, size_t n);

#endif
