// Header values are compared one by one; tasks, recipients and paragraphs are aligned by their words, each among its like.
#include "compiler/derive/changes.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/base/align.h"

// One text that is compared with those of the other version.
struct passage {
  struct str text, where;
  struct span span;
  enum change_part part;
  const struct task *task; // NULL for other texts
  const struct item *item; // NULL for what is not in the outline
};
struct passages {
  VEC(struct passage) list;
};

struct comparison {
  struct arena *arena;
  struct changes *changes;
};

// ---- values

static void add_value(struct comparison *c, enum change_part part, const char *field, struct passage before,
                      struct passage after) {
  before.text = str_trim(before.text);
  after.text = str_trim(after.text);
  if (str_eq(before.text, after.text))
    return;
  vec_push(c->arena, &c->changes->list,
           (struct change){ part, CHANGE_VALUE, field, before.where, after.where, before.text, after.text, before.span,
                            after.span, after.item });
}

static const struct {
  const char *field;
  size_t offset;
} header_rows[] = {
  { "kind", offsetof(struct header, kind) },
  { "parent", offsetof(struct header, parent) },
  { "agency", offsetof(struct header, agency) },
  { "number", offsetof(struct header, number) },
  { "symbol", offsetof(struct header, symbol) },
  { "place", offsetof(struct header, place) },
  { "date", offsetof(struct header, date_text) },
  { "subject", offsetof(struct header, subject) },
  { "urgency", offsetof(struct header, urgency) },
  { "secrecy", offsetof(struct header, secrecy) },
  { "circulation", offsetof(struct header, circulation) },
};

static struct passage passage_of(const struct value *value) {
  return (struct passage){ .text = value->text.s, .span = value->span };
}

static struct passage plan_span(struct arena *arena, const struct plan *plan) {
  struct str from = date_iso(arena, plan->from), to = date_iso(arena, plan->to);
  return (struct passage){ .text = from.n + to.n ? str_printf(arena, STR_FMT " … " STR_FMT, STR_ARG(from), STR_ARG(to)) : STR("") };
}

static struct passage actor_names(struct arena *arena, const struct actors *actors) {
  struct str names = STR("");
  for (size_t i = 0; i < actors->n; i++)
    names = str_printf(arena, STR_FMT "%s" STR_FMT, STR_ARG(names), i ? "; " : "", STR_ARG(actors->at[i].name));
  return (struct passage){ .text = names };
}

static struct passage signature_lines(struct arena *arena, const struct plan *plan) {
  struct str lines = STR("");
  for (size_t i = 0; i < plan->signature.lines.n; i++)
    lines = str_printf(arena, STR_FMT "%s" STR_FMT, STR_ARG(lines), i ? " / " : "",
                       STR_ARG(plan->signature.lines.at[i].text.s));
  return (struct passage){ .text = lines, .span = plan->signature.lines.n ? plan->signature.lines.at[0].span : (struct span){ 0 } };
}

static void compare_headers(struct comparison *c) {
  const struct plan *a = c->changes->before, *b = c->changes->after;
  for (size_t i = 0; i < sizeof header_rows / sizeof *header_rows; i++) {
    const struct value *old = (const void *)((const char *)&a->header + header_rows[i].offset);
    const struct value *new = (const void *)((const char *)&b->header + header_rows[i].offset);
    add_value(c, PART_HEADER, header_rows[i].field, passage_of(old), passage_of(new));
  }
  add_value(c, PART_HEADER, "span", plan_span(c->arena, a), plan_span(c->arena, b));
  add_value(c, PART_HEADER, "standing", actor_names(c->arena, &a->standing), actor_names(c->arena, &b->standing));
  add_value(c, PART_HEADER, "signature", signature_lines(c->arena, a), signature_lines(c->arena, b));
  add_value(c, PART_HEADER, "signer", passage_of(&a->signature.name), passage_of(&b->signature.name));
}

// ---- texts, aligned

static int compare_passages(const void *a, const void *b) {
  const struct passage *x = *(const struct passage *const *)a, *y = *(const struct passage *const *)b;
  int order = str_cmp(x->text, y->text);
  return order ? order : (x > y) - (x < y);
}

// Passages that one side alone has, by their words.
struct lone {
  VEC(const struct passage *) list;
};

static void sort_lone(struct lone *lone) {
  if (lone->list.n)
    qsort(lone->list.at, lone->list.n, sizeof *lone->list.at, compare_passages);
}

struct matching {
  struct passages before, after;
  struct text_pairs pairs;
  const struct passage **moved_from; // for each passage of `after`: where it stood, when it was moved
  bool *moved;                       // for each passage of `before`
};

// What is gone from one place and new in another with the same words has moved.
static void find_moved(struct arena *arena, struct matching *m) {
  struct lone gone = { 0 }, fresh = { 0 };
  m->moved = arena_array(arena, bool, m->before.list.n + 1);
  m->moved_from = arena_array(arena, const struct passage *, m->after.list.n + 1);
  for (size_t i = 0; i < m->pairs.list.n; i++) {
    struct text_pair pair = m->pairs.list.at[i];
    if (pair.after == ALIGN_NONE)
      vec_push(arena, &gone.list, &m->before.list.at[pair.before]);
    else if (pair.before == ALIGN_NONE)
      vec_push(arena, &fresh.list, &m->after.list.at[pair.after]);
  }
  sort_lone(&gone);
  sort_lone(&fresh);
  for (size_t i = 0, j = 0; i < gone.list.n && j < fresh.list.n;) {
    int order = str_cmp(gone.list.at[i]->text, fresh.list.at[j]->text);
    if (order == 0) {
      m->moved[gone.list.at[i] - m->before.list.at] = true;
      m->moved_from[fresh.list.at[j] - m->after.list.at] = gone.list.at[i];
    }
    i += order <= 0;
    j += order >= 0;
  }
}

static struct str *texts_of(struct arena *arena, const struct passages *passages) {
  struct str *texts = arena_array(arena, struct str, passages->list.n + 1);
  for (size_t i = 0; i < passages->list.n; i++)
    texts[i] = passages->list.at[i].text;
  return texts;
}

static void match(struct arena *arena, struct matching *m) {
  m->pairs = align_texts(arena, texts_of(arena, &m->before), m->before.list.n, texts_of(arena, &m->after), m->after.list.n);
  find_moved(arena, m);
}

static void add_change(struct comparison *c, enum change_kind kind, const struct passage *before,
                       const struct passage *after) {
  struct change change = { .part = after ? after->part : before->part, .kind = kind };
  if (before) {
    change.where_before = before->where;
    change.before = before->text;
    change.span_before = before->span;
  }
  if (after) {
    change.where_after = after->where;
    change.after = after->text;
    change.span_after = after->span;
    change.item = after->item;
  }
  vec_push(c->arena, &c->changes->list, change);
}

static void compare_tasks(struct comparison *c, const struct passage *before, const struct passage *after);

static void compare_pair(struct comparison *c, const struct matching *m, struct text_pair pair) {
  const struct passage *before = pair.before == ALIGN_NONE ? NULL : &m->before.list.at[pair.before];
  const struct passage *after = pair.after == ALIGN_NONE ? NULL : &m->after.list.at[pair.after];
  bool moved = after && !before && m->moved_from[pair.after];
  if (moved)
    before = m->moved_from[pair.after];
  if (!after && m->moved[pair.before])
    return;
  if (moved)
    add_change(c, CHANGE_MOVED, before, after);
  else if (!before || !after)
    add_change(c, before ? CHANGE_REMOVED : CHANGE_ADDED, before, after);
  else if (!pair.same)
    add_change(c, CHANGE_REWORDED, before, after);
  if (before && after && before->task && after->task)
    compare_tasks(c, before, after);
}

static void compare_matching(struct comparison *c, struct matching *m) {
  match(c->arena, m);
  for (size_t i = 0; i < m->pairs.list.n; i++)
    compare_pair(c, m, m->pairs.list.at[i]);
}

// ---- tasks

static struct str joined_path(struct arena *arena, const struct str *path, size_t n) {
  struct str joined = STR("");
  for (size_t i = 0; i < n; i++)
    joined = str_printf(arena, STR_FMT "%s" STR_FMT, STR_ARG(joined), i ? "." : "", STR_ARG(path[i]));
  return joined;
}

static struct passages tasks_of(struct arena *arena, const struct plan *plan) {
  struct passages passages = { 0 };
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    vec_push(arena, &passages.list, (struct passage){ str_trim(task->text.s), task->id, task->span, PART_TASK, task, task->item });
  }
  return passages;
}

static int compare_names(const void *a, const void *b) {
  return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

// The same bodies, in whatever order and spelling.
static bool same_actors(struct arena *arena, const struct actors *a, const struct actors *b) {
  const struct actors *both[] = { a, b };
  struct str *names[2];
  if (a->n != b->n)
    return false;
  for (int k = 0; k < 2; k++) {
    names[k] = arena_array(arena, struct str, both[k]->n + 1);
    for (size_t i = 0; i < both[k]->n; i++)
      names[k][i] = both[k]->at[i].agency ? str_from(both[k]->at[i].agency->id) : text_fold_str(arena, both[k]->at[i].name);
    if (both[k]->n)
      qsort(names[k], both[k]->n, sizeof *names[k], compare_names);
  }
  for (size_t i = 0; i < a->n; i++)
    if (!str_eq(names[0][i], names[1][i]))
      return false;
  return true;
}

static void compare_role(struct comparison *c, const char *field, const struct passage *before, const struct actors *old,
                         const struct passage *after, const struct actors *new) {
  if (same_actors(c->arena, old, new))
    return;
  struct passage a = *before, b = *after;
  a.text = actor_names(c->arena, old).text;
  b.text = actor_names(c->arena, new).text;
  add_value(c, PART_TASK, field, a, b);
}

static void compare_words(struct comparison *c, const char *field, struct passage before, struct str old,
                          struct passage after, struct str new) {
  before.text = old;
  after.text = new;
  add_value(c, PART_TASK, field, before, after);
}

static void compare_tasks(struct comparison *c, const struct passage *before, const struct passage *after) {
  const struct task *a = before->task, *b = after->task;
  compare_role(c, "lead", before, &a->lead, after, &b->lead);
  compare_role(c, "coordinate", before, &a->coordinate, after, &b->coordinate);
  compare_role(c, "monitor", before, &a->monitor, after, &b->monitor);
  compare_words(c, "time", *before, a->has_time ? a->time.text : STR(""), *after, b->has_time ? b->time.text : STR(""));
  compare_words(c, "product", *before, a->product.s, *after, b->product.s);
  compare_words(c, "funding", *before, a->funding.s, *after, b->funding.s);
  compare_words(c, "venue", *before, a->place.s, *after, b->place.s);
}

// ---- other texts

// Marks by an item's own notes would change the plan: a sorted list of items that tasks have spoken for.
struct spoken {
  VEC(const struct item *) list;
};

static int compare_items(const void *a, const void *b) {
  const struct item *x = *(const struct item *const *)a, *y = *(const struct item *const *)b;
  return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

// Items that are tasks, with the body in front of a duty, and tables of tasks.
static struct spoken spoken_items(struct arena *arena, const struct plan *plan) {
  struct spoken spoken = { 0 };
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    if (task->item && (task->item->table || str_ends(str_trim(task->item->text.s), str_trim(task->text.s))))
      vec_push(arena, &spoken.list, task->item);
  }
  if (spoken.list.n)
    qsort(spoken.list.at, spoken.list.n, sizeof *spoken.list.at, compare_items);
  return spoken;
}

static bool is_spoken(const struct spoken *spoken, const struct item *item) {
  return spoken->list.n &&
         bsearch(&item, spoken->list.at, spoken->list.n, sizeof *spoken->list.at, compare_items) != NULL;
}

static enum change_part part_of(const struct item *item, const struct plan *plan, size_t *basis) {
  while (*basis < plan->bases.n && plan->bases.at[*basis].item->span.start < item->span.start)
    ++*basis;
  if (*basis < plan->bases.n && plan->bases.at[*basis].item == item)
    return PART_BASIS;
  return item->objective ? PART_OBJECTIVE : PART_TEXT;
}

static void add_cells(struct arena *arena, struct passages *out, const struct item *item, struct str where) {
  for (size_t i = 0; item->table && i < item->table->cells.n; i++) {
    const struct text *text = &item->table->cells.at[i].text;
    struct str words = str_trim(text->s);
    if (words.n)
      vec_push(arena, &out->list, (struct passage){ words, where, text_span(text, 0, text->s.n), PART_TEXT, NULL, item });
  }
}

static struct passages texts_of_plan(struct arena *arena, const struct plan *plan) {
  struct passages out = { 0 };
  struct spoken spoken = spoken_items(arena, plan);
  size_t basis = 0;
  for (const struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    struct str where = joined_path(arena, item->path.at, item->path.n), words = str_trim(item->text.s);
    enum change_part part = part_of(item, plan, &basis);
    if (is_spoken(&spoken, item) || item->field != FIELD_NONE)
      continue;
    if (words.n)
      vec_push(arena, &out.list, (struct passage){ words, where, item->span, part, NULL, item });
    add_cells(arena, &out, item, where);
  }
  for (size_t i = 0; i < plan->notes.n; i++) {
    const struct text *text = &plan->notes.at[i].text;
    vec_push(arena, &out.list, (struct passage){ str_trim(text->s), STR(""), text_span(text, 0, text->s.n), PART_TEXT, NULL, NULL });
  }
  return out;
}

static struct passages recipients_of(struct arena *arena, const struct plan *plan) {
  struct passages out = { 0 };
  for (size_t i = 0; i < plan->recipients.n; i++) {
    const struct text *text = &plan->recipients.at[i].text;
    struct span span = text->map.n ? text_span(text, 0, text->s.n) : plan->recipients_span;
    vec_push(arena, &out.list, (struct passage){ str_trim(text->s), STR(""), span, PART_RECIPIENT, NULL, NULL });
  }
  return out;
}

// ---- all

static int compare_parts(const void *a, const void *b) {
  const struct change *x = *(const struct change *const *)a, *y = *(const struct change *const *)b;
  int order = (x->part > y->part) - (x->part < y->part);
  return order ? order : (x > y) - (x < y);
}

static void sort_by_part(struct arena *arena, struct changes *changes) {
  size_t n = changes->list.n;
  const struct change **order = arena_array(arena, const struct change *, n + 1);
  struct change *sorted = arena_array(arena, struct change, n + 1);
  for (size_t i = 0; i < n; i++)
    order[i] = &changes->list.at[i];
  if (n)
    qsort(order, n, sizeof *order, compare_parts);
  for (size_t i = 0; i < n; i++)
    sorted[i] = *order[i];
  if (n)
    memcpy(changes->list.at, sorted, n * sizeof *sorted);
}

struct changes changes_between(struct arena *arena, const struct plan *before, const struct plan *after) {
  struct changes changes = { .before = before, .after = after };
  struct comparison c = { arena, &changes };
  struct matching texts = { .before = texts_of_plan(arena, before), .after = texts_of_plan(arena, after) };
  struct matching tasks = { .before = tasks_of(arena, before), .after = tasks_of(arena, after) };
  struct matching recipients = { .before = recipients_of(arena, before), .after = recipients_of(arena, after) };
  compare_headers(&c);
  compare_matching(&c, &texts);
  compare_matching(&c, &tasks);
  compare_matching(&c, &recipients);
  sort_by_part(arena, &changes);
  return changes;
}
