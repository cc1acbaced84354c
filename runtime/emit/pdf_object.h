// Objects of a PDF file, on libharu's object layer. libharu keeps the document, its pages and the list of indirect
// objects; most objects made here are dictionaries that print their own entries when the file is saved, so that the
// source reads as the PDF does and no tree of list nodes is built. References are printed at that moment too, from
// the number the object then has.
//
// The structs behind libharu's handles are no promised interface. pdf_object.c alone looks into them and checks the
// version; everybody else goes through these functions.
#ifndef KEHOACH_EMIT_PDF_OBJECT_H
#define KEHOACH_EMIT_PDF_OBJECT_H

#include <hpdf.h>
#include <libdeflate.h>

#include "runtime/base/buf.h"

// Many dictionaries of one kind that are printed from an array of their maker's and never exist otherwise: the
// elements of a structure tree are most of a file's objects.
typedef void range_print(const void *data, size_t index, struct buf *out);

struct object_range {
  range_print *print;
  const void *data;
  size_t n, first; // first: number of the first one, once numbers are given
};

struct objects {
  struct arena *arena;
  HPDF_Doc file;
  HPDF_STATUS error; // the first one: libharu's later codes only say that there was one before
  struct libdeflate_compressor *compressor;
  struct buf packed; // scratch of compression
  struct object_range range;
};

// False if libharu has another version at run time than at compile time, or cannot start. `objects` is to be closed
// in either case.
bool objects_open(struct objects *objects, struct arena *arena);
void objects_close(struct objects *objects);

// True while nothing failed. All functions below do nothing after a failure and accept NULL for a dictionary that
// could not be made, so that asking once at the end of a step is enough.
bool objects_good(struct objects *objects);

// Prints the entries of a dictionary, "/Key value /Key value", without the brackets.
typedef void object_print(const void *data, struct buf *out);

// A new indirect dictionary. `data` must live until the file is saved.
HPDF_Dict object_new(struct objects *objects, object_print *print, const void *data);

// The one range of the file: `n` dictionaries, printed one by one when the file is saved.
void objects_set_range(struct objects *objects, size_t n, range_print *print, const void *data);

// A new indirect dictionary with a stream of `bytes`, which must live as long (STREAM_PACK copies). `print` may be
// NULL.
enum stream_coding {
  STREAM_PLAIN, // as it is
  STREAM_PACK,  // compressed here
  STREAM_ZLIB,  // compressed already
};
HPDF_Dict object_stream(struct objects *objects, enum stream_coding coding, struct str bytes, object_print *print,
                        const void *data);

// Lets a dictionary of libharu's own print further entries, in place of those named in `drop` (ends with NULL).
// Not for pages, which libharu keeps other data with.
void object_extend(struct objects *objects, HPDF_Dict dict, const char *const *drop, object_print *print,
                   const void *data);

HPDF_Dict objects_catalog(struct objects *objects);
HPDF_Dict objects_info(struct objects *objects);

// To be called before the first page: a long document gets a page tree of two levels, for a flat list of pages is slow
// to search.
void objects_expect_pages(struct objects *objects, size_t n);
// A page that shares `resources`; its content is compressed at once.
HPDF_Dict object_page(struct objects *objects, double width, double height, HPDF_Dict resources, struct str content);
void page_set_tree(struct objects *objects, HPDF_Dict page, size_t struct_parents); // /StructParents, /Tabs
void page_add_annotation(struct objects *objects, HPDF_Dict page, HPDF_Dict annotation);

// A JPEG image as it is in the file. False if it is no such image. `components`: 1 grey, 3 RGB, 4 CMYK.
bool object_jpeg(struct objects *objects, struct str bytes, HPDF_Dict *image, int *components);

// A bookmark below `parent` (NULL: at the top level).
HPDF_Dict object_bookmark(struct objects *objects, HPDF_Dict parent, bool open, object_print *print, const void *data);

// Saving: gives every object its final number, 1 to the count returned, and prints them one by one.
size_t objects_number(struct objects *objects);
bool object_is_stream(const struct objects *objects, size_t number);
void object_print_value(struct objects *objects, size_t number, struct buf *out);
struct str objects_pack(struct objects *objects, struct str bytes); // zlib; valid until the next call

// References, right from the moment that numbers are given.
void print_ref(struct buf *out, HPDF_Dict object); // 12 0 R
void print_range_ref(struct buf *out, const struct objects *objects, size_t index);

#endif
