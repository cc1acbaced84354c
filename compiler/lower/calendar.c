// Tasks → calendar: one event for each day on which a task is due. What its words were stands in the event.
#include "compiler/derive/dues.h"
#include "compiler/lower/lowering.h"

#include <stdlib.h>

enum { SUMMARY_LIMIT = 120, MONTHS_OF_YEAR = 12, DAYS_OF_WEEK = 7, DAYS_OF_MONTH = 28 };

static const int alarm_days[] = { 7, 3, 1 };

// One entry of the calendar: a task, and whose.
struct entry_of {
  const struct matrix *matrix;
  size_t row;
  struct str body, role;  // empty: of nobody in particular
  struct str group;       // the words of the group through which, or empty
};

// ---- Names of plans, for the names of events

// The same for a plan whichever of its drafts is read: issuer, subject and year.
static uint64_t plan_hash(struct arena *arena, const struct plan *plan) {
  const struct header *header = &plan->header;
  struct str name = str_printf(arena, STR_FMT "\n" STR_FMT "\n%d", STR_ARG(text_fold_str(arena, header->agency.text.s)),
                               STR_ARG(text_fold_str(arena, header->subject.text.s)), header->date.year);
  return str_hash(name);
}

struct plan_name {
  uint64_t hash;
  size_t plan, number; // of plans with this hash, from 0: the same plan may be given twice
};

static int compare_hashes(const void *left, const void *right) {
  const struct plan_name *a = left, *b = right;
  if (a->hash != b->hash)
    return a->hash < b->hash ? -1 : 1;
  return a->plan < b->plan ? -1 : a->plan > b->plan;
}

static int compare_plans(const void *left, const void *right) {
  const struct plan_name *a = left, *b = right;
  return a->plan < b->plan ? -1 : a->plan > b->plan;
}

static const struct plan_name *name_plans(struct arena *arena, const struct matrix *matrix) {
  size_t n = matrix->plans.n;
  struct plan_name *names = arena_array(arena, struct plan_name, n + 1);
  for (size_t i = 0; i < n; i++)
    names[i] = (struct plan_name){ plan_hash(arena, matrix->plans.at[i]), i, 0 };
  qsort(names, n, sizeof *names, compare_hashes);
  for (size_t i = 1; i < n; i++)
    names[i].number = names[i].hash == names[i - 1].hash ? names[i - 1].number + 1 : 0;
  qsort(names, n, sizeof *names, compare_plans);
  return names;
}

static struct str uid(struct arena *arena, const struct plan_name *plan, const struct entry_of *entry, size_t number) {
  struct str what = str_printf(arena, STR_FMT "\n" STR_FMT "\n" STR_FMT, STR_ARG(entry->matrix->rows.at[entry->row].task->id),
                               STR_ARG(entry->body), STR_ARG(entry->role));
  return str_printf(arena, "%016llx-%zu-%016llx-%zu@kehoach", (unsigned long long)plan->hash, plan->number,
                    (unsigned long long)str_hash(what), number);
}

// ---- Words

static void add_words(struct buf *out, struct str label, struct str text) {
  if (text.n == 0)
    return;
  if (out->n)
    buf_byte(out, '\n');
  buf_str(out, label);
  buf_text(out, ": ");
  buf_str(out, text);
}

static struct str numbered(struct arena *arena, const struct matrix_row *row) {
  const struct item *item = row->task->item;
  bool number = item && item->kind != ITEM_TABLE && !lower_is_bullet(item) && item->number.n;
  return number ? str_printf(arena, STR_FMT " " STR_FMT, STR_ARG(item->number), STR_ARG(row->text)) : row->text;
}

static struct str description(struct arena *arena, const struct entry_of *entry, const struct due *due) {
  const struct matrix_row *row = &entry->matrix->rows.at[entry->row];
  const struct task *task = row->task;
  const struct plan *plan = entry->matrix->plans.at[row->plan];
  struct buf out = { 0 };
  add_words(&out, word(WORD_TASK), numbered(arena, row));
  struct str role = entry->role;
  if (entry->group.n)
    role = str_printf(arena, STR_FMT " (" STR_FMT " " STR_FMT ")", STR_ARG(role), STR_ARG(word(WORD_IN_GROUP)),
                      STR_ARG(entry->group));
  add_words(&out, entry->body.n ? entry->body : word(WORD_AGENCY), role);
  add_words(&out, word(WORD_PLAN_TIME), task->time.text);
  struct interval span = { .from = due->from, .to = due->day, .label = due->label };
  if (due->from.year)
    add_words(&out, word(WORD_READ_AS), lower_interval(arena, &span));
  else if (!due->named)
    add_words(&out, word(WORD_READ_AS), word(WORD_NO_DAY));
  add_words(&out, word(WORD_LEAD), lower_actors(arena, &task->lead));
  add_words(&out, word(WORD_COORDINATE), lower_actors(arena, &task->coordinate));
  add_words(&out, word(WORD_MONITOR), lower_actors(arena, &task->monitor));
  add_words(&out, word(WORD_PRODUCT), str_trim(task->product.s));
  add_words(&out, word(WORD_FUNDING), str_trim(task->funding.s));
  add_words(&out, word(WORD_SOURCE), str_printf(arena, STR_FMT ", " STR_FMT, STR_ARG(task->id),
                                                STR_ARG(lower_citation(arena, plan))));
  struct str result = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

// ---- Days

static bool is_month_end(struct date day) {
  return day.day == date_month_length(day.year, day.month);
}

// Whether what comes round falls on that day.
static bool occurs_on(const struct due *due, struct date day) {
  if (date_compare(day, due->day) < 0 || (due->until.year && date_compare(day, due->until) > 0))
    return false;
  if (due->weeks)
    return (date_days(day) - date_days(due->day)) % (DAYS_OF_WEEK * due->weeks) == 0;
  int months = (day.year - due->day.year) * MONTHS_OF_YEAR + day.month - due->day.month;
  return due->months && months % due->months == 0 && (due->month_end ? is_month_end(day) : day.day == due->day.day);
}

// A day with a date of its own in the plan is not said twice.
static void add_exceptions(struct arena *arena, struct calendar_event *event, const struct dues *dues, const struct due *due) {
  for (size_t i = 0; i < dues->n; i++) {
    const struct due *once = &dues->at[i];
    if (once->months == 0 && once->weeks == 0 && occurs_on(due, once->day))
      vec_push(arena, &event->except, once->day);
  }
}

static void add_alarms(struct arena *arena, struct calendar_event *event) {
  int round = event->weeks ? event->weeks * DAYS_OF_WEEK : event->months ? event->months * DAYS_OF_MONTH : 0;
  for (size_t i = 0; i < sizeof alarm_days / sizeof *alarm_days; i++)
    if (round == 0 || alarm_days[i] < round)
      vec_push(arena, &event->alarms, alarm_days[i]);
}

static struct str summary(struct arena *arena, const struct entry_of *entry) {
  struct str task = lower_shorten(arena, numbered(arena, &entry->matrix->rows.at[entry->row]), SUMMARY_LIMIT);
  return entry->role.n ? str_printf(arena, STR_FMT ": " STR_FMT, STR_ARG(entry->role), STR_ARG(task)) : task;
}

// False when the task has no day.
static bool add_entry(struct arena *arena, struct calendar *calendar, const struct plan_name *names,
                      const struct entry_of *entry) {
  const struct matrix_row *row = &entry->matrix->rows.at[entry->row];
  const struct plan *plan = entry->matrix->plans.at[row->plan];
  struct dues dues = dues_of_task(arena, plan, row->task);
  for (size_t i = 0; i < dues.n; i++) {
    const struct due *due = &dues.at[i];
    struct calendar_event *event = vec_add(arena, &calendar->events);
    event->uid = uid(arena, &names[row->plan], entry, i + 1);
    event->summary = summary(arena, entry);
    event->description = description(arena, entry, due);
    event->location = str_trim(row->task->place.s);
    event->category = entry->role;
    event->stamp = plan->header.date;
    event->day = due->day;
    event->months = due->months;
    event->weeks = due->weeks;
    event->month_end = due->month_end;
    event->until = due->until;
    if (due->months || due->weeks)
      add_exceptions(arena, event, &dues, due);
    add_alarms(arena, event);
  }
  return dues.n > 0;
}

// ---- Calendars

static struct calendar *calendar_new(struct arena *arena, const struct matrix *matrix, struct str body) {
  struct calendar *calendar = arena_new(arena, struct calendar);
  calendar->name = body.n ? str_printf(arena, STR_FMT ": " STR_FMT, STR_ARG(word(WORD_CALENDAR)), STR_ARG(body))
                          : word(WORD_CALENDAR);
  if (matrix->plans.n == 1)
    calendar->description = lower_citation(arena, matrix->plans.at[0]);
  return calendar;
}

struct calendar_rows lower_matrix_calendar(struct arena *arena, const struct matrix *matrix) {
  struct calendar_rows made = { .calendar = calendar_new(arena, matrix, (struct str){ 0 }) };
  const struct plan_name *names = name_plans(arena, matrix);
  for (size_t i = 0; i < matrix->rows.n; i++) {
    struct entry_of entry = { .matrix = matrix, .row = i, .role = matrix->rows.at[i].group };
    if (!add_entry(arena, made.calendar, names, &entry))
      vec_push(arena, &made.undated, i);
  }
  return made;
}

struct calendar_rows lower_extract_calendar(struct arena *arena, const struct extract *extract) {
  static const enum word roles[PART_ROLES] = {
    [PART_LEAD] = WORD_ROLE_LEAD, [PART_COORDINATE] = WORD_ROLE_COORDINATE, [PART_MONITOR] = WORD_ROLE_MONITOR
  };
  struct calendar_rows made = { .calendar = calendar_new(arena, extract->matrix, extract->body.name) };
  const struct plan_name *names = name_plans(arena, extract->matrix);
  for (size_t i = 0; i < extract->parts.n; i++) {
    const struct part *part = &extract->parts.at[i];
    struct entry_of entry = { .matrix = extract->matrix, .row = part->row, .body = extract->body.name };
    entry.role = word(roles[part->role]);
    entry.group = part->in_group ? part->as_written : (struct str){ 0 };
    if (!add_entry(arena, made.calendar, names, &entry))
      vec_push(arena, &made.undated, part->row);
  }
  return made;
}
