// The plan (kế hoạch): well formed, made only by check. Everything that the outputs need; every word of the source is
// reachable from here.
#ifndef KEHOACH_CHECK_PLAN_H
#define KEHOACH_CHECK_PLAN_H

#include "compiler/check/agencies.h"
#include "compiler/check/times.h"
#include "compiler/syntax/syntax.h"
#include "runtime/base/utf8.h"

// A value of the header with its place; `text.s` empty when it is absent or left blank in a draft.
struct value {
  bool present;    // the key or line exists, even if blank
  struct text text;
  struct span span;
};

struct header {             // phần đầu văn bản, Nghị định 30 annex I
  struct value kind;        // tên loại: “KẾ HOẠCH”
  struct value parent;      // cơ quan chủ quản
  struct value agency;      // cơ quan ban hành
  struct value number;      // số: “140”
  struct value symbol;      // ký hiệu: “KH-UBND”
  struct value place;       // địa danh
  struct value date_text;   // ngày tháng năm as written
  struct date date;         // its known parts
  struct value subject;     // trích yếu
  struct value urgency, secrecy, circulation; // khẩn, mật, phạm vi lưu hành
};

struct signature {          // chữ ký
  VEC(struct value) lines;  // “TM. ỦY BAN NHÂN DÂN”, “KT. CHỦ TỊCH”, “PHÓ CHỦ TỊCH”, as written
  struct value name;        // họ tên
};

struct recipient {          // nơi nhận
  struct text text;         // one line, as written, without dash
  struct actors actors;
  struct actors rest;       // its other words, part by part
  bool filing;              // “Lưu: …”
};

// Section kinds (loại mục): rows of grammar/sections.tsv.
enum section_kind {
  SECTION_OTHER, SECTION_PURPOSE, SECTION_VIEWPOINT, SECTION_OBJECTIVE, SECTION_SCOPE, SECTION_CONTENT, SECTION_TASK,
  SECTION_FUNDING, SECTION_ORGANISATION, SECTION_REPORTING, SECTION_SITUATION, SECTION_ANNEX, SECTION_KINDS
};

// Field labels (nhãn): rows of grammar/fields.tsv.
enum field_kind {
  FIELD_NONE, FIELD_LEAD, FIELD_COORDINATE, FIELD_MONITOR, FIELD_RESPONSIBILITY, FIELD_TIME, FIELD_PRODUCT, FIELD_FUNDING,
  FIELD_PLACE, FIELD_OBJECTIVE, FIELD_TASK, FIELD_ORDER, FIELD_CONTENT, FIELD_FORM, FIELD_AUDIENCE, FIELD_REQUIREMENT,
  FIELD_NOTE, FIELD_KINDS
};

struct task;
struct item_notes;
struct objective;

enum item_kind {
  ITEM_SECTION,   // I., Phần, Chương, Phụ lục or an unnumbered heading
  ITEM_POINT,     // any other labelled item, or a heading below a section
  ITEM_PARAGRAPH, // text without a label
  ITEM_TABLE,
};

struct item {               // mục, khoản, điểm, gạch đầu dòng
  enum item_kind kind;
  struct item *parent, *first, *last, *next, *previous;
  struct label label;       // as in the source; `number` is what is printed
  struct str number;        // “IV.”, “1.1.”, “a)”, “-”; empty for none
  bool title;               // set as a title (bold), not as running text
  bool lead_in;             // a paragraph before the first section: legal bases and the sentence ending in “:”
  struct text text;
  struct folded folded;     // text.s folded, once for all readers
  struct table *table;
  struct str id;            // {#id}
  struct str anchor;        // unique name in the document: id, "muc-IV-1.1", or "doan-12" for what has no number
  enum section_kind section; // of this item or the nearest section above it
  enum field_kind field;    // the item is a labelled line “Cơ quan chủ trì: …”
  size_t field_value;       // byte of text.s where its value starts
  struct task *task;        // the item is a task
  struct item_notes *notes; // of the readers of tasks, see tasks_reader.h
  struct objective *objective;
  struct span span;
  const struct node *node;
  VEC(struct str) path;     // numbers from the section down: "IV", "1", "1.1"
  const struct str *keys;   // the part of the anchor that each of them makes: "IV", "1", "1-1"
};

enum origin { ORIGIN_BLOCK, ORIGIN_TABLE, ORIGIN_PROSE, ORIGIN_DUTY };

struct task {               // nhiệm vụ
  struct item *item;        // what it is written in (for a table row, the table)
  struct text text;         // what is to be done
  struct str id;            // "IV.1.1"; unique in the plan
  struct str number;        // "1.1"
  VEC(struct str) path;
  enum origin origin;
  struct actors lead, coordinate, monitor;
  bool gathered;            // its bodies are those of its parts, each of them a task of its own, which alone counts
  bool has_time;
  struct time_spec time;
  struct text product, funding, place;
  const struct item *inherited_from; // the item that carries the block for its children; else NULL
  struct span span;
  const struct item *requests; // duty “Đề nghị …”: the item itself, else NULL
};

struct objective {          // mục tiêu
  struct item *item;
  struct str comparator;    // “ít nhất”, “từ … trở lên”, “tăng thêm”, or empty
  double value;
  struct str unit;          // “%”, “mô hình”
  struct str phase;         // “Giai đoạn 2026 - 2028”, or empty
  struct span span;
};

struct basis {              // căn cứ
  struct item *item;
};

struct annex {              // phụ lục
  struct item *item;        // its ITEM_SECTION with SCHEME_ANNEX; children hold neither title nor reference line
  struct str number;        // “I”, or empty
  struct text title;
  struct text reference;    // “(Kèm theo Kế hoạch số … )”, or empty
};

// Lines of the recipients or the signature that are printed nowhere: said otherwise in the front matter, or left over.
struct unread {
  struct text text;
  enum zone zone;
};

// Words and what they are linked to: “Phụ lục I”, “khoản 2.1, Mục 2, Phần II”, [@id].
struct reference {
  struct span span;
  struct str written;
  const struct item *target; // NULL: unresolved
  struct str printed;        // “mục 1.1 phần IV” for [@id]; as written otherwise
};

struct reader;

struct plan {
  const struct source *source;
  struct reader *reader;           // what it was read with: for questions that are asked of it later
  const struct syntax *syntax;
  const struct registry *registry; // the bodies it was read with, the office's own included
  const struct lexicon *lexicon;   // the same as seen from this plan, its own short names included
  struct header header;
  struct date from, to;            // thời gian thực hiện
  VEC(struct phase) phases;        // giai đoạn
  struct actors standing;          // cơ quan thường trực
  VEC(struct alias) aliases;       // viết tắt
  struct item *root;               // children: lead-in paragraphs, sections
  VEC(struct basis) bases;
  VEC(struct task *) tasks;        // in order
  VEC(struct objective *) objectives;
  VEC(struct recipient) recipients;
  struct span recipients_span;
  bool recipients_present;
  bool recipients_given;           // in the front matter
  bool recipients_automatic;       // nơi nhận: tự động
  struct signature signature;
  VEC(struct unread) unread;
  VEC(struct annex) annexes;       // their items are children of root as well
  VEC(struct reference) references;
  VEC(struct note) notes;          // footnotes
  bool assignment_annex;           // phụ lục phân công: có
  bool assignment_pictures;        // phụ lục phân công: có biểu đồ
  bool renumber;                   // đánh số: tự động
  char size_set;                   // cỡ chữ: 'A' (12, 13), 'B' (13, 14); 0: the template's own
};

struct check_options {
  const struct registry *registry;
  bool renumber; // findings about numbers get fixes
  const struct source *house_style; // the office's van-phong.tsv, see compiler/check/rules/house_style.h; or NULL
  struct str standing_list; // the office's noi-nhan.tsv, see compiler/check/protocol.h; or empty
};

// Builds the plan and reports. Never fails.
struct plan *check_plan(struct arena *arena, const struct syntax *syntax, const struct check_options *options,
                        struct diags *diags);

// For `dump --phase plan`.
void plan_print(const struct plan *plan, struct buf *out);

// Rows of grammar/sections.tsv and fields.tsv.
const char *section_name(enum section_kind kind); // "task"
const char *field_name(enum field_kind kind);     // "lead"

// Next item in document order, NULL at the end; pass NULL to begin.
struct item *plan_next(const struct plan *plan, const struct item *item);

#endif
