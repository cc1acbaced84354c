// The page that lists the extracts of all bodies, with links to their files.
#include "compiler/lower/extract_parts.h"

static void add_number(struct arena *arena, struct doc_row *row, size_t number) {
  doc_add_line(arena, doc_add_cell(arena, row)->blocks, "table-center", str_printf(arena, "%zu", number));
}

static const struct extract_column index_columns[] = { { WORD_ORDINAL, 7 },     { WORD_AGENCY, 43 },      { WORD_ROLE_LEAD, 11 },
                                               { WORD_ROLE_COORDINATE, 11 }, { WORD_ROLE_MONITOR, 11 }, { WORD_FILES, 17 } };
enum { INDEX_COLUMNS = sizeof index_columns / sizeof *index_columns };

static void add_files(struct arena *arena, struct doc_row *row, struct str slug, const struct index_files *files,
                      const bool *has) {
  struct doc_paragraph *paragraph = doc_add_paragraph(arena, doc_add_cell(arena, row)->blocks, "table-center");
  for (size_t i = 0; i < files->n; i++) {
    struct str ending = files->endings[i];
    if (!has[i])
      continue;
    if (paragraph->runs.n)
      doc_add_text(arena, paragraph, STR(", "), 0);
    doc_add_page_link(arena, paragraph, text_upper(arena, str_slice(ending, 1, ending.n)),
                      str_concat(arena, slug, ending), (struct str){ 0 });
  }
}

static void add_index_table(struct arena *arena, struct doc_blocks *blocks, const struct extracts *extracts,
                            const struct index_files *files) {
  struct doc_table *table = doc_add_table(arena, blocks, "table");
  table->caption = word(WORD_INDEX_CAPTION);
  extract_header(arena, table, index_columns, INDEX_COLUMNS);
  for (size_t i = 0; i < extracts->list.n; i++) {
    const struct extract *extract = &extracts->list.at[i];
    struct doc_row *row = doc_add_row(arena, table);
    add_number(arena, row, i + 1);
    doc_add_line(arena, doc_add_cell(arena, row)->blocks, "table-text", extract->body.name);
    for (enum part_role role = 0; role < PART_ROLES; role++)
      add_number(arena, row, extract->counts[role]);
    add_files(arena, row, extract->slug, files, files->has + i * files->n);
  }
}

struct doc *lower_extract_index(struct arena *arena, const struct extracts *extracts, const struct open_groups *open,
                                const struct index_files *files) {
  struct doc *doc = arena_new(arena, struct doc);
  struct doc_blocks *blocks = doc_add_section(arena, doc, false);
  const struct matrix *matrix = extracts->list.n ? extracts->list.at[0].matrix : NULL;
  *doc = (struct doc){ .title = word(WORD_INDEX_CAPTION), .language = STR("vi-VN"), .creator = STR("kehoach"),
                       .sections = doc->sections };
  struct doc_paragraph *title = doc_add_line(arena, blocks, "kind", word(WORD_INDEX));
  title->role = DOC_HEADING;
  title->level = 1;
  for (size_t i = 0; matrix && i < matrix->plans.n; i++)
    doc_add_text(arena, doc_add_paragraph(arena, blocks, "centered"), lower_citation(arena, matrix->plans.at[i]), DOC_ITALIC);
  add_index_table(arena, blocks, extracts, files);
  if (open->list.n)
    doc_add_line(arena, blocks, "body", word(WORD_INDEX_OPEN))->leads_in = true;
  for (size_t i = 0; matrix && i < open->list.n; i++) {
    struct doc_paragraph *item = doc_add_line(arena, blocks, "dash", open->list.at[i].name);
    item->role = DOC_ITEM;
    item->level = 1;
    item->label = STR("-");
    doc_add_text(arena, item, str_printf(arena, " (%zu " STR_FMT ")", open->list.at[i].rows.n, STR_ARG(word(WORD_TASKS))), 0);
  }
  return doc;
}
