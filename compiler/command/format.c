// One pass over the lines; what a line is depends on its first characters alone.
#include "compiler/command/format.h"

#include "runtime/base/buf.h"

struct formatter {
  struct buf out;
  bool front;      // inside front matter
  bool fence;      // inside a fenced block
  bool blank;      // the last line written was blank
  bool heading;    // the last line that was not blank is a heading
  size_t count;
};

static struct str trim_end(struct str line) {
  while (line.n > 0 && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t' || line.p[line.n - 1] == '\r'))
    line.n--;
  return line;
}

// Two spaces or more at the end of a line of text are a line break in Markdown.
static bool ends_in_break(struct str raw, struct str line) {
  size_t spaces = 0;
  struct str s = raw;
  while (s.n > 0 && s.p[s.n - 1] == '\r')
    s.n--;
  while (s.n > spaces && s.p[s.n - 1 - spaces] == ' ')
    spaces++;
  return spaces >= 2 && line.n > 0;
}

static size_t heading_marks(struct str line) {
  size_t n = 0;
  while (n < line.n && n < 7 && line.p[n] == '#')
    n++;
  return n > 0 && n < 7 && n < line.n && (line.p[n] == ' ' || line.p[n] == '\t') ? n : 0;
}

static bool is_fence(struct str line) {
  return str_starts(line, STR("```")) || str_starts(line, STR("~~~"));
}

static size_t bullet_mark(struct str line) {
  bool mark = line.n > 2 && (line.p[0] == '-' || line.p[0] == '+' || line.p[0] == '*') && line.p[1] == ' ' && line.p[2] == ' ';
  return mark ? 1 : 0;
}

static void put_line(struct formatter *f, struct str line) {
  buf_str(&f->out, line);
  buf_byte(&f->out, '\n');
  f->blank = line.n == 0;
}

// “##   1. Mục đích” → “## 1. Mục đích”. An indent of four after a bullet would make its text code, so a short gap only.
static void put_marked(struct formatter *f, struct str line, size_t marks) {
  size_t at = marks;
  while (at < line.n && (line.p[at] == ' ' || line.p[at] == '\t'))
    at++;
  buf_str(&f->out, str_slice(line, 0, marks));
  buf_byte(&f->out, ' ');
  put_line(f, str_slice(line, at, line.n));
}

static void format_line(struct formatter *f, struct str raw, size_t number) {
  struct str line = trim_end(raw);
  bool rule = str_is(line, "---");
  if (f->front || (number == 0 && rule)) {
    f->front = number == 0 || !(rule || str_is(line, "..."));
    put_line(f, line);
    return;
  }
  if (is_fence(line))
    f->fence = !f->fence;
  if (f->fence || is_fence(line)) {
    put_line(f, raw.n && raw.p[raw.n - 1] == '\r' ? str_slice(raw, 0, raw.n - 1) : raw);
    return;
  }
  size_t marks = heading_marks(line);
  if (line.n == 0 && (f->blank || f->out.n == 0))
    return;
  if ((marks || f->heading) && line.n > 0 && !f->blank && f->out.n > 0)
    put_line(f, (struct str){ 0 });
  if (line.n > 0)
    f->heading = marks > 0;
  if (marks || bullet_mark(line))
    put_marked(f, line, marks ? marks : 1);
  else if (ends_in_break(raw, line))
    put_line(f, str_slice(raw, 0, line.n + 2));
  else
    put_line(f, line);
}

static size_t differing_lines(struct str a, struct str b) {
  size_t count = 0;
  struct str line, other;
  while (str_split(&a, '\n', &line))
    count += !str_split(&b, '\n', &other) || !str_eq(line, other);
  return count;
}

struct str format_plan(struct arena *arena, struct str text, size_t *count) {
  struct formatter f = { 0 };
  size_t number = 0;
  bool mark = str_starts(text, STR("\xEF\xBB\xBF"));
  struct str rest = mark ? str_slice(text, 3, text.n) : text, line;
  while (str_split(&rest, '\n', &line))
    format_line(&f, line, number++);
  while (f.out.n > 1 && f.out.p[f.out.n - 1] == '\n' && f.out.p[f.out.n - 2] == '\n')
    f.out.n--;
  struct str result = str_copy(arena, buf_view(&f.out));
  buf_finish(&f.out);
  *count = differing_lines(text, result);
  return result;
}
