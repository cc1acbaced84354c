// Writer: what the parts of writing a plan share. Not for other folders.
#ifndef KEHOACH_IMPORT_WRITER_H
#define KEHOACH_IMPORT_WRITER_H

#include "compiler/import/script.h"
#include "compiler/syntax/syntax.h"

struct writer {
  struct arena *arena;
  struct script *script;
  const struct syntax *syntax;
  const struct node *end; // the body ends before it, and the plan prints the matrix itself; NULL: the whole
  struct buf out;
};

// Line or paragraph of the file that the offset of the script stands in.
uint32_t writer_place(const struct writer *writer, uint32_t offset);

void front_write(struct writer *writer);      // header and signature as front matter
void body_write(struct writer *writer);       // outline, recipients, annexes, footnotes

#endif
