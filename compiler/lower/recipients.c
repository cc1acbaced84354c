// What there is to say of the recipients (nơi nhận), for a terminal: each line with whom it reaches, who is missed, what is
// proposed and what that would change.
#include "compiler/lower/lowering.h"

static void add_title(struct buf *out, enum word title) {
  buf_printf(out, "%s" STR_FMT "\n", out->n ? "\n" : "", STR_ARG(word(title)));
}

// ---- The list

static void add_names(struct buf *out, const struct recipients_entry *entry) {
  if (!entry->covers.n)
    return;
  buf_printf(out, "      " STR_FMT " ", STR_ARG(word(WORD_OF_THEM)));
  for (size_t i = 0; i < entry->covers.n; i++)
    buf_printf(out, "%s" STR_FMT, i ? "; " : "", STR_ARG(entry->covers.at[i]->actor->name));
  buf_byte(out, '\n');
}

static void add_entry(struct buf *out, const struct recipients *recipients, size_t at) {
  const struct recipients_entry *entry = &recipients->entries.at[at];
  struct str reason = lower_reason(entry->reason);
  buf_printf(out, "  %2zu. " STR_FMT, at + 1, STR_ARG(entry->text));
  if (reason.n)
    buf_printf(out, "; " STR_FMT, STR_ARG(reason));
  if (entry->copies)
    buf_printf(out, "; %d " STR_FMT, entry->copies, STR_ARG(word(WORD_ONE_COPY)));
  if (entry->open)
    buf_printf(out, "; " STR_FMT, STR_ARG(word(WORD_BY_LIST)));
  buf_byte(out, '\n');
  add_names(out, entry);
}

static void add_list(struct buf *out, const struct recipients *recipients) {
  add_title(out, WORD_LIST_NOW);
  for (size_t i = 0; i < recipients->entries.n; i++)
    add_entry(out, recipients, i);
  if (!recipients->entries.n)
    buf_printf(out, "  " STR_FMT "\n", STR_ARG(word(WORD_LIST_EMPTY)));
  buf_printf(out, "  " STR_FMT ": %d " STR_FMT, STR_ARG(word(WORD_TOTAL)), recipients->copies, STR_ARG(word(WORD_ONE_COPY)));
  if (recipients->open)
    buf_printf(out, ", " STR_FMT " %zu", STR_ARG(word(WORD_NOT_COUNTED)), recipients->open);
  buf_byte(out, '\n');
}

// ---- Bodies with work

static void add_body(struct buf *out, const struct recipients *recipients, const struct assigned *body) {
  buf_printf(out, "  - " STR_FMT ":", STR_ARG(body->actor->name));
  if (body->line != SIZE_MAX)
    buf_printf(out, " " STR_FMT " “" STR_FMT "”;", STR_ARG(word(WORD_THROUGH)),
               STR_ARG(recipients->entries.at[body->line].text));
  for (size_t i = 0; i < body->tasks.n; i++)
    buf_printf(out, "%s " STR_FMT, i ? "," : "", STR_ARG(body->tasks.at[i]->id));
  buf_byte(out, '\n');
}

// Those reached in that way; the number of them. “Các cơ quan liên quan” are nobody in particular.
static size_t add_bodies(struct buf *out, const struct recipients *recipients, enum reach reach, enum word title) {
  size_t found = 0;
  for (size_t i = 0; i < recipients->coverage.bodies.n; i++) {
    const struct assigned *body = &recipients->coverage.bodies.at[i];
    if (body->reach != reach || body->actor->catch_all)
      continue;
    if (found++ == 0)
      add_title(out, title);
    add_body(out, recipients, body);
  }
  return found;
}

static void add_unexplained(struct buf *out, const struct recipients *recipients) {
  bool any = false;
  for (size_t i = 0; i < recipients->entries.n; i++) {
    const struct recipients_entry *entry = &recipients->entries.at[i];
    if (entry->reason != REASON_NONE)
      continue;
    if (!any)
      add_title(out, WORD_UNEXPLAINED);
    any = true;
    buf_printf(out, "  - " STR_FMT "\n", STR_ARG(entry->text));
  }
}

// ---- The proposal

static void add_proposal(struct buf *out, const struct suggestion *suggestion) {
  add_title(out, WORD_PROPOSED);
  for (size_t i = 0; i < suggestion->proposal.list.n; i++)
    buf_printf(out, "  - " STR_FMT "%s\n", STR_ARG(suggestion->proposal.list.at[i].line.text.s),
               i + 1 < suggestion->proposal.list.n ? ";" : ".");
}

static void add_difference(struct buf *out, const struct recipients *recipients, const struct suggestion *suggestion) {
  add_title(out, WORD_AGAINST_LIST);
  if (!suggestion->added && !suggestion->moved)
    buf_printf(out, "  " STR_FMT "\n", STR_ARG(word(WORD_AS_IT_IS)));
  for (size_t i = 0; i < suggestion->merge.list.n; i++) {
    const struct merged *merged = &suggestion->merge.list.at[i];
    bool added = merged->own == SIZE_MAX;
    bool strange = !added && recipients->entries.at[merged->own].reason == REASON_NONE;
    buf_printf(out, "  %c %c " STR_FMT "\n", added ? '+' : merged->moved ? '^' : ' ', strange ? '?' : '-',
               STR_ARG(recipients_words(merged->line->text.s)));
  }
}

void lower_recipients_text(struct arena *arena, const struct recipients *recipients, const struct suggestion *suggestion,
                           struct buf *out) {
  buf_printf(out, STR_FMT "\n" STR_FMT "\n", STR_ARG(word(WORD_DISTRIBUTION)),
             STR_ARG(lower_attached_to(arena, recipients->plan)));
  add_list(out, recipients);
  add_bodies(out, recipients, REACH_GROUP, WORD_BY_GROUP);
  if (!add_bodies(out, recipients, REACH_NONE, WORD_MISSED) && recipients->coverage.bodies.n)
    buf_printf(out, "\n" STR_FMT "\n", STR_ARG(word(WORD_ALL_REACHED)));
  add_bodies(out, recipients, REACH_UNCLEAR, WORD_UNCLEAR);
  add_unexplained(out, recipients);
  if (!suggestion)
    return;
  add_proposal(out, suggestion);
  add_difference(out, recipients, suggestion);
}
