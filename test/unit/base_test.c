// Strings, numbers, dates, files and Vietnamese text.
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "runtime/base/buf.h"
#include "runtime/base/date.h"
#include "runtime/base/file.h"
#include "runtime/base/intern.h"
#include "runtime/base/utf8.h"
#include "runtime/base/vec.h"

static struct arena *arena;

// ---- memory

static void test_arena(void) {
  struct arena *own = arena_create();
  char *large = arena_alloc(own, 1 << 20);
  char *small = arena_alloc(own, 10);
  CHECK(large[(1 << 20) - 1] == 0 && small[9] == 0);
  CHECK(arena_used(own) >= (1 << 20) + 10);
  memset(small, 1, 10);
  CHECK(arena_resize(own, small, 10, 100) && small[9] == 1 && small[50] == 0);
  CHECK(!arena_resize(own, large, 1 << 20, 2 << 20));
  CHECK(!arena_resize(own, small, 100, 1 << 20));
  for (int i = 0; i < 100000; i++)
    *(long double *)arena_alloc(own, sizeof(long double)) = i;
  arena_destroy(own);
  arena_destroy(NULL);
}

static void test_vec(void) {
  VEC(int) v = { 0 };
  for (int i = 0; i < 100000; i++) {
    vec_push(arena, &v, i);
    if (i % 1000 == 0)
      arena_alloc(arena, 8); // so that growing in place fails now and then
  }
  bool all = v.n == 100000;
  for (int i = 0; i < 100000 && all; i++)
    all = v.at[i] == i;
  CHECK(all);
  CHECK(*vec_last(&v) == 99999);
  v.n--;
  CHECK(*vec_add(arena, &v) == 0); // zeroed even where something stood before
}

static void test_intern(void) {
  struct names *names = names_create(arena);
  const char *a = names_intern(names, STR("Sở Nội vụ"));
  const char *numbers[5000];
  for (int i = 0; i < 5000; i++)
    numbers[i] = names_intern(names, str_printf(arena, "%d", i));
  bool same = true;
  for (int i = 0; i < 5000; i++)
    same = same && names_intern(names, str_printf(arena, "%d", i)) == numbers[i] && atoi(numbers[i]) == i;
  CHECK(same);
  CHECK(names_intern(names, str_printf(arena, "Sở Nội %s", "vụ")) == a);
  CHECK(names_intern(names, STR("Sở Nội")) != a);
  CHECK(names_intern(names, STR("")) == names_intern(names, STR("")));
}

// ---- strings

static void test_str(void) {
  CHECK_STR(str_trim(STR(" \t\xC2\xA0 a b \xC2\xA0\r\n")), "a b");
  CHECK_STR(str_trim(STR(" \n")), "");
  CHECK_STR(str_slice(STR("abc"), 1, 99), "bc");
  CHECK_STR(str_slice(STR("abc"), 5, 2), "");
  CHECK(str_find(STR("abcabc"), STR("ca"), 0) == 2 && str_find(STR("abc"), STR("x"), 0) == SIZE_MAX);
  CHECK(str_find(STR("aba"), STR("a"), 1) == 2 && str_find_byte(STR("aba"), 'a', 3) == SIZE_MAX);
  CHECK(str_starts(STR("abc"), STR("ab")) && !str_starts(STR("a"), STR("ab")));
  CHECK(str_ends(STR("abc"), STR("bc")) && !str_ends(STR("c"), STR("bc")));
  CHECK(str_cmp(STR("a"), STR("ab")) < 0 && str_cmp(STR("b"), STR("ab")) > 0 && str_cmp(STR("a"), STR("a")) == 0);
  CHECK_STR(str_concat(arena, STR("a"), STR("b")), "ab");
  CHECK(str_hash(STR("a")) != str_hash(STR("b")));
  CHECK(str_eq(str_from(NULL), STR("")));
}

static void test_split(void) {
  struct str rest = STR("a,,b,"), part;
  CHECK(str_split(&rest, ',', &part) && str_is(part, "a"));
  CHECK(str_split(&rest, ',', &part) && str_is(part, ""));
  CHECK(str_split(&rest, ',', &part) && str_is(part, "b"));
  CHECK(!str_split(&rest, ',', &part));
}

static void test_numbers(void) {
  int value = 7;
  CHECK(str_to_int(STR("0140"), &value) && value == 140);
  CHECK(str_to_int(STR("2147483647"), &value) && value == 2147483647);
  CHECK(!str_to_int(STR("2147483648"), &value) && !str_to_int(STR(""), &value) && !str_to_int(STR("-1"), &value));
  CHECK(value == 2147483647);
  static const struct { double value; int decimals; const char *text; } rows[] = {
    { 1.5, 2, "1.5" }, { -0.001, 2, "0" }, { 2, 3, "2" }, { -2.345678, 4, "-2.3457" }, { 0.05, 2, "0.05" },
    { 999.999, 2, "1000" }, { 1e300, 2, "9000000000000000000" }, { -0.25, 1, "-0.3" }, { 12.5, 0, "13" },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct buf buf = { 0 };
    buf_number(&buf, rows[i].value, rows[i].decimals);
    CHECK_STR(buf_view(&buf), rows[i].text);
    buf_finish(&buf);
  }
  struct buf buf = { 0 };
  buf_int(&buf, -9223372036854775807LL - 1);
  buf_printf(&buf, "|%s|%d", "x", 3);
  CHECK_STR(buf_view(&buf), "-9223372036854775808|x|3");
  buf_finish(&buf);
  CHECK_STR(buf_view(&buf), "");
}

static void test_xml(void) {
  struct buf buf = { 0 };
  buf_xml(&buf, STR("<a b=\"c\">&'\n\x01\0\xFF\xEF\xBF\xBFđ"));
  CHECK_STR(buf_view(&buf), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;\n\uFFFD\uFFFD\uFFFD\uFFFDđ");
  buf_finish(&buf);
}

static void test_json_string(void) {
  struct buf buf = { 0 };
  buf_json(&buf, STR("a\"b\\c\n\x01\0\xFFđ/"));
  CHECK_STR(buf_view(&buf), "\"a\\\"b\\\\c\\u000a\\u0001\\u0000\uFFFDđ/\"");
  buf_finish(&buf);
}

// ---- dates

static void test_date(void) {
  CHECK(date_days((struct date){ 1970, 1, 1 }) == 0);
  CHECK(date_days((struct date){ 2026, 4, 1 }) == 20544);
  CHECK(date_days((struct date){ 2000, 3, 1 }) - date_days((struct date){ 2000, 2, 28 }) == 2);
  CHECK(date_days((struct date){ 1900, 3, 1 }) - date_days((struct date){ 1900, 2, 28 }) == 1);
  bool round = true;
  for (int day = -1000000; day < 1000000; day += 17)
    round = round && date_days(date_from_days(day)) == day;
  CHECK(round);
  CHECK(date_month_length(1900, 2) == 28 && date_month_length(2000, 2) == 29 && date_month_length(2026, 0) == 0);
  CHECK(date_is_whole((struct date){ 2024, 2, 29 }) && !date_is_whole((struct date){ 2026, 2, 29 }));
  CHECK(!date_is_whole((struct date){ 2026, 2, 0 }) && !date_is_whole((struct date){ 2026, 13, 1 }));
  CHECK(date_compare((struct date){ 2026, 4, 1 }, (struct date){ 2026, 3, 31 }) > 0);
  CHECK_STR(date_iso(arena, (struct date){ 2026, 4, 1 }), "2026-04-01");
  CHECK_STR(date_iso(arena, (struct date){ 2026, 4, 0 }), "2026-04");
  CHECK_STR(date_iso(arena, (struct date){ 2026, 0, 0 }), "2026");
  CHECK_STR(date_iso(arena, (struct date){ 0 }), "");
  CHECK_STR(date_written(arena, (struct date){ 2026, 4, 1 }), "01/4/2026");
  CHECK_STR(date_written(arena, (struct date){ 2026, 2, 10 }), "10/02/2026");
  CHECK_STR(date_written(arena, (struct date){ 2026, 4, 0 }), "4/2026");
  CHECK_STR(date_written(arena, (struct date){ 2026, 0, 0 }), "2026");
  CHECK_STR(date_written(arena, (struct date){ 0 }), "");
  CHECK_STR(date_iso(arena, date_first((struct date){ 2026, 0, 0 })), "2026-01-01");
  CHECK_STR(date_iso(arena, date_last((struct date){ 2026, 0, 0 })), "2026-12-31");
  CHECK_STR(date_iso(arena, date_last((struct date){ 2024, 2, 0 })), "2024-02-29");
  CHECK_STR(date_iso(arena, date_last((struct date){ 2026, 4, 3 })), "2026-04-03");
  CHECK_STR(date_iso(arena, date_first((struct date){ 0 })), "");
}

// ---- UTF-8

static void test_utf8(void) {
  static const struct { struct str text; size_t invalid; } rows[] = {
    { { "abcdefghijk", 11 }, SIZE_MAX }, { { "Kế hoạch", 10 }, SIZE_MAX }, { { "a\xFF", 2 }, 1 },
    { { "\xC0\xAF", 2 }, 0 },            // too long
    { { "\xE0\x9F\xBF", 3 }, 0 },        // too long
    { { "\xED\xA0\x80", 3 }, 0 },        // surrogate
    { { "\xF4\x90\x80\x80", 4 }, 0 },    // above U+10FFFF
    { { "12345678\xE1\xBA", 10 }, 8 },   // cut off
    { { "\xF0\x9F\x98\x80", 4 }, SIZE_MAX }, { { "\xEF\xBF\xBD", 3 }, SIZE_MAX }, { { "", 0 }, SIZE_MAX },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    CHECK(utf8_invalid(rows[i].text) == rows[i].invalid);
  struct str s = STR("aế\xFFđ😀\xE1\xBA");
  size_t at = 0, n = 0, starts[16];
  uint32_t c[16];
  while (at < s.n) {
    starts[n] = at;
    c[n++] = utf8_next(s, &at);
  }
  CHECK(n == 7 && c[1] == 0x1EBF && c[2] == 0xFFFD && c[3] == 0x111 && c[4] == 0x1F600 && c[6] == 0xFFFD);
  while (n--)
    CHECK(utf8_prev(s, &at) == c[n] && at == starts[n]);
  char bytes[4];
  CHECK(utf8_put(0x1EBF, bytes) == 3 && !memcmp(bytes, "ế", 3));
  CHECK(utf8_put(0x1F600, bytes) == 4 && !memcmp(bytes, "😀", 4));
  CHECK(utf8_put(0xD800, bytes) == 3 && !memcmp(bytes, "\uFFFD", 3));
}

static void test_classes(void) {
  CHECK(uni_is_letter(0x1EBF) && uni_is_letter(0x111) && !uni_is_letter('1') && !uni_is_letter(0x301));
  CHECK(uni_is_upper(0x1EBE) && !uni_is_upper(0x1EBF) && uni_is_upper(0x110) && !uni_is_upper('1'));
  CHECK(uni_is_word(0x301) && uni_is_word('9') && !uni_is_word('_') && !uni_is_word(0x2013));
  CHECK(uni_is_space(0xA0) && uni_is_space(0x200B) && uni_is_space(0x3000) && !uni_is_space('a'));
  CHECK(uni_is_dash('-') && uni_is_dash(0x2013) && uni_is_dash(0x2014) && !uni_is_dash('_'));
  CHECK(uni_lower(0x1EBE) == 0x1EBF && uni_lower(0x110) == 0x111 && uni_lower(0x1AF) == 0x1B0 && uni_lower('Z') == 'z');
  CHECK(text_is_upper(STR("KẾ HOẠCH 2026")) && !text_is_upper(STR("KẾ HOẠCh")) && !text_is_upper(STR("12")));
  CHECK_STR(text_upper(arena, STR("Kế hoạch đường 1\xFF")), "KẾ HOẠCH ĐƯỜNG 1\xFF");
}

static void test_columns(void) {
  CHECK(text_columns(STR("Kế hoạch")) == 8);
  CHECK(text_columns(STR("Ke\u0302\u0301 hoa\u0323ch")) == 8);
  CHECK(text_columns(STR("a\tb")) == 3);
  CHECK(text_columns(STR("👨‍👩‍👧🇻🇳🇻🇳x")) == 4);
  CHECK(text_columns(STR("")) == 0 && text_columns(STR("\u0301")) == 1 && text_columns(STR("\xFF\xFE")) == 2);
  CHECK(text_width(STR("Kế")) == 2 && text_width(STR("e\u0302\u0301")) == 1 && text_width(STR("日本")) == 4);
  CHECK(text_width(STR("👨‍👩‍👧")) == 2 && text_width(STR("🇻🇳")) == 2);
}

static void test_nfc(void) {
  struct str plain = STR("Kế hoạch – “đã” 😀");
  CHECK(text_nfc(arena, plain).p == plain.p);
  CHECK_STR(text_nfc(arena, STR("Ke\u0302\u0301 hoa\u0323ch \u0110\u0303")), "Kế hoạch \u0110\u0303");
  CHECK_STR(text_nfc(arena, STR("e\u0301\u0302 a\u0323\u0302 a\u0302\u0323")), "\u00E9\u0302 ậ ậ");
  CHECK_STR(text_nfc(arena, STR("\xFF\u212B")), "\xFF\u00C5");
}

// ---- folding

static void test_fold(void) {
  static const char *const rows[][2] = {
    { "Sở NỘI VỤ", "sở nội vụ" },
    { "Hoà bình, KHOẺ, thuý, Uỷ ban", "hòa bình, khỏe, thúy, ủy ban" },
    { "hòa khỏe thúy ủy", "hòa khỏe thúy ủy" },
    { "quý quỳ QUỶ quí", "quý quỳ quỷ quí" },
    { "hoàn hoài ngoẻo uýnh khoét toàn", "hoàn hoài ngoẻo uýnh khoét toàn" },
    { "loã xoã xoạ toẽ", "lõa xõa xọa tõe" },
    { "Hoa\u0300 Uy\u0309 quy\u0301 thuy\u0301", "hòa ủy quý thúy" },
    { "Ke\u0302\u0301 hoa\u0323ch", "kế hoạch" },
    { "2021 – 2025—2030 ‑ x", "2021 - 2025-2030 - x" },
    { "  a\t\n\u00A0b\u200B ", " a b " },
    { "ÐỀ ÁN Đề Ɖ", "đề án đề đ" },
    { "hoà", "hòa" }, { "oà", "òa" }, { "(uỷ)", "(ủy)" }, { "hoà1", "hòa1" },
    { "", "" }, { "\u0301a", "\u0301a" },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    CHECK_STR(text_fold_str(arena, str_from(rows[i][0])), rows[i][1]);
    CHECK_STR(text_fold(arena, str_from(rows[i][0])).s, rows[i][1]);
    CHECK_STR(text_fold_str(arena, str_from(rows[i][1])), rows[i][1]); // once is enough
  }
  CHECK_STR(text_fold_str(arena, STR("\xFF\xFE\xFDx\xE1\xBA")), "\uFFFD\uFFFD\uFFFDx\uFFFD\uFFFD");
  char bad[100000];
  memset(bad, 0xFF, sizeof bad);
  CHECK(text_fold(arena, (struct str){ bad, sizeof bad }).s.n == 3 * sizeof bad); // longer than its source
  CHECK(text_same(arena, STR("Uỷ  ban"), STR("ủy ban")) && !text_same(arena, STR("ủy"), STR("ùy")));
}

// The words found in the folded text must be cut out of the source exactly.
static void check_map(struct str source, const char *folded_word, const char *source_word) {
  struct folded folded = text_fold(arena, source);
  size_t at = str_find(folded.s, str_from(folded_word), 0);
  CHECK(at != SIZE_MAX);
  if (at == SIZE_MAX)
    return;
  CHECK_STR(str_slice(source, folded.map[at], folded.map[at + strlen(folded_word)]), source_word);
  CHECK(folded.map[folded.s.n] == source.n);
  for (size_t i = 0; i < folded.s.n; i++)
    CHECK(folded.map[i] <= folded.map[i + 1] && folded.map[i] < source.n);
}

static void test_map(void) {
  check_map(STR("Do  UBND\n tỉnh chủ trì"), "tỉnh chủ", "tỉnh chủ");
  check_map(STR("Do  UBND\n tỉnh chủ trì"), "ubnd tỉnh", "UBND\n tỉnh");
  check_map(STR("x Uỷ ban hoà"), "ủy", "Uỷ");
  check_map(STR("x Uỷ ban hoà"), "hòa", "hoà");
  check_map(STR("x toẽ y"), "tõe", "toẽ");
  check_map(STR("x toẽ y"), " y", " y");
  check_map(STR("ke\u0302\u0301 hoa\u0323ch na\u0306m"), "hoạch", "hoa\u0323ch");
  check_map(STR("hoa\u0300 na\u0306m"), "hòa", "hoa\u0300");
  check_map(STR("\xFF\xFE năm\xFF"), "năm", "năm");
  check_map(STR("a – b"), "-", "–");
}

static void test_bare(void) {
  CHECK_STR(text_bare(arena, STR("Đơn vị CHỦ TRÌ: Uỷ ban – Ư Ơ Ă")), "don vi chu tri: uy ban - u o a");
  CHECK_STR(text_bare(arena, STR("đường lưỡng nghiễm quỵ ẫ ẵ ỹ ỵ ợ ự ặ ệ")), "duong luong nghiem quy a a y y o u a e");
  CHECK_STR(text_bare(arena, STR("Tru\u031Bo\u031B\u0300ng e\u0301\u0302 ç ñ")), "truong e c n");
  // Every precomposed Vietnamese letter has its base letter.
  bool all = true;
  for (uint32_t c = 0x1EA0; c <= 0x1EF9; c++) {
    char bytes[4];
    struct str bare = text_bare(arena, (struct str){ bytes, utf8_put(c, bytes) });
    all = all && bare.n == 1 && strchr("aeiouy", bare.p[0]);
  }
  CHECK(all);
}

// ---- distance

static size_t slow_distance(const char *a, size_t n, const char *b, size_t m) {
  size_t d[16][16];
  for (size_t i = 0; i <= n; i++)
    for (size_t j = 0; j <= m; j++) {
      size_t best = i + j;
      if (i && j && d[i - 1][j - 1] + (a[i - 1] != b[j - 1]) < best)
        best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      if (i && d[i - 1][j] + 1 < best)
        best = d[i - 1][j] + 1;
      if (j && d[i][j - 1] + 1 < best)
        best = d[i][j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
        best = d[i - 2][j - 2] + 1;
      d[i][j] = best;
    }
  return d[n][m];
}

static void test_distance(void) {
  CHECK(text_distance(STR("chủ trì"), STR("chủ tri"), 9) == 1);
  CHECK(text_distance(STR("chủ trì"), STR("chủ rtì"), 9) == 1);
  CHECK(text_distance(STR(""), STR("ế"), 9) == 1 && text_distance(STR("a"), STR("a"), 9) == 0);
  CHECK(text_distance(STR("abcdef"), STR("ghijkl"), 3) == 3 && text_distance(STR("a"), STR("b"), 0) == 0);
  uint32_t seed = 1;
  bool all = true;
  for (int round = 0; round < 20000; round++) {
    char a[12], b[12];
    for (int i = 0; i < 12; i++) {
      seed = seed * 1664525 + 1013904223;
      a[i] = (char)('a' + (seed >> 24) % 3);
      b[i] = (char)('a' + (seed >> 16) % 3);
    }
    size_t n = (seed >> 8) % 13, m = (seed >> 12) % 13, limit = (seed >> 20) % 8;
    size_t slow = slow_distance(a, n, b, m);
    all = all && text_distance((struct str){ a, n }, (struct str){ b, m }, limit) == (slow < limit ? slow : limit);
  }
  CHECK(all);
  char *long_text = arena_alloc(arena, 100000);
  memset(long_text, 'x', 100000);
  CHECK(text_distance((struct str){ long_text, 100000 }, (struct str){ long_text, 99998 }, 5) == 2);
}

// ---- files

static void test_file(void) {
  char folder[] = "base_test.XXXXXX";
  if (!mkdtemp(folder)) {
    CHECK(false);
    return;
  }
  struct str path = str_printf(arena, "%s/a.txt", folder), content;
  CHECK(file_read(arena, path.p, 100, &content) == FILE_MISSING);
  CHECK(file_read(arena, folder, 100, &content) == FILE_IS_FOLDER);
  CHECK(file_write(folder, STR("x")) == FILE_IS_FOLDER);
  CHECK(file_write(path.p, STR("xin ch\0ào")) == FILE_OK);
  CHECK(file_read(arena, path.p, 100, &content) == FILE_OK && str_eq(content, STR("xin ch\0ào")));
  CHECK(file_read(arena, path.p, 3, &content) == FILE_TOO_LARGE);
  CHECK(chmod(path.p, 0640) == 0 && file_write(path.p, STR("")) == FILE_OK);
  struct stat info;
  CHECK(stat(path.p, &info) == 0 && (info.st_mode & 0777) == 0640); // rights stay
  CHECK(file_read(arena, path.p, 0, &content) == FILE_OK && content.n == 0);
  CHECK(file_read(arena, "/dev/zero", 1000, &content) == FILE_TOO_LARGE);
  struct str missing = str_printf(arena, "%s/b/a.txt", folder);
  CHECK(file_write(missing.p, STR("x")) == FILE_NO_FOLDER);
  struct str link = str_printf(arena, "%s/link", folder);
  CHECK(symlink("a.txt", link.p) == 0 && file_write(link.p, STR("new")) == FILE_OK);
  CHECK(lstat(link.p, &info) == 0 && S_ISLNK(info.st_mode));
  CHECK(file_read(arena, path.p, 100, &content) == FILE_OK && str_is(content, "new"));
  CHECK(unlink(link.p) == 0 && unlink(path.p) == 0 && rmdir(folder) == 0); // nothing else was left behind
}

// A pipe or device is written to, never replaced by a file.
static void test_named_pipe(void) {
  char folder[] = "base_test.XXXXXX";
  if (!mkdtemp(folder)) {
    CHECK(false);
    return;
  }
  struct str path = str_printf(arena, "%s/pipe", folder);
  CHECK(mkfifo(path.p, 0600) == 0);
  int reader = open(path.p, O_RDONLY | O_NONBLOCK);
  CHECK(file_write(path.p, STR("through")) == FILE_OK);
  char bytes[16];
  CHECK(read(reader, bytes, sizeof bytes) == 7);
  struct stat info;
  CHECK(stat(path.p, &info) == 0 && S_ISFIFO(info.st_mode));
  close(reader);
  CHECK(unlink(path.p) == 0 && rmdir(folder) == 0);
}

// A disk that is full leaves neither a half-written file nor the temporary one.
static void test_full_disk(void) {
  char folder[] = "base_test.XXXXXX";
  if (!mkdtemp(folder)) {
    CHECK(false);
    return;
  }
  struct str path = str_printf(arena, "%s/a.txt", folder), content;
  CHECK(file_write(path.p, STR("old")) == FILE_OK);
  struct rlimit limit, small;
  getrlimit(RLIMIT_FSIZE, &limit);
  small = (struct rlimit){ 4, limit.rlim_max };
  signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  CHECK(file_write(path.p, STR("much too long")) == FILE_UNWRITABLE);
  setrlimit(RLIMIT_FSIZE, &limit);
  CHECK(file_read(arena, path.p, 100, &content) == FILE_OK && str_is(content, "old"));
  CHECK(unlink(path.p) == 0 && rmdir(folder) == 0);
}

static void test_closed_pipe(void) {
  int ends[2], out = dup(STDOUT_FILENO);
  CHECK(pipe(ends) == 0 && dup2(ends[1], STDOUT_FILENO) >= 0 && close(ends[0]) == 0 && close(ends[1]) == 0);
  CHECK(file_write("-", STR("x")) == FILE_UNWRITABLE); // and not killed by SIGPIPE
  dup2(out, STDOUT_FILENO);
  close(out);
  CHECK(strcmp(file_status_text(FILE_MISSING, 1), "no such file or folder") == 0);
}

int main(void) {
  arena = arena_create();
  test_arena();
  test_vec();
  test_intern();
  test_str();
  test_split();
  test_numbers();
  test_xml();
  test_json_string();
  test_date();
  test_utf8();
  test_classes();
  test_columns();
  test_nfc();
  test_fold();
  test_map();
  test_bare();
  test_distance();
  test_file();
  test_named_pipe();
  test_full_disk();
  test_closed_pipe();
  arena_destroy(arena);
  return check_report();
}
