// The ZIP container: each entry packed at once, so that its sizes stand before it and a reader need not search for them.
#include "runtime/emit/zip.h"

#include <libdeflate.h>
#include <stdlib.h>

enum { LEVEL = 6, VERSION = 20, STORED = 0, DEFLATED = 8, MOST_ENTRIES = 65535 };
enum { LOCAL_HEADER = 0x04034b50, DIRECTORY_HEADER = 0x02014b50, DIRECTORY_END = 0x06054b50 };
enum { FIRST_TIME = 0, FIRST_DATE = 1 << 5 | 1 }; // 1980-01-01 00:00, the first that DOS knows

static void put(struct buf *out, size_t value, int bytes) {
  for (int i = 0; i < bytes; i++)
    buf_byte(out, (char)(value >> 8 * i & 0xFF));
}

struct entry {
  const char *name;
  struct str content; // as it stands in the archive
  size_t size;        // unpacked
  uint32_t sum;
  int method;
};

// What the header before the entry and its row of the directory have in common.
static void put_header(struct buf *out, const struct entry *entry) {
  put(out, VERSION, 2);
  put(out, 0, 2); // flags
  put(out, (size_t)entry->method, 2);
  put(out, FIRST_TIME, 2);
  put(out, FIRST_DATE, 2);
  put(out, entry->sum, 4);
  put(out, entry->content.n, 4);
  put(out, entry->size, 4);
  put(out, strlen(entry->name), 2);
  put(out, 0, 2); // further fields
}

static void put_entry(struct zip *zip, const struct entry *entry) {
  size_t offset = zip->out->n - zip->start;
  put(zip->out, LOCAL_HEADER, 4);
  put_header(zip->out, entry);
  buf_text(zip->out, entry->name);
  buf_str(zip->out, entry->content);
  put(&zip->directory, DIRECTORY_HEADER, 4);
  put(&zip->directory, VERSION, 2);
  put_header(&zip->directory, entry);
  put(&zip->directory, 0, 2 + 2); // comment, disk
  put(&zip->directory, 0, 2 + 4); // attributes
  put(&zip->directory, offset, 4);
  buf_text(&zip->directory, entry->name);
  zip->entries++;
}

static bool too_large(const struct zip *zip, size_t n) {
  return zip->entries == MOST_ENTRIES || n > UINT32_MAX / 2 || zip->out->n - zip->start > UINT32_MAX / 2;
}

void zip_add(struct zip *zip, const char *name, struct str content) {
  struct entry entry = { name, content, content.n, libdeflate_crc32(0, content.p, content.n), STORED };
  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
  char *packed = malloc(content.n + 1);
  zip->failed = zip->failed || !compressor || !packed || too_large(zip, content.n);
  if (!zip->failed) {
    size_t n = libdeflate_deflate_compress(compressor, content.p, content.n, packed, content.n); // 0: no smaller
    if (n) {
      entry.content = (struct str){ packed, n };
      entry.method = DEFLATED;
    }
    put_entry(zip, &entry);
  }
  free(packed);
  libdeflate_free_compressor(compressor);
}

bool zip_finish(struct zip *zip) {
  size_t offset = zip->out->n - zip->start, size = zip->directory.n;
  buf_str(zip->out, buf_view(&zip->directory));
  put(zip->out, DIRECTORY_END, 4);
  put(zip->out, 0, 2 + 2); // disks
  put(zip->out, zip->entries, 2);
  put(zip->out, zip->entries, 2);
  put(zip->out, size, 4);
  put(zip->out, offset, 4);
  put(zip->out, 0, 2); // comment
  buf_finish(&zip->directory);
  return !zip->failed;
}
