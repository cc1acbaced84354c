// Reading a Word file (.docx): the parts of the package, then the body from top to bottom.
#include "compiler/import/readers.h"
#include "compiler/import/word.h"
#include "grammar/rules.h"

enum { RUNNING_MAX = 1 << 20, RUNNING_PARTS_MAX = 32 }; // of a header or footer

// ---- Parts

static void add_named(struct word *word, struct keys *keys, struct str key, const struct node *node) {
  struct named *named = arena_new(word->arena, struct named);
  named->node = node;
  keys_add(word->arena, keys, key, named);
}

static bool read_relations(struct word *word, struct str part, struct keys *relations, struct import_error *error) {
  const struct node *root;
  if (!package_tree(word->package, package_relations_name(word->arena, part), &root, error))
    return false;
  const struct node *all = root ? root->first : NULL;
  for (const struct node *node = node_child(all, TAG_rel_Relationship); node; node = node_sibling(node, TAG_rel_Relationship))
    add_named(word, relations, node_value(node, ATTRIBUTE_Id), node);
  keys_sort(relations);
  return true;
}

static bool is_type(const struct node *relation, const char *type) {
  struct str given = node_value(relation, ATTRIBUTE_Type);
  return str_ends(given, str_from(type));
}

// The member that the first relationship of a type leads to; empty: none.
static struct str related(struct word *word, const struct keys *relations, struct str part, const char *type) {
  for (size_t i = 0; i < relations->rows.n; i++) {
    const struct node *relation = ((const struct named *)relations->rows.at[i].value)->node;
    if (is_type(relation, type))
      return package_resolve(word->arena, part, node_value(relation, ATTRIBUTE_Target));
  }
  return STR("");
}

static bool read_related(struct word *word, const char *type, const struct node **root, struct import_error *error) {
  struct str name = related(word, &word->relations, word->part, type);
  *root = NULL;
  return !name.n || package_tree(word->package, name, root, error);
}

// Notes or comments, by id.
static bool read_list(struct word *word, const char *type, enum tag tag, struct keys *keys, struct import_error *error) {
  const struct node *root;
  if (!read_related(word, type, &root, error))
    return false;
  for (const struct node *node = node_child(root ? root->first : NULL, tag); node; node = node_sibling(node, tag))
    if (!node_attribute(node, ATTRIBUTE_type)) // separators have one
      add_named(word, keys, node_value(node, ATTRIBUTE_id), node);
  keys_sort(keys);
  return true;
}

static bool open_document(struct word *word, const struct node **body, struct import_error *error) {
  struct keys relations = { 0 };
  const struct node *root;
  if (!read_relations(word, STR(""), &relations, error) || 
      !word_read_front(word, related(word, &relations, STR(""), "/custom-properties"), error))
    return false;
  word->part = related(word, &relations, STR(""), "/officeDocument");
  if (!package_has(word->package, word->part))
    word->part = STR("word/document.xml");
  if (!package_tree(word->package, word->part, &root, error))
    return false;
  *body = node_child(node_child(root, TAG_w_document), TAG_w_body);
  if (!*body)
    *error = (struct import_error){ &rule_import_not_word, STR("") };
  return *body;
}

// Bookmarks that hold the mark of a footnote: fields refer to them to mark it again.
static void find_marks(struct word *word, const struct node *body) {
  const struct node *bookmark = NULL;
  for (const struct node *node = body; (node = node_next(body, node, false));) {
    if (node->tag == TAG_w_bookmarkStart)
      bookmark = node;
    else if (node->tag == TAG_w_t)
      bookmark = NULL;
    else if (node->tag == TAG_w_footnoteReference && bookmark)
      keys_add(word->arena, &word->marks, node_value(bookmark, ATTRIBUTE_name), node);
  }
  keys_sort(&word->marks);
}

static bool read_parts(struct word *word, struct import_error *error) {
  const struct node *styles, *numbering;
  if (!read_relations(word, word->part, &word->relations, error) || !read_related(word, "/styles", &styles, error) ||
      !read_related(word, "/numbering", &numbering, error) ||
      !read_list(word, "/footnotes", TAG_w_footnote, &word->footnotes, error) ||
      !read_list(word, "/endnotes", TAG_w_endnote, &word->endnotes, error) ||
      !read_list(word, "/comments", TAG_w_comment, &word->comments, error))
    return false;
  word->styles = styles_read(word->arena, styles);
  word->numbering = numbering_read(word->arena, numbering);
  styles_link_lists(word->arena, word->styles, word->numbering);
  return true;
}

// ---- Headers and footers

static const char *const running_types[] = { "/header", "/footer" };

static bool tell_running(struct word *word, const struct node *relation, struct import_error *error) {
  struct str name = package_resolve(word->arena, word->part, node_value(relation, ATTRIBUTE_Target)), bytes;
  const struct node *root;
  if (!package_read(word->package, name, RUNNING_MAX, &bytes, error))
    return false;
  if (!bytes.n || tree_read_xml(word->arena, bytes, &root) != TREE_READ)
    return true;
  struct str words = word_words(word->arena, root);
  int number;
  if (words.n && !str_to_int(words, &number)) // a page's number is no loss
    word_tell(word, IMPORT_FACT_RUNNING_HEAD, words, STR(""));
  return true;
}

static bool tell_all_running(struct word *word, struct import_error *error) {
  size_t parts = 0;
  for (size_t i = 0; i < word->relations.rows.n && parts < RUNNING_PARTS_MAX; i++) {
    const struct node *relation = ((const struct named *)word->relations.rows.at[i].value)->node;
    for (size_t k = 0; k < sizeof running_types / sizeof *running_types; k++)
      if (is_type(relation, running_types[k])) {
        parts++;
        if (!tell_running(word, relation, error))
          return false;
      }
  }
  return true;
}

// ---- The body

struct body {
  struct word *word;
  size_t section_break; // index of the page break that the section before ended with; SIZE_MAX: none
};

static struct import_block *add_block(struct body *body, enum import_kind kind, uint32_t place) {
  struct import_block *block = vec_add(body->word->arena, &body->word->draft->blocks);
  block->kind = kind;
  block->place = place;
  return block;
}

// “- …”, “+ …”, “a) …”, “1. …” and their like.
static bool begins_item(const struct import_run *run) {
  struct str s = run->kind == TEXT_WORDS ? run->s : STR("");
  size_t space = str_find_byte(s, ' ', 0);
  enum { LONGEST = 6 };
  if (space == SIZE_MAX || !space || space > LONGEST)
    return false;
  char last = s.p[space - 1];
  return space == 1 ? last == '-' || last == '+' : last == '.' || last == ')';
}

// Items parted with soft returns are paragraphs.
static void add_paragraph(struct body *body, const struct import_paragraph *paragraph) {
  struct import_paragraph part = *paragraph;
  part.runs.n = part.runs.cap = 0;
  for (size_t i = 0; i < paragraph->runs.n; i++) {
    const struct import_run *run = &paragraph->runs.at[i];
    if (run->kind == TEXT_BREAK && part.runs.n && i + 1 < paragraph->runs.n && begins_item(run + 1)) {
      add_block(body, IMPORT_PARAGRAPH, part.place)->paragraph = part;
      part.number = STR("");
      memset(&part.runs, 0, sizeof part.runs);
      continue;
    }
    if (!part.runs.cap)
      part.runs.at = NULL;
    vec_push(body->word->arena, &part.runs, *run);
  }
  add_block(body, IMPORT_PARAGRAPH, part.place)->paragraph = part;
}

static void add_boxes(struct body *body) {
  struct paragraphs boxes = { 0 };
  word_read_boxes(body->word, &boxes);
  for (size_t i = 0; i < boxes.list.n; i++)
    add_paragraph(body, &boxes.list.at[i]);
}

// A section says of itself whether it begins a page; so the break that ended the one before may turn out to be none.
static void end_section(struct body *body, const struct node *properties) {
  struct import_draft *draft = body->word->draft;
  bool continuous = str_is(node_value(node_child(properties, TAG_w_type), ATTRIBUTE_val), "continuous");
  if (continuous && body->section_break < draft->blocks.n)
    draft->blocks.at[body->section_break].kind = IMPORT_PARAGRAPH;
}

static void read_body_paragraph(struct body *body, const struct node *node) {
  struct word *word = body->word;
  struct import_paragraph paragraph;
  const struct node *section = node_child(node_child(node, TAG_w_pPr), TAG_w_sectPr);
  bool whole = word_read_paragraph(word, node, &paragraph);
  if (word->page_before)
    add_block(body, IMPORT_PAGE, word->place);
  if (whole)
    add_paragraph(body, &paragraph);
  if (word->page_after)
    add_block(body, IMPORT_PAGE, word->place);
  add_boxes(body);
  if (!section)
    return;
  end_section(body, section);
  add_block(body, IMPORT_PAGE, word->place);
  body->section_break = word->draft->blocks.n - 1;
}

static void read_body_table(struct body *body, const struct node *node) {
  struct import_table table = { 0 };
  uint32_t place = body->word->place + 1;
  word_read_table(body->word, node, &table);
  add_block(body, IMPORT_TABLE, place)->table = table;
}

// True where nothing below it is of interest.
static bool read_node(struct body *body, const struct node *node) {
  switch (node->tag) {
  case TAG_w_p:
    read_body_paragraph(body, node);
    return true;
  case TAG_w_tbl:
    read_body_table(body, node);
    return true;
  case TAG_w_sectPr:
    end_section(body, node);
    return true;
  case TAG_w_sdtPr:
    return true;
  case TAG_w_altChunk:
    word_tell(body->word, IMPORT_FACT_OBJECT, STR("altChunk"), STR(""));
    return true;
  default:
    return word_other_choice(node);
  }
}

static void read_body(struct word *word, const struct node *top) {
  struct body body = { word, SIZE_MAX };
  bool over = false;
  for (const struct node *node = top; (node = node_next(top, node, over));)
    over = read_node(&body, node);
  if (word->carried && word->paragraph.runs.n)
    add_paragraph(&body, &word->paragraph);
  word->carried = false;
}

static void read_notes(struct word *word) {
  for (size_t i = 0; i < word->notes.n; i++) {
    struct paragraphs paragraphs = { 0 };
    word_read_paragraphs(word, word->notes.at[i]->node, &paragraphs);
    struct import_block *block = vec_add(word->arena, &word->draft->blocks);
    block->kind = IMPORT_NOTE;
    block->place = word->place;
    block->label = str_printf(word->arena, "%zu", i + 1);
    memcpy(&block->paragraphs, &paragraphs.list, sizeof block->paragraphs);
  }
}

static bool read_word(struct word *word, struct import_error *error) {
  const struct node *body;
  if (!open_document(word, &body, error) || !read_parts(word, error) || !tell_all_running(word, error))
    return false;
  word->place = 0;
  find_marks(word, body);
  read_body(word, body);
  read_notes(word);
  return true;
}

bool import_word(struct import_draft *draft, struct str bytes, struct import_error *error) {
  struct word word = { .arena = draft->arena, .draft = draft, .place = 1 };
  word.package = package_open(draft->arena, bytes, error);
  if (!word.package)
    return false;
  draft->unit = IMPORT_PARAGRAPHS;
  bool read = read_word(&word, error);
  package_close(word.package);
  return read;
}
