// The summary as JSON. Rows are named by plan (its index) and id, which do not depend on how the rows are ordered.
#include "compiler/derive/summary_json.h"

static void put_counts(struct buf *out, const size_t counts[MATRIX_ROLES]) {
  buf_printf(out, "\"tasks\": %zu, \"lead\": %zu, \"coordinate\": %zu, \"monitor\": %zu", counts[MATRIX_ANY_ROLE],
             counts[MATRIX_LEAD], counts[MATRIX_COORDINATE], counts[MATRIX_MONITOR]);
}

// "id": …, "name": …
static void put_name(struct buf *out, const struct summary_body *body) {
  buf_text(out, "\"id\": ");
  if (body->actor->agency)
    buf_json(out, str_from(body->actor->agency->id));
  else
    buf_text(out, "null");
  buf_text(out, ", \"name\": ");
  buf_json(out, body->name);
}

static void put_body(struct arena *arena, const struct summary_body *body, struct buf *out) {
  buf_byte(out, '{');
  put_name(out, body);
  buf_printf(out, ", \"group\": %s, \"plans\": %zu, ", body->actor->group ? "true" : "false", body->plans);
  put_counts(out, body->counts);
  buf_printf(out, ", \"lasting\": %zu, \"undated\": %zu, \"quarters\": [", body->lasting, body->undated);
  for (size_t i = 0; i < body->quarters.n; i++) {
    struct str key = quarter_key(arena, body->quarters.at[i].quarter);
    buf_printf(out, "%s{\"quarter\": \"" STR_FMT "\", ", i ? ", " : "", STR_ARG(key));
    put_counts(out, body->quarters.at[i].counts);
    buf_byte(out, '}');
  }
  buf_text(out, "]}");
}

static void put_place(const struct summary *summary, size_t row, struct buf *out) {
  const struct matrix_row *at = &summary->matrix->rows.at[row];
  buf_printf(out, "{\"plan\": %zu, \"id\": ", at->plan);
  buf_json(out, at->task->id);
  buf_byte(out, '}');
}

static void put_week(struct arena *arena, const struct summary *summary, const struct summary_week *week, struct buf *out) {
  struct date sunday = date_from_days(date_days(week->monday) + 6);
  buf_byte(out, '{');
  put_name(out, &summary->bodies.at[week->body]);
  buf_printf(out, ", \"from\": \"" STR_FMT "\", \"to\": \"" STR_FMT "\", \"tasks\": [", STR_ARG(date_iso(arena, week->monday)),
             STR_ARG(date_iso(arena, sunday)));
  for (size_t i = 0; i < week->rows.n; i++) {
    buf_text(out, i ? ", " : "");
    put_place(summary, week->rows.at[i], out);
  }
  buf_text(out, "]}");
}

static void put_pair(const struct summary *summary, const struct summary_pair *pair, struct buf *out) {
  buf_printf(out, "{\"percent\": %d, \"tasks\": [", pair->percent);
  put_place(summary, pair->first, out);
  buf_text(out, ", ");
  put_place(summary, pair->second, out);
  buf_text(out, "]}");
}

static const char *next_entry(size_t index) {
  return index ? ",\n   " : "\n   ";
}

void summary_json(struct arena *arena, const struct summary *summary, struct buf *out) {
  buf_text(out, ",\n \"summary\": {\n  \"bodies\": [");
  for (size_t i = 0; i < summary->bodies.n; i++) {
    buf_text(out, next_entry(i));
    put_body(arena, &summary->bodies.at[i], out);
  }
  buf_text(out, "\n  ],\n  \"weeks\": [");
  for (size_t i = 0; i < summary->weeks.n; i++) {
    buf_text(out, next_entry(i));
    put_week(arena, summary, &summary->weeks.at[i], out);
  }
  buf_text(out, "\n  ],\n  \"similar\": [");
  for (size_t i = 0; i < summary->pairs.n; i++) {
    buf_text(out, next_entry(i));
    put_pair(summary, &summary->pairs.at[i], out);
  }
  buf_text(out, "\n  ],\n  \"same_number\": [");
  for (size_t i = 0; i < summary->numbers.n; i++)
    buf_printf(out, "%s{\"plans\": [%zu, %zu]}", next_entry(i), summary->numbers.at[i].first, summary->numbers.at[i].second);
  buf_text(out, "\n  ]\n }");
}
