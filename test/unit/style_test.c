// Templates: the decree's figures as read, the two size sets, and errors that name their line.
#include <math.h>
#include <string.h>

#include "runtime/style/template.h"
#include "templates/data.h"
#include "test/unit/check.h"

static bool near(double a, double b) {
  return fabs(a - b) < 0.01;
}

static void test_prescribed(struct arena *arena) {
  struct str error = STR("");
  struct template *t = template_read(arena, nd30_template, nd30_page, -1, &error);
  CHECK_STR(error, "");
  CHECK(t != NULL);
  if (!t)
    return;
  CHECK(!strcmp(t->name, "nd30-2020"));
  CHECK(near(t->page.width, 595.28) && near(t->page.height, 841.89));
  CHECK(t->page.left >= 30 * POINTS_PER_MM && t->page.left <= 35 * POINTS_PER_MM);
  CHECK(t->page.right >= 15 * POINTS_PER_MM && t->page.right <= 20 * POINTS_PER_MM);
  const struct style *body = template_style(t, "body");
  CHECK(body->align == ALIGN_JUSTIFY && near(body->first_indent, 36));
  CHECK(body->space_before >= 6 && body->leading >= 1 && body->leading <= 1.5);
  CHECK(near(body->size, 14) && near(template_style(t, "quoc-hieu")->size, 13));
  CHECK(near(template_style(t, "tieu-ngu")->rule.ratio, 1));
  CHECK(template_style(t, "no such style") == body);
  CHECK(template_style(t, NULL) == body);
  CHECK(near(template_style(t, "urgency-high")->frame.width, 40 * POINTS_PER_MM));
  CHECK(template_style(t, "urgency")->color[0] > 0.8 && template_style(t, "urgency")->color[1] < 0.2);
  CHECK(t->page_number->align == ALIGN_CENTER && near(t->page_number->size, 14));
  CHECK(template_columns(t, "letterhead")->right_overhang > 0);
  CHECK(template_columns(t, "no such columns")->right_overhang == 0);
  CHECK(t->unbreakable.n > 0);
}

static void test_small_set(struct arena *arena) {
  struct str error = STR("");
  struct template *t = template_read(arena, nd30_template, STR(""), 0, &error);
  CHECK(t && near(template_style(t, "body")->size, 13));
  CHECK(t && near(template_style(t, "quoc-hieu")->size, 12));
  CHECK(t && near(template_style(t, "annex-label")->size, 14)); // fixed in both sets
}

static void check_error(struct arena *arena, const char *yaml, const char *expected) {
  struct str error = STR("");
  CHECK(!template_read(arena, str_from(yaml), STR(""), -1, &error));
  CHECK_STR(error, expected);
}

static void test_errors(struct arena *arena) {
  check_error(arena, "", "line 1: a template is wanted");
  check_error(arena, "name: x\nsize: 3", "line 2: unknown key 'size'");
  check_error(arena, "styles:\n  body: { size: 14 }", "line 2: not a length in mm or pt '14'");
  check_error(arena, "styles:\n  body: { colour: red }", "line 2: unknown key 'colour'");
  check_error(arena, "styles:\n  body: { like: other }", "line 2: no earlier style 'other'");
  check_error(arena, "styles:\n  body:\n    bold: true", "line 3: the style lacks a size 'body'");
  check_error(arena, "page: { width: 210 mm, height: 297 mm, left: 100 mm, right: 90 mm }",
              "line 1: the margins leave no room for text");
  struct str error = STR("");
  CHECK(!template_read(arena, STR("a: [b"), STR(""), -1, &error));
  CHECK(str_starts(error, STR("line 1: ")) || str_starts(error, STR("line 2: ")));
}

int main(void) {
  struct arena *arena = arena_create();
  test_prescribed(arena);
  test_small_set(arena);
  test_errors(arena);
  arena_destroy(arena);
  return check_report();
}
