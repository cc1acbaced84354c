// The parser takes any bytes, and so would compile a Word file into pages of nonsense, and mend it until Word cannot open it.
// What is surely another form is therefore refused before it is parsed, with the way to a plan where there is one.
#include "compiler/command/foreign.h"

#include <string.h>

#include "grammar/rules.h"

static const struct kind {
  struct str beginning; // in lower case, as it is compared
  struct str inside;    // that also stands in it; empty: nothing need
  const char *name[LANGUAGES];
  bool imports;         // import makes a plan of it
} kinds[] = {
  { { "pk\3\4", 4 }, { "word/document", 13 }, { "tệp Word (.docx)", "a Word document (.docx)" }, true },
  { { "pk\3\4", 4 }, { "xl/workbook", 11 }, { "tệp Excel (.xlsx)", "an Excel workbook (.xlsx)" }, false },
  { { "pk\3\4", 4 }, { 0 }, { "tệp nén (.zip)", "a packed file (.zip)" }, false },
  { { "\xD0\xCF\x11\xE0", 4 }, { 0 }, { "tệp Word, Excel kiểu cũ (.doc, .xls)", "a file of old Word or Excel (.doc, .xls)" }, false },
  { { "{\\rtf", 5 }, { 0 }, { "tệp RTF", "an RTF file" }, false },
  { { "%pdf-", 5 }, { 0 }, { "tệp PDF", "a PDF" }, false },
  { { "\x89png", 4 }, { 0 }, { "tệp ảnh", "an image" }, false },
  { { "\xFF\xD8\xFF", 3 }, { 0 }, { "tệp ảnh", "an image" }, false },
  { { "\xFF\xFE", 2 }, { 0 }, { "tệp chữ mã UTF-16", "a text in UTF-16" }, true },
  { { "\xFE\xFF", 2 }, { 0 }, { "tệp chữ mã UTF-16", "a text in UTF-16" }, true },
  { { "<!doctype html", 14 }, { 0 }, { "trang web (.html)", "a web page (.html)" }, true },
  { { "<html", 5 }, { 0 }, { "trang web (.html)", "a web page (.html)" }, true },
};

static bool begins_with(struct str bytes, struct str small) {
  for (size_t i = 0; i < small.n; i++) {
    char c = i < bytes.n ? bytes.p[i] : '\0';
    if ((c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c) != small.p[i])
      return false;
  }
  return true;
}

static const struct kind *kind_of(struct str bytes) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (begins_with(bytes, kinds[i].beginning) && (!kinds[i].inside.n || str_find(bytes, kinds[i].inside, 0) != SIZE_MAX))
      return &kinds[i];
  return NULL;
}

bool foreign_refused(struct run *run, const char *path, struct str bytes) {
  const struct kind *kind = kind_of(bytes);
  if (kind)
    run_trouble(run, kind->imports ? &rule_plan_importable : &rule_plan_foreign, path,
                str_from(kind->name[run->options->language]));
  return kind != NULL;
}

bool foreign_unmendable(struct run *run, const char *path, struct str bytes) {
  bool zeros = bytes.n && memchr(bytes.p, 0, bytes.n);
  if (zeros)
    run_trouble(run, &rule_plan_foreign, path,
                run->options->language == LANGUAGE_EN ? STR("a file of bytes that no text has")
                                                      : STR("tệp có những byte không phải chữ"));
  return zeros;
}
