// The page is written for people and read here by its shape: a line that begins with two spaces and a word begins a command,
// an empty line ends the commands, and what belongs to all of them stands below.
#include "compiler/command/help.h"

#include "grammar/data.h"

static bool begins_command(struct str line) {
  return line.n > 2 && str_starts(line, STR("  ")) && line.p[2] != ' ';
}

static bool names_command(struct str line, const char *command) {
  struct str rest = str_slice(line, 2, line.n), word;
  return begins_command(line) && str_split(&rest, ' ', &word) && str_is(word, command);
}

// Where the line behind the one at `at` begins.
static size_t next_line(struct str page, size_t at) {
  size_t end = str_find_byte(page, '\n', at);
  return end == SIZE_MAX ? page.n : end + 1;
}

// The line of the command with those below it; empty when the page has none.
static struct str lines_of(struct str page, const char *command) {
  size_t at = 0;
  while (at < page.n && !names_command(str_slice(page, at, page.n), command))
    at = next_line(page, at);
  size_t end = next_line(page, at);
  while (end < page.n && page.p[end] != '\n' && !begins_command(str_slice(page, end, page.n)))
    end = next_line(page, end);
  return str_slice(page, at, end);
}

void help_print(enum language language, const char *command, struct buf *out) {
  struct str page = language == LANGUAGE_EN ? grammar_help_en : grammar_help_vi;
  struct str lines = command ? lines_of(page, command) : (struct str){ 0 };
  size_t commands = 0, common;
  while (commands < page.n && !begins_command(str_slice(page, commands, page.n)))
    commands = next_line(page, commands);
  common = str_find(page, STR("\n\n"), commands);
  if (!lines.n || common == SIZE_MAX) {
    buf_str(out, page);
    return;
  }
  buf_str(out, lines);
  buf_str(out, str_slice(page, common + 1, page.n));
}
