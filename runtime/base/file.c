// Files read whole into an arena, and written whole or not at all: a temporary file beside the target, then rename.
#include "runtime/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { READ_FIRST = 64 << 10, TEMPORARY_TRIES = 1000 };

// ---- reading

// Reads to the end. The size that the file system tells is only a hint: pipes have none, files may grow.
static enum file_status read_all(struct arena *arena, int fd, size_t hint, size_t limit, struct str *content) {
  size_t cap = hint + 1, n = 0; // one more, so that the end is seen without growing
  char *p = arena_alloc(arena, cap);
  for (;;) {
    ssize_t got = read(fd, p + n, cap - n);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return errno == EISDIR ? FILE_IS_FOLDER : FILE_UNREADABLE;
    if (got == 0)
      break;
    n += (size_t)got;
    if (n > limit)
      return FILE_TOO_LARGE;
    if (n < cap)
      continue;
    if (!arena_resize(arena, p, cap, cap * 2))
      p = memcpy(arena_alloc(arena, cap * 2), p, n);
    cap *= 2;
  }
  arena_resize(arena, p, cap, n + 1);
  *content = (struct str){ p, n };
  return FILE_OK;
}

enum file_status file_read(struct arena *arena, const char *path, size_t limit, struct str *content) {
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    return errno == ENOENT || errno == ENOTDIR ? FILE_MISSING : FILE_UNREADABLE;
  struct stat info;
  enum file_status status;
  if (fstat(fd, &info) != 0)
    status = FILE_UNREADABLE;
  else if (S_ISDIR(info.st_mode))
    status = FILE_IS_FOLDER;
  else if (S_ISREG(info.st_mode) && (uintmax_t)info.st_size > limit)
    status = FILE_TOO_LARGE;
  else
    status = read_all(arena, fd, S_ISREG(info.st_mode) ? (size_t)info.st_size : READ_FIRST, limit, content);
  if (!standard)
    close(fd);
  return status;
}

bool file_is_folder(const char *path) {
  struct stat status;
  return strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

// ---- writing

static bool write_loop(int fd, struct str content) {
  while (content.n) {
    ssize_t written = write(fd, content.p, content.n);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return false;
    content = str_slice(content, (size_t)written, content.n);
  }
  return true;
}

// A reader that has gone is a failure to report, not a signal to die of: SIGPIPE is held back in this thread
// and taken off the queue if our own write raised it.
static bool write_quietly(int fd, struct str content) {
  sigset_t pipe_signal, before, pending;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  sigpending(&pending);
  pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
  bool done = write_loop(fd, content);
  if (!done && errno == EPIPE && !sigismember(&pending, SIGPIPE))
    while (sigtimedwait(&pipe_signal, NULL, &(struct timespec){ 0 }) < 0 && errno == EINTR)
      ;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return done;
}

// Creates a file of a new name in the folder of `path`, with the rights that the user's mask gives.
static int create_beside(const char *path, char **name) {
  const char *slash = strrchr(path, '/');
  int folder = slash ? (int)(slash - path) + 1 : 0;
  for (int try = 0; try < TEMPORARY_TRIES; try++) {
    if (asprintf(name, "%.*s.kehoach-%ld-%d.tmp", folder, path, (long)getpid(), try) < 0)
      return *name = NULL, -1;
    int fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0)
      return fd;
    bool taken = errno == EEXIST;
    free(*name);
    *name = NULL;
    if (!taken)
      break;
  }
  return -1;
}

static enum file_status replace(const char *path, const struct stat *old, struct str content) {
  char *temporary;
  int fd = create_beside(path, &temporary);
  if (fd < 0)
    return errno == ENOENT || errno == ENOTDIR ? FILE_NO_FOLDER : FILE_UNWRITABLE;
  bool done = write_quietly(fd, content);
  if (old && fchmod(fd, old->st_mode & 07777) != 0)
    done = false;
  if (close(fd) != 0)
    done = false;
  if (done && rename(temporary, path) != 0)
    done = false;
  if (!done)
    unlink(temporary);
  free(temporary);
  return done ? FILE_OK : FILE_UNWRITABLE;
}

// A device or pipe cannot be replaced, only written to.
static enum file_status write_through(const char *path, struct str content) {
  int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    return FILE_UNWRITABLE;
  bool done = write_quietly(fd, content);
  if (close(fd) != 0)
    done = false;
  return done ? FILE_OK : FILE_UNWRITABLE;
}

enum file_status file_write(const char *path, struct str content) {
  if (strcmp(path, "-") == 0)
    return write_quietly(STDOUT_FILENO, content) ? FILE_OK : FILE_UNWRITABLE;
  struct stat info;
  if (stat(path, &info) != 0)
    return replace(path, NULL, content);
  if (S_ISDIR(info.st_mode))
    return FILE_IS_FOLDER;
  if (!S_ISREG(info.st_mode))
    return write_through(path, content);
  char *real = realpath(path, NULL); // a link keeps pointing where it points
  enum file_status status = replace(real ? real : path, &info, content);
  free(real);
  return status;
}

const char *file_status_text(enum file_status status, int language) {
  static const char *const texts[][2] = {
    [FILE_OK] = { "không có lỗi", "no error" },
    [FILE_MISSING] = { "không có tệp hoặc thư mục này", "no such file or folder" },
    [FILE_IS_FOLDER] = { "đây là thư mục, không phải tệp", "this is a folder, not a file" },
    [FILE_TOO_LARGE] = { "tệp quá lớn", "the file is too large" },
    [FILE_UNREADABLE] = { "không được phép đọc, hoặc thiết bị có lỗi", "reading is not allowed, or the device failed" },
    [FILE_NO_FOLDER] = { "không có thư mục ấy", "there is no such folder" },
    [FILE_UNWRITABLE] = { "không được phép ghi vào đó, hoặc hết chỗ trên đĩa", "writing there is not allowed, or the disk is full" },
  };
  return texts[status][language == 1];
}
