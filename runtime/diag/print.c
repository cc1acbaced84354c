// Printing for people: headline, the headings around the place, the quoted line, related places, what to do.
#include "runtime/diag/excerpt.h"
#include "runtime/diag/message.h"

enum { LINE_DIGITS = 3, HEADING_COLUMNS = 60, NAME_COLUMNS = 200 };

static const struct words {
  const char *severity[4];
  const char *help, *basis, *see;
} words[LANGUAGES] = {
  [LANGUAGE_VI] = {
    .severity = { [SEVERITY_NOTE] = "ghi chú", [SEVERITY_WARNING] = "cảnh báo", [SEVERITY_ERROR] = "lỗi" },
    .help = "gợi ý", .basis = "căn cứ", .see = "xem",
  },
  [LANGUAGE_EN] = {
    .severity = { [SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error" },
    .help = "help", .basis = "basis", .see = "see",
  },
};

// ---- colours

// By what they mark; COLOR_RESET ends any.
enum color { COLOR_ERROR, COLOR_WARNING, COLOR_NOTE, COLOR_FRAME, COLOR_STRONG, COLOR_RESET };

static void print_color(struct buf *out, bool color, enum color which) {
  static const char *const codes[] = {
    [COLOR_ERROR] = "\033[1;31m", [COLOR_WARNING] = "\033[1;33m", [COLOR_NOTE] = "\033[1;36m",
    [COLOR_FRAME] = "\033[34m",   [COLOR_STRONG] = "\033[1m",     [COLOR_RESET] = "\033[0m",
  };
  if (color)
    buf_text(out, codes[which]);
}

static enum color severity_color(enum severity severity) {
  return severity == SEVERITY_ERROR ? COLOR_ERROR : severity == SEVERITY_WARNING ? COLOR_WARNING : COLOR_NOTE;
}

// ---- the headline, which is also the short form

static void print_place(const char *file, const struct source *source, struct span span, struct buf *out) {
  display_text(out, str_from(file), NAME_COLUMNS);
  if (source) {
    struct place place = source_place(source, span.start);
    buf_printf(out, ":%u:%u", place.line, place.column);
  }
  buf_text(out, ": ");
}

static void print_headline(const struct diag *diag, enum language language, bool color, struct buf *out) {
  print_place(diag_file(diag), diag->source, diag->span, out);
  print_color(out, color, severity_color(diag->severity));
  buf_printf(out, "%s[%s]", words[language].severity[diag->severity], diag->rule->code);
  print_color(out, color, COLOR_RESET);
  buf_text(out, ": ");
  print_color(out, color, COLOR_STRONG);
  message_format(out, diag, in_language(diag->rule->message, language), language, true);
  print_color(out, color, COLOR_RESET);
  buf_byte(out, '\n');
}

// ---- the frame below it

// The left margin: `width` cells wide, holding a line number if there is one, then a piece of the frame.
static void print_margin(struct buf *out, bool color, int width, uint32_t line, const char *frame) {
  print_color(out, color, COLOR_FRAME);
  if (line)
    buf_printf(out, "%*u ", width - 1, line);
  else
    buf_printf(out, "%*s", width, "");
  buf_printf(out, "%s ", frame);
  print_color(out, color, COLOR_RESET);
}

static void print_path(const struct diag *diag, bool color, int width, struct buf *out) {
  if (!diag->path.n)
    return;
  print_margin(out, color, width, 0, "┌─");
  for (size_t i = 0; i < diag->path.n; i++) {
    buf_text(out, i ? " › " : "");
    display_text(out, diag->path.at[i], HEADING_COLUMNS);
  }
  buf_byte(out, '\n');
}

static void print_excerpt(const struct diag *diag, bool color, int width, uint32_t line, struct buf *out) {
  struct excerpt excerpt = excerpt_make(diag->source, diag->span);
  print_margin(out, color, width, line, "│");
  buf_str(out, buf_view(&excerpt.text));
  buf_byte(out, '\n');
  print_margin(out, color, width, 0, "│");
  buf_printf(out, "%*s", (int)excerpt.before, "");
  print_color(out, color, severity_color(diag->severity));
  for (size_t i = 0; i < excerpt.marked; i++)
    buf_byte(out, '^');
  print_color(out, color, COLOR_RESET);
  buf_byte(out, '\n');
  buf_finish(&excerpt.text);
}

static void print_related(const struct diag *diag, enum language language, bool color, int width, struct buf *out) {
  for (size_t i = 0; i < diag->related.n; i++) {
    const struct related *related = &diag->related.at[i];
    print_margin(out, color, width, 0, "├─");
    print_place(related->source ? related->source->name : diag_file(diag), related->source, related->span, out);
    buf_text(out, in_language(related->message, language));
    buf_byte(out, '\n');
  }
}

static void print_advice(const struct diag *diag, enum language language, bool color, int width, struct buf *out) {
  const struct words *word = &words[language];
  const char *help = in_language(diag->rule->help, language);
  if (help) {
    print_margin(out, color, width, 0, "=");
    buf_printf(out, "%s: ", word->help);
    message_format(out, diag, help, language, true);
    buf_byte(out, '\n');
  }
  if (diag->rule->clause) {
    print_margin(out, color, width, 0, "=");
    buf_printf(out, "%s: %s\n", word->basis, diag->rule->clause);
  }
  print_margin(out, color, width, 0, "=");
  buf_printf(out, "%s: kehoach explain %s\n", word->see, diag->rule->code);
}

static int margin_width(uint32_t line) {
  int digits = 1;
  while (line /= 10)
    digits++;
  return (digits > LINE_DIGITS ? digits : LINE_DIGITS) + 1;
}

static void print_one(const struct diag *diag, enum language language, bool color, struct buf *out) {
  print_headline(diag, language, color, out);
  uint32_t line = diag->source ? source_place(diag->source, diag->span.start).line : 0;
  int width = margin_width(line);
  print_path(diag, color, width, out);
  if (diag->source)
    print_excerpt(diag, color, width, line, out);
  print_related(diag, language, color, width, out);
  print_advice(diag, language, color, width, out);
}

static void print_human(const struct diags *diags, enum language language, bool color, struct buf *out) {
  for (size_t i = 0; i < diags->list.n; i++) {
    if (i > 0)
      buf_byte(out, '\n');
    print_one(&diags->list.at[i], language, color, out);
  }
}

// ---- every form

bool diag_format_is_whole(enum diag_format format) {
  return format == DIAG_JSON || format == DIAG_SARIF || format == DIAG_JUNIT;
}

void diags_print(const struct diags *diags, enum diag_format format, enum language language, bool color,
                 struct buf *out) {
  switch (format) {
  case DIAG_HUMAN:
    print_human(diags, language, color, out);
    break;
  case DIAG_JSON:
    diags_print_json(diags, language, out);
    break;
  case DIAG_SARIF:
    diags_print_sarif(diags, language, out);
    break;
  case DIAG_GITHUB:
    diags_print_github(diags, language, out);
    break;
  case DIAG_JUNIT:
    diags_print_junit(diags, language, out);
    break;
  case DIAG_SHORT:
    for (size_t i = 0; i < diags->list.n; i++)
      print_headline(&diags->list.at[i], language, color, out);
    break;
  }
}
