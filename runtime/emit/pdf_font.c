// Fonts of the PDF: one Type 0 font for each face used, with a subset of the face, the widths of its glyphs and the
// text that each stands for (ISO 32000-1, 9.7, 9.8, 9.10.3).
#include "runtime/emit/pdf.h"

#include <stdio.h>
#include <string.h>

#include "runtime/base/utf8.h"

// Tag of a subset: six capitals, from a hash of what is in it.
enum { TAG_LETTERS = 6 };

// ---------------------------------------------------------------------------------------------------------- clusters

// End of the text of glyphs [from, to): where the next cluster begins, whichever way the script runs.
static size_t cluster_end(const struct frame_text *run, size_t from, size_t to) {
  uint32_t start = run->glyphs[from].cluster;
  if (to < run->n && run->glyphs[to].cluster > start)
    return run->glyphs[to].cluster;
  if (from > 0 && run->glyphs[from - 1].cluster > start)
    return run->glyphs[from - 1].cluster;
  return run->text.n;
}

// Called for every letter of the document, twice.
bool pdf_next_cluster(const struct frame_text *run, size_t *at, struct pdf_cluster *cluster) {
  size_t from = *at, to = from + 1;
  if (from >= run->n)
    return false;
  uint32_t start = run->glyphs[from].cluster;
  while (to < run->n && run->glyphs[to].cluster == start)
    to++;
  struct str text = { run->text.p + start, cluster_end(run, from, to) - start };
  cluster->is_space = text.n == 1 && *text.p == ' ';
  // A no-break space is set and copied as a space: whoever searches types a space.
  if (text.n == 2 && memcmp(text.p, "\u00A0", 2) == 0)
    text = STR(" ");
  cluster->from = from;
  cluster->to = *at = to;
  cluster->text = text;
  return true;
}

// ------------------------------------------------------------------------------------------------------------- usage

static void use_glyph(struct pdf_face *face, const struct glyph *glyph, struct str text) {
  struct str *kept = &face->text[glyph->id];
  face->used[glyph->id] = true;
  face->advance[glyph->id] = glyph->advance;
  if (!kept->p)
    *kept = text;
  else if (kept->n != text.n || memcmp(kept->p, text.p, text.n) != 0)
    face->ambiguous = true;
}

// Of a cluster with several glyphs each takes one character, the last the rest. The text comes out right even so: a
// place where the glyphs' texts do not add up is marked with its text.
static void use_cluster(struct pdf_face *face, const struct frame_text *run, const struct pdf_cluster *cluster) {
  size_t at = 0;
  for (size_t i = cluster->from; i < cluster->to; i++) {
    size_t next = at;
    if (i + 1 == cluster->to)
      next = cluster->text.n;
    else if (at < cluster->text.n)
      utf8_next(cluster->text, &next);
    struct str piece = str_slice(cluster->text, at, next);
    if (!piece.n) {
      piece = cluster->text;
      face->ambiguous = true;
    }
    use_glyph(face, &run->glyphs[i], piece);
    at = next;
  }
}

static void open_face(struct pdf *pdf, enum face_slant slant) {
  struct pdf_face *face = &pdf->faces[slant];
  const struct face *source = faces_get(pdf->frames->faces, slant);
  face->seen = true;
  face->metrics = face_metrics(source);
  face->glyphs = face_glyph_count(source);
  face->used = arena_array(pdf->arena, bool, face->glyphs);
  face->advance = arena_array(pdf->arena, uint16_t, face->glyphs);
  face->text = arena_array(pdf->arena, struct str, face->glyphs);
  face->renumbered = arena_array(pdf->arena, uint16_t, face->glyphs);
}

static void use_page(struct pdf *pdf, const struct frame_page *page) {
  for (size_t i = 0; i < page->items.n; i++) {
    if (page->items.at[i].kind != FRAME_TEXT)
      continue;
    const struct frame_text *run = &page->items.at[i].text;
    struct pdf_face *face = &pdf->faces[run->slant];
    if (!face->seen)
      open_face(pdf, run->slant);
    struct pdf_cluster cluster;
    for (size_t at = 0; pdf_next_cluster(run, &at, &cluster);)
      use_cluster(face, run, &cluster);
  }
}

// ----------------------------------------------------------------------------------------------------------- printing

// Glyph ids of the face in the order of the subset; UINT16_MAX where the subset holds a glyph that is not used.
static uint16_t *glyphs_in_order(struct arena *arena, const struct pdf_face *face, size_t *n) {
  size_t top = 0;
  for (size_t i = 0; i < face->glyphs; i++)
    if (face->used[i] && face->renumbered[i] >= top)
      top = (size_t)face->renumbered[i] + 1;
  uint16_t *order = arena_array(arena, uint16_t, top + 1);
  memset(order, 0xFF, sizeof *order * (top + 1));
  for (size_t i = 0; i < face->glyphs; i++)
    if (face->used[i])
      order[face->renumbered[i]] = (uint16_t)i;
  *n = top;
  return order;
}

struct font_parts {
  const struct pdf_face *face;
  const uint16_t *order; // old glyph id of each new one
  size_t n, file_length;
  HPDF_Dict descendant, descriptor, unicode, file, set;
};

static void print_type0(const void *data, struct buf *out) {
  const struct font_parts *font = data;
  buf_text(out, "/Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont");
  print_name(out, str_from(font->face->name));
  buf_text(out, "/DescendantFonts[");
  print_ref(out, font->descendant);
  buf_text(out, "]/ToUnicode ");
  print_ref(out, font->unicode);
}

// Runs of used glyphs: "first [width width …]".
static void print_widths(const struct font_parts *font, struct buf *out) {
  buf_text(out, "/W[");
  bool open = false;
  for (size_t i = 0; i < font->n; i++) {
    bool used = font->order[i] != UINT16_MAX;
    if (!used) {
      if (open)
        buf_byte(out, ']');
      open = false;
      continue;
    }
    if (open) {
      buf_byte(out, ' ');
    } else {
      buf_int(out, (long long)i);
      buf_byte(out, '[');
    }
    open = true;
    buf_int(out, font->face->advance[font->order[i]]);
  }
  buf_text(out, open ? "]]" : "]");
}

static void print_descendant(const void *data, struct buf *out) {
  const struct font_parts *font = data;
  buf_text(out, "/Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity/BaseFont");
  print_name(out, str_from(font->face->name));
  buf_text(out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ");
  print_ref(out, font->descriptor);
  print_widths(font, out);
}

// Flags of table 123: serif, symbolic (the font has its own encoding), italic.
enum { FLAG_SERIF = 2, FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64 };

// No face says how thick its stems are; these are the usual values of regular and bold serif faces.
static int stem_width(int weight) {
  return weight >= 600 ? 140 : 80;
}

static void print_descriptor(const void *data, struct buf *out) {
  const struct font_parts *font = data;
  const struct face_metrics *m = font->face->metrics;
  buf_text(out, "/Type/FontDescriptor/FontName");
  print_name(out, str_from(font->face->name));
  buf_text(out, "/FontFamily");
  print_text(out, str_from(m->family));
  buf_printf(out, "/Flags %d", FLAG_SYMBOLIC | (m->serif ? FLAG_SERIF : 0) | (m->italic ? FLAG_ITALIC : 0));
  buf_printf(out, "/FontBBox[%d %d %d %d]/ItalicAngle %d", m->box[0], m->box[1], m->box[2], m->box[3], m->italic_angle);
  buf_printf(out, "/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontWeight %d/FontFile2 ", m->ascent, m->descent,
             m->cap_height, stem_width(m->weight), m->weight);
  print_ref(out, font->file);
  if (font->set) {
    buf_text(out, "/CIDSet ");
    print_ref(out, font->set);
  }
}

static void print_font_file(const void *data, struct buf *out) {
  const struct font_parts *font = data;
  buf_printf(out, "/Length1 %zu", font->file_length);
}

static void print_hex_text(struct buf *out, struct str text) {
  for (size_t at = 0; at < text.n;) {
    uint32_t c = utf8_next(text, &at);
    if (c == 0 || c == 0xFEFF || c == 0xFFFE) // these may not be told of a glyph
      c = 0xFFFD;
    if (c >= 0x10000) {
      buf_printf(out, "%04X", (unsigned)(0xD800 + ((c - 0x10000) >> 10)));
      c = 0xDC00 + ((c - 0x10000) & 0x3FF);
    }
    buf_printf(out, "%04X", (unsigned)c);
  }
}

// At most a hundred glyphs in a block of a CMap.
enum { BLOCK = 100 };

static void print_unicode_block(const struct font_parts *font, const uint16_t *ids, size_t n, struct buf *out) {
  buf_printf(out, "%zu beginbfchar\n", n);
  for (size_t i = 0; i < n; i++) {
    buf_printf(out, "<%04X><", (unsigned)font->face->renumbered[ids[i]]);
    print_hex_text(out, font->face->text[ids[i]]);
    buf_text(out, ">\n");
  }
  buf_text(out, "endbfchar\n");
}

static void print_unicode(const struct font_parts *font, struct buf *out) {
  buf_text(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
  uint16_t ids[BLOCK];
  size_t n = 0;
  for (size_t i = 0; i < font->n; i++) {
    if (font->order[i] == UINT16_MAX)
      continue;
    ids[n++] = font->order[i];
    if (n == BLOCK) {
      print_unicode_block(font, ids, n, out);
      n = 0;
    }
  }
  if (n)
    print_unicode_block(font, ids, n, out);
  buf_text(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

static unsigned read_u16(struct str bytes, size_t at) {
  return at + 2 <= bytes.n ? (unsigned)(unsigned char)bytes.p[at] << 8 | (unsigned char)bytes.p[at + 1] : 0;
}

// The number of glyphs in a TrueType file, from its table maxp.
static size_t count_glyphs(struct str file) {
  unsigned tables = read_u16(file, 4);
  for (size_t i = 0, at = 12; i < tables && at + 16 <= file.n; i++, at += 16)
    if (memcmp(file.p + at, "maxp", 4) == 0)
      return read_u16(file, ((size_t)read_u16(file, at + 8) << 16 | read_u16(file, at + 10)) + 4);
  return 0;
}

// A bit for each glyph in the file, parts of letters included, as PDF/A-1 asks (ISO 19005-1, 6.3.5).
static HPDF_Dict make_set(struct pdf *pdf, struct str file) {
  size_t glyphs = count_glyphs(file), n = (glyphs + 7) / 8;
  unsigned char *bits = arena_array(pdf->arena, unsigned char, n + 1);
  for (size_t i = 0; i < glyphs; i++)
    bits[i / 8] |= (unsigned char)(0x80 >> i % 8);
  return object_stream(&pdf->objects, STREAM_PACK, (struct str){ (char *)bits, n }, NULL, NULL);
}

static void name_subset(struct pdf_face *face, struct str file) {
  uint64_t hash = str_hash(file);
  char tag[TAG_LETTERS + 1] = { 0 };
  for (int i = 0; i < TAG_LETTERS; i++, hash /= 26)
    tag[i] = (char)('A' + hash % 26);
  snprintf(face->name, sizeof face->name, "%s+%s", tag, face->metrics->postscript_name);
}

static bool make_font(struct pdf *pdf, enum face_slant slant) {
  struct pdf_face *face = &pdf->faces[slant];
  struct str file;
  if (!face_subset(faces_get(pdf->frames->faces, slant), face->used, pdf->arena, &file, face->renumbered))
    return pdf_fail(pdf, "the face %s cannot be embedded", face->metrics->postscript_name);
  name_subset(face, file);
  struct font_parts *font = arena_new(pdf->arena, struct font_parts);
  *font = (struct font_parts){ .face = face, .file_length = file.n };
  font->order = glyphs_in_order(pdf->arena, face, &font->n);
  struct buf unicode = { 0 };
  print_unicode(font, &unicode);
  face->object = object_new(&pdf->objects, print_type0, font);
  font->descendant = object_new(&pdf->objects, print_descendant, font);
  font->descriptor = object_new(&pdf->objects, print_descriptor, font);
  font->file = object_stream(&pdf->objects, STREAM_PACK, file, print_font_file, font);
  font->unicode = object_stream(&pdf->objects, STREAM_PACK, buf_view(&unicode), NULL, NULL);
  if (pdf->options->part == PDF_A1B)
    font->set = make_set(pdf, file);
  buf_finish(&unicode);
  return true;
}

bool pdf_make_fonts(struct pdf *pdf) {
  for (size_t i = 0; i < pdf->frames->pages.n; i++)
    use_page(pdf, &pdf->frames->pages.at[i]);
  for (int slant = 0; slant < FACE_SLANTS; slant++)
    if (pdf->faces[slant].seen && !make_font(pdf, slant))
      return false;
  return true;
}
