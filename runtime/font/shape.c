// Shaping words, with a cache for each document: plans repeat their words, so most look-ups find them.
#include <string.h>

#include "runtime/base/utf8.h"
#include "runtime/font/harfbuzz.h"

struct cached {
  uint64_t hash;
  struct str word;
  enum face_slant slant;
  struct shaped shaped;
};

struct shaper {
  struct arena *arena;
  const struct faces *faces;
  hb_buffer_t *buffer;
  struct cached **slots; // open addressing; a power of two
  size_t slot_count, n;
};

#define FIRST_SLOTS 1024
// Beyond this the document's words no longer repeat, and keeping them buys nothing.
#define CACHE_LIMIT 65536

// Look-alikes of one character; HarfBuzz itself knows that ‑ may be drawn as ‐.
static const struct {
  uint32_t c, like;
} alike[] = {
  { 0x2011, 0x2010 }, { 0x2010, '-' },    { 0x2012, 0x2013 }, { 0x2015, 0x2014 },
  { 0x2212, 0x2013 }, { 0x00AD, '-' },    { 0x02BC, 0x2019 }, { 0x2032, '\'' },
  { 0x2033, '"' },    { 0x2219, 0x00B7 }, { 0x22C5, 0x00B7 }, { 0x25AA, 0x25A0 },
  { 0x25FE, 0x25A0 }, { 0x25CF, 0x2022 }, { 0xF0B7, 0x2022 }, { 0x0131, 'i' },
};

static const struct {
  uint32_t c;
  const char *text;
} substitutes[] = {
  { 0x2610, "[ ]" }, { 0x25A1, "[ ]" }, { 0x2611, "[x]" }, { 0x2612, "[x]" }, { 0x2713, "[x]" },
  { 0x2714, "[x]" }, { 0x2705, "[x]" }, { 0x2717, "[-]" }, { 0x2718, "[-]" }, { 0x2190, "<-" },
  { 0x2192, "->" },  { 0x21D2, "=>" },  { 0x2794, "->" },  { 0xF0E0, "->" },  { 0x2022, "-" },
  { 0x25CB, "o" },   { 0x25AA, "-" },   { 0x27A2, "-" },   { 0xF0A7, "-" },   { 0xF0FC, "[x]" },
  { 0x2264, "<=" },  { 0x2265, ">=" },  { 0x2260, "!=" },  { 0x2605, "*" },   { 0x2606, "*" },
};

const char *face_substitute(uint32_t c) {
  for (size_t i = 0; i < sizeof substitutes / sizeof *substitutes; i++)
    if (substitutes[i].c == c)
      return substitutes[i].text;
  return "?";
}

// The character that stands for `c` in the face, or 0.
static uint32_t drawable(const struct face *face, uint32_t c) {
  hb_codepoint_t glyph;
  if (hb_font_get_nominal_glyph(face->font, c, &glyph))
    return c;
  for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
    if (alike[i].c == c && hb_font_get_nominal_glyph(face->font, alike[i].like, &glyph))
      return alike[i].like;
  return 0;
}

bool face_has(const struct face *face, uint32_t c) {
  return drawable(face, c) != 0;
}

struct shaper *shaper_create(struct arena *arena, const struct faces *faces) {
  struct shaper *shaper = arena_new(arena, struct shaper);
  shaper->arena = arena;
  shaper->faces = faces;
  shaper->buffer = hb_buffer_create();
  shaper->slot_count = FIRST_SLOTS;
  shaper->slots = arena_array(arena, struct cached *, FIRST_SLOTS);
  return shaper;
}

void shaper_finish(struct shaper *shaper) {
  hb_buffer_destroy(shaper->buffer);
  shaper->buffer = NULL;
}

// Fills the buffer, each character with its byte offset as cluster. A combining mark that the face lacks is left to
// HarfBuzz, which composes it with its base; true if any other character has no glyph.
static bool fill_buffer(hb_buffer_t *buffer, const struct face *face, struct str word) {
  bool missing = false;
  hb_buffer_clear_contents(buffer);
  for (size_t at = 0; at < word.n;) {
    uint32_t cluster = (uint32_t)at, c = utf8_next(word, &at), drawn = drawable(face, c);
    bool mark = c >= 0x300 && c < 0x370;
    if (!drawn && !mark)
      missing = true;
    hb_buffer_add(buffer, drawn ? drawn : mark ? c : '?', cluster);
  }
  hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
  return missing;
}

static int16_t small(int value) {
  return (int16_t)(value < INT16_MIN ? INT16_MIN : value > INT16_MAX ? INT16_MAX : value);
}

// Sideways offsets of marks become kerning before and after them.
static struct shaped collect_glyphs(struct arena *arena, hb_buffer_t *buffer, const struct face *face) {
  unsigned n;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
  const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &n);
  struct glyph *glyphs = arena_array(arena, struct glyph, n ? n : 1);
  struct shaped shaped = { .glyphs = glyphs, .n = n };
  for (unsigned i = 0; i < n; i++) {
    uint32_t id = infos[i].codepoint;
    int advance = hb_font_get_glyph_h_advance(face->font, id);
    int kern = positions[i].x_advance - advance;
    if (id == 0)
      shaped.missing = true;
    if (positions[i].x_offset && i) {
      glyphs[i - 1].kern = small(glyphs[i - 1].kern + positions[i].x_offset);
      kern -= positions[i].x_offset;
    }
    glyphs[i] = (struct glyph){ .id = (uint16_t)(id ? id : face->question),
                                .kern = small(kern),
                                .rise = small(positions[i].y_offset),
                                .advance = (uint16_t)advance,
                                .cluster = infos[i].cluster };
    shaped.width += positions[i].x_advance;
  }
  return shaped;
}

#define QUICK_WORD 64 // bytes

// The quick way; shaped.glyphs stays NULL where it does not do.
static struct shaped shape_quickly(struct arena *arena, const struct face *face, struct str word) {
  struct glyph glyphs[QUICK_WORD];
  struct shaped shaped = { .glyphs = NULL };
  if (word.n > QUICK_WORD || !quick_shape(&face->quick, word, glyphs, &shaped.n, &shaped.width))
    return shaped;
  struct glyph *kept = arena_array(arena, struct glyph, shaped.n ? shaped.n : 1);
  memcpy(kept, glyphs, sizeof *kept * shaped.n);
  shaped.glyphs = kept;
  return shaped;
}

static struct shaped shape(struct shaper *shaper, enum face_slant slant, struct str word) {
  const struct face *face = &shaper->faces->slant[slant];
  struct shaped quick = shape_quickly(shaper->arena, face, word);
  if (quick.glyphs)
    return quick;
  bool missing = fill_buffer(shaper->buffer, face, word);
  hb_shape(face->font, shaper->buffer, NULL, 0);
  struct shaped shaped = collect_glyphs(shaper->arena, shaper->buffer, face);
  shaped.missing |= missing;
  return shaped;
}

// The slot that holds the word, or the free one where it belongs.
static struct cached **find_slot(const struct shaper *shaper, uint64_t hash, enum face_slant slant, struct str word) {
  for (size_t i = hash;; i++) {
    struct cached **slot = &shaper->slots[i & (shaper->slot_count - 1)];
    if (!*slot)
      return slot;
    if ((*slot)->hash == hash && (*slot)->slant == slant && str_eq((*slot)->word, word))
      return slot;
  }
}

static void grow(struct shaper *shaper) {
  struct cached **old = shaper->slots;
  size_t count = shaper->slot_count;
  shaper->slot_count = count * 2;
  shaper->slots = arena_array(shaper->arena, struct cached *, shaper->slot_count);
  for (size_t i = 0; i < count; i++)
    if (old[i])
      *find_slot(shaper, old[i]->hash, old[i]->slant, old[i]->word) = old[i];
}

struct shaped shaper_word(struct shaper *shaper, enum face_slant slant, struct str word) {
  uint64_t hash = str_hash(word) + slant * 0x9E3779B97F4A7C15u;
  struct cached **slot = find_slot(shaper, hash, slant, word);
  if (*slot)
    return (*slot)->shaped;
  struct shaped shaped = shape(shaper, slant, word);
  if (shaper->n >= CACHE_LIMIT)
    return shaped;
  shaped.id = (uint32_t)++shaper->n;
  *slot = arena_new(shaper->arena, struct cached);
  **slot = (struct cached){ .hash = hash, .word = str_copy(shaper->arena, word), .slant = slant, .shaped = shaped };
  if (shaper->n * 2 > shaper->slot_count)
    grow(shaper);
  return shaped;
}
