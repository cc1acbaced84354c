// Front matter: YAML between two lines “---”, read as the author typed it. Scalars stay text (“05” is no number,
// “01/4/2026” no sum), every key and value knows its place.
#include <string.h>
#include <yaml.h>

#include "compiler/syntax/reader.h"
#include "compiler/syntax/words.h"
#include "grammar/rules.h"
#include "runtime/base/utf8.h"

enum {
  FRONT_DEPTH = 16,
  FRONT_LIMIT = 256 << 10, // bytes; what is longer is no front matter
};

// An open mapping or sequence.
struct level {
  struct entry *entry; // whose children are being read; NULL for the top
  bool mapping;
  bool has_key;
  struct entry next; // of a mapping: the key that waits for its value
};

struct front {
  struct reader *reader;
  yaml_parser_t parser;
  struct str block;         // the YAML, without its fences
  size_t base;              // its offset in the source
  size_t characters, bytes; // a mark counts characters: where we are in both
  struct level levels[FRONT_DEPTH];
  size_t depth;
  size_t too_deep; // levels beyond, being skipped
  VEC(struct entry) entries;
  bool refused; // what was read is no front matter
  bool prose;   // and was never meant to be
};

// Byte offset in the source of libyaml's mark. Marks come in order, so the whole block is counted once.
static uint32_t mark_offset(struct front *front, yaml_mark_t mark) {
  if (mark.index < front->characters)
    front->characters = front->bytes = 0;
  while (front->characters < mark.index && front->bytes < front->block.n) {
    utf8_next(front->block, &front->bytes);
    front->characters++;
  }
  return (uint32_t)(front->base + front->bytes);
}

static struct span event_span(struct front *front, const yaml_event_t *event) {
  uint32_t start = mark_offset(front, event->start_mark);
  return (struct span){ start, mark_offset(front, event->end_mark) };
}

// The value's characters found again in the source: quotes, escapes and line ends are stepped over.
static struct text scalar_text(struct front *front, const yaml_event_t *event, struct span span) {
  struct arena *arena = front->reader->arena;
  struct draft *draft = &front->reader->draft;
  struct str source = str_slice(front->reader->source->text, 0, span.end);
  struct str value = { (const char *)event->data.scalar.value, event->data.scalar.length };
  bool quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
  size_t at = span.start + (quoted && span.start < span.end);
  draft_clear(draft);
  for (size_t i = 0; i < value.n;) {
    size_t from = i;
    utf8_next(value, &i);
    struct str character = str_slice(value, from, i);
    for (size_t step = at; character.p[0] != ' ' && step < source.n; step++) {
      if (str_starts(str_slice(source, step, source.n), character)) {
        at = step;
        break;
      }
      if (!strchr(" \t\r\n\\'\"|>+-", source.p[step]))
        break;
    }
    struct str written = character.p[0] == '\n' ? STR(" ") : character;
    draft_add(draft, TEXT_WORDS, 0, (struct str){ 0 }, written, (uint32_t)(at < source.n ? at : source.n));
    at += at < source.n ? character.n : 0;
  }
  return draft_text(draft, arena);
}

static void report(struct front *front, const struct diag_rule *rule, struct span span, struct str argument) {
  struct diag *diag = diag_report(front->reader->diags, rule, front->reader->source, span);
  diag_arg(front->reader->diags, diag, argument);
}

static struct level *top(struct front *front) {
  return &front->levels[front->depth - 1];
}

// The entry of the level that has the same key, or NULL.
static const struct entry *find_key(const struct level *level, const struct front *front, struct str bare) {
  const struct entry *list = level->entry ? level->entry->children.at : front->entries.at;
  size_t n = level->entry ? level->entry->children.n : front->entries.n;
  for (size_t i = 0; i < n && i < 200; i++) // a plan has a dozen keys; beyond that nobody asks
    if (str_eq(list[i].bare, bare))
      return &list[i];
  return NULL;
}

static void read_key(struct front *front, const yaml_event_t *event) {
  struct level *level = top(front);
  struct span span = event_span(front, event);
  struct str key = { (const char *)event->data.scalar.value, event->data.scalar.length };
  level->next = (struct entry){ .key = str_copy(front->reader->arena, key), .key_span = span };
  level->next.bare = str_trim(text_bare(front->reader->arena, level->next.key));
  level->has_key = true;
  const struct entry *first = find_key(level, front, level->next.bare);
  if (!first)
    return;
  struct diags *diags = front->reader->diags;
  struct diag *diag = diag_report(diags, &rule_front_matter_duplicate, front->reader->source, span);
  diag_arg(diags, diag_arg(diags, diag, level->next.key), first->key);
  diag_related(diags, diag, front->reader->source, first->key_span, "khóa đầu ở đây", "the first is here");
}

// Adds the entry that `value` completes to the open level; its address.
static struct entry *add_entry(struct front *front, struct entry value) {
  struct level *level = top(front);
  if (level->mapping) {
    value.key = level->next.key;
    value.bare = level->next.bare;
    value.key_span = level->next.key_span;
    level->has_key = false;
  }
  struct entry *entry;
  if (level->entry) {
    vec_push(front->reader->arena, &level->entry->children, value);
    entry = vec_last(&level->entry->children);
  } else {
    vec_push(front->reader->arena, &front->entries, value);
    entry = vec_last(&front->entries);
  }
  return entry;
}

static void scalar(struct front *front, const yaml_event_t *event) {
  if (!front->depth) { // the whole block is one sentence
    front->refused = front->prose = true;
    return;
  }
  struct level *level = top(front);
  if (level->mapping && !level->has_key) {
    read_key(front, event);
    return;
  }
  struct span span = event_span(front, event);
  add_entry(front, (struct entry){ .kind = ENTRY_SCALAR, .span = span, .value = scalar_text(front, event, span) });
}

static void open_level(struct front *front, const yaml_event_t *event, bool mapping) {
  struct span span = event_span(front, event);
  if (front->too_deep || front->depth == FRONT_DEPTH) {
    if (!front->too_deep++)
      report(front, &rule_front_matter_depth, span, str_printf(front->reader->arena, "%d", FRONT_DEPTH));
    return;
  }
  struct entry *entry = NULL;
  if (front->depth) {
    struct level *level = top(front);
    if (level->mapping && !level->has_key) { // a mapping as a key
      front->refused = true;
      return;
    }
    entry = add_entry(front, (struct entry){ .kind = mapping ? ENTRY_MAP : ENTRY_LIST, .span = span });
  } else if (!mapping) {
    front->refused = true;
  }
  front->levels[front->depth++] = (struct level){ .entry = entry, .mapping = mapping };
}

static void close_level(struct front *front, const yaml_event_t *event) {
  if (front->too_deep) {
    front->too_deep--;
    return;
  }
  if (front->depth && top(front)->entry)
    top(front)->entry->span.end = event_span(front, event).start;
  front->depth -= front->depth > 0;
}

static void alias(struct front *front, const yaml_event_t *event) {
  struct span span = event_span(front, event);
  struct str written = source_slice(front->reader->source, span);
  report(front, &rule_front_matter_alias, span, str_copy(front->reader->arena, written));
  front->refused = true;
}

static void read_event(struct front *front, const yaml_event_t *event) {
  bool skipped = front->too_deep > 0;
  switch (event->type) {
  case YAML_SCALAR_EVENT:
    if (!skipped)
      scalar(front, event);
    break;
  case YAML_ALIAS_EVENT:
    alias(front, event);
    break;
  case YAML_MAPPING_START_EVENT:
    open_level(front, event, true);
    break;
  case YAML_SEQUENCE_START_EVENT:
    open_level(front, event, false);
    break;
  case YAML_MAPPING_END_EVENT:
  case YAML_SEQUENCE_END_EVENT:
    close_level(front, event);
    break;
  default:
    break;
  }
}

// A few words of the line, for who looks for the place.
static struct str words_at(const struct front *front, uint32_t start) {
  enum { QUOTED = 40 };
  struct str line = words_line(str_slice(front->reader->source->text, start, front->reader->source->text.n));
  size_t end = 0;
  for (int n = 0; n < QUOTED && end < line.n; n++)
    utf8_next(line, &end);
  return str_concat(front->reader->arena, str_trim(str_slice(line, 0, end)), end < line.n ? STR("…") : STR(""));
}

// Reported where the quotation mark or bracket stands that has no other, rather than where the block ends without it.
static void syntax_error(struct front *front) {
  const yaml_parser_t *parser = &front->parser;
  bool unended = parser->context && parser->problem_mark.line > parser->context_mark.line;
  yaml_mark_t mark = unended ? parser->context_mark : parser->problem_mark;
  uint32_t start = mark_offset(front, mark);
  report(front, &rule_front_matter_syntax, (struct span){ start, start + 1 }, words_at(front, start));
}

static bool parse(struct front *front) {
  bool ok = true;
  yaml_event_type_t type = YAML_NO_EVENT;
  while (ok && !front->refused && type != YAML_STREAM_END_EVENT) {
    yaml_event_t event;
    if (!yaml_parser_parse(&front->parser, &event)) {
      syntax_error(front);
      ok = false;
      break;
    }
    type = event.type;
    read_event(front, &event);
    yaml_event_delete(&event);
  }
  return ok && !front->refused;
}

static struct str line_at(struct str source, size_t at, size_t *next) {
  size_t end = str_find_byte(source, '\n', at);
  end = end < source.n ? end : source.n;
  *next = end < source.n ? end + 1 : end;
  if (end > at && source.p[end - 1] == '\r')
    end--;
  return str_slice(source, at, end);
}

static bool is_fence(struct str line, bool closing) {
  line = str_trim(line);
  return str_is(line, "---") || (closing && str_is(line, "..."));
}

// “key: value”, so that a rule at the top of a text is not taken for front matter.
static bool looks_like_key(struct str line) {
  size_t colon = str_find_byte(line, ':', 0);
  return colon < line.n && colon > 0 && colon < 60 && (colon + 1 == line.n || line.p[colon + 1] == ' ');
}

// Finds the block; false when there is none.
static bool find_block(struct reader *reader, size_t from, struct front *front, size_t *end) {
  struct str source = reader->source->text;
  size_t next, first;
  if (!is_fence(line_at(source, from, &first), false))
    return false;
  for (size_t at = first; at < source.n; at = next) {
    bool fence = is_fence(line_at(source, at, &next), true);
    if (next - first > FRONT_LIMIT)
      break;
    if (!fence)
      continue;
    front->base = first;
    front->block = str_slice(source, first, at);
    *end = next;
    return true;
  }
  if (looks_like_key(line_at(source, first, &next)))
    diag_report(reader->diags, &rule_front_matter_open, reader->source,
                (struct span){ (uint32_t)from, (uint32_t)from + 3 });
  return false;
}

size_t front_read(struct reader *reader, size_t from) {
  struct front front = { .reader = reader };
  size_t end;
  if (!find_block(reader, from, &front, &end))
    return from;
  if (!yaml_parser_initialize(&front.parser))
    return from;
  yaml_parser_set_encoding(&front.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&front.parser, (const unsigned char *)front.block.p, front.block.n);
  bool ok = parse(&front);
  yaml_parser_delete(&front.parser);
  reader->syntax->has_front = !front.prose;
  reader->syntax->front_broken = !ok && !front.prose;
  if (!ok) { // its words are read as the first paragraphs of the body
    reader->front_end = end;
    return from;
  }
  reader->syntax->entries.at = front.entries.at;
  reader->syntax->entries.n = front.entries.n;
  reader->syntax->entries.cap = front.entries.cap;
  return end;
}
