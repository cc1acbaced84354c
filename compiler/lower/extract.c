// Extracts as documents: one body's tasks under the issuer's name, by plan and role, so that the page can be handed to it as
// it is. The page has a table for each role, whose rows become cards on a phone; paper has the denser one of extract_paper.c.
#include "compiler/lower/extract_parts.h"

enum { ROLE_LEVEL = 2 };

const enum word extract_roles[PART_ROLES] = {
  [PART_LEAD] = WORD_ROLE_LEAD, [PART_COORDINATE] = WORD_ROLE_COORDINATE, [PART_MONITOR] = WORD_ROLE_MONITOR
};

// ---- Stretches of an extract: the parts of one plan

const struct matrix_row *stretch_row(const struct stretch *stretch, size_t part) {
  return &stretch->extract->matrix->rows.at[stretch->extract->parts.at[part].row];
}

// The stretch that begins at part `from`.
static struct stretch stretch_at(const struct extract *extract, size_t from) {
  struct stretch stretch = { .extract = extract, .from = from, .to = from };
  size_t plan = stretch_row(&stretch, from)->plan;
  stretch.plan = extract->matrix->plans.at[plan];
  for (; stretch.to < extract->parts.n && stretch_row(&stretch, stretch.to)->plan == plan; stretch.to++)
    stretch.counts[extract->parts.at[stretch.to].role]++;
  return stretch;
}

// ---- Words

// “01/4/2026”: the form's own way of writing days and months in figures.
static struct str figures(struct arena *arena, struct date date) {
  return str_printf(arena, "%02d/%s%d/%d", date.day, date.month < 3 ? "0" : "", date.month, date.year);
}

struct str lower_interval(struct arena *arena, const struct interval *interval) {
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
    add_remark(arena, cell, word(WORD_TIME_UNSAID));
  for (size_t i = 0; task->has_time && i < task->time.intervals.n; i++)
    add_remark(arena, cell, lower_interval(arena, &task->time.intervals.at[i]));
}

// The other bodies that have this role, as written.
static struct str others(const struct stretch *stretch, struct arena *arena, const struct actors *actors) {
  struct actors list = { 0 };
  for (size_t i = 0; i < actors->n; i++)
    if (body_in_actor(arena, &stretch->extract->body, stretch->plan->registry, &actors->at[i]) != BODY_NAMED)
      vec_push(arena, &list, actors->at[i]);
  return lower_actors(arena, &list);
}

struct str stretch_partners(struct arena *arena, const struct stretch *stretch, size_t part, const char *between) {
  struct str text = STR("");
  for (enum part_role role = 0; role < PART_ROLES; role++) {
    struct str names = others(stretch, arena, part_actors(stretch_row(stretch, part)->task, role));
    if (names.n)
      text = str_printf(arena, STR_FMT "%s" STR_FMT ": " STR_FMT, STR_ARG(text), text.n ? between : "",
                        STR_ARG(word(extract_roles[role])), STR_ARG(names));
  }
  return text;
}

static void add_lines(struct arena *arena, struct doc_cell *cell, struct str text) {
  struct str line;
  while (str_split(&text, '\n', &line))
    doc_add_line(arena, cell->blocks, "table-text", line);
}

// ---- Tables

enum { COLUMN_NUMBER, COLUMN_TASK, COLUMN_TIME, COLUMN_PARTNERS, COLUMN_PRODUCT, COLUMNS };
static const struct extract_column columns[COLUMNS] = {
  [COLUMN_NUMBER] = { WORD_ORDINAL, 6 },      [COLUMN_TASK] = { WORD_TASK, 44 },       [COLUMN_TIME] = { WORD_TIME, 22 },
  [COLUMN_PARTNERS] = { WORD_PARTNERS, 28 }, [COLUMN_PRODUCT] = { WORD_PRODUCT, 18 },
};

// The parts in one role: rows of a table.
struct role_rows {
  const struct stretch *stretch;
  VEC(size_t) parts;
  VEC(struct str) partners;
  int columns;
};

void extract_header(struct arena *arena, struct doc_table *table, const struct extract_column *list, int count) {
  double total = 0;
  struct doc_row *row = doc_add_row(arena, table);
  for (int c = 0; c < count; c++)
    total += list[c].share;
  for (int c = 0; c < count; c++) {
    struct doc_cell *cell = doc_add_cell(arena, row);
    cell->header = true;
    doc_add_line(arena, cell->blocks, "table-head", word(list[c].title));
    vec_push(arena, &table->shares, list[c].share * 100 / total);
  }
  table->header_rows = 1;
  table->stacks = true;
}

static void add_row(struct arena *arena, struct doc_table *table, const struct role_rows *rows, size_t at) {
  size_t part = rows->parts.at[at];
  const struct matrix_row *source = stretch_row(rows->stretch, part);
  struct doc_row *row = doc_add_row(arena, table);
  add_number(arena, doc_add_cell(arena, row), at + 1);
  add_task(arena, doc_add_cell(arena, row), source, &rows->stretch->extract->parts.at[part]);
  add_time(arena, doc_add_cell(arena, row), source->task);
  add_lines(arena, doc_add_cell(arena, row), rows->partners.at[at]);
  if (rows->columns > COLUMN_PRODUCT)
    doc_add_line(arena, doc_add_cell(arena, row)->blocks, "table-text", str_trim(source->task->product.s));
}

static struct role_rows rows_of_role(struct arena *arena, const struct stretch *stretch, enum part_role role) {
  struct role_rows rows = { .stretch = stretch, .columns = COLUMN_PRODUCT };
  for (size_t i = stretch->from; i < stretch->to; i++) {
    if (stretch->extract->parts.at[i].role != role)
      continue;
    vec_push(arena, &rows.parts, i);
    vec_push(arena, &rows.partners, stretch_partners(arena, stretch, i, "\n"));
    if (str_trim(stretch_row(stretch, i)->task->product.s).n)
      rows.columns = COLUMNS;
  }
  return rows;
}

// “Chủ trì (3 nhiệm vụ)”, numbered where there are several plans, and the table below it.
static void add_role(struct arena *arena, struct doc_blocks *blocks, const struct role_rows *rows, enum part_role role,
                     struct str number) {
  struct str title = str_printf(arena, STR_FMT " (%zu " STR_FMT ")", STR_ARG(word(extract_roles[role])), rows->parts.n,
                                STR_ARG(word(WORD_TASKS)));
  struct doc_paragraph *heading = doc_add_line(arena, blocks, "clause", title);
  heading->role = DOC_HEADING;
  heading->level = number.n ? ROLE_LEVEL + 1 : ROLE_LEVEL;
  heading->label = number;
  struct doc_table *table = doc_add_table(arena, blocks, "table");
  table->caption = lower_joined_title(arena, number, title); // each table of the page has a name of its own
  extract_header(arena, table, columns, rows->columns);
  for (size_t i = 0; i < rows->parts.n; i++)
    add_row(arena, table, rows, i);
}

// ---- Plans

// “chủ trì 3, phối hợp 12”
static struct str count_text(struct arena *arena, const size_t counts[PART_ROLES]) {
  struct str text = STR("");
  for (enum part_role role = 0; role < PART_ROLES; role++)
    if (counts[role])
      text = str_printf(arena, STR_FMT "%s" STR_FMT " %zu", STR_ARG(text), text.n ? ", " : "",
                        STR_ARG(text_fold_str(arena, word(extract_roles[role]))), counts[role]);
  return text;
}

// “Kế hoạch số … ngày … của … (TRÍCH YẾU) giao Công an tỉnh 15 nhiệm vụ: chủ trì 3, phối hợp 12.”
static void add_opening(struct arena *arena, struct doc_blocks *blocks, const struct stretch *stretch, bool paper) {
  struct str subject = str_trim(stretch->plan->header.subject.text.s);
  struct str plan = lower_citation(arena, stretch->plan);
  if (subject.n)
    plan = str_printf(arena, STR_FMT " (" STR_FMT ")", STR_ARG(plan), STR_ARG(subject));
  struct str counts = count_text(arena, stretch->counts), name = stretch->extract->body.name;
  doc_add_line(arena, blocks, paper ? "extract-body" : "body",
               str_printf(arena, STR_FMT " " STR_FMT " " STR_FMT " %zu " STR_FMT ": " STR_FMT ".", STR_ARG(plan),
                          STR_ARG(word(WORD_ASSIGNS)), STR_ARG(name), stretch->to - stretch->from,
                          STR_ARG(word(WORD_TASKS)), STR_ARG(counts)));
}

enum { MOST_ITEMS = 12 }; // that are listed; of more their number is told

// “mục IV.1, IV.2” or “35 nhiệm vụ”: the group's rows in this plan in which the body itself has no part; empty when there are
// none. Both lists go by row.
static struct str group_items(struct arena *arena, const struct open_group *group, const struct stretch *stretch) {
  const struct matrix *matrix = stretch->extract->matrix;
  struct buf ids = { 0 };
  size_t own = stretch->from, count = 0;
  for (size_t i = 0; i < group->rows.n; i++) {
    const struct matrix_row *row = &matrix->rows.at[group->rows.at[i]];
    while (own < stretch->to && stretch->extract->parts.at[own].row < group->rows.at[i])
      own++;
    bool has_part = own < stretch->to && stretch->extract->parts.at[own].row == group->rows.at[i];
    if (matrix->plans.at[row->plan] != stretch->plan || has_part)
      continue;
    buf_str(&ids, count ? STR(", ") : str_concat(arena, word(WORD_ITEM), STR(" ")));
    buf_str(&ids, row->task->id);
    count++;
  }
  struct str result = str_copy(arena, buf_view(&ids));
  buf_finish(&ids);
  return count > MOST_ITEMS ? str_printf(arena, "%zu " STR_FMT, count, STR_ARG(word(WORD_TASKS))) : result;
}

// “Kế hoạch còn giao nhiệm vụ cho “các cơ quan, đơn vị liên quan” (mục IV.1, IV.2); …”
static void add_open(struct arena *arena, struct doc_blocks *blocks, const struct open_groups *open,
                     const struct stretch *stretch, bool paper) {
  struct str text = STR("");
  for (size_t i = 0; i < open->list.n; i++) {
    struct str items = group_items(arena, &open->list.at[i], stretch);
    if (items.n)
      text = str_printf(arena, STR_FMT "%s“" STR_FMT "” (" STR_FMT ")", STR_ARG(text), text.n ? ", " : " ",
                        STR_ARG(open->list.at[i].name), STR_ARG(items));
  }
  if (text.n)
    doc_add_text(arena, doc_add_paragraph(arena, blocks, paper ? "extract-body" : "body"),
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

// `number` of the plan among several; 0 where it is the only one.
static void add_stretch(struct arena *arena, struct doc_blocks *blocks, const struct stretch *stretch,
                        const struct open_groups *open, size_t number, bool paper) {
  int roles = 0;
  if (number)
    add_plan_heading(arena, blocks, stretch, number);
  add_opening(arena, blocks, stretch, paper);
  add_open(arena, blocks, open, stretch, paper);
  if (paper)
    extract_paper_table(arena, blocks, stretch, number);
  for (enum part_role role = 0; role < PART_ROLES && !paper; role++) {
    struct role_rows rows = rows_of_role(arena, stretch, role);
    if (rows.parts.n)
      add_role(arena, blocks, &rows, role, number ? str_printf(arena, "%zu.%d.", number, ++roles) : STR(""));
  }
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

static void add_title(struct arena *arena, struct doc_blocks *blocks, struct str body, bool paper) {
  struct doc_paragraph *kind = doc_add_line(arena, blocks, paper ? "extract-kind" : "kind", word(WORD_EXTRACT));
  kind->role = DOC_HEADING;
  kind->level = 1;
  doc_add_line(arena, blocks, paper ? "extract-subject" : "subject", body);
}

struct doc *lower_extract(struct arena *arena, const struct extract *extract, const struct open_groups *open, bool paper) {
  struct doc *doc = arena_new(arena, struct doc);
  struct doc_blocks *blocks = doc_add_section(arena, doc, false);
  struct stretch stretch = { 0 };
  if (extract->parts.n)
    stretch = stretch_at(extract, 0);
  bool one = stretch.to == extract->parts.n;
  set_properties(arena, doc, extract, one ? stretch.plan : NULL);
  if (same_issuer(extract))
    lower_issuer(&(struct lowering){ .arena = arena, .plan = stretch.plan, .doc = doc, .blocks = blocks });
  add_title(arena, blocks, extract->body.name, paper);
  if (paper) // above, or it may stand alone on a page
    doc_add_text(arena, doc_add_paragraph(arena, blocks, "extract-note"), word(WORD_EXTRACT_NOTE), DOC_ITALIC);
  for (size_t number = 1; stretch.from < stretch.to; number++) {
    add_stretch(arena, blocks, &stretch, open, one ? 0 : number, paper);
    if (stretch.to == extract->parts.n)
      break;
    stretch = stretch_at(extract, stretch.to);
  }
  if (!paper)
    doc_add_text(arena, doc_add_paragraph(arena, blocks, "note"), word(WORD_EXTRACT_NOTE), DOC_ITALIC);
  return doc;
}
