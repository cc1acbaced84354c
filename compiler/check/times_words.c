// The vocabulary of time phrases. The rows are few and short: those that begin with the same
// letter are compared where they stand.
#include <string.h>

#include "compiler/check/timing.h"

static const struct time_word_row {
  const char *phrase;
  enum time_word use;
} time_word_rows[] = {
#define TIME_WORD(use, phrase) { phrase, TIME_WORD_##use },
#include "grammar/time-words.def"
#undef TIME_WORD
};

// How many words the phrase takes here, 0 when it does not stand here.
static size_t phrase_length(const char *phrase, const struct word *word, size_t n) {
  size_t count = 0;
  for (const char *p = phrase; *p; count++) {
    if (count >= n || strncmp(p, word[count].s.p, word[count].s.n) != 0)
      return 0;
    p += word[count].s.n;
    if (*p && *p++ != ' ')
      return 0;
    bool apart = count > 0 && (word[count].gap & (GAP_SEMICOLON | GAP_COLON | GAP_STOP | GAP_OPEN | GAP_CLOSE | GAP_SLASH));
    if (apart)
      return 0;
  }
  return count;
}

enum { ROWS = sizeof time_word_rows / sizeof *time_word_rows };

// The first row whose phrase begins with this byte or a later one.
static size_t first_row(unsigned char byte) {
  size_t low = 0, high = ROWS;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if ((unsigned char)time_word_rows[middle].phrase[0] < byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

enum time_word time_word_at(const struct word *word, size_t n, size_t *length) {
  enum time_word use = TIME_WORD_NONE;
  *length = 0;
  if (n == 0)
    return use;
  char byte = word->s.p[0];
  for (size_t i = first_row((unsigned char)byte); i < ROWS && time_word_rows[i].phrase[0] == byte; i++) {
    size_t taken = phrase_length(time_word_rows[i].phrase, word, n);
    if (taken > *length) {
      *length = taken;
      use = time_word_rows[i].use;
    }
  }
  return use;
}
