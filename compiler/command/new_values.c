// Options of `new` as values of a template: province, bodies, phases, dates. What is not known is a finding that names what
// is near.
#include "compiler/command/new_values.h"

#include <stdlib.h>

#include "compiler/derive/body.h"
#include "grammar/rules.h"

enum { LAST_YEAR = 9999, NEAREST = 3 };

// ---- Dates

static struct date epoch_year(void) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  struct date date = epoch && *epoch ? date_from_days((int)(strtoll(epoch, NULL, 10) / 86400)) : (struct date){ 0 };
  return (struct date){ .year = date.year };
}

static struct date date_of(const struct options *options) {
  return options->date.year ? options->date : epoch_year();
}

struct date new_day(const struct options *options) {
  struct date date = date_of(options);
  if (!date.year)
    return (struct date){ LAST_YEAR, 12, 31 };
  return date_last(date);
}

struct str new_date_written(struct arena *arena, const struct options *options) {
  struct date date = date_of(options);
  struct str written = date_written(arena, date);
  return date.month && !date.day ? str_concat(arena, STR("/"), written) : written;
}

struct str new_years(struct arena *arena, struct date from, struct date to) {
  if (!from.year || !to.year)
    return (struct str){ 0 };
  return from.year == to.year ? str_printf(arena, "%d", from.year) : str_printf(arena, "%d - %d", from.year, to.year);
}

// ---- Provinces

// “tỉnh Lào Cai”, “Thành phố Hồ Chí Minh”, “TP Huế” → the name alone, without marks.
static struct str bare_place(struct arena *arena, struct str written) {
  static const struct str kinds[] = { { "tinh ", 5 }, { "thanh pho ", 10 }, { "tp. ", 4 }, { "tp ", 3 }, { "tp.", 3 } };
  struct str bare = str_trim(text_bare(arena, str_trim(written)));
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (str_starts(bare, kinds[i]))
      return str_trim(str_slice(bare, kinds[i].n, bare.n));
  return bare;
}

// “hanoi” is “Hà Nội”, too.
static struct str without_spaces(struct arena *arena, struct str s) {
  char *bytes = arena_array(arena, char, s.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] != ' ')
      bytes[n++] = s.p[i];
  return (struct str){ bytes, n };
}

// The nearest distance of `asked` to a name of the province.
static size_t distance_to(struct arena *arena, const struct province *province, struct str asked, size_t limit) {
  size_t least = text_distance(asked, bare_place(arena, province->name), limit);
  for (size_t i = 0; i < province->aliases.n; i++) {
    size_t distance = text_distance(asked, bare_place(arena, province->aliases.at[i]), limit);
    least = distance < least ? distance : least;
  }
  return least;
}

static const struct province *find_province(struct arena *arena, const struct registry *registry, struct str written) {
  struct str asked = bare_place(arena, written);
  const struct province *province = registry_province(registry, str_trim(written));
  for (size_t i = 0; !province && i < registry->provinces.n; i++)
    if (distance_to(arena, &registry->provinces.at[i], asked, 1) == 0 ||
        str_eq(without_spaces(arena, asked), without_spaces(arena, bare_place(arena, registry->provinces.at[i].name))))
      province = &registry->provinces.at[i];
  return province;
}

// The nearest names; empty where none is near.
static struct str near_provinces(struct arena *arena, const struct registry *registry, struct str written) {
  struct str asked = bare_place(arena, written), names = { 0 };
  size_t limit = asked.n / 3 + 1, found = 0;
  for (size_t distance = 1; distance <= limit && found < NEAREST; distance++)
    for (size_t i = 0; i < registry->provinces.n && found < NEAREST; i++) {
      const struct province *province = &registry->provinces.at[i];
      if (distance_to(arena, province, asked, limit + 1) != distance)
        continue;
      names = found++ ? str_printf(arena, STR_FMT ", " STR_FMT, STR_ARG(names), STR_ARG(province->name)) : province->name;
    }
  return names;
}

// NULL after reporting. A province that was merged is told, and its successor taken.
static const struct province *read_province(struct run *run, struct arena *arena, struct date on) {
  struct str written = str_from(run->options->province);
  const struct province *province = find_province(arena, run->registry, written);
  if (!province) {
    struct str near = near_provinces(run->arena, run->registry, written);
    run_trouble(run, near.n ? &rule_province_unknown : &rule_province_not_like, "--province", str_trim(written));
    if (near.n)
      diag_arg(&run->files, vec_last(&run->files.list), near);
    return NULL;
  }
  const struct province *next = province_today(run->registry, province, on);
  if (next == province)
    return province;
  run_trouble(run, &rule_province_merged, "--province", province->name);
  struct diag *diag = vec_last(&run->files.list);
  diag_arg_date(&run->files, diag, province->to);
  diag_arg(&run->files, diag, province_called(run->arena, next, on));
  return next;
}

// ---- Bodies

// A plan of nothing but its letterhead: names are read as the new plan will read them.
static bool open_probe(struct run *run, const char *path, struct str agency, struct unit *unit) {
  struct str text = str_printf(run->arena, "---\ncơ quan: " STR_FMT "\nngày: " STR_FMT "\n---\n", STR_ARG(agency),
                               STR_ARG(new_date_written(run->arena, run->options)));
  return unit_open_text(run, path, text, unit);
}

struct body_question {
  const char *option, *written;
  const struct lexicon *lexicon;
};

// A body that was merged into one is told and its successor taken. NULL after reporting: nobody is called so, or several
// have taken over.
static const struct agency *read_body(struct run *run, struct arena *arena, const struct unit *probe,
                                      const struct body_question *question, struct date on) {
  struct str nearest = { 0 }, written = str_trim(str_from(question->written));
  struct plans plans = { 0 };
  struct body body;
  vec_push(arena, &plans, probe->plan);
  const struct agency *agency = body_find(arena, &plans, written, &body, &nearest) ? registry_agency(probe->registry, body.id) : NULL;
  if (!agency) {
    run_trouble(run, nearest.n ? &rule_agency_not_found : &rule_agency_not_like, question->option, written);
    if (nearest.n)
      diag_arg(&run->files, vec_last(&run->files.list), str_copy(run->arena, nearest));
    return NULL;
  }
  if (!agency_over(agency, on))
    return agency;
  const struct agency *today = agency_today(probe->registry, agency, on);
  bool named = agency->successors.n > 0;
  run_trouble(run, named ? &rule_agency_replaced : &rule_agency_abolished, question->option, agency->name);
  struct diag *diag = vec_last(&run->files.list);
  diag_arg_date(&run->files, diag, agency->to);
  if (named)
    diag_arg(&run->files, diag, agency_successors(run->arena, question->lexicon, agency));
  if (!today) { // nobody can be named for sure
    diag->severity = SEVERITY_ERROR;
    run->exit = EXIT_TROUBLE;
  }
  return today;
}

// ---- Phases

enum phase_fault { PHASE_EMPTY, PHASE_YEARS, PHASE_BACKWARDS, PHASE_APART, PHASE_TWICE };

static bool refuse_phase(struct run *run, struct str part, enum phase_fault fault) {
  static const char *const reasons[][LANGUAGES] = {
    [PHASE_EMPTY] = { "chưa ghi gì", "nothing is written there" },
    [PHASE_YEARS] = { "không đọc được thời gian", "its time cannot be read" },
    [PHASE_BACKWARDS] = { "kết thúc trước khi bắt đầu", "it ends before it begins" },
    [PHASE_APART] = { "không nối tiếp giai đoạn trước", "it does not follow on the phase before" },
    [PHASE_TWICE] = { "trùng tên giai đoạn trước", "a phase before it has the same name" },
  };
  run_trouble(run, &rule_phases_unread, "--phases", part.n ? part : str_from(run->options->phases));
  diag_arg(&run->files, vec_last(&run->files.list), str_from(reasons[fault][run->options->language]));
  return false;
}

struct read_phase {
  struct str name, span;
  struct date from, to;
};

// The next run of four digits at or behind *at, which is moved behind it; 0 when there is none.
static int year_in(struct str s, size_t *at) {
  while (*at < s.n) {
    size_t from = *at;
    int year;
    while (*at < s.n && uni_is_digit((unsigned char)s.p[*at]))
      ++*at;
    if (*at - from == 4 && str_to_int(str_slice(s, from, *at), &year))
      return year;
    *at += *at == from;
  }
  return 0;
}

// “2027-2026”: read as one year it would hide the slip.
static bool years_fall(struct str span) {
  size_t at = 0;
  int first = year_in(span, &at), second = year_in(span, &at);
  return second && second < first;
}

// All of it is understood, and says from when to when.
static bool read_span(struct arena *arena, struct str s, struct date *from, struct date *to) {
  struct text text = { .s = s };
  struct time_context context = { 0 };
  struct time_spec spec;
  time_read(arena, &text, 0, s.n, &context, &spec);
  return !spec.has_unknown && time_read_span(arena, s, from, to) && from->year && to->year;
}

// “Thực hiện: 2027-2030”, “2027-2030”, “Thực hiện”.
static bool read_phase(struct run *run, struct arena *arena, struct str part, struct read_phase *phase) {
  size_t colon = str_find_byte(part, ':', 0);
  struct str span = colon == SIZE_MAX ? part : str_trim(str_slice(part, colon + 1, part.n));
  *phase = (struct read_phase){ .name = colon == SIZE_MAX ? (struct str){ 0 } : str_trim(str_slice(part, 0, colon)) };
  if (!part.n || (colon != SIZE_MAX && (!phase->name.n || !span.n)))
    return refuse_phase(run, part, PHASE_EMPTY);
  if (years_fall(span))
    return refuse_phase(run, part, PHASE_BACKWARDS);
  if (read_span(arena, span, &phase->from, &phase->to)) {
    bool years = phase->from.month == 1 && phase->from.day == 1 && phase->to.month == 12 && phase->to.day == 31;
    phase->span = years ? new_years(arena, phase->from, phase->to) : span;
    return date_compare(phase->from, phase->to) <= 0 || refuse_phase(run, part, PHASE_BACKWARDS);
  }
  size_t at = 0;
  if (colon != SIZE_MAX || year_in(span, &at))
    return refuse_phase(run, part, PHASE_YEARS);
  phase->name = part; // a name whose time is to be written
  return true;
}

static bool fits_before(struct run *run, struct str part, const struct read_phase *before, const struct read_phase *phase) {
  if (!before->to.year || !phase->from.year || date_days(before->to) + 1 == date_days(phase->from))
    return true;
  return refuse_phase(run, part, PHASE_APART);
}

bool new_phases_read(struct run *run, struct arena *arena, const char *written, struct new_phases *phases) {
  struct str rest = str_from(written), part;
  struct read_phase before = { 0 }, phase;
  *phases = (struct new_phases){ 0 };
  while (str_split(&rest, ',', &part)) {
    part = str_trim(part);
    if (!read_phase(run, arena, part, &phase) || !fits_before(run, part, &before, &phase))
      return false;
    struct skeleton_phase row = { phase.name, phase.span };
    if (!row.name.n)
      row.name = str_printf(arena, "Giai đoạn %zu", phases->list.n + 1);
    for (size_t i = 0; i < phases->list.n; i++)
      if (text_same(arena, phases->list.at[i].name, row.name))
        return refuse_phase(run, part, PHASE_TWICE);
    if (phases->list.n == 0)
      phases->from = phase.from;
    phases->to = phase.to;
    vec_push(arena, &phases->list, row);
    before = phase;
  }
  if (phases->list.n == 1 && !before.name.n)
    phases->list.n = 0; // one period, not divided
  return true;
}

// ---- All values

// “Giai đoạn 1: tháng 12/2027; giai đoạn 2: tháng 12/2030”: the last month of each phase.
static struct str phase_ends(struct arena *arena, const struct new_phases *phases) {
  struct str ends = { 0 };
  if (!phases->list.n && phases->to.year)
    return str_printf(arena, "Tháng %d/%d", phases->to.month, phases->to.year);
  for (size_t i = 0; i < phases->list.n; i++) {
    struct str name = phases->list.at[i].name, first = str_slice(name, 0, 1);
    struct date from, to;
    if (!phases->list.at[i].span.n || !time_read_span(arena, phases->list.at[i].span, &from, &to))
      return (struct str){ 0 };
    bool lower = ends.n && str_starts(name, STR("Giai đoạn"));
    first = lower ? STR("g") : first;
    ends = str_printf(arena, STR_FMT "%s" STR_FMT STR_FMT ": tháng %d/%d", STR_ARG(ends), ends.n ? "; " : "", STR_ARG(first),
                      STR_ARG(str_slice(name, 1, name.n)), to.month, to.year);
  }
  return ends;
}

static void set_years(struct arena *arena, struct skeleton_values *values, const struct new_phases *phases) {
  skeleton_set(values, "thời gian", new_years(arena, phases->from, phases->to));
  skeleton_set(values, "mốc", phase_ends(arena, phases));
  if (phases->from.year)
    skeleton_set(values, "năm đầu", str_printf(arena, "%d", phases->from.year));
  if (phases->to.year)
    skeleton_set(values, "năm cuối", str_printf(arena, "%d", phases->to.year));
  for (size_t i = 0; i < phases->list.n; i++)
    vec_push(arena, &values->phases, phases->list.at[i]);
}

// Names of the template's own phases, without their times.
static void set_usual_phases(struct arena *arena, const struct plan_template *template, struct skeleton_values *values) {
  struct str rest = skeleton_head(template, "giai đoạn"), name;
  while (str_split(&rest, ';', &name))
    vec_push(arena, &values->phases, ((struct skeleton_phase){ str_trim(name), { 0 } }));
}

static bool set_bodies(struct run *run, struct arena *arena, const struct unit *probe, struct date on, struct skeleton_values *values) {
  const struct options *options = run->options;
  struct body_question standing = { "--standing-body", options->standing_body, values->lexicon };
  struct body_question issuer = { "--agency", str_copy(arena, options->query.agency).p, values->lexicon };
  if (standing.written) {
    values->standing = read_body(run, arena, probe, &standing, on);
    if (!values->standing)
      return false;
    skeleton_set(values, "thường trực", agency_full_name(values->lexicon, values->standing));
  }
  if (options->query.agency.n) {
    const struct agency *agency = read_body(run, arena, probe, &issuer, on);
    if (!agency)
      return false;
    skeleton_set(values, "cơ quan", agency_full_name(values->lexicon, agency));
    skeleton_set(values, "ký hiệu cơ quan", agency->abbreviation);
  }
  return true;
}

bool new_values_read(struct run *run, struct arena *arena, const char *path, const struct plan_template *template,
                     struct skeleton_values *values) {
  const struct options *options = run->options;
  struct date on = new_day(options);
  const struct province *province = options->province ? read_province(run, arena, on) : NULL;
  struct str place = province ? province_called(arena, province, on) : (struct str){ 0 };
  struct new_phases phases = { 0 };
  struct unit probe;
  if ((options->province && !province) || (options->phases && !new_phases_read(run, arena, options->phases, &phases)))
    return false;
  struct str committee = str_printf(arena, "Ủy ban nhân dân " STR_FMT, STR_ARG(place));
  if (!open_probe(run, path, committee, &probe))
    return false;
  unit_close(run, &probe, true); // its names are values
  *values = (struct skeleton_values){ .registry = probe.registry };
  values->lexicon = lexicon_create(arena, probe.registry, province ? province->name : (struct str){ 0 }, on);
  if (province) {
    skeleton_set(values, "tỉnh", place);
    // A city that bears a person's name is named in full (“Thành phố Hồ Chí Minh”): the registry has it in capitals.
    skeleton_set(values, "địa danh", place.p[0] == 'T' ? place : province->name);
    skeleton_set(values, "cấp", province_is_city(province, on) ? STR("thành phố") : STR("tỉnh"));
  }
  skeleton_set(values, "ngày", new_date_written(arena, options));
  skeleton_set(values, "trích yếu", str_trim(str_from(options->subject)));
  set_years(arena, values, &phases);
  if (!options->phases)
    set_usual_phases(arena, template, values);
  return set_bodies(run, arena, &probe, on, values);
}
