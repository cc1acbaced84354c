// Footnotes: at the foot of the page of their reference, under a short rule. Lines for which there is no room go on at the
// foot of the next page.
#include <math.h>

#include "runtime/layout/pages.h"

#define RULE_WIDTH 144.0 // points
#define RULE_THICKNESS 0.5
#define RULE_ROOM 10.0   // from the text to the notes
#define MOST_CARRIED 0.5 // of the page for what earlier pages left over

static double line_height(const struct pages *p, const struct slab *line, bool first) {
  return line->height + (first ? RULE_ROOM : p->notes.n ? line->before : 0);
}

double notes_needed(const struct pages *p, const struct slab *slab) {
  double height = 0;
  for (size_t i = 0; i < slab->note_count; i++) {
    if (slab->notes[i] >= p->l->doc->notes.n)
      continue;
    const struct slabs *note = &p->l->notes[slab->notes[i]];
    for (size_t k = 0; k < note->list.n; k++)
      height += note->list.at[k].height + note->list.at[k].before;
    if (!p->notes.n)
      height += RULE_ROOM;
  }
  return height;
}

static bool admit(struct pages *p, const struct slab *line, double room) {
  double height = line_height(p, line, !p->notes.n);
  if (p->carried.n || p->notes_height + height > room + 1e-6)
    return false;
  p->notes_height += height;
  vec_push(p->l->scratch, &p->notes, line);
  return true;
}

void notes_admit(struct pages *p, const struct slab *slab) {
  for (size_t i = 0; i < slab->note_count; i++) {
    if (slab->notes[i] >= p->l->doc->notes.n)
      continue;
    const struct slabs *note = &p->l->notes[slab->notes[i]];
    for (size_t k = 0; k < note->list.n; k++)
      if (!admit(p, &note->list.at[k], p->bottom - p->y))
        vec_push(p->l->scratch, &p->carried, &note->list.at[k]);
  }
}

void notes_carry_over(struct pages *p) {
  size_t count = p->carried.n, taken = 0;
  const struct slab **lines = p->carried.at;
  double room = (p->bottom - p->y) * MOST_CARRIED;
  p->carried.n = 0;
  while (taken < count && admit(p, lines[taken], taken ? room : HUGE_VAL))
    taken++;
  for (size_t i = taken; i < count; i++)
    lines[p->carried.n++] = lines[i];
}

void place_notes(struct pages *p) {
  if (!p->notes.n)
    return;
  double y = p->bottom - p->notes_height;
  place_rule(p, 0, y + RULE_ROOM / 2, RULE_WIDTH, RULE_THICKNESS);
  for (size_t i = 0; i < p->notes.n; i++) {
    y += i ? p->notes.at[i]->before : RULE_ROOM;
    place_slab(p, p->notes.at[i], 0, y, false);
    y += p->notes.at[i]->height;
  }
  p->notes.n = 0;
  p->notes_height = 0;
}
