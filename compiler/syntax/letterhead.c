// Letterhead: the first lines of a pasted official text, in the order of Nghị định 30/2020/NĐ-CP: body that issues, quốc
// hiệu and tiêu ngữ, number and symbol, place and date, kind, subject. They come as two columns on a line, as lines of
// their own, as cells of a table or all in one line; each line is cut into pieces, and each piece speaks for itself.
#include <string.h>

#include "compiler/syntax/reader.h"
#include "compiler/syntax/terms.h"
#include "compiler/syntax/words.h"
#include "runtime/base/utf8.h"

enum {
  LINES = 80, // no letterhead is longer
  SUBJECT_LINES = 8,
  AGENCY_LINES = 6,
  LONGEST_LINE = 2000, // bytes; what is longer is body
};

// Marks that stand with the header in capitals (dấu chỉ mức độ khẩn, mật, phạm vi lưu hành).
static const struct mark {
  enum term term;
  const char *key, *bare;
} marks[] = {
  { TERM_URGENCY, "khẩn", "khan" },
  { TERM_SECRECY, "mật", "mat" },
  { TERM_CIRCULATION, "phạm vi lưu hành", "pham vi luu hanh" },
};
enum { MARKS = sizeof marks / sizeof *marks };

// One line of the first blocks.
struct head_line {
  size_t block;    // index in reader->blocks
  size_t from, to; // bytes of the block's text; nothing for cells
  bool cell;
  struct text text;
  bool taken; // all of it belongs to the letterhead
};

struct letterhead {
  struct reader *reader;
  struct arena *arena;
  VEC(struct head_line) lines;
  struct text agencies[AGENCY_LINES];
  size_t agency_count;
  struct text number, symbol, place, date, kind, subject;
  struct text marks[MARKS];
  bool nation, numbered, dated;
  size_t kind_line; // index, or SIZE_MAX
};

// ---- Pieces

static struct text part(struct letterhead *head, const struct text *text, size_t from, size_t to) {
  struct text piece = text_part(head->arena, text, from, to);
  return text_trim(head->arena, &piece);
}

// Dashes and bars under the cells.
static bool is_decoration(struct str s) {
  for (size_t at = 0; at < s.n;) {
    uint32_t c = utf8_next(s, &at);
    if (!uni_is_space(c) && !uni_is_dash(c) && !(c < 128 && strchr("|_=*", (int)c)))
      return false;
  }
  return true;
}

static size_t without_decoration(struct str s) {
  size_t end = s.n;
  while (end > 0) {
    size_t before = end;
    utf8_prev(s, &before);
    if (!is_decoration(str_slice(s, before, end)))
      break;
    end = before;
  }
  return end;
}

// “Số: 140 /KH-UBND”: byte behind it, or SIZE_MAX.
static size_t take_number(struct letterhead *head, const struct text *piece) {
  struct str s = piece->s;
  size_t end = term_match(TERM_NUMBER, s, 0);
  size_t slash = end != SIZE_MAX ? str_find_byte(s, '/', end) : SIZE_MAX;
  if (slash == SIZE_MAX || slash > end + 40 || head->numbered)
    return SIZE_MAX;
  size_t from = words_skip_space(s, end), next;
  from += from < s.n && s.p[from] == ':';
  size_t symbol = words_skip_space(s, slash + 1), to = symbol;
  while (to < s.n && !uni_is_space(words_char(s, to, &next)))
    to = next;
  bool blank = head->nation && symbol == s.n; // “Số:      /”, all of it to be filled in
  if (!blank && !uni_is_letter(words_char(s, symbol, &next)))
    return SIZE_MAX;
  head->number = part(head, piece, from, slash);
  head->symbol = part(head, piece, symbol, to);
  head->numbered = true;
  return to;
}

// “Hà Nội, ngày 06 tháng 8 năm 2024”, with blanks where a draft has them.
static bool take_date(struct letterhead *head, const struct text *piece) {
  enum { LONGEST = 120, LONGEST_PLACE = 60 };
  size_t end;
  size_t day = piece->s.n <= LONGEST && !head->dated ? term_find(TERM_DAY, piece->s, 0, &end) : SIZE_MAX;
  if (day == SIZE_MAX || day > LONGEST_PLACE || term_find(TERM_MONTH, piece->s, end, &end) == SIZE_MAX ||
      term_find(TERM_YEAR, piece->s, end, &end) == SIZE_MAX)
    return false;
  struct str before = str_trim(str_slice(piece->s, 0, day));
  size_t place_end = (size_t)(before.p + before.n - piece->s.p);
  if (before.n && before.p[before.n - 1] == ',')
    place_end--;
  head->place = part(head, piece, 0, place_end);
  head->date = part(head, piece, day, piece->s.n);
  head->dated = true;
  return true;
}

static bool take_kind(struct letterhead *head, const struct text *piece, size_t line) {
  size_t end = term_match(TERM_KIND, piece->s, 0);
  if (end == SIZE_MAX || words_any(str_slice(piece->s, end, piece->s.n)) || !text_is_upper(piece->s))
    return false;
  head->kind = part(head, piece, 0, end);
  head->kind_line = line;
  return true;
}

static bool take_mark(struct letterhead *head, const struct text *piece) {
  for (size_t i = 0; i < MARKS && text_is_upper(piece->s); i++) {
    size_t end = term_match(marks[i].term, piece->s, 0);
    if (end == SIZE_MAX || words_any(str_slice(piece->s, end, piece->s.n)) || head->marks[i].s.n)
      continue;
    head->marks[i] = part(head, piece, 0, end);
    return true;
  }
  return false;
}

static bool take_agency(struct letterhead *head, const struct text *piece) {
  enum { LONGEST = 200 };
  struct text name = part(head, piece, 0, without_decoration(piece->s));
  bool stamp = term_match(TERM_STAMP, name.s, 0) != SIZE_MAX;
  if (head->kind_line != SIZE_MAX || head->agency_count == AGENCY_LINES || stamp || name.s.n > LONGEST ||
      !text_is_upper(name.s) || name.s.p[0] == '(' || term_match(TERM_KIND, name.s, 0) != SIZE_MAX)
    return false;
  head->agencies[head->agency_count++] = name;
  return true;
}

static bool take_piece(struct letterhead *head, const struct text *piece, size_t line) {
  if (is_decoration(piece->s))
    return true;
  size_t behind = take_number(head, piece);
  if (behind != SIZE_MAX) {
    struct text rest = part(head, piece, behind, piece->s.n);
    return !rest.s.n || is_decoration(rest.s) || take_date(head, &rest);
  }
  return take_date(head, piece) || take_kind(head, piece, line) || take_mark(head, piece) || take_agency(head, piece);
}

// Quốc hiệu or tiêu ngữ in the piece: where it begins and ends.
static size_t find_nation(struct str s, size_t *end) {
  size_t nation_end, motto_end;
  size_t nation = term_find(TERM_NATION, s, 0, &nation_end), motto = term_find(TERM_MOTTO, s, 0, &motto_end);
  *end = nation < motto ? nation_end : motto_end;
  return nation < motto ? nation : motto;
}

// One column of a line; false when some of it is not of a letterhead.
static bool take_column(struct letterhead *head, struct text column, size_t line) {
  bool all = true;
  size_t end;
  for (size_t at; column.s.n && (at = find_nation(column.s, &end)) != SIZE_MAX;) {
    struct text before = part(head, &column, 0, at);
    all &= !before.s.n || take_piece(head, &before, line);
    head->nation = true;
    column = part(head, &column, end, column.s.n);
  }
  return all & (!column.s.n || take_piece(head, &column, line));
}

// Room left for a pen is no end of a column: “Số:      /KH-UBND”, “ngày       tháng”.
static bool is_pen_room(struct str s, size_t gap, size_t gap_end) {
  struct str before = str_trim(str_slice(s, 0, gap));
  size_t number = term_match(TERM_NUMBER, before, 0);
  bool open_number = number != SIZE_MAX && !words_any(str_slice(before, number, before.n));
  return (open_number && s.p[gap_end] == '/') || term_match(TERM_MONTH, s, gap_end) != SIZE_MAX ||
         term_match(TERM_YEAR, s, gap_end) != SIZE_MAX;
}

static size_t column_gap(struct str s, size_t *gap_end) {
  size_t gap = line_gap(s, 0, gap_end);
  while (gap != SIZE_MAX && is_pen_room(s, gap, *gap_end))
    gap = line_gap(s, *gap_end, gap_end);
  return gap;
}

static bool take_line(struct letterhead *head, struct text text, size_t line) {
  bool all = true;
  for (size_t gap_end, gap; (gap = column_gap(text.s, &gap_end)) != SIZE_MAX;) {
    all &= take_column(head, part(head, &text, 0, gap), line);
    text = part(head, &text, gap_end, text.s.n);
  }
  return all & take_column(head, text, line);
}

// ---- Lines

static void add_lines(struct letterhead *head, size_t block, const struct text *text, bool cell) {
  for (size_t from = 0; from < text->s.n && head->lines.n < LINES;) {
    size_t end = str_find_byte(text->s, '\n', from);
    end = end < text->s.n ? end : text->s.n;
    struct head_line line = {
      .block = block, .from = from, .to = end, .cell = cell, .text = part(head, text, from, end)
    };
    if (line.text.s.n)
      vec_push(head->arena, &head->lines, line);
    from = end + 1;
  }
}

static void gather(struct letterhead *head) {
  for (size_t i = 0; i < head->reader->blocks.n && head->lines.n < LINES; i++) {
    const struct block *block = &head->reader->blocks.at[i];
    if (block->zone != ZONE_BODY || block->kind == BLOCK_NOTE)
      continue;
    if (block->table)
      for (size_t c = 0; c < block->table->cells.n && c < LINES; c++)
        add_lines(head, i, &block->table->cells.at[c].text, true);
    else if (!block->bullet)
      add_lines(head, i, &block->text, false);
  }
}

static bool is_numbered(struct str s) {
  struct label label;
  return label_read(s, &label) && !(label.scheme >= SCHEME_DASH && label.scheme <= SCHEME_STAR);
}

static bool is_bold(const struct text *text) {
  for (size_t i = 0; i < text->runs.n; i++)
    if (!(text->runs.at[i].style & TEXT_BOLD))
      return false;
  return text->runs.n > 0;
}

static char last_byte(struct str s) {
  return s.n ? s.p[s.n - 1] : 0;
}

// Whether the line still belongs to the subject; `first` is the subject's first line, NULL before it.
static bool is_subject(const struct head_line *line, const struct head_line *previous, const struct head_line *first) {
  enum { LONGEST = 700 };
  struct str s = line->text.s;
  size_t next;
  uint32_t c = words_char(s, 0, &next);
  bool basis = term_match(TERM_BASIS, s, 0) != SIZE_MAX;
  if (line->cell || is_numbered(s) || s.n > LONGEST || c == '(' || term_match(TERM_STAMP, s, 0) != SIZE_MAX)
    return false;
  if (!first) // “Thực hiện Quyết định …” may be the subject itself; a sentence is not
    return !strchr(";:", last_byte(s)) && !(basis && s.n > LONGEST / 2);
  if (basis)
    return false;
  bool same_paragraph = line->block == previous->block;
  bool lower = uni_is_letter(c) && !uni_is_upper(c);
  bool alike = (is_bold(&line->text) && is_bold(&first->text)) || (text_is_upper(s) && text_is_upper(first->text.s));
  return same_paragraph || lower || alike;
}

static void read_subject(struct letterhead *head) {
  struct draft *draft = &head->reader->draft;
  const struct head_line *first = NULL;
  size_t taken = 0;
  draft_clear(draft);
  for (size_t i = head->kind_line + 1; i < head->lines.n && taken < SUBJECT_LINES; i++) {
    struct head_line *line = &head->lines.at[i];
    if (is_decoration(line->text.s)) {
      line->taken = true;
      continue;
    }
    if (!is_subject(line, line - 1, first))
      break;
    first = first ? first : line;
    if (taken++)
      draft_space(draft, text_offset(&line->text, 0));
    draft_append(draft, &line->text);
    line->taken = true;
  }
  head->subject = draft_text(draft, head->arena);
}

// Reads lines until the kind; without one, until the body begins.
static void read_lines(struct letterhead *head) {
  head->kind_line = SIZE_MAX;
  for (size_t i = 0; i < head->lines.n && head->kind_line == SIZE_MAX; i++) {
    struct head_line *line = &head->lines.at[i];
    if (line->text.s.n > LONGEST_LINE || is_numbered(line->text.s) ||
        term_match(TERM_BASIS, line->text.s, 0) != SIZE_MAX)
      break;
    line->taken = take_line(head, line->text, i);
  }
  if (head->kind_line != SIZE_MAX)
    read_subject(head);
}

// ---- What was read

// A table is of the letterhead as a whole or not at all.
static void settle_tables(struct letterhead *head) {
  for (size_t i = 0; i < head->lines.n; i++) {
    size_t end = i;
    bool all = true;
    for (; end < head->lines.n && head->lines.at[end].block == head->lines.at[i].block; end++)
      all &= head->lines.at[end].taken;
    for (size_t j = i; j < end; j++)
      head->lines.at[j].taken &= all || !head->lines.at[j].cell;
    i = end - 1;
  }
}

static void add_block(struct letterhead *head, struct block *block, const struct head_line *line, size_t to,
                      struct block *out, size_t *n) {
  struct block piece = *block;
  piece.text = part(head, &block->text, line->from, to);
  if (!piece.text.s.n)
    return;
  if (line->from)
    piece.span.start = text_offset(&piece.text, 0);
  if (to < block->text.s.n)
    piece.span.end = text_span(&piece.text, 0, piece.text.s.n).end;
  piece.span = span_ordered(piece.span);
  piece.zone = line->taken ? ZONE_HEADER : ZONE_BODY;
  out[(*n)++] = piece;
}

// The lines of block `index`, from lines.at[*at] on: those of the letterhead as blocks of their own, the others as they were.
static void cut_block(struct letterhead *head, size_t index, size_t *at, struct block *out, size_t *n) {
  struct block *block = &head->reader->blocks.at[index];
  size_t end = *at;
  while (end < head->lines.n && head->lines.at[end].block == index)
    end++;
  if (end == *at || block->table) {
    out[*n] = *block;
    if (end > *at && head->lines.at[*at].taken)
      out[*n].zone = ZONE_HEADER;
    ++*n;
  }
  for (size_t i = *at; i < end && !block->table;) {
    size_t last = i + 1;
    while (last < end && !head->lines.at[i].taken && !head->lines.at[last].taken)
      last++;
    add_block(head, block, &head->lines.at[i], last < end ? head->lines.at[last].from : block->text.s.n, out, n);
    i = last;
  }
  *at = end;
}

static void cut_blocks(struct letterhead *head) {
  struct reader *reader = head->reader;
  struct block *out = arena_array(head->arena, struct block, reader->blocks.n + head->lines.n + 1);
  size_t n = 0, at = 0;
  for (size_t i = 0; i < reader->blocks.n; i++)
    cut_block(head, i, &at, out, &n);
  reader->blocks.at = out;
  reader->blocks.n = n;
  reader->blocks.cap = reader->blocks.n;
}

static void add_entry(struct letterhead *head, const char *key, const char *bare, struct text value) {
  struct entry entry = { .key = str_from(key),
                         .bare = str_from(bare),
                         .kind = ENTRY_SCALAR,
                         .value = value,
                         .span = text_span(&value, 0, value.s.n),
                         .from_body = true };
  if (!syntax_entry(head->reader->syntax, bare))
    vec_push(head->arena, &head->reader->syntax->entries, entry);
}

static struct text joined(struct letterhead *head, const struct text *a, const struct text *b) {
  struct draft *draft = &head->reader->draft;
  draft_clear(draft);
  draft_append(draft, a);
  draft_space(draft, text_offset(b, 0));
  draft_append(draft, b);
  return draft_text(draft, head->arena);
}

// “ỦY BAN NHÂN DÂN / TỈNH X” is one name, “UBND TỈNH X / SỞ Y” a parent and its agency.
static bool goes_on(const struct text *name, const struct text *next) {
  size_t seat = term_match(TERM_SEAT, name->s, 0);
  bool bare_seat = seat != SIZE_MAX && !words_any(str_slice(name->s, seat, name->s.n));
  return (bare_seat && term_match(TERM_PLACE, next->s, 0) != SIZE_MAX) ||
         term_match(TERM_GOES_ON, next->s, 0) != SIZE_MAX || last_byte(name->s) == ',';
}

static void add_agencies(struct letterhead *head) {
  struct text names[AGENCY_LINES];
  size_t n = 0;
  for (size_t i = 0; i < head->agency_count; i++) {
    if (n && goes_on(&names[n - 1], &head->agencies[i]))
      names[n - 1] = joined(head, &names[n - 1], &head->agencies[i]);
    else
      names[n++] = head->agencies[i];
  }
  for (; n > 2; n--) // more than two names: the issuing body's runs over several lines
    names[n - 2] = joined(head, &names[n - 2], &names[n - 1]);
  if (n == 2)
    add_entry(head, "cơ quan chủ quản", "co quan chu quan", names[0]);
  if (n)
    add_entry(head, "cơ quan", "co quan", names[n - 1]);
}

static void add_entries(struct letterhead *head) {
  add_agencies(head);
  if (head->numbered) {
    add_entry(head, "số", "so", head->number);
    add_entry(head, "ký hiệu", "ky hieu", head->symbol);
  }
  if (head->dated) {
    add_entry(head, "địa danh", "dia danh", head->place);
    add_entry(head, "ngày", "ngay", head->date);
  }
  if (head->kind.s.n)
    add_entry(head, "loại", "loai", head->kind);
  for (size_t i = 0; i < MARKS; i++)
    if (head->marks[i].s.n)
      add_entry(head, marks[i].key, marks[i].bare, head->marks[i]);
  if (head->subject.s.n)
    add_entry(head, "trích yếu", "trich yeu", head->subject);
}

// Front matter that speaks of the header leaves nothing to look for: such lines in the body are then the body's.
static bool has_header(const struct syntax *syntax) {
  static const char *const keys[] = { "co quan", "so", "ky hieu", "ngay", "trich yeu" };
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (syntax_entry(syntax, keys[i]))
      return true;
  return false;
}

// “KẾ HOẠCH” and a subject at the very top: the lines above were not copied.
static bool is_title_alone(const struct letterhead *head) {
  return head->kind_line == 0 && head->subject.s.n && head->reader->raw;
}

void letterhead_read(struct reader *reader) {
  struct letterhead head = { .reader = reader, .arena = reader->arena };
  if (has_header(reader->syntax))
    return;
  gather(&head);
  read_lines(&head);
  bool certain = head.nation || (head.numbered && (head.dated || head.kind.s.n)) || is_title_alone(&head);
  if (!certain)
    return;
  settle_tables(&head);
  cut_blocks(&head);
  add_entries(&head);
}
