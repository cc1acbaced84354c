// Checking: syntax → plan. Each reader fills a part and leans on those before it; the rules come last and see the whole.
#include "compiler/check/reader.h"
#include "compiler/check/rules/rules.h"
#include "compiler/check/tasks.h"

// “tỉnh Tuyên Quang” of “Ủy ban nhân dân tỉnh Tuyên Quang”: the registry's province that the issuer or its parent names,
// else the place of the letterhead.
static struct str province_name(const struct reader *reader) {
  const struct header *header = &reader->plan->header;
  const struct value *const values[] = { &header->agency, &header->parent, &header->place };
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    struct str folded = text_fold_str(reader->arena, values[i]->text.s);
    for (size_t k = 0; k < reader->registry->provinces.n; k++) {
      struct str name = reader->registry->provinces.at[k].name;
      if (folded.n && whole_find(folded, text_fold_str(reader->arena, name), 0) != SIZE_MAX)
        return name;
    }
  }
  return (struct str){ 0 };
}

static void read_notes(struct reader *reader) {
  const struct syntax *syntax = reader->syntax;
  for (size_t i = 0; i < syntax->notes.n; i++)
    vec_push(reader->arena, &reader->plan->notes, syntax->notes.at[i]);
}

static void read_tree(struct reader *reader) {
  items_read(reader);
  read_notes(reader);
  annexes_read(reader);
  sections_read(reader);
  numbers_read(reader);
  annexes_number(reader);
  bases_read(reader);
}

static void read_tasks(struct reader *reader) {
  struct plan *plan = reader->plan;
  struct time_context context = { .issued = plan->header.date, .from = plan->from, .to = plan->to };
  context.phases = plan->phases.at;
  context.phase_count = plan->phases.n;
  tasks_read(reader->arena, plan, reader->lexicon, &context);
}

struct plan *check_plan(struct arena *arena, const struct syntax *syntax, const struct check_options *options,
                        struct diags *diags) {
  struct plan *plan = arena_new(arena, struct plan);
  plan->source = syntax->source;
  plan->syntax = syntax;
  plan->registry = options->registry;
  plan->root = arena_new(arena, struct item);
  struct reader *reader = plan->reader = arena_new(arena, struct reader);
  *reader = (struct reader){ .arena = arena, .plan = plan, .syntax = syntax, .diags = diags };
  reader->registry = options->registry;
  reader->house_style = options->house_style;
  reader->standing_list = options->standing_list;
  reader->terms = terms_create(arena);
  header_read(reader);
  signature_read(reader);
  read_tree(reader);
  reader->lexicon = lexicon_create(arena, options->registry, province_name(reader), plan->header.date);
  plan->lexicon = reader->lexicon;
  aliases_read(reader);
  periods_read(reader);
  recipients_read(reader);
  objectives_read(reader);
  read_tasks(reader);
  references_read(reader);
  recipients_propose(reader);
  rules_check(reader);
  if (options->renumber)
    renumber(reader);
  return plan;
}
