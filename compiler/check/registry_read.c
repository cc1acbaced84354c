// The registry as the program has it: with the index that was made when it was built, unless an office adds names.
#include "compiler/check/names.h"

extern const struct name_tables name_tables; // written by tables_main.c

struct registry *registry_read(struct arena *arena, struct str overlay, struct str *error) {
  return registry_make(arena, overlay, overlay.n ? NULL : &name_tables, error);
}
