// What the HTML page says by itself, around the document: buttons, labels, counts. A row for each, in both languages.
#include "runtime/emit/html.h"

// “{n}” and “{m}” are put in by the script: rows shown, rows in all; “{c}” is a column.
static const struct {
  const char *vi, *en;
} words[HTML_WORDS] = {
  [HTML_SKIP] = { "Đến nội dung", "Skip to content" },
  [HTML_CONTENTS] = { "Mục lục", "Contents" },
  [HTML_NOTES] = { "Chú thích", "Notes" },
  [HTML_NOTE] = { "Chú thích", "Note" },
  [HTML_BACK] = { "Về chỗ chú thích", "Back to note" },
  [HTML_TABLE] = { "Bảng", "Table" },
  [HTML_UNTITLED] = { "Văn bản", "Document" },
  [HTML_FILTER] = { "Lọc bảng", "Filter the table" },
  [HTML_ALL] = { "Tất cả", "All" },
  [HTML_ROLE] = { "Vai trò", "Role" },
  [HTML_ANY_ROLE] = { "Mọi vai trò", "Any role" },
  [HTML_FIND] = { "Tìm chữ", "Find words" },
  [HTML_SORT] = { "Sắp xếp", "Sort by" },
  [HTML_UNSORTED] = { "Theo văn bản", "As in the document" },
  [HTML_CLEAR] = { "Bỏ lọc", "Clear" },
  [HTML_PRINT] = { "In bảng", "Print" },
  [HTML_ALL_ROWS] = { "Có {n} dòng.", "{n} rows." },
  [HTML_SOME_ROWS] = { "Hiện {n} trong {m} dòng.", "{n} of {m} rows shown." },
  [HTML_UP] = { "{c}, tăng dần", "{c}, ascending" },
  [HTML_FIGURES] = { "Số liệu dạng bảng", "Figures as a table" },
  [HTML_DOWN] = { "{c}, giảm dần", "{c}, descending" },
};

const char *html_word(const struct html *html, enum html_word word) {
  return html->doc->english ? words[word].en : words[word].vi;
}

const char *html_lang(const struct html *html) {
  return html->doc->english ? " lang=\"en\"" : "";
}
