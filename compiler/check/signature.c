// The signature (chữ ký): lines of authority and position as written, and the name below them.
#include "compiler/check/reader.h"

enum {
  NAME_WORDS = 6,
  LINES_COMPARED = 16, // a signature has four lines; more are not worth comparing
};

struct lines {
  struct text *at;
  size_t n, cap;
}; // a VEC with a name

// A name of a person: few words, each beginning with a capital, not all in capitals.
static bool is_name(struct str s) {
  if (s.n == 0 || text_is_upper(s) || text_words(s) > NAME_WORDS)
    return false;
  bool begins = true;
  for (size_t at = 0; at < s.n;) {
    uint32_t c = utf8_next(s, &at);
    if (begins && uni_is_letter(c) && !uni_is_upper(c))
      return false;
    if (uni_is_digit(c) || c == ':' || c == '(')
      return false;
    begins = uni_is_space(c) || c == '.';
  }
  return true;
}

static struct value line_value(const struct text *text) {
  return (struct value){ .present = true, .text = *text, .span = text_span(text, 0, text->s.n) };
}

static void add_lines(struct reader *reader, const struct entry *entry) {
  struct text line;
  for (size_t at = 0; entry_line(reader->arena, entry, &at, &line);)
    vec_push(reader->arena, &reader->plan->signature.lines, line_value(&line));
}

// ký: a map; the order of its keys is the order of the lines.
static void read_map(struct reader *reader, const struct entry *signature) {
  for (size_t i = 0; i < signature->children.n; i++) {
    const struct entry *child = &signature->children.at[i];
    const struct key *key = terms_key(reader->terms, signature->bare, child->bare);
    if (!key)
      continue;
    if (!str_is(key->target, "name")) {
      add_lines(reader, child);
      continue;
    }
    struct value *name = &reader->plan->signature.name;
    *name = (struct value){ .present = true, .text = text_trimmed(reader->arena, &child->value), .span = child->span };
  }
}

// Lines without keys: the last that is a name is the name; what follows it belongs to no signature.
static void read_lines(struct reader *reader, const struct lines *lines) {
  struct plan *plan = reader->plan;
  size_t name = lines->n;
  for (size_t i = 0; i < lines->n; i++)
    if (is_name(lines->at[i].s))
      name = i;
  for (size_t i = 0; i < lines->n; i++) {
    const struct text *line = &lines->at[i];
    if (i < name)
      vec_push(reader->arena, &plan->signature.lines, line_value(line));
    else if (i == name)
      plan->signature.name = line_value(line);
    else
      vec_push(reader->arena, &plan->unread, (struct unread){ *line, ZONE_SIGNATURE });
  }
}

static bool is_known(struct reader *reader, struct str line) {
  const struct signature *signature = &reader->plan->signature;
  bool known = text_same(reader->arena, line, signature->name.text.s);
  for (size_t i = 0; i < signature->lines.n && i < LINES_COMPARED; i++)
    known |= text_same(reader->arena, line, signature->lines.at[i].text.s);
  return known;
}

void signature_read(struct reader *reader) {
  const struct syntax *syntax = reader->syntax;
  const struct entry *entry = syntax_entry(syntax, "ky");
  bool given = entry && !entry->from_body &&
               (entry->kind == ENTRY_SCALAR ? str_trim(entry->value.s).n > 0 : entry->children.n > 0);
  struct lines written = { 0 }, body = { 0 };
  struct text line;
  for (size_t i = 0; i < syntax->signature.n; i++)
    for (size_t at = 0; text_line(reader->arena, &syntax->signature.at[i], &at, &line);)
      vec_push(reader->arena, &body, line);
  if (!given) {
    read_lines(reader, &body);
    return;
  }
  if (entry->kind == ENTRY_MAP)
    read_map(reader, entry);
  else
    for (size_t at = 0; entry_line(reader->arena, entry, &at, &line);)
      vec_push(reader->arena, &written, line);
  read_lines(reader, &written);
  // The body has a signature as well: what it says otherwise is kept as unread.
  for (size_t i = 0; i < body.n; i++)
    if (!is_known(reader, body.at[i].s))
      vec_push(reader->arena, &reader->plan->unread, (struct unread){ body.at[i], ZONE_SIGNATURE });
}
