// Rules of deadlines and phases: days that there are, times inside the phase that they are named after, reports that agree,
// phases told alike wherever they are told.
#include "compiler/check/bodies.h"
#include "compiler/check/rules/citations.h"
#include "compiler/check/rules/word_rules.h"
#include "compiler/check/tasks_reader.h"

#include <string.h>

static struct str words_of(struct reader *reader, struct span span) {
  return source_slice(reader->plan->source, span);
}

static struct str span_written(struct reader *reader, struct date from, struct date to) {
  struct date a = date_first(from), b = date_last(to);
  bool years = a.month == 1 && a.day == 1 && b.month == 12 && b.day == 31;
  return years ? str_printf(reader->arena, a.year == b.year ? "%d" : "%d - %d", a.year, b.year)
               : str_printf(reader->arena, STR_FMT " - " STR_FMT, STR_ARG(date_written(reader->arena, a)), STR_ARG(date_written(reader->arena, b)));
}

// ---- days that do not exist

static bool is_impossible(struct date date) {
  return date.day < 1 || date.month < 1 || date.month > 12 || date.day > date_month_length(date.year ? date.year : 2000, date.month);
}

void check_date_impossible(struct reader *reader) {
  const struct prose *prose = reader->prose;
  for (size_t i = 1; i + 3 < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    struct date date;
    size_t last;
    if (word->kind != WORD_NUMBER || !prose_date_at(prose, i, &date, &last))
      continue;
    // Without “ngày” only a year makes sure that it is a date.
    bool told = word_reads(&word[-1], "ngày"), on = word_is_sign(&prose->words.at[last + 1], '/') || word_is_sign(&word[-1], '/');
    if ((told || date.year >= 1900) && !on && is_impossible(date))
      words_report_words(reader, &rule_date_impossible, i, last);
    i = last;
  }
}

// ---- times named after a phase

// True when it reported: the task has been spoken of.
typedef bool visit_interval(struct reader *reader, const struct task *task, const struct interval *interval);

// Labelled with a phase, by the task's own words; up to the first that is reported.
static void visit_phased(struct reader *reader, visit_interval *visit) {
  const struct plan *plan = reader->plan;
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    for (size_t k = 0; task->has_time && task_is_first(plan, i) && k < task->time.intervals.n; k++)
      if (task->time.intervals.at[k].label.n && visit(reader, task, &task->time.intervals.at[k]))
        break;
  }
}

// “giai đoạn 2” → 2, “Giai đoạn II” → 2
static int label_number(struct str label) {
  struct str last = { 0 }, word;
  while (str_split(&label, ' ', &word))
    last = word.n ? word : last;
  return label_value(last);
}

static const struct phase *phase_numbered(const struct plan *plan, int number) {
  for (size_t i = 0; number && i < plan->phases.n && i < 64; i++)
    if (plan->phases.at[i].number == number)
      return &plan->phases.at[i];
  return NULL;
}

static struct diag *relate_phase(struct reader *reader, struct diag *diag, const struct phase *phase) {
  diag_related(reader->diags, diag, reader->plan->source, phase->span, "giai đoạn ở đây", "the phase is here");
  return diag;
}

static bool outside_phase(struct reader *reader, const struct task *task, const struct interval *interval) {
  (void)task;
  const struct phase *phase = phase_numbered(reader->plan, label_number(interval->label));
  if (!phase || !(surely_before(interval->to, phase->from) || surely_before(phase->to, interval->from)))
    return false;
  struct diag *diag = report_with(reader, &rule_deadline_outside_phase, interval->span, words_of(reader, interval->span));
  diag_arg(reader->diags, diag, interval->label);
  diag_arg(reader->diags, diag, span_written(reader, phase->from, phase->to));
  relate_phase(reader, diag, phase);
  return true;
}
void check_deadline_outside_phase(struct reader *reader) {
  visit_phased(reader, outside_phase);
}

static bool reviews(struct reader *reader, const struct task *task) {
  const struct term *term;
  struct str folded = task->origin == ORIGIN_TABLE ? text_fold_str(reader->arena, task->text.s) : task->item->folded.s;
  return terms_find(reader->terms, TERMS_REVIEW, folded, 0, &term) != SIZE_MAX;
}

// A phase is reviewed when it is over.
static bool early_review(struct reader *reader, const struct task *task, const struct interval *interval) {
  const struct phase *phase = phase_numbered(reader->plan, label_number(interval->label));
  if (!phase || !task_is_labelled(task) || !interval->to.year || !phase->to.year || !reviews(reader, task) ||
      surely_before(interval->to, phase->from) || date_compare(date_last(interval->to), date_last(phase->to)) >= 0)
    return false;
  struct diag *diag = report_with(reader, &rule_review_early, interval->span, words_of(reader, interval->span));
  struct date end = date_last(phase->to);
  diag_arg(reader->diags, diag, interval->label);
  diag_arg(reader->diags, diag, date_written(reader->arena, end));
  relate_phase(reader, diag, phase);
  return true;
}
void check_review_early(struct reader *reader) {
  visit_phased(reader, early_review);
}

// ---- the plan's time

void check_span_past(struct reader *reader) {
  const struct header *header = &reader->plan->header;
  if (!surely_before(reader->plan->to, header->date))
    return;
  struct diag *diag = report_with(reader, &rule_span_past, header->date_text.span, span_written(reader, reader->plan->from, reader->plan->to));
  diag_arg(reader->diags, diag, header->date_text.text.s);
}

// Time in the words from…to, as far as it is told in whole years or more.
static bool long_span(struct reader *reader, const struct text *text, size_t from, size_t to, struct interval *found) {
  struct time_context none = { 0 };
  struct time_spec spec = { 0 };
  time_read(reader->arena, text, from, to, &none, &spec);
  if (spec.intervals.n != 1)
    return false;
  *found = spec.intervals.at[0];
  return found->from.year && found->to.year && date_days(date_last(found->to)) - date_days(date_first(found->from)) > 300;
}

static bool same_days(struct date a, struct date b, bool end) {
  return date_compare(end ? date_last(a) : date_first(a), end ? date_last(b) : date_first(b)) == 0;
}

static bool tells_time(const struct item *item) {
  return item->kind != ITEM_TABLE && !item->lead_in && item->section != SECTION_TASK && item->section != SECTION_ORGANISATION &&
         item->section != SECTION_ANNEX && item->section != SECTION_SITUATION;
}

static size_t clause_end(struct str s, size_t from) {
  for (size_t at = from; at < s.n; at++)
    if (strchr(";)\n", s.p[at]) || (s.p[at] == '.' && (at + 1 == s.n || s.p[at + 1] == ' ')))
      return at;
  return s.n;
}

static void check_phase_told(struct reader *reader, const struct item *item, size_t from, size_t to) {
  struct interval told;
  if (!long_span(reader, &item->text, from, to, &told) || !told.label.n)
    return;
  const struct phase *phase = phase_numbered(reader->plan, label_number(told.label));
  if (!phase || !phase->from.year || !phase->to.year || phase->span.start == told.span.start ||
      (same_days(phase->from, told.from, false) && same_days(phase->to, told.to, true)))
    return;
  struct diag *diag = report_with(reader, &rule_phase_differs, told.span,
                                  str_slice(item->text.s, from, to < item->text.s.n && item->text.s.p[to] == ')' ? to + 1 : to));
  diag_arg(reader->diags, diag, span_written(reader, phase->from, phase->to));
  relate_phase(reader, diag, phase);
}

// “Giai đoạn 1 (2026 - 2028)” wherever the plan tells its phases.
void check_phase_differs(struct reader *reader) {
  const struct plan *plan = reader->plan;
  const struct term *term;
  if (!plan->phases.n)
    return;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    struct str folded = item->folded.s;
    bool starts = terms_at(reader->terms, TERMS_PHASE, folded, 0), scope = item->section == SECTION_SCOPE || item->section == SECTION_CONTENT;
    if (!tells_time(item) || !(starts || (scope && terms_find(reader->terms, TERMS_PHASES, folded, 0, &term) != SIZE_MAX)))
      continue;
    size_t at = 0;
    while ((at = terms_find(reader->terms, TERMS_PHASE, folded, at, &term)) != SIZE_MAX) {
      size_t from = item->folded.map[at];
      check_phase_told(reader, item, from, clause_end(item->text.s, from));
      if (starts)
        break;
      at += term->phrase.n;
    }
  }
}

// “Về thời gian: từ năm 2026 đến hết năm 2030” beside `thời gian thực hiện` of the front matter.
void check_span_differs(struct reader *reader) {
  const struct plan *plan = reader->plan;
  const struct entry *entry = syntax_entry(reader->syntax, "thoi gian thuc hien");
  if (!entry || entry->from_body || !plan->from.year || !plan->to.year)
    return;
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item)) {
    const struct term *term;
    struct interval told;
    if (!tells_time(item) || item->section != SECTION_SCOPE || !terms_at(reader->terms, TERMS_PERIOD, item->folded.s, 0))
      continue;
    size_t divided = terms_find(reader->terms, TERMS_PHASES, item->folded.s, 0, &term);
    size_t end = clause_end(item->text.s, 0), colon = str_find_byte(item->text.s, ':', 0);
    end = divided != SIZE_MAX && item->folded.map[divided] < end ? item->folded.map[divided] : end;
    size_t from = colon < end ? colon + 1 : 0;
    if (!long_span(reader, &item->text, from, end, &told) || told.label.n ||
        (told.from.year == plan->from.year && told.to.year == plan->to.year))
      continue;
    struct diag *diag = report_with(reader, &rule_span_differs, told.span, words_of(reader, told.span));
    diag_arg(reader->diags, diag, span_written(reader, plan->from, plan->to));
    diag_related(reader->diags, diag, plan->source, entry->span, "thời gian thực hiện ở đây", "the time of the plan is here");
  }
}

// ---- how phases are named

enum naming { NAMED_ARABIC, NAMED_ROMAN, NAMINGS };

struct named_phase {
  size_t count, first; // first: word of prose
};

// How the phase at word `i` is numbered, or NAMINGS: years name other things.
static enum naming naming_at(const struct prose *prose, size_t i) {
  const struct token *word = &prose->words.at[i];
  int number;
  if (word->flags & WORD_LINKED)
    return NAMINGS;
  if (word->kind == WORD_NUMBER && word->folded.n <= 2 && str_to_int(word->folded, &number))
    return NAMED_ARABIC;
  struct str raw = word_raw(prose, word);
  bool roman = str_is(raw, "I") || str_is(raw, "II") || str_is(raw, "III") || str_is(raw, "IV");
  // “giai đoạn I: 2021 - 2025” is a programme's own.
  bool years = prose->words.at[i + 1].kind == WORD_SIGN && prose->words.at[i + 2].folded.n >= 2 &&
               (prose->words.at[i + 2].kind == WORD_NUMBER || word_reads(&prose->words.at[i + 2], "từ"));
  return roman && !years ? NAMED_ROMAN : NAMINGS;
}

void check_phase_names_mixed(struct reader *reader) {
  const struct prose *prose = reader->prose;
  struct named_phase found[NAMINGS] = { 0 };
  uint32_t giai = prose_known(prose, STR("giai"));
  if (giai == UINT32_MAX || reader->plan->phases.n < 2)
    return;
  for (size_t i = 0; i + 4 < prose->words.n; i++) {
    if (prose->words.at[i].id != giai || !word_reads(&prose->words.at[i + 1], "đoạn") || (prose->words.at[i].flags & WORD_QUOTED))
      continue;
    enum naming naming = naming_at(prose, i + 2);
    if (naming != NAMINGS && found[naming].count++ == 0)
      found[naming].first = i;
  }
  if (!found[NAMED_ARABIC].count || !found[NAMED_ROMAN].count)
    return;
  enum naming odd = found[NAMED_ROMAN].count <= found[NAMED_ARABIC].count ? NAMED_ROMAN : NAMED_ARABIC;
  size_t first = found[odd].first, other = found[!odd].first;
  struct diag *diag = words_report_words(reader, &rule_phase_names_mixed, first, first + 2);
  if (!diag)
    return;
  diag_arg(reader->diags, diag, words_raw(prose, other, other + 2));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", found[odd].count));
}

// “chia thành 03 giai đoạn” beside the phases that there are
void check_phase_count(struct reader *reader) {
  const struct prose *prose = reader->prose;
  uint32_t giai = prose_known(prose, STR("giai"));
  size_t phases = reader->plan->phases.n;
  for (size_t i = 3; giai != UINT32_MAX && phases && i + 1 < prose->words.n; i++) {
    const struct token *word = &prose->words.at[i];
    int number;
    bool divided = word->id == giai && word_reads(&word[1], "đoạn") && word[-1].kind == WORD_NUMBER && word_reads(&word[-3], "chia");
    if (!divided || !str_to_int(word[-1].folded, &number) || (size_t)number == phases)
      continue;
    struct diag *diag = words_report_words(reader, &rule_phase_count, i - 3, i + 1);
    if (diag)
      diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", phases));
  }
}

// ---- reports: “trước ngày 30/6 đối với báo cáo 6 tháng”

enum { WORDS_TO_REPORT = 8, REPORTS_COMPARED = 64 };

struct due_report {
  const struct agency *who, *to; // who reports; to whom
  uint64_t period;               // key of “năm”, “quý”, “tháng”, with the number before it
  int day, month;
  struct span span;
  struct str written;
};
struct due_reports {
  struct due_report at[REPORTS_COMPARED];
  size_t n;
};

// The report that the words behind a date are about: “đối với báo cáo 6 tháng”. Its period, 0 when there is none.
static uint64_t period_behind(const struct words *words, size_t i) {
  for (size_t k = i; k + 2 < words->n && k < i + WORDS_TO_REPORT; k++) {
    if (words->at[k].gap & (GAP_SEMICOLON | GAP_STOP))
      return 0;
    if (!word_is(&words->at[k], "báo") || !word_is(&words->at[k + 1], "cáo"))
      continue;
    const struct word *unit = &words->at[k + 2];
    int number = unit->number > 0 ? unit->number : 0;
    unit += number ? 1 : 0;
    bool known = word_is(unit, "năm") || word_is(unit, "quý") || word_is(unit, "tháng");
    return known ? unit->key + (uint64_t)number : 0;
  }
  return 0;
}

// “về Sở X”, “gửi Sở X”: the last body behind such a word, NULL when there is none.
static const struct agency *addressee_of(const struct passage *passage) {
  const struct words *words = &passage->words;
  const struct agency *to = NULL;
  for (size_t i = 0; i + 1 < words->n; i++) {
    struct actor actor;
    size_t end;
    bool towards = word_is(&words->at[i], "về") || word_is(&words->at[i], "gửi") || word_is(&words->at[i], "cáo");
    if (towards && known_body_at(passage, i + 1, &end, &actor) && actor.agency)
      to = actor.agency;
  }
  return to;
}

static const struct agency *reporter_of(const struct item *item) {
  for (int level = 0; level < CLIMB_LIMIT && item; level++, item = item->parent)
    if (item->task)
      return item->task->lead.n ? item->task->lead.at[0].agency : NULL;
  return NULL;
}

static void compare_report(struct reader *reader, struct due_reports *reports, const struct due_report *report) {
  for (size_t i = 0; i < reports->n; i++) {
    const struct due_report *other = &reports->at[i];
    if (other->who != report->who || other->to != report->to || other->period != report->period)
      continue;
    if (other->day == report->day && other->month == report->month)
      return;
    struct diag *diag = report_with(reader, &rule_report_days_differ, report->span, report->written);
    diag_arg(reader->diags, diag, other->written);
    diag_related(reader->diags, diag, reader->plan->source, other->span, "hạn kia ở đây", "the other day is here");
    return;
  }
  if (reports->n < REPORTS_COMPARED)
    reports->at[reports->n++] = *report;
}

static void look_for_reports(struct reader *reader, const struct item *item, struct due_reports *reports) {
  const struct passage *passage = &item->notes->passage;
  const struct words *words = &passage->words;
  const uint64_t before = word_key(STR("trước"));
  for (size_t i = 0; i + 5 < words->n; i++) {
    if (words->at[i].key != before || !word_is(&words->at[i + 1], "ngày"))
      continue;
    size_t month = word_is(&words->at[i + 3], "tháng") ? i + 4 : i + 3;
    uint64_t period = period_behind(words, month + 1);
    if (!period || words->at[i + 2].number < 1 || words->at[month].number < 1)
      continue;
    struct due_report report = { .who = reporter_of(item), .to = addressee_of(passage), .period = period };
    report.day = words->at[i + 2].number;
    report.month = words->at[month].number;
    report.written = str_slice(passage->text->s, words->at[i].from, words->at[month].to);
    report.span = text_span(passage->text, words->at[i].from, words->at[month].to);
    if (report.to)
      compare_report(reader, reports, &report);
  }
}

void check_report_days_differ(struct reader *reader) {
  const struct plan *plan = reader->plan;
  struct due_reports reports = { .n = 0 };
  for (struct item *item = plan_next(plan, NULL); item; item = plan_next(plan, item))
    if (item->notes && item->notes->passage.words.n)
      look_for_reports(reader, item, &reports);
}

// ---- plans without times

static bool awaits_time(const struct task *task) {
  return task_is_labelled(task) && task->lead.n;
}

enum { TASKS_OF_A_PLAN = 3 };

// Most tasks lack their time: told once. Where few do, each is told by task_without_time.
void check_tasks_untimed(struct reader *reader) {
  const struct plan *plan = reader->plan;
  size_t tasks = 0, untimed = 0;
  const struct task *first = NULL;
  for (size_t i = 0; i < plan->tasks.n; i++) {
    const struct task *task = plan->tasks.at[i];
    tasks += awaits_time(task);
    if (!awaits_time(task) || task->has_time)
      continue;
    untimed++;
    first = first ? first : task;
  }
  if (tasks < TASKS_OF_A_PLAN || !first || (tasks - untimed) * 2 > tasks)
    return;
  struct diag *diag = report_with(reader, &rule_tasks_untimed, first->origin == ORIGIN_TABLE ? first->span : label_span(first->item),
                                  str_printf(reader->arena, "%zu", untimed));
  diag_arg(reader->diags, diag, str_printf(reader->arena, "%zu", tasks));
}
