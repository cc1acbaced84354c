// Which rows are asked for: agency, role, time, what is missing, section. Words are folded and names looked up once; what is
// known of an agency is kept for the next row that names it.
#include <string.h>

#include "compiler/derive/rows.h"
#include "runtime/base/utf8.h"

struct known_agency {
  const struct agency *agency;
  bool asked;
};

struct matrix_filter {
  struct arena *arena;
  const struct plans *plans;
  struct matrix_query query;
  struct date from, to;   // of the query, whole
  struct str section;     // folded
  bool numbered;          // the section is given by its number
  bool nobody;            // the body asked for is not known
  struct str nearest;     // then: names like it
  struct body body;
  VEC(struct known_agency) known;
};

const struct matrix_lack_word matrix_lacks[] = {
  { "lead", LACKS_LEAD }, { "coordinate", LACKS_COORDINATE }, { "monitor", LACKS_MONITOR }, { "time", LACKS_TIME },
  { "deadline", LACKS_TIME }, { "product", LACKS_PRODUCT }, { "funding", LACKS_FUNDING }, { "place", LACKS_PLACE },
};
const size_t matrix_lack_words = sizeof matrix_lacks / sizeof *matrix_lacks;

bool matrix_query_filters(const struct matrix_query *query) {
  return query->agency.n || query->lead || query->coordinate || query->monitor || query->from.year || query->to.year ||
         query->missing || query->section.n;
}

// ---- Bodies

static void find_body(struct matrix_filter *filter, const struct matrix *matrix) {
  const struct body *kept = matrix->keeper ? keeper_body(matrix->keeper) : NULL;
  if (kept)
    filter->body = *kept;
  else
    filter->nobody = !body_find(filter->arena, filter->plans, filter->query.agency, &filter->body, &filter->nearest);
}

bool filter_found_nobody(const struct matrix_filter *filter, struct str *nearest) {
  *nearest = filter->nearest;
  return filter->nobody;
}

static bool actor_asked(struct matrix_filter *filter, const struct matrix_row *row, const struct actor *actor) {
  return body_in_actor(filter->arena, &filter->body, filter->plans->at[row->plan]->registry, actor) != BODY_ABSENT;
}

// Groups are searched once for each agency.
static bool agency_asked(struct matrix_filter *filter, const struct matrix_row *row, const struct actor *actor) {
  for (size_t i = 0; i < filter->known.n; i++)
    if (filter->known.at[i].agency == actor->agency)
      return filter->known.at[i].asked;
  bool asked = actor_asked(filter, row, actor);
  vec_push(filter->arena, &filter->known, (struct known_agency){ actor->agency, asked });
  return asked;
}

bool filter_takes_actor(struct matrix_filter *filter, const struct matrix_row *row, const struct actor *actor) {
  if (filter->query.agency.n == 0)
    return true;
  if (filter->nobody)
    return false;
  return actor->agency && !filter->body.one_of ? agency_asked(filter, row, actor) : actor_asked(filter, row, actor);
}

// ---- Roles

const struct actors *task_actors(const struct task *task, enum matrix_role role) {
  static const struct actors nobody;
  if (task->gathered)
    return &nobody;
  return role == MATRIX_LEAD ? &task->lead : role == MATRIX_COORDINATE ? &task->coordinate : &task->monitor;
}

bool filter_takes_role(const struct matrix_filter *filter, enum matrix_role role) {
  const struct matrix_query *query = &filter->query;
  if (!query->lead && !query->coordinate && !query->monitor)
    return true;
  return role == MATRIX_LEAD ? query->lead : role == MATRIX_COORDINATE ? query->coordinate : query->monitor;
}

bool filter_passes_bodies(struct matrix_filter *filter, const struct matrix_row *row) {
  const struct matrix_query *query = &filter->query;
  if (query->agency.n == 0 && !query->lead && !query->coordinate && !query->monitor)
    return true;
  for (enum matrix_role role = MATRIX_LEAD; role < MATRIX_ROLES; role++) {
    const struct actors *actors = task_actors(row->task, role);
    for (size_t i = 0; filter_takes_role(filter, role) && i < actors->n; i++)
      if (filter_takes_actor(filter, row, &actors->at[i]))
        return true;
  }
  return false;
}

// ---- Time

static bool time_passes(const struct matrix_filter *filter, const struct task *task) {
  if (filter->from.year == 0 && filter->to.year == 0)
    return true;
  // What goes on all the time, and names no dates, falls into every span.
  if (task->time.intervals.n == 0)
    return task->time.kind == TIME_RECURRING || task->time.kind == TIME_CONTINUOUS;
  for (size_t i = 0; i < task->time.intervals.n; i++) {
    const struct interval *interval = &task->time.intervals.at[i];
    bool starts_in_time = filter->to.year == 0 || interval->from.year == 0 || date_compare(interval->from, filter->to) <= 0;
    bool ends_in_time = filter->from.year == 0 || interval->to.year == 0 || date_compare(interval->to, filter->from) >= 0;
    if (starts_in_time && ends_in_time)
      return true;
  }
  return false;
}

// ---- What is missing

static bool lack_passes(const struct matrix_filter *filter, const struct task *task) {
  unsigned lacks = (task->lead.n == 0 ? LACKS_LEAD : 0) | (task->coordinate.n == 0 ? LACKS_COORDINATE : 0) |
                   (task->monitor.n == 0 ? LACKS_MONITOR : 0) | (!task->has_time ? LACKS_TIME : 0) |
                   (str_trim(task->product.s).n == 0 ? LACKS_PRODUCT : 0) |
                   (str_trim(task->funding.s).n == 0 ? LACKS_FUNDING : 0) |
                   (str_trim(task->place.s).n == 0 ? LACKS_PLACE : 0);
  return filter->query.missing == 0 || (lacks & filter->query.missing);
}

// ---- Section: “IV.2”, “2.1”, or words of a heading

// Parts of digits, roman figures or one letter, with dots between.
static bool is_number_path(struct str s) {
  struct str part;
  if (s.n == 0)
    return false;
  while (str_split(&s, '.', &part)) {
    size_t roman = 0, digits = 0;
    for (size_t i = 0; i < part.n; i++) {
      roman += memchr("ivxlc", part.p[i], 5) != NULL;
      digits += part.p[i] >= '0' && part.p[i] <= '9';
    }
    if (part.n == 0 || (roman < part.n && digits < part.n && part.n > 1))
      return false;
  }
  return true;
}

static bool same_ascii(struct str a, struct str lower) {
  if (a.n != lower.n)
    return false;
  for (size_t i = 0; i < a.n; i++)
    if ((a.p[i] >= 'A' && a.p[i] <= 'Z' ? a.p[i] + ('a' - 'A') : a.p[i]) != lower.p[i])
      return false;
  return true;
}

static bool below_number(struct str id, struct str wanted) {
  return same_ascii(str_slice(id, 0, wanted.n), wanted) && (id.n == wanted.n || id.p[wanted.n] == '.');
}

static bool number_passes(const struct matrix_filter *filter, const struct task *task) {
  if (below_number(task->id, filter->section))
    return true;
  // A decimal number says the ones above it: “2.1” alone tells where.
  for (size_t i = 0; i < task->path.n && str_find_byte(filter->section, '.', 0) != SIZE_MAX; i++)
    if (same_ascii(task->path.at[i], filter->section))
      return true;
  return false;
}

// Whether `words` stand in `text` as words of their own.
static bool has_words(struct str text, struct str words) {
  for (size_t at = 0; (at = str_find(text, words, at)) != SIZE_MAX; at++) {
    size_t end = at + words.n, before = at;
    if ((at == 0 || !uni_is_word(utf8_prev(text, &before))) && (end == text.n || !uni_is_word(utf8_next(text, &end))))
      return true;
  }
  return false;
}

static bool section_passes(struct matrix_filter *filter, const struct task *task) {
  if (filter->section.n == 0)
    return true;
  if (filter->numbered)
    return number_passes(filter, task);
  for (const struct item *item = task->item; item; item = item->parent) {
    bool heading = item->title || item->kind == ITEM_SECTION;
    if (heading && (has_words(item->folded.s, filter->section) ||
                    (item->label.written.n && has_words(text_fold_str(filter->arena, item->label.written), filter->section))))
      return true;
  }
  return false;
}

// ---- The whole

struct matrix_filter *filter_create(struct arena *arena, const struct matrix *matrix, const struct matrix_query *query) {
  struct matrix_filter *filter = arena_new(arena, struct matrix_filter);
  filter->arena = arena;
  filter->plans = &matrix->plans;
  filter->query = *query;
  filter->from = date_first(query->from);
  filter->to = date_last(query->to);
  filter->section = str_trim(text_fold_str(arena, query->section));
  while (filter->section.n && filter->section.p[filter->section.n - 1] == '.')
    filter->section.n--;
  filter->numbered = is_number_path(filter->section);
  if (query->agency.n && matrix->plans.n)
    find_body(filter, matrix);
  return filter;
}

bool filter_passes_words(struct matrix_filter *filter, const struct task *task) {
  return lack_passes(filter, task) && time_passes(filter, task) && section_passes(filter, task);
}
