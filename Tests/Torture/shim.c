/* shim.c: stands between a program and the C library, for files below TORTURE_FOLDER and for standard output.
 *
 * TORTURE_FAULT="KIND K HOW ERRNO" lets the K-th call of a kind fail: `once`, from then `on`, or `half` (a write of half
 * the bytes, and then no more), or lets it `lie`: from then on nothing is done and success is reported. Or the program
 * has to `die` before the call, as by `kill -9`. The kinds are those of the records below.
 *
 * TORTURE_LOG=FILE appends a record of every call: what a power loss could take back, and when an answer was given.
 *
 * TORTURE_SYNCHRONOUS=LEVEL puts one digit in the place of the EXTRA in `PRAGMA synchronous = EXTRA`.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN = 'O', READ = 'R', WRITE = 'W', SYNC = 'S', TRUNCATE = 'T', UNLINK = 'U', NAME = 'N' };
enum how { NO, FAIL, LIE, HALF };

/* One record: this head, the path, a second path (of `link` and `rename`), the bytes written. */
struct __attribute__((packed)) record {
  char kind;
  char detail; /* of an open: c created, t emptied; of a naming: r rename, l link, m mkdir */
  uint16_t path_length, other_length;
  int64_t offset, result;
  uint32_t byte_count;
};

static char *paths[4096]; /* of open descriptors */
static const char *folder;
static int log_file = -1, fault_errno;
static char fault_kind, fault_how[8];
static long fault_at, counts[128];
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void prepare(void) {
  folder = getenv("TORTURE_FOLDER");
  const char *fault = getenv("TORTURE_FAULT"), *log = getenv("TORTURE_LOG");
  if (fault) sscanf(fault, "%c %ld %7s %d", &fault_kind, &fault_at, fault_how, &fault_errno);
  if (log) {
    int opened = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    log_file = fcntl(opened, F_DUPFD_CLOEXEC, 500);
    REAL(close)(opened);
  }
  paths[1] = "-";
}

static int is_ours(const char *path) { return folder && !strncmp(path, folder, strlen(folder)); }
static const char *path_of(int file) { return file >= 0 && file < 4096 ? paths[file] : NULL; }

/* Whether this call is the one that goes wrong, and how; errno is set then. */
static enum how goes_wrong(char kind) {
  pthread_mutex_lock(&guard);
  long count = ++counts[(int)kind];
  pthread_mutex_unlock(&guard);
  if (kind != fault_kind || count < fault_at) return NO;
  errno = fault_errno;
  if (!strcmp(fault_how, "die")) kill(getpid(), SIGKILL);
  if (!strcmp(fault_how, "lie")) return LIE;
  if (!strcmp(fault_how, "half")) return count == fault_at ? HALF : FAIL;
  return count == fault_at || !strcmp(fault_how, "on") ? FAIL : NO;
}

static void record(char kind, char detail, const char *path, const char *other, int64_t offset, int64_t result,
                   const void *bytes) {
  if (log_file < 0) return;
  int kept = errno;
  uint32_t byte_count = bytes && result > 0 ? (uint32_t)result : 0;
  struct record head = {kind,   detail, (uint16_t)strlen(path), (uint16_t)(other ? strlen(other) : 0),
                        offset, result, byte_count};
  size_t size = sizeof head + head.path_length + head.other_length + byte_count;
  char *whole = malloc(size), *end = whole;
  end = mempcpy(end, &head, sizeof head);
  end = mempcpy(end, path, head.path_length);
  if (other) end = mempcpy(end, other, head.other_length);
  if (byte_count) memcpy(end, bytes, byte_count);
  if (REAL(write)(log_file, whole, size) != (ssize_t)size) abort();
  free(whole);
  errno = kept;
}

static int open_as(int directory, const char *path, int flags, mode_t mode) {
  int ours = is_ours(path);
  struct stat status;
  char detail = ours && (flags & O_CREAT) && lstat(path, &status) ? 'c' : flags & O_TRUNC ? 't' : ' ';
  int file = ours && goes_wrong(OPEN) != NO ? -1 : REAL(openat)(directory, path, flags, mode);
  if (!ours) return file;
  record(OPEN, detail, path, NULL, 0, file, NULL);
  if (file >= 0 && file < 4096) paths[file] = strdup(path);
  return file;
}

static mode_t mode_in(int flags, va_list *rest) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(*rest, mode_t) : 0; }

#define OPENS(name, directory, ...)              \
  int name(__VA_ARGS__, int flags, ...) {        \
    va_list rest;                                \
    va_start(rest, flags);                       \
    mode_t mode = mode_in(flags, &rest);         \
    va_end(rest);                                \
    return open_as(directory, path, flags, mode); \
  }
OPENS(open, AT_FDCWD, const char *path)
OPENS(open64, AT_FDCWD, const char *path)
OPENS(openat, directory, int directory, const char *path)
OPENS(openat64, directory, int directory, const char *path)

int close(int file) {
  if (file > 2 && file < 4096) paths[file] = NULL;
  return REAL(close)(file);
}

static ssize_t read_as(int file, void *bytes, size_t count, off_t offset) {
  if (path_of(file) && file != 1 && goes_wrong(READ) != NO) return -1;
  ssize_t done = offset < 0 ? REAL(read)(file, bytes, count) : REAL(pread)(file, bytes, count, offset);
  if (path_of(file)) record(READ, ' ', path_of(file), NULL, offset, done, NULL);
  return done;
}
ssize_t read(int file, void *bytes, size_t count) { return read_as(file, bytes, count, -1); }
ssize_t pread(int file, void *bytes, size_t count, off_t offset) { return read_as(file, bytes, count, offset); }
ssize_t pread64(int file, void *bytes, size_t count, off_t offset) { return read_as(file, bytes, count, offset); }

static ssize_t write_as(int file, const void *bytes, size_t count, off_t offset) {
  const char *path = path_of(file);
  enum how how = path ? goes_wrong(WRITE) : NO;
  if (how == FAIL) return -1;
  // Answers are given all the same: a lie is about what is on file.
  if (how == LIE && file != 1) return (ssize_t)count;
  if (how == HALF && count > 1) count /= 2;
  off_t at = offset < 0 && path ? lseek(file, 0, SEEK_CUR) : offset;
  ssize_t done = offset < 0 ? REAL(write)(file, bytes, count) : REAL(pwrite)(file, bytes, count, offset);
  if (path) record(WRITE, ' ', path, NULL, at, done, bytes);
  return done;
}
ssize_t write(int file, const void *bytes, size_t count) { return write_as(file, bytes, count, -1); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { return write_as(file, bytes, count, at); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off_t at) { return write_as(file, bytes, count, at); }

/* A call on one file whose record has no bytes; `offset` is the new size of a truncation. */
#define PLAIN(kind, detail, path, other, offset, call)          \
  do {                                                          \
    const char *known = path;                                   \
    enum how how = known ? goes_wrong(kind) : NO;               \
    int done = how == FAIL ? -1 : how == LIE ? 0 : call;        \
    if (known) record(kind, detail, known, other, offset, done, NULL); \
    return done;                                                \
  } while (0)

int fsync(int file) { PLAIN(SYNC, ' ', path_of(file), NULL, 0, REAL(fsync)(file)); }
int fdatasync(int file) { PLAIN(SYNC, ' ', path_of(file), NULL, 0, REAL(fdatasync)(file)); }
int ftruncate(int file, off_t size) { PLAIN(TRUNCATE, ' ', path_of(file), NULL, size, REAL(ftruncate)(file, size)); }
int ftruncate64(int file, off_t size) { PLAIN(TRUNCATE, ' ', path_of(file), NULL, size, REAL(ftruncate)(file, size)); }
int unlink(const char *path) { PLAIN(UNLINK, ' ', is_ours(path) ? path : NULL, NULL, 0, REAL(unlink)(path)); }
int mkdir(const char *path, mode_t mode) {
  PLAIN(NAME, 'm', is_ours(path) ? path : NULL, NULL, 0, REAL(mkdir)(path, mode));
}
int rename(const char *path, const char *to) {
  PLAIN(NAME, 'r', is_ours(path) ? path : NULL, to, 0, REAL(rename)(path, to));
}
int link(const char *path, const char *to) {
  PLAIN(NAME, 'l', is_ours(path) ? path : NULL, to, 0, REAL(link)(path, to));
}

/* SQL as it is to be prepared: `synchronous` is what TORTURE_SYNCHRONOUS says. */
static char *bent(const char *sql, int size) {
  const char *level = getenv("TORTURE_SYNCHRONOUS");
  char *copy = size < 0 ? strdup(sql) : strndup(sql, (size_t)size), *found = strstr(copy, "synchronous = EXTRA");
  if (level && found) memset(memset(found + 14, ' ', 5), *level, 1);
  return copy;
}

int sqlite3_prepare_v3(void *database, const char *sql, int size, unsigned flags, void **statement, const char **tail) {
  char *copy = bent(sql, size);
  int done = REAL(sqlite3_prepare_v3)(database, copy, -1, flags, statement, tail);
  if (tail && *tail) *tail = sql + (*tail - copy);
  free(copy);
  return done;
}

int sqlite3_prepare_v2(void *database, const char *sql, int size, void **statement, const char **tail) {
  return sqlite3_prepare_v3(database, sql, size, 0, statement, tail);
}
