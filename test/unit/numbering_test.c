// Counts in the formats of Word, and lists that count.
#include "compiler/import/numbering.h"
#include "test/unit/check.h"

static struct arena *arena;

static void test_formats(void) {
  static const struct {
    const char *format;
    int count;
    const char *shown;
  } rows[] = {
    { "decimal", 12, "12" },       { "decimalZero", 7, "07" },    { "upperRoman", 4, "IV" },     { "upperRoman", 1999, "MCMXCIX" },
    { "lowerRoman", 8, "viii" },   { "upperRoman", 4000, "4000" }, { "upperRoman", 0, "0" },      { "lowerLetter", 1, "a" },
    { "lowerLetter", 26, "z" },    { "lowerLetter", 27, "aa" },   { "upperLetter", 53, "AAA" },  { "lowerLetter", 0, "0" },
    { "lowerLetter", 100000, "100000" }, { "numberInDash", 3, "- 3 -" }, { "none", 3, "" },      { "of no kind", 3, "3" },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    CHECK_STR(numbering_format(arena, str_from(rows[i].format), rows[i].count), rows[i].shown);
}

#define SPACE "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define LEVEL(n, format, text) \
  "<w:lvl w:ilvl=\"" #n "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"

static const char lists[] =
  "<w:numbering " SPACE "><w:abstractNum w:abstractNumId=\"0\">" LEVEL(0, "upperRoman", "%1.") LEVEL(1, "decimal", "%2.")
  LEVEL(2, "lowerLetter", "%1.%2%3)") "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
  "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"7\"/></w:lvlOverride>"
  "</w:num></w:numbering>";

static void test_counting(void) {
  static const struct {
    int list, level;
    const char *shown;
  } rows[] = {
    { 1, 0, "I." }, { 1, 1, "1." }, { 1, 1, "2." }, { 1, 0, "II." }, { 1, 1, "1." }, { 1, 2, "II.1a)" }, { 1, 2, "II.1b)" },
    { 2, 1, "7." }, { 2, 1, "8." }, { 1, 1, "9." }, { 1, 2, "II.9a)" },
  };
  const struct node *root;
  struct numbering_label label;
  CHECK(tree_read_xml(arena, str_from(lists), &root) == TREE_READ);
  struct numbering *numbering = numbering_read(arena, root);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    CHECK(numbering_next(numbering, rows[i].list, rows[i].level, &label));
    CHECK_STR(label.text, rows[i].shown);
  }
  CHECK(!numbering_next(numbering, 3, 0, &label));
  CHECK(!numbering_next(numbering, 1, 5, &label));
  CHECK(!numbering_next(numbering, 1, -1, &label));
}

// A lower level that comes first counts its upper ones as begun.
static void test_upper_unseen(void) {
  const struct node *root;
  struct numbering_label label;
  CHECK(tree_read_xml(arena, str_from(lists), &root) == TREE_READ);
  struct numbering *numbering = numbering_read(arena, root);
  CHECK(numbering_next(numbering, 1, 2, &label));
  CHECK_STR(label.text, "I.1a)");
  CHECK(numbering_next(numbering_read(arena, NULL), 1, 0, &label) == false);
}

int main(void) {
  arena = arena_create();
  test_formats();
  test_counting();
  test_upper_unseen();
  arena_destroy(arena);
  return check_report();
}
