// Tables whose head cells are labels: each row is a task; empty cells inherit from above; group rows become parents.
#include "compiler/check/tasks_reader.h"

enum { HEAD_ROWS = 2, MOST_COLUMNS = 64 };

struct sheet {
  struct item *item;
  const struct table *table;
  enum field_kind columns[MOST_COLUMNS];
  size_t count;         // of columns looked at
  size_t head;          // rows of the head
  size_t text;          // column that says what is to be done
  struct str group;     // number of the group row above
  const struct cell *above[MOST_COLUMNS]; // the last cell that was not empty
};

static const struct cell *cell_at(const struct sheet *sheet, size_t row, size_t column) {
  return &sheet->table->cells.at[row * sheet->table->columns + column];
}

static bool is_empty(const struct cell *cell) {
  return str_trim(cell->text.s).n == 0;
}

// “-” says that there is none, where an empty cell says “as above”.
static bool is_none(const struct cell *cell) {
  struct str s = str_trim(cell->text.s);
  return str_is(s, "-") || str_is(s, "–") || str_is(s, "—");
}

static size_t column_of(const struct sheet *sheet, enum field_kind field) {
  for (size_t i = 0; i < sheet->count; i++)
    if (sheet->columns[i] == field)
      return i;
  return SIZE_MAX;
}

static void read_head(struct task_reader *reader, struct sheet *sheet) {
  for (size_t row = 0; row < HEAD_ROWS && row < sheet->table->rows; row++) {
    size_t labels = 0;
    for (size_t i = 0; i < sheet->count; i++) {
      enum field_kind field = column_field(reader, &cell_at(sheet, row, i)->text);
      if (field == FIELD_NONE)
        continue;
      labels++;
      sheet->columns[i] = field;
    }
    if (row == 0 || labels >= 2)
      sheet->head = row + 1;
  }
}

// The column of the task: so labelled, or its content, or the first without a label.
static size_t text_column(const struct sheet *sheet) {
  static const enum field_kind wanted[] = { FIELD_TASK, FIELD_CONTENT, FIELD_NONE };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    size_t column = column_of(sheet, wanted[i]);
    if (column != SIZE_MAX)
      return column;
  }
  return SIZE_MAX;
}

static bool is_assignment(struct task_reader *reader, struct sheet *sheet) {
  sheet->count = sheet->table->columns < MOST_COLUMNS ? sheet->table->columns : MOST_COLUMNS;
  if (sheet->table->rows < 2)
    return false;
  read_head(reader, sheet);
  sheet->text = text_column(sheet);
  bool bodies = column_of(sheet, FIELD_LEAD) != SIZE_MAX || column_of(sheet, FIELD_RESPONSIBILITY) != SIZE_MAX ||
                column_of(sheet, FIELD_COORDINATE) != SIZE_MAX;
  return bodies && sheet->text != SIZE_MAX;
}

// ---- rows

static bool is_group_number(struct str s) {
  struct label label;
  struct str marked = str_trim(s);
  char buffer[32];
  if (!marked.n || marked.n + 3 > sizeof buffer)
    return false;
  size_t n = 0;
  for (; n < marked.n && marked.p[n] != '.'; n++)
    buffer[n] = marked.p[n];
  buffer[n++] = '.';
  buffer[n++] = ' ';
  buffer[n++] = 'x';
  return label_read((struct str){ buffer, n }, &label) && label.scheme == SCHEME_ROMAN;
}

// One text over the whole row, or a Roman number with a title: what follows belongs to it.
static bool is_group_row(const struct sheet *sheet, size_t row) {
  size_t order = column_of(sheet, FIELD_ORDER), filled = 0, first = SIZE_MAX;
  for (size_t i = 0; i < sheet->count; i++) {
    if (is_empty(cell_at(sheet, row, i)))
      continue;
    filled++;
    first = first == SIZE_MAX ? i : first;
  }
  if (filled == 1)
    return first == order || first != sheet->text || order == SIZE_MAX || sheet->text == 0;
  return filled == 2 && order != SIZE_MAX && is_group_number(cell_at(sheet, row, order)->text.s) &&
         !is_empty(cell_at(sheet, row, sheet->text));
}

// “(1) | (2) | (3)” below the titles: numbers of the columns, and no task.
static bool numbers_columns(const struct sheet *sheet, size_t row) {
  int last = 0, value;
  for (size_t i = 0; i < sheet->count; i++) {
    struct str s = str_trim(cell_at(sheet, row, i)->text.s);
    if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')')
      s = str_slice(s, 1, s.n - 1);
    if (s.n && (!str_to_int(s, &value) || value != last + 1))
      return false;
    last += s.n > 0;
  }
  return last > 1;
}

static struct str bare_number(struct str s) {
  s = str_trim(s);
  while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ')'))
    s.n--;
  return s;
}

// “I. Các dự án …” in one cell: its number.
static struct str group_number(const struct sheet *sheet, size_t row) {
  for (size_t i = 0; i < sheet->count; i++) {
    struct label label;
    struct str s = str_trim(cell_at(sheet, row, i)->text.s);
    if (!s.n)
      continue;
    size_t n = label_read(s, &label);
    return bare_number(n ? label.written : i == column_of(sheet, FIELD_ORDER) ? s : (struct str){ 0 });
  }
  return (struct str){ 0 };
}

static bool is_inherited(enum field_kind field) {
  return field == FIELD_LEAD || field == FIELD_COORDINATE || field == FIELD_RESPONSIBILITY || field == FIELD_TIME ||
         field == FIELD_MONITOR;
}

// The lead of this row is another than that of the row above: who coordinates with it is not told by that row.
static bool has_other_lead(const struct sheet *sheet, size_t row) {
  size_t lead = column_of(sheet, FIELD_LEAD);
  if (lead == SIZE_MAX || is_empty(cell_at(sheet, row, lead)) || !sheet->above[lead])
    return false;
  return !str_eq(str_trim(cell_at(sheet, row, lead)->text.s), str_trim(sheet->above[lead]->text.s));
}

static const struct cell *value_of(const struct sheet *sheet, size_t row, size_t column, bool other_lead) {
  const struct cell *cell = cell_at(sheet, row, column);
  enum field_kind field = sheet->columns[column];
  if (!is_empty(cell))
    return is_none(cell) ? NULL : cell;
  if (!is_inherited(field) || (field == FIELD_COORDINATE && other_lead))
    return NULL;
  return sheet->above[column];
}

static void add_cell(struct task_reader *reader, struct assignment *block, enum field_kind field,
                     const struct cell *cell) {
  struct item_notes notes = { 0 };
  passage_read(reader->arena, reader->lexicon, &cell->text, 0, cell->text.s.n, &notes.passage);
  if (field == FIELD_RESPONSIBILITY || field == FIELD_LEAD)
    parts_read(reader, &notes); // “Chủ trì: Sở A. Phối hợp: Sở B” in one cell
  if (!notes.parts.n)
    vec_push(reader->arena, &notes.parts, (struct field_part){ field, 0, 0, notes.passage.words.n });
  for (size_t i = 0; i < notes.parts.n; i++)
    assignment_add(reader, block, &notes.passage, &notes.parts.at[i]);
}

// The number of the row as written; its place where it has none.
static struct str number_of(struct task_reader *reader, const struct sheet *sheet, size_t row, struct str *number) {
  size_t order = column_of(sheet, FIELD_ORDER);
  *number = order == SIZE_MAX ? (struct str){ 0 } : bare_number(cell_at(sheet, row, order)->text.s);
  return number->n ? *number : str_printf(reader->arena, "%zu", row - sheet->head + 1);
}

// What the row below inherits.
static void remember(struct sheet *sheet, size_t row, bool other_lead) {
  for (size_t i = 0; i < sheet->count; i++) {
    if (!is_empty(cell_at(sheet, row, i)))
      sheet->above[i] = cell_at(sheet, row, i);
    else if (other_lead && sheet->columns[i] == FIELD_COORDINATE)
      sheet->above[i] = NULL;
  }
}

static void read_row(struct task_reader *reader, struct sheet *sheet, size_t row) {
  const struct cell *text = cell_at(sheet, row, sheet->text);
  if (is_empty(text))
    return;
  struct assignment block = { 0 };
  bool other_lead = has_other_lead(sheet, row);
  for (size_t i = 0; i < sheet->count; i++) {
    bool told = sheet->columns[i] != FIELD_NONE && i != sheet->text;
    const struct cell *cell = told ? value_of(sheet, row, i, other_lead) : NULL;
    if (cell)
      add_cell(reader, &block, sheet->columns[i], cell);
  }
  remember(sheet, row, other_lead);
  struct task *task = task_new(reader, sheet->item, ORIGIN_TABLE, text->text);
  task->span = text->span;
  task_take(task, &block);
  struct str number, below[] = { sheet->group, number_of(reader, sheet, row, &number) };
  task_name(reader, task, sheet->item, below);
  task->number = number;
}

void tasks_of_table(struct task_reader *reader, struct item *item) {
  struct sheet sheet = { .item = item, .table = item->table };
  if (!is_assignment(reader, &sheet))
    return;
  for (size_t row = sheet.head; row < sheet.table->rows; row++) {
    if (numbers_columns(&sheet, row))
      continue;
    if (is_group_row(&sheet, row)) {
      sheet.group = group_number(&sheet, row);
      for (size_t i = 0; i < sheet.count; i++)
        sheet.above[i] = NULL;
      continue;
    }
    read_row(reader, &sheet, row);
  }
}
