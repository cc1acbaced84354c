// What changed between two versions (danh mục thay đổi), as a list in front of the page that marks it. Each change leads to
// its place.
#include <string.h>

#include "compiler/lower/lowering.h"

enum { HEADING_LEVELS = 6 };

static struct doc_paragraph *add_heading(struct arena *arena, struct doc_blocks *blocks, const char *style, int level,
                                         struct str title) {
  struct doc_paragraph *heading = doc_add_line(arena, blocks, style, title);
  heading->role = DOC_HEADING;
  heading->level = level;
  return heading;
}

// The list has the page's first heading; those of the plan are below it.
static void sink_headings(struct doc *doc) {
  for (size_t i = 0; i < doc->sections.n; i++) {
    struct doc_blocks *blocks = doc->sections.at[i].blocks;
    for (size_t k = 0; k < blocks->list.n; k++) {
      struct doc_paragraph *paragraph = blocks->list.at[k].kind == DOC_PARAGRAPH ? blocks->list.at[k].paragraph : NULL;
      if (paragraph && paragraph->role == DOC_HEADING && paragraph->level < HEADING_LEVELS)
        paragraph->level++;
    }
  }
}

static void add_change(struct arena *arena, struct doc_blocks *blocks, const struct change *change, bool english) {
  static const unsigned styles[] = { [PIECE_REMOVED] = DOC_REMOVED, [PIECE_ADDED] = DOC_ADDED, [PIECE_TEXT] = 0, [PIECE_PLACE] = 0 };
  struct doc_paragraph *line = doc_add_paragraph(arena, blocks, "dash");
  struct pieces pieces = change_pieces(arena, change, english);
  struct str place = lower_place(change->item);
  line->role = DOC_ITEM;
  line->level = 1;
  line->label = STR("-");
  for (size_t i = 0; i < pieces.list.n; i++) {
    const struct piece *piece = &pieces.list.at[i];
    struct str target = piece->kind == PIECE_PLACE && place.n ? str_concat(arena, STR("#"), place) : STR("");
    doc_add_link(arena, line, piece->text, styles[piece->kind], target);
  }
}

// The list is a section of its own before those of the plan.
static struct doc_blocks *first_section(struct arena *arena, struct doc *doc) {
  struct doc_blocks *blocks = doc_add_section(arena, doc, false);
  struct doc_section section = *vec_last(&doc->sections);
  memmove(doc->sections.at + 1, doc->sections.at, (doc->sections.n - 1) * sizeof section);
  doc->sections.at[0] = section;
  return blocks;
}

void lower_changes(struct arena *arena, const struct changes *changes, bool english, struct doc *doc) {
  sink_headings(doc);
  struct doc_blocks *blocks = first_section(arena, doc);
  struct str words = english ? STR("List of changes") : STR("Danh mục thay đổi");
  struct doc_paragraph *title = add_heading(arena, blocks, "annex-title", 1, words);
  title->anchor = STR("thay-doi");
  title->bookmark = words;
  title->bookmark_level = 1;
  title->html_class = STR("changes");
  doc_add_line(arena, blocks, "annex-reference", changes_headline(arena, changes, english));
  for (size_t i = 0; i < changes->list.n; i++) {
    const struct change *change = &changes->list.at[i];
    if (i == 0 || change->part != change[-1].part)
      add_heading(arena, blocks, "clause", 2, change_part_title(change->part, english));
    add_change(arena, blocks, change, english);
  }
}
