// Words: syllables, what keys typed, house style, and the row of words of a text.
#include "compiler/check/rules/grams.h"
#include "compiler/check/rules/house_style.h"
#include "test/unit/check.h"

static bool is_syllable(const struct syllables *syllables, const char *word) {
  return syllable_valid(syllables, str_from(word));
}

static void test_syllables(struct arena *arena) {
  const struct syllables *s = syllables_create(arena);
  static const char *const right[] = { "nghiêng", "khuya", "quý",  "gì",  "giếng", "giữ",    "uỷ",   "ủy",
                                       "hoà",     "hòa",   "y",    "yêu", "quốc",  "nguyễn", "thuở", "xuyên",
                                       "khuếch",  "đặc",   "tịch", "ước", "oán",   "buýt" };
  static const char *const wrong[] = { "",   "câp", "tiêp",   "thưc",   "kêt",    "đưyết", "ngê",
                                       "ce", "gha", "khoong", "hieejn", "ddaf",   "wifi",  "thựchiện",
                                       "nđ", "qđ",  "hòà",    "lữnn",   "trởngg", "b",     "x" };
  for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
    CHECK(is_syllable(s, right[i]));
    if (!is_syllable(s, right[i]))
      fprintf(stderr, "  %s\n", right[i]);
  }
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    CHECK(!is_syllable(s, wrong[i]));
    if (is_syllable(s, wrong[i]))
      fprintf(stderr, "  %s\n", wrong[i]);
  }
}

static void test_typing(struct arena *arena) {
  const struct syllables *s = syllables_create(arena);
  static const char *const pairs[][2] = {
    { "ddaf", "đà" },     { "khoong", "không" },   { "hieejn", "hiện" },   { "dduowcj", "được" }, { "thuwjc", "thực" },
    { "hie6n5", "hiện" }, { "d9u7o7c5", "được" },  { "quyeets", "quyết" }, { "hoaf", "hòa" },     { "tuyr", "tủy" },
    { "giuwx", "giữ" },   { "khuyeen", "khuyên" }, { "ngoais", "ngoái" },  { "giaf", "già" },     { "the", "" },
    { "website", "" },    { "show", "" },          { "ttg", "" },          { "123", "" },         { "", "" },
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    CHECK_STR(syllable_typed(arena, s, str_from(pairs[i][0])), pairs[i][1]);
  CHECK_STR(syllable_old_style(arena, s, STR("ủy")), "uỷ");
  CHECK_STR(syllable_old_style(arena, s, STR("hòa")), "hoà");
  CHECK_STR(syllable_old_style(arena, s, STR("hoàn")), "");
  CHECK_STR(syllable_old_style(arena, s, STR("quý")), "");
}

// A text that stands in a source as it is.
static const struct text *text_of(struct arena *arena, const char *s) {
  struct text *text = arena_new(arena, struct text);
  text->s = str_from(s);
  vec_push(arena, &text->runs, (struct text_run){ .kind = TEXT_WORDS, .to = (uint32_t)text->s.n });
  vec_push(arena, &text->map, (struct text_place){ 0 });
  return text;
}

static struct prose *prose_of(struct arena *arena, const char *s) {
  struct prose *prose = prose_create(arena, 0);
  prose_add(prose, PROSE_BODY, text_of(arena, s), NULL);
  prose_finish(prose);
  return prose;
}

static const struct token *word_at(const struct prose *prose, const char *folded) {
  uint32_t id = prose_known(prose, str_from(folded));
  return &prose->words.at[id == UINT32_MAX ? 0 : prose->forms.at[id].first];
}

static void test_prose(struct arena *arena) {
  struct prose *prose = prose_of(arena, "Uỷ ban (UBND) chi 1.000,5 đồng. Theo số 57-NQ/TW “Năm Mới” a@b.vn.");
  CHECK(word_at(prose, "ủy")->flags & WORD_OPENS);
  CHECK_STR(word_raw(prose, word_at(prose, "ủy")), "Uỷ");
  CHECK(word_at(prose, "ubnd")->flags & WORD_UPPER);
  CHECK(word_at(prose, "ubnd")->flags & WORD_STARTS);
  CHECK(!(word_at(prose, "ubnd")->flags & WORD_OPENS));
  CHECK(word_at(prose, "1.000,5")->kind == WORD_NUMBER);
  CHECK(word_at(prose, "theo")->flags & WORD_OPENS);
  CHECK(word_at(prose, "nq")->flags & WORD_LINKED);
  CHECK(word_at(prose, "mới")->flags & WORD_QUOTED);
  CHECK(!(word_at(prose, "số")->flags & WORD_QUOTED));
  CHECK(word_at(prose, "a@b.vn.")->kind == WORD_OTHER);
  CHECK(prose_known(prose, STR("tỉnh")) == UINT32_MAX);
  CHECK(prose->words.at[0].kind == WORD_EDGE && prose->words.at[prose->words.n - 1].kind == WORD_EDGE);
}

static size_t matches(struct arena *arena, const char *text, const char *office) {
  struct prose *prose = prose_of(arena, text);
  return style_create(prose, str_from(office))->matches.n;
}

static void test_style(struct arena *arena) {
  static const char office[] = "\xEF\xBB\xBFloại\tviết\tthay bằng\r\ntừ\t!nhi|đồng [già] !trẻ\tcao tuổi\r\n";
  CHECK(matches(arena, "người già", office) == 1);
  CHECK(matches(arena, "Già", office) == 1);
  CHECK(matches(arena, "đồng già", office) == 0);
  CHECK(matches(arena, "già trẻ", office) == 0);
  CHECK(matches(arena, "đảm bảo", "") == 1);
  CHECK(matches(arena, "đảm bảo", "bỏ\tđảm bảo\n") == 0);
  CHECK(matches(arena, "hàng năm", "") == 1);
  CHECK(matches(arena, "ngân hàng năm", "") == 0);
  CHECK(matches(arena, "hàng năm 2026", "") == 0);
  CHECK(matches(arena, "hàng năm", "bỏ\thàng năm\n") == 0);
  struct prose *prose = prose_of(arena, "LLVT");
  const struct style *style = style_create(prose, STR("tắt\tLLVT\nmức\tKH0701\ttắt\nmức\tKH0701\tto\nlạ\tx\ty\n"));
  CHECK(style_lists(prose, STYLE_SHORT, prose_known(prose, STR("llvt"))));
  CHECK(style->levels.n == 1 && style->levels.at[0].severity == SEVERITY_OFF);
  CHECK(style->unread.n == 2 && style->unread.at[0].line == 3 && style->unread.at[1].line == 4);
}

static void test_grams(struct arena *arena) {
  struct prose *prose = prose_of(arena, "các xã biên giới, các xã biên phòng, các xã");
  const struct grams *grams = grams_create(prose);
  uint32_t cac = prose_known(prose, STR("các")), xa = prose_known(prose, STR("xã")),
           bien = prose_known(prose, STR("biên"));
  struct triple triple;
  CHECK(grams_pair(grams, cac, xa)->count == 3);
  CHECK(grams_pair(grams, xa, cac) == NULL);
  CHECK(grams_pair(grams, cac, xa)->next == bien);
  CHECK(grams_triple(grams, cac, xa, bien, &triple) && triple.count == 2 && triple.first == 1);
  CHECK(!grams_triple(grams, xa, bien, bien, &triple));
}

int main(void) {
  struct arena *arena = arena_create();
  test_syllables(arena);
  test_typing(arena);
  test_prose(arena);
  test_style(arena);
  test_grams(arena);
  arena_destroy(arena);
  return check_report();
}
