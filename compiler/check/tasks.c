// Tasks: one walk over the items makes them, each by the way in which it is written.
#include "compiler/check/tasks.h"

#include "compiler/check/tasks_reader.h"

enum { UNION_TASKS = 64 }; // parts looked at for who leads the whole

// ---- making tasks

struct task *task_new(struct task_reader *reader, struct item *item, enum origin origin, struct text text) {
  struct task *task = arena_new(reader->arena, struct task);
  task->item = item;
  task->origin = origin;
  task->text = text;
  task->span = item->span;
  vec_push(reader->arena, &reader->plan->tasks, task);
  return task;
}

void task_take(struct task *task, const struct assignment *block) {
  task->lead = block->lead;
  task->coordinate = block->coordinate;
  task->monitor = block->monitor;
  task->has_time = block->has_time;
  task->time = block->time;
  task->product = block->product;
  task->funding = block->funding;
  task->place = block->place;
}

// ---- ids

static bool is_numbered(const struct item *item) {
  return item->parent && item->path.at != item->parent->path.at;
}

// “1.1” says “1” as well. Row I.1 of a table in section I is another I.
static bool covers(struct str longer, struct str shorter) {
  bool digit = shorter.n && shorter.p[0] >= '0' && shorter.p[0] <= '9';
  return digit && longer.n > shorter.n + 1 && str_starts(longer, shorter) && longer.p[shorter.n] == '.';
}

static struct str joined(struct arena *arena, struct str id, struct str part) {
  return id.n ? str_printf(arena, STR_FMT "." STR_FMT, STR_ARG(id), STR_ARG(part)) : part;
}

// Places of the items without number between the item and the nearest one with a path of its own, outermost first.
static void push_places(struct task_reader *reader, const struct item *item, struct task *task) {
  const struct item *chain[CLIMB_LIMIT];
  size_t n = 0;
  for (; item->parent && !is_numbered(item) && n < CLIMB_LIMIT; item = item->parent)
    if (item->notes->index)
      chain[n++] = item;
  while (n-- > 0)
    vec_push(reader->arena, &task->path, str_printf(reader->arena, "%d", chain[n]->notes->index));
}

// An id that another task has gets “-2”, “-3” ….
static struct str unique(struct task_reader *reader, struct str id) {
  uint32_t node = phrases_grow(&reader->ids, 0, word_key(id));
  uint32_t count = ++reader->ids.values.at[node];
  return count == 1 ? id : unique(reader, str_printf(reader->arena, STR_FMT "-%u", STR_ARG(id), count));
}

void task_name(struct task_reader *reader, struct task *task, const struct item *item, const struct str *below) {
  for (size_t i = 0; i < item->path.n; i++)
    vec_push(reader->arena, &task->path, item->path.at[i]);
  push_places(reader, item, task);
  size_t own = task->path.n;
  for (size_t i = 0; below && i < 2; i++)
    if (below[i].n)
      vec_push(reader->arena, &task->path, below[i]);
  struct str id = { 0 };
  for (size_t i = 0; i < task->path.n; i++)
    if (i + 1 >= own || !covers(task->path.at[i + 1], task->path.at[i]))
      id = joined(reader->arena, id, task->path.at[i]);
  task->id = unique(reader, id.n ? id : STR("0"));
  task->number = is_numbered(item) && item->path.n ? item->path.at[item->path.n - 1] : (struct str){ 0 };
}

// ---- the walk

static bool tells_prose(enum section_kind section) {
  return section == SECTION_TASK || section == SECTION_CONTENT || section == SECTION_ORGANISATION ||
         section == SECTION_REPORTING || section == SECTION_FUNDING || section == SECTION_OTHER;
}

// A section of no known kind may be a misread “TÔ CHỨC THỰC HIỆN”.
static bool tells_duties(enum section_kind section) {
  return section == SECTION_ORGANISATION || section == SECTION_REPORTING || section == SECTION_OTHER;
}

static bool names_somebody(const struct actors *actors) {
  for (size_t i = 0; i < actors->n; i++)
    if (!actors->at[i].catch_all)
      return true;
  return false;
}

// What a block with a lead says of its task, the sentences below it only explain.
static bool is_explained(const struct item *item) {
  for (int level = 0; level < CLIMB_LIMIT && item->parent; level++, item = item->parent) {
    const struct item_notes *notes = item->notes;
    if ((notes->block && names_somebody(&notes->block->lead) && !notes->shared) || (item->task && item->task->inherited_from))
      return true;
  }
  return false;
}

static bool has_lead_verb(const struct passage *passage) {
  size_t end;
  for (size_t i = 0; i < passage->words.n; i++)
    if (duty_verb_at(passage->lexicon->vocabulary, &passage->words, i, &end) == VERB_LEAD)
      return true;
  return false;
}

// The paragraph below “1. Tập huấn” tells the task that the title names.
static struct item *named_item(struct item *item) {
  struct item *parent = item->parent;
  bool titled = item->kind == ITEM_PARAGRAPH && parent->kind == ITEM_POINT && is_numbered(parent) && !parent->task;
  return titled && parent->section != SECTION_ORGANISATION ? parent : item;
}

// Elsewhere a sentence that says what somebody does tells of things and assigns nothing.
static bool gives_work(enum section_kind section) {
  return section == SECTION_TASK || section == SECTION_CONTENT || section == SECTION_FUNDING;
}

static bool prose_assigns(const struct item *item, struct actors *lead, struct actors *coordinate) {
  const struct passage *passage = &item->notes->passage;
  if (has_lead_verb(passage))
    return prose_read(passage, 0, passage->words.n, false, lead, coordinate);
  return gives_work(item->section) && subject_read(passage, lead, coordinate);
}

static void task_of_prose(struct task_reader *reader, struct item *item) {
  const struct passage *passage = &item->notes->passage;
  struct actors lead = { 0 }, coordinate = { 0 };
  if (!prose_assigns(item, &lead, &coordinate))
    return;
  struct task *task = task_new(reader, item, ORIGIN_PROSE, item->text);
  task->lead = lead;
  task->coordinate = coordinate;
  task->has_time = prose_time(reader, passage, 0, &task->time);
  struct item *named = named_item(item);
  task_name(reader, task, named, NULL);
  named->task = item->task = task;
  item->notes->consumed = true;
}

static bool is_sentence(const struct item *item) {
  return (item->kind == ITEM_POINT || item->kind == ITEM_PARAGRAPH) && !item->lead_in && !is_field(item) &&
         !item->notes->consumed && !item->notes->block && !item->notes->holder;
}

static void read_item(struct task_reader *reader, struct item *item) {
  if (item->kind == ITEM_TABLE) {
    if (item->table)
      tasks_of_table(reader, item);
    return;
  }
  if (tasks_of_item(reader, item) || !is_sentence(item) || !tells_prose(item->section) || is_explained(item))
    return;
  if (tells_duties(item->section) && duties_read(reader, item))
    return;
  task_of_prose(reader, item);
}

// ---- what tasks have from those around them

static bool is_below(const struct item *item, const struct item *above) {
  for (int level = 0; level < CLIMB_LIMIT && item; level++, item = item->parent)
    if (item == above)
      return true;
  return false;
}

static bool has_actor(const struct actors *actors, const struct actor *actor) {
  for (size_t i = 0; i < actors->n; i++)
    if (actors->at[i].agency ? actors->at[i].agency == actor->agency : str_eq(actors->at[i].name, actor->name))
      return true;
  return false;
}

static void add_missing(struct arena *arena, struct actors *to, const struct actors *from) {
  for (size_t i = 0; i < from->n; i++)
    if (!has_actor(to, &from->at[i]))
      vec_push(arena, to, from->at[i]);
}

// Those who lead the parts of a task lead the task where nobody else does.
static void lead_by_parts(struct task_reader *reader, size_t at) {
  const struct plan *plan = reader->plan;
  struct task *task = plan->tasks.at[at];
  if (task->origin != ORIGIN_BLOCK || task->lead.n || task->inherited_from)
    return;
  size_t limit = at + UNION_TASKS < plan->tasks.n ? at + UNION_TASKS : plan->tasks.n;
  for (size_t i = at + 1; i < limit && is_below(plan->tasks.at[i]->item, task->item); i++) {
    task->gathered = true;
    add_missing(reader->arena, &task->lead, &plan->tasks.at[i]->lead);
    add_missing(reader->arena, &task->coordinate, &plan->tasks.at[i]->coordinate);
  }
  size_t kept = 0;
  for (size_t i = 0; i < task->coordinate.n; i++)
    if (!has_actor(&task->lead, &task->coordinate.at[i]))
      task->coordinate.at[kept++] = task->coordinate.at[i];
  task->coordinate.n = kept;
}

// A task without a time has that of the block around it: “c) Thời gian thực hiện: hằng năm” behind the parts a) and b).
static void take_time(struct task *task) {
  const struct item *item = task->item;
  if (task->has_time || task->origin == ORIGIN_DUTY || task->origin == ORIGIN_TABLE)
    return;
  for (int level = 0; level < CLIMB_LIMIT && item; level++, item = item->parent)
    if (item->notes->block && item->notes->block->has_time) {
      task->has_time = true;
      task->time = item->notes->block->time;
      return;
    }
}

// ---- standing body (cơ quan thường trực)

static bool says_standing(struct task_reader *reader, const struct task *task) {
  struct str folded = text_fold_str(reader->arena, task->item->text.s);
  return task->lead.n && str_find(folded, STR("cơ quan thường trực"), 0) != SIZE_MAX;
}

static void read_standing(struct task_reader *reader) {
  struct plan *plan = reader->plan;
  const struct entry *entry = syntax_entry(plan->syntax, "thuong truc");
  if (entry && entry->value.s.n) {
    actors_read(reader->arena, reader->lexicon, &entry->value, 0, entry->value.s.n, &plan->standing, NULL);
    return;
  }
  for (size_t i = 0; i < plan->tasks.n && !plan->standing.n; i++)
    if (plan->tasks.at[i]->origin >= ORIGIN_PROSE && says_standing(reader, plan->tasks.at[i]))
      vec_push(reader->arena, &plan->standing, plan->tasks.at[i]->lead.at[0]);
}

void tasks_read(struct arena *arena, struct plan *plan, const struct lexicon *lexicon,
                const struct time_context *context) {
  struct task_reader reader = { .arena = arena, .plan = plan, .lexicon = lexicon, .context = context };
  phrases_init(&reader.ids, arena, 256);
  fields_read(&reader);
  assignments_read(&reader);
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    read_item(&reader, item);
  for (size_t i = plan->tasks.n; i-- > 0;)
    lead_by_parts(&reader, i);
  for (size_t i = 0; i < plan->tasks.n; i++)
    take_time(plan->tasks.at[i]);
  read_standing(&reader);
}
