// Front matter: the header that was recognised, a line for each key. The keys that every plan has are there even where
// nothing was found, to be filled in.
#include <string.h>

#include "compiler/import/markdown.h"
#include "compiler/import/writer.h"
#include "compiler/syntax/terms.h"
#include "compiler/syntax/words.h"
#include "runtime/base/utf8.h"

static const struct key {
  const char *key, *bare;
  bool always;
} keys[] = {
  { "cơ quan chủ quản", "co quan chu quan", false }, { "cơ quan", "co quan", true },
  { "số", "so", true },                              { "ký hiệu", "ky hieu", true },
  { "địa danh", "dia danh", true },                  { "ngày", "ngay", true },
  { "loại", "loai", false },                         { "trích yếu", "trich yeu", true },
  { "khẩn", "khan", false },                         { "mật", "mat", false },
  { "phạm vi lưu hành", "pham vi luu hanh", false },
};

// Keys that are read from the text, beside these.
static const char *const of_text[] = { "ky", "noi nhan", "luu" };

// ---- Dates

// The digits behind a term that stands at `*at` or behind white space there; none where room was left for them.
static bool digits_behind(struct str s, enum term term, size_t *at, struct str *digits) {
  size_t start = words_skip_space(s, *at), end = term_match(term, s, start), next;
  if (end == SIZE_MAX)
    return false;
  size_t from = words_skip_space(s, end), to = from;
  while (to < s.n && s.p[to] >= '0' && s.p[to] <= '9')
    to++;
  *digits = str_slice(s, from, to);
  *at = to;
  return to == from || (to - from <= 4 && !uni_is_word(words_char(s, to, &next)));
}

// “ngày 01 tháng 4 năm 2026” → 01/4/2026, “ngày tháng 3 năm 2026” → /3/2026, “ngày tháng năm 2026” → 2026. As written
// where anything else stands in it.
static struct str short_date(struct arena *arena, struct str written) {
  struct str day, month, year;
  size_t at = 0;
  if (!digits_behind(written, TERM_DAY, &at, &day) || !digits_behind(written, TERM_MONTH, &at, &month) ||
      !digits_behind(written, TERM_YEAR, &at, &year) || words_any(str_slice(written, at, written.n)) || year.n != 4 ||
      (day.n && !month.n))
    return written;
  if (!month.n)
    return year;
  return str_printf(arena, STR_FMT "/" STR_FMT "/" STR_FMT, STR_ARG(day), STR_ARG(month), STR_ARG(year));
}

// ---- Values

// “140 /KH-UBND”: the space is printed as it was typed, and found by check.
static bool has_space_behind(const struct writer *writer, const struct entry *entry) {
  struct str text = writer->syntax->source->text;
  size_t end = text_span(&entry->value, 0, entry->value.s.n).end;
  return entry->value.s.n && end + 1 < text.n && text.p[end] == ' ' && text.p[end + 1] == '/';
}

static struct str value_of(struct writer *writer, const struct entry *entry) {
  struct str value = text_nfc(writer->arena, str_trim(entry->value.s));
  if (str_is(entry->bare, "so") && has_space_behind(writer, entry))
    return str_concat(writer->arena, value, STR(" "));
  if (!str_is(entry->bare, "ngay"))
    return value;
  struct str date = short_date(writer->arena, value);
  if (!str_eq(date, value))
    script_note(writer->script, IMPORT_FACT_DATE, writer_place(writer, entry->span.start), value, date);
  return date;
}

static void put_key(struct writer *writer, const char *indent, const char *key, struct str value) {
  buf_printf(&writer->out, "%s%s:", indent, key);
  if (value.n) {
    buf_byte(&writer->out, ' ');
    markdown_scalar(&writer->out, value);
  }
  buf_byte(&writer->out, '\n');
}

// “KẾ HOẠCH” is what a plan is; another name (“KẾ HOẠCH HÀNH ĐỘNG”) is written.
static bool is_usual_kind(struct arena *arena, struct str kind) {
  return str_is(str_trim(text_bare(arena, kind)), "ke hoach");
}

// ---- Front matter that the file carries

static const struct import_carried *carried(const struct writer *writer, const char *bare) {
  const struct import_front *front = writer->script->front;
  for (size_t i = 0; front && i < front->list.n; i++)
    if (str_is(text_bare(writer->arena, front->list.at[i].key), bare))
      return &front->list.at[i];
  return NULL;
}

static struct str letters(struct arena *arena, struct str s) {
  struct str folded = text_fold_str(arena, s);
  char *out = arena_alloc(arena, folded.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < folded.n; i++)
    if (folded.p[i] != ' ')
      out[n++] = folded.p[i];
  return (struct str){ out, n };
}

// What paper shows in capitals, as the author wrote it. What stands on paper counts where it is something else.
static struct str as_written(struct writer *writer, const char *bare, struct str value) {
  const struct import_carried *own = carried(writer, bare);
  if (!own || !value.n)
    return value;
  if (str_eq(letters(writer->arena, own->value), letters(writer->arena, value)))
    return str_trim(own->value);
  script_note(writer->script, IMPORT_FACT_CARRIED_OTHER, 1, own->value, own->key);
  return value;
}

static bool is_of_text(struct arena *arena, struct str key) {
  struct str bare = text_bare(arena, key);
  bool found = false;
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    found |= str_is(bare, keys[i].bare);
  for (size_t i = 0; i < sizeof of_text / sizeof *of_text; i++)
    found |= str_is(bare, of_text[i]);
  return found;
}

static void put_line(struct writer *writer, struct str key, struct str value) {
  struct buf *out = &writer->out;
  size_t slash = str_find_byte(key, '/', 0);
  struct str name = slash == SIZE_MAX ? key : str_slice(key, slash + 1, key.n);
  buf_text(out, slash == SIZE_MAX ? "" : "  ");
  if (name.n)
    markdown_scalar(out, name);
  buf_text(out, name.n ? ": " : "- ");
  markdown_scalar(out, value);
  buf_byte(out, '\n');
  script_note(writer->script, IMPORT_FACT_CARRIED, 1, value, key);
}

// Lines of one map or list stand together.
static void put_carried(struct writer *writer) {
  const struct import_front *front = writer->script->front;
  struct str last = { 0 };
  for (size_t i = 0; front && i < front->list.n; i++) {
    const struct import_carried *own = &front->list.at[i];
    size_t slash = str_find_byte(own->key, '/', 0);
    struct str parent = str_slice(own->key, 0, slash < own->key.n ? slash : own->key.n);
    if (!parent.n || !own->value.n || is_of_text(writer->arena, parent))
      continue;
    if (slash != SIZE_MAX && !str_eq(parent, last)) {
      markdown_scalar(&writer->out, parent);
      buf_text(&writer->out, ":\n");
    }
    last = slash == SIZE_MAX ? (struct str){ 0 } : parent;
    put_line(writer, own->key, own->value);
  }
}

// ---- The header

static void put_header(struct writer *writer) {
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    const struct entry *entry = syntax_entry(writer->syntax, keys[i].bare);
    if (!entry && !keys[i].always)
      continue;
    struct str value = as_written(writer, keys[i].bare, entry ? value_of(writer, entry) : (struct str){ 0 });
    if (str_is(str_from(keys[i].bare), "loai") && is_usual_kind(writer->arena, value))
      continue;
    put_key(writer, "", keys[i].key, value);
    if (value.n)
      script_note(writer->script, IMPORT_FACT_FIELD, writer_place(writer, entry->span.start), value,
                  str_from(keys[i].key));
  }
}

// ---- The years of the plan

// Whether the byte stands within quotes: the years there are those of another paper.
static bool is_quoted(struct str s, size_t at) {
  int open = 0;
  for (size_t i = 0; i < at;) {
    uint32_t c = utf8_next(s, &i);
    open += (c == 0x201C) - (c == 0x201D && open > 0);
  }
  return open > 0;
}

static size_t year_at(struct str s, size_t at) {
  size_t n = 0;
  while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9')
    n++;
  return n == 4 && (s.p[at] == '1' || s.p[at] == '2') ? at + n : SIZE_MAX;
}

// “giai đoạn 2026 - 2030”, “từ năm 2023 đến năm 2025” in the subject; empty where there is none, or more than one. What
// stands behind “thuộc” are years of the programme that the plan is part of.
static struct str years_of(struct arena *arena, struct str subject) {
  struct str found = { 0 };
  size_t other, programme = term_find(TERM_PART_OF, subject, 0, &other);
  subject = str_slice(subject, 0, programme);
  for (size_t at = 0, end; at < subject.n; at++) {
    if ((at > 0 && uni_is_word((unsigned char)subject.p[at - 1])) || (end = year_at(subject, at)) == SIZE_MAX)
      continue;
    size_t next, to = words_skip_space(subject, end), behind;
    bool dash = to < subject.n && uni_is_dash(words_char(subject, to, &next));
    to = dash ? next : term_match(TERM_UNTIL, subject, to);
    behind = to == SIZE_MAX ? SIZE_MAX : year_at(subject, words_skip_space(subject, to));
    if (behind == SIZE_MAX || is_quoted(subject, at))
      continue;
    if (found.n)
      return (struct str){ 0 };
    found = str_printf(arena, "%.4s - %.4s", subject.p + at, subject.p + behind - 4);
  }
  return found;
}

static void put_years(struct writer *writer) {
  const struct entry *subject = syntax_entry(writer->syntax, "trich yeu");
  struct str years = subject ? years_of(writer->arena, subject->value.s) : (struct str){ 0 };
  bool ours = writer->script->front && writer->script->front->ours; // they are carried, or the plan says none
  if (!years.n || ours)
    return;
  put_key(writer, "", "thời gian thực hiện", years);
  script_note(writer->script, IMPORT_FACT_FIELD, writer_place(writer, subject->span.start), years,
              STR("thời gian thực hiện"));
}

// ---- Signature

// Whether the lines are a map: no key comes a second time behind another, and the name is the last.
static bool is_map(const struct entry *signature) {
  for (size_t i = 0; i < signature->children.n; i++)
    for (size_t j = i + 1; j < signature->children.n; j++) {
      const struct entry *a = &signature->children.at[i], *b = &signature->children.at[j];
      if (str_is(a->bare, "ho ten") || str_eq(a->bare, b->bare))
        return false;
    }
  return true;
}

static void put_signature(struct writer *writer) {
  enum { MOST = 32 };
  const struct entry *signature = syntax_entry(writer->syntax, "ky");
  if (!signature || !signature->children.n)
    return;
  bool map = signature->children.n <= MOST && is_map(signature);
  buf_text(&writer->out, "ký:\n");
  for (size_t i = 0; i < signature->children.n; i++) {
    const struct entry *line = &signature->children.at[i];
    struct str value = text_nfc(writer->arena, str_trim(line->value.s));
    if (map) {
      put_key(writer, "  ", str_copy(writer->arena, line->key).p, value);
    } else {
      buf_text(&writer->out, "  - ");
      markdown_scalar(&writer->out, value);
      buf_byte(&writer->out, '\n');
    }
    script_note(writer->script, IMPORT_FACT_SIGNATURE, writer_place(writer, line->span.start), value, line->key);
  }
}

void front_write(struct writer *writer) {
  buf_text(&writer->out, "---\n");
  put_header(writer);
  put_years(writer);
  put_carried(writer);
  if (writer->end && !carried(writer, "phu luc phan cong"))
    put_key(writer, "", "phụ lục phân công", STR("có"));
  put_signature(writer);
  buf_text(&writer->out, "---\n");
}
