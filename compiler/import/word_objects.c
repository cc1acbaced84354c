// Images, notes, comments, links and signs of symbol fonts.
#include "compiler/import/word.h"

enum { IMAGES_MAX = 64 << 20 }; // bytes of all images together

// ---- Relationships

static const struct node *relation(const struct word *word, struct str id) {
  const struct named *named = id.n ? keys_find(&word->relations, id) : NULL;
  return named ? named->node : NULL;
}

struct str word_link(const struct word *word, struct str id) {
  struct str target = node_value(relation(word, id), ATTRIBUTE_Target);
  bool web = str_starts(target, STR("http://")) || str_starts(target, STR("https://")) || str_starts(target, STR("mailto:"));
  return web ? target : STR("");
}

// ---- Images

static const char *const image_endings[] = { ".png", ".jpg", ".jpeg", ".PNG", ".JPG", ".JPEG" };

static bool is_image(struct str name) {
  for (size_t i = 0; i < sizeof image_endings / sizeof *image_endings; i++)
    if (str_ends(name, str_from(image_endings[i])))
      return true;
  return false;
}

static struct str base_name(struct str path) {
  size_t n = path.n;
  while (n > 0 && path.p[n - 1] != '/')
    n--;
  return str_slice(path, n, path.n);
}

// The alternative text that stands with the drawing.
static struct str description(const struct node *image) {
  for (const struct node *up = image; up; up = up->parent)
    if (up->tag == TAG_w_drawing)
      return str_trim(node_value(node_find(up, TAG_wp_docPr), ATTRIBUTE_descr));
  return STR("");
}

// Beside the plan, under the plan's name.
static struct str image_name(struct word *word, struct str path) {
  struct str name = base_name(path), stem = word->draft->stem;
  return stem.n ? str_printf(word->arena, STR_FMT "-" STR_FMT, STR_ARG(stem), STR_ARG(name)) : name;
}

static bool keep_image(struct word *word, struct named *named, struct str path) {
  struct import_error ignored;
  struct str bytes;
  if (named->label)
    return named->label > 0;
  named->label = -1;
  if (!is_image(path) || word->image_bytes > IMAGES_MAX ||
      !package_read(word->package, path, IMAGES_MAX - word->image_bytes, &bytes, &ignored) || !bytes.n)
    return false;
  word->image_bytes += bytes.n;
  named->label = 1;
  vec_push(word->arena, &word->draft->images, (struct import_image){ image_name(word, path), bytes });
  return true;
}

void word_add_image(struct word *word, const struct node *node) {
  struct str id = node_value(node, node->tag == TAG_a_blip ? ATTRIBUTE_embed : ATTRIBUTE_id);
  struct named *named = id.n ? (struct named *)keys_find(&word->relations, id) : NULL;
  if (!named)
    return; // a picture on the web is not fetched; a picture of nothing is none
  struct str target = node_value(named->node, ATTRIBUTE_Target), path = package_resolve(word->arena, word->part, target);
  struct str text = description(node);
  if (str_is(node_value(named->node, ATTRIBUTE_TargetMode), "External") || !path.n || !keep_image(word, named, path)) {
    word_tell(word, IMPORT_FACT_OBJECT, target, text);
    return;
  }
  struct str name = image_name(word, path);
  word_tell(word, IMPORT_FACT_IMAGE, name, text);
  vec_push(word->arena, &word->paragraph.runs, (struct import_run){ TEXT_IMAGE, 0, text, name });
}

// ---- Notes and comments

void word_add_note(struct word *word, const struct keys *notes, const struct node *node) {
  struct named *note = (struct named *)keys_find(notes, node_value(node, ATTRIBUTE_id));
  if (!note)
    return;
  if (!note->label) {
    vec_push(word->arena, &word->notes, note);
    note->label = (int)word->notes.n;
  }
  struct str label = str_printf(word->arena, "%d", note->label);
  vec_push(word->arena, &word->paragraph.runs, (struct import_run){ TEXT_NOTE, 0, STR(""), label });
}

void word_tell_comment(struct word *word, const struct node *node) {
  struct named *comment = (struct named *)keys_find(&word->comments, node_value(node, ATTRIBUTE_id));
  if (!comment || comment->label)
    return;
  comment->label = 1;
  word_tell(word, IMPORT_FACT_COMMENT, word_words(word->arena, comment->node),
            node_value(comment->node, ATTRIBUTE_author));
}

// ---- Signs

enum symbol_font { SYMBOL, WINGDINGS };

// What plans use of the two fonts that every Word has.
static const struct {
  enum symbol_font font;
  unsigned char code;
  const char *text;
} symbols[] = {
  { SYMBOL, 0x2D, "-" },    { SYMBOL, 0x61, "α" },    { SYMBOL, 0x62, "β" },    { SYMBOL, 0x6D, "µ" },
  { SYMBOL, 0xA3, "≤" },    { SYMBOL, 0xA5, "∞" },    { SYMBOL, 0xAC, "←" },    { SYMBOL, 0xAE, "→" },
  { SYMBOL, 0xB0, "°" },    { SYMBOL, 0xB1, "±" },    { SYMBOL, 0xB3, "≥" },    { SYMBOL, 0xB4, "×" },
  { SYMBOL, 0xB7, "•" },    { SYMBOL, 0xB8, "÷" },    { SYMBOL, 0xB9, "≠" },    { SYMBOL, 0xBB, "≈" },
  { SYMBOL, 0xBC, "…" },    { SYMBOL, 0xBE, "—" },    { SYMBOL, 0xDE, "⇒" },    { SYMBOL, 0xE5, "∑" },
  { WINGDINGS, 0x28, "☎" }, { WINGDINGS, 0x2A, "✉" }, { WINGDINGS, 0x46, "☞" }, { WINGDINGS, 0x6C, "●" },
  { WINGDINGS, 0x6E, "■" }, { WINGDINGS, 0x6F, "□" }, { WINGDINGS, 0x71, "❑" }, { WINGDINGS, 0x76, "❖" },
  { WINGDINGS, 0x9F, "•" }, { WINGDINGS, 0xA7, "▪" }, { WINGDINGS, 0xA8, "□" }, { WINGDINGS, 0xAB, "★" },
  { WINGDINGS, 0xD8, "➢" }, { WINGDINGS, 0xE0, "→" }, { WINGDINGS, 0xE8, "→" }, { WINGDINGS, 0xF0, "⇒" },
  { WINGDINGS, 0xFB, "✗" }, { WINGDINGS, 0xFC, "✓" }, { WINGDINGS, 0xFD, "☒" }, { WINGDINGS, 0xFE, "☑" },
};

bool word_symbol(struct str font, uint32_t code, struct str *text) {
  enum symbol_font kind = str_starts(font, STR("Wingdings")) ? WINGDINGS : SYMBOL;
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
    if (symbols[i].font == kind && symbols[i].code == code) {
      *text = str_from(symbols[i].text);
      return true;
    }
  return false;
}
