// Numbering: the automatic numbers of a Word file (ECMA-376 part 1, 17.9) as they are shown. A list counts in paragraphs
// of nine levels; a level's text holds %1 … %9 for the counts of the levels.
#ifndef KEHOACH_IMPORT_NUMBERING_H
#define KEHOACH_IMPORT_NUMBERING_H

#include "compiler/import/keys.h"
#include "compiler/import/tree.h"

enum { NUMBERING_LEVELS = 9 };

struct numbering;

struct numbering_label {
  struct str text; // “I.”, “1.1.”, “a)”; the sign of a bullet as it stands in the file; may be empty
  bool bullet;
  bool indented;
  int left, hanging; // twips, if indented
};

// `root` of word/numbering.xml, or NULL: no list is known.
struct numbering *numbering_read(struct arena *arena, const struct node *root);
// Lists that take their levels from a numbering style (w:numStyleLink) take them from the list of that style: its number
// (an int) by the style's name.
void numbering_link(struct numbering *numbering, const struct keys *lists_of_styles);
// The level that a list keeps for paragraphs of a style (w:pStyle), or -1.
int numbering_style_level(const struct numbering *numbering, int list, struct str style);
// Counts one paragraph. False for a list that is not there; it is shown without a number.
bool numbering_next(struct numbering *numbering, int list, int level, struct numbering_label *label);

// A count in one of the formats of ST_NumberFormat; an unknown one gives decimal digits.
struct str numbering_format(struct arena *arena, struct str format, int count);

#endif
