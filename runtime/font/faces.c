// Finding and opening the four faces of a family. A family is a row of file names; a folder holds a family when it holds
// all four files, whatever the case and the separators of their names ("Times New Roman Bold.ttf", "TIMESBD.TTF").
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "runtime/base/vec.h"
#include "runtime/font/harfbuzz.h"

// File names in small letters, without spaces, '_' and '-'.
static const char *const families[][FACE_SLANTS] = {
  { "times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf" },
  { "timesnewroman.ttf", "timesnewromanbold.ttf", "timesnewromanitalic.ttf", "timesnewromanbolditalic.ttf" },
  { "timesnewromanpsmt.ttf", "timesnewromanpsboldmt.ttf", "timesnewromanpsitalicmt.ttf",
    "timesnewromanpsbolditalicmt.ttf" },
  { "liberationserifregular.ttf", "liberationserifbold.ttf", "liberationserifitalic.ttf",
    "liberationserifbolditalic.ttf" },
  { "tinosregular.ttf", "tinosbold.ttf", "tinositalic.ttf", "tinosbolditalic.ttf" },
};
#define FAMILIES (sizeof families / sizeof *families)

static const char *const system_folders[] = {
  "/usr/share/fonts/truetype/liberation2", // Debian, Ubuntu
  "/usr/share/fonts/truetype/liberation",
  "/usr/share/fonts/liberation-serif-fonts", // Fedora
  "/usr/share/fonts/liberation-serif",
  "/usr/share/fonts/liberation", // Arch, Alpine
  "/usr/share/fonts/truetype/croscore",
  "/usr/local/share/fonts",
  "/Library/Fonts",
  "/System/Library/Fonts/Supplemental",
};

struct found {
  char *path[FAMILIES][FACE_SLANTS]; // in the arena; NULL: not there
};

static bool same_name(const char *file, const char *plain) {
  for (; *file; file++) {
    char c = *file >= 'A' && *file <= 'Z' ? (char)(*file - 'A' + 'a') : *file;
    if (c == ' ' || c == '_' || c == '-')
      continue;
    if (c != *plain++)
      return false;
  }
  return !*plain;
}

static void note_file(struct arena *arena, const char *folder, const char *file, struct found *found) {
  for (size_t f = 0; f < FAMILIES; f++)
    for (size_t s = 0; s < FACE_SLANTS; s++) {
      if (!same_name(file, families[f][s]))
        continue;
      char *path = (char *)str_printf(arena, "%s/%s", folder, file).p, **old = &found->path[f][s];
      // Two spellings of one name: the order of the folder must not decide.
      if (!*old || strcmp(path, *old) < 0)
        *old = path;
    }
}

static bool search_folder(struct arena *arena, const char *folder, struct found *found) {
  DIR *dir = opendir(folder);
  if (!dir)
    return false;
  memset(found, 0, sizeof *found);
  for (struct dirent *entry; (entry = readdir(dir));)
    note_file(arena, folder, entry->d_name, found);
  closedir(dir);
  return true;
}

// All letters of Vietnamese beyond Latin-1, and the few of Latin-1 and Latin Extended that it needs.
static bool has_vietnamese(hb_font_t *font) {
  static const uint32_t others[] = {
    0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0
  };
  hb_codepoint_t glyph;
  for (uint32_t c = 0x1EA0; c <= 0x1EF9; c++)
    if (!hb_font_get_nominal_glyph(font, c, &glyph))
      return false;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (!hb_font_get_nominal_glyph(font, others[i], &glyph))
      return false;
  for (uint32_t c = 0x20; c < 0x7F; c++)
    if (!hb_font_get_nominal_glyph(font, c, &glyph))
      return false;
  return true;
}

static int thousandths(int value, unsigned em) {
  int scaled = value * 1000;
  return (scaled + (scaled < 0 ? -(int)em : (int)em) / 2) / (int)em;
}

static int16_t word_at(const char *data, unsigned length, unsigned offset) {
  if (offset + 2 > length)
    return 0;
  const unsigned char *p = (const unsigned char *)data + offset;
  return (int16_t)(p[0] << 8 | p[1]);
}

// A big-endian 16-bit field of a table; 0 when the table is too short.
static int table_word(hb_face_t *face, hb_tag_t tag, unsigned offset) {
  hb_blob_t *blob = hb_face_reference_table(face, tag);
  unsigned length;
  const char *data = hb_blob_get_data(blob, &length);
  int value = word_at(data, length, offset);
  hb_blob_destroy(blob);
  return value;
}

static void read_name(hb_face_t *face, hb_ot_name_id_t id, char *name, unsigned size) {
  unsigned length = size;
  hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &length, name);
  if (!*name)
    memcpy(name, "Unnamed", sizeof "Unnamed");
}

static void read_metrics(struct face *face) {
  struct face_metrics *m = &face->metrics;
  unsigned em = hb_face_get_upem(face->face);
  hb_font_extents_t extents = { 0 };
  hb_font_get_h_extents(face->font, &extents);
  m->ascent = extents.ascender;
  m->descent = extents.descender;
  m->line_gap = extents.line_gap;
  hb_position_t cap = 0;
  m->cap_height = hb_ot_metrics_get_position(face->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap) && cap > 0 ? cap : 662;
  m->italic_angle = table_word(face->face, HB_TAG('p', 'o', 's', 't'), 4);
  for (unsigned i = 0; i < 4; i++)
    m->box[i] = thousandths(table_word(face->face, HB_TAG('h', 'e', 'a', 'd'), 36 + 2 * i), em);
  m->weight = (int)hb_style_get_value(face->font, HB_STYLE_TAG_WEIGHT);
  m->italic = m->italic_angle != 0;
  m->serif = true;
  read_name(face->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, face->postscript_name, sizeof face->postscript_name);
  read_name(face->face, HB_OT_NAME_ID_FONT_FAMILY, face->family, sizeof face->family);
  m->postscript_name = face->postscript_name;
  m->family = face->family;
}

// NULL, or why the face cannot be used.
static const char *open_face(struct face *face, const char *path) {
  struct stat info;
  if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
    return "cannot be read";
  hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
  if (!blob)
    return "cannot be read";
  face->face = hb_face_create(blob, 0);
  hb_blob_destroy(blob);
  face->font = hb_font_create(face->face);
  hb_font_set_scale(face->font, 1000, 1000);
  hb_blob_t *outlines = hb_face_reference_table(face->face, HB_TAG('g', 'l', 'y', 'f'));
  bool truetype = hb_blob_get_length(outlines) > 0 && hb_face_get_glyph_count(face->face) > 0;
  hb_blob_destroy(outlines);
  if (!truetype)
    return "is no TrueType face";
  if (!has_vietnamese(face->font))
    return "lacks Vietnamese letters";
  // fsType 2: the maker forbids embedding.
  if ((table_word(face->face, HB_TAG('O', 'S', '/', '2'), 8) & 0xF) == 2)
    return "may not be embedded";
  hb_codepoint_t question = 0;
  hb_font_get_nominal_glyph(face->font, '?', &question);
  face->question = (uint16_t)question;
  read_metrics(face);
  quick_open(&face->quick, face->face, face->font);
  hb_face_make_immutable(face->face);
  hb_font_make_immutable(face->font);
  return NULL;
}

static struct faces *open_family(struct arena *arena, char *const path[FACE_SLANTS], struct str *error) {
  struct faces *faces = calloc(1, sizeof *faces);
  if (!faces)
    abort();
  for (size_t s = 0; s < FACE_SLANTS; s++) {
    const char *reason = open_face(&faces->slant[s], path[s]);
    if (!reason)
      continue;
    *error = str_printf(arena, "%s %s", path[s], reason);
    faces_close(faces);
    return NULL;
  }
  return faces;
}

static struct faces *open_folder(struct arena *arena, const char *folder, struct str *error) {
  struct found found;
  if (!search_folder(arena, folder, &found))
    return NULL;
  for (size_t f = 0; f < FAMILIES; f++) {
    bool whole = true;
    for (size_t s = 0; s < FACE_SLANTS; s++)
      whole = whole && found.path[f][s];
    struct faces *faces = whole ? open_family(arena, found.path[f], error) : NULL;
    if (faces)
      return faces;
  }
  return NULL;
}

struct faces *faces_open(struct arena *arena, const char *folder, struct str *error) {
  struct str reason = { NULL, 0 };
  struct faces *faces = NULL;
  if (folder) {
    faces = open_folder(arena, folder, &reason);
  } else {
    for (size_t i = 0; !faces && i < sizeof system_folders / sizeof *system_folders; i++)
      faces = open_folder(arena, system_folders[i], &reason);
    if (!faces && !reason.n)
      reason = STR("Liberation Serif 2 is not installed (package fonts-liberation2)");
  }
  if (!faces)
    *error = reason;
  return faces;
}

void faces_close(struct faces *faces) {
  if (!faces)
    return;
  for (size_t s = 0; s < FACE_SLANTS; s++) {
    quick_close(&faces->slant[s].quick);
    hb_font_destroy(faces->slant[s].font);
    hb_face_destroy(faces->slant[s].face);
  }
  free(faces);
}

const struct face *faces_get(const struct faces *faces, enum face_slant slant) {
  return &faces->slant[slant];
}

const struct face_metrics *face_metrics(const struct face *face) {
  return &face->metrics;
}

size_t face_glyph_count(const struct face *face) {
  return hb_face_get_glyph_count(face->face);
}
