// Writing a ZIP archive (PKWARE APPNOTE 6.3) into a buffer: the container of DOCX. libzip, which the import of DOCX reads
// with, would bring its ciphers and packers into the press, and turns times to and fro through the local time zone;
// libdeflate is in the press already, and the same bytes come out everywhere.
#ifndef KEHOACH_EMIT_ZIP_H
#define KEHOACH_EMIT_ZIP_H

#include "runtime/base/buf.h"

struct zip {
  struct buf *out;
  struct buf directory; // kept until the end
  size_t start;         // of the archive in `out`
  size_t entries;
  bool failed; // no memory for packing, or larger than a ZIP may be
};

// A zeroed struct with `out` set and `start` = out->n is an empty archive. Names are ASCII; every time is 1980-01-01.
void zip_add(struct zip *zip, const char *name, struct str content);
// Writes the directory. False if the archive could not be made whole.
bool zip_finish(struct zip *zip);

#endif
