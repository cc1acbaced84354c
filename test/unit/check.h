// A unit test is a program: CHECK counts, check_report prints the summary and gives the exit status.
#ifndef KEHOACH_TEST_UNIT_CHECK_H
#define KEHOACH_TEST_UNIT_CHECK_H

#include <stdio.h>

#include "runtime/base/str.h"

static int check_passed, check_failed;

#define CHECK(condition)                                                            \
  do {                                                                              \
    if (condition) {                                                                \
      check_passed++;                                                               \
    } else {                                                                        \
      check_failed++;                                                               \
      fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition);       \
    }                                                                               \
  } while (0)

// Equality of strings, printed on failure.
#define CHECK_STR(actual, expected)                                                          \
  do {                                                                                       \
    struct str check_actual = (actual), check_expected = str_from(expected);                 \
    if (str_eq(check_actual, check_expected)) {                                              \
      check_passed++;                                                                        \
    } else {                                                                                 \
      check_failed++;                                                                        \
      fprintf(stderr, "%s:%d: got \"%.*s\", expected \"%.*s\"\n", __FILE__, __LINE__,        \
              STR_ARG(check_actual), STR_ARG(check_expected));                               \
    }                                                                                        \
  } while (0)

static inline bool has(struct str text, const char *part) {
  return str_find(text, str_from(part), 0) != SIZE_MAX;
}

static inline int count(struct str text, const char *part) {
  int n = 0;
  for (size_t at = 0; (at = str_find(text, str_from(part), at)) != SIZE_MAX; at++)
    n++;
  return n;
}

static inline int check_report(void) {
  printf("%d passed, %d failed\n", check_passed, check_failed);
  return check_failed != 0;
}

#endif
