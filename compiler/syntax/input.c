// Preparing the body: one pass over its lines gathers the changes that are needed; mostly there are none.
#include "compiler/syntax/input.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/rules.h"
#include "runtime/base/utf8.h"

struct preparation {
  struct arena *arena;
  struct diags *diags;
  struct input *input;
  struct input_edits edits;
  size_t cells;                // of all tables so far
  size_t columns;              // of the table that is open, or 0
  bool told_depth, told_table; // one diagnostic of each kind is enough
  size_t before;               // bytes of the line before this one; 0: blank
  size_t row;                  // start of the line before, when it is a row right below other text; else SIZE_MAX
};

static void edit(struct preparation *p, size_t at, size_t remove, struct str insert) {
  vec_push(p->arena, &p->edits.list, (struct input_edit){ at, remove, insert });
}

static void report(struct preparation *p, const struct diag_rule *rule, size_t from, size_t to, size_t limit) {
  struct span span = { input_source(p->input, from), input_source(p->input, to) };
  struct diag *diag = diag_report(p->diags, rule, p->input->source, span);
  diag_arg(p->diags, diag, str_printf(p->arena, "%zu", limit));
}

static void report_once(struct preparation *p, bool *told, const struct diag_rule *rule, size_t from, size_t to,
                        size_t limit) {
  if (!*told)
    report(p, rule, from, to, limit);
  *told = true;
}

// Bytes that are no text become U+FFFD, form feeds a space. One diagnostic tells the first place and the number.
static void mend_bytes(struct preparation *p, struct str text) {
  bool clean = utf8_invalid(text) == SIZE_MAX && !memchr(text.p, 0, text.n);
  size_t first = SIZE_MAX, count = 0;
  for (size_t at = 0; !clean && at < text.n;) {
    size_t from = at;
    uint32_t c = utf8_next(text, &at);
    bool bad = c == 0 || (c == 0xFFFD && at - from == 1);
    if (c == '\f')
      edit(p, from, 1, STR(" "));
    if (!bad)
      continue;
    edit(p, from, 1, STR("\xEF\xBF\xBD"));
    first = count++ ? first : from;
  }
  if (count)
    report(p, &rule_invalid_bytes, first, first + 1, count);
  for (const char *f = clean ? memchr(text.p, '\f', text.n) : NULL; f;
       f = memchr(f + 1, '\f', (size_t)(text.p + text.n - f - 1)))
    edit(p, (size_t)(f - text.p), 1, STR(" "));
}

static size_t skip_blanks(struct str line, size_t at) {
  while (at < line.n && (line.p[at] == ' ' || line.p[at] == '\t'))
    at++;
  return at;
}

// The byte of a container mark (“>”, “-”, “1.”) at `at` that makes it one, or SIZE_MAX.
static size_t container_mark(struct str line, size_t at) {
  if (at >= line.n)
    return SIZE_MAX;
  char c = line.p[at];
  if (c == '>')
    return at;
  size_t digits = at;
  while (digits < line.n && digits - at < 9 && line.p[digits] >= '0' && line.p[digits] <= '9')
    digits++;
  bool number = digits > at && digits < line.n && (line.p[digits] == '.' || line.p[digits] == ')');
  bool bullet = c == '-' || c == '+' || c == '*';
  size_t mark = number ? digits : at;
  bool spaced = mark + 1 >= line.n || line.p[mark + 1] == ' ' || line.p[mark + 1] == '\t';
  return (number || bullet) && spaced ? mark : SIZE_MAX;
}

// Where the line's own text begins behind its marks; the mark beyond the limit is escaped.
static size_t limit_depth(struct preparation *p, size_t start, struct str line) {
  size_t at = skip_blanks(line, 0), mark, depth = 0;
  if (at > INPUT_INDENT)
    edit(p, start + INPUT_INDENT, at - INPUT_INDENT, (struct str){ 0 });
  while ((mark = container_mark(line, at)) != SIZE_MAX && ++depth <= INPUT_DEPTH)
    at = skip_blanks(line, mark + 1);
  if (mark != SIZE_MAX && depth > INPUT_DEPTH) {
    edit(p, start + mark, 0, STR("\\"));
    report_once(p, &p->told_depth, &rule_nesting_limit, start + mark, start + line.n, INPUT_DEPTH);
  }
  return at;
}

// Columns of a line like “|---|:--:|” that would begin a table, or 0.
static size_t table_columns(struct str line) {
  size_t columns = 0, dashes = 0;
  for (size_t i = 0; i < line.n; i++) {
    if (line.p[i] == '|')
      columns++;
    else if (line.p[i] == '-')
      dashes++;
    else if (line.p[i] != ':' && line.p[i] != ' ' && line.p[i] != '\t')
      return 0;
  }
  return dashes ? columns + (columns > 0) : 0;
}

// Pasted tables stand without blank lines between text and text: Markdown would take the rows for text above and the
// text below for rows.
static void part_table(struct preparation *p, size_t start, struct str line) {
  bool row = line.n && line.p[0] == '|';
  bool delimiter = row && table_columns(line);
  if (delimiter && p->row != SIZE_MAX)
    edit(p, p->row, 0, STR("\n"));
  if (p->columns && line.n && str_find_byte(line, '|', 0) == SIZE_MAX) {
    edit(p, start, 0, STR("\n"));
    p->columns = 0;
  }
  p->row = row && !delimiter && p->before && !p->columns ? start : SIZE_MAX;
  p->before = row ? 0 : line.n;
}

static void limit_table(struct preparation *p, size_t start, struct str line) {
  size_t columns = table_columns(line);
  if (!line.n || !columns) {
    p->columns = line.n ? p->columns : 0;
    p->cells += p->columns;
    if (p->columns && p->cells > INPUT_TABLE_CELLS) {
      edit(p, start, 0, STR("\n")); // a blank line ends the table
      report_once(p, &p->told_table, &rule_table_limit, start, start + line.n, INPUT_TABLE_CELLS);
      p->columns = 0;
    }
    return;
  }
  bool wide = columns > INPUT_TABLE_COLUMNS;
  if (wide || p->cells > INPUT_TABLE_CELLS) {
    edit(p, start + str_find_byte(line, '-', 0), 0, STR("\\"));
    report_once(p, &p->told_table, &rule_table_limit, start, start + line.n,
                wide ? INPUT_TABLE_COLUMNS : INPUT_TABLE_CELLS);
    return;
  }
  p->columns = columns;
}

static size_t line_end(struct str text, size_t at) {
  const char *n = memchr(text.p + at, '\n', text.n - at);
  size_t end = n ? (size_t)(n - text.p) : text.n;
  const char *r = memchr(text.p + at, '\r', end - at);
  return r ? (size_t)(r - text.p) : end;
}

static size_t next_line(struct str text, size_t end) {
  if (end < text.n && text.p[end] == '\r' && end + 1 < text.n && text.p[end + 1] == '\n')
    return end + 2;
  return end + 1;
}

static void index_lines(struct arena *arena, struct input *input) {
  for (size_t at = 0; at <= input->text.n; at = next_line(input->text, line_end(input->text, at)))
    vec_push(arena, &input->lines, (uint32_t)at);
}

static int edit_order(const void *a, const void *b) {
  const struct input_edit *x = a, *y = b;
  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  return (x->remove > y->remove) - (x->remove < y->remove);
}

struct input *input_open(struct arena *arena, const struct source *source, size_t from, struct diags *diags) {
  struct input *input = arena_new(arena, struct input);
  input->source = source;
  input->text = str_slice(source->text, from, source->text.n);
  vec_push(arena, &input->map, (struct text_place){ 0, (uint32_t)from });
  struct preparation p = { .arena = arena, .diags = diags, .input = input, .row = SIZE_MAX };
  mend_bytes(&p, input->text);
  index_lines(arena, input);
  for (size_t i = 0; i < input->lines.n; i++) {
    size_t start = input->lines.at[i];
    struct str line = str_slice(input->text, start, line_end(input->text, start));
    size_t own = limit_depth(&p, start, line);
    line = str_slice(line, own, line.n);
    part_table(&p, start + own, line);
    limit_table(&p, start + own, line);
  }
  if (!p.edits.list.n)
    return input;
  qsort(p.edits.list.at, p.edits.list.n, sizeof *p.edits.list.at, edit_order);
  return input_change(arena, input, &p.edits);
}

// Copies the bytes from…to of the old input into the new one with their places.
static void keep(struct arena *arena, struct input *new, const struct input *old, size_t from, size_t to,
                 size_t *place) {
  if (from >= to)
    return;
  uint32_t at = (uint32_t) new->text.n;
  while (*place + 1 < old->map.n && old->map.at[*place + 1].at <= from)
    (*place)++;
  const struct text_place *first = &old->map.at[*place];
  vec_push(arena, &new->map, (struct text_place){ at, first->source + (uint32_t)(from - first->at) });
  for (; *place + 1 < old->map.n && old->map.at[*place + 1].at < to; (*place)++) {
    const struct text_place *next = &old->map.at[*place + 1];
    vec_push(arena, &new->map, (struct text_place){ at + next->at - (uint32_t)from, next->source });
  }
  memcpy((char *)new->text.p + at, old->text.p + from, to - from);
  new->text.n += to - from;
}

struct input *input_change(struct arena *arena, const struct input *input, const struct input_edits *edits) {
  size_t size = input->text.n;
  for (size_t i = 0; i < edits->list.n; i++)
    size += edits->list.at[i].insert.n;
  struct input *new = arena_new(arena, struct input);
  new->source = input->source;
  new->text.p = arena_alloc(arena, size + 1);
  size_t from = 0, place = 0;
  for (size_t i = 0; i < edits->list.n; i++) {
    const struct input_edit *e = &edits->list.at[i];
    size_t at = e->at > from ? e->at : from;
    keep(arena, new, input, from, at, &place);
    if (e->insert.n) {
      vec_push(arena, &new->map, (struct text_place){ (uint32_t) new->text.n, input_source(input, at) });
      memcpy((char *)new->text.p + new->text.n, e->insert.p, e->insert.n);
      new->text.n += e->insert.n;
    }
    from = e->at + e->remove > from ? e->at + e->remove : from;
  }
  keep(arena, new, input, from, input->text.n, &place);
  if (!new->map.n)
    vec_push(arena, &new->map, (struct text_place){ 0, input_source(input, from) });
  index_lines(arena, new);
  return new;
}

static size_t piece_index(const struct input *input, size_t at) {
  size_t low = 0, high = input->map.n;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (input->map.at[middle].at <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}

uint32_t input_source(const struct input *input, size_t at) {
  size_t index = piece_index(input, at);
  const struct text_place *piece = &input->map.at[index];
  uint32_t source = piece->source + (uint32_t)(at - piece->at);
  bool last = index + 1 == input->map.n;
  uint32_t end = last ? (uint32_t)input->source->text.n : piece[1].source;
  if (source < end || (last && source == end))
    return source;
  return end > piece->source ? end - 1 : piece->source; // more bytes than the source has: a sign put in
}

size_t input_run(const struct input *input, size_t at, bool *single) {
  size_t index = piece_index(input, at);
  const struct text_place *piece = &input->map.at[index];
  bool last = index + 1 == input->map.n;
  size_t end = last ? input->text.n : piece[1].at;
  size_t source_end = last ? input->source->text.n : piece[1].source;
  *single = source_end < piece->source + (end - piece->at);
  return end - at;
}

size_t input_place(const struct input *input, int line, int column) {
  if (line < 1)
    return 0;
  size_t index = (size_t)line - 1;
  if (index >= input->lines.n)
    return input->text.n;
  size_t at = input->lines.at[index] + (column > 1 ? (size_t)column - 1 : 0);
  return at < input->text.n ? at : input->text.n;
}

size_t input_line_end(const struct input *input, size_t at) {
  return line_end(input->text, at);
}
