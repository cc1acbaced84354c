// Outline: numbers decide, Markdown helps where there are none.
#include "test/unit/reading.h"

static const struct row {
  const char *text, *shape;
} rows[] = {
  { "# I. A\n\n## 1. B\n\nb\n\n- c\n\n+ d\n\n- e\n\n## 2. F\n\n# II. G\n", "I.(1.(P -(+) -) 2.) II." },
  // Levels of Markdown that contradict the numbers.
  { "## I. A\n\n#### 1. B\n\n## 2. C\n", "I.(1. 2.)" },
  { "I. A\n\n1. B\n\n1.1. C\n\na) D\n\n- e\n\nb) F\n\n1.2. G\n\n2. H\n\nII. I\n", "I.(1.(1.1.(a)(-) b)) 1.2.) 2.) II." },
  // Letters right below a Roman number; bullets below a sentence that announces them.
  { "II. A\n\na) B\n\nb) C:\n\n- d\n\nNhư sau:\n\n- e\n- f\n\nIII. G\n", "II.(a) b)(- P(- -))) III." },
  // A paragraph behind bullets is not the last bullet's, unless it goes on with its sentence.
  { "1. A\n\n- b.\n\nC\n", "1.(- P)" },
  { "1. A\n\n- b kinh tế với\n\nquốc phòng\n", "1.(-(P))" },
  { "- a\n\n  b\n- c\n", "-(P) -" },
  // Headings without numbers.
  { "# A\n\nb\n\n## C\n\n1. d\n\n2. e\n\n# F\n", "#(P #(1. 2.)) #" },
  // Lists of their own inside numbered items.
  { "1. A\n   1. B\n   2. C\n2. D\n", "1.(1. 2.) 2." },
  { "## 1. A\n\n1. b\n\n2. c\n\n## 2. D\n", "1.(1. 2.) 2." },
  { "- a\n  - b\n- c\n", "-(-) -" },
  { "PHẦN I\n\nI. A\n\nII. B\n\nPHẦN II\n\nI. C\n", "PHẦN I(I. II.) PHẦN II(I.)" },
  { "I. A\n\n1. b\n\nPHỤ LỤC I\n\nI. C\n", "I.(1.) PHỤ LỤC I(I.)" },
  { "1. A\n\n| b | c |\n|---|---|\n| d | e |\n", "1.(T)" },
};

static void shapes(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct reading r = read_text(rows[i].text);
    CHECK_STR(read_shape(&r), rows[i].shape);
    read_close(&r);
  }
}

static void attributes_and_titles(void) {
  struct reading r = read_text("# IV. CÔNG VIỆC {nhiệm vụ}\n\n## 1. Việc {#v-1}\n\n- a {#b}\n\nĐoạn {c}\n\n**PHẦN HAI**\n\n"
                               "PHẦN THỨ HAI\n\n**KẾ HOẠCH**\n\nđ\n");
  const struct node *section = r.syntax->root->first;
  CHECK_STR(section->stated_kind, "nhiệm vụ");
  CHECK_STR(section->text.s, "CÔNG VIỆC");
  CHECK(section->heading && section->level == 1);
  CHECK_STR(section->first->id, "v-1");
  CHECK_STR(source_slice(r.source, section->first->id_span), "v-1");
  CHECK_STR(section->first->text.s, "Việc");
  CHECK_STR(section->first->first->id, "b");
  CHECK_STR(section->first->last->previous->text.s, "Đoạn {c}");
  CHECK(section->end < section->next->span.start);
  CHECK_STR(section->next->label.written, "PHẦN THỨ HAI");
  CHECK_STR(section->next->text.s, "KẾ HOẠCH");
  read_close(&r);
}

static void paths(void) {
  struct reading r = read_text("# IV. A\n\n## 1. B\n\n### 1.2. C\n\n- d <!-- e -->\n");
  CHECK(r.diags.list.n == 1);
  syntax_path(r.arena, r.syntax, &r.diags);
  static const char *const steps[] = { "IV", "1", "1.2" };
  CHECK(r.diags.list.at[0].path.n == 3);
  for (size_t i = 0; i < r.diags.list.at[0].path.n && i < 3; i++)
    CHECK_STR(r.diags.list.at[0].path.at[i], steps[i]);
  read_close(&r);
}

// Lines of a pasted page become paragraphs of their own, sentences do not fall apart.
static void lines_of_a_page(void) {
  struct reading r = read_text("I. MỤC ĐÍCH,\nYÊU CẦU\n1. Mục đích\nQuán triệt sâu sắc quan điểm chỉ đạo; tổ chức thực hiện hiệu quả mục\n"
                               "tiêu, nhiệm vụ, giải pháp được nêu rõ trong Nghị quyết của Hội đồng.\n2. Yêu cầu\na) Một;\nb) Hai.\n");
  CHECK_STR(read_shape(&r), "I.(1.(P) 2.(a) b)))");
  CHECK_STR(r.syntax->root->first->text.s, "MỤC ĐÍCH, YÊU CẦU");
  read_close(&r);
  r = read_text("# I. A\n\nCâu một.\nCâu hai\nvà ba.\n");
  CHECK_STR(read_shape(&r), "I.(P)");
  read_close(&r);
}

int main(void) {
  shapes();
  attributes_and_titles();
  paths();
  lines_of_a_page();
  return check_report();
}
