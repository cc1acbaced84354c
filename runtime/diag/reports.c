// Diagnostics for build servers: workflow commands of GitHub, and JUnit XML.
#include <string.h>

#include "runtime/base/utf8.h"
#include "runtime/diag/message.h"

// Words of the source that are no UTF-8 become U+FFFD: what reads these forms takes nothing else.
static void print_message(const struct diag *diag, enum language language, struct buf *out) {
  struct buf raw = { 0 };
  message_format(&raw, diag, in_language(diag->rule->message, language), language, false);
  for (size_t at = 0; at < raw.n;) {
    char bytes[4];
    buf_add(out, bytes, utf8_put(utf8_next(buf_view(&raw), &at), bytes));
  }
  buf_finish(&raw);
}

// ---- GitHub: ::error file=…,line=…,col=…,title=…::message

// Data and properties of a workflow command escape what would end them.
static void github_escape(struct buf *out, struct str s, bool property) {
  for (size_t i = 0; i < s.n; i++) {
    if (strchr("%\r\n", s.p[i]) || (property && strchr(":,", s.p[i])))
      buf_printf(out, "%%%02X", (unsigned char)s.p[i]);
    else
      buf_byte(out, s.p[i]);
  }
}

void diags_print_github(const struct diags *diags, enum language language, struct buf *out) {
  static const char *const commands[] = {
    [SEVERITY_OFF] = "notice", [SEVERITY_NOTE] = "notice", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error",
  };
  for (size_t i = 0; i < diags->list.n; i++) {
    const struct diag *diag = &diags->list.at[i];
    struct buf message = { 0 };
    print_message(diag, language, &message);
    buf_printf(out, "::%s file=", commands[diag->severity]);
    github_escape(out, str_from(diag_file(diag)), true);
    if (diag->source) {
      struct place start = source_place(diag->source, diag->span.start), end = source_place(diag->source, diag->span.end);
      buf_printf(out, ",line=%u,endLine=%u,col=%u", start.line, end.line, start.column);
    }
    buf_printf(out, ",title=%s::", diag->rule->code);
    github_escape(out, buf_view(&message), false);
    buf_byte(out, '\n');
    buf_finish(&message);
  }
}

// ---- JUnit: a suite for each file, a failed case for each finding

static size_t same_file(const struct diags *diags, size_t from) {
  size_t to = from + 1;
  while (to < diags->list.n && strcmp(diag_file(&diags->list.at[to]), diag_file(&diags->list.at[from])) == 0)
    to++;
  return to;
}

static void junit_case(const struct diag *diag, enum language language, struct buf *out) {
  static const char *const severities[] = { "off", "note", "warning", "error" };
  struct buf message = { 0 };
  struct place place = diag->source ? source_place(diag->source, diag->span.start) : (struct place){ 1, 1 };
  print_message(diag, language, &message);
  buf_printf(out, "  <testcase classname=\"%s\" name=\"", diag->rule->code);
  buf_xml(out, str_from(diag_file(diag)));
  buf_printf(out, ":%u:%u\">\n    <failure type=\"%s\" message=\"", place.line, place.column, severities[diag->severity]);
  buf_xml(out, buf_view(&message));
  buf_text(out, "\"/>\n  </testcase>\n");
  buf_finish(&message);
}

void diags_print_junit(const struct diags *diags, enum language language, struct buf *out) {
  buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  buf_printf(out, "<testsuites name=\"kehoach\" tests=\"%zu\" failures=\"%zu\">\n", diags->list.n, diags->list.n);
  for (size_t i = 0; i < diags->list.n;) {
    size_t end = same_file(diags, i);
    buf_text(out, " <testsuite name=\"");
    buf_xml(out, str_from(diag_file(&diags->list.at[i])));
    buf_printf(out, "\" tests=\"%zu\" failures=\"%zu\">\n", end - i, end - i);
    for (; i < end; i++)
      junit_case(&diags->list.at[i], language, out);
    buf_text(out, " </testsuite>\n");
  }
  buf_text(out, "</testsuites>\n");
}
