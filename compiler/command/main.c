// kehoach: compiles administrative plans. The map of the program:
//
//   options_read      arguments                                compiler/command/options.c
//   syntax_read       bytes → blocks, outline                  compiler/syntax
//   check_plan        outline → plan, diagnostics              compiler/check
//   matrix_add        plan → responsibility matrix             compiler/derive
//   lower_plan        plan → document                          compiler/lower
//   layout_document   document → pages                         runtime/layout
//   emit_pdf, …       pages, document, sheet → files           runtime/emit
#include <stdio.h>
#include <string.h>

#include "compiler/command/run.h"
#include "grammar/data.h"

struct command {
  const char *name;
  void (*perform)(struct run *run);
  bool needs_input;
};

// Adding a command: one row here, one file, its lines in grammar/help.*.txt.
static const struct command commands[] = {
  { "build", command_build, true },     { "check", command_check, true },  { "matrix", command_matrix, true },
  { "fix", command_fix, true },         { "fmt", command_fmt, true },
  { "dump", command_dump, true },       { "explain", command_explain, true }, { "rules", command_rules, false },
  { "agencies", command_agencies, false },
};

static const struct command *find_command(const char *name) {
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    if (strcmp(commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

static void print_help(const struct options *options, FILE *file) {
  struct str help = options->language == LANGUAGE_EN ? grammar_help_en : grammar_help_vi;
  fwrite(help.p, 1, help.n, file);
}

static int refuse(const struct options *options, struct str reason) {
  bool english = options->language == LANGUAGE_EN;
  fprintf(stderr, "kehoach: " STR_FMT "\n", STR_ARG(reason));
  fputs(english ? "See: kehoach --help\n" : "Xem: kehoach --help\n", stderr);
  return EXIT_TROUBLE;
}

static int perform(struct arena *arena, const struct options *options) {
  bool english = options->language == LANGUAGE_EN;
  const struct command *command = find_command(options->command);
  struct run run;
  if (!command)
    return refuse(options, str_printf(arena, english ? "unknown command “%s”" : "không có lệnh “%s”", options->command));
  if (command->needs_input && options->inputs.n == 0)
    return refuse(options, english ? STR("which plan? Name a file or folder") : STR("thiếu tên tệp kế hoạch"));
  if (run_start(&run, arena, options))
    command->perform(&run);
  return run_finish(&run);
}

int main(int argc, char **argv) {
  struct arena *arena = arena_create();
  struct options options;
  struct str error = { 0 };
  int status = EXIT_CLEAN;
  if (!options_read(arena, argc, argv, &options, &error)) {
    status = refuse(&options, error);
  } else if (options.version) {
    puts("kehoach " KEHOACH_VERSION " (nd30-2020)");
  } else if (options.help || !options.command) {
    print_help(&options, options.help ? stdout : stderr);
    status = options.help ? EXIT_CLEAN : EXIT_TROUBLE;
  } else {
    status = perform(arena, &options);
  }
  arena_destroy(arena);
  return status;
}
