// JSON values of diagnostics, shared by the forms that are JSON. Private to diag.
#ifndef KEHOACH_DIAG_JSON_H
#define KEHOACH_DIAG_JSON_H

#include <jansson.h>

#include "runtime/diag/diag.h"

json_t *json_str(struct str s);        // bytes that are no UTF-8 become U+FFFD
json_t *json_text(const char *text);   // null for NULL
json_t *json_message(const struct diag *diag, const char *template, enum language language); // filled in; null for NULL
int buf_append(const char *bytes, size_t n, void *buf);              // for json_dump_callback

#endif
