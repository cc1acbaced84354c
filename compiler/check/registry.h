// Registry of agencies and provinces (danh mục cơ quan, tỉnh thành): names, aliases, dated validity, groups.
#ifndef KEHOACH_CHECK_REGISTRY_H
#define KEHOACH_CHECK_REGISTRY_H

#include "runtime/base/date.h"
#include "runtime/base/vec.h"

struct agency {
  const char *id;                  // "so-tu-phap"
  struct str level, family, status;
  struct str name, name_if_city;   // full name
  struct str abbreviation;
  VEC(struct str) aliases;
  struct date from, to;            // validity; unknown parts 0: unlimited. `to` is the first day without it
  VEC(struct str) successors, predecessors; // ids
  VEC(struct str) members;         // of a group: ids; empty: a group without known members
  bool group;
  bool open;                       // a group without members by its nature: “các cơ quan, đơn vị liên quan”
  bool assignees;                  // a group of those to whom the document gives work: “các đơn vị được phân công”
  bool own;                        // from the overlay
};

struct province {
  const char *id;
  struct str name, full_name;      // "Tuyên Quang", "tỉnh Tuyên Quang"
  bool city;                       // thành phố trực thuộc Trung ương, from `city_since` on
  struct date city_since;
  struct date from, to;
  struct str successor;
  VEC(struct str) aliases;
};

struct registry {
  VEC(struct agency) agencies;
  VEC(struct province) provinces;
  struct name_index *index;        // folded names → agency, by longest match
};

// The built-in registry, and on top of it `overlay` (same columns as agencies.tsv; empty: none), whose rows replace
// rows of the same id. NULL with *error (line and reason, in Vietnamese and on a line of its own in English) when the overlay cannot
// be read.
struct registry *registry_read(struct arena *arena, struct str overlay, struct str *error);
const struct agency *registry_agency(const struct registry *registry, struct str id);
const struct province *registry_province(const struct registry *registry, struct str name); // folded name or alias
bool province_is_city(const struct province *province, struct date on);
// Whether it is as “family=so level=tinh status=active|optional” says.
bool agency_fits(const struct agency *agency, struct str filter);
bool agency_valid(const struct agency *agency, struct date on); // true when the date is unknown

// What there is on the whole day `on`, of what there was. Parts of a registry's date that are unknown count as its latest.
bool agency_over(const struct agency *agency, struct date on);
// The body itself, or the one that has its work now; NULL when there is none, or more than one.
const struct agency *agency_today(const struct registry *registry, const struct agency *agency, struct date on);
// The province itself, or the one that it is part of now.
const struct province *province_today(const struct registry *registry, const struct province *province, struct date on);
struct str province_called(struct arena *arena, const struct province *province, struct date on); // “tỉnh Bắc Ninh” before it was a city

#endif
