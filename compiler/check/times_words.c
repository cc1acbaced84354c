// The vocabulary of time phrases. The rows are few and short: they are compared where they stand.
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

enum time_word time_word_at(const struct word *word, size_t n, size_t *length) {
  enum time_word use = TIME_WORD_NONE;
  *length = 0;
  for (size_t i = 0; n > 0 && i < sizeof time_word_rows / sizeof *time_word_rows; i++) {
    if (time_word_rows[i].phrase[0] != word->s.p[0])
      continue;
    size_t taken = phrase_length(time_word_rows[i].phrase, word, n);
    if (taken > *length) {
      *length = taken;
      use = time_word_rows[i].use;
    }
  }
  return use;
}
