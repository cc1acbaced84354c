// Tree: the elements of an XML file or an HTML page, as far as readers know them by name (tags.def); everything else is
// left out or stands as TAG_OTHER. The only file that sees libxml2 is tree.c.
//
// Safe by construction: nothing is fetched, a document type or an entity of one's own is refused, elements, depth and
// text are bounded. Whoever walks a tree goes by `parent` and `next`: its depth comes from the file.
#ifndef KEHOACH_IMPORT_TREE_H
#define KEHOACH_IMPORT_TREE_H

#include "runtime/base/str.h"

enum tree_space {
  SPACE_NONE, SPACE_WORD, SPACE_COMPATIBILITY, SPACE_MATH, SPACE_DRAWING, SPACE_PLACED, SPACE_VML, SPACE_RELATIONS, SPACE_CUSTOM,
  SPACE_PAGE,
};

enum tag {
#define TAG(id, space, name, flags) TAG_##id,
#include "compiler/import/tags.def"
#undef TAG
  TAG_OTHER, // an element without a row
  TAG_TEXT,
};

enum attribute_name {
#define ATTRIBUTE(id, name) ATTRIBUTE_##id,
#include "compiler/import/tags.def"
#undef ATTRIBUTE
  ATTRIBUTES,
};

struct attribute {
  enum attribute_name name;
  struct str value;
};

struct node {
  enum tag tag;
  unsigned attributes_n;
  const struct attribute *attributes;
  struct node *parent, *first, *last, *next;
  struct str text; // of TAG_TEXT
  uint32_t line;   // of an HTML element
};

enum tree_status {
  TREE_READ,
  TREE_BROKEN, // not well-formed
  TREE_UNSAFE, // declares a document type or entities
  TREE_LIMIT,  // too many elements, too deep
};

// The root is a TAG_OTHER that holds the document's element(s).
enum tree_status tree_read_xml(struct arena *arena, struct str bytes, const struct node **root);
enum tree_status tree_read_html(struct arena *arena, struct str bytes, const struct node **root); // never TREE_BROKEN

const struct str *node_attribute(const struct node *node, enum attribute_name name); // NULL: it has none
struct str node_value(const struct node *node, enum attribute_name name);            // empty: it has none
int node_int(const struct node *node, enum attribute_name name, int otherwise);         // a whole number of sane size
const struct node *node_child(const struct node *node, enum tag tag);                // the first; NULL: none, or no node
const struct node *node_sibling(const struct node *node, enum tag tag);              // the next one of that tag behind it
// The first of that tag anywhere below.
const struct node *node_find(const struct node *node, enum tag tag);
// The next node in the order of the file below `top`, into `node` or, with `over`, past all that it holds. NULL: the end.
const struct node *node_next(const struct node *top, const struct node *node, bool over);

#endif
