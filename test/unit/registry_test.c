// The registry: rows, dates, groups, overlay, and names by longest match.
#include "compiler/check/registry.h"

#include <string.h>

#include "grammar/data.h"
#include "runtime/base/utf8.h"
#include "test/unit/check.h"

static const struct agency *find(const struct registry *registry, const char *id) {
  return registry_agency(registry, str_from(id));
}

static void test_rows(const struct registry *registry) {
  const struct agency *agency = find(registry, "so-vhttdl");
  CHECK(agency != NULL);
  CHECK_STR(agency->name, "Sở Văn hóa, Thể thao và Du lịch");
  CHECK_STR(agency->family, "so");
  CHECK(agency->aliases.n > 0 && !agency->group);
  CHECK(find(registry, "khong-co") == NULL);
  CHECK_STR(find(registry, "cong-an-tinh")->name_if_city, "Công an thành phố");
}

static void test_validity(const struct registry *registry) {
  const struct agency *old = find(registry, "so-tttt");
  CHECK(agency_valid(old, (struct date){ 2022, 10, 1 }));
  CHECK(!agency_valid(old, (struct date){ 2026, 4, 1 }));
  CHECK(!agency_valid(old, (struct date){ 2025, 3, 1 }));
  CHECK(agency_valid(old, (struct date){ 0, 0, 0 }));
  CHECK(old->successors.n == 2);
  CHECK_STR(old->successors.at[0], "so-khcn");
  CHECK(agency_valid(find(registry, "so-tai-chinh"), (struct date){ 2026, 1, 1 }));
}

static void test_groups(const struct registry *registry) {
  CHECK(find(registry, "grp-so-ban-nganh")->members.n >= 12);
  CHECK(find(registry, "grp-ctxh")->members.n == 5);
  CHECK(find(registry, "grp-lien-quan")->open);
  CHECK(find(registry, "grp-lien-quan")->members.n == 0);
  for (size_t i = 0; i < registry->agencies.n; i++)
    for (size_t k = 0; k < registry->agencies.at[i].members.n; k++)
      CHECK(registry_agency(registry, registry->agencies.at[i].members.at[k]) != NULL);
}

static void test_provinces(const struct registry *registry) {
  const struct province *province = registry_province(registry, STR("TUYÊN QUANG"));
  CHECK(province && strcmp(province->id, "tuyen-quang") == 0);
  CHECK(registry_province(registry, STR("tỉnh Tuyên Quang")) == province);
  CHECK(!province_is_city(province, (struct date){ 2026, 1, 1 }));
  CHECK(registry_province(registry, STR("Atlantis")) == NULL);
  CHECK(registry_province(registry, STR("")) == NULL);
  const struct province *city = registry_province(registry, STR("Bắc Ninh"));
  CHECK(!province_is_city(city, (struct date){ 2026, 1, 1 }));
  CHECK(province_is_city(city, (struct date){ 2026, 9, 20 }));
}

static void test_overlay(struct arena *arena) {
  struct str error = { 0 };
  struct registry *registry = registry_read(arena,
    STR("id\tfull_name\taliases\tstatus\texpands\r\n"
        "bql-cua-khau\tBan Quản lý cửa khẩu\tBQL cửa khẩu\tactive\t\r\n"
        "\r\n"
        "so-du-lich\tSở Du lịch và Dịch vụ\t\tactive\t\r\n"
        "grp-xa-bien-gioi\tUBND các xã biên giới\tUBND {n} xã biên giới\tgroup\tubnd-a;ubnd-b\r\n"), &error);
  CHECK(registry != NULL && error.n == 0);
  CHECK_STR(find(registry, "bql-cua-khau")->name, "Ban Quản lý cửa khẩu");
  CHECK_STR(find(registry, "so-du-lich")->name, "Sở Du lịch và Dịch vụ");
  CHECK(find(registry, "grp-xa-bien-gioi")->members.n == 2);
  CHECK(find(registry, "bql-cua-khau")->own && !find(registry, "so-tu-phap")->own);
}

static void test_bad_overlay(struct arena *arena) {
  struct str error = { 0 };
  CHECK(registry_read(arena, STR("mã\ttên\nx\ty\n"), &error) == NULL && error.n > 0);
  CHECK(registry_read(arena, STR("id\tfull_name\n\tSở X\n"), &error) == NULL);
  CHECK_STR(error, "dòng 2: thiếu mã (cột id)\nline 2: no id (column id)");
  CHECK(registry_read(arena, STR("id\tfull_name\nx\n"), &error) == NULL);
  CHECK(registry_read(arena, STR("id\tfull_name\na\tb\tc\n"), &error) == NULL);
}

// Every name and alias, folded, belongs to one body.
static void test_unique(struct arena *arena, const struct registry *registry) {
  struct seen { struct str name; const char *id; } *seen = arena_array(arena, struct seen, 4096);
  size_t n = 0;
  for (size_t i = 0; i < registry->agencies.n; i++) {
    const struct agency *agency = &registry->agencies.at[i];
    CHECK(registry_agency(registry, str_from(agency->id)) == agency);
    for (size_t k = 0; k <= agency->aliases.n; k++) {
      struct str name = text_fold_str(arena, k < agency->aliases.n ? agency->aliases.at[k] : agency->name);
      for (size_t m = 0; m < n; m++)
        if (str_eq(seen[m].name, name) && strcmp(seen[m].id, agency->id) != 0)
          CHECK_STR(name, "a name of one body only");
      seen[n++] = (struct seen){ name, agency->id };
    }
  }
}

int main(void) {
  struct arena *arena = arena_create();
  struct str error = { 0 };
  struct registry *registry = registry_read(arena, (struct str){ 0 }, &error);
  CHECK(registry != NULL);
  test_rows(registry);
  test_validity(registry);
  test_groups(registry);
  test_provinces(registry);
  test_overlay(arena);
  test_bad_overlay(arena);
  test_unique(arena, registry);
  arena_destroy(arena);
  return check_report();
}
