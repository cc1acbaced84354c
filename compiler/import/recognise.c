// Recognising is the business of syntax: the reader of plans takes official texts as they are. Here its tree is written down as
// plan source, and what it did is told.
#include "compiler/import/import.h"
#include "compiler/import/writer.h"
#include "compiler/syntax/terms.h"
#include "grammar/rules.h"

uint32_t writer_place(const struct writer *writer, uint32_t offset) {
  uint32_t line = source_place(writer->syntax->source, offset).line;
  const struct script *script = writer->script;
  if (!script->places.n)
    return line;
  return script->places.at[line - 1 < script->places.n ? line - 1 : script->places.n - 1];
}

void script_note(struct script *script, enum import_fact fact, uint32_t place, struct str words, struct str value) {
  vec_push(script->arena, &script->report.entries, (struct import_entry){ fact, place, words, value });
}

// ---- What the reader of plans had to say

static const struct {
  const struct diag_rule *rule;
  enum import_fact fact;
} told[] = {
  { &rule_page_number, IMPORT_FACT_PAGE_NUMBER },
  { &rule_comment, IMPORT_FACT_COMMENT },
  { &rule_html_ignored, IMPORT_FACT_TAG },
  { &rule_kept_as_text, IMPORT_FACT_KEPT },
  { &rule_nesting_limit, IMPORT_FACT_KEPT },
  { &rule_table_limit, IMPORT_FACT_KEPT },
};

static void tell(struct writer *writer, const struct diags *diags) {
  for (size_t i = 0; i < diags->list.n; i++) {
    const struct diag *diag = &diags->list.at[i];
    for (size_t k = 0; k < sizeof told / sizeof *told; k++)
      if (diag->rule == told[k].rule)
        script_note(writer->script, told[k].fact, writer_place(writer, diag->span.start),
                    str_trim(source_slice(writer->syntax->source, diag->span)), (struct str){ 0 });
  }
}

// ---- Blocks that are no part of the outline

static void tell_header(struct writer *writer) {
  const struct syntax *syntax = writer->syntax;
  size_t last = 0;
  for (size_t i = 0; i < syntax->blocks.n; i++)
    if (syntax->blocks.at[i].zone == ZONE_HEADER)
      last = i + 1;
  for (size_t i = 0; i < last; i++) {
    const struct block *block = &syntax->blocks.at[i];
    bool header = block->zone == ZONE_HEADER;
    struct str words = header && block->table ? source_slice(syntax->source, block->span) : block->text.s;
    if (words.n && (header || block->zone == ZONE_BODY)) // what stands among the header's lines and is none of them
      script_note(writer->script, header ? IMPORT_FACT_HEADER : IMPORT_FACT_KEPT,
                  writer_place(writer, block->span.start), words, (struct str){ 0 });
  }
}

// Rules and dashes; they say nothing.
static void tell_rules(struct writer *writer) {
  for (size_t i = 0; i < writer->syntax->blocks.n; i++) {
    const struct block *block = &writer->syntax->blocks.at[i];
    if (block->kind == BLOCK_RULE)
      script_note(writer->script, IMPORT_FACT_RULE, writer_place(writer, block->span.start),
                  str_trim(source_slice(writer->syntax->source, block->span)), (struct str){ 0 });
  }
}

// ---- The annex that the plan prints of its tasks

static bool is_assignment(const struct node *annex) {
  struct str title = annex->text.s.n || !annex->first ? annex->text.s : annex->first->text.s;
  return annex->label.scheme == SCHEME_ANNEX && term_match(TERM_ASSIGNMENT, title, 0) != SIZE_MAX;
}

static const struct node *find_assignment(const struct syntax *syntax) {
  for (const struct node *node = syntax->root->last; node; node = node->previous)
    if (node->label.scheme == SCHEME_ANNEX)
      return is_assignment(node) ? node : NULL;
  return NULL;
}

static void add_words(struct buf *out, struct str words) {
  buf_str(out, words);
  buf_byte(out, '\n');
}

static void add_node(struct buf *out, const struct node *node) {
  add_words(out, node->label.written);
  add_words(out, node->text.s);
  for (size_t c = 0; node->table && c < node->table->cells.n; c++)
    add_words(out, node->table->cells.at[c].text.s);
}

static struct str take(struct arena *arena, struct buf *words) {
  struct str taken = str_copy(arena, buf_view(words));
  buf_finish(words);
  return taken;
}

// The annex and all behind it.
static void read_assignment(struct writer *writer, const struct node *annex) {
  struct script *script = writer->script;
  struct buf words = { 0 }, dropped = { 0 };
  uint32_t place = writer_place(writer, annex->span.start);
  for (const struct node *node = annex; node;) {
    add_node(&words, node);
    const struct node *next = node->first;
    while (!next && node) {
      next = node->next;
      node = node->parent;
    }
    node = next;
  }
  for (size_t i = 0; i < script->report.entries.n; i++)
    if (script->report.entries.at[i].place >= place && import_is_dropped(script->report.entries.at[i].fact))
      add_words(&dropped, script->report.entries.at[i].words);
  script->assignment = (struct import_assignment){
    .words = take(script->arena, &words), .dropped = take(script->arena, &dropped), .place = place
  };
}

static struct str write_plan(struct writer *writer) {
  front_write(writer);
  body_write(writer);
  return take(writer->arena, &writer->out);
}

struct str script_plan(struct script *script) {
  struct source *source = source_open(script->arena, "", script->text);
  struct diags diags;
  diags_init(&diags, script->arena);
  struct writer writer = { .arena = script->arena, .script = script };
  writer.syntax = syntax_read(script->arena, source, &diags);
  tell(&writer, &diags);
  tell_header(&writer);
  tell_rules(&writer);
  struct str plan = write_plan(&writer);
  const struct node *annex = find_assignment(writer.syntax);
  if (annex) {
    size_t entries = script->report.entries.n;
    read_assignment(&writer, annex);
    writer.end = annex;
    script->assignment.plan = write_plan(&writer);
    script->report.entries.n = entries; // the same once more
  }
  return plan;
}
