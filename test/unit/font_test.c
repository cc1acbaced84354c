// Faces: metrics, shaping of Vietnamese, missing letters, subsets. Needs Liberation Serif 2 where the system keeps it.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/font/face.h"
#include "test/unit/check.h"

static void test_metrics(const struct faces *faces) {
  const struct face_metrics *regular = face_metrics(faces_get(faces, FACE_REGULAR));
  const struct face_metrics *bold = face_metrics(faces_get(faces, FACE_BOLD));
  const struct face_metrics *italic = face_metrics(faces_get(faces, FACE_ITALIC));
  CHECK(!strcmp(regular->postscript_name, "LiberationSerif"));
  CHECK(!strcmp(bold->family, "Liberation Serif"));
  CHECK(regular->ascent == 891 && regular->descent == -216 && regular->line_gap == 42);
  CHECK(regular->cap_height > 600 && regular->cap_height < 720);
  CHECK(regular->italic_angle == 0 && !regular->italic && italic->italic && italic->italic_angle < 0);
  CHECK(regular->weight == 400 && bold->weight == 700);
  CHECK(regular->box[0] < 0 && regular->box[2] > 1000 && regular->box[3] > 800);
}

static void test_words(struct shaper *shaper) {
  struct shaped word = shaper_word(shaper, FACE_REGULAR, STR("nghiêm"));
  CHECK(word.n == 6 && !word.missing && word.glyphs[4].cluster == 4 && word.glyphs[5].cluster == 6);
  int width = 0;
  for (size_t i = 0; i < word.n; i++)
    width += word.glyphs[i].advance + word.glyphs[i].kern;
  CHECK(width == word.width && width == 500 + 500 + 500 + 278 + 444 + 778);
  // Found again in the cache.
  CHECK(shaper_word(shaper, FACE_REGULAR, STR("nghiêm")).glyphs == word.glyphs);
  CHECK(shaper_word(shaper, FACE_BOLD, STR("nghiêm")).glyphs != word.glyphs);
  // A kerned pair, and no glyph for nothing.
  CHECK(shaper_word(shaper, FACE_REGULAR, STR("Tuyên")).glyphs[0].kern < 0);
  CHECK(shaper_word(shaper, FACE_REGULAR, STR("")).n == 0);
}

// Decomposed input (NFD) draws the composed letters.
static void test_decomposed(struct shaper *shaper) {
  struct shaped composed = shaper_word(shaper, FACE_REGULAR, STR("Việt"));
  struct shaped decomposed = shaper_word(shaper, FACE_REGULAR, STR("Vie\xCC\xA3\xCC\x82t"));
  CHECK(composed.n == 4 && decomposed.n == 4 && !decomposed.missing);
  for (size_t i = 0; i < 4 && i < decomposed.n; i++)
    CHECK(composed.glyphs[i].id == decomposed.glyphs[i].id);
}

// Quick shaping agrees with HarfBuzz, which shapes whatever holds a combining mark.
static void test_quick(struct shaper *shaper) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;-()/";
  int kerned = 0;
  for (size_t slant = 0; slant < FACE_SLANTS; slant++)
    for (const char *left = letters; *left; left++)
      for (const char *right = letters; *right; right++) {
        char pair[] = { *left, *right, 'a', '\xCC', '\x8A', 0 };
        struct shaped quick = shaper_word(shaper, (enum face_slant)slant, (struct str){ pair, 2 });
        struct shaped slow = shaper_word(shaper, (enum face_slant)slant, str_from(pair));
        CHECK(quick.n == 2 && slow.n == 3 && quick.glyphs[0].id == slow.glyphs[0].id);
        CHECK(quick.glyphs[0].kern == slow.glyphs[0].kern && quick.glyphs[1].advance == slow.glyphs[1].advance);
        kerned += quick.glyphs[0].kern != 0;
      }
  CHECK(kerned > 100);
}

static void test_missing(const struct faces *faces, struct shaper *shaper) {
  const struct face *face = faces_get(faces, FACE_REGULAR);
  struct shaped question = shaper_word(shaper, FACE_REGULAR, STR("?"));
  struct shaped lost = shaper_word(shaper, FACE_REGULAR, STR("a\xE6\xBC\xA2")); // 漢
  CHECK(lost.missing && lost.n == 2 && lost.glyphs[1].id == question.glyphs[0].id);
  CHECK(!shaper_word(shaper, FACE_REGULAR, STR("12\xE2\x80\x91NQ")).missing); // U+2011
  CHECK(face_has(face, 0x2011) && face_has(face, 'a') && !face_has(face, 0x2610) && !face_has(face, 0x6F22));
  CHECK(!strcmp(face_substitute(0x2611), "[x]") && !strcmp(face_substitute(0x6F22), "?"));
}

static void test_subset(struct arena *arena, const struct faces *faces, struct shaper *shaper) {
  const struct face *face = faces_get(faces, FACE_ITALIC);
  size_t count = face_glyph_count(face);
  bool *used = arena_array(arena, bool, count);
  uint16_t *renumbered = arena_array(arena, uint16_t, count);
  struct shaped word = shaper_word(shaper, FACE_ITALIC, STR("đồng"));
  for (size_t i = 0; i < word.n; i++)
    used[word.glyphs[i].id] = true;
  struct str truetype = { NULL, 0 };
  CHECK(face_subset(face, used, arena, &truetype, renumbered));
  CHECK(truetype.n > 200 && truetype.n < 8000 && !memcmp(truetype.p, "\0\1\0\0", 4));
  for (size_t i = 0; i < word.n; i++)
    CHECK(renumbered[word.glyphs[i].id] > 0 && renumbered[word.glyphs[i].id] < 12);
}

// A folder that holds the family under the names of Windows.
static void test_folder(struct arena *arena, const char *const names[FACE_SLANTS], const char *spoiled,
                        const char *expected) {
  static const char *const files[] = { "Regular", "Bold", "Italic", "BoldItalic" };
  char folder[] = "font_test_XXXXXX";
  struct str error = STR("");
  if (access("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf", R_OK) != 0 || !mkdtemp(folder))
    return; // the faces are elsewhere on this system
  for (size_t i = 0; i < FACE_SLANTS; i++) {
    const char *link = str_printf(arena, "%s/%s", folder, names[i]).p;
    bool spoil = spoiled && !strcmp(names[i], spoiled);
    CHECK(symlink(spoil ? "/dev/null"
                        : str_printf(arena, "/usr/share/fonts/truetype/liberation2/LiberationSerif-%s.ttf", files[i]).p,
                  link) == 0);
  }
  struct faces *faces = faces_open(arena, folder, &error);
  CHECK((faces != NULL) == !spoiled);
  CHECK(str_ends(error, str_from(expected)));
  faces_close(faces);
  for (size_t i = 0; i < FACE_SLANTS; i++)
    unlink(str_printf(arena, "%s/%s", folder, names[i]).p);
  rmdir(folder);
}

static void test_folders(struct arena *arena) {
  static const char *const short_names[] = { "times.ttf", "TIMESBD.TTF", "timesi.ttf", "timesbi.ttf" };
  static const char *const long_names[] = { "Times New Roman.ttf", "Times_New_Roman_Bold.ttf",
                                            "Times New Roman Italic.ttf", "Times New Roman Bold Italic.ttf" };
  test_folder(arena, short_names, NULL, "");
  test_folder(arena, long_names, NULL, "");
  test_folder(arena, short_names, "timesi.ttf", "timesi.ttf cannot be read");
}

static void test_refusals(struct arena *arena) {
  struct str error = STR("");
  CHECK(!faces_open(arena, "/nonexistent", &error));
  CHECK(error.n == 0);
  faces_close(NULL);
}

int main(void) {
  struct arena *arena = arena_create();
  struct str error = STR("");
  struct faces *faces = faces_open(arena, NULL, &error);
  CHECK_STR(error, "");
  if (faces) {
    struct shaper *shaper = shaper_create(arena, faces);
    test_metrics(faces);
    test_words(shaper);
    test_decomposed(shaper);
    test_quick(shaper);
    test_missing(faces, shaper);
    test_subset(arena, faces, shaper);
    shaper_finish(shaper);
  }
  test_folders(arena);
  test_refusals(arena);
  faces_close(faces);
  arena_destroy(arena);
  return check_report();
}
