// Whom a name means, and which lists name that body: ids, aliases, initials, names without marks, groups, short names.
#include "compiler/derive/body.h"

#include "test/unit/reading.h"

static const char plan_text[] =
  "---\ncơ quan: Ủy ban nhân dân tỉnh Lào Cai\nviết tắt:\n  Tổ 109: Tổ công tác Đề án 109\n---\n\n# I. NHIỆM VỤ\n\n"
  "## 1. Một việc\n\n- Cơ quan chủ trì: Sở Tài chính.\n"
  "- Cơ quan phối hợp: UBND xã Nà Hỳ; UBND các xã, phường; các tổ chức chính trị - xã hội; Tổ công tác Đề án 109; "
  "các cơ quan, đơn vị liên quan.\n";

static struct reading reading;
static struct plans plans;

static const struct plan *read_plan(void) {
  struct str error = { 0 };
  const struct check_options options = { .registry = registry_read(reading.arena, (struct str){ 0 }, &error) };
  return check_plan(reading.arena, reading.syntax, &options, &reading.diags);
}

// What is asked, and the id and name of the body found; id NULL: none, and the name is the first of the nearest.
static const struct row {
  const char *asked, *id, *name;
} rows[] = {
  { "so-tai-chinh", "so-tai-chinh", "Sở Tài chính" },
  { "Sở Tài chính", "so-tai-chinh", "Sở Tài chính" },
  { "sở  tài chính", "so-tai-chinh", "Sở Tài chính" },
  { "Sở Tài chính tỉnh Lào Cai", "so-tai-chinh", "Sở Tài chính" },
  { "STC", "so-tai-chinh", "Sở Tài chính" },
  { "Sở TC", "so-tai-chinh", "Sở Tài chính" },
  { "sở tc", "so-tai-chinh", "Sở Tài chính" },
  { "so tai chinh", "so-tai-chinh", "Sở Tài chính" },
  { "Sở VHTTDL", "so-vhttdl", "Sở Văn hóa, Thể thao và Du lịch" },
  { "Sở VH,TT&DL", "so-vhttdl", "Sở Văn hóa, Thể thao và Du lịch" },
  { "Sở KH&CN", "so-khcn", "Sở Khoa học và Công nghệ" },
  { "CA tỉnh", "cong-an-tinh", "Công an tỉnh" },
  { "Bộ CHQS tỉnh", "bo-chqs-tinh", "Bộ Chỉ huy Quân sự tỉnh" },
  { "VP UBND tỉnh", "vp-ubnd-tinh", "Văn phòng Ủy ban nhân dân tỉnh" },
  { "UBND xã Nà Hỳ", "ubnd-xa", "UBND xã Nà Hỳ" },
  { "các sở, ban, ngành", "grp-so-ban-nganh", "Các sở, ban, ngành" },
  { "Tổ công tác Đề án 109", "", "Tổ công tác Đề án 109" },
  { "to cong tac de an 109", "", "Tổ công tác Đề án 109" },
  { "Sở Tài chánh", NULL, "Sở Tài chính" },
  { "Tài chính", NULL, "Sở Tài chính" },
  { "Sở Phép thuật", NULL, NULL },
  { "Sở", NULL, NULL },
  { "", NULL, NULL },
};

static void check_names(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct body body = { 0 };
    struct str nearest = { 0 };
    bool found = body_find(reading.arena, &plans, str_from(rows[i].asked), &body, &nearest);
    if (found != (rows[i].id != NULL))
      printf("“%s”: %s\n", rows[i].asked, found ? "found" : "not found");
    CHECK(found == (rows[i].id != NULL));
    if (found && rows[i].id) {
      CHECK_STR(body.id, rows[i].id);
      CHECK_STR(body.name, rows[i].name);
    } else if (rows[i].name) {
      CHECK(str_starts(nearest, str_from(rows[i].name)));
    }
  }
}

// Body, and its part in each body of the second list of the plan: n named, g in a group, - absent.
static const struct part_row {
  const char *asked, *parts;
} part_rows[] = {
  { "UBND xã Nà Hỳ", "ng---" },
  { "ubnd-xa", "ng---" },
  { "UBND các xã, phường", "-n---" },
  { "hnd-tinh", "--g--" },
  { "Tổ công tác Đề án 109", "---n-" },
  { "so-tai-chinh", "-----" },
};

static void check_parts(const struct plan *plan) {
  const struct actors *actors = &plan->tasks.at[0]->coordinate;
  for (size_t i = 0; i < sizeof part_rows / sizeof *part_rows; i++) {
    struct body body = { 0 };
    struct str nearest = { 0 };
    struct buf parts = { 0 };
    body_find(reading.arena, &plans, str_from(part_rows[i].asked), &body, &nearest);
    for (size_t k = 0; k < actors->n; k++)
      buf_byte(&parts, "-ng"[body_in_actor(reading.arena, &body, plan->registry, &actors->at[k])]);
    CHECK_STR(buf_view(&parts), part_rows[i].parts);
    buf_finish(&parts);
  }
}

int main(void) {
  reading = read_text(plan_text);
  const struct plan *plan = read_plan();
  vec_push(reading.arena, &plans, plan);
  check_names();
  check_parts(plan);
  read_close(&reading);
  return check_report();
}
