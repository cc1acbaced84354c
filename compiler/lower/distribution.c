// The list of recipients (nơi nhận) with its copies, as a table: columns are rows of one table here, and the document and the
// sheet are both made from them.
#include "compiler/lower/lowering.h"

struct str lower_reason(enum send_reason reason) {
  static const enum word words[] = { [REASON_REPORT] = WORD_FOR_REPORT, [REASON_ASSIGNED] = WORD_FOR_WORK,
                                     [REASON_INFORM] = WORD_FOR_KNOWLEDGE, [REASON_FILE] = WORD_FOR_FILE };
  return reason == REASON_NONE ? (struct str){ 0 } : word(words[reason]);
}

// ---- What the cells say

static const struct recipients_entry *entry_of(const struct recipients *recipients, size_t row) {
  return &recipients->entries.at[recipients->rows.at[row].entry];
}

static struct str ordinal_text(struct arena *arena, const struct recipients *recipients, size_t row) {
  (void)recipients;
  return str_printf(arena, "%zu", row + 1);
}
static struct str recipient_text(struct arena *arena, const struct recipients *recipients, size_t row) {
  (void)arena;
  return entry_of(recipients, row)->text;
}
static struct str body_text(struct arena *arena, const struct recipients *recipients, size_t row) {
  (void)arena;
  return recipients->rows.at[row].body;
}
static struct str reason_text(struct arena *arena, const struct recipients *recipients, size_t row) {
  (void)arena;
  return lower_reason(entry_of(recipients, row)->reason);
}
static struct str copies_text(struct arena *arena, const struct recipients *recipients, size_t row) {
  int copies = recipients->rows.at[row].copies;
  return copies ? str_printf(arena, "%d", copies) : (struct str){ 0 };
}
static struct str remark_text(struct arena *arena, const struct recipients *recipients, size_t row) {
  const struct recipients_row *at = &recipients->rows.at[row];
  (void)arena;
  return at->unknown ? word(WORD_NOT_IN_REGISTRY) : at->listed ? word(WORD_BY_LIST) : at->counted ? word(WORD_BY_TEXT)
       : at->general ? word(WORD_BY_REGISTRY) : (struct str){ 0 };
}

// “chưa kể nơi nhận theo danh sách: 3”, or nothing.
static struct str open_text(struct arena *arena, const struct recipients *recipients) {
  if (!recipients->open)
    return (struct str){ 0 };
  return str_printf(arena, STR_FMT " %zu", STR_ARG(word(WORD_NOT_COUNTED)), recipients->open);
}

struct column {
  enum word title;
  double share, width; // of the page in per cent; in a sheet, characters
  bool merges;         // one cell for all rows of a line
  bool center;
  enum sheet_kind kind;
  struct str (*text)(struct arena *arena, const struct recipients *recipients, size_t row);
};

static const struct column columns[] = {
  { .title = WORD_ORDINAL, .share = 7, .width = 5, .center = true, .kind = SHEET_NUMBER, .text = ordinal_text },
  { .title = WORD_RECIPIENT, .share = 28, .width = 36, .merges = true, .text = recipient_text },
  { .title = WORD_SENT_TO, .share = 28, .width = 36, .text = body_text },
  { .title = WORD_SENT_FOR, .share = 11, .width = 12, .merges = true, .center = true, .text = reason_text },
  { .title = WORD_COPIES, .share = 8, .width = 9, .center = true, .kind = SHEET_NUMBER, .text = copies_text },
  { .title = WORD_REMARK, .share = 18, .width = 26, .text = remark_text },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

// How many rows from `row` on share the column's cell; 0 when the row is covered by one above.
static size_t cell_rows(const struct recipients *recipients, const struct column *column, size_t row) {
  size_t entry = recipients->rows.at[row].entry, end = row + 1;
  if (!column->merges)
    return 1;
  if (row && recipients->rows.at[row - 1].entry == entry)
    return 0;
  while (end < recipients->rows.n && recipients->rows.at[end].entry == entry)
    end++;
  return end - row;
}

// The last row: what stands in each column, empty in most.
static struct str total_text(struct arena *arena, const struct recipients *recipients, const struct column *column) {
  if (column->title == WORD_RECIPIENT)
    return word(WORD_TOTAL);
  if (column->title == WORD_COPIES)
    return str_printf(arena, "%d", recipients->copies);
  return column->title == WORD_REMARK ? open_text(arena, recipients) : (struct str){ 0 };
}

// ---- The sheet

struct sheet *lower_distribution_sheet(struct arena *arena, const struct recipients *recipients) {
  struct sheet *sheet = arena_new(arena, struct sheet);
  const struct header *header = &recipients->plan->header;
  sheet->name = word(WORD_DISTRIBUTION_SHEET);
  sheet->title = str_printf(arena, STR_FMT "\n" STR_FMT, STR_ARG(word(WORD_DISTRIBUTION)),
                            STR_ARG(lower_attached_to(arena, recipients->plan)));
  sheet->author = str_trim(header->agency.text.s);
  sheet->subject = str_trim(header->subject.text.s);
  sheet->date = date_is_whole(header->date) ? date_iso(arena, header->date) : (struct str){ 0 };
  for (size_t c = 0; c < COLUMNS; c++)
    vec_push(arena, &sheet->columns,
             (struct sheet_column){ .title = word(columns[c].title), .width = columns[c].width, .center = columns[c].center,
                                    .kind = columns[c].kind });
  sheet->rows = recipients->rows.n + 1;
  for (size_t row = 0; row < recipients->rows.n; row++)
    for (size_t c = 0; c < COLUMNS; c++)
      vec_push(arena, &sheet->cells,
               (struct sheet_cell){ .text = columns[c].text(arena, recipients, row),
                                    .rows = (int)cell_rows(recipients, &columns[c], row) });
  for (size_t c = 0; c < COLUMNS; c++)
    vec_push(arena, &sheet->cells, (struct sheet_cell){ .text = total_text(arena, recipients, &columns[c]), .rows = 1 });
  return sheet;
}

// ---- The document

static void add_head(struct arena *arena, struct doc_table *table) {
  struct doc_row *row = doc_add_row(arena, table);
  for (size_t c = 0; c < COLUMNS; c++) {
    struct doc_cell *cell = doc_add_cell(arena, row);
    cell->header = true;
    doc_add_line(arena, cell->blocks, "table-head", word(columns[c].title));
    vec_push(arena, &table->shares, columns[c].share);
  }
  table->header_rows = 1;
}

static void add_row(struct arena *arena, struct doc_table *table, const struct recipients *recipients, size_t at) {
  struct doc_row *row = doc_add_row(arena, table);
  for (size_t c = 0; c < COLUMNS; c++) {
    size_t rows = cell_rows(recipients, &columns[c], at);
    if (rows == 0) {
      doc_add_covered(arena, row);
      continue;
    }
    struct doc_cell *cell = doc_add_cell(arena, row);
    cell->rows = (int)rows;
    doc_add_line(arena, cell->blocks, columns[c].center ? "table-center" : "table-text", columns[c].text(arena, recipients, at));
  }
}

static void add_total(struct arena *arena, struct doc_table *table, const struct recipients *recipients) {
  struct doc_row *row = doc_add_row(arena, table);
  for (size_t c = 0; c < COLUMNS; c++) {
    const char *style = columns[c].title == WORD_REMARK ? "table-text" : columns[c].center ? "table-head" : "table-group";
    doc_add_line(arena, doc_add_cell(arena, row)->blocks, style, total_text(arena, recipients, &columns[c]));
  }
}

struct doc *lower_distribution(struct arena *arena, const struct recipients *recipients) {
  struct doc *doc = arena_new(arena, struct doc);
  const struct header *header = &recipients->plan->header;
  doc->title = word(WORD_DISTRIBUTION_CAPTION);
  doc->language = STR("vi-VN");
  doc->creator = STR("kehoach");
  doc->author = str_trim(header->agency.text.s);
  doc->subject = str_trim(header->subject.text.s);
  doc->date = date_is_whole(header->date) ? date_iso(arena, header->date) : (struct str){ 0 };
  struct doc_blocks *blocks = doc_add_section(arena, doc, false);
  struct doc_paragraph *title = doc_add_line(arena, blocks, "annex-title", word(WORD_DISTRIBUTION));
  title->role = DOC_HEADING;
  title->level = 1;
  doc_add_line(arena, blocks, "annex-reference", lower_attached_to(arena, recipients->plan));
  struct doc_table *table = doc_add_table(arena, blocks, "table");
  table->caption = word(WORD_DISTRIBUTION_CAPTION);
  table->name = STR("noi-nhan");
  add_head(arena, table);
  for (size_t row = 0; row < recipients->rows.n; row++)
    add_row(arena, table, recipients, row);
  add_total(arena, table, recipients);
  return doc;
}
