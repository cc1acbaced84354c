// Members of a Word file, read under limits.
#include "compiler/import/package.h"

#include <zip.h>

#include "grammar/rules.h"

enum {
  MEMBERS_MAX = 5000,
  RATIO_MAX = 400,            // deflate packs plain tables some hundred times; a bomb packs a thousand times
  RATIO_FROM = 4 << 20,       // bytes from which the ratio counts
  PART_MAX = 96 << 20,        // of a member that is made a tree
};

struct package {
  struct arena *arena;
  zip_t *zip;
};

static bool fail(struct import_error *error, const struct diag_rule *rule, struct str argument) {
  *error = (struct import_error){ rule, argument };
  return false;
}

// ---- What it is instead

static const struct str OLE = { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8 };

// A compound file is either the old .doc or the hull of an encrypted .docx, which names its stream in UTF-16.
static bool refuse_other(struct str bytes, struct import_error *error) {
  static const char stream[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  if (str_starts(bytes, OLE)) {
    bool encrypted = str_find(bytes, (struct str){ stream, sizeof stream }, 0) != SIZE_MAX;
    return fail(error, encrypted ? &rule_import_encrypted : &rule_import_old_word, STR(""));
  }
  if (!bytes.n)
    return fail(error, &rule_import_empty, STR(""));
  return fail(error, &rule_import_not_word, STR(""));
}

static struct str zip_reason(struct arena *arena, zip_error_t *error) {
  return str_copy(arena, str_from(zip_error_strerror(error)));
}

static zip_t *open_zip(struct arena *arena, struct str bytes, struct import_error *error) {
  zip_error_t why;
  zip_error_init(&why);
  zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &why);
  zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
  if (!zip) {
    zip_source_free(source);
    fail(error, &rule_import_damaged, zip_reason(arena, &why));
  }
  zip_error_fini(&why);
  return zip;
}

static void *zip_end(zip_t *zip) {
  zip_discard(zip);
  return NULL;
}

struct package *package_open(struct arena *arena, struct str bytes, struct import_error *error) {
  if (!str_starts(bytes, STR("PK\3\4"))) {
    refuse_other(bytes, error);
    return NULL;
  }
  zip_t *zip = open_zip(arena, bytes, error);
  if (!zip)
    return NULL;
  if (zip_get_num_entries(zip, 0) > MEMBERS_MAX) {
    fail(error, &rule_import_limit, str_printf(arena, "%d", MEMBERS_MAX));
    return zip_end(zip);
  }
  struct package *package = arena_new(arena, struct package);
  *package = (struct package){ arena, zip };
  return package;
}

void package_close(struct package *package) {
  if (package)
    zip_end(package->zip);
}

// ---- Members

static zip_int64_t locate(const struct package *package, struct str name) {
  struct str terminated = str_copy(package->arena, name);
  return name.n ? zip_name_locate(package->zip, terminated.p, ZIP_FL_NOCASE) : -1;
}

bool package_has(const struct package *package, struct str name) {
  return locate(package, name) >= 0;
}

static bool passes(struct package *package, const zip_stat_t *stat, size_t limit, struct import_error *error) {
  if (stat->valid & ZIP_STAT_ENCRYPTION_METHOD && stat->encryption_method != ZIP_EM_NONE)
    return fail(error, &rule_import_encrypted, STR(""));
  if (stat->size > limit)
    return fail(error, &rule_import_limit, str_printf(package->arena, "%zu MB", limit >> 20));
  if (stat->size > RATIO_FROM && stat->size / RATIO_MAX > stat->comp_size)
    return fail(error, &rule_import_limit, str_printf(package->arena, "%d : 1", RATIO_MAX));
  return true;
}

// What is read is not more than was declared: libzip gives no byte beyond, and the checksum tells when some are missing.
bool package_read(struct package *package, struct str name, size_t limit, struct str *bytes, struct import_error *error) {
  *bytes = STR("");
  zip_int64_t index = locate(package, name);
  zip_stat_t stat;
  if (index < 0)
    return true;
  if (zip_stat_index(package->zip, (zip_uint64_t)index, 0, &stat) < 0 || !(stat.valid & ZIP_STAT_SIZE) ||
      !(stat.valid & ZIP_STAT_COMP_SIZE))
    return fail(error, &rule_import_damaged, str_copy(package->arena, name));
  if (!passes(package, &stat, limit, error))
    return false;
  zip_file_t *file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
  if (!file)
    return fail(error, &rule_import_damaged, str_copy(package->arena, str_from(zip_strerror(package->zip))));
  char *content = arena_alloc(package->arena, (size_t)stat.size + 1);
  zip_int64_t n = zip_fread(file, content, stat.size);
  char beyond;
  bool whole = n >= 0 && (zip_uint64_t)n == stat.size && zip_fread(file, &beyond, 1) == 0;
  zip_fclose(file);
  if (!whole)
    return fail(error, &rule_import_damaged, str_copy(package->arena, name));
  *bytes = (struct str){ content, (size_t)n };
  return true;
}

bool package_tree(struct package *package, struct str name, const struct node **root, struct import_error *error) {
  struct str bytes;
  *root = NULL;
  if (!package_read(package, name, PART_MAX, &bytes, error))
    return false;
  if (!bytes.n)
    return true;
  switch (tree_read_xml(package->arena, bytes, root)) {
  case TREE_READ:
    return true;
  case TREE_UNSAFE:
    return fail(error, &rule_import_unsafe, str_copy(package->arena, name));
  case TREE_LIMIT:
    return fail(error, &rule_import_limit, str_copy(package->arena, name));
  default:
    return fail(error, &rule_import_damaged, str_copy(package->arena, name));
  }
}

// ---- Names

static size_t folder_length(struct str name) {
  size_t n = name.n;
  while (n > 0 && name.p[n - 1] != '/')
    n--;
  return n;
}

struct str package_relations_name(struct arena *arena, struct str name) {
  size_t n = folder_length(name);
  return str_printf(arena, "%.*s_rels/%.*s.rels", (int)n, name.p, (int)(name.n - n), name.p + n);
}

struct str package_resolve(struct arena *arena, struct str name, struct str target) {
  struct str path = str_slice(name, 0, folder_length(name)), part;
  if (str_starts(target, STR("/"))) {
    path.n = 0;
    target = str_slice(target, 1, target.n);
  }
  while (str_split(&target, '/', &part)) {
    if (str_is(part, "..") && !path.n)
      return STR("");
    if (str_is(part, ".."))
      path.n = folder_length(str_slice(path, 0, path.n - 1));
    else if (part.n && !str_is(part, "."))
      path = str_concat(arena, path, str_printf(arena, target.n ? "%.*s/" : "%.*s", (int)part.n, part.p));
  }
  return path;
}
