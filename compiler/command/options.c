// Options: rows of a table, each with the function that takes its value.
#include "compiler/command/options.h"

#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler/check/times.h"
#include "compiler/command/names.h"
#include "runtime/base/utf8.h"

const char *const stage_names[] = { "draft", "review", "sign", "issue" };

#define WORD_OF(word, ...) name_index(NAMES_OF(((const char *const[]){ __VA_ARGS__ })), (word))
#define WORD(value, ...) WORD_OF(str_from(value), __VA_ARGS__)

// Setters: false when the value is none of those allowed.

static bool set_to(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  options->to = str_from(value);
  return value[0] != 0;
}

static bool set_language(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  int index = WORD(value, "vi", "en");
  options->language = index == 1 ? LANGUAGE_EN : LANGUAGE_VI;
  options->english_pages = index == 1;
  return index >= 0;
}

static bool set_diagnostics(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  int index = WORD(value, "human", "short", "json", "sarif", "github", "junit");
  options->diagnostics = index < 0 ? DIAG_HUMAN : (enum diag_format)index;
  return index >= 0;
}

static bool read_severity(const char *value, enum severity *severity) {
  int index = WORD(value, "off", "note", "warning", "error");
  if (index < 0)
    return false;
  *severity = (enum severity)index;
  return true;
}

static bool set_warning(struct arena *arena, struct options *options, const char *value) {
  const char *equals = strchr(value, '=');
  struct diag_override override;
  if (!equals || equals == value || !read_severity(equals + 1, &override.severity))
    return false;
  override.rule = (struct str){ value, (size_t)(equals - value) };
  vec_push(arena, &options->overrides, override);
  return true;
}

static bool set_fail_on(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  return read_severity(value, &options->fail_on) && options->fail_on != SEVERITY_OFF;
}

static bool set_color(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  int index = WORD(value, "auto", "always", "never");
  if (index > 0)
    options->color = index == 1;
  return index >= 0;
}

static bool set_report(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  options->report = value;
  return WORD(value, "text", "json") >= 0;
}

static bool set_changes(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  int index = WORD(value, "accept", "reject");
  options->reject_changes = index == 1;
  return index >= 0;
}

static bool set_stage(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  int index = name_index((struct names){ stage_names, 4, sizeof *stage_names }, str_from(value));
  options->stage = index < 0 ? STAGE_DRAFT : (enum stage)index;
  return options->stage_given = index >= 0;
}

static bool set_size(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  options->size_set = WORD(value, "A", "B");
  return options->size_set >= 0;
}

static bool set_pdf_part(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  int index = WORD(value, "1", "2");
  options->pdf_part = index == 0 ? PDF_A1B : PDF_A2A;
  return index >= 0;
}

static bool set_by(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  int index = WORD(value, "task", "agency", "time", "summary");
  options->query.by = index < 0 ? MATRIX_BY_TASK : (enum matrix_order)index;
  return index >= 0;
}

static bool set_agency(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  options->query.agency = str_trim(str_from(value));
  return options->query.agency.n > 0;
}

static bool set_role(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  struct str rest = str_from(value), part;
  while (str_split(&rest, ',', &part)) {
    bool *const roles[] = { &options->query.lead, &options->query.coordinate, &options->query.monitor };
    int index = WORD_OF(part, "lead", "coordinate", "monitor");
    if (index < 0)
      return false;
    *roles[index] = true;
  }
  return value[0] != 0;
}

static bool set_from(struct arena *arena, struct options *options, const char *value) {
  options->from = value;
  if (!time_read_date(arena, str_from(value), &options->query.from))
    options->query.from = (struct date){ 0 };
  return value[0] != 0;
}

static bool set_to_date(struct arena *arena, struct options *options, const char *value) {
  return time_read_date(arena, str_from(value), &options->query.to) && options->query.to.year;
}

static bool set_missing(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  struct str rest = str_from(value), part;
  while (str_split(&rest, ',', &part)) {
    size_t i = 0;
    while (i < matrix_lack_words && !str_is(part, matrix_lacks[i].word))
      i++;
    if (i == matrix_lack_words)
      return false;
    options->query.missing |= matrix_lacks[i].lack;
  }
  return value[0] != 0;
}

static bool set_section(struct arena *arena, struct options *options, const char *value) {
  (void)arena;
  options->query.section = str_trim(str_from(value));
  return options->query.section.n > 0;
}

static bool set_date(struct arena *arena, struct options *options, const char *value) {
  return time_read_date(arena, str_from(value), &options->date) && options->date.year;
}

struct option_row {
  const char *name;
  char letter;
  bool takes_value;
  bool (*set)(struct arena *arena, struct options *options, const char *value); // NULL: the value as it is, or true
  size_t field; // of struct options, where there is no setter
  const char *values; // that it takes, for who gave another; NULL: anything, or see the help
  const char *commands; // that have it, with commas; NULL: all
};

#define FLAG(field) false, NULL, offsetof(struct options, field)
#define TEXT(field) true, NULL, offsetof(struct options, field)
#define READ(set) true, set, 0

// Adding an option: one row here, one setter where its value must be read, one line in grammar/help.*.txt.
static const struct option_row rows[] = {
  { "output", 'o', TEXT(output), NULL, "build, matrix, extract, recipients, fix, fmt, import, diff, dump, export, new" },
  { "to", 't', READ(set_to), NULL, "build, extract" },
  { "format", 'f', TEXT(format), NULL, "matrix, recipients, diff, dump, export, rules" },
  { "phase", 0, TEXT(phase), NULL, "dump" },
  { "lang", 0, READ(set_language), "vi, en", NULL },
  { "diagnostics", 0, READ(set_diagnostics), "human, short, json, sarif, github, junit", NULL },
  { "warning", 'W', READ(set_warning), "KH0101=error|warning|note|off", NULL },
  { "fail-on", 0, READ(set_fail_on), "error, warning, note", NULL },
  { "baseline", 0, TEXT(baseline), NULL, NULL },
  { "color", 0, READ(set_color), "auto, always, never", NULL },
  { "quiet", 'q', FLAG(quiet), NULL, NULL },
  { "dry-run", 'n', FLAG(dry_run), NULL, "fix, fmt, recipients" },
  { "renumber", 0, FLAG(renumber), NULL, "fix" },
  { "report", 0, READ(set_report), "text, json", "import" },
  { "changes", 0, READ(set_changes), "accept, reject", "import, diff" },
  { "suggest", 0, FLAG(suggest), NULL, "recipients" },
  { "write", 0, FLAG(write), NULL, "recipients" },
  { "help", 'h', FLAG(help), NULL, NULL },
  { "version", 'V', FLAG(version), NULL, NULL },
  { "stage", 0, READ(set_stage), "draft, review, sign, issue", "build, check, fix" },
  { "template", 0, TEXT(template_name), "nd30", "build, matrix, extract, recipients, diff, dump, new" },
  { "size", 0, READ(set_size), "A, B", "build, matrix, extract, recipients, diff, dump" },
  { "font", 0, TEXT(fonts), NULL, "build, matrix, extract, recipients, diff, dump" },
  { "pdf-part", 0, READ(set_pdf_part), "1, 2", "build, matrix, extract, recipients, diff" },
  { "by", 0, READ(set_by), "task, agency, time, summary", "matrix" },
  { "agency", 0, READ(set_agency), NULL, "matrix, extract, new" },
  { "all", 0, FLAG(all), NULL, "extract" },
  { "role", 0, READ(set_role), "lead, coordinate, monitor", "matrix" },
  { "from", 0, READ(set_from), "31/12/2026, 12/2026, 2026", "matrix, new" },
  { "to-date", 0, READ(set_to_date), "31/12/2026, 12/2026, 2026", "matrix" },
  { "pictures", 0, FLAG(pictures), NULL, "matrix" },
  { "missing", 0, READ(set_missing), "lead, coordinate, monitor, time, product, funding, place", "matrix" },
  { "section", 0, READ(set_section), "IV, IV.2 …", "matrix" },
  { "store", 0, TEXT(store), NULL, "register" },
  { "list", 0, FLAG(list), NULL, "register, new" },
  { "remove", 0, FLAG(remove), NULL, "register" },
  { "province", 0, TEXT(province), NULL, "new" },
  { "subject", 0, TEXT(subject), NULL, "new" },
  { "phases", 0, TEXT(phases), "2026-2027,2028-2030", "new" },
  { "standing-body", 0, TEXT(standing_body), NULL, "new" },
  { "date", 0, READ(set_date), "01/12/2026, 12/2026, 2026", "new" },
  { "force", 0, FLAG(force), NULL, "new" },
};
enum { ROWS = sizeof rows / sizeof *rows, FIRST_ROW = 256 };

// Vietnamese unless the environment asks for English.
static enum language language_of_locale(void) {
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
  for (size_t i = 0; i < 3; i++) {
    const char *value = getenv(variables[i]);
    if (value && *value)
      return strncmp(value, "en", 2) == 0 ? LANGUAGE_EN : LANGUAGE_VI;
  }
  return LANGUAGE_VI;
}

static void set_defaults(struct options *options) {
  const char *no_color = getenv("NO_COLOR");
  *options = (struct options){
    .language = language_of_locale(),
    .fail_on = SEVERITY_ERROR,
    .color = isatty(STDERR_FILENO) && !(no_color && *no_color),
    .size_set = -1,
    .pdf_part = PDF_A2A,
    .store = "kehoach.db",
  };
}

static void fill_getopt(struct option *longs, char *shorts) {
  *shorts++ = ':'; // a missing value is told apart from an unknown option
  for (int i = 0; i < ROWS; i++) {
    longs[i] = (struct option){ rows[i].name, rows[i].takes_value ? required_argument : no_argument, NULL, FIRST_ROW + i };
    if (rows[i].letter)
      *shorts++ = rows[i].letter;
    if (rows[i].letter && rows[i].takes_value)
      *shorts++ = ':';
  }
  *shorts = 0;
}

static const struct option_row *row_of(int found) {
  if (found >= FIRST_ROW)
    return &rows[found - FIRST_ROW];
  for (int i = 0; i < ROWS; i++)
    if (rows[i].letter && rows[i].letter == found)
      return &rows[i];
  return NULL;
}

static struct str nearest_option(struct str written) {
  struct str best = { 0 };
  size_t least = 3;
  for (int i = 0; i < ROWS; i++) {
    size_t distance = text_distance(written, str_from(rows[i].name), least);
    if (distance < least) {
      least = distance;
      best = str_from(rows[i].name);
    }
  }
  return best;
}

static void say_unknown(struct arena *arena, const struct options *options, const char *argument, struct str *error) {
  struct str name = str_from(argument + strspn(argument, "-"));
  struct str near = name.n > 1 ? nearest_option(name) : (struct str){ 0 }; // one letter is near to everything
  bool english = options->language == LANGUAGE_EN;
  *error = str_printf(arena, english ? "unknown option “%s”" : "không có tùy chọn “%s”", argument);
  if (near.n)
    *error = str_printf(arena, english ? STR_FMT "; did you mean “--" STR_FMT "”?" : STR_FMT "; có phải “--" STR_FMT "”?",
                        STR_ARG(*error), STR_ARG(near));
}

static void say_value(struct arena *arena, const struct options *options, const struct option_row *row, const char *value,
                      struct str *error) {
  bool english = options->language == LANGUAGE_EN;
  *error = str_printf(arena, english ? "option “--%s” does not take the value “%s”" : "tùy chọn “--%s” không nhận giá trị “%s”",
                      row->name, value);
  if (row->values)
    *error = str_printf(arena, english ? STR_FMT "; it takes: %s" : STR_FMT "; viết: %s", STR_ARG(*error), row->values);
}

static const struct option_row *row_named(const char *name) {
  for (int i = 0; i < ROWS; i++)
    if (strcmp(rows[i].name, name) == 0)
      return &rows[i];
  return NULL;
}

// --from and --template name a plan and a kind of plan to `new`; to the other commands a day and the layout that there is.
static bool fits_command(struct arena *arena, const struct options *options, struct str *error) {
  if (options->command && strcmp(options->command, "new") == 0)
    return true;
  if (options->from && !options->query.from.year) {
    say_value(arena, options, row_named("from"), options->from, error);
    return false;
  }
  if (options->template_name && strcmp(options->template_name, "nd30") != 0) {
    say_value(arena, options, row_named("template"), options->template_name, error);
    return false;
  }
  return true;
}

static bool set_row(struct arena *arena, struct options *options, const struct option_row *row, const char *value) {
  char *field = (char *)options + row->field;
  if (row->set)
    return row->set(arena, options, value);
  if (!row->takes_value)
    return *(bool *)field = true;
  *(const char **)field = value;
  return str_trim(str_from(value)).n > 0;
}

bool options_read(struct arena *arena, int argc, char **argv, struct options *options, struct str *error) {
  struct option longs[ROWS + 1] = { 0 };
  char shorts[2 * ROWS + 2];
  set_defaults(options);
  fill_getopt(longs, shorts);
  opterr = 0;
  for (int found; (found = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
    const struct option_row *row = row_of(found);
    if (found == '?') {
      char letter[] = { '-', (char)optopt, 0 };
      bool by_letter = optopt > 0 && optopt < FIRST_ROW;
      say_unknown(arena, options, by_letter ? letter : argv[optind - 1], error);
      return false;
    }
    if (found == ':') {
      bool english = options->language == LANGUAGE_EN;
      *error = str_printf(arena, english ? "option “%s” needs a value" : "tùy chọn “%s” cần một giá trị", argv[optind - 1]);
      return false;
    }
    if (!set_row(arena, options, row, optarg)) {
      say_value(arena, options, row, optarg, error);
      return false;
    }
    vec_push(arena, &options->given, (size_t)(row - rows));
  }
  if (optind < argc)
    options->command = argv[optind++];
  while (optind < argc)
    vec_push(arena, &options->inputs, argv[optind++]);
  return fits_command(arena, options, error);
}

static bool belongs_to(const struct option_row *row, const char *command) {
  struct str rest = str_from(row->commands), name;
  while (str_split(&rest, ',', &name))
    if (str_is(str_trim(name), command))
      return true;
  return !row->commands;
}

bool options_fit(struct arena *arena, const struct options *options, struct str *error) {
  const char *form = options->language == LANGUAGE_EN ? "command “%s” has no option “--%s”; these have it: %s"
                                                       : "lệnh “%s” không có tùy chọn “--%s”; các lệnh có: %s";
  for (size_t i = 0; i < options->given.n; i++) {
    const struct option_row *row = &rows[options->given.at[i]];
    if (belongs_to(row, options->command))
      continue;
    *error = str_printf(arena, form, options->command, row->name, row->commands);
    return false;
  }
  return true;
}
