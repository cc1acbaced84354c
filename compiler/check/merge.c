// One list of the author's and the proposed: a stable sort by rank of what the author has, and the rest in its place.
#include "compiler/check/proposal.h"

enum { RANKS = 11 }; // 0: nobody's, at the top of the list

struct merger {
  struct reader *reader;
  const struct protocol *protocol;
  const struct proposal *proposal;
  struct line_set lines;
  struct str *texts; // of the author's lines, folded, signs at their ends cut
  struct merge *merge;
};

static struct str bare_line(struct reader *reader, struct str s) {
  s = str_trim(s);
  while (s.n && (s.p[s.n - 1] == ';' || s.p[s.n - 1] == '.' || s.p[s.n - 1] == ','))
    s = str_trim(str_slice(s, 0, s.n - 1));
  return text_fold_str(reader->arena, s);
}

// The row of the first body of the line that a row speaks of.
static const struct protocol_row *line_row(const struct protocol *protocol, const struct recipient *line) {
  if (line->filing)
    return protocol->filing;
  for (size_t i = 0; i < line->actors.n; i++) {
    const struct agency *agency = line->actors.at[i].agency;
    const struct protocol_row *row = agency ? protocol_row(protocol, agency) : NULL;
    if (row && row != protocol->other)
      return row;
  }
  return NULL;
}

// Any of the row's bodies will do: “Chủ tịch UBND tỉnh” where the row says “Chủ tịch, các Phó Chủ tịch UBND tỉnh”.
static bool has_row_body(const struct line_set *lines, const struct protocol *protocol, const struct protocol_row *row,
                         size_t *line) {
  const struct agency *agency;
  for (size_t i = 0; (agency = protocol_body(protocol, row, i)); i++) {
    size_t at = (size_t)(agency - protocol->registry->agencies.at);
    if (!lines->bodies.by_name[at])
      continue;
    *line = lines->bodies.line[at] - 1;
    return true;
  }
  return false;
}

// Whether the author's lines have the proposed one already, and which of them; SIZE_MAX: by several or by none.
static bool has_line(const struct line_set *lines, const struct protocol *protocol, const struct proposed *proposed, size_t *line) {
  const struct actors *actors = &proposed->line.actors;
  *line = SIZE_MAX;
  if (proposed->row && proposed->row->when == SEND_ALWAYS && has_row_body(lines, protocol, proposed->row, line))
    return true;
  for (size_t i = 0; i < actors->n; i++) {
    enum reach reach = line_set_reach(lines, &actors->at[i], line);
    if (reach != REACH_NAME && reach != REACH_GROUP)
      return false;
  }
  return actors->n > 0;
}

// The author's lines by rank; one without a rank goes with the line above it.
static void add_own(struct merger *merger) {
  const struct plan *plan = merger->reader->plan;
  int *ranks = arena_array(merger->reader->arena, int, plan->recipients.n + 1), highest = 0;
  for (size_t i = 0; i < plan->recipients.n; i++) {
    const struct protocol_row *row = line_row(merger->protocol, &plan->recipients.at[i]);
    ranks[i] = row ? row->rank : i ? ranks[i - 1] : 0;
  }
  bool *moved = arena_array(merger->reader->arena, bool, plan->recipients.n + 1);
  for (size_t i = 0; i < plan->recipients.n; i++) {
    moved[i] = ranks[i] < highest;
    highest = ranks[i] > highest ? ranks[i] : highest;
  }
  for (int rank = 0; rank < RANKS; rank++)
    for (size_t i = 0; i < plan->recipients.n; i++)
      if (ranks[i] == rank)
        vec_push(merger->reader->arena, &merger->merge->list,
                 (struct merged){ &plan->recipients.at[i], line_row(merger->protocol, &plan->recipients.at[i]), i, moved[i] });
}

static bool is_same_words(const struct merger *merger, struct str words) {
  struct str wanted = bare_line(merger->reader, words);
  for (size_t i = 0; i < merger->reader->plan->recipients.n; i++)
    if (str_eq(merger->texts[i], wanted))
      return true;
  return false;
}

// The author has told to whom the plan reports.
static bool has_superior(const struct merger *merger) {
  for (size_t i = 0; i < merger->merge->list.n; i++) {
    const struct merged *merged = &merger->merge->list.at[i];
    if (merged->own != SIZE_MAX && merged->row && merged->row->rank == 1)
      return true;
  }
  return false;
}

static bool is_wanted(const struct merger *merger, const struct proposed *proposed) {
  const struct plan *plan = merger->reader->plan;
  size_t line;
  if (proposed->supposed && has_superior(merger))
    return false;
  if (proposed->line.filing) {
    for (size_t i = 0; i < plan->recipients.n; i++)
      if (plan->recipients.at[i].filing)
        return false;
    return true;
  }
  return !has_line(&merger->lines, merger->protocol, proposed, &line) && !is_same_words(merger, proposed->line.text.s);
}

// Behind the last line whose rank is not higher.
static void insert(struct merger *merger, const struct proposed *proposed) {
  struct merge *merge = merger->merge;
  struct merged entry = { .line = &proposed->line, .row = proposed->row, .own = SIZE_MAX };
  size_t at = 0;
  for (size_t i = 0; i < merge->list.n; i++)
    if (merge->list.at[i].row && merge->list.at[i].row->rank <= proposed->row->rank)
      at = i + 1;
  while (at && at < merge->list.n && !merge->list.at[at].row) // what stands below a line without a rank of its own
    at++;
  vec_push(merger->reader->arena, &merge->list, entry);
  memmove(&merge->list.at[at + 1], &merge->list.at[at], (merge->list.n - 1 - at) * sizeof entry);
  merge->list.at[at] = entry;
}

void proposal_merge(struct reader *reader, const struct protocol *protocol, const struct proposal *proposal,
                    struct merge *merge) {
  const struct plan *plan = reader->plan;
  struct merger merger = { reader, protocol, proposal, line_set_make(reader, plan->recipients.n), NULL, merge };
  merger.texts = arena_array(reader->arena, struct str, plan->recipients.n + 1);
  for (size_t i = 0; i < plan->recipients.n; i++) {
    line_set_add(&merger.lines, &plan->recipients.at[i], i);
    merger.texts[i] = bare_line(reader, plan->recipients.at[i].text.s);
  }
  add_own(&merger);
  for (size_t i = 0; i < proposal->list.n; i++)
    if (is_wanted(&merger, &proposal->list.at[i]))
      insert(&merger, &proposal->list.at[i]);
}
