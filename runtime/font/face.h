// Faces: opened once, read-only, shared by all documents and threads. Metrics, shaping and subsets (HarfBuzz).
// All advances are integers in thousandths of an em, the unit of a PDF's W array, so that what layout
// measured is what a reader adds up.
#ifndef KEHOACH_FONT_FACE_H
#define KEHOACH_FONT_FACE_H

#include "runtime/base/str.h"

struct face;
struct faces;

enum face_slant { FACE_REGULAR, FACE_BOLD, FACE_ITALIC, FACE_BOLD_ITALIC, FACE_SLANTS };

// Opens the four faces of a family. `folder` is searched for the files of Times New Roman or Liberation Serif by their
// usual names; NULL: the system's usual places. On failure returns NULL and a reason in *error (in `arena`),
// empty where `folder` does not hold the four files.
// A file that lacks Vietnamese letters (Liberation 1) is refused. Ends with faces_close (accepts NULL).
struct faces *faces_open(struct arena *arena, const char *folder, struct str *error);
void faces_close(struct faces *faces);
const struct face *faces_get(const struct faces *faces, enum face_slant slant);

struct face_metrics {
  const char *postscript_name, *family;
  int ascent, descent, line_gap; // thousandths of an em, descent negative
  int cap_height, italic_angle;  // the angle in degrees
  int box[4];                    // x min, y min, x max, y max
  int weight;                    // 400, 700
  bool italic, serif;
};
const struct face_metrics *face_metrics(const struct face *face);

// The face can draw the character, or one that looks the same (‑ as ‐), or composes it.
bool face_has(const struct face *face, uint32_t c);
// What to print for a character that no face has: "[x]" for ☑; "?" when nothing resembles it.
const char *face_substitute(uint32_t c);

struct glyph {
  uint16_t id;
  int16_t kern;    // what follows the glyph beside its own advance (thousandths, + is wider)
  int16_t rise;    // vertical offset, thousandths
  uint16_t advance; // the glyph's own, from the face
  uint32_t cluster; // byte offset in the shaped text
};

// Shapes `text` (one word or some; no line breaks). Results are kept in a per-document cache in `shaper`.
struct shaper;
struct shaper *shaper_create(struct arena *arena, const struct faces *faces); // ends with shaper_finish
void shaper_finish(struct shaper *shaper); // what it shaped stays valid as long as the arena
struct shaped {
  const struct glyph *glyphs;
  size_t n;
  int width; // thousandths
  bool missing; // a letter has no glyph in the face; it is drawn as "?"
  uint32_t id;  // numbers the kept words of this shaper from 1; 0: not kept
};
struct shaped shaper_word(struct shaper *shaper, enum face_slant slant, struct str word);

// The subset that holds `used` (a flag for each glyph id, face_glyph_count of them), hints dropped.
// `renumbered[old]` is the glyph's id in the subset. False if it cannot be made.
size_t face_glyph_count(const struct face *face);
bool face_subset(const struct face *face, const bool *used, struct arena *arena, struct str *truetype, uint16_t *renumbered);

#endif
