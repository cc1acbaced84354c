// Changes for a reader: one line each, what was removed in [-…-], what was added in {+…+}.
#include <string.h>

#include "compiler/derive/changes.h"
#include "runtime/base/align.h"

enum { CONTEXT = 6 };      // words of the same text that are shown beside a change
enum { LONG_VALUE = 100 }; // bytes: longer ones are compared word by word instead of standing side by side

struct line {
  struct arena *arena;
  bool english;
  struct pieces pieces;
};

static const char *const part_titles[CHANGE_PARTS][2] = {
  [PART_HEADER] = { "Thể thức", "Header and signature" }, [PART_BASIS] = { "Căn cứ", "Legal bases" },
  [PART_OBJECTIVE] = { "Mục tiêu", "Objectives" },        [PART_TASK] = { "Nhiệm vụ", "Tasks" },
  [PART_RECIPIENT] = { "Nơi nhận", "Recipients" },        [PART_TEXT] = { "Nội dung khác", "Other text" },
};

static const char *const kind_words[CHANGE_KINDS][2] = {
  [CHANGE_ADDED] = { "thêm", "added" },        [CHANGE_REMOVED] = { "bỏ", "removed" },
  [CHANGE_MOVED] = { "chuyển chỗ", "moved" },  [CHANGE_REWORDED] = { "sửa chữ", "reworded" },
  [CHANGE_VALUE] = { "sửa", "changed" },
};

static const struct {
  const char *field, *title[2];
} fields[] = {
  { "kind", { "tên loại", "kind" } },
  { "parent", { "cơ quan chủ quản", "parent body" } },
  { "agency", { "cơ quan ban hành", "issuing body" } },
  { "number", { "số", "number" } },
  { "symbol", { "ký hiệu", "symbol" } },
  { "place", { "địa danh", "place" } },
  { "date", { "ngày", "date" } },
  { "subject", { "trích yếu", "subject" } },
  { "urgency", { "độ khẩn", "urgency" } },
  { "secrecy", { "độ mật", "secrecy" } },
  { "circulation", { "phạm vi lưu hành", "circulation" } },
  { "span", { "thời gian thực hiện", "time span" } },
  { "standing", { "cơ quan thường trực", "standing body" } },
  { "signature", { "thẩm quyền, chức vụ người ký", "authority and position" } },
  { "signer", { "họ tên người ký", "signer" } },
  { "lead", { "chủ trì", "lead" } },
  { "coordinate", { "phối hợp", "coordination" } },
  { "monitor", { "theo dõi", "monitoring" } },
  { "time", { "thời gian", "time" } },
  { "product", { "sản phẩm", "product" } },
  { "funding", { "kinh phí", "funding" } },
  { "venue", { "địa điểm", "venue" } },
};

static const char *field_title(const char *field, bool english) {
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (strcmp(fields[i].field, field) == 0)
      return fields[i].title[english];
  return field;
}

static void add_piece(struct line *line, enum piece_kind kind, struct str text) {
  if (text.n)
    vec_push(line->arena, &line->pieces.list, (struct piece){ kind, text });
}

static void add_words(struct line *line, const char *words) {
  add_piece(line, PIECE_TEXT, str_from(words));
}

// One line: what a text holds of line ends is shown as a space.
static struct str flat(struct arena *arena, struct str s) {
  char *copy = arena_array(arena, char, s.n + 1);
  for (size_t i = 0; i < s.n; i++)
    copy[i] = s.p[i] == '\n' ? ' ' : s.p[i];
  return (struct str){ copy, s.n };
}

// Byte behind the first `n` words, and before the last `n`.
static size_t after_words(struct str s, int n) {
  size_t at = 0;
  for (; n > 0 && at < s.n; n--) {
    size_t space = str_find_byte(s, ' ', at);
    at = space < s.n ? space + 1 : s.n;
  }
  return at;
}

static size_t before_words(struct str s, int n) {
  size_t at = s.n;
  while (at > 0 && n > 0)
    if (--at > 0 && s.p[at - 1] == ' ' && at < s.n)
      n--;
  return at;
}

static void add_same(struct line *line, struct str s, bool first, bool last) {
  size_t head = first ? 0 : after_words(s, CONTEXT), tail = last ? s.n : before_words(s, CONTEXT);
  if (head >= tail) {
    add_piece(line, PIECE_TEXT, s);
    return;
  }
  add_piece(line, PIECE_TEXT, str_slice(s, 0, head));
  add_words(line, "… ");
  add_piece(line, PIECE_TEXT, str_slice(s, tail, s.n));
}

static void add_rewording(struct line *line, struct str before, struct str after) {
  struct stretches words = align_words(line->arena, before, after);
  for (size_t i = 0; i < words.list.n; i++) {
    struct stretch s = words.list.at[i];
    struct str text = str_slice(s.kind == ALIGN_REMOVED ? before : after, s.from, s.to), bare = str_trim(text);
    if (s.kind == ALIGN_SAME) {
      add_same(line, text, i == 0, i + 1 == words.list.n);
      continue;
    }
    size_t lead = (size_t)(bare.p - text.p);
    add_words(line, lead > 0 ? " " : "");
    add_piece(line, s.kind == ALIGN_REMOVED ? PIECE_REMOVED : PIECE_ADDED, bare);
    add_words(line, lead + bare.n < text.n ? " " : "");
  }
}

static void add_quoted(struct line *line, struct str s) {
  if (s.n)
    add_piece(line, PIECE_TEXT, str_printf(line->arena, "“" STR_FMT "”", STR_ARG(s)));
  else
    add_words(line, line->english ? "(none)" : "(không có)");
}

static void add_place(struct line *line, const struct change *change) {
  struct str before = change->where_before, after = change->where_after, where = after.n ? after : before;
  add_words(line, where.n ? " " : "");
  if (change->kind == CHANGE_MOVED && !str_eq(before, after)) {
    add_piece(line, PIECE_TEXT, before);
    add_words(line, " → ");
  }
  add_piece(line, PIECE_PLACE, where);
}

struct pieces change_pieces(struct arena *arena, const struct change *change, bool english) {
  struct line line = { .arena = arena, .english = english };
  struct str before = flat(arena, change->before), after = flat(arena, change->after);
  add_words(&line, kind_words[change->kind][english]);
  if (change->field)
    add_piece(&line, PIECE_TEXT, str_printf(arena, " %s", field_title(change->field, english)));
  add_place(&line, change);
  add_words(&line, ": ");
  if (change->kind == CHANGE_REWORDED || (before.n > LONG_VALUE && after.n > LONG_VALUE)) {
    add_rewording(&line, before, after);
  } else if (change->kind == CHANGE_VALUE) {
    add_quoted(&line, before);
    add_words(&line, " → ");
    add_quoted(&line, after);
  } else {
    add_piece(&line, PIECE_TEXT, after.n ? after : before);
  }
  return line.pieces;
}

struct str change_part_title(enum change_part part, bool english) {
  return str_from(part_titles[part][english]);
}

struct str changes_headline(struct arena *arena, const struct changes *changes, bool english) {
  static const char *const none[] = { "không có thay đổi", "no change" }, *const one[] = { "1 thay đổi", "1 change" };
  size_t n = changes->list.n;
  struct str count = n > 1 ? str_printf(arena, english ? "%zu changes" : "%zu thay đổi", n) : str_from((n ? one : none)[english]);
  return str_printf(arena, "%s → %s: " STR_FMT, changes->before->source->name, changes->after->source->name, STR_ARG(count));
}

// ---- For a terminal

static void print_piece(struct buf *out, const struct piece *piece) {
  static const char *const marks[][2] = { [PIECE_TEXT] = { "", "" }, [PIECE_PLACE] = { "", "" },
                                          [PIECE_REMOVED] = { "[-", "-]" }, [PIECE_ADDED] = { "{+", "+}" } };
  buf_printf(out, "%s" STR_FMT "%s", marks[piece->kind][0], STR_ARG(piece->text), marks[piece->kind][1]);
}

void changes_text(struct arena *arena, const struct changes *changes, bool english, struct buf *out) {
  buf_printf(out, STR_FMT "\n", STR_ARG(changes_headline(arena, changes, english)));
  for (size_t i = 0; i < changes->list.n; i++) {
    const struct change *change = &changes->list.at[i];
    struct pieces pieces = change_pieces(arena, change, english);
    if (i == 0 || change->part != change[-1].part)
      buf_printf(out, "\n%s\n", part_titles[change->part][english]);
    buf_text(out, "  ");
    for (size_t j = 0; j < pieces.list.n; j++)
      print_piece(out, &pieces.list.at[j]);
    buf_byte(out, '\n');
  }
}
