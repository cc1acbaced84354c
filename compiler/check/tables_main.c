// Runs when the program is built: writes the index of the built-in registry and the phrases of the vocabulary as C, so
// that no run of the program has to make them. Numbers only, no pointers but those to the tables: nothing to relocate.
#include <inttypes.h>
#include <stdio.h>

#include "compiler/check/names.h"

static void print_steps(const char *name, const struct phrases *phrases) {
  printf("static const struct phrase_step %s_steps[%zu] = {\n", name, phrases->size);
  for (size_t i = 0; i < phrases->size; i++) {
    const struct phrase_step *step = &phrases->steps[i];
    if (step->child)
      printf("  [%zu] = { UINT64_C(0x%" PRIx64 "), %u, %u },\n", i, step->key, step->node, step->child);
  }
  puts("};");
}

static void print_phrases(const char *name, const struct phrases *phrases) {
  print_steps(name, phrases);
  printf("static const uint32_t %s_values[%zu] = {", name, phrases->values.n);
  for (size_t i = 0; i < phrases->values.n; i++)
    printf("%s%u,", i % 16 ? " " : "\n  ", phrases->values.at[i]);
  puts("\n};");
}

static void print_table(const char *field, const char *name, const struct phrases *phrases) {
  printf("  .%s = { %s_steps, %s_values, %zu, %zu },\n", field, name, name, phrases->size, phrases->values.n);
}

static void print_entries(const struct name_index *index) {
  printf("static const struct name_entry entries[%zu] = {\n", index->entries.n);
  for (size_t i = 0; i < index->entries.n; i++) {
    const struct name_entry *entry = &index->entries.at[i];
    printf("  { %u, %u, %u, %d, %d, %d },\n", entry->agency, entry->next, entry->rank, entry->city, entry->capitals,
           entry->shared);
  }
  printf("};\nstatic const bool commas[%zu] = {", index->commas.n);
  for (size_t i = 0; i < index->commas.n; i++)
    printf("%s%d,", i % 32 ? " " : "\n  ", index->commas.at[i]);
  puts("\n};");
}

int main(void) {
  struct arena *arena = arena_create();
  struct str error = { 0 };
  struct registry *registry = registry_make(arena, (struct str){ 0 }, NULL, &error);
  if (!registry) {
    fprintf(stderr, "agencies.tsv: " STR_FMT "\n", STR_ARG(error));
    return 1;
  }
  const struct name_index *index = registry->index;
  const struct vocabulary *vocabulary = &index->vocabulary;
  const struct { const char *field, *name; const struct phrases *phrases; } tables[] = {
    { "names", "names", &index->names }, { "places", "places", &index->places }, { "ids", "ids", &index->ids },
    { "vocabulary.abbreviations", "abbreviations", &vocabulary->abbreviations },
    { "vocabulary.bodies", "bodies", &vocabulary->bodies }, { "vocabulary.nouns", "nouns", &vocabulary->nouns },
    { "vocabulary.labels", "labels", &vocabulary->labels }, { "vocabulary.verbs", "verbs", &vocabulary->verbs },
  };
  puts("#include \"compiler/check/names.h\"\n");
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
    print_phrases(tables[i].name, tables[i].phrases);
  print_entries(index);
  puts("extern const struct name_tables name_tables;\nconst struct name_tables name_tables = {");
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
    print_table(tables[i].field, tables[i].name, tables[i].phrases);
  printf("  .entries = entries,\n  .commas = commas,\n  .entry_count = %zu,\n};\n", index->entries.n);
  arena_destroy(arena);
  return 0;
}
