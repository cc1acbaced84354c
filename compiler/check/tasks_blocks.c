// Blocks: labelled lines gathered to the item that holds them, or to its parent when they stand below the last of several
// numbered children and speak of all of them.
#include <string.h>

#include "compiler/check/tasks_reader.h"

// ---- values

// Byte behind the value, without the signs that end an item or, “./.”, the plan.
static size_t value_end(const struct passage *passage, const struct field_part *part) {
  const struct words *words = &passage->words;
  struct str s = str_slice(passage->text->s, 0, part->end < words->n ? words->at[part->end].from : passage->text->s.n);
  s = str_trim(s);
  while (s.n && strchr(";./ ", s.p[s.n - 1]))
    s.n--;
  return s.n;
}

// Byte where the value begins: its first word, or the square bracket that opens there.
static size_t value_start(const struct passage *passage, const struct field_part *part) {
  size_t from = passage->words.at[part->value].from;
  return from > 0 && passage->text->s.p[from - 1] == '[' ? from - 1 : from;
}

static struct text part_text(struct task_reader *reader, const struct passage *passage, const struct field_part *part) {
  if (part->value >= part->end)
    return (struct text){ 0 };
  return text_part(reader->arena, passage->text, value_start(passage, part), value_end(passage, part));
}

// “Sở X chủ trì, phối hợp với …” where a list was expected.
static bool speaks(const struct passage *passage, size_t i, size_t end) {
  size_t behind;
  for (; i < end; i++) {
    enum duty_verb verb = duty_verb_at(passage->lexicon->vocabulary, &passage->words, i, &behind);
    if (verb == VERB_LEAD || verb == VERB_COORDINATE)
      return true;
  }
  return false;
}

static void add_actors(const struct passage *passage, const struct field_part *part, struct assignment *block,
                       struct actors *actors) {
  bool spoken = part->field != FIELD_COORDINATE && speaks(passage, part->value, part->end);
  if (spoken && prose_read(passage, part->value, part->end, true, &block->lead, &block->coordinate))
    return;
  body_list_read(passage, part->value, part->end, actors, NULL);
}

// Responsibility without a verb is the list that it begins with.
static void add_responsibility(const struct passage *passage, const struct field_part *part, struct assignment *block) {
  if (!prose_read(passage, part->value, part->end, true, &block->lead, &block->coordinate))
    body_list_at(passage, part->value, &block->lead);
}

static void add_time(struct task_reader *reader, const struct passage *passage, const struct field_part *part,
                     struct assignment *block) {
  if (part->value >= part->end || block->has_time)
    return;
  time_read(reader->arena, passage->text, value_start(passage, part), value_end(passage, part), reader->context, &block->time);
  block->has_time = true;
}

void assignment_add(struct task_reader *reader, struct assignment *block, const struct passage *passage,
                    const struct field_part *part) {
  switch (part->field) {
  case FIELD_LEAD: add_actors(passage, part, block, &block->lead); break;
  case FIELD_COORDINATE: add_actors(passage, part, block, &block->coordinate); break;
  case FIELD_MONITOR: add_actors(passage, part, block, &block->monitor); break;
  case FIELD_RESPONSIBILITY: add_responsibility(passage, part, block); break;
  case FIELD_TIME: add_time(reader, passage, part, block); break;
  case FIELD_PRODUCT: block->product = part_text(reader, passage, part); break;
  case FIELD_FUNDING: block->funding = part_text(reader, passage, part); break;
  case FIELD_PLACE: block->place = part_text(reader, passage, part); break;
  default: break;
  }
}

// ---- owners

// The item whose task a labelled line tells: the first around it that is no labelled line or title over such.
static struct item *owner_of(struct item *line, bool *titled) {
  struct item *owner = line->parent;
  for (int level = 0; level < CLIMB_LIMIT && owner->parent && (is_field(owner) || owner->notes->holder); level++) {
    *titled |= owner->notes->holder;
    owner = owner->parent;
  }
  return owner;
}

static void count_block(struct item *owner) {
  for (int level = 0; level < CLIMB_LIMIT && owner; level++, owner = owner->parent)
    owner->notes->blocks_below++;
}

static struct assignment *block_of(struct task_reader *reader, struct item *owner) {
  if (!owner->notes->block) {
    owner->notes->block = arena_new(reader->arena, struct assignment);
    count_block(owner);
  }
  return owner->notes->block;
}

// “- Đơn vị chủ trì:” with the bodies in lines of their own below it.
static void gather_values(struct task_reader *reader, struct item *line, struct assignment *block) {
  enum field_kind field = vec_last(&line->notes->parts)->field;
  for (struct item *child = line->first; child; child = child->next) {
    if (is_field(child) || child->kind == ITEM_TABLE || child->notes->parts.n)
      continue;
    struct field_part part = { field, 0, 0, child->notes->passage.words.n };
    assignment_add(reader, block, &child->notes->passage, &part);
    child->notes->consumed = true;
  }
}

static void gather_line(struct task_reader *reader, struct item *line) {
  struct item_notes *notes = line->notes;
  bool titled = false;
  struct item *owner = is_field(line) ? owner_of(line, &titled) : line;
  if (!owner->parent)
    return;
  struct assignment *block = block_of(reader, owner);
  block->first = block->first ? block->first : line;
  block->titled |= titled;
  for (size_t i = 0; i < notes->parts.n; i++)
    assignment_add(reader, block, &notes->passage, &notes->parts.at[i]);
  if (is_field(line) && vec_last(&notes->parts)->value >= vec_last(&notes->parts)->end)
    gather_values(reader, line, block);
}

// ---- whom a block speaks of

static bool is_numbered(const struct item *item) {
  enum scheme scheme = item->label.scheme;
  return item->kind == ITEM_POINT && scheme >= SCHEME_ARTICLE && scheme <= SCHEME_LETTER && scheme != SCHEME_ROMAN;
}

static bool is_part_task(const struct item *item) {
  return is_numbered(item) && !is_field(item) && !item->notes->facet && !item->notes->holder;
}

static bool has_bodies(const struct assignment *block) {
  return block->lead.n || block->coordinate.n;
}

// The last numbered child alone has a block, and others stand before it: then the block is their parent's.
static bool speaks_of_siblings(const struct item *last) {
  const struct assignment *block = last->notes->block;
  if (!is_part_task(last) || block->first == last || block->titled || !has_bodies(block) || !last->parent->parent)
    return false;
  if (last->parent->notes->block || last->parent->notes->blocks_below != last->notes->blocks_below)
    return false;
  bool heading = last->parent->kind == ITEM_SECTION && last->node && last->node->heading;
  bool others = false;
  for (const struct item *item = last->previous; item && !others; item = item->previous)
    others = is_part_task(item) && item->label.scheme == last->label.scheme;
  for (const struct item *item = last->next; item; item = item->next)
    if (is_part_task(item))
      return false;
  return others && !heading;
}

// Lines that follow two numbered children or more speak of all that have no block.
static bool speaks_of_children(const struct item *item) {
  const struct assignment *block = item->notes->block;
  size_t parts = 0;
  if (block->titled || !has_bodies(block) || block->first == item)
    return false;
  for (const struct item *child = item->first; child && child != block->first; child = child->next)
    parts += is_part_task(child);
  return parts >= 2;
}

static bool makes_task(const struct item *item) {
  const struct assignment *block = item->notes->block;
  if (has_bodies(block) || block->monitor.n)
    return true;
  bool tasks = item->section == SECTION_TASK || item->section == SECTION_CONTENT || item->section == SECTION_OTHER;
  return block->has_time && tasks && item->kind == ITEM_POINT;
}

static void settle_block(struct item *item) {
  struct item_notes *notes = item->notes;
  if (!makes_task(item)) {
    notes->block = NULL;
    return;
  }
  if (speaks_of_siblings(item)) {
    struct item_notes *parent = item->parent->notes;
    parent->block = notes->block;
    parent->shared = true;
    notes->block = NULL;
    return;
  }
  notes->shared |= speaks_of_children(item);
}

void assignments_read(struct task_reader *reader) {
  const struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    if (item->notes->parts.n)
      gather_line(reader, item);
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    if (item->notes->block && !item->notes->shared)
      settle_block(item);
}

// ---- tasks

// The item above whose block the item shares, NULL when it shares none.
static struct item *carrier_of(struct item *item) {
  struct item *parent = item->parent;
  return parent->notes && parent->notes->shared && is_part_task(item) ? parent : NULL;
}

// What the lines under the item do not say, those of its carrier do.
static struct assignment completed(const struct assignment *own, const struct assignment *shared) {
  struct assignment block = *own;
  if (!block.lead.n)
    block.lead = shared->lead;
  if (!block.coordinate.n)
    block.coordinate = shared->coordinate;
  if (!block.has_time) {
    block.has_time = shared->has_time;
    block.time = shared->time;
  }
  return block;
}

// The words of the task: without labels that follow them in the same text.
static struct text task_words(struct task_reader *reader, const struct item *item) {
  const struct item_notes *notes = item->notes;
  if (!notes->parts.n || notes->parts.at[0].label == 0)
    return item->text;
  size_t to = notes->passage.words.at[notes->parts.at[0].label - 1].to;
  return text_part(reader->arena, &item->text, 0, to);
}

bool tasks_of_item(struct task_reader *reader, struct item *item) {
  struct item_notes *notes = item->notes;
  struct item *carrier = carrier_of(item);
  bool own = notes->block && !notes->shared;
  if (!own && !carrier)
    return false;
  struct task *task = task_new(reader, item, ORIGIN_BLOCK, task_words(reader, item));
  struct assignment block = own ? *notes->block : *carrier->notes->block;
  if (own && carrier)
    block = completed(notes->block, carrier->notes->block);
  task_take(task, &block);
  task->inherited_from = own ? NULL : carrier;
  task_name(reader, task, item, NULL);
  item->task = task;
  return true;
}
