// Syllables (âm tiết): whether a word can be one, by onset, rime and tone, and what a word with keystrokes of Telex or VNI
// left in it was meant to be. The inventory is grammar/syllables.tsv.
#ifndef KEHOACH_CHECK_SYLLABLE_H
#define KEHOACH_CHECK_SYLLABLE_H

#include "runtime/base/str.h"

struct syllables;

struct syllables *syllables_create(struct arena *arena);

// The folded word is a Vietnamese syllable, whichever vowel of its rime bears the tone.
bool syllable_valid(const struct syllables *syllables, struct str folded);

// The syllable that “hieejn” (Telex) or “hie6n5” (VNI) types; empty when it is none, or when nothing in the word is a
// keystroke. The result lies in the arena.
struct str syllable_typed(struct arena *arena, const struct syllables *syllables, struct str folded);

// The syllable with its tone on the other vowel: “hòa” → “hoà”. Empty where there is but one way.
struct str syllable_old_style(struct arena *arena, const struct syllables *syllables, struct str folded);

#endif
