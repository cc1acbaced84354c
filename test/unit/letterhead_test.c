// Around the body: letterhead, recipients, signature, in the layouts in which they are met.
#include "test/unit/reading.h"

static void check_header(struct reading *r, const char *parent, const char *agency) {
  CHECK_STR(read_entry(r, "co quan chu quan"), parent);
  CHECK_STR(read_entry(r, "co quan"), agency);
  CHECK_STR(read_entry(r, "so"), "140");
  CHECK_STR(read_entry(r, "ky hieu"), "KH-UBND");
  CHECK_STR(read_entry(r, "dia danh"), "Tuyên Quang");
  CHECK_STR(read_entry(r, "ngay"), "ngày 01 tháng 4 năm 2026");
  CHECK_STR(read_entry(r, "loai"), "KẾ HOẠCH");
  CHECK_STR(read_entry(r, "trich yeu"), "Triển khai Đề án trên địa bàn tỉnh");
  const struct node *first = r->syntax->root->first;
  CHECK(first && str_starts(first->text.s, STR("Thực hiện Quyết định")));
}

#define BODY "\nThực hiện Quyết định số 1;\n\nI. A\n"

static void layouts(void) {
  static const char *const layouts[] = {
    // Cells as separate lines.
    "ỦY BAN NHÂN DÂN\nTỈNH TUYÊN QUANG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 140 /KH-UBND\n\n"
    "Tuyên Quang, ngày 01 tháng 4 năm 2026\n\nKẾ HOẠCH\n\nTriển khai Đề án\n\ntrên địa bàn tỉnh\n" BODY,
    // Two columns on a line, rules of dashes.
    "ỦY BAN NHÂN DÂN          CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH TUYÊN QUANG           Độc lập – Tự do – Hạnh phúc\n"
    "-------                  ---------------\nSố: 140/KH-UBND        Tuyên Quang, ngày 01 tháng 4 năm 2026\n\n"
    "            KẾ HOẠCH\n    Triển khai Đề án\n   trên địa bàn tỉnh\n" BODY,
    // One space between the columns.
    "|\n\nỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH TUYÊN QUANG Độc lập - Tự do - Hạnh phúc\n"
    "Số: 140 /KH-UBND Tuyên Quang, ngày 01 tháng 4 năm 2026\nKẾ HOẠCH\nTriển khai Đề án\ntrên địa bàn tỉnh\n" BODY,
    // A table.
    "| **ỦY BAN NHÂN DÂN**<br>**TỈNH TUYÊN QUANG** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>**Độc lập - Tự do - Hạnh phúc**<br>------ |\n"
    "| --- | --- |\n| Số: 140/KH-UBND | *Tuyên Quang, ngày 01 tháng 4 năm 2026* |\n\n**KẾ HOẠCH**\n\n**Triển khai Đề án**\n\n"
    "**trên địa bàn tỉnh**\n" BODY,
  };
  for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
    struct reading r = read_text(layouts[i]);
    check_header(&r, "(none)", "ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG");
    read_close(&r);
  }
}

static void drafts_and_departments(void) {
  struct reading r = read_text("UBND TỈNH LÀO CAI\n\nSỞ CÔNG THƯƠNG\n\nSố: /KH-SCT\n\nLào Cai, ngày tháng 4 năm 2026\n\nKẾ HOẠCH\n\n"
                               "Thực hiện Nghị quyết số 35\n\n(Dự thảo)\n\nCăn cứ Luật;\n");
  CHECK_STR(read_entry(&r, "co quan chu quan"), "UBND TỈNH LÀO CAI");
  CHECK_STR(read_entry(&r, "co quan"), "SỞ CÔNG THƯƠNG");
  CHECK_STR(read_entry(&r, "so"), "");
  CHECK_STR(read_entry(&r, "ngay"), "ngày tháng 4 năm 2026");
  CHECK_STR(read_entry(&r, "trich yeu"), "Thực hiện Nghị quyết số 35");
  CHECK_STR(read_shape(&r), "P P");
  read_close(&r);
  // The front matter speaks: the body's lines are the body's.
  r = read_text("---\nsố: 1\n---\nSố: 140/KH-UBND\n\nX, ngày 1 tháng 4 năm 2026\n\nKẾ HOẠCH\n\na\n");
  CHECK_STR(read_entry(&r, "so"), "1");
  CHECK_STR(read_entry(&r, "ngay"), "(none)");
  CHECK_STR(read_shape(&r), "P P P P");
  read_close(&r);
  // Nothing that is certain.
  r = read_text("MỘT DÒNG CHỮ HOA\n\nMột đoạn văn.\n");
  CHECK(r.syntax->entries.n == 0);
  read_close(&r);
}

static void check_closing(struct reading *r, size_t recipients, const char *name) {
  CHECK(r->syntax->recipients.n == recipients);
  CHECK(recipients == 0 || str_starts(r->syntax->recipients.at[0].s, STR("Bộ Tư pháp")));
  const struct entry *signature = syntax_entry(r->syntax, "ky");
  const struct entry *last = signature && signature->children.n ? vec_last(&signature->children) : NULL;
  CHECK(last && str_is(last->bare, "ho ten"));
  CHECK_STR(last ? last->value.s : STR("(none)"), name);
}

#define LIST "- Bộ Tư pháp;\n- Các sở, ban, ngành;\n- Lưu: VT, NC.\n"

static void closings(void) {
  static const char *const texts[] = {
    "I. A\n\n1. b./.\n\n***Nơi nhận:***\n" LIST "\n**TM. ỦY BAN NHÂN DÂN**  \n**KT. CHỦ TỊCH**  \n**PHÓ CHỦ TỊCH**\n\n**Trần Văn A**\n",
    "# I. A\n\nb./.\n\n### Nơi nhận:\n\n" LIST "\nGIÁM ĐỐC\n\nTrần Văn A\n",
    "I. A\n\nb./.\n\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nTrần Văn A\n\nNơi nhận:\n\n- Bộ Tư pháp;\n\n- Các sở;\n\n- Lưu: VT.\n",
    "I. A\n\nb./.\nNơi nhận:                      TM. ỦY BAN NHÂN DÂN\n- Bộ Tư pháp;                  KT. CHỦ TỊCH\n"
    "- Các sở;                       PHÓ CHỦ TỊCH\n- Lưu: VT.\n                                Trần Văn A\n",
    "I. A\n\nb./.\n\n| *Nơi nhận:*<br>- Bộ Tư pháp;<br>- Các sở;<br>- Lưu: VT. | **CHỦ TỊCH**<br><br>**Trần Văn A** |\n|---|---|\n\nPHỤ LỤC\n\nc\n",
    "I. A\n\nb./.\n| *Nơi nhận:* - Bộ Tư pháp; - Các sở; - Lưu: VT. | KT. BỘ TRƯỞNG THỨ TRƯỞNG     Trần Văn A |\n| --- | --- |\nPHỤ LỤC\nc\n",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct reading r = read_text(texts[i]);
    check_closing(&r, 3, "Trần Văn A");
    CHECK(syntax_entry(r.syntax, "luu") != NULL);
    CHECK(r.syntax->recipients_span.end > r.syntax->recipients_span.start);
    read_close(&r);
  }
}

static void what_follows_stays(void) {
  struct reading r = read_text("I. A\n\nNơi nhận:\n" LIST "\nTM. ỦY BAN NHÂN DÂN\n\nMột đoạn ở cuối.\n\nPHỤ LỤC I\nDANH MỤC\n\n(Kèm theo Kế hoạch)\n");
  CHECK_STR(read_shape(&r), "I.(P) PHỤ LỤC I(P)");
  CHECK_STR(r.syntax->root->last->text.s, "DANH MỤC");
  CHECK(vec_last(&r.syntax->blocks)->zone == ZONE_ANNEX);
  read_close(&r);
  r = read_text("I. A\n\nNơi nhận hồ sơ là bộ phận một cửa.\n");
  CHECK(r.syntax->recipients.n == 0);
  read_close(&r);
  r = read_text("I. A\n\nb\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn A\n");
  check_closing(&r, 0, "Trần Văn A");
  read_close(&r);
}

int main(void) {
  layouts();
  drafts_and_departments();
  closings();
  what_follows_stays();
  return check_report();
}
