// Words of the letterhead that became no value: kept, so that nothing the author wrote is lost. A word counts as read when
// it stands in the span of a value, belongs to the fixed words of a letterhead, or is among the words of the header's
// values (front matter and body often both have a letterhead).
#include "compiler/check/reader.h"

struct known {
  struct reader *reader;
  struct str values; // all values of the header, folded
};

static struct str all_values(struct reader *reader) {
  const struct header *h = &reader->plan->header;
  const struct value *const values[] = {
    &h->kind,      &h->parent,  &h->agency,  &h->number,  &h->symbol,      &h->place,
    &h->date_text, &h->subject, &h->urgency, &h->secrecy, &h->circulation,
  };
  struct buf out = { 0 };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    buf_str(&out, values[i]->text.s);
    buf_byte(&out, ' ');
  }
  struct str folded = text_fold_str(reader->arena, buf_view(&out));
  buf_finish(&out);
  return folded;
}

static bool in_value(const struct syntax *syntax, uint32_t offset) {
  for (size_t i = 0; i < syntax->entries.n; i++) {
    const struct entry *entry = &syntax->entries.at[i];
    if (entry->from_body && offset >= entry->span.start && offset < entry->span.end)
      return true;
  }
  return false;
}

static size_t word_end(struct str s, size_t at) {
  for (size_t next = at; next < s.n; at = next)
    if (!uni_is_word(utf8_next(s, &next)))
      break;
  return at;
}

static bool is_read(struct known *known, const struct text *line) {
  struct folded folded = text_fold(known->reader->arena, line->s);
  struct str s = folded.s;
  for (size_t at = 0, end; at < s.n; at = end) {
    end = word_end(s, at);
    if (end == at) {
      utf8_next(s, &end);
      continue;
    }
    const struct term *fixed = terms_at(known->reader->terms, TERMS_LETTERHEAD, s, at);
    if (fixed)
      end = at + fixed->phrase.n;
    else if (!in_value(known->reader->syntax, text_offset(line, folded.map[at])) &&
             whole_find(known->values, str_slice(s, at, end), 0) == SIZE_MAX)
      return false;
  }
  return true;
}

static void keep_unread(struct known *known, const struct text *text) {
  struct reader *reader = known->reader;
  struct text line;
  for (size_t at = 0; text_line(reader->arena, text, &at, &line);)
    if (!is_read(known, &line))
      vec_push(reader->arena, &reader->plan->unread, (struct unread){ line, ZONE_HEADER });
}

void unread_read(struct reader *reader) {
  struct known known = { reader, all_values(reader) };
  for (size_t i = 0; i < reader->syntax->blocks.n; i++) {
    const struct block *block = &reader->syntax->blocks.at[i];
    if (block->zone != ZONE_HEADER)
      continue;
    keep_unread(&known, &block->text);
    for (size_t k = 0; block->table && k < block->table->cells.n; k++)
      keep_unread(&known, &block->table->cells.at[k].text);
  }
}
