// Pages being filled.
#ifndef KEHOACH_LAYOUT_PAGES_H
#define KEHOACH_LAYOUT_PAGES_H

#include "runtime/layout/context.h"

struct pages {
  struct layout *l;
  double width, height;    // of the pages of this section
  double left, bottom;     // of the text block; `bottom` measured from the upper edge
  double y;                // upper edge of what comes next, from the upper edge of the page
  const struct slab *last; // on this page; NULL: nothing yet
  bool headed;             // nothing but repeated header rows yet
  int number;              // of the page in hand
  bool hide_number;
  double notes_height;              // kept at the foot of this page
  VEC(const struct slab *) notes;   // lines of notes on this page
  VEC(const struct slab *) carried; // and those for the next one
  bool full;                        // too many pages
};

// ---- place.c: slabs on the page in hand

// Upper left corner at (x, y), from the left edge of the text and the upper edge of the page. `artifact`: repeated
// header rows.
void place_slab(struct pages *p, const struct slab *slab, double x, double y, bool artifact);
void place_band(struct pages *p, struct band *band, double x, double y, const struct band_part *part, bool artifact);
void place_rule(struct pages *p, double x, double y, double width, double height);
void place_notes(struct pages *p);
void place_number(struct pages *p);

// Takes up the notes that `slab` refers to. Those for which there is no room go to the next page.
void notes_admit(struct pages *p, const struct slab *slab);
void notes_carry_over(struct pages *p); // on a new page
double notes_needed(const struct pages *p, const struct slab *slab);

#endif
