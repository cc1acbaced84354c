// What the HTML page knows of the matrix besides the words of its cells: by these it filters and sorts. Bodies and roles, the
// quarters in which a task is under way, what a row lacks, and the order of columns that words do not give.
#include "compiler/lower/lowering.h"

#include "compiler/derive/schedule.h"

enum page_word {
#define PAGE_WORD(name, vi, en) PAGE_##name,
#include "grammar/page-words.def"
#undef PAGE_WORD
  PAGE_WORDS
};

static const char *page_word(bool english, enum page_word word) {
  static const char *const words[PAGE_WORDS][2] = {
#define PAGE_WORD(name, vi, en) { vi, en },
#include "grammar/page-words.def"
#undef PAGE_WORD
  };
  return words[word][english];
}

// ---- Rows

static void add_attribute(struct arena *arena, struct doc_row *row, const char *key, struct str value) {
  if (value.n)
    vec_push(arena, &row->attributes, (struct doc_attribute){ .key = str_from(key), .value = value });
}

static void add_item(struct buf *list, struct str item) {
  if (list->n)
    buf_byte(list, '|');
  buf_str(list, item);
}

static struct str finished(struct arena *arena, struct buf *list) {
  struct str result = str_copy(arena, buf_view(list));
  buf_finish(list);
  return result;
}

// Names (or ids) with '|' between them; a body that the registry does not know has no id.
static struct str joined(struct arena *arena, const struct actors *actors, bool ids) {
  struct buf list = { 0 };
  for (size_t i = 0; i < actors->n; i++) {
    const struct actor *actor = &actors->at[i];
    if (!ids || actor->agency)
      add_item(&list, ids ? str_from(actor->agency->id) : actor->name.n ? actor->name : actor->written);
  }
  return finished(arena, &list);
}

// What goes on all the time, and names no dates, falls into every quarter.
static struct str quarters_of(struct arena *arena, const struct schedule_row *when) {
  struct buf list = { 0 };
  if (when->kind == SCHEDULE_STANDING)
    return STR("0-99999");
  for (size_t i = 0; i < when->bars.n; i++)
    add_item(&list, str_printf(arena, "%d-%d", when->bars.at[i].from, when->bars.at[i].to));
  return finished(arena, &list);
}

static const struct {
  const char *key;
  enum page_word label;
} lacks[] = { { "lead", PAGE_LACKS_LEAD },
              { "coordinate", PAGE_LACKS_COORDINATE },
              { "time", PAGE_LACKS_TIME },
              { "product", PAGE_LACKS_PRODUCT },
              { "something", PAGE_LACKS_SOMETHING } };
enum { LACK_LEAD, LACK_COORDINATE, LACK_TIME, LACK_PRODUCT, LACK_SOMETHING, LACKS };

static struct str holes_of(struct arena *arena, const struct task *task) {
  bool missing[LACKS] = { [LACK_LEAD] = task->lead.n == 0,
                          [LACK_COORDINATE] = task->coordinate.n == 0,
                          [LACK_TIME] = !task->has_time,
                          [LACK_PRODUCT] = str_trim(task->product.s).n == 0 };
  struct buf list = { 0 };
  for (int i = 0; i < LACK_SOMETHING; i++) {
    if (missing[i])
      add_item(&list, str_from(lacks[i].key));
    missing[LACK_SOMETHING] |= missing[i];
  }
  if (missing[LACK_SOMETHING])
    add_item(&list, str_from(lacks[LACK_SOMETHING].key));
  return finished(arena, &list);
}

// The columns of the pictures in which a task counts: those of time, or “standing” or “undated” behind them; and the sum.
static struct str cells_of(struct arena *arena, const struct schedule *schedule, const struct schedule_row *when) {
  struct schedule_scale scale = schedule_scale(schedule);
  struct buf list = { 0 };
  int next = 0;
  for (size_t i = 0; i < when->bars.n; i++) {
    int from = (when->bars.at[i].from - scale.from) / scale.unit, to = (when->bars.at[i].to - scale.from) / scale.unit;
    for (int c = from > next ? from : next; c <= to && c < scale.columns; next = ++c)
      add_item(&list, str_printf(arena, "%d", c));
  }
  if (when->kind != SCHEDULE_DATED)
    add_item(&list, str_printf(arena, "%d", scale.columns + (when->kind == SCHEDULE_UNDATED)));
  add_item(&list, str_printf(arena, "%d", scale.columns + 2));
  return finished(arena, &list);
}

void lower_page_row(struct arena *arena, struct doc_row *row, const struct matrix *matrix, const struct schedule *schedule,
                    size_t index) {
  static const char *const origins[] = {
    [ORIGIN_BLOCK] = "block", [ORIGIN_TABLE] = "table", [ORIGIN_PROSE] = "prose", [ORIGIN_DUTY] = "duty"
  };
  static const struct {
    enum matrix_role role;
    const char *key, *id_key;
  } roles[] = { { MATRIX_LEAD, "lead", "lead-id" },
                { MATRIX_COORDINATE, "coordinate", "coordinate-id" },
                { MATRIX_MONITOR, "monitor", "monitor-id" } };
  const struct task *task = matrix->rows.at[index].task;
  const struct schedule_row *when = &schedule->rows.at[schedule->of[index]];
  add_attribute(arena, row, "task", task->id);
  add_attribute(arena, row, "origin", str_from(origins[task->origin]));
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
    const struct actors *actors = task_actors(task, roles[i].role);
    add_attribute(arena, row, roles[i].key, joined(arena, actors, false));
    add_attribute(arena, row, roles[i].id_key, joined(arena, actors, true));
  }
  add_attribute(arena, row, "quarters", quarters_of(arena, when));
  add_attribute(arena, row, "columns", cells_of(arena, schedule, when));
  if (when->row != index)
    add_attribute(arena, row, "of", str_printf(arena, "%zu", when->row));
  add_attribute(arena, row, "lacks", holes_of(arena, task));
}

// The place of a task among the plan's, which are in the order of its text.
static size_t rank_of(const struct plan *plan, const struct task *task) {
  size_t low = 0, high = plan->tasks.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (plan->tasks.at[middle]->span.start < task->span.start)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// By time: the first deadline, then what is always under way, then what nobody can date. By source: as in the plan.
struct str lower_page_order(struct arena *arena, const struct matrix *matrix, enum word title, size_t index) {
  const struct task *task = matrix->rows.at[index].task;
  if (title == WORD_SOURCE)
    return str_printf(arena, "%zu-%zu", matrix->rows.at[index].plan,
                      rank_of(matrix->plans.at[matrix->rows.at[index].plan], task));
  if (title != WORD_TIME || !task->has_time)
    return (struct str){ 0 };
  int first = 0;
  for (size_t i = 0; i < task->time.intervals.n; i++) {
    const struct interval *interval = &task->time.intervals.at[i];
    struct date end = interval->to.year ? interval->to : interval->from;
    int days = end.year ? date_days(end) - date_days((struct date){ .year = 1 }) : 0;
    if (days && (first == 0 || days < first))
      first = days;
  }
  bool standing = task->time.kind == TIME_RECURRING || task->time.kind == TIME_CONTINUOUS;
  return first ? str_printf(arena, "%d", first) : standing ? STR("a") : STR("b");
}

// ---- The form

static void add_roles(struct arena *arena, struct doc_table *table, const struct matrix *matrix, bool english) {
  static const struct {
    const char *key;
    enum page_word label;
  } roles[] = { { "lead", PAGE_LEAD }, { "coordinate", PAGE_COORDINATE }, { "monitor", PAGE_MONITOR } };
  bool monitored = false;
  for (size_t i = 0; i < matrix->rows.n; i++)
    monitored = monitored || matrix->rows.at[i].task->monitor.n;
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
    if (roles[i].label != PAGE_MONITOR || monitored)
      vec_push(arena, &table->filters, (struct doc_attribute){ .key = str_from(roles[i].key),
                                                               .value = str_from(page_word(english, roles[i].label)) });
  table->filter_label = str_from(page_word(english, PAGE_AGENCY));
}

static struct doc_choice *add_choice(struct arena *arena, struct doc_table *table, const char *key, bool english,
                                     enum page_word label, enum page_word all) {
  struct doc_choice *choice = vec_add(arena, &table->choices);
  choice->key = str_from(key);
  choice->label = str_from(page_word(english, label));
  choice->all = str_from(page_word(english, all));
  return choice;
}

struct str lower_quarter(struct arena *arena, int quarter, bool english) {
  static const char *const roman[] = { "I", "II", "III", "IV" };
  return str_printf(arena, "%s %s/%d", page_word(english, PAGE_QUARTER), roman[quarter % 4], quarter / 4);
}

// Every quarter from the first to the last, for fifteen years at most: a plan's outlook is no row's time.
static void add_quarters(struct arena *arena, struct doc_table *table, const struct schedule *schedule, bool english) {
  enum { MOST = 60 };
  struct doc_choice *choice = add_choice(arena, table, "quarters", english, PAGE_QUARTER, PAGE_ANY_QUARTER);
  choice->spans = true;
  int last = schedule->to - schedule->from < MOST ? schedule->to : schedule->from + MOST - 1;
  for (int quarter = schedule->from; schedule->dated && quarter <= last; quarter++)
    vec_push(arena, &choice->options, (struct doc_attribute){ .key = str_printf(arena, "%d", quarter),
                                                              .value = lower_quarter(arena, quarter, english) });
}

void lower_page_form(struct arena *arena, struct doc_table *table, const struct matrix *matrix,
                     const struct schedule *schedule, bool english) {
  add_roles(arena, table, matrix, english);
  add_quarters(arena, table, schedule, english);
  struct doc_choice *choice = add_choice(arena, table, "lacks", english, PAGE_LACKS, PAGE_LACKS_ANY);
  for (size_t i = 0; i < LACKS; i++)
    vec_push(arena, &choice->options, (struct doc_attribute){ .key = str_from(lacks[i].key),
                                                              .value = str_from(page_word(english, lacks[i].label)) });
}
