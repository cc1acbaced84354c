// emit_html: one self-contained page. It needs no server and fetches nothing: style sheet, script and pictures are in it, and
// its content policy lets in nothing else.
#include "runtime/emit/html.h"

extern const struct str emit_filter, emit_picture; // filter.js, picture.js

// ---- Outline

enum { OUTLINE_LEVELS = 2 };

static bool in_outline(const struct doc_block *block) {
  return block->kind == DOC_PARAGRAPH && block->paragraph->bookmark.n && block->paragraph->anchor.n &&
         block->paragraph->bookmark_level <= OUTLINE_LEVELS;
}

// Closes and opens lists around an entry of `level`, one level deeper at most; returns how many are open then.
static int open_entry(struct buf *out, int open, int level) {
  level = level < 1 ? 1 : level > open + 1 ? open + 1 : level;
  if (level > open)
    buf_text(out, "<ul>");
  for (; open > level; open--)
    buf_text(out, "</li></ul>");
  if (open == level)
    buf_text(out, "</li>\n");
  return level;
}

// Columns and cells hold no headings that belong in the outline.
static void add_outline(const struct doc_blocks *blocks, struct buf *out, int *open) {
  for (size_t i = 0; blocks && i < blocks->list.n; i++) {
    const struct doc_paragraph *paragraph = blocks->list.at[i].paragraph;
    if (!in_outline(&blocks->list.at[i]))
      continue;
    *open = open_entry(out, *open, paragraph->bookmark_level);
    buf_text(out, "<li><a href=\"#");
    html_id(out, paragraph->anchor);
    buf_text(out, "\">");
    buf_xml(out, paragraph->bookmark);
    buf_text(out, "</a>");
  }
}

static void add_navigation(struct html *html) {
  struct buf outline = { 0 };
  int open = 0;
  buf_printf(html->out, "<a class=\"skip\"%s href=\"#trang-noi-dung\">%s</a>\n", html_lang(html),
             html_word(html, HTML_SKIP));
  for (size_t i = 0; i < html->doc->sections.n; i++)
    add_outline(html->doc->sections.at[i].blocks, &outline, &open);
  for (; open > 0; open--)
    buf_text(&outline, "</li></ul>");
  if (outline.n) {
    const char *contents = html_word(html, HTML_CONTENTS);
    buf_printf(html->out, "<nav aria-label=\"%s\"><details><summary%s>%s</summary>\n", contents, html_lang(html), contents);
    buf_str(html->out, buf_view(&outline));
    buf_text(html->out, "</details></nav>\n");
  }
  buf_finish(&outline);
}

// ---- Sections and footnotes

static void add_sections(struct html *html) {
  for (size_t i = 0; i < html->doc->sections.n; i++) {
    const struct doc_section *section = &html->doc->sections.at[i];
    buf_printf(html->out, "<section class=\"sheet%s\">\n", section->landscape ? " wide" : "");
    html_blocks(html, section->blocks);
    buf_text(html->out, "</section>\n");
  }
}

static void add_back_links(struct html *html, size_t note) {
  for (int mark = 1; mark <= html->marks[note]; mark++)
    buf_printf(html->out,
               " <a href=\"#trang-ve-%zu-%d\" role=\"doc-backlink\" aria-label=\"%s %zu\">↩</a>", note + 1, mark,
               html_word(html, HTML_BACK), note + 1);
}

// A note may mark a later one, which is written after it, or an earlier one, whose way back is then missing one link.
static void add_notes(struct html *html) {
  if (html->doc->notes.n == 0)
    return;
  buf_printf(html->out, "<section class=\"sheet notes\" role=\"doc-endnotes\" aria-label=\"%s\">\n<ol>\n",
             html_word(html, HTML_NOTES));
  for (size_t i = 0; i < html->doc->notes.n; i++) {
    buf_printf(html->out, "<li id=\"trang-chu-thich-%zu\" class=\"%s\">", i + 1,
               html_class(html, html->doc->notes.at[i].style));
    html_runs(html, &html->doc->notes.at[i]);
    add_back_links(html, i);
    buf_text(html->out, "</li>\n");
  }
  buf_text(html->out, "</ol>\n</section>\n");
}

// ---- Head

static void add_meta(struct buf *out, const char *name, struct str content) {
  if (content.n == 0)
    return;
  buf_printf(out, "<meta name=\"%s\" content=\"", name);
  buf_xml(out, content);
  buf_text(out, "\">\n");
}

// Of a directive, or one more of the directive before.
static void add_hash(struct buf *out, const char *directive, struct str content) {
  unsigned char digest[32];
  html_sha256(content, digest);
  buf_printf(out, "%s%s 'sha256-", *directive ? ";" : "", directive);
  html_base64(out, (struct str){ (const char *)digest, sizeof digest });
  buf_byte(out, '\'');
}

static void add_head(const struct html *html, struct str css, struct buf *out) {
  const struct doc *doc = html->doc;
  struct str language = doc->language.n ? str_slice(doc->language, 0, 2) : STR("vi");
  buf_text(out, "<!DOCTYPE html>\n<html lang=\"");
  buf_xml(out, language);
  buf_text(out, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none';"
                "img-src data:;base-uri 'none';form-action 'none'");
  add_hash(out, "style-src", css);
  if (html->filters)
    add_hash(out, "script-src", emit_filter);
  if (html->filters && html->follows)
    add_hash(out, "", emit_picture);
  buf_text(out, "\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>");
  buf_xml(out, doc->title.n ? doc->title : str_from(html_word(html, HTML_UNTITLED)));
  buf_text(out, "</title>\n");
  add_meta(out, "author", doc->author);
  add_meta(out, "description", doc->subject);
  add_meta(out, "keywords", doc->keywords);
  add_meta(out, "generator", doc->creator);
  add_meta(out, "dcterms.date", doc->date);
  buf_text(out, "<style>");
  buf_str(out, css);
  buf_text(out, "</style>\n</head>\n");
}

// ---- The whole

static void add_script(struct buf *out, struct str script) {
  buf_text(out, "<script>");
  buf_str(out, script);
  buf_text(out, "</script>\n");
}

void emit_html(struct arena *arena, const struct doc *doc, const struct template *template, struct buf *out) {
  struct buf body = { 0 }, css = { 0 };
  struct html *html = arena_new(arena, struct html);
  *html = (struct html){ .arena = arena, .doc = doc, .template = template, .out = &body };
  html->styles = arena_array(arena, bool, template->styles.n + 1);
  html->marks = arena_array(arena, int, doc->notes.n + 1);
  add_navigation(html);
  buf_text(&body, "<main id=\"trang-noi-dung\" tabindex=\"-1\">\n");
  add_sections(html);
  add_notes(html);
  buf_text(&body, "</main>\n");
  html_style(html, &css);
  add_head(html, buf_view(&css), out);
  buf_text(out, "<body>\n");
  buf_str(out, buf_view(&body));
  if (html->filters && html->follows)
    add_script(out, emit_picture); // before anything is filtered
  if (html->filters)
    add_script(out, emit_filter);
  buf_text(out, "</body>\n</html>\n");
  buf_finish(&body);
  buf_finish(&css);
  buf_finish(&html->grids);
}
