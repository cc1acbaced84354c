// Tasks: blocks, inheritance, tables, prose and duties, from small plans.
#include "compiler/check/plan.h"

#include "runtime/base/buf.h"
#include "test/unit/check.h"

static struct arena *arena;
static struct registry *registry;

static void put_actors(struct buf *out, char mark, const struct actors *actors) {
  for (size_t i = 0; i < actors->n; i++) {
    buf_printf(out, " %c", mark);
    if (actors->at[i].agency)
      buf_text(out, actors->at[i].agency->id);
    else
      buf_printf(out, "[" STR_FMT "]", STR_ARG(actors->at[i].written));
  }
}

// One line for each task: id, origin, =lead, +coordinate, ~monitor, @time, <carrier.
static struct str describe(const char *body) {
  struct buf text = { 0 }, out = { 0 };
  buf_text(&text, "---\ncơ quan: Ủy ban nhân dân tỉnh Lạng Sơn\nngày: 01/4/2022\n---\n\n");
  buf_text(&text, body);
  struct diags diags;
  diags_init(&diags, arena);
  struct source *source = source_open(arena, "plan.md", str_copy(arena, buf_view(&text)));
  struct check_options options = { .registry = registry };
  struct plan *plan = check_plan(arena, syntax_read(arena, source, &diags), &options, &diags);
  static const char *const origins[] = { "block", "table", "prose", "duty" };
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    buf_printf(&out, "%s" STR_FMT " %s", i ? "\n" : "", STR_ARG(task->id), origins[task->origin]);
    put_actors(&out, '=', &task->lead);
    put_actors(&out, '+', &task->coordinate);
    put_actors(&out, '~', &task->monitor);
    if (task->has_time)
      buf_printf(&out, " @" STR_FMT, STR_ARG(task->time.text));
    if (task->inherited_from)
      buf_printf(&out, " <" STR_FMT, STR_ARG(task->inherited_from->number));
  }
  struct str result = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  buf_finish(&text);
  return result;
}

static void test_blocks(void) {
  CHECK_STR(describe("# II. NHIỆM VỤ\n\n## 1. Một việc\n\n- *Cơ quan chủ trì:* Sở Tư pháp.\n- **Đơn vị phối hợp**: Công an tỉnh; "
                     "UBND 17 xã biên giới.\n+ Thời gian thực hiện: Quý I/2023./.\n- Cơ quan theo dõi: Thanh tra tỉnh\n"),
            "II.1 block =so-tu-phap +cong-an-tinh +grp-xa-bien-gioi ~thanh-tra-tinh @Quý I/2023");
  CHECK_STR(describe("# II. NHIỆM VỤ\n\n1. Một việc.\n\nĐơn vị chủ trì: Sở Y tế; Đơn vị phối hợp: Sở Nội vụ, Công an tỉnh.\n"),
            "II.1 block =so-y-te +so-noi-vu +cong-an-tinh");
  CHECK_STR(describe("# II. NHIỆM VỤ\n\n1. Xây dựng đề án. Đơn vị chủ trì: Sở Y tế; Thời hạn hoàn thành: Quý I/2023.\n"),
            "II.1 block =so-y-te @Quý I/2023");
  CHECK_STR(describe("# II. NHIỆM VỤ\n\n## 1. Một việc\n\n- Đơn vị chủ trì:\n  + Sở Y tế;\n  + Sở Nội vụ.\n"),
            "II.1 block =so-y-te =so-noi-vu");
  // Labels as a scanner reads them.
  CHECK_STR(describe("# II. NHIỆM VỤ\n\n## 1. Một việc\n\n- Cơ quan chù trì: Sở Y tế\n- Cơ quan phôi hợp: Sở Nội vụ\n"
                     "- Thời gianthực hiện: Năm 2023\n"), "II.1 block =so-y-te +so-noi-vu @Năm 2023");
  // A labelled line may be numbered, and nested below a title.
  CHECK_STR(describe("# III. NỘI DUNG\n\n## 2. Việc\n\na) Nội dung: khảo sát.\n\nb) Thời gian thực hiện: trong năm 2023.\n\n"
                     "c) Trách nhiệm thực hiện\n\n- Cơ quan chủ trì tham mưu: Sở Y tế.\n\n- Cơ quan phối hợp: Sở Nội vụ.\n"),
            "III.2 block =so-y-te +so-noi-vu @trong năm 2023");
  CHECK_STR(describe("# III. NỘI DUNG\n\n## 1. Việc\n\n### 1.1. Mục tiêu\n\nChữ.\n\n### 1.2. Nội dung thực hiện\n\nChữ.\n\n"
                     "### 1.3. Tổ chức thực hiện\n\n- Đơn vị chủ trì: Sở Y tế.\n"), "III.1 block =so-y-te");
  CHECK_STR(describe("# III. NỘI DUNG\n\n## 1. Việc\n\nd) Trách nhiệm thực hiện: Sở Y tế, Sở Nội vụ theo chức năng, nhiệm vụ chủ "
                     "trì, phối hợp với các cơ quan, đơn vị liên quan tổ chức thực hiện.\n"),
            "III.1 block =so-y-te =so-noi-vu +grp-lien-quan");
}

static void test_inheritance(void) {
  CHECK_STR(describe("# IV. NHIỆM VỤ\n\n## 9. Việc\n\n9.1. Tuyên truyền.\n\n9.2. Tổ chức.\n\n- Cơ quan chủ trì: Sở Y tế.\n\n"
                     "- Thời gian thực hiện: Hằng năm.\n"),
            "IV.9.1 block =so-y-te @Hằng năm <9.\nIV.9.2 block =so-y-te @Hằng năm <9.");
  CHECK_STR(describe("# IV. NHIỆM VỤ\n\n## 9. Việc\n\n9.1. Tuyên truyền.\n\n9.2. Tổ chức.\n\n9.3. Cơ quan chủ trì: Sở Y tế.\n\n"
                     "- Thời gian thực hiện: Hằng năm.\n"),
            "IV.9.1 block =so-y-te @Hằng năm <9.\nIV.9.2 block =so-y-te @Hằng năm <9.");
  CHECK_STR(describe("# IV. NHIỆM VỤ\n\n## 9. Việc\n\n9.1. Tuyên truyền.\n\n- Cơ quan chủ trì: Sở Nội vụ.\n\n9.2. Tổ chức.\n\n"
                     "- Cơ quan chủ trì: Sở Y tế.\n"), "IV.9.1 block =so-noi-vu\nIV.9.2 block =so-y-te");
  // The parts of a task lead it where nobody else does, and have its time.
  CHECK_STR(describe("# III. NỘI DUNG\n\n## 4. Việc\n\na) Làm phim\n\n- Cơ quan chủ trì: Sở Y tế.\n\nb) Sở Nội vụ chủ trì, phối "
                     "hợp với Công an tỉnh làm báo.\n\nc) Thời gian thực hiện: Hằng năm.\n"),
            "III.4 block =so-y-te =so-noi-vu +cong-an-tinh @Hằng năm\nIII.4.a block =so-y-te @Hằng năm\n"
            "III.4.b prose =so-noi-vu +cong-an-tinh @Hằng năm");
}

static void test_tables(void) {
  CHECK_STR(describe("# II. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian thực hiện/ hoàn thành |\n"
                     "|---|---|---|---|---|\n| I | Nhóm một | | | |\n| 1. | Việc A | Sở Y tế | Công an tỉnh | Tháng 8/2022 |\n"
                     "| 2. | Việc B | | | 2022 - 2023 |\n| 3. | Việc C | Sở Nội vụ | | - |\n"),
            "II.I.1 table =so-y-te +cong-an-tinh @Tháng 8/2022\nII.I.2 table =so-y-te +cong-an-tinh @2022 - 2023\n"
            "II.I.3 table =so-noi-vu");
  CHECK_STR(describe("# II. NHIỆM VỤ\n\n| Nội dung | Đơn vị chủ trì và phối hợp thực hiện |\n|---|---|\n"
                     "| Việc A | Chủ trì: Sở Y tế. Phối hợp: Sở Nội vụ |\n| Việc B | Sở Nội vụ chủ trì; Sở Y tế phối hợp |\n"),
            "II.1 table =so-y-te +so-noi-vu\nII.2 table =so-noi-vu +so-y-te");
  CHECK_STR(describe("# II. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
                     "|  | *(1)* | *(2)* | *(3)* |\n| 1 | Một việc | Sở Y tế | Quý I/2023 |\n"),
            "II.1 table =so-y-te @Quý I/2023"); // numbers of columns are no task
  CHECK_STR(describe("# I. SỐ LIỆU\n\n| TT | Nội dung | Số lượng |\n|---|---|---|\n| 1 | Lớp | 3 |\n"), "");
}

static void test_prose(void) {
  CHECK_STR(describe("# II. NHIỆM VỤ\n\n1. Giao Sở Y tế (cơ quan thường trực) chủ trì, phối hợp với Sở Nội vụ và Công an tỉnh tổ "
                     "chức; hoàn thành trong quý IV năm 2022.\n\n2. Hội thi do Tỉnh đoàn chủ trì.\n\n3. Tuyên truyền trên báo.\n"),
            "II.1 prose =so-y-te +so-noi-vu +cong-an-tinh @hoàn thành trong quý IV năm 2022\nII.2 prose =tinh-doan");
  CHECK_STR(describe("# I. MỤC ĐÍCH, YÊU CẦU\n\nSở Y tế chủ trì công tác y tế.\n"), "");
  CHECK_STR(describe("# II. NHIỆM VỤ\n\n1. Các đơn vị chủ trì nhiệm vụ báo cáo kết quả.\n"), "");
}

static void test_duties(void) {
  CHECK_STR(describe("# V. TỔ CHỨC THỰC HIỆN\n\n## 1. Sở Tư pháp\n\n- Theo chức năng, nhiệm vụ, phối hợp với Công an tỉnh làm.\n\n"
                     "- Chủ trì, phối hợp với Sở Y tế, Sở Nội vụ tổ chức.\n\n- Tham mưu UBND tỉnh.\n\n"
                     "- Công an tỉnh bảo đảm an ninh.\n"),
            "V.1.1 duty +so-tu-phap +cong-an-tinh\nV.1.2 duty =so-tu-phap +so-y-te +so-noi-vu\nV.1.3 duty =so-tu-phap\n"
            "V.1.4 duty =cong-an-tinh");
  CHECK_STR(describe("# V. TỔ CHỨC THỰC HIỆN\n\n## 1. Phân công trách nhiệm\n\na) Công an tỉnh: Phối hợp bảo đảm an ninh.\n\n"
                     "b) Đề nghị Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội: Tuyên truyền.\n\n"
                     "c) Sở Tài chính và Sở Xây dựng:\n\nBố trí kinh phí.\n"),
            "V.1.a duty +cong-an-tinh\nV.1.b duty =ubmttq-tinh =grp-ctxh\nV.1.c.1 duty =so-tai-chinh =so-xay-dung");
  CHECK_STR(describe("# III. TỔ CHỨC THỰC HIỆN\n\n1. Cục Biến đổi khí hậu có trách nhiệm:\n\na) Chủ trì xây dựng.\n\nb) Phối hợp với Vụ "
                     "Pháp chế tham mưu.\n\n2. Cục Viễn thám quốc gia chủ trì, phối hợp với Cục Biến đổi khí hậu ứng dụng.\n"),
            "III.1.a duty =[Cục Biến đổi khí hậu]\nIII.1.b duty +[Cục Biến đổi khí hậu] +[Vụ Pháp chế]\n"
            "III.2 prose =[Cục Viễn thám quốc gia] +[Cục Biến đổi khí hậu]");
  CHECK_STR(describe("# V. TỔ CHỨC THỰC HIỆN\n\n1. Căn cứ Kế hoạch, các cơ quan xây dựng kế hoạch.\n"), "");
}

static void test_ids(void) {
  CHECK_STR(describe("# II. NHIỆM VỤ\n\n## 1. A\n\n- Cơ quan chủ trì: Sở Y tế\n\n# II. NHIỆM VỤ\n\n## 1. B\n\n"
                     "- Cơ quan chủ trì: Sở Nội vụ\n"), "II.1 block =so-y-te\nII.1-2 block =so-noi-vu");
}

int main(void) {
  arena = arena_create();
  struct str error = { 0 };
  registry = registry_read(arena, (struct str){ 0 }, &error);
  syntax_start();
  test_blocks();
  test_inheritance();
  test_tables();
  test_prose();
  test_duties();
  test_ids();
  arena_destroy(arena);
  return check_report();
}
