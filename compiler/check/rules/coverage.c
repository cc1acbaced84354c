// Rules of the recipients (nơi nhận): everybody who has something to do gets the plan, nobody gets it twice, and the lines
// can be read.
#include "compiler/check/coverage.h"
#include "compiler/check/phrases.h"
#include "compiler/check/rules/rules.h"

// ---- reached

enum { NAMES_SHOWN = 6, RELATED_LIMIT = 20 };

struct missing {
  VEC(const struct actor *) list;
};

// Of bodies that only a sentence names, the leads are looked for. Each entry of the registry is told once.
static void look_for_missing(struct reader *reader, struct missing *missing) {
  const struct plan *plan = reader->plan;
  struct coverage coverage = { 0 };
  struct body_set said = body_set_make(reader);
  coverage_read(reader, plan->recipients.at, plan->recipients.n, &coverage);
  for (size_t i = 0; i < coverage.bodies.n; i++) {
    const struct assigned *body = &coverage.bodies.at[i];
    if (body->reach != REACH_NONE || !body->firm || said.has[body->firm->agency - reader->registry->agencies.at])
      continue;
    said.has[body->firm->agency - reader->registry->agencies.at] = true;
    vec_push(reader->arena, &missing->list, body->firm);
  }
}

static struct str missing_names(struct reader *reader, const struct missing *missing) {
  struct buf out = { 0 };
  for (size_t i = 0; i < missing->list.n && i < NAMES_SHOWN; i++)
    buf_printf(&out, "%s" STR_FMT, i ? "; " : "", STR_ARG(missing->list.at[i]->written));
  buf_text(&out, missing->list.n > NAMES_SHOWN ? "; …" : "");
  struct str names = str_copy(reader->arena, buf_view(&out));
  buf_finish(&out);
  return names;
}

static bool names_known(const struct recipient *recipient) {
  for (size_t i = 0; i < recipient->actors.n; i++)
    if (recipient->actors.at[i].agency)
      return true;
  return false;
}

void check_recipients_uncovered(struct reader *reader) {
  const struct plan *plan = reader->plan;
  if (!plan->recipients_present || plan->recipients_automatic)
    return;
  // A line that names nobody known may name the missing ones.
  for (size_t i = 0; i < plan->recipients.n; i++)
    if (!plan->recipients.at[i].filing && !names_known(&plan->recipients.at[i]))
      return;
  struct missing missing = { 0 };
  look_for_missing(reader, &missing);
  if (!missing.list.n)
    return;
  struct diag *diag = report_with(reader, &rule_recipients_uncovered, plan->recipients_span, missing_names(reader, &missing));
  for (size_t i = 0; i < missing.list.n && i < RELATED_LIMIT; i++)
    diag_related(reader->diags, diag, plan->source, missing.list.at[i]->span, "được giao việc ở đây", "it has a part here");
}

// ---- twice

// A line with one body; that another line's group holds it as well is usual.
static void check_line_twice(struct reader *reader, const struct recipient *recipient, const struct recipient **lines, struct phrases *said) {
  const struct actors *actors = &recipient->actors;
  bool named = actors->n == 1 && actor_is_named(&actors->at[0]);
  struct str key = named ? actors->at[0].name : text_fold_str(reader->arena, recipient->text.s);
  uint32_t node = phrases_grow(said, 0, word_key(key));
  uint32_t *first = &said->values.at[node];
  if (*first) {
    struct diag *diag = report_with(reader, &rule_recipient_repeated, text_span(&recipient->text, 0, recipient->text.s.n), recipient->text.s);
    const struct text *other = &lines[*first - 1]->text;
    diag_related(reader->diags, diag, reader->plan->source, text_span(other, 0, other->s.n), "lần trước ở đây", "it is here already");
  } else {
    *first = (uint32_t)(recipient - reader->plan->recipients.at) + 1;
  }
}

void check_recipient_repeated(struct reader *reader) {
  const struct plan *plan = reader->plan;
  struct phrases said;
  phrases_init(&said, reader->arena, plan->recipients.n + 1);
  const struct recipient **lines = arena_array(reader->arena, const struct recipient *, plan->recipients.n);
  for (size_t i = 0; i < plan->recipients.n && !plan->recipients_automatic; i++) {
    lines[i] = &plan->recipients.at[i];
    if (!lines[i]->filing && lines[i]->text.map.n)
      check_line_twice(reader, lines[i], lines, &said);
  }
}

// ---- signs and order

// Lines of the front matter get their signs when they are printed.
static bool is_written_below(const struct reader *reader) {
  const struct entry *entry = syntax_entry(reader->syntax, "noi nhan");
  return !entry || entry->from_body;
}

void check_recipient_end(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i + 1 < plan->recipients.n && is_written_below(reader) && !plan->recipients.at[i].filing; i++) {
    const struct text *line = &plan->recipients.at[i].text;
    struct str s = str_trim(line->s);
    if (!line->map.n || !s.n || str_ends(s, STR(";")))
      continue;
    struct span end = text_span(line, s.n, s.n);
    struct diag *diag = report_with(reader, &rule_recipient_end, text_span(line, 0, line->s.n), s);
    bool sign = str_ends(s, STR(".")) || str_ends(s, STR(","));
    report_fix(reader, diag, "kết thúc bằng dấu chấm phẩy", "end it with a semicolon",
               sign ? text_span(line, s.n - 1, s.n) : end, STR(";"));
  }
}

void check_filing_last(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i + 1 < plan->recipients.n; i++) {
    const struct text *line = &plan->recipients.at[i].text;
    if (plan->recipients.at[i].filing && line->map.n && names_known(&plan->recipients.at[i + 1]))
      report_with(reader, &rule_filing_last, text_span(line, 0, line->s.n), line->s);
  }
}

// ---- words of a line

void check_recipient_abbreviated(struct reader *reader) {
  const struct plan *plan = reader->plan;
  struct span span = { 0 };
  struct str written = { 0 };
  const struct term *term, *first = NULL;
  int places = 0;
  for (size_t i = 0; i < plan->recipients.n; i++) {
    const struct text *line = &plan->recipients.at[i].text;
    struct folded folded = text_fold(reader->arena, line->s);
    for (size_t at = 0; !plan->recipients.at[i].filing &&
                        (at = terms_find(reader->terms, TERMS_UNREADABLE, folded.s, at, &term)) != SIZE_MAX; at += term->phrase.n) {
      if (places++ > 0)
        continue;
      first = term;
      span = text_span(line, folded.map[at], folded.map[at + term->phrase.n]);
      written = str_slice(line->s, folded.map[at], folded.map[at + term->phrase.n]);
    }
  }
  if (!first)
    return;
  struct diag *diag = report_with(reader, &rule_recipient_abbreviated, span, written);
  diag_arg(reader->diags, diag, first->value);
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%d", places));
}

// “Như trên” means the addressees of a letter.
void check_as_above(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (const struct item *item = plan->root->first; item && item->kind == ITEM_PARAGRAPH; item = item->next)
    if (terms_at(reader->terms, TERMS_ADDRESSEE, item->folded.s, 0))
      return;
  for (size_t i = 0; i < plan->recipients.n; i++) {
    const struct text *line = &plan->recipients.at[i].text;
    if (terms_at(reader->terms, TERMS_ABOVE, text_fold_str(reader->arena, line->s), 0))
      report_with(reader, &rule_as_above, text_span(line, 0, line->s.n), line->s);
  }
}

// “KGVX(HTHT)”: the maker's initials stand behind a space. An underscore there is told by another rule.
void check_maker_code(struct reader *reader) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i < plan->recipients.n; i++) {
    const struct text *line = &plan->recipients.at[i].text;
    size_t open = str_find_byte(line->s, '(', 1);
    if (!plan->recipients.at[i].filing || !line->map.n || open == SIZE_MAX || line->s.p[open - 1] == ' ' || line->s.p[open - 1] == '_')
      continue;
    report_with(reader, &rule_maker_code, text_span(line, 0, line->s.n), line->s);
  }
}
