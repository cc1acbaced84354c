// Input: the body of a source as the Markdown parser is given it. Usually the very bytes of the source; where these would
// harm (bytes that are no text, nesting and tables beyond measure, indented lines that Markdown takes for code) a
// mended copy that knows where each byte comes from.
#ifndef KEHOACH_SYNTAX_INPUT_H
#define KEHOACH_SYNTAX_INPUT_H

#include "compiler/syntax/text.h"
#include "runtime/diag/diag.h"

// Beyond these the rest stays text and a diagnostic says so.
enum {
  INPUT_DEPTH = 100,         // list items and quotes opened on one line
  INPUT_INDENT = 200,        // columns of white space at the start of a line
  INPUT_TABLE_COLUMNS = 256,
  INPUT_TABLE_CELLS = 400000, // in the whole source
};

struct input {
  const struct source *source;
  struct str text;
  VEC(struct text_place) map; // of text into the source; never empty
  VEC(uint32_t) lines;        // offset of each line of text
};

// One change of the text: `remove` bytes at `at` give way to `insert`.
struct input_edit {
  size_t at, remove;
  struct str insert;
};
struct input_edits {
  VEC(struct input_edit) list; // in order of `at`, not overlapping
};

// The source from byte `from` on.
struct input *input_open(struct arena *arena, const struct source *source, size_t from, struct diags *diags);
// The same with changes made; `input` itself stays as it is.
struct input *input_change(struct arena *arena, const struct input *input, const struct input_edits *edits);

uint32_t input_source(const struct input *input, size_t at); // source offset of byte `at` (the length allowed)
// Bytes from `at` on that run along with the source; *single is set where they all stand for the one byte there.
size_t input_run(const struct input *input, size_t at, bool *single);
// Offset of the 1-based line and byte column of the Markdown parser, within the text.
size_t input_place(const struct input *input, int line, int column);
size_t input_line_end(const struct input *input, size_t at); // of the line that holds `at`, before its line end

#endif
