// Duties (phân công trách nhiệm): items titled by a body, whose words are what the body does.
#include "compiler/check/tasks_reader.h"

enum {
  PREAMBLE_WORDS = 60, // “Căn cứ …,” in front of the verb
  NAME_WORDS = 10,     // of a body that nobody knows, at the end of a title
};

// How an item names its subject.
enum title_kind {
  TITLE_NONE,
  TITLE_ALONE,    // “1. Sở Tư pháp”
  TITLE_COLON,    // “b) Công an tỉnh: Phối hợp …”
  TITLE_SENTENCE, // “2. Cục Viễn thám quốc gia chủ trì …”
};

struct title {
  enum title_kind kind;
  struct actors bodies;
  size_t text;      // first word of what they do
  bool request;     // “Đề nghị …”
  bool leads;       // of a sentence: “chủ trì” follows the bodies
};

static enum duty_verb verb_at(const struct passage *passage, size_t i, size_t *end) {
  return duty_verb_at(passage->lexicon->vocabulary, &passage->words, i, end);
}

// ---- titles

static size_t skip_request(const struct passage *passage, bool *request) {
  size_t end;
  enum body_word kind = passage->words.n ? body_word_at(passage->lexicon->vocabulary, &passage->words, 0, &end) : 0;
  *request = kind == BODY_REQUEST;
  return kind == BODY_REQUEST || kind == BODY_ORDER ? end : 0;
}

// “- Cơ quan thường trực Ban Chỉ đạo …” behind a body says who it is; “- Chủ trì …” what it does.
static size_t skip_apposition(const struct passage *passage, size_t i) {
  const struct words *words = &passage->words;
  size_t end;
  if (i >= words->n || !(words->at[i].gap & GAP_DASH) || verb_at(passage, i, &end))
    return i;
  while (i < words->n && !(words->at[i].gap & (GAP_COLON | GAP_STOP)))
    i++;
  return i;
}

static bool ends_open(const struct words *words) {
  return words->at[words->n].gap & GAP_COLON;
}

// “Các cơ quan báo chí, Công thông tin điện tử tỉnh”: the list of a title goes on with a name that nobody knows.
static bool goes_on(const struct item *item, size_t i) {
  const struct passage *passage = &item->notes->passage;
  const struct words *words = &passage->words;
  if (!item->first || !(words->at[i].gap & GAP_COMMA) || words->n > i + NAME_WORDS || !words->at[i].title)
    return false;
  for (size_t end; i < words->n; i++)
    if (verb_at(passage, i, &end) || (words->at[i].gap & (GAP_STOP | GAP_SEMICOLON | GAP_COLON)))
      return false;
  return true;
}

// “Vụ Giáo dục Chính trị và công tác học sinh, sinh viên: …”: what stands in front of the colon belongs to the name.
static bool name_goes_on(const struct passage *passage, struct title *title, size_t *i) {
  const struct words *words = &passage->words;
  struct actor *last = vec_last(&title->bodies);
  size_t end, k = *i;
  if (last->agency || !(words->at[k].gap & (GAP_COMMA | GAP_SPACE)) || (words->at[k].gap & GAP_BREAKS))
    return false;
  for (; k < words->n && k < *i + NAME_WORDS && !(words->at[k].gap & GAP_BREAKS); k++)
    if (verb_at(passage, k, &end))
      return false;
  if (!(words->at[k].gap & GAP_COLON))
    return false;
  size_t from = (size_t)(last->written.p - passage->text->s.p), to = words->at[k - 1].to;
  last->written = last->name = str_slice(passage->text->s, from, to);
  last->span = text_span(passage->text, from, to);
  *i = k;
  return true;
}

// What kind of title it is whose bodies end before word `i`.
static void read_kind(const struct item *item, struct title *title, size_t i) {
  const struct passage *passage = &item->notes->passage;
  const struct words *words = &passage->words;
  unsigned gap = words->at[i].gap;
  size_t end;
  title->text = i;
  if (i >= words->n) {
    title->kind = TITLE_ALONE;
  } else if (gap & (GAP_COLON | GAP_DASH)) {
    title->kind = TITLE_COLON;
  } else if (ends_open(words) && item->first) {
    title->kind = TITLE_ALONE; // “Cục X có trách nhiệm:”
  } else if (name_goes_on(passage, title, &i)) {
    title->text = i;
    title->kind = i < words->n ? TITLE_COLON : TITLE_ALONE;
  } else if (goes_on(item, i)) {
    struct actor last = actor_unknown(passage, i, words->n);
    actor_correct(passage, &last);
    vec_push(passage->arena, &title->bodies, last);
    title->kind = TITLE_ALONE;
  } else if (!(gap & (GAP_STOP | GAP_SEMICOLON))) {
    enum duty_verb verb = words->at[i].title ? 0 : verb_at(passage, i, &end);
    title->kind = verb ? TITLE_SENTENCE : TITLE_NONE;
    title->leads = verb == VERB_LEAD;
  }
}

static void read_title(const struct item *item, struct title *title) {
  const struct passage *passage = &item->notes->passage;
  size_t start = skip_request(passage, &title->request);
  size_t list = body_list_at(passage, start, &title->bodies);
  if (list > start)
    read_kind(item, title, skip_apposition(passage, skip_brackets(&passage->words, list)));
}

// ---- roles

struct role {
  bool coordinates;
  size_t behind;    // word behind the verb; 0: there is none
};

// The verb behind “Căn cứ chức năng, nhiệm vụ …”: the first “chủ trì” or “phối hợp” unless another begins a clause
// before.
static struct role role_behind_preamble(const struct passage *passage, size_t i, size_t end) {
  const struct words *words = &passage->words;
  for (size_t limit = i + PREAMBLE_WORDS; i < end && i < limit && !(words->at[i].gap & (GAP_STOP | GAP_SEMICOLON)); i++) {
    size_t behind;
    enum duty_verb verb = verb_at(passage, i, &behind);
    if (verb == VERB_LEAD || verb == VERB_COORDINATE)
      return (struct role){ verb == VERB_COORDINATE, behind };
    if (verb == VERB_ACT && (words->at[i].gap & GAP_COMMA))
      break;
  }
  return (struct role){ 0 };
}

// What part the subject of a duty has, by its first verb.
static struct role role_of(const struct passage *passage, size_t i, size_t end) {
  while (i < end) {
    size_t behind;
    enum duty_verb verb = verb_at(passage, i, &behind);
    size_t connective = connective_at(passage, i);
    if (verb == VERB_PREAMBLE)
      return role_behind_preamble(passage, behind, end);
    if (verb == VERB_LEAD || verb == VERB_COORDINATE)
      return (struct role){ verb == VERB_COORDINATE, behind };
    if (verb != VERB_ADVERB && !connective)
      break;
    i = verb == VERB_ADVERB ? behind : i + connective;
  }
  return (struct role){ 0 };
}

// “…; chủ trì phối hợp với B và C” further on.
static size_t lead_verb(const struct passage *passage, size_t i, size_t end) {
  size_t behind;
  for (; i < end; i++)
    if (verb_at(passage, i, &behind) == VERB_LEAD)
      return behind;
  return 0;
}

static void push_all(struct arena *arena, struct actors *to, const struct actors *from) {
  for (size_t i = 0; i < from->n; i++)
    vec_push(arena, to, from->at[i]);
}

// “phối hợp với A, B”: the named bodies take part as well.
static void read_partners(const struct passage *passage, size_t i, struct actors *partners) {
  size_t end;
  while (i < passage->words.n && verb_at(passage, i, &end) == VERB_ADVERB)
    i = end;
  body_list_at(passage, i + connective_at(passage, i), partners);
}

// “…; phối hợp với A …” and “… . Phối hợp A …”: a clause further on names partners of the body that leads.
static void read_clauses(const struct passage *passage, size_t i, size_t end, struct actors *partners) {
  const struct words *words = &passage->words;
  for (size_t behind; i < end; i++)
    if ((words->at[i].gap & (GAP_STOP | GAP_SEMICOLON)) && verb_at(passage, i, &behind) == VERB_COORDINATE)
      read_partners(passage, behind, partners);
}

// “(UBND các xã, phường giao Ban CHQS xã, phường chủ trì …)”: whom the body hands it on to leads as well.
static void read_orders(const struct passage *passage, size_t i, size_t end, struct actors *lead) {
  for (size_t behind, verb; i < end; i++) {
    struct actors ordered = { 0 };
    if (body_word_at(passage->lexicon->vocabulary, &passage->words, i, &behind) != BODY_ORDER)
      continue;
    size_t list = body_list_at(passage, behind, &ordered);
    if (list > behind && list < end && verb_at(passage, list, &verb) == VERB_LEAD)
      push_all(passage->arena, lead, &ordered);
  }
}

static void assign(struct task_reader *reader, struct task *task, const struct passage *passage, size_t i,
                   const struct actors *bodies) {
  size_t end = passage->words.n;
  struct role role = role_of(passage, i, end);
  if (role.coordinates) {
    push_all(reader->arena, &task->coordinate, bodies);
    read_partners(passage, role.behind, &task->coordinate);
    return;
  }
  push_all(reader->arena, &task->lead, bodies);
  read_orders(passage, i, end, &task->lead);
  size_t behind = role.behind ? role.behind : lead_verb(passage, i, end);
  for (; behind && !task->coordinate.n; behind = lead_verb(passage, behind, end))
    partners_read(passage, behind, end, &task->coordinate);
  if (!task->coordinate.n)
    read_clauses(passage, i + 1, end, &task->coordinate);
}

// ---- rows

static struct text words_from(struct task_reader *reader, const struct item *item, size_t word) {
  const struct words *words = &item->notes->passage.words;
  size_t from = word ? words->at[word].from : 0;
  return text_part(reader->arena, &item->text, from, item->text.s.n);
}

// A row of the matrix: the words of `item` from `word` on, done by `bodies`.
static void add_row(struct task_reader *reader, struct item *item, size_t word, const struct actors *bodies,
                    const struct item *request) {
  const struct passage *passage = &item->notes->passage;
  struct task *task = task_new(reader, item, ORIGIN_DUTY, words_from(reader, item, word));
  assign(reader, task, passage, word, bodies);
  size_t from = word < passage->words.n ? passage->words.at[word].from : 0;
  task->has_time = prose_time(reader, passage, from, &task->time);
  task->requests = request;
  task_name(reader, task, item, NULL);
  if (!item->task)
    item->task = task;
  item->notes->consumed = true;
}

static void sentence_row(struct task_reader *reader, struct item *item, const struct title *title,
                         const struct item *request) {
  add_row(reader, item, title->text, &title->bodies, request);
  struct task *task = vec_last(&reader->plan->tasks)[0];
  task->text = item->text;
  if (title->leads)
    task->origin = ORIGIN_PROSE;
}

static bool is_row(const struct item *child) {
  return child->kind != ITEM_TABLE && !is_field(child) && !child->notes->block && child->notes->passage.words.n;
}

static bool has_items(const struct item *item) {
  for (const struct item *child = item->first; child; child = child->next)
    if (child->kind == ITEM_POINT && is_row(child))
      return true;
  return false;
}

static void give_subject(struct item *item, const struct actors *bodies, const struct item *request) {
  item->notes->subject = bodies;
  item->notes->request = request;
}

// The walk comes to them later.
static void give_to_children(struct item *item, const struct actors *bodies, const struct item *request) {
  bool items = has_items(item); // then paragraphs only lead in to them
  for (struct item *child = item->first; child; child = child->next)
    if (is_row(child) && (!items || child->kind == ITEM_POINT))
      give_subject(child, bodies, request);
}

// Bullets that stand beside a paragraph which names their body.
static void give_to_siblings(struct item *item, const struct actors *bodies, const struct item *request) {
  for (struct item *next = item->next; next && next->kind == ITEM_POINT && is_row(next); next = next->next) {
    if (next->label.scheme != SCHEME_DASH && next->label.scheme != SCHEME_PLUS)
      break;
    give_subject(next, bodies, request);
  }
}

static void read_titled(struct task_reader *reader, struct item *item, const struct title *title) {
  const struct item *request = title->request ? item : NULL;
  struct actors *bodies = arena_new(reader->arena, struct actors);
  *bodies = title->bodies;
  if (title->kind == TITLE_COLON && !(item->first && ends_open(&item->notes->passage.words)))
    add_row(reader, item, title->text, bodies, request);
  if (item->first)
    give_to_children(item, bodies, request);
  else if (item->kind == ITEM_PARAGRAPH && title->kind == TITLE_ALONE)
    give_to_siblings(item, bodies, request);
}

bool duties_read(struct task_reader *reader, struct item *item) {
  const struct item_notes *notes = item->notes;
  struct title title = { 0 };
  if (!is_row(item) || notes->consumed || notes->holder)
    return false;
  read_title(item, &title);
  if (title.kind == TITLE_SENTENCE)
    sentence_row(reader, item, &title, title.request ? item : notes->request);
  else if (title.kind != TITLE_NONE)
    read_titled(reader, item, &title);
  else if (notes->subject)
    add_row(reader, item, 0, notes->subject, notes->request);
  return title.kind != TITLE_NONE || notes->subject;
}
