// The plan: header, tree, kinds, numbers, references, objectives, recipients and signature, read from small sources.
#include "compiler/check/plan.h"
#include "compiler/check/terms.h"
#include "test/unit/check.h"

static struct arena *arena;
static struct diags diags;

static const struct plan *read_plan(const char *source) {
  struct str error;
  struct check_options options = { .registry = registry_read(arena, (struct str){ 0 }, &error) };
  diags_init(&diags, arena);
  const struct source *file = source_open(arena, "plan.md", str_from(source));
  const struct plan *plan = check_plan(arena, syntax_read(arena, file, &diags), &options, &diags);
  diags_settle(&diags, NULL, 0);
  return plan;
}

static const struct item *with_anchor(const struct plan *plan, const char *anchor) {
  for (const struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    if (str_is(item->anchor, anchor))
      return item;
  return NULL;
}

static size_t count_of(const char *code) {
  size_t n = 0;
  for (size_t i = 0; i < diags.list.n; i++)
    n += str_is(str_from(diags.list.at[i].rule->code), code);
  return n;
}

static void test_header(void) {
  const struct plan *plan = read_plan(
      "---\ncơ quan: Ủy ban nhân dân tỉnh Lào Cai\nSố: \"140 \"\nky hieu: KH-UBND\nngày: /4/2026\n"
      "thời gian thực hiện: 2026 - 2030\ngiai đoạn:\n  Giai đoạn 1: 2026 - 2027\n  Giai đoạn II: 2028 - 2030\n"
      "đánh số: tự động\nphụ lục phân công: có\ncỡ chữ: 13\nviết tắt:\n  LLVT: Lực lượng vũ trang\n---\n\n# MỤC "
      "ĐÍCH\n\nChữ./.\n");
  CHECK_STR(plan->header.kind.text.s, "KẾ HOẠCH");
  CHECK_STR(plan->header.number.text.s, "140 ");
  CHECK_STR(plan->header.symbol.text.s, "KH-UBND");
  CHECK(plan->header.date.year == 2026 && plan->header.date.month == 4 && plan->header.date.day == 0);
  CHECK(plan->from.year == 2026 && plan->to.year == 2030);
  CHECK(plan->phases.n == 2 && plan->phases.at[1].number == 2 && plan->phases.at[1].to.year == 2030);
  CHECK(plan->renumber && plan->assignment_annex && plan->size_set == 'A');
  CHECK(plan->aliases.n == 1);
  plan = read_plan("---\nsố: 12/KH-STP\n---\n\nChữ./.\n");
  CHECK_STR(plan->header.number.text.s, "12");
  CHECK_STR(plan->header.symbol.text.s, "KH-STP");
}

static void test_tree(void) {
  const struct plan *plan = read_plan("Căn cứ Luật Biên phòng Việt Nam;\n\nBan hành Kế hoạch như sau:\n\n# I. MỤC "
                                      "ĐÍCH, YÊU CẦU\n\n## 1. Mục đích\n\nChữ.\n\n"
                                      "# II. NHIỆM VỤ, GIẢI PHÁP\n\n## 2. Mục tiêu\n\n- 80% cán bộ được tập "
                                      "huấn.\n\n### 2.1. Tuyên truyền chủ trương, đường lối của "
                                      "Đảng, chính sách, pháp luật của Nhà nước về quốc phòng.\n\na) Một.\n\nđ) "
                                      "Hai.\n\n# CÔNG VIỆC KHÁC {kinh phí}\n\nHết./.\n");
  CHECK(plan->bases.n == 1 && plan->bases.at[0].item->lead_in);
  CHECK(plan->root->first->next->lead_in);
  const struct item *section = with_anchor(plan, "muc-II");
  CHECK(section && section->kind == ITEM_SECTION && section->section == SECTION_TASK && section->title);
  const struct item *goals = with_anchor(plan, "muc-II-2");
  CHECK(goals && goals->section == SECTION_OBJECTIVE && goals->title && goals->path.n == 2);
  const struct item *sentence = with_anchor(plan, "muc-II-2-1");
  CHECK(sentence && !sentence->title && sentence->path.n == 3);
  CHECK(with_anchor(plan, "muc-II-2-1-a") && with_anchor(plan, "muc-II-2-1-dd"));
  CHECK(plan->root->last->section == SECTION_FUNDING);
  CHECK(plan->objectives.n == 1 && plan->objectives.at[0]->value == 80);
  CHECK_STR(plan->objectives.at[0]->unit, "%");
}

static void test_renumbering(void) {
  const struct plan *plan = read_plan("---\nđánh số: tự động\n---\n\n# MỤC ĐÍCH\n\n## Một\n\nChữ.\n\n## Hai\n\n### "
                                      "x\n\nChữ.\n\n### y\n\nChữ.\n\n# V. YÊU CẦU\n\nHết./.\n");
  CHECK_STR(with_anchor(plan, "muc-I")->number, "I.");
  CHECK_STR(with_anchor(plan, "muc-I-2")->number, "2.");
  CHECK_STR(with_anchor(plan, "muc-I-2-2")->number, "2.2.");
  CHECK_STR(with_anchor(plan, "muc-II")->number, "II.");
}

static void test_references(void) {
  const struct plan *plan =
      read_plan("# I. MỤC TIÊU\n\n## 1. Chung\n\n- Ít nhất 03 mô hình. {#mh}\n\n# II. NHIỆM VỤ\n\n## 1. Một\n\n### "
                "1.1. Hai {#hai}\n\n"
                "Theo [@hai], [@mh], [@khong], Mục 1 Phần II, mục 9 phần II Kế hoạch này, khoản 2 Điều 5 Nghị định số "
                "1/2020/NĐ-CP "
                "và Phụ lục I kèm theo.\n\n# Phụ lục I\n\n**BẢNG**\n\n*(Kèm theo Kế hoạch số /KH-UBND)*\n\nChữ.\n");
  CHECK(plan->references.n == 6);
  CHECK_STR(plan->references.at[0].printed, "mục 1.1 phần II");
  CHECK_STR(plan->references.at[1].printed, "gạch đầu dòng thứ nhất mục 1 phần I");
  CHECK(!plan->references.at[2].target && count_of("KH0501") == 1);
  CHECK(plan->references.at[3].target == with_anchor(plan, "muc-II-1"));
  CHECK(!plan->references.at[4].target && count_of("KH0502") == 1);
  CHECK(plan->references.at[5].target == plan->annexes.at[0].item);
  CHECK_STR(plan->annexes.at[0].title.s, "BẢNG");
  CHECK_STR(plan->annexes.at[0].number, "I");
  CHECK_STR(plan->annexes.at[0].reference.s, "(Kèm theo Kế hoạch số /KH-UBND)");
  CHECK_STR(plan->objectives.at[0]->comparator, "ít nhất");
}

static void test_aliases(void) {
  const struct plan *plan =
      read_plan("Ủy ban nhân dân tỉnh (UBND tỉnh) và Lực lượng vũ trang (LLVT), Thông tin và Truyền thông (TT&TT), "
                "Ban Chỉ đạo tỉnh (sau đây gọi tắt là Ban Chỉ đạo), việc khác (ABC)./.\n");
  CHECK(plan->aliases.n == 4);
  bool unit = false, force = false;
  for (size_t i = 0; i < plan->aliases.n; i++) {
    unit |=
        str_is(plan->aliases.at[i].written, "UBND tỉnh") && str_is(plan->aliases.at[i].meaning, "Ủy ban nhân dân tỉnh");
    force |= str_is(plan->aliases.at[i].written, "LLVT") && str_is(plan->aliases.at[i].meaning, "Lực lượng vũ trang");
  }
  CHECK(unit && force);
}

static void test_closing(void) {
  const struct plan *plan =
      read_plan("---\nký:\n  thẩm quyền: TM. ỦY BAN NHÂN DÂN\n  chức vụ: CHỦ TỊCH\n  họ tên: Phan Huy Ngọc\n"
                "lưu: VT, NC\n---\n\n# I. MỤC ĐÍCH\n\nChữ./.\n\nNơi nhận:\n- Sở Tư pháp;\n");
  CHECK(plan->signature.lines.n == 2);
  CHECK_STR(plan->signature.name.text.s, "Phan Huy Ngọc");
  CHECK(plan->recipients.n == 2 && plan->recipients.at[1].filing);
  CHECK_STR(plan->recipients.at[1].text.s, "Lưu: VT, NC");
  CHECK(plan->recipients.at[0].actors.n == 1 && plan->recipients.at[0].actors.at[0].agency);
}

// Phrases are compared with folded text: each row must be what folding makes of it.
static void test_phrases_are_folded(void) {
  const struct terms *terms = terms_create(arena);
  for (int list = 0; list < TERM_LISTS; list++) {
    CHECK(terms->lists[list].n > 0 && terms->lists[list].n <= 100);
    for (size_t i = 0; i < terms->lists[list].n; i++)
      CHECK(str_eq(text_fold_str(arena, terms->lists[list].at[i].phrase), terms->lists[list].at[i].phrase));
  }
  for (size_t i = 0; i < terms->sections.n; i++)
    CHECK(str_eq(text_fold_str(arena, terms->sections.at[i].phrase), terms->sections.at[i].phrase));
  for (size_t i = 0; i < terms->keys.n; i++)
    CHECK(str_ends(terms->keys.at[i].bare, text_bare(arena, terms->keys.at[i].shown)));
}

int main(void) {
  arena = arena_create();
  syntax_start();
  test_header();
  test_tree();
  test_renumbering();
  test_references();
  test_aliases();
  test_closing();
  test_phrases_are_folded();
  arena_destroy(arena);
  return check_report();
}
