// kehoach: compiles administrative plans. The map of the program:
//
//   options_read      arguments                                compiler/command/options.c
//   syntax_read       bytes → blocks, outline                  compiler/syntax
//   import_text       official text → plan source              compiler/import
//   skeleton_fill     template → plan source                   compiler/command
//   renewal_body      earlier plan → what no longer holds      compiler/check
//   check_plan        outline → plan, diagnostics              compiler/check
//   matrix_add        plan → responsibility matrix             compiler/derive
//   lower_plan        plan → document                          compiler/lower
//   layout_document   document → pages                         runtime/layout
//   emit_pdf, …       pages, document, sheet → files           runtime/emit
//   plan_record       plan → rows for a store or a database    compiler/derive, runtime/store
#include <stdio.h>
#include <string.h>

#include "compiler/command/help.h"
#include "compiler/command/run.h"
#include "runtime/base/utf8.h"

struct command {
  const char *name;
  void (*perform)(struct run *run);
  const char *missing[LANGUAGES]; // what is said when nothing is named; NULL: nothing need be
  bool takes_stores;              // reads the plans of a store as it reads files
  bool nameless;                  // takes no names
};

#define NEEDS_PLAN .missing = { "thiếu tên tệp kế hoạch", "which plan? Name a file or folder" }

// Adding a command: one row here, one file, its lines in grammar/help.*.txt.
static const struct command commands[] = {
  { "build", command_build, NEEDS_PLAN },
  { "check", command_check, NEEDS_PLAN },
  { "matrix", command_matrix, NEEDS_PLAN, .takes_stores = true },
  { "extract", command_extract, NEEDS_PLAN, .takes_stores = true },
  { "recipients", command_recipients, NEEDS_PLAN, .takes_stores = true },
  { "fix", command_fix, NEEDS_PLAN },
  { "fmt", command_fmt, NEEDS_PLAN },
  { "new", command_new, .missing = { NULL } },
  { "import", command_import, .missing = { "thiếu tên tệp cần nhập", "import what? Name a file" } },
  { "diff", command_diff, .missing = { "thiếu tên hai tệp cần so sánh", "compare what? Name two files" } },
  { "dump", command_dump, NEEDS_PLAN },
  { "register", command_register, NEEDS_PLAN },
  { "export", command_export, NEEDS_PLAN, .takes_stores = true },
  { "explain", command_explain, .missing = { "thiếu mã của thông báo, ví dụ: kehoach explain KH0901", "which message? For example: kehoach explain KH0901" } },
  { "rules", command_rules, .nameless = true },
  { "agencies", command_agencies, .nameless = true },
};

static const struct command *find_command(const char *name) {
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    if (strcmp(commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

// “; có phải “build”?”, or nothing.
static struct str nearest_command(struct arena *arena, const struct options *options) {
  const char *best = NULL;
  size_t least = 3;
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    size_t distance = text_distance(str_from(options->command), str_from(commands[i].name), least);
    if (distance < least) {
      least = distance;
      best = commands[i].name;
    }
  }
  if (!best)
    return (struct str){ 0 };
  return str_printf(arena, options->language == LANGUAGE_EN ? "; did you mean “%s”?" : "; có phải “%s”?", best);
}

static int refuse(const struct options *options, struct str reason) {
  bool english = options->language == LANGUAGE_EN;
  const char *command = options->command && find_command(options->command) ? options->command : "";
  fprintf(stderr, "kehoach: " STR_FMT "\n", STR_ARG(reason));
  fprintf(stderr, english ? "See: kehoach%s%s --help\n" : "Xem: kehoach%s%s --help\n", *command ? " " : "", command);
  return EXIT_TROUBLE;
}

static int print_help(const struct options *options, FILE *file) {
  struct buf out = { 0 };
  help_print(options->language, options->command, &out);
  fwrite(out.p, 1, out.n, file);
  buf_finish(&out);
  return options->help ? EXIT_CLEAN : EXIT_TROUBLE;
}

static int perform(struct arena *arena, const struct options *options, const struct command *command) {
  bool english = options->language == LANGUAGE_EN;
  struct str error;
  struct run run;
  if (!options_fit(arena, options, &error))
    return refuse(options, error);
  if (command->nameless && options->inputs.n > 0)
    return refuse(options, str_printf(arena, english ? "“%s” takes no name: “%s”" : "lệnh “%s” không nhận tên nào: “%s”",
                                      options->command, options->inputs.at[0]));
  if (command->missing[0] && options->inputs.n == 0 && !options->list)
    return refuse(options, str_from(command->missing[options->language]));
  if (run_start(&run, arena, options, command->takes_stores))
    command->perform(&run);
  return run_finish(&run);
}

// “kehoach help build” is “kehoach build --help”.
static void read_help(struct options *options) {
  if (!options->command || strcmp(options->command, "help") != 0)
    return;
  options->help = true;
  options->command = options->inputs.n ? options->inputs.at[0] : NULL;
}

static int answer(struct arena *arena, struct options *options) {
  bool english = options->language == LANGUAGE_EN;
  read_help(options);
  const struct command *command = options->command ? find_command(options->command) : NULL;
  if (options->version) {
    puts("kehoach " KEHOACH_VERSION " (nd30-2020)");
    return EXIT_CLEAN;
  }
  if (options->command && !command)
    return refuse(options, str_printf(arena, english ? "unknown command “%s”" STR_FMT : "không có lệnh “%s”" STR_FMT,
                                      options->command, STR_ARG(nearest_command(arena, options))));
  if (options->help || !command)
    return print_help(options, options->help ? stdout : stderr);
  return perform(arena, options, command);
}

int main(int argc, char **argv) {
  struct arena *arena = arena_create();
  struct options options;
  struct str error = { 0 };
  int status = options_read(arena, argc, argv, &options, &error) ? answer(arena, &options) : refuse(&options, error);
  arena_destroy(arena);
  return status;
}
