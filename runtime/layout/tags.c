// The tree of tags: what each piece of the pages is. Consecutive items become lists, nested by level; headings never skip
// a level, whatever the document says.
#include "runtime/layout/context.h"

uint32_t tag_add(struct layout *l, enum tag_kind kind, uint32_t parent) {
  vec_push(l->arena, &l->frames->tags, (struct tag){ .kind = kind, .parent = parent, .columns = 1, .rows = 1 });
  return (uint32_t)(l->frames->tags.n - 1);
}

int level_depth(struct arena *arena, struct levels *levels, int level) {
  while (levels->list.n && *vec_last(&levels->list) >= level)
    levels->list.n--;
  vec_push(arena, &levels->list, level);
  return (int)levels->list.n;
}

static enum tag_kind heading_kind(int depth) {
  return depth < 6 ? (enum tag_kind)(TAG_H1 + depth - 1) : TAG_H6;
}

// The item's body, in the list of its level. A deeper list hangs in the body of the item above it.
static struct paragraph_tags tag_item(struct layout *l, const struct doc_paragraph *paragraph, uint32_t parent) {
  while (l->lists.n && vec_last(&l->lists)->level > paragraph->level)
    l->lists.n--;
  if (!l->lists.n || vec_last(&l->lists)->level < paragraph->level) {
    uint32_t around = l->lists.n ? vec_last(&l->lists)->body : parent;
    uint32_t list = tag_add(l, TAG_L, around);
    vec_push(l->scratch, &l->lists, (struct open_list){ paragraph->level, list, 0 });
  }
  struct open_list *open = vec_last(&l->lists);
  uint32_t item = tag_add(l, TAG_LI, open->list);
  struct paragraph_tags tags = { .text = NO_TAG, .label = NO_TAG };
  if (paragraph->label.n)
    tags.label = tag_add(l, TAG_LBL, item);
  tags.text = open->body = tag_add(l, TAG_LBODY, item);
  return tags;
}

struct paragraph_tags tag_paragraph(struct layout *l, const struct doc_paragraph *paragraph, uint32_t parent) {
  if (paragraph->role == DOC_ITEM)
    return tag_item(l, paragraph, parent);
  l->lists.n = 0;
  enum tag_kind kind = TAG_P;
  if (paragraph->role == DOC_HEADING)
    kind = heading_kind(level_depth(l->scratch, &l->headings, paragraph->level));
  return (struct paragraph_tags){ .text = tag_add(l, kind, parent), .label = NO_TAG };
}
