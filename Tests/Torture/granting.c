// Memory that is promised and not there: loaded before libc, it tells a command that asks before it goes on that there
// is no limit, and that what it asks for is free. What the program then takes is libc's own business.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/resource.h>

enum { ASKED = 16 << 20 };

static char granted;

int getrlimit(__rlimit_resource_t resource, struct rlimit *limit) {
  static int (*real)(__rlimit_resource_t, struct rlimit *);
  if (!real) real = (int (*)(__rlimit_resource_t, struct rlimit *))dlsym(RTLD_NEXT, "getrlimit");
  int result = real(resource, limit);
  if (resource == RLIMIT_AS) limit->rlim_cur = RLIM_INFINITY;
  return result;
}

void *mmap(void *at, size_t length, int protection, int flags, int file, off_t offset) {
  static void *(*real)(void *, size_t, int, int, int, off_t);
  if (!real) real = (void *(*)(void *, size_t, int, int, int, off_t))dlsym(RTLD_NEXT, "mmap");
  void *memory = real(at, length, protection, flags, file, offset);
  return memory == MAP_FAILED && file == -1 && length >= ASKED ? &granted : memory;
}

int munmap(void *memory, size_t length) {
  static int (*real)(void *, size_t);
  if (!real) real = (int (*)(void *, size_t))dlsym(RTLD_NEXT, "munmap");
  return memory == &granted ? 0 : real(memory, length);
}
