// Suppressions are read from the source's own lines: a comment is no part of the plan. Comments and findings both stand in
// the order of the text, so that one walk over both finds who answers for what.
#include "compiler/command/suppress.h"

#include "grammar/rules.h"
#include "runtime/base/utf8.h"

#define OPENING STR("<!-- kehoach:")
#define FRONT_OPENING STR("# kehoach:")

struct answer {
  struct str code;
  const struct diag_rule *rule;
  struct span span;      // of the code
  uint32_t first, last;  // lines it speaks of
  bool used;
};

struct answers {
  VEC(struct answer) lines; // for some lines, in order
  VEC(struct answer) file;  // for all of them, each rule once
  VEC(struct answer) idle;  // codes that are none, or said again for the whole file
  VEC(struct span) comments;
};

// ---- reading

struct comment {
  struct span span;
  struct str body; // codes, colon, reason
};

static bool is_blank(const struct source *source, uint32_t from, uint32_t to) {
  return str_trim(str_slice(source->text, from, to)).n == 0;
}

static bool line_begins(const struct source *source, uint32_t line, struct str with) {
  return str_starts(str_trim(source_line(source, line)), with);
}

// Lines without words of the plan: blank ones, and other comments of this kind.
static bool is_passed_over(const struct source *source, uint32_t line) {
  return str_trim(source_line(source, line)).n == 0 || line_begins(source, line, OPENING) ||
         line_begins(source, line, FRONT_OPENING);
}

// Lines that a comment speaks of: its own; when it stands alone, also the next that has words, and of a table every row.
static void lines_of(const struct source *source, struct span comment, uint32_t *first, uint32_t *last) {
  *first = source_place(source, comment.start).line;
  *last = source_place(source, comment.end).line;
  struct span begin = source_line_span(source, *first), end = source_line_span(source, *last);
  if (!is_blank(source, begin.start, comment.start) || !is_blank(source, comment.end, end.end))
    return;
  do
    ++*last;
  while (*last < source->line_count && is_passed_over(source, *last));
  while (line_begins(source, *last, STR("|")) && *last < source->line_count && line_begins(source, *last + 1, STR("|")))
    ++*last;
}

// “bỏ qua cả tệp KH0102”, “ignore file KH0102”
static bool says_file(struct arena *arena, struct str words) {
  struct str folded = text_fold_str(arena, words), word;
  bool found = str_find(folded, STR("cả tệp"), 0) != SIZE_MAX;
  while (!found && str_split(&folded, ' ', &word))
    found = str_is(word, "file");
  return found;
}

// The word that is a rule's code or name; the last one where none is.
static struct str code_in(struct str words) {
  struct str word, code = { 0 };
  bool known = false;
  while (str_split(&words, ' ', &word)) {
    bool is_rule = rules_find(str_trim(word)) != NULL;
    if (str_trim(word).n && (is_rule || !known)) {
      code = str_trim(word);
      known |= is_rule;
    }
  }
  return code;
}

static bool holds(const struct answers *answers, const struct diag_rule *rule) {
  for (size_t i = 0; i < answers->file.n; i++)
    if (answers->file.at[i].rule == rule)
      return true;
  return false;
}

static void add_answer(struct arena *arena, struct answers *answers, const struct answer *answer, bool file) {
  if (!answer->rule || (file && holds(answers, answer->rule)))
    vec_push(arena, &answers->idle, *answer);
  else if (file)
    vec_push(arena, &answers->file, *answer);
  else
    vec_push(arena, &answers->lines, *answer);
}

static void read_comment(struct diags *diags, const struct source *source, const struct comment *comment,
                         struct answers *answers) {
  struct str body = comment->body, part;
  size_t colon = str_find_byte(body, ':', 0);
  struct str codes = str_slice(body, 0, colon == SIZE_MAX ? body.n : colon);
  bool file = says_file(diags->arena, codes);
  vec_push(diags->arena, &answers->comments, comment->span);
  if (colon == SIZE_MAX || str_trim(str_slice(body, colon + 1, body.n)).n == 0)
    diag_report(diags, &rule_suppression_reason, source, comment->span);
  while (str_split(&codes, ',', &part)) {
    struct answer answer = { .code = code_in(part) };
    if (answer.code.n == 0)
      continue;
    answer.rule = rules_find(answer.code);
    answer.span.start = (uint32_t)(answer.code.p - source->text.p);
    answer.span.end = answer.span.start + (uint32_t)answer.code.n;
    lines_of(source, comment->span, &answer.first, &answer.last);
    add_answer(diags->arena, answers, &answer, file);
  }
}

// Comments of YAML: “# kehoach: …”, alone or behind a value. They end with their line.
static uint32_t read_front(struct diags *diags, const struct source *source, struct answers *answers) {
  uint32_t line = 2;
  if (!str_is(str_trim(source_line(source, 1)), "---"))
    return 0;
  for (; line <= source->line_count; line++) {
    struct span span = source_line_span(source, line);
    struct str text = source_slice(source, span);
    if (str_is(str_trim(text), "---") || str_is(str_trim(text), "..."))
      break;
    size_t at = str_find(text, FRONT_OPENING, 0);
    if (at == SIZE_MAX || (at > 0 && text.p[at - 1] != ' '))
      continue;
    struct comment comment = { { span.start + (uint32_t)at, span.end }, str_slice(text, at + FRONT_OPENING.n, text.n) };
    read_comment(diags, source, &comment, answers);
  }
  return source_line_span(source, line).start;
}

static void read_body(struct diags *diags, const struct source *source, size_t at, struct answers *answers) {
  while ((at = str_find(source->text, OPENING, at)) != SIZE_MAX) {
    size_t from = at + OPENING.n, end = str_find(source->text, STR("-->"), from);
    if (end == SIZE_MAX)
      return;
    struct comment comment = { { (uint32_t)at, (uint32_t)end + 3 }, str_slice(source->text, from, end) };
    read_comment(diags, source, &comment, answers);
    at = comment.span.end;
  }
}

// ---- answering

static bool answer_for(struct answer *answer, const struct diag *diag) {
  if (diag->rule != answer->rule)
    return false;
  return answer->used = true;
}

// `low`: answers before it speak of lines that lie behind; it moves on with the findings.
static bool answered(struct answers *answers, size_t *low, const struct diag *diag) {
  bool found = false;
  uint32_t line = source_place(diag->source, diag->span.start).line;
  while (*low < answers->lines.n && answers->lines.at[*low].last < line)
    ++*low;
  for (size_t i = *low; i < answers->lines.n && answers->lines.at[i].first <= line; i++)
    if (line <= answers->lines.at[i].last)
      found |= answer_for(&answers->lines.at[i], diag);
  for (size_t i = 0; i < answers->file.n; i++)
    found |= answer_for(&answers->file.at[i], diag);
  return found;
}

// The note that a comment was left out of the document is no news to one who speaks to the checker.
static bool is_own_comment(const struct answers *answers, const struct diag *diag) {
  size_t low = 0, high = diag->rule == &rule_comment ? answers->comments.n : 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (answers->comments.at[middle].start < diag->span.start)
      low = middle + 1;
    else
      high = middle;
  }
  return diag->rule == &rule_comment && low < answers->comments.n && answers->comments.at[low].end <= diag->span.end;
}

static void report_unused(struct diags *diags, const struct source *source, const struct answer *answer) {
  if (!answer->used)
    diag_arg(diags, diag_report(diags, &rule_suppression_unused, source, answer->span), answer->code);
}

bool suppress(struct diags *diags, const struct source *source) {
  struct answers answers = { 0 };
  size_t kept = 0, settled = diags->list.n, low = 0;
  read_body(diags, source, read_front(diags, source, &answers), &answers);
  if (answers.comments.n == 0)
    return false;
  size_t reported = diags->list.n;
  for (size_t i = 0; i < reported; i++) {
    const struct diag *diag = &diags->list.at[i];
    bool taken = i < settled && diag->source == source &&
                 (answered(&answers, &low, diag) || is_own_comment(&answers, diag));
    if (!taken)
      diags->list.at[kept++] = *diag;
  }
  diags->list.n = kept;
  for (size_t i = 0; i < answers.lines.n; i++)
    report_unused(diags, source, &answers.lines.at[i]);
  for (size_t i = 0; i < answers.file.n; i++)
    report_unused(diags, source, &answers.file.at[i]);
  for (size_t i = 0; i < answers.idle.n; i++)
    report_unused(diags, source, &answers.idle.at[i]);
  return true;
}
