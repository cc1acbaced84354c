// Tables of the grammar.
#include "compiler/check/tsv.h"

// Cells of one line; at most TSV_COLUMNS are kept, `filled` counts them all.
static void split_line(struct str line, struct str *cells, size_t *filled) {
  *filled = 0;
  struct str cell;
  if (line.n && line.p[line.n - 1] == '\r')
    line.n--;
  bool more = true;
  while (more) {
    size_t tab = str_find_byte(line, '\t', 0);
    more = tab != SIZE_MAX;
    cell = str_slice(line, 0, more ? tab : line.n);
    line = str_slice(line, more ? tab + 1 : line.n, line.n);
    if (*filled < TSV_COLUMNS)
      cells[*filled] = cell;
    ++*filled;
  }
}

void tsv_open(struct tsv *tsv, struct str content) {
  *tsv = (struct tsv){ .rest = content };
  if (str_starts(content, STR("\xEF\xBB\xBF")))
    tsv->rest = str_slice(content, 3, content.n);
  struct str line;
  if (str_split(&tsv->rest, '\n', &line)) {
    split_line(line, tsv->names, &tsv->columns);
    tsv->line = 1;
  }
  if (tsv->columns > TSV_COLUMNS)
    tsv->columns = TSV_COLUMNS;
}

bool tsv_next(struct tsv *tsv) {
  struct str line;
  while (str_split(&tsv->rest, '\n', &line)) {
    tsv->line++;
    if (!str_trim(line).n)
      continue;
    split_line(line, tsv->cells, &tsv->filled);
    for (size_t i = tsv->filled; i < TSV_COLUMNS; i++)
      tsv->cells[i] = (struct str){ 0 };
    return true;
  }
  return false;
}

size_t tsv_column(const struct tsv *tsv, const char *name) {
  for (size_t i = 0; i < tsv->columns; i++)
    if (str_is(str_trim(tsv->names[i]), name))
      return i;
  return SIZE_MAX;
}

struct str tsv_cell(const struct tsv *tsv, size_t column) {
  return column < TSV_COLUMNS ? str_trim(tsv->cells[column]) : (struct str){ 0 };
}
