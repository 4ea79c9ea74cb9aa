// A system clock that is wrong: loaded before libc, it adds CLOCK_AHEAD seconds to the time of day, and with
// CLOCK_BACKWARDS lets it run back. Clocks that only measure how long something takes stay as they are.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  static struct timespec first;
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(clock, now);
  if (result != 0 || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) return result;
  if (first.tv_sec == 0) first = *now;
  if (getenv("CLOCK_BACKWARDS")) {
    // A thousand seconds back for each that passes.
    long long passed = (now->tv_sec - first.tv_sec) * 1000LL + (now->tv_nsec - first.tv_nsec) / 1000000;
    now->tv_sec -= passed;
  }
  const char *ahead = getenv("CLOCK_AHEAD");
  if (ahead) now->tv_sec += atoll(ahead);
  return 0;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  (void)zone;
  struct timespec exact;
  if (clock_gettime(CLOCK_REALTIME, &exact) != 0) return -1;
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *now) {
  struct timespec exact;
  clock_gettime(CLOCK_REALTIME, &exact);
  if (now) *now = exact.tv_sec;
  return exact.tv_sec;
}
