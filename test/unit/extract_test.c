// Extracts: who has which part, by name or through a group; names of files; groups that nobody can tell.
#include "compiler/derive/extract.h"

#include "test/unit/reading.h"

static const char plan_text[] =
  "---\ncơ quan: Ủy ban nhân dân tỉnh Lào Cai\nngày: 01/4/2026\n---\n\n# I. NHIỆM VỤ\n\n"
  "## 1. Việc một\n\n- Cơ quan chủ trì: Hội Nông dân tỉnh.\n- Cơ quan phối hợp: các tổ chức chính trị - xã hội; Sở Tài chính.\n\n"
  "## 2. Việc hai\n\n- Cơ quan chủ trì: các tổ chức chính trị - xã hội; Hội Nông dân tỉnh.\n"
  "- Cơ quan phối hợp: Hội Nông dân tỉnh; UBND các xã, phường; các cơ quan, đơn vị liên quan.\n\n"
  "## 3. Việc ba\n\n- Cơ quan chủ trì: UBND xã Nà Hỳ.\n- Cơ quan phối hợp: Trung tâm Sao Mai - Hà; Trung tâm Sao Mai & Hà; các cơ quan, đơn vị liên quan.\n";

static struct reading reading;
static struct matrix matrix;

// “L1 c2g”: role in the task of that number, g through a group.
static struct str describe(const struct extract *extract) {
  struct buf out = { 0 };
  for (size_t i = 0; i < extract->parts.n; i++) {
    const struct part *part = &extract->parts.at[i];
    buf_printf(&out, "%s%c%zu%s", i ? " " : "", "LCM"[part->role], part->row + 1, part->in_group ? "g" : "");
  }
  struct str result = str_copy(reading.arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

static const struct row {
  const char *slug, *parts;
} rows[] = {
  { "so-tai-chinh", "C1" },
  { "ldld-tinh", "C1g L2g" },
  { "hnd-tinh", "L1 L2 C2" },
  { "hlhpn-tinh", "C1g L2g" },
  { "tinh-doan", "C1g L2g" },
  { "hccb-tinh", "C1g L2g" },
  { "ubnd-xa", "C2" },
  { "ubnd-xa-na-hy", "C2g L3" },
  { "trung-tam-sao-mai-ha", "C3" },
  { "trung-tam-sao-mai-ha-2", "C3" },
};

static void check_all(void) {
  struct extracts all = extract_all(reading.arena, &matrix);
  CHECK(all.list.n == sizeof rows / sizeof *rows);
  for (size_t i = 0; i < all.list.n && i < sizeof rows / sizeof *rows; i++) {
    const struct extract *extract = &all.list.at[i];
    CHECK_STR(extract->slug, rows[i].slug);
    CHECK_STR(describe(extract), rows[i].parts);
    CHECK(extract->counts[0] + extract->counts[1] + extract->counts[2] == extract->parts.n);
    struct extract one = extract_body(reading.arena, &matrix, &extract->body);
    bool every = str_is(extract->slug, "ubnd-xa"); // asked for alone it means each of them, “UBND xã Nà Hỳ” too
    CHECK_STR(describe(&one), every ? "C2 L3" : rows[i].parts);
  }
}

static void check_open(void) {
  struct open_groups open = extract_open(reading.arena, &matrix);
  CHECK(open.list.n == 1);
  CHECK_STR(open.list.at[0].name, "các cơ quan, đơn vị liên quan");
  CHECK(open.list.at[0].rows.n == 2 && open.list.at[0].rows.at[0] == 1 && open.list.at[0].rows.at[1] == 2);
}

int main(void) {
  struct str error = { 0 };
  reading = read_text(plan_text);
  const struct check_options options = { .registry = registry_read(reading.arena, (struct str){ 0 }, &error) };
  matrix_add(reading.arena, &matrix, check_plan(reading.arena, reading.syntax, &options, &reading.diags));
  CHECK(matrix.rows.n == 3);
  check_all();
  check_open();
  CHECK(extract_all(reading.arena, &(struct matrix){ 0 }).list.n == 0);
  read_close(&reading);
  return check_report();
}
