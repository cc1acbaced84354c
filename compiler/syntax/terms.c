// Terms and the shapes of lines.
#include "compiler/syntax/terms.h"

#include <string.h>

#include "compiler/syntax/words.h"
#include "runtime/base/utf8.h"

static const struct row {
  enum term term;
  const char *bare;
} rows[] = {
#define TERM(set, bare) { TERM_##set, bare },
#include "grammar/letterhead.def"
#undef TERM
};

size_t term_match(enum term term, struct str s, size_t at) {
  size_t best = SIZE_MAX;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (rows[i].term != term)
      continue;
    size_t end = words_match_whole(s, at, rows[i].bare);
    if (end != SIZE_MAX && (best == SIZE_MAX || end > best))
      best = end;
  }
  return best;
}

size_t term_find(enum term term, struct str s, size_t from, size_t *end) {
  bool inside = false;
  for (size_t at = from, next; at < s.n; at = next) {
    uint32_t c = words_char(s, at, &next);
    if (!inside && uni_is_word(c) && (*end = term_match(term, s, at)) != SIZE_MAX)
      return at;
    inside = uni_is_word(c);
  }
  return SIZE_MAX;
}

// Behind quotes, stars and other dirt at the start of a line.
static size_t skip_dirt(struct str line) {
  size_t at = 0;
  for (size_t next; at < line.n && !uni_is_word(words_char(line, at, &next)); at = next)
    ;
  return at;
}

size_t line_recipients(struct str line) {
  size_t start = skip_dirt(line);
  size_t end = start < 8 ? term_match(TERM_RECIPIENTS, line, start) : SIZE_MAX, gap;
  if (end == SIZE_MAX)
    return SIZE_MAX;
  size_t at = words_skip_space(line, end);
  if (at < line.n && line.p[at] == ':')
    return at + 1;
  return at == line.n || line_gap(line, end, &gap) == end ? end : SIZE_MAX;
}

size_t line_filing(struct str line) {
  size_t end = term_match(TERM_FILING, line, skip_dirt(line));
  if (end == SIZE_MAX)
    return SIZE_MAX;
  bool colon = end < line.n && line.p[end] == ':';
  size_t at = words_skip_space(line, end + colon), next;
  return colon || uni_is_upper(words_char(line, at, &next)) ? at : SIZE_MAX;
}

bool line_authority(struct str line) {
  enum { LONGEST = 200, LONGEST_MIXED = 60 };
  size_t start = skip_dirt(line), end = SIZE_MAX;
  if (start < 8)
    end = term_match(TERM_AUTHORITY, line, start);
  if (end == SIZE_MAX && start < 8)
    end = term_match(TERM_DEPUTY, line, start);
  if (end == SIZE_MAX || end >= line.n || !text_is_upper(str_slice(line, start, end)))
    return false;
  bool point = line.p[end] == '.';
  struct str rest = str_slice(line, words_skip_space(line, end + point), line.n);
  size_t next, position;
  if (text_is_upper(rest))
    return rest.n <= LONGEST && (point || term_find(TERM_POSITION, rest, 0, &position) == 0);
  // “KT. Giám đốc”: not as prescribed, but certain; “Q. Long” is a name.
  return point && end - start > 1 && rest.n <= LONGEST_MIXED && uni_is_upper(words_char(rest, 0, &next)) &&
         !strchr(".;:,", rest.p[rest.n - 1]);
}

bool line_position(struct str line) {
  size_t start = skip_dirt(line), end = start < 8 ? term_match(TERM_POSITION, line, start) : SIZE_MAX;
  return end != SIZE_MAX && text_is_upper(line) && !words_any(str_slice(line, end, line.n));
}

bool line_name(struct str line) {
  size_t words = 0;
  bool inside = false;
  line = str_trim(line);
  if (line.n > 80)
    return false;
  for (size_t at = 0; at < line.n;) {
    uint32_t c = utf8_next(line, &at);
    if (!inside && uni_is_word(c)) {
      words++;
      if (!uni_is_upper(c))
        return false;
    }
    inside = uni_is_word(c);
    if (!inside && !uni_is_space(c) && c != '.')
      return false;
  }
  return words >= 2 && words <= 6;
}

size_t line_gap(struct str line, size_t from, size_t *end) {
  for (size_t at = from, next; at < line.n; at = next) {
    uint32_t c = words_char(line, at, &next);
    if (!uni_is_space(c))
      continue;
    size_t start = at, count = 0;
    bool tab = false;
    for (next = at; at < line.n && uni_is_space(c = words_char(line, at, &next)); at = next, count++)
      tab |= c == '\t';
    *end = at;
    if ((count >= 3 || tab) && at < line.n)
      return start;
    next = at;
  }
  return SIZE_MAX;
}

struct text text_trim(struct arena *arena, const struct text *text) {
  struct str s = str_trim(text->s);
  size_t from = s.n ? (size_t)(s.p - text->s.p) : 0;
  return text_part(arena, text, from, from + s.n);
}

void text_lines(struct arena *arena, const struct text *text, struct text_list *lines) {
  for (size_t from = 0; from < text->s.n;) {
    size_t end = str_find_byte(text->s, '\n', from);
    end = end < text->s.n ? end : text->s.n;
    struct text line = text_part(arena, text, from, end);
    line = text_trim(arena, &line);
    if (line.s.n)
      vec_push(arena, &lines->list, line);
    from = end + 1;
  }
}
