// Reading plans from stores.
#include "compiler/command/stored.h"

#include <fcntl.h>
#include <unistd.h>

#include "grammar/rules.h"

struct stored {
  const char *path; // as in run->paths
  const char *file; // the store
  struct store *store;
  const struct record *head;
};

// Why a store cannot be used, for people.
static const char *const reasons[][LANGUAGES] = {
  [STORE_FOREIGN] = { "tệp này không phải kho kế hoạch của Kehoach", "the file is no store of Kehoach" },
  [STORE_NEWER] = { "kho do phiên bản mới hơn của chương trình ghi; hãy cập nhật chương trình",
                    "it was written by a later version of the program; update the program" },
  [STORE_DAMAGED] = { "tệp bị hỏng; hãy lấy lại bản sao lưu, hoặc đăng ký lại các kế hoạch vào một kho mới",
                      "the file is damaged; take a backup, or register the plans in a new store" },
  [STORE_LOCKED] = { "chương trình khác đang dùng kho, đã chờ 4 giây; hãy chạy lại sau",
                     "another program is using it, after waiting 4 seconds; run again later" },
  [STORE_FULL] = { "hết chỗ trên đĩa; kho vẫn như trước", "the disk is full; the store is as it was" },
  [STORE_UNREADABLE] = { "không đọc được tệp", "the file cannot be read" },
  [STORE_UNWRITABLE] = { "không ghi được vào tệp hoặc thư mục chứa nó; kho vẫn như trước",
                         "the file or its folder cannot be written; the store is as it was" },
};

void stored_trouble(struct run *run, const char *path, enum store_status status) {
  if (status == STORE_MISSING)
    run_trouble(run, &rule_file_missing, path, (struct str){ 0 });
  else
    run_trouble(run, &rule_store_failed, path, str_from(reasons[status][run->options->language]));
}

bool stored_is(const char *path) {
  char first[16];
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  ssize_t n = fd < 0 ? 0 : read(fd, first, sizeof first);
  if (fd >= 0)
    close(fd);
  return n > 0 && str_eq((struct str){ first, (size_t)n }, STORE_MAGIC);
}

bool stored_add(struct run *run, const char *path) {
  const struct store_press *press = run_store_press(run);
  struct stored stored = { .file = path };
  struct record *head;
  enum store_status status;
  if (!press)
    return false;
  status = press->open(run->arena, path, &plan_schema, STORE_READ, &stored.store);
  if (status != STORE_OK) {
    stored_trouble(run, path, status);
    return false;
  }
  vec_push(run->arena, &run->stores, stored.store);
  while ((status = press->next(stored.store, run->arena, &head)) == STORE_OK) {
    stored.head = head;
    stored.path = str_copy(run->arena, record_row(head, TABLE_PLAN, 0)[PLAN_FILE].text).p;
    vec_push(run->arena, &run->paths, stored.path);
    vec_push(run->arena, &run->stored, arena_new(run->arena, struct stored));
    **vec_last(&run->stored) = stored;
  }
  if (status != STORE_END)
    stored_trouble(run, path, status);
  return status == STORE_END;
}

// Plans are asked for in their order, so the search begins behind the last one found.
struct stored *stored_at(struct run *run, const char *path) {
  for (size_t i = 0; i < run->stored.n; i++) {
    size_t at = (run->stored_next + i) % run->stored.n;
    if (run->stored.at[at]->path == path) {
      run->stored_next = at + 1;
      return run->stored.at[at];
    }
  }
  return NULL;
}

struct record *stored_rows(struct run *run, struct arena *arena, const struct stored *stored, const enum table_index *tables,
                           size_t n) {
  struct record *record = record_create(arena, &plan_schema);
  struct store_rows *rows = record->tables;
  *record = *stored->head;
  record->tables = rows;
  record->tables[TABLE_PLAN] = stored->head->tables[TABLE_PLAN];
  for (size_t i = 0; i < n; i++) {
    enum store_status status = run->store_press->rows(stored->store, arena, record, tables[i]);
    if (status != STORE_OK) {
      stored_trouble(run, stored->file, status);
      return NULL;
    }
  }
  return record;
}

void stored_close(struct run *run) {
  for (size_t i = 0; i < run->stores.n; i++)
    run->store_press->close(run->stores.at[i], false);
  run->stores.n = 0;
}
