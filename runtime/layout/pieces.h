// Pieces: a paragraph cut into words, spaces and places to break, ready for the choice of lines.
#ifndef KEHOACH_LAYOUT_PIECES_H
#define KEHOACH_LAYOUT_PIECES_H

#include "runtime/layout/context.h"

enum piece_kind {
  PIECE_WORD,
  PIECE_SPACE, // one or more spaces; a line may end here unless `stays`
  PIECE_BREAK, // nothing visible; a line may end here at the cost of `penalty`, unless `stays`
  PIECE_END,   // a forced line break
};

// What a run's pieces look like and belong to.
struct look {
  enum face_slant slant;
  double size, rise; // points; rise upwards
  uint32_t tag;
  bool fixed; // its spaces do not stretch (label)
  bool strike, underline;
  const double *color; // NULL: the style's
  struct str target; // of a link; empty: none
  size_t note;       // footnote referred to; SIZE_MAX: none
};

struct piece {
  enum piece_kind kind;
  bool stays;
  uint32_t look; // index into pieces.looks
  uint32_t glyph_count;
  uint32_t word; // the shaper's number
  float penalty;
  double width;
  const struct glyph *glyphs;
  struct str text; // in the printed text of its run
};

// Reads a paragraph's runs piece by piece.
struct pieces {
  struct layout *l;
  const struct doc_paragraph *paragraph;
  const struct style *style;
  struct paragraph_tags tags;
  double limit; // words wider than this are divided
  VEC(struct look) looks;
  VEC(struct piece) list;
  size_t run; // next run to read
  struct printed printed;
  size_t at, fixed_at; // in printed.text, printed.fixed
};

void pieces_start(struct pieces *p, struct layout *l, const struct doc_paragraph *paragraph, const struct style *style,
                  struct paragraph_tags tags, double limit);
// Reads until a forced break, `most` pieces or the end. False at the end of the paragraph.
bool pieces_read(struct pieces *p, size_t most);

// ---- breaks.c

struct measure {
  double first, rest; // widths of the first line and the others
  bool justify;
  bool balance; // the last line counts like the others (centred titles)
};

struct break_node {
  size_t piece, before; // a line ends at `piece`; the node of the line before
};

struct breaks {
  VEC(size_t) ends; // index of the piece at which each line ends, n for the last
  VEC(struct break_node) nodes;
};

// The lines of pieces[0..n), n > 0, chosen together so that all are as even as can be (total fit).
void breaks_choose(struct arena *scratch, const struct piece *pieces, size_t n, const struct look *looks,
                   const struct measure *measure, struct breaks *breaks);

// Of a space: how far it stretches and shrinks, as parts of its width.
#define SPACE_STRETCH 0.6
#define SPACE_SHRINK 0.2

#endif
