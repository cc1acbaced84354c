// The report of an import, for people and for programs.
#include "compiler/import/import.h"

#include "runtime/base/utf8.h"

static const struct fact {
  enum import_outcome outcome;
  const char *name, *text[LANGUAGES];
} facts[] = {
#define FACT(id, outcome, name, vi, en) { IMPORT_##outcome, name, { vi, en } },
#include "grammar/import.def"
#undef FACT
};

bool import_is_dropped(enum import_fact fact) {
  return facts[fact].outcome == IMPORT_DROPPED;
}

enum { OUTCOMES = IMPORT_CONVERTED + 1 };

static const struct {
  const char *name, *text[LANGUAGES];
} outcomes[OUTCOMES] = {
  [IMPORT_RECOGNISED] = { "recognised", { "nhận ra", "recognised" } },
  [IMPORT_JOINED] = { "joined", { "nối", "joined" } },
  [IMPORT_DROPPED] = { "dropped", { "bỏ", "dropped" } },
  [IMPORT_AS_TEXT] = { "text", { "giữ như văn bản", "kept as text" } },
  [IMPORT_CONVERTED] = { "converted", { "chuyển đổi", "converted" } },
};

static const struct {
  const char *name, *text[LANGUAGES];
} units[] = {
  [IMPORT_LINES] = { "line", { "dòng", "line" } },
  [IMPORT_PARAGRAPHS] = { "paragraph", { "đoạn", "paragraph" } },
};

// ---- Text

static void put_quoted(struct buf *out, struct str words, bool whole) {
  enum { LONGEST = 70 };
  size_t at = 0, count = 0;
  while (at < words.n && (whole || count++ < LONGEST))
    utf8_next(words, &at);
  buf_text(out, " “");
  for (size_t i = 0; i < at; i++)
    buf_byte(out, words.p[i] == '\n' ? ' ' : words.p[i]);
  buf_text(out, at < words.n ? "…”" : "”");
}

static void put_entry(const struct imported *imported, const struct import_entry *entry, const char *file,
                      enum language language, struct buf *out) {
  const struct fact *fact = &facts[entry->fact];
  buf_printf(out, "%s: %s %u: %s", file, units[imported->unit].text[language], entry->place, fact->text[language]);
  if (entry->words.n || entry->value.n)
    buf_byte(out, ':');
  if (entry->value.n)
    buf_printf(out, " " STR_FMT, STR_ARG(entry->value));
  if (entry->words.n)
    put_quoted(out, entry->words, fact->outcome == IMPORT_DROPPED);
  buf_byte(out, '\n');
}

static void put_numbers(const struct imported *imported, const char *file, enum language language, struct buf *out) {
  size_t numbers[OUTCOMES] = { 0 };
  for (size_t i = 0; i < imported->report.entries.n; i++)
    numbers[facts[imported->report.entries.at[i].fact].outcome]++;
  buf_printf(out, "%s:", file);
  for (int i = 0; i < OUTCOMES; i++)
    buf_printf(out, "%s %s %zu", i ? "," : "", outcomes[i].text[language], numbers[i]);
  buf_byte(out, '\n');
}

void import_report_text(const struct imported *imported, const char *file, enum language language,
                        enum import_detail detail, struct buf *out) {
  for (size_t i = 0; i < imported->report.entries.n; i++) {
    const struct import_entry *entry = &imported->report.entries.at[i];
    enum import_outcome outcome = facts[entry->fact].outcome;
    bool usual = outcome == IMPORT_RECOGNISED || outcome == IMPORT_JOINED;
    if (detail == IMPORT_FULL || !usual)
      put_entry(imported, entry, file, language, out);
  }
  put_numbers(imported, file, language, out);
}

// ---- JSON

static void put_member(struct buf *out, const char *name, struct str value) {
  buf_printf(out, ",\"%s\":", name);
  buf_json(out, value);
}

void import_report_json(const struct imported *imported, const char *file, struct buf *out) {
  size_t numbers[OUTCOMES] = { 0 };
  buf_text(out, "{\"schema\":\"kehoach.import/1\"");
  put_member(out, "file", str_from(file));
  put_member(out, "unit", str_from(units[imported->unit].name));
  buf_text(out, ",\n\"entries\":[");
  for (size_t i = 0; i < imported->report.entries.n; i++) {
    const struct import_entry *entry = &imported->report.entries.at[i];
    const struct fact *fact = &facts[entry->fact];
    numbers[fact->outcome]++;
    buf_printf(out, "%s\n{\"place\":%u", i ? "," : "", entry->place);
    put_member(out, "outcome", str_from(outcomes[fact->outcome].name));
    put_member(out, "fact", str_from(fact->name));
    put_member(out, "words", entry->words);
    put_member(out, "value", entry->value);
    buf_byte(out, '}');
  }
  buf_text(out, "],\n\"counts\":{");
  for (int i = 0; i < OUTCOMES; i++)
    buf_printf(out, "%s\"%s\":%zu", i ? "," : "", outcomes[i].name, numbers[i]);
  buf_text(out, "}}\n");
}
