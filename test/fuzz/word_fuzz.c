// Fuzzing the readers of Word files and pages: any bytes are refused with a reason or become a draft whose plan is UTF-8 and
// comes out of a second import as it went in. A ZIP is read as it is and a text that begins with “<!” or “<html” as a page; any
// other text is packed: up to a form feed the body of the document, up to the next one its lists, the rest its styles.
// Built and replayed as syntax_fuzz is.
#include <stdlib.h>

#include "compiler/import/import.h"
#include "compiler/import/readers.h"
#include "compiler/syntax/syntax.h"
#include "runtime/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition) ((condition) ? (void)0 : abort())

enum { PARTS = 5 };

struct part {
  struct str name, content;
  uint32_t at;
};

// ---- A ZIP of stored members

static uint32_t checksum(struct str s) {
  uint32_t crc = ~0u;
  for (size_t i = 0; i < s.n; i++) {
    crc ^= (unsigned char)s.p[i];
    for (int bit = 0; bit < 8; bit++)
      crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
  }
  return ~crc;
}

static void put(struct buf *out, uint32_t value, int bytes) {
  for (; bytes > 0; bytes--, value >>= 8)
    buf_byte(out, (char)(value & 0xFF));
}

static void put_member(struct buf *out, const struct part *part) {
  put(out, 20, 2), put(out, 0, 2), put(out, 0, 2), put(out, 0, 4); // version, flags, stored, time
  put(out, checksum(part->content), 4);
  put(out, (uint32_t)part->content.n, 4), put(out, (uint32_t)part->content.n, 4);
  put(out, (uint32_t)part->name.n, 2), put(out, 0, 2);
}

static void pack(struct buf *out, struct part *parts) {
  for (int i = 0; i < PARTS; i++) {
    parts[i].at = (uint32_t)out->n;
    buf_str(out, STR("PK\3\4"));
    put_member(out, &parts[i]);
    buf_str(out, parts[i].name), buf_str(out, parts[i].content);
  }
  size_t directory = out->n;
  for (int i = 0; i < PARTS; i++) {
    buf_str(out, STR("PK\1\2")), put(out, 20, 2);
    put_member(out, &parts[i]);
    put(out, 0, 2), put(out, 0, 2), put(out, 0, 2), put(out, 0, 4), put(out, parts[i].at, 4);
    buf_str(out, parts[i].name);
  }
  size_t end = out->n;
  buf_str(out, STR("PK\5\6")), put(out, 0, 4), put(out, PARTS, 2), put(out, PARTS, 2);
  put(out, (uint32_t)(end - directory), 4), put(out, (uint32_t)directory, 4), put(out, 0, 2);
}

// ---- Its members

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define SPACES                                                                 \
  " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"" \
  " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:r=\"" OFFICE "\""

static struct str wrap(struct arena *arena, const char *open, struct str inner, const char *close) {
  return str_concat(arena, str_concat(arena, str_from(open), inner), str_from(close));
}

static struct str next_part(struct str *rest) {
  struct str part = STR("");
  str_split(rest, '\f', &part);
  return part;
}

static struct str packed(struct arena *arena, struct str text) {
  struct part parts[PARTS] = {
    { STR("_rels/.rels"), STR(RELATIONS "<Relationship Id=\"d\" Type=\"" OFFICE "/officeDocument\" Target=\"word/document.xml\"/>"
                              "</Relationships>"), 0 },
    { STR("word/_rels/document.xml.rels"),
      STR(RELATIONS "<Relationship Id=\"n\" Type=\"" OFFICE "/numbering\" Target=\"numbering.xml\"/><Relationship Id=\"s\" Type=\""
          OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>"), 0 },
    { STR("word/document.xml"), wrap(arena, "<w:document" SPACES "><w:body>", next_part(&text), "</w:body></w:document>"), 0 },
    { STR("word/numbering.xml"), wrap(arena, "<w:numbering" SPACES ">", next_part(&text), "</w:numbering>"), 0 },
    { STR("word/styles.xml"), wrap(arena, "<w:styles" SPACES ">", next_part(&text), "</w:styles>"), 0 },
  };
  struct buf out = { 0 };
  pack(&out, parts);
  struct str zip = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return zip;
}

static void read_bytes(struct arena *arena, struct str bytes, bool reject) {
  struct import_draft draft = { .arena = arena, .reject_changes = reject };
  struct imported imported = { 0 }, again = { 0 };
  struct import_error error = { 0 };
  bool page = str_starts(bytes, STR("<!")) || str_starts(bytes, STR("<html"));
  bool zip = str_starts(bytes, STR("PK\3\4"));
  if (!(page ? import_page : import_word)(&draft, page || zip ? bytes : packed(arena, bytes), &error)) {
    MUST(error.rule);
    return;
  }
  import_plan(&draft, &imported);
  MUST(utf8_invalid(imported.plan) == SIZE_MAX);
  MUST(import_text(arena, imported.plan, &again, &error));
  MUST(str_eq(again.plan, imported.plan));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct str bytes = { (const char *)data, size };
  syntax_start();
  for (int reject = 0; reject < 2; reject++) {
    struct arena *arena = arena_create();
    read_bytes(arena, bytes, reject);
    arena_destroy(arena);
  }
  return 0;
}
