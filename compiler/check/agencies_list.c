// Lists of bodies: “A; B, C và D”.
#include "compiler/check/lexicon.h"

// Takes in what a group belongs to: “các đơn vị liên quan [thuộc Bộ Y tế]”.
static void take_owner(const struct passage *passage, size_t *end, struct actor *actor) {
  size_t behind = actor->group ? skip_owner(passage, *end) : *end;
  if (behind == *end)
    return;
  size_t from = (size_t)(actor->written.p - passage->text->s.p), to = passage->words.at[behind - 1].to;
  actor->written = str_slice(passage->text->s, from, to);
  actor->span = text_span(passage->text, from, to);
  *end = behind;
}

static bool body_at(const struct passage *passage, size_t i, bool prose, size_t *end, struct actor *actor) {
  bool known = known_body_at(passage, i, end, actor);
  if (known)
    take_owner(passage, end, actor);
  return known || unknown_body_at(passage, i, prose, end, actor);
}

// Word at which the list may go on after word `i`: behind a remark in brackets, a separator or a connective; 0 when it
// ends.
static size_t list_goes_on(const struct passage *passage, size_t i) {
  const struct words *words = &passage->words;
  if (i >= words->n)
    return 0;
  size_t behind = skip_brackets(words, i);
  if (behind >= words->n)
    return 0;
  size_t connective = connective_at(passage, behind);
  unsigned gap = words->at[behind].gap;
  if (gap & (GAP_STOP | GAP_COLON))
    return 0;
  return connective || (gap & GAP_SEPARATORS) ? behind + connective : 0;
}

size_t body_list_at(const struct passage *passage, size_t i, struct actors *actors) {
  size_t end = i;
  for (size_t next = i; next < passage->words.n;) {
    struct actor actor;
    size_t after;
    if (!body_at(passage, next, true, &after, &actor))
      break;
    vec_push(passage->arena, actors, actor);
    end = after;
    next = list_goes_on(passage, end);
    if (!next)
      break;
  }
  return end;
}

size_t actors_prefix(struct arena *arena, const struct lexicon *lexicon, const struct text *text, size_t from,
                     struct actors *actors) {
  struct passage passage;
  passage_read(arena, lexicon, text, from, text->s.n, &passage);
  size_t end = body_list_at(&passage, 0, actors);
  return end ? passage.words.at[end - 1].to : from;
}

// ---- a whole value

// First word behind the part that holds word `i`: at a separator, or at “và” in front of a body.
static size_t part_end(const struct passage *passage, size_t i, size_t end) {
  const struct words *words = &passage->words;
  for (i++; i < end; i++) {
    struct actor actor;
    size_t after, connective = connective_at(passage, i);
    if (words->at[i].gap & (GAP_SEPARATORS | GAP_STOP | GAP_COLON | GAP_LINE | GAP_OPEN | GAP_CLOSE))
      break;
    if (connective && i + connective < end && known_body_at(passage, i + connective, &after, &actor))
      break;
  }
  return i;
}

static void push_rest(const struct passage *passage, size_t i, size_t end, struct actors *rest) {
  if (rest && i < end)
    vec_push(passage->arena, rest, actor_unknown(passage, i, end));
}

// A verb after a body begins a sentence: “Sở X cung cấp các sản phẩm …” names one body and says what it does.
static bool sentence_begins(const struct passage *passage, size_t i) {
  size_t end;
  const struct word *word = &passage->words.at[i];
  return !(word->gap & (GAP_SEPARATORS | GAP_BREAKS)) && !word->title &&
         duty_verb_at(passage->lexicon->vocabulary, &passage->words, i, &end);
}

struct list {
  const struct passage *passage;
  size_t end;
  struct actors *actors, *rest;
  bool after_unknown; // the newest actor is nobody's and may go on: “Viện Chiến lược, Chính sách …”
};

// Words that are no body's name.
static size_t read_other(struct list *list, size_t i) {
  const struct passage *passage = list->passage;
  size_t end = part_end(passage, i, list->end);
  bool alone = i == 0 && end == list->end;
  bool joins = list->after_unknown && passage->words.at[i].title && (passage->words.at[i].gap & GAP_COMMA);
  if (joins) {
    struct actor *last = vec_last(list->actors);
    size_t from = (size_t)(last->written.p - passage->text->s.p);
    last->written = last->name = str_slice(passage->text->s, from, passage->words.at[end - 1].to);
    last->span = text_span(passage->text, from, passage->words.at[end - 1].to);
  } else if (alone) {
    vec_push(passage->arena, list->actors, actor_unknown(passage, i, end));
  } else {
    push_rest(passage, i, end, list->rest);
  }
  return end;
}

static size_t read_one(struct list *list, size_t i) {
  const struct passage *passage = list->passage;
  struct actor actor;
  size_t end;
  if (!body_at(passage, i, false, &end, &actor))
    return read_other(list, i);
  vec_push(passage->arena, list->actors, actor);
  list->after_unknown = !actor.agency && !actor.group;
  if (end < list->end && sentence_begins(passage, end)) {
    push_rest(passage, end, list->end, list->rest);
    return list->end;
  }
  size_t behind = end < list->end ? skip_brackets(&passage->words, end) : end;
  if (behind < list->end && !list_goes_on(passage, end) && !(passage->words.at[behind].gap & (GAP_BREAKS | GAP_COMMA))) {
    size_t part = part_end(passage, behind, list->end);
    push_rest(passage, behind, part, list->rest);
    return part;
  }
  return behind;
}

void body_list_read(const struct passage *passage, size_t i, size_t end, struct actors *actors, struct actors *rest) {
  struct list list = { .passage = passage, .end = end, .actors = actors, .rest = rest };
  while (i < end) {
    size_t connective = connective_at(passage, i);
    if (connective) {
      i += connective;
      continue;
    }
    size_t behind = skip_brackets(&passage->words, i);
    i = behind > i ? behind : read_one(&list, i);
  }
}

void actors_read(struct arena *arena, const struct lexicon *lexicon, const struct text *text, size_t from, size_t to,
                 struct actors *actors, struct actors *rest) {
  struct passage passage;
  passage_read(arena, lexicon, text, from, to, &passage);
  body_list_read(&passage, 0, passage.words.n, actors, rest);
}
