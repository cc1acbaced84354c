// Script: the text in which the plan's parts are recognised, and the place in the file of each of its lines. Every format
// comes to this: a text file by way of its pages, a draft by being printed.
#ifndef KEHOACH_IMPORT_SCRIPT_H
#define KEHOACH_IMPORT_SCRIPT_H

#include "compiler/import/draft.h"

struct script {
  struct arena *arena;
  struct str text;                // Markdown, as far as it goes
  VEC(uint32_t) places;           // of each line of text: line or paragraph of the file
  enum import_unit unit;
  bool plan;                      // the file is plan source already: it stays as it is
  const struct import_front *front; // NULL: the format carries none
  struct import_report report;
  struct import_assignment assignment; // told by script_plan
};

void script_note(struct script *script, enum import_fact fact, uint32_t place, struct str words, struct str value);

// pages.c: a decoded text without what belongs to its pages: running headers, page numbers, line ends in words and
// sentences.
void script_of_text(struct script *script, struct str text);
// print.c
void script_of_draft(struct script *script, const struct import_draft *draft);
// recognise.c: the plan source.
struct str script_plan(struct script *script);

#endif
