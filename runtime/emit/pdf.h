// Inside the PDF emitter: the state that its parts share, and what each part does, in the order of the work.
#ifndef KEHOACH_EMIT_PDF_H
#define KEHOACH_EMIT_PDF_H

#include "runtime/emit/emit.h"
#include "runtime/emit/pdf_object.h"
#include "runtime/emit/pdf_print.h"

// ------------------------------------------------------------------------------------------------ faces (pdf_font.c)

// One face of the document: what of it is used, and as what.
struct pdf_face {
  bool seen;
  size_t glyphs;
  bool *used;           // by glyph id of the face
  uint16_t *advance;    // the same
  struct str *text;     // what a reader copies for the glyph
  uint16_t *renumbered; // glyph id in the subset
  bool ambiguous;       // some glyph stands for several texts: these places need their text told
  HPDF_Dict object;
  const struct face_metrics *metrics;
  char name[128]; // PostScript name with the tag of the subset
};

// A cluster: the least piece of text with glyphs of its own. False at the end of the run.
struct pdf_cluster {
  size_t from, to; // glyphs
  struct str text;
  bool is_space; // takes part in justification
};
bool pdf_next_cluster(const struct frame_text *run, size_t *at, struct pdf_cluster *cluster);

// ------------------------------------------------------------------------------------------ structure (pdf_tags.c)

struct pdf_element;

struct pdf_tags {
  VEC(struct pdf_element) elements; // those of frames.tags under the same index, then spans with a text of their own
  VEC(struct pdf_kid) kids;
  VEC(uint32_t) owners;    // element of each marked content, page after page
  size_t *first_owner;     // of each page, and behind the last
  VEC(uint32_t) annotated; // element of each annotation
  uint32_t *live;          // index of each element that the file holds
  HPDF_Dict root;          // NULL: a document without tags
};

// ------------------------------------------------------------------------------------------------------------ images

struct pdf_image {
  struct str path;
  HPDF_Dict object;
};

struct pdf_picture { // a PNG file, read
  uint32_t width, height;
  int components, bits; // of `data`; an indexed picture has one component
  struct str palette;   // RGB triples; empty if not indexed
  struct str data;      // zlib
  bool filtered;        // rows of `data` begin with PNG's filter bytes
  struct str alpha;     // 8 bits a pixel, zlib; empty if opaque
};

// False with a reason if the bytes are no PNG file that can be read whole. `flatten`: mix with white, no alpha.
bool png_read(struct objects *objects, struct str bytes, bool flatten, struct pdf_picture *picture,
              const char **reason);

// ------------------------------------------------------------------------------------------------------------- state

enum pdf_level { PDF_LEVEL_NONE, PDF_LEVEL_B, PDF_LEVEL_U, PDF_LEVEL_A }; // of PDF/A; NONE: no claim

struct pdf {
  struct objects objects;
  struct arena *arena;
  const struct doc *doc;
  const struct frames *frames;
  const struct pdf_options *options;
  struct pdf_face faces[FACE_SLANTS];
  struct pdf_tags tags;
  HPDF_Dict resources;
  VEC(HPDF_Dict) pages;
  VEC(struct pdf_image) images;
  VEC(HPDF_Dict) fields;
  VEC(struct str) field_names;
  VEC(struct doc_attribute) properties; // of the document, with keys fit for XML
  HPDF_Dict metadata, profile;
  struct frame_anchor *anchors; // sorted by name
  enum pdf_level level;
  bool universal;    // PDF/UA may be claimed
  bool loose;        // there is a link or field outside the structure tree
  struct str reason; // why it failed, in words; empty while nothing did
};

// Keeps the first reason; returns false.
bool pdf_fail(struct pdf *pdf, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Which glyphs are used, and the subsets with their tables. False after pdf_fail.
bool pdf_make_fonts(struct pdf *pdf);

// The structure tree. Begin and end frame the writing of pages; content is announced as it is written.
void tags_open(struct pdf *pdf);
void tags_begin_page(struct pdf *pdf);
size_t tags_content(struct pdf *pdf, uint32_t tag, struct str text); // a new MCID; the text is that of a list label
size_t tags_span(struct pdf *pdf, uint32_t parent);                  // a new MCID for a span below `parent`
const char *tags_name(const struct pdf *pdf, uint32_t tag);          // "P", "TH" …
void tags_box(struct pdf *pdf, uint32_t tag, const struct frame_item *image);
size_t tags_annotation(struct pdf *pdf, uint32_t tag, HPDF_Dict annotation); // its key in the parent tree
void tags_close(struct pdf *pdf);
bool tags_well_formed(const struct pdf *pdf); // as PDF/A level A asks
bool tags_accessible(const struct pdf *pdf);  // also what PDF/UA asks: headings in order, words for pictures

// Content of all pages.
bool pdf_make_pages(struct pdf *pdf);
// Index in pdf->images; false after pdf_fail.
bool pdf_find_image(struct pdf *pdf, struct str path, size_t *index);

// Links, fields and bookmarks. Anchors are sorted before a link can be asked about.
void pdf_sort_anchors(struct pdf *pdf);
bool pdf_link_works(const struct pdf *pdf, const struct frame_link *link);
void pdf_make_annotations(struct pdf *pdf, size_t page);
void pdf_make_bookmarks(struct pdf *pdf);
void pdf_print_page_labels(const struct pdf *pdf, struct buf *out);

// Information, XMP metadata and the colour profile.
void pdf_make_metadata(struct pdf *pdf);
struct str pdf_srgb_profile(struct arena *arena);

#endif
