// One way through all tables: what differs is the size of a row.
#include "compiler/command/names.h"

#include "runtime/base/buf.h"

static const char *name_at(struct names names, size_t i) {
  return *(const char *const *)((const char *)names.rows + i * names.row_size);
}

int name_index(struct names names, struct str name) {
  for (size_t i = 0; i < names.n; i++)
    if (str_is(name, name_at(names, i)))
      return (int)i;
  return -1;
}

struct str names_list(struct arena *arena, struct names names) {
  struct buf out = { 0 };
  for (size_t i = 0; i < names.n; i++)
    buf_printf(&out, "%s%s", i ? ", " : "", name_at(names, i));
  struct str list = str_copy(arena, buf_view(&out));
  buf_finish(&out);
  return list;
}

bool names_read(struct names names, struct str list, size_t *indices, size_t *n) {
  struct str name;
  *n = 0;
  while (str_split(&list, ',', &name)) {
    int index = name_index(names, str_trim(name));
    for (size_t i = 0; i < *n; i++)
      if (indices[i] == (size_t)index)
        return false;
    if (index < 0)
      return false;
    indices[(*n)++] = (size_t)index;
  }
  return *n > 0;
}
