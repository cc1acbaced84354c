// Edits are few and their places are known, so lines are compared from both ends of each changed stretch: no search for the
// longest common text is needed.
#include "compiler/command/patch.h"

#include <stdlib.h>
#include <string.h>

// An edit of the finding with that number.
struct owned {
  struct edit edit;
  size_t owner;
};

static int compare_owned(const void *left, const void *right) {
  const struct owned *a = left, *b = right;
  if (a->edit.span.start != b->edit.span.start)
    return a->edit.span.start < b->edit.span.start ? -1 : 1;
  if (a->edit.span.end != b->edit.span.end)
    return a->edit.span.end < b->edit.span.end ? -1 : 1;
  return (a->owner > b->owner) - (a->owner < b->owner);
}

static size_t count_edits(const struct diags *diags) {
  size_t count = 0;
  for (size_t i = 0; i < diags->list.n; i++)
    count += diags->list.at[i].fix_title[LANGUAGE_VI] ? diags->list.at[i].edits.n : 0;
  return count;
}

static struct owned *sorted_edits(struct arena *arena, const struct diags *diags, size_t count) {
  struct owned *edits = arena_array(arena, struct owned, count);
  size_t n = 0;
  for (size_t i = 0; i < diags->list.n; i++)
    for (size_t k = 0; diags->list.at[i].fix_title[LANGUAGE_VI] && k < diags->list.at[i].edits.n; k++)
      edits[n++] = (struct owned){ diags->list.at[i].edits.at[k], i };
  qsort(edits, n, sizeof *edits, compare_owned);
  return edits;
}

// A fix is made whole or not at all: half of a renumbering would be worse than none.
static void reject_overlapping(const struct owned *edits, size_t count, bool *rejected) {
  const struct span *last = NULL;
  for (size_t i = 0; i < count; i++) {
    const struct span *span = &edits[i].edit.span;
    if (rejected[edits[i].owner])
      continue;
    if (last && (span->start < last->end || span->start == last->start))
      rejected[edits[i].owner] = true;
    else
      last = span;
  }
}

void patch_collect(struct arena *arena, const struct diags *diags, struct patch *patch) {
  size_t count = count_edits(diags);
  if (count == 0)
    return;
  struct owned *edits = sorted_edits(arena, diags, count);
  bool *rejected = arena_array(arena, bool, diags->list.n);
  reject_overlapping(edits, count, rejected);
  for (size_t i = 0; i < count; i++)
    if (!rejected[edits[i].owner])
      vec_push(arena, &patch->edits, edits[i].edit);
}

struct str patch_apply(struct arena *arena, const struct patch *patch, struct str text) {
  struct buf out = { 0 };
  size_t at = 0;
  for (size_t i = 0; i < patch->edits.n; i++) {
    const struct edit *edit = &patch->edits.at[i];
    buf_str(&out, str_slice(text, at, edit->span.start));
    buf_str(&out, edit->text);
    at = edit->span.end;
  }
  buf_str(&out, str_slice(text, at, text.n));
  struct str result = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

// ---- Diff

struct lines {
  VEC(struct str) list; // each with its line end
};

static void split_lines(struct arena *arena, struct str text, struct lines *lines) {
  for (size_t at = 0; at < text.n;) {
    size_t end = str_find_byte(text, '\n', at);
    end = end == SIZE_MAX ? text.n : end + 1;
    vec_push(arena, &lines->list, str_slice(text, at, end));
    at = end;
  }
}

// A stretch of lines that differ: [old_from, old_to) became [new_from, new_to).
struct change {
  size_t old_from, old_to, new_from, new_to;
};

enum { RESYNC = 400, CONTEXT = 3 };

// The nearest pair of equal lines behind a difference, by the sum of their distances.
static bool resync(const struct lines *old, const struct lines *new, size_t i, size_t j, struct change *change) {
  if (i + 1 < old->list.n && j + 1 < new->list.n && str_eq(old->list.at[i + 1], new->list.at[j + 1])) {
    *change = (struct change){ i, i + 1, j, j + 1 }; // one line mended, the commonest
    return true;
  }
  for (size_t distance = 1; distance < RESYNC; distance++)
    for (size_t k = 0; k <= distance; k++) {
      size_t a = i + k, b = j + distance - k;
      if (a < old->list.n && b < new->list.n && str_trim(old->list.at[a]).n && str_eq(old->list.at[a], new->list.at[b])) {
        *change = (struct change){ i, a, j, b };
        return true;
      }
    }
  return false;
}

// Blank lines before the pair are no part of the difference either.
static void drop_equal_end(const struct lines *old, const struct lines *new, struct change *change) {
  while (change->old_to > change->old_from && change->new_to > change->new_from &&
         str_eq(old->list.at[change->old_to - 1], new->list.at[change->new_to - 1])) {
    change->old_to--;
    change->new_to--;
  }
}

struct changes {
  VEC(struct change) list;
};

static void compare(struct arena *arena, const struct lines *old, const struct lines *new, struct changes *changes) {
  size_t i = 0, j = 0;
  while (i < old->list.n || j < new->list.n) {
    if (i < old->list.n && j < new->list.n && str_eq(old->list.at[i], new->list.at[j])) {
      i++, j++;
      continue;
    }
    struct change change = { i, old->list.n, j, new->list.n };
    resync(old, new, i, j, &change);
    drop_equal_end(old, new, &change);
    vec_push(arena, &changes->list, change);
    i = change.old_to;
    j = change.new_to;
  }
}

static void print_line(char mark, struct str line, struct buf *out) {
  buf_byte(out, mark);
  buf_str(out, line);
  if (!str_ends(line, STR("\n")))
    buf_text(out, "\n\\ No newline at end of file\n");
}

// Changes from…to, near enough to share their context, as one hunk.
static void print_hunk(const struct lines *old, const struct lines *new, const struct change *from, const struct change *to,
                       struct buf *out) {
  size_t before = from->old_from < CONTEXT ? from->old_from : CONTEXT;
  size_t start = from->old_from - before, new_start = from->new_from - before;
  size_t end = to->old_to + CONTEXT < old->list.n ? to->old_to + CONTEXT : old->list.n;
  size_t new_end = to->new_to + (end - to->old_to);
  buf_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", start + (end > start), end - start, new_start + (new_end > new_start),
             new_end - new_start);
  for (const struct change *change = from; change <= to; change++) {
    for (; start < change->old_from; start++)
      print_line(' ', old->list.at[start], out);
    for (; start < change->old_to; start++)
      print_line('-', old->list.at[start], out);
    for (size_t j = change->new_from; j < change->new_to; j++)
      print_line('+', new->list.at[j], out);
  }
  for (; start < end; start++)
    print_line(' ', old->list.at[start], out);
}

void patch_diff(struct arena *arena, const char *name, struct str before, struct str after, struct buf *out) {
  struct lines old = { 0 }, new = { 0 };
  struct changes changes = { 0 };
  split_lines(arena, before, &old);
  split_lines(arena, after, &new);
  compare(arena, &old, &new, &changes);
  if (changes.list.n == 0)
    return;
  const char *tab = strchr(name, ' ') ? "\t" : ""; // ends a name that holds spaces
  buf_printf(out, "--- %s%s\n+++ %s%s\n", name, tab, name, tab);
  for (size_t i = 0; i < changes.list.n;) {
    size_t last = i;
    while (last + 1 < changes.list.n && changes.list.at[last + 1].old_from <= changes.list.at[last].old_to + 2 * CONTEXT)
      last++;
    print_hunk(&old, &new, &changes.list.at[i], &changes.list.at[last], out);
    i = last + 1;
  }
}
