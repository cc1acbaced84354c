// The two containers. Both walk the objects once; the compact one keeps those that are no streams aside until an
// object stream is full.
#include "runtime/emit/pdf_save.h"

#include <string.h>

enum { OBJECTS_IN_STREAM = 200 };

enum place_kind { PLACE_FREE, PLACE_OFFSET, PLACE_IN_STREAM }; // the types of 7.5.8.3, table 18

struct place {
  enum place_kind kind;
  size_t where; // byte offset, or number of the object stream
  size_t index; // in the object stream
};

struct saver {
  struct objects *objects;
  struct buf *out;
  size_t start; // of the file in `out`
  size_t n;     // objects, object streams included; object 0 is the head of the free list
  struct place *places;
  struct buf heads, bodies; // of the object stream being filled
  size_t in_stream, stream_number;
};

static size_t offset_of_next(const struct saver *saver) {
  return saver->out->n - saver->start;
}

static void begin_object(struct saver *saver, size_t number) {
  saver->places[number] = (struct place){ .kind = PLACE_OFFSET, .where = offset_of_next(saver) };
  buf_int(saver->out, (long long)number);
  buf_text(saver->out, " 0 obj\n");
}

static void end_object(struct saver *saver) {
  buf_text(saver->out, "\nendobj\n");
}

static void save_plain(struct saver *saver, size_t number) {
  begin_object(saver, number);
  object_print_value(saver->objects, number, saver->out);
  end_object(saver);
}

// The identifier comes from everything before the cross-reference data.
static void print_identifier(struct saver *saver, struct str content) {
  HPDF_MD5_CTX context;
  HPDF_BYTE digest[HPDF_MD5_KEY_LEN];
  HPDF_MD5Init(&context);
  HPDF_MD5Update(&context, (const HPDF_BYTE *)content.p, (HPDF_UINT32)content.n);
  HPDF_MD5Final(digest, &context);
  for (int twice = 0; twice < 2; twice++) {
    buf_byte(saver->out, '<');
    for (size_t i = 0; i < sizeof digest; i++)
      buf_printf(saver->out, "%02X", digest[i]);
    buf_byte(saver->out, '>');
  }
}

static void print_trailer_entries(struct saver *saver, size_t content) {
  struct buf *out = saver->out;
  buf_printf(out, "/Size %zu/Root ", saver->n + 1);
  print_ref(out, objects_catalog(saver->objects));
  buf_text(out, "/Info ");
  print_ref(out, objects_info(saver->objects));
  buf_text(out, "/ID[");
  print_identifier(saver, str_slice(buf_view(out), saver->start, saver->start + content));
  buf_text(out, "]");
}

static void print_end(struct saver *saver, size_t xref) {
  buf_printf(saver->out, "startxref\n%zu\n%%%%EOF\n", xref);
}

// ----------------------------------------------------------------------------------------------------------- classic

static void save_classic(struct saver *saver) {
  buf_text(saver->out, "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n");
  for (size_t i = 1; i <= saver->n; i++)
    save_plain(saver, i);
  size_t xref = offset_of_next(saver);
  buf_printf(saver->out, "xref\n0 %zu\n0000000000 65535 f \n", saver->n + 1);
  for (size_t i = 1; i <= saver->n; i++)
    buf_printf(saver->out, "%010zu 00000 n \n", saver->places[i].where);
  buf_text(saver->out, "trailer\n<<");
  print_trailer_entries(saver, xref);
  buf_text(saver->out, ">>\n");
  print_end(saver, xref);
}

// ----------------------------------------------------------------------------------------------------------- compact

static void flush_object_stream(struct saver *saver) {
  if (!saver->in_stream)
    return;
  size_t first = saver->heads.n;
  buf_str(&saver->heads, buf_view(&saver->bodies));
  struct str packed = objects_pack(saver->objects, buf_view(&saver->heads));
  begin_object(saver, saver->stream_number);
  buf_printf(saver->out, "<</Type/ObjStm/N %zu/First %zu/Filter/FlateDecode/Length %zu>>\nstream\n", saver->in_stream,
             first, packed.n);
  buf_str(saver->out, packed);
  buf_text(saver->out, "\nendstream");
  end_object(saver);
  saver->heads.n = saver->bodies.n = saver->in_stream = 0;
}

static void save_in_stream(struct saver *saver, size_t number) {
  if (saver->in_stream == OBJECTS_IN_STREAM)
    flush_object_stream(saver);
  if (!saver->in_stream)
    saver->stream_number = ++saver->n;
  saver->places[number] = (struct place){ PLACE_IN_STREAM, saver->stream_number, saver->in_stream++ };
  buf_int(&saver->heads, (long long)number);
  buf_byte(&saver->heads, ' ');
  buf_int(&saver->heads, (long long)saver->bodies.n);
  buf_byte(&saver->heads, ' ');
  object_print_value(saver->objects, number, &saver->bodies);
  buf_byte(&saver->bodies, '\n');
}

enum { XREF_ROW = 7 }; // one byte of kind, four of offset or stream, two of generation or index

static void xref_row(const struct place *place, size_t number, unsigned char row[XREF_ROW]) {
  size_t last = number ? place->index : 65535;
  row[0] = (unsigned char)place->kind;
  for (int i = 0; i < 4; i++)
    row[1 + i] = (unsigned char)(place->where >> (24 - 8 * i));
  row[5] = (unsigned char)(last >> 8);
  row[6] = (unsigned char)last;
}

// Rows are stored as differences to the row above (PNG predictor Up), which packs them to a third.
static void xref_rows(const struct saver *saver, struct buf *rows) {
  unsigned char above[XREF_ROW] = { 0 }, row[XREF_ROW];
  for (size_t i = 0; i <= saver->n; i++) {
    xref_row(&saver->places[i], i, row);
    buf_byte(rows, 2);
    for (int k = 0; k < XREF_ROW; k++)
      buf_byte(rows, (char)(row[k] - above[k]));
    memcpy(above, row, sizeof row);
  }
}

static void save_compact(struct saver *saver) {
  buf_text(saver->out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
  size_t objects = saver->n;
  for (size_t i = 1; i <= objects; i++) {
    if (object_is_stream(saver->objects, i))
      save_plain(saver, i);
    else
      save_in_stream(saver, i);
  }
  flush_object_stream(saver);
  size_t xref = offset_of_next(saver);
  begin_object(saver, ++saver->n);
  struct buf rows = { 0 };
  xref_rows(saver, &rows);
  struct str packed = objects_pack(saver->objects, buf_view(&rows));
  buf_printf(saver->out, "<</Type/XRef/W[1 4 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>/Length %zu",
             XREF_ROW, packed.n);
  print_trailer_entries(saver, xref);
  buf_text(saver->out, ">>\nstream\n");
  buf_str(saver->out, packed);
  buf_text(saver->out, "\nendstream");
  end_object(saver);
  print_end(saver, xref);
  buf_finish(&rows);
}

bool pdf_save(struct objects *objects, enum pdf_container container, struct buf *out) {
  if (!objects_good(objects))
    return false;
  size_t n = objects_number(objects);
  size_t most = n + n / OBJECTS_IN_STREAM + 3; // with object streams, the cross-reference stream and object 0
  struct saver saver = {
    .objects = objects, .out = out, .start = out->n, .n = n, .places = arena_array(objects->arena, struct place, most)
  };
  if (container == PDF_CLASSIC)
    save_classic(&saver);
  else
    save_compact(&saver);
  buf_finish(&saver.heads);
  buf_finish(&saver.bodies);
  return objects_good(objects);
}
