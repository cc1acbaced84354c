// What the files of the matrix share. Private to compiler/derive.
#ifndef KEHOACH_DERIVE_ROWS_H
#define KEHOACH_DERIVE_ROWS_H

#include "compiler/derive/matrix.h"

// The filters of a query, with its words folded and its body found once for all rows.
struct matrix_filter;

// Of bodies, those of the matrix's plans are asked about.
struct matrix_filter *filter_create(struct arena *arena, const struct matrix *matrix, const struct matrix_query *query);
bool filter_found_nobody(const struct matrix_filter *filter, struct str *nearest);
bool filter_passes_words(struct matrix_filter *filter, const struct task *task); // time, section, what is missing
bool filter_passes_bodies(struct matrix_filter *filter, const struct matrix_row *row); // agency and role
bool filter_takes_actor(struct matrix_filter *filter, const struct matrix_row *row, const struct actor *actor);
bool filter_takes_role(const struct matrix_filter *filter, enum matrix_role role);

// The body asked for, where some plan that was kept has it exactly; else NULL.
const struct body *keeper_body(const struct matrix_keeper *keeper);

// The bodies of a matrix: one index for each, whatever words stand for it.
struct bodies;
struct bodies *bodies_create(struct arena *arena);
size_t bodies_index(struct bodies *bodies, const struct actor *actor); // made when it is new
// Sets the body's mark, which is 0 at first, and gives the one it had.
size_t bodies_swap_mark(struct bodies *bodies, size_t index, size_t mark);
struct str bodies_name(const struct bodies *bodies, size_t index);
// rank[index]: its place in the order of names.
size_t *bodies_ranks(struct arena *arena, const struct bodies *bodies);

#endif
