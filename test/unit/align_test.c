// Alignment of words and of texts: nothing lost, little said, and the same on random texts as on chosen ones.
#include "runtime/base/align.h"

#include <string.h>

#include "runtime/base/buf.h"
#include "test/unit/check.h"

static struct arena *arena;

// “Sở [-A-]{+B+} lo”
static struct str words(const char *before, const char *after) {
  struct str a = str_from(before), b = str_from(after);
  struct stretches stretches = align_words(arena, a, b);
  struct buf out = { 0 };
  for (size_t i = 0; i < stretches.list.n; i++) {
    struct stretch s = stretches.list.at[i];
    const char *const marks[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };
    buf_text(&out, marks[s.kind][0]);
    buf_str(&out, str_slice(s.kind == ALIGN_REMOVED ? a : b, s.from, s.to));
    buf_text(&out, marks[s.kind][1]);
  }
  struct str result = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

static void test_words(void) {
  CHECK_STR(words("", ""), "");
  CHECK_STR(words("Một hai", "Một hai"), "Một hai");
  CHECK_STR(words("Một  hai", "Một hai"), "Một hai");
  CHECK_STR(words("", "Mới"), "{+Mới+}");
  CHECK_STR(words("Cũ", ""), "[-Cũ-]");
  CHECK_STR(words("trong Quý I/2026", "trong Quý II/2026"), "trong Quý [-I-]{+II+}/2026");
  CHECK_STR(words("giao Sở Nội vụ chủ trì", "giao Công an tỉnh chủ trì"), "giao [-Sở Nội vụ-]{+Công an tỉnh+} chủ trì");
  CHECK_STR(words("a b c", "x b y"), "[-a b c-]{+x b y+}");
  CHECK_STR(words("đạt 80%.", "đạt trên 80%."), "đạt {+trên +}80%.");
}

static struct str pairs(const char *const *before, size_t n, const char *const *after, size_t m) {
  struct str a[8], b[8];
  for (size_t i = 0; i < n; i++)
    a[i] = str_from(before[i]);
  for (size_t i = 0; i < m; i++)
    b[i] = str_from(after[i]);
  struct text_pairs found = align_texts(arena, a, n, b, m);
  struct str out = STR("");
  for (size_t i = 0; i < found.list.n; i++) {
    struct text_pair p = found.list.at[i];
    struct str left = p.before == ALIGN_NONE ? STR("+") : str_printf(arena, "%zu", p.before);
    struct str right = p.after == ALIGN_NONE ? STR("-") : str_printf(arena, "%zu", p.after);
    out = str_printf(arena, STR_FMT "%s" STR_FMT "%s" STR_FMT, STR_ARG(out), out.n ? " " : "", STR_ARG(left),
                     p.same ? "=" : p.before == ALIGN_NONE || p.after == ALIGN_NONE ? "" : "~", STR_ARG(right));
  }
  return out;
}

static void test_texts(void) {
  const char *const a[] = { "Mở lớp tập huấn cho cán bộ xã", "In tờ gấp phát cho người dân", "Tổng kết vào cuối năm" };
  const char *const b[] = { "Mở lớp tập huấn cho cán bộ xã", "Mua máy tính", "In tờ gấp, phát cho mọi người dân",
                            "Tổng kết vào cuối năm" };
  CHECK_STR(pairs(a, 3, b, 4), "0=0 +1 1~2 2=3");
  CHECK_STR(pairs(b, 4, a, 3), "0=0 1- 2~1 3=2");
  CHECK_STR(pairs(a, 0, b, 1), "+0");
  CHECK_STR(pairs(a, 1, b, 0), "0-");
}

// ---- random texts: the new one comes back byte by byte, the old one word by word

static uint32_t state = 1;

static unsigned draw(unsigned n) {
  state = state * 1664525 + 1013904223;
  return (state >> 8) % n;
}

static struct str random_text(unsigned words_of) {
  struct buf out = { 0 };
  for (unsigned i = draw(words_of); i > 0; i--)
    buf_printf(&out, "%s%c", draw(3) ? "xã" : "tỉnh,", "abc"[draw(3)]), buf_text(&out, draw(4) ? " " : ";  ");
  struct str result = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return result;
}

static void add_bare(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] != ' ')
      buf_byte(out, s.p[i]);
}

static bool comes_back(struct str a, struct str b) {
  struct stretches stretches = align_words(arena, a, b);
  struct buf before = { 0 }, after = { 0 }, wanted = { 0 };
  add_bare(&wanted, a);
  for (size_t i = 0; i < stretches.list.n; i++) {
    struct stretch s = stretches.list.at[i];
    if (s.kind != ALIGN_ADDED)
      add_bare(&before, str_slice(s.kind == ALIGN_REMOVED ? a : b, s.from, s.to));
    if (s.kind != ALIGN_REMOVED)
      buf_str(&after, str_slice(b, s.from, s.to));
  }
  bool good = str_eq(buf_view(&before), buf_view(&wanted)) && str_eq(buf_view(&after), b);
  buf_finish(&before);
  buf_finish(&after);
  buf_finish(&wanted);
  return good;
}

static void test_random(void) {
  for (int i = 0; i < 500; i++)
    CHECK(comes_back(random_text(40), random_text(40)));
  CHECK(comes_back(random_text(6000), random_text(6000))); // more differences than are looked for
}

int main(void) {
  arena = arena_create();
  test_words();
  test_texts();
  test_random();
  arena_destroy(arena);
  return check_report();
}
