// Labels: “Cơ quan chủ trì: …” at the start of an item, behind a task's words, or several on one line.
#include "compiler/check/tasks_reader.h"
#include "runtime/base/utf8.h"

enum {
  MISREAD_WORDS = 9,    // words in front of a colon that may be a misread label
  MISREAD_BYTES = 8,    // shorter labels are too close to other words
  FACET_WORDS = 14,
};

// ---- labels as scanners misread them

static struct str bare_label(struct task_reader *reader, size_t i) {
  const struct vocabulary *vocabulary = reader->lexicon->vocabulary;
  for (size_t k = reader->bare_labels.n; k < vocabulary->field_labels.n; k++)
    vec_push(reader->arena, &reader->bare_labels, text_bare(reader->arena, vocabulary->field_labels.at[k].text));
  return reader->bare_labels.at[i];
}

static const struct field_label *nearest_label(struct task_reader *reader, struct str written) {
  const struct vocabulary *vocabulary = reader->lexicon->vocabulary;
  struct str bare = str_trim(text_bare(reader->arena, written));
  const struct field_label *best = NULL;
  size_t limit = bare.n < MISREAD_BYTES ? 0 : bare.n < 2 * MISREAD_BYTES ? 1 : 2;
  for (size_t i = 0; limit && i < vocabulary->field_labels.n; i++) {
    struct str label = bare_label(reader, i);
    size_t longer = label.n > bare.n ? label.n - bare.n : bare.n - label.n;
    if (longer > limit || !(vocabulary->field_labels.at[i].use & LABEL_LINE))
      continue;
    size_t distance = text_distance(bare, label, limit + 1);
    if (distance <= limit) {
      best = &vocabulary->field_labels.at[i];
      limit = distance ? distance - 1 : 0;
    }
  }
  return best;
}

// ---- labels at a word

// Word behind the colon that ends a label at `i`, `i` when there is none: “(dự kiến):” may stand between.
static bool colon_at(const struct words *words, size_t i) {
  size_t behind = skip_brackets(words, i);
  return words->at[behind].gap & GAP_COLON;
}

static bool label_at(const struct passage *passage, size_t i, struct field_part *part) {
  size_t end;
  const struct field_label *label = field_label_at(passage->lexicon->vocabulary, &passage->words, i, &end);
  if (!label || !(label->use & LABEL_LINE) || !colon_at(&passage->words, end))
    return false;
  size_t value = skip_brackets(&passage->words, end);
  *part = (struct field_part){ (enum field_kind)label->field, i, value, passage->words.n };
  return true;
}

static bool misread_label_at(struct task_reader *reader, const struct passage *passage, struct field_part *part) {
  const struct words *words = &passage->words;
  size_t end = 1;
  while (end < words->n && end < MISREAD_WORDS && !(words->at[end].gap & GAP_COLON))
    end++;
  if (end > words->n || !(words->at[end].gap & GAP_COLON))
    return false;
  struct str written = str_slice(passage->text->s, words->at[0].from, words->at[end - 1].to);
  const struct field_label *label = nearest_label(reader, written);
  if (label)
    *part = (struct field_part){ (enum field_kind)label->field, 0, end, words->n };
  return label != NULL;
}

// A label at the start, behind one stray letter at most.
static bool first_label(struct task_reader *reader, const struct passage *passage, struct field_part *part) {
  const struct words *words = &passage->words;
  if (words->n == 0)
    return false;
  bool stray = words->n > 1 && words->at[0].s.n == 1 && words->at[0].number < 0 && !(words->at[1].gap & GAP_COLON);
  if (label_at(passage, 0, part) || misread_label_at(reader, passage, part))
    return true;
  if (!stray || !label_at(passage, 1, part))
    return false;
  part->label = 0;
  return true;
}

// A label further on begins with a capital, after a stop or separator, or anywhere behind another label.
static bool may_begin(const struct word *word, bool after_label) {
  return word->title && (after_label || (word->gap & (GAP_STOP | GAP_SEMICOLON | GAP_OPEN | GAP_LINE)));
}

static bool tells_task(enum field_kind field) {
  return field == FIELD_LEAD || field == FIELD_COORDINATE || field == FIELD_MONITOR || field == FIELD_RESPONSIBILITY ||
         field == FIELD_TIME;
}

void parts_read(struct task_reader *reader, struct item_notes *notes) {
  const struct words *words = &notes->passage.words;
  struct field_part part;
  bool labelled = first_label(reader, &notes->passage, &part);
  if (labelled)
    vec_push(reader->arena, &notes->parts, part);
  for (size_t i = labelled ? part.value : 1; i < words->n; i++) {
    if (!may_begin(&words->at[i], notes->parts.n > 0) || !label_at(&notes->passage, i, &part))
      continue;
    if (!notes->parts.n && !tells_task(part.field))
      continue;
    if (notes->parts.n)
      vec_last(&notes->parts)->end = i;
    vec_push(reader->arena, &notes->parts, part);
    i = part.value > i ? part.value - 1 : i;
  }
}

// ---- titles

static bool is_label_title(const struct passage *passage) {
  size_t end = 0;
  const struct field_label *label = passage->words.n
    ? field_label_at(passage->lexicon->vocabulary, &passage->words, 0, &end) : NULL;
  return label && (label->use & LABEL_TITLE) && end == passage->words.n;
}

static bool has_labelled_child(const struct item *item) {
  for (const struct item *child = item->first; child; child = child->next)
    if (child->field == FIELD_LEAD || child->field == FIELD_COORDINATE || child->field == FIELD_RESPONSIBILITY)
      return true;
  return false;
}

static bool is_facet(const struct passage *passage) {
  size_t end = 0;
  if (!passage->words.n || passage->words.n > FACET_WORDS)
    return false;
  const struct field_label *label = field_label_at(passage->lexicon->vocabulary, &passage->words, 0, &end);
  bool about = word_is(&passage->words.at[0], "về");
  if (!label)
    return about;
  enum field_kind field = (enum field_kind)label->field;
  return about || end == passage->words.n || field == FIELD_OBJECTIVE || field == FIELD_CONTENT || field == FIELD_FORM ||
         field == FIELD_AUDIENCE || field == FIELD_REQUIREMENT;
}

// ---- all items

static void read_item(struct task_reader *reader, struct item *item) {
  struct item_notes *notes = item->notes = arena_new(reader->arena, struct item_notes);
  if (item->kind == ITEM_TABLE || item->lead_in)
    return;
  passage_cut(reader->arena, reader->lexicon, &item->text, &item->folded, &notes->passage);
  if (item->kind == ITEM_SECTION)
    return;
  parts_read(reader, notes);
  if (notes->parts.n && notes->parts.at[0].label == 0) {
    item->field = notes->parts.at[0].field;
    item->field_value = notes->passage.words.at[notes->parts.at[0].value].from;
  }
  notes->facet = is_facet(&notes->passage);
}

static void count_unnumbered(struct item *item) {
  bool numbered = item->path.at != item->parent->path.at;
  if (!numbered && !is_field(item) && item->parent->notes && item->kind != ITEM_TABLE)
    item->notes->index = ++item->parent->notes->unnumbered;
}

void fields_read(struct task_reader *reader) {
  const struct plan *plan = reader->plan;
  plan->root->notes = arena_new(reader->arena, struct item_notes);
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    read_item(reader, item);
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    count_unnumbered(item);
    item->notes->holder = !is_field(item) && item->kind != ITEM_SECTION && is_label_title(&item->notes->passage) &&
                          has_labelled_child(item);
  }
}

// A head cell: its label may go on in brackets or behind a slash, “Thời gian thực hiện/ hoàn thành”.
enum field_kind column_field(struct task_reader *reader, const struct text *cell) {
  struct passage passage;
  passage_read(reader->arena, reader->lexicon, cell, 0, cell->s.n, &passage);
  size_t end = 0;
  const struct field_label *label = passage.words.n
    ? field_label_at(reader->lexicon->vocabulary, &passage.words, 0, &end) : NULL;
  return label && (label->use & LABEL_COLUMN) ? (enum field_kind)label->field : FIELD_NONE;
}
