// What the file says of itself: document information, the same as XMP metadata, with the claims to PDF/A and PDF/UA
// (ISO 32000-1, 14.3; ISO 19005-2, 6.6; ISO 14289-1, 5).
#include <string.h>

#include "runtime/emit/pdf.h"

// --------------------------------------------------------------------------------------------------------------- date

// A document that is dated by the day only is dated at midnight, Vietnam's time (Nghị định 30/2020, article 7.1).
struct moment {
  int year, month, day, hour, minute, second;
  char sign;
  int zone_hour, zone_minute;
};

static bool take_number(struct str *rest, size_t digits, int most, int *value) {
  struct str part = str_slice(*rest, 0, digits);
  if (part.n != digits || !str_to_int(part, value) || *value > most)
    return false;
  *rest = str_slice(*rest, digits, rest->n);
  return true;
}

static bool take(struct str *rest, char c) {
  if (!rest->n || rest->p[0] != c)
    return false;
  *rest = str_slice(*rest, 1, rest->n);
  return true;
}

static bool read_zone(struct str rest, struct moment *moment) {
  if (!rest.n)
    return true;
  moment->zone_hour = moment->zone_minute = 0;
  if (take(&rest, 'Z'))
    return !rest.n;
  moment->sign = rest.p[0];
  return (take(&rest, '+') || take(&rest, '-')) && take_number(&rest, 2, 23, &moment->zone_hour) &&
         (take(&rest, ':'), take_number(&rest, 2, 59, &moment->zone_minute)) && !rest.n;
}

static bool read_time(struct str rest, struct moment *moment) {
  if (!rest.n)
    return true;
  if (!take(&rest, 'T') && !take(&rest, ' '))
    return false;
  if (!take_number(&rest, 2, 23, &moment->hour) || !take(&rest, ':') || !take_number(&rest, 2, 59, &moment->minute))
    return false;
  if (take(&rest, ':') && !take_number(&rest, 2, 59, &moment->second))
    return false;
  return read_zone(rest, moment);
}

static bool read_moment(struct str date, struct moment *moment) {
  *moment = (struct moment){ .sign = '+', .zone_hour = 7 };
  return take_number(&date, 4, 9999, &moment->year) && take(&date, '-') && take_number(&date, 2, 12, &moment->month) &&
         take(&date, '-') && take_number(&date, 2, 31, &moment->day) && moment->month && moment->day &&
         read_time(date, moment);
}

// -------------------------------------------------------------------------------------------------------- information

static struct str producer(const struct pdf *pdf) {
  const struct pdf_options *options = pdf->options;
  struct str name = str_from(options->producer ? options->producer : "Kehoach");
  return options->template_name ? str_printf(pdf->arena, STR_FMT " (%s)", STR_ARG(name), options->template_name) : name;
}

static void print_info_text(struct buf *out, const char *key, struct str text) {
  if (!text.n)
    return;
  print_name(out, str_from(key));
  print_text(out, text);
}

// Names of properties become keys here and element names in XMP: letters, digits, '.', '-' and '_'.
static struct str property_key(struct arena *arena, struct str name) {
  static const char *const taken[] = { "Title",    "Author",       "Subject", "Keywords", "Creator",
                                       "Producer", "CreationDate", "ModDate", "Trapped" };
  char *key = arena_alloc(arena, name.n + 2);
  size_t n = 0;
  for (size_t i = 0; i < name.n; i++) {
    unsigned char c = (unsigned char)name.p[i];
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    if (!n && !letter)
      key[n++] = '_';
    bool kept = letter || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    key[n++] = kept ? (char)c : '_';
  }
  struct str made = { key, n };
  for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
    if (str_is(made, taken[i]))
      return str_printf(arena, "_" STR_FMT, STR_ARG(made));
  return made;
}

static bool key_is_new(const struct pdf *pdf, size_t index) {
  for (size_t i = 0; i < index; i++)
    if (str_eq(pdf->properties.at[i].key, pdf->properties.at[index].key))
      return false;
  return pdf->properties.at[index].key.n > 0;
}

static void read_properties(struct pdf *pdf) {
  for (size_t i = 0; i < pdf->doc->properties.n; i++) {
    const struct doc_attribute *given = &pdf->doc->properties.at[i];
    vec_push(pdf->arena, &pdf->properties,
             (struct doc_attribute){ property_key(pdf->arena, given->key), given->value });
    if (!given->value.n || !key_is_new(pdf, pdf->properties.n - 1))
      pdf->properties.n--;
  }
}

static void print_info(const void *data, struct buf *out) {
  const struct pdf *pdf = data;
  const struct doc *doc = pdf->doc;
  struct moment m;
  print_info_text(out, "Title", doc->title);
  print_info_text(out, "Author", doc->author);
  print_info_text(out, "Subject", doc->subject);
  print_info_text(out, "Keywords", doc->keywords);
  print_info_text(out, "Creator", doc->creator);
  print_info_text(out, "Producer", producer(pdf));
  if (read_moment(doc->date, &m))
    buf_printf(out, "/CreationDate(D:%04d%02d%02d%02d%02d%02d%c%02d'%02d')", m.year, m.month, m.day, m.hour, m.minute,
               m.second, m.sign, m.zone_hour, m.zone_minute);
  for (size_t i = 0; i < pdf->properties.n; i++) {
    print_name(out, pdf->properties.at[i].key);
    print_text(out, pdf->properties.at[i].value);
  }
}

// ---------------------------------------------------------------------------------------------------------------- XMP

// A schema that PDF/A does not know has to be described in the packet (ISO 19005-2, 6.6.2.3.3).
static void begin_schema(struct buf *out, const char *name, const char *uri, const char *prefix) {
  buf_printf(out,
             "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>%s</pdfaSchema:schema>"
             "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI><pdfaSchema:prefix>%s</pdfaSchema:prefix>"
             "<pdfaSchema:property><rdf:Seq>\n",
             name, uri, prefix);
}

static void describe_property(struct buf *out, struct str name, const char *type, const char *category,
                              const char *description) {
  buf_printf(out,
             "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>" STR_FMT "</pdfaProperty:name>"
             "<pdfaProperty:valueType>%s</pdfaProperty:valueType><pdfaProperty:category>%s</pdfaProperty:category>"
             "<pdfaProperty:description>%s</pdfaProperty:description></rdf:li>\n",
             STR_ARG(name), type, category, description);
}

static void end_schema(struct buf *out) {
  buf_text(out, "</rdf:Seq></pdfaSchema:property></rdf:li>\n");
}

#define PDFUA_URI "http://www.aiim.org/pdfua/ns/id/"
#define PDFX_URI "http://ns.adobe.com/pdfx/1.3/"

static void print_schemas(const struct pdf *pdf, struct buf *out) {
  if (!pdf->universal && !pdf->properties.n)
    return;
  buf_text(out, "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
                "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
                "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"><pdfaExtension:schemas><rdf:Bag>\n");
  if (pdf->universal) {
    begin_schema(out, "PDF/UA Universal Accessibility Schema", PDFUA_URI, "pdfuaid");
    describe_property(out, STR("part"), "Integer", "internal",
                      "Indicates, which part of ISO 14289 standard is followed");
    end_schema(out);
  }
  if (pdf->properties.n) {
    begin_schema(out, "Properties of the document", PDFX_URI, "pdfx");
    for (size_t i = 0; i < pdf->properties.n; i++)
      describe_property(out, pdf->properties.at[i].key, "Text", "external", "Document property");
    end_schema(out);
  }
  buf_text(out, "</rdf:Bag></pdfaExtension:schemas></rdf:Description>\n");
}

static void begin_description(struct buf *out, const char *prefix, const char *uri) {
  buf_printf(out, "<rdf:Description rdf:about=\"\" xmlns:%s=\"%s\">", prefix, uri);
}

static void end_description(struct buf *out) {
  buf_text(out, "</rdf:Description>\n");
}

// One element; `before` and `after` stand around the value inside it, as "<rdf:Seq><rdf:li>" and its end.
static void print_property(struct buf *out, const char *element, const char *before, struct str value,
                           const char *after) {
  if (!value.n)
    return;
  buf_printf(out, "<%s>%s", element, before);
  buf_xml(out, text_clipped(value));
  buf_printf(out, "%s</%s>\n", after, element);
}

#define ALT_BEGIN "<rdf:Alt><rdf:li xml:lang=\"x-default\">"
#define ALT_END "</rdf:li></rdf:Alt>"

static void print_core(const struct pdf *pdf, struct buf *out) {
  const struct doc *doc = pdf->doc;
  begin_description(out, "dc", "http://purl.org/dc/elements/1.1/");
  buf_text(out, "<dc:format>application/pdf</dc:format>\n");
  print_property(out, "dc:title", ALT_BEGIN, doc->title, ALT_END);
  print_property(out, "dc:creator", "<rdf:Seq><rdf:li>", doc->author, "</rdf:li></rdf:Seq>");
  print_property(out, "dc:description", ALT_BEGIN, doc->subject, ALT_END);
  print_property(out, "dc:language", "<rdf:Bag><rdf:li>", doc->language, "</rdf:li></rdf:Bag>");
  end_description(out);
  begin_description(out, "pdf", "http://ns.adobe.com/pdf/1.3/");
  print_property(out, "pdf:Keywords", "", doc->keywords, "");
  print_property(out, "pdf:Producer", "", producer(pdf), "");
  end_description(out);
  struct moment m;
  begin_description(out, "xmp", "http://ns.adobe.com/xap/1.0/");
  print_property(out, "xmp:CreatorTool", "", doc->creator, "");
  if (read_moment(doc->date, &m))
    buf_printf(out, "<xmp:CreateDate>%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d</xmp:CreateDate>\n", m.year, m.month,
               m.day, m.hour, m.minute, m.second, m.sign, m.zone_hour, m.zone_minute);
  end_description(out);
}

static void print_claims(const struct pdf *pdf, struct buf *out) {
  static const char *const letters[] = { [PDF_LEVEL_B] = "B", [PDF_LEVEL_U] = "U", [PDF_LEVEL_A] = "A" };
  if (pdf->level != PDF_LEVEL_NONE) {
    begin_description(out, "pdfaid", "http://www.aiim.org/pdfa/ns/id/");
    buf_printf(out, "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>%s</pdfaid:conformance>",
               pdf->options->part == PDF_A1B ? 1 : 2, letters[pdf->level]);
    end_description(out);
  }
  if (pdf->universal) {
    begin_description(out, "pdfuaid", PDFUA_URI);
    buf_text(out, "<pdfuaid:part>1</pdfuaid:part>");
    end_description(out);
  }
}

static void print_properties(const struct pdf *pdf, struct buf *out) {
  if (!pdf->properties.n)
    return;
  begin_description(out, "pdfx", PDFX_URI);
  for (size_t i = 0; i < pdf->properties.n; i++) {
    const char *element = str_printf(pdf->arena, "pdfx:" STR_FMT, STR_ARG(pdf->properties.at[i].key)).p;
    print_property(out, element, "", pdf->properties.at[i].value, "");
  }
  end_description(out);
}

static void print_packet(const struct pdf *pdf, struct buf *out) {
  buf_text(out, "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
  print_core(pdf, out);
  print_claims(pdf, out);
  print_properties(pdf, out);
  print_schemas(pdf, out);
  buf_text(out, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

static void print_metadata_entries(const void *data, struct buf *out) {
  (void)data;
  buf_text(out, "/Type/Metadata/Subtype/XML");
}

static void print_profile_entries(const void *data, struct buf *out) {
  (void)data;
  buf_text(out, "/N 3/Alternate/DeviceRGB");
}

void pdf_make_metadata(struct pdf *pdf) {
  static const char *const drop[] = { "Producer", NULL };
  struct buf packet = { 0 };
  read_properties(pdf);
  object_extend(&pdf->objects, objects_info(&pdf->objects), drop, print_info, pdf);
  print_packet(pdf, &packet);
  // Metadata stays readable without a PDF reader: never compressed.
  pdf->metadata =
      object_stream(&pdf->objects, STREAM_PLAIN, str_copy(pdf->arena, buf_view(&packet)), print_metadata_entries, NULL);
  buf_finish(&packet);
  pdf->profile = object_stream(&pdf->objects, STREAM_PACK, pdf_srgb_profile(pdf->arena), print_profile_entries, NULL);
}
