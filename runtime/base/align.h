// Alignment: what two texts, or two lists of texts, have in common and in what they differ, in order.
#ifndef KEHOACH_BASE_ALIGN_H
#define KEHOACH_BASE_ALIGN_H

#include "runtime/base/str.h"
#include "runtime/base/vec.h"

enum align_kind { ALIGN_SAME, ALIGN_REMOVED, ALIGN_ADDED };

// A stretch of words and white space: bytes of the old text when removed, else of the new one. What is
// the same may differ in white space.
struct stretch {
  enum align_kind kind;
  size_t from, to;
};
struct stretches {
  VEC(struct stretch) list;
};

// Word by word. Together the stretches hold every byte of both texts; what is removed stands before what is added. Texts
// that differ in more than some thousand places are taken as wholly different from there on, so that time stays linear.
struct stretches align_words(struct arena *arena, struct str before, struct str after);

// An entry of the old list and the one that it became; ALIGN_NONE: it was added, or removed.
#define ALIGN_NONE SIZE_MAX
struct text_pair {
  size_t before, after;
  bool same; // the words are equal
};
struct text_pairs {
  VEC(struct text_pair) list;
};

// In the order of the new list; an entry that was removed stands where it stood. Entries with words in common are taken
// for one that was reworded, where the order allows.
struct text_pairs align_texts(struct arena *arena, const struct str *before, size_t n, const struct str *after, size_t m);

#endif
