// Files: read whole, written whole or not at all.
#ifndef KEHOACH_BASE_FILE_H
#define KEHOACH_BASE_FILE_H

#include "runtime/base/str.h"

enum file_status { FILE_OK, FILE_MISSING, FILE_IS_FOLDER, FILE_TOO_LARGE, FILE_UNREADABLE, FILE_NO_FOLDER, FILE_UNWRITABLE };

// Reads all of `path` ("-" is standard input) into the arena; at most `limit` bytes.
enum file_status file_read(struct arena *arena, const char *path, size_t limit, struct str *content);

bool file_is_folder(const char *path); // "-" is none

// Writes a temporary file beside `path` and renames it; "-" is standard output. On failure nothing new exists.
enum file_status file_write(const char *path, struct str content);

// A clear reason in English and Vietnamese for the last failure: strerror is not localised for clerks.
const char *file_status_text(enum file_status status, int language);

#endif
