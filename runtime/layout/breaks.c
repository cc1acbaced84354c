// Total-fit line breaking (Knuth and Plass 1981): of all ways to break a paragraph, the one whose lines are the most even.
// Active nodes are the breaks from which the line in hand may start; each costs the demerits of the best way to it.
// Passes get more tolerant: first only good lines, then loose ones; before a line is so loose that it gapes, spaces that
// should not break may, at a cost; last any line that fits.
#include <math.h>
#include <stdlib.h>

#include "runtime/layout/pieces.h"

#define NONE SIZE_MAX
#define FITNESS_CLASSES 4 // tight, decent, loose, very loose
#define MOST_ACTIVE 64    // bounds the work for each piece; the best are kept
#define TOLERANCE 2.0     // stretch of a good line, in multiples of SPACE_STRETCH
#define LOOSE 3.0         // of a line that a reader does not stumble over
#define LINE_PENALTY 10.0
#define MISFIT 3000.0     // neighbours of very different looseness
#define ONE_WORD 15000.0  // a last line of one word
#define STAY_PENALTY 1500.0
#define WORST 1e7 // badness of a line without any space to stretch
#define OVERFULL 1e18

struct active {
  size_t node; // NONE: the start of the paragraph
  int fitness;
  double demerits;
  double width, stretch, shrink; // sums up to where the next line starts
};

struct pass {
  double tolerance;
  bool break_stays, force;
};

struct chooser {
  struct arena *scratch;
  const struct piece *pieces;
  size_t n;
  const struct look *looks;
  const struct measure *measure;
  struct pass pass;
  struct breaks *breaks;
  struct active active[MOST_ACTIVE];
  size_t active_count;
  double width, stretch, shrink; // sums up to the piece in hand
};

struct candidate {
  double demerits;
  size_t from; // node
};

static void add_widths(const struct chooser *c, const struct piece *piece, double *width, double *stretch,
                       double *shrink) {
  *width += piece->width;
  if (piece->kind != PIECE_SPACE || c->looks[piece->look].fixed)
    return;
  *stretch += piece->width * SPACE_STRETCH;
  *shrink += piece->width * SPACE_SHRINK;
}

static bool may_break(const struct chooser *c, size_t i) {
  if (i == c->n)
    return true;
  const struct piece *piece = &c->pieces[i];
  return (piece->kind == PIECE_SPACE || piece->kind == PIECE_BREAK) && (!piece->stays || c->pass.break_stays);
}

static int fitness_of(double ratio) {
  return ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
}

static double penalty_at(const struct chooser *c, size_t i) {
  if (i == c->n)
    return 0;
  return c->pieces[i].penalty + (c->pieces[i].stays ? STAY_PENALTY : 0);
}

// Whether the line from `a` to the end is a single word.
static bool is_one_word(const struct chooser *c, const struct active *a) {
  return a->node != NONE && c->n - c->breaks->nodes.at[a->node].piece <= 2;
}

// Demerits of the line from `a` to piece i; INFINITY when it does not fit or is too loose. `*full`: wider than the line.
static double line_demerits(const struct chooser *c, const struct active *a, size_t i, int *fitness, bool *full) {
  double wanted = a->node == NONE ? c->measure->first : c->measure->rest;
  double slack = wanted - (c->width - a->width), ratio = 0;
  bool last = i == c->n;
  *fitness = 1;
  *full = false;
  if (!c->measure->justify) {
    *full = slack < -1e-6;
    double part = last && !c->measure->balance ? 0 : slack / wanted, cost = LINE_PENALTY + penalty_at(c, i);
    return *full ? INFINITY : part * part * 1e4 + cost + (last && is_one_word(c, a) ? ONE_WORD : 0);
  }
  double stretch = c->stretch - a->stretch, shrink = c->shrink - a->shrink;
  if (slack < 0) {
    ratio = shrink > 0 ? slack / shrink : -INFINITY;
    *full = ratio < -1 - 1e-9 && slack < -1e-6;
  } else if (!last) {
    ratio = stretch > 0 ? slack / stretch : slack > 1e-6 ? 1e3 : 0;
  }
  if (*full || ratio > c->pass.tolerance)
    return INFINITY;
  *fitness = fitness_of(ratio);
  double cost = LINE_PENALTY + fmin(100 * fabs(ratio * ratio * ratio), WORST) + penalty_at(c, i);
  return cost * cost + (last && is_one_word(c, a) ? ONE_WORD : 0);
}

static void weigh(struct chooser *c, const struct active *a, size_t i, struct candidate best[FITNESS_CLASSES],
                  bool *full) {
  int fitness;
  double demerits = line_demerits(c, a, i, &fitness, full);
  if (isinf(demerits))
    return;
  demerits += a->demerits + (a->node != NONE && abs(fitness - a->fitness) > 1 ? MISFIT : 0);
  if (demerits >= best[fitness].demerits)
    return;
  best[fitness] = (struct candidate){ demerits, a->node };
}

static void activate(struct chooser *c, size_t i, int fitness, struct candidate candidate) {
  vec_push(c->scratch, &c->breaks->nodes, (struct break_node){ i, candidate.from });
  struct active node = { c->breaks->nodes.n - 1, fitness, candidate.demerits, c->width, c->stretch, c->shrink };
  // The next line starts behind the spaces.
  for (size_t k = i; k < c->n && (k == i || c->pieces[k].kind == PIECE_SPACE); k++)
    add_widths(c, &c->pieces[k], &node.width, &node.stretch, &node.shrink);
  size_t at = c->active_count;
  if (at == MOST_ACTIVE) {
    for (size_t k = at = 0; k < MOST_ACTIVE; k++)
      if (c->active[k].demerits > c->active[at].demerits)
        at = k;
    if (c->active[at].demerits <= candidate.demerits)
      return;
  } else {
    c->active_count++;
  }
  c->active[at] = node;
}

// Tries every line that may end at piece i. False when no line can start any more.
static bool try_break(struct chooser *c, size_t i) {
  struct candidate best[FITNESS_CLASSES];
  for (int f = 0; f < FITNESS_CLASSES; f++)
    best[f] = (struct candidate){ INFINITY, NONE };
  size_t kept = 0;
  struct active last = c->active[0];
  for (size_t k = 0; k < c->active_count; k++) {
    bool full;
    weigh(c, &c->active[k], i, best, &full);
    if (c->active[k].width >= last.width)
      last = c->active[k];
    if (!full)
      c->active[kept++] = c->active[k];
  }
  c->active_count = kept;
  double least = INFINITY;
  for (int f = 0; f < FITNESS_CLASSES; f++)
    least = fmin(least, best[f].demerits);
  for (int f = 0; f < FITNESS_CLASSES; f++)
    if (!isinf(best[f].demerits) && best[f].demerits <= least + 2 * MISFIT)
      activate(c, i, f, best[f]);
  if (c->active_count == 0 && c->pass.force)
    activate(c, i, 1, (struct candidate){ last.demerits + OVERFULL, last.node });
  return c->active_count > 0;
}

static size_t start_of_text(const struct chooser *c) {
  size_t i = 0;
  while (i < c->n && c->pieces[i].kind == PIECE_SPACE)
    i++;
  return i;
}

// Index of the last line's node, or NONE when the pass found no way.
static size_t run_pass(struct chooser *c) {
  c->breaks->nodes.n = 0;
  c->width = c->stretch = c->shrink = 0;
  c->active[0] = (struct active){ .node = NONE, .fitness = 1 };
  c->active_count = 1;
  for (size_t i = start_of_text(c); i < c->n; i++) {
    if (may_break(c, i) && !try_break(c, i))
      return NONE;
    add_widths(c, &c->pieces[i], &c->width, &c->stretch, &c->shrink);
  }
  // The line ends where the text does: spaces behind it have no width.
  for (size_t i = c->n; i > 0 && c->pieces[i - 1].kind == PIECE_SPACE; i--)
    c->width -= c->pieces[i - 1].width;
  size_t nodes_before = c->breaks->nodes.n;
  if (!try_break(c, c->n))
    return NONE;
  size_t best = NONE;
  for (size_t k = 0; k < c->active_count; k++)
    if (c->active[k].node != NONE && c->active[k].node >= nodes_before &&
        (best == NONE || c->active[k].demerits < c->active[best].demerits))
      best = k;
  return best == NONE ? NONE : c->active[best].node;
}

static void collect(struct chooser *c, size_t node) {
  struct breaks *breaks = c->breaks;
  size_t count = 0;
  for (size_t k = node; k != NONE; k = c->breaks->nodes.at[k].before)
    count++;
  breaks->ends.n = 0;
  for (size_t k = 0; k < count; k++)
    vec_push(c->scratch, &breaks->ends, 0);
  for (size_t k = node; k != NONE; k = c->breaks->nodes.at[k].before)
    breaks->ends.at[--count] = c->breaks->nodes.at[k].piece;
}

void breaks_choose(struct arena *scratch, const struct piece *pieces, size_t n, const struct look *looks,
                   const struct measure *measure, struct breaks *breaks) {
  static const struct pass passes[] = {
    { TOLERANCE, false, false },
    { LOOSE, false, false },
    { INFINITY, true, false },
    { INFINITY, true, true },
  };
  struct chooser c = {
    .scratch = scratch, .pieces = pieces, .n = n, .looks = looks, .measure = measure, .breaks = breaks
  };
  for (size_t i = measure->justify ? 0 : 1; i < sizeof passes / sizeof *passes; i++) {
    c.pass = passes[i];
    size_t node = run_pass(&c);
    if (node == NONE)
      continue;
    collect(&c, node);
    return;
  }
}
