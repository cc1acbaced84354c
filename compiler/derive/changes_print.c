// Changes for a reader: one line each, what was removed in [-…-], what was added in {+…+}.
#include <string.h>

#include "compiler/derive/changes.h"
#include "runtime/base/align.h"

enum { CONTEXT = 6 }; // words of the same text that are shown beside a change

struct printer {
  struct arena *arena;
  bool english;
  struct buf *out;
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

// One line: what a text holds of line ends is shown as a space.
static void print_flat(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.n; i++)
    buf_byte(out, s.p[i] == '\n' ? ' ' : s.p[i]);
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

static void print_same(struct buf *out, struct str s, bool first, bool last) {
  size_t head = first ? 0 : after_words(s, CONTEXT), tail = last ? s.n : before_words(s, CONTEXT);
  if (head >= tail) {
    print_flat(out, s);
    return;
  }
  print_flat(out, str_slice(s, 0, head));
  buf_text(out, "… ");
  print_flat(out, str_slice(s, tail, s.n));
}

static void print_words(struct printer *p, struct str before, struct str after) {
  struct stretches words = align_words(p->arena, before, after);
  for (size_t i = 0; i < words.list.n; i++) {
    struct stretch s = words.list.at[i];
    struct str text = str_slice(s.kind == ALIGN_REMOVED ? before : after, s.from, s.to), bare = str_trim(text);
    if (s.kind == ALIGN_SAME) {
      print_same(p->out, text, i == 0, i + 1 == words.list.n);
      continue;
    }
    buf_text(p->out, s.kind == ALIGN_REMOVED ? "[-" : "{+");
    print_flat(p->out, bare);
    buf_text(p->out, s.kind == ALIGN_REMOVED ? "-]" : "+}");
    buf_text(p->out, bare.n < text.n ? " " : "");
  }
}

static void print_quoted(struct printer *p, struct str s) {
  if (!s.n) {
    buf_text(p->out, p->english ? "(none)" : "(không có)");
    return;
  }
  buf_text(p->out, "“");
  print_flat(p->out, s);
  buf_text(p->out, "”");
}

static void print_where(struct printer *p, const struct change *change) {
  struct str before = change->where_before, after = change->where_after;
  if (change->kind == CHANGE_MOVED && !str_eq(before, after)) {
    buf_printf(p->out, " " STR_FMT " → " STR_FMT, STR_ARG(before), STR_ARG(after));
    return;
  }
  struct str where = after.n ? after : before;
  if (where.n)
    buf_printf(p->out, " " STR_FMT, STR_ARG(where));
}

static void print_change(struct printer *p, const struct change *change) {
  buf_text(p->out, "  ");
  buf_text(p->out, kind_words[change->kind][p->english]);
  if (change->field)
    buf_printf(p->out, " %s", field_title(change->field, p->english));
  print_where(p, change);
  buf_text(p->out, ": ");
  if (change->kind == CHANGE_REWORDED) {
    print_words(p, change->before, change->after);
  } else if (change->kind == CHANGE_VALUE) {
    print_quoted(p, change->before);
    buf_text(p->out, " → ");
    print_quoted(p, change->after);
  } else {
    print_flat(p->out, change->after.n ? change->after : change->before);
  }
  buf_byte(p->out, '\n');
}

void changes_text(struct arena *arena, const struct changes *changes, bool english, struct buf *out) {
  struct printer p = { arena, english, out };
  size_t n = changes->list.n;
  buf_printf(out, "%s → %s: ", changes->before->source->name, changes->after->source->name);
  if (!n)
    buf_text(out, english ? "no change\n" : "không có thay đổi\n");
  else
    buf_printf(out, english ? (n == 1 ? "%zu change\n" : "%zu changes\n") : "%zu thay đổi\n", n);
  for (size_t i = 0; i < n; i++) {
    const struct change *change = &changes->list.at[i];
    if (i == 0 || change->part != change[-1].part)
      buf_printf(out, "\n%s\n", part_titles[change->part][english]);
    print_change(&p, change);
  }
}
