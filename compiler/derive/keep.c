// Keeping the rows of a plan beyond the plan: copies of what a row needs, so that a thousand plans can be consolidated in the
// memory of a few. Names that come again and again are kept once.
#include <string.h>

#include "compiler/derive/rows.h"
#include "runtime/base/intern.h"

struct item_copy {
  const struct item *from; // NULL: a free slot
  struct item *to;
};

struct matrix_keeper {
  struct arena *arena;
  struct names *names;
  struct matrix_filter *filter;
  bool found;                      // some plan has the body asked for
  struct body body;
  struct item_copy *slots;         // of the plan at hand
  size_t size, used;               // size: a power of two
};

static struct matrix_keeper *keeper_create(struct arena *arena, const struct matrix_query *query) {
  struct matrix_keeper *keeper = arena_new(arena, struct matrix_keeper);
  keeper->arena = arena;
  keeper->names = names_create(arena);
  keeper->filter = filter_create(arena, &(struct matrix){ 0 }, query);
  keeper->size = 256;
  keeper->slots = arena_array(arena, struct item_copy, keeper->size);
  return keeper;
}

// ---- Words

static struct str keep_words(struct matrix_keeper *keeper, struct str s) {
  return s.n ? str_copy(keeper->arena, s) : (struct str){ 0 };
}

// For words that many rows share.
static struct str keep_name(struct matrix_keeper *keeper, struct str s) {
  return s.n ? (struct str){ names_intern(keeper->names, s), s.n } : (struct str){ 0 };
}

static struct text keep_text(struct matrix_keeper *keeper, const struct text *text) {
  return (struct text){ .s = keep_name(keeper, text->s) };
}

static struct value keep_value(struct matrix_keeper *keeper, const struct value *value) {
  return (struct value){ value->present, keep_text(keeper, &value->text), value->span };
}

#define KEEP_NAMES(keeper, list, kept)                                       \
  for (size_t name = 0; name < (list)->n; name++)                            \
    vec_push((keeper)->arena, (kept), keep_name((keeper), (list)->at[name]))

// ---- Bodies

static struct actors keep_actors(struct matrix_keeper *keeper, const struct actors *actors) {
  struct actors kept = { 0 };
  if (actors->n)
    kept.at = arena_array(keeper->arena, struct actor, actors->n);
  for (kept.cap = actors->n; kept.n < actors->n; kept.n++) {
    struct actor *actor = &kept.at[kept.n];
    *actor = actors->at[kept.n];
    actor->name = keep_name(keeper, actor->name);
    actor->written = keep_name(keeper, actor->written);
  }
  return kept;
}

// ---- Items: the one a task is written in and those above it

static struct item_copy *find_slot(const struct matrix_keeper *keeper, const struct item *item) {
  size_t slot = ((uintptr_t)item >> 4) * 0x9E3779B97F4A7C15u >> 32 & (keeper->size - 1);
  while (keeper->slots[slot].from && keeper->slots[slot].from != item)
    slot = (slot + 1) & (keeper->size - 1);
  return &keeper->slots[slot];
}

static void note_copy(struct matrix_keeper *keeper, const struct item *item, struct item *copy) {
  *find_slot(keeper, item) = (struct item_copy){ item, copy };
  if (++keeper->used * 2 <= keeper->size)
    return;
  struct item_copy *old = keeper->slots;
  size_t old_size = keeper->size;
  keeper->size *= 2;
  keeper->slots = arena_array(keeper->arena, struct item_copy, keeper->size);
  for (size_t i = 0; i < old_size; i++)
    if (old[i].from)
      *find_slot(keeper, old[i].from) = old[i];
}

static struct item *copy_item(struct matrix_keeper *keeper, const struct item *item) {
  struct item *copy = arena_new(keeper->arena, struct item);
  *copy = (struct item){
    .kind = item->kind,
    .label = item->label,
    .number = keep_name(keeper, item->number),
    .title = item->title,
    .lead_in = item->lead_in,
    .text = keep_text(keeper, &item->text),
    .id = keep_name(keeper, item->id),
    .anchor = keep_name(keeper, item->anchor),
    .section = item->section,
    .field = item->field,
    .field_value = item->field_value,
    .span = item->span,
  };
  copy->label.written = keep_name(keeper, item->label.written);
  KEEP_NAMES(keeper, &item->path, &copy->path);
  note_copy(keeper, item, copy);
  return copy;
}

// Upwards until an item that is kept already.
static struct item *keep_item(struct matrix_keeper *keeper, const struct item *item) {
  struct item *first = NULL, *below = NULL;
  for (; item; item = item->parent) {
    struct item *known = find_slot(keeper, item)->to;
    struct item *copy = known ? known : copy_item(keeper, item);
    if (below)
      below->parent = copy;
    first = first ? first : copy;
    if (known)
      break;
    below = copy;
  }
  return first;
}

// ---- Tasks and plans

static struct time_spec keep_time(struct matrix_keeper *keeper, const struct time_spec *time) {
  struct time_spec kept = *time;
  kept.text = keep_name(keeper, time->text);
  kept.intervals.at = NULL;
  kept.intervals.n = kept.intervals.cap = 0;
  for (size_t i = 0; i < time->intervals.n; i++) {
    vec_push(keeper->arena, &kept.intervals, time->intervals.at[i]);
    vec_last(&kept.intervals)->label = keep_name(keeper, time->intervals.at[i].label);
  }
  kept.days.at = NULL;
  kept.days.n = kept.days.cap = 0;
  for (size_t i = 0; i < time->days.n; i++)
    vec_push(keeper->arena, &kept.days, time->days.at[i]);
  return kept;
}

static struct task *keep_task(struct matrix_keeper *keeper, const struct task *task, struct str text) {
  struct task *copy = arena_new(keeper->arena, struct task);
  *copy = (struct task){
    .item = keep_item(keeper, task->item),
    .text = { .s = text },
    .id = keep_name(keeper, task->id),
    .number = keep_name(keeper, task->number),
    .origin = task->origin,
    .lead = keep_actors(keeper, &task->lead),
    .coordinate = keep_actors(keeper, &task->coordinate),
    .monitor = keep_actors(keeper, &task->monitor),
    .gathered = task->gathered,
    .has_time = task->has_time,
    .time = keep_time(keeper, &task->time),
    .product = keep_text(keeper, &task->product),
    .funding = keep_text(keeper, &task->funding),
    .place = keep_text(keeper, &task->place),
    .inherited_from = keep_item(keeper, task->inherited_from),
    .span = task->span,
    .requests = keep_item(keeper, task->requests),
  };
  KEEP_NAMES(keeper, &task->path, &copy->path);
  return copy;
}

static const struct source *keep_source(struct matrix_keeper *keeper, const struct source *source) {
  static const uint32_t first_line = 0;
  struct source *copy = arena_new(keeper->arena, struct source);
  *copy = (struct source){ .name = str_copy(keeper->arena, str_from(source->name)).p, .lines = &first_line, .line_count = 1 };
  return copy;
}

static struct plan *keep_plan(struct matrix_keeper *keeper, const struct plan *plan) {
  struct plan *copy = arena_new(keeper->arena, struct plan);
  const struct header *header = &plan->header;
  *copy = (struct plan){
    .source = keep_source(keeper, plan->source),
    .header = {
      .kind = keep_value(keeper, &header->kind),
      .parent = keep_value(keeper, &header->parent),
      .agency = keep_value(keeper, &header->agency),
      .number = keep_value(keeper, &header->number),
      .symbol = keep_value(keeper, &header->symbol),
      .place = keep_value(keeper, &header->place),
      .date_text = keep_value(keeper, &header->date_text),
      .date = header->date,
      .subject = keep_value(keeper, &header->subject),
      .urgency = keep_value(keeper, &header->urgency),
      .secrecy = keep_value(keeper, &header->secrecy),
      .circulation = keep_value(keeper, &header->circulation),
    },
    .from = plan->from,
    .to = plan->to,
    .standing = keep_actors(keeper, &plan->standing),
    .registry = plan->registry,
  };
  for (size_t i = 0; i < plan->phases.n; i++) {
    vec_push(keeper->arena, &copy->phases, plan->phases.at[i]);
    vec_last(&copy->phases)->name = keep_name(keeper, plan->phases.at[i].name);
  }
  return copy;
}

static void look_for_body(struct matrix_keeper *keeper, struct arena *scratch, const struct plan *plan, struct str asked) {
  struct body body;
  if (asked.n == 0 || keeper->found || !body_read(scratch, plan, asked, &body))
    return;
  keeper->found = true;
  keeper->body = (struct body){ keep_name(keeper, body.id), keep_name(keeper, body.name), body.one_of };
}

const struct body *keeper_body(const struct matrix_keeper *keeper) {
  return keeper->found ? &keeper->body : NULL;
}

void matrix_keep(struct arena *arena, struct matrix *matrix, const struct plan *plan, const struct matrix_query *query) {
  struct matrix_keeper *keeper = matrix->keeper;
  if (!keeper)
    keeper = matrix->keeper = keeper_create(arena, query);
  struct arena *scratch = arena_create_beside(arena);
  struct matrix own = { 0 };
  size_t index = matrix->plans.n;
  struct plan *kept = keep_plan(keeper, plan);
  memset(keeper->slots, 0, keeper->size * sizeof *keeper->slots);
  keeper->used = 0;
  look_for_body(keeper, scratch, plan, query->agency);
  vec_push(arena, &matrix->plans, kept);
  matrix_add(scratch, &own, plan);
  for (size_t i = 0; i < own.rows.n; i++) {
    struct matrix_row row = own.rows.at[i];
    if (!filter_passes_words(keeper->filter, row.task))
      continue;
    row.plan = index;
    row.text = keep_words(keeper, row.text);
    struct task *task = keep_task(keeper, row.task, row.text);
    row.task = task;
    vec_push(arena, &kept->tasks, task);
    vec_push(arena, &matrix->rows, row);
  }
  arena_destroy(scratch);
}
