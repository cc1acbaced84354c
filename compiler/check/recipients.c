// Recipients (nơi nhận): from the front matter or the lines at the end of the body, with the bodies that each line names.
#include "compiler/check/proposal.h"

// The line without its dash.
static struct text without_dash(struct arena *arena, const struct text *line) {
  size_t from = 0;
  if (line->s.n && (line->s.p[0] == '-' || line->s.p[0] == '+')) {
    from = text_skip_space(line, 1);
    return text_part(arena, line, from, line->s.n);
  }
  return *line;
}

static bool is_filing(struct reader *reader, const struct text *text) {
  struct str folded = text_fold_str(reader->arena, text->s);
  return terms_at(reader->terms, TERMS_FILING, folded, 0) != NULL;
}

static void add_recipient(struct reader *reader, const struct text *line) {
  struct recipient recipient = { .text = without_dash(reader->arena, line) };
  if (recipient.text.s.n == 0)
    return;
  recipient.filing = is_filing(reader, &recipient.text);
  if (!recipient.filing)
    actors_read(reader->arena, reader->lexicon, &recipient.text, 0, recipient.text.s.n, &recipient.actors, &recipient.rest);
  vec_push(reader->arena, &reader->plan->recipients, recipient);
}

static bool has_filing(const struct plan *plan) {
  return plan->recipients.n && vec_last(&plan->recipients)->filing;
}

// lưu: “VT, NC”, or a list; the line “Lưu: VT, NC.” in the body says the same and comes first.
static void read_filing(struct reader *reader, const struct entry *entry) {
  struct arena *arena = reader->arena;
  struct text line, all = { 0 };
  for (size_t at = 0; entry_line(arena, entry, &at, &line);)
    all.s = all.s.n ? str_printf(arena, STR_FMT ", " STR_FMT, STR_ARG(all.s), STR_ARG(line.s)) : line.s;
  if (all.s.n == 0 || has_filing(reader->plan))
    return;
  struct recipient recipient = { .filing = true };
  struct str label = reader->terms->lists[TERMS_FILING].at[0].value;
  recipient.text.s =
      is_filing(reader, &all) ? all.s : str_printf(arena, STR_FMT " " STR_FMT, STR_ARG(label), STR_ARG(all.s));
  vec_push(arena, &reader->plan->recipients, recipient);
}

static bool is_automatic(struct reader *reader, const struct entry *entry) {
  struct str folded = text_fold_str(reader->arena, str_trim(entry->value.s));
  return entry->kind == ENTRY_SCALAR && terms_is(reader->terms, TERMS_AUTOMATIC, folded);
}

void recipients_read(struct reader *reader) {
  struct plan *plan = reader->plan;
  const struct syntax *syntax = reader->syntax;
  const struct entry *entry = syntax_entry(syntax, "noi nhan"), *filing = syntax_entry(syntax, "luu");
  struct text line;
  plan->recipients_automatic = entry && is_automatic(reader, entry);
  bool written = entry && !entry->from_body && (entry->children.n || str_trim(entry->value.s).n);
  bool given = plan->recipients_given = written && !plan->recipients_automatic;
  plan->recipients_present = given || plan->recipients_automatic || syntax->recipients_span.end > 0;
  plan->recipients_span = given ? entry->span : syntax->recipients_span;
  if (given)
    for (size_t at = 0; entry_line(reader->arena, entry, &at, &line);)
      add_recipient(reader, &line);
  for (size_t i = 0; i < syntax->recipients.n; i++)
    for (size_t at = 0; text_line(reader->arena, &syntax->recipients.at[i], &at, &line);)
      if (given)
        vec_push(reader->arena, &plan->unread, (struct unread){ line, ZONE_RECIPIENTS });
      else
        add_recipient(reader, &line);
  if (filing)
    read_filing(reader, filing);
}

// ---- nơi nhận: tự động

// The proposal is the list; what the front matter says of filing comes last.
void recipients_propose(struct reader *reader) {
  struct plan *plan = reader->plan;
  struct proposal proposal = { 0 };
  struct str error = { 0 };
  if (!plan->recipients_automatic)
    return;
  bool filed = has_filing(plan);
  struct recipient filing = filed ? *vec_last(&plan->recipients) : (struct recipient){ 0 };
  const struct protocol *protocol = proposal_protocol(reader, &error);
  plan->recipients.n = 0;
  if (protocol) // whoever opened the office's table has told what is wrong with it
    proposal_make(reader, protocol, &proposal);
  for (size_t i = 0; i < proposal.list.n; i++)
    if (!filed || !proposal.list.at[i].line.filing)
      vec_push(reader->arena, &plan->recipients, proposal.list.at[i].line);
  if (filed)
    vec_push(reader->arena, &plan->recipients, filing);
}
