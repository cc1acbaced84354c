// Paragraphs, lists, columns and images as HTML. All text is escaped; links lead only to the web, to mail or within the page.
#include "runtime/emit/html.h"

#include <string.h>

#include "runtime/base/file.h"
#include "runtime/doc/build.h"

// ---- Names

const char *html_class(struct html *html, const char *style) {
  const struct style *found = template_style(html->template, style);
  html->styles[found - html->template->styles.at] = true;
  return found->name;
}

int html_width(struct html *html, double percent) {
  int width = percent <= 0 ? 0 : percent >= 100 ? PERMILLE : (int)(percent * 10 + 0.5);
  html->widths[width] = true;
  return width;
}

void html_id(struct buf *out, struct str name) {
  for (size_t i = 0; i < name.n; i++)
    buf_byte(out, (unsigned char)name.p[i] <= ' ' || strchr("\"'<>&%#", name.p[i]) ? '-' : name.p[i]);
}

static void add_id(struct html *html, struct str anchor) {
  if (anchor.n == 0)
    return;
  buf_text(html->out, " id=\"");
  html_id(html->out, anchor);
  buf_byte(html->out, '"');
}

// ---- Runs

// The name of a file as a reference: nothing in it is taken for a scheme, a folder or a query.
static void add_file(struct buf *out, struct str name) {
  for (size_t i = 0; i < name.n; i++) {
    unsigned char c = (unsigned char)name.p[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-_.~", c));
    buf_printf(out, plain ? "%c" : "%%%02X", c);
  }
}

static void open_link(struct html *html, struct str page, struct str target) {
  buf_text(html->out, "<a href=\"");
  add_file(html->out, page);
  if (target.n && target.p[0] == '#') {
    buf_byte(html->out, '#');
    html_id(html->out, str_slice(target, 1, target.n));
  } else {
    buf_xml(html->out, target);
  }
  buf_text(html->out, "\">");
}

static const struct {
  unsigned style;
  const char *element;
} emphases[] = { { DOC_BOLD, "strong" }, { DOC_ITALIC, "em" }, { DOC_CODE, "code" },
                 { DOC_STRIKE, "s" },    { DOC_SUB, "sub" },   { DOC_SUP, "sup" },
                 { DOC_ADDED, "ins" },   { DOC_REMOVED, "del" } };
enum { EMPHASES = sizeof emphases / sizeof *emphases };

static void add_text(struct html *html, const struct doc_run *run) {
  bool link = run->page.n || doc_link_is_safe(run->target);
  if (link)
    open_link(html, run->page, run->target);
  for (int i = 0; i < EMPHASES; i++)
    if (run->style & emphases[i].style)
      buf_printf(html->out, "<%s>", emphases[i].element);
  buf_xml(html->out, run->text);
  for (int i = EMPHASES; i-- > 0;)
    if (run->style & emphases[i].style)
      buf_printf(html->out, "</%s>", emphases[i].element);
  if (link)
    buf_text(html->out, "</a>");
}

// The mark of a footnote; each mark has a name of its own, so that the note can lead back to it.
static void add_note_mark(struct html *html, size_t note) {
  if (note >= html->doc->notes.n)
    return;
  int number = (int)note + 1, mark = ++html->marks[note];
  buf_printf(html->out,
             "<sup><a class=\"mark\" id=\"trang-ve-%d-%d\" href=\"#trang-chu-thich-%d\" role=\"doc-noteref\" "
             "aria-label=\"%s %d\">%d</a></sup>",
             number, mark, number, html_word(html, HTML_NOTE), number, number);
}

void html_runs(struct html *html, const struct doc_paragraph *paragraph) {
  if (paragraph->label.n) {
    buf_xml(html->out, paragraph->label);
    if (paragraph->runs.n)
      buf_byte(html->out, ' ');
  }
  for (size_t i = 0; i < paragraph->runs.n; i++) {
    const struct doc_run *run = &paragraph->runs.at[i];
    if (run->kind == DOC_TEXT)
      add_text(html, run);
    else if (run->kind == DOC_BREAK)
      buf_text(html->out, "<br>");
    else
      add_note_mark(html, run->note);
  }
}

// ---- Paragraphs and lists

static void close_list(struct html *html) {
  buf_text(html->out, "</li></ul>\n");
  html->open_lists--;
}

static void close_lists(struct html *html) {
  while (html->open_lists)
    close_list(html);
}

// Opens and closes lists until an item of `level` can stand here; a list that skips levels opens one only.
static void open_item(struct html *html, int level) {
  level = level < 1 ? 1 : level;
  while (html->open_lists && html->lists[html->open_lists - 1] > level)
    close_list(html);
  bool same = html->open_lists && html->lists[html->open_lists - 1] == level;
  if (same || html->open_lists == DEEPEST_LIST) {
    buf_text(html->out, "</li>\n<li>");
    return;
  }
  html->lists[html->open_lists++] = level;
  buf_text(html->out, "<ul>\n<li>");
}

static void add_paragraph(struct html *html, const struct doc_paragraph *paragraph) {
  static const char *const headings[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
  const char *element = "p";
  if (paragraph->role == DOC_ITEM)
    open_item(html, paragraph->level);
  else
    close_lists(html);
  if (paragraph->role == DOC_HEADING)
    element = headings[paragraph->level < 1 ? 0 : paragraph->level > 6 ? 5 : paragraph->level - 1];
  buf_printf(html->out, "<%s class=\"%s", element, html_class(html, paragraph->style));
  if (paragraph->html_class.n) {
    buf_byte(html->out, ' ');
    buf_xml(html->out, paragraph->html_class);
  }
  buf_byte(html->out, '"');
  add_id(html, paragraph->anchor);
  buf_byte(html->out, '>');
  html_runs(html, paragraph);
  buf_printf(html->out, paragraph->role == DOC_ITEM ? "</%s>" : "</%s>\n", element);
}

// ---- Columns

static void add_columns(struct html *html, const struct doc_columns *columns) {
  static const struct {
    const char *style, *element;
  } elements[] = { { "letterhead", "header" }, { "closing", "footer" }, { NULL, "div" } };
  size_t which = 0;
  while (elements[which].style && strcmp(elements[which].style, columns->style) != 0)
    which++;
  buf_printf(html->out, "<%s class=\"columns %s\">\n", elements[which].element, columns->style);
  for (size_t i = 0; i < columns->columns.n; i++) {
    buf_printf(html->out, "<div class=\"w%d\">\n", html_width(html, columns->columns.at[i].share));
    html_blocks(html, columns->columns.at[i].blocks);
    buf_text(html->out, "</div>\n");
  }
  buf_printf(html->out, "</%s>\n", elements[which].element);
}

// ---- Images

enum { IMAGE_LIMIT = 16 << 20 };

// By the first bytes, not by name: only pictures without script.
static const char *image_type(struct str bytes) {
  static const struct {
    const char *start, *type;
    size_t n;
  } kinds[] = { { "\x89PNG\r\n\x1a\n", "image/png", 8 },
                { "\xff\xd8\xff", "image/jpeg", 3 },
                { "GIF8", "image/gif", 4 } };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (bytes.n > kinds[i].n && memcmp(bytes.p, kinds[i].start, kinds[i].n) == 0)
      return kinds[i].type;
  return bytes.n > 12 && memcmp(bytes.p, "RIFF", 4) == 0 && memcmp(bytes.p + 8, "WEBP", 4) == 0 ? "image/webp" : NULL;
}

// A picture that cannot be read is told by its words.
static void add_image(struct html *html, const struct doc_image *image) {
  struct str bytes = { 0 };
  const char *path = str_copy(html->arena, image->path).p, *type = NULL;
  if (file_read(html->arena, path, IMAGE_LIMIT, &bytes) == FILE_OK)
    type = image_type(bytes);
  close_lists(html);
  if (type == NULL) {
    buf_text(html->out, "<p class=\"missing\">[");
    buf_xml(html->out, image->alternative.n ? image->alternative : image->path);
    buf_text(html->out, "]</p>\n");
    return;
  }
  buf_printf(html->out, "<figure><img src=\"data:%s;base64,", type);
  html_base64(html->out, bytes);
  buf_text(html->out, "\" alt=\"");
  buf_xml(html->out, image->alternative);
  buf_text(html->out, "\"></figure>\n");
}

// ---- All

static void add_space(struct html *html, const struct doc_space *space) {
  int height = space->points < 0 ? 0 : space->points > SPACE_LIMIT ? SPACE_LIMIT : (int)(space->points + 0.5);
  html->spaces[height] = true;
  buf_printf(html->out, "<div class=\"h%d\"></div>\n", height);
}

// Blocks nest as the compiler nests them, in columns and cells; never as deep as the author likes.
void html_blocks(struct html *html, const struct doc_blocks *blocks) {
  for (size_t i = 0; blocks && i < blocks->list.n; i++) {
    const struct doc_block *block = &blocks->list.at[i];
    if (block->kind != DOC_PARAGRAPH)
      close_lists(html);
    switch (block->kind) {
    case DOC_PARAGRAPH:
      add_paragraph(html, block->paragraph);
      break;
    case DOC_COLUMNS:
      add_columns(html, block->columns);
      break;
    case DOC_TABLE:
      html_table(html, block->table);
      break;
    case DOC_IMAGE:
      add_image(html, block->image);
      break;
    case DOC_SPACE:
      add_space(html, block->space);
      break;
    case DOC_PICTURE:
      html_picture(html, block->picture);
      break;
    }
  }
  close_lists(html);
}
