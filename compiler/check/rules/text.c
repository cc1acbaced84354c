// Rules of the text (câu chữ): brackets and quotation marks in pairs, places left to fill in, spaces, wording.
#include "compiler/check/rules/rules.h"

#include <string.h>

struct finding;
struct visit {
  struct reader *reader;
  struct finding *findings; // what is collected on the way; may be NULL
  bool annexes;             // those of annexes as well
};
typedef void visit_text(struct visit *visit, const struct text *text, const struct folded *folded);

// Every text of the body: items, cells, footnotes.
static void visit_texts(struct visit *visit, visit_text *each) {
  const struct plan *plan = visit->reader->plan;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    if (item->label.scheme == SCHEME_ANNEX && item->parent == plan->root && !visit->annexes)
      break;
    each(visit, &item->text, &item->folded);
    for (size_t i = 0; item->table && i < item->table->cells.n; i++)
      each(visit, &item->table->cells.at[i].text, NULL);
  }
  for (size_t i = 0; i < plan->notes.n; i++)
    each(visit, &plan->notes.at[i].text, NULL);
}

// ---- marks of Markdown that lead nowhere

static void note_text(struct visit *visit, const struct text *text, const struct folded *folded) {
  (void)folded;
  for (size_t i = 0; i < text->runs.n; i++) {
    const struct text_run *run = &text->runs.at[i];
    struct str s = str_slice(text->s, 0, run->to);
    size_t from = run->kind == TEXT_WORDS && !(run->style & TEXT_CODE) ? str_find(s, STR("[^"), run->from) : SIZE_MAX;
    size_t end = from == SIZE_MAX ? s.n : str_find_byte(s, ']', from);
    bool defines = end + 1 < s.n && s.p[end + 1] == ':'; // a note that no mark asks for, kept as text
    if (end < s.n && end > from + 2 && !defines)
      report_with(visit->reader, &rule_note_missing, text_span(text, from, end + 1), str_slice(s, from, end + 1));
  }
}
// The parser leaves the mark as words where there is no note of that name.
void check_note_missing(struct reader *reader) {
  visit_texts(&(struct visit){ .reader = reader, .annexes = true }, note_text);
}

static void link_text(struct visit *visit, const struct text *text, const struct folded *folded) {
  (void)folded;
  for (size_t i = 0; i < text->runs.n; i++) {
    const struct text_run *run = &text->runs.at[i];
    bool first = i == 0 || run[-1].kind != TEXT_WORDS || !str_eq(run[-1].target, run->target);
    if (run->kind == TEXT_WORDS && run->target.n && first &&
        !terms_at(visit->reader->terms, TERMS_ADDRESS, text_fold_str(visit->reader->arena, run->target), 0))
      report_with(visit->reader, &rule_link_unused, text_span(text, run->from, run->to), run->target);
  }
}
void check_link_unused(struct reader *reader) {
  visit_texts(&(struct visit){ .reader = reader, .annexes = true }, link_text);
}

// ---- pairs

// “a)” and “1)” inside a sentence count something; their bracket has no partner.
static bool closes_number(struct str s, size_t at) {
  size_t from = at, letters = 0;
  while (from > 0 && letters < 3) {
    size_t before = from;
    if (!uni_is_word(utf8_prev(s, &before)))
      break;
    from = before;
    letters++;
  }
  bool begins = from == 0 || strchr(" ,;:(\n", s.p[from - 1]);
  return letters > 0 && letters < 3 && begins;
}

struct pair {
  struct str open, close;
  const struct diag_rule *rule;
  bool numbers; // the closing sign also stands behind numbers
};

// The first sign without partner: a closing one at once, an opening one when the text is over.
static void check_pair(struct reader *reader, const struct text *text, const struct pair *pair) {
  struct str s = text->s;
  size_t depth = 0, opened = 0;
  for (size_t at = 0; at < s.n; at++) {
    if (s.p[at] != pair->open.p[0] && s.p[at] != pair->close.p[0])
      continue;
    struct str rest = str_slice(s, at, s.n);
    if (str_starts(rest, pair->open)) {
      opened = depth++ == 0 ? at : opened;
    } else if (str_starts(rest, pair->close) && depth > 0) {
      depth--;
    } else if (str_starts(rest, pair->close) && !(pair->numbers && closes_number(s, at))) {
      report_with(reader, pair->rule, text_span(text, at, at + pair->close.n), pair->close);
      return;
    }
  }
  if (depth)
    report_with(reader, pair->rule, text_span(text, opened, opened + pair->open.n), pair->open);
}

static void bracket_text(struct visit *visit, const struct text *text, const struct folded *folded) {
  (void)folded;
  check_pair(visit->reader, text, &(struct pair){ STR("("), STR(")"), &rule_bracket_unbalanced, true });
}
void check_bracket_unbalanced(struct reader *reader) {
  visit_texts(&(struct visit){ .reader = reader, .annexes = true }, bracket_text);
}

static void quote_text(struct visit *visit, const struct text *text, const struct folded *folded) {
  (void)folded;
  check_pair(visit->reader, text, &(struct pair){ STR("“"), STR("”"), &rule_quote_unbalanced, false });
}
void check_quote_unbalanced(struct reader *reader) {
  visit_texts(&(struct visit){ .reader = reader, .annexes = true }, quote_text);
}

// ---- spaces and characters

// What is found in many places is reported once, at the first, with the number of places.
struct finding {
  const struct diag_rule *rule;
  struct str arguments[2];
  struct span first;
  int places;
  VEC(struct edit) edits; // of all places
};

static void report_finding(struct reader *reader, const struct finding *finding) {
  if (finding->places == 0)
    return;
  struct diag *diag = report_with(reader, finding->rule, finding->first, finding->arguments[0]);
  diag_arg(reader->diags, diag, finding->arguments[1]);
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%d", finding->places));
  for (size_t i = 0; i < finding->edits.n; i++)
    report_fix(reader, diag, "bỏ dấu cách", "remove the space", finding->edits.at[i].span, finding->edits.at[i].text);
}

static void found(struct finding *finding, const struct text *text, size_t from, size_t to) {
  if (finding->places++ > 0)
    return;
  finding->first = text_span(text, from, to);
  finding->arguments[0] = str_slice(text->s, from, to);
}

// “từ , từ”
static void space_text(struct visit *visit, const struct text *text, const struct folded *folded) {
  (void)folded;
  struct str s = text->s;
  for (size_t at = 1; at + 1 < s.n; at++) {
    if (s.p[at] != ' ' || !strchr(",;:", s.p[at + 1]) || s.p[at - 1] == ' ' || (at + 2 < s.n && s.p[at + 2] != ' '))
      continue;
    size_t from = at;
    utf8_prev(s, &from);
    found(visit->findings, text, from, at + 2);
    struct span space = text_span(text, at, at + 1);
    if (text->map.n && str_is(source_slice(visit->reader->plan->source, space), " "))
      vec_push(visit->reader->arena, &visit->findings->edits, (struct edit){ space, STR("") });
  }
}
void check_space_before_mark(struct reader *reader) {
  struct finding finding = { .rule = &rule_space_before_mark };
  visit_texts(&(struct visit){ reader, &finding, true }, space_text);
  report_finding(reader, &finding);
}

static bool is_invisible(uint32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
         c == 0xFEFF;
}

enum { AROUND = 12 }; // bytes shown on either side

static size_t character_start(struct str s, size_t at) {
  while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80)
    at--;
  return at;
}

// Joiners between pictures mean something; the others are only in the way.
static bool joins(uint32_t c) {
  return c == 0x200C || c == 0x200D;
}

static struct diag *report_invisible(struct reader *reader, const struct text *text, size_t from, size_t to, uint32_t c) {
  struct str s = text->s;
  struct diag *diag = report_with(reader, &rule_invisible_character, text_span(text, from, to),
                                  str_printf(reader->arena, "U+%04X", c));
  size_t left = character_start(s, from > AROUND ? from - AROUND : 0),
         right = character_start(s, to + AROUND < s.n ? to + AROUND : s.n);
  return diag_arg(reader->diags, diag, str_slice(s, left, right));
}

// One finding for each text, at the first place; it mends all.
static void invisible_text(struct visit *visit, const struct text *text, const struct folded *folded) {
  (void)folded;
  struct str s = text->s;
  struct diag *diag = NULL;
  for (size_t at = 0, from = 0; at < s.n; from = at) {
    if ((unsigned char)s.p[at] < 0xC2) {
      at++;
      continue;
    }
    uint32_t c = utf8_next(s, &at);
    if (!is_invisible(c))
      continue;
    if (!diag)
      diag = report_invisible(visit->reader, text, from, at, c);
    if (!joins(c))
      report_fix_text(visit->reader, diag, "xóa ký tự", "delete it", text, from, at, STR(""));
  }
}
void check_invisible_character(struct reader *reader) {
  visit_texts(&(struct visit){ .reader = reader, .annexes = true }, invisible_text);
}

// ---- words

// One finding for each phrase of a list; `findings` runs along with the list.
static void find_terms(struct visit *visit, const struct text *text, const struct folded *given, enum term_list list) {
  const struct terms *terms = visit->reader->terms;
  struct folded folded = given ? *given : text_fold(visit->reader->arena, text->s);
  const struct term *term;
  for (size_t at = 0; (at = terms_find(terms, list, folded.s, at, &term)) != SIZE_MAX; at += term->phrase.n)
    found(&visit->findings[term - terms->lists[list].at], text, folded.map[at], folded.map[at + term->phrase.n]);
}

static void report_terms(struct reader *reader, enum term_list list, const struct diag_rule *rule, bool annexes,
                         visit_text *each) {
  size_t n = reader->terms->lists[list].n;
  struct finding *findings = arena_array(reader->arena, struct finding, n);
  visit_texts(&(struct visit){ reader, findings, annexes }, each);
  for (size_t i = 0; i < n; i++) {
    findings[i].rule = rule;
    findings[i].arguments[1] = reader->terms->lists[list].at[i].value;
    report_finding(reader, &findings[i]);
  }
}

static void placeholder_text(struct visit *visit, const struct text *text, const struct folded *folded) {
  find_terms(visit, text, folded, TERMS_PLACEHOLDER);
}
// Forms in annexes have places to fill in.
void check_placeholder(struct reader *reader) {
  report_terms(reader, TERMS_PLACEHOLDER, &rule_placeholder, false, placeholder_text);
}
