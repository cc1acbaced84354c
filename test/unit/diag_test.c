// Diagnostics: places, settling, and the three forms of printing.
#include <jansson.h>
#include <string.h>

#include "check.h"
#include "runtime/diag/diag.h"

static struct arena *arena;

static const struct diag_rule deadline = {
  .code = "KH0412", .name = "deadline-before-issue", .severity = SEVERITY_ERROR,
  .message = { "thời hạn “{0}” kết thúc trước ngày ban hành {1}", "deadline “{0}” ends before the issue date {1}" },
  .help = { "sửa thời hạn, hoặc ghi rõ nhiệm vụ đã hoàn thành", "correct the deadline" },
};
static const struct diag_rule gap = {
  .code = "KH0101", .name = "number-gap", .severity = SEVERITY_WARNING,
  .message = { "thiếu số “{0}”", NULL }, .clause = "Phụ lục I",
};
static const struct diag_rule dependent = {
  .code = "KH0102", .name = "number-order", .severity = SEVERITY_NOTE,
  .message = { "sai thứ tự {9} {", NULL }, .requires = "no-such-rule, number-gap",
};

static struct source *open_text(const char *name, struct str text) {
  return source_open(arena, name, text);
}

static struct span find(const struct source *source, const char *words) {
  size_t at = str_find(source->text, str_from(words), 0);
  CHECK(at != SIZE_MAX);
  return (struct span){ (uint32_t)at, (uint32_t)(at + strlen(words)) };
}

static struct diags start(void) {
  struct diags diags;
  diags_init(&diags, arena);
  return diags;
}

static struct str print(const struct diags *diags, enum diag_format format, enum language language, bool color) {
  struct buf buf = { 0 };
  diags_print(diags, format, language, color, &buf);
  struct str text = str_copy(arena, buf_view(&buf));
  buf_finish(&buf);
  return text;
}

static struct str human(const struct diags *diags) {
  return print(diags, DIAG_HUMAN, LANGUAGE_VI, false);
}

// ---- places

static void check_place(const struct source *source, uint32_t offset, uint32_t line, uint32_t column) {
  struct place place = source_place(source, offset);
  CHECK(place.line == line && place.column == column);
}

static void test_places(void) {
  struct source *source = open_text("a.md", STR("Kế\r\ne\u0302\u0301\tx\rb\n"));
  CHECK(source->line_count == 4);
  check_place(source, 0, 1, 1);
  check_place(source, 4, 1, 3);  // the line end
  check_place(source, 5, 1, 3);  // inside the line end
  check_place(source, 6, 2, 1);
  check_place(source, 7, 2, 1);  // inside a decomposed letter
  check_place(source, 11, 2, 2); // the tab
  check_place(source, 12, 2, 3);
  check_place(source, 14, 3, 1); // after a lone CR
  check_place(source, 16, 4, 1);
  check_place(source, 999, 4, 1);
  CHECK_STR(source_line(source, 1), "Kế");
  CHECK_STR(source_line(source, 2), "e\u0302\u0301\tx");
  CHECK_STR(source_line(source, 4), "");
  CHECK_STR(source_line(source, 5), "");
  CHECK(open_text("b.md", STR(""))->line_count == 1);
}

// A line so long that its columns are marked.
static void test_long_places(void) {
  size_t n = 300000;
  char *text = arena_alloc(arena, n + 1);
  for (size_t i = 0; i < n; i += 3)
    memcpy(text + i, i % 5 ? "abc" : "ế", 3);
  struct source *source = open_text("a.md", str_concat(arena, STR("x\n"), (struct str){ text, n }));
  CHECK(source->mark_count > 10);
  uint32_t column = 1;
  bool all = true;
  for (size_t i = 0; i < n; i += 3) {
    struct place place = source_place(source, (uint32_t)i + 2);
    all = all && place.line == 2 && place.column == column;
    column += i % 5 ? 3 : 1;
  }
  CHECK(all);
}

// ---- settling

static const char *codes(const struct diags *diags) {
  struct str all = STR("");
  for (size_t i = 0; i < diags->list.n; i++)
    all = str_printf(arena, "%.*s%s%s@%u", STR_ARG(all), i ? " " : "", diags->list.at[i].rule->code,
                     diags->list.at[i].span.start);
  return all.n ? all.p : "";
}

static void test_order(void) {
  struct source *a = open_text("a.md", STR("một hai ba")), *b = open_text("b.md", STR("một"));
  struct diags diags = start();
  diag_report(&diags, &gap, b, (struct span){ 0, 1 });
  diag_report(&diags, &deadline, a, (struct span){ 5, 6 });
  diag_arg(&diags, diag_report(&diags, &gap, a, (struct span){ 5, 6 }), STR("z"));
  diag_arg(&diags, diag_report(&diags, &gap, a, (struct span){ 5, 6 }), STR("a"));
  diag_arg(&diags, diag_report(&diags, &gap, a, (struct span){ 5, 6 }), STR("z")); // again
  diag_report(&diags, &gap, a, (struct span){ 5, 7 });
  diag_report(&diags, &gap, a, (struct span){ 0, 1 });
  diags_settle(&diags, NULL, 0);
  CHECK_STR(str_from(codes(&diags)), "KH0101@0 KH0101@5 KH0101@5 KH0101@5 KH0412@5 KH0101@0");
  CHECK_STR(diags.list.at[1].arguments[LANGUAGE_VI][0], "z"); // the order of reporting stays
  CHECK(diags.list.at[5].source == b);
  CHECK(diags_count(&diags, SEVERITY_WARNING) == 5 && diags_count(&diags, SEVERITY_ERROR) == 1);
}

static void test_overrides(void) {
  struct source *a = open_text("a.md", STR("một hai ba"));
  struct diags diags = start();
  diag_report(&diags, &gap, a, (struct span){ 0, 1 });
  diag_report(&diags, &deadline, a, (struct span){ 0, 1 });
  const struct diag_override overrides[] = {
    { STR("KH0101"), SEVERITY_OFF },
    { STR("number-gap"), SEVERITY_ERROR },
    { STR("deadline-before-issue"), SEVERITY_OFF },
  };
  diags_settle(&diags, overrides, 3);
  CHECK(diags.list.n == 1 && diags.list.at[0].rule == &gap && diags.list.at[0].severity == SEVERITY_ERROR);
}

static void test_requires(void) {
  struct source *a = open_text("a.md", STR("một hai ba bốn năm")), *b = open_text("b.md", STR("một hai ba"));
  struct diags diags = start();
  diag_report(&diags, &gap, a, (struct span){ 0, 6 });
  diag_report(&diags, &gap, a, (struct span){ 2, 3 });
  diag_report(&diags, &dependent, a, (struct span){ 5, 9 });   // overlaps the first
  diag_report(&diags, &dependent, a, (struct span){ 6, 9 });   // touches only
  diag_report(&diags, &dependent, a, (struct span){ 3, 3 });   // empty, inside the first
  diag_report(&diags, &dependent, b, (struct span){ 0, 9 });   // another file
  diags_settle(&diags, NULL, 0);
  CHECK_STR(str_from(codes(&diags)), "KH0101@0 KH0101@2 KH0102@6 KH0102@0");
  diag_report(&diags, &dependent, a, (struct span){ 1, 2 });
  diags_settle(&diags, &(struct diag_override){ STR("KH0101"), SEVERITY_OFF }, 1);
  CHECK_STR(str_from(codes(&diags)), "KH0102@6 KH0102@0");
}

// ---- forms

static struct diags deadline_at(const struct source *source, const char *words) {
  struct diags diags = start();
  struct diag *diag = diag_report(&diags, &deadline, source, find(source, words));
  diag_arg(&diags, diag, str_from(words));
  diag_arg(&diags, diag, STR("01/4/2026"));
  return diags;
}

static void test_human(void) {
  struct source *source = open_text("plan.md", STR(
    "---\nngày: 01/4/2026\n---\n- Thời gian: Hằng năm (Tháng 03/2026; …)\n"));
  struct diags diags = deadline_at(source, "Tháng 03/2026");
  struct diag *diag = &diags.list.at[0];
  vec_push(arena, &diag->path, STR("Phần IV"));
  vec_push(arena, &diag->path, STR("2"));
  diag_related(&diags, diag, source, find(source, "01/4/2026"), "ngày ban hành ở đây", "issued here");
  CHECK_STR(human(&diags),
    "plan.md:4:24: lỗi[KH0412]: thời hạn “Tháng 03/2026” kết thúc trước ngày ban hành 01/4/2026\n"
    "    ┌─ Phần IV › 2\n"
    "  4 │ - Thời gian: Hằng năm (Tháng 03/2026; …)\n"
    "    │                        ^^^^^^^^^^^^^\n"
    "    ├─ plan.md:2:7: ngày ban hành ở đây\n"
    "    = gợi ý: sửa thời hạn, hoặc ghi rõ nhiệm vụ đã hoàn thành\n"
    "    = xem: kehoach explain KH0412\n");
  CHECK_STR(print(&diags, DIAG_SHORT, LANGUAGE_EN, false),
    "plan.md:4:24: error[KH0412]: deadline “Tháng 03/2026” ends before the issue date 01/4/2026\n");
  struct str colored = print(&diags, DIAG_HUMAN, LANGUAGE_EN, true);
  CHECK(str_find(colored, STR("\033[1;31merror[KH0412]\033[0m"), 0) != SIZE_MAX);
  CHECK(str_find(human(&diags), STR("\033"), 0) == SIZE_MAX);
}

static void test_without_source(void) {
  struct diags diags = start();
  struct diag *diag = diag_report(&diags, &gap, NULL, (struct span){ 0, 0 });
  diag->file = "không có.md";
  diag_arg(&diags, diag, STR("1"));
  CHECK_STR(human(&diags),
    "không có.md: cảnh báo[KH0101]: thiếu số “1”\n    = căn cứ: Phụ lục I\n    = xem: kehoach explain KH0101\n");
  CHECK(str_find(print(&diags, DIAG_JSON, LANGUAGE_VI, false),
    STR("\"range\":{\"start\":{\"line\":1,\"column\":1,\"offset\":0},\"end\":{\"line\":1,\"column\":1,\"offset\":0}}"),
    0) != SIZE_MAX);
}

// The two lines of the excerpt: what is quoted, and the marks under it.
static void check_excerpt(struct str text, struct span span, const char *quoted, const char *marks) {
  struct diags diags = start();
  diag_report(&diags, &gap, open_text("a.md", text), span);
  struct str rest = human(&diags), line;
  str_split(&rest, '\n', &line);
  const size_t margin = strlen("  1 │ ");
  CHECK(str_split(&rest, '\n', &line));
  CHECK_STR(str_slice(line, margin, line.n), quoted);
  CHECK(str_split(&rest, '\n', &line));
  CHECK_STR(str_slice(line, margin, line.n), marks);
}

static void test_excerpts(void) {
  check_excerpt(STR("Kế hoạch"), (struct span){ 5, 12 }, "Kế hoạch", "   ^^^^^");
  check_excerpt(STR("Ke\u0302\u0301 hoa\u0323ch"), (struct span){ 7, 14 }, "Ke\u0302\u0301 hoa\u0323ch", "   ^^^^^");
  check_excerpt(STR("e\u0302x"), (struct span){ 1, 3 }, "e\u0302x", "^"); // a mark alone: its letter
  check_excerpt(STR("\ta\tb"), (struct span){ 3, 4 }, "    a   b", "        ^");
  check_excerpt(STR("a\tb"), (struct span){ 1, 2 }, "a   b", " ^^^");
  check_excerpt(STR("😀 日b"), (struct span){ 8, 9 }, "😀 日b", "     ^");
  check_excerpt(STR("😀😀"), (struct span){ 4, 8 }, "😀😀", "  ^^");
  check_excerpt(STR("ab"), (struct span){ 2, 2 }, "ab", "  ^");
  check_excerpt(STR(""), (struct span){ 0, 0 }, "", "^");
  check_excerpt(STR("ab\r\ncd"), (struct span){ 1, 6 }, "ab", " ^"); // only the first line
  check_excerpt(STR("a\0b\033[31m\x7F\xC2\x85"), (struct span){ 2, 3 }, "a␀b␛[31m␡\uFFFD", "  ^");
  check_excerpt(STR("a\xFF\u200B\u202Eb"), (struct span){ 8, 9 }, "a\uFFFD\uFFFD\uFFFDb", "    ^");
}

static void test_long_line(void) {
  size_t n = 20u << 20;
  char *text = arena_alloc(arena, n + 1);
  memset(text, 'x', n);
  memcpy(text + n / 2, "ĐÂY", strlen("ĐÂY"));
  struct source *source = open_text("a.md", (struct str){ text, n });
  struct diags diags = start();
  diag_arg(&diags, diag_report(&diags, &gap, source, find(source, "ĐÂY")), source->text);
  diag_report(&diags, &gap, source, (struct span){ 0, (uint32_t)n });
  diag_report(&diags, &gap, source, (struct span){ (uint32_t)n - 1, (uint32_t)n });
  struct str out = human(&diags), line;
  CHECK(out.n < 4000);
  str_split(&out, '\n', &line);
  CHECK(str_starts(line, STR("a.md:1:10485761: cảnh báo[KH0101]: thiếu số “xxx")) && line.n < 200);
  str_split(&out, '\n', &line);
  size_t at = str_find(line, STR("ĐÂY"), 0);
  CHECK(at > 30 && at < 60 && str_starts(line, STR("  1 │ …xxx")) && str_ends(line, STR("xxx…")));
  struct str marks;
  str_split(&out, '\n', &marks);
  CHECK(str_ends(marks, STR(" ^^^")) && str_find(marks, STR("^"), 0) == at - strlen("…") + 1);
}

// In a line of decomposed letters as many are shown as in one of composed letters.
static void test_long_decomposed_line(void) {
  struct buf text = { 0 };
  for (int i = 0; i < 500; i++)
    buf_text(&text, "e\u0302\u0301");
  uint32_t middle = 250 * strlen("e\u0302\u0301");
  struct diags diags = start();
  diag_report(&diags, &gap, open_text("a.md", buf_view(&text)), (struct span){ middle, middle + 5 });
  struct str out = human(&diags), line;
  str_split(&out, '\n', &line);
  str_split(&out, '\n', &line);
  CHECK(line.n == strlen("  1 │ ……") + 120 * strlen("e\u0302\u0301"));
  str_split(&out, '\n', &line);
  CHECK_STR(str_trim(str_slice(line, strlen("    │ "), line.n)), "^");
  CHECK(line.n == strlen("    │ ") + 1 + 40 + 1);
  buf_finish(&text);
}

static void test_json(void) {
  struct source *source = open_text("a\xFF.md", STR("Ke\u0302\u0301 hoạch\xFF\n😀 hai"));
  struct diags diags = deadline_at(source, "hoạch\xFF\n😀");
  struct diag *diag = &diags.list.at[0];
  vec_push(arena, &diag->path, STR("I\xFF"));
  diag_related(&diags, diag, source, find(source, "hai"), "ở đây", NULL);
  diag->fix_title[LANGUAGE_VI] = "thêm chữ";
  vec_push(arena, &diag->edits, (struct edit){ find(source, "hai"), STR("\"hai\"") });
  struct arena *longer = arena_create();
  struct diags kept;
  diags_init(&kept, longer);
  diags_keep(&kept, &diags);
  CHECK(kept.list.at[0].source != source && kept.list.at[0].related.at[0].source == kept.list.at[0].source);
  struct str text = print(&kept, DIAG_JSON, LANGUAGE_VI, false);
  CHECK_STR(text, print(&diags, DIAG_JSON, LANGUAGE_VI, false).p);
  CHECK_STR(text,
    "{\"schema\":\"kehoach.diagnostics/1\",\n\"diagnostics\":[\n"
    "{\"code\":\"KH0412\",\"name\":\"deadline-before-issue\",\"severity\":\"error\","
    "\"message\":\"thời hạn “hoạch\uFFFD\\n😀” kết thúc trước ngày ban hành 01/4/2026\","
    "\"help\":\"sửa thời hạn, hoặc ghi rõ nhiệm vụ đã hoàn thành\",\"clause\":null,\"file\":\"a\uFFFD.md\","
    "\"range\":{\"start\":{\"line\":1,\"column\":4,\"offset\":7},\"end\":{\"line\":2,\"column\":2,\"offset\":20}},"
    "\"path\":[\"I\uFFFD\"],"
    "\"related\":[{\"message\":\"ở đây\",\"file\":\"a\uFFFD.md\","
    "\"range\":{\"start\":{\"line\":2,\"column\":3,\"offset\":21},\"end\":{\"line\":2,\"column\":6,\"offset\":24}}}],"
    "\"fix\":{\"title\":\"thêm chữ\",\"edits\":[{\"range\":{\"start\":{\"line\":2,\"column\":3,\"offset\":21},"
    "\"end\":{\"line\":2,\"column\":6,\"offset\":24}},\"text\":\"\\\"hai\\\"\"}]}}],\n"
    "\"summary\":{\"errors\":1,\"warnings\":0,\"notes\":0}}\n");
  json_error_t error;
  json_t *json = json_loadb(text.p, text.n, 0, &error);
  CHECK(json != NULL);
  json_decref(json);
  arena_destroy(longer);
  diags = start();
  CHECK_STR(print(&diags, DIAG_JSON, LANGUAGE_VI, false),
    "{\"schema\":\"kehoach.diagnostics/1\",\n\"diagnostics\":[],\n\"summary\":{\"errors\":0,\"warnings\":0,\"notes\":0}}\n");
  CHECK_STR(human(&diags), "");
}

static void test_message(void) {
  struct diags diags = start();
  struct diag *diag = diag_report(&diags, &dependent, NULL, (struct span){ 0, 0 });
  CHECK_STR(diag_message(arena, diag, LANGUAGE_EN), "sai thứ tự {9} {");
  diag_arg(&diags, diag_report(&diags, &gap, NULL, (struct span){ 0, 0 }), STR("a\033\u202Eb\tc\n\xFF"));
  struct str line, rest = print(&diags, DIAG_SHORT, LANGUAGE_VI, false);
  CHECK(str_find(rest, STR("“a␛\uFFFDb c \uFFFD”\n"), 0) != SIZE_MAX); // nothing that moves the cursor
  diag = diag_report(&diags, &gap, NULL, (struct span){ 0, 0 });
  char words[301];
  for (int i = 0; i < 300; i++)
    words[i] = (char)('a' + i % 26);
  words[300] = 0;
  diag_arg(&diags, diag, str_from(words));
  CHECK(diag_message(arena, diag, LANGUAGE_VI).n > 300);
  rest = print(&diags, DIAG_SHORT, LANGUAGE_VI, false);
  for (int i = 0; i < 3; i++)
    str_split(&rest, '\n', &line);
  CHECK_STR(line, ": cảnh báo[KH0101]: thiếu số “abcdefghijklmnopqrstuvwxyzabcdefghijklmn…"
                  "bcdefghijklmnopqrstuvwxyzabcdefghijklmn”");
}

int main(void) {
  arena = arena_create();
  test_places();
  test_long_places();
  test_order();
  test_overrides();
  test_requires();
  test_human();
  test_without_source();
  test_excerpts();
  test_long_line();
  test_long_decomposed_line();
  test_json();
  test_message();
  arena_destroy(arena);
  return check_report();
}
