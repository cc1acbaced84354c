// Rules of the text (câu chữ): brackets and quotation marks in pairs, places left to fill in, spaces, wording.
#include "compiler/check/rules.h"

#include <string.h>

typedef void visit_text(struct reader *reader, const struct text *text, const struct folded *folded);

// Every text of the body: items, cells, footnotes.
static void visit_texts(struct reader *reader, visit_text *visit) {
  const struct plan *plan = reader->plan;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    visit(reader, &item->text, &item->folded);
    for (size_t i = 0; item->table && i < item->table->cells.n; i++)
      visit(reader, &item->table->cells.at[i].text, NULL);
  }
  for (size_t i = 0; i < plan->notes.n; i++)
    visit(reader, &plan->notes.at[i].text, NULL);
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

static void bracket_text(struct reader *reader, const struct text *text, const struct folded *folded) {
  (void)folded;
  check_pair(reader, text, &(struct pair){ STR("("), STR(")"), &rule_bracket_unbalanced, true });
}
void check_bracket_unbalanced(struct reader *reader) {
  visit_texts(reader, bracket_text);
}

static void quote_text(struct reader *reader, const struct text *text, const struct folded *folded) {
  (void)folded;
  check_pair(reader, text, &(struct pair){ STR("“"), STR("”"), &rule_quote_unbalanced, false });
}
void check_quote_unbalanced(struct reader *reader) {
  visit_texts(reader, quote_text);
}

// ---- spaces and characters

// “từ , từ”: a space that stands in the source as one byte and can be taken out.
static void space_text(struct reader *reader, const struct text *text, const struct folded *folded) {
  (void)folded;
  struct str s = text->s;
  for (size_t at = 1; at + 1 < s.n; at++) {
    if (s.p[at] != ' ' || !strchr(",;:", s.p[at + 1]) || s.p[at - 1] == ' ' || (at + 2 < s.n && s.p[at + 2] != ' '))
      continue;
    struct span span = text_span(text, at, at + 1);
    struct diag *diag = report_with(reader, &rule_space_before_mark, text_span(text, at, at + 2), str_slice(s, at + 1, at + 2));
    if (str_is(source_slice(reader->plan->source, span), " "))
      report_fix(reader, diag, "bỏ dấu cách", "remove the space", span, (struct str){ 0 });
  }
}
void check_space_before_mark(struct reader *reader) {
  visit_texts(reader, space_text);
}

static bool is_invisible(uint32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

enum { AROUND = 12 }; // bytes shown on either side

static size_t character_start(struct str s, size_t at) {
  while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80)
    at--;
  return at;
}

// The first of each text.
static void invisible_text(struct reader *reader, const struct text *text, const struct folded *folded) {
  (void)folded;
  struct str s = text->s;
  for (size_t at = 0, from = 0; at < s.n; from = at) {
    if ((unsigned char)s.p[at] < 0xC2) {
      at++;
      continue;
    }
    uint32_t c = utf8_next(s, &at);
    if (!is_invisible(c))
      continue;
    struct diag *diag = report_with(reader, &rule_invisible_character, text_span(text, from, at), str_printf(reader->arena, "U+%04X", c));
    size_t left = character_start(s, from > AROUND ? from - AROUND : 0), right = character_start(s, at + AROUND < s.n ? at + AROUND : s.n);
    diag_arg(reader->diags, diag, str_slice(s, left, right));
    return;
  }
}
void check_invisible_character(struct reader *reader) {
  visit_texts(reader, invisible_text);
}

// ---- words

static void report_terms(struct reader *reader, const struct text *text, const struct folded *given, enum term_list list,
                         const struct diag_rule *rule) {
  struct folded folded = given ? *given : text_fold(reader->arena, text->s);
  struct term_search search = terms_search(reader->terms, list, folded.s);
  const struct term *term;
  for (size_t at; terms_next(&search, &at, &term);) {
    size_t from = folded.map[at], to = folded.map[at + term->phrase.n];
    struct diag *diag = report_with(reader, rule, text_span(text, from, to), str_slice(text->s, from, to));
    if (term->value.n)
      diag_arg(reader->diags, diag, term->value);
  }
}

static void placeholder_text(struct reader *reader, const struct text *text, const struct folded *folded) {
  report_terms(reader, text, folded, TERMS_PLACEHOLDER, &rule_placeholder);
}
void check_placeholder(struct reader *reader) {
  visit_texts(reader, placeholder_text);
}

static void wording_text(struct reader *reader, const struct text *text, const struct folded *folded) {
  report_terms(reader, text, folded, TERMS_WORDING, &rule_wording);
}
void check_wording(struct reader *reader) {
  visit_texts(reader, wording_text);
}
