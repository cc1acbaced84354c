// Inside the reading of tasks: what its steps share. tasks_read calls them in the order in which they stand here.
#ifndef KEHOACH_CHECK_TASKS_READER_H
#define KEHOACH_CHECK_TASKS_READER_H

#include "compiler/check/lexicon.h"
#include "compiler/check/plan.h"

// A label and its value within a text, in words of its passage.
struct field_part {
  enum field_kind field;
  size_t label, value, end; // first word of the label, of the value, and the word behind it
};

// What labelled lines (a block) or a row say of one task.
struct assignment {
  struct actors lead, coordinate, monitor;
  bool has_time;
  struct time_spec time;
  struct text product, funding, place;
  const struct item *first; // the line that comes first
  bool titled;              // stands below a title of its own: “Tổ chức thực hiện”
};

// What the readers of tasks know of an item.
struct item_notes {
  struct passage passage;       // the words of its text
  VEC(struct field_part) parts; // labels in it; the first at word 0: the item is a labelled line
  bool holder;                  // a title over labelled lines: “d) Trách nhiệm thực hiện”
  bool facet;                   // tells one side of the task above: “Nội dung …”, “Hình thức …”
  struct assignment *block;          // of the task that the item is, or
  bool shared;                  // of those that its numbered children are
  unsigned blocks_below;        // items with a block in its subtree, itself included
  int index, unnumbered;        // place among the siblings without number; such children so far
  const struct actors *subject; // whose duty it is, told by the item above or before it
  const struct item *request;   // that asks for it: “Đề nghị …”
  bool consumed;                // a task has taken its words
};

struct task_reader {
  struct arena *arena;
  struct plan *plan;
  const struct lexicon *lexicon;
  const struct time_context *context;
  struct phrases ids;              // ids given so far → how often
  VEC(struct str) bare_labels;     // of the vocabulary, made when a misread label is met
};

enum { CLIMB_LIMIT = 32 }; // levels looked up from an item

// ---- tasks_fields.c: labels in the items
void fields_read(struct task_reader *reader);
// The label at the start of a table's head cell, FIELD_NONE when there is none.
enum field_kind column_field(struct task_reader *reader, const struct text *cell);
// Labels within a text; `start`: only if it begins with one.
void parts_read(struct task_reader *reader, struct item_notes *notes);

static inline bool is_field(const struct item *item) {
  return item->field != FIELD_NONE;
}

// ---- tasks_blocks.c: blocks and whom they belong to
void assignments_read(struct task_reader *reader);
void assignment_add(struct task_reader *reader, struct assignment *block, const struct passage *passage,
                    const struct field_part *part);

// ---- tasks_prose.c: responsibility in sentences
// “A chủ trì, phối hợp với B và C …” among the words i…end: true when somebody leads. Catch-alls lead only where `any`.
bool prose_read(const struct passage *passage, size_t i, size_t end, bool any, struct actors *lead,
                struct actors *coordinate);
// “Đài A tăng cường tuyên truyền …”, “Sở A phối hợp với Bộ B cung cấp …”: true when the sentence begins with bodies below the
// committee and what they do.
bool subject_read(const struct passage *passage, struct actors *lead, struct actors *coordinate);
// Behind “chủ trì”: the bodies of “, phối hợp với B và C”.
void partners_read(const struct passage *passage, size_t i, size_t end, struct actors *coordinate);
// The time that a sentence sets: deadlines and what is said to recur, not spans that name a programme.
bool prose_time(struct task_reader *reader, const struct passage *passage, size_t from, struct time_spec *time);

// ---- making tasks, in document order
struct task *task_new(struct task_reader *reader, struct item *item, enum origin origin, struct text text);
// Its path becomes that of the item and what is in `below` (2, empty ones left out; may be NULL), its id both joined,
// unique in the plan.
void task_name(struct task_reader *reader, struct task *task, const struct item *item, const struct str *below);
void task_take(struct task *task, const struct assignment *block);
bool tasks_of_item(struct task_reader *reader, struct item *item);  // blocks; true when it became a task
void tasks_of_table(struct task_reader *reader, struct item *item);
bool duties_read(struct task_reader *reader, struct item *item);   // true when the item is titled by a body

#endif
