// Texts: words without markup, and the way back to the source.
#include "test/unit/reading.h"

static const struct text *first_text(const struct reading *reading) {
  return &reading->syntax->blocks.at[0].text;
}

static void plain_words_have_no_markup(void) {
  struct reading r = read_text("- **Cơ quan** *chủ\ntrì*: A \\* B &amp; `c` <br>d H<sub>2</sub>O ~~e~~\n");
  const struct text *text = first_text(&r);
  CHECK_STR(text->s, "Cơ quan chủ trì: A * B & c \nd H2O e");
  CHECK(r.syntax->blocks.at[0].bullet == '-');
  CHECK_STR(read_back(&r, text, "quan"), "quan");
  CHECK_STR(read_back(&r, text, "trì"), "trì");
  CHECK_STR(read_back(&r, text, "chủ trì"), "chủ\ntrì");
  CHECK_STR(read_back(&r, text, "B"), "B");
  CHECK_STR(read_back(&r, text, "H2O"), "H<sub>2</sub>O");
  CHECK_STR(read_back(&r, text, "e"), "e");
  read_close(&r);
}

static void runs_carry_style_and_targets(void) {
  struct reading r = read_text("a **b** [c](u \"t\")[@d] e[^1] ![f](g.png)\n\n[^1]: h\n");
  const struct text *text = first_text(&r);
  CHECK_STR(text->s, "a b c[@d] e[^1] f");
  size_t bold = 0, links = 0;
  for (size_t i = 0; i < text->runs.n; i++) {
    const struct text_run *run = &text->runs.at[i];
    struct str words = str_slice(text->s, run->from, run->to);
    bold += (run->style & TEXT_BOLD) && str_is(words, "b");
    links += run->kind == TEXT_WORDS && str_is(words, "c") && str_is(run->target, "u");
    links += run->kind == TEXT_REFERENCE && str_is(run->target, "d");
    links += run->kind == TEXT_NOTE && str_is(run->target, "1");
    links += run->kind == TEXT_IMAGE && str_is(run->target, "g.png") && str_is(words, "f");
  }
  CHECK(bold == 1 && links == 4);
  CHECK(r.syntax->notes.n == 1);
  CHECK_STR(r.syntax->notes.at[0].text.s, "h");
  CHECK_STR(r.syntax->notes.at[0].label, "1");
  read_close(&r);
}

static void parts_keep_their_places(void) {
  struct reading r = read_text("Một **hai** ba\n");
  const struct text *text = first_text(&r);
  size_t at = str_find(text->s, STR("hai"), 0);
  struct text part = text_part(r.arena, text, at + 1, text->s.n);
  CHECK_STR(part.s, "ai ba");
  CHECK_STR(read_back(&r, &part, "ai"), "ai");
  CHECK_STR(read_back(&r, &part, "ba"), "ba");
  CHECK(part.runs.n == 2 && part.runs.at[0].style == TEXT_BOLD && part.runs.at[0].from == 0);
  CHECK(text_offset(&part, part.s.n) == r.source->text.n - 1);
  CHECK(text_skip_space(&part, 2) == 3);
  struct text none = text_part(r.arena, text, 3, 3);
  CHECK(none.s.n == 0 && none.runs.n == 0);
  read_close(&r);
}

static void bytes_that_are_no_text(void) {
  struct reading r = read_bytes(STR("\xEF\xBB\xBF" "a\0b\xFF c\r\nd\f\r\n\r\ne"));
  CHECK_STR(first_text(&r)->s, "a\xEF\xBF\xBD" "b\xEF\xBF\xBD c d");
  CHECK_STR(read_back(&r, first_text(&r), "c"), "c");
  CHECK_STR(read_back(&r, first_text(&r), "d"), "d");
  CHECK(read_count(&r, "KH0001") == 1);
  CHECK_STR(r.diags.list.at[0].arguments[LANGUAGE_VI][0], "2");
  CHECK(r.syntax->blocks.n == 2);
  read_close(&r);
}

static void notes_keep_their_places(void) {
  struct reading r = read_text("a[^1] b[^2]. C[^1].\n\n[^1]: d\n[^2]: e\n\n    f\n");
  CHECK_STR(first_text(&r)->s, "a[^1] b[^2]. C[^1].");
  CHECK(r.diags.list.n == 0 && r.syntax->notes.n == 2);
  CHECK_STR(r.syntax->notes.at[1].text.s, "e\nf");
  CHECK_STR(r.syntax->notes.at[1].label, "2");
  read_close(&r);
}

// What Markdown swallows comes back as paragraphs with a note.
static void nothing_is_lost(void) {
  struct reading r = read_text("a\n\n[b]: c \"d\"\n\n[^e]: f\n\n| g | h |\n|---|---|\n| i | j | k |\n\n<div>\nl\n\n```m\nn\n```\n\n1.\n");
  struct buf all = { 0 };
  for (size_t i = 0; i < r.syntax->blocks.n; i++)
    buf_str(&all, r.syntax->blocks.at[i].text.s);
  static const char *const words[] = { "a", "[b]: c \"d\"", "[^e]: f", "k", "l", "m", "n", "1." };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    CHECK(str_find(buf_view(&all), str_from(words[i]), 0) != SIZE_MAX);
  CHECK(read_count(&r, "KH0008") == 4);
  buf_finish(&all);
  read_close(&r);
}

static void comments_and_limits_are_told(void) {
  struct reading r = read_text("a <!-- b --> c\n\n<!-- d\ne -->\n\n<div>\nf <tên>\n</div>\n\n<br>\n");
  CHECK(read_count(&r, "KH0010") == 2 && read_count(&r, "KH0012") == 1);
  CHECK(r.syntax->blocks.n == 2);
  CHECK_STR(first_text(&r)->s, "a  c");
  CHECK_STR(r.syntax->root->first->text.s, "a c");
  CHECK_STR(r.syntax->blocks.at[1].text.s, "f <tên>");
  read_close(&r);
  struct buf deep = { 0 };
  for (int i = 0; i < 5000; i++)
    buf_byte(&deep, '>');
  buf_text(&deep, " sâu\n");
  r = read_bytes(buf_view(&deep));
  CHECK(read_count(&r, "KH0006") == 1);
  CHECK(str_ends(first_text(&r)->s, STR("sâu")));
  read_close(&r);
  buf_finish(&deep);
}

// A page whose lines are indented is text, not code, and its emphasis counts.
static void indented_lines_are_text(void) {
  struct reading r = read_text("        KẾT QUẢ\n\n        1. Việc *một*\n        - hai\n\n   17\n");
  CHECK_STR(read_shape(&r), "P 1.(- P)");
  CHECK_STR(r.syntax->root->first->next->text.s, "Việc một");
  CHECK_STR(read_back(&r, &r.syntax->root->first->next->text, "một"), "một");
  read_close(&r);
}

int main(void) {
  plain_words_have_no_markup();
  runs_carry_style_and_targets();
  parts_keep_their_places();
  bytes_that_are_no_text();
  notes_keep_their_places();
  nothing_is_lost();
  comments_and_limits_are_told();
  indented_lines_are_text();
  return check_report();
}
