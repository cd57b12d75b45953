#ifndef MLNB_CSYSTEM_H
#define MLNB_CSYSTEM_H

// The C library, as far as the runtime calls it.
//
// Swift's own Glibc module would do as well, but whoever imports the runtime would have to load it too, and all that it
// stands on: the compiler takes 5 ms for that, for every module of a lesson. Of this module cells need nothing.

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// What is no plain function in C, under the names that it has there.

static inline int system_error(void) __attribute__((swift_name("getter:errno()")));
static inline int system_error(void) { return errno; }

static inline int system_open(const char *path, int flags) __attribute__((swift_name("open(_:_:)")));
static inline int system_open(const char *path, int flags) { return open(path, flags); }

static inline int system_create(const char *path, int flags, mode_t mode) __attribute__((swift_name("open(_:_:_:)")));
static inline int system_create(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }

static void *const system_map_failed __attribute__((swift_name("MAP_FAILED"), unused)) = MAP_FAILED;

#endif
