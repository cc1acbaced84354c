// Trees from libxml2's events: no tree of libxml2's own is made, so what no row of tags.def names costs nothing.
#include "compiler/import/tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>

#include "runtime/base/utf8.h"
#include "runtime/base/vec.h"

enum {
  NODES_MAX = 2 * 1000 * 1000, // with their attributes; thousands of pages
  XML_DEPTH_MAX = 250,         // libxml2 itself stops at 256
  PAGE_DEPTH_MAX = 1000,       // pages forget to close their elements
};

enum tag_flag { WORDS = 1, PROPERTIES = 2, SKIP = 4 };

struct tag_row {
  const char *name;
  unsigned char space, flags;
};

static const struct tag_row tags[] = {
#define TAG(id, space, name, flags) { name, SPACE_##space, flags },
#include "compiler/import/tags.def"
#undef TAG
};

static const char *const attributes[] = {
#define ATTRIBUTE(id, name) name,
#include "compiler/import/tags.def"
#undef ATTRIBUTE
};

// Names of the spaces: those that Word writes, and those of the strict form of the standard.
static const struct {
  const char *name;
  enum tree_space space;
} spaces[] = {
  { "http://schemas.openxmlformats.org/wordprocessingml/2006/main", SPACE_WORD },
  { "http://purl.oclc.org/ooxml/wordprocessingml/main", SPACE_WORD },
  { "http://schemas.openxmlformats.org/markup-compatibility/2006", SPACE_COMPATIBILITY },
  { "http://schemas.openxmlformats.org/officeDocument/2006/math", SPACE_MATH },
  { "http://purl.oclc.org/ooxml/officeDocument/math", SPACE_MATH },
  { "http://schemas.openxmlformats.org/drawingml/2006/main", SPACE_DRAWING },
  { "http://purl.oclc.org/ooxml/drawingml/main", SPACE_DRAWING },
  { "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", SPACE_PLACED },
  { "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", SPACE_PLACED },
  { "urn:schemas-microsoft-com:vml", SPACE_VML },
  { "http://schemas.openxmlformats.org/package/2006/relationships", SPACE_RELATIONS },
  { "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", SPACE_CUSTOM },
  { "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes", SPACE_CUSTOM },
  { "http://purl.oclc.org/ooxml/officeDocument/customProperties", SPACE_CUSTOM },
  { "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes", SPACE_CUSTOM },
};

struct builder {
  struct arena *arena;
  xmlParserCtxt *parser;
  struct node *open; // the element that is being read
  size_t nodes, depth;
  size_t skipped; // elements open within one that is left out, itself included
  bool page;      // HTML
  enum tree_status status;
  const xmlChar *space_name; // the space asked for last; libxml2 gives the same pointer for the same name
  enum tree_space space;
  VEC(char) words; // of the text being read
};

static void stop(struct builder *b, enum tree_status status) {
  if (b->status == TREE_READ)
    b->status = status;
  xmlStopParser(b->parser);
}

// ---- Names

static enum tree_space find_space(struct builder *b, const xmlChar *name) {
  if (name == b->space_name)
    return b->space;
  b->space_name = name;
  b->space = SPACE_NONE;
  for (size_t i = 0; name && i < sizeof spaces / sizeof *spaces; i++)
    if (strcmp((const char *)name, spaces[i].name) == 0)
      b->space = spaces[i].space;
  return b->space;
}

static enum tag find_tag(enum tree_space space, const char *name) {
  size_t from = 0, to = TAG_OTHER;
  while (space != SPACE_NONE && from < to) {
    size_t middle = (from + to) / 2;
    int order = (int)space - (int)tags[middle].space;
    if (!order)
      order = strcmp(name, tags[middle].name);
    if (!order)
      return (enum tag)middle;
    if (order < 0)
      to = middle;
    else
      from = middle + 1;
  }
  return TAG_OTHER;
}

static enum attribute_name find_attribute(const char *name) {
  size_t from = 0, to = ATTRIBUTES;
  while (from < to) {
    size_t middle = (from + to) / 2;
    int order = strcmp(name, attributes[middle]);
    if (!order)
      return (enum attribute_name)middle;
    if (order < 0)
      to = middle;
    else
      from = middle + 1;
  }
  return ATTRIBUTES;
}

static unsigned flags_of(const struct node *node) {
  return node->tag < TAG_OTHER ? tags[node->tag].flags : 0;
}

// ---- Building

static struct node *add(struct builder *b, enum tag tag) {
  struct node *node = arena_new(b->arena, struct node);
  node->tag = tag;
  node->parent = b->open;
  if (b->open->last)
    b->open->last->next = node;
  else
    b->open->first = node;
  b->open->last = node;
  return node;
}

static void end_words(struct builder *b) {
  if (!b->words.n)
    return;
  add(b, TAG_TEXT)->text = str_copy(b->arena, (struct str){ b->words.at, b->words.n });
  b->words.n = 0;
}

// Opens an element; NULL where it is left out.
static struct node *open_element(struct builder *b, enum tag tag, size_t attributes_n) {
  b->nodes += 1 + attributes_n;
  if (++b->depth > (b->page ? PAGE_DEPTH_MAX : XML_DEPTH_MAX) || b->nodes > NODES_MAX)
    stop(b, TREE_LIMIT);
  end_words(b);
  bool known = tag != TAG_OTHER;
  if (b->skipped || (known && tags[tag].flags & SKIP) || (!known && flags_of(b->open) & PROPERTIES)) {
    b->skipped++;
    return NULL;
  }
  b->open = add(b, tag);
  return b->open;
}

static void close_element(struct builder *b) {
  b->depth -= b->depth > 0;
  if (b->skipped) {
    b->skipped--;
    return;
  }
  end_words(b);
  if (b->open->parent)
    b->open = b->open->parent;
}

static void on_words(void *user, const xmlChar *words, int n) {
  struct builder *b = user;
  if (b->skipped || !(b->page || flags_of(b->open) & WORDS))
    return;
  for (int i = 0; i < n; i++)
    vec_push(b->arena, &b->words, (char)words[i]);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
  (void)name, (void)prefix, (void)space;
  close_element(user);
}

// libxml2 gives five pointers for each attribute: name, prefix, space, first byte of the value, the byte behind it.
static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int spaces_n,
                     const xmlChar **space_names, int n, int defaulted, const xmlChar **given) {
  enum { POINTERS = 5, VALUE = 3, END = 4 };
  (void)prefix, (void)spaces_n, (void)space_names, (void)defaulted;
  struct builder *b = user;
  struct node *node = open_element(b, find_tag(find_space(b, space), (const char *)name), (size_t)n);
  if (!node || node->tag == TAG_OTHER || !n)
    return;
  struct attribute *kept = NULL;
  for (int i = 0; i < n; i++, given += POINTERS) {
    enum attribute_name known = find_attribute((const char *)given[0]);
    if (known == ATTRIBUTES)
      continue;
    if (!kept)
      kept = arena_array(b->arena, struct attribute, (size_t)(n - i));
    struct str value = { (const char *)given[VALUE], (size_t)(given[END] - given[VALUE]) };
    kept[node->attributes_n++] = (struct attribute){ known, str_copy(b->arena, value) };
  }
  node->attributes = kept;
}

static void on_document_type(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
  (void)name, (void)external, (void)system;
  stop(user, TREE_UNSAFE);
}

static void be_silent(void *user, xmlError *error) {
  (void)user, (void)error;
}

static void builder_init(struct builder *b, struct arena *arena, struct node **top) {
  *b = (struct builder){ .arena = arena };
  *top = b->open = arena_new(arena, struct node);
  b->open->tag = TAG_OTHER;
}

enum tree_status tree_read_xml(struct arena *arena, struct str bytes, const struct node **root) {
  struct builder b;
  struct node *top;
  builder_init(&b, arena, &top);
  b.parser = bytes.n && bytes.n <= INT32_MAX ? xmlCreateMemoryParserCtxt(bytes.p, (int)bytes.n) : NULL;
  if (!b.parser)
    return TREE_BROKEN;
  *b.parser->sax = (xmlSAXHandler){
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_words,
    .cdataBlock = on_words,
    .ignorableWhitespace = on_words,
    .internalSubset = on_document_type,
    .serror = be_silent,
  };
  b.parser->userData = &b;
  xmlCtxtUseOptions(b.parser, XML_PARSE_NONET);
  xmlParseDocument(b.parser);
  if (b.status == TREE_READ && !b.parser->wellFormed)
    b.status = TREE_BROKEN;
  xmlFreeParserCtxt(b.parser);
  *root = top;
  return b.status;
}

// ---- Pages

static void on_page_end(void *user, const xmlChar *name) {
  (void)name;
  close_element(user);
}

static void on_page_start(void *user, const xmlChar *name, const xmlChar **given) {
  struct builder *b = user;
  size_t n = 0;
  while (given && given[2 * n])
    n++;
  struct node *node = open_element(b, find_tag(SPACE_PAGE, (const char *)name), n);
  if (!node)
    return;
  node->line = b->parser->input ? (uint32_t)b->parser->input->line : 0;
  struct attribute *kept = n ? arena_array(b->arena, struct attribute, n) : NULL;
  for (size_t i = 0; i < n; i++) {
    enum attribute_name known = find_attribute((const char *)given[2 * i]);
    const char *value = (const char *)given[2 * i + 1];
    if (known != ATTRIBUTES)
      kept[node->attributes_n++] = (struct attribute){ known, str_copy(b->arena, str_from(value)) };
  }
  node->attributes = kept;
}

enum tree_status tree_read_html(struct arena *arena, struct str bytes, const struct node **root) {
  struct builder b;
  struct node *top;
  builder_init(&b, arena, &top);
  *root = top;
  b.page = true;
  b.parser = bytes.n && bytes.n <= INT32_MAX ? htmlCreateMemoryParserCtxt(bytes.p, (int)bytes.n) : NULL;
  if (!b.parser)
    return TREE_READ; // nothing in it
  bool utf8 = utf8_invalid(bytes) == SIZE_MAX;
  htmlCtxtUseOptions(b.parser, HTML_PARSE_NONET | (utf8 ? HTML_PARSE_IGNORE_ENC : 0));
  if (utf8)
    xmlSwitchEncoding(b.parser, XML_CHAR_ENCODING_UTF8);
  *b.parser->sax = (xmlSAXHandler){
    .initialized = 1,
    .startElement = on_page_start,
    .endElement = on_page_end,
    .characters = on_words,
    .ignorableWhitespace = on_words,
    .serror = be_silent,
  };
  b.parser->userData = &b;
  htmlParseDocument(b.parser);
  end_words(&b);
  htmlFreeParserCtxt(b.parser);
  return b.status;
}

// ---- Walking

const struct str *node_attribute(const struct node *node, enum attribute_name name) {
  for (unsigned i = 0; node && i < node->attributes_n; i++)
    if (node->attributes[i].name == name)
      return &node->attributes[i].value;
  return NULL;
}

struct str node_value(const struct node *node, enum attribute_name name) {
  const struct str *value = node_attribute(node, name);
  return value ? *value : STR("");
}

int node_int(const struct node *node, enum attribute_name name, int otherwise) {
  enum { LARGEST = 1000 * 1000 };
  struct str value = node_value(node, name);
  bool negative = str_starts(value, STR("-"));
  int n;
  if (!str_to_int(str_slice(value, negative, value.n), &n) || n > LARGEST)
    return otherwise;
  return negative ? -n : n;
}

static const struct node *from(const struct node *node, enum tag tag) {
  while (node && node->tag != tag)
    node = node->next;
  return node;
}

const struct node *node_child(const struct node *node, enum tag tag) {
  return node ? from(node->first, tag) : NULL;
}

const struct node *node_sibling(const struct node *node, enum tag tag) {
  return from(node->next, tag);
}

const struct node *node_next(const struct node *top, const struct node *node, bool over) {
  if (node->first && !over)
    return node->first;
  while (node != top && !node->next)
    node = node->parent;
  return node == top ? NULL : node->next;
}

const struct node *node_find(const struct node *node, enum tag tag) {
  for (const struct node *below = node; below && (below = node_next(node, below, false));)
    if (below->tag == tag)
      return below;
  return NULL;
}
