// libharu behind a small interface: the only file that knows its structs.
#include "runtime/emit/pdf_object.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/emit/pdf_print.h"

#if HPDF_VERSION_ID < 20300 || HPDF_VERSION_ID >= 20500
#error "libharu's object layer was read in versions 2.3 and 2.4; look at its structs again before using another"
#endif

// Level 5 costs twice the time of this one, a fifteenth of a plan's PDF, and saves 6 % of its file.
enum { PACK_LEVEL = 1, PAGES_IN_NODE = 64, OBJECT_NUMBER = 0x00FFFFFF };

// What stands behind `attr` of a dictionary that prints itself.
struct printer {
  object_print *print;
  const void *data;
  struct str bytes; // of a stream; p is NULL for a plain dictionary
  bool packed;
};

static void keep_first_error(HPDF_STATUS error, HPDF_STATUS detail, void *data) {
  (void)detail;
  struct objects *objects = data;
  if (objects->error == HPDF_OK)
    objects->error = error;
}

static bool note(struct objects *objects, HPDF_STATUS status) {
  if (status != HPDF_OK)
    keep_first_error(status, 0, objects);
  return status == HPDF_OK;
}

static bool same_library(void) {
  // "2.3.0": libraries that differ behind the second number have the same structs.
  return strncmp(HPDF_GetVersion(), HPDF_VERSION_TEXT, 3) == 0;
}

bool objects_open(struct objects *objects, struct arena *arena) {
  *objects = (struct objects){ .arena = arena, .error = HPDF_INVALID_DOCUMENT };
  if (!same_library())
    return false;
  objects->file = HPDF_NewEx(keep_first_error, NULL, NULL, 0, objects);
  objects->compressor = libdeflate_alloc_compressor(PACK_LEVEL);
  if (!objects->file || !objects->compressor)
    return false;
  objects->error = HPDF_OK;
  return true;
}

void objects_close(struct objects *objects) {
  if (objects->file)
    HPDF_Free(objects->file);
  if (objects->compressor)
    libdeflate_free_compressor(objects->compressor);
  buf_finish(&objects->packed);
  *objects = (struct objects){ 0 };
}

bool objects_good(struct objects *objects) {
  if (objects->error == HPDF_OK)
    note(objects, HPDF_GetError(objects->file));
  return objects->error == HPDF_OK;
}

struct str objects_pack(struct objects *objects, struct str bytes) {
  size_t bound = libdeflate_zlib_compress_bound(objects->compressor, bytes.n);
  struct buf *packed = &objects->packed;
  if (packed->cap < bound) {
    buf_finish(packed);
    packed->p = malloc(bound);
    packed->cap = packed->p ? bound : 0;
  }
  packed->n = packed->p ? libdeflate_zlib_compress(objects->compressor, bytes.p, bytes.n, packed->p, bound) : 0;
  if (!packed->n)
    note(objects, HPDF_FAILD_TO_ALLOC_MEM);
  return (struct str){ packed->p, packed->n };
}

static HPDF_STATUS print_entries(HPDF_Dict dict, HPDF_Stream stream) {
  const struct printer *printer = dict->attr;
  if (printer->print)
    printer->print(printer->data, stream->attr);
  return HPDF_OK;
}

static HPDF_Dict new_printed(struct objects *objects, struct printer printer) {
  if (!objects_good(objects))
    return NULL;
  HPDF_Dict dict = HPDF_Dict_New(objects->file->mmgr);
  if (!dict || !note(objects, HPDF_Xref_Add(objects->file->xref, dict)))
    return NULL;
  struct printer *kept = arena_new(objects->arena, struct printer);
  *kept = printer;
  dict->attr = kept;
  dict->write_fn = print_entries;
  return dict;
}

HPDF_Dict object_new(struct objects *objects, object_print *print, const void *data) {
  return new_printed(objects, (struct printer){ .print = print, .data = data });
}

void objects_set_range(struct objects *objects, size_t n, range_print *print, const void *data) {
  objects->range = (struct object_range){ .print = print, .data = data, .n = n };
}

HPDF_Dict object_stream(struct objects *objects, enum stream_coding coding, struct str bytes, object_print *print,
                        const void *data) {
  if (coding == STREAM_PACK) {
    bytes = objects_pack(objects, bytes);
    bytes.p = arena_copy(objects->arena, bytes.p, bytes.n);
  }
  return new_printed(objects, (struct printer){ print, data, bytes, coding != STREAM_PLAIN });
}

void object_extend(struct objects *objects, HPDF_Dict dict, const char *const *drop, object_print *print,
                   const void *data) {
  if (!dict || !objects_good(objects))
    return;
  for (; *drop; drop++)
    HPDF_Dict_RemoveElement(dict, *drop);
  struct printer *kept = arena_new(objects->arena, struct printer);
  *kept = (struct printer){ .print = print, .data = data };
  dict->attr = kept;
  dict->write_fn = print_entries;
}

HPDF_Dict objects_catalog(struct objects *objects) {
  return objects->file->catalog;
}
HPDF_Dict objects_info(struct objects *objects) {
  return objects->file->info;
}

// ---------------------------------------------------------------------------------------------------- libharu's own

void objects_expect_pages(struct objects *objects, size_t n) {
  if (n > PAGES_IN_NODE && objects_good(objects))
    note(objects, HPDF_SetPagesConfiguration(objects->file, PAGES_IN_NODE));
}

HPDF_Dict object_page(struct objects *objects, double width, double height, HPDF_Dict resources, struct str content) {
  if (!resources || !objects_good(objects))
    return NULL;
  HPDF_Page page = HPDF_AddPage(objects->file);
  if (!page)
    return NULL;
  note(objects, HPDF_Page_SetWidth(page, (HPDF_REAL)width));
  note(objects, HPDF_Page_SetHeight(page, (HPDF_REAL)height));
  note(objects, HPDF_Dict_Add(page, "Resources", resources));
  HPDF_PageAttr attr = page->attr;
  struct str packed = objects_pack(objects, content);
  note(objects, HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)packed.p, (HPDF_UINT)packed.n));
  note(objects, HPDF_Dict_AddName(attr->contents, "Filter", "FlateDecode"));
  return page;
}

void page_set_tree(struct objects *objects, HPDF_Dict page, size_t struct_parents) {
  if (!page || !objects_good(objects))
    return;
  note(objects, HPDF_Dict_AddNumber(page, "StructParents", (HPDF_INT32)struct_parents));
  note(objects, HPDF_Dict_AddName(page, "Tabs", "S"));
}

void page_add_annotation(struct objects *objects, HPDF_Dict page, HPDF_Dict annotation) {
  if (!page || !annotation || !objects_good(objects))
    return;
  HPDF_Array list = HPDF_Dict_GetItem(page, "Annots", HPDF_OCLASS_ARRAY);
  if (!list) {
    list = HPDF_Array_New(objects->file->mmgr);
    note(objects, HPDF_Dict_Add(page, "Annots", list));
  }
  if (list)
    note(objects, HPDF_Array_Add(list, annotation));
}

bool object_jpeg(struct objects *objects, struct str bytes, HPDF_Dict *image, int *components) {
  if (bytes.n < 4 || memcmp(bytes.p, "\xFF\xD8\xFF", 3) != 0 || !objects_good(objects))
    return false;
  HPDF_Dict made = HPDF_LoadJpegImageFromMem(objects->file, (const HPDF_BYTE *)bytes.p, (HPDF_UINT)bytes.n);
  // A file that ends before its header is read without an error; only the entries are missing.
  if (!made || !HPDF_Dict_GetItem(made, "Width", HPDF_OCLASS_NUMBER))
    return false;
  note(objects, HPDF_Dict_AddName(made, "Filter", "DCTDecode"));
  const char *space = HPDF_Image_GetColorSpace(made);
  *components = !space ? 0 : strcmp(space, "DeviceGray") == 0 ? 1 : strcmp(space, "DeviceRGB") == 0 ? 3 : 4;
  *image = made;
  return *components != 0;
}

HPDF_Dict object_bookmark(struct objects *objects, HPDF_Dict parent, bool open, object_print *print, const void *data) {
  static const char *const drop[] = { "Title", "Type", NULL };
  if (!objects_good(objects))
    return NULL;
  HPDF_Outline made = HPDF_CreateOutline(objects->file, parent, "", NULL);
  if (!made)
    return NULL;
  note(objects, HPDF_Outline_SetOpened(made, open));
  object_extend(objects, made, drop, print, data);
  return made;
}

// ------------------------------------------------------------------------------------------------------------ saving

static HPDF_Obj_Header *header_at(const struct objects *objects, size_t index) {
  return HPDF_Xref_GetEntry(objects->file->xref, (HPDF_UINT)index)->obj;
}

static bool is_dict(const HPDF_Obj_Header *header) {
  return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT;
}

// libharu writes the length of a stream as an object of its own. Here it stands in the dictionary, so these objects
// leave the list; all others move up.
size_t objects_number(struct objects *objects) {
  HPDF_List entries = objects->file->xref->entries;
  HPDF_UINT kept = 1;
  for (HPDF_UINT i = 1; i < entries->count; i++) {
    HPDF_XrefEntry entry = entries->obj[i];
    HPDF_Obj_Header *header = entry->obj;
    if ((header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_NUMBER) {
      HPDF_Obj_ForceFree(objects->file->mmgr, entry->obj);
      HPDF_FreeMem(objects->file->mmgr, entry);
      continue;
    }
    header->obj_id = kept | HPDF_OTYPE_INDIRECT;
    entries->obj[kept++] = entry;
  }
  entries->count = kept;
  objects->range.first = kept;
  return kept - 1 + objects->range.n;
}

static const struct printer *printer_of(HPDF_Dict dict) {
  return dict->write_fn == print_entries ? dict->attr : NULL;
}

bool object_is_stream(const struct objects *objects, size_t number) {
  if (number >= objects->range.first)
    return false;
  HPDF_Obj_Header *header = header_at(objects, number);
  if (!is_dict(header))
    return false;
  HPDF_Dict dict = (HPDF_Dict)header;
  const struct printer *printer = printer_of(dict);
  return dict->stream || (printer && printer->bytes.p);
}

static HPDF_STATUS add_to_buf(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n) {
  buf_add(stream->attr, bytes, n);
  return HPDF_OK;
}

static size_t stream_length(HPDF_Dict dict) {
  const struct printer *printer = printer_of(dict);
  return printer && printer->bytes.p ? printer->bytes.n : dict->stream->size;
}

static void print_stream_bytes(HPDF_Dict dict, struct buf *out) {
  const struct printer *printer = printer_of(dict);
  if (printer && printer->bytes.p) {
    buf_str(out, printer->bytes);
    return;
  }
  HPDF_UINT blocks = HPDF_MemStream_GetBufCount(dict->stream);
  for (HPDF_UINT i = 0; i < blocks; i++) {
    HPDF_UINT n = 0;
    const HPDF_BYTE *block = HPDF_MemStream_GetBufPtr(dict->stream, i, &n);
    buf_add(out, block, n);
  }
}

// HPDF_Dict_Write would insist on an indirect length.
static void print_stream(struct objects *objects, HPDF_Dict dict, HPDF_Stream stream) {
  struct buf *out = stream->attr;
  const struct printer *printer = printer_of(dict);
  buf_text(out, "<<");
  for (HPDF_UINT i = 0; i < dict->list->count; i++) {
    HPDF_DictElement element = HPDF_List_ItemAt(dict->list, i);
    if (strcmp(element->key, "Length") == 0)
      continue;
    print_name(out, str_from(element->key));
    buf_byte(out, ' ');
    note(objects, HPDF_Obj_Write(element->value, stream, NULL));
    buf_byte(out, '\n');
  }
  if (printer)
    print_entries(dict, stream);
  if (printer && printer->packed)
    buf_text(out, "/Filter/FlateDecode");
  buf_text(out, "/Length ");
  buf_int(out, (long long)stream_length(dict));
  buf_text(out, ">>\nstream\n");
  print_stream_bytes(dict, out);
  buf_text(out, "\nendstream");
}

void object_print_value(struct objects *objects, size_t number, struct buf *out) {
  if (number >= objects->range.first) {
    buf_text(out, "<<");
    objects->range.print(objects->range.data, number - objects->range.first, out);
    buf_text(out, ">>");
    return;
  }
  HPDF_Stream stream = HPDF_CallbackWriter_New(objects->file->mmgr, add_to_buf, out);
  if (!stream) {
    note(objects, HPDF_FAILD_TO_ALLOC_MEM);
    return;
  }
  HPDF_Obj_Header *header = header_at(objects, number);
  if (object_is_stream(objects, number)) {
    print_stream(objects, (HPDF_Dict)header, stream);
  } else if (is_dict(header) && printer_of((HPDF_Dict)header) && !((HPDF_Dict)header)->list->count) {
    buf_text(out, "<<");
    print_entries((HPDF_Dict)header, stream);
    buf_text(out, ">>");
  } else {
    note(objects, HPDF_Obj_WriteValue(header, stream, NULL));
  }
  HPDF_Stream_Free(stream);
}

// -------------------------------------------------------------------------------------------------------- references

void print_ref(struct buf *out, HPDF_Dict object) {
  buf_int(out, object ? (long long)(object->header.obj_id & OBJECT_NUMBER) : 0);
  buf_text(out, " 0 R");
}

void print_range_ref(struct buf *out, const struct objects *objects, size_t index) {
  buf_int(out, (long long)(objects->range.first + index));
  buf_text(out, " 0 R");
}
