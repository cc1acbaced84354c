// Layout of random documents: tables with spans, notes, columns and blanks in any order. Whatever the document, each of
// its words stands on the pages once, inside the margins, and the tags are a tree.
#include <string.h>

#include "runtime/layout/layout.h"
#include "templates/data.h"
#include "test/unit/check.h"

#define DOCUMENTS 60
#define WORD "chữ" // each word begins with it, and nothing else holds it
#define GLYPH 12.0 // a column narrower than a letter lets the letter stick out by as much

struct maker {
  struct arena *arena;
  struct doc *doc;
  unsigned state;
  int words;
};

static int below(struct maker *m, int n) {
  m->state = m->state * 1664525u + 1013904223u;
  return (int)((m->state >> 8) % (unsigned)n);
}

static struct str make_words(struct maker *m, int n) {
  struct buf buf = { 0 };
  for (int i = 0; i < n; i++)
    buf_printf(&buf, "%s" WORD "%d", i ? " " : "", m->words++);
  struct str text = str_copy(m->arena, buf_view(&buf));
  buf_finish(&buf);
  return text;
}

static void add_text(struct maker *m, struct doc_paragraph *paragraph, int most) {
  struct str target = below(m, 8) ? STR("") : STR("https://example.vn");
  vec_push(m->arena, &paragraph->runs,
           (struct doc_run){ .text = make_words(m, below(m, most) + 1),
                             .style = below(m, 4) ? 0 : (unsigned)below(m, 64),
                             .target = target });
}

static void add_note(struct maker *m, struct doc_paragraph *paragraph) {
  struct doc_paragraph note = { .style = "note" };
  add_text(m, &note, below(m, 8) ? 30 : 900);
  vec_push(m->arena, &m->doc->notes, note);
  vec_push(m->arena, &paragraph->runs, (struct doc_run){ .kind = DOC_NOTE, .note = m->doc->notes.n - 1 });
}

static void add_paragraph(struct maker *m, struct doc_blocks *blocks) {
  static const char *const styles[] = { "body",       "plain",       "section", "clause", "dash",    "subject", "quote",
                                        "table-text", "annex-title", "caption", "code",   "urgency", "agency" };
  struct doc_paragraph *paragraph = arena_new(m->arena, struct doc_paragraph);
  paragraph->style = styles[below(m, sizeof styles / sizeof *styles)];
  paragraph->role = (enum doc_role)below(m, 3);
  paragraph->level = 1 + below(m, 6);
  if (below(m, 2))
    paragraph->label = paragraph->role == DOC_ITEM ? STR("-") : STR("1.1.");
  if (paragraph->role == DOC_HEADING && below(m, 2))
    paragraph->bookmark = STR("mục"), paragraph->bookmark_level = paragraph->level;
  add_text(m, paragraph, below(m, 12) ? 40 : 1500);
  if (below(m, 6) == 0)
    vec_push(m->arena, &paragraph->runs, (struct doc_run){ .kind = DOC_BREAK });
  if (below(m, 4) == 0)
    add_text(m, paragraph, 20);
  if (below(m, 8) == 0)
    add_note(m, paragraph);
  vec_push(m->arena, &blocks->list, (struct doc_block){ .kind = DOC_PARAGRAPH, .paragraph = paragraph });
}

static struct doc_cell make_cell(struct maker *m) {
  struct doc_cell cell = { .columns = below(m, 4) ? 1 : 1 + below(m, 4), .rows = below(m, 4) ? 1 : 1 + below(m, 12) };
  if (below(m, 5) == 0)
    return cell;
  cell.blocks = arena_new(m->arena, struct doc_blocks);
  for (int n = below(m, 3); n >= 0; n--)
    add_paragraph(m, cell.blocks);
  return cell;
}

static void add_table(struct maker *m, struct doc_blocks *blocks) {
  struct doc_table *table = arena_new(m->arena, struct doc_table);
  int columns = 1 + below(m, 6), rows = 1 + below(m, 12);
  table->style = "table";
  table->header_rows = (size_t)below(m, 3);
  for (int r = 0; r < rows; r++) {
    struct doc_row row = { 0 };
    for (int c = below(m, 20) ? 0 : 1; c < columns; c++)
      vec_push(m->arena, &row.cells, make_cell(m));
    vec_push(m->arena, &table->rows, row);
  }
  for (int c = 0; below(m, 2) && c < columns; c++)
    vec_push(m->arena, &table->shares, below(m, 40));
  vec_push(m->arena, &blocks->list, (struct doc_block){ .kind = DOC_TABLE, .table = table });
}

static void add_space(struct maker *m, struct doc_blocks *blocks) {
  struct doc_space *space = arena_new(m->arena, struct doc_space);
  *space = (struct doc_space){ below(m, 300), below(m, 2) ? STR("chỗ ký") : STR("") };
  vec_push(m->arena, &blocks->list, (struct doc_block){ .kind = DOC_SPACE, .space = space });
}

static struct doc_blocks *make_blocks(struct maker *m, int most, int depth);

static void add_columns(struct maker *m, struct doc_blocks *blocks, int depth) {
  struct doc_columns *columns = arena_new(m->arena, struct doc_columns);
  columns->style = "closing";
  columns->keep_with_previous = below(m, 2);
  for (int i = 1 + below(m, 3); i > 0; i--)
    vec_push(m->arena, &columns->columns, (struct doc_column){ 1 + below(m, 60), make_blocks(m, 5, depth + 1) });
  vec_push(m->arena, &blocks->list, (struct doc_block){ .kind = DOC_COLUMNS, .columns = columns });
}

static struct doc_blocks *make_blocks(struct maker *m, int most, int depth) {
  struct doc_blocks *blocks = arena_new(m->arena, struct doc_blocks);
  for (int i = below(m, most); i >= 0; i--) {
    int kind = below(m, 20);
    if (kind < 14)
      add_paragraph(m, blocks);
    else if (kind < 16)
      add_table(m, blocks);
    else if (kind < 18 && depth < 2)
      add_columns(m, blocks, depth);
    else
      add_space(m, blocks);
  }
  return blocks;
}

// ---- what must hold

static int count_words(struct str text) {
  int n = 0;
  for (size_t at = 0; (at = str_find(text, STR("\u1EEF"), at)) != SIZE_MAX; at++)
    n++;
  for (size_t at = 0; (at = str_find(text, STR("\u1EEE"), at)) != SIZE_MAX; at++)
    n++;
  return n;
}

static bool inside(const struct frame_page *page, const struct page_geometry *g, const struct frame_item *item) {
  if (item->kind == FRAME_TEXT && item->tag == NO_TAG)
    return true; // page number, repeated header
  return item->x > g->left - GLYPH && item->x + item->width < page->width - g->right + GLYPH + 26 &&
         item->y > g->bottom - 1 && item->y < page->height - g->top + 1;
}

static void check_frames(const struct frames *frames, const struct page_geometry *geometry, int words) {
  int found = 0, outside = 0, disorder = 0;
  for (size_t p = 0; p < frames->pages.n; p++) {
    const struct frame_page *page = &frames->pages.at[p];
    for (size_t i = 0; i < page->items.n; i++) {
      const struct frame_item *item = &page->items.at[i];
      outside += !inside(page, geometry, item);
      if (item->kind == FRAME_TEXT && item->tag != NO_TAG)
        found += count_words(item->text.text);
    }
  }
  for (size_t i = 1; i < frames->tags.n; i++)
    disorder += frames->tags.at[i].parent >= i;
  CHECK(found == words);
  CHECK(outside == 0);
  CHECK(disorder == 0);
}

static void test_document(unsigned seed, const struct faces *faces) {
  struct maker m = { .arena = arena_create(), .state = seed * 2654435761u + 1 };
  struct str error = STR("");
  struct template *template = template_read(m.arena, nd30_template, STR(""), (int)(seed % 2), &error);
  m.doc = arena_new(m.arena, struct doc);
  for (int i = below(&m, 3); i >= 0; i--) {
    struct doc_section section = { .landscape = below(&m, 2), .restart_numbering = below(&m, 2) };
    section.blocks = make_blocks(&m, 12, 0);
    vec_push(m.arena, &m.doc->sections, section);
  }
  struct frames frames;
  int failed = check_failed;
  CHECK(layout_document(m.arena, m.doc, template, faces, &frames) == LAYOUT_OK);
  check_frames(&frames, &template->page, m.words);
  if (check_failed != failed)
    fprintf(stderr, "  document %u\n", seed);
  arena_destroy(m.arena);
}

int main(void) {
  struct arena *arena = arena_create();
  struct str error = STR("");
  struct faces *faces = faces_open(arena, NULL, &error);
  CHECK(faces != NULL);
  for (unsigned seed = 0; faces && seed < DOCUMENTS; seed++)
    test_document(seed, faces);
  faces_close(faces);
  arena_destroy(arena);
  return check_report();
}
