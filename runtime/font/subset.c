// Subsets: only the outlines that a document uses, as a PDF embeds them.
#include <hb-subset.h>
#include <string.h>

#include "runtime/font/harfbuzz.h"

// A CIDFontType2 is found by glyph id and measured by the PDF's own widths: names, character maps, layout and device
// tables say nothing more. Not to see them saves HarfBuzz most of its work.
static const hb_tag_t kept[] = {
  HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('m', 'a', 'x', 'p'),
  HB_TAG('h', 'm', 't', 'x'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('g', 'l', 'y', 'f'),
};

static hb_face_t *outlines_of(hb_face_t *face) {
  hb_face_t *outlines = hb_face_builder_create();
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
    hb_blob_t *table = hb_face_reference_table(face, kept[i]);
    hb_face_builder_add_table(outlines, kept[i], table);
    hb_blob_destroy(table);
  }
  return outlines;
}

static hb_subset_input_t *make_input(const bool *used, size_t count) {
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (!input)
    return NULL;
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
  hb_set_t *glyphs = hb_subset_input_glyph_set(input);
  hb_set_add(glyphs, 0);
  for (size_t i = 0; i < count; i++)
    if (used[i])
      hb_set_add(glyphs, (hb_codepoint_t)i);
  return input;
}

static void copy_mapping(hb_subset_plan_t *plan, const bool *used, size_t count, uint16_t *renumbered) {
  const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
  for (size_t i = 0; i < count; i++)
    renumbered[i] = used[i] ? (uint16_t)hb_map_get(map, (hb_codepoint_t)i) : 0;
}

bool face_subset(const struct face *face, const bool *used, struct arena *arena, struct str *truetype,
                 uint16_t *renumbered) {
  size_t count = face_glyph_count(face);
  hb_subset_input_t *input = make_input(used, count);
  hb_face_t *outlines = outlines_of(face->face);
  hb_subset_plan_t *plan = input ? hb_subset_plan_create_or_fail(outlines, input) : NULL;
  hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
  if (subset) {
    hb_blob_t *blob = hb_face_reference_blob(subset);
    unsigned length;
    const char *data = hb_blob_get_data(blob, &length);
    *truetype = (struct str){ arena_copy(arena, data, length), length };
    copy_mapping(plan, used, count, renumbered);
    hb_blob_destroy(blob);
  }
  hb_face_destroy(subset);
  hb_face_destroy(outlines);
  if (plan)
    hb_subset_plan_destroy(plan);
  if (input)
    hb_subset_input_destroy(input);
  return subset != NULL;
}
