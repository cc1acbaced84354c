// kehoach new --from: outline, recipients and standing text of an earlier plan stay in the author's words; what is of its day
// is emptied, brought up to date or marked, and each such place is told with its place in the new plan.
#include "compiler/command/new_from.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/command/patch.h"
#include "grammar/rules.h"
#include "runtime/base/file.h"

// What is said of each reason, the detail behind it.
static const char *const reasons[RENEWAL_REASONS][LANGUAGES] = {
  [RENEWAL_NUMBER] = { "số của kế hoạch cũ, để trống", "the number of the old plan, left blank" },
  [RENEWAL_DATE] = { "ngày của kế hoạch cũ, đổi thành ", "the date of the old plan, now " },
  [RENEWAL_DATE_BLANK] = { "ngày của kế hoạch cũ, để trống", "the date of the old plan, left blank" },
  [RENEWAL_SUBJECT] = { "trích yếu cũ, đổi thành ", "the old subject, now " },
  [RENEWAL_YEARS] = { "năm của kế hoạch cũ, đổi thành ", "the years of the old plan, now " },
  [RENEWAL_PHASE] = { "thời gian của kế hoạch cũ, đổi thành ", "the time of the old plan, now " },
  [RENEWAL_SIGNER] = { "người ký kế hoạch cũ, để trống", "the signer of the old plan, left blank" },
  [RENEWAL_BODY] = { "không còn nữa, đổi thành ", "is no more, now " },
  [RENEWAL_CITY] = { "nay là thành phố, đổi thành ", "is a city now, hence " },
  [RENEWAL_PROVINCE] = { "đã sáp nhập, đổi thành ", "was merged, now " },
  [RENEWAL_TIME] = { "thời gian của kế hoạch cũ, đã đánh dấu", "a time of the old plan, marked" },
  [RENEWAL_BODY_TWICE] = { "không còn nữa, đã đánh dấu vì gần đó đã có ", "is no more; marked, since near it there is " },
  [RENEWAL_BODY_SEVERAL] = { "không còn nữa, đã đánh dấu; nay là ", "is no more, marked; its work is done by " },
  [RENEWAL_BODY_OVER] = { "không còn nữa, đã đánh dấu", "is no more, marked" },
  [RENEWAL_PLACE] = { "đã sáp nhập, đã đánh dấu; nay thuộc ", "was merged, marked; it is part of " },
  [RENEWAL_PROPOSAL] = { "lời đề nghị của kế hoạch cũ, đã đánh dấu", "the proposal of the old plan, marked" },
  [RENEWAL_BASES] = { "giữ nguyên căn cứ, cần soát hiệu lực, số căn cứ: ", "legal bases are kept, see whether they are in force; there are " },
  [RENEWAL_TARGETS] = { "giữ nguyên chỉ tiêu cũ, cần đặt lại, số chỉ tiêu: ", "the old figures are kept, set them anew; there are " },
  [RENEWAL_RANK] = { "nay là thành phố; chữ “tỉnh” đứng riêng giữ nguyên, cần xem lại", "is a city now; the word “tỉnh” by itself is kept, look at it" },
  [RENEWAL_FUNDING] = { "giữ nguyên phần kinh phí, cần xem lại", "funding is kept, look at it" },
};

// ---- The old plan

static bool refuse_file(struct run *run, const char *path, const char *vi, const char *en) {
  run_trouble(run, &rule_file_unreadable, path, str_from(run->options->language == LANGUAGE_EN ? en : vi));
  return false;
}

static bool is_source_name(const char *path) {
  return strcmp(path, "-") == 0 || str_ends(str_from(path), STR(".md"));
}

// A plan's source is taken as it is; an official text is imported, and what became of it is told.
static bool open_old(struct run *run, const char *path, struct unit *unit) {
  struct str bytes;
  struct imported imported = { 0 };
  if (!run_read(run, run->arena, path, &bytes))
    return false;
  if (str_trim(bytes).n == 0)
    return refuse_file(run, path, "tệp trống", "the file is empty");
  bool text = utf8_invalid(bytes) == SIZE_MAX && str_find_byte(bytes, 0, 0) == SIZE_MAX;
  if (is_source_name(path) && !text)
    return refuse_file(run, path, "không phải văn bản UTF-8", "it is no UTF-8 text");
  if (is_source_name(path) && (!unit_open_text(run, path, bytes, unit) || unit->syntax->has_front))
    return unit->syntax != NULL;
  if (is_source_name(path))
    unit_close(run, unit, false);
  if (!run_import(run, run->arena, path, bytes, &imported))
    return false;
  const char *plan = run->options->output ? run->options->output : "-";
  if (strcmp(plan, "-") != 0 && !import_images(run, run->arena, &imported, plan))
    return false;
  import_report(run, &imported, path);
  return unit_open_text(run, path, imported.plan, unit);
}

// ---- Changes of the body

struct body_context {
  const struct unit *old;
  struct from_changes *changes;
};

static struct str marked(struct arena *arena, struct str source, struct span span) {
  char next = span.end < source.n ? source.p[span.end] : 0;
  bool link = next && strchr("([:", next); // Markdown would take the brackets for a link's
  return str_printf(arena, "%s[cần xem lại: " STR_FMT "]", link ? "\\" : "", STR_ARG(str_slice(source, span.start, span.end)));
}

static void add_piece(void *context, const struct text *text, const struct renewal_piece *piece) {
  struct body_context *body = context;
  struct arena *arena = body->old->arena;
  struct from_change row = { .span = text_span(text, piece->from, piece->to), .reason = piece->reason, .detail = piece->detail };
  row.old = piece->to > piece->from ? str_slice(text->s, piece->from, piece->to) : text->s;
  row.edit = piece->to > piece->from && text->map.n;
  row.instead = renewal_marks(piece->reason) ? marked(arena, body->old->source->text, row.span) : piece->instead;
  if (text->map.n)
    vec_push(arena, body->changes, row);
}

// “(Kèm theo Kế hoạch số 140/KH-UBND ngày 01 tháng 4 năm 2026 của …)”: number and day are the old plan's own.
static void empty_reference(struct body_context *body, const struct text *text, struct str date) {
  struct arena *arena = body->old->arena;
  struct folded folded = text_fold(arena, text->s);
  size_t number = str_find(folded.s, STR("số "), 0), day = str_find(folded.s, STR("ngày "), 0);
  size_t at = number == SIZE_MAX ? SIZE_MAX : number + STR("số ").n, end = at;
  while (end != SIZE_MAX && end < folded.s.n && uni_is_digit((unsigned char)folded.s.p[end]))
    end++;
  if (at != SIZE_MAX && end > at) {
    struct renewal_piece piece = { folded.map[at], folded.map[end], { 0 }, RENEWAL_NUMBER, { 0 } };
    add_piece(body, text, &piece);
  }
  end = day == SIZE_MAX ? SIZE_MAX : str_find(folded.s, STR(" của "), day);
  if (end == SIZE_MAX)
    return;
  struct str year = date.n >= 4 ? str_slice(date, date.n - 4, date.n) : (struct str){ 0 };
  struct renewal_piece piece = { folded.map[day], folded.map[end], { 0 }, RENEWAL_DATE_BLANK, { 0 } };
  piece.instead = str_printf(arena, "ngày tháng năm%s" STR_FMT, year.n ? " " : "", STR_ARG(year));
  if (!str_eq(piece.instead, str_slice(text->s, piece.from, piece.to)))
    add_piece(body, text, &piece);
}

// ---- The new plan

static int by_place(const void *a, const void *b) {
  const struct from_change *x = a, *y = b;
  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  return (y->edit > x->edit) - (y->edit < x->edit); // what is only told of a place comes behind its edit
}

// Edits in order; a place that two texts share is changed once.
static void keep_apart(struct from_changes *changes) {
  size_t kept = 0, end = 0;
  qsort(changes->at, changes->n, sizeof *changes->at, by_place);
  for (size_t i = 0; i < changes->n; i++) {
    struct from_change *row = &changes->at[i];
    if (row->edit && kept && row->span.start < end)
      continue;
    if (row->edit)
      end = row->span.end > row->span.start ? row->span.end : end;
    changes->at[kept++] = *row;
  }
  changes->n = kept;
}

static struct str make_source(struct arena *arena, const struct unit *old, const struct from_changes *changes) {
  struct patch patch = { 0 };
  for (size_t i = 0; i < changes->n; i++)
    if (changes->at[i].edit)
      vec_push(arena, &patch.edits, (struct edit){ changes->at[i].span, changes->at[i].instead });
  return patch_apply(arena, &patch, old->source->text);
}

// ---- The report

// The first byte that is no space.
static struct span place_in(struct str text, size_t start, size_t end) {
  while (start < end && text.p[start] == ' ')
    start++;
  return (struct span){ (uint32_t)start, (uint32_t)end };
}

static void report(struct run *run, struct unit *unit, const struct from_changes *changes) {
  struct diags diags;
  long shift = 0;
  size_t start = 0, end = 0, edited = 0; // of the new text; behind the last edit in the old one
  diags_init(&diags, unit->arena);
  for (size_t i = 0; i < changes->n; i++) {
    const struct from_change *row = &changes->at[i];
    if (row->edit || row->span.start >= edited) { // else it is told of the edit before it
      start = (size_t)((long)row->span.start + shift);
      end = start + (row->edit ? row->instead.n : row->span.end - row->span.start);
    }
    if (row->edit) {
      shift += (long)row->instead.n - (long)(row->span.end - row->span.start);
      edited = row->span.end;
    }
    struct diag *diag = diag_report(&diags, &rule_renewed, unit->source, place_in(unit->source->text, start, end));
    diag_arg(&diags, diag, row->old);
    diag_arg(&diags, diag, str_from(reasons[row->reason][run->options->language]));
    diag_arg(&diags, diag, row->detail);
  }
  run_print(run, unit, &diags);
}

static bool may_combine(struct run *run) {
  const struct options *options = run->options;
  const struct {
    const char *option;
    bool given;
  } rows[] = {
    { "--template", options->template_name }, { "--province", options->province },
    { "--standing-body", options->standing_body }, { "--agency", options->query.agency.n > 0 },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (rows[i].given) {
      new_refuse_option(run, rows[i].option, STR("--from"));
      return false;
    }
  return true;
}

void new_from(struct run *run) {
  struct unit old = { 0 }, unit;
  struct from_changes changes = { 0 };
  if (!may_combine(run) || !open_old(run, run->options->from, &old))
    return;
  struct renewal *renewal = renewal_begin(old.plan, new_day(run->options));
  struct body_context body = { &old, &changes };
  bool open = from_front(run, &old, renewal, &changes);
  if (open) {
    renewal_body(renewal, add_piece, &body);
    for (size_t i = 0; i < old.plan->annexes.n; i++)
      empty_reference(&body, &old.plan->annexes.at[i].reference, new_date_written(old.arena, run->options));
    keep_apart(&changes);
    open = unit_open_text(run, run->options->output ? run->options->output : "-", make_source(old.arena, &old, &changes), &unit);
  }
  if (open && new_deliver(run, &unit))
    report(run, &unit, &changes);
  if (open)
    unit_close(run, &unit, true);
  unit_close(run, &old, true);
}
