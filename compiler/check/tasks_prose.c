// Responsibility in sentences: “Giao A chủ trì, phối hợp với B và C …”, “do A chủ trì”, “A, B phối hợp”.
#include "compiler/check/tasks_reader.h"

enum {
  PARTNER_WORDS = 14, // between “chủ trì” and “phối hợp”
  TITLE_WORDS = 16,   // in front of a colon
  ASIDE_WORDS = 12,   // of “theo chức năng, nhiệm vụ” between a body and its verb
};

static enum duty_verb verb_at(const struct passage *passage, size_t i, size_t *end) {
  return duty_verb_at(passage->lexicon->vocabulary, &passage->words, i, end);
}

static bool ends_sentence(const struct words *words, size_t i) {
  return words->at[i].gap & (GAP_STOP | GAP_SEMICOLON | GAP_LINE);
}

// “với”, “cùng”, “chặt chẽ với” behind “phối hợp”.
static size_t skip_with(const struct passage *passage, size_t i) {
  size_t end;
  while (i < passage->words.n && verb_at(passage, i, &end) == VERB_ADVERB)
    i = end;
  return i + connective_at(passage, i);
}

void partners_read(const struct passage *passage, size_t i, size_t end, struct actors *coordinate) {
  const struct words *words = &passage->words;
  for (size_t limit = i + PARTNER_WORDS; i < end && i < limit && !ends_sentence(words, i); i++) {
    size_t behind;
    if (verb_at(passage, i, &behind) != VERB_COORDINATE)
      continue;
    size_t list = skip_with(passage, behind);
    if (list < end && body_list_at(passage, list, coordinate) > list)
      return;
  }
}

// The verb of the bodies that end before word `i`, across a remark in brackets or “theo chức năng, nhiệm vụ”.
static enum duty_verb verb_of(const struct passage *passage, size_t i, size_t end, size_t *behind) {
  const struct words *words = &passage->words;
  i = skip_brackets(words, i);
  if (i >= end || ends_sentence(words, i) || (words->at[i].gap & GAP_COLON))
    return 0;
  enum duty_verb verb = verb_at(passage, i, behind);
  if (verb != VERB_PREAMBLE)
    return verb == VERB_ADVERB && *behind < end ? verb_at(passage, *behind, behind) : verb;
  for (size_t k = *behind; k < end && k < i + ASIDE_WORDS && !ends_sentence(words, k); k++) {
    verb = verb_at(passage, k, behind);
    if (verb == VERB_LEAD || verb == VERB_COORDINATE)
      return verb;
  }
  return 0;
}

static bool is_lead_list(const struct actors *actors, bool any) {
  for (size_t i = 0; i < actors->n; i++)
    if (any || (!actors->at[i].catch_all && (actors->at[i].agency || !actors->at[i].group)))
      return true;
  return false;
}

// A name begins a phrase: the word before it is no part of a longer one.
static bool may_begin(const struct words *words, size_t i) {
  const struct word *word = &words->at[i];
  bool begins = word->title || i == 0 || word_is(word, "các") || (word->gap & ~(unsigned)GAP_SPACE);
  return word->first && begins;
}

bool prose_read(const struct passage *passage, size_t i, size_t end, bool any, struct actors *lead,
                struct actors *coordinate) {
  const struct words *words = &passage->words;
  bool found = false;
  while (i < end) {
    struct actors actors = { 0 };
    size_t behind, list = may_begin(words, i) ? body_list_at(passage, i, &actors) : i;
    if (list <= i) {
      i++;
      continue;
    }
    enum duty_verb verb = verb_of(passage, list, end, &behind);
    i = list;
    if (verb == VERB_LEAD && is_lead_list(&actors, any)) {
      for (size_t k = 0; k < actors.n; k++)
        vec_push(passage->arena, lead, actors.at[k]);
      partners_read(passage, behind, end, coordinate);
      found = true;
      i = behind;
      if (!any)
        return true;
    } else if (verb == VERB_COORDINATE && any && (behind >= end || ends_sentence(words, behind))) {
      for (size_t k = 0; k < actors.n; k++)
        vec_push(passage->arena, coordinate, actors.at[k]);
    }
  }
  return found;
}

// ---- who does it

// Superiors and the committee itself are told of; work is given to those below.
static bool is_doer(const struct actor *actor) {
  const struct agency *agency = actor->agency;
  return agency && !agency->open && !str_eq(agency->level, STR("trung_uong")) &&
         !(str_eq(agency->level, STR("tinh")) && (str_eq(agency->family, STR("ubnd")) || str_eq(agency->family, STR("hdnd"))));
}

static bool any_doer(const struct actors *actors) {
  for (size_t i = 0; i < actors->n; i++)
    if (is_doer(&actors->at[i]))
      return true;
  return false;
}

// “Các chủ thể ký kết quy chế: Sở A, Sở B nghiên cứu, ký kết …”: the sentence begins behind its title.
static size_t behind_title(const struct words *words) {
  for (size_t i = 1; i < words->n && i < TITLE_WORDS; i++)
    if (words->at[i].gap & GAP_COLON)
      return i;
  return 0;
}

bool subject_read(const struct passage *passage, struct actors *lead, struct actors *coordinate) {
  const struct words *words = &passage->words;
  struct actors subject = { 0 };
  size_t behind, i = skip_brackets(words, body_list_at(passage, behind_title(words), &subject));
  enum duty_verb verb = VERB_ADVERB;
  for (; verb == VERB_ADVERB; i = behind) {
    if (i >= words->n || words->at[i].gap & (GAP_BREAKS & ~(unsigned)GAP_COMMA) || word_is(&words->at[i], "là"))
      return false;
    verb = verb_at(passage, i, &behind);
  }
  if ((verb != VERB_ACT && verb != VERB_COORDINATE) || !any_doer(&subject))
    return false;
  *lead = subject;
  if (verb == VERB_COORDINATE)
    body_list_at(passage, skip_with(passage, i), coordinate);
  return true;
}

// ---- time

enum cue { CUE_first, CUE_behind, CUE_within, CUE_unit, CUE_telling, CUE_opening };

static const struct {
  enum cue cue;
  const char *word;
} cues[] = {
#define TIME_CUE(list, word) { CUE_##list, word },
#include "grammar/time-cues.def"
#undef TIME_CUE
};

static bool is_cue(const struct word *word, enum cue cue) {
  for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
    if (cues[i].cue == cue && word_is(word, cues[i].word))
      return true;
  return false;
}

// Whether the time at that word is one that the sentence sets.
static bool sets_time(const struct passage *passage, size_t word, const struct time_spec *spec) {
  const struct word *at = &passage->words.at[word];
  for (size_t i = 0; i < spec->intervals.n; i++)
    if (spec->intervals.at[i].deadline)
      return true;
  if (word == 0 || is_cue(at, CUE_first))
    return true;
  if (!is_cue(at, CUE_within))
    return false;
  // “trong Quý I/2027” does; “trong giai đoạn 2021 - 2030” names a programme.
  bool period = spec->intervals.n && word_is(at, "trong") && is_cue(at + 1, CUE_unit);
  return period || is_cue(at - 1, CUE_behind);
}

// Most sentences have none of the words that set a time: they are not read for one.
static bool may_set_time(const struct words *words) {
  for (size_t i = 0; i < words->n; i++)
    if (words->at[i].number >= 1900 || is_cue(&words->at[i], CUE_telling))
      return true;
  return words->n && is_cue(&words->at[0], CUE_opening);
}

static size_t word_from(const struct words *words, size_t at) {
  size_t low = 0, high = words->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (words->at[middle].from < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// “hoàn thành [cần xem lại: trước ngày 30/6/2025]”: what stands in square brackets is not settled.
static bool is_unsettled(struct str s, size_t at) {
  enum { LONGEST = 256 }; // bytes of a mark before its time
  for (size_t i = 0; i < LONGEST && at > 0; i++) {
    at--;
    if (s.p[at] == '[' || s.p[at] == ']')
      return s.p[at] == '[';
  }
  return false;
}

bool prose_time(struct task_reader *reader, const struct passage *passage, size_t from, struct time_spec *time) {
  size_t start, end;
  if (!may_set_time(&passage->words))
    return false;
  while (time_find(reader->arena, passage->text, from, reader->context, &start, &end, time)) {
    size_t word = word_from(&passage->words, start);
    if (word < passage->words.n && !is_unsettled(passage->text->s, start) && sets_time(passage, word, time))
      return true;
    from = end > from ? end : passage->text->s.n;
  }
  return false;
}
