// What of a page belongs to the site and not to the document: menus, paths, side bars, footers. Told by the element, its
// role, the words of its class, or by being little else than links.
#include "compiler/import/page.h"

static const char *const site_words[] = {
  "nav",    "navbar",  "navigation", "menu",   "breadcrumb", "breadcrumbs", "sidebar",    "footer",
  "share",  "sharing", "social",     "banner", "related",    "pagination",  "advertisement", "copyright",
  "search", "login",   "toolbar",    "cookie", "comments",   "quangcao",
};

static const char *const site_roles[] = { "navigation", "banner", "contentinfo", "search", "complementary" };

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool same_small(struct str word, const char *small) {
  size_t n = strlen(small);
  for (size_t i = 0; word.n == n && i < n; i++)
    if ((word.p[i] | 32) != small[i])
      return false;
  return word.n == n;
}

// One of its words, parted by anything that is no letter, is of the site.
static bool names_site(struct str names) {
  for (size_t from = 0, to; from < names.n; from = to + 1) {
    for (to = from; to < names.n && is_letter(names.p[to]); to++)
      ;
    for (size_t i = 0; i < sizeof site_words / sizeof *site_words; i++)
      if (same_small(str_slice(names, from, to), site_words[i]))
        return true;
  }
  return false;
}

// Bytes of words below a node; *linked of them in links.
static size_t count_words(const struct node *top, size_t *linked, size_t *links) {
  const struct node *link_end = NULL; // the first node behind the link being read
  size_t count = 0;
  bool in_link = false;
  for (const struct node *node = top; (node = node_next(top, node, false));) {
    in_link = in_link && node != link_end;
    if (node->tag == TAG_h_a && !in_link) {
      in_link = true;
      link_end = node_next(top, node, true);
      ++*links;
    }
    size_t n = node->tag == TAG_TEXT ? str_trim(node->text).n : 0;
    count += n;
    *linked += in_link ? n : 0;
  }
  return count;
}

// Three links or more, and hardly a word beside them.
static bool is_links(const struct node *node) {
  enum { LINKS_MIN = 3, OF_TEN = 8 };
  size_t links = 0, linked = 0, all = count_words(node, &linked, &links);
  return links >= LINKS_MIN && linked * 10 >= all * OF_TEN;
}

bool page_is_navigation(const struct node *node) {
  switch (node->tag) {
  case TAG_h_nav:
  case TAG_h_aside:
  case TAG_h_footer:
  case TAG_h_button:
  case TAG_h_menu:
    return true;
  case TAG_h_body:
  case TAG_h_main:
  case TAG_h_article:
  case TAG_h_form:
    return false;
  case TAG_h_ul:
  case TAG_h_ol:
  case TAG_h_p:
  case TAG_h_header:
    if (is_links(node))
      return true;
    break;
  case TAG_h_div:
  case TAG_h_section:
  case TAG_h_td:
    break;
  default:
    return false;
  }
  for (size_t i = 0; i < sizeof site_roles / sizeof *site_roles; i++)
    if (str_is(node_value(node, ATTRIBUTE_role), site_roles[i]))
      return true;
  return names_site(node_value(node, ATTRIBUTE_class)) || names_site(node_value(node, ATTRIBUTE_id));
}

struct str page_words(struct arena *arena, const struct node *top) {
  VEC(char) words = { 0 };
  for (const struct node *node = top; (node = node_next(top, node, false));) {
    for (size_t i = 0; node->tag == TAG_TEXT && i < node->text.n; i++) {
      bool space = strchr(" \t\r\n", node->text.p[i]);
      if (!space || (words.n && *vec_last(&words) != ' '))
        vec_push(arena, &words, space ? ' ' : node->text.p[i]);
    }
    if (node->tag != TAG_TEXT && node->tag != TAG_OTHER && words.n && *vec_last(&words) != ' ')
      vec_push(arena, &words, ' ');
  }
  return str_trim((struct str){ words.at, words.n });
}

struct str page_css(struct arena *arena, const struct node *node, const char *property) {
  struct str style = node_value(node, ATTRIBUTE_style), rule;
  while (str_split(&style, ';', &rule)) {
    size_t colon = str_find_byte(rule, ':', 0);
    if (colon == SIZE_MAX || !same_small(str_trim(str_slice(rule, 0, colon)), property))
      continue;
    struct str value = str_copy(arena, str_trim(str_slice(rule, colon + 1, rule.n)));
    for (size_t i = 0; i < value.n; i++)
      ((char *)value.p)[i] = (char)(value.p[i] >= 'A' && value.p[i] <= 'Z' ? value.p[i] | 32 : value.p[i]);
    return value;
  }
  return STR("");
}
