// Keeping findings longer than the compilation that made them: its arena can go, only what printing needs is copied.
#include "runtime/diag/message.h"

struct keeper {
  struct arena *arena;
  const struct source *source; // the one copied last: nearly always all findings are of one
  const struct source *copy;
};

static const struct source *keep_source(struct keeper *keeper, const struct source *source) {
  if (!source || source == keeper->source)
    return source ? keeper->copy : NULL;
  const char *name = str_copy(keeper->arena, str_from(source->name)).p;
  keeper->source = source;
  keeper->copy = source_open(keeper->arena, name, str_copy(keeper->arena, source->text));
  return keeper->copy;
}

static void keep_lists(struct keeper *keeper, struct diag *diag) {
  struct diag old = *diag;
  diag->path.n = diag->path.cap = diag->related.n = diag->related.cap = diag->edits.n = diag->edits.cap = 0;
  for (size_t i = 0; i < old.path.n; i++)
    vec_push(keeper->arena, &diag->path, str_copy(keeper->arena, old.path.at[i]));
  for (size_t i = 0; i < old.related.n; i++) {
    struct related related = old.related.at[i];
    related.source = keep_source(keeper, related.source);
    vec_push(keeper->arena, &diag->related, related);
  }
  for (size_t i = 0; i < old.edits.n; i++)
    vec_push(keeper->arena, &diag->edits, (struct edit){ old.edits.at[i].span, str_copy(keeper->arena, old.edits.at[i].text) });
}

void diags_keep(struct diags *to, const struct diags *from) {
  struct keeper keeper = { .arena = to->arena };
  for (size_t i = 0; i < from->list.n; i++) {
    struct diag diag = from->list.at[i];
    diag.source = keep_source(&keeper, diag.source);
    diag.file = diag.source ? diag.source->name : str_copy(to->arena, str_from(diag_file(&diag))).p;
    for (int k = 0; k < LANGUAGES * DIAG_ARGUMENTS; k++) {
      struct str *argument = &diag.arguments[k / DIAG_ARGUMENTS][k % DIAG_ARGUMENTS];
      if (argument->p)
        *argument = str_copy(to->arena, *argument);
    }
    keep_lists(&keeper, &diag);
    vec_push(to->arena, &to->list, diag);
  }
}
