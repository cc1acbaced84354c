// Filling a template: line by line, blanks from left to right. Values are words of an author, and are written so that they
// are read as those words again, in front matter as YAML and below it as Markdown.
#include "compiler/command/skeleton.h"

#include "compiler/import/markdown.h"

static const char PHASE[] = "giai đoạn", PHASE_SPAN[] = "thời gian của giai đoạn";

struct filling {
  struct arena *arena;
  const struct plan_template *template;
  const struct skeleton_values *values;
  const struct skeleton_phase *phase; // of the line at hand, or NULL
  int number;                         // of the section at hand
  bool front;                         // inside the front matter
  struct buf *out;
};

// ---- The template

const struct plan_template *skeleton_find(struct str name) {
  for (const struct plan_template *template = plan_templates; template->name; template++)
    if (str_is(name, template->name))
      return template;
  return NULL;
}

static struct str rest_behind_head(const struct plan_template *template) {
  static const struct str rule = { "\n===\n", 5 };
  size_t at = str_find(template->text, rule, 0);
  return at == SIZE_MAX ? template->text : str_slice(template->text, at + rule.n, template->text.n);
}

struct str skeleton_head(const struct plan_template *template, const char *name) {
  struct str rest = template->text, line;
  while (str_split(&rest, '\n', &line) && !str_is(line, "===")) {
    size_t colon = str_find_byte(line, ':', 0);
    if (colon != SIZE_MAX && str_is(str_slice(line, 0, colon), name))
      return str_trim(str_slice(line, colon + 1, line.n));
  }
  return (struct str){ 0 };
}

bool skeleton_takes(struct arena *arena, const struct plan_template *template, const char *name) {
  return str_find(rest_behind_head(template), str_printf(arena, "{{%s}}", name), 0) != SIZE_MAX;
}

void skeleton_set(struct skeleton_values *values, const char *name, struct str text) {
  if (text.n && values->n < SKELETON_VALUES)
    values->values[values->n++] = (struct skeleton_value){ name, text };
}

// ---- Blanks

static struct str value_of(const struct filling *filling, struct str name) {
  const struct skeleton_values *values = filling->values;
  if (filling->phase && str_is(name, PHASE))
    return filling->phase->name;
  if (filling->phase && str_is(name, PHASE_SPAN))
    return filling->phase->span;
  for (size_t i = 0; i < values->n; i++)
    if (str_is(name, values->values[i].name))
      return values->values[i].text;
  const struct agency *agency = registry_agency(values->registry, name);
  return agency ? agency_full_name(values->lexicon, agency) : (struct str){ 0 };
}

static void put_words(struct filling *filling, struct str words, struct buf *out) {
  if (filling->front)
    buf_str(out, words); // quoted with the whole value
  else
    markdown_words(out, words, 0, 'a', 'a', MARKDOWN_INLINE);
}

// What the head gives for a blank may hold blanks itself, but no further ones.
static void put_filled(struct filling *filling, struct str text, bool in_head, struct buf *out);

static void put_blank(struct filling *filling, struct str name, bool in_head, struct buf *out) {
  struct str value = value_of(filling, name);
  struct str usual = value.n ? value : skeleton_head(filling->template, str_copy(filling->arena, name).p);
  if (str_is(name, "+"))
    buf_printf(out, "%d", ++filling->number);
  else if (value.n)
    put_words(filling, value, out);
  else if (in_head)
    buf_str(out, usual);
  else
    put_filled(filling, usual, true, out);
}

static void put_filled(struct filling *filling, struct str text, bool in_head, struct buf *out) {
  for (size_t at = 0;;) {
    size_t open = str_find(text, STR("{{"), at);
    size_t close = open == SIZE_MAX ? SIZE_MAX : str_find(text, STR("}}"), open);
    if (close == SIZE_MAX) {
      buf_str(out, str_slice(text, at, text.n));
      return;
    }
    buf_str(out, str_slice(text, at, open));
    put_blank(filling, str_slice(text, open + 2, close), in_head, out);
    at = close + 2;
  }
}

static struct str filled(struct filling *filling, struct str text) {
  struct buf out = { 0 };
  put_filled(filling, text, false, &out);
  struct str result = str_copy(filling->arena, str_trim(buf_view(&out)));
  buf_finish(&out);
  return result;
}

// ---- Lines

// Takes the conditions off the line. False when one of them does not hold.
static bool conditions_hold(const struct filling *filling, struct str *line) {
  static const struct str differs = { "{{≠", 5 };
  const struct agency *standing = filling->values->standing;
  for (size_t close; str_starts(*line, STR("{{")) && (close = str_find(*line, STR("}}"), 0)) != SIZE_MAX;) {
    char sign = line->p[2];
    struct str name = str_slice(*line, 3, close);
    bool phases = str_is(name, PHASE) && filling->values->phases.n, known = phases || value_of(filling, name).n;
    if (str_starts(*line, differs)) {
      if (standing && str_is(str_slice(*line, differs.n, close), standing->id))
        return false;
    } else if (sign != '?' && sign != '!') {
      return true;
    } else if (known != (sign == '?')) {
      return false;
    }
    *line = str_slice(*line, close + 2, line->n);
  }
  return true;
}

// “key: value” of the front matter, the value in quotes where it must be.
static void put_front_line(struct filling *filling, struct str line) {
  size_t indent = 0, colon = str_find(line, STR(":"), 0);
  while (indent < line.n && line.p[indent] == ' ')
    indent++;
  buf_str(filling->out, str_slice(line, 0, indent));
  if (colon == SIZE_MAX) {
    buf_str(filling->out, str_slice(line, indent, line.n));
  } else {
    struct str value = filled(filling, str_slice(line, colon + 1, line.n));
    markdown_scalar(filling->out, filled(filling, str_slice(line, indent, colon)));
    buf_text(filling->out, value.n ? ": " : ":");
    if (value.n)
      markdown_scalar(filling->out, value);
  }
  buf_byte(filling->out, '\n');
}

static void put_line(struct filling *filling, struct str line) {
  if (str_starts(line, STR("# ")))
    filling->number = 0;
  if (filling->front && !str_is(line, "---")) {
    put_front_line(filling, line);
    return;
  }
  put_filled(filling, line, false, filling->out);
  buf_byte(filling->out, '\n');
}

static bool is_of_phase(struct str line) {
  return str_find(line, STR("{{giai đoạn}}"), 0) != SIZE_MAX || str_find(line, STR("{{thời gian của giai đoạn}}"), 0) != SIZE_MAX;
}

static void put_lines(struct filling *filling, struct str line) {
  const struct skeleton_values *values = filling->values;
  if (!is_of_phase(line)) {
    put_line(filling, line);
    return;
  }
  for (size_t i = 0; i < values->phases.n; i++) {
    filling->phase = &values->phases.at[i];
    put_line(filling, line);
  }
  filling->phase = NULL;
}

void skeleton_fill(struct arena *arena, const struct plan_template *template, const struct skeleton_values *values,
                   struct buf *out) {
  struct filling filling = { .arena = arena, .template = template, .values = values, .out = out };
  struct str rest = rest_behind_head(template), line;
  bool blank = false;
  int rules = 0;
  while (str_split(&rest, '\n', &line)) {
    if (!conditions_hold(&filling, &line) || (line.n == 0 && blank))
      continue;
    blank = line.n == 0;
    rules += str_is(line, "---");
    filling.front = rules == 1;
    put_lines(&filling, line);
  }
}
