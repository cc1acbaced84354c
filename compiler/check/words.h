// Words of a text: what agencies, labels and time phrases are recognised by. A word is a run of letters or a run of
// digits, folded, with its place in the text and what stands before it. One pass; nothing is folded twice.
#ifndef KEHOACH_CHECK_WORDS_H
#define KEHOACH_CHECK_WORDS_H

#include "runtime/base/utf8.h"
#include "runtime/base/vec.h"

// What stands between a word and the one before it; several at once.
enum gap {
  GAP_SPACE = 1, GAP_DASH = 2, GAP_COMMA = 4, GAP_SEMICOLON = 8, GAP_COLON = 16,
  GAP_STOP = 32,        // . ! ? … before white space or the end
  GAP_DOT = 64,         // a full stop inside: “TT.HĐND”
  GAP_OPEN = 128, GAP_CLOSE = 256, // parentheses and brackets
  GAP_SLASH = 512, GAP_LINE = 1024, GAP_BRACE = 2048, GAP_OTHER = 4096,
};

struct word {
  struct str s;         // folded
  uint64_t key;         // equal words, equal keys
  uint32_t from, to;    // bytes of the text
  uint16_t gap;         // enum gap
  uint8_t capitals;     // capital letters, at most 255
  bool title;           // begins with a capital
  bool first, last;     // of a written word: an expanded abbreviation is several words in one place
  int number;           // value of digits (at most 9), else -1
};

struct words {
  struct word *at;      // n words and a sentinel with key 0, whose gap is what ends the text
  size_t n, cap;
};

// The words of s, whose folded form is at hand, in the memory that `words` has already (none when zeroed).
void words_cut(struct arena *arena, struct str s, const struct folded *folded, struct words *words);
// The words of s[from, to), in the memory that `words` has already (none when zeroed). “&” reads as “và”.
void words_read(struct arena *arena, struct str s, size_t from, size_t to, struct words *words);

// Memory for words that are read and forgotten one phrase after another.
struct scratch {
  struct arena *arena;
  struct words words;
};

uint64_t word_key(struct str folded); // never 0
bool word_is(const struct word *word, const char *folded);
bool word_is_roman(const struct word *word, int *value); // I … XXXIX in capitals

#endif
