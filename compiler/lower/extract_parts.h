// What the files of the extracts share. Private to compiler/lower/extract*.
#ifndef KEHOACH_LOWER_EXTRACT_PARTS_H
#define KEHOACH_LOWER_EXTRACT_PARTS_H

#include "compiler/lower/lowering.h"

// The parts of one plan in an extract.
struct stretch {
  const struct extract *extract;
  const struct plan *plan;
  size_t from, to;           // of extract.parts
  size_t counts[PART_ROLES];
};

extern const enum word extract_roles[PART_ROLES];

const struct matrix_row *stretch_row(const struct stretch *stretch, size_t part);
// Who else has a part in the task: “Chủ trì: …”, `between`, “Phối hợp: …”.
struct str stretch_partners(struct arena *arena, const struct stretch *stretch, size_t part, const char *between);

struct extract_column {
  enum word title;
  double share;
};
void extract_header(struct arena *arena, struct doc_table *table, const struct extract_column *list, int count);

// One table for all roles. `number` of the plan among several; 0 where it is the only one.
void extract_paper_table(struct arena *arena, struct doc_blocks *blocks, const struct stretch *stretch, size_t number);

#endif
