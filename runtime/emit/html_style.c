// The style sheet: the template's figures for the styles that the page uses, then the template's own page.css. Lengths stay
// in points and millimetres, so that the printed page is the official one.
#include "runtime/emit/html.h"

#include <string.h>

// The natural line height of Times New Roman and its metric twins, in em.
#define NATURAL_LINE 1.149

static void add_length(struct buf *css, const char *property, double points) {
  buf_printf(css, "%s:", property);
  buf_number(css, points, 2);
  buf_text(css, "pt;");
}

static double larger(double a, double b) {
  return a > b ? a : b;
}

// ---- Styles

static void add_frame(struct buf *css, const struct style_frame *frame) {
  if (frame->thickness <= 0)
    return;
  add_length(css, "min-width", frame->width);
  add_length(css, "min-height", frame->height);
  buf_text(css, "box-sizing:border-box;width:fit-content;margin-inline:auto;padding:0 4pt;display:grid;"
                "place-content:center;border:solid;");
  add_length(css, "border-width", frame->thickness);
}

// Indents of running text shrink on narrow screens: page.css sets --indent.
static void add_indents(struct buf *css, const struct style *style) {
  const struct {
    const char *property;
    double points;
  } indents[] = { { "text-indent", style->first_indent },
                  { "padding-left", style->left_indent },
                  { "padding-right", style->right_indent } };
  for (size_t i = 0; i < sizeof indents / sizeof *indents; i++) {
    if (indents[i].points == 0)
      continue;
    buf_printf(css, "%s:calc(", indents[i].property);
    buf_number(css, indents[i].points, 2);
    buf_text(css, "pt*var(--indent));");
  }
}

static void add_color(struct buf *css, const double color[3]) {
  if (color[0] == 0 && color[1] == 0 && color[2] == 0)
    return;
  buf_printf(css, "color:#%02x%02x%02x;", (int)(color[0] * 255 + 0.5), (int)(color[1] * 255 + 0.5),
             (int)(color[2] * 255 + 0.5));
}

static void add_rule(struct buf *css, const struct style *style) {
  const struct style_rule *rule = &style->rule;
  if (rule->ratio <= 0)
    return;
  // The box is as wide as its text, so that the line is measured from it.
  buf_printf(css, ".%s{width:fit-content;max-width:100%%;box-sizing:border-box;margin-inline:auto}", style->name);
  buf_printf(css, ".%s::after{content:\"\";display:block;border-top:solid;", style->name);
  add_length(css, "border-width", rule->thickness);
  add_length(css, "min-width", rule->minimum);
  buf_text(css, "width:");
  buf_number(css, rule->ratio * 100, 1);
  buf_text(css, "%;margin:");
  buf_number(css, rule->gap, 2);
  buf_text(css, "pt auto 0}");
}

static void add_style(struct buf *css, const struct style *style) {
  static const char *const aligns[] = {
    [ALIGN_LEFT] = "left", [ALIGN_CENTER] = "center", [ALIGN_RIGHT] = "right", [ALIGN_JUSTIFY] = "var(--justify)"
  };
  buf_printf(css, ".%s{", style->name);
  add_length(css, "font-size", style->size);
  buf_text(css, "line-height:");
  buf_number(css, NATURAL_LINE * larger(style->leading, 0.5), 3);
  buf_printf(css, ";text-align:%s;font-weight:%s;", aligns[style->align], style->bold ? "700" : "400");
  add_length(css, "margin-top", style->space_before);
  add_length(css, "margin-bottom", style->space_after);
  if (style->italic)
    buf_text(css, "font-style:italic;");
  if (style->upper)
    buf_text(css, "text-transform:uppercase;");
  add_indents(css, style);
  add_color(css, style->color);
  if (style->keep_with_next)
    buf_text(css, "break-after:avoid;");
  if (style->keep_together)
    buf_text(css, "break-inside:avoid;");
  add_frame(css, &style->frame);
  buf_text(css, "}");
  add_rule(css, style);
  buf_byte(css, '\n');
}

// ---- Page

static void add_page_box(struct buf *css, double width, double height) {
  buf_text(css, "size:");
  buf_number(css, width, 2);
  buf_text(css, "pt ");
  buf_number(css, height, 2);
  buf_text(css, "pt");
}

// @page understands no variables, so both orientations are written out. The number stands in the upper margin, not on the
// first page.
static void add_page(struct buf *css, const struct template *template) {
  const struct page_geometry *page = &template->page;
  const struct style *number = template->page_number ? template->page_number : template->body;
  buf_text(css, "@page{");
  add_page_box(css, page->width, page->height);
  buf_text(css, ";margin:");
  const double margins[] = { page->top, page->right, page->bottom, page->left };
  for (int i = 0; i < 4; i++) {
    buf_number(css, margins[i], 2);
    buf_text(css, i < 3 ? "pt " : "pt;");
  }
  buf_text(css, "@top-center{content:counter(page);font-family:\"Times New Roman\",\"Liberation Serif\",Tinos,serif;");
  add_length(css, "font-size", number->size);
  buf_text(css, "}}@page:first{@top-center{content:none}}@page wide{");
  add_page_box(css, page->height, page->width);
  buf_text(css, "}\n:root{");
  add_length(css, "--page-width", page->width);
  add_length(css, "--page-height", page->height);
  add_length(css, "--page-top", page->top);
  add_length(css, "--page-bottom", page->bottom);
  add_length(css, "--page-left", page->left);
  add_length(css, "--page-right", page->right);
  add_length(css, "--cell-x", template->table.padding_x);
  add_length(css, "--cell-y", template->table.padding_y);
  add_length(css, "--border", larger(template->table.border, 0.25));
  buf_text(css, "--indent:1;--justify:justify}\n");
}

static void add_overhang(struct buf *css, const struct columns_look *look) {
  if (look->left_overhang == 0 && look->right_overhang == 0)
    return;
  buf_printf(css, ".%s{", look->name);
  add_length(css, "margin-left", -look->left_overhang);
  add_length(css, "margin-right", -look->right_overhang);
  buf_text(css, "}\n");
}

static void add_measures(struct buf *css, const struct html *html) {
  for (int i = 0; i <= PERMILLE; i++)
    if (html->widths[i]) {
      buf_printf(css, ".w%d{width:", i);
      buf_number(css, i / 10.0, 1);
      buf_text(css, "%}");
    }
  for (int i = 0; i <= SPACE_LIMIT; i++)
    if (html->spaces[i])
      buf_printf(css, ".h%d{height:%dpt}", i, i);
  buf_byte(css, '\n');
}

void html_style(const struct html *html, struct buf *css) {
  const struct template *template = html->template;
  buf_byte(css, '\n');
  add_page(css, template);
  for (size_t i = 0; i < template->styles.n; i++)
    if (html->styles[i])
      add_style(css, &template->styles.at[i]);
  for (size_t i = 0; i < template->columns.n; i++)
    add_overhang(css, &template->columns.at[i]);
  add_measures(css, html);
  buf_str(css, buf_view(&html->grids));
  buf_str(css, template->css);
}
