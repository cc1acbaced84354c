// Import: an official text in a foreign form → plan source (the language of grammar/language.md), and a report of what was
// recognised, joined, dropped, left as text and converted, with places.
#ifndef KEHOACH_IMPORT_IMPORT_H
#define KEHOACH_IMPORT_IMPORT_H

#include "compiler/import/draft.h"

enum import_form { IMPORT_TEXT, IMPORT_WORD, IMPORT_WEB };

// What a file is, by its first bytes, and where they say nothing by the ending of its name.
enum import_form import_form(struct str name, struct str bytes);

// A text file (.txt, .md): as pasted from a portal, read by OCR, or taken out of a PDF. Plan source with front matter comes
// out as it went in. False for bytes that are no text; nothing else can fail.
bool import_text(struct arena *arena, struct str bytes, struct imported *out, struct import_error *error);

bool import_is_dropped(enum import_fact fact); // its words are in no plan

enum import_detail { IMPORT_SHORT, IMPORT_FULL }; // short: all but what was recognised and joined, and the numbers

// One line for each entry, in order of place, behind the file's name; then the numbers.
void import_report_text(const struct imported *imported, const char *file, enum language language,
                        enum import_detail detail, struct buf *out);
// {"schema":"kehoach.import/1",…}: all entries. `place` counts lines or paragraphs from 1.
void import_report_json(const struct imported *imported, const char *file, struct buf *out);

#endif
