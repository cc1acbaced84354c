// Agency lists: names with commas in them, abbreviations, groups, counts, provinces, what is left over.
#include "compiler/check/agencies.h"

#include "runtime/base/buf.h"
#include "test/unit/check.h"

static struct arena *arena;
static struct registry *registry;

// "id id …" of a list; * after a group, ! after a catch-all, =n after a count; unknown bodies in brackets; rest after |.
static struct str read_list(struct lexicon *lexicon, const char *list) {
  struct text text = { .s = str_from(list) };
  struct actors actors = { 0 }, rest = { 0 };
  struct buf out = { 0 };
  actors_read(arena, lexicon, &text, 0, text.s.n, &actors, &rest);
  for (size_t i = 0; i < actors.n; i++) {
    const struct actor *actor = &actors.at[i];
    if (actor->agency)
      buf_text(&out, actor->agency->id);
    else
      buf_printf(&out, "[" STR_FMT "]", STR_ARG(actor->written));
    if (actor->catch_all)
      buf_text(&out, "!");
    else if (actor->group)
      buf_text(&out, "*");
    if (actor->count)
      buf_printf(&out, "=%d", actor->count);
    if (i + 1 < actors.n)
      buf_text(&out, " ");
  }
  for (size_t i = 0; i < rest.n; i++)
    buf_printf(&out, "|" STR_FMT, STR_ARG(rest.at[i].written));
  struct str result = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

static const struct row {
  const char *list, *expected;
} rows[] = {
  // The five plans.
  { "Bộ Chỉ huy Quân sự tỉnh.", "bo-chqs-tinh" },
  { "Các cơ quan, đơn vị liên quan; UBND 17 xã biên giới", "grp-lien-quan! grp-xa-bien-gioi*=17" },
  { "Các Sở, ban, ngành; Ủy ban nhân dân xã, phường.", "grp-so-ban-nganh* grp-xa-phuong*" },
  { "Ban Tuyên giáo và Dân vận Tỉnh ủy, Sở Dân tộc và Tôn giáo, Công an tỉnh, UBND 17 xã biên giới; các cơ quan, đơn vị "
    "liên quan", "ban-tgdv-tu so-dttg cong-an-tinh grp-xa-bien-gioi*=17 grp-lien-quan!" },
  { "Sở Văn hóa, Thể thao và Du lịch", "so-vhttdl" },
  { "Bộ CHQS tỉnh; Sở Văn hóa, Thể thao và Du lịch; Sở Khoa học và Công nghệ; Báo và Phát thanh - Truyền hình tỉnh; Ủy "
    "ban nhân dân các xã, phường.", "bo-chqs-tinh so-vhttdl so-khcn bao-ptth grp-xa-phuong*" },
  { "Sở Giáo dục và Đào tạo; Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh; Bộ CHQS tỉnh và các tổ chức chính trị - xã hội.",
    "so-gddt ubmttq-tinh bo-chqs-tinh grp-ctxh*" },
  { "Sở Tư pháp, Sở Thông tin và Truyền thông, Sở Giáo dục và Đào tạo, Đài Phát thanh và Truyền hình tỉnh, Báo Lạng Sơn và "
    "các cơ quan, đơn vị, đoàn thể và các địa phương.", "so-tu-phap so-tttt so-gddt dai-ptth bao-tinh grp-lien-quan!" },
  { "Viện Kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh", "vksnd-tinh tand-tinh" },
  { "UBND các huyện, thành phố Lạng Sơn", "ubnd-huyen*" },
  { "Các Sở, ban, ngành có liên quan", "grp-so-ban-nganh*" },
  { "Bộ Chỉ huy Bộ đội Biên phòng, Bộ Chỉ huy Quân sự và Công an tỉnh", "bo-ch-bdbp-tinh bo-chqs-tinh cong-an-tinh" },
  { "Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội", "ubmttq-tinh grp-ctxh*" },
  { "Các đơn vị Quân đội đóng quân trên địa bàn tỉnh", "grp-don-vi-quan-doi*" },
  { "CT, các PCT UBND tỉnh; TTTU, TT HĐND tỉnh; TT. Tỉnh uỷ", "grp-lanh-dao-ubnd* tt-tinh-uy tt-hdnd-tinh tt-tinh-uy" },
  // Spellings of one body.
  { "Sở TT&TT; STTTT; Sở TTTT; SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "so-tttt so-tttt so-tttt so-tttt" },
  { "Sở Văn hoá - Thể thao và Du lịch, Sở VH,TT&DL, Sở VHTTDL", "so-vhttdl so-vhttdl so-vhttdl" },
  { "VP UBND tỉnh, Uỷ ban nhân dân tỉnh", "vp-ubnd-tinh ubnd-tinh" },
  { "Sở GD&ĐT, Sở GD-ĐT và Sở Giáo dục & Đào tạo", "so-gddt so-gddt so-gddt" },
  { "Sở Giáo dục - Đào tạo; Sở Khoa học, Công nghệ", "so-gddt so-khcn" },
  { "Sở LĐ-TB&XH; Sở Lao động – Thương binh và Xã hội", "so-ldtbxh so-ldtbxh" },
  { "UBND cấp huyện, cấp xã và các đơn vị liên quan", "grp-huyen-xa* grp-lien-quan!" },
  // Provinces.
  { "Công an tỉnh Lạng Sơn, Sở Y tế Lạng Sơn", "cong-an-tinh so-y-te" },
  { "Công an tỉnh Cao Bằng", "[Công an tỉnh Cao Bằng]" },
  { "UBND phường Tam Thanh", "ubnd-xa" },
  // Word boundaries and capitals.
  { "tuyên truyền tu bổ", "[tuyên truyền tu bổ]" },
  { "BTV TU", "btv-tinh-uy" },
  // Not in the registry.
  { "Phòng Bưu chính - Viễn thông - Công nghệ thông tin.", "[Phòng Bưu chính - Viễn thông - Công nghệ thông tin]" },
  { "Vụ Pháp chế và các đơn vị có liên quan thuộc Bộ TN&MT.", "[Vụ Pháp chế] grp-lien-quan!" },
  { "Cục Bảo tồn thiên nhiên và Đa dạng sinh học và các cơ quan, đơn vị có liên quan",
    "[Cục Bảo tồn thiên nhiên và Đa dạng sinh học] grp-lien-quan!" },
  { "Viện Chiến lược, Chính sách TN&MT; Sở Y tế", "[Viện Chiến lược, Chính sách TN&MT] so-y-te" },
  { "Sở Tư pháp cung cấp tài liệu cho các xã; báo cáo kết quả", "so-tu-phap|cung cấp tài liệu cho các xã; báo cáo kết quả" },
  { "Sở Y tế (đầu mối), Sở Tài chính", "so-y-te so-tai-chinh" },
  { "", "" },
  { ";, và", "" },
};

static void test_rows(struct lexicon *lexicon) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    CHECK_STR(read_list(lexicon, rows[i].list), rows[i].expected);
}

static void test_names(struct lexicon *lexicon) {
  struct text text = { .s = STR("giao UBND 17 xã biên giới làm") };
  size_t to = 0;
  struct actor actor;
  CHECK(actor_at(lexicon, &text, 5, &to, &actor));
  CHECK_STR(actor.written, "UBND 17 xã biên giới");
  CHECK_STR(actor.name, "UBND các xã biên giới");
  CHECK(str_is(str_slice(text.s, to, text.s.n), " làm"));
  CHECK(!actor_at(lexicon, &text, 0, &to, &actor));
  CHECK(!actor_at(lexicon, &text, 6, &to, &actor));
}

static void test_prefix(struct lexicon *lexicon) {
  struct text text = { .s = STR("Sở Tư pháp, Sở Y tế và các cơ quan, đơn vị liên quan tổ chức khảo sát") };
  struct actors actors = { 0 };
  size_t to = actors_prefix(arena, lexicon, &text, 0, &actors);
  CHECK(actors.n == 3);
  CHECK_STR(str_slice(text.s, to, text.s.n), " tổ chức khảo sát");
  struct text none = { .s = STR("tổ chức khảo sát") };
  CHECK(actors_prefix(arena, lexicon, &none, 0, &actors) == 0);
}

static void test_own_names(void) {
  struct lexicon *lexicon = lexicon_create(arena, registry, STR("Lạng Sơn"), (struct date){ 2022, 1, 1 });
  lexicon_add(lexicon, (struct alias){ STR("Sở"), STR("Sở Thông tin và Truyền thông"), { 0, 0 } });
  lexicon_add(lexicon, (struct alias){ STR("TNXP"), STR("Thanh niên xung phong"), { 0, 0 } });
  lexicon_add(lexicon, (struct alias){ STR("BCHBP"), STR("do Bộ Chỉ huy Bộ đội Biên phòng tỉnh"), { 0, 0 } });
  CHECK_STR(read_list(lexicon, "Sở; Sở Tài chính, BCHBP"), "so-tttt so-tai-chinh bo-ch-bdbp-tinh");
}

static void test_city(void) {
  struct lexicon *lexicon = lexicon_create(arena, registry, STR("Hải Phòng"), (struct date){ 2026, 1, 1 });
  CHECK_STR(read_list(lexicon, "Công an thành phố, UBND thành phố, Bộ CHQS thành phố; Thành ủy; Thành đoàn"),
            "cong-an-tinh ubnd-tinh bo-chqs-tinh tinh-uy tinh-doan");
}

static void test_nearest(struct lexicon *lexicon) {
  CHECK_STR(actor_nearest(arena, lexicon, STR("Sở Kế boạch và Đầu tư")), "Sở Kế hoạch và Đầu tư");
  CHECK_STR(actor_nearest(arena, lexicon, STR("Sở Tai chinh")), "Sở Tài chính");
  CHECK_STR(actor_nearest(arena, lexicon, STR("Hội những người yêu hoa lan")), "");
}

int main(void) {
  arena = arena_create();
  struct str error;
  registry = registry_read(arena, (struct str){ 0 }, &error);
  struct lexicon *lexicon = lexicon_create(arena, registry, STR("Lạng Sơn"), (struct date){ 2022, 1, 1 });
  test_rows(lexicon);
  test_names(lexicon);
  test_prefix(lexicon);
  test_own_names();
  test_city();
  test_nearest(lexicon);
  arena_destroy(arena);
  return check_report();
}
