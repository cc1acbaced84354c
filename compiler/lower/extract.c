// Extracts as documents: one body's tasks under the issuer's name, by plan and role, so that the page can be handed to it as
// it is; and the page that lists the extracts of all bodies.
#include "compiler/lower/lowering.h"

enum { ROLE_LEVEL = 2 };

static const enum word role_words[PART_ROLES] = {
  [PART_LEAD] = WORD_ROLE_LEAD, [PART_COORDINATE] = WORD_ROLE_COORDINATE, [PART_MONITOR] = WORD_ROLE_MONITOR
};

// ---- Stretches of an extract: the parts of one plan

struct stretch {
  const struct extract *extract;
  const struct plan *plan;
  size_t from, to;           // of extract.parts
  size_t counts[PART_ROLES];
};

static const struct matrix_row *row_of(const struct stretch *stretch, size_t part) {
  return &stretch->extract->matrix->rows.at[stretch->extract->parts.at[part].row];
}

// The stretch that begins at part `from`.
static struct stretch stretch_at(const struct extract *extract, size_t from) {
  struct stretch stretch = { .extract = extract, .from = from, .to = from };
  size_t plan = row_of(&stretch, from)->plan;
  stretch.plan = extract->matrix->plans.at[plan];
  for (; stretch.to < extract->parts.n && row_of(&stretch, stretch.to)->plan == plan; stretch.to++)
    stretch.counts[extract->parts.at[stretch.to].role]++;
  return stretch;
}

// ---- Words

// “01/4/2026”: the form's own way of writing days and months in figures.
static struct str figures(struct arena *arena, struct date date) {
  return str_printf(arena, "%02d/%s%d/%d", date.day, date.month < 3 ? "0" : "", date.month, date.year);
}

// “Giai đoạn 1: 01/01/2026 - 31/12/2027”: the dates that the words were read as.
static struct str interval_text(struct arena *arena, const struct interval *interval) {
  bool from = date_is_whole(interval->from), to = date_is_whole(interval->to);
  struct str label = interval->label.n ? str_concat(arena, interval->label, STR(": ")) : STR("");
  struct str first = from ? figures(arena, interval->from) : STR(""), last = to ? figures(arena, interval->to) : STR("");
  if (interval->deadline && to)
    return str_printf(arena, STR_FMT STR_FMT " " STR_FMT, STR_ARG(label), STR_ARG(word(WORD_DUE)), STR_ARG(last));
  if (from && to && date_compare(interval->from, interval->to) != 0)
    return str_printf(arena, STR_FMT STR_FMT " - " STR_FMT, STR_ARG(label), STR_ARG(first), STR_ARG(last));
  if (from && !to)
    return str_printf(arena, STR_FMT STR_FMT " " STR_FMT, STR_ARG(label), STR_ARG(word(WORD_FROM_DAY)), STR_ARG(first));
  return str_concat(arena, label, last);
}

static void add_remark(struct arena *arena, struct doc_cell *cell, struct str text) {
  if (text.n)
    doc_add_text(arena, doc_add_paragraph(arena, cell->blocks, "table-text"), text, DOC_ITALIC);
}

static struct str labelled(struct arena *arena, enum word label, struct str text) {
  return text.n ? str_printf(arena, STR_FMT ": " STR_FMT, STR_ARG(word(label)), STR_ARG(text)) : text;
}

// ---- Cells

static void add_number(struct arena *arena, struct doc_cell *cell, size_t number) {
  doc_add_line(arena, cell->blocks, "table-center", str_printf(arena, "%zu", number));
}

// The task with its number, then where it stands and through which group the body has it.
static void add_task(struct arena *arena, struct doc_cell *cell, const struct matrix_row *row, const struct part *part) {
  const struct item *item = row->task->item;
  struct doc_paragraph *paragraph = doc_add_line(arena, cell->blocks, "table-text", row->text);
  if (item && item->kind != ITEM_TABLE && !lower_is_bullet(item))
    paragraph->label = item->number;
  struct str place = str_printf(arena, STR_FMT " " STR_FMT, STR_ARG(word(WORD_ITEM)), STR_ARG(row->task->id));
  if (part->in_group)
    place = str_printf(arena, STR_FMT "; " STR_FMT " " STR_FMT, STR_ARG(place), STR_ARG(word(WORD_IN_GROUP)),
                       STR_ARG(part->as_written));
  add_remark(arena, cell, str_printf(arena, "(" STR_FMT ")", STR_ARG(place)));
  add_remark(arena, cell, labelled(arena, WORD_FUNDING, str_trim(row->task->funding.s)));
  add_remark(arena, cell, labelled(arena, WORD_PLACE, str_trim(row->task->place.s)));
}

static void add_time(struct arena *arena, struct doc_cell *cell, const struct task *task) {
  if (task->has_time)
    doc_add_line(arena, cell->blocks, "table-text", task->time.text);
  else
    add_remark(arena, cell, word(WORD_NO_TIME));
  for (size_t i = 0; task->has_time && i < task->time.intervals.n; i++)
    add_remark(arena, cell, interval_text(arena, &task->time.intervals.at[i]));
}

// Who else has a part, by role; a body that leads alone is not told so.
static void add_partners(struct arena *arena, struct doc_cell *cell, const struct task *task, enum part_role own) {
  for (enum part_role role = 0; role < PART_ROLES; role++) {
    const struct actors *actors = part_actors(task, role);
    bool alone = role == own && actors->n == 1 && !actors->at[0].group;
    if (actors->n && !alone)
      doc_add_line(arena, cell->blocks, "table-text", labelled(arena, role_words[role], lower_actors(arena, actors)));
  }
}

// ---- Tables

struct column {
  enum word title;
  double share;
};
enum { COLUMN_NUMBER, COLUMN_TASK, COLUMN_TIME, COLUMN_PARTNERS, COLUMN_PRODUCT, COLUMNS };
static const struct column columns[COLUMNS] = {
  [COLUMN_NUMBER] = { WORD_ORDINAL, 7 },      [COLUMN_TASK] = { WORD_TASK, 40 },       [COLUMN_TIME] = { WORD_TIME, 24 },
  [COLUMN_PARTNERS] = { WORD_PARTNERS, 29 }, [COLUMN_PRODUCT] = { WORD_PRODUCT, 18 },
};

static void add_cell(struct arena *arena, struct doc_row *row, const struct stretch *stretch, size_t part, int column,
                     size_t number) {
  const struct matrix_row *source = row_of(stretch, part);
  const struct part *own = &stretch->extract->parts.at[part];
  struct doc_cell *cell = doc_add_cell(arena, row);
  if (column == COLUMN_NUMBER)
    add_number(arena, cell, number);
  else if (column == COLUMN_TASK)
    add_task(arena, cell, source, own);
  else if (column == COLUMN_TIME)
    add_time(arena, cell, source->task);
  else if (column == COLUMN_PARTNERS)
    add_partners(arena, cell, source->task, own->role);
  else
    doc_add_line(arena, cell->blocks, "table-text", str_trim(source->task->product.s));
}

static bool has_product(const struct stretch *stretch, enum part_role role) {
  for (size_t i = stretch->from; i < stretch->to; i++)
    if (stretch->extract->parts.at[i].role == role && str_trim(row_of(stretch, i)->task->product.s).n)
      return true;
  return false;
}

static void add_header(struct arena *arena, struct doc_table *table, int count) {
  double total = 0;
  struct doc_row *row = doc_add_row(arena, table);
  for (int c = 0; c < count; c++)
    total += columns[c].share;
  for (int c = 0; c < count; c++) {
    struct doc_cell *cell = doc_add_cell(arena, row);
    cell->header = true;
    doc_add_line(arena, cell->blocks, "table-head", word(columns[c].title));
    vec_push(arena, &table->shares, columns[c].share * 100 / total);
  }
  table->header_rows = 1;
  table->stacks = true;
}

// “Chủ trì (3 nhiệm vụ)” and the table below it.
static void add_role(struct arena *arena, struct doc_blocks *blocks, const struct stretch *stretch, enum part_role role,
                     int level) {
  struct str title = str_printf(arena, STR_FMT " (%zu " STR_FMT ")", STR_ARG(word(role_words[role])),
                                stretch->counts[role], STR_ARG(word(WORD_TASKS)));
  struct doc_paragraph *heading = doc_add_line(arena, blocks, "clause", title);
  heading->role = DOC_HEADING;
  heading->level = level;
  struct doc_table *table = doc_add_table(arena, blocks, "table");
  int count = has_product(stretch, role) ? COLUMNS : COLUMNS - 1;
  table->caption = title;
  add_header(arena, table, count);
  for (size_t i = stretch->from, number = 0; i < stretch->to; i++) {
    if (stretch->extract->parts.at[i].role != role)
      continue;
    struct doc_row *row = doc_add_row(arena, table);
    number++;
    for (int c = 0; c < count; c++)
      add_cell(arena, row, stretch, i, c, number);
  }
}

// ---- Plans

// “chủ trì 3, phối hợp 12”
static struct str count_text(struct arena *arena, const size_t counts[PART_ROLES]) {
  struct str text = STR("");
  for (enum part_role role = 0; role < PART_ROLES; role++)
    if (counts[role])
      text = str_printf(arena, STR_FMT "%s" STR_FMT " %zu", STR_ARG(text), text.n ? ", " : "",
                        STR_ARG(text_fold_str(arena, word(role_words[role]))), counts[role]);
  return text;
}

// “Kế hoạch số … ngày … của … (TRÍCH YẾU) giao Công an tỉnh 15 nhiệm vụ: chủ trì 3, phối hợp 12.”
static void add_opening(struct arena *arena, struct doc_blocks *blocks, const struct stretch *stretch) {
  struct str subject = str_trim(stretch->plan->header.subject.text.s);
  struct str plan = lower_citation(arena, stretch->plan);
  if (subject.n)
    plan = str_printf(arena, STR_FMT " (" STR_FMT ")", STR_ARG(plan), STR_ARG(subject));
  struct str counts = count_text(arena, stretch->counts), name = stretch->extract->body.name;
  doc_add_line(arena, blocks, "body",
               str_printf(arena, STR_FMT " " STR_FMT " " STR_FMT " %zu " STR_FMT ": " STR_FMT ".", STR_ARG(plan),
                          STR_ARG(word(WORD_ASSIGNS)), STR_ARG(name), stretch->to - stretch->from,
                          STR_ARG(word(WORD_TASKS)), STR_ARG(counts)));
}

// Ids of those rows of the group that stand in the plan, “, ” between.
static struct str group_items(struct arena *arena, const struct open_group *group, const struct matrix *matrix,
                              const struct plan *plan) {
  struct buf ids = { 0 };
  for (size_t i = 0; i < group->rows.n; i++) {
    const struct matrix_row *row = &matrix->rows.at[group->rows.at[i]];
    if (matrix->plans.at[row->plan] != plan)
      continue;
    if (ids.n)
      buf_text(&ids, ", ");
    buf_str(&ids, row->task->id);
  }
  struct str result = str_copy(arena, buf_view(&ids));
  buf_finish(&ids);
  return result;
}

// “Kế hoạch còn giao nhiệm vụ cho “các cơ quan, đơn vị liên quan” (mục IV.1, IV.2); …”
static void add_open(struct arena *arena, struct doc_blocks *blocks, const struct open_groups *open,
                     const struct stretch *stretch) {
  struct str text = STR("");
  for (size_t i = 0; i < open->list.n; i++) {
    struct str ids = group_items(arena, &open->list.at[i], stretch->extract->matrix, stretch->plan);
    if (ids.n)
      text = str_printf(arena, STR_FMT "%s“" STR_FMT "” (" STR_FMT " " STR_FMT ")", STR_ARG(text), text.n ? ", " : " ",
                        STR_ARG(open->list.at[i].name), STR_ARG(word(WORD_ITEM)), STR_ARG(ids));
  }
  if (text.n)
    doc_add_text(arena, doc_add_paragraph(arena, blocks, "body"),
                 str_printf(arena, STR_FMT STR_FMT "; " STR_FMT, STR_ARG(word(WORD_OPEN_ALSO)), STR_ARG(text),
                            STR_ARG(word(WORD_OPEN_CHECK))), DOC_ITALIC);
}

// “I. KẾ HOẠCH SỐ 140/KH-UBND”
static void add_plan_heading(struct arena *arena, struct doc_blocks *blocks, const struct stretch *stretch, size_t number) {
  struct str symbol = lower_symbol(arena, &stretch->plan->header);
  struct str title = str_printf(arena, STR_FMT " " STR_FMT " " STR_FMT, STR_ARG(lower_kind(&stretch->plan->header)),
                                STR_ARG(word(WORD_OF_NUMBER)), STR_ARG(symbol));
  struct doc_paragraph *heading = doc_add_line(arena, blocks, "section", title);
  heading->label = str_printf(arena, "%zu.", number);
  heading->role = DOC_HEADING;
  heading->level = ROLE_LEVEL;
  heading->anchor = str_printf(arena, "ke-hoach-%zu", number);
  heading->bookmark = lower_joined_title(arena, heading->label, title);
  heading->bookmark_level = 1;
}

static void add_stretch(struct arena *arena, struct doc_blocks *blocks, const struct stretch *stretch,
                        const struct open_groups *open, int level) {
  add_opening(arena, blocks, stretch);
  for (enum part_role role = 0; role < PART_ROLES; role++)
    if (stretch->counts[role])
      add_role(arena, blocks, stretch, role, level);
  add_open(arena, blocks, open, stretch);
}

// ---- The document

static bool same_issuer(const struct extract *extract) {
  const struct matrix *matrix = extract->matrix;
  for (size_t i = 0; i + 1 < extract->parts.n; i++) {
    const struct plan *a = matrix->plans.at[matrix->rows.at[extract->parts.at[i].row].plan];
    const struct plan *b = matrix->plans.at[matrix->rows.at[extract->parts.at[i + 1].row].plan];
    if (a != b && !str_eq(a->header.agency.text.s, b->header.agency.text.s))
      return false;
  }
  return extract->parts.n > 0;
}

static void set_properties(struct arena *arena, struct doc *doc, const struct extract *extract, const struct plan *plan) {
  doc->title = str_printf(arena, STR_FMT ": " STR_FMT, STR_ARG(word(WORD_EXTRACT_CAPTION)), STR_ARG(extract->body.name));
  doc->language = STR("vi-VN");
  doc->creator = STR("kehoach");
  if (!plan)
    return;
  doc->author = str_trim(plan->header.agency.text.s);
  doc->subject = str_trim(plan->header.subject.text.s);
  doc->date = date_is_whole(plan->header.date) ? date_iso(arena, plan->header.date) : (struct str){ 0 };
}

static void add_title(struct arena *arena, struct doc_blocks *blocks, struct str body) {
  struct doc_paragraph *kind = doc_add_line(arena, blocks, "kind", word(WORD_EXTRACT));
  kind->role = DOC_HEADING;
  kind->level = 1;
  doc_add_line(arena, blocks, "subject", body);
}

struct doc *lower_extract(struct arena *arena, const struct extract *extract, const struct open_groups *open) {
  struct doc *doc = arena_new(arena, struct doc);
  struct doc_blocks *blocks = doc_add_section(arena, doc, false);
  struct stretch stretch = { 0 };
  if (extract->parts.n)
    stretch = stretch_at(extract, 0);
  bool one = stretch.to == extract->parts.n;
  set_properties(arena, doc, extract, one ? stretch.plan : NULL);
  if (same_issuer(extract))
    lower_issuer(&(struct lowering){ .arena = arena, .plan = stretch.plan, .doc = doc, .blocks = blocks });
  add_title(arena, blocks, extract->body.name);
  for (size_t number = 1; stretch.from < stretch.to; number++) {
    if (!one)
      add_plan_heading(arena, blocks, &stretch, number);
    add_stretch(arena, blocks, &stretch, open, one ? ROLE_LEVEL : ROLE_LEVEL + 1);
    if (stretch.to == extract->parts.n)
      break;
    stretch = stretch_at(extract, stretch.to);
  }
  doc_add_text(arena, doc_add_paragraph(arena, blocks, "note"), word(WORD_EXTRACT_NOTE), DOC_ITALIC);
  return doc;
}

// ---- The page that lists them

static const struct column index_columns[] = { { WORD_ORDINAL, 7 },     { WORD_AGENCY, 43 },      { WORD_ROLE_LEAD, 11 },
                                               { WORD_ROLE_COORDINATE, 11 }, { WORD_ROLE_MONITOR, 11 }, { WORD_FILES, 17 } };
enum { INDEX_COLUMNS = sizeof index_columns / sizeof *index_columns };

static void add_files(struct arena *arena, struct doc_row *row, struct str slug, const struct str *endings, size_t n) {
  struct doc_paragraph *paragraph = doc_add_paragraph(arena, doc_add_cell(arena, row)->blocks, "table-center");
  for (size_t i = 0; i < n; i++) {
    if (i)
      doc_add_text(arena, paragraph, STR(", "), 0);
    doc_add_page_link(arena, paragraph, text_upper(arena, str_slice(endings[i], 1, endings[i].n)),
                      str_concat(arena, slug, endings[i]), (struct str){ 0 });
  }
}

static void add_index_table(struct arena *arena, struct doc_blocks *blocks, const struct extracts *extracts,
                            const struct str *endings, size_t n) {
  struct doc_table *table = doc_add_table(arena, blocks, "table");
  struct doc_row *row = doc_add_row(arena, table);
  table->caption = word(WORD_INDEX_CAPTION);
  table->header_rows = 1;
  table->stacks = true;
  for (int c = 0; c < INDEX_COLUMNS; c++) {
    struct doc_cell *cell = doc_add_cell(arena, row);
    cell->header = true;
    doc_add_line(arena, cell->blocks, "table-head", word(index_columns[c].title));
    vec_push(arena, &table->shares, index_columns[c].share);
  }
  for (size_t i = 0; i < extracts->list.n; i++) {
    const struct extract *extract = &extracts->list.at[i];
    row = doc_add_row(arena, table);
    add_number(arena, doc_add_cell(arena, row), i + 1);
    doc_add_line(arena, doc_add_cell(arena, row)->blocks, "table-text", extract->body.name);
    for (enum part_role role = 0; role < PART_ROLES; role++)
      add_number(arena, doc_add_cell(arena, row), extract->counts[role]);
    add_files(arena, row, extract->slug, endings, n);
  }
}

struct doc *lower_extract_index(struct arena *arena, const struct extracts *extracts, const struct open_groups *open,
                                const struct str *endings, size_t n) {
  struct doc *doc = arena_new(arena, struct doc);
  struct doc_blocks *blocks = doc_add_section(arena, doc, false);
  const struct matrix *matrix = extracts->list.n ? extracts->list.at[0].matrix : NULL;
  *doc = (struct doc){ .title = word(WORD_INDEX_CAPTION), .language = STR("vi-VN"), .creator = STR("kehoach"),
                       .sections = doc->sections };
  struct doc_paragraph *title = doc_add_line(arena, blocks, "kind", word(WORD_INDEX));
  title->role = DOC_HEADING;
  title->level = 1;
  for (size_t i = 0; matrix && i < matrix->plans.n; i++)
    doc_add_line(arena, blocks, "annex-reference", lower_citation(arena, matrix->plans.at[i]));
  add_index_table(arena, blocks, extracts, endings, n);
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
