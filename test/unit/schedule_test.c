// When tasks are under way and how much each body has in hand: counted here by hand, from the text of the plan.
#include "compiler/derive/schedule.h"
#include "test/unit/check.h"

static struct arena *arena;
static const struct registry *registry;

#define HEAD "---\ncơ quan: Ủy ban nhân dân tỉnh Lạng Sơn\nký hiệu: KH-UBND\nngày: 15/5/2026\ntrích yếu: A\n"
#define TASK(number, lead, others, time) \
  "## " number ". Việc\n\n- Cơ quan chủ trì: " lead ".\n- Cơ quan phối hợp: " others ".\n" time "\n"

static struct matrix matrix_of(const char *text) {
  struct diags diags = { .arena = arena };
  const struct source *source = source_open(arena, "plan.md", str_from(text));
  const struct syntax *syntax = syntax_read(arena, source, &diags);
  struct matrix matrix = { 0 };
  matrix_add(arena, &matrix, check_plan(arena, syntax, &(struct check_options){ .registry = registry }, &diags));
  return matrix;
}

static int q(int year, int quarter) {
  return year * 4 + quarter - 1;
}

static const char plan[] =
    HEAD "thời gian thực hiện: 2026 - 2027\ngiai đoạn:\n  Giai đoạn 1: 2026\n  Giai đoạn 2: 2027\n---\n\n# I. NHIỆM VỤ\n\n"
    TASK("1", "Sở Y tế", "Công an tỉnh", "- Thời gian thực hiện: Quý III/2026.\n")
    TASK("2", "Sở Y tế", "Sở Nội vụ", "- Thời gian thực hiện: Trước ngày 31/12/2026.\n")
    TASK("3", "Công an tỉnh", "Sở Y tế; các cơ quan, đơn vị liên quan", "- Thời gian thực hiện: Thường xuyên.\n")
    TASK("4", "Sở Nội vụ", "Sở Y tế", "");

static void test_rows(void) {
  struct matrix matrix = matrix_of(plan);
  struct schedule schedule = schedule_make(arena, &matrix);
  CHECK(schedule.rows.n == 4 && schedule.dated);
  CHECK(schedule.counts[SCHEDULE_DATED] == 2 && schedule.counts[SCHEDULE_STANDING] == 1);
  CHECK(schedule.counts[SCHEDULE_UNDATED] == 1);
  CHECK(schedule.from == q(2026, 1) && schedule.to == q(2027, 4) && schedule.phases.n == 2);
  const struct schedule_bar *named = schedule.rows.at[0].bars.at, *deadline = schedule.rows.at[1].bars.at;
  CHECK(named->from == q(2026, 3) && named->to == q(2026, 3) && named->begins && named->ends);
  // Before a deadline it is worked at from the date of issue on, which the words do not say.
  CHECK(deadline->from == q(2026, 2) && deadline->to == q(2026, 4) && !deadline->begins && deadline->ends);
}

static void test_workload(void) {
  struct matrix matrix = matrix_of(plan);
  struct schedule schedule = schedule_make(arena, &matrix);
  struct workload workload = workload_make(arena, &matrix, &schedule);
  CHECK(workload.scale.unit == 1 && workload.scale.columns == 8 && workload.bodies.n == 3 && workload.anybody == 1);
  const struct workload_body *health = &workload.bodies.at[0];
  CHECK_STR(health->name, "Sở Y tế");
  CHECK(health->total.lead == 2 && health->total.coordinate == 2);
  CHECK(health->columns[0].lead == 0 && health->columns[1].lead == 1 && health->columns[2].lead == 2);
  CHECK(health->columns[3].lead == 1 && health->columns[4].lead == 0);
  CHECK(health->standing.coordinate == 1 && health->undated.coordinate == 1);
}

// A matrix that lists a task under each of its bodies has it once in the schedule.
static void test_once(void) {
  struct matrix matrix = matrix_of(plan);
  size_t n = matrix.rows.n;
  for (size_t i = 0; i < n; i++)
    vec_push(arena, &matrix.rows, matrix.rows.at[n - 1 - i]);
  CHECK(schedule_make(arena, &matrix).rows.n == n);
}

static void test_none(void) {
  struct matrix matrix = matrix_of(HEAD "---\n\nMột đoạn.\n");
  struct schedule schedule = schedule_make(arena, &matrix);
  struct workload workload = workload_make(arena, &matrix, &schedule);
  CHECK(schedule.rows.n == 0 && !schedule.dated && workload.bodies.n == 0 && workload.scale.columns == 0);
}

static void test_scale(void) {
  const struct {
    int from, to, unit, columns;
  } cases[] = { { q(2026, 1), q(2030, 4), 1, 20 },
                { q(2026, 2), q(2032, 1), 1, 24 },
                { q(2026, 1), q(2032, 1), 4, 7 },
                { q(2026, 1), q(2075, 4), 20, 11 },
                { q(1, 1), q(9999, 4), 4000, 10 } };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct schedule schedule = { .dated = true, .from = cases[i].from, .to = cases[i].to };
    struct schedule_scale scale = schedule_scale(&schedule);
    CHECK(scale.unit == cases[i].unit && scale.columns == cases[i].columns && scale.columns <= SCHEDULE_COLUMNS);
    CHECK(scale.from <= cases[i].from && scale.from + scale.unit * scale.columns > cases[i].to);
  }
}

int main(void) {
  arena = arena_create();
  syntax_start();
  struct str error = { 0 };
  registry = registry_read(arena, (struct str){ 0 }, &error);
  test_rows();
  test_workload();
  test_once();
  test_none();
  test_scale();
  arena_destroy(arena);
  return check_report();
}
