// Time phrases: a value is read item by item; running text is searched for the first that names a time.
#include "compiler/check/times.h"

#include "compiler/check/times_reader.h"

enum { WINDOW = 1024 }; // bytes of running text looked at first

// ---- words

static const struct {
  const char *word;
  enum time_word kind;
} time_words[] = {
// CONTINUOUS is also a kind of time: its word has a name of its own.
#define CONTINUOUS CONTINUOUS_WORD
#define TIME_WORD(word, kind) TIME_WORD_ROW(word, kind)
#define TIME_WORD_ROW(word, kind) { word, TIME_##kind },
#include "grammar/time-words.def"
#undef TIME_WORD_ROW
#undef TIME_WORD
#undef CONTINUOUS
};

static enum time_word time_word_kind(const struct word *word) {
  if (word->number >= 0)
    return TIME_NUMBER;
  size_t low = 0, high = sizeof time_words / sizeof *time_words;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = str_cmp(word->s, str_from(time_words[middle].word));
    if (order == 0)
      return time_words[middle].kind;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return TIME_OTHER;
}

static const enum time_word *kinds_of(struct arena *arena, const struct words *words) {
  enum time_word *kinds = arena_array(arena, enum time_word, words->n + 1);
  for (size_t i = 0; i < words->n; i++)
    kinds[i] = time_word_kind(&words->at[i]);
  return kinds;
}

// ---- values

static bool is_idle(enum time_word kind) {
  return kind == TIME_FILLER || kind == TIME_AND || kind == TIME_IN || kind == TIME_LIMIT || kind == TIME_OCCASION;
}

// Word behind the bracket that opens before word `i` if nothing in it is a time, else `i`.
static size_t skip_remark(struct time_reader *reader, size_t i) {
  if (!(reader->words->at[i].gap & GAP_OPEN))
    return i;
  size_t end = i + 1;
  while (end < reader->words->n && !(reader->words->at[end].gap & (GAP_CLOSE | GAP_OPEN)))
    end++;
  for (size_t k = i; k < end; k++) {
    reader->i = k;
    if (reader->kinds[k] != TIME_OTHER && time_read_item(reader))
      return i;
  }
  return end;
}

// ---- kinds

static void add_phases(struct time_reader *reader) {
  for (size_t i = 0; i < reader->context->phase_count; i++) {
    const struct phase *phase = &reader->context->phases[i];
    reader->label = phase->name;
    time_add_interval(reader, phase->from, phase->to);
  }
}

static bool has_labels(const struct time_spec *spec) {
  for (size_t i = 0; i < spec->intervals.n; i++)
    if (spec->intervals.at[i].label.n)
      return true;
  return false;
}

static void settle_kind(struct time_reader *reader) {
  struct time_spec *spec = reader->spec;
  if (reader->wants_phases) {
    time_set_recurrence(reader, "phase");
    if (!has_labels(spec))
      add_phases(reader);
  }
  if (reader->recurs)
    spec->kind = TIME_RECURRING;
  else if (spec->kind != TIME_CONTINUOUS)
    spec->kind = spec->intervals.n ? TIME_DATED : reader->understood ? TIME_OPEN : TIME_UNKNOWN;
}

static void reader_start(struct time_reader *reader, struct arena *arena, const struct text *text,
                         const struct words *words, const struct time_context *context, struct time_spec *spec) {
  *spec = (struct time_spec){ 0 };
  *reader = (struct time_reader){ .arena = arena, .text = text, .words = words, .context = context, .spec = spec };
  reader->kinds = kinds_of(arena, words);
}

// The value without white space, semicolon, stop or the “./.” that ends a plan.
static struct str value_of(const struct text *text, size_t from, size_t to, struct span *span) {
  struct str s = str_trim(str_slice(text->s, from, to));
  if (str_ends(s, STR("./.")))
    s.n -= 3;
  while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ';'))
    s = str_trim(str_slice(s, 0, s.n - 1));
  size_t start = s.n ? (size_t)(s.p - text->s.p) : from;
  *span = text_span(text, start, start + s.n);
  return s;
}

// “[cần xem lại: Quý IV/2025]”: a value in square brackets is none as yet.
static bool is_unsettled(const struct text *text, size_t from, size_t to) {
  while (from < to && text->s.p[from] == ' ')
    from++;
  return from < to && text->s.p[from] == '[';
}

void time_read(struct arena *arena, const struct text *text, size_t from, size_t to, const struct time_context *context,
               struct time_spec *spec) {
  struct words words = { 0 };
  struct time_reader reader;
  words_read(arena, text->s, from, to, &words);
  reader_start(&reader, arena, text, &words, context, spec);
  if (is_unsettled(text, from, to)) {
    spec->has_unknown = true;
    reader.i = words.n;
  }
  while (reader.i < words.n) {
    size_t i = reader.i;
    if (time_read_item(&reader))
      continue;
    size_t behind = skip_remark(&reader, i);
    bool read_inside = behind == i && reader.i > i;
    if (read_inside)
      continue;
    spec->has_unknown |= behind == i && !is_idle(reader.kinds[i]);
    reader.i = behind > i ? behind : i + 1;
  }
  settle_kind(&reader);
  spec->text = value_of(text, from, to, &spec->span);
}

// ---- in running text

// “Quyết định số 1191/QĐ-TTg ngày 05/8/2020”: the date belongs to the document.
static bool is_citation(const struct time_reader *reader, size_t i) {
  if (i == 0 || kind_at(reader, i) != TIME_DAY)
    return false;
  const struct word *before = &reader->words->at[i - 1];
  bool code = (before->gap & (GAP_SLASH | GAP_DASH)) && !(before->gap & GAP_SPACE);
  bool numbered = i >= 2 && before->number >= 0 && word_is(&reader->words->at[i - 2], "số");
  return code || numbered || before->capitals >= 2;
}

// “QH15”, “số 12”: a number that counts no days.
static bool is_code(const struct time_reader *reader, size_t i) {
  return kind_at(reader, i) == TIME_NUMBER && i > 0 &&
         (reader->words->at[i].gap == 0 || word_is(&reader->words->at[i - 1], "số"));
}

static bool names_time(const struct time_spec *spec) {
  return spec->intervals.n > 0 || spec->recurrence;
}

// Another item follows directly: behind a separator, “và”, or as “hằng năm” or “đối với báo cáo năm”.
static bool may_follow(const struct time_reader *reader, size_t i) {
  const struct word *word = &reader->words->at[i];
  return (word->gap & (GAP_COMMA | GAP_SEMICOLON | GAP_OPEN)) || kind_at(reader, i) == TIME_AND ||
         kind_at(reader, i) == TIME_EACH || word_is(word, "đối");
}

// “trước ngày 30/6 …; trước ngày 30/11 …”
static size_t read_following(struct time_reader *reader) {
  size_t end = reader->i;
  while (reader->i < reader->words->n && may_follow(reader, reader->i)) {
    if (kind_at(reader, reader->i) == TIME_AND)
      reader->i++;
    if (is_citation(reader, reader->i) || !time_read_item(reader))
      break;
    end = reader->i;
  }
  return end;
}

static bool find_in(struct time_reader *reader, size_t *first, size_t *end) {
  for (size_t i = 0; i < reader->words->n; i++) {
    if (is_citation(reader, i)) {
      reader->i = i;
      struct period periods[PERIOD_LIST];
      if (periods_at(reader, periods))
        i = reader->i - 1;
      continue;
    }
    bool idle = reader->kinds[i] == TIME_OTHER || (reader->kinds[i] == TIME_FILLER && !time_is_done(reader, i));
    if (idle || is_code(reader, i))
      continue;
    reader->i = i;
    *reader->spec = (struct time_spec){ 0 };
    reader->wants_phases = reader->understood = reader->recurs = false;
    bool read = time_read_item(reader);
    *first = i;
    *end = read ? read_following(reader) : i;
    if (read && names_time(reader->spec))
      return true;
    i = *end > i ? *end - 1 : i;
  }
  return false;
}

bool time_find(struct arena *arena, const struct text *text, size_t from, const struct time_context *context, size_t *start,
               size_t *end, struct time_spec *spec) {
  for (size_t window = WINDOW;; window *= 4) {
    size_t to = from + window < text->s.n ? from + window : text->s.n;
    struct words words = { 0 };
    struct time_reader reader;
    words_read(arena, text->s, from, to, &words);
    reader_start(&reader, arena, text, &words, context, spec);
    reader.prose = true;
    size_t first, last;
    bool found = find_in(&reader, &first, &last);
    if (to < text->s.n && (!found || words.at[last - 1].to + WINDOW / 2 > to))
      continue; // what was cut off may belong to it
    if (!found)
      return false;
    *start = words.at[first].from;
    *end = words.at[last - 1].to;
    settle_kind(&reader);
    spec->text = value_of(text, *start, *end, &spec->span);
    return true;
  }
}

// ---- spans and dates of the header

bool time_read_span(struct arena *arena, struct str s, struct date *from, struct date *to) {
  struct text text = { .s = s };
  struct time_context context = { 0 };
  struct time_spec spec;
  time_read(arena, &text, 0, s.n, &context, &spec);
  if (!spec.intervals.n)
    return false;
  *from = spec.intervals.at[0].from;
  *to = spec.intervals.at[spec.intervals.n - 1].to;
  return from->year || to->year;
}

// Numbers of the date in order; a gap “/” or a unit in front of nothing leaves the part unknown.
static bool collect_date(const struct words *words, struct date *date) {
  int parts[3], n = 0;
  for (size_t i = 0; i < words->n && n < 3; i++)
    if (words->at[i].number >= 0)
      parts[n++] = words->at[i].number;
  if (n == 0 || !is_year(parts[n - 1]))
    return false;
  *date = (struct date){ parts[n - 1], n > 1 ? parts[n - 2] : 0, n > 2 ? parts[0] : 0 };
  bool fits = date->month <= 12 && (!date->day || date_is_whole(*date));
  return fits && (n < 2 || date->month);
}

bool time_read_date(struct arena *arena, struct str s, struct date *date) {
  struct words words = { 0 };
  struct date found;
  words_read(arena, s, 0, s.n, &words);
  if (words.n && word_is(&words.at[0], "ngày") && words.n == 1)
    return false;
  // An ISO date comes from options.
  if (words.n == 3 && is_year(words.at[0].number) && (words.at[1].gap & GAP_DASH)) {
    found = (struct date){ words.at[0].number, words.at[1].number, words.at[2].number };
    if (!date_is_whole(found))
      return false;
    *date = found;
    return true;
  }
  if (!collect_date(&words, &found))
    return false;
  *date = found;
  return true;
}
