// What makes a lesson another one each time it runs, or leaves something behind: the time, the system's random numbers,
// changed files. The command does not take such a lesson's results from memory. (See watch.c for what it looks at.)
// A duration is no such thing: who measures one knows that it will be another next time, and says so in the lesson.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "kernel.h"

#define REAL(name) ((__typeof__(&name))real(&real_##name, #name))
static void *real(void **memory, const char *name) {
  if (*memory == NULL) *memory = dlsym(RTLD_NEXT, name);
  return *memory;
}

// MARK: Time

static const char *const time_reason = "it asks for the date or the time of day";

// Whether a clock tells durations and no date: what ran since the start of the machine, the process or the thread. The
// clock of another process or thread has a negative number; so has a clock that a device keeps (its last bits are 3).
static int tells_durations(clockid_t clock) {
  if (clock < 0) return (clock & 7) != 3;
  switch (clock) {
  case CLOCK_MONOTONIC:
  case CLOCK_MONOTONIC_RAW:
  case CLOCK_MONOTONIC_COARSE:
  case CLOCK_BOOTTIME:
  case CLOCK_PROCESS_CPUTIME_ID:
  case CLOCK_THREAD_CPUTIME_ID: return 1;
  default: return 0;
  }
}

// Whether a call comes from the library that waits for time to pass (Task.sleep, timers): it looks at every clock to know
// which timer is due, and gives none of it away but through the functions below.
int kernel_comes_from_dispatch(const void *caller) {
  Dl_info info;
  return dladdr(caller, &info) && info.dli_fname && strstr(info.dli_fname, "libdispatch.so");
}

static void *real_clock_gettime;
int clock_gettime(clockid_t clock, struct timespec *now) {
  if (tells_durations(clock)) {
    watch_measurement();
  } else if (!kernel_comes_from_dispatch(__builtin_return_address(0))) {
    watch_unrepeatable(time_reason);
  }
  return REAL(clock_gettime)(clock, now);
}

uint64_t dispatch_walltime(const struct timespec *when, int64_t delta);
static void *real_dispatch_walltime;
uint64_t dispatch_walltime(const struct timespec *when, int64_t delta) {
  if (when == NULL) watch_unrepeatable(time_reason);
  return REAL(dispatch_walltime)(when, delta);
}

uint64_t dispatch_time(uint64_t when, int64_t delta);
static void *real_dispatch_time;
uint64_t dispatch_time(uint64_t when, int64_t delta) {
  const uint64_t wall_now = ~1ull;
  if (when == wall_now) watch_unrepeatable(time_reason);
  return REAL(dispatch_time)(when, delta);
}

static void *real_timespec_get;
int timespec_get(struct timespec *now, int base) {
  watch_unrepeatable(time_reason);
  return REAL(timespec_get)(now, base);
}

void kernel_now(clockid_t clock, struct timespec *now) { REAL(clock_gettime)(clock, now); }

static void *real_gettimeofday;
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  watch_unrepeatable(time_reason);
  return REAL(gettimeofday)(now, zone);
}

static void *real_time;
time_t time(time_t *now) {
  watch_unrepeatable(time_reason);
  return REAL(time)(now);
}

static void *real_clock;
clock_t clock(void) {
  watch_measurement();
  return REAL(clock)();
}

// MARK: Random numbers

static const char *const random_reason = "it draws the system's random numbers";

static void *real_getrandom;
ssize_t getrandom(void *bytes, size_t count, unsigned flags) {
  watch_unrepeatable(random_reason);
  return REAL(getrandom)(bytes, count, flags);
}

// Swift's own generator asks the system without the C library's function.
static void *real_syscall;
long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long a[6];
  for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
  va_end(list);
  if (number == SYS_getrandom) watch_unrepeatable(random_reason);
  return REAL(syscall)(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static void *real_getentropy;
int getentropy(void *bytes, size_t count) {
  watch_unrepeatable(random_reason);
  return REAL(getentropy)(bytes, count);
}

static void *real_arc4random;
uint32_t arc4random(void) {
  watch_unrepeatable(random_reason);
  return REAL(arc4random)();
}

static void *real_arc4random_buf;
void arc4random_buf(void *bytes, size_t count) {
  watch_unrepeatable(random_reason);
  REAL(arc4random_buf)(bytes, count);
}

static void *real_arc4random_uniform;
uint32_t arc4random_uniform(uint32_t bound) {
  watch_unrepeatable(random_reason);
  return REAL(arc4random_uniform)(bound);
}

// MARK: Changes

static const char *const change_reason = "it renames, removes or makes files";

static void *real_unlink;
int unlink(const char *path) {
  watch_effect(change_reason);
  return REAL(unlink)(path);
}

static void *real_unlinkat;
int unlinkat(int folder, const char *path, int flags) {
  watch_effect(change_reason);
  return REAL(unlinkat)(folder, path, flags);
}

static void *real_remove;
int remove(const char *path) {
  watch_effect(change_reason);
  return REAL(remove)(path);
}

static void *real_rmdir;
int rmdir(const char *path) {
  watch_effect(change_reason);
  return REAL(rmdir)(path);
}

static void *real_mkdir;
int mkdir(const char *path, mode_t mode) {
  watch_effect(change_reason);
  return REAL(mkdir)(path, mode);
}

static void *real_rename;
int rename(const char *from, const char *to) {
  watch_effect(change_reason);
  return REAL(rename)(from, to);
}

static void *real_renameat;
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  watch_effect(change_reason);
  return REAL(renameat)(from_folder, from, to_folder, to);
}

static void *real_symlink;
int symlink(const char *target, const char *path) {
  watch_effect(change_reason);
  return REAL(symlink)(target, path);
}

static void *real_link;
int link(const char *target, const char *path) {
  watch_effect(change_reason);
  return REAL(link)(target, path);
}

static void *real_truncate;
int truncate(const char *path, off_t length) {
  watch_effect(change_reason);
  return REAL(truncate)(path, length);
}

static void *real_chmod;
int chmod(const char *path, mode_t mode) {
  watch_effect(change_reason);
  return REAL(chmod)(path, mode);
}
