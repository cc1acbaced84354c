// The letterhead (phần đầu văn bản) and the title: Nghị định 30/2020/NĐ-CP, annex I, II.1 to II.5. What the author left
// blank becomes room to write in; what the author wrote is printed as it stands, only dates given in figures are spelled out.
#include "compiler/lower/lowering.h"

#include <string.h>

#include "runtime/base/utf8.h"

// ---- Agency

// Names of bodies after which the official form begins a new line: “ỦY BAN NHÂN DÂN / TỈNH TUYÊN QUANG”. Folded.
static const char *const agency_heads[] = { "ủy ban nhân dân ", "hội đồng nhân dân ",
                                            "thường trực hội đồng nhân dân " };

static size_t agency_break(struct arena *arena, struct str name) {
  struct folded folded = text_fold(arena, name);
  for (size_t i = 0; i < sizeof agency_heads / sizeof *agency_heads; i++)
    if (str_starts(folded.s, str_from(agency_heads[i])))
      return folded.map[strlen(agency_heads[i])];
  return 0;
}

static void add_agency(struct lowering *l, const char *style, const struct value *value) {
  if (str_trim(value->text.s).n == 0)
    return;
  struct doc_paragraph *paragraph = doc_add_paragraph(l->arena, l->blocks, style);
  size_t at = str_find_byte(value->text.s, '\n', 0) == SIZE_MAX ? agency_break(l->arena, value->text.s) : 0;
  if (at == 0) {
    lower_inline(l, paragraph, &value->text);
    return;
  }
  doc_add_text(l->arena, paragraph, str_trim(str_slice(value->text.s, 0, at)), 0);
  doc_add_break(l->arena, paragraph);
  doc_add_text(l->arena, paragraph, str_trim(str_slice(value->text.s, at, value->text.s.n)), 0);
}

// ---- Number and date

struct str lower_symbol(struct arena *arena, const struct header *header) {
  struct str number = header->number.text.s, symbol = header->symbol.text.s;
  bool whole = str_find_byte(number, '/', 0) != SIZE_MAX && symbol.n == 0; // “140/KH-UBND” in one value
  if (whole)
    return number;
  return str_printf(arena, STR_FMT "/" STR_FMT, STR_ARG(str_trim(number).n ? number : STR(ROOM)),
                    STR_ARG(str_trim(symbol).n ? symbol : STR(ROOM)));
}

static struct str two_digits(struct arena *arena, int value, int pad_below) {
  return value == 0 ? STR(ROOM) : str_printf(arena, value < pad_below ? "%02d" : "%d", value);
}

// A date written in figures alone (“01/4/2026”, “/4/2026”) or left blank: its words are made here.
static bool date_in_figures(struct str text) {
  for (size_t i = 0; i < text.n; i++)
    if (strchr("0123456789/-. ", text.p[i]) == NULL)
      return false;
  return true;
}

// “ngày tháng 6 năm 2022”: the form's own words and figures, with blanks between.
static bool date_has_blanks(struct arena *arena, struct str text, struct date date) {
  struct str rest = text_fold_str(arena, text), part;
  while (str_split(&rest, ' ', &part)) {
    int number;
    if (part.n && !str_eq(part, word(WORD_DAY)) && !str_eq(part, word(WORD_MONTH)) && !str_eq(part, word(WORD_YEAR)) &&
        !str_to_int(part, &number))
      return false;
  }
  return !date_is_whole(date);
}

// “ngày 01 tháng 4 năm 2026”, blanks as room
static struct str date_words(struct arena *arena, const struct header *header) {
  struct str text = header->date_text.text.s;
  bool known = header->date.year || header->date.month || header->date.day;
  bool blank = str_trim(text).n == 0;
  if (!blank && !(known && (date_in_figures(text) || date_has_blanks(arena, text, header->date))))
    return text;
  struct str day = two_digits(arena, header->date.day, 10), month = two_digits(arena, header->date.month, 3);
  struct str year = header->date.year ? str_printf(arena, "%d", header->date.year) : STR(ROOM);
  return str_printf(arena, STR_FMT " " STR_FMT " " STR_FMT " " STR_FMT " " STR_FMT " " STR_FMT, STR_ARG(word(WORD_DAY)),
                    STR_ARG(day), STR_ARG(word(WORD_MONTH)), STR_ARG(month), STR_ARG(word(WORD_YEAR)), STR_ARG(year));
}

static void add_number(struct lowering *l) {
  struct str line = str_printf(l->arena, STR_FMT " " STR_FMT, STR_ARG(word(WORD_NUMBER)),
                               STR_ARG(lower_symbol(l->arena, &l->plan->header)));
  doc_add_line(l->arena, l->blocks, "number-symbol", line);
}

static void add_place_date(struct lowering *l) {
  const struct header *header = &l->plan->header;
  struct str place = str_trim(header->place.text.s), date = date_words(l->arena, header);
  struct str line =
      place.n && str_starts(date, place)
          ? date // the author's line holds both
          : str_printf(l->arena, STR_FMT ", " STR_FMT, STR_ARG(place.n ? place : STR(ROOM)), STR_ARG(date));
  doc_add_line(l->arena, l->blocks, "place-date", line);
}

// ---- Marks

// Urgency (mức độ khẩn): the frame's size goes with the word. Folded.
static const struct {
  const char *folded, *style;
} urgencies[] = { { "hỏa tốc", "urgency-express" }, { "thượng khẩn", "urgency-high" }, { "", "urgency" } };

static void add_mark(struct lowering *l, const char *style, const struct value *value) {
  if (str_trim(value->text.s).n)
    lower_inline(l, doc_add_paragraph(l->arena, l->blocks, style), &value->text);
}

static void add_urgency(struct lowering *l) {
  const struct value *value = &l->plan->header.urgency;
  struct str folded = text_fold_str(l->arena, value->text.s);
  size_t i = 0;
  while (!str_starts(folded, str_from(urgencies[i].folded)))
    i++;
  add_mark(l, urgencies[i].style, value);
}

// ---- Title

struct str lower_kind(const struct header *header) {
  return str_trim(header->kind.text.s);
}

struct str lower_sentence_case(struct arena *arena, struct str s) {
  char *bytes = arena_array(arena, char, s.n * 3 + 4);
  size_t at = 0, n = 0;
  while (at < s.n) {
    bool first = at == 0;
    uint32_t c = utf8_next(s, &at);
    n += utf8_put(first ? c : uni_lower(c), bytes + n);
  }
  return (struct str){ bytes, n };
}

static void add_title(struct lowering *l) {
  const struct header *header = &l->plan->header;
  struct doc_paragraph *kind = doc_add_line(l->arena, l->blocks, "kind", lower_kind(header));
  kind->role = DOC_HEADING;
  kind->level = 1;
  if (str_trim(header->subject.text.s).n)
    lower_inline(l, doc_add_paragraph(l->arena, l->blocks, "subject"), &header->subject.text);
}

// ---- The whole

// Names stand in one row, number and date in the next, so that these two share a line however long the names are.
enum { LEFT_SHARE = 40, RIGHT_SHARE = 60 };

static void add_columns(struct lowering *l, void (*left)(struct lowering *), void (*right)(struct lowering *)) {
  struct doc_blocks *outer = l->blocks;
  struct doc_columns *columns = doc_add_columns(l->arena, outer, "letterhead");
  l->blocks = doc_add_column(l->arena, columns, LEFT_SHARE);
  left(l);
  l->blocks = doc_add_column(l->arena, columns, RIGHT_SHARE);
  right(l);
  l->blocks = outer;
}

static void add_issuer(struct lowering *l) {
  add_agency(l, "agency-parent", &l->plan->header.parent);
  add_agency(l, "agency", &l->plan->header.agency);
}

static void add_country(struct lowering *l) {
  doc_add_line(l->arena, l->blocks, "quoc-hieu", word(WORD_COUNTRY));
  doc_add_line(l->arena, l->blocks, "tieu-ngu", word(WORD_MOTTO));
}

static void add_number_and_marks(struct lowering *l) {
  add_number(l);
  add_mark(l, "secrecy", &l->plan->header.secrecy);
  add_urgency(l);
}

void lower_issuer(struct lowering *l) {
  add_columns(l, add_issuer, add_country);
}

void lower_letterhead(struct lowering *l) {
  add_mark(l, "circulation", &l->plan->header.circulation);
  lower_issuer(l);
  add_columns(l, add_number_and_marks, add_place_date);
  add_title(l);
}

struct str lower_citation(struct arena *arena, const struct plan *plan) {
  const struct header *header = &plan->header;
  struct str agency = str_trim(header->agency.text.s);
  struct str dated = str_printf(arena, STR_FMT " " STR_FMT " " STR_FMT " " STR_FMT,
                                STR_ARG(lower_sentence_case(arena, lower_kind(header))), STR_ARG(word(WORD_OF_NUMBER)),
                                STR_ARG(lower_symbol(arena, header)), STR_ARG(date_words(arena, header)));
  return agency.n ? str_printf(arena, STR_FMT " " STR_FMT " " STR_FMT, STR_ARG(dated), STR_ARG(word(WORD_OF_AGENCY)), STR_ARG(agency))
                  : dated;
}

struct str lower_attached_to(struct arena *arena, const struct plan *plan) {
  return str_printf(arena, "(" STR_FMT " " STR_FMT ")", STR_ARG(word(WORD_ATTACHED_TO)),
                    STR_ARG(lower_citation(arena, plan)));
}
