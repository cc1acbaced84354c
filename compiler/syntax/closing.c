// Closing: “Nơi nhận” and the signature, which stand below the body side by side, one after the other in either order, or
// in the cells of a table. Annexes follow them.
#include <string.h>

#include "compiler/syntax/reader.h"
#include "compiler/syntax/terms.h"
#include "compiler/syntax/words.h"
#include "runtime/base/utf8.h"

struct closing {
  struct reader *reader;
  struct syntax *syntax;
  bool bullets;      // the recipients seen so far have dashes
  bool goes_on;      // the line at hand has no dash where the others have one
  bool filed;        // “Lưu” was seen: the list ends
  bool named;        // the signature has its name
  size_t first, end; // blocks from the first to behind the last of the closing
};

// ---- Signature

static bool begins_signature(struct str line) {
  return line_authority(line) || line_position(line);
}

// Where a second title begins in “KT. BỘ TRƯỞNG THỨ TRƯỞNG”, or SIZE_MAX.
static size_t second_title(struct str line) {
  size_t end;
  size_t at = term_find(TERM_POSITION, line, 0, &end);
  if (at == SIZE_MAX)
    return SIZE_MAX;
  size_t next = words_skip_space(line, end);
  return next > end && term_match(TERM_POSITION, line, next) != SIZE_MAX ? next : SIZE_MAX;
}

static void add_signature_line(struct closing *closing, struct text line) {
  struct arena *arena = closing->reader->arena;
  size_t gap_end, gap;
  while ((gap = line_gap(line.s, 0, &gap_end)) != SIZE_MAX || (gap = gap_end = second_title(line.s)) != SIZE_MAX) {
    struct text before = text_part(arena, &line, 0, gap);
    vec_push(arena, &closing->syntax->signature, text_trim(arena, &before));
    line = text_part(arena, &line, gap_end, line.s.n);
  }
  closing->named |= !begins_signature(line.s) && line_name(line.s);
  if (line.s.n)
    vec_push(arena, &closing->syntax->signature, line);
}

static void add_signature(struct closing *closing, const struct text *text) {
  struct text_list lines = { 0 };
  text_lines(closing->reader->arena, text, &lines);
  for (size_t i = 0; i < lines.list.n; i++)
    add_signature_line(closing, lines.list.at[i]);
}

// ---- Recipients

// Whether the last recipient's line broke off: no sign ends it.
static bool is_broken_off(const struct closing *closing) {
  if (!closing->syntax->recipients.n)
    return false;
  struct str s = str_trim(vec_last(&closing->syntax->recipients)->s);
  return s.n && !strchr(";.:", s.p[s.n - 1]) && line_filing(s) == SIZE_MAX;
}

// The second line of a recipient, below its dash.
static void join_recipient(struct closing *closing, const struct text *text) {
  struct draft *draft = &closing->reader->draft;
  struct text *last = vec_last(&closing->syntax->recipients);
  draft_clear(draft);
  draft_append(draft, last);
  draft_space(draft, text_offset(text, 0));
  draft_append(draft, text);
  *last = draft_text(draft, closing->reader->arena);
}

static void add_recipient(struct closing *closing, struct text text) {
  struct arena *arena = closing->reader->arena;
  struct label label;
  size_t n = label_read(text.s, &label);
  if (n && (label.scheme == SCHEME_DASH || label.scheme == SCHEME_PLUS || label.scheme == SCHEME_STAR))
    text = text_part(arena, &text, text_skip_space(&text, n), text.s.n);
  if (!text.s.n)
    return;
  if (!n && closing->goes_on && is_broken_off(closing)) {
    join_recipient(closing, &text);
    return;
  }
  closing->filed |= line_filing(text.s) != SIZE_MAX;
  vec_push(arena, &closing->syntax->recipients, text);
}

// “; KT CHỦ TỊCH”, “. Hoàng Xuân Tân” at the end of a scanned line: the signature's column. Where it begins, or SIZE_MAX.
static size_t stray_signature(const struct closing *closing, struct str line) {
  for (size_t at = line.n; closing->reader->raw && at-- > 0;) {
    if (line.p[at] != ';' && line.p[at] != '.')
      continue;
    struct str rest = str_trim(str_slice(line, at + 1, line.n));
    if (!rest.n)
      continue;
    bool name = line_filing(line) != SIZE_MAX && !closing->named && line_name(rest) &&
                str_find_byte(rest, ' ', str_find_byte(rest, ' ', 0)) < rest.n;
    return line_authority(rest) || line_position(rest) || name ? (size_t)(rest.p - line.p) : SIZE_MAX;
  }
  return SIZE_MAX;
}

// “- A; - B; - Lưu: VT” on one line is three.
static size_t next_item(struct str line, size_t from) {
  for (size_t at = from; at + 3 < line.n; at++)
    if ((line.p[at] == ';' || line.p[at] == '.') && line.p[at + 1] == ' ' && line.p[at + 2] == '-' &&
        line.p[at + 3] == ' ')
      return at + 2;
  return line.n;
}

// Recipients in two columns: the second begins with a dash as well.
static bool is_second_column(struct str s) {
  struct label label;
  return label_read(s, &label) && label.scheme == SCHEME_DASH;
}

static void add_recipient_line(struct closing *closing, struct text line) {
  struct arena *arena = closing->reader->arena;
  size_t gap_end, gap = line_gap(line.s, 0, &gap_end);
  for (; gap != SIZE_MAX && is_second_column(str_slice(line.s, gap_end, line.s.n)); gap = line_gap(line.s, 0, &gap_end)) {
    struct text first = text_part(arena, &line, 0, gap);
    add_recipient(closing, text_trim(arena, &first));
    line = text_part(arena, &line, gap_end, line.s.n);
  }
  if (gap == SIZE_MAX)
    gap = gap_end = stray_signature(closing, line.s);
  if (gap != SIZE_MAX) {
    add_signature_line(closing, text_part(arena, &line, gap_end, line.s.n));
    line = text_part(arena, &line, 0, gap);
  }
  if (begins_signature(line.s)) {
    add_signature_line(closing, text_trim(arena, &line));
    return;
  }
  for (size_t from = 0; from < line.s.n;) {
    size_t to = next_item(line.s, from + 1);
    struct text item = text_part(arena, &line, from, to);
    add_recipient(closing, text_trim(arena, &item));
    from = to;
  }
}

static void add_recipients(struct closing *closing, const struct text *text) {
  struct text_list lines = { 0 };
  text_lines(closing->reader->arena, text, &lines);
  for (size_t i = 0; i < lines.list.n; i++)
    add_recipient_line(closing, lines.list.at[i]);
}

// The text that begins with the label “Nơi nhận:”.
static void open_recipients(struct closing *closing, const struct text *text, size_t label_end) {
  closing->syntax->recipients_span = text_span(text, 0, label_end);
  struct text rest = text_part(closing->reader->arena, text, text_skip_space(text, label_end), text->s.n);
  add_recipients(closing, &rest);
}

// ---- Blocks

static struct block *block_at(const struct closing *closing, size_t i) {
  return &closing->reader->blocks.at[i];
}

static bool is_plain(const struct block *block) {
  return block->zone == ZONE_BODY && (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING);
}

static bool is_silent(const struct block *block) {
  return block->zone == ZONE_NOISE || block->kind == BLOCK_RULE || block->kind == BLOCK_NOTE;
}

static bool is_annex(const struct block *block) {
  struct label label;
  return is_plain(block) && !block->bullet && label_read(block->text.s, &label) && label.scheme == SCHEME_ANNEX;
}

// The cell that holds “Nơi nhận:”, and where its label ends; NULL when there is none.
static struct cell *recipients_cell(const struct table *table, size_t *label_end) {
  for (size_t i = 0; table && i < table->cells.n && i < 16; i++)
    if ((*label_end = line_recipients(words_line(table->cells.at[i].text.s))) != SIZE_MAX)
      return &table->cells.at[i];
  return NULL;
}

// Recipients over two columns: every line of the cell is one more of them.
static bool goes_on_with_recipients(const struct cell *cell) {
  struct str rest = cell->text.s, line;
  while (str_split(&rest, '\n', &line)) {
    line = str_trim(line);
    if (line.n && line.p[0] != '-')
      return false;
  }
  return str_trim(cell->text.s).n > 0;
}

static void read_table(struct closing *closing, size_t index, struct cell *cell, size_t label_end) {
  struct block *block = block_at(closing, index);
  block->zone = ZONE_RECIPIENTS;
  open_recipients(closing, &cell->text, label_end);
  for (size_t i = 0; i < block->table->cells.n; i++)
    if (&block->table->cells.at[i] == cell)
      continue;
    else if (goes_on_with_recipients(&block->table->cells.at[i]))
      add_recipients(closing, &block->table->cells.at[i].text);
    else
      add_signature(closing, &block->table->cells.at[i].text);
  closing->first = index;
  closing->end = index + 1;
}

// Whether the block goes on with the list of recipients.
static bool is_recipient(const struct closing *closing, const struct block *block) {
  enum { LONGEST = 300 };
  if (!is_plain(block) || block->kind == BLOCK_HEADING || !block->text.s.n || begins_signature(block->text.s) ||
      is_annex(block))
    return false;
  struct label label;
  bool labelled = label_read(block->text.s, &label) > 0;
  bool dash = block->bullet || (labelled && label.scheme == SCHEME_DASH);
  if (closing->filed)
    return term_match(TERM_SENDING, block->text.s, labelled ? words_skip_space(block->text.s, label.written.n) : 0) !=
           SIZE_MAX;
  if (labelled && !dash)
    return false;
  bool broken_off = closing->reader->raw && is_broken_off(closing);
  return dash || (block->text.s.n < LONGEST &&
                  (!closing->bullets || broken_off || line_filing(block->text.s) != SIZE_MAX));
}

// The lines of a signature from block `at` on; the block behind them.
static size_t read_signature(struct closing *closing, size_t at) {
  enum { LINES = 12 };
  size_t n = closing->reader->blocks.n, lines = 0, end = at;
  for (; at < n && lines < LINES && !closing->named; at++) {
    struct block *block = block_at(closing, at);
    if (is_silent(block))
      continue;
    struct str s = block->text.s;
    bool title = text_is_upper(s) && s.n < 300, note = s.n && s.p[0] == '(' && s.n < 40;
    if (!is_plain(block) || block->bullet || is_annex(block) ||
        !(title || note || line_name(s) || begins_signature(words_line(s))))
      break;
    if (!lines && !begins_signature(words_line(s)) && !closing->syntax->signature.n)
      break;
    add_signature(closing, &block->text);
    block->zone = ZONE_SIGNATURE;
    lines++;
    end = at + 1;
  }
  return end;
}

// A signature that stands right before block `at`.
static void read_signature_before(struct closing *closing, size_t at) {
  enum { LINES = 8 };
  size_t start = SIZE_MAX;
  for (size_t i = at, lines = 0; i-- > 0 && lines < LINES;) {
    const struct block *block = block_at(closing, i);
    if (is_silent(block))
      continue;
    struct str s = block->text.s;
    if (!is_plain(block) || block->bullet || !(text_is_upper(s) || line_name(s) || begins_signature(words_line(s))))
      break;
    if (begins_signature(words_line(s)))
      start = i;
    lines++;
  }
  if (start == SIZE_MAX)
    return;
  read_signature(closing, start);
  closing->first = start;
}

// A line of the signature alone between the recipients, as columns of a page fall: more of the list follows.
static bool is_beside(const struct closing *closing, size_t at) {
  enum { LINES = 4 };
  const struct block *block = block_at(closing, at);
  struct str line = words_line(block->text.s);
  if (!closing->reader->raw || !closing->bullets || closing->filed || !is_plain(block) || block->bullet ||
      !(begins_signature(line) || (line_name(line) && !closing->named)))
    return false;
  for (size_t next = at + 1; next < closing->reader->blocks.n && next <= at + LINES; next++)
    if (is_plain(block_at(closing, next)) && block_at(closing, next)->bullet)
      return true;
  return false;
}

static void read_list(struct closing *closing, size_t index, size_t label_end) {
  size_t n = closing->reader->blocks.n;
  struct block *block = block_at(closing, index);
  block->zone = ZONE_RECIPIENTS;
  open_recipients(closing, &block->text, label_end);
  size_t at = index + 1;
  closing->first = index;
  closing->end = at;
  for (; at < n; at++) {
    block = block_at(closing, at);
    if (is_silent(block))
      continue;
    if (is_beside(closing, at)) {
      add_signature(closing, &block->text);
      block->zone = ZONE_SIGNATURE;
      continue;
    }
    if (!is_recipient(closing, block))
      break;
    closing->bullets |= block->bullet != 0 || block->text.s.p[0] == '-';
    closing->goes_on = closing->reader->raw && closing->bullets && !block->bullet;
    add_recipients(closing, &block->text);
    block->zone = ZONE_RECIPIENTS;
    closing->end = at + 1;
  }
  if (!closing->named) {
    size_t end = read_signature(closing, closing->end);
    closing->end = end > closing->end ? end : closing->end;
  }
  if (!closing->syntax->signature.n)
    read_signature_before(closing, index);
}

static bool find_recipients(struct closing *closing) {
  for (size_t i = 0; i < closing->reader->blocks.n; i++) {
    struct block *block = block_at(closing, i);
    size_t label_end;
    struct cell *cell = recipients_cell(block->table, &label_end);
    if (cell) {
      read_table(closing, i, cell, label_end);
      return true;
    }
    if (is_plain(block) && (label_end = line_recipients(words_line(block->text.s))) != SIZE_MAX) {
      read_list(closing, i, label_end);
      return true;
    }
  }
  return false;
}

// A table that holds nothing but a signature, in one of its cells: the first words are its authority or position.
static bool read_signature_table(struct closing *closing, size_t index) {
  enum { MOST = 4 };
  struct block *block = block_at(closing, index);
  const struct cell *found = NULL;
  for (size_t i = 0; block->table && i < block->table->cells.n; i++) {
    const struct cell *cell = &block->table->cells.at[i];
    if (str_trim(cell->text.s).n && (found || block->table->cells.n > MOST || !begins_signature(words_line(cell->text.s))))
      return false;
    found = str_trim(cell->text.s).n ? cell : found;
  }
  if (!found)
    return false;
  add_signature(closing, &found->text);
  block->zone = ZONE_SIGNATURE;
  closing->first = index;
  closing->end = index + 1;
  return true;
}

// A signature without recipients: the last one that only annexes follow.
static void find_signature(struct closing *closing) {
  size_t end = closing->reader->blocks.n;
  for (size_t i = 0; i < end; i++)
    if (is_annex(block_at(closing, i)))
      end = i;
  for (size_t i = end, seen = 0; i-- > 0 && seen < 8;) {
    const struct block *block = block_at(closing, i);
    seen += !is_silent(block);
    if (block->zone == ZONE_BODY && block->table && read_signature_table(closing, i))
      return;
    if (is_plain(block) && !block->bullet && line_authority(words_line(block->text.s))) {
      closing->first = i;
      closing->end = read_signature(closing, i);
      return;
    }
  }
}

static void mark_annexes(struct closing *closing) {
  bool annex = false;
  for (size_t i = closing->end; i < closing->reader->blocks.n; i++) {
    struct block *block = block_at(closing, i);
    annex |= is_annex(block);
    if (annex && block->zone == ZONE_BODY)
      block->zone = ZONE_ANNEX;
  }
}

// ---- Entries, the same as in front matter

static struct entry scalar_entry(const char *key, const char *bare, struct text value) {
  struct span span = text_span(&value, 0, value.s.n);
  return (struct entry){
    .key = str_from(key), .bare = str_from(bare), .kind = ENTRY_SCALAR, .value = value, .span = span, .from_body = true
  };
}

static void add_signature_entry(struct closing *closing) {
  struct arena *arena = closing->reader->arena;
  struct entry entry = { .key = STR("ký"), .bare = STR("ky"), .kind = ENTRY_MAP, .from_body = true };
  for (size_t i = 0; i < closing->syntax->signature.n; i++) {
    struct text line = closing->syntax->signature.at[i];
    struct entry child = scalar_entry("chức vụ", "chuc vu", line);
    if (term_match(TERM_AUTHORITY, line.s, 0) != SIZE_MAX)
      child = scalar_entry("thẩm quyền", "tham quyen", line);
    else if (term_match(TERM_DEPUTY, line.s, 0) != SIZE_MAX)
      child = scalar_entry("ký thay", "ky thay", line);
    else if (!line_position(line.s) && line_name(line.s))
      child = scalar_entry("họ tên", "ho ten", line);
    vec_push(arena, &entry.children, child);
  }
  entry.span = entry.children.n ? entry.children.at[0].span : (struct span){ 0 };
  if (entry.children.n && !syntax_entry(closing->syntax, "ky"))
    vec_push(arena, &closing->syntax->entries, entry);
}

static void add_recipient_entries(struct closing *closing) {
  struct arena *arena = closing->reader->arena;
  struct syntax *syntax = closing->syntax;
  struct entry list = { .key = STR("nơi nhận"),
                        .bare = STR("noi nhan"),
                        .kind = ENTRY_LIST,
                        .from_body = true,
                        .span = syntax->recipients_span };
  for (size_t i = 0; i < syntax->recipients.n; i++) {
    const struct text *text = &syntax->recipients.at[i];
    size_t filing = line_filing(text->s);
    if (filing != SIZE_MAX && !syntax_entry(syntax, "luu"))
      vec_push(arena, &syntax->entries, scalar_entry("lưu", "luu", text_part(arena, text, filing, text->s.n)));
    vec_push(arena, &list.children, scalar_entry("", "", *text));
  }
  if (list.children.n && !syntax_entry(syntax, "noi nhan"))
    vec_push(arena, &syntax->entries, list);
}

void closing_read(struct reader *reader) {
  struct closing closing = { .reader = reader, .syntax = reader->syntax };
  if (!find_recipients(&closing))
    find_signature(&closing);
  mark_annexes(&closing);
  add_signature_entry(&closing);
  add_recipient_entries(&closing);
}
