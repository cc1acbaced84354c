// Suppressions are read from the source's own lines: a comment is no part of the plan.
#include "compiler/command/suppress.h"

#include "grammar/rules.h"
#include "runtime/base/utf8.h"

#define OPENING STR("<!-- kehoach:")

struct answer {
  struct str code;
  struct span span;      // of the code
  uint32_t first, last;  // lines it speaks of
  bool used;
};

struct answers {
  VEC(struct answer) list;
  VEC(struct span) comments;
};

// Lines that a comment at this place speaks of: its own, and the next that is not blank when it stands alone.
static void lines_of(const struct source *source, struct span comment, bool file, uint32_t *first, uint32_t *last) {
  *first = *last = source_place(source, comment.start).line;
  if (file) {
    *first = 0;
    *last = UINT32_MAX;
    return;
  }
  struct span line = source_line_span(source, *first);
  if (str_trim(str_slice(source->text, line.start, comment.start)).n)
    return;
  do
    ++*last;
  while (*last < source->line_count && str_trim(source_line(source, *last)).n == 0);
}

static bool says_file(struct arena *arena, struct str words) {
  struct str folded = text_fold_str(arena, words);
  return str_find(folded, STR("cả tệp"), 0) != SIZE_MAX || str_find(folded, STR("file"), 0) != SIZE_MAX;
}

// The last word of “bỏ qua cả tệp KH0102” is the code.
static struct str last_word(struct str s) {
  size_t from = s.n;
  while (from > 0 && s.p[from - 1] != ' ')
    from--;
  return str_slice(s, from, s.n);
}

static void read_comment(struct diags *diags, const struct source *source, struct span comment, struct answers *answers) {
  struct str body = str_slice(source->text, comment.start + OPENING.n, comment.end - 3);
  size_t colon = str_find_byte(body, ':', 0);
  struct str codes = str_slice(body, 0, colon == SIZE_MAX ? body.n : colon), part;
  bool file = says_file(diags->arena, codes);
  vec_push(diags->arena, &answers->comments, comment);
  if (colon == SIZE_MAX || str_trim(str_slice(body, colon + 1, body.n)).n == 0)
    diag_report(diags, &rule_suppression_reason, source, comment);
  while (str_split(&codes, ',', &part)) {
    struct answer answer = { .code = last_word(str_trim(part)) };
    answer.span.start = (uint32_t)(answer.code.p - source->text.p);
    answer.span.end = answer.span.start + (uint32_t)answer.code.n;
    lines_of(source, comment, file, &answer.first, &answer.last);
    if (answer.code.n)
      vec_push(diags->arena, &answers->list, answer);
  }
}

static void read_comments(struct diags *diags, const struct source *source, struct answers *answers) {
  size_t at = 0;
  while ((at = str_find(source->text, OPENING, at)) != SIZE_MAX) {
    size_t end = str_find(source->text, STR("-->"), at + OPENING.n);
    if (end == SIZE_MAX)
      return;
    struct span comment = { (uint32_t)at, (uint32_t)end + 3 };
    read_comment(diags, source, comment, answers);
    at = comment.end;
  }
}

static bool answered(struct answers *answers, const struct diag *diag) {
  bool found = false;
  uint32_t line = source_place(diag->source, diag->span.start).line;
  for (size_t i = 0; i < answers->list.n; i++) {
    struct answer *answer = &answers->list.at[i];
    if (line >= answer->first && line <= answer->last && diag_rule_is(diag->rule, answer->code))
      found = answer->used = true;
  }
  return found;
}

// The note that a comment was left out of the document is no news to one who speaks to the checker.
static bool is_own_comment(const struct answers *answers, const struct diag *diag) {
  for (size_t i = 0; diag->rule == &rule_comment && i < answers->comments.n; i++)
    if (diag->span.start <= answers->comments.at[i].start && diag->span.end >= answers->comments.at[i].end)
      return true;
  return false;
}

bool suppress(struct diags *diags, const struct source *source) {
  struct answers answers = { 0 };
  size_t kept = 0, before = diags->list.n;
  if (str_find(source->text, OPENING, 0) == SIZE_MAX)
    return false;
  read_comments(diags, source, &answers);
  size_t reported = diags->list.n;
  for (size_t i = 0; i < reported; i++) {
    const struct diag *diag = &diags->list.at[i];
    if (i >= before || (!answered(&answers, diag) && !is_own_comment(&answers, diag)))
      diags->list.at[kept++] = *diag;
  }
  diags->list.n = kept;
  for (size_t i = 0; i < answers.list.n; i++)
    if (!answers.list.at[i].used)
      diag_arg(diags, diag_report(diags, &rule_suppression_unused, source, answers.list.at[i].span), answers.list.at[i].code);
  return true;
}
